"""The parts of citations that a text has, and a citation that is put together from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.model import InstrumentType, Kind
from corpus.reference_items import Item

_SLOTS = {
    "paragraph": "items",
    "chinese_paragraph": "items",
    "letters": "items",
    "inserted": "items",
    "brackets": "items",
    "preambular": "kind",
    "operative": "kind",
    "table": "position",
    "list": "position",
    "chapeau": "position",
    "unnumbered": "position",
    "body_unga": "body",
    "body_ecosoc": "body",
    "body_unsc": "body",
    "body_ccpcj": "body",
    "body_cac_cosp": "body",
    "body_other": "body",
    "body_ctoc_cop": "body",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a citation, and the folded text between it and the part before it."""

    name: str
    match: re.Match[str]
    gap: str

    @property
    def slot(self) -> str:
        """What the part fills in a citation; a second part for one slot starts another citation."""
        return _SLOTS.get(self.name, self.name)


@dataclass(slots=True)
class Draft:
    """A citation being put together; ``start`` and ``end`` are places in the folded text.

    ``type_first`` and ``body_first`` say that the word stands before the number, ``items_first``
    that the paragraphs do. ``bare`` is a number that nothing but a slash makes one ("8/1").
    ``kind_apart`` is a kind that a noun of its own gives (序言部分), for all paragraphs behind it;
    ``apart`` says that its instrument stands elsewhere in the text.
    """

    start: int = -1
    end: int = -1
    type: InstrumentType | None = None
    type_first: bool = False
    numbers: tuple[str, ...] = ()
    bare: bool = False
    body: str | None = None
    body_first: bool = False
    symbol: str | None = None
    session: int | None = None
    year: int | None = None
    report: bool = False
    annexes: tuple[str, ...] = ()
    appendix: str | None = None
    section: str | None = None
    kind: Kind | None = None
    kind_apart: bool = False
    items: tuple[Item, ...] = ()
    items_first: bool = False
    position: str | None = None
    akn: bool = False
    apart: bool = False
    serial: int | None = None
    filled: set[str] = field(default_factory=set)

    @property
    def names_instrument(self) -> bool:
        """Whether it says which resolution, decision or report is cited."""
        dated = self.session or self.year
        return bool(self.numbers or self.symbol or self.akn or (self.report and dated))

    @property
    def names_place(self) -> bool:
        """Whether it says more than the instrument."""
        return bool(self.items or self.annexes or self.position or self.appendix is not None)

    @property
    def names_annex(self) -> bool:
        """Whether it says which annex or appendix the paragraphs are in."""
        return bool(self.annexes or self.appendix is not None)

    def take_instrument(self, donor: Draft) -> None:
        """Be of the instrument that another citation names."""
        self.type, self.numbers, self.body = donor.type, donor.numbers, donor.body
        self.symbol, self.session, self.report = donor.symbol, donor.session, donor.report
        self.year = donor.year
        self.bare, self.items_first = donor.bare, donor.items_first
        self.filled |= donor.filled & {"type", "body"}
