"""What a run is worth: means with intervals over all, by language, kind of question and report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Language
from eval.dataset import Dataset, Query
from eval.measures import MEASURES, Interval, auroc, brier, interval, per_question
from eval.run import Run

UNANSWERABLE = "unanswerable"
CITATION = "citation"

ALL = "all"


@dataclass(frozen=True, slots=True)
class Slice:
    """One row of the table: a set of questions and the mean of each measure over them.

    ``group`` is "all", "language", "kind" or "report".
    """

    group: str
    name: str
    questions: int
    means: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Answering:
    """How well the service knows what it cannot answer.

    ``auroc`` of confidence, answerable questions against the others; ``false_answers`` the share
    of unanswerable questions called answerable; ``false_refusals`` the converse; ``brier`` the mean
    squared distance of confidence from the truth.
    """

    auroc: float
    false_answers: float
    false_refusals: float
    brier: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report or a gate says of a run.

    ``named_first`` is the share of questions of kind citation whose paragraph came first, and
    ``instrument_first`` that of all answerable ones whose first hit is at least of an instrument
    that answers. ``values`` are each measure's values by question.
    """

    slices: tuple[Slice, ...]
    answering: Answering
    named_first: float
    instrument_first: float
    values: Mapping[str, Mapping[str, float]]

    def mean(self, measure: str, name: str = ALL) -> float:
        """One mean, by the names that the table shows."""
        return self.slice(name).means[measure].mean

    def slice(self, name: str) -> Slice:
        """One row of the table."""
        return next(row for row in self.slices if row.name == name)


def summarise(dataset: Dataset, run: Run) -> Summary:
    """The summary of a run over a set."""
    values = per_question(dataset.qrels, run.ranked)
    judged = [query for query in dataset.queries if dataset.qrels[query.id]]
    slices = [
        _slice(group, name, queries, values) for group, name, queries in _slices(dataset, judged)
    ]
    named = [values["success@1"][query.id] for query in judged if query.kind == CITATION]
    instruments = [_right_instrument(dataset, run, query.id) for query in judged]
    return Summary(
        tuple(slices), _answering(dataset, run), _mean(named), _mean(instruments), values
    )


def instrument_of(paragraph: str) -> str:
    """The instrument's part of a paragraph's id; the id itself where it has no parts."""
    return paragraph.partition("/!")[0]


def _slices(
    dataset: Dataset, judged: Sequence[Query]
) -> Iterator[tuple[str, str, Sequence[Query]]]:
    """Groups of answerable questions; one that several reports answer is in each of theirs."""
    yield ALL, ALL, judged
    languages = {query.language for query in judged}
    for language in (language for language in Language if language in languages):
        yield "language", language.value, [q for q in judged if q.language is language]
    for kind in dict.fromkeys(query.kind for query in judged):
        yield "kind", kind, [query for query in judged if query.kind == kind]
    answered = {q.id: {dataset.reports.get(p, "") for p in dataset.answers(q.id)} for q in judged}
    for report in dict.fromkeys(dataset.reports.values()):
        if queries := [query for query in judged if report in answered[query.id]]:
            yield "report", report, queries


def _slice(
    group: str, name: str, queries: Sequence[Query], values: Mapping[str, Mapping[str, float]]
) -> Slice:
    means = {
        measure: interval([values[measure][query.id] for query in queries]) for measure in MEASURES
    }
    return Slice(group, name, len(queries), means)


def _right_instrument(dataset: Dataset, run: Run, query: str) -> float:
    hits = run.ranked.get(query, ())
    right = {instrument_of(paragraph) for paragraph in dataset.answers(query)}
    return float(bool(hits) and instrument_of(hits[0][0]) in right)


def _answering(dataset: Dataset, run: Run) -> Answering:
    answerable = [q.id for q in dataset.queries if dataset.qrels[q.id]]
    not_ = [q.id for q in dataset.queries if not dataset.qrels[q.id]]
    sure = [run.confidence[q] for q in answerable]
    unsure = [run.confidence[q] for q in not_]
    return Answering(
        auroc(sure, unsure),
        _mean([float(run.answerable[q]) for q in not_]),
        _mean([float(not run.answerable[q]) for q in answerable]),
        brier(sure, unsure),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else float("nan")
