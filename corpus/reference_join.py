"""Parts that stand together become citations: where one ends, and what its parts say together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.reference_draft import Draft, Part
from corpus.reference_fill import RESOLUTION_SYMBOL, add, year_of
from corpus.reference_items import Item, items_of


def draft_citations(parts: Sequence[Part]) -> list[Draft]:
    """The citations of parts that stand together: a new one where a slot would be filled twice."""
    drafts = [Draft()]
    for i, part in enumerate(parts):
        following = parts[i + 1].name if i + 1 < len(parts) else ""
        if _starts_another(drafts[-1], part, following):
            drafts.append(Draft())
        add(drafts[-1], part)
    for draft in drafts:
        _complete(draft)
    return drafts


FIRST_YEAR = 1946
"""From here on the first number is a year: 2010/17 is a report's, or another body's resolution."""


def _complete(draft: Draft) -> None:
    """Conclude from all parts of a citation together.

    The first resolution of session 8 is 8/1, that of 2016 for now 2016/1; a report 2010/17,
    CTOC/COP/2010/17; and "COP 13 (decision 12/1)" speaks of two sessions, of which the decision's
    is the one that is cited.
    """
    if draft.serial and (draft.session or draft.year) and not draft.numbers:
        draft.numbers, draft.session = (f"{draft.session or draft.year}/{draft.serial}",), None
        return
    if draft.symbol:
        draft.session = None  # "at the eighth session (CTOC/COP/2016/10)"
    if not draft.numbers:
        return
    session = int(draft.numbers[0].partition("/")[0])
    of_the_conference = draft.report or draft.body == "ctoc-cop" or (draft.items and not draft.body)
    if session >= FIRST_YEAR and of_the_conference and not (draft.type or draft.symbol):
        draft.symbol, draft.numbers, draft.report = f"CTOC/COP/{draft.numbers[0]}", (), True
        draft.session = None
    elif draft.session not in (None, session):
        draft.session = None


def _starts_another(draft: Draft, part: Part, following: str) -> bool:
    """Whether a part belongs to another citation than the draft before it."""
    if part.slot == "report" and ":" in part.gap:  # paragraph 20: when is the report due?
        return True
    if part.slot == "session" and draft.year and not draft.session and not year_of(part.match):
        return False  # the 2016 report on the eighth session
    if part.slot in draft.filled:
        return part.slot != "items" or not _completes(draft.items, items_of(part.name, part.match))
    if "number" in draft.filled:
        return _is_of_another_number(part, following)
    whole = draft.items and (
        (draft.report and (draft.session or draft.year))
        or (draft.symbol and re.search(r"\w", part.gap))
    )
    if whole and part.slot in ("type", "number", "body") and not draft.type:
        return True  # paragraph 9 of the report, on resolution 65/230
    unnamed = draft.items and draft.type  # paragraph 9 of the resolution, in the report
    return bool(unnamed and "," in part.gap and part.slot in ("report", "symbol"))


def _is_of_another_number(part: Part, following: str) -> bool:
    """Whether a part behind a number belongs to the next citation."""
    if part.slot == "type":  # 8/1, decision 8/2
        return following == "number" or part.gap.strip() != ""
    if part.slot == "body":  # 8/1, General Assembly resolution 70/174
        return "," in part.gap and following in ("type", "number")
    if part.slot == "symbol":
        own = RESOLUTION_SYMBOL.search(part.match[0]) or not part.match["mark"]
        return "," in part.gap or bool(own)
    return part.slot in ("report", "session") and "," in part.gap


def _completes(items: Sequence[Item], more: Sequence[Item]) -> bool:
    """Whether two lists are halves of one: (c) of paragraph 7, 第7段 and (c)项."""
    letters, numbers = (items, more) if items[0].number is None else (more, items)
    return (
        all(item.number is None for item in letters)
        and len(numbers) == 1
        and numbers[0].sub is None
        and numbers[0].number is not None
    )
