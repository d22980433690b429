"""Citations in text: what is read, what is not, and that every label reads back."""

from datetime import date

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from corpus.labels import labels
from corpus.model import InstrumentRef, InstrumentType, Kind, Language
from corpus.reference import Reference, find_references

RESOLUTION, DECISION = InstrumentType.RESOLUTION, InstrumentType.DECISION


def read(text):
    """The one reference of a text, as number or symbol, annex, kind, paragraphs, sub-item."""
    (one,) = find_references(text)
    return summary(one)


def summary(one: Reference):
    """The parts of a reference that most tests look at."""
    return (one.number or one.symbol, one.annex, one.kind, one.paragraphs, one.subparagraph)


OPERATIVE_13 = [
    "第8/1号决议第13段",  # as it is emitted
    "第 8/1 号决议第 13 段",  # spaced
    "第8/1號決議第13段",  # traditional
    "第８/１号决议第１３段",  # full width
    "第8/1号决议第十三段",  # Chinese numeral
    "第8/1号决议执行部分第13段",
    "第8/1号决议第13执行段",
    "第8/1号决议执行段13",
    "决议8/1第13段",
    "8/1号决议13段",
    "《第8/1号决议》第13段",
    "resolution 8/1, para. 13",
    "Resolution 8/1, paragraph 13",
    "paragraph 13 of resolution 8/1",
    "para 13 of res. 8/1",
    "res8/1 para13",
    "resolution No. 8/1, operative paragraph 13",
    "OP13 of 8/1",
    "8/1 OP 13",
    "op. para 13 of 8/1",
    "thirteenth operative paragraph of resolution 8/1",
    "resolution 8/1 (13)",
    "resolution 8/1 § 13",
    "resolution 8/1 of 21 October 2016, para. 13",
    "résolution 8/1, par. 13",
    "paragraphe 13 de la résolution 8/1",
    "paragraphe 13 du dispositif de la resolution 8/1",  # accents left out
    "resolución 8/1, párr. 13",
    "párrafo 13 de la resolución 8/1",
    "párrafo 13 de la parte dispositiva de la resolución 8/1",
    "пункт 13 резолюции 8/1",
    "резолюция 8/1, п. 13",
    "пункт 13 постановляющей части резолюции 8/1",
    "الفقرة 13 من القرار 8/1",
    "القرار ٨/١، الفقرة ١٣",  # Arabic digits
    "القرار ۸/۱، الفقرة ۱۳",  # Persian digits
    "الفقرة 13 من منطوق القرار 8/1",
    "القَرار 8/1، الفقرة\u200f 13",  # vowel sign, direction mark
]


@pytest.mark.parametrize("text", OPERATIVE_13)
def test_all_ways_to_write_an_operative_paragraph_are_read(text):
    """Both orders, six languages, abbreviations and scripts mean the same paragraph."""
    assert read(text) == ("8/1", None, Kind.OPERATIVE, ("13",), None)


