"""A summary as Markdown: the table of one run, of several systems, and of two runs compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Language
from eval.dataset import Dataset
from eval.measures import MEASURES, Interval, randomization_p
from eval.run import Run
from eval.summary import Summary, summarise

NOTICED = 0.05
"""A question counts as gained or lost from this change of its nDCG@10 on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One system of the table: what it is, and its summary and run, or why it could not run."""

    name: str
    about: str
    summary: Summary | None = None
    run: Run | None = None
    missing: str = ""


def as_markdown(summary: Summary, run: Run, title: str) -> str:
    """The summary of one run with 95 % intervals."""
    lines = [f"## {title}", "", "| questions | n | " + " | ".join(MEASURES) + " |"]
    lines.append("|---|---:|" + "---|" * len(MEASURES))
    for row in summary.slices:
        cells = " | ".join(_cell(one) for one in row.means.values())
        lines.append(f"| {row.name} | {row.questions} | {cells} |")
    said = summary.answering
    lines += [
        "",
        (
            f"First citation: exact {summary.mean('success@1'):.3f}, "
            f"of the right instrument {summary.instrument_first:.3f}. "
            f"Named citation first: {summary.named_first:.3f}."
        ),
        (
            f"Answering: AUROC {said.auroc:.3f}, false answers {said.false_answers:.3f}, "
            f"false refusals {said.false_refusals:.3f}, Brier score {said.brier:.3f}."
        ),
    ]
    if run.seconds:
        lines.append(
            f"Median time per question {median_ms(run):.1f} ms (a side figure; see bench)."
        )
    return "\n".join(lines) + "\n"


def systems_table(rows: Sequence[Row]) -> str:
    """Several systems over the same questions; those that could not run below, with the reason."""
    languages = [language.value for language in Language]
    head = ["system", "nDCG@10", *languages, "recall@10", "success@1", "named", "AUROC", "ms"]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---|" * (len(head) - 1)]
    for row in rows:
        if row.summary is not None and row.run is not None:
            cells = system_cells(row.summary, row.run)
            lines.append(f"| {row.name}: {row.about} | " + " | ".join(cells) + " |")
    left_out = [f"- {row.name}: skipped, {row.missing}" for row in rows if row.summary is None]
    return "\n".join([*lines, "", *left_out]) + "\n"


def system_cells(summary: Summary, run: Run) -> list[str]:
    """The figures of one system, in the order of the table's columns."""
    there = {row.name for row in summary.slices}
    languages = [language.value for language in Language]
    return [
        _cell(summary.slice("all").means["nDCG@10"]),
        *(f"{summary.mean('nDCG@10', one):.2f}" if one in there else "" for one in languages),
        f"{summary.mean('recall@10'):.2f}",
        f"{summary.mean('success@1'):.2f}",
        f"{summary.named_first:.2f}",
        f"{summary.answering.auroc:.2f}",
        f"{median_ms(run):.1f}",
    ]


def comparison(dataset: Dataset, summary: Summary, before: Run) -> str:
    """Differences from an earlier run, with a paired test and the questions by name."""
    old = summarise(dataset, before)
    lines = [f"Against {before.name}:"]
    for measure, values in summary.values.items():
        first = [values[q] for q in values]
        second = [old.values[measure][q] for q in values]
        change = sum(first) / len(first) - sum(second) / len(second)
        lines.append(f"  {measure}: {change:+.3f} (p = {randomization_p(first, second):.3f})")
    changes = changed(summary.values["nDCG@10"], old.values["nDCG@10"])
    for word, sign in (("gained", 1), ("lost", -1)):
        named = [f"{q} {change:+.2f}" for q, change in changes if sign * change > 0]
        lines.append(f"  {word}: " + (", ".join(named) or "none"))
    return "\n".join(lines) + "\n"


def changed(new: Mapping[str, float], old: Mapping[str, float]) -> list[tuple[str, float]]:
    """The questions whose figure changed noticeably, by how much, greatest change first."""
    changes = [(query, value - old[query]) for query, value in new.items()]
    noticed = [one for one in changes if abs(one[1]) > NOTICED]
    return sorted(noticed, key=lambda one: -abs(one[1]))


def median_ms(run: Run) -> float:
    """The median time of a question in milliseconds; not a number where none was taken."""
    ordered = sorted(run.seconds.values())
    return 1000 * ordered[len(ordered) // 2] if ordered else float("nan")


def _cell(one: Interval) -> str:
    if math.isnan(one.mean):
        return "–"
    return f"{one.mean:.3f} [{one.low:.2f}, {one.high:.2f}]"
