"""What a citation leads to: found, ambiguous or not found."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from corpus.labels import labels
from corpus.model import (
    Citation,
    InstrumentRef,
    InstrumentType,
    Kind,
    Language,
    Paragraph,
    ReportEntry,
    Style,
    SymbolStatus,
)
from corpus.reference import find_references
from corpus.resolve import Resolver, Status

RESOLUTION, DECISION, REPORT = InstrumentType
DAY = date(2016, 10, 21)
WORKS = {
    RESOLUTION: "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-",
    DECISION: "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/dec-",
    REPORT: "/akn/un/doc/report/ctoc-cop/2016-10-21/",
}


def entry(symbol, session):
    """A row of the manifest."""
    return ReportEntry(
        symbol=symbol,
        symbol_status=SymbolStatus.PRINTED,
        symbol_evidence="",
        title={},
        body="ctoc-cop",
        session=session,
        place="Vienna",
        meeting_start=DAY,
        meeting_end=DAY,
        issued=None,
        date=DAY,
        language=Language.ZH,
        original_language=Language.EN,
        style=Style.CLEAN,
        file="",
        sha256="",
    )


def work(instrument):
    """The identifier of an instrument's Chinese edition."""
    type_, number = instrument
    return f"{WORKS[type_]}{number.lower().replace('/', '-')}/zho@"


def paragraph(instrument, where, kind, number=None, sub=None, *, annex=None, symbol, **more):
    """A paragraph, with what resolving needs; ``where`` is the end of its identifier."""
    ref = InstrumentRef(*instrument, "", DAY)
    position = more.get("position")
    label = labels(ref, symbol, annex, kind, number, sub, single_annex=False, position=position)
    citation = Citation(
        id=f"{work(instrument)}/{where}",
        label=label,
        symbol=symbol,
        body="ctoc-cop",
        instrument=ref,
        annex=annex,
        section=more.get("section"),
        kind=kind,
        paragraph=number,
        subparagraph=sub,
        official_url="",
    )
    chapeau = f"{work(instrument)}/{more['chapeau']}" if "chapeau" in more else None
    notes = tuple(more.get("notes", ()))
    return Paragraph(citation, "", ((0, 1),), (1,), (), chapeau, notes)


S8, S12 = "CTOC/COP/2016/15", "CTOC/COP/2024/11"
RES_8_1, DEC_8_1, RES_8_2 = (RESOLUTION, "8/1"), (DECISION, "8/1"), (RESOLUTION, "8/2")
RES_12_3, REP_8, REP_12 = (RESOLUTION, "12/3"), (REPORT, S8), (REPORT, S12)
P = paragraph
PARAGRAPHS = (
    # resolution 8/1: two preambular, three operative paragraphs, two annexes
    P(RES_8_1, "!main~rec_1", Kind.PREAMBULAR, "1", symbol=S8),
    P(RES_8_1, "!main~rec_2", Kind.PREAMBULAR, "2", symbol=S8),
    P(RES_8_1, "!main~para_1", Kind.OPERATIVE, "1", symbol=S8),
    P(
        RES_8_1,
        "!main~para_2",
        Kind.OPERATIVE,
        "2",
        symbol=S8,
        notes=[f"{work(REP_8)}/!main~fn_31"],
    ),
    P(RES_8_1, "!main~para_3", Kind.OPERATIVE, "3", symbol=S8),
    P(RES_8_1, "!annex_1~subpara_a", Kind.SUBITEM, None, "a", annex="1", symbol=S8),
    P(RES_8_1, "!annex_1~subpara_p", Kind.SUBITEM, None, "p", annex="1", symbol=S8),
    P(RES_8_1, "!annex_2~para_1", Kind.ANNEX, "1", annex="2", symbol=S8, section="A"),
    P(
        RES_8_1,
        "!annex_2~para_1__subpara_a",
        Kind.SUBITEM,
        "1",
        "a",
        annex="2",
        symbol=S8,
        chapeau="!annex_2~para_1",
        section="A",
    ),
    P(RES_8_1, "!annex_2~para_2", Kind.ANNEX, "2", annex="2", symbol=S8, section="B"),
    P(RES_8_1, "!annex_2__app_1~para_1", Kind.ANNEX, "1", annex="2 app 1", symbol=S8),
    # resolution 8/2: one paragraph with nested items
    P(RES_8_2, "!main~para_1", Kind.OPERATIVE, "1", symbol=S8),
    P(
        RES_8_2,
        "!main~para_1__subpara_a",
        Kind.SUBITEM,
        "1",
        "a",
        symbol=S8,
        chapeau="!main~para_1",
    ),
    P(
        RES_8_2,
        "!main~para_1__subpara_a__subpara_i",
        Kind.SUBITEM,
        "1",
        "a.i",
        symbol=S8,
        chapeau="!main~para_1__subpara_a",
    ),
    P(
        RES_8_2,
        "!main~para_1__subpara_b",
        Kind.SUBITEM,
        "1",
        "b",
        symbol=S8,
        chapeau="!main~para_1",
    ),
    P(RES_8_2, "!annex_1~table_1", Kind.TABLE, annex="1", symbol=S8, position="table 1"),
    P(RES_8_2, "!annex_1~table_2", Kind.TABLE, annex="1", symbol=S8, position="table 2"),
    # decision 8/1: an unnumbered chapeau with two items, and a paragraph 1
    P(DEC_8_1, "!main~p_1", Kind.OPERATIVE, symbol=S8, position="p 1"),
    P(DEC_8_1, "!main~subpara_a", Kind.SUBITEM, None, "a", symbol=S8, chapeau="!main~p_1"),
    P(DEC_8_1, "!main~para_1", Kind.OPERATIVE, "1", symbol=S8),
    # report of the eighth session, with a list, a footnote and an annex I of its own
    P(REP_8, "!main~para_1", Kind.REPORT, "1", symbol=S8),
    P(REP_8, "!main~para_2", Kind.REPORT, "2", symbol=S8),
    P(
        REP_8,
        "!main~para_2__list_1",
        Kind.LIST,
        "2",
        symbol=S8,
        chapeau="!main~para_2",
        position="list 1",
    ),
    P(REP_8, "!main~fn_31", Kind.FOOTNOTE, "31", symbol=S8),
    P(REP_8, "!annex_1~para_1", Kind.ANNEX, "1", annex="1", symbol=S8),
    # resolution 12/3: two paragraphs print 21
    P(RES_12_3, "!main~para_20", Kind.OPERATIVE, "20", symbol=S12),
    P(RES_12_3, "!main~para_21", Kind.OPERATIVE, "21", symbol=S12),
    P(RES_12_3, "!main~para_21-2", Kind.OPERATIVE, "21", symbol=S12),
    P(RES_12_3, "!main~para_22", Kind.OPERATIVE, "22", symbol=S12),
    P(REP_12, "!main~para_1", Kind.REPORT, "1", symbol=S12),
)
RESOLVER = Resolver(PARAGRAPHS, (entry(S8, 8), entry(S12, 12)))


