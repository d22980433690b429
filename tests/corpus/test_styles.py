"""A fifth report: a made-up session, printed in each of the three styles, reads the same."""

from __future__ import annotations

import dataclasses
import hashlib
from datetime import date

import pytest

from corpus.errors import StructureError
from corpus.model import Kind, Language, Report, ReportEntry, Style, SymbolStatus
from corpus.read import read_report

# Kind of line, text; "note" is a footnote's body, "|" cuts a paragraph where a page ends.
REPORT = [
    ("head", "一. 会议通过的决议和决定"),
    ("head", "A. 决议"),
    ("para", "1. 湖泊公约缔约方会议在其第七届会议上通过了下列决议："),
    ("head", "第 7/1 号决议"),
    ("head", "保护湖岸"),
    ("para", "湖泊公约缔约方会议，"),
    ("para", "回顾《湖泊公约》{1}第 3 条，其中各缔约方承诺保护湖岸，"),
    ("para", "关切地注意到湖岸日益受到侵蚀，|尤其在枯水季节，"),
    ("note", "1", "联合国，《条约汇编》，第 1 卷，第 2 号。"),
    ("para", "1. 请各缔约方："),
    ("para", "(a) 每年报告湖岸的长度；"),
    ("para", "(b) 在春季种植芦苇；{2}"),
    ("para", "2. 决定设立一个不限成员名额的湖岸工作组，由主席|团成员主持；"),
    ("note", "2", "见 LAKE/COP/2001/3。"),
    ("para", "3. 请秘书处向第八届会议报告。"),
    ("head", "附件"),
    ("head", "湖岸工作组的职权范围"),
    ("head", "一. 任务"),
    ("para", "1. 工作组应当测量湖岸。"),
    ("para", "第 1 之二. 工作组每年开会一次。"),
    ("head", "二. 成员"),
    ("para", "2. 工作组成员由各区域推选。"),
    ("head", "B. 决定"),
    ("para", "2. 缔约方会议还通过了下列决定："),
    ("head", "第 7/1 号决定"),
    ("head", "第八届会议临时议程"),
    ("para", "湖泊公约缔约方会议核可下列议程："),
    ("para", "1. 组织事项："),
    ("para", "(a) 会议开幕。"),
    ("para", "2. 其他事项。"),
    ("head", "二. 会议安排"),
    ("para", "3. 在 2001 年 5 月 4 日会议上，缔约方会议收到下列文件："),
    ("para", "(a) 秘书处关于湖岸的报告（LAKE/COP/2001/2）；"),
    ("para", "(b) 秘书处的说明（LAKE/COP/2001/3）。"),
    ("head", "审议情况"),
    (
        "para",
        "4. 缔约方会议在 2001 年 5 月 4 日通过了决议草案。（案文见第一章 A 节第 7/1 号决议。）",
    ),
    ("para", "5. 选出下列主席团成员："),
    ("row", "主席：  甲（某国）"),
    ("row", "报告员：  乙（某国）"),
]

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def clean() -> str:
    """One line a paragraph, Unicode superscripts."""
    lines: list[str] = []
    rest = ""
    for kind, *fields in REPORT:
        if kind == "note":
            lines += [f"{SUPERSCRIPTS[int(fields[0])]} {fields[1]}", rest]
            rest = ""
            continue
        text = fields[0]
        for n in "12":
            text = text.replace("{" + n + "}", SUPERSCRIPTS[int(n)])
        text, _, rest_here = text.partition("|")
        rest = rest_here or rest
        lines.append(text)
    return "\n\n".join(line for line in lines if line)


def markdown() -> str:
    """The same with # headings and <sup> markers."""
    heads = {fields[0] for kind, *fields in REPORT if kind == "head"}
    lines = []
    for line in clean().split("\n\n"):
        text = f"### {line}" if line in heads else line
        for n in (1, 2):
            text = text.replace(SUPERSCRIPTS[n], f"<sup>{n}</sup>")
        lines.append(text)
    return "\n\n".join(lines)


def wrapped(width: int = 14) -> str:
    """Hard-wrapped, a blank line after each line, a trailing space at each paragraph's end."""
    lines: list[str] = []
    rest = ""

    def put(text: str, *, end: bool, indent: bool) -> None:
        cuts = [text[i : i + width].strip() for i in range(0, len(text), width)]
        lines.extend((" " if indent and i == 0 else "") + cut for i, cut in enumerate(cuts))
        lines[-1] += " " if end else ""

    for kind, *fields in REPORT:
        if kind == "note":
            lines.append("__________________ ")
            put(f" {fields[0]} {fields[1]}", end=True, indent=True)
            if rest:
                put(rest, end=True, indent=True)
            rest = ""
            continue
        text = fields[0].replace("{1}", "1").replace("{2}", "2")
        text, cut, after = text.partition("|")
        rest = after or rest
        put(text, end=not cut, indent=kind == "para")
    return "\n\n".join(lines)


