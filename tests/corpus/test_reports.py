"""The four reports, paragraph by paragraph: counts, spans, ledger, golden outlines."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus import Corpus, Paragraph
from corpus.golden import outline_lines
from corpus.manifest import read_manifest, read_source
from corpus.model import Flag, InstrumentType, Kind

GOLDEN = Path(__file__).parent / "golden"
SYMBOLS = [entry.symbol for entry in read_manifest()]

# Resolution: preambular, operative, sub-items of operative paragraphs.
RESOLUTIONS = {
    "5/1": (12, 11, 2),
    "5/2": (11, 18, 12),
    "5/3": (1, 24, 0),
    "5/4": (7, 13, 8),
    "5/5": (3, 12, 23),
    "5/6": (2, 2, 0),
    "5/7": (4, 8, 0),
    "5/8": (3, 6, 13),
    "8/1": (8, 20, 0),
    "8/2": (13, 19, 21),
    "8/3": (21, 33, 0),
    "8/4": (2, 2, 0),
    "12/1": (10, 2, 0),
    "12/2": (6, 2, 0),
    "12/3": (13, 23, 0),
    "12/4": (11, 9, 3),
}
DECISIONS = ["5/1", "5/2", "8/1", "8/2", "12/1", "12/2"]


def of(corpus: Corpus, type_: str, number: str) -> list[Paragraph]:
    """The paragraphs of one instrument."""
    return [
        p
        for p in corpus.paragraphs
        if p.citation.instrument.type == type_ and p.citation.instrument.number == number
    ]


def by_id(corpus: Corpus, end: str) -> Paragraph:
    """The one paragraph whose id ends so."""
    found = [p for p in corpus.paragraphs if p.id.endswith(end)]
    assert len(found) == 1, [p.id for p in found]
    return found[0]


def test_all_resolutions_and_decisions_are_found(corpus: Corpus) -> None:
    """Sixteen resolutions and six decisions, in the order of the reports."""
    found = [i.ref for report in corpus.reports for i in report.instruments]
    assert [r.number for r in found if r.type is InstrumentType.RESOLUTION] == list(RESOLUTIONS)
    assert [r.number for r in found if r.type is InstrumentType.DECISION] == DECISIONS


@pytest.mark.parametrize("number", RESOLUTIONS)
def test_every_paragraph_of_a_resolution_is_found(corpus: Corpus, number: str) -> None:
    """Preambular, operative and lettered paragraphs as counted by hand, numbered without a gap."""
    main = [p for p in of(corpus, "resolution", number) if p.citation.annex is None]
    kinds = Counter(p.citation.kind for p in main)
    preambular, operative, subitems = RESOLUTIONS[number]
    assert (kinds[Kind.PREAMBULAR], kinds[Kind.OPERATIVE], kinds[Kind.SUBITEM]) == (
        preambular,
        operative,
        subitems,
    )
    printed = [p.citation.paragraph for p in main if p.citation.kind is Kind.OPERATIVE]
    last = operative - 1 if number == "12/3" else operative
    assert list(dict.fromkeys(printed)) == [str(n) for n in range(1, last + 1)]


def test_the_totals(corpus: Corpus) -> None:
    """127 preambular, 204 operative (of resolutions) and 415 numbered report paragraphs."""
    kinds = Counter(
        p.citation.kind
        for p in corpus.paragraphs
        if p.citation.instrument.type is not InstrumentType.DECISION
    )
    assert kinds[Kind.PREAMBULAR] == 127
    assert kinds[Kind.OPERATIVE] == 204
    assert kinds[Kind.REPORT] == 415


@pytest.mark.parametrize(
    ("symbol", "count"),
    list(zip(SYMBOLS, [154, 64, 115, 82], strict=True)),
)
def test_report_paragraphs_count_through(corpus: Corpus, symbol: str, count: int) -> None:
    """The narrative's paragraphs are 1 to n, each once."""
    narrative = [p for p in corpus.report(symbol).paragraphs if p.citation.kind is Kind.REPORT]
    assert [p.citation.paragraph for p in narrative] == [str(n) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("number", "annex", "kind", "count"),
    [
        ("8/1", "1", Kind.SUBITEM, 15),  # letters without a paragraph number
        ("8/1", "2", Kind.ANNEX, 3),
        ("8/1", "2", Kind.SUBITEM, 12),
        ("8/2", "1", Kind.TABLE, 2),
        ("8/4", "1", Kind.ANNEX, 20),  # sections A to C, numbers run on
        ("5/5", "1", Kind.ANNEX, 64),  # 57 and seven inserted ones
        ("5/5", "1 app 1", Kind.ANNEX, 34),
        ("5/5", "1 app 2", Kind.ANNEX, 16),  # a template in brackets
        ("5/5", "2", Kind.SUBITEM, 2),
        ("5/6", "1", Kind.SUBITEM, 15),
        ("12/1", "1", Kind.SUBITEM, 17),  # letters run on through topical headings
        ("12/1", "2", Kind.SUBITEM, 10),
        ("12/2", "1", Kind.SUBITEM, 11),
        ("12/2", "2", Kind.SUBITEM, 24),
    ],
)
def test_annexes_of_resolutions(
    corpus: Corpus, number: str, annex: str, kind: Kind, count: int
) -> None:
    """Every annex and appendix has the paragraphs counted by hand."""
    found = [
        p
        for p in of(corpus, "resolution", number)
        if p.citation.annex == annex and p.citation.kind is kind
    ]
    assert len(found) == count


