"""Numbers as the reports print them: Chinese numerals, Roman numerals, bis and ter."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
          (4, "IV"), (1, "I"))  # fmt: skip
_BIS = {
    "二": "bis",
    "三": "ter",
    "四": "quater",
    "五": "quinquies",
    "六": "sexies",
    "七": "septies",
    "八": "octies",
    "九": "novies",
}


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral from 1 to 999: 十二 is 12, 一百一十二 is 112.

    Raises ValueError for anything else.
    """
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        elif c in _DIGITS:
            digit = digit * 10 + _DIGITS[c] if digit else _DIGITS[c]
        else:
            raise ValueError(f"{text!r} is not a Chinese numeral")
    if total + digit < 1:
        raise ValueError(f"{text!r} is not a Chinese numeral")
    return total + digit


def chinese_numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese: 6 is 六, 21 is 二十一.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"{number} is not between 1 and 99")
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    ten = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return ten + (digits[ones] if ones else "")


def roman(number: int) -> str:
    """A positive number in upper-case Roman numerals: 4 is IV.

    Raises ValueError for numbers below 1.
    """
    if number < 1:
        raise ValueError(f"{number} has no Roman numeral")
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def bis_suffix(text: str) -> str:
    """The Latin suffix of an inserted paragraph: 第18之二 is 18 bis, 之三 is ter.

    Raises ValueError for a suffix that is not 二 to 九.
    """
    try:
        return _BIS[text]
    except KeyError:
        raise ValueError(f"之{text} is no suffix of a paragraph (valid: 之二 to 之九)") from None
