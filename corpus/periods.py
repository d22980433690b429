"""Sessions and years that a text names: "the twelfth session", "第五届会议", "in 2016".

A question that names one is mostly about the report of that session or year; nothing more is
concluded from it, since reports speak of other years and of other bodies' sessions too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.model import ReportEntry
from corpus.reference_patterns import SESSION
from corpus.reference_text import fold, folded
from corpus.reference_words import (
    CARDINAL,
    ORDINAL,
    ORDINALS,
    read_cardinal,
    read_number,
    read_ordinal,
)

# 2016 · 2016年 (not 12016, 2016/15 or 2016-2017)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/]|-\d)")
# twenty sixteen · two thousand and ten · deux mille seize · dos mil diez · две тысячи десятого года
# ألفين وستة عشر · 二〇一六年
_UNITS = folded("واحد|اثنين|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة").split("|")
_DIGITS = "〇一二三四五六七八九"
_YEAR_IN_WORDS = re.compile(
    folded(
        r"(?<![a-zа-я])(?:(?:(?P<short>twenty)|two thousand(?: and)?|deux mille|dos mil|две тысячи)"
        rf"[\s-](?P<part>{CARDINAL}|{ORDINAL})"
        rf"|ألفين\sو(?P<unit>{'|'.join(_UNITS)})(?:\s(?P<teen>عشر)|\sو(?P<tens>عشرين))?(?![ء-ي])"
        r"|(?P<chinese>二[〇零][〇零一二三四][〇零一二三四五六七八九])(?=年))"
    )
)


_SESSION_HINT = re.compile(
    folded("session|sesiones|сес|cop|кс|دور|届|meeting|réuni|reuni|(?:19|20)\\d\\d")
)
"""A text without any of these names no session."""


@cache
def _session() -> re.Pattern[str]:
    return re.compile(folded(SESSION))


@lru_cache(maxsize=8)
def named_sessions(text: str) -> frozenset[int]:
    """The numbers of the sessions that a text names, in any of the six languages."""
    one = fold(text).text
    if not _SESSION_HINT.search(one):
        return frozenset()
    found = set()
    for match in _session().finditer(one):
        word = match["session_ordinal"] or match["session_arabic"] or match["session_meeting"]
        digits = (
            match["session_roman"]
            or match["session_digits"]
            or match["cop"]
            or match["session_chinese"]
        )
        if word and not word.isdecimal():
            found.add(read_ordinal(word))
        elif word or digits:
            found.add(read_number(word or digits))
    return frozenset(found)


def named_years(text: str) -> frozenset[int]:
    """The years that a text names, in digits or, of this century, in words."""
    one = fold(text).text
    digits = {int(match[0]) for match in _YEAR.finditer(one)}
    words = (_read_year(match) for match in _YEAR_IN_WORDS.finditer(one))
    return frozenset(digits | {year for year in words if year})


def _read_year(match: re.Match[str]) -> int | None:
    """The year in words; "twenty-one" is none."""
    if chinese := match["chinese"]:
        return int("".join(str(_DIGITS.index(one)) for one in chinese.replace("零", "〇")))
    if unit := match["unit"]:
        tens = 10 if match["teen"] else 20 if match["tens"] else 0
        return 2000 + tens + _UNITS.index(unit) + 1
    part = match["part"]
    ordinal = ORDINALS.fullmatch(part) is not None
    number = read_ordinal(part) if ordinal else read_cardinal(part)
    return 2000 + number if number >= 10 or not match["short"] else None


def reports_meant(text: str, entries: Sequence[ReportEntry]) -> frozenset[str]:
    """The symbols of the reports of the sessions, or else of the years, that a text names."""
    sessions = named_sessions(text)
    meant = {entry.symbol for entry in entries if entry.session in sessions}
    if not meant:
        years = named_years(text)
        meant = {entry.symbol for entry in entries if entry.date.year in years}
    return frozenset(meant)
