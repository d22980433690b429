"""Numbers as the reports print them."""

from __future__ import annotations

import pytest

from corpus.numerals import bis_suffix, chinese_number, chinese_numeral, roman


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),  # a bare ten
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百一十二", 112),
        ("二〇一六", 2016),  # digits read one by one
    ],
)
def test_chinese_numerals_are_read(text: str, number: int) -> None:
    """A Chinese numeral has the value that a reader gives it."""
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["", "甲", "12", "〇"])
def test_what_is_no_chinese_numeral_is_refused(text: str) -> None:
    """The error names the text."""
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        chinese_number(text)


def test_writing_and_reading_agree() -> None:
    """Every number from 1 to 99 is written as it is read."""
    assert all(chinese_number(chinese_numeral(n)) == n for n in range(1, 100))


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    """Only 1 to 99 are written; the error says so."""
    with pytest.raises(ValueError, match="between 1 and 99"):
        chinese_numeral(number)


def test_roman_numerals() -> None:
    """Roman numerals use subtraction for four, nine and forty."""
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    with pytest.raises(ValueError, match="no Roman"):
        roman(0)


def test_inserted_paragraphs_have_latin_suffixes() -> None:
    """之二 is bis, 之四 is quater; nothing else is a suffix."""
    assert [bis_suffix(c) for c in "二四七"] == ["bis", "quater", "septies"]
    with pytest.raises(ValueError, match="之二 to 之九"):
        bis_suffix("一")
