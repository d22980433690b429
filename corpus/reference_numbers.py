"""Numbers as citations write them in the six languages: ordinals, letters, bis and ter.

Tables serve both directions: corpus/labels.py writes with them, corpus/reference.py reads. Read
functions take folded text (see corpus/reference_text.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.model import Language
from corpus.numerals import bis_suffix, chinese_number, chinese_numeral, roman
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

_RUSSIAN_END = folded(
    "(?:ый|ий|ой|ая|ая|ое|ые|ого|его|ому|ему|ым|им|ом|ем|ую|ей|ья|ье|ьего|ьей|ью|ых|их)"
)
_VARIANTS: Mapping[str, int] = {
    "premiere": 1,
    "second": 2,
    "seconde": 2,
    "primero": 1,
    "primera": 1,
    "tercero": 3,
    "tercera": 3,
    "septima": 7,
    "decimo primer": 11,
    "decimoprimer": 11,
    "decimo segundo": 12,
    "decimosegundo": 12,
    "decimo tercer": 13,
    "decimotercero": 13,
    "decimo cuarto": 14,
    "decimo quinto": 15,
    "decimo sexto": 16,
    "decimo septimo": 17,
    "decimo octavo": 18,
    "decimo noveno": 19,
    "vigesimo primero": 21,
    "vigesimo tercero": 23,
    "vigesimoprimer": 21,
    "vigesimosegundo": 22,
}


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text)


def _words() -> dict[str, int]:
    """Every ordinal word that is read, folded, with its number; Russian ones without ending."""
    read = dict(_VARIANTS)
    for language, words in ORDINAL_WORDS.items():
        for n, word in enumerate(words, start=1):
            text = _squeezed(fold(word).text)
            if language is Language.RU:
                text = re.sub(f"{_RUSSIAN_END}$", "", text)
            read[text] = n
            if language is Language.ES:
                read[re.sub("o$", "a", text)] = n
            if language is Language.AR:
                read[text.replace("ون", "ين")] = n
    for n, word in enumerate(ANNEX_ORDINALS, start=1):
        read[_squeezed(fold(word).text)] = n
    return read


_READ = _words()


def _ordinal_pattern() -> str:
    words = sorted(_READ, key=len, reverse=True)
    russian = [w for w in words if re.match("[а-я]", w)]
    others = [w for w in words if w not in russian]
    letter = folded("[a-zа-яء-ي]")
    listed = "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in others)
    stems = "|".join(w.replace(" ", r"[\s-]") for w in russian)
    return (
        rf"(?:(?<!{letter})(?:(?:{listed})|(?:{stems}){_RUSSIAN_END})(?!{letter})"
        # 6th · 6e · 6ème · 6º · 6-й
        rf"|(?<![\d/])\d{{1,2}}(?:\.?(?:st|nd|rd|th|ere?|eme|e|o|a)|-?{folded('[йяегоум]{1,3}')})(?!{letter}))"
    )


ORDINAL = _ordinal_pattern()
"""Pattern of an ordinal in folded text: sixth, vingt et unième, двадцать первый, 6th, 6-й."""
ORDINALS = re.compile(ORDINAL)


_TENS = {  # one to twenty, and what one to nine are joined to from twenty-one on
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty": "twenty-",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt": "vingt-",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte": "veinti",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать "
    "двадцать": "двадцать ",
}  # fmt: skip


def _cardinals() -> dict[str, int]:
    read: dict[str, int] = {}
    for words, twenty in _TENS.items():
        listed = _words_of(words)
        for n, word in enumerate([*listed, *(twenty + one for one in listed[:9])], start=1):
            read[_squeezed(fold(word).text)] = n
    return read


_CARDINALS: Mapping[str, int] = _cardinals()

CARDINAL = (
    "(?:"
    + "|".join(
        re.escape(word).replace(r"\ ", r"[\s-]")
        for word in sorted(_CARDINALS, key=len, reverse=True)
    )
    + ")(?![a-zа-я-])"
)
"""Pattern of a cardinal as a word in folded text, up to 29: thirteen, dix-sept, тринадцать."""
CARDINALS = re.compile(CARDINAL)

_EDGES: Mapping[str, int] = {
    "last": -1, "final": -1, "closing": -1, "penultimate": -2, "second to last": -2, "opening": 1,
    "second last": -2, "next to last": -2, "last but one": -2, "second from last": -2,
    "third last": -3, "third to last": -3, "third from last": -3, "last but two": -3,
    "antepenultimate": -3,
    "dernier": -1, "derniere": -1, "avant-dernier": -2, "initial": 1,
    "ultimo": -1, "penultimo": -2, "inicial": 1,
    "последний": -1, "последнего": -1, "последнем": -1, "предпоследний": -2, "начальный": 1,
    "вводный": 1, "الأخيرة": -1, "أخيرة": -1, "الختامية": -1, "قبل الأخيرة": -2, "الافتتاحية": 1,
}  # fmt: skip
"""Paragraphs named by where they stand, folded; negative ones count from the end."""

_CHINESE_EDGES: Mapping[str, int] = {
    "最后": -1,
    "末": -1,
    "倒数第一": -1,
    "倒数第二": -2,
    "开头": 1,
}

_EDGE_WORDS = {fold(word).text: n for word, n in _EDGES.items()}
EDGE = (
    "(?:"
    + "|".join(word.replace(" ", r"[\s-]") for word in sorted(_EDGE_WORDS, key=len, reverse=True))
    + ")"
)
CHINESE_EDGE = "(?:" + "|".join(sorted(_CHINESE_EDGES, key=len, reverse=True)) + ")"


def read_edge(text: str) -> int:
    """Which paragraph EDGE or CHINESE_EDGE matched: 1 the first, -1 the last, -2 the one before."""
    return _EDGE_WORDS.get(text) or _EDGE_WORDS.get(_squeezed(text)) or _CHINESE_EDGES[text]


def read_cardinal(text: str) -> int:
    """The number of a cardinal that CARDINAL matched."""
    return _CARDINALS[_squeezed(text)]


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


def read_ordinal(text: str) -> int:
    """The number of an ordinal that ORDINAL matched."""
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    words = _squeezed(text)
    return _READ[words] if words in _READ else _READ[re.sub(f"{_RUSSIAN_END}$", "", words)]


def read_number(text: str) -> int:
    """The value of digits, a Roman or a Chinese numeral, or an Arabic ordinal: 2, ii, 二, الثاني.

    Raises ValueError for anything else.
    """
    if text.isdecimal():
        return int(text)
    if re.fullmatch("[ivxlc]+", text):
        return read_roman(text)
    if re.search("[ء-ي]", text):
        return read_ordinal(text)
    return chinese_number(text)


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
