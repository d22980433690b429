"""BM25 over the terms of paragraphs and their context, with every posting's impact precomputed.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with their
BM25F for two fields: a term in the context (titles, headings, chapeau) counts as a part of one in
the text. Two families of terms are kept apart, words and pairs of Han characters; a paragraph's
score is the sum over the words of the question plus a share of the sum over its pairs.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.errors import IndexUnusable
from index.ranges import ranges
from index.terms import LexicalQuery, Terms

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

K1: Final = 0.7
"""How soon repeats of a term stop counting. Calibrated on the training questions: below the usual
1.2, for in a paragraph one mention says nearly as much as two."""

B: Final = 0.6
"""How much a long paragraph is held against itself, 0 to 1: below the usual 0.75, for a paragraph
is long because it says more (lists of measures), not because it is wordy."""

CONTEXT_WEIGHT: Final = 0.7
"""What a term in the context counts against one in the text. Calibrated on the training questions:
a paragraph leaves unsaid what its title and its chapeau say."""

PAIR_WEIGHT: Final = 0.2
"""What the pairs count against the words: low, as most pairs repeat what a word has said already.
On the training and fitting questions 0.2 and 0.4 are equally good, none at all is worse."""


@dataclass(frozen=True, slots=True)
class LexicalScores:
    """What the lexical leg found for one question.

    ``scores``: float32 (paragraphs,), 0 or more, higher is better; ``ideal``: what a paragraph of
    average length would score that has every word of the question once, unseen words included.
    """

    scores: Floats
    ideal: float


class Family:
    """The postings of one kind of term: for each term the paragraphs that have it, and impacts.

    Row r of ``terms`` owns the postings ``starts[r]:starts[r + 1]``; ``impacts`` are BM25 term
    scores, ``weights`` the terms' inverse document frequencies.
    """

    def __init__(
        self, terms: Sequence[str], starts: Ints, paragraphs: Ints, impacts: Floats, weights: Floats
    ) -> None:
        self.terms = tuple(terms)
        self.starts, self.paragraphs, self.impacts, self.weights = (
            starts, paragraphs, impacts, weights,
        )  # fmt: skip
        self._rows = {term: row for row, term in enumerate(self.terms)}
        self._bounds = starts.tolist()
        self._weights = weights.tolist()

    def add_scores(self, query: Mapping[str, float], scores: Floats, factor: float = 1.0) -> None:
        """Add each paragraph's score for the weighted terms, times the factor, into ``scores``."""
        weights = {row: w for term, w in query.items() if (row := self._rows.get(term)) is not None}
        places, counts = self.postings(list(weights))
        each = np.repeat(np.array([*weights.values()], dtype=np.float32) * factor, counts)
        parts = self.impacts[places] * each
        scores += np.bincount(self.paragraphs[places], parts, len(scores)).astype(np.float32)

    def row(self, term: str) -> int | None:
        """The term's row, None for a term that no paragraph has."""
        return self._rows.get(term)

    def postings(self, rows: Sequence[int]) -> tuple[npt.NDArray[np.int64], Ints]:
        """Where the postings of terms lie, term after term, and how many each has."""
        owners = np.array(rows, dtype=np.int64)
        starts = self.starts[owners]
        counts = self.starts[owners + 1] - starts
        return ranges(starts, counts), counts

    def __contains__(self, term: object) -> bool:
        return term in self._rows

    def weight(self, term: str, unseen: float) -> float:
        """The term's inverse document frequency; ``unseen`` for a term that no paragraph has."""
        row = self._rows.get(term)
        return unseen if row is None else self._weights[row]

    def having(self, term: str) -> Ints:
        """The paragraphs that have the term, in their text or their context, ascending."""
        row = self._rows.get(term)
        if row is None:
            return self.paragraphs[:0]
        return self.paragraphs[self._bounds[row] : self._bounds[row + 1]]

    def has(self, term: str, paragraph: int) -> bool:
        """Whether the paragraph has the term, in its text or its context."""
        found = self.having(term)
        at = int(np.searchsorted(found, paragraph))
        return at < len(found) and int(found[at]) == paragraph


