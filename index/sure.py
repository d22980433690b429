"""What is known of a question and its first hits, for the confidence that the reports answer.

A question that the reports do not answer still has hits, and near misses have good ones: the
subject is there, the fact is not. So the columns say not only how well the first hits match, but
what of the question they leave unmatched. index/confidence.py weighs them.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import Language
from index.evidence import FEATURES, Found
from index.rank import Head, Question
from index.wanted import Wanted

Floats = npt.NDArray[np.float32]

FIRST: Final = 5
"""Hits that are looked at."""

_FEW: Final = 3

_MATCHES: Final = ("dense", "lexical", "concepts", "concepts_most", "clause", "pieces", "length")
_HAVE: Final = ("date", "number", "names", "definition", "purpose", "period", "mentioned")

_MISSING: Final = 0.3
"""A concept is missing where less than this share of it is there."""

COLUMNS: Final = (
    "sum:first",
    "sum:first-second",
    "sum:first-last",
    "sum:all",
    *(f"{name}:{part}" for name in _MATCHES for part in ("first", "few", "mean", "head")),
    *(f"{name}:{part}" for name in _HAVE for part in ("first", "few")),
    "missing:share",
    "missing:one",
    "missing:two",
    "missing:count",
    "missing:all",
    "missing:first-one",
    "missing:first-all",
    "missing:first-count",
    "missing:head",
    "concepts:count",
    "terms:count",
    "terms:ideal",
    "asks",
    "elsewhere",
    "session",
    *(f"wanted:{one.value}" for one in Wanted),
    *(f"language:{one.value}" for one in Language),
)
"""The columns of `describe`, in order."""

_MATCH_PLACES: Final = [FEATURES.index(name) for name in _MATCHES]
_HAVE_PLACES: Final = [FEATURES.index(name) for name in _HAVE]


def describe(question: Question, head: Head, ideal: float) -> Floats:
    """The columns for one question, float32 (len(COLUMNS),).

    ``head`` are the candidates looked at again, best first, at least one; ``ideal`` what a
    paragraph would score among words that has all of the question's.
    """
    sums, rows = head.sums, head.rows
    last = sums[min(len(sums), FIRST) - 1]
    second = sums[min(len(sums), 2) - 1]
    values = [
        float(sums[0]),
        float(sums[0] - second),
        float(sums[0] - last),
        float(sums.max() + np.log(np.exp(sums - sums.max()).sum())),
    ]
    few, first = rows[:_FEW], rows[:FIRST]
    matches = (rows[0], few.max(axis=0), first.mean(axis=0), rows.max(axis=0))
    values += np.stack(matches, axis=1)[_MATCH_PLACES].ravel().tolist()
    values += np.stack((rows[0], few.mean(axis=0)), axis=1)[_HAVE_PLACES].ravel().tolist()
    values += _missing(head.found)
    values += [
        float(len(question.concepts)),
        float(len(question.terms.words)),
        ideal,
        float(question.asks),
        float(question.citations.elsewhere),
        float(bool(question.reports)),
        *(float(one in question.wanted) for one in Wanted),
        *(float(question.language is one) for one in Language),
    ]
    return np.array(values, dtype=np.float32)


def _missing(found: Found) -> list[float]:
    """What the first hits lack of the question's concepts, by weight and by number."""
    shares, rarity = found.shares, found.rarity
    if not len(rarity):
        return [0.0] * 9
    together = shares[:FIRST].max(axis=0)
    lacking = np.sort((1 - together) * rarity)[::-1]
    alone = np.sort((1 - shares[0]) * rarity)[::-1]
    return [
        float(lacking.sum() / max(float(rarity.sum()), 1e-9)),
        float(lacking[0]),
        float(lacking[:2].sum()),
        float((together < _MISSING).sum()),
        float(lacking.sum()),
        float(alone[0]),
        float(alone.sum()),
        float((shares[0] < _MISSING).sum()),
        float(shares.max(axis=0).min()),
    ]
