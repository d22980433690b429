"""Which instrument is meant by "the 2024 resolution on firearms", and so which of its paragraphs.

Every instrument, annex and appendix that has the paragraphs named is a candidate; where a session
or a year is named, only those of it. What speaks for a candidate is written down side by side: how
near its titles, its texts and the paragraph itself are to what the question says, and whether it is
of the kind named. A softmax over the candidates, and over "none of them", says how probable each
is: a citation that is wrong is worse than none. The weights are fitted on questions that were
written for it (eval/fit_subjects.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnusable
from corpus.model import InstrumentType
from corpus.periods import named_sessions, named_years
from corpus.reference_text import fold
from corpus.reference_words import ORDINALS, read_ordinal
from corpus.unnumbered import Unnumbered
from index.catalogue import Catalogue
from index.containers import Container, containers_of, meetings_in
from index.dense import Dense
from index.fuse import dense_shares
from index.lexical import Lexical
from index.rerank import Linear
from index.terms import LexicalQuery

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BUNDLED: Final = Path(__file__).parent / "models" / "subjects.json"
"""The weights that the repository carries."""

CLEAR: Final = 0.7
"""The least probability with which an instrument is taken for the one that is meant: held out, 2 of
358 that are taken are wrong, docs/citations.md. The others are shown first, but not cited."""

POSSIBLE: Final = 0.15
"""The least probability of the likeliest candidate with which paragraphs are shown first at all."""

BESIDE: Final = 0.02
"""The least probability of the others that are then shown beside it."""

COLUMNS: Final = (
    "title",  # how near a title of it is, as a share of what is ever reached
    "title_words",  # the share of the words, by their weight, that its titles have
    "title_said",  # the share of a title's words, by their weight, that are said
    "near_title",  # the same three for what stands in the clause that names the instrument
    "near_words",
    "near_said",
    "profile",  # how near the mean of its paragraphs is
    "best_dense",  # how near its nearest paragraph is
    "best_lexical",  # the share of the words that one of its paragraphs has
    "own_dense",  # how near the paragraph named is
    "own_lexical",
    "meeting",  # its title has the number of a meeting that is named
    "same_type",
    "other_type",
    "annex_named",  # an annex is spoken of, and it is one
    "annex_unnamed",  # it is an annex, and none is spoken of
    "annex_missed",  # an annex is spoken of, and it is none
    "report",
    "secretariat",  # a Secretariat is spoken of, and it is its report
)
"""What is known of a candidate beside a question, in order."""

NONE_COLUMNS: Final = (
    "body",  # another body is named anywhere
    "undated",
)
"""What speaks for none of the candidates."""

_LEAST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says: as a vector and as weighted Chinese words."""

    vector: Floats
    terms: LexicalQuery


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a question may mean: the paragraphs that its places name in a container."""

    container: Container
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A candidate with the probability that it is meant, 0 to 1."""

    container: Container
    paragraphs: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates for one question: float32 (candidates, len(COLUMNS)), (len(NONE_COLUMNS),)."""

    candidates: tuple[Candidate, ...]
    rows: Floats
    none: Floats


@dataclass(frozen=True, slots=True)
class SubjectWeights:
    """A sum for each candidate, and one for none of them."""

    candidate: Linear
    none: Linear

    def probabilities(self, choice: Choice) -> Floats:
        """Of the candidates, in order, and last of none of them; they add up to 1."""
        sums = np.append(self.candidate(choice.rows), self.none(choice.none[None, :]))
        shares = np.exp(sums - sums.max())
        return np.asarray(shares / shares.sum(), dtype=np.float32)

    def to_json(self) -> str:
        """Both sums, as index/rerank.py writes them."""
        table = {"candidate": self.candidate.to_dict(), "none": self.none.to_dict()}
        return json.dumps(table, indent=1)

    @classmethod
    def open(cls, path: Path = BUNDLED) -> SubjectWeights:
        """Read a file; raise IndexUnusable for one that is missing or holds something else."""
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                Linear.from_dict(table["candidate"], COLUMNS),
                Linear.from_dict(table["none"], NONE_COLUMNS),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"weights of subjects: {path}: {error!r}") from None


Within = Callable[[Unnumbered, Container], tuple[int, ...]]
"""The paragraphs that the places of a question name in a container, empty if one is not there."""


class Subjects:
    """The instruments of one index by their titles and texts."""

    def __init__(
        self,
        catalogue: Catalogue,
        dense: Dense,
        lexical: Lexical,
        encode: Callable[[list[str]], Floats],
        words_of: Callable[[str], frozenset[str]],
        weights: SubjectWeights | None = None,
    ) -> None:
        self._dense, self._lexical = dense, lexical
        self._weights = weights or SubjectWeights.open()
        self._others = {entry.symbol for entry in catalogue.entries if entry.session is None}
        self.containers = tuple(containers_of(catalogue.paragraphs))
        titles = [title for one in self.containers for title in one.titles]
        self._titles = encode(titles) if titles else np.zeros((0, dense.dimension), np.float32)
        self._starts = np.cumsum([0, *(len(one.titles) for one in self.containers)])
        self._words = [[words_of(title) for title in one.titles] for one in self.containers]
        means = [dense.mean_of(one.members) for one in self.containers]
        self._profiles = np.array(means, dtype=np.float32).reshape(-1, dense.dimension)

    def meant(self, choice: Choice) -> tuple[Meant, ...]:
        """The candidates that are worth a look, the most probable first."""
        shares = self._weights.probabilities(choice)[:-1].tolist()
        found = [
            Meant(one.container, one.paragraphs, share)
            for one, share in zip(choice.candidates, shares, strict=True)
        ]
        found.sort(key=lambda one: -one.probability)
        if not found or found[0].probability < POSSIBLE:
            return ()
        return tuple(one for one in found if one.probability >= BESIDE)

    def choice(
        self,
        place: Unnumbered,
        said: Said,
        near: Said,
        within: Within,
        reports: frozenset[str],
        query: str,
    ) -> Choice:
        """The candidates for a place, and what speaks for each.

        ``said`` and ``near`` are what the place says of its instrument, and next to its name.
        ``reports`` are the symbols of the session or year that ``query`` names. A candidate must be
        of these, or its title must name the year or the number of a meeting.
        """
        years, meetings = named_years(query), _ordinals(place.rest)
        dated = bool(years or reports or named_sessions(query))
        possible = [
            (at, one)
            for at, one in enumerate(self.containers)
            if _may_be(place, one)
            and (
                not dated
                or one.symbol in reports
                or (place.secretariat and one.symbol in self._others)
                or one.years & years
                or one.meetings & meetings
            )
        ]
        numbered = [(at, within(place, one)) for at, one in possible]
        having = [(at, paragraphs) for at, paragraphs in numbered if paragraphs]
        at = np.array([one for one, _ in having], dtype=np.int64)
        containers = [self.containers[one] for one in at.tolist()]
        columns = [
            *self._titled(said, at),
            *self._titled(near, at),
            *self._likeness(said, at, [paragraphs[0] for _, paragraphs in having]),
            [bool(one.meetings & meetings) for one in containers],
            *_kinds(place, containers),
            [place.secretariat and one.symbol in self._others for one in containers],
        ]
        none = [place.other_body, not dated]
        return Choice(
            tuple(Candidate(one, ps) for one, (_, ps) in zip(containers, having, strict=True)),
            np.array(columns, dtype=np.float32).reshape(len(COLUMNS), -1).T,
            np.array(none, dtype=np.float32),
        )

    def _titled(self, said: Said, at: Ints) -> list[list[float]]:
        """How near the titles are, and the two shares of words."""
        titles = self._shares(said.vector, self._titles @ said.vector)
        weights = self._lexical.term_weights(said.terms)
        shared = [self._shared(self._words[one], weights) for one in at.tolist()]
        return [
            [
                # an instrument may print no title
                float(titles[self._starts[one] : self._starts[one + 1]].max(initial=0.0))
                for one in at.tolist()
            ],
            [one for one, _ in shared],
            [one for _, one in shared],
        ]

    def _likeness(self, said: Said, at: Ints, own: Sequence[int]) -> list[list[float]]:
        """How near the texts are: profiles, the nearest paragraph and the one that is named."""
        lexical = self._lexical.score(said.terms)
        found = lexical.scores / max(lexical.ideal, _LEAST)
        similar = self._dense.similarities(said.vector, np.arange(len(found)))
        near = self._shares(said.vector, similar)
        members = [self.containers[one].members for one in at.tolist()]
        profiles = self._shares(said.vector, self._profiles[at] @ said.vector)
        return [
            profiles.tolist(),
            [float(near[one].max()) for one in members],
            [float(found[one].max()) for one in members],
            near[list(own)].tolist(),
            found[list(own)].tolist(),
        ]

    def _shared(
        self, titles: Sequence[frozenset[str]], weights: Mapping[str, float]
    ) -> tuple[float, float]:
        """The share of the words said that titles have, and of one title's words that are said."""
        both = frozenset().union(*titles) & weights.keys()
        said = sum(weights[word] for word in both) / max(sum(weights.values()), _LEAST)
        rarity = self._lexical.rarity
        shares = [
            sum(rarity(word) for word in title & weights.keys())
            / max(sum(rarity(word) for word in title), _LEAST)
            for title in titles
        ]
        return said, max(shares, default=0.0)

    def _shares(self, vector: Floats, similarities: Floats) -> Floats:
        """Similarities on the scale of index/fuse.py, which is much the same for all encoders."""
        if not vector.any():
            return np.zeros(len(similarities), dtype=np.float32)
        return dense_shares(self._dense.background.standardise(vector, similarities))


