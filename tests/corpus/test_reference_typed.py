"""Citations as people type them: in words, abbreviated, glued, apart from their instrument."""

import pytest

from corpus.model import InstrumentType, Kind
from corpus.reference import find_references


def read(text):
    """The one reference of a text, as number or symbol, annex, kind, paragraphs, sub-item."""
    (one,) = find_references(text)
    return (one.number or one.symbol, one.annex, one.kind, one.paragraphs, one.subparagraph)


OP, ANX, SUB, PP = Kind.OPERATIVE, Kind.ANNEX, Kind.SUBITEM, Kind.PREAMBULAR
FN, REP = Kind.FOOTNOTE, Kind.REPORT
R2010, R2016 = "CTOC/COP/2010/17", "CTOC/COP/2016/10"
WRITTEN_OTHERWISE = [
    # numbers in words, with a slash in words, glued, with a point
    ("paragraph forty-five of resolution 8/1", ("8/1", None, OP, ("45",), None)),
    ("тридцать шестой пункт резолюции 5/5", ("5/5", None, OP, ("36",), None)),
    (
        "paragraphe soixante et onze de la résolution 5/5",
        ("5/5", None, OP, ("71",), None),
    ),
    ("párrafo treinta y seis, resolución 5/5", ("5/5", None, OP, ("36",), None)),
    ("الفقرة التاسعة والعشرون من القرار 5/5", ("5/5", None, OP, ("29",), None)),
    ("paragraph one hundred and twenty of report 2010/17", (R2010, None, REP, ("120",), None)),
    ("paragraphe cent douze du rapport 2010/17", (R2010, None, REP, ("112",), None)),
    ("пункт сто двадцать девять доклада 2010/17", (R2010, None, REP, ("129",), None)),
    ("الفقرة التاسعة والعشرين بعد المائة من CTOC/COP/2010/17", (R2010, None, REP, ("129",), None)),
    ("the hundredth paragraph of report 2010/17", (R2010, None, REP, ("100",), None)),
    ("Le 18 bis de l'annexe I de la résolution 5/5", ("5/5", "1", ANX, ("18 bis",), None)),
    ("annexII of report 2010/17, para. 4", (R2010, "2", ANX, ("4",), None)),
    ("рез. 5/1, преамб., абз. 8", ("5/1", None, PP, ("8",), None)),
    ("paragraph 3 of resolution eight slash one", ("8/1", None, OP, ("3",), None)),
    ("пункт тринадцатый резолюции восемь дробь один", ("8/1", None, OP, ("13",), None)),
    ("párrafo 3 de la resolución ocho barra uno", ("8/1", None, OP, ("3",), None)),
    ("п.24рез.8/3", ("8/3", None, OP, ("24",), None)),
    ("parrafo3 resolucion12/4", ("12/4", None, OP, ("3",), None)),
    ("paragraphe I de la résolution XII/1", ("12/1", None, OP, ("1",), None)),
    ("пункт 6 четвёртой резолюции двенадцатой сессии", ("12/4", None, OP, ("6",), None)),
    ("决议8/1附件2第2段b小项 电子证据", ("8/1", "2", SUB, ("2",), "b")),
    ("决议8/1附件二第2段(b)分项", ("8/1", "2", SUB, ("2",), "b")),
    # bis and ter in Cyrillic, a number in quotation marks
    (
        "пункт 37 кватер приложения I к резолюции 5/5",
        ("5/5", "1", ANX, ("37 quater",), None),
    ),
    ("الفقرة «37 مكررا» من المرفق الأول للقرار 5/5", ("5/5", "1", ANX, ("37 bis",), None)),
    ("2016/10 ¶¶10", (R2016, None, REP, ("10",), None)),
    ("rapprot 2016/10 paragrpahe 108", (R2016, None, REP, ("108",), None)),
    ("informe 2016/10, n.º 15", (R2016, None, REP, ("15",), None)),
    ("recommandations 14 annexées à la résolution 8/4", ("8/4", "", ANX, ("14",), None)),
    ("مقرر 8/2 فقرة ب", ("8/2", None, SUB, (), "b")),
    ("CTOC/COP/2010/17, ann. IX, § 2, a)", (R2010, "9", SUB, ("2",), "a")),
    # abbreviations, ordinals of annexes, items of letters
    ("рез. 5/5, прил. I, доб. II, п. 7", ("5/5", "1", ANX, ("7",), None)),
    ("CTOC/COP/2010/17, ann. IX, par. 2 a)", (R2010, "9", SUB, ("2",), "a")),
    ("абз. 4 резолюции 8/1", ("8/1", None, OP, ("4",), None)),
    ("القرار 8/1، فق. 6", ("8/1", None, OP, ("6",), None)),
    (
        "fourth annex to CTOC/COP/2010/17, para. 4",
        (R2010, "4", ANX, ("4",), None),
    ),
    (
        "CTOC/COP/2010/17, anexo cuarto, párr. 5",
        (R2010, "4", ANX, ("5",), None),
    ),
    ("التوصية (ب) من مرفق القرار 5/6", ("5/6", "", SUB, (), "b")),
    ("القرار 5/5، المرفق الثاني، البند (ب)", ("5/5", "2", SUB, (), "b")),
    ("第8/1号决议附件一的建议(m)", ("8/1", "1", SUB, (), "m")),
    ("resolution 12/2, annex I, lit. h)", ("12/2", "1", SUB, (), "h")),
    ("primer párr. preambular de la res. 5/3", ("5/3", None, PP, ("1",), None)),
    # footnotes
    (
        "nota 6 a pie de página de CTOC/COP/2016/10",
        (R2016, None, FN, ("6",), None),
    ),
    ("сн. 6 к CTOC/COP/2016/10", (R2016, None, FN, ("6",), None)),
    ("2010年那份报告的第34个脚注", (None, None, FN, ("34",), None)),
    ("第五届会议报告附件一脚注a说了什么？", (None, "1", FN, ("a",), None)),
    ("第8/2号决议附件表2底下注a", ("8/2", "", FN, ("a",), None)),
    ("n. 20 de CTOC/COP/2016/10", (R2016, None, FN, ("20",), None)),
    ("CTOC/COP/2010/17注34", (R2010, None, FN, ("34",), None)),
    (
        "nota con asterisco del anexo III de CTOC/COP/2010/17",
        (R2010, "3", FN, ("*",), None),
    ),
    ("الحاشية (أ) تحت الجدول الأول في مرفق القرار 8/2", ("8/2", "", FN, ("a",), None)),
    # a symbol's numbers alone, a chapter, another session beside a number
    (
        "para. 3 (d), annex V du rapport 2010/17",
        (R2010, "5", SUB, ("3",), "d"),
    ),
    (
        "CTOC/COP/2010/17, cap. IV, secc. B, párr. 39",
        (R2010, None, REP, ("39",), None),
    ),
    ("COP13 (decisión 12/1), párr. 1", ("12/1", None, OP, ("1",), None)),
    ("UNTOC COP5 report, fn 34", (None, None, FN, ("34",), None)),
    # letters in quotation marks and odd brackets, without brackets, in Cyrillic
    ("Резолюция 12/4, пункт 5, подпункт «б»", ("12/4", None, SUB, ("5",), "b")),
    ("резолюция5/4п.4с", ("5/4", None, SUB, ("4",), "c")),
    ("第 5／8 号决议 ，第 1 〔b〕 段", ("5/8", None, SUB, ("1",), "b")),
    ("المرفق الثاني من القرار 5/5، البند ب", ("5/5", "2", SUB, (), "b")),
    ("resolución 5/4, párr. 9, apdo. c)", ("5/4", None, SUB, ("9",), "c")),
    # other words and signs: a hyphen, a point or a fraction's slash
    ("рез. 8-4, прил., п. 8", ("8/4", "", ANX, ("8",), None)),
    ("пп. 1 и 2 резолюции 12.1", ("12/1", None, OP, ("1", "2"), None)),
    ("resolution 8⁄1 , ¶ 5", ("8/1", None, OP, ("5",), None)),
    ("параграф 19 резолюции 5/2", ("5/2", None, OP, ("19",), None)),
    ("resolucion 8/2, parr 6", ("8/2", None, OP, ("6",), None)),
    # a number in the session
    ("octavo periodo de sesiones, resolucion 2, parr 6", ("8/2", None, OP, ("6",), None)),
    ("Резолюция № 3 двенадцатой сессии, пункт 6", ("12/3", None, OP, ("6",), None)),
    (
        "the penultimate operative paragraph of the fourth resolution adopted at the 12th session",
        ("12/4", None, OP, ("-2",), None),
    ),
    # counted from an end, or before its noun
    ("آخر فقرة في القرار 5/2", ("5/2", None, OP, ("-1",), None)),
    ("ثالث فقرة من ديباجة القرار 8/1", ("8/1", None, PP, ("3",), None)),
    (
        "el antepenúltimo párrafo del preámbulo de la resolución 8/2",
        ("8/2", None, PP, ("-3",), None),
    ),
    ("第12/2号决议附件二最后一项", ("12/2", "2", ANX, ("-1",), None)),
    ("第8/1号决议附件一第一条建议", ("8/1", "1", ANX, ("+1",), None)),
    ("the third recommendation of annex I, resolution 8/1", ("8/1", "1", ANX, ("+3",), None)),
    # a letter without brackets, a second degree behind a letter, an item without a word
    ("paragraph nine b of resolution 5/4", ("5/4", None, SUB, ("9",), "b")),
    ("пункт 4 c, резолюция 5/4", ("5/4", None, SUB, ("4",), "c")),
    ("alinéa b du paragraphe 2 de la résolution 8/1", ("8/1", None, SUB, ("2",), "b")),
    ("resolution 12/4, OP 5, third sub-item", ("12/4", None, SUB, ("5",), "c")),
    ("第五届会议报告附件八第2段(b)项㈢目", (None, "8", SUB, ("2",), "b.iii")),
    ("resolution 8/2, 7(c)", ("8/2", None, SUB, ("7",), "c")),
    ("the second table in the annex to resolution 8/2", ("8/2", "", Kind.TABLE, (), None)),
    ("сноска «а» под первой таблицей приложения к резолюции 8/2", ("8/2", "", FN, ("a",), None)),
    ("المرفق الثاني من القرار 12/2، البند قبل الأخير", ("12/2", "2", ANX, ("-2",), None)),
    # misspelt
    ("pls whats in resoltuion 5/6 anex para (j)", ("5/6", "", SUB, (), "j")),
    ("pararaph 13 of reslution 8/1", ("8/1", None, OP, ("13",), None)),
    ("резолюця 5/4 пукнт 3", ("5/4", None, OP, ("3",), None)),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN_OTHERWISE)
