"""eval/unseen.py: every question meets an index whose encoder has not seen it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus import load_corpus
from corpus.errors import OperativeError
from eval.dataset import Dataset, load_dataset
from eval.fit import FITTING
from eval.unseen import chosen_of, joined, sources
from index.encoder import BUNDLED_FOLDER
from index.store import read_manifest


@pytest.fixture(scope="module")
def fitting() -> Dataset:
    """The first sixty questions of the fitting set."""
    texts = {paragraph.id: paragraph.text for paragraph in load_corpus().paragraphs}
    whole = load_dataset(FITTING[0], texts)
    return chosen_of(whole, {query.id for query in whole.queries[:60]})


def test_every_question_is_unseen_once(fitting, tmp_path):
    """Those left out where they were, the others dealt out; training ones by the index."""
    ids = [query.id for query in fitting.queries]
    left_out = [ids[0:20:2], ids[1:20:2]]
    for n, held in enumerate(left_out):
        folder = tmp_path / f"fold-{n}"
        shutil.copytree(BUNDLED_FOLDER, folder)
        (folder / "questions.json").write_text(json.dumps(held), encoding="utf-8")
    training = chosen_of(fitting, {ids[0]})
    found = sources(Path("given"), tmp_path, fitting, training)
    assert (found[0].index, found[0].unseen) == (Path("given"), training)
    parts = [{query.id for query in one.unseen.queries} for one in found[1:]]
    assert [set(held) <= part for held, part in zip(left_out, parts, strict=True)] == [True, True]
    assert parts[0].isdisjoint(parts[1])
    assert parts[0] | parts[1] == set(ids)
    assert read_manifest(found[1].index).encoder == str(tmp_path / "fold-0")


def test_without_models_one_index_serves_all(fitting):
    """For an encoder that was not tuned."""
    (one,) = sources(Path("given"), None, fitting, chosen_of(fitting, set()))
    assert one.unseen.queries == fitting.queries


def test_a_folder_without_models_is_named(fitting, tmp_path):
    """Before anything is built."""
    with pytest.raises(OperativeError, match=str(tmp_path)):
        sources(Path("given"), tmp_path, fitting, fitting)


def test_sets_are_joined_and_taken_apart(fitting):
    """Judgements go with their questions."""
    ids = [query.id for query in fitting.queries]
    halves = [chosen_of(fitting, set(ids[:30])), chosen_of(fitting, set(ids[30:]))]
    both = joined(*halves)
    assert (both.queries, both.qrels) == (fitting.queries, fitting.qrels)
