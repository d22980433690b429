"""The records of retrieval: queries' filters, hits, results, and the facts of an index.

TREC words throughout: a query is answered by a ranked list of hits; what is searched are passages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import Kind, Language, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and indexed: a paragraph, or a part of a long one, with its context.

    ``text`` is the paragraph's part alone; ``context`` the instrument's title, the heading path
    and the chapeau of a sub-item, in that order, that are embedded with it. ``paragraph`` is the
    ordinal of the paragraph in the index: all passages of one paragraph count as one hit.
    """

    paragraph: int
    text: str
    context: str


class Part(StrEnum):
    """What can be taken out of a search, to measure what it is worth."""

    CITATIONS = "citations"
    LEXICON = "lexicon"
    GLOSSARY = "glossary"
    RERANKING = "reranking"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which paragraphs may be hits; an empty tuple lets everything through.

    ``instrument`` matches "8/1", "resolution 8/1" or "decision 8/1".
    """

    kind: tuple[Kind, ...] = ()
    symbol: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """The three signals behind a hit; None where a signal did not find it.

    ``dense``: cosine similarity, -1..1; ``lexical``: BM25, 0 or more; ``citation``: 1.0 when the
    question names this paragraph. Higher is better for each.
    """

    dense: float | None
    lexical: float | None
    citation: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One paragraph that answers, with everything needed to show it.

    ``score`` orders the hits (higher first, 0..1). ``highlights`` are ranges of the paragraph's
    text that match best. ``chapeau`` is the text a sub-item completes; ``before`` and ``after``
    are the texts of the neighbours in the same instrument part, or None. ``also_in`` are other
    paragraphs that say the same in nearly the same words.
    """

    rank: int
    score: float
    scores: Scores
    paragraph: Paragraph
    highlights: tuple[Span, ...]
    chapeau: str | None
    before: str | None
    after: str | None
    notes: tuple[Paragraph, ...]
    also_in: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query. ``confidence`` is 0..1; ``answerable`` says whether it suffices."""

    query: str
    language: Language
    answerable: bool
    confidence: float
    hits: tuple[Hit, ...]


class CiteStatus(StrEnum):
    """What became of a citation that was looked up."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class CiteResult:
    """The paragraphs that a written citation names, and in ``detail`` why it is not just one."""

    ref: str
    status: CiteStatus
    detail: str
    matches: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """The facts of an index folder, as its manifest.json states them.

    ``files`` maps each file's name to its sha256; ``build`` is a hash over everything else, so
    that building twice from the same inputs gives the same id. ``recipe`` holds the constants that
    the index was built with (index/recipe.py); an index of another recipe is stale.
    """

    schema: int
    build: str
    corpus: str
    encoder: str
    encoder_revision: str
    dimension: int
    paragraphs: int
    passages: int
    clauses: int = 0
    recipe: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
