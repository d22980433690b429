"""index/glossary.py: people's words for the reports' terms."""

from __future__ import annotations

import re

import pytest

from corpus import load_corpus
from corpus.errors import IndexUnusable
from corpus.model import Language
from index.glossary import Entry, Glossary
from index.translate import GLOSSARY_SHARE, Translator

SMALL = Glossary(
    (
        Entry("提案国", {Language.EN: ("sponsor", "put forward"), Language.ZH: ("发起国",)}),
        Entry("提交", {Language.EN: ("put forward", "the"), Language.ZH: ("发", "发起国家")}),
    )
)


def test_wordings_are_found_by_their_stems():
    """One word and several; a wording that says nothing is left out."""
    table = SMALL.table(Language.EN)
    assert table["sponsor*"] == ("提案国",)
    assert table["put forward"] == ("提案国", "提交")
    assert len(table) == 2


def test_chinese_wordings_are_found_in_a_question_longest_first():
    """A longer wording hides the shorter one in it; a single character is none."""
    assert SMALL.chinese("谁是发起国？") == {"发起国": ("提案国",)}
    assert SMALL.chinese("发起国家是谁") == {"发起国家": ("提交",)}
    assert SMALL.chinese("发言") == {}


@pytest.fixture(scope="module")
def translator():
    """The bundled lexicons, with the small glossary."""
    return Translator({}, Translator.open()._folder, SMALL)


def test_a_learned_meaning_and_the_glossary_share_the_weight(translator):
    """Terms of one wording share theirs."""
    alone = translator.translate("sponsored", Language.EN)
    assert alone["提案国"] == pytest.approx(GLOSSARY_SHARE)
    both = translator.translate("Who put forward the text?", Language.EN)
    assert both["提案国"] == both["提交"] > 0


def test_a_word_that_nothing_was_learned_of_gets_all_of_it():
    """An acronym that no official text writes."""
    glossary = Glossary((Entry("非政府组织", {Language.RU: ("нпохх",)}),))
    translator = Translator({}, Translator.open()._folder, glossary)
    assert translator.translate("нпохх", Language.RU) == {"非政府组织": 1.0}


def test_a_damaged_line_is_named(tmp_path):
    """With the file and its number; a missing file too."""
    path = tmp_path / "glossary.jsonl"
    with pytest.raises(IndexUnusable, match="glossary"):
        Glossary.open(path)
    path.write_text('{"term": "x"}\n', encoding="utf-8")
    with pytest.raises(IndexUnusable, match=r"glossary\.jsonl:1"):
        Glossary.open(path)


def test_the_bundled_glossary_is_of_the_reports():
    """Every term stands in a report as printed, once, with wordings in every language."""
    glossary = Glossary.open()
    printed = re.sub(r"\s", "", "".join(p.text for p in load_corpus().paragraphs))
    terms = [entry.term for entry in glossary.entries]
    assert len(terms) == len(set(terms)) > 500
    assert [term for term in terms if term not in printed] == []
    for entry in glossary.entries:
        foreign = [entry.wordings[one] for one in Language if one is not Language.ZH]
        assert any(foreign) or entry.wordings[Language.ZH], entry.term
