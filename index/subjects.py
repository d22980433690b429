"""Which instrument is meant by "the 2024 resolution on firearms": the one with that title, or none.

Annexes and reports of the Secretariat have titles as well: "paragraph 20 of the guidelines for
governmental experts". A citation that is wrong is worse than none. So the title must be near to
what the question says of the instrument, and clearly nearer than any other's of the session or the
year that it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import InstrumentRef, InstrumentType, Paragraph, ReportEntry

Floats = npt.NDArray[np.float32]

NEAR: Final = 0.17
"""The least closeness of the title: the mean of its cosine with what the question says of the
instrument and of the share of those words, by their weight, that it has."""

CLEAR: Final = 0.1
"""By how much it must be closer than the next title. Of sixty names made up for the purpose that
no instrument has, two are taken for one: "organ trafficking" for 5/2, "wildlife crime" for 12/4."""

NEAR_REPORT: Final = 0.25
"""The least closeness of a report that is not a session's: there are few to mistake it for."""

NEAR_ANNEX: Final = 0.32
"""The least closeness where the question says neither resolution nor decision nor report."""

_SHARED: Final = 2
"""Words that a document's title must have of what the question says: "my report" is no title."""

_NEAR: Final[Mapping[InstrumentType | None, float]] = {
    None: NEAR_ANNEX,
    InstrumentType.REPORT: NEAR_REPORT,
}

_ANNEX: Final = re.compile(r"(?:附件|附录)[一二三四五六七八九十]*\s*(?P<title>.*)")
_OWN_NAME: Final = re.compile("本(职权范围|指导方针|准则|议事规则|章程|蓝图)")
"""What an annex without a title calls itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says of an instrument: as a vector and as weighted Chinese words."""

    vector: Floats
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of one instrument: how it is cited, its report, its title's vector and words.

    ``type`` is None for an annex.
    """

    citation: str
    type: InstrumentType | None
    symbol: str
    vector: Floats
    words: frozenset[str]


class Subjects:
    """The instruments of one index by their titles."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        entries: Sequence[ReportEntry],
        encode: Callable[[list[str]], Floats],
        words_of: Callable[[str], frozenset[str]],
    ) -> None:
        named = [*_instruments(paragraphs), *_annexes(paragraphs), *_documents(paragraphs, entries)]
        vectors = encode([one.title for one in named]) if named else ()
        self.subjects = tuple(
            Subject(one.citation, one.type, one.symbol, vector, words_of(one.title))
            for one, vector in zip(named, vectors, strict=True)
        )

    def meant(
        self, kind: InstrumentType | None, reports: frozenset[str], said: Sequence[Said]
    ) -> str | None:
        """The citation of the instrument that a question describes, None where it is not clear.

        ``reports`` are the symbols of the session or year that it names, empty for none; a report
        of the Secretariat may be named by the session that it was written for. ``said`` are the
        parts of it that may describe the instrument, of which the clearest counts.
        """
        scored = (
            sorted(
                (
                    (max(_closeness(subject, one) for one in said), at)
                    for at, subject in enumerate(self.subjects)
                    if subject.type is kind
                    and (not reports or subject.symbol in reports or kind is InstrumentType.REPORT)
                ),
                reverse=True,
            )
            if said
            else []
        )
        if not scored or scored[0][0] < _NEAR.get(kind, NEAR):
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR:
            return None
        return self.subjects[scored[0][1]].citation


@dataclass(frozen=True, slots=True)
class _Titled:
    citation: str
    type: InstrumentType | None
    symbol: str
    title: str


def _instruments(paragraphs: Sequence[Paragraph]) -> Iterator[_Titled]:
    """Resolutions and decisions."""
    found: dict[InstrumentRef, str] = {}
    for paragraph in paragraphs:
        instrument = paragraph.citation.instrument
        if instrument.type is not InstrumentType.REPORT and instrument.title:
            found.setdefault(instrument, paragraph.citation.symbol)
    for instrument, symbol in found.items():
        yield _Titled(_cited(instrument), instrument.type, symbol, instrument.title)


def _annexes(paragraphs: Sequence[Paragraph]) -> Iterator[_Titled]:
    """Annexes and appendices, by their headings or by what they call themselves."""
    groups: dict[tuple[InstrumentRef, str], list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.citation.annex:
            key = (paragraph.citation.instrument, paragraph.citation.annex)
            groups.setdefault(key, []).append(paragraph)
    for (instrument, name), members in groups.items():
        headings = [match for part in members[0].path if (match := _ANNEX.match(part))]
        own = [found for member in members for found in _OWN_NAME.findall(member.text)]
        title = headings[-1]["title"] if headings else ""
        if own and not title:
            title = f"{max(own, key=own.count)} {instrument.title}"
        annex, _, appendix = name.partition(" app ")
        place = f"appendix {appendix}, annex {annex}" if appendix else f"annex {annex}"
        if title:
            symbol = members[0].citation.symbol
            yield _Titled(f"{place}, {_cited(instrument)}", None, symbol, title)


def _documents(
    paragraphs: Sequence[Paragraph], entries: Sequence[ReportEntry]
) -> Iterator[_Titled]:
    """Reports that are not a session's."""
    others = {entry.symbol for entry in entries if entry.session is None}
    found: dict[str, str] = {}
    for paragraph in paragraphs:
        instrument = paragraph.citation.instrument
        if paragraph.citation.symbol in others and instrument.type is InstrumentType.REPORT:
            found.setdefault(paragraph.citation.symbol, instrument.title)
    for symbol, title in found.items():
        about = title.partition("：")[0]  # without whose report it is
        yield _Titled(symbol, InstrumentType.REPORT, symbol, about)


def _cited(instrument: InstrumentRef) -> str:
    if instrument.type is InstrumentType.REPORT:
        return instrument.number
    return f"{instrument.type.value} {instrument.number}"


def _closeness(subject: Subject, said: Said) -> float:
    total = sum(said.weights.values())
    shared = subject.words & said.weights.keys()
    if subject.type in _NEAR and len(shared) < _SHARED:
        return 0.0
    found = sum(said.weights[word] for word in shared)
    share = found / total if total else 0.0
    return (float(subject.vector @ said.vector) + share) / 2
