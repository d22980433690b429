"""Citations in running text, in any of the six languages: find, never guess.

    fold → scan (parts of citations) → chain (parts that stand together) → draft_citations
    → share (an instrument named once for several paragraphs) → date_reports, attach (paragraphs
    apart from their instrument) → references

A reference says what the text says; whether such a paragraph exists, corpus/resolve.py finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.model import InstrumentType, Kind
from corpus.reference_apart import attach, date_reports
from corpus.reference_draft import Draft, Part
from corpus.reference_gaps import (
    CONJUNCTION,
    DATE_BEFORE,
    DOCUMENT_BEFORE,
    FRACTION_AFTER,
    JOINT,
    NUMBERED_BEFORE,
    OF_A_DOCUMENT,
)
from corpus.reference_hints import ANCHOR
from corpus.reference_items import Item
from corpus.reference_join import FIRST_YEAR, draft_citations
from corpus.reference_patterns import scan
from corpus.reference_places import UNREAD_COUNT, UNREAD_PARAGRAPH
from corpus.reference_text import Folded, fold, folded

LATEST_SESSION = 20
MOST_SERIAL = 20
"""8/1 alone is a citation only up to these: 50/50 and 12/24 are not. The Conference has had 12
sessions with at most 8 resolutions."""
NEVER_ALONE = frozenset(
    ("1/2", "1/3", "2/3", "1/4", "3/4", "9/11", "24/7", "26/11", "20/20"),
)
"""Pairs of numbers that mean something else unless a word says that they cite."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation as a text gives it; ``text`` is the source's characters [start, end).

    ``annex`` and ``appendix`` are digit strings, "" where one is named without a number, None
    where none is named. ``paragraphs`` are printed numbers ("13", "37 quater"), or ordinals where
    ``kind`` is preambular; ``subparagraph`` is "a" or "a.i". ``position`` names what prints no
    number ("table 1", "list 2", "p 3", "chapeau"), and "nth 2" the second paragraph of a number.
    ``apart`` says that other words stand between it and its instrument.
    ``year`` is that of "the 2016 report". ``kind`` is what the words say or imply, None for a
    whole instrument. ``body`` is the code of the body that the text names ("unga", "ecosoc",
    "other"), None where it names none.
    """

    start: int
    end: int
    text: str
    instrument_type: InstrumentType | None
    number: str | None
    session: int | None
    year: int | None
    symbol: str | None
    annex: str | None
    appendix: str | None
    section: str | None
    kind: Kind | None
    paragraphs: tuple[str, ...]
    subparagraph: str | None
    position: str | None
    body: str | None
    apart: bool = False

    @property
    def names_paragraphs(self) -> bool:
        """Whether it names single paragraphs, not all of an instrument or of an annex."""
        return bool(self.paragraphs or self.subparagraph or self.position)


def find_references(text: str) -> tuple[Reference, ...]:
    """Every citation of a text, in order; a list of sub-items gives a reference for each.

    Paragraphs without an instrument, treaty articles, rules of procedure, dates, fractions and
    shares give none.
    """
    folded = fold(text)
    if not ANCHOR.search(folded.text):
        return ()
    chains = _chains(citation_parts(text))
    drafts = [draft for chain in chains for draft in _share(chain)]
    date_reports(drafts, folded.text)
    cited = [draft for draft in drafts if _cites(draft, folded.text)]
    reports = [draft for draft in drafts if draft.names_instrument and not draft.numbers]
    attach(drafts, cited or reports, folded.text)
    return tuple(
        reference
        for draft in drafts
        if _cites(draft, folded.text)
        for reference in _references(draft, folded, text)
    )


def unread_paragraph(rest: str) -> str | None:
    """The paragraph that the rest of a citation names in a way that cannot be read, if it does.

    ``rest`` is a text without its citations: ", para. -13" of "resolution 8/1, para. -13".
    """
    text = fold(rest).text
    if found := UNREAD_PARAGRAPH.match(text):
        return found["unread"]
    found = UNREAD_COUNT.search(text)
    return found[0] if found else None


def _is_spanish(text: str) -> bool:
    """Whether "para" is a preposition: la resolución 8/1 para 13 Estados."""
    return re.search("resoluci[oó]n|decisi(?:ón|ones)", text, re.IGNORECASE) is not None


_ONLY_NUMBERED = re.compile(r".{0,4}بند|(?:n\.?\s?[o°]|num|nr)\.?\s?\d|№")
_ITEM_OF = re.compile(
    folded(
        r"\s?(?:من|في|ب)\s?(?:ال)?(?:مرفق|مقرر|قرار|تذييل|توصيات)|, (?:resol|decis|annex|append)"
    )
)
_DENIED = re.compile(
    folded(
        r"(?:(?<!\w)(?:not|no|without|sans|pas|sin|не|без|ليس|بدون|دون)(?:\s\w+){0,2}?|不要|不是|不含|不在|而非)[\s']*$"
    )
)
"""Before an annex that is not meant: para. 2, not the annex."""
_NUMBERED_PLACES = ("annex", "appendix", "number", "report", "symbol", "session")
"""Behind these an item, or a number sign alone, is a paragraph; an item may be an agenda's."""
_LETTERS_FOLLOW = ("number", "annex", "appendix", "paragraph", "chinese_paragraph", "operative")


