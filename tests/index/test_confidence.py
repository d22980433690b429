"""index/confidence.py: confidence rises with its evidence and says what it stands on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexUnusable
from corpus.model import Language
from index.confidence import ANSWERABLE_FROM, Level, Scale, judge, measure_scale
from index.everyday import EVERYDAY

SHARE = st.floats(0, 1)
SCALE = Scale(dict.fromkeys(Language, Level(0.2, 0.35)), 0.75)


@given(SHARE, SHARE, SHARE, SHARE)
def test_confidence_rises_with_either_evidence(dense, more, coverage, fuller):
    """And stays within 0..1."""
    low, high = sorted((dense, more)), sorted((coverage, fuller))
    assert 0 <= judge(low[0], high[0]) <= judge(low[1], high[1]) <= 1


@given(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from(Language))
def test_dense_evidence_rises_with_similarity(one, other, language):
    """In every language."""
    low, high = sorted((one, other))
    assert 0 <= SCALE.dense_evidence(low, language) <= SCALE.dense_evidence(high, language) <= 1


def test_the_scale_means_what_it_says():
    """0 at the everyday mean, 1/2 two deviations above it, 1 where clauses find their own."""
    assert SCALE.dense_evidence(0.2, Language.EN) == 0
    assert SCALE.dense_evidence(0.35, Language.EN) == pytest.approx(0.5)
    assert SCALE.dense_evidence(0.75, Language.EN) == 1


def test_half_the_words_prove_nothing_and_all_do_not_prove_all():
    """Words found by chance do not make an answer."""
    assert judge(0.0, 0.5) == 0
    assert ANSWERABLE_FROM < judge(0.0, 1.0) < 1


def test_measures_a_scale_from_everyday_questions():
    """Mean and mean plus two deviations per language, the clauses' median for all."""
    scores = iter([0.1, 0.3] * 8 * len(EVERYDAY))
    scale = measure_scale(
        lambda texts: np.zeros((len(texts), 2), dtype=np.float32),
        lambda _: next(scores),
        np.array([0.5, 0.7, 0.9], dtype=np.float32),
    )
    assert scale.full == pytest.approx(0.7)
    assert scale.levels[Language.RU].none == pytest.approx(0.2)
    assert scale.levels[Language.RU].half == pytest.approx(0.4)


def test_every_language_has_sixteen_everyday_questions():
    """All different."""
    assert set(EVERYDAY) == set(Language)
    assert all(len(set(questions)) == 16 for questions in EVERYDAY.values())


def test_an_encoder_that_tells_nothing_apart_gives_a_scale():
    """Equal similarities everywhere do not divide by zero."""
    flat = Scale(dict.fromkeys(Language, Level(0.8, 0.8001)), 0.8)
    assert flat.dense_evidence(0.8, Language.ZH) == 0
    assert flat.dense_evidence(0.9, Language.ZH) == 1


def test_bytes_round_trip():
    """What is stored is read back; anything else is refused."""
    assert Scale.from_bytes(SCALE.to_bytes()) == SCALE
    for damaged in (b"", b"{}", b'{"full": 1, "levels": {"zh": [1, 2]}}', b"[1]"):
        with pytest.raises(IndexUnusable, match="operative index"):
            Scale.from_bytes(damaged)