def test_what_people_type_is_read(text, expected):
    """Words for numbers, abbreviations, missing spaces, short symbols."""
    assert read(text) == expected


APART = [
    # the words between a paragraph and its instrument say what the instrument is
    ("п. 53 круга ведения механизма обзора (рез. 5/5, прил. I)", ("5/5", "1", ("53",))),
    (
        "párrafo 37 ter de los términos de referencia (anexo I de la resolución 5/5)",
        ("5/5", "1", ("37 ter",)),
    ),
    (
        "le dernier paragraphe de la résolution de 2010 sur les migrants (5/3)",
        ("5/3", None, ("-1",)),
    ),
    (
        "COP report CTOC/COP/2024/11. What did Iran say, paragraph 36?",
        ("CTOC/COP/2024/11", None, ("36",)),
    ),
    ("Resolution 12/3 has two paragraphs 21, hasn't it?", ("12/3", None, ("21",))),
    # of what was named last, whatever else is named
    (
        "The Assembly adopted resolution 64/293. How did COP resolution 5/2 react in its para. 3?",
        ("5/2", None, ("3",)),
    ),
    ("大会第64/293号决议之后，第5/2号决议在其第3段中如何回应？", ("5/2", None, ("3",))),
    ("Резолюция № 3 двенадцатой сессии, о чём там пункт 6?", ("12/3", None, ("6",))),
    # the annex that is not meant, and the only paragraph of a preamble
    ("resolution 8/4 (not the annex), para 2", ("8/4", None, ("2",))),
    ("par. 2 de la résolution 12/2, sans les annexes", ("12/2", None, ("2",))),
]