def resolve(text, resolver=RESOLVER):
    """The resolution of the one citation of a text."""
    (reference,) = find_references(text)
    return resolver.resolve(reference)


def ids(instrument, *wheres):
    """Identifiers of an instrument's paragraphs by their ends."""
    return tuple(f"{work(instrument)}/{where}" for where in wheres)


FOUND = [
    ("第8/1号决议第2段", ids(RES_8_1, "!main~para_2")),
    # ordinals of the preamble are other numbers
    ("resolution 8/1, second preambular paragraph", ids(RES_8_1, "!main~rec_2")),
    # a paragraph brings what completes it, nested items too
    (
        "resolution 8/2, para. 1",
        ids(
            RES_8_2,
            "!main~para_1",
            "!main~para_1__subpara_a",
            "!main~para_1__subpara_a__subpara_i",
            "!main~para_1__subpara_b",
        ),
    ),
    ("resolution 8/2, para. 1 (b)", ids(RES_8_2, "!main~para_1__subpara_b")),
    (
        "第8/2号决议第1(a)段",
        ids(RES_8_2, "!main~para_1__subpara_a", "!main~para_1__subpara_a__subpara_i"),
    ),
    ("第8/2号决议第1(a)㈠段", ids(RES_8_2, "!main~para_1__subpara_a__subpara_i")),
    # a chapeau alone
    ("resolution 8/2, para. 1, chapeau", ids(RES_8_2, "!main~para_1")),
    ("decision 8/1, chapeau", ids(DEC_8_1, "!main~p_1")),
    # annexes
    ("resolution 8/1, annex I, para. (a)", ids(RES_8_1, "!annex_1~subpara_a")),
    # (p) is a letter, not the unnumbered paragraph p
    ("第8/1号决议附件一第(p)段", ids(RES_8_1, "!annex_1~subpara_p")),
    # counted among letters, or among numbers
    ("第8/1号决议附件一最后一项", ids(RES_8_1, "!annex_1~subpara_p")),
    ("the second recommendation of annex I, resolution 8/1", ids(RES_8_1, "!annex_1~subpara_p")),
    ("the second recommendation of annex II, resolution 8/1", ids(RES_8_1, "!annex_2~para_2")),
    ("第8/1号决议附件二第1(a)段", ids(RES_8_1, "!annex_2~para_1__subpara_a")),
    ("第8/1号决议附件二附录一第1段", ids(RES_8_1, "!annex_2__app_1~para_1")),
    ("resolution 8/1, annex II, section B", ids(RES_8_1, "!annex_2~para_2")),
    # the report's own annex is not the resolution's
    ("CTOC/COP/2016/15, annex I, para. 1", ids(REP_8, "!annex_1~para_1")),
    # a range
    ("resolution 8/1, paras. 1 to 3", ids(RES_8_1, *(f"!main~para_{n}" for n in (1, 2, 3)))),
    # a range that names both paragraphs 21
    (
        "12/3 OP 20 to 22",
        ids(RES_12_3, "!main~para_20", "!main~para_21", "!main~para_21-2", "!main~para_22"),
    ),
    # which of the two
    ("second paragraph 21 of resolution 12/3", ids(RES_12_3, "!main~para_21-2")),
    ("第12/3号决议第一个第21段", ids(RES_12_3, "!main~para_21")),
    # tables, lists, footnotes
    ("resolution 8/2, annex, table 2", ids(RES_8_2, "!annex_1~table_2")),
    ("CTOC/COP/2016/15, para. 2, list 1", ids(REP_8, "!main~para_2__list_1")),
    ("CTOC/COP/2016/15, footnote 31", ids(REP_8, "!main~fn_31")),
    ("resolution 8/1, footnote 31", ids(REP_8, "!main~fn_31")),
    # reports by symbol and by session
    ("CTOC/COP/2016/15, para. 1", ids(REP_8, "!main~para_1")),
    ("第十二届会议报告第1段", ids(REP_12, "!main~para_1")),
    (
        "para. 2 of the report of the eighth session",
        ids(REP_8, "!main~para_2", "!main~para_2__list_1"),
    ),
    # a bare number that only one of the two has
    ("8/1 OP 3", ids(RES_8_1, "!main~para_3")),
    ("CTOC/COP/2016/15, sect. I.A, resolution 8/1, para. 3", ids(RES_8_1, "!main~para_3")),
    # an identifier
    (f"{work(RES_8_1)}/!main~para_3", ids(RES_8_1, "!main~para_3")),
    (
        f"{work(RES_8_1)}/!annex_1",
        ids(RES_8_1, "!annex_1~subpara_a", "!annex_1~subpara_p"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_exists_once_is_found(text, expected):
    """A citation of one place leads to it and to what completes it."""
    resolution = resolve(text)
    assert (resolution.status, resolution.ids) == (Status.FOUND, expected)
    assert resolution.detail


def test_a_whole_instrument_starts_with_its_operative_paragraphs():
    """The preamble follows, then the annexes; the detail says that all of it is cited."""
    resolution = resolve("resolution 8/1")
    assert resolution.status is Status.FOUND
    assert resolution.ids[:4] == ids(
        RES_8_1, "!main~para_1", "!main~para_2", "!main~para_3", "!main~rec_1"
    )
    assert len(resolution.ids) == 11
    assert resolution.detail == "the whole of resolution 8/1"


AMBIGUOUS = [
    # both a resolution and a decision, and both have a paragraph 1
    ("8/1 OP1", ids(RES_8_1, "!main~para_1") + ids(DEC_8_1, "!main~para_1")),
    # two paragraphs print 21
    ("第12/3号决议第21段", ids(RES_12_3, "!main~para_21", "!main~para_21-2")),
]


@pytest.mark.parametrize(("text", "expected"), AMBIGUOUS)
def test_what_may_be_two_things_offers_both(text, expected):
    """Numbers that collide are offered in order, never chosen from."""
    resolution = resolve(text)
    assert (resolution.status, resolution.ids) == (Status.AMBIGUOUS, expected)


def test_a_bare_instrument_that_is_two_offers_both():
    """8/1 is a resolution and a decision."""
    resolution = resolve("8/1")
    assert resolution.status is Status.AMBIGUOUS
    assert resolution.detail == "may be resolution 8/1 and decision 8/1"
    assert {id_.split("/zho@")[0][-7:] for id_ in resolution.ids} == {"res-8-1", "dec-8-1"}


NOT_FOUND = [
    ("resolution 8/1, para. 14", "resolution 8/1 has operative paragraphs 1 to 3"),
    # nor is a number no paragraph could have taken for no number at all
    ("resolution 8/1, para. 9999", "resolution 8/1 has operative paragraphs 1 to 3"),
    ("第8/1号决议第999999999999段", "resolution 8/1 has operative paragraphs 1 to 3"),
    ("resolution 8/1, paras. 1 to 999999999999", "resolution 8/1 has operative paragraphs 1 to 3"),
    (
        "resolution 8/1, unnumbered para. 1",
        "resolution 8/1 has no unnumbered paragraph 1",
    ),
    # a range that runs past the end is wrong as a whole
    ("resolution 8/1, paras. 2 to 5", "resolution 8/1 has operative paragraphs 1 to 3"),
    ("第8/1号决议序言部分第六段", "resolution 8/1 has preambular paragraphs 1 to 2"),
    (
        "resolution 8/2, para. 1 (f)",
        "paragraph 1 of resolution 8/2 has sub-items (a), (a) (i), (b)",
    ),
    ("resolution 8/1, para. 1 (a)", "paragraph 1 of resolution 8/1 has no sub-items"),
    ("resolution 8/1, annex III, para. 1", "resolution 8/1 has no annex III; it has annex I"),
    ("resolution 12/3, annex, para. 1", "resolution 12/3 has no annex"),
    ("resolution 8/1, annex II, para. 9", "annex II of resolution 8/1 has paragraphs 1 to 2"),
    ("third paragraph 21 of resolution 12/3", "paragraph 21 of resolution 12/3 has no namesake 3"),
    ("CTOC/COP/2016/15, para. 200", "CTOC/COP/2016/15 has paragraphs 1 to 2"),
    ("CTOC/COP/2016/15, footnote 99", "CTOC/COP/2016/15 has footnotes 31"),
    ("resolution 12/3, footnote 1", "resolution 12/3 has no footnotes"),
    # instruments that the corpus does not have
    (
        "resolution 9/1",
        "resolution 9/1 is not in the corpus, which has resolutions 8/1 to 8/2, 12/3",
    ),
    ("decision 12/3", "decision 12/3 is not in the corpus; there is resolution 12/3"),
    ("CTOC/COP/2020/10, para. 1", "CTOC/COP/2020/10 is not in the corpus"),
    ("第九届会议报告第1段", "the report of session 9 is not in the corpus"),
    ("CTOC/COP/2024/11, resolution 8/1", "resolution 8/1 is not in CTOC/COP/2024/11"),
    # other bodies, though the number exists here
    ("Human Rights Council resolution 8/1", "resolution 8/1 of another body is not in the corpus"),
    ("A/RES/70/174", "resolution 70/174 of the General Assembly is not in the corpus"),
    ("第70/174号决议", "resolution 70/174 is not in the corpus"),
    # identifiers
    (f"{work(RES_8_1)}/!main~para_99", "no paragraph has the identifier"),
]


@pytest.mark.parametrize(("text", "detail"), NOT_FOUND)
def test_what_is_not_there_is_not_found_and_says_what_is(text, detail):
    """No citation leads to a neighbour of what it names."""
    resolution = resolve(text)
    assert (resolution.status, resolution.ids) == (Status.NOT_FOUND, ())
    assert detail in resolution.detail


def test_every_paragraph_of_the_corpus_is_found_by_its_labels(corpus):
    """Each label, in each language, and each identifier leads back to its paragraph.

    Only what the reports themselves number twice is ambiguous: paragraph 21 of resolution 12/3,
    and note a of the two tables of resolution 8/2.
    """
    resolver = Resolver(corpus.paragraphs, [report.entry for report in corpus.reports])
    ambiguous: Counter[str] = Counter()
    for one in corpus.paragraphs:
        for text in (one.id, *one.citation.label.values()):
            resolution = resolve(text, resolver)
            if resolution.status is Status.AMBIGUOUS:
                assert one.id in resolution.ids
                ambiguous[one.citation.label[Language.EN]] += 1
            else:
                assert resolution.status is Status.FOUND, text
                assert resolution.ids[0] == one.id, text
    assert ambiguous == {
        "resolution 12/3, para. 21": 6,  # the label of the first; the second says so
        "resolution 8/2, annex, footnote a": 12,
    }


@pytest.mark.parametrize(
    ("text", "status", "ends"),
    [
        ("2024年报告第65段", Status.FOUND, ["ctoc-cop-2024-11/zho@/!main~para_65"]),
        ("paragraph 65 of the 2024 report", Status.FOUND, ["2024-11/zho@/!main~para_65"]),
        ("párrafo 65 del informe de 2024", Status.FOUND, ["2024-11/zho@/!main~para_65"]),
        ("2010年报告附件八第11段", Status.FOUND, ["2010-17/zho@/!annex_8~para_11"]),
        # two documents of that year have a paragraph 48; the session's comes first
        ("2016年报告第48段", Status.AMBIGUOUS, ["15/zho@/!main~para_48", "10/zho@/!main~para_48"]),
        ("paragraph 3 of the 2014 report", Status.NOT_FOUND, []),
    ],
)  # fmt: skip
def test_a_report_is_named_by_its_year(corpus, text, status, ends):
    """The year of a report stands for it, where it is the only one of that year."""
    resolver = Resolver(corpus.paragraphs, [report.entry for report in corpus.reports])
    resolution = resolve(text, resolver)
    assert resolution.status is status
    assert len(resolution.ids) == len(ends)
    assert all(id_.endswith(end) for id_, end in zip(resolution.ids, ends, strict=True))
