"""index/search.py and index/rank.py: THE search, on ten paragraphs and on the four reports."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import EncoderError, IndexUnusable, UnknownName
from corpus.model import Kind, Language
from index.encoder import load_encoder
from index.model import CiteStatus, Filters
from index.search import Searcher

FIRST = (
    # Chinese, by words
    ("秘书处应当为中央机关调整1988年公约的什么名录？", "第8/1号决议附件一第(i)段"),
    ("3D打印枪支的蓝图", "第12/3号决议第4段"),
    # traditional characters
    ("3D打印槍支的藍圖", "第12/3号决议第4段"),
    # a name that only one list has
    ("Mirta Mandic", "CTOC/COP/2016/15，第6段，清单1"),
    # cited, in several languages and forms
    ("第8/3号决议第5段", "第8/3号决议第5段"),
    ("operative paragraph 13 of resolution 8/1", "第8/1号决议第13段"),
    ("para. 112 of the report of the eighth session", "CTOC/COP/2016/15，第112段"),
    # cited, with a question around it
    ("第8/1号决议第13段对请求的状态有什么规定？", "第8/1号决议第13段"),
)


@pytest.mark.parametrize(("question", "label"), FIRST)
def test_the_right_paragraph_comes_first(searcher, question, label):
    """Words, names, symbols and citations."""
    hits = searcher.search(question, k=3).hits
    assert hits[0].paragraph.citation.label[Language.ZH] == label


def test_hits_are_ranked_and_each_paragraph_is_one_hit(searcher):
    """Ranks count up, scores fall within 0..1, no paragraph stands twice."""
    for question in ("枪支", "Who may attend?", "第8/1号决议第13段", "8/1", "会议文件一览表"):
        hits = searcher.search(question, k=200).hits
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert len({hit.paragraph.id for hit in hits}) == len(hits)


def test_k_is_respected(searcher):
    """Zero and less give none, more than there are gives what there are."""
    assert searcher.search("枪支", k=0).hits == ()
    assert searcher.search("枪支", k=-1).hits == ()
    assert len(searcher.search("枪支", k=7).hits) == 7
    everything = searcher.search("中央机关", k=10_000, filters=Filters(instrument=("8/1",)))
    assert 0 < len(everything.hits) <= 100


def test_a_longer_list_begins_with_the_shorter_one(searcher):
    """More hits do not change the first ones."""
    for question in ("怎样打击枪支贩运？", "How are migrants protected?"):
        few = [hit.paragraph.id for hit in searcher.search(question, k=5).hits]
        many = [hit.paragraph.id for hit in searcher.search(question, k=40).hits]
        assert many[:5] == few


def test_filters_are_exact_and_full(searcher, corpus):
    """Every hit passes, and a filter does not cost hits that would pass."""
    filters = Filters(kind=(Kind.PREAMBULAR,), instrument=("resolution 12/3",))
    hits = searcher.search("枪支", k=100, filters=filters).hits
    assert len(hits) == 13
    for hit in hits:
        assert hit.paragraph.citation.kind is Kind.PREAMBULAR
        assert hit.paragraph.citation.instrument.number == "12/3"
    by_symbol = searcher.search("枪支", k=10, filters=Filters(symbol=("CTOC/COP/2016/10",))).hits
    assert len(by_symbol) == 10
    assert {hit.paragraph.citation.symbol for hit in by_symbol} == {"CTOC/COP/2016/10"}


def test_a_filter_holds_for_cited_paragraphs_too(searcher):
    """A citation does not break through a filter."""
    filters = Filters(symbol=("CTOC/COP/2024/11",))
    hits = searcher.search("第8/1号决议第13段", filters=filters).hits
    assert {hit.paragraph.citation.symbol for hit in hits} <= {"CTOC/COP/2024/11"}
    assert all(hit.scores.citation is None for hit in hits)


def test_confidence_is_in_what_the_filters_let_through(searcher):
    """A sure answer in another report is no answer in this one."""
    question = "第8/1号决议第13段"
    assert searcher.search(question).confidence == 1
    elsewhere = Filters(symbol=("CTOC/COP/2016/10",))
    assert searcher.search(question, filters=elsewhere).confidence < 1


def test_an_unknown_filter_value_is_an_error(searcher):
    """It names the value and the valid ones."""
    with pytest.raises(UnknownName, match="'A/1'"):
        searcher.search("枪支", filters=Filters(symbol=("A/1",)))


def test_the_three_scores_are_reported(searcher):
    """Each signal where it found the paragraph, None where it did not."""
    cited = searcher.search("第8/1号决议第13段", k=2).hits
    assert cited[0].scores.citation == 1.0
    assert cited[1].scores.citation is None
    foreign = searcher.search("торговля дикими животными", k=1).hits[0].scores
    assert (foreign.lexical or 0) > 0  # through the lexicon
    unknown = searcher.search("Zzyzx", k=1).hits
    assert all(hit.scores.lexical is None for hit in unknown)
    assert 0 < foreign.dense <= 1
    assert searcher.search("枪支", k=1).hits[0].scores.lexical > 0


def test_lexical_scores_are_shown_as_the_leg_gives_them(small_searcher):
    """A question without vector is ranked by words alone."""
    result = small_searcher.search("SHERLOC", k=10)
    assert result.hits[0].paragraph.text == "观察员介绍了SHERLOC门户。"


def test_a_question_that_nothing_answers_has_no_hits(small_searcher):
    """Nothing in common: no paragraph is shown for the sake of showing one."""
    result = small_searcher.search("龘龘", k=10)
    assert result.hits == ()
    assert not result.answerable
    assert result.confidence == 0


def test_hits_carry_their_surroundings(searcher):
    """Chapeau, neighbours and footnotes."""
    item = searcher.cite("第8/2号决议第7(b)段").matches[0]
    assert item.chapeau is not None
    assert item.chapeau.endswith("：")
    assert item.before
    assert item.after
    noted = searcher.cite("第8/1号决议第1段").matches[0]
    assert [note.citation.kind for note in noted.notes] == [Kind.FOOTNOTE]


def test_highlights_lie_in_the_text_and_on_the_words(searcher):
    """Ranges are in order, inside the text, and hold what was asked for."""
    for question in ("中央机关之间直接联系", "Who pays for the review mechanism?"):
        for hit in searcher.search(question, k=20).hits:
            places = [place for span in hit.highlights for place in span]
            assert places == sorted(places)
            assert all(0 <= place <= len(hit.paragraph.text) for place in places)
    best = searcher.search("3D打印枪支的蓝图", k=1).hits[0]
    marked = "".join(best.paragraph.text[start:end] for start, end in best.highlights)
    assert "3D 打印枪支" in marked
    assert len(marked) < len(best.paragraph.text)


def test_a_mere_citation_marks_nothing(searcher):
    """Nothing was asked that one clause could answer better than another."""
    assert searcher.search("第8/1号决议第13段", k=1).hits[0].highlights == ()


def test_an_instruments_name_alone_lists_its_paragraphs_in_order(searcher):
    """Operative paragraphs first, as in the resolution."""
    hits = searcher.search("第8/1号决议", k=5).hits
    assert [hit.paragraph.citation.paragraph for hit in hits] == ["1", "2", "3", "4", "5"]


def test_a_mentioned_instrument_is_preferred_not_enforced(searcher):
    """Most hits are of the instrument, and the answer among them decides the order."""
    question = "In resolution 8/1, which central authorities may communicate directly?"
    hits = searcher.search(question, k=5).hits
    assert sum(hit.paragraph.citation.instrument.number == "8/1" for hit in hits) >= 4
    assert hits[0].scores.citation is None


ANSWERABLE = (
    ("怎样打击枪支贩运？", True),
    ("How are smuggled migrants protected?", True),
    ("第8/1号决议第13段", True),
    ("第8/1号决议第99段", False),  # no such paragraph
    ("What does paragraph 3 of General Assembly resolution 70/174 say?", False),  # not here
    ("", False),
)


@pytest.mark.parametrize(("question", "answerable"), ANSWERABLE)
def test_says_whether_the_reports_answer(searcher, question, answerable):
    """On the reports' topics or not; a paragraph that does not exist is no answer."""
    result = searcher.search(question)
    assert result.answerable is answerable
    assert 0 <= result.confidence <= 1


