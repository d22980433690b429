"""Evidence that had not seen the question: an index for each model that was tuned without a fold.

An encoder that was tuned on the fitting set's questions finds these better than any other.
`python -m index.training tune` leaves models that were each tuned without a fold of them.
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from corpus import load_corpus
from corpus.errors import OperativeError
from eval.dataset import Dataset
from index.build import build_index
from index.encoder import load_encoder


@dataclass(frozen=True, slots=True)
class Source:
    """An index, and the questions that its encoder was not tuned on."""

    index: Path
    unseen: Dataset


def sources(index: Path, work: Path | None, fitting: Dataset, training: Dataset) -> list[Source]:
    """Where each question's evidence comes from: the training split's from the index itself.

    ``work`` has a folder ``fold-N`` for each model, with the ids of its questions; the others,
    which no model was tuned on, are dealt out in turn. An index is built for each.
    """
    if work is None:
        return [Source(index, joined(fitting, training))]
    folders = sorted(work.glob("fold-*"))
    if not folders:
        raise OperativeError(f"no folder fold-0, fold-1, … in {work}")
    held = [set(json.loads((one / "questions.json").read_text("utf-8"))) for one in folders]
    tuned = set().union(*held)
    for n, query in enumerate(query for query in fitting.queries if query.id not in tuned):
        held[n % len(held)].add(query.id)
    found = [Source(index, training)]
    for folder, ids in zip(folders, held, strict=True):
        print(f"{folder}: {len(ids)} questions")  # noqa: T201 - a command prints
        build_index(load_corpus(), load_encoder(str(folder)), folder / "index")
        found.append(Source(folder / "index", chosen_of(fitting, ids)))
    return found


def chosen_of(data: Dataset, ids: AbstractSet[str]) -> Dataset:
    """The questions of a set with these ids."""
    queries = tuple(query for query in data.queries if query.id in ids)
    qrels = {query.id: data.qrels[query.id] for query in queries}
    return Dataset(queries, qrels, data.hash, data.reports)


def joined(first: Dataset, second: Dataset) -> Dataset:
    """The questions of both."""
    return Dataset(
        first.queries + second.queries,
        {**first.qrels, **second.qrels},
        first.hash,
        {**first.reports, **second.reports},
    )
