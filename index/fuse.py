"""The legs become one ranking: a weighted sum of two shares, each between 0 and 1.

    dense     how far the paragraph's similarity stands out among all passages, in standard
              deviations, over STANDOUT
    lexical   its BM25 score over twice what a paragraph with every word of the question once gets

Both are measured against something fixed, not against the best of the same list as in min-max
scaling or rank fusion (Bruch, Gai and Ingber 2023 find the sum of scores better than ranks): a leg
that found next to nothing adds next to nothing, however well it orders it, so a weak leg cannot
drag a strong one down, and where the lexical leg finds nothing the dense one decides alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import Language

Floats = npt.NDArray[np.float32]

STANDOUT: Final = 12.0
"""Standard deviations above the mean passage that make a full dense share; hardly ever reached."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each leg says, 0 or more."""

    dense: float
    lexical: float


CALIBRATED: Final[Mapping[Language, Weights]] = MappingProxyType(
    {
        Language.ZH: Weights(dense=1.0, lexical=1.0),
        Language.EN: Weights(dense=1.0, lexical=1.25),
        Language.FR: Weights(dense=1.0, lexical=1.25),
        Language.ES: Weights(dense=1.0, lexical=1.25),
        Language.RU: Weights(dense=1.0, lexical=1.25),
        Language.AR: Weights(dense=1.0, lexical=1.25),
    }
)
"""Calibrated on the training part of the evaluation set and on the fitting sets, the latter with
encoders that had not seen the question: between 1 and 1.5 they are as good. A foreign question's
lexical share is small, since no paragraph has all the translations of a word."""


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """The weights of the legs by the question's language, and of a mentioned instrument.

    ``mentioned`` is what a paragraph gets, of 1, for belonging to an instrument or a report that
    the question names ("in resolution 8/1, who ..."). ``period`` is by how much more a paragraph
    counts for being of the session or the year that the question names. ``footnote`` is what a
    footnote's score is multiplied by: "General Assembly resolution 70/1." is close to any question
    with "resolution" in it and answers none.

    Calibrated on the training part of the evaluation set: docs/ranking.md has the figures.
    """

    by_language: Mapping[Language, Weights] = field(default_factory=lambda: CALIBRATED)
    mentioned: float = 0.2
    period: float = 0.5
    footnote: float = 0.65


def one_leg(weights: Weights) -> FusionWeights:
    """The same weights of the legs in every language: to measure one leg alone."""
    return FusionWeights(by_language=dict.fromkeys(Language, weights))


DENSE_ALONE: Final = Weights(dense=1.0, lexical=0.0)
WORDS_ALONE: Final = Weights(dense=0.0, lexical=1.0)


def fuse(dense: Floats, lexical: Floats, weights: Weights) -> Floats:
    """Return the weighted mean of the legs' shares, 0 to 1, higher is better."""
    total = weights.dense + weights.lexical
    fused = (weights.dense * dense + weights.lexical * lexical) / (total or 1.0)
    return np.asarray(fused, dtype=np.float32)


def dense_shares(standardised: Floats) -> Floats:
    """Standard deviations above the mean passage as shares, 0 to 1."""
    return np.asarray(np.clip(standardised / STANDOUT, 0, 1), dtype=np.float32)


def lexical_shares(scores: Floats, ideal: float) -> Floats:
    """BM25 scores as shares, 0 to 1; ``ideal`` as in index/lexical.py."""
    if ideal <= 0:
        return np.zeros_like(scores)
    return np.asarray(np.clip(scores / (2 * ideal), 0, 1), dtype=np.float32)
