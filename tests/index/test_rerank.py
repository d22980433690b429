"""index/rerank.py: sums, probabilities, and a file that is believed only when it fits."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexUnusable
from index.encoder import load_encoder
from index.evidence import FEATURES
from index.rerank import BUNDLED, Linear, Sigmoid, Weights, open_weights
from index.sure import COLUMNS


def linear(names, bias=0.0):
    """Weights 1, 2, 3 ... over columns of mean 1 and scale 2."""
    count = len(names)
    return Linear(
        tuple(names),
        np.ones(count, dtype=np.float32),
        np.full(count, 2, dtype=np.float32),
        np.arange(1, count + 1, dtype=np.float32),
        bias,
    )


WEIGHTS = Weights(
    "revision", linear("ab"), Sigmoid(1.5, -0.5), linear("cd", 0.25),
    np.array([0.5, -0.5], dtype=np.float32), Sigmoid(1.0, 0.0), 0.6,
)  # fmt: skip


def test_a_sum_by_hand():
    """((3 - 1) / 2) x 1 + ((5 - 1) / 2) x 2 + bias."""
    found = linear("ab", 0.5)(np.array([[3, 5], [1, 1]], dtype=np.float32))
    assert found.tolist() == [5.5, 0.5]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_probabilities_rise_with_the_sum_and_stay_inside(one, other):
    """However large the sums are."""
    low, high = sorted((one, other))
    first, second = Sigmoid(2.0, 1.0)(np.array([low, high])).tolist()
    assert 0 < first <= second <= 1


def test_the_file_reads_back():
    """Every number, in the columns' order."""
    back = Weights.from_json(WEIGHTS.to_json(), "ab", "cd")
    assert back.to_json() == WEIGHTS.to_json()
    assert back.order.names == ("a", "b")
    assert back.vector.tolist() == [0.5, -0.5]


@pytest.mark.parametrize("text", ["", "{}", "[1]", WEIGHTS.to_json().replace('"a"', '"z"')])
def test_another_file_is_refused_by_name(text, tmp_path):
    """Missing, no JSON, other JSON, other columns."""
    path = tmp_path / "ranking.json"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(IndexUnusable, match=r"ranking weights: .*ranking\.json"):
        open_weights(path, "revision", "ab", "cd")


def test_weights_of_another_encoder_are_left_alone(tmp_path):
    """Their similarities mean something else."""
    path = tmp_path / "ranking.json"
    path.write_text(WEIGHTS.to_json(), encoding="utf-8")
    assert open_weights(path, "other", "ab", "cd") is None
    found = open_weights(path, "revision", "ab", "cd")
    assert found is not None
    assert found.answerable_from == WEIGHTS.answerable_from


def test_the_bundled_weights_are_of_the_bundled_encoder():
    """After new training they must be fitted again: python -m eval.fit."""
    table = json.loads(BUNDLED.read_text(encoding="utf-8"))
    encoder = load_encoder()
    assert table["encoder"] == encoder.revision
    weights = open_weights(BUNDLED, encoder.revision, FEATURES, COLUMNS)
    assert weights is not None
    assert weights.vector.shape == (encoder.dimension,)
    assert 0 < weights.answerable_from < 1
