"""Lists of paragraphs: 9, 12 and 13; 286 to 288; 37 ter; 7 (c); 1 (a) and (c); 2(a)㈠.

The patterns of one item and of lists, for corpus/reference_patterns.py, and what they say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Kind
from corpus.numerals import chinese_number, roman
from corpus.reference_numbers import BIS, CYRILLIC_BIS, read_bis, read_letter
from corpus.reference_text import folded
from corpus.reference_words import (
    CARDINALS,
    ORDINALS,
    read_cardinal,
    read_edge,
    read_number,
    read_ordinal,
)

LONGEST_RANGE = 200
"""Paragraphs: the longest narrative of the corpus has 154."""
LONGEST_LIST = 60
"""Items, so that no text makes the reader slow: the longest list of the corpus has ten."""

# ---- numbers of paragraphs: 13 · 37 ter · 37之四 · 7 (c) · 7 c) · 7c · 2(a)(i) · 2(a)㈠ · (ج) ----
CHINESE = "[一二三四五六七八九十百][一二三四五六七八九十百〇零]{0,5}"
# more digits than any paragraph has, so that 1300 is not found rather than not seen;
# not of a resolution, a date, an ordinal, a fraction: 8/1, 8月, 8th, 8.2
DIGITS = r"\d{1,18}(?![\d/%]|\s?(?:年|月|日|届|号)|(?:st|nd|rd|th)(?![a-z])|[.,]\d)"
_BIS = (
    rf"[\s-]?(?:(?:{'|'.join(BIS)})(?![a-z])|(?:{'|'.join(CYRILLIC_BIS)})(?![а-я])|之[二三四五六七八九]"
    r"|مكررا?(?:\s(?:ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا))?(?![ء-ي]))"
)
_SECOND_DEGREE = (
    r"(?:,(?=\s?\(?[ivx]{2,6}\)))?"
    r"\s?(?:\(\s?(?:[ivx]{1,6}|[一二三四五六七八九十]{1,3})\s?\)|[ivx]{1,6}\)|'\d{1,2}')"
)
_LETTER = (
    r"(?:\(\s?(?:[a-z]|[ivx]{2,6}|[асеорхбгд]|[ء-ي])\s?\)"
    # подпункт «б» · п. 4с, with the letter that looks like a Latin one
    r"|\"[a-zасеорхбгд]\"|(?<![a-zа-я])[a-zасеорхбгд]\)|(?<=\d)[a-zасебд](?![a-zа-я])"
    # пункт 4 c: no word of its own in any of the languages
    r"|(?<=\d\s)[b-df-hj-np-rt-x](?=\s?(?:[,.;:?!]|$)))"
)
LETTERED = rf"\s?(?:{_LETTER}(?:{_SECOND_DEGREE})?|\([一二三四五六七八九十]{{1,3}}\))"
AND = (
    r"(?:\s?(?:、|和|及|与|以及|或|&)\s?|,?\s(?:and|or|et|ou|y|e|o|и|или|أو)\s|\s?,?\sو\s?)"
    r"(?:第\s?)?"
)
TO = r"(?:\s?(?:-|至|到)\s?|\s(?:to|through|a|à|al|au|по|до|إلى)\s)(?:第\s?)?"
COMMA = r"\s?,\s?"


def _item(number: str) -> str:
    return rf"(?:{number}(?:{_BIS})?(?:{LETTERED})?|{LETTERED})"


def items(number: str, separators: str) -> str:
    """The pattern of a list of paragraphs with numbers and separators of the patterns given."""
    return rf"{_item(number)}(?:(?:{separators}){_item(number)}){{0,{LONGEST_LIST}}}"


# 13 · 9, 12 and 13 · 60 to 63; a comma counts in a list that an "and" ends
NUMBERS = (
    rf"(?:{_item(DIGITS)}(?:{COMMA}{_item(DIGITS)}){{1,{LONGEST_LIST}}}{AND}{_item(DIGITS)}"
    rf"|{items(DIGITS, f'{AND}|{TO}')})"
)
# 9, 12, 13 behind a plural
MANY = items(DIGITS, f"{AND}|{TO}|{COMMA}")
# 第9、12和13段 · 第286至288段 · 第十三段
NUMERALS = items(f"(?:{DIGITS}|{CHINESE})", f"{AND}|{TO}|{COMMA}")

ITEM = re.compile(
    folded(
        rf"(?P<to>{TO})?(?:(?P<number>{DIGITS}|{CHINESE})(?P<bis>{_BIS})?(?P<sub>{LETTERED})?"
        rf"|(?P<only>{LETTERED}))"
    )
)
"""One paragraph of a list of them, with ``to`` where it ends a range."""
SUB = re.compile(
    folded(
        r"\s?[(\"]?\s?(?:(?P<chinese>[一二三四五六七八九十]{1,3})|(?P<letter>[a-z]+|[ء-ي]|[асеорхбгд]))\s?[)\"]?"
        r"(?:,?\s?[(']?\s?(?P<second>[ivx]+|[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)'])?"
    )
)
"""The letter of a sub-item and the numeral of its second-degree item."""


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph's printed number, a sub-item's letter ("a" or "a.i"), or both."""

    number: str | None
    sub: str | None


