"""Fit the weights of the second look and of the confidence.

    python -m eval.fit [--unseen WORK]

    questions of the fitting set and of the training split
      → evidence of the first candidates       index/evidence.py
      → order: a listwise softmax              index/rerank.py
      → what is known of each question         index/sure.py
      → confidence: a logistic regression, then Platt's step on held-out sums
      → index/models/ranking.json

The test split is not read. Everything is fitted in folds first, by the part of the reports that a
question was written from (the beginning of its id): what is printed was measured on questions whose
fold had no part in the fit, and the confidence is fitted on evidence that was ordered by weights
that had not seen the question.

WORK has the models that `python -m index.training tune` left: the evidence for a question is then
gathered with the model that has not seen it (eval/unseen.py).
"""

from __future__ import annotations

import argparse
import functools
import itertools
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from corpus.errors import OperativeError
from eval.command import INDEX, Held
from eval.dataset import BUNDLED, GRADES, Dataset, Query
from eval.markdown import as_markdown
from eval.measures import auroc
from eval.run import Run, asking, run_queries
from eval.summary import summarise
from eval.unseen import Source, chosen_of, joined, sources
from index.encoder import is_tuned
from index.evidence import FEATURES
from index.model import Part
from index.rank import Head, Question
from index.rerank import BUNDLED as WEIGHTS
from index.rerank import Linear, Sigmoid, Weights
from index.search import Searcher
from index.sure import COLUMNS

Floats = npt.NDArray[np.float64]

FITTING: Final = tuple(
    Path(__file__).parent / "sets" / name for name in ("ctoc-cop-fit", "ctoc-cop-more")
)
"""Questions that were written to fit on, and are never measured on."""

FOLDS: Final = 7

ORDER_RIDGE: Final = 0.01
"""What the squared weights of the order cost, columns standardised; 0.001 to 0.03 fit alike."""

SURE_RIDGE: Final = 30.0
"""The same for the confidence, per question; 10 to 100 fit alike."""

VECTOR_SCALE: Final = 6.0
"""How far a question's vector is stretched beside standardised columns, so that it costs less."""

_LEAST: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Example:
    """One question as the searcher sees it, with the grades of its candidates.

    ``head`` has the candidates by the legs' ranking; ``grades`` float64 (candidates,).
    ``overruled`` says that a citation decides, so that there is no confidence to fit.
    """

    query: Query
    fold: int
    question: Question
    head: Head
    grades: Floats
    answerable: bool
    overruled: bool


def read_examples(
    searcher: Searcher, held: Held, data: Dataset, parts: Sequence[str]
) -> list[Example]:
    """Every question of a set that has any candidates; ``parts`` are those of all sets."""
    ids = list(held.paragraphs)
    examples = []
    for query in data.queries:
        question, ranking = searcher.examine(query.text)
        head = ranking.head
        if head is None:
            continue
        judged = data.qrels[query.id]
        grades = [float(judged.get(ids[ordinal], 0)) for ordinal in head.ordinals.tolist()]
        cited = question.citations
        examples.append(
            Example(
                query,
                parts.index(part_of(query)) % FOLDS,
                question,
                head,
                np.array(grades),
                bool(judged),
                bool(cited.named) or cited.in_vain,
            )
        )
    return examples


def part_of(query: Query) -> str:
    """The part of the reports that a question was written from."""
    return query.id.split("-")[0]


def fit_order(examples: Sequence[Example]) -> Linear:
    """Weights under which the grades' share of each question's softmax is greatest."""
    used = [example for example in examples if example.grades.any()]
    rows = [example.head.rows.astype(np.float64) for example in used]
    every = np.vstack(rows)
    mean, scale = every.mean(axis=0), np.maximum(every.std(axis=0), _LEAST)
    lists = [(one - mean) / scale for one in rows]
    targets = [example.grades / example.grades.sum() for example in used]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for standard, target in zip(lists, targets, strict=True):
            sums = standard @ weights
            sums -= sums.max()
            shares = np.exp(sums) / np.exp(sums).sum()
            total -= float(target @ np.log(shares + 1e-300))
            slope += standard.T @ (shares - target)
        cost = ORDER_RIDGE * float(weights @ weights)
        return total / len(lists) + cost, slope / len(lists) + 2 * ORDER_RIDGE * weights

    found = minimize(loss, np.zeros(every.shape[1]), jac=True, method="L-BFGS-B")
    return _linear(FEATURES, mean, scale, found.x)


