"""index/terms.py: what a question and a paragraph must share."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from index.lexicon import Lexicon
from index.terms import Cutter

CUTTER = Cutter(
    Lexicon({"枪支": 9, "决议": 9, "会议": 9, "打印": 9}, 100, {"決": "决", "議": "议"})
)

TEXTS = (
    ("CTOC/COP/2016/2", ("ctoc/cop/2016/2", "ctoc", "cop")),  # a symbol whole, and its words
    ("L.4/Rev.2", ("l.4/rev.2", "rev")),
    ("第8/1号", ("第", "8/1", "号")),
    ("SHERLOC", ("sherloc",)),
    ("RevMod门户", ("revmod", "门", "户")),  # Latin glued to Chinese
    ("ＣＯＰ８", ("cop8",)),  # full width
    ("Résolution ÉTATS", ("resolution", "etats")),  # accents
    ("3D打印枪支", ("3d", "打印", "枪支")),
    ("1,734,600 美元", ("1,734,600", "美", "元")),
    ("決議", ("决议",)),  # traditional
    ("l'extradition", ("l", "extradition")),  # elision
    ("٢٠١٦", ("2016",)),  # Arabic-Indic digits
    ("государства", ("государства",)),
    ("？！，。", ()),
)


@pytest.mark.parametrize(("text", "words"), TEXTS)
def test_cuts_text_into_words(text, words):
    """Every script, symbols and numbers, in one form each."""
    assert CUTTER.terms(text).words == words


def test_pairs_are_of_neighbouring_han_characters():
    """Pairs do not reach over punctuation or other scripts."""
    assert CUTTER.terms("枪支弹药，ab会议").pairs == ("枪支", "支弹", "弹药", "会议")


@given(st.text())
def test_folding_twice_is_folding_once(text):
    """A stored text and a typed one end in the same form."""
    once = CUTTER.fold(text)
    assert CUTTER.fold(once) == once


@given(st.text())
def test_folded_text_has_the_same_terms(text):
    """Terms do not depend on the form in which characters were typed."""
    assert CUTTER.terms(CUTTER.fold(text)) == CUTTER.terms(text)


def test_a_question_is_asked_without_its_function_words():
    """What joins and asks is left out; what is left weighs 1, single characters less."""
    query = CUTTER.query("What is the SHERLOC portal X?", Language.EN)
    assert query.words == {"sherloc": 1.0, "portal": 1.0, "x": 0.3}


def test_a_question_of_function_words_keeps_them():
    """They are all there is to look for."""
    assert set(CUTTER.query("what is it", Language.EN).words) == {"what", "is", "it"}


@pytest.mark.parametrize("unit", ["a", "a.", "1", "1,", "a/", "中", "-", "é"])
def test_long_runs_take_linear_time(unit):
    """No character repeated 20,000 times makes the pattern try again and again."""
    start = time.process_time()
    CUTTER.terms(unit * 20_000)
    assert time.process_time() - start < 2
