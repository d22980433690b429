"""The citations in a question: what they name comes first, what they only mention is preferred.

paragraph 13 of resolution 8/1                          named: resolved exactly, comes first
In resolution 8/1, who must report?                     mentioned: its paragraphs are preferred
paragraph 99 of resolution 8/1                          named in vain: the question has no answer
paragraph 2 of General Assembly resolution 70/174       elsewhere: words like any others
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.model import Citation, InstrumentRef, InstrumentType, Kind, Paragraph
from corpus.numerals import chinese_number
from corpus.reference import Reference, find_references, unread_paragraph
from corpus.reference_text import fold, folded
from corpus.reference_words import ORDINALS, read_ordinal
from corpus.resolve import Resolution, Resolver
from index.catalogue import Catalogue
from index.model import CiteStatus

_NO_CITATION: Final = (
    "no citation was recognised; one is written like: resolution 8/1, para. 13; 第8/1号决议第13段"
)

_UNREAD: Final = (
    'the paragraph was not recognised in "{}"; '
    "one is written like: resolution 8/1, para. 13; 第8/1号决议第13段"
)


_LISTED: Final = re.compile(
    folded(
        r"\blist|\bliste|\blista|énumér|enumer|spe?akers|orateurs|oradores|officers|bureau|\bmesa\b"
        r"|\bwho\b|\bqui\b|\bquién|documents\b|documentos|списо?к|переч|ораторо|документ(?:ы|ов)|должностн"
        r"|\bкто\b|قائمة|وثائق|أعضاء|المتكلم|(?:^|\s)من ال"
        r"|清单|名单|主席团|发言者|谁|哪些|哪几"
        r"|agenda|ordre du jour|orden del día|programa provisional|повестк"
        r"|جدول(?: ال)?\s?أعمال|议程"
    )
)
"""Words of a question that ask for what a list holds rather than for what introduces it."""

_SHORT: Final = 6
"""Paragraphs of a decision or an annex whose list is named by what it lists."""

_REMEMBERED: Final = 1000
"""Instruments, annexes and reports, as they are cited, whose paragraphs are kept ready."""


@dataclass(frozen=True, slots=True)
class QuestionCitations:
    """What a question cites, as ordinals of paragraphs.

    ``named`` in the order of the question, each followed by its sub-items; ``mentioned`` are all
    paragraphs of the instruments, annexes and reports that are cited, as wholes or in part.
    ``in_vain`` says that paragraphs are named and none of them is there, ``elsewhere`` that
    something is cited that is not in the corpus. ``rest`` is the question without its citations.
    """

    rest: str
    named: tuple[int, ...] = ()
    mentioned: tuple[int, ...] = ()
    in_vain: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """What became of a citation that was looked up, with the paragraphs as ordinals."""

    status: CiteStatus
    detail: str
    paragraphs: tuple[int, ...]


class Citations:
    """Resolves the citations in questions against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._resolver = Resolver(catalogue.paragraphs, catalogue.entries)
        self._wholes: dict[Reference, tuple[int, ...]] = {}

    def read(self, question: str, beside: str = "") -> QuestionCitations:
        """Find and resolve what a question cites; ``beside`` is said beside it, and may count."""
        found = find_references(question)
        rest = _rest(question, found)
        references = _counted_out(dict.fromkeys(_anywhere(reference) for reference in found))
        wholes = [self._mentioned(one) for one in dict.fromkeys(map(_whole, references))]
        resolved = {
            one: self._resolver.resolve(one)
            for one in references
            if one.names_paragraphs or self._is_single(one)
        }
        # "In decision 8/1, which item 2?" is no paragraph of it, then.
        parts = [found for one, found in resolved.items() if found.ids or not one.apart]
        named = _unique(
            n for part in parts for n in self._counted(self._ordinals(part), f"{rest} {beside}")
        )
        mentioned = _unique(ordinal for one in wholes for ordinal in one)
        return QuestionCitations(
            rest=rest,
            named=self._as_asked(rest, named, mentioned if not parts else ()),
            mentioned=mentioned,
            in_vain=bool(parts) and not named,
            elsewhere=not all(wholes),
        )

    def within(self, places: Iterable[Reference], whole: Paragraph) -> tuple[int, ...]:
        """The paragraphs that places name in the part of an instrument that a paragraph is in.

        Empty if one of them is not there. Where the places name an annex, the part must be it.
        """
        found: list[int] = []
        for place in places:
            moved = _moved(place, whole.citation)
            named = [] if moved is None else self._ordinals(self._resolver.resolve(moved))
            if not named:
                return ()
            found += named
        return _unique(found)

    def as_named(
        self, rest: str, named: tuple[int, ...], whole: Sequence[int]
    ) -> QuestionCitations:
        """What a question cites that names paragraphs found otherwise; ``rest`` is without them."""
        counted = tuple(self._counted(list(named), rest))
        return QuestionCitations(rest, self._as_asked(rest, counted, ()), tuple(whole))

    def look_up(self, text: str) -> Lookup:
        """Resolve a text that is a citation, or a paragraph's id."""
        identifier = text.strip()
        if identifier in self._catalogue:
            return Lookup(CiteStatus.FOUND, "", (self._catalogue.ordinal(identifier),))
        references = find_references(text)
        if not references:
            return Lookup(CiteStatus.NOT_FOUND, _NO_CITATION, ())
        # The whole instrument is not what names a paragraph of it, however oddly.
        if unread := unread_paragraph(_rest(text, references)):
            return Lookup(CiteStatus.NOT_FOUND, _UNREAD.format(unread), ())
        # Of "paragraph 53 of the terms (res. 5/5)" the instrument alone is not meant.
        parts = [reference for reference in references if reference.names_paragraphs]
        apart = {_instrument(part) for part in parts}
        named = [one for one in references if one in parts or _instrument(one) not in apart]
        resolutions = [self._resolver.resolve(reference) for reference in named]
        found = _unique(n for resolution in resolutions for n in self._ordinals(resolution))
        details = [resolution.detail for resolution in resolutions if resolution.detail]
        return Lookup(_joint_status(resolutions), "; ".join(dict.fromkeys(details)), found)

    def _counted(self, ordinals: list[int], rest: str) -> list[int]:
        """Of several paragraphs that print one number, the one that the rest of a text counts out.

        "Resolution 12/3 has two paragraphs 21; show me the second": that one comes first.
        """
        cited = [self._catalogue.paragraphs[one].citation for one in ordinals]
        if len({(one.instrument, one.annex, one.paragraph, one.subparagraph) for one in cited}) > 1:
            return ordinals
        text = fold(rest).text
        if counted := ORDINALS.search(text):
            place = read_ordinal(counted[0]) - 1
        else:
            chinese = re.search("第([一二三四五])个", text)
            place = chinese_number(chinese[1]) - 1 if chinese else 0
        if not 0 < place < len(ordinals):
            return ordinals
        return [ordinals[place], *(one for one in ordinals if one != ordinals[place])]

    def _as_asked(
        self, asked: str, named: tuple[int, ...], mentioned: tuple[int, ...]
    ) -> tuple[int, ...]:
        """What is named, a list before the paragraph that introduces it where a list is asked for.

        ``asked`` is the question without its citations. Of a short decision or annex its list is
        named by saying so: the agenda in decision 8/1.
        """
        if not _LISTED.search(fold(asked).text):
            return named
        found = named or (mentioned if len(mentioned) <= _SHORT else ())
        lists = [n for n in found if self._catalogue.paragraphs[n].citation.kind is Kind.LIST]
        return _unique((*lists, *found)) if lists else named

    def _is_single(self, part: Reference) -> bool:
        """Whether a preamble or an annex that is named as a whole has only one paragraph."""
        named = part.kind is Kind.PREAMBULAR or part.annex
        return bool(named) and len(self._mentioned(part)) == 1

    def _mentioned(self, whole: Reference) -> tuple[int, ...]:
        """The paragraphs of an instrument, annex or report, as `_alternating` puts them.

        Remembered: there are few of them, the same in many questions, and some are long.
        """
        known = self._wholes.get(whole)
        if known is None:
            known = tuple(self._alternating(self._resolver.resolve(whole)))
            if len(self._wholes) < _REMEMBERED:
                self._wholes[whole] = known
        return known

    def _alternating(self, resolution: Resolution) -> list[int]:
        """The paragraphs of all instruments meant, first ones first: 8/1 may mean two of them."""
        by_instrument: dict[InstrumentRef, list[int]] = {}
        for ordinal in self._ordinals(resolution):
            instrument = self._catalogue.paragraphs[ordinal].citation.instrument
            by_instrument.setdefault(instrument, []).append(ordinal)
        rounds = itertools.zip_longest(*by_instrument.values())
        return [ordinal for found in rounds for ordinal in found if ordinal is not None]

    def _ordinals(self, resolution: Resolution) -> list[int]:
        return [self._catalogue.ordinal(found) for found in resolution.ids]


