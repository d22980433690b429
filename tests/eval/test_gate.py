"""The gate fails when it should."""

from __future__ import annotations

import json

import pytest

from corpus.errors import OperativeError
from eval.command import Held
from eval.dataset import BUNDLED
from eval.gate import BASELINE as PINNED
from eval.gate import MARGIN, SPLIT, check, figures, pin
from eval.run import asking, run_queries
from eval.summary import summarise
from index.fuse import WORDS_ALONE, one_leg
from index.search import Searcher

HASHES = {"set": "s", "corpus": "c"}
BASELINE = {"hashes": HASHES, "floors": {"nDCG@10": 0.5, "AUROC": 0.8}}


def test_figures_above_the_floors_pass() -> None:
    """Nothing is wrong when every floor is met on the same set and corpus."""
    assert check({"nDCG@10": 0.5, "AUROC": 0.9}, HASHES, BASELINE) == []


@pytest.mark.parametrize(
    ("found", "hashes", "says"),
    [
        ({"nDCG@10": 0.49, "AUROC": 0.9}, HASHES, "nDCG@10 is 0.4900, under its floor 0.5000"),
        ({"nDCG@10": float("nan"), "AUROC": 0.9}, HASHES, "nDCG@10 is nan"),  # no number is no pass
        ({"AUROC": 0.9}, HASHES, "no figure for the floor 'nDCG@10'"),
        ({"nDCG@10": 0.9, "AUROC": 0.9}, {"set": "t", "corpus": "c"}, "set has changed"),
        ({"nDCG@10": 0.9, "AUROC": 0.9}, {"set": "s", "corpus": "d"}, "corpus has changed"),
    ],
)
def test_what_must_fail_fails(found: dict, hashes: dict, says: str) -> None:
    """A worse figure, a missing one, changed questions and a changed corpus are each named."""
    problems = check(found, hashes, BASELINE)
    assert len(problems) == 1
    assert says in problems[0]


def test_a_worsened_ranking_fails(searcher, index_folder):
    """The words alone, without meaning, second look or fitted confidence: floors are not met."""
    baseline = json.loads(PINNED.read_text(encoding="utf-8"))
    held = Held.of(searcher)
    dataset = held.load(BUNDLED, SPLIT)
    hashes = {"set": dataset.hash, "corpus": searcher.manifest.corpus}
    served = figures(summarise(dataset, run_queries(dataset, asking(searcher), "served")))
    assert check(served, hashes, baseline) == []
    worse = Searcher.open(index_folder, weights=one_leg(WORDS_ALONE))
    found = figures(summarise(dataset, run_queries(dataset, asking(worse), "worse")))
    problems = " ".join(check(found, hashes, baseline))
    for floor in ("nDCG@10 is", "success@1 is", "AUROC is"):
        assert floor in problems


def test_pinning_raises_floors_to_what_is_measured() -> None:
    """A better figure gives a higher floor, one margin below it."""
    new = pin({"nDCG@10": 0.7, "AUROC": 0.9}, HASHES, BASELINE, None)
    assert new["floors"]["nDCG@10"] == pytest.approx(0.7 - MARGIN)


def test_pinning_never_lowers_a_floor_silently() -> None:
    """A worse figure needs a reason, which is kept; a figure within the margin keeps the floor."""
    worse = {"nDCG@10": 0.4, "AUROC": 0.9}
    with pytest.raises(OperativeError, match="would lower nDCG@10"):
        pin(worse, HASHES, BASELINE, None)
    lowered = pin(worse, HASHES, BASELINE, "half the corpus left")
    assert lowered["floors"]["nDCG@10"] == pytest.approx(0.39)
    assert lowered["lowered"] == [{"why": "half the corpus left", "floors": {"nDCG@10": 0.5}}]
    kept = pin({"nDCG@10": 0.505, "AUROC": 0.9}, HASHES, BASELINE, None)
    assert kept["floors"]["nDCG@10"] == 0.5
