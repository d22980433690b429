"""What speaks for a paragraph as the answer to a question: one row of numbers for each candidate.

The legs say how well a paragraph matches as a whole. Here the first of them are looked at more
closely, and everything that is cheap to know is written down side by side; index/rerank.py weighs
it. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from index.catalogue import Catalogue
from index.highlight import Clauses
from index.lexical import Lexical
from index.pieces import Pieces
from index.ranges import ranges
from index.wanted import TRAITS, Wanted, traits_of

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SIGNALS: Final = (
    "fused",  # the legs' ranking, 0 to 1
    "dense",  # the similarity, in standard deviations above the mean passage
    "lexical",  # BM25 over what a paragraph with every word would get
    "concepts",  # share of the question's concepts that the paragraph has, by their rarity
    "concepts_most",  # share of its concepts that the paragraph has at least half of
    "clause",  # the similarity of its best clause
    "pieces",  # late interaction, index/pieces.py
    "period",  # it is of the session or the year that the question names
    "mentioned",  # it belongs to an instrument that the question names
)
"""What depends on both the question and the paragraph."""

_MATCHES: Final = (
    (Wanted.WHO, "names"),
    (Wanted.WHO, "list"),
    (Wanted.WHEN, "date"),
    (Wanted.WHEN, "list"),
    (Wanted.NUMBER, "number"),
    (Wanted.NUMBER, "date"),
    (Wanted.LIST, "chapeau"),
    (Wanted.LIST, "list"),
    (Wanted.LIST, "narrative"),
    (Wanted.DEFINITION, "definition"),
    (Wanted.PURPOSE, "purpose"),
)
"""What a question wants beside what a paragraph has: a column each, 1 where both hold."""

_ALONE: Final = ("length", "date", "year", "number", "names", "definition", "purpose")

FEATURES: Final = (*SIGNALS, *_ALONE, *(f"{one.value}:{trait}" for one, trait in _MATCHES))
"""The columns of the rows, in order."""

_FULL: Final = 0.5
"""A concept counts as found from half of its probability on: nobody writes all its translations."""

_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question gives to match against, beyond what the legs have already used.

    ``text`` is the question without its citations, ``vector`` its vector, ``concepts`` the Chinese
    words that each of its words or phrases may stand for, ``wanted`` what it asks for.
    """

    text: str
    vector: Floats
    concepts: Sequence[Mapping[str, float]]
    wanted: frozenset[Wanted]


@dataclass(frozen=True, slots=True)
class Found:
    """How much of a question's concepts each candidate has.

    ``shares`` is float32 (candidates, concepts), 0 to 1; ``rarity`` float32 (concepts,), 0 or more.
    """

    shares: Floats
    rarity: Floats


class Evidence:
    """Gathers the evidence for the paragraphs of one index; safe to use from several threads."""

    def __init__(
        self, catalogue: Catalogue, lexical: Lexical, clauses: Clauses, pieces: Pieces
    ) -> None:
        self._lexical, self._clauses, self._pieces = lexical, clauses, pieces
        traits = traits_of(catalogue.paragraphs)
        columns = {name: traits[:, at] for at, name in enumerate(TRAITS)}
        self._alone = np.stack([columns[name] for name in _ALONE], axis=1)
        self._matched = np.stack([columns[trait] for _, trait in _MATCHES], axis=1)

    def rows(
        self, asked: Asked, candidates: Ints, legs: Mapping[str, Floats]
    ) -> tuple[Floats, Found]:
        """The evidence for each candidate, float32 (candidates, len(FEATURES)), and its concepts.

        ``legs`` has the columns that the ranking has already: fused, dense, lexical, period,
        mentioned, each float32 (candidates,).
        """
        found = self.find_concepts(asked.concepts, candidates)
        total = max(float(found.rarity.sum()), _LEAST)
        most = (
            (found.shares > _FULL).mean(axis=1) if len(found.rarity) else found.shares.sum(axis=1)
        )
        columns = {
            **legs,
            "concepts": found.shares @ found.rarity / total,
            "concepts_most": most,
            "clause": self._best_clauses(asked.vector, candidates),
            "pieces": self._pieces.similarities(asked.text, candidates),
        }
        signals = np.stack([columns[name] for name in SIGNALS], axis=1)
        wants = np.array([one in asked.wanted for one, _ in _MATCHES], dtype=np.float32)
        rows = np.hstack([signals, self._alone[candidates], self._matched[candidates] * wants])
        return np.asarray(rows, dtype=np.float32), found

    def find_concepts(self, concepts: Sequence[Mapping[str, float]], candidates: Ints) -> Found:
        """How much of each concept the candidates have, in their text or context.

        A concept's share is the probability of its words that are there, full from half of it on.
        """
        rarity = np.zeros(len(concepts), dtype=np.float32)
        rows: list[int] = []
        owners: list[int] = []
        weights: list[float] = []
        for at, concept in enumerate(concepts):
            full = sum(concept.values()) * _FULL
            rare = 0.0
            for word, p in concept.items():
                rare += p * self._lexical.rarity(word)
                row = self._lexical.words.row(word)
                if row is not None:
                    rows.append(row)
                    owners.append(at)
                    weights.append(p / full)
            rarity[at] = rare * _FULL / full
        places, counts = self._lexical.words.postings(rows)
        slots = np.full(self._lexical.paragraphs, -1)
        slots[candidates] = np.arange(len(candidates))
        slot = slots[self._lexical.words.paragraphs[places]]
        there = slot >= 0
        cells = slot * len(concepts) + np.repeat(np.array(owners, dtype=np.int64), counts)
        each = np.repeat(np.array(weights), counts)
        have = np.bincount(cells[there], each[there], len(candidates) * len(concepts))
        shares = np.minimum(1, have.reshape(len(candidates), len(concepts)))
        return Found(np.asarray(shares, dtype=np.float32), rarity)

    def _best_clauses(self, vector: Floats, candidates: Ints) -> Floats:
        """The cosine of each candidate's best clause with the question; 0 for one without any."""
        starts = self._clauses.starts[candidates].astype(np.int64)
        counts = self._clauses.starts[candidates + 1] - starts
        rows = ranges(starts, counts)
        found = np.zeros(len(candidates), dtype=np.float32)
        if len(rows):
            having = counts > 0
            similar = self._clauses.vectors[rows] @ vector
            firsts = np.cumsum(counts) - counts
            found[having] = np.maximum.reduceat(similar, firsts[having])
        return found
