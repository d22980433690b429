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
from corpus.reference_words import read_number, read_ordinal

# 2016 · 2016年 (not 12016, 2016/15 or 2016-2017)
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/]|-\d)")


@cache
def _session() -> re.Pattern[str]:
    return re.compile(folded(SESSION))


@lru_cache(maxsize=8)
def named_sessions(text: str) -> frozenset[int]:
    """The numbers of the sessions that a text names, in any of the six languages."""
    found = set()
    for match in _session().finditer(fold(text).text):
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
    """The years that a text names."""
    return frozenset(int(match[0]) for match in _YEAR.finditer(fold(text).text))


def reports_meant(text: str, entries: Sequence[ReportEntry]) -> frozenset[str]:
    """The symbols of the reports of the sessions, or else of the years, that a text names."""
    sessions = named_sessions(text)
    meant = {entry.symbol for entry in entries if entry.session in sessions}
    if not meant:
        years = named_years(text)
        meant = {entry.symbol for entry in entries if entry.date.year in years}
    return frozenset(meant)
