"""The searcher's answers in wire form: what HTTP, MCP and the command line all show."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.errors import UnknownName
from corpus.model import InstrumentType, Paragraph, ReportEntry
from index.model import Hit, IndexManifest
from service import schemas
from service.problems import Problem, printable, unknown
from service.questions import Names, Question
from service.render import render_cite, render_hit, render_outline, render_report, render_search

if TYPE_CHECKING:
    from index.search import Searcher


class Answers:
    """One opened index, answering in the shapes of service/schemas.py.

    Calls run in the caller's thread. ``base_url`` is the start of every permalink.
    """

    def __init__(self, searcher: Searcher, base_url: str) -> None:
        """Take an opened searcher; nothing is computed yet."""
        self._searcher = searcher
        self._base_url = base_url

    @property
    def manifest(self) -> IndexManifest:
        """The facts of the index that answers."""
        return self._searcher.manifest

    @cached_property
    def entries(self) -> Mapping[str, ReportEntry]:
        """The reports' manifest rows by symbol, in the manifest's order."""
        return {entry.symbol: entry for entry in self._searcher.reports()}

    @cached_property
    def names(self) -> Names:
        """The symbols and instruments that filters may name."""
        instruments: dict[str, str] = {}
        for symbol in self.entries:
            for paragraph in self._searcher.outline(symbol):
                instruments.update(_instrument_names(paragraph))
        symbols = {symbol.casefold(): symbol for symbol in self.entries}
        return Names(symbols, instruments)

    def search(self, question: Question) -> schemas.SearchResponse:
        """Answer a question; ``took_ms`` is the time of retrieval alone."""
        start = time.perf_counter()
        result = self._searcher.search(
            question.query, k=question.k, lang=question.lang, filters=question.filters
        )
        took_ms = (time.perf_counter() - start) * 1000
        return render_search(result, self.manifest, self.entries, self._base_url, took_ms)

    def cite(self, ref: str) -> schemas.CiteResponse:
        """Resolve a written citation."""
        return render_cite(self._searcher.cite(ref), self.entries, self._base_url)

    def hit(self, identifier: str) -> Hit:
        """Find one paragraph by its id, with or without the leading slash. Raises Problem (404)."""
        try:
            return self._searcher.passage("/" + identifier.lstrip("/"))
        except UnknownName:
            raise _no_paragraph(identifier) from None

    def passage(self, identifier: str) -> schemas.Hit:
        """Show one paragraph. Raises Problem (404)."""
        return render_hit(self.hit(identifier), self.entries, self._base_url)

    def reports(self) -> schemas.ReportsResponse:
        """List the reports of the corpus."""
        return {
            "reports": [
                render_report(entry, len(self._searcher.outline(symbol)), self._base_url)
                for symbol, entry in self.entries.items()
            ]
        }

    def outline(self, symbol: str) -> schemas.OutlineResponse:
        """Show one report's outline; the symbol may be in any case. Raises Problem (404)."""
        known = self.names.symbols.get(symbol.strip("/").casefold())
        if known is None:
            choices = ", ".join(self.entries)
            raise unknown(f"No report has the symbol {printable(symbol)}; there are {choices}.")
        return render_outline(self.entries[known], self._searcher.outline(known), self._base_url)


def _no_paragraph(identifier: str) -> Problem:
    return unknown(
        f"No paragraph has the id {printable(identifier)}; "
        "ids start with /akn/ and come from search, cite or a report's outline."
    )


def _instrument_names(paragraph: Paragraph) -> dict[str, str]:
    """The spellings that name a paragraph's instrument; a bare number names all that bear it."""
    instrument = paragraph.citation.instrument
    if instrument.type is InstrumentType.REPORT:
        return {}
    full = f"{instrument.type.value} {instrument.number}"
    return {full: full, instrument.number: instrument.number}
