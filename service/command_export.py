"""``operative export``: every citable paragraph of the corpus, or the ledger of one report."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TypeAlias

import orjson

from corpus import Corpus, load_corpus
from service import schemas
from service.render import render_export

Line: TypeAlias = schemas.ExportLine | schemas.LedgerRow


def run(arguments: Namespace) -> int:
    """Print one JSON object a line; the corpus is read, not the index."""
    corpus = load_corpus()
    lines = paragraphs(corpus) if arguments.ledger is None else ledger(corpus, arguments.ledger)
    for line in lines:
        sys.stdout.write(orjson.dumps(line).decode() + "\n")
    return 0


def paragraphs(corpus: Corpus) -> Iterator[Line]:
    """Every citable paragraph in document order, report after report."""
    by_id = {paragraph.id: paragraph for paragraph in corpus.paragraphs}
    for report in corpus.reports:
        for paragraph in report.paragraphs:
            notes = (by_id[note] for note in paragraph.notes)
            yield render_export(paragraph, report.entry, notes)


def ledger(corpus: Corpus, symbol: str) -> Iterator[Line]:
    """Who owns each non-blank line of a report. Raises UnknownName with the symbols there are."""
    for row in corpus.report(symbol).ledger:
        yield {"line": row.line, "owner": row.owner, "name": row.name}
