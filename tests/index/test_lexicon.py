"""index/lexicon.py: Chinese words, learned from the corpus, cut as jieba cuts them."""

from __future__ import annotations

import importlib
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexUnusable
from index.lexicon import HAN_RUN, Lexicon, Segmenter, learn_lexicon


@pytest.fixture(scope="module")
def lexicon(corpus):
    """The lexicon of the four reports."""
    return learn_lexicon(paragraph.text for paragraph in corpus.paragraphs)


@pytest.fixture(scope="module")
def jieba_tokenizer(tmp_path_factory):
    """Jieba itself with its whole dictionary, its cache kept out of the system's."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")
def test_cuts_the_whole_corpus_as_jieba_does(lexicon, jieba_tokenizer, corpus):
    """With the words of the corpus alone, every run of the corpus is cut as with jieba's all."""
    segmenter = Segmenter(lexicon)
    table = str.maketrans(dict(lexicon.variants))
    runs = {
        run
        for paragraph in corpus.paragraphs
        for run in HAN_RUN.findall(paragraph.text.translate(table))
    }
    assert len(runs) > 5000
    for run in sorted(runs):
        expected = list(jieba_tokenizer.cut_for_search(run, HMM=False))
        assert segmenter.cut_for_search(run) == expected


@given(st.text(alphabet="枪支贩运中央机关直接联络的了和龘"))
def test_cut_words_join_to_the_run(run):
    """No character is lost or added, also with words that no dictionary has."""
    words = {"枪支": 10, "中央": 20, "中央机关": 5, "机关": 8, "联络": 3, "的": 90}
    segmenter = Segmenter(Lexicon(words, 1000, {}))
    assert "".join(segmenter.cut(run)) == run


def test_search_mode_adds_the_words_inside_a_word():
    """中央机关 is found by 中央 and by 机关 too."""
    segmenter = Segmenter(Lexicon({"中央": 5, "机关": 5, "中央机关": 50}, 100, {}))
    assert segmenter.cut_for_search("中央机关") == ["中央", "机关", "中央机关"]


def test_an_empty_lexicon_cuts_into_characters():
    """A corpus without Chinese words still has an index."""
    assert Segmenter(Lexicon({}, 0, {})).cut("枪支") == ["枪", "支"]


def test_learns_traditional_variants(lexicon):
    """Characters that only traditional spelling has are mapped; shared ones are left alone."""
    assert lexicon.variants["會"] == "会"
    assert lexicon.variants["議"] == "议"
    assert "枪" not in lexicon.variants
    assert "的" not in lexicon.variants


def test_keeps_only_words_of_the_corpus(lexicon):
    """The stored dictionary is a small part of jieba's 349,000 words."""
    assert "枪支" in lexicon.words
    assert "番茄" not in lexicon.words
    assert 3000 < len(lexicon.words) < 20_000


def test_bytes_round_trip(lexicon):
    """What is stored is what was learned, and the same lexicon gives the same bytes."""
    again = Lexicon.from_bytes(lexicon.to_bytes())
    assert again == lexicon
    assert again.to_bytes() == lexicon.to_bytes()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"words": 1}'])
def test_refuses_other_bytes(content):
    """Anything else is an index that cannot be used."""
    with pytest.raises(IndexUnusable, match="operative index"):
        Lexicon.from_bytes(content)
