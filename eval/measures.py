"""Measures of ranking and of answering, per question and as means over slices.

Ranking: ir-measures (MacAvaney, Macdonald and Ounis, ECIR 2022). A question with no hit scores 0
and is never skipped. Unanswerable questions have no ranking; they count for answering only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, R, Success, nDCG

MEASURES = {
    "nDCG@10": nDCG @ 10,  # Järvelin and Kekäläinen, 2002; gains are the grades
    "MRR@10": RR @ 10,
    "recall@10": R @ 10,
    "success@1": Success(rel=2) @ 1,  # an answer, not only a help, comes first
    "success@5": Success(rel=2) @ 5,
}

RESAMPLES = 2000
SEED = 20241018


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its bootstrap 95 % interval."""

    mean: float
    low: float
    high: float


def per_question(
    qrels: Mapping[str, Mapping[str, int]], run: Mapping[str, Sequence[tuple[str, float]]]
) -> dict[str, dict[str, float]]:
    """Each measure's value for each answerable question: {measure: {question: value}}."""
    judged = {query: dict(row) for query, row in qrels.items() if row}
    ranked = {
        query: {paragraph: float(-rank) for rank, (paragraph, _) in enumerate(run.get(query, ()))}
        for query in judged
    }
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(judged, 0.0) for name in MEASURES}
    names = {str(measure): name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), judged, ranked):
        values[names[str(metric.measure)]][metric.query_id] = metric.value
    return values


def interval(values: Sequence[float], seed: int = SEED) -> Interval:
    """The mean of per-question values and its percentile bootstrap interval (Efron, 1979)."""
    array = np.asarray(values, dtype=np.float64)
    if array.size == 0:
        return Interval(float("nan"), float("nan"), float("nan"))
    draws = np.random.default_rng(seed).integers(0, array.size, (RESAMPLES, array.size))
    low, high = np.quantile(array[draws].mean(axis=1), [0.025, 0.975])
    return Interval(float(array.mean()), float(low), float(high))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative, ties counting half (0..1).

    Mann and Whitney, 1947. NaN when either side is empty.
    """
    if not positive or not negative:
        return float("nan")
    above = np.subtract.outer(np.asarray(positive), np.asarray(negative))
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def brier(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The mean squared distance of probabilities from what happened, 0..1 (Brier, 1950).

    0.25 is what a constant 0.5 gets. NaN when there are none.
    """
    misses = [*((1 - p) ** 2 for p in positive), *(p**2 for p in negative)]
    return float(np.mean(misses)) if misses else float("nan")


def randomization_p(
    first: Sequence[float], second: Sequence[float], seed: int = SEED, rounds: int = 10000
) -> float:
    """Two-sided paired randomization test of equal means (Smucker, Allan and Carterette, 2007)."""
    difference = np.asarray(first) - np.asarray(second)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (rounds, difference.size))
    drawn = np.abs((signs * difference).mean(axis=1))
    return float((np.sum(drawn >= abs(difference.mean()) - 1e-12) + 1) / (rounds + 1))
