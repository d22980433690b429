"""Text becomes terms: what a question and a paragraph must share to match word by word.

    fold    one form for each character    ＣＯＰ -> cop, 決議 -> 决议, résolution -> resolution
    words   Chinese words, Latin words, numbers, symbols     CTOC/COP/2016/2, 8/1, sherloc, 枪支
    pairs   neighbouring Han characters, for words that no dictionary has

The corpus at build time and the question at query time pass through the same `Cutter`, so that they
always agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from corpus.model import Language
from index.language import FUNCTION_WORDS, strip_accents
from index.lexicon import HAN, Lexicon, Segmenter

_PIECE: Final = re.compile(
    r"(?P<symbol>[a-z][a-z0-9.]{0,15}(?:/[a-z0-9.]{0,15}[a-z0-9])+)"  # ctoc/cop/2016/2, l.4/rev.2
    r"|(?P<pair>\d+/\d+)"  # 8/1, 69/193
    r"|(?P<mixed>\d+[a-z][a-z0-9]*)"  # 3d, 77th
    r"|(?P<number>\d+(?:[.,]\d+)*)"  # 18, 1.5, 10,000
    rf"|(?P<han>[{HAN}]+)"
    rf"|(?P<word>[^\W\d_{HAN}][^\W_{HAN}]*)"  # sherloc, cop8, права
)

"""Lengths are bounded where a failed attempt would be repeated at every character of a long run."""

_SYMBOL_WORD: Final = re.compile(r"[a-z]{2,}")

_SINGLE: Final = 0.3
"""Weight of a one-character word in a question: a digit, an initial, or what is left of a word that
the corpus does not use; they meet their like by accident. Not tuned."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text in text order, with repeats."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """The terms of a question with their weights, 0 or more.

    Translations of a foreign question's words come in here as well, as words weighted by their
    probability (probabilistic structured queries, Darwish and Oard 2003).
    """

    words: Mapping[str, float] = field(default_factory=dict)
    pairs: Mapping[str, float] = field(default_factory=dict)


class Cutter:
    """Cuts texts into terms with one lexicon; safe to use from several threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._segmenter = Segmenter(lexicon)
        self._variants = str.maketrans(dict(lexicon.variants))
        self._last: tuple[str, Terms] = ("", Terms((), ()))

    def simplify(self, text: str) -> str:
        """Replace traditional characters by simplified ones and change nothing else."""
        return text.translate(self._variants)

    def fold(self, text: str) -> str:
        """Compatibility forms, case, accents, non-European digits and traditional characters.

        A text that is folded already stays as it is. Its length may differ from the text's.
        """
        plain = strip_accents(unicodedata.normalize("NFKC", text).casefold())
        if not plain.isascii():
            plain = "".join(_digit(char) for char in plain)
        return plain.translate(self._variants)

    def terms(self, text: str) -> Terms:
        """Return every term of a text."""
        known = self._last  # a question's are asked for twice: all of them, and what is asked
        if known[0] != text:
            known = (text, self._cut(text))
            self._last = known
        return known[1]

    def _cut(self, text: str) -> Terms:
        words: list[str] = []
        pairs: list[str] = []
        for match in _PIECE.finditer(self.fold(text)):
            piece = match.group()
            if match.lastgroup == "han":
                words += self._segmenter.cut_for_search(piece)
                pairs += [piece[i : i + 2] for i in range(len(piece) - 1)]
            else:
                words.append(piece)
            if match.lastgroup == "symbol":
                words += _SYMBOL_WORD.findall(piece)
        return Terms(tuple(words), tuple(pairs))

    def query(self, text: str, language: Language) -> LexicalQuery:
        """Return the terms of a question, without its language's function words.

        A question of nothing but function words keeps them: they are all there is to look for.
        """
        terms = self.terms(text)
        kept = _content(terms.words, language) or terms.words
        return LexicalQuery(dict(_weighted(kept)), dict.fromkeys(terms.pairs, 1.0))

    def content_words(self, text: str, language: Language) -> tuple[str, ...]:
        """Return the words of a text that are no function words of a language."""
        return _content(self.terms(text).words, language)


def _content(words: Sequence[str], language: Language) -> tuple[str, ...]:
    skipped = FUNCTION_WORDS[language]
    return tuple(word for word in words if word not in skipped)


def _digit(char: str) -> str:
    """٨ and ８ become 8; anything else stays."""
    return str(unicodedata.digit(char)) if char.isdigit() else char


def _weighted(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    for word in words:
        yield word, _SINGLE if len(word) == 1 else 1.0
