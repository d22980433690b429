"""eval/fit.py: weights that are fitted find their way, and never see what they are measured on."""

from __future__ import annotations

import json

import numpy as np
import pytest

from corpus.model import Language
from eval.dataset import Query
from eval.fit import FITTING, Example, fit_order, least_confidence, main
from index.evidence import FEATURES, Found
from index.rank import Head


def example(rng, number, telling):
    """Ten candidates, of which the one with most of one feature answers."""
    rows = rng.normal(size=(10, len(FEATURES))).astype(np.float32)
    grades = np.zeros(10)
    grades[int(rows[:, telling].argmax())] = 2
    head = Head(
        np.arange(10), rows, np.zeros(10, dtype=np.float32),
        Found(np.zeros((10, 0), dtype=np.float32), np.zeros(0, dtype=np.float32)),
    )  # fmt: skip
    query = Query(f"q-{number}", "?", Language.EN, "fact", "t", "fit")
    return Example(query, 0, None, head, grades, answerable=True, overruled=False)


def test_the_order_learns_which_feature_tells():
    """Of random features one decides; its weight is by far the largest and positive."""
    rng = np.random.default_rng(0)
    order = fit_order([example(rng, number, 4) for number in range(150)])
    assert int(np.argmax(order.weights)) == 4
    assert order.weights[4] > 5 * np.abs(np.delete(order.weights, 4)).max()


def test_the_least_confidence_makes_fewest_errors():
    """Between the two kinds where they are apart; counted as shares, not as numbers."""
    assert 0.3 < least_confidence([0.8] * 3, [0.3] * 30) <= 0.8
    assert 0.3 < least_confidence([0.8] * 30, [0.3] * 3) <= 0.8


@pytest.mark.parametrize("folder", FITTING, ids=lambda folder: folder.name)
def test_the_fitting_sets_are_no_part_of_the_test_split(folder):
    """No question of them is a question of the test split; ids are their own."""
    rows = [
        json.loads(line)
        for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    bundled = folder.parent / "ctoc-cop" / "queries.jsonl"
    others = [json.loads(line) for line in bundled.read_text(encoding="utf-8").splitlines()]
    assert {row["text"].casefold() for row in rows}.isdisjoint(
        row["text"].casefold() for row in others
    )
    assert {row["_id"] for row in rows}.isdisjoint(row["_id"] for row in others)
    assert {row["metadata"]["split"] for row in rows} == {"fit"}


def test_a_set_that_is_missing_is_named(capsys, tmp_path):
    """And nothing is written."""
    out = tmp_path / "ranking.json"
    code = main(["--index", str(tmp_path / "none"), "--out", str(out)])
    assert code == 1
    assert "none" in capsys.readouterr().err
    assert not out.exists()


def test_a_tuned_encoder_asks_for_models_that_have_not_seen_the_questions(
    capsys, tmp_path, index_folder
):
    """Its own evidence for the questions that it was tuned on says nothing; nothing is written."""
    out = tmp_path / "ranking.json"
    assert main(["--index", str(index_folder), "--out", str(out)]) == 1
    assert "--unseen" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("column", ["fused", "pieces", "concepts"])
def test_the_bundled_order_rises_with_what_matches(column):
    """A better match never counts against a paragraph."""
    table = json.loads((FITTING[0].parents[2] / "index/models/ranking.json").read_text("utf-8"))
    assert table["order"]["columns"][column][2] > 0
