"""Text that remembers its place in the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.traced import Traced


def reread(source: str, text: Traced) -> str:
    """What the source holds over the text's spans."""
    return "".join(source[start:end] for start, end in text.spans)


@given(st.text(min_size=1, max_size=60), st.data())
def test_spans_reread_the_text_after_any_cleaning(source: str, data: st.DataObject) -> None:
    """However characters are dropped, parts cut and joined, the spans hold exactly the text."""
    text = Traced.cut(source, 0, len(source))
    starts = st.integers(0, len(source))
    ranges = data.draw(st.lists(st.tuples(starts, starts), max_size=4))
    cleaned = text.without(ranges).strip()
    assert reread(source, cleaned) == cleaned.text
    middle = data.draw(starts)
    joined = text.part(0, middle) + text.part(middle)
    assert joined == text


def test_neighbouring_ranges_are_one_span() -> None:
    """Spans are as few as possible and in text order."""
    text = Traced.cut("abcdef", 0, 3) + Traced.cut("abcdef", 3, 5)
    assert text.spans == ((0, 5),)
    assert text.without([(1, 2)]).spans == ((0, 1), (2, 5))


def test_dropping_uses_the_group_named_drop() -> None:
    """A pattern may match more than it drops."""
    text = Traced.cut(r"a\*b", 0, 4)
    assert text.dropping(re.compile(r"(?P<drop>\\)\*")).text == "a*b"
    assert text.dropping(re.compile(r"\\\*")).text == "ab"


def test_stripping_blank_text_leaves_nothing() -> None:
    """White space alone strips to the empty text."""
    assert Traced.cut("  \t", 0, 3).strip() == Traced.empty()
