"""The paragraphs of an index: found by id or filter, shown with their surroundings.

It is stored as JSON Lines of corpus.wire's paragraphs and one JSON list of the reports, so that an
index answers without the reports' texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnusable, UnknownName
from corpus.model import (
    Damage,
    InstrumentType,
    Kind,
    Language,
    Paragraph,
    ReportEntry,
    Style,
    SymbolStatus,
)
from corpus.wire import paragraph_from_dict, paragraph_to_json
from index.model import Filters

Mask = npt.NDArray[np.bool_]

_NOT_NEIGHBOURS: Final = frozenset({Kind.FOOTNOTE})


class Catalogue:
    """Every paragraph in document order, by ordinal, and the reports that they come from."""

    def __init__(self, paragraphs: Sequence[Paragraph], entries: Sequence[ReportEntry]) -> None:
        self.paragraphs = tuple(paragraphs)
        self.entries = tuple(entries)
        self._ordinals = {paragraph.id: n for n, paragraph in enumerate(self.paragraphs)}
        self._before, self._after = _neighbours(self.paragraphs)
        self._kinds: dict[str, Mask] = {}
        self._symbols: dict[str, Mask] = {}
        self._instruments: dict[str, Mask] = {}
        for ordinal, paragraph in enumerate(self.paragraphs):
            citation = paragraph.citation
            self._mark(self._kinds, citation.kind.value, ordinal)
            self._mark(self._symbols, citation.symbol, ordinal)
            for name in instrument_names(paragraph):
                self._mark(self._instruments, name, ordinal)

    def __contains__(self, paragraph_id: str) -> bool:
        return paragraph_id in self._ordinals

    def ordinal(self, paragraph_id: str) -> int:
        """The place of a paragraph in the index; raise UnknownName for an id that it has not."""
        found = self._ordinals.get(paragraph_id)
        if found is None:
            raise UnknownName(f"no paragraph has the id {paragraph_id!r}")
        return found

    def before(self, ordinal: int) -> str | None:
        """The text of the paragraph before it in the same part of the same instrument."""
        found = self._before[ordinal]
        return None if found is None else self.paragraphs[found].text

    def after(self, ordinal: int) -> str | None:
        """The text of the paragraph after it in the same part of the same instrument."""
        found = self._after[ordinal]
        return None if found is None else self.paragraphs[found].text

    def chapeau(self, ordinal: int) -> str | None:
        """The text that a sub-item completes."""
        chapeau = self.paragraphs[ordinal].chapeau
        return None if chapeau is None else self.paragraphs[self.ordinal(chapeau)].text

    def notes(self, ordinal: int) -> tuple[Paragraph, ...]:
        """The footnotes whose markers a paragraph carries."""
        notes = self.paragraphs[ordinal].notes
        return tuple(self.paragraphs[self.ordinal(note)] for note in notes)

    def report(self, symbol: str) -> tuple[Paragraph, ...]:
        """The paragraphs of one report; raise UnknownName for a symbol that is not here."""
        mask = self._find(self._symbols, symbol, "symbol")
        return tuple(self.paragraphs[n] for n in np.flatnonzero(mask).tolist())

    def allowed(self, filters: Filters) -> Mask | None:
        """Which paragraphs pass the filters, bool (paragraphs,); None where all do.

        Values of one filter widen each other, filters narrow each other. Raises UnknownName for a
        symbol or an instrument that no paragraph has: an empty answer would look like an answer.
        """
        mask: Mask | None = None
        for table, values, name in (
            (self._kinds, tuple(kind.value for kind in filters.kind), "kind"),
            (self._symbols, filters.symbol, "symbol"),
            (self._instruments, filters.instrument, "instrument"),
        ):
            if values:
                chosen = np.zeros(len(self.paragraphs), dtype=np.bool_)
                for value in values:
                    chosen |= self._find(table, value, name)
                mask = chosen if mask is None else mask & chosen
        return mask

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The paragraphs as JSON Lines and the reports as JSON."""
        lines = "".join(paragraph_to_json(paragraph) + "\n" for paragraph in self.paragraphs)
        entries = [_entry_to_dict(entry) for entry in self.entries]
        return lines.encode(), json.dumps(entries, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_bytes(cls, paragraphs: bytes, entries: bytes) -> Catalogue:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            read = [
                paragraph_from_dict(json.loads(line)) for line in paragraphs.split(b"\n") if line
            ]
            return cls(read, [_entry_from_dict(entry) for entry in json.loads(entries)])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"paragraphs: {error!r}; run `operative index`") from None

    def _mark(self, table: dict[str, Mask], name: str, ordinal: int) -> None:
        if name not in table:
            table[name] = np.zeros(len(self.paragraphs), dtype=np.bool_)
        table[name][ordinal] = True

    def _find(self, table: Mapping[str, Mask], value: str, name: str) -> Mask:
        wanted = " ".join(value.split()).casefold()
        for known, mask in table.items():
            if known.casefold() == wanted:
                return mask
        if name == "kind":  # a kind that exists, of which this corpus has no paragraph
            return np.zeros(len(self.paragraphs), dtype=np.bool_)
        raise UnknownName(f"no {name} {value!r} (valid: {', '.join(table)})")