def _counted_out(references: Iterable[Reference]) -> list[Reference]:
    """Without "paragraph 21" where the second paragraph 21 is named as well."""
    found = list(references)
    nths = [one for one in found if one.position and one.position.startswith("nth")]
    counted = {replace(one, text="", position=None) for one in nths}
    return [one for one in found if replace(one, text="") not in counted]


def _rest(text: str, references: Iterable[Reference]) -> str:
    """A text without its citations."""
    for start, end in sorted({(one.start, one.end) for one in references}, reverse=True):
        text = text[:start] + " " + text[end:]
    return text


def _instrument(reference: Reference) -> tuple[object, ...]:
    """What a citation says of the instrument."""
    return (
        reference.number, reference.symbol, reference.session, reference.year, reference.body,
    )  # fmt: skip


def _moved(place: Reference, into: Citation) -> Reference | None:
    """A place as it would be cited in a part of an instrument, None where it says another part."""
    annex, _, appendix = (into.annex or "").partition(" app ")
    if place.annex is not None and (not annex or place.annex not in ("", annex)):
        return None
    if place.appendix is not None and (not appendix or place.appendix not in ("", appendix)):
        return None
    report = into.instrument.type is InstrumentType.REPORT
    kind = place.kind
    if kind in (Kind.OPERATIVE, Kind.ANNEX, Kind.REPORT):
        own = Kind.REPORT if report else Kind.OPERATIVE
        kind = Kind.ANNEX if annex else own
    return replace(
        place,
        text="",
        instrument_type=into.instrument.type,
        number=None if report else into.instrument.number,
        symbol=into.symbol if report else None,
        annex=annex or None,
        appendix=appendix or None,
        kind=kind,
    )


def _anywhere(reference: Reference) -> Reference:
    """The same citation wherever it stands in a text, so that repeats are resolved once."""
    return replace(reference, start=0, end=0)


def _whole(reference: Reference) -> Reference:
    """The annex, instrument or report in which a citation names paragraphs."""
    if reference.kind is Kind.FOOTNOTE or reference.names_paragraphs:
        return replace(reference, kind=None, paragraphs=(), subparagraph=None, position=None)
    return reference


def _joint_status(resolutions: Sequence[Resolution]) -> CiteStatus:
    """Found if all are; ambiguous if one is and none is missing; else not found."""
    statuses = {CiteStatus(resolution.status.value) for resolution in resolutions}
    for status in (CiteStatus.NOT_FOUND, CiteStatus.AMBIGUOUS):
        if status in statuses:
            return status
    return CiteStatus.FOUND


def _unique(ordinals: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ordinals))
