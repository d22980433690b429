"""How the citation of a paragraph is written in each of the six official languages.

The forms are those of the United Nations Editorial Manual and of its translators, counted in
docs/citations.md. corpus/reference.py reads every one of them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.model import InstrumentRef, InstrumentType, Kind, Language
from corpus.numerals import chinese_numeral, roman
from corpus.reference_numbers import (
    ANNEX_ORDINALS,
    BIS,
    arabic_bis,
    arabic_letter,
    ordinal,
    read_roman,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a citation in one language that joins its parts with commas.

    ``preambular`` and ``repeated`` take the ordinal, ``repeated`` also the number, of a paragraph;
    ``letter`` and ``roman`` take the letter and the numeral of a sub-item.
    """

    instrument: Mapping[InstrumentType, str]
    annex: str
    appendix: str
    paragraph: str
    preambular: str
    repeated: str
    footnote: str
    position: Mapping[str, str]
    letter: str
    roman: str
    comma: str = ", "


_WORDINGS: Mapping[Language, Wording] = {
    # resolution 8/1, annex II, para. 1 (a) · resolution 8/2, sixth preambular paragraph
    Language.EN: Wording(
        instrument={InstrumentType.RESOLUTION: "resolution", InstrumentType.DECISION: "decision"},
        annex="annex",
        appendix="appendix",
        paragraph="para.",
        preambular="{} preambular paragraph",
        repeated="{} para. {}",
        footnote="footnote",
        position={"table": "table", "list": "list", "p": "unnumbered para.", "chapeau": "chapeau"},
        letter="({})",
        roman="({})",
    ),
    # résolution 8/1, annexe II, par. 1 a) · résolution 8/2, sixième alinéa du préambule
    Language.FR: Wording(
        instrument={InstrumentType.RESOLUTION: "résolution", InstrumentType.DECISION: "décision"},
        annex="annexe",
        appendix="appendice",
        paragraph="par.",
        preambular="{} alinéa du préambule",
        repeated="{} par. {}",
        footnote="note de bas de page",
        position={
            "table": "tableau",
            "list": "liste",
            "p": "par. non numéroté",
            "chapeau": "chapeau",
        },
        letter="{})",
        roman="{})",
    ),
    # resolución 8/1, anexo II, párr. 1 a) · resolución 8/2, sexto párrafo del preámbulo
    Language.ES: Wording(
        instrument={InstrumentType.RESOLUTION: "resolución", InstrumentType.DECISION: "decisión"},
        annex="anexo",
        appendix="apéndice",
        paragraph="párr.",
        preambular="{} párrafo del preámbulo",
        repeated="{} párr. {}",
        footnote="nota de pie de página",
        position={
            "table": "cuadro",
            "list": "lista",
            "p": "párr. sin número",
            "chapeau": "encabezamiento",
        },
        letter="{})",
        roman="{})",
    ),
    # резолюция 8/1, приложение II, пункт 1 (a) · резолюция 8/2, шестой пункт преамбулы
    Language.RU: Wording(
        instrument={InstrumentType.RESOLUTION: "резолюция", InstrumentType.DECISION: "решение"},
        annex="приложение",
        appendix="добавление",
        paragraph="пункт",
        preambular="{} пункт преамбулы",
        repeated="{} пункт {}",
        footnote="сноска",
        position={
            "table": "таблица",
            "list": "перечень",
            "p": "ненумерованный пункт",
            "chapeau": "вводная часть",
        },
        letter="({})",
        roman="({})",
    ),
    # القرار 8/1، المرفق الثاني، الفقرة 1 (أ) · القرار 8/2، الفقرة السادسة من الديباجة
    Language.AR: Wording(
        instrument={InstrumentType.RESOLUTION: "القرار", InstrumentType.DECISION: "المقرر"},
        annex="المرفق",
        appendix="التذييل",
        paragraph="الفقرة",
        preambular="الفقرة {} من الديباجة",
        repeated="الفقرة {1} {0}",
        footnote="الحاشية",
        position={
            "table": "الجدول",
            "list": "القائمة",
            "p": "الفقرة غير المرقمة",
            "chapeau": "الفقرة الاستهلالية",
        },
        letter="({})",
        roman="‘{}’",
        comma="، ",
    ),
}
_ZH_INSTRUMENT = {InstrumentType.RESOLUTION: "决议", InstrumentType.DECISION: "决定"}
_ZH_POSITION = {"table": "表", "list": "清单", "p": "无编号段", "chapeau": "起首部分"}
_ZH_SECOND_DEGREE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"


@dataclass(frozen=True, slots=True)
class _Place:
    """The parts of a citation that stand behind its instrument."""

    annex: str | None
    kind: Kind
    paragraph: str | None
    subparagraph: str | None
    single_annex: bool
    position: str | None

    @property
    def annex_and_appendix(self) -> tuple[str | None, str | None]:
        annex, _, appendix = (self.annex or "").partition(" app ")
        return annex or None, appendix or None

    @property
    def position_and_number(self) -> tuple[str | None, str]:
        name, _, number = (self.position or "").partition(" ")
        return name or None, number


