"""What a question asks for, by its interrogatives, and which paragraphs could say it.

    who, when, how many, which of several, what is meant, what for

Both sides are read from form alone: "when" wants a paragraph with a date. They are weak evidence,
weighed among the others in index/rerank.py; most questions show none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.model import Kind, Paragraph

Floats = npt.NDArray[np.float32]


class Wanted(StrEnum):
    """What a question may want to be told."""

    WHO = "who"
    WHEN = "when"
    NUMBER = "number"
    LIST = "list"
    DEFINITION = "definition"
    PURPOSE = "purpose"


_QUESTIONS: Final = {
    Wanted.WHO: (
        r"谁|何人|哪位|哪个国家|哪国|哪些(?:人|国家|代表)"
        r"|\bwho(?:m|se)?\b|\bwhich (?:country|countries|states?|delegations?)\b"
        r"|\bqui\b|\bquels? (?:pays|états?)\b|\bqui[ée]n(?:es)?\b|\bqu[ée] pa[íi]s(?:es)?\b"
        r"|\bкто\b|\bкого\b|\bкем\b|\bкому\b|\bкак(?:ая|ие|их) (?:стран|государств)|(?:^|\s)من\s"
    ),
    Wanted.WHEN: (
        r"何时|什么时候|哪一?天|哪一?年|几号|几月|日期"
        r"|\bwhen\b|\bwhat (?:date|day|year)\b|\bquand\b|\bquelle (?:date|année)\b"
        r"|\bcu[áa]ndo\b|\bqu[ée] (?:fecha|d[íi]a|a[ñn]o)\b"
        r"|\bкогда\b|\bв как(?:ом|ой) (?:году|день)|\bдат[аыу]\b|متى|تاريخ"
    ),
    Wanted.NUMBER: (
        r"多少|几[个次天名位项份种]|\bhow (?:many|much|long|often)\b|\bcombien\b|\bcu[áa]nt[oa]s?\b"
        r"|\bсколько\b|\bчисло\b|(?:^|\s)كم\s|\bnumber of\b|\bnombre d|\bn[úu]mero de\b"
    ),
    Wanted.LIST: (
        r"哪些|哪几|列出|\blist\b|\bquel(?:le)?s\b|\bcu[áa]les\b|\bqu[ée] medidas\b"
        r"|\bкакие\b|\bперечисл|ما هي"
    ),
    Wanted.DEFINITION: (
        r"什么是|是什么意思|定义|何谓|指什么|\bwhat (?:is|does) .*\bmean|\bdefin|\bmeant by\b"
        r"|\bqu.est-ce qu|\bqu[ée] (?:es|significa)\b|\bчто (?:такое|значит)\b|\bопредел"
        r"|ما المقصود|تعريف|يعني"
    ),
    Wanted.PURPOSE: (
        r"为什么|为何|目的|\bwhy\b|\bpurpose|\bpourquoi\b|\bbut d|\bpor qu[ée]\b|\bpara qu[ée]\b"
        r"|\bobjetivo|\bпочему\b|\bзачем\b|\bцел[ьи]\b|لماذا|الغرض|الهدف"
    ),
}

_REQUESTS: Final = re.compile(
    r"原文|全文|内容|文本|正文|说(?:了|的是)?什么|讲(?:了|的是)?什么|写(?:了|的是)?什么|怎么(?:说|写|规定)|规定|引用|给我|请|看看"
    r"|\b(?:text|full|verbatim|exact|wording|words|says?|said|quote|cite|citation|show|read|"
    r"give|find|please|pls|content|provides?|the whole|entire)\b"
    r"|\b(?:texte|intégral|citer|citez|cite-moi|dit|prévoit|énonce|contenu|montre[zr]?|lire|svp)\b"
    r"|\bs'il (?:vous|te) plaît\b|\bmot à mot\b"
    r"|\b(?:texto|completo|íntegro|literal|cita|citar|cítame|dice|dispone|muestra|léeme|contenido)\b"
    r"|\bpor favor\b"
    r"|\b(?:текст|полный|полностью|дословно|цитат[ау]|процитируйте|приведите|покажите|"
    r"говорит(?:ся)?|гласит|сказано|написано|содержани[ея]|пожалуйста)\b"
    r"|نص|كامل(?:ا|ة)?|حرفيا|اقتبس|اعرض|تقول|يقول|تنص|ينص|محتوى|من فضلك",
    re.IGNORECASE,
)
"""How people ask for a text itself: "what does … say", "full text of …"."""

_PATTERNS: Final = {wanted: re.compile(pattern) for wanted, pattern in _QUESTIONS.items()}

_DATE: Final = re.compile(r"\d+ ?月 ?\d+ ?日")
_YEAR: Final = re.compile(r"\d{4} ?年")
_NUMBER: Final = re.compile(r"\d|[一二三四五六七八九十两][个名次份项]")
_NAMES: Final = re.compile(r"先生|女士|主席|报告员|代表|大使|当选|选举|[（(][^（()）]{1,12}[）)]")
_DEFINITION: Final = re.compile(r"系指|是指|指的是|定义")
_PURPOSE: Final = re.compile(r"目的|以便|旨在|目标")

TRAITS: Final = ("length", "date", "year", "number", "names", "definition", "purpose", "list",
                 "chapeau", "narrative")  # fmt: skip
"""What is known of a paragraph whatever is asked, by column of `traits_of`."""


def wanted(question: str) -> frozenset[Wanted]:
    """What a question asks for; empty where its form does not say."""
    text = question.lower()  # much faster than patterns that ignore case
    return frozenset(one for one, pattern in _PATTERNS.items() if pattern.search(text))


def without_request(question: str) -> str:
    """A question without the words that ask for a text itself: "full text of", "what does … say".

    Of a question that is nothing else but a citation nothing that means anything is left.
    """
    return _REQUESTS.sub(" ", question)


def traits_of(paragraphs: Sequence[Paragraph]) -> Floats:
    """The traits of every paragraph, float32 (paragraphs, len(TRAITS)).

    ``length`` is the logarithm of the characters; the others are 0 or 1.
    """
    chapeaux = {paragraph.chapeau for paragraph in paragraphs}
    rows = [
        (
            float(np.log(max(1, len(paragraph.text)))),
            *(
                float(pattern.search(paragraph.text) is not None)
                for pattern in (_DATE, _YEAR, _NUMBER, _NAMES, _DEFINITION, _PURPOSE)
            ),
            float(paragraph.citation.kind is Kind.LIST),
            float(paragraph.id in chapeaux),
            float(paragraph.citation.kind is Kind.REPORT),
        )
        for paragraph in paragraphs
    ]
    return np.array(rows, dtype=np.float32).reshape(-1, len(TRAITS))
