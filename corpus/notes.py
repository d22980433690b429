"""Footnotes: their bodies are set aside from the running text, then their markers are found.

A marker and its body can stand pages apart, a body can be cut by a page, and one marker can be
printed several times; in the wrapped style a marker is a bare number that only its neighbours and
the page tell from any other number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.layout import CHAPTER, LETTERED, NUMBERED, Block, Line
from corpus.model import Span, Style
from corpus.traced import Traced

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SEPARATOR = re.compile(r"^_{5,}$")
_FINISHED = re.compile(r"[。.!?！？][”’」』）)\]》]*$")

_BODY = {
    # ¹ 联合国，《条约汇编》 · ^a 《公约》第八和第九条
    Style.CLEAN: re.compile(r"^(?:(?P<super>[⁰¹²³⁴-⁹]+)|\^(?P<letter>[a-z]))\s+(?=\S)"),
    # <sup>1</sup> 联合国 · \* CTOC/COP/2024/1。
    Style.MARKDOWN: re.compile(r"^(?:<sup>(?P<number>\d+)</sup>|\\?(?P<star>\*))\s+(?=\S)"),
    # 1 联合国 · * 决议草案 · a 联合国
    Style.WRAPPED: re.compile(r"^(?P<label>\d+|[a-z]|\*)\s+(?=\S)"),
}

_MARKER = {
    # 公约》¹第 · 》⁴ 缔约国 · 报告^{18、19}所载 · 23 条 ^a
    Style.CLEAN: re.compile(
        r"\s*(?:\^\{(?P<several>[\d、]+)\}|\^(?P<letter>[a-z])|(?P<super>[⁰¹²³⁴-⁹]+))(?:(?<=.)\s+(?=\S))?"
    ),
    # 公约》<sup>1</sup>总体 · 议程\*项目
    Style.MARKDOWN: re.compile(r"\s*(?:<sup>(?P<number>\d+)</sup>|\\(?P<star>\*))\s*"),
}

_NUMERAL_CONTEXT = "年月日条款项号段届次个名份页种人天期国支章节篇美欧％%"
"""What follows an ordinary number in these texts, so that no footnote marker does."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's body: its printed label ("31", "a", "*"), text and lines.

    ``window`` is the range of source offsets in which its first marker has to stand: the running
    text since the last footnotes above. ``split`` says that the body stands in two places.
    """

    label: str
    text: Traced
    lines: tuple[int, ...]
    window: Span
    split: bool = False

    @property
    def start(self) -> int:
        """The source offset of the body's first character."""
        return self.text.at[0]


def set_aside_notes(
    lines: tuple[Line, ...], style: Style
) -> tuple[tuple[Line, ...], tuple[Footnote, ...], dict[int, str]]:
    """The running text, the footnotes in order, and the separators above them by line number.

    Afterwards: 1. no footnote body and no separator is left in the running text; 2. a body that a
    page cut is whole again; 3. numbered footnotes count 1, 2, 3 … without a gap: what looks like a
    body but is not the next number is running text.
    """
    finder = _wrapped_bodies if style is Style.WRAPPED else _single_line_bodies
    notes, rules = finder(lines, style)
    notes = _rejoin_split(notes, lines)
    taken = {number for note in notes for number in note.lines} | set(rules)
    return tuple(line for line in lines if line.number not in taken), tuple(notes), rules


def _single_line_bodies(
    lines: tuple[Line, ...], style: Style
) -> tuple[list[Footnote], dict[int, str]]:
    """Bodies of the styles in which a body is one physical line."""
    notes: list[Footnote] = []
    expected, window_start = 1, 0
    for line in lines:
        match = _BODY[style].match(line.text.text)
        label = _label(match) if match else None
        if match is None or label is None or (label.isdigit() and int(label) != expected):
            continue
        expected += label.isdigit()
        body = line.text.part(match.end()).strip()
        notes.append(Footnote(label, body, (line.number,), (window_start, body.at[0])))
        window_start = body.at[-1] + 1
    return notes, {}


def _label(match: re.Match[str]) -> str | None:
    """The label that a body or marker pattern found, in ASCII digits."""
    found = next((value for value in match.groupdict().values() if value), None)
    return found.translate(_SUPERSCRIPT) if found else None


def _wrapped_bodies(lines: tuple[Line, ...], style: Style) -> tuple[list[Footnote], dict[int, str]]:
    """Bodies of the wrapped style: below a separator, until a line that starts no next body."""
    notes: list[Footnote] = []
    rules: dict[int, str] = {}
    expected, window_start, i = 1, 0, 0
    while i < len(lines):
        if not _SEPARATOR.match(lines[i].bare):
            i += 1
            continue
        rules[lines[i].number] = "footnote separator"
        window = (window_start, lines[i].text.at[0])
        i += 1
        while i < len(lines) and (match := _BODY[style].match(lines[i].bare)):
            label = match["label"]
            if label.isdigit() and int(label) != expected:
                break
            expected += label.isdigit()
            taken = [lines[i]]
            while not taken[-1].text.text.endswith(" ") and i + 1 < len(lines):
                i += 1
                taken.append(lines[i])
            i += 1
            text = Traced.empty()
            for line in taken:
                text += line.text.strip()
            body = text.part(match.end()).strip()
            notes.append(Footnote(label, body, tuple(line.number for line in taken), window))
            window_start = body.at[-1] + 1
    return notes, rules


