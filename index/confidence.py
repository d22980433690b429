"""How sure it is that the reports answer a question.

With the bundled encoder the confidence is a probability, fitted on judged questions that the
reports answer and others that they do not (`confidence_of`; index/sure.py has what it stands on,
docs/ranking.md how well it tells them apart).

With another encoder, for which nothing was fitted, a scale stands in. Three signals, and the
confidence rises with each of them:

    dense      the best similarity, on a scale that the index carries: 0 where everyday questions
               are on average, 1/2 two standard deviations above that, 1 where a clause finds its
               own paragraph (median)
    lexical    the share of the question's word weight that one of the first hits has; what is
               above COVERED_FROM counts, up to LEXICAL_MOST
    citation   a paragraph named and found makes it sure; named and not there, next to nothing

Dense and lexical evidence are joined as independent: 1 - (1 - dense)(1 - lexical). A question on
the reports' topics that they happen not to answer is not told from one that they do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnusable
from corpus.model import Language
from index.everyday import EVERYDAY
from index.rerank import Weights

Floats = npt.NDArray[np.float32]

ANSWERABLE_FROM: Final = 0.5
"""More similar than everyday questions are by chance (1 in 40), or most of its words found."""

CITED: Final = 1.0
NAMED_IN_VAIN: Final = 0.05
NOTHING_FOUND: Final = 0.0

COVERED_FROM: Final = 0.5
"""Up to half of a question's words stand in some paragraph by chance."""

LEXICAL_MOST: Final = 0.8
"""All the words together may still be about something else."""

_DEVIATIONS: Final = 2.0
_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Level:
    """The similarities that make a dense evidence of 0 and of 1/2."""

    none: float
    half: float


@dataclass(frozen=True, slots=True)
class Scale:
    """What similarities mean in one index: a level per language, and the one that makes 1."""

    levels: Mapping[Language, Level]
    full: float

    def dense_evidence(self, similarity: float, language: Language) -> float:
        """Evidence of a best similarity, 0 to 1, rising with it."""
        level = self.levels[language]
        full = max(self.full, level.half + 10**-_DECIMALS)
        return float(np.interp(similarity, (level.none, level.half, full), (0.0, 0.5, 1.0)))

    def to_bytes(self) -> bytes:
        """As JSON, rounded so that it does not depend on the order of a sum."""
        levels = {
            language.value: [round(level.none, _DECIMALS), round(level.half, _DECIMALS)]
            for language, level in self.levels.items()
        }
        state = {"full": round(self.full, _DECIMALS), "levels": levels}
        return json.dumps(state, indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Scale:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            state = json.loads(content)
            levels = {Language(key): Level(*value) for key, value in state["levels"].items()}
            return cls({language: levels[language] for language in Language}, state["full"])
        except (ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"scale: {error!r}; run `operative index`") from None


def measure_scale(
    encode: Callable[[Sequence[str]], Floats], best: Callable[[Floats], float], own: Floats
) -> Scale:
    """Measure an index's scale.

    ``encode`` turns questions into vectors, ``best`` gives a vector's best similarity to any
    passage, ``own`` are the similarities of clauses to their own paragraphs.
    """
    levels = {}
    for language, questions in EVERYDAY.items():
        found = np.array([best(vector) for vector in encode(questions)], dtype=np.float64)
        none, spread = float(found.mean()), float(found.std())
        levels[language] = Level(none, none + max(_DEVIATIONS * spread, 10**-_DECIMALS))
    return Scale(levels, float(np.median(own)) if len(own) else 1.0)


def confidence_of(weights: Weights, columns: Floats, vector: Floats) -> float:
    """The fitted probability that the reports answer, 0 to 1.

    ``columns`` are index/sure.py's for the question, ``vector`` is its vector: what a question is
    about says much of whether reports of this kind answer it.
    """
    total = float(weights.sure(columns[None, :])[0]) + float(weights.vector @ vector)
    return float(weights.confidence(np.array([total], dtype=np.float32))[0])


def judge(dense: float, coverage: float) -> float:
    """Join the dense evidence and the coverage of the question's words, each 0 to 1."""
    lexical = LEXICAL_MOST * max(0.0, coverage - COVERED_FROM) / (1 - COVERED_FROM)
    return 1 - (1 - dense) * (1 - lexical)