@lru_cache(maxsize=8)
def citation_parts(text: str) -> tuple[Part, ...]:
    """The parts of citations in a text, in order, treaty articles left out.

    A few are remembered: a question is read for its citations and for a resolution's subject.
    """
    one = fold(text)
    parts = [part for part in _scan(one.text, spanish=_is_spanish(text)) if not _denied(part)]
    return tuple(_without_articles(parts, one.text))


def _scan(text: str, *, spanish: bool) -> Iterator[Part]:
    """The parts of citations in a folded text, in order."""
    end, before = 0, ""
    for name, match in scan(text):
        gap = text[end : match.start()]
        allowed = " ," if before in ("annex", "appendix") else " "
        if name == "letters" and (before not in _LETTERS_FOLLOW or gap.strip(allowed)):
            continue
        if name == "brackets" and (before != "number" or gap):
            continue
        numbered = name == "paragraph" and _ONLY_NUMBERED.match(match[0])
        if numbered and before not in _NUMBERED_PLACES and not _ITEM_OF.match(text, match.end()):
            continue
        if name == "paragraph" and spanish and match["one"] == "para":
            continue
        yield Part(name, match, gap)
        end, before = match.end(), name


def _denied(part: Part) -> bool:
    return part.name == "annex" and _DENIED.search(part.gap) is not None


def _without_articles(parts: Sequence[Part], text: str) -> Iterator[Part]:
    """The parts without treaty articles, what is theirs on either side, and what is a treaty's."""
    theirs: set[int] = set()
    for i, part in enumerate(parts):
        if part.slot == "items" and _of_a_document(part, text):
            theirs.add(i)
        if part.name != "article":
            continue
        theirs.add(i)
        if i and parts[i - 1].slot == "items" and _joins(part.gap) and "," not in part.gap:
            theirs.add(i - 1)
        if i + 1 < len(parts) and parts[i + 1].slot == "items" and _joins(parts[i + 1].gap):
            theirs.add(i + 1)
    end = 0
    for i, part in enumerate(parts):
        if i not in theirs:
            yield Part(part.name, part.match, text[end : part.match.start()])
            end = part.match.end()


def _of_a_document(part: Part, text: str) -> bool:
    """Whether the words around a paragraph give it to a treaty, a declaration or an agenda."""
    start, end = part.match.span()
    return bool(OF_A_DOCUMENT.match(text, end) or DOCUMENT_BEFORE.search(text, 0, start))


def _joins(gap: str) -> bool:
    return JOINT.fullmatch(gap) is not None


def _chains(parts: Iterable[Part]) -> Iterator[list[Draft]]:
    """The citations of a text, as chains of those that stand next to one another."""
    chain: list[list[Part]] = []
    for part in parts:
        if chain and _joins(part.gap):
            chain[-1].append(part)
        elif chain and CONJUNCTION.fullmatch(part.gap):
            chain.append([part])
        else:
            yield _drafts(chain)
            chain = [[part]]
    yield _drafts(chain)


def _drafts(chain: Sequence[Sequence[Part]]) -> list[Draft]:
    """The citations of a chain of groups of parts; a quoted title says nothing."""
    groups = ([part for part in group if part.name != "title"] for group in chain)
    return [draft for group in groups if group for draft in draft_citations(group)]


