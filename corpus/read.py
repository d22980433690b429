"""The pipeline from a report's text to its citable paragraphs, and the corpus as a whole.

    read_source → split_lines → set_aside_furniture → set_aside_notes → join_lines → mark_notes
    → strip_markup → read_outline → date the instruments → cite → ledger

A report in one of the three styles needs a file and a manifest row, nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.adoption import adoption_date
from corpus.cite import cite, cite_note
from corpus.drafts import Draft, InstrumentDraft, Outline
from corpus.errors import ManifestError, StructureError, UnknownName
from corpus.layout import Block, join_lines, set_aside_furniture, split_lines, strip_markup
from corpus.manifest import REPORTS, read_manifest, read_source
from corpus.model import (
    Flag,
    Instrument,
    InstrumentRef,
    InstrumentType,
    Kind,
    Language,
    LedgerLine,
    Paragraph,
    Report,
    ReportEntry,
)
from corpus.notes import Footnote, mark_notes, set_aside_notes
from corpus.outline import read_outline
from corpus.wire import paragraph_to_json

# 临时议程\*项目5: a marker on the cover, which is furniture
_COVER_STAR = re.compile(r"\\\*(?!\s)")


@dataclass(frozen=True, slots=True)
class Corpus:
    """All reports, in the manifest's order; ``hash`` changes with any paragraph."""

    reports: tuple[Report, ...]
    hash: str

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every citable paragraph, in document order, report after report."""
        return tuple(p for report in self.reports for p in report.paragraphs)

    def report(self, symbol: str) -> Report:
        """The report with a symbol; raises UnknownName with the valid ones."""
        for report in self.reports:
            if report.entry.symbol == symbol:
                return report
        valid = ", ".join(report.entry.symbol for report in self.reports)
        raise UnknownName(f"no report with symbol {symbol!r} (valid: {valid})")


def load_corpus(folder: Path = REPORTS) -> Corpus:
    """The reports of a folder with a manifest, read and checked.

    Raises CorpusError: ManifestError, SourceChanged or StructureError, each naming the place.
    """
    reports = tuple(
        read_report(entry, read_source(entry, folder)) for entry in read_manifest(folder)
    )
    digest = hashlib.sha256()
    for report in reports:
        for paragraph in report.paragraphs:
            digest.update(paragraph_to_json(paragraph).encode("utf-8"))
            digest.update(b"\n")
    return Corpus(reports, digest.hexdigest())


def read_report(entry: ReportEntry, source: str) -> Report:
    """One report from its text.

    Afterwards: 1. every paragraph's text is the source's characters over its spans; 2. ids are
    unique; 3. every non-blank line has exactly one owner in the ledger; 4. every footnote hangs
    on the paragraphs that carry its marker; 5. every misprint of the manifest is flagged.
    """
    lines = split_lines(source)
    body, others = set_aside_furniture(lines, entry)
    cover = [line.text.text for line in lines if others.get(line.number) == "cover"]
    running, notes, rules = set_aside_notes(body, entry.style)
    blocks = mark_notes(join_lines(running, entry.style), notes, entry.style)
    blocks = tuple(strip_markup(block, entry.style) for block in blocks)
    narrative = InstrumentDraft(InstrumentType.REPORT, entry.symbol, entry.title[entry.language])
    outline = read_outline(blocks, narrative, entry.symbol)
    refs = _date_instruments(outline, narrative, entry)
    paragraphs = _paragraphs(outline, notes, refs, entry, cover)
    _check(paragraphs, entry, source)
    furniture = {n: ("furniture", name) for n, name in (others | rules).items()}
    return Report(
        entry,
        tuple(
            Instrument(refs[id(draft)], draft.heading_line, draft.enacting)
            for draft in outline.instruments
        ),
        paragraphs,
        _ledger([line.number for line in lines], furniture | outline.others, paragraphs, entry),
    )


def _date_instruments(
    outline: Outline, narrative: InstrumentDraft, entry: ReportEntry
) -> dict[int, InstrumentRef]:
    """Each instrument's reference with its title and date of adoption, by draft identity."""
    said = [d.text.text for d in outline.drafts if d.kind is Kind.REPORT]
    refs = {
        id(draft): InstrumentRef(
            draft.type,
            draft.number,
            draft.title,
            adoption_date(draft.type, draft.number, said, entry.meeting_end),
        )
        for draft in outline.instruments
    }
    refs[id(narrative)] = InstrumentRef(
        InstrumentType.REPORT, entry.symbol, entry.title[Language.ZH], entry.date
    )
    return refs


