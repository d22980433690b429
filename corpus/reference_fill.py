"""What each part of a citation says, put into the draft: one function for each slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from corpus.model import InstrumentType, Kind
from corpus.reference_draft import Draft, Part
from corpus.reference_items import Item, items_of, kind_of, nth_of
from corpus.reference_numbers import read_letter
from corpus.reference_words import ORDINALS, read_cardinal, read_number, read_ordinal


def add(draft: Draft, part: Part) -> None:
    """Put a part into a draft."""
    if draft.start < 0 or (draft.filled == {"body"} and part.gap.strip()):
        draft.start = part.match.start()
    _ADDERS[part.slot](draft, part)
    draft.filled.add(part.slot)
    draft.end = part.match.end()


def _add_number(draft: Draft, part: Part) -> None:
    """第8/1号决议, 8/1, resolutions 8/1 to 8/3 without their word."""
    match = part.match
    session, first = (_read_part(match[name]) for name in ("session_part", "serial"))
    last = int(match["last"] or first)
    draft.numbers = tuple(f"{session}/{n}" for n in range(first, last + 1))
    words = (match["before_number"] or "") + (match["after_number"] or "") + (match["glued"] or "")
    if re.search("决定|^dec|^реш", words):
        draft.type = InstrumentType.DECISION
    elif re.search("决议|^res|^рез", words):
        draft.type = InstrumentType.RESOLUTION
    if draft.type and "type" not in draft.filled:
        draft.type_first = not match["after_number"]
        draft.filled.add("type")
    roman = re.fullmatch("[ivx]+", match["session_part"]) is not None
    draft.bare = not words and (roman or match[0][0].isdigit())
    draft.items_first = bool(draft.items)


def _read_part(text: str) -> int:
    """The number on one side of the slash: digits, Roman, or a word."""
    return read_number(text) if re.fullmatch(r"\d+|[ivx]+", text) else read_cardinal(text)


def _add_type(draft: Draft, part: Part) -> None:
    """resolution, решения, المقرر."""
    decision = re.search("^(?:dec|реш)|مقرر", part.match[0])
    draft.type = InstrumentType.DECISION if decision else InstrumentType.RESOLUTION
    draft.type_first = not draft.numbers


# a/res/70/174 · e/res/2010/19 · s/res/2195 · ctoc/cop/res/8/1
RESOLUTION_SYMBOL = re.compile(r"/(?P<type>res|dec)/(?P<number>\d+(?:/\d+)?)$")
_SYMBOL_BODIES = {"a": "unga", "e": "ecosoc", "s": "unsc", "cac": "cac-cosp"}


def _add_symbol(draft: Draft, part: Part) -> None:
    """CTOC/COP/2016/15; the symbol of a resolution gives its number too."""
    text = part.match[0].replace(" ", "")
    if part.match["mark"]:
        text = text.replace(part.match["mark"], "/")
    draft.items_first = bool(draft.items)
    if resolution := RESOLUTION_SYMBOL.search(text):
        decision = resolution["type"] == "dec"
        draft.type = InstrumentType.DECISION if decision else InstrumentType.RESOLUTION
        draft.numbers = (resolution["number"],)
        draft.filled |= {"number", "type"}
    if not (resolution and text.startswith("ctoc")):
        draft.symbol = text.upper()
        draft.body = _SYMBOL_BODIES.get(text.partition("/")[0], draft.body)


def _add_akn(draft: Draft, part: Part) -> None:
    """/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main-para_13."""
    draft.akn = True
    if number := re.search(r"/(res|dec)-(\d+)-(\d+)/?", part.match[0]):
        decision = number[1] == "dec"
        draft.type = InstrumentType.DECISION if decision else InstrumentType.RESOLUTION
        draft.numbers = (f"{number[2]}/{number[3]}",)
    else:
        draft.type = InstrumentType.REPORT
    draft.filled |= {"number", "type", "symbol", "items", "annex", "appendix"}


def _add_session(draft: Draft, part: Part) -> None:
    """Eighth session, COP8, 第八届会议, the 2016 report."""
    match = part.match
    if year := year_of(match):
        draft.year = int(year)
        draft.items_first = bool(draft.items)
        return
    word = match["session_ordinal"] or match["session_arabic"] or match["session_meeting"]
    if match["session_roman"]:
        draft.session = read_number(match["session_roman"])
        draft.items_first = bool(draft.items)
        return
    if word:
        draft.session = read_ordinal(word)
    else:
        digits = match["session_digits"] or match["cop"] or match["session_chinese"]
        draft.session = read_number(digits)
    draft.items_first = bool(draft.items)


def year_of(match: re.Match[str]) -> str | None:
    """The year by which a session or its report is named."""
    names = ("session_year", "session_year_after", "session_year_of")
    return next((match[name] for name in names if match[name]), None)


def _add_nth(draft: Draft, part: Part) -> None:
    """The first resolution, القرار الأول, 第一项决议: with the session, 8/1."""
    match = part.match
    word = match["nth_word"] or match["nth_arabic"]
    if match["nth_year"]:
        draft.year = int(match["nth_year"])
    digits = match["nth_chinese"] or match["nth_digit"]
    draft.serial = read_ordinal(word) if word else read_number(digits)
    decision = re.search("d[eé]c|реш|مقرر|决定", part.match[0]) is not None
    draft.type = InstrumentType.DECISION if decision else InstrumentType.RESOLUTION
    draft.items_first = bool(draft.items)
    draft.filled.add("type")


def _add_report(draft: Draft, _: Part) -> None:
    draft.report = True
    draft.items_first = bool(draft.items)


def _add_body(draft: Draft, part: Part) -> None:
    draft.body = part.name.removeprefix("body_").replace("_", "-")
    draft.body_first = not draft.numbers


def _add_annex(draft: Draft, part: Part) -> None:
    """Annex II, المرفق الثاني, 附件一和二."""
    match = part.match
    if match["annex_arabic"]:
        draft.annexes = (str(read_number(match["annex_arabic"])),)
        return
    if match["annex_word"]:
        draft.annexes = (str(read_cardinal(match["annex_word"])),)
        return
    if word := match["annex_ordinal"] or match["annex_first"]:
        draft.annexes = (str(read_ordinal(word)),)
        return
    words = match["annex_latin"] or (match["annex_chinese"] or "").replace("附件", "")
    numerals = re.findall(r"[ivx]+|\d+|[一二三四五六七八九十百]+", words)
    draft.annexes = tuple(str(read_number(n)) for n in numerals) or ("",)


def _add_appendix(draft: Draft, part: Part) -> None:
    match = part.match
    word = match["appendix_latin"] or match["appendix_arabic"] or match["appendix_chinese"]
    draft.appendix = str(read_number(word)) if word else ""
    if match["appendix_word"]:
        draft.appendix = str(read_ordinal(match["appendix_word"]))


def _add_section(draft: Draft, part: Part) -> None:
    word: str = part.match["section_latin"] or part.match["section_chinese"]
    draft.section = word.upper()


def _add_kind(draft: Draft, part: Part) -> None:
    draft.kind = Kind.PREAMBULAR if part.name == "preambular" else Kind.OPERATIVE
    draft.kind_apart = True


def _add_footnote(draft: Draft, part: Part) -> None:
    match = part.match
    if match["note_nth"]:
        note = str(read_ordinal(match["note_nth"]))
    elif match["note_chinese"]:
        note = str(read_number(match["note_chinese"]))
    elif match["note"]:
        note = match["note"] if match["note"].isdecimal() else read_letter(match["note"])
    else:
        note = "*"
    draft.items = (Item(note, None),)
    draft.kind = Kind.FOOTNOTE
    draft.filled |= {"items", "kind"}


def _add_position(draft: Draft, part: Part) -> None:
    """Table 1, list 2, chapeau, unnumbered para. 3."""
    number = next((found for found in part.match.groupdict().values() if found), None)
    name = "p" if part.name == "unnumbered" else part.name
    draft.position = f"{name} {_read_counted(number)}" if number else name


def _read_counted(text: str) -> int:
    """2, ii, 二, the second."""
    ordinal = ORDINALS.fullmatch(text)
    return read_ordinal(text) if ordinal else read_number(text)


def _add_items(draft: Draft, part: Part) -> None:
    """Para. 13, sixth preambular paragraph, second paragraph 21, 第7(c)段, (c)."""
    items = items_of(part.name, part.match)
    if draft.items:
        numbered = next(i for i in (*draft.items, *items) if i.number)
        items = tuple(Item(numbered.number, i.sub) for i in (*draft.items, *items) if i.sub)
    draft.items = items
    if part.name in ("letters", "brackets", "inserted"):
        return
    kind, nth = kind_of(part.match), nth_of(part.name, part.match)
    if kind and "kind" not in draft.filled:
        draft.kind = kind
        draft.filled.add("kind")
    if nth:
        draft.position = f"nth {nth}"
        draft.filled.add("position")


_ADDERS: Mapping[str, Callable[[Draft, Part], None]] = {
    "akn": _add_akn,
    "annex": _add_annex,
    "appendix": _add_appendix,
    "body": _add_body,
    "footnote": _add_footnote,
    "items": _add_items,
    "kind": _add_kind,
    "nth": _add_nth,
    "number": _add_number,
    "position": _add_position,
    "report": _add_report,
    "section": _add_section,
    "session": _add_session,
    "symbol": _add_symbol,
    "type": _add_type,
}
