"""The printed forms by which the parts of a report are recognised: headings, numbers, endings."""

from __future__ import annotations

import re

from corpus.layout import CHAPTER, LETTERED, NUMBERED, SECOND_DEGREE

# 第 8/1 号决议 · 第 12/2 号决定
INSTRUMENT = re.compile(r"^第\s*(?P<number>\d+/\d+)\s*号(?P<type>决议|决定)$")
# 附件 · 附件二
ANNEX = re.compile(r"^附件\s*(?P<number>[一二三四五六七八九十]*)$")
# 附录一
APPENDIX = re.compile(r"^附录\s*(?P<number>[一二三四五六七八九十]*)$")
# A. 会议开幕 · A． 决议
SECTION = re.compile(r"^(?P<letter>[A-Z])[.．]\s*(?P<text>\S.*)$")
# 第 18 之二. 关于对《公约》各项议定书的审议
BIS = re.compile(r"^第\s*(?P<number>\d+)\s*之(?P<suffix>[二三四五六七八九])[.．]\s*")
# [备选案文：6. 经[受审议国名称]同意
ALTERNATIVE = re.compile(r"^\[备选案文：(?P<number>\d+)[.．]")
# 表 1
TABLE = re.compile(r"^表\s*\d+$")
# 联合国打击跨国有组织犯罪公约缔约方会议，
ENACTING = re.compile(r"^[^，；。]{2,60}(?:会议|大会|理事会|委员会)，$")
ENDED = re.compile(r"[。；;：:，,！？!?][”’」』）)\]]*$")
PAUSED = re.compile(r"[，、,]$")
COLON = re.compile(r"[：:]$")
QUOTED = re.compile(r"^[“‘「]")
DOCUMENTS = re.compile(r"文件[：:]?$")
AGENDA = "议程"
LISTED = re.compile(r"一览表|名单")
COLUMN_HEADINGS = "文件号"
UNNUMBERED_SECTIONS = frozenset({"序言", "导言"})
REPORT_SECTIONS = frozenset({"决议", "决定"})
LONGEST_HEADING = 30
"""Characters: numbered headings of the reports have up to 12, numbered paragraphs from 9 up, but
those end in a mark, which no heading does."""


def labelled(text: str) -> bool:
    """Whether a block starts with a number, a letter or another label of its own."""
    patterns = (NUMBERED, LETTERED, SECOND_DEGREE, CHAPTER, SECTION, BIS, TABLE)
    return any(pattern.match(text) for pattern in patterns)