@pytest.mark.parametrize(("text", "expected"), APART)
def test_a_paragraph_apart_is_of_the_one_instrument_named(text, expected):
    """Also where other words stand between the two."""
    (part,) = (one for one in find_references(text) if one.names_paragraphs)
    assert (part.number or part.symbol, part.annex, part.paragraphs) == expected


def test_the_same_place_is_that_of_the_text_before():
    """Ibid., and a note of the asker's own is no footnote."""
    found = find_references("Note 45 = CTOC/COP/2016/15, para. 78. Note 46 = ibid., para. 79.")
    assert [(one.symbol, one.paragraphs) for one in found] == [
        ("CTOC/COP/2016/15", ("78",)),
        ("CTOC/COP/2016/15", ("79",)),
    ]


NOT_THEIRS = [
    "Does resolution 8/2 repeat what paragraph 5 of the Vienna Declaration says?",
    "Comment la résolution 12/3 applique-t-elle le paragraphe 2 du Protocole ?",
    "第8/2号决议是否提到《公约》第5段？",
    "Which of resolutions 8/1 and 8/2 speaks of it in paragraph 5?",
    "Резолюция 8/1 и пункт 2 повестки дня",
    "the 2010 text on antiquities, paragraph 8: who owes an analytical report?",
    "une note à notre chef sur la résolution 8/1",
    "What did Oman say of paragraphs 9 and 12 of the resolution, in the report CTOC/COP/2010/17?",
]


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_a_paragraph_of_something_else_is_not_given_away(text):
    """A treaty's, a declaration's, an agenda's, or of one of two instruments."""
    assert not any(one.names_paragraphs for one in find_references(text))


