"""Late interaction: every piece of a question looks for its like among a paragraph's pieces.

A bag of pieces has one vector for a whole paragraph, in which a single telling word drowns. Here
each piece of the question takes the highest cosine that any piece of the paragraph, or of its
context, has with it, and the paragraph's score is their mean, weighted as the encoder weighs
pieces (the MaxSim of Khattab and Zaharia, "ColBERT", SIGIR 2020, without a network).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LEAST_SHARE: Final = 0.02
"""Pieces of a question that weigh less ("of", "the") are left out: they cost as much as others."""

LEADING: Final = 128
"""Dimensions that are compared. The bundled encoder's are sorted by how much texts vary in them
(docs/training.md): the first half tell pieces apart as well as all of them, in half the time."""

_LEAST: Final = 1e-9


@runtime_checkable
class PieceEncoder(Protocol):
    """An encoder whose vectors are sums over pieces, so that each piece has one of its own."""

    def pieces(self, text: str) -> list[int]:
        """The pieces of a text by number, in text order."""
        ...

    def piece_vectors(self, pieces: Sequence[int]) -> tuple[Floats, Floats]:
        """Unit vectors, float32 (pieces, dimension), and the weight of each piece, 0 or more."""
        ...


class Pieces:
    """The pieces of all paragraphs; safe to use from several threads.

    Paragraph p owns ``rows[starts[p]:starts[p + 1]]``, rows of ``vectors``: each piece once. A
    paragraph without any has the last row, whose vector is 0.
    """

    def __init__(
        self, encoder: PieceEncoder, texts: Sequence[str], contexts: Sequence[str]
    ) -> None:
        self._encoder = encoder
        of_context = {context: encoder.pieces(context) for context in set(contexts)}
        owned = [
            sorted({*encoder.pieces(text), *of_context[context]})
            for text, context in zip(texts, contexts, strict=True)
        ]
        known = sorted({piece for pieces in owned for piece in pieces})
        rows = {piece: row for row, piece in enumerate(known)}
        vectors, _ = encoder.piece_vectors(known)
        vectors = _unit(vectors[:, :LEADING])
        self._vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
        nothing = [len(known)]
        self._rows = [
            np.array([rows[piece] for piece in pieces] or nothing, dtype=np.int64)
            for pieces in owned
        ]

    def similarities(self, text: str, paragraphs: Ints) -> Floats:
        """The MaxSim of each given paragraph with a text, -1 to 1; 0 for a text without pieces."""
        pieces = self._encoder.pieces(text)
        if not pieces or not len(paragraphs):
            return np.zeros(len(paragraphs), dtype=np.float32)
        vectors, weights = self._encoder.piece_vectors(pieces)
        shares = weights / max(float(weights.sum()), _LEAST)
        telling = shares >= LEAST_SHARE
        vectors, shares = _unit(vectors[telling, :LEADING]), shares[telling]
        owned = [self._rows[paragraph] for paragraph in paragraphs.tolist()]
        rows = np.concatenate(owned)
        there = np.zeros(len(self._vectors), dtype=np.bool_)
        there[rows] = True  # each piece is compared once, however many paragraphs have it
        places = np.cumsum(there)[rows] - 1
        cosines = (self._vectors[there] @ vectors.T)[places]
        starts = np.cumsum([0, *map(len, owned[:-1])])
        best = np.maximum.reduceat(cosines, starts, axis=0)
        return np.asarray(best @ shares, dtype=np.float32)


def _unit(vectors: Floats) -> Floats:
    """The same directions at length 1; 0 stays 0."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)
