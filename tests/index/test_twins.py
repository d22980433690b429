"""index/twins.py: what says the same is found with where else it stands."""

from __future__ import annotations

import pytest

from corpus import load_corpus
from corpus.errors import IndexUnusable
from corpus.model import Kind
from index.twins import find_twins, twins_from_bytes, twins_to_bytes


@pytest.fixture(scope="module")
def paragraphs():
    """All of the corpus."""
    return load_corpus().paragraphs


@pytest.fixture(scope="module")
def twins(paragraphs):
    """And their twins."""
    return find_twins(paragraphs)


def test_a_recital_that_comes_back_is_found_in_both(paragraphs, twins):
    """Resolution 8/3 repeats a recital of 5/4 with a few words more."""
    by_id = {paragraph.id: n for n, paragraph in enumerate(paragraphs)}
    first = next(n for id_, n in by_id.items() if "res-5-4/" in id_ and id_.endswith("main~rec_2"))
    second = next(n for id_, n in by_id.items() if "res-8-3/" in id_ and id_.endswith("main~rec_9"))
    assert second in twins[first]
    assert first in twins[second]


def test_being_alike_is_mutual_and_never_of_oneself(twins):
    """And some are, but not most."""
    for one, others in enumerate(twins):
        assert one not in others
        assert all(one in twins[other] for other in others)
    assert 50 < sum(map(bool, twins)) < len(twins) / 3


def test_the_same_words_are_twins_and_footnotes_never(paragraphs, twins):
    """Equal texts of some length; "Ibid." says nothing."""
    by_text = {}
    for one, paragraph in enumerate(paragraphs):
        if paragraph.citation.kind is Kind.FOOTNOTE:
            assert twins[one] == ()
        elif len(paragraph.text) > 40 and paragraph.text in by_text:
            assert by_text[paragraph.text] in twins[one]
        else:
            by_text[paragraph.text] = one


def test_nothing_has_no_twins():
    """An empty corpus."""
    assert find_twins(()) == ()


def test_bytes_round_trip(twins):
    """What is stored is read back; anything else is refused."""
    assert twins_from_bytes(twins_to_bytes(twins), len(twins)) == twins
    for damaged in (b"", b"[]", b'{"0": [99]}', b'{"x": [1]}', b'{"0": 1}'):
        with pytest.raises(IndexUnusable, match="operative index"):
            twins_from_bytes(damaged, 5)