def fit_answer(examples: Sequence[Example], order: Linear) -> Sigmoid:
    """How probable a candidate's sum makes it that the paragraph answers."""
    sums = np.concatenate([order(example.head.rows) for example in examples])
    right = np.concatenate([example.grades >= max(GRADES) for example in examples])
    return _platt(sums.astype(np.float64), right)


@dataclass(frozen=True, slots=True)
class Described:
    """What the confidence is fitted on: columns, vectors and whether the reports answer."""

    examples: tuple[Example, ...]
    columns: Floats
    vectors: Floats
    true: npt.NDArray[np.bool_]
    folds: npt.NDArray[np.int64]


def describe_all(
    searcher: Searcher, examples: Sequence[Example], orders: Mapping[int, Linear]
) -> Described:
    """The columns of every question, its candidates ordered by weights of the other folds."""
    used = tuple(example for example in examples if not example.overruled)
    columns = [searcher.describe(one.question, ordered(one.head, orders[one.fold])) for one in used]
    return Described(
        used,
        np.array(columns, dtype=np.float64),
        np.array([one.question.vector for one in used], dtype=np.float64),
        np.array([one.answerable for one in used]),
        np.array([one.fold for one in used]),
    )


def ordered(head: Head, order: Linear) -> Head:
    """The same candidates, best first by other weights."""
    sums = order(head.rows)
    best = np.argsort(-sums, kind="stable")
    found = type(head.found)(head.found.shares[best], head.found.rarity)
    return Head(head.ordinals[best], head.rows[best], sums[best], found)


def fit_sure(data: Described, chosen: npt.NDArray[np.bool_]) -> tuple[Linear, Floats]:
    """The weights of the columns and of the vector, for the chosen questions."""
    columns, vectors = data.columns[chosen], data.vectors[chosen]
    mean, scale = columns.mean(axis=0), np.maximum(columns.std(axis=0), _LEAST)
    rows = np.hstack([(columns - mean) / scale, VECTOR_SCALE * vectors])
    model = LogisticRegression(C=1 / SURE_RIDGE, max_iter=5000)
    model.fit(rows, data.true[chosen])
    weights = model.coef_[0]
    split = columns.shape[1]
    sure = _linear(COLUMNS, mean, scale, weights[:split], float(model.intercept_[0]))
    return sure, VECTOR_SCALE * weights[split:]


def held_out_sums(data: Described) -> Floats:
    """Each question's sum by weights that were fitted without its fold."""
    sums = np.zeros(len(data.true))
    for fold in range(FOLDS):
        inside = data.folds == fold
        if inside.any():
            sure, vector = fit_sure(data, ~inside)
            sums[inside] = _sums(data, inside, sure, vector)
    return sums


def least_confidence(sure: Sequence[float], unsure: Sequence[float]) -> float:
    """From where on to call a question answerable: where the two kinds of error are fewest.

    Both are counted as shares, false answers of the unanswerable questions and false refusals of
    the others, so that it does not matter how many of each were written (Youden, 1950).
    """
    levels = np.linspace(0.05, 0.95, 181)
    errors = [
        float(np.mean(np.array(unsure) >= level) + np.mean(np.array(sure) < level))
        for level in levels
    ]
    return float(levels[int(np.argmin(errors))])


def fit(searcher: Searcher, examples: Sequence[Example]) -> tuple[Weights, dict[int, Weights]]:
    """The weights, and for each fold those that were fitted without it."""
    orders = {
        fold: fit_order([one for one in examples if one.fold != fold]) for fold in range(FOLDS)
    }
    data = describe_all(searcher, examples, orders)
    sums = held_out_sums(data)
    platt = _platt(sums, data.true)
    said = platt(sums.astype(np.float32)).astype(np.float64)
    level = least_confidence(said[data.true].tolist(), said[~data.true].tolist())
    separated = auroc(said[data.true].tolist(), said[~data.true].tolist())
    print(f"confidence, held out: AUROC {separated:.3f}, answerable from {level:.3f}")  # noqa: T201 - a command prints

    def whole(order: Linear, inside: npt.NDArray[np.bool_]) -> Weights:
        sure, vector = fit_sure(data, inside)
        return Weights(
            encoder=searcher.encoder.revision,
            order=order,
            answer=fit_answer(examples, order),
            sure=sure,
            vector=vector.astype(np.float32),
            confidence=platt,
            answerable_from=level,
        )

    folds = {fold: whole(orders[fold], data.folds != fold) for fold in range(FOLDS)}
    return whole(fit_order(examples), np.ones(len(data.true), dtype=np.bool_)), folds


