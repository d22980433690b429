"""Tune the student on questions: each must pick the paragraphs that answer it out of all others.

A text's vector knows what a text is about, not what people call it. So every question is held
against every paragraph of the reports at once, and the softmax over all of them must give the
judged ones their share (Karpukhin et al., "Dense Passage Retrieval", EMNLP 2020, with the whole
corpus as negatives). At the same time, and with the same vectors, it must pick them piece by piece
(index/training/interaction.py), since the second look compares pieces. Only pieces that occur in
the questions or in the reports move, and those of the questions are held back towards where they
were.

The questions are those of a set in the BEIR layout that was written to fit on and is never measured
on. For the second look (eval/fit.py) the same is done in folds: a model that has not seen a
question says what the final one is worth for a question that it has not seen.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from corpus.model import Paragraph
from index.passages import build_passages
from index.recipe import CONTEXT_SHARE
from index.training.interaction import Interaction, choices
from index.training.student import Bags, Cut, Ids, cut_into, tokenized

Floats = npt.NDArray[np.float32]

_CITATION = "citation"
"""Questions of this kind name their paragraph: the encoder never sees what they cite."""

_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Tuning:
    """Everything a run depends on besides its inputs.

    ``rate`` is Adam's, in shares of a piece's length; ``pull`` is what it costs to move a piece of
    a question by its own length, squared. ``piecewise`` weighs the choice by pieces against the one
    by whole texts; its paragraphs are the judged ones and at least ``others`` of the ``nearest``
    ones. Its temperature is learned, from exp(-``sharpness``) on. The result is the
    mean of some ``runs`` in another order each (Wortsman et al., "Model soups", ICML 2022).
    """

    runs: int = 2

    rounds: int = 2
    batch: int = 32
    rate: float = 0.002
    pull: float = 1.0
    temperature: float = 0.07
    piecewise: float = 1.0
    others: int = 18
    nearest: int = 50
    sharpness: float = 3.0
    sharpness_rate: float = 0.01
    seed: int = 2026


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with the grades, above 0, of the paragraphs by id."""

    id: str
    text: str
    grades: Mapping[str, float]


def read_asked(folder: Path) -> list[Asked]:
    """The answerable questions of a set in the BEIR layout, those that name a paragraph left out.

    Raises OSError, ValueError or KeyError for a set that is not one; `operative eval` says why.
    """
    grades: dict[str, dict[str, float]] = {}
    for path in sorted((folder / "qrels").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if (grade := float(row["score"])) > 0:
                    grades.setdefault(row["query-id"], {})[row["corpus-id"]] = grade
    queries = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in queries]
    return [
        Asked(row["_id"], row["text"], grades[row["_id"]])
        for row in rows
        if row["_id"] in grades and row["metadata"]["kind"] != _CITATION
    ]


def of_paragraphs(asked: Sequence[Asked], known: frozenset[str]) -> list[Asked]:
    """The questions of which all judged paragraphs are among the known ones."""
    return [question for question in asked if question.grades.keys() <= known]


class Reports:
    """The passages of the reports as pieces, and what is compared with a question."""

    def __init__(self, cut: Cut, paragraphs: Sequence[Paragraph]) -> None:
        passages = build_passages(paragraphs)
        contexts = sorted({passage.context for passage in passages})
        rows = {context: row for row, context in enumerate(contexts)}
        self.ordinals = {paragraph.id: n for n, paragraph in enumerate(paragraphs)}
        self._texts = cut([passage.text for passage in passages])
        self._contexts = cut(contexts)
        self._context = torch.tensor([rows[passage.context] for passage in passages])
        self._owner = torch.tensor([passage.paragraph for passage in passages])

    def similarities(self, vectors: torch.Tensor, questions: torch.Tensor) -> torch.Tensor:
        """The cosine of each paragraph's best passage, (questions, paragraphs)."""
        contexts = _embedded(vectors, self._contexts)[self._context]
        texts = _embedded(vectors, self._texts)
        passages = torch.nn.functional.normalize(texts + CONTEXT_SHARE * contexts, dim=1)
        every = questions @ passages.T
        best = torch.full((len(questions), len(self.ordinals)), -1.0)
        owners = self._owner[None].expand(len(questions), -1)
        return best.scatter_reduce(1, owners, every, "amax")


