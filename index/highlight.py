"""Which clauses of a paragraph match a question best: what a reader's eye should fall on.

Clauses are cut and embedded when the index is built; a search only compares. A clause is scored by
the question's words that stand in it and by its own similarity to the question, so that a question
in another language, which shares no word with it, still finds its place.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.errors import IndexUnusable
from corpus.model import Span
from index.ranges import ranges

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

LONGEST_CLAUSE: Final = 60
"""Characters: a longer sentence part is cut again, at commas; two lines of a page."""

SHORTEST_CLAUSE: Final = 12
"""Characters: a shorter comma part is joined to its neighbour; less than that marks no thought."""

NEAR_BEST: Final = 0.9
"""Other clauses are marked too if they score at least this share of the best one's score."""

MOST_MARKED: Final = 3
"""Clauses marked at most: a text that is marked throughout is not marked at all."""

_SENTENCE_PARTS: Final = re.compile(
    r"[^。；！？;!?\n]+[。；！？;!?\n]*[”’」』）)]*|[。；！？;!?\n]+"
)
_COMMA: Final = re.compile(r"[，：]+|(?<!\d)[,:]+|[,:]+(?!\d)")  # not that of 10,000 or 10:30


def clause_spans(text: str) -> tuple[Span, ...]:
    """Cut a text into clauses.

    1. spans are in order and do not overlap
    2. every character that is not white space stands in exactly one
    3. none starts or ends with white space
    """
    spans: list[Span] = []
    for match in _SENTENCE_PARTS.finditer(text):
        start, end = match.span()
        if end - start <= LONGEST_CLAUSE:
            spans.append((start, end))
        else:
            spans += _joined_commas(text, start, end)
    return tuple(span for start, end in spans if (span := _trimmed(text, start, end)) is not None)


def _joined_commas(text: str, start: int, end: int) -> list[Span]:
    """Cut a long sentence part at commas, and join what is too short to the part before it."""
    spans: list[Span] = []
    cuts = [match.end() for match in _COMMA.finditer(text, start, end)]
    for left, right in itertools.pairwise(sorted({start, *cuts, end})):
        if spans and min(right - left, spans[-1][1] - spans[-1][0]) < SHORTEST_CLAUSE:
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return spans


def _trimmed(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    if not inner.strip():
        return None
    left = len(inner) - len(inner.lstrip())
    return start + left, start + len(inner.rstrip())


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of all paragraphs.

    Paragraph p owns the rows ``starts[p]:starts[p + 1]`` of ``spans``, int32 (clauses, 2), and of
    ``vectors``, float32 (clauses, dimension), unit length; they are stored in half of that.
    """

    starts: Ints
    spans: Ints
    vectors: Floats

    def spans_of(self, paragraph: int) -> tuple[Span, ...]:
        """The clauses of one paragraph."""
        rows = self.spans[self.starts[paragraph] : self.starts[paragraph + 1]]
        return tuple((start, end) for start, end in rows.tolist())

    def to_bytes(self) -> bytes:
        """As safetensors; equal clauses give equal bytes."""
        halves = self.vectors.astype(np.float16)
        return save({"starts": self.starts, "spans": self.spans, "vectors": halves})

    @classmethod
    def from_bytes(cls, content: bytes) -> Clauses:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            arrays = load(content)
            return cls(arrays["starts"], arrays["spans"], arrays["vectors"].astype(np.float32))
        except (KeyError, ValueError, SafetensorError) as error:
            raise IndexUnusable(f"clauses: {error!r}; run `operative index`") from None


class Marker:
    """Chooses the clauses to mark; remembers the words of paragraphs that were hits before.

    ``words_of`` gives the words of a text as index/terms.py cuts them.
    """

    def __init__(self, clauses: Clauses, words_of: Callable[[str], frozenset[str]]) -> None:
        self._clauses, self._words_of = clauses, words_of
        self._remembered: dict[int, tuple[tuple[Span, ...], tuple[frozenset[str], ...]]] = {}

    def mark(
        self, texts: Mapping[int, str], query: Floats, words: Mapping[str, float]
    ) -> list[tuple[Span, ...]]:
        """Return the ranges of each paragraph's text that match a question best, in text order.

        ``texts`` are those of the paragraphs by ordinal, ``query`` is the question's vector and
        ``words`` its words with their weights.
        """
        owners = np.fromiter(texts, dtype=np.int64, count=len(texts))
        starts = self._clauses.starts[owners]
        counts = self._clauses.starts[owners + 1] - starts
        similar = (self._clauses.vectors[ranges(starts, counts)] @ query).tolist()
        total, asked = sum(words.values()) or 1.0, frozenset(words)
        marked = []
        end = 0
        for paragraph, text in texts.items():
            spans, clauses = self._clauses_of(paragraph, text)
            matched = [sum([words[word] for word in asked & clause]) / total for clause in clauses]
            start, end = end, end + len(spans)
            marked.append(choose(spans, matched, similar[start:end]))
        return marked

    def _clauses_of(
        self, paragraph: int, text: str
    ) -> tuple[tuple[Span, ...], tuple[frozenset[str], ...]]:
        """A paragraph's clauses and the words of each."""
        known = self._remembered.get(paragraph)
        if known is None:
            spans = self._clauses.spans_of(paragraph)
            known = (spans, tuple(self._words_of(text[start:end]) for start, end in spans))
            self._remembered[paragraph] = known
        return known


def choose(
    spans: Sequence[Span], matched: Sequence[float], similar: Sequence[float]
) -> tuple[Span, ...]:
    """Return the best clauses' spans in text order, neighbours joined.

    A clause's score is the mean of the two shares. Empty where no clause has anything in common
    with the question.
    """
    scores = [
        (one + min(max(other, 0.0), 1.0)) / 2 for one, other in zip(matched, similar, strict=True)
    ]
    best = max(scores, default=0.0)
    if best <= 0:
        return ()
    ranked = sorted(range(len(scores)), key=lambda row: -scores[row])[:MOST_MARKED]
    marked = sorted(row for row in ranked if scores[row] >= NEAR_BEST * best)
    joined: list[Span] = []
    for row in marked:
        if joined and row - 1 in marked:
            joined[-1] = (joined[-1][0], spans[row][1])
        else:
            joined.append(spans[row])
    return tuple(joined)
