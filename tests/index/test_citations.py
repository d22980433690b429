"""index/citations.py: what a question names, mentions or names in vain."""

from __future__ import annotations

import pytest

from corpus.model import Kind
from index.catalogue import Catalogue
from index.citations import Citations
from index.model import CiteStatus


@pytest.fixture(scope="module")
def catalogue(corpus):
    """The four reports."""
    return Catalogue(corpus.paragraphs, [report.entry for report in corpus.reports])


@pytest.fixture(scope="module")
def citations(catalogue):
    """Citations into the four reports."""
    return Citations(catalogue)


def labels(catalogue, ordinals):
    """The Chinese citations of some paragraphs."""
    return [catalogue.paragraphs[n].citation.label["zh"] for n in ordinals]


NAMED = (
    ("第8/3号决议第5段", ["第8/3号决议第5段"]),
    ("operative paragraph 13 of resolution 8/1", ["第8/1号决议第13段"]),
    ("What does resolution 8/1, para. 13 say on training?", ["第8/1号决议第13段"]),
    ("para. 112 of the report of the eighth session", ["CTOC/COP/2016/15，第112段"]),
    ("пункт 13 резолюции 8/1", ["第8/1号决议第13段"]),
    (
        "第8/1号决议第13段和第8/3号决议第5段有什么不同？",
        ["第8/1号决议第13段", "第8/3号决议第5段"],
    ),
)


@pytest.mark.parametrize(("question", "expected"), NAMED)
def test_named_paragraphs_are_resolved_in_order(citations, catalogue, question, expected):
    """Each exactly, in the order of the question."""
    found = citations.read(question)
    assert labels(catalogue, found.named) == expected
    assert not found.in_vain


def test_a_mentioned_instrument_names_nothing(citations, catalogue):
    """All its paragraphs are preferred, none is put first, and the rest of the question is left."""
    found = citations.read("In resolution 8/1, who must report?")
    assert found.named == ()
    instruments = {catalogue.paragraphs[n].citation.instrument.number for n in found.mentioned}
    assert instruments == {"8/1"}
    assert found.rest.split() == ["In", ",", "who", "must", "report?"]


@pytest.mark.parametrize(
    "question",
    ["the preamble of resolution 5/3", "La 5/3 tiene un solo párrafo en el preámbulo, ¿verdad?"],
)
def test_a_preamble_of_one_paragraph_is_that_paragraph(citations, catalogue, question):
    """Whoever names it names the paragraph."""
    assert labels(catalogue, citations.read(question).named) == ["第5/3号决议序言部分第一段"]


def test_a_preamble_of_several_is_only_preferred(citations, catalogue):
    """Wherever in the text it is spoken of."""
    found = citations.read("Resolution 8/1: is corruption in its preamble?")
    assert found.named == ()
    kinds = {catalogue.paragraphs[n].citation.kind for n in found.mentioned}
    assert kinds == {Kind.PREAMBULAR}


def test_an_ambiguous_number_offers_both_from_the_start(citations, catalogue):
    """8/1 is a resolution and a decision: their first paragraphs come first."""
    found = citations.read("8/1")
    types = [catalogue.paragraphs[n].citation.instrument.type.value for n in found.mentioned[:4]]
    assert types == ["resolution", "decision", "resolution", "decision"]


def test_a_paragraph_that_is_not_there_is_named_in_vain(citations):
    """Its instrument is still preferred."""
    found = citations.read("paragraph 99 of resolution 8/1")
    assert found.in_vain
    assert found.named == ()
    assert found.mentioned


def test_what_may_be_something_else_is_not_named_in_vain(citations):
    """An item of the agenda in a decision is no paragraph of it."""
    found = citations.read("Предварительная повестка дня, решение 8/1, какой пункт 2?")
    assert not found.in_vain
    assert set(found.named) == set(found.mentioned)


def test_another_bodys_resolution_is_elsewhere(citations):
    """The General Assembly's is not in the corpus."""
    found = citations.read("Who recalls General Assembly resolution 70/174?")
    assert found.elsewhere
    assert not found.in_vain
    assert found.mentioned == ()


