"""Fit the weights by which an instrument is recognised that a question names by its subject.

    python -m eval.fit_subjects

    questions of the fitting split that name a paragraph, or none of the corpus
      → what speaks for each candidate, and for none of them     index/subjects.py
      → a softmax over them, fitted by its logarithmic loss
      → index/models/subjects.json

What is printed was measured in folds, on questions that had no part in the fit. The test split is
not read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from corpus.errors import OperativeError
from eval.command import INDEX, Held
from eval.dataset import Dataset, Query
from index.rerank import Linear
from index.search import Searcher
from index.subjects import BUNDLED as WEIGHTS
from index.subjects import CLEAR, COLUMNS, NONE_COLUMNS, Choice, SubjectWeights

Floats = npt.NDArray[np.float64]

NAMED: Final = Path(__file__).parent / "sets" / "ctoc-cop-named"
"""Questions that name a paragraph; the split "fit" is fitted on, "test" is only measured."""

FOLDS: Final = 7

RIDGE: Final = 0.003
"""What the squared weights cost, columns standardised; 0.001 to 0.03 fit alike."""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates; ``right`` are the rows of those that are meant."""

    query: Query
    choice: Choice
    right: tuple[int, ...]


def read_examples(searcher: Searcher, held: Held, data: Dataset) -> list[Example]:
    """Every question of a set that names an instrument by its subject.

    One whose paragraph is not among its candidates teaches nothing and is left out.
    """
    ids = list(held.paragraphs)
    examples = []
    for query in data.queries:
        choice = searcher.choice(query.text)
        if choice is None:
            continue
        judged = data.qrels[query.id]
        rows = [n for n, one in enumerate(choice.candidates) if ids[one.paragraphs[0]] in judged]
        if rows or not judged:
            examples.append(Example(query, choice, tuple(rows)))
    return examples


def fit(examples: Sequence[Example]) -> SubjectWeights:
    """Weights under which what is meant has the greatest probability."""
    every = np.vstack([one.choice.rows for one in examples]).astype(np.float64)
    mean, scale = every.mean(axis=0), np.maximum(every.std(axis=0), _LEAST)
    lists = [(one.choice.rows - mean) / scale for one in examples]
    nones = [np.append(one.choice.none, 1.0).astype(np.float64) for one in examples]
    split = len(COLUMNS)

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, none, example in zip(lists, nones, examples, strict=True):
            sums = np.append(rows @ weights[:split], none @ weights[split:])
            shares = np.exp(sums - sums.max())
            shares /= shares.sum()
            target = np.zeros_like(shares)
            target[list(example.right) or [-1]] = 1 / max(1, len(example.right))
            total -= float(target @ np.log(shares + 1e-300))
            slope[:split] += rows.T @ (shares - target)[:-1]
            slope[split:] += none * (shares - target)[-1]
        cost = RIDGE * float(weights @ weights)
        return total / len(lists) + cost, slope / len(lists) + 2 * RIDGE * weights

    found = minimize(loss, np.zeros(split + len(NONE_COLUMNS) + 1), jac=True, method="L-BFGS-B").x
    zeros, ones = np.zeros(len(NONE_COLUMNS)), np.ones(len(NONE_COLUMNS))
    return SubjectWeights(
        _linear(COLUMNS, mean, scale, found[:split], 0.0),
        _linear(NONE_COLUMNS, zeros, ones, found[split:-1], float(found[-1])),
    )


def _linear(
    names: tuple[str, ...], mean: Floats, scale: Floats, weights: Floats, bias: float
) -> Linear:
    single = [one.astype(np.float32) for one in (mean, scale, weights)]
    return Linear(names, single[0], single[1], single[2], bias)


def report(examples: Sequence[Example]) -> str:
    """What the weights are worth for questions that had no part in the fit."""
    right = clear = wrong = taken = 0
    named = [one for one in examples if one.right]
    for fold in range(FOLDS):
        weights = fit([one for n, one in enumerate(examples) if n % FOLDS != fold])
        for example in examples[fold::FOLDS]:
            shares = weights.probabilities(example.choice)[:-1]
            best = int(np.argmax(shares)) if len(shares) else -1
            sure = best >= 0 and float(shares[best]) >= CLEAR
            right += best in example.right
            clear += sure and best in example.right
            wrong += sure and bool(example.right) and best not in example.right
            taken += sure and not example.right
    return (
        f"{len(named)} name an instrument by its subject: the most probable is right for {right}, "
        f"cited right {clear}, cited wrong {wrong}; {len(examples) - len(named)} name none: "
        f"cited {taken} (held out)"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print what was measured on held-out folds, write the weights."""
    options = argparse.ArgumentParser(
        prog="python -m eval.fit_subjects", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    options.add_argument("--index", type=Path, default=INDEX)
    options.add_argument("--set", type=Path, default=NAMED, help="questions that name a paragraph")
    options.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = options.parse_args(argv)
    try:
        searcher = Searcher.open(chosen.index)
        held = Held.of(searcher)
        examples = read_examples(searcher, held, held.load(chosen.set, "fit"))
        print(report(examples))  # noqa: T201 - a command prints
        chosen.out.write_text(fit(examples).to_json() + "\n", encoding="utf-8")
    except OperativeError as error:
        print(f"eval.fit_subjects: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
