"""Measures against figures worked out by hand."""

from __future__ import annotations

import math

import pytest

from eval.measures import auroc, interval, per_question, randomization_p

QRELS = {"q1": {"a": 2, "b": 1}, "q2": {"c": 2}, "none": {}}


def test_ranking_measures_by_hand() -> None:
    """A help first and the answer second: nDCG as the formula gives it, no success at one."""
    values = per_question(QRELS, {"q1": [("b", 0.9), ("a", 0.8)], "q2": [("c", 1.0)]})
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    found = 1 / math.log2(2) + 2 / math.log2(3)
    assert values["nDCG@10"]["q1"] == pytest.approx(found / ideal)
    assert values["success@1"] == {"q1": 0.0, "q2": 1.0}
    assert values["MRR@10"]["q1"] == 1.0
    assert values["recall@10"]["q1"] == 1.0


def test_a_question_without_hits_scores_zero() -> None:
    """No hit is the worst answer, not a missing value; the unanswerable question is not ranked."""
    values = per_question(QRELS, {"q1": [("z", 1.0)]})
    assert values["nDCG@10"] == {"q1": 0.0, "q2": 0.0}


def test_equal_scores_keep_the_run_s_order() -> None:
    """The rank in the run decides, not a sort by score of our own."""
    values = per_question({"q": {"b": 2}}, {"q": [("b", 0.5), ("a", 0.5)]})
    assert values["success@1"]["q"] == 1.0


def test_the_interval_holds_the_mean_and_repeats() -> None:
    """Seeded: the same values give the same interval; it narrows around a constant."""
    values = [0.0, 1.0] * 20
    one = interval(values)
    assert one == interval(values)
    assert one.low < one.mean < one.high
    assert interval([0.5] * 5) == type(one)(0.5, 0.5, 0.5)
    assert math.isnan(interval([]).mean)


def test_auroc_by_hand() -> None:
    """Three of four pairs in order, one tie counting half."""
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx((1 + 1 + 0.5 + 1) / 4)
    assert math.isnan(auroc([], [0.1]))


def test_the_randomization_test_tells_equal_from_different() -> None:
    """No difference gives p = 1; thirty gains and no loss give a small p."""
    same = [0.2, 0.4, 0.6] * 10
    assert randomization_p(same, same) == 1.0
    assert randomization_p([v + 0.1 for v in same], same) < 0.001
