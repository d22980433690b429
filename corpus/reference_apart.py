"""Paragraphs that stand apart from their instrument: "point 53 of the rules (res. 5/5)".

corpus/reference.py joins what stands together. Where a text names one instrument and no other, a
paragraph elsewhere in the text is of that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Kind
from corpus.periods import named_years
from corpus.reference_draft import Draft
from corpus.reference_hints import TYPE_HINT
from corpus.reference_text import folded, latin

_WHOSE = re.compile(
    folded(
        r"\s?(?:"
        + latin("of|on|by|from|de|du|des|sur|del|sobre|о|об|от")
        + r"|(?<![ء-ي])(?:عن|من|بشأن)|关于|的)"
        # of 2010, of Vienna
        r"(?!\s?(?:la\s)?(?:(?:19|20)\d\d|session|v[iy]en|вен))"
    )
)
"""Behind a report: whose it is, or what it is about."""


_ITS = re.compile(
    folded(
        "(?:"
        + latin("its|the latter's|sa|son|ses|su|sus|его|ее|их")
        + r"(?:\s(?:operative|preambular|own|propre|propio))?|其|该(?:决议|决定|报告)的?)\s*$"
        r"|(?:(?<![a-z])(?:ibid|ibidem|idem)|там же|同上|المرجع نفسه)[\s,.:]*$"
    )
)
"""Before a paragraph of what was named last: in its paragraph 3, 其第3段, ibid., para. 79."""
_OF_IT = re.compile(
    folded(r"\s(?:منه|منها|of it|thereof|de celle-ci|de celui-ci|del mismo|de la misma)(?!\w)")
)
"""Behind such a paragraph: الفقرة 3 منه."""


_SOME = re.compile(folded(r"(?<!\w)(?:an?|une?|uno|any|some)\s(?:\w+\s){0,2}$"))
"""Before a report that is none in particular: owes an analytical report."""
_YEAR_BEHIND = re.compile(
    folded(r"(?:report|rapport|informe|доклад|отчет)[^,.;:()?!]{1,60}?((?:19|20)\d\d)(?!\d)")
)
"""The year of a report where the text names others as well."""


def attach(drafts: Sequence[Draft], whole: Sequence[Draft], text: str) -> None:
    """Give places that stand alone the instrument of a text that names just one.

    ``drafts`` are all of the text's, ``whole`` those that name an instrument and count; a place
    without annex is in the one that is named without paragraphs. Where paragraphs of the instrument
    are named beside it, others in the text are of something else. "Its paragraph 3" is of the
    instrument named last, however many there are. ``text`` is folded.
    """
    _give_possessed(drafts, whole, text)
    if len({_instrument(draft) for draft in whole}) != 1 or _another_body(drafts, whole[0]):
        return
    alone = [draft for draft in drafts if draft.names_place and not draft.names_instrument]
    if any(draft.position for draft in whole):  # note a below table 1
        alone = [draft for draft in alone if draft.kind is Kind.FOOTNOTE]
    if any(draft.items for draft in whole):
        return
    parts = {draft.kind for draft in drafts if draft.kind_apart and not draft.items}
    if len(whole) == 1 and len(parts) == 1 and not (whole[0].kind or whole[0].names_place):
        whole[0].kind = parts.pop()  # 5/3 has a preamble, hasn't it?
    places = [draft for draft in alone if _may_be_of(whole[0], draft)]
    annex = next((one for one in (*whole, *alone) if one.names_annex and not one.items), None)
    kinds = {draft.type for draft in drafts if draft.type}
    if whole[0].bare and not whole[0].type and len(kinds) == 1:
        whole[0].type = kinds.pop()  # the resolution of 2010 on migrants (5/3)
    for draft in places:
        draft.take_instrument(whole[0])
        draft.apart = True
        if annex is not None and not draft.names_annex:
            draft.annexes, draft.appendix = annex.annexes, annex.appendix


def _give_possessed(drafts: Sequence[Draft], whole: Sequence[Draft], text: str) -> None:
    """Give "its paragraph 3" the instrument that is named last before it."""
    for draft in drafts:
        before = [one for one in whole if one.end <= draft.start]
        if draft.names_place and not draft.names_instrument and before:
            its = _ITS.search(text, 0, draft.start) or _OF_IT.match(text, draft.end)
            if its and _may_be_of(before[-1], draft):
                draft.take_instrument(before[-1])
                draft.apart = True


def date_reports(drafts: Sequence[Draft], text: str) -> None:
    """Give "paragraph 29 of the report" the session or the year that the text names elsewhere.

    Only where it names one, and nothing says that the report is another's. Paragraph 36 of a
    session is the report's, unless the text speaks of a resolution or a decision, and then a
    paragraph must stand next to the word for a report. ``text`` is folded.
    """
    other = TYPE_HINT.search(text) is not None
    if not other:
        for draft in drafts:
            alone = not (draft.numbers or draft.symbol) and draft.body in (None, "ctoc-cop")
            draft.report |= bool(draft.session and draft.items and alone)
    sessions = {draft.session for draft in drafts if draft.session and not draft.numbers}
    years = named_years(text) if not sessions else frozenset()
    if len(years) > 1 and (own := _YEAR_BEHIND.search(text)):
        years = frozenset((int(own[1]),))
    if len(sessions) + len(years) != 1 or any(draft.symbol for draft in drafts):
        return
    for draft in drafts:
        undated = draft.report and not draft.names_instrument and draft.body in (None, "ctoc-cop")
        undated &= bool(draft.items) or not _SOME.search(text, 0, draft.start)
        if undated and (draft.names_place or not other) and not _WHOSE.match(text, draft.end):
            draft.session = next(iter(sessions), None)
            draft.year = next(iter(years), None)


def _may_be_of(donor: Draft, draft: Draft) -> bool:
    """Whether nothing says that a place is in another kind of instrument than the donor."""
    another_type = draft.type is not None and donor.type not in (None, draft.type)
    another_report = bool(donor.numbers if draft.report else draft.type and not donor.numbers)
    return not (another_type or another_report)


def _instrument(draft: Draft) -> tuple[object, ...]:
    return (draft.numbers, draft.symbol, draft.session, draft.year, draft.akn)


def _another_body(drafts: Sequence[Draft], donor: Draft) -> bool:
    """Whether an instrument of another body is named as well."""
    others = [draft for draft in drafts if draft.body not in (None, donor.body, "ctoc-cop")]
    return any(draft.names_instrument or draft.type or draft.report for draft in others)
