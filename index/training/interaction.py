"""Late interaction while training: what index/pieces.py compares, so that it can be learned.

Every piece of a question takes the highest cosine that a piece of a paragraph, or of its context,
has with it. Here that is differentiable, and a question must pick its paragraphs out of a few
others (Khattab and Zaharia, "ColBERT", SIGIR 2020, without a network).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from corpus.model import Paragraph
from index.passages import context_of
from index.pieces import LEADING
from index.training.student import Bags, Cut, Ids

MOST_PIECES = 40
"""Pieces of a question that are compared; longer ones are rare."""

MOST_OWNED = 256
"""Different pieces of a paragraph that are compared: lists of documents have more."""

MOST_RIGHT = 4
"""Judged paragraphs of a question that are compared."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What each question of a batch chooses from, and how: int64 and float32 (questions, n)."""

    paragraphs: Ids
    shares: npt.NDArray[np.float32]


class Interaction:
    """The pieces of all paragraphs, padded with a number past the last piece."""

    def __init__(self, cut: Cut, paragraphs: Sequence[Paragraph], pieces: int) -> None:
        self._none = pieces
        texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
        both = [f"{p.text}\n{context_of(p, texts)}" for p in paragraphs]
        owned = [np.unique(pieces)[:MOST_OWNED] for pieces in cut(both).each()]
        self._lengths = np.array([len(one) for one in owned])
        self._owned = padded(owned, pieces)

    def scores(self, vectors: torch.Tensor, questions: Bags, paragraphs: Ids) -> torch.Tensor:
        """Each paragraph's mean of best cosines, weighted by the pieces' lengths.

        ``paragraphs`` are ordinals, (questions, n); the result is of that shape.
        """
        first = [pieces[:MOST_PIECES] for pieces in questions.each()]
        asked_pieces = padded(first, self._none)
        owned = self._owned[paragraphs][:, :, : max(1, int(self._lengths[paragraphs].max()))]
        both = np.concatenate([asked_pieces.ravel(), owned.ravel()])
        known, places = np.unique(both, return_inverse=True)
        asked = torch.from_numpy(places[: asked_pieces.size].reshape(asked_pieces.shape))
        held = torch.from_numpy(places[asked_pieces.size :].reshape(owned.shape))
        rows = torch.cat([vectors, torch.zeros_like(vectors[:1])])[torch.from_numpy(known)]
        units = torch.nn.functional.normalize(rows[:, :LEADING], dim=1)
        cosines = units[asked] @ units.T  # (questions, pieces of each, known)
        count, chosen, most = held.shape
        flat = held.reshape(count, 1, chosen * most).expand(-1, asked.shape[1], -1)
        each = torch.gather(cosines, 2, flat).reshape(count, -1, chosen, most)
        missing = torch.from_numpy(owned == self._none)[:, None]
        best = each.masked_fill(missing, -1.0).amax(dim=3)
        lengths: torch.Tensor = rows.norm(dim=1)[asked]
        weights = lengths / lengths.sum(dim=1, keepdim=True).clamp_min(1e-6)
        return torch.einsum("bqn,bq->bn", best, weights)


def padded(lists: Sequence[Ids], filler: int) -> Ids:
    """Lists of pieces as rows of one array, the shorter ones filled up."""
    rows = np.full((len(lists), max((len(one) for one in lists), default=1) or 1), filler, np.int64)
    for row, one in zip(rows, lists, strict=True):
        row[: len(one)] = one
    return rows


def choices(
    grades: Sequence[Mapping[int, float]],
    nearest: Ids,
    others: int,
    paragraphs: int,
    random: np.random.Generator,
) -> Choices:
    """For each question its judged paragraphs, up to MOST_RIGHT, and others to be told from them.

    The others are drawn from the ``nearest``, (questions, n), which the model takes for answers
    now, and from anywhere once these are used up. ``grades`` are by ordinal; the shares of each
    question add up to 1.
    """
    rows = np.zeros((len(grades), MOST_RIGHT + others), dtype=np.int64)
    shares = np.zeros(rows.shape, dtype=np.float32)
    for row, (judged, near) in enumerate(zip(grades, nearest, strict=True)):
        right = list(judged)[:MOST_RIGHT]
        drawn = [*random.permutation(near), *random.integers(0, paragraphs, rows.shape[1])]
        wrong = [one for one in drawn if one not in judged]
        rows[row] = np.resize([*right, *wrong], rows.shape[1])
        shares[row, : len(right)] = [judged[one] for one in right]
        shares[row] /= shares[row].sum()
    return Choices(rows, shares)