def _may_be(place: Unnumbered, container: Container) -> bool:
    """Whether what a text says of the kind of instrument allows a container.

    A resolution may be called a decision; what is said of a draft is in an annex of a report.
    """
    report = container.instrument.type is InstrumentType.REPORT
    if place.draft:
        return report and container.annex is not None
    if place.foreign:
        return False
    return not report or place.type in (None, InstrumentType.REPORT)


def _kinds(place: Unnumbered, containers: Sequence[Container]) -> list[list[bool]]:
    """Type and annex: whether what is said of them holds for each container."""
    types = [one.instrument.type for one in containers]
    annexes = [one.annex is not None for one in containers]
    return [
        [one is place.type for one in types],
        [place.type is not None and one is not place.type for one in types],
        [place.annexed and one for one in annexes],
        [one and not place.annexed for one in annexes],
        [place.annexed and not one for one in annexes],
        [
            one is InstrumentType.REPORT and not annex
            for one, annex in zip(types, annexes, strict=True)
        ],
    ]


def _ordinals(text: str) -> frozenset[int]:
    """The ordinals in a text, in any of the six languages: those of meetings among them."""
    one = fold(text).text
    found = {read_ordinal(match[0]) for match in ORDINALS.finditer(one)}
    return frozenset(found | meetings_in(one))
