"""The dense leg: exact inner products of unit vectors, in FAISS.

A flat index answers 100,000 passages in 5 ms on one core; see docs/decisions for what comes after.
FAISS is told to use one thread at every search: a second one is slower for single questions at
every size measured, and requests run beside each other anyway. OpenMP keeps that number per thread,
so it cannot be set once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import faiss
import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.errors import IndexUnusable
from index.ranges import ranges

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_LEAST_SPREAD: Final = 1e-6
"""Similarities that differ by less than this are all the same; keeps the division finite."""


@dataclass(frozen=True, slots=True)
class Background:
    """How similar the passages are to a vector on the whole.

    The mean and the spread of a vector's inner products with all passages follow from the passages'
    mean and covariance alone: mean(s) = q.m, var(s) = q'Cq. So no passage has to be looked at.
    """

    mean: Floats
    covariance: Floats

    def standardise(self, query: Floats, similarities: Floats) -> Floats:
        """How many standard deviations above the mean passage each similarity lies."""
        spread = float(np.sqrt(max(float(query @ self.covariance @ query), 0.0)))
        raised = (similarities - float(self.mean @ query)) / max(spread, _LEAST_SPREAD)
        return np.asarray(raised, dtype=np.float32)


class Dense:
    """Passages' vectors, and the paragraphs that they belong to.

    ``paragraphs`` gives each passage's paragraph, ascending, no paragraph without a passage.
    """

    def __init__(self, index: faiss.IndexFlatIP, paragraphs: Ints, background: Background) -> None:
        self._index = index
        self._paragraphs = paragraphs
        self._starts = np.flatnonzero(np.diff(paragraphs, prepend=-1))
        self._ends = np.append(self._starts[1:], len(paragraphs))
        self.background = background
        shape = (index.ntotal, index.d)
        self._vectors = (
            faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).reshape(shape)
            if index.ntotal
            else np.zeros(shape, dtype=np.float32)
        )

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        return int(self._index.d)

    def search(self, query: Floats, k: int, allowed: Mask | None = None) -> tuple[Ints, Floats]:
        """Return the paragraphs of the k most similar passages and their similarities, best first.

        ``query`` is float32 (dimension,); ``allowed`` bool (paragraphs,). A paragraph is returned
        once, with its best passage's cosine, -1 to 1, so there may be fewer than k; equals come in
        document order.
        """
        k = min(k, self.passages)
        if k <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        similar, passages = self._nearest_passages(query, k, allowed)
        found = passages >= 0
        paragraphs, scores = self._paragraphs[passages[found]], similar[found]
        order = np.lexsort((paragraphs, -scores))
        first: dict[int, int] = {}
        for at, paragraph in zip(order.tolist(), paragraphs[order].tolist(), strict=True):
            first.setdefault(paragraph, at)
        best = np.fromiter(first.values(), dtype=np.int64, count=len(first))
        return paragraphs[best], scores[best]

    def nearest(self, query: Floats, k: int, allowed: Mask | None = None) -> Ints:
        """Return the paragraphs of the k most similar passages, in no order, each at least once."""
        k = min(k, self.passages)
        if k <= 0:
            return np.zeros(0, dtype=np.int64)
        _, passages = self._nearest_passages(query, k, allowed)
        return self._paragraphs[passages[passages >= 0]]

    def similarities(self, query: Floats, paragraphs: Ints) -> Floats:
        """The cosine of each given paragraph's best passage, float32, as in `search`."""
        if not len(paragraphs):
            return np.zeros(0, dtype=np.float32)
        starts = self._starts[paragraphs]
        counts = self._ends[paragraphs] - starts
        scores = self._vectors[ranges(starts, counts)] @ query
        firsts = np.cumsum(counts) - counts
        return np.asarray(np.maximum.reduceat(scores, firsts), dtype=np.float32)

    def mean_of(self, paragraphs: Ints) -> Floats:
        """The direction of the mean of some paragraphs' first passages, float32 (dimension,)."""
        mean = self._vectors[self._starts[paragraphs]].mean(axis=0)
        length = float(np.linalg.norm(mean))
        return np.asarray(mean / max(length, _LEAST_SPREAD), dtype=np.float32)

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The FAISS index and the arrays beside it; equal vectors give equal bytes."""
        arrays = {
            "paragraphs": self._paragraphs.astype(np.int32),
            "background.mean": self.background.mean,
            "background.covariance": self.background.covariance,
        }
        return faiss.serialize_index(self._index).tobytes(), save(arrays)

    @classmethod
    def from_bytes(cls, index: bytes, arrays: bytes) -> Dense:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            flat = faiss.deserialize_index(np.frombuffer(index, dtype=np.uint8))
            tables = load(arrays)
            background = Background(tables["background.mean"], tables["background.covariance"])
            paragraphs = tables["paragraphs"].astype(np.int64)
        except (RuntimeError, ValueError, KeyError, SafetensorError) as error:
            raise IndexUnusable(f"vectors: {error!r}; run `operative index`") from None
        if not isinstance(flat, faiss.IndexFlatIP) or flat.ntotal != len(paragraphs):
            raise IndexUnusable(
                f"vectors: {type(flat).__name__} of {flat.ntotal} for {len(paragraphs)} passages "
                "where a flat inner-product index was expected; run `operative index`"
            )
        return cls(flat, paragraphs, background)

    def _nearest_passages(self, query: Floats, k: int, allowed: Mask | None) -> tuple[Floats, Ints]:
        """FAISS's answer to one question: similarities and passages, -1 where there are no more."""
        faiss.omp_set_num_threads(1)
        selector = self._selector(allowed)
        parameters = None if selector is None else faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, passages = self._index.search(query[None, :], k, params=parameters)
        return scores[0], passages[0]

    def _selector(self, allowed: Mask | None) -> faiss.IDSelector | None:
        """FAISS's filter: one bit per passage, in little-endian order."""
        if allowed is None:
            return None
        bits = np.packbits(allowed[self._paragraphs], bitorder="little")
        return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]


def build_dense(vectors: Floats, paragraphs: Ints) -> Dense:
    """Index unit vectors, float32 (passages, dimension), of the given ascending paragraphs."""
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    count = max(1, len(vectors))
    mean = vectors.sum(axis=0) / count
    covariance = vectors.T @ vectors / count - np.outer(mean, mean)
    background = Background(mean.astype(np.float32), covariance.astype(np.float32))
    return Dense(index, paragraphs.astype(np.int64), background)