def labels(
    instrument: InstrumentRef,
    symbol: str,
    annex: str | None,
    kind: Kind,
    paragraph: str | None,
    subparagraph: str | None,
    single_annex: bool,
    position: str | None,
) -> dict[Language, str]:
    """A paragraph's citation in every official language.

    The parts are those of a Citation. An annex that is the only one of its instrument
    (``single_annex``) is cited without numeral. ``position`` names what prints no number:
    "chapeau", "p 3" (unnumbered paragraph), "table 1", "list 2"; "nth 2" tells the second of two
    paragraphs with one printed number. A numbered footnote is cited by the symbol of the report,
    through which footnotes count; a starred or lettered one by its instrument and annex.
    """
    if kind is Kind.FOOTNOTE and paragraph is not None and paragraph.isdigit():
        instrument = InstrumentRef(InstrumentType.REPORT, symbol, "", instrument.date)
        annex = None
    place = _Place(annex, kind, paragraph, subparagraph, single_annex, position)
    written = {language: _write(language, instrument, place) for language in _WORDINGS}
    return {Language.ZH: _write_chinese(instrument, place)} | written


def _write(language: Language, instrument: InstrumentRef, place: _Place) -> str:
    """A citation in a language that joins the parts with commas."""
    words = _WORDINGS[language]
    annex, appendix = place.annex_and_appendix
    name, number = place.position_and_number
    name_of_instrument = words.instrument.get(instrument.type)
    parts = [f"{name_of_instrument} {instrument.number}" if name_of_instrument else ""]
    parts[0] = parts[0] or instrument.number
    if annex:
        parts.append(_numbered(words.annex, None if place.single_annex else annex, language))
    if appendix:
        parts.append(_numbered(words.appendix, appendix, language))
    if place.paragraph or place.subparagraph:
        parts.append(_paragraph(language, place))
    if name and name != "nth":
        parts.append(f"{words.position[name]} {number}".rstrip())
    return words.comma.join(parts)


def _numbered(word: str, number: str | None, language: Language) -> str:
    """Annex II, المرفق الثاني; the bare word without a number."""
    if number is None:
        return word
    if language is Language.AR:
        return f"{word} {ANNEX_ORDINALS[int(number) - 1]}"
    return f"{word} {roman(int(number))}"


def _paragraph(language: Language, place: _Place) -> str:
    """Para. 7 (c), sixth preambular paragraph, footnote 31, second para. 21."""
    words = _WORDINGS[language]
    number = place.paragraph or ""
    if place.kind is Kind.FOOTNOTE:
        return f"{words.footnote} {number}"
    if place.kind is Kind.PREAMBULAR:
        return words.preambular.format(ordinal(int(number), language))
    digits, _, suffix = number.partition(" ")
    if suffix:
        suffix = arabic_bis(suffix) if language is Language.AR else suffix
    letter, _, second = (place.subparagraph or "").partition(".")
    if letter:
        letter = words.letter.format(arabic_letter(letter) if language is Language.AR else letter)
    if second:
        second = words.roman.format(read_roman(second) if language is Language.AR else second)
    where = " ".join(part for part in (digits, suffix, letter, second) if part)
    name, nth = place.position_and_number
    if name == "nth":
        return words.repeated.format(ordinal(int(nth), language), where)
    return f"{words.paragraph} {where}"


def _write_chinese(instrument: InstrumentRef, place: _Place) -> str:
    """第8/1号决议附件二第1(a)段; the parts behind a symbol follow commas."""
    annex, appendix = place.annex_and_appendix
    name, number = place.position_and_number
    parts = [instrument.number]
    if word := _ZH_INSTRUMENT.get(instrument.type):
        parts = [f"第{instrument.number}号{word}"]
    if annex:
        parts.append("附件" + ("" if place.single_annex else chinese_numeral(int(annex))))
    if appendix:
        parts.append(f"附录{chinese_numeral(int(appendix))}")
    if place.paragraph or place.subparagraph:
        parts.append(_chinese_paragraph(place))
    if name and name != "nth":
        parts.append(_ZH_POSITION[name] + number)
    return ("" if word else "，").join(parts)


def _chinese_paragraph(place: _Place) -> str:
    """第7(c)段, 第37之四段, 序言部分第六段, 脚注31, 第二个第21段."""
    number = place.paragraph or ""
    if place.kind is Kind.FOOTNOTE:
        return f"脚注{number}"
    if place.kind is Kind.PREAMBULAR:
        return f"序言部分第{chinese_numeral(int(number))}段"
    digits, _, suffix = number.partition(" ")
    bis = f"之{'二三四五六七八九'[BIS.index(suffix)]}" if suffix else ""
    letter, _, second = (place.subparagraph or "").partition(".")
    lettered = f"({letter})" if letter else ""
    degree = _chinese_degree(read_roman(second)) if second else ""
    name, nth = place.position_and_number
    repeated = f"第{chinese_numeral(int(nth))}个" if name == "nth" else ""
    return f"{repeated}第{digits}{bis}{lettered}{degree}段"


def _chinese_degree(number: int) -> str:
    """㈠ to ㈩, then （十一）."""
    if number <= len(_ZH_SECOND_DEGREE):
        return _ZH_SECOND_DEGREE[number - 1]
    return f"（{chinese_numeral(number)}）"
