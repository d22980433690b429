"""When an instrument was adopted, as the report's own narrative says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_FULL_DATE = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_TYPE = {"resolution": "决议", "decision": "决定"}


def adoption_date(type_: str, number: str, narrative: Sequence[str], fallback: date) -> date:
    """The date on which an instrument was adopted.

    ``narrative`` holds the report's numbered paragraphs in order. The paragraph that sends the
    reader to the instrument's text ("案文见第一章 A 节第 8/1 号决议") opens with the date of the
    meeting; where it says only "at this meeting", the date is the last one given before it.
    Returns ``fallback`` (the last day of the session) when no paragraph does.
    """
    sends = re.compile(rf"案文见[^。]*?第\s*{re.escape(number)}\s*号{_TYPE[type_]}")
    last: date | None = None
    for text in narrative:
        found = _FULL_DATE.search(text)
        if found:
            last = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if sends.search(text):
            return last or fallback
    return fallback
