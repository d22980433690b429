"""index/subjects.py: a resolution named by what it is about, in six languages, or none."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from corpus.model import InstrumentType, Language
from corpus.unnumbered import unnumbered
from index.model import CiteStatus
from index.subjects import COLUMNS, NONE_COLUMNS, Choice, SubjectWeights

MEANT = (
    ("What does operative paragraph 4 of the 2024 resolution on firearms say?", "12/3", "4"),
    ("paragraph eight of the resolution on cultural property", "5/7", "8"),
    ("偷运移民决议（2010年）第22段", "5/3", "22"),
    ("打击影响环境犯罪那个决议的最后一段", "12/4", "9"),
    ("le dernier paragraphe de la résolution de 2016 sur les armes à feu", "8/3", "33"),
    ("párrafo veinte de la resolución sobre tráfico ilícito de migrantes", "5/3", "20"),
    ("последний пункт резолюции 2010 года об огнестрельном оружии", "5/4", "13"),
    ("قرار تهريب المهاجرين الفقرة ١٨ لو سمحت", "5/3", "18"),
    # in a clause of its own, with what the question asks beside it
    ("Quels engagements au paragraphe 7 de sa résolution de 2010 sur la traite ?", "5/2", "7"),
    ("第十二届会议技术援助决议正文第二段", "12/2", "2"),
    # an annex by its title or by what it calls itself, a report of the Secretariat
    ("guidelines for governmental experts and the secretariat, para. 30", "5/5", "30"),
    ("ToR of the review mechanism, 18 bis: must the reviewer be a party?", "5/5", "18 bis"),
    ("国别审议报告蓝图的第7段，内容提要里要写哪四个方面", "5/5", "7"),
    ("Дайте текст пункта 43 круга ведения механизма обзора", "5/5", "43"),
    (
        "In the Secretariat's report on the provision of technical assistance, paragraph 41",
        "CTOC/COP/2016/10",
        "41",
    ),
    ("秘书处提交第八届会议的技术援助情况报告第41段", "CTOC/COP/2016/10", "41"),
    # what is asked stands in a sentence of its own
    (
        "explain paragraph 2 of the human trafficking resolution from 2010. is it smuggling too?",
        "5/2",
        "2",
    ),
    ("annexe I, al. p), de la résolution de 2024 sur la coopération internationale", "12/1", None),
    (
        "Доклад Секретариата о технической помощи 2016 года, параграф 19",
        "CTOC/COP/2016/10",
        "19",
    ),
    # without a word for a resolution; letters; tables; what a report's annex says of a draft
    ("armas de fuego 2010 parrafo nueve letra d", "5/4", "9"),
    ("культурные ценности, резолюция 2010, п. 6", "5/7", "6"),
    ("human trafficking resolution, fifth session, 8(e)", "5/2", "8"),
    ("قرار جرائم البيئة ٢٠٢٤ الفقرة الخامسة (أ)", "12/4", "5"),
    ("огнестрельное оружие, двенадцатая сессия, п.12 фиолетовые уведомления", "12/3", "12"),
    (
        "пункт тринадцать резолюции две тысячи шестнадцатого года о механизме обзора",
        "8/2",
        "13",
    ),
    (
        "2010 report, financial statement on the draft decision on a Committee of the Whole, par 3",
        "CTOC/COP/2010/17",
        "3",
    ),
    # an item that nothing but its letter names, and a session's agenda
    ("I think it's (b) in the decision that set the Committee of the Whole up", "5/2", None),
    ("item 4 of the provisional agenda for the ninth session", "8/1", None),
    ("the short technical assistance resolution of 2016, not the annex: para 2", "8/4", "2"),
    # counted in a year
    ("OP 9 of the first resolution of 2010", "5/1", "9"),
)


@pytest.mark.parametrize(("question", "number", "paragraph"), MEANT)
def test_the_paragraph_of_the_resolution_described_comes_first(
    searcher, question, number, paragraph
):
    """Found by its title, its session or year, and the paragraph's place in it."""
    citation = searcher.search(question, k=1).hits[0].paragraph.citation
    assert citation.instrument.number == number
    assert citation.paragraph == paragraph


UNCLEAR = (
    "paragraph 3 of the resolution on cybercrime",
    "paragraph 7 of the General Assembly resolution on women",
    "paragraph 4 of the resolution on firearms",  # there are three
    "关于毒品的决议第3段",
    "párrafo 4 de la resolución sobre el cambio climático",
    "paragraph 3 of the resolution",
    "the Secretariat's report on cybercrime, paragraph 9",
    "paragraph 2 of my report",
    "resolución de 2014 sobre la trata de personas, párrafo 4",
    "paragraph 7 of the report of the working group on technical assistance",
    "пункт 4 резолюции Генассамблеи о торговле людьми",
    "paragraph 3 of the 2020 resolution on environmental crime",
    "Which document was the provisional agenda of the fifth session?",
)


@pytest.mark.parametrize("question", UNCLEAR)
def test_what_is_not_clear_is_not_cited(searcher, question):
    """A wrong citation is worse than none."""
    hits = searcher.search(question, k=3).hits
    assert all(hit.scores.citation is None for hit in hits)


