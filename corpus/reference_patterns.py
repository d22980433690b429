"""The patterns by which the parts of a citation are recognised, in the six languages.

Patterns are written in ordinary spelling and folded (see corpus/reference_text.py). One scanner
holds one alternative, a named group, for each part; example citations stand above the patterns.
"""

from __future__ import annotations

import re
from functools import cache

from corpus.reference_bodies import BODIES
from corpus.reference_gaps import JOINING
from corpus.reference_items import (
    AND,
    CHINESE,
    COMMA,
    DIGITS,
    LETTERED,
    LONGEST_LIST,
    MANY,
    NUMBERS,
    NUMERALS,
    TO,
    items,
)
from corpus.reference_numbers import CARDINAL, CHINESE_EDGE, EDGE, ORDINAL
from corpus.reference_text import arabic, folded, latin

# paragraph 13 · operative paragraph 13 · OP13 · PP3 · op. para 13 · § 13 · subparagraph (c)
# paragraphe 13 · alinéa c) · párrafo 13 · apartado c) · párrafo dispositivo 13
# recommendation (g) · пункт 13 · п. 13 · подпункт (c) · الفقرة 13 · الفقرة الفرعية (ج)
_PARAGRAPH_ONE = (
    latin(
        r"(?:(?:operative|op\.?|preambular|preamble,?|preamb\.?)\s?)?"
        r"(?:(?:sub-?)?paragraph|para|(?:sub-?)?clause|recital)|op|pp|point|considérant"
        r"|paragraphe|alinéa|párrafo(?:\s(?:dispositivo|preambular))?|apartado|inciso"
        r"|(?:letra|ap\.?)(?=\s?\(?[a-z]\))"
        r"|(?:под)?пункт(?:а|у|ом|е|ы)?|абзац(?:а|у|ем|е)?"
        # recommendation (g), item (p): of an annex of letters; an agenda's items are others
        r"|(?<!agenda\s)(?:item|recomm[ea]ndation|recomendación|рекомендаци[яиею])"
        r"(?=\s?\(?[a-z]\))"
    )
    + "|"
    + arabic(r"فقرة(?:\s(?:ال)?فرعية)?")
)
_PARAGRAPH_MANY = (
    latin(
        r"(?:(?:operative|op\.?|preambular|preamb\.?)\s?)?(?:(?:sub-?)?paragraphs|paras|clauses)"
        r"|ops|pps|paragraphes|alinéas|párrafos|apartados|incisos"
        r"|(?:под)?пункт(?:ы|ов|ам|ами|ах)|абзац(?:ы|ев|ам|ами|ах)"
    )
    + "|"
    + latin(r"(?:op\.?\s?)?para?s?|párrs?|al|пп|подп|п")
    # adoptée par 13 États is no paragraph 13
    + r"\.|par(?=\s\d{1,3}\s?(?:[,;.?!)]|$))|"
    + arabic(r"فقر(?:ات|تين|تان)(?:\s(?:ال)?فرعية|\sالفرعيتين|\sالفرعيتان)?")
    + "|[¶§]{1,2}"
)
# paragraphs from 41 to 43 · párrafos del 41 al 43 · пункты с 41 по 43 · الفقرات من 41 إلى 43
_NUMBER_SIGN = r"(?:\s?(?:nos?\.?|n°|number|номер|رقم|from|del?|с|من)(?=\s?\d))?"
_PARAGRAPH = (
    rf"(?:(?:(?P<edge>{EDGE})|(?P<ordinals>{ORDINAL}(?:(?:{AND}|{COMMA}){ORDINAL}){{0,9}}))\s)?"
    # sixth preambular paragraph: the adjective stands between the ordinal and the word
    rf"(?:(?P<many>{_PARAGRAPH_MANY}){_NUMBER_SIGN}(?:\s?(?P<numbers>{MANY}))?"
    rf"|(?P<one>{_PARAGRAPH_ONE})(?:\.(?<!pp\.))?{_NUMBER_SIGN}(?:\s?(?P<number_list>{NUMBERS}))?)"
    # párrafo sexto · الفقرة السادسة · الفقرة 21 الثانية
    rf"(?:\s\(?(?P<after>{ORDINAL})\)?)?"
    # paragraph thirteen · paragraphs one and two · par. XIV · el párrafo final · الفقرة الأخيرة
    rf"(?:\s(?P<cardinal>{CARDINAL}(?:{AND}{CARDINAL})*|[ivx]{{2,6}}(?![a-z\d/)]))"
    rf"|\s(?P<late_edge>{EDGE})"
    # inciso b · подпункт b: a letter without brackets, but not "paragraph a delegate …"
    rf"|(?:(?<=inciso)|(?<=пункт))\s(?P<bare_letter>[a-z])(?![\w).]))?"
    r"(?(ordinals)|(?(numbers)|(?(number_list)|(?(after)|(?(cardinal)|(?(edge)|(?(late_edge)"
    r"|(?(bare_letter)|(?!)))))))))"
)
# 第13段 · “第18之二”段 · 第18段之二 · 第7(c)段 · 第7段(c)分段 · 第6和7执行段
# 第三序言段 · 13段 · 执行段13 · (c)项
_SUBS = rf"{LETTERED}(?:(?:{AND}|{TO}|{COMMA}){LETTERED}){{0,{LONGEST_LIST}}}"
_CHINESE_PARAGRAPH = (
    r"(?:第(?P<chinese_nth>[一二三四五])个)?"
    rf"(?:[“\"「]?第\s?(?P<numerals>{NUMERALS})[”\"」]?\s?(?P<adjective>执行|序言)?\s?(?:自然)?"
    r"(?:段落?|款)(?P<late_bis>之[二三四五六七八九])?"
    rf"(?:\s?第?(?P<tail>{_SUBS})\s?(?:分段|项|目)?)?"
    rf"|(?<![第\d])(?P<bare_numerals>{items(DIGITS, f'{AND}|{TO}')})\s?(?:执行|序言)?段(?!阶)"
    r"|(?P<before>执行段落?|序言段落?|段落?)\s?第?\s?"
    rf"(?P<digits>{items(DIGITS, f'{AND}|{TO}')})(?!\s?段)"
    rf"|第?(?P<subs>{_SUBS})\s?(?:分段|项|目)"
    # 附件一第i项: a letter without brackets
    r"|(?:第\s?|(?<![a-z(]))(?P<bare_sub>[a-z])\s?(?:分段|项|目)"
    # 最后一段 · 倒数第二个序言段 · 开头一段
    rf"|(?P<chinese_edge>{CHINESE_EDGE})(?:那)?(?:一|个)*(?P<edge_kind>执行|序言)?(?:部分的?)?\s?段)"
    r"(?:\s?\(第?(?P<chinese_nth_after>[一二三四五])个\))?"
)
# paragraph thirteen · para. -13 · 第十几段: what is left of a citation when no number was read
UNREAD_PARAGRAPH = re.compile(
    folded(
        rf"{JOINING}(?P<unread>(?:[^\s,;]+[\s-]){{0,4}}?(?:{_PARAGRAPH_MANY}|{_PARAGRAPH_ONE})\.?\s?(?!{JOINING}\W*$)\S{{1,40}}?"
        rf"|第\S{{1,40}}段){JOINING}\W*$"
    )
)
"""All that a text says besides its citations, where that is a paragraph that could not be read."""
# the last two paragraphs · the paragraph before the last: counted in a way that is not read
UNREAD_COUNT = re.compile(
    folded(
        rf"(?<!\w)(?:{EDGE}|{CHINESE_EDGE}).*?(?:{_PARAGRAPH_MANY}|{_PARAGRAPH_ONE}|段)"
        rf"|(?:{_PARAGRAPH_MANY}|{_PARAGRAPH_ONE}).*?(?<!\w){EDGE}"
    )
)
"""What is left of a citation whose paragraphs are counted from an end, in words not read."""
# Article 16 · arts. 29 and 30 · rule 22 · статья 18 · المادة 18 · 第16条第13款 · 第30条第(2)(c)款
_ARTICLE = (
    "(?:"
    + latin(
        r"articles?|arts?|artículos?|стать(?:я|и|е|ю|ей|ям|ях)|ст"
        r"|rules?|règles?|reglas?|правил[аоуе]?"
    )
    + "|"
    + arabic(r"ماد(?:ة|تين|تان)|مواد|قاعدة")
    + rf")\.?\s?{MANY}(?:\s?\(\d{{1,2}}\))?(?:{LETTERED})?"
    rf"|第\s?{NUMERALS}\s?条(?:\s?第?\s?(?:{NUMERALS}|\(\d{{1,2}}\)(?:{LETTERED})?)\s?[款段])?"
    rf"(?:\s?第?{LETTERED}\s?项?)?"
)