def test_a_list_of_subitems_is_cut_out_once(citations, catalogue):
    """Several citations that stand in one place do not take other words with them."""
    found = citations.read("请比较第8/2号决议第7段(a)和(c)项的内容")
    assert len(found.named) == 2
    assert "比较" in found.rest
    assert "内容" in found.rest


def test_a_question_without_citations(citations):
    """It stays as it is."""
    found = citations.read("怎样打击枪支贩运？")
    assert (found.rest, found.named, found.mentioned) == ("怎样打击枪支贩运？", (), ())


def test_a_list_that_is_asked_for_comes_before_what_introduces_it(citations, catalogue):
    """Otherwise it follows its paragraph."""
    kinds = [
        [catalogue.paragraphs[n].citation.kind for n in citations.read(question).named]
        for question in (
            "Which officers are listed in paragraph 6 of CTOC/COP/2024/11?",
            "What is decided in paragraph 6 of CTOC/COP/2024/11?",
            "文件CTOC/COP/2024/11第6段说了什么？",  # a document is no list
        )
    ]
    assert kinds == [[Kind.LIST, Kind.REPORT], [Kind.REPORT, Kind.LIST], [Kind.REPORT, Kind.LIST]]


def test_the_agenda_in_a_decision_is_its_list(citations, catalogue):
    """Only where an agenda is asked for."""
    first = citations.read("l'ordre du jour figurant dans la décision 8/1").named[0]
    assert catalogue.paragraphs[first].citation.kind is Kind.LIST
    assert citations.read("Que décide la décision 8/1 ?").named == ()


def test_the_second_of_two_paragraphs_with_one_number(citations, catalogue):
    """Counted out by the question; the first one first where it does not count."""
    second = citations.read("Resolution 12/3 has two paragraphs 21; show me the second").named
    first = citations.read("Resolution 12/3 has two paragraphs 21; show me both").named
    assert second == first[::-1]
    assert catalogue.paragraphs[second[0]].id.endswith("para_21-2")


LOOKUPS = (
    ("п. 53 круга ведения механизма обзора (рез. 5/5, прил. I)", CiteStatus.FOUND, 1),
    ("第8/1号决议第13段", CiteStatus.FOUND, 1),
    ("8/1", CiteStatus.AMBIGUOUS, None),
    ("resolution 8/1, para. 99", CiteStatus.NOT_FOUND, 0),
    ("resolution 8/1, paras. 3 and 4; resolution 8/1, para. 99", CiteStatus.NOT_FOUND, 2),
    ("resolution 8/1, para. -13", CiteStatus.NOT_FOUND, 0),
    ("resolution 8/1, paragraph umpteen", CiteStatus.NOT_FOUND, 0),
    ("paragraph x of resolution 8/1", CiteStatus.NOT_FOUND, 0),
    ("the last two paragraphs of resolution 8/1", CiteStatus.NOT_FOUND, 0),
    ("the paragraph before the last of resolution 8/1", CiteStatus.NOT_FOUND, 0),
    ("the last paragraph of resolution 8/1", CiteStatus.FOUND, 1),
    ("第8/1号决议第-13段", CiteStatus.NOT_FOUND, 0),
    ("резолюция 8/1, пункт -1", CiteStatus.NOT_FOUND, 0),
    ("القرار 8/1، الفقرة -1", CiteStatus.NOT_FOUND, 0),
    ("paragraphs of resolution 8/1", CiteStatus.FOUND, None),
    ("what do the paragraphs of resolution 8/1 say?", CiteStatus.FOUND, None),
    ("nothing of the kind", CiteStatus.NOT_FOUND, 0),
    ("", CiteStatus.NOT_FOUND, 0),
)


@pytest.mark.parametrize(("text", "status", "count"), LOOKUPS)
def test_looks_up_citations(citations, text, status, count):
    """With the worst status of several, everything found, and a reason where one is missing."""
    found = citations.look_up(text)
    assert found.status is status
    assert count is None or len(found.paragraphs) == count
    assert found.detail or status is CiteStatus.FOUND


def test_every_paragraph_is_found_by_its_id(citations, corpus):
    """An id is a citation too."""
    for ordinal, paragraph in enumerate(corpus.paragraphs):
        assert citations.look_up(f" {paragraph.id} ").paragraphs == (ordinal,)
