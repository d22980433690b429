"""index/highlight.py: clauses, and which of them are marked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexUnusable
from index.highlight import LONGEST_CLAUSE, MOST_MARKED, Clauses, Marker, choose, clause_spans


@given(st.text(alphabet="甲乙丙丁。；，,： \n1a”", max_size=300))
def test_clauses_cover_the_text_once(text):
    """The postconditions of clause_spans."""
    spans = clause_spans(text)
    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert {place for place, char in enumerate(text) if not char.isspace()} <= set(covered)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


def clauses_of(text):
    """The texts of the clauses."""
    return [text[start:end] for start, end in clause_spans(text)]


def test_cuts_at_sentence_ends_and_lines():
    """A closing quotation mark belongs to the sentence before it."""
    text = "他说：“请注意。”然后离开；完。\n主席：甲"
    assert clauses_of(text) == ["他说：“请注意。”", "然后离开；", "完。", "主席：甲"]


def test_cuts_long_sentences_at_commas():
    """Short parts are joined, and a comma inside a number is none."""
    long = "强调" * 10 + "，" + "合作" * 12 + "，其，" + "共计1,734,600美元" + "援助" * 12
    found = clauses_of(long)
    assert len(found) == 3
    assert found[1].endswith("，其，")
    assert "1,734,600" in found[2]


def test_most_clauses_of_the_corpus_are_short(corpus):
    """Nine in ten are no longer than two lines of a page."""
    lengths = [
        end - start
        for paragraph in corpus.paragraphs
        for start, end in clause_spans(paragraph.text)
    ]
    assert np.mean(np.array(lengths) <= LONGEST_CLAUSE) > 0.9


SPANS = ((0, 5), (5, 9), (9, 14), (14, 20))


def shares(*values):
    """Float32 shares."""
    return np.array(values, dtype=np.float32)


def test_marks_the_best_clause():
    """By words and by similarity together."""
    assert choose(SPANS, shares(0, 0.9, 0, 0), shares(0.2, 0.3, 0.2, 0.1)) == ((5, 9),)


def test_similarity_decides_where_no_word_is_shared():
    """A question in another language still finds its place."""
    assert choose(SPANS, shares(0, 0, 0, 0), shares(0.1, 0.2, 0.7, 0.1)) == ((9, 14),)


def test_joins_marked_neighbours_and_keeps_text_order():
    """Two clauses in a row are one range."""
    assert choose(SPANS, shares(1, 1, 0, 1), shares(0, 0, 0, 0)) == ((0, 9), (14, 20))


def test_never_marks_more_than_the_most():
    """Equal clauses everywhere do not mark everything."""
    marked = choose(SPANS, shares(1, 1, 1, 1), shares(1, 1, 1, 1))
    assert sum(end - start for start, end in marked) == SPANS[MOST_MARKED - 1][1]


def test_marks_nothing_without_anything_in_common():
    """Also in a paragraph without text."""
    assert choose(SPANS, shares(0, 0, 0, 0), shares(0, -0.1, 0, 0)) == ()
    assert choose((), shares(), shares()) == ()


def test_marks_with_stored_clauses_and_words():
    """The marker joins the stored spans and vectors with the question's words."""
    vectors = np.eye(2, dtype=np.float16)
    clauses = Clauses(np.array([0, 0, 2], np.int32), np.array([[0, 2], [2, 4]], np.int32), vectors)
    marker = Marker(clauses, frozenset)
    no_vector = np.zeros(2, dtype=np.float32)
    assert marker.mark({1: "甲乙丙丁"}, no_vector, {"丙": 1.0}) == [((2, 4),)]
    assert marker.mark({1: "甲乙丙丁"}, shares(1, 0), {}) == [((0, 2),)]
    assert marker.mark({0: ""}, shares(1, 0), {"丙": 1.0}) == [()]
    assert marker.mark({0: "", 1: "甲乙丙丁"}, shares(1, 0), {"丙": 3.0}) == [(), ((0, 4),)]
    assert marker.mark({}, shares(1, 0), {"丙": 1.0}) == []


def test_bytes_round_trip():
    """What is stored is read back."""
    clauses = Clauses(
        np.array([0, 1], np.int32), np.array([[0, 2]], np.int32), np.ones((1, 2), np.float16)
    )
    again = Clauses.from_bytes(clauses.to_bytes())
    assert again.spans_of(0) == ((0, 2),)
    assert again.to_bytes() == clauses.to_bytes()
    with pytest.raises(IndexUnusable, match="operative index"):
        Clauses.from_bytes(b"nothing")
