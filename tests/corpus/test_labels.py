"""How a citation is written in six languages."""

from datetime import date

import pytest

from corpus.labels import labels
from corpus.model import InstrumentRef, InstrumentType, Kind, Language

DAY = date(2016, 10, 21)
SYMBOL = "CTOC/COP/2016/15"
RESOLUTION_8_1 = InstrumentRef(InstrumentType.RESOLUTION, "8/1", "", DAY)
RESOLUTION_8_2 = InstrumentRef(InstrumentType.RESOLUTION, "8/2", "", DAY)
DECISION_8_2 = InstrumentRef(InstrumentType.DECISION, "8/2", "", DAY)
RESOLUTION_12_3 = InstrumentRef(InstrumentType.RESOLUTION, "12/3", "", DAY)
RESOLUTION_5_5 = InstrumentRef(InstrumentType.RESOLUTION, "5/5", "", DAY)
REPORT = InstrumentRef(InstrumentType.REPORT, SYMBOL, "", DAY)
REPORT_2010 = InstrumentRef(InstrumentType.REPORT, "CTOC/COP/2010/17", "", DAY)


def written(instrument, kind, paragraph=None, sub=None, *, annex=None, single=False, position=None):
    """The labels of a paragraph of the report on the eighth session."""
    return labels(instrument, SYMBOL, annex, kind, paragraph, sub, single, position)


ENGLISH_AND_CHINESE = [
    # operative paragraph
    (
        written(RESOLUTION_8_1, Kind.OPERATIVE, "13"),
        "resolution 8/1, para. 13",
        "第8/1号决议第13段",
    ),
    # sub-item
    (
        written(RESOLUTION_8_2, Kind.SUBITEM, "7", "c"),
        "resolution 8/2, para. 7 (c)",
        "第8/2号决议第7(c)段",
    ),
    # second-degree item
    (
        written(RESOLUTION_8_2, Kind.SUBITEM, "2", "a.i"),
        "resolution 8/2, para. 2 (a) (i)",
        "第8/2号决议第2(a)㈠段",
    ),
    # preambular paragraph: Chinese numeral, English ordinal
    (
        written(RESOLUTION_8_2, Kind.PREAMBULAR, "6"),
        "resolution 8/2, sixth preambular paragraph",
        "第8/2号决议序言部分第六段",
    ),
    # two-word ordinal
    (
        written(RESOLUTION_8_2, Kind.PREAMBULAR, "21"),
        "resolution 8/2, twenty-first preambular paragraph",
        "第8/2号决议序言部分第二十一段",
    ),
    # annex paragraph with sub-item
    (
        written(RESOLUTION_8_1, Kind.SUBITEM, "1", "a", annex="2"),
        "resolution 8/1, annex II, para. 1 (a)",
        "第8/1号决议附件二第1(a)段",
    ),
    # the only annex has no numeral
    (
        written(RESOLUTION_8_2, Kind.ANNEX, "2", annex="1", single=True),
        "resolution 8/2, annex, para. 2",
        "第8/2号决议附件第2段",
    ),
    # annex letters without paragraph number
    (
        written(RESOLUTION_8_1, Kind.SUBITEM, None, "a", annex="1"),
        "resolution 8/1, annex I, para. (a)",
        "第8/1号决议附件一第(a)段",
    ),
    # inserted paragraph
    (
        written(RESOLUTION_5_5, Kind.ANNEX, "37 quater", annex="1"),
        "resolution 5/5, annex I, para. 37 quater",
        "第5/5号决议附件一第37之四段",
    ),
    # appendix
    (
        written(RESOLUTION_5_5, Kind.ANNEX, "6", annex="1 app 2"),
        "resolution 5/5, annex I, appendix II, para. 6",
        "第5/5号决议附件一附录二第6段",
    ),
    # report paragraph: commas behind a symbol
    (
        written(REPORT, Kind.REPORT, "112"),
        "CTOC/COP/2016/15, para. 112",
        "CTOC/COP/2016/15，第112段",
    ),
    # report annex
    (
        written(REPORT_2010, Kind.SUBITEM, "2", "a", annex="4"),
        "CTOC/COP/2010/17, annex IV, para. 2 (a)",
        "CTOC/COP/2010/17，附件四，第2(a)段",
    ),
    # decision
    (
        written(DECISION_8_2, Kind.SUBITEM, None, "b"),
        "decision 8/2, para. (b)",
        "第8/2号决定第(b)段",
    ),
    # unnumbered paragraph
    (
        written(DECISION_8_2, Kind.OPERATIVE, position="p 1"),
        "decision 8/2, unnumbered para. 1",
        "第8/2号决定无编号段1",
    ),
    # chapeau
    (
        written(DECISION_8_2, Kind.OPERATIVE, position="chapeau"),
        "decision 8/2, chapeau",
        "第8/2号决定起首部分",
    ),
    # table
    (
        written(RESOLUTION_8_2, Kind.TABLE, annex="1", single=True, position="table 2"),
        "resolution 8/2, annex, table 2",
        "第8/2号决议附件表2",
    ),
    # list of a report paragraph
    (
        written(REPORT, Kind.LIST, "25", position="list 1"),
        "CTOC/COP/2016/15, para. 25, list 1",
        "CTOC/COP/2016/15，第25段，清单1",
    ),
    # numbered footnotes count through the report, whatever carries them
    (
        written(RESOLUTION_8_1, Kind.FOOTNOTE, "31"),
        "CTOC/COP/2016/15, footnote 31",
        "CTOC/COP/2016/15，脚注31",
    ),
    # lettered ones belong to their annex
    (
        written(RESOLUTION_8_2, Kind.FOOTNOTE, "a", annex="1", single=True),
        "resolution 8/2, annex, footnote a",
        "第8/2号决议附件脚注a",
    ),
    # the second of two paragraphs with one number
    (
        written(RESOLUTION_12_3, Kind.OPERATIVE, "21", position="nth 2"),
        "resolution 12/3, second para. 21",
        "第12/3号决议第二个第21段",
    ),
]


