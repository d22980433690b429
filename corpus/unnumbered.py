"""Paragraphs of an instrument that a text names by its subject: "the 2024 resolution on firearms".

corpus/reference.py reads what is cited by number, symbol or session; this is for the rest. Which
instrument is meant, whoever knows their titles can find out (index/subjects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import InstrumentType, Span
from corpus.reference import citation_parts, find_references
from corpus.reference_draft import Part
from corpus.reference_gaps import JOINT, PLACE_HINT, TYPE_HINT
from corpus.reference_text import fold, folded


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A text that names paragraphs of an instrument without saying its number.

    ``type`` is None where the text says neither resolution nor decision nor report. ``place`` is
    how the text names the paragraphs ("operative paragraph 4"), ``rest`` the text without them, and
    ``about`` the parts of it that may say what the instrument is about. ``secretariat`` says that
    the text speaks of the Secretariat, whose report it then is.
    """

    type: InstrumentType | None
    place: str
    rest: str
    about: tuple[str, ...]
    secretariat: bool = False


_PLACES = frozenset(
    (
        "paragraph", "chinese_paragraph", "annex", "appendix", "preambular", "operative",
        "letters", "table", "footnote", "inserted",
    )
)  # fmt: skip
_NAMED = frozenset(("paragraph", "chinese_paragraph", "table", "footnote", "inserted"))
_NAMING = frozenset(("number", "symbol", "akn", "nth"))
_CHINESE_TYPE = re.compile("决议(?!草案)|决定(?!了|如何|要|对|将|性)")
# a point ends a sentence behind a longer word, but not before a number: para. 5
_CLAUSE_ENDS = re.compile(r"[,;:!?。，；：！？、]|(?<=[^\W_]{4})\.(?=\s+[^\W\d_])")
"""What ends the clause that says what an instrument is about; a title in quotes is part of it."""
_SECRETARIAT = re.compile(
    folded("secr[eé]tariat|secretaría|секретариат|أمانة|秘书处|unodc|onudc|юнодк|المكتب")
)
"""Whose report it is, if it is not the Conference's."""
_DRAFT = re.compile(folded("(?:draft|projet de|proyecto de|проект[а-я]{0,2}|مشروع)\\s*$"))
"""What stands before the word for a resolution that is none yet."""
_WORDS = re.compile(r"\s*(?:\S+\s+){0,12}\S*")
"""As much of a clause as says what an instrument is about; Chinese has no spaces in it."""


def unnumbered(text: str) -> Unnumbered | None:
    """The place in an instrument that a text names by its subject alone, None if it names none.

    "paragraph 4 of the 2024 resolution on firearms": whoever knows the instruments can find out
    which one is meant (index/subjects.py).
    """
    one = fold(text)
    if not PLACE_HINT.search(one.text):
        return None
    parts = citation_parts(text)
    names = {part.name for part in parts}
    if names & _NAMING or not names & _NAMED or _is_cited(text, one.text):
        return None
    type_, word = _said_to_be(parts, one.text)
    if word is not None and (
        _DRAFT.search(one.text, 0, word.start()) or _of_another_body(parts, one.text, type_, word)
    ):
        return None
    places = [part.match for part in parts if part.name in _PLACES]
    spans = [one.source_span(*match.span()) for match in places]
    silent = [match.span() for match in places]
    silent += [part.match.span() for part in parts if part.name == "session"]
    if word is None:
        clauses = _around(one.text, places)
    else:
        clauses = _about(one.text, [match.span() for match in places], word.span())
        if type_ is InstrumentType.REPORT:
            clauses = clauses[:1]  # what follows is asked of it
        silent.append(word.span())
    said = [
        _without(text, [one.source_span(*span) for span in silent], one.source_span(*clause))
        for clause in clauses
        if clause[0] < clause[1]
    ]
    about = tuple(part for part in said if part.strip())
    if word is None and not about:
        return None
    return Unnumbered(
        type_,
        ", ".join(text[left:right] for left, right in spans),
        _without(text, spans, (0, len(text))),
        about,
        _SECRETARIAT.search(one.text) is not None,
    )


