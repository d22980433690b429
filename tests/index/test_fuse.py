"""index/fuse.py: a weak leg never drags a strong one down."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from index.fuse import STANDOUT, FusionWeights, Weights, dense_shares, fuse, lexical_shares

SHARES = st.lists(st.floats(0, 1, width=32), min_size=2, max_size=2).map(
    lambda values: np.array(values, dtype=np.float32)
)
WEIGHT = st.integers(0, 30).map(lambda tenths: tenths / 10)


@given(SHARES, SHARES, WEIGHT, WEIGHT)
def test_a_fused_score_lies_between_the_legs(dense, lexical, one, other):
    """It is a weighted mean, so it stays within 0..1."""
    fused = fuse(dense, lexical, Weights(one, other))
    if one + other > 0:
        assert np.all(fused <= np.maximum(dense, lexical) + 1e-5)
        assert np.all(fused >= np.minimum(dense, lexical) - 1e-5)


@given(SHARES, WEIGHT)
def test_dense_decides_alone_where_nothing_lexical_was_found(dense, weight):
    """The order is the dense leg's, whatever the lexical leg weighs."""
    nothing = np.zeros(2, dtype=np.float32)
    fused = fuse(dense, nothing, Weights(1.0, weight))
    assert (fused[0] >= fused[1]) or (dense[0] < dense[1])


def test_a_leg_that_found_little_adds_little():
    """One common word of ten, however well ordered, does not overturn the dense leg."""
    dense = dense_shares(np.array([4.0, 3.0], dtype=np.float32))
    lexical = lexical_shares(np.array([0.0, 1.0], dtype=np.float32), ideal=50.0)
    fused = fuse(dense, lexical, Weights(1.0, 1.0))
    assert fused[0] > fused[1]


def test_shares_are_measured_against_something_fixed():
    """A share does not depend on what else is in the list."""
    standardised = np.array([-1.0, 0.0, STANDOUT / 2, 2 * STANDOUT], dtype=np.float32)
    np.testing.assert_allclose(dense_shares(standardised), [0, 0, 0.5, 1])
    scores = np.array([0.0, 10.0, 20.0, 90.0], dtype=np.float32)
    np.testing.assert_allclose(lexical_shares(scores, 10.0), [0, 0.5, 1, 1])
    assert lexical_shares(scores, 0.0).tolist() == [0, 0, 0, 0]


def test_every_language_has_weights():
    """And they are never negative."""
    weights = FusionWeights()
    for language in Language:
        assert weights.by_language[language].dense > 0
        assert weights.by_language[language].lexical >= 0
