"""What the reader of a report has found so far: drafts of instruments and paragraphs.

The recorder keeps the current place and puts every block where it belongs; what a block is, the
outline decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.layout import Block
from corpus.model import InstrumentType, Kind
from corpus.place import Level, Place
from corpus.traced import Traced


@dataclass(slots=True)
class InstrumentDraft:
    """An instrument as the reader finds it; the report's own narrative is one too."""

    type: InstrumentType
    number: str
    title: str = ""
    heading_line: int = 0
    enacting: str | None = None
    annexes: int = 0


@dataclass(slots=True)
class Draft:
    """A paragraph as the reader finds it; ``chapeau`` is the draft it completes.

    ``position`` counts things that print no number ("p 1", "table 1", "list 1");
    ``occurrence`` is 2 for a second paragraph of the same printed number.
    """

    instrument: InstrumentDraft
    kind: Kind
    text: Traced
    lines: list[int]
    path: tuple[str, ...]
    annex: str | None = None
    section: str | None = None
    paragraph: str | None = None
    subparagraph: str | None = None
    position: str | None = None
    occurrence: int = 1
    chapeau: Draft | None = None
    markers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What the reader found: instruments, drafts in document order, and owners of other lines.

    ``others`` maps a line to ("heading" or "enacting" or "furniture", text).
    """

    instruments: list[InstrumentDraft]
    drafts: list[Draft]
    others: dict[int, tuple[str, str]]


class Recorder:
    """Drafts in document order and the place they are found in.

    ``open`` is the paragraph that text may still be added to, ``numbered`` and ``intro`` the
    numbered paragraph and the unnumbered text that lettered items complete, ``lettered`` the item
    that second-degree items complete, ``list`` the list whose rows are being read.
    """

    def __init__(self, report: InstrumentDraft) -> None:
        self.report = report
        self.instrument = report
        self.instruments: list[InstrumentDraft] = []
        self.drafts: list[Draft] = []
        self.others: dict[int, tuple[str, str]] = {}
        self.place = Place()
        self.annex: str | None = None
        self.section_numbers: list[str] = ["", ""]
        self.open: Draft | None = None
        self.numbered: Draft | None = None
        self.intro: Draft | None = None
        self.lettered: Draft | None = None
        self.list: Draft | None = None
        self.pending_markers: list[int] = []

    def leave_instrument(self) -> None:
        """Go back to the narrative."""
        self.close()
        self.place.leave(Level.INSTRUMENT)
        self.instrument, self.annex = self.report, None
        self.numbered = self.intro = None

    def close(self) -> None:
        """Let nothing be added to what was open."""
        self.open = self.lettered = self.list = None

    def own(self, block: Block, owner: str, name: str) -> None:
        """Name the owner of a block that is no paragraph."""
        for line in block.lines:
            self.others[line] = (owner, name)

    def heading(self, block: Block, level: Level) -> None:
        """Record a heading; footnotes it marks go to the first paragraph under it."""
        text = block.text.text
        self.own(block, "heading", text)
        self.pending_markers += block.markers
        self.close()
        self.place.enter(level, text)
        if level == Level.SUBSECTION and self.section_numbers[1] == "":
            self.section_numbers = [self.section_numbers[0], ""]

    def numbered_paragraph(self, block: Block, number: str, skip: int, occurrence: int = 1) -> None:
        """Record a paragraph with a printed number, of the kind its place gives it."""
        if self.annex is not None:
            kind = Kind.ANNEX
        elif self.instrument is self.report:
            kind = Kind.REPORT
        else:
            kind = Kind.OPERATIVE
        self.paragraph(block, kind, skip=skip, paragraph=number)
        self.numbered = self.open
        if self.open is not None:
            self.open.occurrence = occurrence

    def paragraph(
        self,
        block: Block,
        kind: Kind,
        *,
        skip: int = 0,
        paragraph: str | None = None,
        subparagraph: str | None = None,
        position: str | None = None,
        chapeau: Draft | None = None,
    ) -> None:
        """Record a paragraph at the current place; ``skip`` is the length of its label."""
        section = ".".join(part for part in self.section_numbers if part) or None
        if self.instrument is not self.report and self.annex is None:
            section = None
        draft = Draft(
            instrument=self.instrument,
            kind=kind,
            text=block.text.part(skip),
            lines=list(block.lines),
            path=self.place.path,
            annex=self.annex,
            section=section,
            paragraph=paragraph,
            subparagraph=subparagraph,
            position=position,
            chapeau=chapeau,
            markers=[*self.pending_markers, *block.markers],
        )
        self.pending_markers = []
        self.drafts.append(draft)
        self.open = draft
        if kind is not Kind.SUBITEM:
            self.lettered = None

    def append(self, draft: Draft, block: Block, *, new_line: bool = False) -> None:
        """Put a block's text behind a paragraph's, on a line of its own if asked."""
        if new_line and block.break_at is not None:
            draft.text += Traced("\n", (block.break_at,))
        draft.text += block.text
        draft.lines += block.lines
        draft.markers += block.markers

    def append_line(self, block: Block) -> None:
        """Put a block on a line of its own behind the open paragraph."""
        if self.open is not None:
            self.append(self.open, block, new_line=True)

    def count(self, kind: Kind, chapeau: Draft | None = None) -> int:
        """How many unnumbered drafts of a kind this part of the instrument has so far."""
        return sum(
            d.instrument is self.instrument
            and d.annex == self.annex
            and d.kind is kind
            and d.position is not None
            and (chapeau is None or d.chapeau is chapeau)
            for d in self.drafts
        )

    @property
    def in_narrative(self) -> bool:
        """Whether the current place is the report itself, not an instrument or annex."""
        return self.instrument is self.report and self.annex is None

    def next_preambular(self) -> int:
        """The ordinal of the preambular paragraph that comes next."""
        return 1 + sum(
            d.instrument is self.instrument and d.kind is Kind.PREAMBULAR for d in self.drafts
        )
