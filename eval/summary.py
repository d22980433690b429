"""What a run is worth: means with intervals over all, per language and per kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval.dataset import Dataset, Query
from eval.measures import MEASURES, Interval, auroc, interval, per_question
from eval.run import Run

UNANSWERABLE = "unanswerable"
CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Slice:
    """One row of the table: a set of questions and the mean of each measure over them."""

    name: str
    questions: int
    means: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Answering:
    """How well the service knows what it cannot answer.

    ``auroc`` of confidence, answerable questions against the others; ``false_answers`` the share
    of unanswerable questions called answerable; ``false_refusals`` the converse.
    """

    auroc: float
    false_answers: float
    false_refusals: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report or a gate says of a run."""

    slices: tuple[Slice, ...]
    answering: Answering
    named_first: float
    values: Mapping[str, Mapping[str, float]]

    def mean(self, measure: str, slice_: str = "all") -> float:
        """One mean, by the names that the table shows."""
        return next(row for row in self.slices if row.name == slice_).means[measure].mean


def summarise(dataset: Dataset, run: Run) -> Summary:
    """The summary of a run over a set."""
    values = per_question(dataset.qrels, run.ranked)
    judged = [query for query in dataset.queries if dataset.qrels[query.id]]
    slices = [_slice("all", judged, values)]
    keys: tuple[Callable[[Query], str], ...] = (lambda q: q.language.value, lambda q: q.kind)
    for key in keys:
        slices += [
            _slice(name, [q for q in judged if key(q) == name], values)
            for name in dict.fromkeys(key(query) for query in judged)
        ]
    named = [values["success@1"][q.id] for q in judged if q.kind == CITATION]
    return Summary(
        tuple(slices),
        _answering(dataset, run),
        sum(named) / len(named) if named else float("nan"),
        values,
    )


def _slice(name: str, queries: list[Query], values: Mapping[str, Mapping[str, float]]) -> Slice:
    means = {
        measure: interval([values[measure][query.id] for query in queries]) for measure in MEASURES
    }
    return Slice(name, len(queries), means)


def _answering(dataset: Dataset, run: Run) -> Answering:
    answerable = [q.id for q in dataset.queries if dataset.qrels[q.id]]
    not_ = [q.id for q in dataset.queries if not dataset.qrels[q.id]]
    said = run.answerable
    return Answering(
        auroc([run.confidence[q] for q in answerable], [run.confidence[q] for q in not_]),
        sum(said[q] for q in not_) / len(not_) if not_ else float("nan"),
        sum(not said[q] for q in answerable) / len(answerable) if answerable else float("nan"),
    )


def as_markdown(summary: Summary, run: Run, title: str) -> str:
    """The summary as a Markdown table with 95 % intervals."""
    lines = [f"## {title}", "", "| questions | n | " + " | ".join(MEASURES) + " |"]
    lines.append("|" + "---|" * (len(MEASURES) + 2))
    for row in summary.slices:
        cells = " | ".join(
            f"{one.mean:.3f} [{one.low:.2f}, {one.high:.2f}]" for one in row.means.values()
        )
        lines.append(f"| {row.name} | {row.questions} | {cells} |")
    said = summary.answering
    lines += [
        "",
        f"Named citation first: {summary.named_first:.3f}.",
        (
            f"Answering: AUROC {said.auroc:.3f}, false answers {said.false_answers:.3f}, "
            f"false refusals {said.false_refusals:.3f}."
        ),
    ]
    if run.seconds:
        ordered = sorted(run.seconds.values())
        middle = 1000 * ordered[len(ordered) // 2]
        lines.append(f"Median time per question {middle:.1f} ms (a side figure; see bench).")
    return "\n".join(lines) + "\n"