def test_what_the_secretariat_said_is_in_the_session_s_report(searcher):
    """The report that is named is the Conference's, whoever spoke."""
    question = (
        "In paragraph 66 of the report of the eighth session, what did the Secretariat say about "
        "technical assistance?"
    )
    citation = searcher.search(question, k=1).hits[0].paragraph.citation
    assert (citation.symbol, citation.paragraph) == ("CTOC/COP/2016/15", "66")


def test_what_a_text_names_without_a_number():
    """The place, what it is about, and its kind; a number, a symbol or a report is named."""
    found = unnumbered("Is it true? Paragraph 2 (a) of the decision on the budget. I doubt it.")
    assert found is not None
    (place,) = found.places
    assert (found.type, place.paragraphs, place.subparagraph) == (
        InstrumentType.DECISION,
        ("2",),
        "a",
    )
    assert "doubt" in found.said
    assert "decision" not in found.said
    assert found.near.split() == ["of", "the", "on", "the", "budget"]
    for text in ("paragraph 2 of resolution 8/1", "para. 2 of the report of the 8th session",
                 "the resolution on firearms", "(b) or not (b)"):  # fmt: skip
        assert unnumbered(text) is None


def test_what_a_text_says_of_its_instrument():
    """Annexes, drafts, other bodies, the Secretariat."""
    said = {
        "annexed": "letter (b) of the annex to the resolution on technical assistance",
        "secretariat": "paragraph 9 of the Secretariat's report",
        "draft": "para. 3 of the note on the draft resolution on firearms",
        "foreign": "paragraph 2 of the General Assembly resolution on women",
        "other_body": "paragraph 2 of the resolution, as ECOSOC asked",
        "agenda": "the items of the provisional agenda of the ninth session",
    }
    for name, text in said.items():
        found = unnumbered(text)
        assert found is not None
        assert getattr(found, name)
    plain = unnumbered("paragraph 2 of the resolution on firearms")
    assert plain is not None
    assert not any(getattr(plain, name) for name in said)


def test_an_annex_apart_from_the_paragraph_says_what_the_instrument_is_like():
    """Next to it, it is where the paragraph stands."""
    apart = unnumbered("the resolution with an annex on the mechanism, adopted later: paragraph 3")
    beside = unnumbered("paragraph 3 of the annex to the resolution on the mechanism")
    assert apart is not None
    assert beside is not None
    assert [place.annex for place in (*apart.places, *beside.places)] == [None, ""]


def test_what_may_be_meant_is_shown_first_but_not_cited(searcher):
    """Of three resolutions on firearms none is clear: all their paragraphs 4 come first."""
    hits = searcher.search("paragraph 4 of the resolution on firearms", k=4).hits
    first = [hit.paragraph.citation for hit in hits[:3]]
    assert {one.paragraph for one in first} == {"4"}
    assert {one.instrument.number for one in first} == {"5/4", "8/3", "12/3"}
    assert all(hit.scores.citation is None for hit in hits)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_probabilities_add_up_to_one_with_none_of_them():
    """And rise with what speaks for a candidate."""
    weights = SubjectWeights.open()
    rows = np.zeros((3, len(COLUMNS)), dtype=np.float32)
    rows[1, COLUMNS.index("near_title")] = 0.5
    choice = Choice((), rows, np.zeros(len(NONE_COLUMNS), dtype=np.float32))
    found = weights.probabilities(choice)
    assert found.shape == (4,)
    assert float(found.sum()) == pytest.approx(1)
    assert found[0] == pytest.approx(found[2])
    assert found[1] > 1.5 * found[0]


@pytest.mark.parametrize("content", ["", "{}", '{"candidate": {"bias": 0, "columns": {}}}'])
def test_weights_that_are_something_else_are_refused(tmp_path, content):
    """With the file's name."""
    path = tmp_path / "subjects.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(IndexUnusable, match=r"subjects\.json"):
        SubjectWeights.open(path)
    with pytest.raises(IndexUnusable, match="nothing"):
        SubjectWeights.open(tmp_path / "nothing")


def test_an_unclear_lookup_says_what_may_be_meant(searcher):
    """Ambiguous, with the paragraphs that may be it."""
    found = searcher.cite("paragraph 4 of the resolution on firearms")
    assert found.status is CiteStatus.AMBIGUOUS
    assert "may be" in found.detail
    assert {match.paragraph.citation.paragraph for match in found.matches} == {"4"}


def test_a_lookup_reads_subjects_too(searcher):
    """`operative cite` and /v1/cite, with the citation that was meant."""
    found = searcher.cite("paragraph 4 of the 2024 resolution on firearms")
    assert found.status is CiteStatus.FOUND
    assert "12/3" in found.detail
    # of two reports of one year the Secretariat's is meant
    found = searcher.cite("秘书处2016年技术援助报告第19段")
    assert found.status is CiteStatus.FOUND
    assert found.matches[0].paragraph.citation.symbol == "CTOC/COP/2016/10"
    assert searcher.cite("paragraph 3 of the resolution on cybercrime").status is (
        CiteStatus.NOT_FOUND
    )


def test_labels_stay_what_they_were(searcher):
    """A named citation is not read by its subject."""
    hit = searcher.search("resolution 12/3, para. 4 on firearms", k=1).hits[0]
    assert hit.paragraph.citation.label[Language.EN] == "resolution 12/3, para. 4"
