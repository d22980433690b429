"""Paragraphs become passages: what is embedded, with the context that says what it is about.

A paragraph is one passage, or several where it is long; all of them count as one hit. A passage's
context is kept apart from its text, so that the text alone can be highlighted and the two can be
weighted against each other when they are embedded (index/build.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from corpus.model import InstrumentType, Paragraph
from index.model import Passage

LONGEST_TEXT: Final = 240
"""Characters. The mean that a static encoder takes says the less about each sentence the more of
them there are; 240 is what 95 paragraphs of 100 stay below, so that only lists of speakers or
documents and the longest recitals are cut. It is also well inside the 512 tokens of any model that
may be plugged in, one Chinese character to a token."""

LONGEST_CHAPEAU: Final = 100
"""Characters. The verb and what the sub-items have in common stand at a chapeau's beginning."""

SENTENCE_ENDS: Final = ("\n", "。", "；", "！", "？", ";", ". ", "：", "，", "、", " ", "")
"""Where a long text is cut, best place first: entries of a list stand on lines of their own. The
last, the empty string, cuts anywhere, in a text without any of the others."""

Cut = Callable[[str], Sequence[str]]


def build_passages(paragraphs: Sequence[Paragraph]) -> tuple[Passage, ...]:
    """Return the passages of all paragraphs, in order.

    1. every paragraph has at least one passage
    2. the texts of a paragraph's passages, joined, are its text
    3. no text is longer than LONGEST_TEXT
    """
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    cut = sentence_cutter()
    return tuple(
        Passage(ordinal, part, context_of(paragraph, texts))
        for ordinal, paragraph in enumerate(paragraphs)
        for part in parts_of(paragraph.text, cut)
    )


def context_of(paragraph: Paragraph, texts: Mapping[str, str]) -> str:
    """Join the instrument's heading with its title, the headings under it, and the chapeau.

    Each stands on a line of its own. What is above an instrument ("A. Resolutions") and a report's
    own title are left out: they say no more about one paragraph than about another. ``texts`` are
    the paragraphs' texts by id.
    """
    instrument = paragraph.citation.instrument
    path = paragraph.path
    if instrument.type is not InstrumentType.REPORT:
        own = [level for level, heading in enumerate(path) if instrument.title in heading]
        path = path[own[0] :] if own else (instrument.title, *path)
    chapeau = texts.get(paragraph.chapeau or "", "")[:LONGEST_CHAPEAU]
    return "\n".join(dict.fromkeys(part for part in (*path, chapeau) if part.strip()))


def parts_of(text: str, cut: Cut) -> Sequence[str]:
    """Cut a text that is longer than LONGEST_TEXT; joined, the parts are the text."""
    if len(text) <= LONGEST_TEXT:
        return (text,)
    return cut(text) or (text,)


def sentence_cutter(longest: int = LONGEST_TEXT) -> Cut:
    """Return a function that cuts texts at sentence ends into parts of at most ``longest``."""
    from langchain_text_splitters import (  # noqa: PLC0415 (serving never cuts)
        RecursiveCharacterTextSplitter,
    )

    splitter = RecursiveCharacterTextSplitter(
        separators=list(SENTENCE_ENDS),
        keep_separator="end",
        chunk_size=longest,
        chunk_overlap=0,
        strip_whitespace=False,
    )
    return splitter.split_text
