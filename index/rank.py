"""The legs at work on one question: candidates of each, scored by all, in one order.

citations ┐
dense     ├→ candidates → fuse → order → the first HEAD looked at again → order
lexical   ┘
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import Kind, Language
from index.catalogue import Catalogue
from index.citations import QuestionCitations
from index.dense import Dense
from index.evidence import Asked, Evidence, Found
from index.fuse import FusionWeights, dense_shares, fuse, lexical_shares
from index.lexical import Lexical, LexicalScores
from index.rerank import HEAD, Sigmoid, Weights
from index.terms import LexicalQuery
from index.wanted import Wanted

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

CANDIDATES: Final = 100
"""Paragraphs that each leg puts forward, or four times k if that is more. All of them are scored by
both legs, so that a paragraph is lost only if it is that far down in each."""

_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the legs see it.

    ``asks`` says whether anything is asked beside what is cited; ``vector`` is 0 where the encoder
    knows none of the question's words. ``reports`` are the symbols of the reports of the session
    or the year that it names; ``text``, ``concepts`` and ``wanted`` as in index/evidence.py.
    """

    asks: bool
    language: Language
    vector: Floats
    terms: LexicalQuery
    citations: QuestionCitations
    reports: frozenset[str] = frozenset()
    text: str = ""
    concepts: tuple[Mapping[str, float], ...] = ()
    wanted: frozenset[Wanted] = frozenset()
    pinned: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Paragraphs by ordinal, best first; all four arrays are equally long.

    ``scores`` are 0 to 1 and fall, ``dense`` cosines, ``lexical`` BM25. Cited paragraphs lead, in
    the order in which the question cites them. ``similarity`` is the highest cosine of any
    paragraph that is allowed, 0 where there is none. ``head`` is None where nothing was found.
    """

    paragraphs: Ints
    scores: Floats
    dense: Floats
    lexical: Floats
    similarity: float
    head: Head | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The candidates that were looked at again, best first, without regard to citations.

    ``rows`` is their evidence, ``sums`` what the weights make of it (0 for all without weights),
    ``found`` the question's concepts that they have; `ordinals` are their paragraphs.
    """

    ordinals: Ints
    rows: Floats
    sums: Floats
    found: Found


class Ranker:
    """Ranks the paragraphs of one index; safe to use from several threads."""

    def __init__(
        self,
        dense: Dense,
        lexical: Lexical,
        catalogue: Catalogue,
        weights: FusionWeights,
        evidence: Evidence | None = None,
        second: Weights | None = None,
    ) -> None:
        self._dense, self._lexical, self._weights = dense, lexical, weights
        self._evidence, self._second = evidence, second
        footnotes = [p.citation.kind is Kind.FOOTNOTE for p in catalogue.paragraphs]
        self._factors = np.where(footnotes, weights.footnote, 1.0).astype(np.float32)
        self._symbols = np.array([p.citation.symbol for p in catalogue.paragraphs], dtype=np.str_)

    def rank(self, question: Question, k: int, allowed: Mask | None) -> Ranking:
        """Return the k best paragraphs that are allowed.

        They are fewer if no more have anything in common with the question. ``allowed`` is bool
        (paragraphs,), None for all.
        """
        lexical = self._lexical.score(question.terms)
        found = self._candidates(question, lexical.scores, max(CANDIDATES, 4 * k), allowed)
        similarities = self._dense.similarities(question.vector, found)
        scores, legs = self._score(question, found, similarities, lexical)
        head = self._look_again(question, found, scores, legs)
        if head is not None and self._second is not None:
            scores = _reordered(scores, found, head, self._second.answer)
        scores = _lead(scores, found, question.citations.named)
        scores = _pin(scores, found, question.pinned)
        order = np.lexsort((found, -scores))
        order = order[scores[order] > 0][: max(0, k)]
        # The dense leg's best is among the candidates, whatever else is.
        best = float(similarities.max()) if len(found) and question.vector.any() else 0.0
        return Ranking(
            found[order],
            scores[order],
            similarities[order],
            lexical.scores[found[order]],
            best,
            head,
        )

    def _look_again(
        self, question: Question, found: Ints, scores: Floats, legs: Mapping[str, Floats]
    ) -> Head | None:
        """The evidence for the first candidates, best first by what the weights make of it."""
        if self._evidence is None:
            return None
        first = np.lexsort((found, -scores))[:HEAD]
        first = first[scores[first] > 0]
        if not len(first):
            return None
        asked = Asked(question.text, question.vector, question.concepts, question.wanted)
        part = {name: column[first] for name, column in legs.items()}
        rows, concepts = self._evidence.rows(asked, found[first], part)
        sums = np.zeros(len(first), dtype=np.float32)
        if self._second is not None:
            sums = self._second.order(rows)
        order = np.argsort(-sums, kind="stable")
        concepts = Found(concepts.shares[order], concepts.rarity)
        return Head(found[first][order], rows[order], sums[order], concepts)

    def _candidates(
        self, question: Question, lexical: Floats, count: int, allowed: Mask | None
    ) -> Ints:
        """What each leg puts forward, and what is cited or mentioned, by ascending ordinal."""
        chosen = np.zeros(len(lexical), dtype=np.bool_)
        chosen[list(question.citations.named)] = True
        chosen[list(question.citations.mentioned[:count])] = True
        chosen[[ordinal for ordinal, _ in question.pinned]] = True
        chosen[_best(lexical, count, allowed)] = True
        if question.vector.any():
            chosen[self._dense.nearest(question.vector, count, allowed)] = True
        return np.flatnonzero(chosen if allowed is None else chosen & allowed)

    def _score(
        self, question: Question, found: Ints, similarities: Floats, lexical: LexicalScores
    ) -> tuple[Floats, dict[str, Floats]]:
        """The legs' ranking of the candidates, and what it stands on by name."""
        raised = self._dense.background.standardise(question.vector, similarities)
        scores = fuse(
            dense_shares(raised),
            lexical_shares(lexical.scores[found], lexical.ideal),
            self._weights.by_language[question.language],
        )
        held = np.isin(found, question.citations.mentioned).astype(np.float32)
        if question.citations.mentioned:
            share = np.float32(self._weights.mentioned)
            scores = scores * (1 - share) + share * held
        meant = np.isin(self._symbols[found], list(question.reports)).astype(np.float32)
        if question.reports:
            lift = np.float32(1 + self._weights.period)
            scores = scores * np.where(meant, np.float32(1), 1 / lift)
        scores = np.asarray(scores * self._factors[found], dtype=np.float32)
        ideal = np.float32(max(lexical.ideal, _LEAST))
        return scores, {
            "fused": scores,
            "dense": raised,
            "lexical": lexical.scores[found] / ideal,
            "period": meant,
            "mentioned": held,
        }


