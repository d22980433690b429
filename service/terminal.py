"""Text on a terminal: how wide it is, where it may be broken, how a part of it is marked.

Widths are terminal cells. East Asian characters take two (Unicode TR 11), combining ones none.
Chinese may be broken between any two characters except before closing and after opening
punctuation (a part of the rules of Unicode TR 14 that the reports need); other scripts at spaces.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from corpus.model import Span

MAX_WIDTH = 100
"""Lines longer than this are hard to read, however wide the terminal."""

PIPE_WIDTH = 80
"""Width where there is no terminal to ask."""

_NO_BREAK_BEFORE = frozenset("，。、；：？！”’》〉）】」』…,.;:?!)]}%”")
_NO_BREAK_AFTER = frozenset("“‘《〈（【「『([{")


@dataclass(frozen=True, slots=True)
class Style:
    """The escape sequences of a terminal; empty where nothing may be coloured."""

    strong: str = ""
    mark: str = ""
    quiet: str = ""
    plain: str = ""


COLOURS = Style(strong="\x1b[1m", mark="\x1b[1;33m", quiet="\x1b[2m", plain="\x1b[0m")


def style_of(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Style:
    """Colours for a terminal, unless NO_COLOR (no-color.org) or a dumb terminal forbids them."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb" or not stream.isatty():
        return Style()
    return COLOURS


def width_of(stream: TextIO) -> int:
    """The cells of a line to write to ``stream``."""
    try:
        return max(20, min(os.get_terminal_size(stream.fileno()).columns, MAX_WIDTH))
    except (OSError, ValueError):
        return PIPE_WIDTH


def cells(text: str) -> int:
    """The number of terminal cells that ``text`` takes."""
    return sum(_cell(char) for char in text)


def wrap(text: str, width: int) -> Iterator[Span]:
    """Yield the range of ``text`` for each line of at most ``width`` cells.

    1. The ranges are in order and leave out nothing but white space at line ends.
    2. A line is longer than ``width`` only if it is a single character.
    3. A line break in the text ends a line.
    """
    start = 0
    for line in text.split("\n"):
        yield from _wrap_line(text, start, start + len(line), width)
        start += len(line) + 1


def paint(text: str, span: Span, marked: Sequence[Span], style: Style) -> str:
    """One line of ``text`` with the ``marked`` ranges that fall into it marked."""
    start, end = span
    painted, at = [], start
    for mark_start, mark_end in sorted(marked):
        low, high = max(mark_start, at), min(mark_end, end)
        if low < high:
            painted += [text[at:low], style.mark, text[low:high], style.plain]
            at = high
    return "".join([*painted, text[at:end]])


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _wrap_line(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    line, used, broken = start, 0, start
    at = start
    while at < end:
        cell = _cell(text[at])
        if at > line and _may_break(text[at - 1], text[at]):
            broken = at
        if used + cell > width and at > line and not text[at].isspace():
            cut = broken if broken > line else at
            yield _trimmed(text, line, cut)
            line = broken = cut
            used = cells(text[line:at])
        used += cell
        at += 1
    yield _trimmed(text, line, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _may_break(before: str, after: str) -> bool:
    if before.isspace():
        return not after.isspace()
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    return _cell(before) == 2 or _cell(after) == 2
