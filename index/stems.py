"""Foreign questions cut into words, and the one key that all forms of a word share.

words_of    question -> words as written            l'entraide judiciaire -> l, entraide, judiciaire
stem_of     one key for all forms of a word         judiciaires -> judiciair
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, Protocol

from corpus.model import Language
from index.language import FUNCTION_WORDS, strip_accents

FOREIGN: Final = tuple(language for language in Language if language is not Language.ZH)

STEM: Final = "*"
"""Ends a key that stands for all forms of a word: "judiciair*"."""

_MARKS: Final = re.compile("[\u0301\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Stress marks, Arabic vowel signs and the stroke that lengthens Arabic words."""

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
"""The digits of Arabic questions."""

_WORD: Final = re.compile(
    r"[a-z]+[a-z0-9.]*(?:/[a-z0-9.]*[a-z0-9])+"  # ctoc/cop/2016/2
    r"|\d+(?:[.,/]\d+)*"  # 2016, 8/1, 10,000
    r"|[^\W\d_]+"
)

_ALGORITHMS: Final = {
    Language.EN: "english",
    Language.FR: "french",
    Language.ES: "spanish",
    Language.RU: "russian",
}

_ARTICLES: Final = ("وال", "بال", "كال", "فال", "ال", "لل")
_ENDINGS: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
PROCLITICS: Final = "وبلكفس"
"""Arabic letters that may be written onto a word: and, with, for."""


def words_of(text: str, language: Language) -> list[str]:
    """Return the words, numbers and symbols of a text, in lower case, accents kept.

    Russian ё is written е, as in most Russian text.
    """
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    folded = folded.translate(_DIGITS)
    return _WORD.findall(folded.replace("ё", "е") if language is Language.RU else folded)


@functools.lru_cache(maxsize=65536)
def stem_of(word: str, language: Language) -> str:
    """Return what a word's forms have in common, without accents.

    Snowball's stemmers (Porter 2001), Spanish and French ones after the accents are folded, so
    that a question typed without them finds the same key; for Arabic the light10 stemmer (Larkey,
    Ballesteros and Connell 2007).
    """
    if language is Language.AR:
        return _light10(strip_accents(word))
    if language is Language.RU:
        return strip_accents(_stemmer(language).stemWord(word)) or word
    folded = strip_accents(word)
    return str(_stemmer(language).stemWord(folded)) or folded


def is_function_word(word: str, language: Language) -> bool:
    """Whether a word as written says nothing about the answer."""
    return strip_accents(word) in FUNCTION_WORDS[language]


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (Snowball's name)


@functools.cache
def _stemmer(language: Language) -> _Stemmer:
    """Snowball's stemmer, imported with the first foreign question: 20 ms."""
    import snowballstemmer  # type: ignore[import-untyped]  # ships no types  # noqa: PLC0415

    found: _Stemmer = snowballstemmer.stemmer(_ALGORITHMS[language])
    return found


def _light10(word: str) -> str:
    if word.startswith("و") and len(word) > 3:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    word = word.replace("ى", "ي").replace("ة", "ه")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)]
    return word


def key_of(word: str, language: Language) -> str:
    """The key that a word has in a phrase: function words as they are, others by their stem."""
    return strip_accents(word) if is_function_word(word, language) else stem_of(word, language)


def phrase_key(words: Sequence[str], language: Language) -> str:
    """The key of a word or a phrase in a table of meanings: "judiciair*", "entraid judiciair"."""
    keys = [key_of(word, language) for word in words]
    return keys[0] + STEM if len(keys) == 1 else " ".join(keys)
