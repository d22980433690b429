"""Paragraphs of a resolution that a text names by its subject: "the 2024 resolution on firearms".

corpus/reference.py reads what is cited by number, symbol or session; this is for the rest. Which
instrument is meant, whoever knows their titles can find out (index/subjects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import InstrumentType, Span
from corpus.reference import citation_parts, find_references
from corpus.reference_draft import Part
from corpus.reference_gaps import TYPE_HINT
from corpus.reference_text import fold


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A text that names paragraphs of a resolution or decision without saying its number.

    ``place`` is how the text names the paragraphs ("operative paragraph 4"), ``rest`` the text
    without them, and ``about`` the clause of it that speaks of the instrument: its subject, if
    the text says it.
    """

    type: InstrumentType
    place: str
    rest: str
    about: str


_PLACES = frozenset(
    (
        "paragraph", "chinese_paragraph", "annex", "appendix", "preambular", "operative",
        "letters", "table",
    )
)  # fmt: skip
_NAMED = frozenset(("paragraph", "chinese_paragraph", "table"))
_NAMING = frozenset(("number", "symbol", "akn", "nth"))
_CHINESE_TYPE = re.compile("(?P<resolution>决议(?!草案))|决定(?!了|如何|要|对|将|性)")
_CLAUSE_ENDS = re.compile("[,;:!?。，；：！？、]")
"""What ends the clause that says what an instrument is about; a title in quotes is part of it."""


def unnumbered(text: str) -> Unnumbered | None:
    """The place in an instrument that a text names by its subject alone, None if it names none.

    "paragraph 4 of the 2024 resolution on firearms": whoever knows the instruments can find out
    which one is meant (index/subjects.py).
    """
    one = fold(text)
    if not TYPE_HINT.search(one.text):
        return None
    parts = citation_parts(text)
    names = {part.name for part in parts}
    if names & _NAMING or not names & _NAMED or _is_cited(text):
        return None
    type_ = next((part.match for part in parts if part.name == "type"), None)
    type_ = type_ or _CHINESE_TYPE.search(one.text)
    if type_ is None or _of_another_body(parts, one.text, type_.start()):
        return None
    decision = re.match("dec|реш|(?:ال)?مقرر|决定", type_[0]) is not None
    places = [part.match for part in parts if part.name in _PLACES]
    spans = [one.source_span(*match.span()) for match in places]
    sessions = [part.match for part in parts if part.name == "session"]
    silent = [one.source_span(*match.span()) for match in (*places, *sessions, type_)]
    start, end = _clause(one.text, *type_.span())
    return Unnumbered(
        InstrumentType.DECISION if decision else InstrumentType.RESOLUTION,
        ", ".join(text[left:right] for left, right in spans),
        _without(text, spans, (0, len(text))),
        _without(text, silent, one.source_span(start, end)),
    )


def _is_cited(text: str) -> bool:
    """Whether the text's paragraphs belong to something that it names otherwise, as a report."""
    return any(reference.names_paragraphs for reference in find_references(text))


def _of_another_body(parts: Iterable[Part], text: str, type_start: int) -> bool:
    """Whether the clause of the word "resolution" says that it is another body's."""
    start, _ = _clause(text, type_start, type_start)
    return any(
        part.name.startswith("body_")
        and part.name != "body_ctoc_cop"
        and start <= part.match.start() <= type_start
        for part in parts
    )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which a word of a text stands."""
    before = [match.end() for match in _CLAUSE_ENDS.finditer(text, 0, start)]
    after = _CLAUSE_ENDS.search(text, end)
    return max(before, default=0), after.start() if after else len(text)


def _without(text: str, spans: Iterable[Span], within: Span) -> str:
    """A range of a text without others."""
    kept, at = "", within[0]
    for start, end in sorted(spans):
        if within[0] <= start and end <= within[1] and start >= at:
            kept += text[at:start] + " "
            at = end
    return kept + text[at : within[1]]
