"""index/pieces.py: late interaction over pieces, worked out by hand on a tiny vocabulary."""

from __future__ import annotations

import numpy as np
import pytest

from index.encoder import load_encoder
from index.pieces import PieceEncoder, Pieces


class Letters:
    """Each letter is a piece: a and b are perpendicular, c lies between them; x has no vector."""

    VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8], [0, 0]], dtype=np.float32)
    WEIGHTS = np.array([1, 3, 1, 0], dtype=np.float32)

    def pieces(self, text):
        """The letters that are known."""
        return ["abcx".index(letter) for letter in text if letter in "abcx"]

    def piece_vectors(self, pieces):
        """Rows of the table."""
        return self.VECTORS[pieces], self.WEIGHTS[pieces]


def test_each_piece_takes_its_best_and_heavy_pieces_count_more():
    """(1 x best of a + 3 x best of b) / 4."""
    pieces = Pieces(Letters(), ["a", "b", "c", ""], ["", "", "", ""])
    found = pieces.similarities("ab", np.array([0, 1, 2, 3]))
    assert found == pytest.approx([0.25, 0.75, (0.6 + 3 * 0.8) / 4, 0.0])


def test_a_paragraph_s_context_counts_as_its_own():
    """A piece of the title is found as one of the text."""
    pieces = Pieces(Letters(), ["a", "a"], ["b", ""])
    assert pieces.similarities("b", np.array([0, 1])) == pytest.approx([1.0, 0.0])


def test_nothing_to_look_for_is_nothing_found():
    """Neither a text without pieces nor a list without paragraphs is an error."""
    pieces = Pieces(Letters(), ["a"], [""])
    assert pieces.similarities("?!", np.array([0])).tolist() == [0.0]
    assert pieces.similarities("x", np.array([0])).tolist() == [0.0]
    assert pieces.similarities("a", np.zeros(0, dtype=np.int64)).shape == (0,)


def test_the_bundled_encoder_has_pieces_and_they_make_its_vectors():
    """A text's vector is the weighted sum of its pieces'."""
    encoder = load_encoder()
    assert isinstance(encoder, PieceEncoder)
    numbers = encoder.pieces("枪支零部件的贩运")
    vectors, weights = encoder.piece_vectors(numbers)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(numbers)), abs=1e-5)
    whole = weights @ vectors
    assert whole / np.linalg.norm(whole) == pytest.approx(
        encoder.encode_queries(["枪支零部件的贩运"])[0], abs=1e-5
    )