class _Task:
    """The questions, the reports and what it costs to confuse them."""

    def __init__(
        self,
        cut: Cut,
        paragraphs: Sequence[Paragraph],
        asked: Sequence[Asked],
        pieces: int,
        tuning: Tuning,
    ) -> None:
        self._tuning = tuning
        self._random = np.random.default_rng(tuning.seed)
        self._reports = Reports(cut, paragraphs)
        self._interaction = Interaction(cut, paragraphs, pieces)
        self._bags = cut([question.text for question in asked])
        ordinals = self._reports.ordinals
        self._grades = [
            {ordinals[paragraph]: grade for paragraph, grade in question.grades.items()}
            for question in asked
        ]

    def batches(self) -> Iterator[Ids]:
        """All questions once, in an order that chance gives."""
        shuffled = self._random.permutation(len(self._grades))
        for at in range(0, len(shuffled), self._tuning.batch):
            yield shuffled[at : at + self._tuning.batch]

    def pieces(self, chosen: Ids) -> torch.Tensor:
        """The pieces of some questions, each once."""
        return torch.from_numpy(np.unique(self._bags.take(chosen).ids))

    def cost(self, vectors: torch.Tensor, sharpness: torch.Tensor, chosen: Ids) -> torch.Tensor:
        """What some questions cost: the choice by whole texts and the one by pieces."""
        questions = self._bags.take(chosen)
        grades = [self._grades[one] for one in chosen]
        similar = self._reports.similarities(vectors, _embedded(vectors, questions))
        cost = _missed(similar / self._tuning.temperature, _targets(grades, similar.shape[1]))
        nearest = similar.detach().topk(min(self._tuning.nearest, similar.shape[1]), dim=1).indices
        among = choices(
            grades, nearest.numpy(), self._tuning.others, similar.shape[1], self._random
        )
        scores = self._interaction.scores(vectors, questions, among.paragraphs)
        by_pieces = _missed(scores * sharpness.exp(), torch.from_numpy(among.shares))
        return cost + self._tuning.piecewise * by_pieces


def tune(
    vectors: Floats,
    tokenizer: Tokenizer,
    paragraphs: Sequence[Paragraph],
    asked: Sequence[Asked],
    tuning: Tuning,
) -> Floats:
    """The piece vectors after tuning, float32 of the same shape, per-piece weights folded in."""
    used = _pieces_of(tokenizer, paragraphs, asked)
    cut = cut_into(used, tokenizer)
    runs = [
        _tuned(vectors[used], _Task(cut, paragraphs, asked, len(used), one), one)
        for one in (replace(tuning, seed=tuning.seed + n) for n in range(tuning.runs))
    ]
    tuned = vectors.astype(np.float32)
    tuned[used] = np.mean(runs, axis=0)
    return tuned


def _tuned(vectors: Floats, task: _Task, tuning: Tuning) -> Floats:
    """The vectors of the pieces that can move, after one run."""
    torch.manual_seed(tuning.seed)
    start = torch.from_numpy(vectors.astype(np.float32))
    lengths = start.norm(dim=1, keepdim=True).clamp_min(_LEAST)
    moved = torch.nn.Parameter(torch.zeros_like(start))
    sharpness = torch.nn.Parameter(torch.tensor(tuning.sharpness))
    optimizer = torch.optim.Adam(
        [
            {"params": [moved], "lr": tuning.rate},
            {"params": [sharpness], "lr": tuning.sharpness_rate},
        ]
    )
    for _ in range(tuning.rounds):
        for chosen in task.batches():
            cost = task.cost(start + moved * lengths, sharpness, chosen)
            loss = cost + tuning.pull * moved[task.pieces(chosen)].square().sum(dim=1).mean()
            optimizer.zero_grad()
            torch.autograd.backward([loss])
            optimizer.step()
    with torch.no_grad():
        return np.asarray((start + moved * lengths).numpy())


def _pieces_of(
    tokenizer: Tokenizer, paragraphs: Sequence[Paragraph], asked: Sequence[Asked]
) -> Ids:
    """All pieces that can move, ascending: the table that is tuned is a third of the whole."""
    passages = build_passages(paragraphs)
    texts = {text for passage in passages for text in (passage.text, passage.context)}
    texts |= {paragraph.text for paragraph in paragraphs}
    texts |= {question.text for question in asked}
    return np.unique(tokenized(tokenizer, sorted(texts)).ids)


def _missed(scores: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """The mean cross-entropy of each row's softmax against the shares that are right."""
    return -(shares * torch.log_softmax(scores, dim=1)).sum(dim=1).mean()


def _embedded(vectors: torch.Tensor, bags: Bags) -> torch.Tensor:
    """Unit vectors of texts; a text without pieces gives 0."""
    summed = torch.nn.functional.embedding_bag(
        torch.from_numpy(bags.ids), vectors, torch.from_numpy(bags.starts[:-1]), mode="sum"
    )
    return torch.nn.functional.normalize(summed, dim=1)


def _targets(grades: Sequence[Mapping[int, float]], paragraphs: int) -> torch.Tensor:
    """Each question's grades, by ordinal, as shares: (questions, paragraphs)."""
    targets = torch.zeros((len(grades), paragraphs))
    for row, judged in enumerate(grades):
        targets[row, list(judged)] = torch.tensor(list(judged.values()))
    return targets / targets.sum(dim=1, keepdim=True)


def without_fold(asked: Sequence[Asked], fold: int, folds: int) -> tuple[list[Asked], list[str]]:
    """The questions outside a fold, and the ids of those in it: every ``folds``-th."""
    inside = [question.id for question in asked[fold::folds]]
    return [question for n, question in enumerate(asked) if n % folds != fold], inside