def test_annexes_of_a_report(corpus: Corpus) -> None:
    """The fifth session's report has ten annexes: nine statements and a list of documents."""
    annexes = [p for p in of(corpus, "report", "CTOC/COP/2010/17") if p.citation.annex]
    numbered = Counter(p.citation.annex for p in annexes if p.citation.kind is Kind.ANNEX)
    assert list(numbered.values()) == [4, 9, 8, 9, 9, 7, 5, 15, 4]
    second_degree = [p for p in annexes if "." in (p.citation.subparagraph or "")]
    assert len(second_degree) == 13
    documents = by_id(corpus, "!annex_10~list_1")
    assert documents.citation.kind is Kind.LIST
    assert len(documents.text.splitlines()) == 34


def test_inserted_paragraphs(corpus: Corpus) -> None:
    """第 18 之二 and 第 37 之二 to 之七 are 18 bis and 37 bis to septies."""
    inserted = [
        p.citation.paragraph for p in corpus.paragraphs if " " in (p.citation.paragraph or "")
    ]
    assert inserted == ["18 bis", *(f"37 {s}" for s in (
        "bis", "ter", "quater", "quinquies", "sexies", "septies"))]  # fmt: skip
    assert by_id(corpus, "!annex_1~para_37quater").citation.paragraph == "37 quater"


def test_two_paragraphs_print_the_number_21(corpus: Corpus) -> None:
    """Resolution 12/3 numbers two paragraphs 21: both are kept, told apart and flagged."""
    both = [p for p in of(corpus, "resolution", "12/3") if p.citation.paragraph == "21"]
    assert [p.id.rsplit("~", 1)[1] for p in both] == ["para_21", "para_21-2"]
    assert both[0].text.startswith("吁请缔约国依照《公约》第 32 和 33 条")
    assert both[1].text.startswith("请各国在可行情况下定期对弹药储存")
    assert all(Flag.DUPLICATE_NUMBER in p.citation.flags for p in both)
    flagged = [p for p in corpus.paragraphs if Flag.DUPLICATE_NUMBER in p.citation.flags]
    assert flagged == both


