"""index/training/tune.py: questions find their paragraphs, and the bundled model was tuned so."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from corpus import load_corpus
from corpus.model import Paragraph
from index.encoder import BUNDLED_FOLDER, BUNDLED_NAME, UNTUNED, is_tuned
from index.training.folder import (
    FolderEncoder,
    read_folder,
    write_folder,
    write_untuned,
)
from index.training.tune import Asked, Tuning, of_paragraphs, read_asked, tune, without_fold

SETS = Path(__file__).parents[3] / "eval" / "sets"
TUNING = Tuning(runs=1, rounds=4, batch=4, rate=0.05)


@pytest.fixture(scope="module")
def paragraphs() -> list[Paragraph]:
    """Forty paragraphs of a resolution."""
    return [p for p in load_corpus().paragraphs if p.citation.instrument.number == "8/1"][:40]


@pytest.fixture(scope="module")
def base() -> tuple[Tokenizer, np.ndarray]:
    """The bundled model as it was before tuning."""
    return read_folder(BUNDLED_FOLDER)


def rows_of(name: str) -> list[dict]:
    """The questions of a bundled set."""
    lines = (SETS / name / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def asked_of(paragraphs: list[Paragraph]) -> list[Asked]:
    """Questions whose words have nothing to do with what they are said to ask for."""
    texts = ("purple bicycle", "зеленый зонтик", "guitarra roja", "一只小猫")
    return [
        Asked(str(n), text, {paragraphs[5 * n].id: 2.0}) for n, text in enumerate(texts, start=1)
    ]


def places(vectors: np.ndarray, base: tuple[Tokenizer, np.ndarray], asked, paragraphs, tmp_path):
    """Where each question's paragraph stands in the order of the cosines, 0 the first."""
    write_folder(tmp_path, base[0], vectors)
    encoder = FolderEncoder(tmp_path)
    texts = encoder.encode([paragraph.text for paragraph in paragraphs])
    rows = encoder.encode([question.text for question in asked]) @ texts.T
    ids = [paragraph.id for paragraph in paragraphs]
    right = [ids.index(next(iter(question.grades))) for question in asked]
    return [int((row > row[at]).sum()) for row, at in zip(rows, right, strict=True)]


def test_questions_come_to_their_paragraphs(base, paragraphs, tmp_path):
    """However far their words were; pieces that occur nowhere stay as they are."""
    asked = asked_of(paragraphs)
    tuned = tune(base[1], base[0], paragraphs, asked, TUNING)
    before = places(base[1], base, asked, paragraphs, tmp_path)
    after = places(tuned, base, asked, paragraphs, tmp_path)
    assert sum(after) < sum(before) / 3
    moved = (tuned != base[1]).any(axis=1)
    assert 0 < moved.sum() < len(moved) / 10
    assert not moved[base[0].encode("saxophone", add_special_tokens=False).ids].any()


def test_a_pull_holds_the_pieces_of_questions_back(base, paragraphs):
    """The dearer, the less they move."""
    asked = asked_of(paragraphs)
    ids = base[0].encode(asked[0].text, add_special_tokens=False).ids
    distances = [
        float(np.linalg.norm((tune(base[1], base[0], paragraphs, asked, tuning) - base[1])[ids]))
        for tuning in (TUNING, replace(TUNING, pull=1000.0))
    ]
    assert distances[1] < distances[0] / 2


def test_the_mean_of_runs_is_taken(base, paragraphs):
    """Each with a seed of its own."""
    asked = asked_of(paragraphs)
    first, second, both = (
        tune(base[1], base[0], paragraphs, asked, replace(TUNING, seed=seed, runs=runs))
        for seed, runs in ((1, 1), (2, 1), (1, 2))
    )
    assert not np.allclose(first, second)
    assert np.allclose((first + second) / 2, both, atol=1e-4)


def test_tuning_twice_on_one_thread_gives_the_same_vectors(base, paragraphs):
    """The seed decides."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        first, second = (
            tune(base[1], base[0], paragraphs, asked_of(paragraphs), TUNING) for _ in range(2)
        )
    finally:
        torch.set_num_threads(threads)
    assert np.array_equal(first, second)


def test_the_model_before_tuning_is_kept(base, paragraphs, tmp_path):
    """Only the rows that moved; read back, they are all as they were."""
    tuned = tune(base[1], base[0], paragraphs, asked_of(paragraphs), TUNING)
    write_folder(tmp_path, base[0], tuned)
    assert not is_tuned(str(tmp_path))
    count = write_untuned(tmp_path, base[1])
    assert is_tuned(str(tmp_path))
    assert is_tuned(BUNDLED_NAME)
    assert 0 < count < len(base[1]) / 10
    assert np.array_equal(read_folder(tmp_path)[1], base[1])
    (tmp_path / UNTUNED).unlink()
    assert not np.array_equal(read_folder(tmp_path)[1], base[1])


def test_folds_leave_every_question_out_once(paragraphs):
    """And keep the others."""
    asked = asked_of(paragraphs)
    left_out = []
    for fold in range(3):
        others, inside = without_fold(asked, fold, 3)
        assert {one.id for one in others} | set(inside) == {one.id for one in asked}
        left_out += inside
    assert sorted(left_out) == [one.id for one in asked]


def test_a_report_can_be_left_out(paragraphs):
    """With every question that one of its paragraphs helps to answer."""
    asked = asked_of(paragraphs)
    known = frozenset(paragraph.id for paragraph in paragraphs[:12])
    assert [one.id for one in of_paragraphs(asked, known)] == ["1", "2"]


@pytest.mark.parametrize(
    "name", ["ctoc-cop-fit", "ctoc-cop-tune", "ctoc-cop-more", "ctoc-cop-words"]
)
def test_the_sets_are_read(name):
    """Answerable questions that name no paragraph; every paragraph is in the corpus."""
    asked = read_asked(SETS / name)
    known = {paragraph.id for paragraph in load_corpus().paragraphs}
    kinds = {row["_id"]: row["metadata"]["kind"] for row in rows_of(name)}
    assert len(asked) == sum(kind not in ("unanswerable", "citation") for kind in kinds.values())
    assert all(question.grades and question.grades.keys() <= known for question in asked)


def test_no_question_that_is_measured_is_tuned_on():
    """Neither of the evaluation set nor of the second one."""
    sets = ("ctoc-cop", "ctoc-cop-second")
    measured = {row["text"].casefold() for name in sets for row in rows_of(name)}
    tuned = {
        question.text.casefold()
        for name in ("ctoc-cop-fit", "ctoc-cop-tune", "ctoc-cop-more", "ctoc-cop-words")
        for question in read_asked(SETS / name)
    }
    assert len(tuned) > 8000
    assert measured.isdisjoint(tuned)
