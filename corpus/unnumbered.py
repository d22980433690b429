"""Paragraphs of a resolution that a text names by its subject: "the 2024 resolution on firearms".

corpus/reference.py reads what is cited by number, symbol or session; this is for the rest. Which
instrument is meant, whoever knows their titles can find out (index/subjects.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import InstrumentType
from corpus.reference import citation_parts
from corpus.reference_text import fold, folded


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A text that names paragraphs of a resolution or decision without saying its number.

    ``place`` is how the text names the paragraphs ("operative paragraph 4"), ``rest`` the text
    without them: what the instrument is about, if it says so.
    """

    type: InstrumentType
    place: str
    rest: str


_PLACES = frozenset(
    ("paragraph", "chinese_paragraph", "annex", "appendix", "preambular", "operative", "letters")
)
_NAMING = frozenset(("number", "symbol", "akn", "nth", "report"))
_CHINESE_TYPE = re.compile("(?P<resolution>决议(?!草案))|决定(?!了|如何|要|对|将|性)")


_TYPE_HINT = re.compile(folded("resol|res\\.|decis|резолюц|решени|рез\\.|قرار|مقرر|决议|决定"))
"""A text without any of these names no resolution or decision."""


def unnumbered(text: str) -> Unnumbered | None:
    """The place in an instrument that a text names by its subject alone, None if it names none.

    "paragraph 4 of the 2024 resolution on firearms": whoever knows the instruments can find out
    which one is meant (index/subjects.py).
    """
    one = fold(text)
    if not _TYPE_HINT.search(one.text):
        return None
    parts = citation_parts(text)
    names = {part.name for part in parts}
    others = {name for name in names if name.startswith("body_")} - {"body_ctoc_cop"}
    if others or names & _NAMING or not names & {"paragraph", "chinese_paragraph"}:
        return None
    words = next((part.match[0] for part in parts if part.name == "type"), "")
    chinese = _CHINESE_TYPE.search(one.text)
    if not words and not chinese:
        return None
    if words:
        decision = re.match("dec|реш|(?:ال)?مقرر", words) is not None
    else:
        decision = chinese is not None and not chinese["resolution"]
    places = [part for part in parts if part.name in _PLACES]
    spans = [one.source_span(part.match.start(), part.match.end()) for part in places]
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    return Unnumbered(
        InstrumentType.DECISION if decision else InstrumentType.RESOLUTION,
        ", ".join(text[start:end] for start, end in spans),
        rest,
    )