@pytest.mark.parametrize(
    ("end", "joined"),
    [
        ("res-8-1/zho@/!main~para_10", "都是充分的，提交请求之后的联络"),  # a footnote between
        ("res-8-3/zho@/!main~para_18", "识别、记录和报告枪支及其零部件"),  # inside a word
        ("res-8-3/zho@/!main~para_28", "并顾及《可持续发展目标》具体目标"),  # a page end
        ("2016-15/zho@/!main~para_80", "草稿，全面研究网络犯罪问题专家组第三次"),  # after a comma
        ("2016-15/zho@/!main~para_95", "(案文见第一章A 节第 8/1 号决议。)"),
        ("2016-15/zho@/!main~para_25__list_1", "适当和有效审议机制的所有备选方案"),  # two notes
        ("res-12-1/zho@/!main~rec_7", "第 2 条(b)项所载“严重犯罪”定义"),  # three notes
        ("res-12-3/zho@/!main~para_2", "努力批准、接受、核准或加入"),  # six notes
        ("res-12-3/zho@/!main~para_20", "《〈关于打击非法制造和贩运枪支"),  # a split note
        ("2024-11/zho@/!main~para_36", "欧洲联盟(也代表其成员国"),  # a bracket opens the rest
        ("2024-11/zho@/!main~para_29", "收到了下列文件："),
        ("2016-10/zho@/!main~para_3", "可持续发展就没有和平”，由此"),
        ("res-5-7/zho@/!main~rec_1", "2010 年 7 月22 日关于保护文化遗产"),  # no footnote 22
        ("res-5-4/zho@/!main~rec_5", "小武器和轻武器非法贸易的行动纲领》和《使各国"),
        ("res-5-5/zho@/!annex_1~para_21", "相应问题上的专长。秘书处应当"),
        ("2010-17/zho@/!main~para_56__list_1", "（CTOP/COP/2010/CRP.3）；"),
        ("2010-17/zho@/!main~para_56__list_1", "(b) 人口贩运工作组主席提交的关于该工作组"),
    ],
)
def test_cut_paragraphs_are_one(corpus: Corpus, end: str, joined: str) -> None:
    """What a page, a footnote or a hard wrap cut is joined without a stray space."""
    assert joined in by_id(corpus, end).text


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_text_is_reread_from_its_file(corpus: Corpus, symbol: str) -> None:
    """The file's characters over the spans are the text, for every paragraph."""
    report = corpus.report(symbol)
    source = read_source(report.entry)
    for paragraph in report.paragraphs:
        assert "".join(source[a:b] for a, b in paragraph.spans) == paragraph.text, paragraph.id


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_no_word_is_lost(corpus: Corpus, symbol: str) -> None:
    """Of a paragraph's lines only labels, markers, markup and white space are left out."""
    report = corpus.report(symbol)
    lines = read_source(report.entry).split("\n")
    inserted = re.compile(r"^第\s*\d+\s*之[二三四五六七][.．]")
    markup = re.compile(r"</?sup>|\]\([^)]*\)")
    words = re.compile(r"[\u3400-\u9fff]|[A-Za-z]{2,}")
    for paragraph in report.paragraphs:
        printed = [markup.sub(" ", inserted.sub("", lines[n - 1])) for n in paragraph.lines]
        expected = Counter(words.findall(" ".join(printed)))
        assert Counter(words.findall(paragraph.text)) == expected, paragraph.id


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_line_has_one_owner(corpus: Corpus, symbol: str) -> None:
    """The ledger names each non-blank line once, and the paragraphs' lines agree with it."""
    report = corpus.report(symbol)
    source = read_source(report.entry).split("\n")
    assert [line.line for line in report.ledger] == [
        n for n, text in enumerate(source, 1) if text.strip()
    ]
    owners = {line.line: line for line in report.ledger}
    for paragraph in report.paragraphs:
        for number in paragraph.lines:
            assert owners[number].name == paragraph.id
    furniture = {line.name for line in report.ledger if line.owner == "furniture"}
    assert furniture <= {
        "cover", "contents", "page header", "page footer", "rule", "footnote separator",
        "column headings",
    }  # fmt: skip


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_the_outline_is_the_golden_one(corpus: Corpus, symbol: str) -> None:
    """A change of the parser shows as a diff; scripts/golden writes the files anew."""
    golden = GOLDEN / f"{symbol.replace('/', '_')}.txt"
    assert outline_lines(corpus.report(symbol)) == golden.read_text(encoding="utf-8").splitlines()


def test_ids_are_unique_over_the_corpus(corpus: Corpus) -> None:
    """No two paragraphs share an identifier."""
    ids = [p.id for p in corpus.paragraphs]
    assert len(ids) == len(set(ids))


