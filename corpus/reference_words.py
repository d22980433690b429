"""Numbers as words in citations: sixth, quatre-vingt-deuxième, двадцать первый, thirteen, last.

Patterns match folded text (see corpus/reference_text.py); whatever they match can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from corpus.model import Language
from corpus.numerals import chinese_number
from corpus.reference_numbers import ANNEX_ORDINALS, ORDINAL_WORDS, read_roman
from corpus.reference_text import fold, folded

_RUSSIAN_END = folded(
    "(?:ый|ий|ой|ая|ая|ое|ые|ого|его|ому|ему|ым|им|ом|ем|ую|ей|ья|ье|ьего|ьему|ьем|ьим|ьей|ью|ьих|ых|их)"
)
_LETTER = folded("[a-zа-яء-ي]")


def _key(text: str) -> str:
    """A word as it is looked up: folded, hyphens as spaces."""
    return _spaced(fold(text).text)


def _spaced(text: str) -> str:
    return re.sub(r"[\s-]+", " ", text)


# ---- ordinals: one to twenty and the tens, and what they are joined to ----
_VARIANTS: Mapping[str, int] = {
    "premiere": 1, "second": 2, "seconde": 2, "unieme": 1, "primero": 1, "primera": 1,
    "primer": 1, "tercero": 3, "tercera": 3, "septima": 7, "decimoprimer": 11,
    "decimosegundo": 12, "decimotercero": 13, "vigesimoprimer": 21, "vigesimosegundo": 22,
    "vigesimotercer": 23, "vigesimocuarto": 24, "vigesimoquinto": 25,
}  # fmt: skip
_SPANISH_TENTHS = (
    "trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo "
)
_TENTH: Mapping[str, int] = {
    _key(word): 10 * n
    for words in (
        "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth",
        "trentième quarantième cinquantième soixantième - quatre-vingtième",
        _SPANISH_TENTHS,
        "тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност",
        "الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون",
    )
    for n, word in enumerate(words.split(), start=3)
    if word != "-"
}
_TENS: dict[str, int] = {
    _key(word): 10 * n
    for words in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "vingt trente quarante cinquante soixante - quatre-vingt",
        f"vigésimo {_SPANISH_TENTHS}",
        f"vigésima {_SPANISH_TENTHS.replace('o ', 'a ')}",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    )
    for n, word in enumerate(words.split(), start=2)
    if word != "-"
} | {"decimo": 10, "decima": 10}
"""What stands before a smaller number: forty-first, soixante et onzième, сорок первый."""

_HUNDRED = "(?:(?:one|a)[ -]hundred(?: and)?|cent|ciento?|centesim[oa]|сто)"
_HUNDREDTH = {
    _key(word): 100
    for word in ("hundredth", "one hundredth", "centième", "centésimo", "المائة", "المئة")
} | {"сот": 100}
"""One hundred before a smaller number, and alone; in Arabic it stands behind: بعد المائة."""

_LARGEST_UNIT = 20


_ARABIC_BEFORE = "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر"
"""Ordinals that stand before their noun, without article: أول فقرة."""


def _ordinal_words() -> dict[str, int]:
    """Ordinals of one word up to twenty, and of tens; Russian ones without ending."""
    read = dict(_VARIANTS)
    for language, words in ORDINAL_WORDS.items():
        for n, word in enumerate(words[:_LARGEST_UNIT], start=1):
            text = _key(word)
            if language is Language.RU:
                text = re.sub(f"{_RUSSIAN_END}$", "", text)
            read[text] = n
    for n, word in enumerate(ANNEX_ORDINALS, start=1):
        read[_key(word)] = n
    for word in ("الحادية", "الحادي"):
        read[_key(word)] = 1
    read |= {_key(word): n for n, word in enumerate(_ARABIC_BEFORE.split(), start=1)}
    read |= {**_TENTH, **_HUNDREDTH}
    read |= {
        re.sub("o$", "a", word): n for word, n in read.items() if re.fullmatch("[a-z ]+o", word)
    }
    return read | {word[:-2] + "ين": n for word, n in read.items() if word.endswith("ون")}


_ORDINALS: Mapping[str, int] = _ordinal_words()


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in longest_first)


def _of_script(words: Iterable[str], letters: str) -> list[str]:
    return [word for word in words if re.match(f"[{letters}]", word)]


_AFTER_HUNDRED = folded("بعد الم(?:ائ|ئ)ة")


def _ordinal_pattern() -> str:
    latin, russian, arabic = (_of_script(_ORDINALS, one) for one in ("a-z", "а-я", "ء-ي"))
    tens = rf"(?:{_HUNDRED}[\s-])?(?:(?:{_alternatives(_TENS)})[\s-](?:et\s)?)?"
    # الحادية والعشرون: the tens stand behind
    arabic_tens = _alternatives(word for word in arabic if _ORDINALS[word] >= _LARGEST_UNIT)
    return (
        rf"(?:(?<!{_LETTER})(?:{tens}(?:(?:{_alternatives(latin)})"
        rf"|(?:{_alternatives(russian)}){_RUSSIAN_END})"
        rf"|(?:{_alternatives(arabic)})(?:\sو(?:{arabic_tens}))?(?:\s{_AFTER_HUNDRED})?)(?!{_LETTER})"
        # 6th · 6e · 6ème · 6º · 6-й
        rf"|(?<![\d/])\d{{1,2}}(?:\.?(?:st|nd|rd|th|ere?|eme|e|o|a)|-?{folded('[йяегоум]{1,3}')})(?!{_LETTER}))"
    )


ORDINAL = _ordinal_pattern()
"""Pattern of an ordinal in folded text, up to 199: sixth, двадцать первый, 6th, 6-й."""
ORDINALS = re.compile(ORDINAL)


def read_ordinal(text: str) -> int:
    """The number of an ordinal that ORDINAL matched."""
    if digits := re.match(r"\d+", text):
        return int(digits[0])
    return _together(_spaced(text), _ORDINALS)


def _together(words: str, units: Mapping[str, int]) -> int:
    """The value of a number of one or two words, of the tens before or behind its unit."""
    if hundred := re.match(f"{_HUNDRED} ", words):
        return 100 + _together(words[hundred.end() :], units)
    if hundred := re.search(rf" {_AFTER_HUNDRED}$", words):
        return 100 + _together(words[: hundred.start()], units)
    stem = re.sub(f"{_RUSSIAN_END}$", "", words)
    for word in (words, stem):
        if word in units:
            return units[word]
    if re.match("[ء-ي]", words):
        unit, _, tens = words.partition(" و")
        return units[unit] + units[tens]
    tens = next(one for one in _LONGEST_TENS if words.startswith(f"{one} "))
    rest = re.sub("^(?:et|y|and) ", "", words[len(tens) + 1 :])
    return _TENS[tens] + _together(rest, units)


_LONGEST_TENS: Sequence[str] = sorted(_TENS, key=len, reverse=True)

# ---- cardinals ----
_UNITS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
 seventeen eighteen nineteen
un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
 dix-huit dix-neuf
uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
 diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
 veintiséis veintisiete veintiocho veintinueve
один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать
 четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
"""
"""From one on, a language a line; a line that starts with a space goes on with the one before."""
_HUNDREDS = dict.fromkeys(("one hundred", "a hundred", "cent", "cien", "сто"), 100)
_CARDINALS: Mapping[str, int] = (_TENS | _HUNDREDS) | {
    _key(word): n
    for words in re.split(r"\n(?! )", _UNITS.strip())
    for n, word in enumerate(words.split(), start=1)
}
CARDINAL = (
    rf"(?:(?:{_HUNDRED}[\s-])?(?:(?:{_alternatives(_TENS)})[\s-](?:(?:et|y|and)[\s-])?)?"
    rf"(?:{_alternatives(_CARDINALS)})(?![a-zа-я-]))"
)
"""Pattern of a cardinal as a word in folded text, up to 199: thirteen, dix-sept, тринадцать."""
CARDINALS = re.compile(CARDINAL)


