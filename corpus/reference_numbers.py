"""Numbers as citations write them in the six languages: ordinals, letters, bis and ter.

Tables serve both directions: corpus/labels.py writes with them, corpus/reference.py reads. Read
functions take folded text (see corpus/reference_text.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.model import Language
from corpus.numerals import bis_suffix, chinese_numeral, roman
from corpus.reference_text import fold, folded

MOST_ORDINALS = 30
"""Ordinals are words up to here: the longest preamble of the corpus has 21 paragraphs."""


def _words_of(text: str) -> list[str]:
    return text.split()


_EN = _words_of(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_FR = _words_of(
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième "
    "dixième onzième douzième treizième quatorzième quinzième seizième dix-septième "
    "dix-huitième dix-neuvième vingtième"
)
_ES = _words_of(
    "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo "
    "duodécimo decimotercer decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo "
    "decimonoveno vigésimo"
)
_RU = _words_of(
    "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый "
    "одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый шестнадцатый "
    "семнадцатый восемнадцатый девятнадцатый двадцатый"
)
# the feminine of الفقرة and الدورة, then the masculine of المرفق and التذييل
_AR = _words_of("الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة")
_AR_MASCULINE = _words_of("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")

ORDINAL_WORDS: Mapping[Language, tuple[str, ...]] = {
    Language.EN: (*_EN, *(f"twenty-{n}" for n in _EN[:9]), "thirtieth"),
    Language.FR: (
        *_FR,
        "vingt et unième",
        *(f"vingt-{n}" for n in _FR[1:9]),
        "trentième",
    ),
    Language.ES: (*_ES, *(f"vigésimo {n}" for n in _ES[:9]), "trigésimo"),
    Language.RU: (*_RU, *(f"двадцать {n}" for n in _RU[:9]), "тридцатый"),
    Language.AR: (
        *_AR,
        *(f"{n} عشرة" for n in ("الحادية", *_AR[1:9])),
        "العشرون",
        *(f"{n} والعشرون" for n in ("الحادية", *_AR[1:9])),
        "الثلاثون",
    ),
}
"""First to thirtieth, in the gender of the word for a paragraph, by language."""

ANNEX_ORDINALS: tuple[str, ...] = (
    *_AR_MASCULINE,
    *(f"{n} عشر" for n in ("الحادي", *_AR_MASCULINE[1:9])),
    "العشرون",
)
"""First to twentieth in Arabic, in the gender of the word for an annex."""

ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشتثخذض"
"""The letters of sub-items in Arabic, a to z in the order of the abjad, as the UN writes them."""

BIS = tuple(bis_suffix(c) for c in "二三四五六七八九")
"""bis, ter, quater …: the second, third, fourth paragraph of one number."""

_ARABIC_BIS = (
    "مكررا",
    *(f"مكررا {n}" for n in ["ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا"]),
)

CYRILLIC_BIS = {"бис": "bis", "тер": "ter", "кватер": "quater", "квинквиес": "quinquies"}
"""As Russian texts write the Latin words; folded, й and и are one."""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text)


def ordinal(number: int, language: Language) -> str:
    """A positive number as an ordinal of a paragraph: 6 is sixth, sixième, sexto, 六.

    Beyond thirty the five languages other than Chinese write digits.
    """
    if language is Language.ZH:
        return chinese_numeral(number)
    if number <= MOST_ORDINALS:
        return ORDINAL_WORDS[language][number - 1]
    ends = {1: "st", 2: "nd", 3: "rd"}
    english = "th" if number % 100 in (11, 12, 13) else ends.get(number % 10, "th")
    endings = {Language.EN: english, Language.FR: "e", Language.ES: ".º", Language.RU: "-й"}
    return f"{number}{endings.get(language, '')}"


def read_roman(text: str) -> int:
    """The value of a lower-case Roman numeral up to 100; raises ValueError for other letters."""
    for number in range(1, 101):
        if roman(number).lower() == text:
            return number
    raise ValueError(f"{text!r} is not a Roman numeral up to 100")


def arabic_bis(suffix: str) -> str:
    """The suffix of an inserted paragraph in Arabic: bis is مكررا, ter is مكررا ثانيا."""
    return _ARABIC_BIS[BIS.index(suffix)]


def read_bis(text: str) -> str:
    """The Latin suffix of an inserted paragraph: 之四 and مكررا ثالثا are quater."""
    words = _squeezed(text.strip())
    if words.startswith("之"):
        return bis_suffix(words[1:].strip())
    if words in BIS:
        return words
    if words in CYRILLIC_BIS:
        return CYRILLIC_BIS[words]
    return BIS[_ARABIC_BIS.index(re.sub("^مكرر(?!ا)", "مكررا", words))]


def arabic_letter(letter: str) -> str:
    """The Arabic letter of a sub-item: a is أ, c is ج."""
    return ARABIC_LETTERS[ord(letter) - ord("a")]


_LETTERS: Mapping[str, str] = {
    fold(arabic).text: chr(ord("a") + n) for n, arabic in enumerate(ARABIC_LETTERS)
} | dict(zip(folded("асеорхбгд"), "aceopxbde", strict=True))
"""Arabic letters, the Cyrillic letters that look like the Latin ones that the UN prints, and those
that can only be counted in the Russian alphabet: а, б, г, д (в looks like b and counts as c)."""


def read_letter(text: str) -> str:
    """The Latin letter of a sub-item from any script; Latin letters stay as they are."""
    return _LETTERS.get(text, text)
