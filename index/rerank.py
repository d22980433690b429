"""The second look: the first candidates put in order by all the evidence, weighed.

    z = w . (rows - mean) / scale          index/evidence.py has the rows

The weights are those of a listwise softmax (ListNet's top-one form, Cao et al., ICML 2007) over
the judged questions that were written for fitting and over the training part of the evaluation
set; docs/ranking.md says what it brings. A second, logistic step on z says how probable it is that
the paragraph is an answer; that is the hit's score.

The weights belong to one encoder, the bundled one, since similarities of another mean something
else. With another the legs' ranking stands: `python -m eval.fit` fits weights for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnusable

Floats = npt.NDArray[np.float32]

BUNDLED: Final = Path(__file__).parent / "models" / "ranking.json"
"""The weights that the repository carries."""

HEAD: Final = 30
"""Candidates that are looked at again: with 50 or 100 the order of the first ten is no better."""


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of named columns, each brought to mean 0 and deviation 1 first."""

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float = 0.0

    def __call__(self, rows: Floats) -> Floats:
        """The sum for each row, float32 (rows,)."""
        standard = (rows - self.mean) / self.scale
        return np.asarray(standard @ self.weights + np.float32(self.bias), dtype=np.float32)

    def to_dict(self) -> dict[str, Any]:
        """Names and numbers; six digits are more than two processors agree on."""
        columns = zip(
            self.names, self.mean.tolist(), self.scale.tolist(), self.weights.tolist(), strict=True
        )
        return {
            "bias": _rounded(self.bias),
            "columns": {name: [*map(_rounded, numbers)] for name, *numbers in columns},
        }

    @classmethod
    def from_dict(cls, table: Mapping[str, Any], names: Sequence[str]) -> Linear:
        """Read what `to_dict` wrote; raise ValueError if the columns are not ``names``."""
        columns: Mapping[str, Sequence[float]] = table["columns"]
        if list(columns) != list(names):
            odd = sorted(set(columns) ^ set(names)) or "their order"
            raise ValueError(f"the columns are not those of this version: {odd}")
        numbers = np.array([columns[name] for name in names], dtype=np.float32).reshape(-1, 3)
        return cls(tuple(names), numbers[:, 0], numbers[:, 1], numbers[:, 2], float(table["bias"]))


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """A sum as a probability, 1 / (1 + exp(-(slope z + offset))): Platt, 1999."""

    slope: float
    offset: float

    def __call__(self, z: Floats) -> Floats:
        """Between 0 and 1, never quite either."""
        power = np.clip(self.slope * z + self.offset, -30, 30)
        return np.asarray(1 / (1 + np.exp(-power)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that was fitted for one encoder.

    ``order`` sums a candidate's evidence, ``answer`` makes a probability of it; ``sure`` sums what
    is known of a question and its hits, ``vector`` adds the part of the question's own vector, and
    ``confidence`` makes a probability of both. ``answerable_from`` is the least confidence with
    which a question is called answerable.
    """

    encoder: str
    order: Linear
    answer: Sigmoid
    sure: Linear
    vector: Floats
    confidence: Sigmoid
    answerable_from: float

    def to_json(self) -> str:
        """Everything, a line to a column."""
        table = {
            "encoder": self.encoder,
            "answerable_from": _rounded(self.answerable_from),
            "answer": [_rounded(self.answer.slope), _rounded(self.answer.offset)],
            "confidence": [_rounded(self.confidence.slope), _rounded(self.confidence.offset)],
            "order": self.order.to_dict(),
            "sure": self.sure.to_dict(),
            "vector": [_rounded(one) for one in self.vector.tolist()],
        }
        return json.dumps(table, indent=1)

    @classmethod
    def from_json(cls, text: str, order: Sequence[str], sure: Sequence[str]) -> Weights:
        """Read what `to_json` wrote; raise ValueError or KeyError if it is something else."""
        table = json.loads(text)
        return cls(
            encoder=str(table["encoder"]),
            order=Linear.from_dict(table["order"], order),
            answer=Sigmoid(*map(float, table["answer"])),
            sure=Linear.from_dict(table["sure"], sure),
            vector=np.array(table["vector"], dtype=np.float32),
            confidence=Sigmoid(*map(float, table["confidence"])),
            answerable_from=float(table["answerable_from"]),
        )


def open_weights(
    path: Path, encoder: str, order: Sequence[str], sure: Sequence[str]
) -> Weights | None:
    """The weights in a file, None if they are of another encoder.

    Raises IndexUnusable for a file that is missing or holds something else.
    """
    try:
        weights = Weights.from_json(path.read_text(encoding="utf-8"), order, sure)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"ranking weights: {path}: {error!r}") from None
    return weights if weights.encoder == encoder else None


def _rounded(number: float) -> float:
    return float(f"{number:.6g}")