_NUMERAL = r"(?:[ivx]{1,5}|\d{1,2})(?![\w/])"
# annex II · annexe II · anexo II · приложение II · المرفق الثاني · 附件二 · annexes I and II
_ANNEX = (
    latin("annex(?:es|e)?|anexos?|приложени(?:е|я|ю|ем|и|й|ях|ям)")
    + rf"(?:\s(?P<annex_latin>{_NUMERAL}(?:{AND}{_NUMERAL}){{0,9}})|\s(?P<annex_word>{CARDINAL}))?"
    + "|"
    + arabic("مرفق(?:ات|ين|ان)?")
    + rf"(?:\s(?P<annex_arabic>{ORDINAL}|{_NUMERAL}))?"
    + rf"|附件\s?(?P<annex_chinese>(?:{CHINESE}|{_NUMERAL.replace('w', 'da-z')})"
    + rf"(?:(?:和|、)(?:附件)?{CHINESE}){{0,9}})?"
)
# appendix II · appendice II · apéndice II · добавление II · التذييل الثاني · 附录二
_APPENDIX = (
    latin("appendix|appendices?|apéndices?|добавлени(?:е|я|ю|ем|и)")
    + rf"(?:\s(?P<appendix_latin>{_NUMERAL}))?"
    + "|"
    + arabic("تذييل")
    + rf"(?:\s(?P<appendix_arabic>{ORDINAL}|{_NUMERAL}))?"
    + rf"|附录\s?(?P<appendix_chinese>{CHINESE}|{_NUMERAL.replace('w', 'da-z')})?"
)
# 第8/1号决议 · 决议8/1 · 8/1决议 · 8/1 · No. 8/1 · res8/1 · resolutions 8/1 to 8/3
_NUMBER = (
    r"(?:(?P<glued>(?<![a-z])(?:res|dec))|(?<![\d./\-a-z$€]))"
    r"(?:(?P<before_number>决议|决定)\s?)?"
    r"(?:第\s?|n(?:o|°)?[.°]?\s?|number\s|número\s|numéro\s|номер\s|رقم\s|#)?"
    r"(?P<session_part>[1-9]\d{0,3}|[ivx]{1,5}(?=/\d))"  # VIII/1
    # 8-1号决议: as many write where a slash is hard to type
    r"(?:\s?/\s?|-(?=\d{1,2}\s?号?\s?决[议定]))(?P<serial>[1-9]\d{0,2})"
    r"(?:\s?号?(?:-|\s?[至到]\s?|\s(?:to|a|à|по|إلى)\s)第?(?P=session_part)/(?P<last>[1-9]\d?))?"
    r"(?![\d/]|[.\-]\d|%|(?!(?:op|pp)s?\s?\d)[a-z])"
    r"(?P<after_number>\s?号\s?(?:决议|决定)?|\s?决议(?!草案)|\s?决定(?!了|如何|要|对|将))?"
)
# resolution · résolution · resolución · резолюции · القرار · res. · dec.
_TYPE = (
    latin(
        r"(?:resolution|decision|résolution|décision)s?"
        r"|(?:res|dec|rés|déc|рез|реш)(?=\.|\s?\d|\sno)"
        r"|resoluci(?:ón|ones)|decisi(?:ón|ones)|резолюци[а-я]{1,3}|решени(?:е|я|ю|ем|и|й|ях|ям|ями)"
    )
    + r"\.?|"
    + arabic("قرار(?:ات|ين|ان|ها|ه|اتها)?|مقرر(?:ات|ين|ان|ها|ه|اتها)?")
)
# the first resolution of the eighth session · القرار الأول · 第一项决议 · 第1号决议
_NTH = (
    rf"(?P<nth_word>{ORDINAL})\s(?P<nth_type>{_TYPE})"
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
    r"\s(?:session|período de sesiones|сесси(?:я|и|ю|ей))(?![a-zа-я])"
    rf"|{latin('session|сесси(?:я|и|ю|ей)')}\s(?P<session_digits>\d{{1,2}})(?![\d/])"
    r"|(?<![a-z])cop\s?-?\s?(?P<cop>\d{1,2})(?![\d/])"
    rf"|{arabic('دور(?:ة|ته|تها)')}\s(?P<session_arabic>{ORDINAL}|\d{{1,2}}(?![\d/]))"
    rf"|第?\s?(?P<session_chinese>\d{{1,2}}|{CHINESE})\s?届(?:缔约方)?(?:会议)?"
    # the 2016 report · 2016年会议报告 · rapport de 2016 · доклада за 2016 год · تقرير عام 2016
    r"|(?<![\d/.-])(?P<session_year>(?:19|20)\d\d)"
    r"(?:\s(?=(?:session\s)?report(?![a-z]))|\s?年\s?的?(?:会议|届会)?(?=的?报告))"
    r"|(?:(?<=rapport de )|(?<=informe de )|(?<=доклада за )|(?<=доклад за )|(?<=доклада )"
    r"|(?<=تقرير عام )|(?<=تقرير ))(?P<session_year_after>(?:19|20)\d\d)(?![\d/])(?:\sгода?)?"
)
# report · rapport · informe · доклада · تقرير · 报告
_REPORT = (
    latin("report|rapport|informe|доклад(?:а|у|ом|е)?") + "|" + arabic("تقرير(?:ها|ه)?") + "|报告"
)
# footnote 31 · note de bas de page 31 · nota de pie de página 31 · сноска 31 · الحاشية 31 · 脚注31
_FOOTNOTE = (
    "(?:"
    + latin(
        "foot-?notes?|fn|note(?: de bas de page)?|nota(?: (?:de|a|al) pie(?: de página)?)?"
        "|снос(?:ка|ки|ке|ку)"
    )
    + r"\.?|"
    + arabic("حاشية")
    + r"|脚注|注释|附注|(?<=[,\s])注|^注)\s?(?P<note>\d{1,3}(?![\d/])|\*{1,3}|[a-z](?![\w]))"
)
# table 1 · tableau 1 · cuadro 1 · таблица 1 · الجدول 1 · 表1
_TABLE = (
    "(?:"
    + latin("table|tableau|cuadro|tabla|таблиц[аеуы]")
    + "|"
    + arabic("جدول")
    + r"|(?<![代发列图])表)\s?(?P<table_number>\d{1,2}|[一二三四五六七八九十])(?![\d/])"
)
# list 2 · liste 2 · lista 2 · перечень 2 · القائمة 2 · 清单2
_LIST = (
    "(?:"
    + latin("list|liste|lista|переч(?:ень|ня|не|ню)|спис(?:ок|ка|ке)")
    + "|"
    + arabic("قائمة")
    + r"|清单|列表)\s?(?P<list_number>\d{1,2})(?![\d/])"
)
# chapeau · encabezamiento · вводная часть · الفقرة الاستهلالية · 起首部分
_CHAPEAU = (
    latin("chapeau|encabezamiento|(?:вводн|вступительн)(?:ая|ой|ую) част(?:ь|и|ью)")
    + "|"
    + arabic("فقرة الاستهلالية")
    + "|起首部分|起首句"
)
# unnumbered para. 3 · par. non numéroté 3 · párr. sin número 3 · ненумерованный пункт 3
# الفقرة غير المرقمة 3 · 无编号段3
_UNNUMBERED = (
    r"(?:(?<![a-zа-я])(?:unnumbered para(?:graph|\.)|par(?:agraphe|\.) non numéroté"
    r"|párr(?:afo|\.) sin número|ненумерованн(?:ый|ого|ом) пункт(?:а|е)?)"
    r"|الفقرة غير المرقمة|无编号段)\s?(?P<unnumbered_number>\d{1,3})(?![\d/])"
)
# preamble · préambule · parte dispositiva · преамбулы · المنطوق · 序言部分 · 执行部分
_PREAMBULAR = (
    latin("preamble|préambule|preámbulo|преамбул[аеуы]") + "|" + arabic("ديباجة") + "|序言部分|序言"
)
_OPERATIVE = (
    latin(
        "operative (?:part|section)|dispositif|parte dispositiva"
        "|постановляющ(?:ая|ей|ую) част(?:ь|и)"
    )
    + "|"
    + arabic("منطوق")
    + "|执行部分"
)
# sect. I.A · section A · 第一.A节 · 第一章A节 · A节 · раздел I.A
_SECTION = (
    latin(r"(?:chap(?:ter|itre|\.)?\s[ivx\d]+,?\s)?(?:sections?|sect|sec|secc|sección|раздел[ае]?)")
    + r"\.?\s(?P<section_latin>(?:[ivx]+\.)?[a-z](?![\w])|[ivx]+(?:\.[a-z])?(?![\w]))"
    + rf"|(?:第\s?{CHINESE}\s?章\s?)?第?\s?"
    + rf"(?P<section_chinese>(?:(?:{CHINESE}|[ivx]+)\.)?(?:[a-z]|{CHINESE}))\s?节"
)
# entitled "…" · intitulée "…" · titulada "…" · озаглавленная "…" · المعنون "…" · 题为“…”
_TITLE = (
    "(?:"
    + latin(r"entitled|intitulée?s?|titulad[ao]s?|озаглавленн[а-я]{2,3}")
    + "|"
    + arabic("معنونة?")
    + r"|题为)\s?,?\s?[\"《][^\"》]{1,400}[\"》]"
)
_PARTS: tuple[tuple[str, str], ...] = (
    ("akn", _AKN),
    ("title", _TITLE),
    ("symbol", _SYMBOL),
    ("number", _NUMBER),
    ("session", SESSION),
    ("article", _ARTICLE),
    ("footnote", _FOOTNOTE),
    ("table", _TABLE),
    ("list", _LIST),
    ("chapeau", _CHAPEAU),
    ("unnumbered", _UNNUMBERED),
    ("annex", _ANNEX),
    ("appendix", _APPENDIX),
    ("section", _SECTION),
    ("paragraph", _PARAGRAPH),
    ("chinese_paragraph", _CHINESE_PARAGRAPH),
    ("preambular", _PREAMBULAR),
    ("operative", _OPERATIVE),
    ("report", _REPORT),
    *((f"body_{code.replace('-', '_')}", pattern) for code, pattern in BODIES),
    ("nth", _NTH),
    ("type", _TYPE),
    # 8/1 (13)
    ("brackets", rf"(?<=\d)\s?\((?P<bracketed>\d{{1,2}})\)(?P<bracketed_sub>{LETTERED})?"),
    # decision 8/2 (a)
    ("letters", rf"(?<=[\w)\s]){_SUBS}"),
)


@cache
def scanner() -> re.Pattern[str]:
    """The pattern of every part of a citation in folded text; ``lastgroup`` names the part.

    Compiled at the first text that may hold a citation: that takes a tenth of a second.
    """
    parts = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS)
    # no part starts inside a word: passing over these places halves the time
    return re.compile(folded(f"(?<![a-zа-яء-ي](?=[a-zа-яء-ي]))(?:{parts})"))