def entry(source: str, style: Style) -> ReportEntry:
    """A manifest row for the made-up report."""
    day = date(2001, 5, 4)
    return ReportEntry(
        symbol="LAKE/COP/2001/9",
        symbol_status=SymbolStatus.PRINTED,
        symbol_evidence="made up",
        title={Language.ZH: "湖泊公约缔约方会议第七届会议的报告", Language.EN: "Report"},
        body="lake-cop",
        session=7,
        place="Nowhere",
        meeting_start=day,
        meeting_end=day,
        issued=None,
        date=day,
        language=Language.ZH,
        original_language=Language.EN,
        style=style,
        file="made-up.txt",
        sha256=hashlib.sha256(source.encode()).hexdigest(),
    )


def read(style: Style) -> Report:
    """The made-up report, printed and read back."""
    source = {Style.CLEAN: clean, Style.MARKDOWN: markdown, Style.WRAPPED: wrapped}[style]()
    return read_report(entry(source, style), source)


@pytest.mark.parametrize("style", list(Style))
def test_a_report_needs_a_file_and_a_row_only(style: Style) -> None:
    """Structure, numbers, notes and lists are the same in every style."""
    found = {(p.id.split("/")[-3], p.id.rsplit("/", 1)[1]): p for p in read(style).paragraphs}
    squeezed = {place: p.text.replace(" ", "") for place, p in found.items()}
    assert squeezed["res-7-1", "!main~rec_1"] == "回顾《湖泊公约》第3条，其中各缔约方承诺保护湖岸，"
    assert squeezed["res-7-1", "!main~para_2"] == (
        "决定设立一个不限成员名额的湖岸工作组，由主席团成员主持；"
    )
    assert squeezed["res-7-1", "!main~para_1__subpara_b"] == "在春季种植芦苇；"
    assert squeezed["res-7-1", "!annex_1~para_1bis"] == "工作组每年开会一次。"
    assert found["res-7-1", "!annex_1~para_2"].citation.section == "II"
    assert squeezed["dec-7-1", "!main~list_1"] == "1.组织事项：\n(a)会议开幕。\n2.其他事项。"
    assert squeezed["lake-cop-2001-9", "!main~para_3__list_1"].count("\n") == 1
    assert squeezed["lake-cop-2001-9", "!main~para_5__list_1"] == (
        "主席：甲（某国）\n报告员：乙（某国）"
    )
    note = found["res-7-1", "!main~para_1__subpara_b"].notes
    assert [found["lake-cop-2001-9", "!main~fn_2"].id] == list(note)
    kinds = [p.citation.kind for p in found.values()]
    assert kinds.count(Kind.REPORT) == 5
    assert kinds.count(Kind.FOOTNOTE) == 2


def test_a_page_end_after_a_comma_needs_the_wrapped_style() -> None:
    """Only a trailing space can tell that a preambular paragraph goes on after a comma."""
    texts = [p.text for p in read(Style.WRAPPED).paragraphs if p.citation.kind is Kind.PREAMBULAR]
    assert texts[1] == "关切地注意到湖岸日益受到侵蚀，尤其在枯水季节，"
    cut = [p.text for p in read(Style.CLEAN).paragraphs if p.citation.kind is Kind.PREAMBULAR]
    assert len(cut) == 3


def test_numbers_that_cannot_follow_are_an_error() -> None:
    """The message names the symbol, the line and both numbers."""
    source = clean().replace("3. 请秘书处", "7. 请秘书处")
    with pytest.raises(StructureError, match=r"LAKE/COP/2001/9, line \d+: paragraph 7 where 3"):
        read_report(entry(source, Style.CLEAN), source)


def test_text_that_belongs_nowhere_is_an_error() -> None:
    """A sentence before any paragraph is refused, not dropped."""
    source = clean().replace("A. 决议", "A. 决议\n\n这里有一句不属于任何段落的话。")
    with pytest.raises(StructureError, match="belongs to no paragraph"):
        read_report(entry(source, Style.CLEAN), source)


def test_a_manifest_row_decides_nothing_but_what_it_says() -> None:
    """The same text under another symbol gives the same texts under other ids."""
    source = clean()
    row = entry(source, Style.CLEAN)
    other = dataclasses.replace(row, symbol="LAKE/COP/2001/10")
    first, second = read_report(row, source), read_report(other, source)
    assert [p.text for p in first.paragraphs] == [p.text for p in second.paragraphs]
    assert not {p.id for p in first.paragraphs if "/doc/" in p.id} & {
        p.id for p in second.paragraphs
    }
