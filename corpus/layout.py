"""From a report's characters to its blocks: the steps that know how the three styles are printed.

    clean      one physical line is one paragraph; markers are Unicode superscripts
    wrapped    hard-wrapped lines with a blank line after each; a trailing space ends a paragraph
    markdown   as clean, with # headings, <sup> markers, emphasis and links

Each step takes what the one before it gave; its docstring says what holds afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.model import ReportEntry, Style
from corpus.traced import Traced

# 一. 会议安排 · 十二. 结论 · 一．导言
CHAPTER = re.compile(r"^(?P<number>十?[一二三四五六七八九]|十)[.．]\s*(?P<text>\S.*)$")
# 1. · 143． (but not 16.4)
NUMBERED = re.compile(r"^(?P<number>\d{1,3})[.．](?!\d)\s*")
# (a) · （a）
LETTERED = re.compile(r"^[(（](?P<letter>[a-z])[)）]\s*")
# ㈠ · ㈢
SECOND_DEGREE = re.compile(r"^(?P<number>[㈠-㈩])\s*")

_MARKDOWN_HEADING = re.compile(r"^#+\s+")
_BULLET = re.compile(r"^\s*-\s+(?=[(（]|\d)")
_RULE = re.compile(r"^(?:-{3,}|_{5,})$")
_SEPARATOR = re.compile(r"^_{5,}$")
# 决议\t3 · 五.\t其他严重犯罪.....\t33 · \t页次
_CONTENTS_LINE = re.compile(r"\t\s*(?:\d+|页次)\s*$")
_CONTENTS_TITLE = re.compile(r"^#*\s*目\s*录\s*$")
# V.10-58210 17 · 64 V.10-58210
_JOB_NUMBER = re.compile(r"^(?:\d+\s+)?V\.\d\d-\d+(?:\s+\d+)?$")

_CJK = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef“”‘’…"
# 人 口 贩 运 · 刑事定罪和 管辖权类 · 政治化， 一次: the space is layout, not language
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])[ ]+(?=[{_CJK}])")
# CTOC/COP/2010/ 6
_SYMBOL_GAP = re.compile(r"(?<=[A-Z0-9]/)[ ]+(?=[A-Z0-9])")
# 主席：  Amina
_DOUBLE_SPACE = re.compile(r"(?<= )[ ]+")
# **建议** · **(a)**
_EMPHASIS = re.compile(r"\*\*")
# [CTOC/COP/2024/1](#): the label is the text
_LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<target>[^()\s]*)\)")
# <http://www.unodc.org/>
_AUTOLINK = re.compile(r"<(?P<url>https?://[^<>\s]+)>")
# \* · \\_
_ESCAPE = re.compile(r"(?P<drop>\\+)(?=[*_])")


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: its 1-based number and its characters without the line break."""

    number: int
    text: Traced

    @property
    def bare(self) -> str:
        """The line without white space at its ends."""
        return self.text.text.strip()


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph, heading or list row, put together from its lines.

    ``heading`` says that markup declares it a heading. ``break_at`` is the offset of the line
    break before it, used when blocks become lines of one paragraph. ``markers`` are the positions
    in Footnotes.bodies of the footnotes whose markers the block carried.
    """

    text: Traced
    lines: tuple[int, ...]
    heading: bool = False
    break_at: int | None = None
    markers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Lines that belong to the printed page, not to the report, by line number."""

    names: dict[int, str]


def split_lines(source: str) -> tuple[Line, ...]:
    """The non-blank lines of the source.

    Afterwards: every non-blank line is there once, in order, with its offsets.
    """
    lines: list[Line] = []
    start = 0
    for number, text in enumerate(source.split("\n"), 1):
        if text.strip():
            lines.append(Line(number, Traced.cut(source, start, start + len(text))))
        start += len(text) + 1
    return tuple(lines)


def set_aside_furniture(
    lines: tuple[Line, ...], entry: ReportEntry
) -> tuple[tuple[Line, ...], dict[int, str]]:
    """The lines of the report proper, and the others by line number with their name.

    Afterwards: 1. the first line is the first chapter's heading; 2. no table of contents, page
    header, page footer or rule is left, except the separators above footnotes, which the next
    step needs; 3. every line is either kept or named.
    """
    first = next(
        (
            i
            for i, line in enumerate(lines)
            if (match := CHAPTER.match(_MARKDOWN_HEADING.sub("", line.bare)))
            and match["number"] == "一"
            and not _CONTENTS_LINE.search(line.text.text)
        ),
        0,
    )
    kept: list[Line] = []
    names: dict[int, str] = {}
    contents = False
    for i, line in enumerate(lines):
        contents = contents or bool(_CONTENTS_TITLE.match(line.bare))
        if i < first:
            names[line.number] = "contents" if contents else "cover"
        elif _JOB_NUMBER.match(line.bare):
            names[line.number] = "page footer"
        elif line.bare == entry.symbol:
            names[line.number] = "page header"
        elif _RULE.match(line.bare) and not _SEPARATOR.match(line.bare):
            names[line.number] = "rule"
        else:
            kept.append(line)
    return tuple(kept), names


def join_lines(lines: tuple[Line, ...], style: Style) -> tuple[Block, ...]:
    """The blocks: one per physical line, or, in the wrapped style, per run of wrapped lines.

    Afterwards: no block starts or ends with white space, and no line break is inside a block.
    A block that a footnote or a page cut in two is still two blocks: only the outline can tell.
    """
    if style is Style.WRAPPED:
        return _join_wrapped(lines)
    return tuple(_block_of(line) for line in lines)


def _block_of(line: Line) -> Block:
    """The block of one physical line, heading marks and bullets dropped."""
    text = line.text
    heading = _MARKDOWN_HEADING.match(text.text)
    if heading:
        text = text.part(heading.end())
    elif bullet := _BULLET.match(text.text):
        text = text.part(bullet.end())
    start = line.text.at[0]
    return Block(text.strip(), (line.number,), bool(heading), start - 1 if start else None)


def _join_wrapped(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Runs of wrapped lines: a trailing space ends a block, an indented label starts one.

    So does the line after an asterisk that stands alone: it marks the end of a title.
    """
    blocks: list[Block] = []
    open_ = False
    for line in lines:
        text = line.text.text
        block = _block_of(line)
        labelled = text.startswith(" ") and any(
            pattern.match(block.text.text) for pattern in (NUMBERED, LETTERED, SECOND_DEGREE)
        )
        if open_ and not labelled:
            last = blocks.pop()
            block = replace(last, text=last.text + block.text, lines=last.lines + block.lines)
        blocks.append(block)
        open_ = not text.endswith(" ") and line.bare != "*"
    return tuple(blocks)


def strip_markup(block: Block, style: Style) -> Block:
    """The block without emphasis, link targets, escapes and layout spaces.

    Afterwards: 1. no Markdown is left in a Markdown report; 2. no space stands between two
    Chinese characters, nor inside a document symbol; 3. no word is gone.
    """
    text = block.text
    if style is not Style.WRAPPED:
        text = text.dropping(_EMPHASIS)
        for pattern, group in ((_LINK, "label"), (_AUTOLINK, "url")):
            text = text.without(
                edge
                for match in pattern.finditer(text.text)
                for edge in (
                    (match.start(), match.start(group)),
                    (match.end(group), match.end()),
                )
            )
    text = text.dropping(_ESCAPE).dropping(_CJK_GAP).dropping(_SYMBOL_GAP).dropping(_DOUBLE_SPACE)
    return replace(block, text=text.strip())