@pytest.mark.parametrize(
    "text",
    [
        "Que dit le paragraphe 66 du rapport de la huitième session de la résolution 65/230 ?",
        "Что говорит пункт 66 доклада о работе восьмой сессии о резолюции 65/230?",
        "ماذا تقول الفقرة 66 من تقرير الدورة الثامنة عن قرار الجمعية العامة 65/230؟",
        "¿Qué dice el párrafo 66 de CTOC/COP/2016/15 de la resolución 65/230?",
    ],
)
def test_what_a_report_says_of_a_resolution_is_the_report_s(text):
    """The paragraph is that of the report, not of the resolution that it speaks of."""
    (one,) = (one for one in find_references(text) if one.names_paragraphs)
    assert one.number is None
    assert one.paragraphs == ("66",)


def test_a_paragraph_that_has_its_instrument_leaves_others_alone():
    """What the report's paragraph 70 speaks of is not the report's."""
    text = "Why did Oman welcome paragraphs 9 and 12 of the resolution? Report 2010/17, para. 70"
    (one,) = (one for one in find_references(text) if one.names_paragraphs)
    assert one.paragraphs == ("70",)


DATED_ELSEWHERE = [
    ("In 2024 the Conference met in Vienna; what does paragraph 29 of the report say?", None, 2024),
    ("البند 2 من جدول أعمال مؤتمر 2024، الفقرة 29 من التقرير: ما الوثائق؟", None, 2024),
    ("第十二届会议第36段", 12, None),
    ("informe de la quinta reunión, párr. 4", 5, None),
    ("доклад 2024 года, п. 34", None, 2024),
    ("paragraphe 151 du rapport de la session de 2010", None, 2010),
    ("le para 128 du rapport de la session de Vienne d octobre 2010 (groupe de 2011)", None, 2010),
    ("informe de 2016 sobre el octavo período de sesiones, párr. 55", 8, 2016),
]


@pytest.mark.parametrize(("text", "session", "year"), DATED_ELSEWHERE)
def test_the_report_of_the_session_or_year_that_is_named(text, session, year):
    """The year may stand elsewhere in the text; a session's paragraph is its report's."""
    (one,) = find_references(text)
    assert (one.session, one.year, one.instrument_type) == (session, year, InstrumentType.REPORT)


@pytest.mark.parametrize(
    "text",
    [
        "In 2016, what does paragraph 3 of the report of the Secretary-General say?",
        "The resolution of the eighth session on guns, paragraph 20: when is a report due?",
        "Between 2010 and 2016, what changed in paragraph 3 of the report?",
    ],
)
def test_another_report_is_not_dated(text):
    """It has an author, or there are two years, or a resolution is meant."""
    assert not any(one.names_paragraphs for one in find_references(text))
