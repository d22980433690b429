"""`operative eval`: how good retrieval is, and whether a change made it better or worse."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import OperativeError
from eval.dataset import BUNDLED, Dataset, load_dataset
from eval.measures import randomization_p
from eval.run import Run, read_run, run_queries, write_run
from eval.summary import Summary, as_markdown, summarise
from index.fuse import DENSE_ALONE, WORDS_ALONE, one_leg
from index.search import Searcher

LEGS = {"dense": DENSE_ALONE, "words": WORDS_ALONE}


def parser() -> argparse.ArgumentParser:
    """The options of `operative eval`."""
    options = argparse.ArgumentParser(prog="operative eval", description=__doc__)
    options.add_argument("--split", default="test", help="which questions (default: test)")
    options.add_argument("--run", default="run", metavar="NAME", help="keep the run as NAME")
    options.add_argument("--compare", metavar="NAME", help="compare with a run kept before")
    options.add_argument("--set", type=Path, default=BUNDLED, help="folder of the set")
    options.add_argument("--runs", type=Path, default=Path("var/runs"), help="folder of runs")
    options.add_argument(
        "--leg", choices=sorted(LEGS), help="one leg of the ranking alone, instead of both"
    )
    options.add_argument("--index", type=Path, default=None, help="index folder")
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the set, print the table, keep the run; 0 when done, 1 with a message when not."""
    options = parser().parse_args(argv)
    try:
        return _evaluate(options)
    except OperativeError as error:
        print(f"operative eval: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1


def open_searcher(folder: Path | None, leg: str | None = None) -> Searcher:
    """The Searcher of an index folder (var/index by default), with one leg alone if asked."""
    weights = one_leg(LEGS[leg]) if leg else None
    return Searcher.open(folder or Path("var/index"), weights=weights)


def load(searcher: Searcher, folder: Path, split: str) -> Dataset:
    """One split of a set, checked against what the index holds."""
    texts = {
        paragraph.id: paragraph.text
        for entry in searcher.reports()
        for paragraph in searcher.outline(entry.symbol)
    }
    return load_dataset(folder, texts).split(split)


def _evaluate(options: argparse.Namespace) -> int:
    searcher = open_searcher(options.index, options.leg)
    dataset = load(searcher, options.set, options.split)
    before = read_run(options.compare, options.runs) if options.compare else None
    run = run_queries(dataset, searcher, options.run, _progress)
    write_run(run, options.runs)
    summary = summarise(dataset, run)
    title = f"{options.split}: {options.run} (build {searcher.manifest.build[:12]})"
    _say(as_markdown(summary, run, title))
    if before is not None:
        _say(_comparison(dataset, summary, before))
    return 0


def _comparison(dataset: Dataset, summary: Summary, before: Run) -> str:
    """Differences from an earlier run, with a paired test and the questions by name."""
    old = summarise(dataset, before)
    lines = [f"Against {before.name}:"]
    for measure, values in summary.values.items():
        first = [values[q] for q in values]
        second = [old.values[measure][q] for q in values]
        change = sum(first) / len(first) - sum(second) / len(second)
        lines.append(f"  {measure}: {change:+.3f} (p = {randomization_p(first, second):.3f})")
    changes = {
        q: value - old.values["nDCG@10"][q] for q, value in summary.values["nDCG@10"].items()
    }
    for word, sign in (("gained", 1), ("lost", -1)):
        named = sorted((q for q in changes if sign * changes[q] > 0.05), key=lambda q: changes[q])
        lines.append(f"  {word}: " + (", ".join(named) or "none"))
    return "\n".join(lines) + "\n"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\rquestions {done}/{total}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - a command prints


def _say(text: str) -> None:
    print(text)  # noqa: T201 - a command prints