def _best(scores: Floats, count: int, allowed: Mask | None) -> Ints:
    """The ordinals of the highest scores above 0, in no order."""
    positive = scores > 0 if allowed is None else (scores > 0) & allowed
    found = np.flatnonzero(positive)
    if len(found) > count:
        found = found[np.argpartition(-scores[found], count)[:count]]
    return found


def _reordered(scores: Floats, found: Ints, head: Head, answer: Sigmoid) -> Floats:
    """The head's probabilities; below the least of them, the others in their order."""
    probabilities = answer(head.sums)
    places = np.searchsorted(found, head.ordinals)
    others = np.ones(len(found), dtype=np.bool_)
    others[places] = False
    most = float(scores[others].max()) if others.any() else 0.0
    least = np.float32(0.9 * float(probabilities.min()))
    new = scores * (least / max(most, _LEAST))
    new[places] = probabilities
    return np.asarray(new, dtype=np.float32)


def _pin(scores: Floats, found: Ints, pinned: Sequence[tuple[int, float]]) -> Floats:
    """Put what may be named first, the more probable before the less; the others lie below."""
    places = {ordinal: place for place, (ordinal, _) in enumerate(pinned)}
    lead = np.array([places.get(ordinal, -1) for ordinal in found.tolist()])
    if not (lead >= 0).any():
        return scores
    shares = np.array([share for _, share in pinned], dtype=np.float32)
    top = float(scores[lead < 0].max()) if (lead < 0).any() else 0.0
    least = float(shares.min())
    shrunk = scores * min(1.0, 0.9 * least / max(top, _LEAST))
    return np.asarray(np.where(lead >= 0, shares[lead], shrunk), dtype=np.float32)


def _lead(scores: Floats, found: Ints, named: tuple[int, ...]) -> Floats:
    """Give cited paragraphs the top scores, falling in their order: 1.0 and next to it.

    The others keep their order and lie below.
    """
    if not named:
        return scores
    places = {ordinal: place for place, ordinal in enumerate(named)}
    lead = np.array([places.get(ordinal, -1) for ordinal in found.tolist()])
    led = np.where(lead >= 0, 1 - 0.1 * lead / len(named), 0.9 * scores)
    return np.asarray(led, dtype=np.float32)
