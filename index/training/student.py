"""The student: a vector and a weight per piece; a text is the weighted mean of its pieces' vectors.

The weight is kept apart while training, as a logarithm, because one number per piece learns faster
than the length of a vector does; `folded` multiplies the two before export.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

_FREQUENCY_PIVOT = 1e-3
"""A piece this frequent starts with half the weight of a rare one (SIF: Arora et al. 2017)."""

_CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as pieces, one after another: text i is `ids[starts[i]:starts[i + 1]]`."""

    ids: Ids
    starts: Ids

    def __len__(self) -> int:
        return len(self.starts) - 1

    def lengths(self) -> Ids:
        """Number of pieces of each text, shape (texts,)."""
        return np.diff(self.starts)

    def each(self) -> list[Ids]:
        """The pieces of each text, in order."""
        return np.split(self.ids, self.starts[1:-1]) if len(self) else []

    def take(self, chosen: Ids) -> Bags:
        """The chosen texts, in the order given."""
        lengths = self.lengths()[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        return Bags(self.ids[np.repeat(self.starts[:-1][chosen], lengths) + within], starts)


def joined(bags: Sequence[Bags]) -> Bags:
    """Several sets of texts as one, in order."""
    lengths = np.concatenate([b.lengths() for b in bags])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return Bags(np.concatenate([b.ids for b in bags]), starts)


def tokenized(tokenizer: Tokenizer, texts: Sequence[str], batch: int = 10_000) -> Bags:
    """Cut texts into pieces; unknown pieces are left out, as an encoder gives them no vector."""
    unknown = tokenizer.token_to_id("[UNK]")
    parts: list[npt.NDArray[np.int64]] = []
    lengths: list[int] = []
    for start in range(0, len(texts), batch):
        for encoding in tokenizer.encode_batch(
            list(texts[start : start + batch]), add_special_tokens=False
        ):
            ids = np.asarray(encoding.ids, dtype=np.int64)
            ids = ids[ids != unknown]
            parts.append(ids)
            lengths.append(len(ids))
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Bags(np.concatenate(parts) if parts else np.zeros(0, np.int64), starts)


Cut = Callable[[Sequence[str]], Bags]
"""Cuts texts into pieces."""


def cut_into(used: Ids, tokenizer: Tokenizer) -> Cut:
    """Number the pieces of texts by their place in ``used``, which is ascending.

    Cutting raises ValueError for a text with a piece that is not among them.
    """

    def cut(texts: Sequence[str]) -> Bags:
        bags = tokenized(tokenizer, texts)
        if missing := np.setdiff1d(bags.ids, used).tolist():
            raise ValueError(f"pieces {missing} are not among the {len(used)} that are used")
        return Bags(np.searchsorted(used, bags.ids), bags.starts)

    return cut


class Student(torch.nn.Module):
    """Weighted mean of piece vectors, then length 1."""

    def __init__(self, vectors: Floats, log_weights: Floats) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.from_numpy(vectors.copy()))
        self.log_weights = torch.nn.Parameter(torch.from_numpy(log_weights.copy()))

    def forward(self, bags: Bags) -> torch.Tensor:
        """Unit vectors of the texts, shape (texts, dimensions); a text without pieces gives 0."""
        ids = torch.from_numpy(bags.ids)
        summed = torch.nn.functional.embedding_bag(
            ids,
            self.vectors,
            torch.from_numpy(bags.starts[:-1]),
            mode="sum",
            per_sample_weights=self.log_weights[ids].exp(),
        )
        return torch.nn.functional.normalize(summed, dim=1)

    def folded(self) -> Floats:
        """Vectors times weights, float32, shape (pieces, dimensions)."""
        with torch.no_grad():
            return np.asarray((self.vectors * self.log_weights.exp()[:, None]).numpy())


def initial_student(bags: Bags, targets: npt.NDArray[np.float16], pieces: int) -> Student:
    """Start every piece at the mean teacher vector of the texts it is in, less the overall mean.

    `targets` holds one teacher vector per text. Weights start at pivot / (pivot + frequency).
    """
    lengths = np.maximum(bags.lengths(), 1)
    shares = np.repeat(1.0 / lengths, bags.lengths())
    total = np.bincount(bags.ids, weights=shares, minlength=pieces).astype(np.float32) + 1e-6
    mean = targets.astype(np.float32).mean(axis=0)
    table = torch.zeros((pieces, targets.shape[1]), requires_grad=True)
    for start in range(0, len(bags), _CHUNK):
        part = bags.take(np.arange(start, min(start + _CHUNK, len(bags))))
        centred = targets[start : start + _CHUNK].astype(np.float32) - mean
        # The gradient of this sum is each piece's sum of centred teacher vectors.
        means = torch.nn.functional.embedding_bag(
            torch.from_numpy(part.ids), table, torch.from_numpy(part.starts[:-1]), mode="mean"
        )
        torch.autograd.backward([(means * torch.from_numpy(centred)).sum()])
    if table.grad is None:
        raise ValueError("no texts to start from: every row is held out or has no known piece")
    vectors: Floats = table.grad.numpy()
    vectors = vectors / total[:, None]
    frequency = np.bincount(bags.ids, minlength=pieces) / max(1, len(bags.ids))
    weights = _FREQUENCY_PIVOT / (_FREQUENCY_PIVOT + frequency)
    scale = np.linalg.norm(vectors, axis=1).mean() + 1e-9
    return Student(
        (vectors / scale).astype(np.float32),
        np.log(weights).astype(np.float32),
    )
