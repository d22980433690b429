"""Text is wrapped by terminal cells and marked without changing it."""

from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.terminal import COLOURS, PIPE_WIDTH, Style, cells, paint, style_of, width_of, wrap

MIXED = st.text(alphabet="ab 中文。，（）“”é\u0301عربي\n", max_size=80)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Pretend."""
        return True


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),  # one cell a letter
        ("缔约方", 6),  # two cells a Chinese character
        ("，。", 4),  # and full-width punctuation
        ("e\u0301", 1),  # a combining accent takes none
        ("", 0),  # nothing
    ],
)
def test_cells_follow_east_asian_width(text: str, width: int) -> None:
    """A text is as wide as a terminal shows it."""
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),  # at spaces
        ("缔约方会议决定", 6, ["缔约方", "会议决", "定"]),  # between Chinese characters
        ("缔约方，会议", 6, ["缔约", "方，会", "议"]),  # a comma does not start a line
        ("他说“好”", 6, ["他说", "“好”"]),  # an opening quote does not end one
        ("a\n\nb", 10, ["a", "", "b"]),  # line breaks stay
        ("abcdefgh", 3, ["abc", "def", "gh"]),  # a word longer than the line is cut
        ("", 10, [""]),  # nothing is one empty line
    ],
)
def test_lines_break_where_readers_expect(text: str, width: int, lines: list[str]) -> None:
    """Lines break at spaces and between Chinese characters, punctuation stays with its word."""
    assert [text[start:end] for start, end in wrap(text, width)] == lines


@settings(derandomize=True, max_examples=300)
@given(MIXED, st.integers(4, 30))
def test_wrapping_loses_nothing_but_space(text: str, width: int) -> None:
    """The lines together are the text without the white space at line ends, none too wide."""
    spans = list(wrap(text, width))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(cells(text[start:end].strip()) <= width for start, end in spans)


@settings(derandomize=True, max_examples=200)
@given(MIXED, st.integers(4, 30), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))))
def test_marks_change_nothing_but_colour(
    text: str, width: int, marked: list[tuple[int, int]]
) -> None:
    """A painted line without its escape sequences is the line, also where marks overlap."""
    for span in wrap(text, width):
        painted = paint(text, span, marked, COLOURS)
        plain = painted.replace(COLOURS.mark, "").replace(COLOURS.plain, "")
        assert plain == text[slice(*span)] == paint(text, span, marked, Style())


def test_a_mark_goes_on_on_the_next_line() -> None:
    """A marked range that a line break cuts is marked on both lines."""
    style = Style(mark="<", plain=">")
    text = "缔约方会议"
    lines = [paint(text, span, [(1, 4)], style) for span in wrap(text, 6)]
    assert lines == ["缔<约方>", "<会>议"]


@pytest.mark.parametrize(
    ("stream", "environment", "style"),
    [
        (Terminal(), {}, COLOURS),  # a terminal
        (Terminal(), {"NO_COLOR": "1"}, Style()),  # a reader who wants none
        (Terminal(), {"NO_COLOR": ""}, COLOURS),  # set but empty does not count
        (Terminal(), {"TERM": "dumb"}, Style()),  # a terminal that knows none
        (io.StringIO(), {}, Style()),  # a file or a pipe
    ],
)
def test_colours_are_for_terminals(
    stream: io.StringIO, environment: dict[str, str], style: Style
) -> None:
    """Colours are written to terminals only, and not where NO_COLOR is set."""
    assert style_of(stream, environment) == style


def test_a_pipe_has_a_fixed_width() -> None:
    """What is not a terminal gets lines of the same width everywhere."""
    assert width_of(io.StringIO()) == PIPE_WIDTH