@pytest.mark.parametrize(("label", "english", "chinese"), ENGLISH_AND_CHINESE)
def test_english_and_chinese_are_those_of_the_editorial_manual(label, english, chinese):
    """Every form of docs/citations.md is written as the United Nations writes it."""
    assert (label[Language.EN], label[Language.ZH]) == (english, chinese)


OTHERS = [
    # operative paragraph
    (
        written(RESOLUTION_8_1, Kind.OPERATIVE, "13"),
        "résolution 8/1, par. 13",
        "resolución 8/1, párr. 13",
        "резолюция 8/1, пункт 13",
        "القرار 8/1، الفقرة 13",
    ),
    # sub-item of an annex
    (
        written(RESOLUTION_8_1, Kind.SUBITEM, "1", "c", annex="2"),
        "résolution 8/1, annexe II, par. 1 c)",
        "resolución 8/1, anexo II, párr. 1 c)",
        "резолюция 8/1, приложение II, пункт 1 (c)",
        "القرار 8/1، المرفق الثاني، الفقرة 1 (ج)",
    ),
    # preambular paragraph
    (
        written(RESOLUTION_8_2, Kind.PREAMBULAR, "6"),
        "résolution 8/2, sixième alinéa du préambule",
        "resolución 8/2, sexto párrafo del preámbulo",
        "резолюция 8/2, шестой пункт преамбулы",
        "القرار 8/2، الفقرة السادسة من الديباجة",
    ),
    # decision
    (
        written(DECISION_8_2, Kind.SUBITEM, None, "b"),
        "décision 8/2, par. b)",
        "decisión 8/2, párr. b)",
        "решение 8/2, пункт (b)",
        "المقرر 8/2، الفقرة (ب)",
    ),
    # footnote
    (
        written(REPORT, Kind.FOOTNOTE, "31"),
        "CTOC/COP/2016/15, note de bas de page 31",
        "CTOC/COP/2016/15, nota de pie de página 31",
        "CTOC/COP/2016/15, сноска 31",
        "CTOC/COP/2016/15، الحاشية 31",
    ),
]


@pytest.mark.parametrize(("label", "french", "spanish", "russian", "arabic"), OTHERS)
def test_the_other_languages_follow_their_own_usage(label, french, spanish, russian, arabic):
    """French, Spanish, Russian and Arabic abbreviate, order and letter in their own way."""
    shown = [label[one] for one in (Language.FR, Language.ES, Language.RU, Language.AR)]
    assert shown == [french, spanish, russian, arabic]


def test_every_language_has_a_label():
    """A label exists in each official language."""
    assert set(written(RESOLUTION_8_1, Kind.OPERATIVE, "1")) == set(Language)


def test_ordinals_beyond_thirty_are_digits():
    """A preamble longer than any in the corpus is still cited in every language."""
    label = written(RESOLUTION_8_1, Kind.PREAMBULAR, "32")
    assert label[Language.EN] == "resolution 8/1, 32nd preambular paragraph"
    assert label[Language.ZH] == "第8/1号决议序言部分第三十二段"
