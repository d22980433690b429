"""index/dense.py: FAISS against a numpy brute force, ids and scores."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from index.dense import Dense, build_dense


def unit(rows, dimension, seed):
    """Random unit vectors."""
    vectors = np.random.default_rng(seed).standard_normal((rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


OWNERS = np.array([0, 1, 1, 2, 3, 3, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15])
VECTORS = unit(len(OWNERS), 8, 1)
LEG = build_dense(VECTORS, OWNERS)
EVERY = np.ones(16, dtype=bool)
SOME = np.arange(16) % 3 == 0
ONE = np.arange(16) == 3
NONE = np.zeros(16, dtype=bool)


def brute_force(query, k, allowed):
    """The best passages that are allowed, one place for each paragraph."""
    scores = VECTORS @ query
    rows = [row for row in np.argsort(-scores, kind="stable") if allowed[OWNERS[row]]][:k]
    best = {}
    for row in rows:
        best.setdefault(int(OWNERS[row]), float(scores[row]))
    return best


@pytest.mark.parametrize("allowed", [None, EVERY, SOME, ONE, NONE], ids=str)
@pytest.mark.parametrize("k", [0, 1, 3, 19, 20, 21, 1000])
def test_finds_what_brute_force_finds(k, allowed):
    """The same paragraphs in the same order with the same scores, with and without a filter."""
    mask = EVERY if allowed is None else allowed
    for query in unit(20, 8, 2):
        paragraphs, scores = LEG.search(query, k, allowed)
        expected = brute_force(query, k, mask)
        assert paragraphs.tolist() == list(expected)
        np.testing.assert_allclose(scores, list(expected.values()), atol=1e-6)


@pytest.mark.parametrize("passages", [7, 8, 9, 63, 64, 65, 130])
def test_filters_are_right_at_every_size(passages):
    """The filter's bits are packed by eight: no passage at the end is lost or let in."""
    vectors = unit(passages, 4, passages)
    leg = build_dense(vectors, np.arange(passages))
    allowed = np.random.default_rng(3).random(passages) < 0.5
    found, _ = leg.search(vectors[0], passages, allowed)
    assert sorted(found.tolist()) == np.flatnonzero(allowed).tolist()


def test_equal_scores_come_in_document_order():
    """Two paragraphs with the same text are ranked the same way every time."""
    same = np.repeat(unit(1, 4, 1), 5, axis=0)
    assert build_dense(same, np.arange(5)).search(same[0], 5)[0].tolist() == [0, 1, 2, 3, 4]


def test_similarities_of_chosen_paragraphs():
    """A paragraph's similarity is its best passage's."""
    query = unit(1, 8, 9)[0]
    chosen = np.array([3, 0, 8, 15, 3])
    expected = [max((VECTORS @ query)[paragraph == OWNERS]) for paragraph in chosen]
    np.testing.assert_allclose(LEG.similarities(query, chosen), expected, atol=1e-6)
    assert len(LEG.similarities(query, np.zeros(0, dtype=np.int64))) == 0


def test_standard_deviations_follow_from_mean_and_covariance():
    """What the background says of a query is what all its similarities say."""
    query = unit(1, 8, 4)[0]
    every = VECTORS @ query
    expected = (every - every.mean()) / every.std()
    np.testing.assert_allclose(LEG.background.standardise(query, every), expected, atol=1e-3)


def test_an_empty_leg_finds_nothing():
    """No passages, no results, no error."""
    empty = build_dense(np.zeros((0, 8), dtype=np.float32), np.zeros(0, dtype=np.int64))
    assert len(empty.search(VECTORS[0], 5)[0]) == 0
    again = Dense.from_bytes(*empty.to_bytes())
    assert (again.passages, again.dimension) == (0, 8)


def test_bytes_round_trip():
    """A stored leg answers as the built one, and stores to the same bytes."""
    stored = LEG.to_bytes()
    again = Dense.from_bytes(*stored)
    query = unit(1, 8, 5)[0]
    np.testing.assert_array_equal(again.search(query, 9)[0], LEG.search(query, 9)[0])
    np.testing.assert_array_equal(again.search(query, 9)[1], LEG.search(query, 9)[1])
    assert again.to_bytes() == stored


def test_refuses_other_bytes():
    """Damaged bytes, and vectors for another number of passages."""
    index, arrays = LEG.to_bytes()
    for damaged in ((b"", arrays), (index[:50], arrays), (index, b""), (index, index)):
        with pytest.raises(IndexUnusable, match="operative index"):
            Dense.from_bytes(*damaged)
    other = build_dense(VECTORS[:4], OWNERS[:4]).to_bytes()
    with pytest.raises(IndexUnusable, match="for 4 passages"):
        Dense.from_bytes(index, other[1])