def _said_to_be(
    parts: Sequence[Part], text: str
) -> tuple[InstrumentType | None, re.Match[str] | None]:
    """What the text says that the instrument is, and the word that says it.

    It is a report where a report stands next to the paragraph, or where no other type is named.
    """
    named = next((part.match for part in parts if part.name == "type"), None)
    word = named or (_CHINESE_TYPE.search(text) if TYPE_HINT.search(text) else None)
    report = next((part.match for part in parts if part.name == "report"), None)
    if report is not None and (word is None or _is_of_a_report(parts)):
        return InstrumentType.REPORT, report
    if word is None:
        return None, None
    decision = re.match("dec|реш|(?:ال)?مقرر|决定", word[0]) is not None
    return InstrumentType.DECISION if decision else InstrumentType.RESOLUTION, word


def _is_of_a_report(parts: Sequence[Part]) -> bool:
    """Whether a report is named next to a paragraph, which is then the report's."""
    return any(
        {one.name, other.name} & _NAMED
        and "report" in (one.name, other.name)
        and JOINT.fullmatch(other.gap)
        for one, other in pairwise(parts)
    )


def _about(text: str, places: Sequence[Span], type_: Span) -> list[Span]:
    """The part of the clause of the word "resolution" that no place is in, cut if it is long.

    And the same with what follows the clause: "on crimes, such as those against wildlife".
    """
    start, end = _clause(text, *type_)
    start = max([right for _, right in places if start < right <= type_[0]], default=start)
    end = min([left for left, _ in places if type_[1] <= left < end], default=end)
    on = min([left for left, _ in places if left >= type_[1]], default=len(text))
    ends = [found.end() for until in (end, on) if (found := _WORDS.match(text, type_[1], until))]
    return [(start, one) for one in dict.fromkeys(ends)]


def _around(text: str, places: Sequence[re.Match[str]]) -> list[Span]:
    """What stands before and behind the places, within their clause, and the clause before."""
    start, end = places[0].start(), places[-1].end()
    left, right = _clause(text, start, end)
    behind = _WORDS.match(text, end, right)
    found = [(left, start), (end, behind.end() if behind else right)]
    if left > 1:
        found.append(_clause(text, left - 2, left - 1))
    return found


def _is_cited(text: str, folded_text: str) -> bool:
    """Whether the text's paragraphs belong to something that it names otherwise, as a report.

    A report of the Secretariat is not that of the session that it was written for.
    """
    cited = [one for one in find_references(text) if one.names_paragraphs and not one.apart]
    by_session = all(one.symbol is None and one.number is None for one in cited)
    return bool(cited) and not (by_session and _SECRETARIAT.search(folded_text))


def _of_another_body(
    parts: Iterable[Part], text: str, type_: InstrumentType | None, word: re.Match[str]
) -> bool:
    """Whether the clause of the word for the instrument says that it is another body's.

    Whose it is stands behind "report"; behind "resolution" stands its subject.
    """
    start, end = _clause(text, *word.span())
    if type_ is not InstrumentType.REPORT:
        end = word.start()
    return any(
        part.name.startswith("body_")
        and part.name != "body_ctoc_cop"
        and start <= part.match.start() <= end
        for part in parts
    )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which a word of a text stands."""
    before = [match.end() for match in _CLAUSE_ENDS.finditer(text, 0, start)]
    after = _CLAUSE_ENDS.search(text, end)
    return max(before, default=0), after.start() if after else len(text)


def _without(text: str, spans: Iterable[Span], within: Span) -> str:
    """A range of a text without others."""
    kept, at = "", within[0]
    for start, end in sorted(spans):
        if within[0] <= start and end <= within[1] and start >= at:
            kept += text[at:start] + " "
            at = end
    return kept + text[at : within[1]]
