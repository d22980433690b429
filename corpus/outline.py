"""From blocks to the report's structure: chapters, instruments, annexes, paragraphs, lists.

The outline is read in one pass, block by block, by a reader that knows where it is (which
instrument, which annex, which number comes next) and decides by what is printed: headings by
their form, paragraphs by their numbers, preambular paragraphs by standing before number 1.
Verbs decide nothing, since preambular and operative verbs overlap.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.drafts import Draft, InstrumentDraft, Outline, Recorder
from corpus.errors import StructureError
from corpus.forms import (
    AGENDA,
    ALTERNATIVE,
    ANNEX,
    APPENDIX,
    BIS,
    COLON,
    COLUMN_HEADINGS,
    DOCUMENTS,
    ENACTING,
    ENDED,
    INSTRUMENT,
    LISTED,
    LONGEST_HEADING,
    PAUSED,
    QUOTED,
    REPORT_SECTIONS,
    SECTION,
    TABLE,
    UNNUMBERED_SECTIONS,
    labelled,
)
from corpus.layout import CHAPTER, LETTERED, NUMBERED, SECOND_DEGREE, Block
from corpus.model import InstrumentType, Kind
from corpus.numerals import bis_suffix, chinese_number, roman
from corpus.place import Level


def read_outline(blocks: Sequence[Block], report: InstrumentDraft, symbol: str) -> Outline:
    """The structure of a report's blocks.

    Afterwards: 1. every block is a paragraph, part of one, a heading, an enacting formula or
    furniture; 2. a paragraph that a page or a footnote cut is one; 3. paragraphs are in document
    order and know their instrument, annex, section, number, letter, chapeau and headings;
    4. operative, annex and report numbers run on, except a number printed twice.
    Raises StructureError, naming symbol and line, where a number cannot follow the one before.
    """
    reader = _Reader(report, symbol, tuple(blocks))
    for index in range(len(blocks)):
        reader.read(index)
    return Outline(reader.instruments, reader.drafts, reader.others)


class _Reader(Recorder):
    """The one-pass reader: its fields are where it is, its methods what a block can be."""

    def __init__(self, report: InstrumentDraft, symbol: str, blocks: tuple[Block, ...]) -> None:
        super().__init__(report)
        self.symbol = symbol
        self.blocks = blocks
        self.chapter = 0
        self.report_next = 1
        self.next = 1
        self.titling = False
        self.row_lettered = False
        self.index = 0

    # -- what a block can be, most certain first -------------------------------------------

    def read(self, index: int) -> None:
        """Decide what the block is and record it."""
        self.index = index
        block = self.blocks[index]
        for attempt in (
            self._instrument_heading,
            self._annex_heading,
            self._instrument_title,
            self._list_entry,
            self._chapter_or_section,
            self._table,
            self._numbered_block,
            self._lettered_block,
            self._second_degree_block,
        ):
            if attempt(block):
                return
        self._unlabelled_block(block)

    def _instrument_heading(self, block: Block) -> bool:
        match = INSTRUMENT.match(block.text.text)
        if not match:
            return False
        kind = InstrumentType.RESOLUTION if match["type"] == "决议" else InstrumentType.DECISION
        self.leave_instrument()
        self.instrument = InstrumentDraft(kind, match["number"], heading_line=block.lines[0])
        self.instruments.append(self.instrument)
        self.next, self.titling = 1, True
        self.heading(block, Level.INSTRUMENT)
        return True

    def _annex_heading(self, block: Block) -> bool:
        text = block.text.text
        if match := ANNEX.match(text):
            number = chinese_number(match["number"]) if match["number"] else 1
            self.instrument.annexes = max(self.instrument.annexes, number)
            self.annex, level = str(number), Level.ANNEX
            if self.instrument is self.report:
                self.place.leave(Level.CHAPTER)
        elif (match := APPENDIX.match(text)) and self.annex:
            number = chinese_number(match["number"]) if match["number"] else 1
            self.annex = f"{self.annex.split(' ')[0]} app {number}"
            level = Level.APPENDIX
        else:
            return False
        self.close()
        self.intro = self.numbered = None
        self.section_numbers = ["", ""]
        self.next, self.titling = 1, True
        self.heading(block, level)
        return True

    def _instrument_title(self, block: Block) -> bool:
        """The title below an instrument's or an annex's heading, and the enacting formula."""
        if not self.titling:
            return False
        text = block.text.text
        if self.annex is None and ENACTING.match(text):
            self.instrument.enacting = text
            self.own(block, "enacting", text)
            self.titling = False
            return True
        if ENDED.search(text) or labelled(text) or text in UNNUMBERED_SECTIONS:
            self.titling = False
            if self.instrument.type is InstrumentType.DECISION and self.annex is None:
                self.paragraph(block, Kind.OPERATIVE, position="p 1")
                self.intro = self.open
                return True
            return False
        if self.annex is None:
            self.instrument.title += text
        else:
            self.titling = False
        self.place.extend(text)
        self.own(block, "heading", text)
        self.pending_markers += block.markers
        return True

    def _list_entry(self, block: Block) -> bool:
        """A row of the list that is open, or the first row of one that a paragraph announces."""
        text = block.text.text
        if self.list is None and not self._list_begins(block):
            return False
        numbered = NUMBERED.match(text)
        agenda = self.instrument.type is InstrumentType.DECISION
        if self.annex is None or self.instrument is not self.report:
            chapter = CHAPTER.match(text) or SECTION.match(text) or block.heading
            if chapter or (numbered and not agenda):
                self.list = None
                return False
        if self.list and self.row_lettered and not labelled(text) and not self._cut(self.list):
            self.list = None
            return False
        if text.startswith(COLUMN_HEADINGS):
            self.own(block, "furniture", "column headings")
            return True
        if self.list is None:
            self._start_list(block)
        else:
            rest = self._cut(self.list) and not labelled(text) and self.row_lettered
            self.append(self.list, block, new_line=not rest)
        self.row_lettered = bool(LETTERED.match(text))
        return True

    def _start_list(self, block: Block) -> None:
        """A list belongs to the report paragraph or the decision that announces it."""
        announced = self.numbered if self.in_narrative else None
        decided = self.intro if self.instrument.type is InstrumentType.DECISION else None
        self.paragraph(
            block,
            Kind.LIST,
            paragraph=announced.paragraph if announced else None,
            position=f"list {self.count(Kind.LIST, announced) + 1}",
            chapeau=announced or decided,
        )
        self.list = self.open

    def _list_begins(self, block: Block) -> bool:
        text = block.text.text
        if self.instrument.type is InstrumentType.DECISION and self.annex is None:
            number = NUMBERED.match(text)
            return bool(number and AGENDA in self.instrument.title)
        if self.instrument is not self.report:
            return False
        if self.annex is not None:
            return bool(LISTED.search(self.place.path[-1])) and self.open is None
        chapeau = self.numbered
        if chapeau is None or self.open is not chapeau or not COLON.search(chapeau.text.text):
            return False
        if NUMBERED.match(text) or QUOTED.match(text) or block.heading or CHAPTER.match(text):
            return False
        lettered = LETTERED.match(text)
        return not lettered or bool(DOCUMENTS.search(chapeau.text.text))

    def _chapter_or_section(self, block: Block) -> bool:
        text = block.text.text
        if match := CHAPTER.match(text):
            number = chinese_number(match["number"])
            if self._ends_instrument(number):
                self.leave_instrument()
                self.chapter = number
                self.section_numbers = [roman(number), ""]
                self.heading(block, Level.CHAPTER)
            else:
                self.section_numbers = [roman(number), ""]
                self.heading(block, Level.ANNEX_CHAPTER)
            return True
        if (match := SECTION.match(text)) and not ENDED.search(text):
            if match["text"] in REPORT_SECTIONS or self.in_narrative:
                self.leave_instrument()
                self.section_numbers = [roman(self.chapter), match["letter"]]
                self.heading(block, Level.SECTION)
            else:
                self.section_numbers[1] = match["letter"]
                self.heading(block, Level.ANNEX_SECTION)
            return True
        return False

    def _table(self, block: Block) -> bool:
        text = block.text.text
        if TABLE.match(text) and self.annex is not None:
            self.close()
            self.heading(block, Level.TOPIC)
            return True
        if "\t" not in text:
            return False
        if self.open is not None and self.open.kind is Kind.TABLE:
            self.append(self.open, block, new_line=True)
        else:
            self.paragraph(block, Kind.TABLE, position=f"table {self.count(Kind.TABLE) + 1}")
        return True

    def _numbered_block(self, block: Block) -> bool:
        text = block.text.text
        if match := BIS.match(text):
            paragraph = f"{match['number']} {bis_suffix(match['suffix'])}"
            self.numbered_paragraph(block, paragraph, match.end())
            return True
        if match := ALTERNATIVE.match(text):
            self.next = int(match["number"]) + 1
            self.numbered_paragraph(block, match["number"], 0)
            return True
        if not (match := NUMBERED.match(text)):
            return False
        number = int(match["number"])
        expected = self.report_next if self.in_narrative else self.next
        if self._is_numbered_heading(text, out_of_turn=number != expected):
            self.heading(block, Level.SUBSECTION if self.in_narrative else Level.TOPIC)
            return True
        repeated = number == expected - 1 and self.numbered is not None
        if number != expected and not repeated:
            raise StructureError(
                f"{self.symbol}, line {block.lines[0]}: paragraph {number} where {expected} "
                f"should follow: {text[:40]!r}"
            )
        if self.in_narrative:
            self.report_next = number + 1
        else:
            self.next = number + 1
        self.numbered_paragraph(block, match["number"], match.end(), 2 if repeated else 1)
        return True

    def _is_numbered_heading(self, text: str, *, out_of_turn: bool) -> bool:
        """Whether "1. 审议情况" is a heading: short, no closing mark, and no paragraph's start."""
        if ENDED.search(text) or text.endswith("]") or len(text) > LONGEST_HEADING:
            return False
        return out_of_turn or (self.in_narrative and labelled(self._following))

    def _lettered_block(self, block: Block) -> bool:
        match = LETTERED.match(block.text.text)
        if not match:
            return False
        if not ENDED.search(block.text.text) and NUMBERED.match(self._following):
            self.heading(block, Level.TOPIC)
            return True
        chapeau = self.numbered or self.intro
        self.paragraph(
            block,
            Kind.SUBITEM,
            skip=match.end(),
            paragraph=chapeau.paragraph if chapeau else None,
            subparagraph=match["letter"],
            chapeau=chapeau,
        )
        self.lettered = self.open
        return True

    def _second_degree_block(self, block: Block) -> bool:
        match = SECOND_DEGREE.match(block.text.text)
        if not match or self.lettered is None:
            return False
        degree = roman(ord(match["number"]) - ord("㈠") + 1).lower()
        self.paragraph(
            block,
            Kind.SUBITEM,
            skip=match.end(),
            paragraph=self.lettered.paragraph,
            subparagraph=f"{self.lettered.subparagraph}.{degree}",
            chapeau=self.lettered,
        )
        return True

    def _unlabelled_block(self, block: Block) -> None:
        """A preambular paragraph, the rest of a cut one, a heading, or unnumbered text."""
        text = block.text.text
        if self.open is not None and not block.heading and self._cut(self.open):
            self.append(self.open, block)
        elif self._in_preamble:
            self.paragraph(block, Kind.PREAMBULAR, paragraph=str(self.next_preambular()))
        elif block.heading or not ENDED.search(text):
            self._unlabelled_heading(block)
        elif self.annex is not None and (self.open is None or self.open.kind is Kind.TABLE):
            self.paragraph(block, Kind.ANNEX, position=f"p {self.count(Kind.ANNEX) + 1}")
            self.intro = self.open
        elif self.open is not None:
            self.append(self.open, block, new_line=True)
        else:
            raise StructureError(
                f"{self.symbol}, line {block.lines[0]}: text that belongs to no paragraph: "
                f"{text[:40]!r}"
            )

    def _unlabelled_heading(self, block: Block) -> None:
        """A heading without a number: of the narrative, of an annex, or a bracketed template."""
        text = block.text.text
        bracketed = text.endswith("]") and self.open is not None and self.annex is not None
        if bracketed or (text == "或" and self.open is not None):
            self.append_line(block)
        elif text in UNNUMBERED_SECTIONS:
            self.heading(block, Level.ANNEX_CHAPTER)
        else:
            self.heading(block, Level.SUBSECTION if self.in_narrative else Level.TOPIC)

    @property
    def _following(self) -> str:
        """The text of the next block, or the empty text."""
        after = self.index + 1
        return self.blocks[after].text.text if after < len(self.blocks) else ""

    # -- where the reader is -----------------------------------------------------------------

    @property
    def _in_preamble(self) -> bool:
        return (
            self.instrument.type is InstrumentType.RESOLUTION
            and self.annex is None
            and self.numbered is None
        )

    def _ends_instrument(self, chapter: int) -> bool:
        """Whether a chapter heading is the report's, not one inside an instrument's annex."""
        if self.in_narrative:
            return True
        if chapter != self.chapter + 1 or self.instrument is self.report:
            return False
        numbers = (NUMBERED.match(block.text.text) for block in self.blocks[self.index + 1 :])
        following = next((int(match["number"]) for match in numbers if match), None)
        in_annex = self.annex is not None and following == self.next
        return following == self.report_next and not in_annex

    def _cut(self, draft: Draft) -> bool:
        """Whether a paragraph's text stops in the middle of a sentence."""
        text = draft.text.text
        if not ENDED.search(text):
            return draft.kind is not Kind.TABLE
        preambular = draft.kind is Kind.PREAMBULAR
        return bool(PAUSED.search(text)) and not preambular and self.in_narrative
