"""`operative eval`: how good retrieval is, and whether a change made it better or worse.

operative eval                          the test split: table, run and report in var/runs
operative eval --split train --run new --compare old
operative eval --baselines              the same questions through every system of the table
operative eval --set FOLDER --index FOLDER     a set of your own, in the same layout
operative eval --write-corpus FILE      the paragraphs as BEIR's corpus.jsonl, and nothing else
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Corpus, Paragraph, Report
from corpus.errors import OperativeError
from eval.dataset import BUNDLED, Dataset, DatasetError, load_dataset
from eval.html import as_html
from eval.markdown import Row, as_markdown, comparison, systems_table
from eval.run import (
    Ask,
    Run,
    asking,
    facts_of,
    prepare,
    read_run,
    run_queries,
    same_questions,
    write_run,
)
from eval.summary import summarise
from eval.systems import LEGS, SystemMissing, systems
from index.search import Searcher

INDEX = Path(os.environ.get("OPERATIVE_INDEX") or "var/index")
"""The index folder, by the same setting as the service's."""


@dataclass(frozen=True, slots=True)
class Held:
    """What an index holds, as an evaluation needs it: paragraphs by id."""

    paragraphs: dict[str, Paragraph]

    @classmethod
    def of(cls, searcher: Searcher) -> Held:
        """The paragraphs of a searcher's index."""
        return cls(
            {
                paragraph.id: paragraph
                for entry in searcher.reports()
                for paragraph in searcher.outline(entry.symbol)
            }
        )

    def load(self, folder: Path, split: str) -> Dataset:
        """One split of a set, checked against the paragraphs."""
        texts = {id_: paragraph.text for id_, paragraph in self.paragraphs.items()}
        symbols = {id_: one.citation.symbol for id_, one in self.paragraphs.items()}
        return load_dataset(folder, texts, symbols).split(split)


def parser() -> argparse.ArgumentParser:
    """The options of `operative eval`."""
    options = argparse.ArgumentParser(
        prog="operative eval",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--split", default="test", help="which questions (default: test)")
    options.add_argument("--run", default="run", metavar="NAME", help="keep the run as NAME")
    options.add_argument("--compare", metavar="RUN", help="compare with a run kept before")
    options.add_argument(
        "--baselines", action="store_true", help="measure the other systems as well"
    )
    options.add_argument("--set", type=Path, default=BUNDLED, help="folder of the set")
    options.add_argument("--runs", type=Path, default=Path("var/runs"), help="folder of runs")
    options.add_argument(
        "--leg", choices=sorted(LEGS), help="one leg of the ranking alone, instead of both"
    )
    options.add_argument("--index", type=Path, default=INDEX, help="index folder")
    options.add_argument(
        "--write-corpus", type=Path, metavar="FILE", help="write BEIR's corpus.jsonl and stop"
    )
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the set, print the table, keep the run; 0 when done, 1 with a message when not."""
    options = parser().parse_args(argv)
    try:
        if options.write_corpus:
            return _write_corpus(open_searcher(options.index), options.write_corpus)
        return _evaluate(options)
    except OperativeError as error:
        print(f"operative eval: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1


def open_searcher(folder: Path | None, leg: str | None = None) -> Searcher:
    """The Searcher of an index folder, with one leg alone if asked."""
    return Searcher.open(folder or INDEX, weights=LEGS[leg] if leg else None)


def _evaluate(options: argparse.Namespace) -> int:
    _check_name(options.run)
    searcher = open_searcher(options.index, options.leg)
    held = Held.of(searcher)
    dataset = held.load(options.set, options.split)
    before = read_run(options.compare, options.runs) if options.compare else None
    if before is not None:
        same_questions(before, dataset)
    prepare(options.runs)
    facts = facts_of(searcher, dataset) | {"split": options.split, "leg": options.leg or "both"}
    run = run_queries(dataset, asking(searcher), options.run, facts, _progress)
    write_run(run, options.runs)
    summary = summarise(dataset, run)
    title = f"{options.split}: {options.run} (build {searcher.manifest.build[:12]})"
    parts = [as_markdown(summary, run, title)]
    rows: list[Row] = []
    if options.baselines:
        rows = _measure_systems(dataset, _corpus_of(searcher), options)
        parts.append(systems_table(rows))
    if before is not None:
        parts.append(comparison(dataset, summary, before))
    page = as_html(dataset, run, summary, title, held.paragraphs, rows, before)
    written = options.runs / f"{options.run}.html"
    written.write_text(page, encoding="utf-8")
    (options.runs / f"{options.run}.md").write_text("\n".join(parts), encoding="utf-8")
    _say("\n".join(parts))
    _say(f"Kept in {options.runs}: {options.run}.run, .json, .md, .html")
    return 0


def _check_name(name: str) -> None:
    """A run's name is a file's and a word of a TREC run."""
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise DatasetError(f"run name {name!r} (valid: letters, digits, and . _ - between them)")


def _measure_systems(dataset: Dataset, corpus: Corpus, options: argparse.Namespace) -> list[Row]:
    """Every system over the same questions; one that cannot run says why."""
    rows: list[Row] = []
    found = systems()
    for place, system in enumerate(found, 1):
        print(f"system {place}/{len(found)}: {system.name}", file=sys.stderr, flush=True)  # noqa: T201 - a command prints
        try:
            ask: Ask = system.open(options.index, corpus)
        except SystemMissing as error:
            rows.append(Row(system.name, system.about, missing=str(error)))
            continue
        name = f"{options.run}.{system.name}"
        run: Run = run_queries(dataset, ask, name, {"system": system.name}, _progress)
        write_run(run, options.runs)
        rows.append(Row(system.name, system.about, summarise(dataset, run), run))
    return rows


def _corpus_of(searcher: Searcher) -> Corpus:
    """What an index was built of, as far as another index or a baseline needs it."""
    reports = [
        Report(entry, (), searcher.outline(entry.symbol), ()) for entry in searcher.reports()
    ]
    return Corpus(tuple(reports), searcher.manifest.corpus)


def _write_corpus(searcher: Searcher, path: Path) -> int:
    """BEIR's corpus.jsonl: the id, the instrument's title, the text."""
    lines = [
        json.dumps({"_id": id_, "title": paragraph.citation.instrument.title,
                    "text": paragraph.text}, ensure_ascii=False)
        for id_, paragraph in Held.of(searcher).paragraphs.items()
    ]  # fmt: skip
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise DatasetError(f"cannot write {path}: {error.strerror}") from None
    _say(f"{path}: {len(lines)} paragraphs")
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\rquestions {done}/{total}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - a command prints


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command prints
