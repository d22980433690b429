"""The parts of the corpus that a paragraph's number counts in: instruments, annexes, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import InstrumentRef, InstrumentType, Kind, Paragraph
from corpus.numerals import chinese_number
from corpus.periods import named_years

Ints = npt.NDArray[np.int64]

_HEADING: Final = re.compile(r"附件|附录")
_OWN_NAME: Final = re.compile("本(职权范围|指导方针|准则|议事规则|章程|蓝图)")
"""What an annex calls itself."""
_MEETING: Final = re.compile("第([一二三四五六七八九十]+)[次届]")


@dataclass(frozen=True, slots=True)
class Container:
    """An instrument's own part, an annex or an appendix, with what its titles say.

    ``instrument`` and ``annex`` as in a citation; ``members`` its paragraphs but footnotes. An
    annex has its heading, what it calls itself and the instrument's title.
    """

    instrument: InstrumentRef
    symbol: str
    annex: str | None
    members: Ints
    titles: tuple[str, ...]
    years: frozenset[int]
    meetings: frozenset[int]


def containers_of(paragraphs: Sequence[Paragraph]) -> Iterator[Container]:
    """Every instrument, annex and appendix, in document order."""
    groups: dict[tuple[InstrumentRef, str, str | None], list[int]] = {}
    for ordinal, paragraph in enumerate(paragraphs):
        citation = paragraph.citation
        if citation.kind is not Kind.FOOTNOTE:
            key = (citation.instrument, citation.symbol, citation.annex)
            groups.setdefault(key, []).append(ordinal)
    for (instrument, symbol, annex), members in groups.items():
        titles = [instrument.title]
        if annex is not None:
            headings = [part for part in paragraphs[members[0]].path if _HEADING.match(part)]
            own = [name for at in members for name in _OWN_NAME.findall(paragraphs[at].text)]
            called = [max(own, key=own.count)] if own else []
            report = instrument.type is InstrumentType.REPORT
            titles = [*headings[-1:], *called, *([] if report else titles)]
        yield Container(
            instrument,
            symbol,
            annex,
            np.array(members, dtype=np.int64),
            tuple(titles),
            named_years("\n".join(titles)),
            meetings_in("\n".join(titles)),
        )


def meetings_in(text: str) -> frozenset[int]:
    """The numbers of meetings and sessions that a Chinese text names: 第十五次会议 is 15."""
    return frozenset(chinese_number(one) for one in _MEETING.findall(text))
