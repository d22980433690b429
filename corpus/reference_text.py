"""Folding: one spelling for all the ways in which people type a citation, with the way back.

Full-width and Persian digits, capitals, accents, traditional characters, vowel signs, invisible
direction marks and the many dashes and quotation marks are folded, so that one pattern reads all;
every folded character knows the place of the character it comes from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from corpus.reference_spelling import misspelt

_TRADITIONAL = dict(
    zip(
        "決議號會屆報執錄條項規則註腳節締約國聯經濟員單無編個開書於與",
        "决议号会届报执录条项规则注脚节缔约国联经济员单无编个开书于与",
        strict=True,
    )
)
_ONE_SPELLING = (
    _TRADITIONAL
    | dict.fromkeys("‐‑‒–—―−－～〜~", "-")
    | dict.fromkeys("‘’`´′ʼ", "'")
    | dict.fromkeys("“”„«»「」『』", '"')
    | {"〔": "(", "〕": ")"}
    | {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ہ": "ه", "،": ",", "؛": ";", "؟": "?", "⁄": "÷"}
)
_DROPPED = {"Mn", "Cf", "Me"}


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``places[i]`` is the index in the source of the character ``text[i]``."""

    text: str
    places: tuple[int, ...] | range

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that a non-empty range of the folded text is from."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold a text: capitals, widths, accents, digits, traditional characters, marks.

    Words of citations that are misspelt by one slip are put right. A few texts are remembered: a
    question is folded for its citations, its session and its year.
    """
    return _put_right(_fold(text))


def _fold(text: str) -> Folded:
    if text.isascii():
        return Folded(_fold_ascii(text), range(len(text)))
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in _fold_character(character):
            out.append(one)
            places.append(place)
    return Folded("".join(out), tuple(places))


# resolution 8-4 · рез. 12.1 · 决议8\1: a number with another sign for the slash
_SLASHED = re.compile(
    r"((?:(?<![a-zа-я])(?:resolution|decision|resolucion|резолюци[ияюеи]|решени[еия]"
    r"|(?:res|dec|рез|реш)\.?)|(?:قرار|مقرر)|决议|决定)\s?(?:no\.?\s?|n°\s?|№\s?|第)?\d{1,2})"
    r"[-.\\_|](?=\d{1,2}(?![\d/]|[-.]\d|\s?(?:%|年|月)))"
)


def _put_right(one: Folded) -> Folded:
    """The text with its misspelt words as they are meant, each letter at the place of another."""
    text = _SLASHED.sub(r"\1/", one.text)
    wrong = misspelt(text)
    if not wrong:
        return one if text == one.text else Folded(text, one.places)
    places = list(one.places)
    for start, end, word in reversed(wrong):
        text = text[:start] + word + text[end:]
        stretched = [places[min(start + n, end - 1)] for n in range(len(word))]
        stretched[-1] = places[end - 1]
        places[start:end] = stretched
    return Folded(text, tuple(places))


def folded(pattern: str) -> str:
    """A pattern written in ordinary spelling, as it must be to match folded text.

    Only characters outside ASCII change, so the syntax of the pattern keeps its meaning.
    """
    return "".join(c if c.isascii() else _fold_character(c) for c in pattern)


_ASCII = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "~": "-", "`": "'"})


def _fold_ascii(text: str) -> str:
    return text.lower().translate(_ASCII)


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """The folded form of one character, of any length: É is e, ㈠ is (一), a vowel sign is none."""
    if character.isascii():
        return _fold_ascii(character)
    if character == "⁄":
        return "/"  # that of a fraction in one character, ½, becomes another sign
    if unicodedata.decomposition(character).startswith(("<super> 003", "<super> 00B")):
        return " "  # ² marks a footnote, º ends an ordinal
    return "".join(_fold_simple(one) for one in unicodedata.normalize("NFKD", character))


def _fold_simple(character: str) -> str:
    """The folded form of one character of a decomposition."""
    if unicodedata.category(character) in _DROPPED or character == "ـ":
        return ""
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    if character.isspace():
        return " "
    return _ONE_SPELLING.get(character, character).lower()


def latin(pattern: str) -> str:
    """A pattern of words in Latin or Cyrillic letters that is not part of a longer word."""
    return f"(?<![a-zа-я])(?:{pattern})(?![a-zа-я])"


def arabic(pattern: str) -> str:
    """A pattern of Arabic words with article and prefixes: القرار, والقرار, للقرار, بالقرار."""
    return f"(?<![ء-ي])[وفبكل]{{0,2}}(?:ال)?(?:{pattern})(?![ء-ي])"