def _paragraphs(
    outline: Outline,
    notes: Sequence[Footnote],
    refs: dict[int, InstrumentRef],
    entry: ReportEntry,
    cover: Sequence[str],
) -> tuple[Paragraph, ...]:
    """Drafts and footnotes as paragraphs, in the order of the source."""
    note_paragraphs = _note_paragraphs(outline, notes, refs, entry, cover)
    ids = [paragraph.id for paragraph in note_paragraphs]
    twice = Counter(_printed_place(draft) for draft in outline.drafts)
    done: dict[int, Paragraph] = {}
    for draft in outline.drafts:
        flags: list[Flag] = []
        if draft.subparagraph is None and draft.paragraph and twice[_printed_place(draft)] > 1:
            flags.append(Flag.DUPLICATE_NUMBER)
        if _damaged(entry, draft.lines, draft.text.text):
            flags.append(Flag.DAMAGED_TEXT)
        text = draft.text.strip()
        done[id(draft)] = Paragraph(
            citation=cite(draft, entry, refs[id(draft.instrument)], tuple(flags)),
            text=text.text,
            spans=text.spans,
            lines=tuple(draft.lines),
            path=draft.path,
            chapeau=done[id(draft.chapeau)].id if draft.chapeau else None,
            notes=tuple(dict.fromkeys(ids[marker] for marker in draft.markers)),
        )
    return tuple(sorted((*done.values(), *note_paragraphs), key=lambda p: p.spans[0]))


def _printed_place(draft: Draft) -> tuple[int, str | None, str | None, str | None, str | None]:
    """What a reader sees of a paragraph's place: two drafts that share it are duplicates."""
    return (
        id(draft.instrument),
        draft.annex,
        draft.paragraph if draft.kind is not Kind.PREAMBULAR else f"rec {draft.paragraph}",
        draft.subparagraph,
        draft.position,
    )


def _note_paragraphs(
    outline: Outline,
    notes: Sequence[Footnote],
    refs: dict[int, InstrumentRef],
    entry: ReportEntry,
    cover: Sequence[str],
) -> list[Paragraph]:
    """The footnotes as paragraphs, in the order of the bodies."""
    narrative = next(ref for ref in refs.values() if ref.type is InstrumentType.REPORT)
    carriers = {i: draft for draft in reversed(outline.drafts) for i in draft.markers}
    seen: Counter[tuple[InstrumentRef, str | None, str]] = Counter()
    found: list[Paragraph] = []
    for i, note in enumerate(notes):
        carrier = carriers.get(i)
        on_cover = note.label == "*" and any(_COVER_STAR.search(line) for line in cover)
        flags = [Flag.SPLIT_NOTE] if note.split else []
        if carrier is None and not on_cover:
            flags.append(Flag.ORPHAN_NOTE)
        if _damaged(entry, note.lines, note.text.text):
            flags.append(Flag.DAMAGED_TEXT)
        own = carrier is not None and not note.label.isdigit()
        ref = refs[id(carrier.instrument)] if carrier and own else narrative
        annex = carrier.annex if carrier and own else None
        seen[ref, annex, note.label] += 1
        citation = cite_note(
            note.label,
            seen[ref, annex, note.label],
            entry,
            ref,
            annex,
            single_annex=bool(carrier and own and carrier.instrument.annexes == 1),
            flags=tuple(flags),
        )
        text = strip_markup(Block(note.text, note.lines), entry.style).text
        path = carrier.path if carrier else ()
        found.append(Paragraph(citation, text.text, text.spans, note.lines, path, None, ()))
    return found


def _damaged(entry: ReportEntry, lines: Sequence[int], text: str) -> bool:
    """Whether the manifest lists a misprint that this text shows."""
    return any(one.line in lines and one.printed in text for one in entry.damage)


def _check(paragraphs: Sequence[Paragraph], entry: ReportEntry, source: str) -> None:
    """Raise StructureError or ManifestError unless what read_report promises holds."""
    for paragraph in paragraphs:
        if "".join(source[start:end] for start, end in paragraph.spans) != paragraph.text:
            raise StructureError(f"{paragraph.id}: the text is not what its spans hold")
    ids = Counter(paragraph.id for paragraph in paragraphs)
    if repeated := [id_ for id_, count in ids.items() if count > 1]:
        raise StructureError(f"{entry.symbol}: two paragraphs have the id {repeated[0]}")
    for one in entry.damage:
        if not any(one.line in p.lines and one.printed in p.text for p in paragraphs):
            raise ManifestError(
                f"{entry.symbol}: damage {one.printed!r} is not in a paragraph on line {one.line}"
            )


def _ledger(
    numbers: Sequence[int],
    others: dict[int, tuple[str, str]],
    paragraphs: Sequence[Paragraph],
    entry: ReportEntry,
) -> tuple[LedgerLine, ...]:
    """The owner of every non-blank line; raises StructureError when one has none or several."""
    owners = {number: [owner] for number, owner in others.items()}
    for paragraph in paragraphs:
        owner = "footnote" if paragraph.citation.kind is Kind.FOOTNOTE else "paragraph"
        for number in paragraph.lines:
            owners.setdefault(number, []).append((owner, paragraph.id))
    for number in numbers:
        if len(owners.get(number, [])) != 1:
            raise StructureError(
                f"{entry.symbol}, line {number}: {len(owners.get(number, []))} owners: "
                f"{owners.get(number)}"
            )
    return tuple(LedgerLine(number, *owners[number][0]) for number in numbers)
