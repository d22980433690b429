"""From a citation to the paragraphs that it cites: found, ambiguous or not found, never guessed.

A citation is found only if every paragraph that it names exists, and once; otherwise the answer
says what there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.model import InstrumentType, Kind, Paragraph, ReportEntry
from corpus.reference import Reference
from corpus.resolve_detail import (
    BODY_NAMES,
    Key,
    annex_name,
    describe,
    english,
    explain_no_paragraph,
    explain_no_part,
    explain_several,
    name_of,
    runs,
)
from corpus.resolve_place import counted, in_part, in_section, operative_first, position


class Status(StrEnum):
    """Whether a citation leads to paragraphs."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation leads to.

    Found: ``ids`` are the paragraphs cited, each followed by its sub-items. Ambiguous: ``ids`` are
    all that it may mean, in document order, a session's report before others. Not found: ``ids`` is
    empty. ``detail`` is an English sentence for people.
    """

    status: Status
    ids: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one instrument answers: cited paragraphs, and why these are none or too many."""

    paragraphs: tuple[Paragraph, ...]
    detail: str
    ambiguous: bool = False


class Resolver:
    """Finds the paragraphs of a corpus that a reference cites.

    ``paragraphs`` are in document order, report after report; ``entries`` are the manifest's rows.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], entries: Sequence[ReportEntry]) -> None:
        self._entries = tuple(entries)
        self._bodies = {entry.body for entry in entries}
        self._by_id = {paragraph.id.lower(): paragraph for paragraph in paragraphs}
        self._instruments: dict[Key, list[Paragraph]] = {}
        self._below: dict[str, list[Paragraph]] = {}
        for paragraph in paragraphs:
            ref = paragraph.citation.instrument
            self._instruments.setdefault((ref.type, ref.number), []).append(paragraph)
            if paragraph.chapeau is not None:
                self._below.setdefault(paragraph.chapeau, []).append(paragraph)

    def resolve(self, reference: Reference) -> Resolution:
        """The paragraphs that a reference cites; O(paragraphs of the instruments it names)."""
        if reference.text.lower().startswith("/akn/"):
            return self._resolve_identifier(reference.text)
        if reference.body is not None and reference.body not in self._bodies:
            return self._of_another_body(reference)
        keys = self._keys(reference)
        if not keys:
            return Resolution(Status.NOT_FOUND, (), self._no_instrument(reference))
        answers = [self._answer(reference, key) for key in keys]
        having = [answer for answer in answers if answer.paragraphs]
        if not having:
            return Resolution(Status.NOT_FOUND, (), "; ".join(a.detail for a in answers))
        ids = tuple(dict.fromkeys(p.id for answer in having for p in answer.paragraphs))
        if len(having) > 1:
            names = " and ".join(name_of(key) for key in keys)
            return Resolution(Status.AMBIGUOUS, ids, f"may be {names}")
        status = Status.AMBIGUOUS if having[0].ambiguous else Status.FOUND
        return Resolution(status, ids, "; ".join(a.detail for a in (*having, *_others(answers))))

    def _resolve_identifier(self, text: str) -> Resolution:
        """An identifier of a paragraph, or of an instrument or an annex: all that is below it."""
        wanted = text.lower().replace("%7e", "~").replace("%40", "@").replace("%21", "!")
        if (paragraph := self._by_id.get(wanted)) is not None:
            ids = tuple(p.id for p in self._with_items(paragraph))
            return Resolution(Status.FOUND, ids, english(paragraph))
        start = wanted.rstrip("/")
        below = [p for id_, p in self._by_id.items() if id_.startswith((f"{start}/", f"{start}~"))]
        if not below:
            return Resolution(Status.NOT_FOUND, (), f"no paragraph has the identifier {text}")
        ids = tuple(p.id for p in operative_first(below))
        return Resolution(Status.FOUND, ids, f"all paragraphs of {text}")

    def _of_another_body(self, reference: Reference) -> Resolution:
        body = BODY_NAMES.get(reference.body or "", reference.body)
        what = f"{reference.instrument_type or 'resolution'} {reference.number}"
        if reference.number is None:
            what = _report_named(reference)
        detail = f"{what} of {body} is not in the corpus, which has {self._holdings()}"
        return Resolution(Status.NOT_FOUND, (), detail)

    def _keys(self, reference: Reference) -> list[Key]:
        """The instruments that a reference may mean: a bare 8/1 is a resolution or a decision."""
        symbols = {
            entry.symbol
            for entry in self._entries
            if (reference.symbol is None or reference.symbol == entry.symbol.upper())
            and (reference.session is None or reference.session == entry.session)
            and (reference.year is None or reference.year == entry.date.year)
        }
        if reference.number is None:
            # "the 2016 report" is rather the session's than one of the Secretariat
            entries = sorted(self._entries, key=lambda entry: entry.session is None)
            keys = [(InstrumentType.REPORT, e.symbol) for e in entries if e.symbol in symbols]
        else:
            both = (InstrumentType.RESOLUTION, InstrumentType.DECISION)
            types = (reference.instrument_type,) if reference.instrument_type else both
            keys = [(type_, self._number(reference, reference.number)) for type_ in types]
        return [
            key
            for key in keys
            if key in self._instruments and self._instruments[key][0].citation.symbol in symbols
        ]

    def _number(self, reference: Reference, number: str) -> str:
        """The number of an instrument that is counted in a year: the third of 2024 is 12/3."""
        year, _, serial = number.partition("/")
        sessions = [
            entry.session
            for entry in self._entries
            if entry.session is not None and year == str(reference.year) == str(entry.date.year)
        ]
        return f"{sessions[0]}/{serial}" if sessions else number

    def _no_instrument(self, reference: Reference) -> str:
        """Why no instrument fits, and which ones there are."""
        if reference.number is None:
            what = _report_named(reference)
            return f"{what} is not in the corpus, which has {self._holdings()}"
        what = f"{reference.instrument_type or 'resolution or decision'} {reference.number}"
        known = [name_of(key) for key in self._instruments if key[1] == reference.number]
        if known and (reference.symbol or reference.session):
            where = _report_named(reference)
            return f"{what} is not in {where}"
        others = f"; there is {' and '.join(known)}" if known else ""
        return f"{what} is not in the corpus{others}, which has {self._holdings()}"

    def _holdings(self) -> str:
        """Resolutions 8/1 to 8/4, decisions 8/1 and 8/2, and the report CTOC/COP/2016/15."""
        parts = []
        for type_ in (InstrumentType.RESOLUTION, InstrumentType.DECISION, InstrumentType.REPORT):
            numbers = [number for kind, number in self._instruments if kind is type_]
            if numbers:
                plural = "s" if len(numbers) > 1 else ""
                parts.append(f"{type_}{plural} {runs(numbers)}")
        return "; ".join(parts) or "no instruments"

    def _answer(self, reference: Reference, key: Key) -> _Answer:
        """What one instrument has for a reference."""
        if reference.kind is Kind.FOOTNOTE:
            return self._footnotes(reference, key)
        every = [p for p in self._instruments[key] if p.citation.kind is not Kind.FOOTNOTE]
        named = reference.paragraphs or reference.subparagraph or reference.position
        part = [p for p in every if in_part(p, reference, whole=not named)]
        if not part:
            return _Answer((), explain_no_part(reference, key, every))
        if not named:
            return self._whole(reference, key, part)
        found: list[Paragraph] = []
        for named_number in reference.paragraphs or (None,):
            number, letter = counted(named_number, part, reference.kind)
            one = replace(reference, subparagraph=letter) if letter else reference
            cited = self._cited(one, number, part)
            if not cited:
                return _Answer((), explain_no_paragraph(one, number, key, part, every))
            if len(cited) > 1 and len(reference.paragraphs) < 2:
                return _Answer(tuple(cited), explain_several(cited, key), ambiguous=True)
            found += [item for each in cited for item in self._from(each, reference)]
        return _Answer(tuple(found), describe(found, reference))

    def _cited(
        self, reference: Reference, number: str | None, part: Sequence[Paragraph]
    ) -> list[Paragraph]:
        """The paragraphs of a part that one printed number, letter or position names."""
        wanted = reference.position
        nth = int(wanted.removeprefix("nth ")) if wanted and wanted[:3] == "nth" else None
        wanted = None if nth else wanted
        preambular = reference.kind is Kind.PREAMBULAR
        same = [
            p
            for p in part
            if (p.citation.paragraph == number or (number is None and wanted))
            and p.citation.subparagraph == reference.subparagraph
            and (p.citation.kind is Kind.PREAMBULAR) is preambular
        ]
        if wanted == "chapeau":
            cited = [p for p in same if position(p) == wanted]
            cited = cited or [p for p in same if p.id in self._below and not p.chapeau]
        else:
            cited = [p for p in same if position(p) == wanted]
        if nth:
            return cited[nth - 1 : nth]
        if len(cited) > 1 and reference.section:
            cited = [p for p in cited if in_section(p, reference.section)] or cited
        return cited

    def _from(self, paragraph: Paragraph, reference: Reference) -> list[Paragraph]:
        """A cited paragraph with what completes it; a cited chapeau stands alone."""
        return [paragraph] if reference.position == "chapeau" else self._with_items(paragraph)

    def _with_items(self, paragraph: Paragraph) -> list[Paragraph]:
        """A paragraph, then its sub-items and theirs, in document order."""
        below = self._below.get(paragraph.id, [])
        return [paragraph, *(item for one in below for item in self._with_items(one))]

    def _whole(self, reference: Reference, key: Key, part: Sequence[Paragraph]) -> _Answer:
        """All of an instrument, of its preamble or operative part, or of an annex or section."""
        if reference.section and reference.annex is not None:
            part = [p for p in part if in_section(p, reference.section)]
            what = f"section {reference.section} of {name_of(key)}"
        elif reference.annex is not None:
            what = f"the whole {annex_name(reference)} of {name_of(key)}"
            annexes = {(p.citation.annex or "").partition(" app ")[0] for p in part}
            if not reference.annex and len(annexes) > 1:
                return _Answer(tuple(part), f"{name_of(key)} has several annexes", ambiguous=True)
        elif reference.kind in (Kind.PREAMBULAR, Kind.OPERATIVE):
            preambular = reference.kind is Kind.PREAMBULAR
            part = [p for p in part if (p.citation.kind is Kind.PREAMBULAR) is preambular]
            what = f"the {reference.kind} part of {name_of(key)}"
        else:
            what = f"the whole of {name_of(key)}"
        detail = what if part else f"there is no {what}"
        return _Answer(tuple(operative_first(part)), detail)

    def _footnotes(self, reference: Reference, key: Key) -> _Answer:
        """Footnotes of a report, or those that an instrument's own paragraphs carry."""
        own = self._instruments[key]
        if reference.position:  # a note of a table
            own = [p for p in own if position(p) == reference.position] or own
        carried = dict.fromkeys(note for p in own for note in p.notes)
        notes = [p for p in own if p.citation.kind is Kind.FOOTNOTE]
        if key[0] is not InstrumentType.REPORT:
            notes += [self._by_id[id_.lower()] for id_ in carried if id_.lower() in self._by_id]
        notes = list({p.id: p for p in notes}.values())
        if reference.annex is not None:
            notes = [p for p in notes if in_part(p, reference, whole=False)]
        found: list[Paragraph] = []
        for number in reference.paragraphs:
            cited = [p for p in notes if p.citation.paragraph == number]
            if not cited:
                known = runs([p.citation.paragraph or "" for p in notes])
                has = f"has footnotes {known}" if notes else "has no footnotes"
                return _Answer((), f"{name_of(key)} {has}")
            if len(cited) > 1:
                return _Answer(tuple(cited), explain_several(cited, key), ambiguous=True)
            found += cited
        return _Answer(tuple(found), describe(found, reference))


def _others(answers: Iterable[_Answer]) -> list[_Answer]:
    """The instruments that a reference might have meant, but that have no such paragraph."""
    return [answer for answer in answers if not answer.paragraphs]


def _report_named(reference: Reference) -> str:
    """A report as a reference names it."""
    if reference.symbol:
        return reference.symbol
    if reference.session:
        return f"the report of session {reference.session}"
    return f"the report of {reference.year}"