class Lexical:
    """The lexical leg: scores every paragraph for a question."""

    def __init__(self, words: Family, pairs: Family, paragraphs: int) -> None:
        self.words, self.pairs, self.paragraphs = words, pairs, paragraphs
        self._unseen = inverse_frequency(0, paragraphs)

    def score(self, query: LexicalQuery) -> LexicalScores:
        """Score all paragraphs; 0 for one that has no term of the question."""
        scores = np.zeros(self.paragraphs, dtype=np.float32)
        self.words.add_scores(query.words, scores)
        self.pairs.add_scores(query.pairs, scores, PAIR_WEIGHT)
        return LexicalScores(scores, sum(self.term_weights(query).values()))

    def term_weights(self, query: LexicalQuery) -> dict[str, float]:
        """What each word of the question weighs: how rare it is times how sure the question is."""
        return {word: weight * self.rarity(word) for word, weight in query.words.items()}

    def rarity(self, word: str) -> float:
        """A word's inverse document frequency; the highest for a word that no paragraph has."""
        return self.words.weight(word, self._unseen)

    def coverage(self, weights: Mapping[str, float], paragraph: int) -> float:
        """The share of the question's word weight that the paragraph has, 0 to 1.

        ``weights`` are the question's, as `term_weights` gives them.
        """
        total = sum(weights.values())
        found = sum(value for word, value in weights.items() if self.words.has(word, paragraph))
        return found / total if total else 0.0

    def to_bytes(self) -> tuple[bytes, bytes]:
        """The terms as JSON and the postings as safetensors; equal postings give equal bytes."""
        terms = {"words": self.words.terms, "pairs": self.pairs.terms}
        arrays: dict[str, npt.NDArray[Any]] = {
            "paragraphs": np.array([self.paragraphs], dtype=np.int32)
        }
        for name, family in (("words", self.words), ("pairs", self.pairs)):
            arrays[f"{name}.starts"] = family.starts
            arrays[f"{name}.paragraphs"] = family.paragraphs
            arrays[f"{name}.impacts"] = family.impacts
            arrays[f"{name}.weights"] = family.weights
        return json.dumps(terms, ensure_ascii=False).encode(), save(arrays)

    @classmethod
    def from_bytes(cls, terms: bytes, postings: bytes) -> Lexical:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            names, arrays = json.loads(terms), load(postings)
            words, pairs = (
                Family(
                    names[name],
                    arrays[f"{name}.starts"],
                    arrays[f"{name}.paragraphs"],
                    arrays[f"{name}.impacts"],
                    arrays[f"{name}.weights"],
                )
                for name in ("words", "pairs")
            )
            return cls(words, pairs, int(arrays["paragraphs"][0]))
        except (ValueError, KeyError, TypeError, SafetensorError) as error:
            raise IndexUnusable(f"postings: {error!r}; run `operative index`") from None


def build_lexical(fields: Iterable[tuple[Terms, Terms]]) -> Lexical:
    """Build the postings from each paragraph's terms: those of its text, those of its context."""
    pairs_of_terms = list(fields)
    words = [(Counter(text.words), Counter(context.words)) for text, context in pairs_of_terms]
    pairs = [(Counter(text.pairs), Counter(context.pairs)) for text, context in pairs_of_terms]
    return Lexical(_build_family(words), _build_family(pairs), len(pairs_of_terms))


def inverse_frequency(having: int, paragraphs: int) -> float:
    """How much a term says that ``having`` of the paragraphs have, above 0 (Lucene's form)."""
    return math.log(1 + (paragraphs - having + 0.5) / (having + 0.5))


def _build_family(counted: Sequence[tuple[Counter[str], Counter[str]]]) -> Family:
    """Count, then weigh.

    A term's inverse document frequency counts the paragraphs that have it in their text: a title
    stands in the context of every paragraph of its instrument and makes its words no less rare.
    """
    counts: dict[str, dict[int, float]] = {}
    having: Counter[str] = Counter()
    lengths = np.zeros(len(counted))
    for paragraph, (text, context) in enumerate(counted):
        having.update(text.keys())
        for part, weight in ((text, 1.0), (context, CONTEXT_WEIGHT)):
            lengths[paragraph] += weight * part.total()
            for term, count in part.items():
                found = counts.setdefault(term, {})
                found[paragraph] = found.get(paragraph, 0.0) + weight * count
    return _weigh(counts, having, lengths)


def _weigh(
    counts: Mapping[str, Mapping[int, float]],
    having: Counter[str],
    lengths: npt.NDArray[np.float64],
) -> Family:
    size = len(lengths)
    average = float(lengths.mean()) if size and lengths.any() else 1.0
    norms = K1 * (1 - B + B * lengths / average)
    terms = sorted(counts)
    starts = np.zeros(len(terms) + 1, dtype=np.int32)
    weights = np.zeros(len(terms), dtype=np.float32)
    paragraphs: list[npt.NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    impacts: list[npt.NDArray[np.float64]] = [np.zeros(0)]
    for row, term in enumerate(terms):
        where = np.array(sorted(counts[term]), dtype=np.int64)
        often = np.array([counts[term][paragraph] for paragraph in where.tolist()])
        weights[row] = inverse_frequency(having[term] or len(where), size)
        paragraphs.append(where)
        impacts.append(weights[row] * often * (K1 + 1) / (often + norms[where]))
        starts[row + 1] = starts[row] + len(where)
    return Family(
        terms,
        starts,
        np.concatenate(paragraphs).astype(np.int32),
        np.concatenate(impacts).astype(np.float32),
        weights,
    )