def read_items(text: str) -> tuple[Item, ...]:
    """The paragraphs of a list in folded text, ranges expanded: 9, 12 and 13; 1 (a) and (c)."""
    items: list[Item] = []
    for match in ITEM.finditer(text):
        before = items[-1] if items else Item(None, None)
        sub = _read_sub(match["sub"] or match["only"])
        number = before.number if match["only"] else _read_number(match["number"], match["bis"])
        item = Item(number, sub)
        if match["only"] and items and before.number and not before.sub and not match["to"]:
            items.pop()  # 2, (a) and (c): of paragraph 2
        items += [*_between(before, item), item] if match["to"] and items else [item]
    return tuple(items)


def _read_number(digits: str, suffix: str | None) -> str:
    number = str(read_number(digits))
    return f"{number} {read_bis(suffix.lstrip(' -'))}" if suffix else number


def _read_sub(text: str | None) -> str | None:
    """A sub-item's letter and second-degree numeral: "a", "a.i", ".i" without a letter."""
    if text is None:
        return None
    match = SUB.fullmatch(text)
    if match is None:
        return text
    letter = "" if match["chinese"] else read_letter(match["letter"])
    second = match["chinese"] or match["second"]
    if second is None:
        return letter
    return f"{letter}.{roman(read_number(second)).lower()}"


def _between(first: Item, last: Item) -> list[Item]:
    """The paragraphs between the two ends of a range; none where the ends do not match."""
    if first.sub is None and last.sub is None and first.number and last.number:
        return [Item(number, None) for number in _numbers_between(first.number, last.number)]
    single = first.sub and last.sub and len(first.sub) == len(last.sub) == 1
    if single and first.sub and last.sub and first.number == last.number:
        letters = range(ord(first.sub) + 1, ord(last.sub))
        return [Item(first.number, chr(letter)) for letter in letters]
    return []


def _numbers_between(first: str, last: str) -> list[str]:
    digits, _, suffix = first.partition(" ")
    last_digits, _, last_suffix = last.partition(" ")
    if digits == last_digits and last_suffix:
        start = BIS.index(suffix) + 1 if suffix else 0
        return [f"{digits} {one}" for one in BIS[start : BIS.index(last_suffix)]]
    numbers = range(int(digits) + 1, int(last_digits))
    return [str(n) for n in numbers] if len(numbers) < LONGEST_RANGE else []


_COUNTED = re.compile(folded("item|rec|рекоменд|let|букв"))
"""Words for what an annex of letters lists: its third recommendation is (c)."""
_SUB_COUNTED = re.compile(folded("sub|sous|inciso|подп|فقر.* .*فرعي"))
"""Words for a sub-item, of which the third is (c)."""