OTHER_PLACES = [
    # sub-items
    ("第8/2号决议第7(c)段", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("第8/2号决议第7（c）段", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("第8/2号决议第7段(c)项", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("第8/2号决议第7段第(c)分段", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("Резолюция 8/2, пункт 7, подпункт а)", ("8/2", None, Kind.SUBITEM, ("7",), "a")),
    ("resolution 5/6, annex, recommendation (g)", ("5/6", "", Kind.SUBITEM, (), "g")),
    ("resolution 12/1, annex I, item (p)", ("12/1", "1", Kind.SUBITEM, (), "p")),
    ("第5/5号决议附件一“第18之二”段", ("5/5", "1", Kind.ANNEX, ("18 bis",), None)),  # quoted
    ("第5/5号决议附件一第37段之四", ("5/5", "1", Kind.ANNEX, ("37 quater",), None)),  # after 段
    ("resolution 8/2, para. 7c", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("subparagraph (c) of paragraph 7 of resolution 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("alinéa c) du paragraphe 7 de la résolution 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("apartado c) del párrafo 7 de la resolución 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("подпункт (c) пункта 7 резолюции 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    # a Cyrillic с that looks like the Latin c of the original
    ("подпункт (с) пункта 7 резолюции 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("الفقرة الفرعية (ج) من الفقرة 7 من القرار 8/2", ("8/2", None, Kind.SUBITEM, ("7",), "c")),
    ("decision 5/2 (a)", ("5/2", None, Kind.SUBITEM, (), "a")),
    # second degree
    ("第8/2号决议第2(a)㈠段", ("8/2", None, Kind.SUBITEM, ("2",), "a.i")),
    ("第8/2号决议第2(a)（一）段", ("8/2", None, Kind.SUBITEM, ("2",), "a.i")),
    ("paragraph 2 (a) (ii) of resolution 8/2", ("8/2", None, Kind.SUBITEM, ("2",), "a.ii")),
    # a second-degree numeral without its letter is not the letter i
    ("第8/2号决议第2(一)段", ("8/2", None, Kind.SUBITEM, ("2",), ".i")),
    # preambular
    ("第8/2号决议序言部分第六段", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("第8/2号决议第六序言段", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("PP6 of 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("sixth preambular paragraph of resolution 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("paragraph 6 of the preamble of resolution 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("6e alinéa du préambule, résolution 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("párrafo sexto del preámbulo, resolución 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("6-й пункт преамбулы резолюции 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    ("الفقرة السادسة من ديباجة القرار 8/2", ("8/2", None, Kind.PREAMBULAR, ("6",), None)),
    # annexes
    ("第8/1号决议附件二第1(a)段", ("8/1", "2", Kind.SUBITEM, ("1",), "a")),
    ("第8/4号决议附件第2段", ("8/4", "", Kind.ANNEX, ("2",), None)),
    ("paragraph 2 of annex II to resolution 8/1", ("8/1", "2", Kind.ANNEX, ("2",), None)),
    ("annexe II de la résolution 8/1, par. 2", ("8/1", "2", Kind.ANNEX, ("2",), None)),
    ("anexo II de la resolución 8/1, párr. 2", ("8/1", "2", Kind.ANNEX, ("2",), None)),
    ("пункт 2 приложения II к резолюции 8/1", ("8/1", "2", Kind.ANNEX, ("2",), None)),
    ("المرفق الثاني للقرار 8/1، الفقرة 2", ("8/1", "2", Kind.ANNEX, ("2",), None)),
    ("第5/5号决议附件一第37之四段", ("5/5", "1", Kind.ANNEX, ("37 quater",), None)),
    (
        "para. 37 quater of annex I to resolution 5/5",
        ("5/5", "1", Kind.ANNEX, ("37 quater",), None),
    ),
    # lists and ranges
    ("第8/1号决议第9、12和13段", ("8/1", None, Kind.OPERATIVE, ("9", "12", "13"), None)),
    ("resolution 8/1, paras. 9, 12 and 13", ("8/1", None, Kind.OPERATIVE, ("9", "12", "13"), None)),
    ("пункты 9, 12 и 13 резолюции 8/1", ("8/1", None, Kind.OPERATIVE, ("9", "12", "13"), None)),
    ("القرار 8/1، الفقرات 9 و12 و13", ("8/1", None, Kind.OPERATIVE, ("9", "12", "13"), None)),
    ("第8/1号决议第3至5段", ("8/1", None, Kind.OPERATIVE, ("3", "4", "5"), None)),
    ("resolution 8/1, paras. 3–5", ("8/1", None, Kind.OPERATIVE, ("3", "4", "5"), None)),
    ("résolution 8/1, par. 3 à 5", ("8/1", None, Kind.OPERATIVE, ("3", "4", "5"), None)),
    # "10 States" is no paragraph 10
    ("resolution 8/1 paragraph 3, 10 States", ("8/1", None, Kind.OPERATIVE, ("3",), None)),
    # reports
    ("CTOC/COP/2016/15, para. 112", ("CTOC/COP/2016/15", None, Kind.REPORT, ("112",), None)),
    ("ctoc/cop/2016/15第112段", ("CTOC/COP/2016/15", None, Kind.REPORT, ("112",), None)),
    ("CTOC_COP_2016_15 para 112", ("CTOC/COP/2016/15", None, Kind.REPORT, ("112",), None)),
    ("CTOC/COP/2010/17，附件四，第2(a)段", ("CTOC/COP/2010/17", "4", Kind.SUBITEM, ("2",), "a")),
    ("CTOC/COP/2016/15，脚注31", ("CTOC/COP/2016/15", None, Kind.FOOTNOTE, ("31",), None)),
    # a document named as one
    (
        "párrafo 5 del anexo III del documento CTOC/COP/2010/17",
        ("CTOC/COP/2010/17", "3", Kind.ANNEX, ("5",), None),
    ),
    ("الفقرة 5 من الوثيقة CTOC/COP/2010/17", ("CTOC/COP/2010/17", None, Kind.REPORT, ("5",), None)),
    # numbers as words, a hyphen for the slash, a letter without brackets
    ("paragraph thirteen of resolution 8/1", ("8/1", None, Kind.OPERATIVE, ("13",), None)),
    ("paragraphe dix-sept de la résolution 8/3", ("8/3", None, Kind.OPERATIVE, ("17",), None)),
    ("párrafo trece de la resolución 8/1", ("8/1", None, Kind.OPERATIVE, ("13",), None)),
    ("пункт тринадцать резолюции 8/1", ("8/1", None, Kind.OPERATIVE, ("13",), None)),
    ("8-1号决议第13段", ("8/1", None, Kind.OPERATIVE, ("13",), None)),
    ("第8/1号决议附件一第i项", ("8/1", "1", Kind.SUBITEM, (), "i")),
    ("resolution VIII/4, annex, par. XIV", ("8/4", "", Kind.ANNEX, ("14",), None)),
    ("sub-item (b) of annex two to resolution 5/5", ("5/5", "2", Kind.SUBITEM, (), "b")),
    ("подпункт б) пункта 3 резолюции 5/5", ("5/5", None, Kind.SUBITEM, ("3",), "b")),
    (
        "para. 37-quater of annex I to resolution 5/5",
        ("5/5", "1", Kind.ANNEX, ("37 quater",), None),
    ),
    ("CTOC/COP/2010/17 par 81", ("CTOC/COP/2010/17", None, Kind.REPORT, ("81",), None)),
    ("8/1, anexo I, letra c)", ("8/1", "1", Kind.SUBITEM, (), "c")),
    # by its number in the session
    (
        "the first resolution of the eighth session, paragraph 4",
        ("8/1", None, Kind.OPERATIVE, ("4",), None),
    ),
    ("القرار الرابع للدورة الثانية عشرة، الفقرة 3", ("12/4", None, Kind.OPERATIVE, ("3",), None)),
    ("第八届会议第一项决议第7段", ("8/1", None, Kind.OPERATIVE, ("7",), None)),
    # counted from an end
    ("the last paragraph of resolution 8/3", ("8/3", None, Kind.OPERATIVE, ("-1",), None)),
    ("second-to-last paragraph of resolution 8/3", ("8/3", None, Kind.OPERATIVE, ("-2",), None)),
    ("the last but one paragraph of 8/3", ("8/3", None, Kind.OPERATIVE, ("-2",), None)),
    ("third from last paragraph of 8/3", ("8/3", None, Kind.OPERATIVE, ("-3",), None)),
    ("предпоследний пункт резолюции 8/3", ("8/3", None, Kind.OPERATIVE, ("-2",), None)),
    ("第8/3号决议最后一段", ("8/3", None, Kind.OPERATIVE, ("-1",), None)),
    # the Conference in full
    (
        "resolución 5/8 de la Conferencia de las Partes en la Convención contra la Delincuencia "  # noqa: ISC004 - one text
        "Organizada Transnacional, párr. 2",
        ("5/8", None, Kind.OPERATIVE, ("2",), None),
    ),
    # whole instruments
    ("what does 8/1 say about beneficial ownership?", ("8/1", None, None, (), None)),
    ("the preamble of resolution 8/2", ("8/2", None, Kind.PREAMBULAR, (), None)),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_PLACES)
def test_other_places_are_read(text, expected):
    """Sub-items, preambles, annexes, lists, reports and footnotes are read in all their forms."""
    assert read(text) == expected


SESSION_REPORTS = [
    "para. 112 of the report of the eighth session",
    "paragraph 112 of the report of the Conference of the Parties on its 8th session",
    "COP8 report, para. 112",
    "第八届会议报告第112段",
    "缔约方会议第8届会议的报告第112段",
    "第八屆會議報告第112段",
    "paragraphe 112 du rapport de la Conférence sur sa huitième session",
    "párrafo 112 del informe de la Conferencia sobre su octavo período de sesiones",
    "пункт 112 доклада Конференции о работе ее восьмой сессии",
    "пункт 112 доклада о работе 8-й сессии",
    "الفقرة 112 من تقرير الدورة الثامنة",
    "الفقرة 112 من تقرير المؤتمر عن دورته الثامنة",
]


@pytest.mark.parametrize("text", SESSION_REPORTS)
def test_a_report_is_read_by_its_session(text):
    """A session's report is cited by words or digits in every language."""
    (one,) = find_references(text)
    assert (one.session, one.paragraphs, one.kind) == (8, ("112",), Kind.REPORT)
    assert one.instrument_type is InstrumentType.REPORT


TYPES = [
    ("第8/1号决议", RESOLUTION),
    ("第8/1号决定", DECISION),
    ("resolution 8/1", RESOLUTION),
    ("decision 8/1", DECISION),
    ("décision 8/1", DECISION),
    ("decisión 8/1", DECISION),
    ("решение 8/1", DECISION),
    ("резолюцией 8/1", RESOLUTION),
    ("المقرر 8/1", DECISION),
    ("والقرار 8/1", RESOLUTION),
    ("8/1", None),
    ("第8/1号", None),
    # 决定 is a verb here
    ("8/1决定了什么", None),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_resolutions_and_decisions_are_told_apart(text, expected):
    """Numbers collide, so the type is what the text says, or unknown."""
    (one,) = find_references(text)
    assert (one.number, one.instrument_type) == ("8/1", expected)


BODIES = [
    ("A/RES/70/174", "70/174", "unga"),
    ("大会第70/174号决议", "70/174", "unga"),
    ("General Assembly resolution 70/174", "70/174", "unga"),
    ("resolution 70/174 of the General Assembly", "70/174", "unga"),
    ("قرار الجمعية العامة 70/174", "70/174", "unga"),
    ("经济及社会理事会第2010/19号决议", "2010/19", "ecosoc"),
    ("CCPCJ resolution 19/4", "19/4", "ccpcj"),
    ("《联合国反腐败公约》缔约国会议第8/12号决议", "8/12", "cac-cosp"),
    # numbers that the Conference has too
    ("Human Rights Council resolution 8/1", "8/1", "other"),
    ("缔约方会议第8/1号决议", "8/1", "ctoc-cop"),
    ("大会2015年12月17日题为“《维也纳宣言》”的第70/174号决议", "70/174", "unga"),
    # no body named
    ("第70/174号决议", "70/174", None),
]


@pytest.mark.parametrize(("text", "number", "body"), BODIES)
def test_the_body_is_what_the_text_names(text, number, body):
    """A resolution of another body is not taken for one of the Conference."""
    (one,) = find_references(text)
    assert (one.number, one.body) == (number, body)


def test_the_report_of_another_body_is_not_the_conference_s():
    """A working group has eighth sessions too."""
    (one,) = find_references("para. 112 of the report of the Working Group on its eighth session")
    assert (one.session, one.body) == (8, "other")


NO_CITATION = [
    "what happened on 8/1/2016",
    "what happened on 8/1",
    "24/7 network",
    "I-24/7",
    "1/3 of States",
    "5/6 of the parties",
    "三分之一，即1/3的国家",
    "50/50 split",
    "page 3/5",
    "2010-2011",
    "2010/11 biennium",
    "77国集团",
    "16.4.2",
    "http://www.unodc.org/unodc/en/treaties/CTOC/working-groups.html",
    "and/or he/she w/o n/a",
    # treaty articles and rules
    "Article 16 paragraph 13",
    "article 18, para. 13, of the Convention",
    "paragraph 13 of article 16",
    "第16条第13款",
    "第29和30条",
    "议事规则第22条",
    "paragraphe 13 de l'article 16",
    "статья 18, пункт 13",
    "пункт 13 статьи 18",
    "المادة 18، الفقرة 13",
    # no instrument
    "第13段",
    "paragraph 13",
    "paragraph 42 of the Salvador Declaration",
    "Who chaired the eighth session?",
    "第八届会议报告谈到枪支吗",
    "",
]


@pytest.mark.parametrize("text", NO_CITATION)
def test_what_is_no_citation_gives_none(text):
    """Dates, fractions, shares, articles, rules and paragraphs of nothing are left alone."""
    assert find_references(text) == ()


SEVERAL = [
    (
        "第8/1号决议第13段和第8/2号决议第7(c)段",
        [("8/1", ("13",), None), ("8/2", ("7",), "c")],
    ),
    (
        "paragraph 3 of resolution 8/1 and paragraph 5 of resolution 8/2",
        [("8/1", ("3",), None), ("8/2", ("5",), None)],
    ),
    # the instrument named once, on either side
    ("第8/1号决议第13段和第14段", [("8/1", ("13",), None), ("8/1", ("14",), None)]),
    (
        "paragraph 3 and paragraph 5 of resolution 8/1",
        [("8/1", ("3",), None), ("8/1", ("5",), None)],
    ),
    # a list of sub-items
    ("第5/5号决议第5(a)和(c)段", [("5/5", ("5",), "a"), ("5/5", ("5",), "c")]),
    ("8/2, para. 7 (a) to (c)", [("8/2", ("7",), one) for one in "abc"]),
    # a range of instruments
    ("resolutions 8/1 to 8/3", [(f"8/{n}", (), None) for n in (1, 2, 3)]),
    # the article's paragraph is not the resolution's
    ("第8/1号决议第3段和公约第16条第13款", [("8/1", ("3",), None)]),
    ("resolution 8/1, article 16, paragraph 13", [("8/1", (), None)]),
    # Spanish "para" is a preposition
    ("la resolución 8/1 para 13 Estados", [("8/1", (), None)]),
    # pages are not preambular paragraphs
    ("8/2, pp. 3-5", [("8/2", (), None)]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_citations_of_a_text_are_told_apart(text, expected):
    """Each paragraph belongs to the instrument that the text gives it."""
    found = [(one.number, one.paragraphs, one.subparagraph) for one in find_references(text)]
    assert found == expected


def test_a_list_shares_its_type():
    """The word at one end of a list holds for all its numbers."""
    for text in ("resolutions 5/4 and 5/5", "第5/4号和第5/5号决议"):
        assert [one.instrument_type for one in find_references(text)] == [RESOLUTION, RESOLUTION]


def test_a_list_shares_its_body():
    """The body that is named before a list holds for all of it."""
    found = find_references("大会第69/193号决议和第70/174号决议")
    assert [one.body for one in found] == ["unga", "unga"]


def test_positions_are_those_of_the_source():
    """Folding does not move a citation: the text is the source's at its place."""
    text = "请见 第８/１號決議　第１３段，以及\u200f القرار ٨/٢، الفقرة ٧ (ج)。"
    found = find_references(text)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.text for one in found] == ["第８/１號決議　第１３段", "القرار ٨/٢، الفقرة ٧ (ج)"]


def test_one_of_two_paragraphs_with_the_same_number():
    """The second paragraph 21 is another thing than the twenty-first paragraph."""
    for text in (
        "second paragraph 21 of 12/3",
        "第12/3号决议第二个第21段",
        "второй пункт 21 резолюции 12/3",
        "الفقرة 21 الثانية من القرار 12/3",
    ):
        (one,) = find_references(text)
        assert (one.number, one.paragraphs, one.position) == ("12/3", ("21",), "nth 2")


def test_an_identifier_is_a_reference():
    """An Akoma Ntoso identifier is found in a text, without the full stop behind it."""
    id_ = (
        "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!annex_2~para_1__subpara_a"
    )
    (one,) = find_references(f"See {id_}.")
    assert (one.text, one.number, one.instrument_type) == (id_, "8/1", RESOLUTION)


# ---- every label reads back ----

_BIS = st.sampled_from(["", "", "", " bis", " ter", " quater", " septies"])
_NUMBERS = st.builds(lambda n, bis: f"{n}{bis}", st.integers(1, 199), _BIS)
_LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
_SUBS = st.one_of(
    _LETTERS,
    st.builds(
        lambda a, b: f"{a}.{b}", _LETTERS, st.sampled_from(["i", "ii", "iii", "iv", "v", "ix", "x"])
    ),
)
_ANNEXES = st.one_of(
    st.none(),
    st.integers(1, 20).map(str),
    st.builds(lambda a, b: f"{a} app {b}", st.integers(1, 9), st.integers(1, 9)),
)
_INSTRUMENTS = st.one_of(
    st.builds(
        lambda type_, a, b: InstrumentRef(type_, f"{a}/{b}", "", date(2016, 10, 21)),
        st.sampled_from([RESOLUTION, DECISION]),
        st.integers(1, 30),
        st.integers(1, 20),
    ),
    st.builds(
        lambda y, n: InstrumentRef(InstrumentType.REPORT, f"CTOC/COP/{y}/{n}", "", date(y, 1, 1)),
        st.integers(2004, 2030),
        st.integers(1, 30),
    ),
)


@st.composite
def _citations(draw):
    """Parts of a citation that labels() takes, of every kind."""
    instrument, annex = draw(_INSTRUMENTS), draw(_ANNEXES)
    single = annex is not None and annex.startswith("1") and draw(st.booleans())
    numbered, unnumbered = draw(_NUMBERS), str(draw(st.integers(1, 30)))
    report = instrument.type is InstrumentType.REPORT
    plain = Kind.ANNEX if annex else Kind.REPORT if report else Kind.OPERATIVE
    kind, paragraph, sub, position = draw(
        st.sampled_from(
            [
                (plain, numbered, None, None),
                (plain, numbered, None, "nth 2"),
                (plain, None, None, f"p {unnumbered}"),
                (plain, None, None, "chapeau"),
                (Kind.SUBITEM, numbered, draw(_SUBS), None),
                (Kind.SUBITEM, None, draw(_SUBS), None),
                (Kind.TABLE, None, None, "table 2"),
                (Kind.LIST, draw(st.sampled_from([None, numbered])), None, "list 1"),
                (Kind.FOOTNOTE, unnumbered, None, None),
                *([] if report else [(Kind.PREAMBULAR, unnumbered, None, None)]),
            ]
        )
    )
    if kind in (Kind.PREAMBULAR, Kind.FOOTNOTE):
        annex, single = None, False
    return instrument, annex, kind, paragraph, sub, single, position


@seed(20161021)
@settings(max_examples=400, deadline=None)
@given(_citations())
def test_every_label_reads_back_to_its_parts(parts):
    """A generated citation, written in any language, is read as the same parts."""
    instrument, annex, kind, paragraph, sub, single, position = parts
    symbol = "CTOC/COP/2016/15"
    annex_number, _, appendix = (annex or "").partition(" app ")
    report = instrument.type is InstrumentType.REPORT or kind is Kind.FOOTNOTE
    expected = (
        InstrumentType.REPORT if report else instrument.type,
        None if report else instrument.number,
        (symbol if kind is Kind.FOOTNOTE else instrument.number) if report else None,
        None if annex is None else "" if single else annex_number,
        appendix or None,
        kind,
        (paragraph,) if paragraph else (),
        sub,
        position,
    )
    written = labels(instrument, symbol, annex, kind, paragraph, sub, single, position)
    for language in Language:
        (one,) = find_references(written[language])
        got = (
            one.instrument_type,
            one.number,
            one.symbol,
            one.annex,
            one.appendix,
            one.kind,
            one.paragraphs,
            one.subparagraph,
            one.position,
        )
        assert (got, one.text) == (expected, written[language]), written[language]


@seed(20161021)
@settings(max_examples=400, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(
            "第段号决议定附件一二十(a)（）8/1 13,，、.和ofpara resolution-ةقرار№㈠²½í"
        ),
        max_size=60,
    )
)
def test_no_text_breaks_the_reader(text):
    """Whatever is typed, each reference found stands where it says."""
    for one in find_references(text):
        assert text[one.start : one.end] == one.text
        assert one.text


def test_long_lists_are_read():
    """Pathological lists neither stop the reader nor move what it finds."""
    for piece in ("paras. 1, ", "(a)和", "first, ", "8/1 ", "第一、", "annex I and ", "A/1/"):
        text = "resolution 8/1, " + piece * 300
        assert all(text[one.start : one.end] == one.text for one in find_references(text))