OFF_TOPIC = (
    "How do I bake sourdough bread?",
    "What is the best way to train for a marathon?",
    "比特币的价格是多少？",
    "狗为什么喜欢追猫？",
    "Comment réparer un pneu de vélo ?",
    "Quel vin servir avec du fromage ?",
    "¿Cómo se hace una tortilla de patatas?",
    "¿A qué hora abre la piscina?",
    "Как посадить розу?",
    "Где купить зимние ботинки?",
    "كيف أتعلم السباحة؟",
    "ما سعر تذكرة القطار؟",
)


def test_few_off_topic_questions_pass_for_answerable(searcher):
    """Two in each language, none of them among those that the scale was measured with."""
    results = [searcher.search(question) for question in OFF_TOPIC]
    assert sum(result.answerable for result in results) <= 3
    assert np.mean([result.confidence for result in results]) < 0.4


def test_the_language_is_detected_or_taken(searcher):
    """A given language wins."""
    assert searcher.search("枪支").language is Language.ZH
    assert searcher.search("枪支", lang=Language.RU).language is Language.RU


def test_passages_and_reports(searcher, corpus):
    """By id and by symbol; unknown ones are errors."""
    for paragraph in corpus.paragraphs[::50]:
        assert searcher.passage(paragraph.id).paragraph == paragraph
    assert [entry.symbol for entry in searcher.reports()] == [
        report.entry.symbol for report in corpus.reports
    ]
    assert searcher.outline("CTOC/COP/2016/15") == corpus.report("CTOC/COP/2016/15").paragraphs
    for unknown in (searcher.passage, searcher.outline):
        with pytest.raises(UnknownName):
            unknown("nothing")