def items_of(name: str, match: re.Match[str]) -> tuple[Item, ...]:
    """The paragraphs that a part names."""
    if name in ("letters", "inserted"):
        return read_items(match[0])
    if name == "brackets":
        return read_items(match["bracketed"] + (match["bracketed_sub"] or ""))
    return _in_words(match) if name == "paragraph" else _in_chinese(match)


def _in_words(match: re.Match[str]) -> tuple[Item, ...]:
    """Read: paragraphs 13 and 14 · the sixth paragraph · paragraph thirteen."""
    if listed := match["numbers"] or match["number_list"]:
        return read_items(listed)
    if words := match["ordinals"] or match["after"]:
        return tuple(_counted(read_ordinal(one), match["one"]) for one in ORDINALS.findall(words))
    if letter := match["bare_letter"] or match["bare_arabic"]:
        return (Item(None, read_letter(letter)),)
    if edge := match["edge"] or match["late_edge"]:
        return (Item(str(read_edge(edge)), None),)
    return _in_cardinals(match["cardinal"], match["cardinal_letter"])


def _counted(ordinal: int, word: str | None) -> Item:
    """The third paragraph is 3, the third recommendation +3, the third sub-item (c)."""
    if _SUB_COUNTED.match(word or ""):
        return Item(None, chr(ord("a") + ordinal - 1))
    return Item(f"+{ordinal}" if _COUNTED.match(word or "") else str(ordinal), None)


def _in_cardinals(text: str, letter: str | None) -> tuple[Item, ...]:
    """Read: thirteen · one and two · nine b · XIV."""
    if re.fullmatch("[ivx]+", text):
        return (Item(str(read_number(text)), None),)
    if letter:
        number = str(read_cardinal(text.removesuffix(letter).strip()))
        return (Item(number, letter.strip("()")),)
    return tuple(Item(str(read_cardinal(one)), None) for one in CARDINALS.findall(text))


def _in_chinese(match: re.Match[str]) -> tuple[Item, ...]:
    """Read: 第13段 · 第7段(c)分段 · 第18段之二 · 第i项."""
    if match["bare_sub"]:
        return (Item(None, match["bare_sub"]),)
    if match["chinese_edge"]:
        return (Item(str(read_edge(match["chinese_edge"])), None),)
    if match["counted"]:
        return (Item(f"+{read_number(match['counted'])}", None),)
    listed = (
        match["numerals"]
        or match["bare_numerals"]
        or match["digits"]
        or match["subs"]
        or match["recommendations"]
    )
    if match["late_bis"]:
        listed = f"{listed}{match['late_bis']}"
    items = read_items(listed)
    if match["tail"] and len(items) == 1:
        tail = match["tail"] + (match["tail_second"] or "")
        return tuple(Item(items[0].number, one.sub) for one in read_items(tail))
    return items


def kind_of(match: re.Match[str]) -> Kind | None:
    """The kind that a word for a paragraph implies: PP3, operative paragraph 13, 第3执行段."""
    words = match[0]
    if re.search(r"preamb|\bpps?\b|\bpps?\d|recital|considerant|considerand|序言", words):
        return Kind.PREAMBULAR
    if re.search(r"operative|\bops?\b|\bops?\d|dispositiv|执行", words):
        return Kind.OPERATIVE
    return None


def nth_of(name: str, match: re.Match[str]) -> int | None:
    """Which of two paragraphs with one number: second paragraph 21, 第二个第21段."""
    if name == "chinese_paragraph":
        word = match["chinese_nth"] or match["chinese_nth_after"]
        return chinese_number(word) if word else None
    if not (match["numbers"] or match["number_list"]):
        return None
    word = match["ordinals"] or match["after"]
    return read_ordinal(word) if word else None