def _share(chain: list[Draft]) -> list[Draft]:
    """Give citations of a chain what a neighbour names for them, and return the chain.

    Afterwards: 1. a number without word has the type of its list; 2. so with the body;
    3. paragraphs without instrument have that of the neighbour whose paragraphs stand on the same
    side of it.
    """
    for before, draft in pairwise(chain):
        if not (before.numbers and draft.numbers):
            continue
        listed = draft.type is None and before.type is not None and before.type_first
        if listed:
            draft.type, draft.type_first = before.type, True
            before.body = before.body or draft.body
        if draft.body is None and (listed or not draft.type_first):
            draft.body = before.body if before.body_first or listed else None
    for draft, after in reversed(list(pairwise(chain))):
        if draft.numbers and draft.type is None and after.numbers and not after.type_first:
            draft.type = after.type
    for i in reversed(range(len(chain) - 1)):
        behind = i > 0 and chain[i - 1].names_instrument and not chain[i - 1].items_first
        if not behind and chain[i + 1].items_first:
            _inherit(chain[i], chain[i + 1])
    for before, draft in pairwise(chain):
        _inherit(draft, before)
    return chain


def _inherit(draft: Draft, donor: Draft) -> None:
    """Take over the instrument of a neighbour, and its annex and kind, where none is named."""
    if draft.names_instrument or not draft.names_place or not donor.names_instrument or donor.akn:
        return
    if draft.type and not donor.numbers:  # paragraph 9 of the resolution, in the report
        return
    draft.take_instrument(donor)
    if not draft.annexes:
        draft.annexes = donor.annexes
        draft.appendix = donor.appendix if draft.appendix is None else draft.appendix
    if draft.kind is None and donor.kind_apart:
        draft.kind, draft.kind_apart = donor.kind, True


def _cites(draft: Draft, text: str) -> bool:
    """Whether a draft is a citation, not a date, a fraction, a share or a session's report."""
    if not draft.names_instrument:
        return False
    whole = not re.search(r"\w", text[: draft.start] + text[draft.end :])
    if not draft.numbers:
        return bool(draft.symbol or draft.akn or draft.names_place or whole)
    if not draft.bare or draft.type or draft.symbol or draft.akn:
        return True
    session, serial = (int(n) for n in draft.numbers[0].split("/"))
    if session >= FIRST_YEAR:
        return False
    said = draft.names_place or draft.kind or (draft.body and draft.body_first)
    return bool(said or whole) or _stands_alone(draft, text, session, serial)


def _stands_alone(draft: Draft, text: str, session: int, serial: int) -> bool:
    """Whether a bare 8/1 in a sentence is more likely a citation than anything else."""
    written = text[draft.start : draft.end]
    before, after = text[: draft.start], text[draft.end :]
    return not (
        written in NEVER_ALONE
        or " " in written
        or session > LATEST_SESSION
        or serial > MOST_SERIAL
        or NUMBERED_BEFORE.search(before)
        or DATE_BEFORE.search(before)
        or re.match(r"\s?-", after)
        or (session < serial and FRACTION_AFTER.match(after))
    )


def _references(draft: Draft, folded: Folded, source: str) -> Iterator[Reference]:
    """The references of a draft: one for each instrument, annex and sub-item that it names."""
    start, end = folded.source_span(draft.start, draft.end)
    places: list[tuple[tuple[str, ...], str | None]]
    if any(item.sub for item in draft.items):
        places = [((item.number,) if item.number else (), item.sub) for item in draft.items]
    else:
        places = [(tuple(item.number for item in draft.items if item.number), None)]
    for number in draft.numbers or (None,):
        for annex in draft.annexes or (None,):
            for paragraphs, sub in places:
                yield Reference(
                    start=start,
                    end=end,
                    text=source[start:end],
                    instrument_type=draft.type if number else InstrumentType.REPORT,
                    number=number,
                    session=draft.session,
                    year=draft.year,
                    symbol=draft.symbol,
                    annex="" if annex is None and draft.appendix is not None else annex,
                    appendix=draft.appendix,
                    section=draft.section,
                    kind=_kind(draft, Item(next(iter(paragraphs), None), sub)),
                    paragraphs=paragraphs,
                    subparagraph=sub,
                    position=draft.position,
                    body=draft.body,
                    apart=draft.apart,
                )


def _kind(draft: Draft, item: Item) -> Kind | None:
    """The kind that the words say, or that the place implies; None for a whole instrument."""
    name = (draft.position or "").partition(" ")[0]
    if name in ("table", "list") and draft.kind is not Kind.FOOTNOTE:
        return Kind(name)
    if draft.kind in (Kind.FOOTNOTE, Kind.PREAMBULAR):
        return draft.kind
    if item.sub:
        return Kind.SUBITEM
    if draft.annexes or draft.appendix is not None:
        return Kind.ANNEX
    if not (item.number or name):
        return draft.kind
    return Kind.OPERATIVE if draft.numbers else Kind.REPORT