def instrument_names(paragraph: Paragraph) -> tuple[str, ...]:
    """What an instrument may be called in a filter: its number, alone or after its type."""
    instrument = paragraph.citation.instrument
    return instrument.number, f"{instrument.type.value} {instrument.number}"


def _part(paragraph: Paragraph) -> tuple[str, InstrumentType, str, str | None]:
    """What two neighbours share: the report, the instrument and the annex."""
    citation = paragraph.citation
    instrument = citation.instrument
    return citation.symbol, instrument.type, instrument.number, citation.annex


def _neighbours(paragraphs: Sequence[Paragraph]) -> tuple[list[int | None], list[int | None]]:
    """The ordinals before and after each paragraph in its part, footnotes left out.

    A footnote has none: it stands between paragraphs that it does not belong with.
    """
    before: list[int | None] = [None] * len(paragraphs)
    after: list[int | None] = [None] * len(paragraphs)
    last: dict[object, int] = {}
    for ordinal, paragraph in enumerate(paragraphs):
        if paragraph.citation.kind in _NOT_NEIGHBOURS:
            continue
        previous = last.get(_part(paragraph))
        if previous is not None:
            before[ordinal], after[previous] = previous, ordinal
        last[_part(paragraph)] = ordinal
    return before, after


def _entry_to_dict(entry: ReportEntry) -> dict[str, Any]:
    return {
        "symbol": entry.symbol,
        "symbol_status": entry.symbol_status.value,
        "symbol_evidence": entry.symbol_evidence,
        "title": {language.value: title for language, title in entry.title.items()},
        "body": entry.body,
        "session": entry.session,
        "place": entry.place,
        "meeting_start": entry.meeting_start.isoformat(),
        "meeting_end": entry.meeting_end.isoformat(),
        "issued": entry.issued.isoformat() if entry.issued else None,
        "date": entry.date.isoformat(),
        "language": entry.language.value,
        "original_language": entry.original_language.value,
        "style": entry.style.value,
        "file": entry.file,
        "sha256": entry.sha256,
        "damage": [{"line": damage.line, "printed": damage.printed} for damage in entry.damage],
    }


def _entry_from_dict(table: Mapping[str, Any]) -> ReportEntry:
    return ReportEntry(
        symbol=table["symbol"],
        symbol_status=SymbolStatus(table["symbol_status"]),
        symbol_evidence=table["symbol_evidence"],
        title={Language(key): title for key, title in table["title"].items()},
        body=table["body"],
        session=table["session"],
        place=table["place"],
        meeting_start=date.fromisoformat(table["meeting_start"]),
        meeting_end=date.fromisoformat(table["meeting_end"]),
        issued=date.fromisoformat(table["issued"]) if table["issued"] else None,
        date=date.fromisoformat(table["date"]),
        language=Language(table["language"]),
        original_language=Language(table["original_language"]),
        style=Style(table["style"]),
        file=table["file"],
        sha256=table["sha256"],
        damage=tuple(Damage(damage["line"], damage["printed"]) for damage in table["damage"]),
    )
