"""The readers' agreement, by hand and of the bundled set."""

from __future__ import annotations

import json

import pytest

from eval.agreement import agreement
from eval.dataset import BUNDLED


def test_kappa_by_hand(tmp_path):
    """Ten pairs, 8 agreed; by chance 0.9 x 0.9 ... : (po - pe) / (1 - pe)."""
    rows = ["q\tp1\t2\t2\t2", "q\tp2\t2\t0\t2", "q\tp3\t0\t2\t0"]
    (tmp_path / "readers.tsv").write_text("head\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "pool.json").write_text(json.dumps({"pairs": 10}), encoding="utf-8")
    found = agreement(tmp_path)
    chance = 0.2 * 0.2 + 0.8 * 0.8
    assert found.grades == pytest.approx((0.8 - chance) / (1 - chance))
    assert (found.pairs, found.differing) == (10, 2)


def test_the_bundled_set_was_judged_twice():
    """The judgements are what both or a third reader gave; agreement is well above chance."""
    found = agreement()
    assert found.pairs > 14000
    assert found.grades > 0.75
    lines = (BUNDLED / "readers.tsv").read_text(encoding="utf-8").splitlines()[1:]
    decided = {
        (query, paragraph): grade
        for query, paragraph, _, _, grade in (line.split("\t") for line in lines)
        if grade != "0"
    }
    kept = {}
    for path in (BUNDLED / "qrels").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            query, paragraph, grade = line.split("\t")
            kept[query, paragraph] = grade
    assert kept == decided