def measure(
    found: Sequence[Source], folds: Mapping[int, Weights], parts: Sequence[str], name: str
) -> Run:
    """A run in which every question meets weights that were fitted without its fold."""
    runs = []
    for source, (fold, weights) in itertools.product(found, folds.items()):
        queries = source.unseen.queries
        ids = {query.id for query in queries if parts.index(part_of(query)) % FOLDS == fold}
        if ids:
            ask = asking(Searcher.open(source.index, second=weights))
            runs.append(run_queries(chosen_of(source.unseen, ids), ask, name))
    return Run(
        name,
        {q: hits for run in runs for q, hits in run.ranked.items()},
        {q: value for run in runs for q, value in run.confidence.items()},
        {q: value for run in runs for q, value in run.answerable.items()},
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, print what was measured on held-out folds, write the weights."""
    options = argparse.ArgumentParser(
        prog="python -m eval.fit", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    options.add_argument("--index", type=Path, default=INDEX)
    options.add_argument(
        "--set", type=Path, nargs="+", default=FITTING, help="the fitting sets, split fit"
    )
    options.add_argument("--unseen", type=Path, help="folder of models tuned without a fold each")
    options.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = options.parse_args(argv)
    try:
        searcher = _legs(chosen.index)
        _check_unseen(searcher.encoder.name, chosen.unseen)
        held = Held.of(searcher)
        fitting = functools.reduce(joined, [held.load(folder, "fit") for folder in chosen.set])
        training = held.load(BUNDLED, "train")
        parts = sorted({part_of(query) for query in (*fitting.queries, *training.queries)})
        found = sources(chosen.index, chosen.unseen, fitting, training)
        examples = [
            example
            for source in found
            for example in read_examples(_legs(source.index), held, source.unseen, parts)
        ]
        weights, folds = fit(searcher, examples)
        chosen.out.write_text(weights.to_json() + "\n", encoding="utf-8")
        run = measure(found, folds, parts, "held out")
        for name, part in (("fitting set", fitting), ("training split", training)):
            print(as_markdown(summarise(part, run), run, f"{name}, held out"))  # noqa: T201 - a command prints
    except OperativeError as error:
        print(f"eval.fit: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    return 0


def _check_unseen(encoder: str, unseen: Path | None) -> None:
    """Raise OperativeError for an encoder whose own evidence says nothing about the questions."""
    if unseen is None and is_tuned(encoder):
        raise OperativeError(
            f"the encoder {encoder} was tuned on these questions: give --unseen WORK, "
            "the folder of `python -m index.training tune` (docs/training.md)"
        )


def _legs(index: Path) -> Searcher:
    """The legs' ranking of an index, without the second look."""
    return Searcher.open(index, without=frozenset({Part.RERANKING}))


def _sums(data: Described, chosen: npt.NDArray[np.bool_], sure: Linear, vector: Floats) -> Floats:
    columns = sure(data.columns[chosen].astype(np.float32)).astype(np.float64)
    return np.asarray(columns + data.vectors[chosen] @ vector, dtype=np.float64)


def _platt(sums: Floats, true: npt.NDArray[np.bool_]) -> Sigmoid:
    model = LogisticRegression(C=1e6, max_iter=1000)
    model.fit(sums[:, None], true)
    return Sigmoid(float(model.coef_[0, 0]), float(model.intercept_[0]))


def _linear(
    names: tuple[str, ...], mean: Any, scale: Any, weights: Any, bias: float = 0.0
) -> Linear:
    single = [np.asarray(one, dtype=np.float32) for one in (mean, scale, weights)]
    return Linear(names, single[0], single[1], single[2], bias)


if __name__ == "__main__":
    raise SystemExit(main())
