"""The records of the corpus: what a report is made of, in the words of the United Nations.

Everything downstream (passages, index, service, evaluation) reads these records and nothing else
of the corpus. All of them are frozen: a parsed report never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Half-open character range [start, end) in the source file, counted in code points."""


class Language(StrEnum):
    """The six official languages of the United Nations, by ISO 639-1 code."""

    ZH = "zh"
    EN = "en"
    FR = "fr"
    ES = "es"
    RU = "ru"
    AR = "ar"


class InstrumentType(StrEnum):
    """What carries a paragraph: a resolution, a decision, or the report's own narrative."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    REPORT = "report"


class Kind(StrEnum):
    """What kind of citable paragraph something is."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBITEM = "subitem"
    ANNEX = "annex"
    REPORT = "report"
    TABLE = "table"
    LIST = "list"
    FOOTNOTE = "footnote"


class SymbolStatus(StrEnum):
    """How the symbol of a report is known."""

    PRINTED = "printed"
    NAMED = "named"
    INFERRED = "inferred"


class Style(StrEnum):
    """The three kinds of report text that the reader knows (see corpus/layout.py)."""

    CLEAN = "clean"
    WRAPPED = "wrapped"
    MARKDOWN = "markdown"


class Flag(StrEnum):
    """What a reader of a paragraph should know before relying on it.

    symbol_inferred: the report does not print its symbol and no other document names it.
    duplicate_number: another paragraph of the same instrument prints the same number.
    damaged_text: the source shows characters that are certainly not the official wording.
    split_note: the footnote's body stands in two places of the source.
    orphan_note: no marker for this footnote is printed.
    """

    SYMBOL_INFERRED = "symbol_inferred"
    DUPLICATE_NUMBER = "duplicate_number"
    DAMAGED_TEXT = "damaged_text"
    SPLIT_NOTE = "split_note"
    ORPHAN_NOTE = "orphan_note"


@dataclass(frozen=True, slots=True)
class Damage:
    """A passage of the source that is certainly not the official wording, on a 1-based line."""

    line: int
    printed: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One row of the manifest: what is known of a report besides its text.

    ``date`` is the date of the work used in identifiers: the last day of the session for a report
    of the Conference, the issue date for any other document. ``damage`` lists misprints.
    """

    symbol: str
    symbol_status: SymbolStatus
    symbol_evidence: str
    title: Mapping[Language, str]
    body: str
    session: int | None
    place: str
    meeting_start: date
    meeting_end: date
    issued: date | None
    date: date
    language: Language
    original_language: Language
    style: Style
    file: str
    sha256: str
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentRef:
    """The instrument that a paragraph belongs to, as a citation names it.

    ``number`` is "8/1" for a resolution or decision and the symbol for a report; ``date`` is the
    day of adoption (for a report, the date of the work).
    """

    type: InstrumentType
    number: str
    title: str
    date: date


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a paragraph is, exactly as it would be cited.

    ``id`` is the stable identifier (Akoma Ntoso naming, see docs/citations.md), starting with
    ``/akn/``. ``label`` holds the citation as written in each official language. ``annex`` is a
    digit string ("1"; an appendix of annex 1 is "1 app 1") or None; ``section`` the printed
    section heading's number ("A", "一") or None; ``paragraph`` the printed number ("13",
    "37 ter"), the ordinal for a preambular paragraph, or None where none is printed;
    ``subparagraph`` "a" or "a.i" or None.
    """

    id: str
    label: Mapping[Language, str]
    symbol: str
    body: str
    instrument: InstrumentRef
    annex: str | None
    section: str | None
    kind: Kind
    paragraph: str | None
    subparagraph: str | None
    official_url: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest thing that can be cited, with its verbatim text and its place in the source.

    ``text`` equals the concatenation of the source's characters over ``spans``: markers, markup,
    the printed number and line breaks inside a sentence are left out, words never are. ``path``
    holds the headings above it, outermost first. ``chapeau`` is the id of the paragraph that a
    sub-item completes. ``notes`` are the ids of the footnotes whose markers it carries.
    """

    citation: Citation
    text: str
    spans: tuple[Span, ...]
    lines: tuple[int, ...]
    path: tuple[str, ...]
    chapeau: str | None
    notes: tuple[str, ...]

    @property
    def id(self) -> str:
        """The citation's identifier, which is the paragraph's."""
        return self.citation.id


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Who owns one non-blank source line.

    ``owner`` is "paragraph", "footnote", "heading", "enacting" or "furniture"; ``name`` is the
    paragraph's id, the heading's text, or the name of the furniture ("contents", "page header").
    """

    line: int
    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A resolution or a decision of a report, with its enacting formula where it has one."""

    ref: InstrumentRef
    heading_line: int
    enacting: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One parsed report: its manifest row, instruments, paragraphs in document order and ledger."""

    entry: ReportEntry
    instruments: tuple[Instrument, ...]
    paragraphs: tuple[Paragraph, ...]
    ledger: tuple[LedgerLine, ...]
