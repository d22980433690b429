"""eval/fit_subjects.py: which of the candidates is meant is learned, and never measured on."""

from __future__ import annotations

import json

import numpy as np

from corpus.model import Language
from eval.dataset import Query
from eval.fit_subjects import NAMED, Example, fit, main, report
from index.containers import Container
from index.subjects import COLUMNS, NONE_COLUMNS, Candidate, Choice


def example(rng, number, telling):
    """Six candidates, of which the one with most of one column is meant; every fourth has none."""
    rows = rng.normal(size=(6, len(COLUMNS))).astype(np.float32)
    none = np.zeros(len(NONE_COLUMNS), dtype=np.float32)
    none[0] = float(number % 4 == 0)
    right = () if number % 4 == 0 else (int(rows[:, telling].argmax()),)
    container = Container(None, "", None, np.zeros(0, dtype=np.int64), (), frozenset(), frozenset())
    candidates = tuple(Candidate(container, (n,)) for n in range(6))
    query = Query(f"q-{number}", "?", Language.EN, "citation", "t", "fit")
    return Example(query, Choice(candidates, rows, none), right)


def test_it_learns_which_column_tells():
    """And what says that none is meant."""
    rng = np.random.default_rng(0)
    examples = [example(rng, number, 4) for number in range(200)]
    weights = fit(examples)
    assert int(np.argmax(weights.candidate.weights)) == 4
    assert weights.none.weights[0] > 1
    assert "150 name an instrument" in report(examples)


def test_both_splits_ask_different_questions():
    """No question is in both, none in the test split of the evaluation set."""
    rows = [
        json.loads(line)
        for line in (NAMED / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    texts = [row["text"].casefold() for row in rows]
    assert len(set(texts)) == len(texts)
    bundled = NAMED.parent / "ctoc-cop" / "queries.jsonl"
    others = [json.loads(line) for line in bundled.read_text(encoding="utf-8").splitlines()]
    assert set(texts).isdisjoint(row["text"].casefold() for row in others)


def test_a_set_that_is_missing_is_named(capsys, tmp_path, index_folder):
    """And nothing is written."""
    out = tmp_path / "subjects.json"
    arguments = ["--index", str(index_folder), "--set", str(tmp_path / "none"), "--out", str(out)]
    assert main(arguments) == 1
    assert "none" in capsys.readouterr().err
    assert not out.exists()


def test_fitting_again_gives_what_is_bundled(capsys, tmp_path, index_folder):
    """The bundled weights are those of the bundled questions, index and encoder."""
    out = tmp_path / "subjects.json"
    assert main(["--index", str(index_folder), "--out", str(out)]) == 0
    assert "held out" in capsys.readouterr().out
    fitted = json.loads(out.read_text("utf-8"))["candidate"]["columns"]
    bundled = (NAMED.parents[2] / "index/models/subjects.json").read_text("utf-8")
    kept = json.loads(bundled)["candidate"]["columns"]
    assert list(fitted) == list(kept)
    for name, numbers in fitted.items():
        np.testing.assert_allclose(numbers, kept[name], rtol=0.05, atol=0.02)