def read_cardinal(text: str) -> int:
    """The number of a cardinal that CARDINAL matched."""
    return _together(_spaced(text), _CARDINALS)


# ---- counted from an end ----
_EDGES: Mapping[str, int] = {
    "last": -1, "final": -1, "closing": -1, "penultimate": -2, "second to last": -2, "opening": 1,
    "second last": -2, "next to last": -2, "last but one": -2, "second from last": -2,
    "third last": -3, "third to last": -3, "third from last": -3, "last but two": -3,
    "antepenultimate": -3,
    "dernier": -1, "derniere": -1, "avant-dernier": -2, "avant-derniere": -2, "penultieme": -2,
    "antepenultieme": -3, "initial": 1,
    "ultimo": -1, "penultimo": -2, "antepenultimo": -3, "inicial": 1,
    "ultima": -1, "penultima": -2, "antepenultima": -3,
    "начальный": 1, "вводный": 1, "آخر": -1, "الأخيرة": -1, "أخيرة": -1, "الأخير": -1,
    "قبل الأخير": -2, "الختامية": -1, "قبل الأخيرة": -2, "الافتتاحية": 1,
} | {
    f"{stem}н{end}": n
    for stem, n in (("послед", -1), ("предпослед", -2))
    for end in ("ий", "его", "ему", "им", "ем", "яя", "ей", "юю")
}  # fmt: skip
"""Paragraphs named by where they stand; negative ones count from the end."""

_CHINESE_EDGES: Mapping[str, int] = {
    "最后": -1,
    "末": -1,
    "开头": 1,
} | {f"倒数第{n}": -at for at, n in enumerate("一二三四五", start=1)}
_EDGE_WORDS = {fold(word).text: n for word, n in _EDGES.items()}
EDGE = (
    "(?:"
    + "|".join(word.replace(" ", r"[\s-]") for word in sorted(_EDGE_WORDS, key=len, reverse=True))
    + ")"
)
CHINESE_EDGE = "(?:" + "|".join(sorted(_CHINESE_EDGES, key=len, reverse=True)) + ")"


def read_edge(text: str) -> int:
    """Which paragraph EDGE or CHINESE_EDGE matched: 1 the first, -1 the last, -2 the one before."""
    return _EDGE_WORDS.get(text) or _EDGE_WORDS.get(_spaced(text)) or _CHINESE_EDGES[text]


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