def _rejoin_split(notes: list[Footnote], lines: tuple[Line, ...]) -> list[Footnote]:
    """Give an unfinished body its rest: the line that stands right above the next bodies.

    The rest of a body is printed on top of the next page's footnotes, so it is the last line
    before the next body, and it finishes what was unfinished.
    """
    position = {line.number: i for i, line in enumerate(lines)}
    joined = list(notes)
    for i, note in enumerate(notes[:-1]):
        if _FINISHED.search(note.text.text):
            continue
        above = position[notes[i + 1].lines[0]] - 1
        rest = lines[above]
        labelled = any(p.match(rest.bare) for p in (NUMBERED, LETTERED, CHAPTER))
        if rest.number in note.lines or labelled or not _FINISHED.search(rest.bare):
            continue
        joined[i] = replace(
            note,
            text=note.text + rest.text.strip(),
            lines=(*note.lines, rest.number),
            split=True,
        )
    return joined


def mark_notes(
    blocks: tuple[Block, ...], notes: tuple[Footnote, ...], style: Style
) -> tuple[Block, ...]:
    """The blocks without footnote markers, each knowing which footnotes it marked.

    Afterwards: 1. no marker is left in a text, nor the space that set it apart; 2. a marker
    belongs to the footnote of its number, or, for a letter or an asterisk, to the next such body
    below; 3. a marker may be repeated, and a block may carry several.
    """
    if style is Style.WRAPPED:
        return _mark_bare_numbers(blocks, notes)
    return tuple(_mark_superscripts(block, notes, style) for block in blocks)


def _mark_superscripts(block: Block, notes: tuple[Footnote, ...], style: Style) -> Block:
    """The block without the markers that typography or markup tells apart."""
    found: list[int] = []
    drop: list[Span] = []
    for match in _MARKER[style].finditer(block.text.text):
        labels = (match.groupdict().get("several") or _label(match) or "").split("、")
        at = block.text.at[match.start()]
        indexes = [_note_of(label, at, notes) for label in labels]
        if any(index is None for index in indexes):
            continue
        found += [index for index in indexes if index is not None]
        drop.append(match.span())
    return replace(block, text=block.text.without(drop), markers=tuple(dict.fromkeys(found)))


def _note_of(label: str, at: int, notes: tuple[Footnote, ...]) -> int | None:
    """The footnote that a label at an offset means."""
    same = [i for i, note in enumerate(notes) if note.label == label]
    if label.isdigit():
        return same[0] if same else None
    return next((i for i in same if notes[i].start > at), None)


def _mark_bare_numbers(blocks: tuple[Block, ...], notes: tuple[Footnote, ...]) -> tuple[Block, ...]:
    """The blocks of the wrapped style without the numbers that are footnote markers.

    A footnote's first marker is the first candidate in its window; further ones in the window are
    taken when they are typeset as only markers are (see _candidates).
    """
    found: list[dict[int, Span]] = [{} for _ in blocks]
    repeats: list[list[Span]] = [[] for _ in blocks]
    for index, note in enumerate(notes):
        first = True
        for b, block in enumerate(blocks):
            if block.text.at[-1] < note.window[0] or block.text.at[0] >= note.window[1]:
                continue
            for span, certain in _candidates(block, note):
                if first:
                    found[b][index] = span
                    first = False
                elif certain:
                    found[b].setdefault(index, span)
                    repeats[b].append(span)
    return tuple(
        replace(block, text=block.text.without([*marks.values(), *again]), markers=tuple(marks))
        for block, marks, again in zip(blocks, found, repeats, strict=True)
    )


def _candidates(block: Block, note: Footnote) -> Iterator[tuple[Span, bool]]:
    """Where the label stands in the block as a marker may, and whether it must be one.

    Ordinary numbers stand between spaces and before a counting word; a marker follows a word or a
    mark and is glued to one of its neighbours or stands before a word that counts nothing. It is
    certainly a marker where it is glued on the left to a closing mark, or on one side only.
    """
    text = block.text.text
    label = re.escape(note.label)
    pattern = rf" ?(?<![0-9A-Za-z./\-]){label}(?![0-9A-Za-z./\-,%．])"
    for match in re.finditer(pattern, text):
        start, end = match.span()
        offset = block.text.at[start]
        if start == 0 or not note.window[0] <= offset < note.window[1]:
            continue
        before = text[:start].rstrip()[-1:]
        after = text[end:].lstrip()[:1]
        if before in "第(（" or (before.isascii() and before.isalnum()):
            continue
        if note.label.isdigit() and after and (after in _NUMERAL_CONTEXT or after.isdigit()):
            continue
        spaced_left = text[start] == " "
        spaced_right = text[end : end + 1] == " "
        if spaced_right:
            end += 1
        closing = before in "》”" and not spaced_left
        yield (start, end), closing or (spaced_left and not spaced_right)
