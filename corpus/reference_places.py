"""The patterns of the places in an instrument: paragraphs, annexes, notes, tables, sections.

Written and used as those of corpus/reference_patterns.py, which puts all of them together.
"""

from __future__ import annotations

import re

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
from corpus.reference_numbers import BIS, CYRILLIC_BIS
from corpus.reference_text import arabic, folded, latin
from corpus.reference_words import CARDINAL, CHINESE_EDGE, EDGE, ORDINAL

# paragraph 13 · operative paragraph 13 · OP13 · PP3 · op. para 13 · § 13 · subparagraph (c)
# paragraphe 13 · alinéa c) · párrafo 13 · apartado c) · párrafo dispositivo 13
_OF_AN_ANNEX = (
    r"\s(?:(?:of|in|to|from|de|du|dans|des|del|en|the|la|le|l|el|los|из|в|к)[\s'])*(?:\w+\s)?"
    r"(?:annex|anex|append|apend|приложен|добавлен)"
)
"""Behind an item that has no number: the last recommendation of annex I."""
# recommendation (g) · пункт 13 · п. 13 · подпункт (c) · الفقرة 13 · الفقرة الفرعية (ج)
_PARAGRAPH_ONE = (
    latin(
        r"(?:(?:operative|op\.?|preambular|preamble,?|preamb\.?)\s?)?"
        r"(?:(?:sub-?)?paragraph|para|sub-?items?|sub(?=\s?\([a-z]\))|(?:sub-?)?clause|recital)|op|pp|ор(?=\s?\d)|point|considérant|considerando"
        r"|parr?agraphe?|parr?agraf[oe]?|para?g?r[aph]{3,4}[eo]?|alinéa|(?:párrafo|párr\.)\s(?:dispositivo|preambular)|párrafo|(?:sub)?apartado|inciso|sous-(?:alinéa|paragraphe)"
        r"|(?:letra|ap\.?|apdo|apart|inc)(?=\.?\s?\(?[a-z]\))"
        r"|(?:постановляющ(?:ий|его|ем|ему)\s)?(?:под)?пункт(?:а|у|ом|е|ы)?|параграф(?:а|у|ом|е)?|абзац(?:а|у|ем|е)?"
        # recommendation (g), item (p): of an annex of letters; an agenda's items are others
        rf"|(?<!agenda\s)item(?=\.?\s?(?:\(?[a-z]\)|\d|[a-z](?!\w))|{_OF_AN_ANNEX})"
        r"|recomm[ea]ndations?|recs?(?=\.?\s?(?:\(?[a-z]\)|\d))|recomendaci(?:ón|ones)"
        r"|рекомендаци[яиейхм]{1,2}|letras?|letter|lettre|букв[аыуе]|lit(?=\.?\s?(?:\(?[a-z]\)|[a-z](?!\w)))"
    )
    + "|"
    + arabic(r"فقر(?:[ةه]|ته|تها)(?:\s(?:ال)?فرعية)?")
    # البند (ب): of an annex of letters, not of an agenda
    + r"|(?<![ء-ي])(?:فق|ف)(?=\.?\s?\d)"
    + r"|(?<![ء-ي])[وفبل]{0,2}(?:ال)?توصي(?:ة|ات)(?=\s?(?:\([ء-ي]\)|(?:رقم\s)?\d|(?:قبل )?الأخيرة))"
    + r"|(?<![ء-ي])[وفبل]{0,2}(?:ال)?بند"
    + r"(?=\s?(?:\d|\([ء-ي]\)|[ء-ي](?![ء-ي])|(?:قبل )?الأخير(?!ة))(?!\sمن جدول))"
)
_PARAGRAPH_MANY = (
    latin(
        r"(?:(?:operative|op\.?|preambular|preamb\.?)\s?)?(?:(?:sub-?)?para(?:graph)?s|clauses)"
        r"|ops|pps|paragraphes|alinéas|párrafos|apartados|incisos"
        r"|(?:под)?пункт(?:ы|ов|ам|ами|ах)|параграф(?:ы|ов|ам|ами|ах)|абзац(?:ы|ев|ам|ами|ах)"
    )
    + "|"
    + latin(r"(?:op\.?\s?)?para?s?|párrs?|al|пп|подп|п|абз")
    # n.º 15, núm. 7: behind what it is a number of
    + r"\.|(?:(?<![a-z])(?:n\.?\s?[o°]|num|nr)\.?|№)(?=\s?\d{1,3}(?![\d/]))"
    + r"|(?<![a-z])parrs?(?=\s?\d)|(?<![а-я])пп?(?=\s?\d)"
    # adoptée par 13 États is no paragraph 13
    + r"|par(?=\d{1,3}(?!\d))|par(?=\s\d{1,3}\s?(?:[,;.?!)]|$))|"
    + arabic(r"فقر(?:ات|تين|تان)(?:\s(?:ال)?منطوق|\s(?:ال)?فرعية|\sالفرعيتين|\sالفرعيتان)?")
    + "|[¶§]{1,2}"
)
# paragraphs from 41 to 43 · párrafos del 41 al 43 · пункты с 41 по 43 · الفقرات من 41 إلى 43
_NUMBER_SIGN = (
    r"(?:\s?(?:nos?\.?|n°|number(?:ed)?|numérotée?s?|numerad[oa]s?|(?:con el )?número"
    r"|(?:под )?номер(?:ом)?"
    r"|(?:تحملان |تحمل )?(?:ال)?رقم|from|del?|с|من)(?=\s?\d))?"
)
# primer párrafo preambular · 3e alinéa préambulaire
_ADJECTIVE = r"(?:\s(?:preambular(?:es)?|préambulaires?|dispositivos?)(?![a-z]))?"
# an ordinal behind a paragraph is not its own in: пункт 6 двенадцатой сессии
_OF_MEETINGS = r"\s(?:совещ|засед|сесс|meeting|session|r[eé]uni|reuni)"
# and behind a number neither in: пункт 6 четвертой резолюции, but пункт шестой резолюции
_OF_DOCUMENTS = r"\s(?:резолюц|решени|приложени|добавлени|доклад|resolution|decision|annex|report)"
_OF_OTHERS = (
    rf"(?!{_OF_MEETINGS})(?(numbers)(?!{_OF_DOCUMENTS})|(?(number_list)(?!{_OF_DOCUMENTS})))"
)
PARAGRAPH = (
    rf"(?:(?:(?P<edge>{EDGE})|(?P<ordinals>{ORDINAL}(?:(?:{AND}|{COMMA}){ORDINAL}){{0,9}}))\s)?"
    # sixth preambular paragraph: the adjective stands between the ordinal and the word
    rf"(?:(?P<many>{_PARAGRAPH_MANY}){_ADJECTIVE}{_NUMBER_SIGN}(?:\s?(?P<numbers>{MANY}))?"
    rf"|(?P<one>{_PARAGRAPH_ONE})(?:\.(?<!pp\.))?{_ADJECTIVE}{_NUMBER_SIGN}(?:\s?\"?(?P<number_list>{NUMBERS})\"?)?)"
    # párrafo sexto · الفقرة السادسة · الفقرة 21 الثانية
    rf"(?:\s\(?(?P<after>{ORDINAL})\)?{_OF_OTHERS})?"
    # paragraph thirteen · paragraphs one and two · par. XIV · el párrafo final · الفقرة الأخيرة
    rf"(?:\s(?:numbered\s)?(?P<cardinal>{CARDINAL}(?:{AND}{CARDINAL})*(?:\s(?P<cardinal_letter>[b-hj-np-x]|\([a-z]\))(?!\w))?|[ivx]{{2,6}}(?![a-z\d/)])|[iv](?=\s(?:of|de|du|del)\s))"
    rf"|\s(?P<late_edge>{EDGE})"
    # inciso b · подпункт b: a letter without brackets, but not "paragraph a delegate …"
    rf"|(?:(?<=inciso)|(?<=пункт)|(?<=letter)|(?<=lettre)|(?<=letra)|(?<=lit\.)|(?<=alinea)"
    rf"|(?<=apartado)|(?<=literal)|(?<=subparagraph)|(?<=sub-paragraph)|(?<=sub-item)|(?<=subitem)|(?<=item)"
    r"|(?<=букву)|(?<=буква)|(?<=буквы)|(?<=букве)|(?<=lit))"
    rf"\s(?P<bare_letter>[a-z])(?![\w).])"
    r"|(?:(?<=فقرة)|(?<=بند))\s(?P<bare_arabic>[ء-ي])(?![\w).]))?"
    r"(?(ordinals)|(?(numbers)|(?(number_list)|(?(after)|(?(cardinal)|(?(edge)|(?(late_edge)"
    r"|(?(bare_letter)|(?(bare_arabic)|(?!))))))))))"
)
# 37 ter · 8(e), without a word for a paragraph
INSERTED = (
    rf"(?<![\d/.(,-]){DIGITS}(?:\s?(?:{'|'.join((*BIS, *CYRILLIC_BIS))})(?![a-zа-я])"
    r"|\s?\([a-zء-ي]\)(?![(\w]))"
)
# 第13段 · “第18之二”段 · 第18段之二 · 第7(c)段 · 第7段(c)分段 · 第6和7执行段
# 第三序言段 · 13段 · 执行段13 · (c)项
SUBS = rf"{LETTERED}(?:(?:{AND}|{TO}|{COMMA}){LETTERED}){{0,{LONGEST_LIST}}}"
_SUB_ITEM = "(?:[小分子][项段]|[项目])"
CHINESE_PARAGRAPH = (
    r"(?:第(?P<chinese_nth>[一二三四五])个)?"
    rf"(?:[“\"「]?第\s?(?P<numerals>{NUMERALS})[”\"」]?\s?(?P<adjective>执行|序言)?\s?(?:自然)?"
    r"(?:段落?|款)(?P<late_bis>之[二三四五六七八九])?"
    rf"(?:\s?第?(?P<tail>{SUBS})\s?{_SUB_ITEM}?"
    r"(?:\s?第?(?P<tail_second>\([一二三四五六七八九十]{1,3}\))\s?目)?)?"
    rf"|(?<![第\d-])(?P<bare_numerals>{items(DIGITS, f'{AND}|{TO}')})\s?(?:执行|序言)?段(?!阶)"
    r"|(?P<before>执行段落?|序言段落?|段落?)\s?第?\s?"
    rf"(?P<digits>{items(DIGITS, f'{AND}|{TO}')})(?!\s?段)"
    rf"|第?(?P<subs>{SUBS})\s?{_SUB_ITEM}"
    rf"|建议\s?第?(?P<recommendations>{SUBS})"
    # 第三条建议: counted among the letters of an annex
    rf"|第\s?(?P<counted>{CHINESE}|\d{{1,2}})\s?[条项]建议"
    # 附件一第i项: a letter without brackets
    rf"|(?:第\s?|(?<![a-z(]))(?P<bare_sub>[a-z])\s?{_SUB_ITEM}"
    # 最后一段 · 倒数第二个序言段 · 开头一段
    rf"|(?P<chinese_edge>{CHINESE_EDGE})(?:那)?(?:一|个)*(?P<edge_kind>执行|序言)?(?:部分的?)?\s?(?:段|项(?!议程)|条建议|个?分段))"
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
ARTICLE = (
    "(?:"
    + latin(
        r"articles?|arts?|artículos?|стать(?:я|и|е|ю|ей|ям|ях)|ст"
        r"|rules?|règles?|reglas?|правил[аоуе]?"
    )
    + "|"
    + arabic(r"ماد(?:ة|تين|تان)|مواد|قاعدة")
    + rf")\.?\s?{MANY}(?:\s?\(\d{{1,2}}\))?(?:{LETTERED})?"
    rf"|第\s?{NUMERALS}\s?条(?!建议)(?:\s?第?\s?(?:{NUMERALS}|\(\d{{1,2}}\)(?:{LETTERED})?)\s?[款段])?"
    rf"(?:\s?第?{LETTERED}\s?项?)?"
)

_NUMERAL = r"(?:[ivx]{1,5}|\d{1,2})(?![\w/])"
# annex II · annexe II · anexo II · приложение II · المرفق الثاني · 附件二 · annexes I and II
ANNEX = (
    rf"(?:(?P<annex_first>{ORDINAL})\s)?"
    r"(?:(?<![a-z])annexe?(?=[ivx]{1,4}(?![a-z]))|"
    + latin(
        "annex(?:es|ed|ée?s?|e)?|anex(?:os?|ad[oa]s?|as?)?"
        "|приложени(?:е|я|ю|ем|и|й|ях|ям)|(?:anx?|ann|прил)(?=\\.)"
    )
    + rf")\.?(?:\s?(?P<annex_latin>{_NUMERAL}(?:{AND}{_NUMERAL}){{0,9}})"
    + rf"|\s(?P<annex_word>{CARDINAL})|\s(?P<annex_ordinal>{ORDINAL}))?"
    + "|"
    + arabic("مرفق(?:ات|ين|ان)?")
    + rf"(?:\s(?P<annex_arabic>{ORDINAL}|{_NUMERAL}))?"
    + rf"|附件\s?(?P<annex_chinese>(?:{CHINESE}|{_NUMERAL.replace('w', 'da-z')})"
    + rf"(?:(?:和|、)(?:附件)?{CHINESE}){{0,9}})?"
)
# appendix II · appendice II · apéndice II · добавление II · التذييل الثاني · 附录二
APPENDIX = (
    latin(
        "appendix|appendices?|apéndices?|добавлени(?:е|я|ю|ем|и)"
        "|(?:app|appx|append|apénd|ap|доб|добавл)(?=\\.\\s?(?:[ivx]|\\d))"
    )
    + rf"\.?(?:\s?(?P<appendix_latin>{_NUMERAL})|\s(?P<appendix_word>{ORDINAL}))?"
    + "|"
    + arabic("تذييل")
    + rf"(?:\s(?P<appendix_arabic>{ORDINAL}|{_NUMERAL}))?"
    + rf"|附录\s?(?P<appendix_chinese>{CHINESE}|{_NUMERAL.replace('w', 'da-z')})?"
)
# footnote 31 · note de bas de page 31 · nota de pie de página 31 · сноска 31 · الحاشية 31 · 脚注31
FOOTNOTE = (
    "(?:"
    + latin(
        "foot-?notes?|fn|n(?=\\.\\s\\d)|notes?(?: (?:de bas de page|infrapaginale))?"
        "|notas?(?: (?:de|a|al) pie(?: de página)?)?|снос(?:ка|ки|ке|ку|кой|ок)|сн"
        "|примечани(?:е|я|и|ю)"
    )
    + r"\.?|"
    + arabic("حاشي[ةه]")
    + r"|脚注|注释|附注|(?<=[,\s\d下])注|^注)"
    r"\s?(?:n[°o]\.?\s?|№\s?|第|رقم\s|(?:number|numéro|número|номер)\s)?"
    # 31 · (أ) · * · 6 a pie de página
    r"[(\"]?(?P<note>\d{1,3}(?![\d/])|\*{1,3}"
    # note a under table 1, but not "une note à"
    r"|[a-zасебд](?=[)\"一-龥]|\s?(?:$|[,.;:?!]|under|below|sous|bajo|of|to|de|del|под|к|تحت|من|في))"
    r"|[ء-ي](?![ء-ي]))[)\"]?"
    r"(?:\s(?:a|al) pie(?: de página)?)?"
    # note 19 of the article; note 45 = …: the asker's own
    r"(?!\s?=|\s(?:of|in|to|del?|de l|à|dans|в|к)\s?'?(?:(?:the|my|this|our|mon|mi|notre|su)\s)?"
    r"(?:article|artículo|paper|thesis|memo|book|chapter|manuscri|draft|стать))"
    r"|(?<![a-z])asterisk(?:ed)?\s(?:foot-?)?note|llamada\scon\sasterisco(?:\s\(\*\))?"
    rf"|第\s?(?P<note_chinese>\d{{1,3}}|{CHINESE})\s?[个条号]\s?(?:脚注|注释|注)"
    rf"|(?P<note_nth>{ORDINAL})\s(?:{latin('foot-?note|note de bas de page|сноск[аиуе]')})"
    + "|(?:"
    + latin(
        "note(?: de bas de page)?|foot-?note|nota(?: (?:de|a|al) pie(?: de página)?)?|сноск[аиуе]|"
        "примечани[ея]"
    )
    + r"|الحاشية)\s(?:con|à|avec|with|marked|marquée?|marcada|со?|под|ذات|بعلامة|المشار إليها بـ?)"
    + r"\s(?:(?:an?|un|une|el|la|the|con|by|par)\s)*"
    + r"(?P<star>asterisk|astérisque|asterisco|звездочк\w*|النجمة|نجمة|star)"
    + r"|(?:星号|带星号的?)(?:脚注|注)|(?:脚注|注)(?:星号)"
)
# table 1 · tableau 1 · cuadro 1 · таблица 1 · الجدول 1 · 表1
TABLE = (
    "(?:"
    + latin("table|tableau|cuadro|tabla|таблиц[аеуы]")
    + "|"
    + arabic("جدول")
    + r"|(?<![代发列图])表)\s?(?:n[°o]\.?\s?|№\s?)?"
    + rf"(?P<table_number>\d{{1,2}}(?![\d/])|[一二三四五六七八九十]|{ORDINAL}|[ivx]{{1,3}}(?!\w))"
    # second table · 2e tableau · первая таблица · 第二个表
    + rf"|(?P<table_nth>{ORDINAL})\s{latin('table|tableau|cuadro|tabla|таблиц[аеуыей]{1,2}')}"
    + r"|第(?P<table_counted>[一二三四五])[个张份]表"
)
# list 2 · liste 2 · lista 2 · перечень 2 · القائمة 2 · 清单2
LIST = (
    "(?:"
    + latin("list|liste|lista|переч(?:ень|ня|не|ню)|спис(?:ок|ка|ке)")
    + "|"
    + arabic("قائمة")
    + r"|清单|列表)\s?(?P<list_number>\d{1,2})(?![\d/])"
)
# chapeau · encabezamiento · вводная часть · الفقرة الاستهلالية · 起首部分
CHAPEAU = (
    latin("chapeau|encabezamiento|(?:вводн|вступительн)(?:ая|ой|ую) част(?:ь|и|ью)")
    + "|"
    + arabic("فقرة الاستهلالية")
    + "|起首部分|起首句"
)
# unnumbered para. 3 · par. non numéroté 3 · párr. sin número 3 · ненумерованный пункт 3
# الفقرة غير المرقمة 3 · 无编号段3
UNNUMBERED = (
    r"(?:(?<![a-zа-я])(?:unnumbered para(?:graph|\.)|par(?:agraphe|\.) non numéroté"
    r"|párr(?:afo|\.) sin número|ненумерованн(?:ый|ого|ом) пункт(?:а|е)?)"
    r"|الفقرة غير المرقمة|无编号段)\s?(?P<unnumbered_number>\d{1,3})(?![\d/])"
)
# preamble · préambule · parte dispositiva · преамбулы · المنطوق · 序言部分 · 执行部分
PREAMBULAR = (
    latin(r"preamble|préambule|preámbulo|преамбул[аеуы]|(?:preamb|préamb|преамб)(?=\.)")
    + r"\.?"
    + "|"
    + arabic("ديباج(?:ة|ته|تها)")
    + "|序言部分|序言"
)
OPERATIVE = (
    latin(
        "operative (?:part|section)|dispositif|parte dispositiva"
        "|постановляющ(?:ая|ей|ую) част(?:ь|и)"
    )
    + "|"
    + arabic("منطوق")
    + "|执行部分"
)
# sect. I.A · section A · 第一.A节 · 第一章A节 · A节 · раздел I.A
SECTION = (
    latin(
        r"(?:(?:chap(?:ter|itre|\.)?|cap(?:ítulo|\.)|глав[аеыу]|гл\.)\s[ivx\d]+,?\s)?"
        r"(?:sections?|sect|sec|secc|sección|раздел[ае]?|разд)"
    )
    + r"\.?\s(?P<section_latin>(?:[ivx]+\.)?[a-z](?![\w])|[ivx]+(?:\.[a-z])?(?![\w]))"
    + rf"|(?:第\s?{CHINESE}\s?章\s?)?第?\s?"
    + rf"(?P<section_chinese>(?:(?:{CHINESE}|[ivx]+)\.)?(?:[a-z]|{CHINESE}))\s?节"
)