def test_every_paragraph_is_cited_by_its_own_labels(searcher, corpus):
    """What the service prints as a citation, it resolves, in Chinese and English."""
    for paragraph in corpus.paragraphs[::7]:
        for language in (Language.ZH, Language.EN):
            found = searcher.cite(paragraph.citation.label[language])
            assert paragraph.id in [match.paragraph.id for match in found.matches]


def test_cite_says_what_became_of_it(searcher):
    """Found, ambiguous, or not found with a reason."""
    assert searcher.cite("resolution 8/1, para. 13").status is CiteStatus.FOUND
    assert searcher.cite("8/1").status is CiteStatus.AMBIGUOUS
    missing = searcher.cite("resolution 8/1, para. 99")
    assert missing.status is CiteStatus.NOT_FOUND
    assert "1 to 20" in missing.detail
    assert missing.matches == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_question_raises(searcher, text):
    """Whatever is typed, lone surrogates included, gets an answer."""
    result = searcher.search(text, k=2)
    assert 0 <= result.confidence <= 1
    assert len(result.hits) <= 2


def test_surrogates_and_long_questions(searcher):
    """They are no characters, and no reason to fail."""
    searcher.search("\ud800枪支", k=1)
    assert len(searcher.search("枪支贩运" * 2000, k=3).hits) == 3


def test_threads_get_the_same_answers(searcher):
    """One searcher serves many requests at once."""
    questions = ["枪支", "中央机关", "migrants", "第8/1号决议第13段"] * 20
    alone = [searcher.search(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(searcher.search, questions)) == alone


def test_another_encoder_is_refused(index_folder, tiny_encoder):
    """Vectors of two encoders are never compared."""
    with pytest.raises(EncoderError, match=r"built with the encoder 'operative-static'.*run"):
        Searcher.open(index_folder, tiny_encoder)


def test_the_encoder_of_the_manifest_is_loaded(index_folder, small_folder, static_folder):
    """The bundled one by its name, another by its folder."""
    assert Searcher.open(index_folder).encoder.revision == load_encoder().revision
    assert Searcher.open(small_folder).encoder.name == str(static_folder)


def test_a_missing_index_says_what_to_run(tmp_path):
    """The message names the folder and the command."""
    with pytest.raises(IndexUnusable, match="operative index"):
        Searcher.open(tmp_path / "none")


def test_dense_scores_are_cosines_of_the_best_passage(searcher):
    """Checked against the vectors themselves."""
    question = "How are smuggled migrants protected?"
    vector = searcher.encoder.encode_queries([question])[0]
    for hit in searcher.search(question, k=10).hits:
        ordinal = searcher._catalogue.ordinal(hit.paragraph.id)
        rows = searcher._ranker._dense._vectors[searcher._ranker._dense._paragraphs == ordinal]
        np.testing.assert_allclose(hit.scores.dense, (rows @ vector).max(), atol=1e-5)
