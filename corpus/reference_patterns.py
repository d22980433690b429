"""The patterns by which the parts of a citation are recognised, in the six languages.

Patterns are written in ordinary spelling and folded (see corpus/reference_text.py); example
citations stand above the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.reference_bodies import BODIES
from corpus.reference_items import CHINESE, LETTERED
from corpus.reference_places import (
    ANNEX,
    APPENDIX,
    ARTICLE,
    CHAPEAU,
    CHINESE_PARAGRAPH,
    FOOTNOTE,
    INSERTED,
    LIST,
    OPERATIVE,
    PARAGRAPH,
    PREAMBULAR,
    SECTION,
    SUBS,
    TABLE,
    UNNUMBERED,
)
from corpus.reference_text import arabic, folded, latin
from corpus.reference_words import CARDINAL, ORDINAL

# 第8/1号决议 · 决议8/1 · 8/1决议 · 8/1 · No. 8/1 · res8/1 · resolutions 8/1 to 8/3
_SLASH = latin("slash|barra|barre(?: oblique)?|дробь|косая черта") + "|斜杠|斜线|شرطة(?: مائلة)?"
_NUMBER = (
    r"(?:(?P<glued>(?<![a-zа-я])(?:res|dec|rés|déc|рез|реш)\.?)|(?<![\d./\-a-z$€])"
    r"|(?<=resolution)|(?<=resolucion)|(?<=decision))"
    r"(?:(?P<before_number>决议|决定)\s?)?"
    r"(?:第\s?|n(?:o|°)?[.°]?\s?|number\s|número\s|numéro\s|номер\s|رقم\s|#)?"
    # VIII/1 · XII/1 · eight slash one
    rf"(?P<session_part>[1-9]\d{{0,3}}|[ivx]{{1,5}}(?=/\d)|{CARDINAL}(?=\s(?:{_SLASH})\s))"
    # 8-1号决议: as many write where a slash is hard to type
    rf"(?:\s?/\s?|-(?=\d{{1,2}}\s?号?\s?决[议定])|\s?(?:{_SLASH})\s?)"
    rf"(?P<serial>[1-9]\d{{0,2}}|(?<=\s){CARDINAL})"
    r"(?:\s?号?(?:-|\s?[至到]\s?|\s(?:to|a|à|по|إلى)\s)第?(?P=session_part)/(?P<last>[1-9]\d?))?"
    r"(?![\d/]|[.\-]\d|%|(?!(?:op|pp)s?\s?\d)[a-z])"
    r"(?P<after_number>\s?号\s?(?:决议|决定)?|\s?决议(?!草案)|\s?决定(?!了|如何|要|对|将))?"
)
# resolution · résolution · resolución · резолюции · القرار · res. · dec.
_TYPE = (
    latin(
        r"(?:resolution|decision|résolution|décision)s?"
        r"|(?:res|dec|rés|déc|рез|реш)(?=\.|\s?\d|\sno)|[rр](?=\.\s?\d{1,2}/)"
        r"|resoluci(?:ón|ones)|decisi(?:ón|ones)|резолюци[а-я]{1,3}|решени(?:е|я|ю|ем|и|й|ях|ям|ями)"
    )
    + r"\.?|"
    + arabic("قرار(?:ات|ين|ان|ها|ه|اتها)?|مقرر(?:ات|ين|ان|ها|ه|اتها)?")
)
# the first resolution of the eighth session · القرار الأول · 第一项决议 · 第1号决议
_NTH = (
    rf"(?P<nth_word>{ORDINAL})(?:\s(?:et|y|and|и)\s\w+)?\s(?P<nth_type>{_TYPE})"
    # the third resolution of 2024
    r"(?:\s(?:\w+\s){0,5}?(?P<nth_year>(?:19|20)\d\d)(?![\d/]))?"
    # resolution 2 of the eighth session · Резолюция № 3
    rf"|(?P<nth_digit_type>{latin('resolution|decision|resolución|decisión|резолюци[яию]|решени[ея]')})"
    r"\s(?:n[°o]\.?\s?|№\s?|number\s|#)?(?P<nth_digit>[1-9])(?![\d/]|[.,]\d|\s?[-%÷])"
    rf"|(?P<nth_arabic_type>{arabic('قرار|مقرر')})\s(?P<nth_arabic>{ORDINAL})"
    rf"|第\s?(?P<nth_chinese>\d{{1,2}}|{CHINESE})\s?[项个号]\s?(?P<nth_chinese_type>决议|决定)"
)
# A/RES/70/174 · CTOC/COP/2016/15 · CTOC_COP_2016_15 · CTOC/COP/WG.3/2023/4 · A/CONF.213/18
_SYMBOL = (
    r"(?<![a-z\d])cto[cp](?P<mark>[/_-])c(?:o)?p"
    r"(?:(?P=mark)(?:[a-z]+\.?\d*(?![a-z])|\s?\d+(?!\d)))*(?P=mark)\s?(?:[a-z]+\.)?\d+"
    r"(?:(?P=mark)(?:add|rev|corr|l|crp)\.\d+)*"
    r"|(?<![a-z\d.])(?:[aes]/(?:res|dec|conf\.\d+|hrc|cn\.\d+|ac\.\d+|c\.\d+|s-\d+|inf|\d+)"
    r"|cac/cosp|e/cn\.\d+)(?:/[a-z]*[.-]?\d+(?:\.\d+)?)+(?:/(?:add|rev|corr)\.\d+)*"
)
_AKN = r"/akn/[a-z\d/._@!%\-]+[a-z\d@]"
# eighth session · 8th session · COP8 · huitième session · octavo período de sesiones
# восьмой сессии · الدورة الثامنة · 第八届会议 · 第8届缔约方会议
SESSION = (
    rf"(?P<session_ordinal>{ORDINAL})"
    r"\s(?:session|período de sesiones|сесс?и(?:я|и|ю|ей))(?![a-zа-я])"
    r"|(?<![a-z])(?P<session_roman>[ivx]{1,4})\s(?:session(?!s)|сесс?и(?:я|и|ю|ей))(?![a-zа-я])"
    r"|(?:(?<=report of the )|(?<=rapport de la )|(?<=informe de la ))"
    rf"(?P<session_meeting>{ORDINAL})\s(?:meeting|réunion|reunión)(?![a-z])"
    rf"|{latin('session|сесси(?:я|и|ю|ей)')}\s(?P<session_digits>\d{{1,2}})(?![\d/])"
    r"|(?<![a-zа-я])(?:cop|кс)\s?-?\s?(?P<cop>\d{1,2})(?![\d/])"
    rf"|{arabic('دور(?:ة|ته|تها)')}\s(?P<session_arabic>{ORDINAL}|\d{{1,2}}(?![\d/]))"
    rf"|第?\s?(?P<session_chinese>\d{{1,2}}|{CHINESE})\s?届(?:缔约方)?(?:会议)?"
    # the 2016 report · 2016年会议报告 · rapport de 2016 · доклада за 2016 год · تقرير عام 2016
    r"|(?<![\d/.-])(?P<session_year>(?:19|20)\d\d)"
    r"(?:\s(?=report(?![a-z]))|\ssession(?![a-z])|\s?年\s?的?(?:那份|这份|那个)?(?:会议|届会)?(?=的?报告))"
    r"|(?<![a-zа-яء-ي])(?:session|sesiones|сессии|(?:ال)?دورة)(?:\s(?:de|of|عام))?\s"
    r"(?P<session_year_of>(?:19|20)\d\d)(?![\d/])(?:\sгода)?"
    r"|(?:(?<=rapport de )|(?<=informe de )|(?<=доклада за )|(?<=доклад за )|(?<=доклада )"
    r"|(?<=доклад )|(?<=доклады )|(?<=докладе )|(?<=report )|(?<=report for )|(?<=report of )"
    r"|(?<=rapport )|(?<=informe )|(?<=报告)"
    r"|(?<=تقرير عام )|(?<=تقرير ))(?P<session_year_after>(?:19|20)\d\d)(?![\d/])(?:\sгода?)?"
)
# report · rapport · informe · доклада · تقرير · 报告
_REPORT = (
    latin(
        r"report|rapp[ort]{3}|informe|(?:доклад|отчет)(?:а|у|ом|е)?|doc(?:ument[oe]?)?\.?(?=\s\d{4}/)"
    )
    + "|"
    + arabic("تقرير(?:ها|ه)?")
    + "|报告"
)
# entitled "…" · intitulée "…" · titulada "…" · озаглавленная "…" · المعنون "…" · 题为“…”
_TITLE = (
    "(?:"
    + latin(r"entitled|intitulée?s?|titulad[ao]s?|озаглавленн[а-я]{2,3}")
    + "|"
    + arabic("معنونة?")
    + r"|题为)\s?,?\s?[\"《][^\"》]{1,400}[\"》]"
)
_BODY_HINT = (
    "assembl|asamblea|ассамбле|جمعية|大会|联大|unga|ga(?![a-z])|econom|économ|econó|эконом|اقتصاد|经"
    "|council|conseil|consejo|совет|مجلس|理事会|安|unsc|commission|comisi|комисси|لجنة|委员会|cnd|hrc"
    "|unea|ecosoc|confer|conf[eé]r|конфер|مؤتمر|缔约|cop|ctoc|untoc|uncac|cosp|ccpcj|crime|group|grupo|groupe"
    "|групп|فريق|工作组|公约|health|environment"
)
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("akn", _AKN, "/akn/"),
    ("title", _TITLE, '["《]'),
    ("symbol", _SYMBOL, "cto[cp]|[aes]/|cac/"),
    ("number", _NUMBER, rf"\d\s?[/-]|[ivx]/|{_SLASH}"),
    ("session", SESSION, "session|sesiones|сес|cop|кс|دور|届|meeting|réuni|reuni|(?:19|20)\\d\\d"),
    ("article", ARTICLE, "art|стать|ст|rul|règl|regl|прав|مادة|ماد|مواد|قاعد|条"),
    ("footnote", FOOTNOTE, "not|fn|n\\.|снос|сн|примеч|حاشي|注|asteri|llamada|星号"),
    ("table", TABLE, "table|cuadro|tabla|таблиц|جدول|表"),
    ("list", LIST, "list|переч|спис|قائم|清单|列表"),
    ("chapeau", CHAPEAU, "chapeau|encabez|ввод|вступ|استهلال|起首"),
    ("unnumbered", UNNUMBERED, "unnumbered|non num|sin núm|ненумер|غير المرقم|无编号"),
    ("annex", ANNEX, "an|прил|مرفق|附件"),
    ("appendix", APPENDIX, "app|ap[eé]|ap\\.|доб|تذييل|附录"),
    ("section", SECTION, "sec|разд|节"),
    ("paragraph", PARAGRAPH, ""),
    ("chinese_paragraph", CHINESE_PARAGRAPH, "段|款|项|目|建议"),
    ("inserted", INSERTED, "\\d"),
    ("preambular", PREAMBULAR, "preamb|préamb|преамб|ديباج|序言"),
    ("operative", OPERATIVE, "operativ|dispositi|постанов|منطوق|执行"),
    ("report", _REPORT, "re?p|rapp|infor|докл|отчет|doc|تقرير|报告"),
    *((f"body_{code.replace('-', '_')}", pattern, _BODY_HINT) for code, pattern in BODIES),
    ("nth", _NTH, "re|rés|d[eé]c|резо|реш|قرار|مقرر|决议|决定"),
    ("type", _TYPE, "r|d[eé]c|реш|р|قرار|مقرر"),
    # 8/1 (13)
    ("brackets", rf"(?<=\d)\s?\((?P<bracketed>\d{{1,2}})\)(?P<bracketed_sub>{LETTERED})?", "\\("),
    # decision 8/2 (a)
    ("letters", rf"(?<=[\w)\s]){SUBS}", r"[()\"]|\d"),
)
"""The parts in the order of precedence, each with a pattern that a text must have for it to be one:
most texts have few of them."""


@cache
def _scanners() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """The compiled parts: that takes a tenth of a second, at the first text that may cite."""
    # no part starts inside a word: passing over these places halves the time
    start = "(?<![a-zа-яء-ي](?=[a-zа-яء-ي]))"
    return tuple(
        (name, re.compile(folded(f"{start}(?:{pattern})")), re.compile(folded(hint)))
        for name, pattern, hint in _PARTS
    )


def scan(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The parts of citations in a folded text by name, in order, none over another.

    Of several that start at one place the one that stands first in the list is taken.
    """
    found = [
        (name, pattern, pattern.search(text))
        for name, pattern, hint in _scanners()
        if hint.search(text)
    ]
    end = 0
    while True:
        found = [
            (name, pattern, match if match.start() >= end else pattern.search(text, end))
            for name, pattern, match in found
            if match is not None
        ]
        coming = [(name, match) for name, _, match in found if match is not None]
        if not coming:
            return
        name, first = min(coming, key=lambda one: one[1].start())
        yield name, first
        end = first.end()
