"""Aligned text becomes sentence pairs of words, foreign and Chinese, ready for word alignment.

The rows are those of index/training/rows.py: without repeats, without sides of odd length, without
the held-out resolutions. A paragraph that splits into as many sentences in both languages gives
its sentences, for words align better in short texts.

Format of `<language>.pairs`: one pair a line, the foreign words and the Chinese words, each joined
by spaces, with a tab between the two sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from corpus.model import Language
from index.lexicon import HAN_RUN, Lexicon, Segmenter
from index.stems import words_of
from index.terms import Cutter
from index.training.rows import Row

LONGEST_SIDE: Final = 110
"""Words. Longer sides are 1 % of the pairs, mostly lists, and align badly."""

UN_SOURCES: Final = frozenset(
    {"un-resolutions", "unpc-dev", "sdg", "udhr", "tico-19", "cldr-countries", "sample"}
)
"""What every language's lexicon is learned from: the health texts (TICO-19) are of another genre
but have everyday words that resolutions lack."""

LAW_SOURCES: Final = frozenset({"moj-law"})
"""What the English lexicon is learned from as well; the laws have no other language."""

Pair = tuple[Sequence[str], Sequence[str]]


def chinese_words(lexicon: Lexicon) -> Callable[[str], list[str]]:
    """Return a function that cuts Chinese text into words as an index does, without sub-words."""
    cutter, segmenter = Cutter(lexicon), Segmenter(lexicon)

    def cut(text: str) -> list[str]:
        words: list[str] = []
        folded, end = cutter.fold(text), 0
        for run in HAN_RUN.finditer(folded):
            words += cutter.terms(folded[end : run.start()]).words
            words += segmenter.cut(run.group())
            end = run.end()
        return [*words, *cutter.terms(folded[end:]).words]

    return cut


def sentence_pairs(rows: Sequence[Row], language: str, sources: frozenset[str]) -> Iterator[Row]:
    """Yield the training rows of a language: a paragraph's sentences where there are any.

    `sources` are the names of the sources to take; a row without the language or without Chinese
    is left out.
    """
    usable = [
        row
        for row in rows
        if row.source in sources
        and not row.held_out
        and row.kind in {"paragraph", "sentence"}
        and {"zh", language} <= row.texts.keys()
    ]
    split = {row.parent for row in usable if row.kind == "sentence"}
    for row in usable:
        if row.kind == "sentence" or row.id not in split:
            yield row


def cut_pairs(
    rows: Iterable[Row], language: Language, cut: Callable[[str], list[str]]
) -> Iterator[Pair]:
    """Yield both sides of each row as words; without those that are empty or too long."""
    for row in rows:
        foreign = words_of(row.texts[language.value], language)
        chinese = cut(row.texts["zh"])
        if 0 < len(foreign) <= LONGEST_SIDE and 0 < len(chinese) <= LONGEST_SIDE:
            yield foreign, chinese


def write_pairs(pairs: Iterable[Pair], path: Path) -> int:
    """Write pairs; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for foreign, chinese in pairs:
            out.write(f"{' '.join(foreign)}\t{' '.join(chinese)}\n")
            count += 1
    return count


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read what `write_pairs` wrote."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            foreign, chinese = line.rstrip("\n").split("\t")
            yield foreign.split(" "), chinese.split(" ")
