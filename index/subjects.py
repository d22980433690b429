"""Which resolution is meant by "the 2024 resolution on firearms": the one with that title, or none.

A citation that is wrong is worse than none. So the title must be near to what the question says of
the instrument, and clearly nearer than any other's of the session or the year that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import InstrumentRef, InstrumentType, Paragraph

Floats = npt.NDArray[np.float32]

NEAR: Final = 0.26
"""The least closeness of the title: the mean of its cosine with what the question says of the
instrument and of the share of those words, by their weight, that it has. Of 39 citations by
subject, written for the purpose, the right title is nearest in all and lies above; of 34 that name
the subject of no resolution, two lie above, and neither is clear."""

CLEAR: Final = 0.06
"""By how much it must be closer than the next title."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of one instrument: its reference, its report, its title's vector and words."""

    instrument: InstrumentRef
    symbol: str
    vector: Floats
    words: frozenset[str]


class Subjects:
    """The instruments of one index by their titles."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        encode: Callable[[list[str]], Floats],
        words_of: Callable[[str], frozenset[str]],
    ) -> None:
        named = {
            paragraph.citation.instrument: paragraph.citation.symbol
            for paragraph in paragraphs
            if paragraph.citation.instrument.type is not InstrumentType.REPORT
            and paragraph.citation.instrument.title
        }
        vectors = encode([instrument.title for instrument in named]) if named else ()
        self.subjects = tuple(
            Subject(instrument, symbol, vector, words_of(instrument.title))
            for (instrument, symbol), vector in zip(named.items(), vectors, strict=True)
        )

    def meant(
        self,
        kind: InstrumentType,
        reports: frozenset[str],
        vector: Floats,
        weights: Mapping[str, float],
    ) -> InstrumentRef | None:
        """The instrument that a question describes, None where it is not clear.

        ``reports`` are the symbols of the session or year that it names, empty for none; ``vector``
        and ``weights`` are what it says, as a vector and as weighted Chinese words.
        """
        scored = sorted(
            (
                (self._closeness(subject, vector, weights), at)
                for at, subject in enumerate(self.subjects)
                if subject.instrument.type is kind and (not reports or subject.symbol in reports)
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < NEAR:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR:
            return None
        return self.subjects[scored[0][1]].instrument

    @staticmethod
    def _closeness(subject: Subject, vector: Floats, weights: Mapping[str, float]) -> float:
        total = sum(weights.values())
        found = sum(weight for word, weight in weights.items() if word in subject.words)
        share = found / total if total else 0.0
        return (float(subject.vector @ vector) + share) / 2
