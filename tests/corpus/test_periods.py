"""Sessions and years that a question names."""

from __future__ import annotations

import pytest

from corpus.manifest import read_manifest
from corpus.periods import named_sessions, named_years, reports_meant

TWELFTH = frozenset({"CTOC/COP/2024/11"})
FIFTH = frozenset({"CTOC/COP/2010/17"})
OF_2016 = frozenset({"CTOC/COP/2016/10", "CTOC/COP/2016/15"})


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Who chaired the twelfth session?", TWELFTH),
        ("la douzième session de la Conférence", TWELFTH),
        ("el duodécimo período de sesiones", TWELFTH),
        ("на двенадцатой сессии", TWELFTH),
        ("في الدورة الثانية عشرة", TWELFTH),
        ("第十二届会议由谁主持", TWELFTH),
        ("COP12", TWELFTH),
        ("第五届会议谁当选主席", FIFTH),
        ("who spoke in 2010", FIFTH),
        ("在2016年通过", OF_2016),  # both documents of the year
        ("the eighth session, in 2016", frozenset({"CTOC/COP/2016/15"})),  # a session says more
        ("the 2030 Agenda", frozenset()),  # no report of that year
        ("第十四届联合国预防犯罪大会", frozenset()),  # another body's
        ("CTOC/COP/2016/15", frozenset()),  # a symbol is the citations' business
        ("who pays?", frozenset()),
    ],
)
def test_the_reports_of_a_session_or_year(text: str, symbols: frozenset[str]) -> None:
    """A session in any language names its report; without one, a year names its reports."""
    assert reports_meant(text, read_manifest()) == symbols


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("October twenty sixteen, in Vienna", 2016),
        ("two thousand and ten", 2010),
        ("deux mille vingt-quatre", 2024),
        ("dos mil dieciséis", 2016),
        ("резолюция две тысячи шестнадцатого года", 2016),
        ("عام ألفين وستة عشر", 2016),
        ("ألفين وأربعة وعشرين", 2024),
        ("二〇一六年", 2016),
    ],
)
def test_years_in_words(text: str, year: int) -> None:
    """As people dictate them."""
    assert named_years(text) == {year}


def test_numbers_that_are_no_years() -> None:
    """A number of another kind is not read as a year or a session."""
    assert named_years("2016-2017 和 12016 号 1/2016") == frozenset()
    assert named_years("twenty-one days, twenty States, deux mille dollars") == frozenset()
    assert named_sessions("the third meeting") == frozenset()