def test_footnotes_hang_on_their_paragraphs(corpus: Corpus) -> None:
    """Markers and bodies meet, also pages apart, repeated or split."""
    notes = {p.id for p in corpus.paragraphs if p.citation.kind is Kind.FOOTNOTE}
    numbered = Counter(
        p.citation.symbol
        for p in corpus.paragraphs
        if p.citation.kind is Kind.FOOTNOTE and (p.citation.paragraph or "").isdigit()
    )
    assert [numbered[s] for s in SYMBOLS] == [51, 6, 34, 21]
    carried = Counter(note for p in corpus.paragraphs for note in p.notes)
    orphans = {note.rsplit("/", 2)[0].rsplit("/", 1)[1] for note in notes - set(carried)}
    assert orphans == {"ctoc-cop-2016-10", "ctoc-cop-2024-11"}  # both on the cover page
    repeated = {n.split("/zho@")[0][-7:] + n.rsplit("~", 1)[1]: c
                for n, c in carried.items() if c > 1}  # fmt: skip
    assert repeated == {"2016-10fn_1": 2, "2016-15fn_4": 2, "2016-15fn_7": 2, "2016-15fn_11": 2,
                        "2016-15fn_14": 2, "2016-15fn_22": 3}  # fmt: skip
    split = by_id(corpus, "ctoc-cop-2024-11/zho@/!main~fn_15")
    assert split.text.endswith("出售品编号：E.05.V.2)，第四部分。")
    assert Flag.SPLIT_NOTE in split.citation.flags
    assert Flag.ORPHAN_NOTE in by_id(corpus, "ctoc-cop-2024-11/zho@/!main~fn_star").citation.flags


def test_misprints_are_kept_and_flagged(corpus: Corpus) -> None:
    """Damaged text stays as printed; the citation says so."""
    damaged = {p.id.rsplit("/", 1)[1]: p for p in corpus.paragraphs
               if Flag.DAMAGED_TEXT in p.citation.flags}  # fmt: skip
    assert "會議" in damaged["!main~para_60"].text
    assert "挑战 and 趋势" in damaged["!main~rec_8"].text
    assert len([d for e in read_manifest() for d in e.damage]) == 15


def test_an_inferred_symbol_is_flagged(corpus: Corpus) -> None:
    """Every citation of the eighth session's report says that its symbol is inferred."""
    for paragraph in corpus.paragraphs:
        inferred = paragraph.citation.symbol == "CTOC/COP/2016/15"
        assert (Flag.SYMBOL_INFERRED in paragraph.citation.flags) is inferred


def test_dates_of_adoption(corpus: Corpus) -> None:
    """Decisions of the twelfth session were adopted a day before its resolutions."""
    dates = {
        (i.ref.type.value, i.ref.number): i.ref.date.isoformat()
        for report in corpus.reports
        for i in report.instruments
    }
    assert dates["resolution", "5/8"] == "2010-10-22"
    assert dates["resolution", "8/1"] == "2016-10-21"
    assert dates["resolution", "12/4"] == "2024-10-18"
    assert dates["decision", "12/1"] == dates["decision", "12/2"] == "2024-10-17"


def test_enacting_formulas_are_no_preambular_paragraphs(corpus: Corpus) -> None:
    """The enacting line is kept with its instrument, in the ledger under its own name."""
    for report in corpus.reports:
        enacting = [line.name for line in report.ledger if line.owner == "enacting"]
        assert enacting == [i.enacting for i in report.instruments if i.enacting]
    assert not any(p.text.endswith("公约》缔约方会议，") for p in corpus.paragraphs)


def test_chapeaux_end_where_their_first_item_begins(corpus: Corpus) -> None:
    """A chapeau's text has no item in it, and its items know it."""
    chapeau = by_id(corpus, "res-8-2/zho@/!main~para_7")
    assert chapeau.text == "决定在机制运作的具体程序和规则中列入以下内容："
    items = [p for p in corpus.paragraphs if p.chapeau == chapeau.id]
    assert [p.citation.subparagraph for p in items] == ["a", "b", "c", "d", "e"]
    inline = by_id(corpus, "res-8-3/zho@/!main~para_30")
    assert "通报：(a)联合国毒品和犯罪问题办公室" in inline.text
    assert not [p for p in corpus.paragraphs if p.chapeau == inline.id]


def test_quoted_rules_belong_to_the_paragraph_that_quotes_them(corpus: Corpus) -> None:
    """The new rule 18 quoted in paragraph 13 is no list and no paragraph 3."""
    text = by_id(corpus, "ctoc-cop-2010-17/zho@/!main~para_13").text
    assert text.splitlines()[1].startswith("“3. 全权证书应由缔约国国家元首")
    assert len(text.splitlines()) == 3
