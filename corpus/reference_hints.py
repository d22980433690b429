"""Cheap tests of what a text may hold, before it is scanned for citations.

Scanning takes half a millisecond, and most questions cite nothing.
"""

from __future__ import annotations

import re

from corpus.reference_text import folded
from corpus.reference_words import CARDINAL, EDGE, ORDINAL

_REPORT = "(?:report|rapport|informe|доклад|отчет|تقرير|报告)"
_NTH_OF_YEAR = (
    "(?:resolution|decision|resolucion|резолюци|решени|قرار|مقرر|决议|决定).{0,30}(?:19|20)\\d\\d"
)
ANCHOR = re.compile(
    folded(
        r"\d\s?/\s?\d|дробь|slash|barra|barre|斜杠|斜线|شرطة|\d-\d{1,2}\s?号?\s?决|[ivx]/\d|/akn/|cto[cp]|(?:届|session|sesiones|сес|دور|(?:cop|кс)\s?-?\s?\d)"
        rf"|(?:19|20)\d\d.{{0,120}}{_REPORT}|{_REPORT}.{{0,120}}(?:19|20)\d\d"
        rf"|{_NTH_OF_YEAR}"
        r"|(?:report|rapport|informe).{1,30}(?:meeting|réunion|reunión)"
    )
)
"""A text without any of these holds no citation."""
TYPE_HINT = re.compile(folded(r"resol|res\.|rés\.|decis|резолюц|решени|рез\.|قرار|مقرر|决议|决定"))
"""A text without any of these names no resolution or decision."""
PLACE_HINT = re.compile(
    folded(
        r"paragra|párr|parr|para?s?\.|par\s?\d|(?<![a-z])paras?(?![a-z])|[§¶]|(?<![a-z])(?:ops?|pps?)(?![a-z])|clause|recital"
        r"|alin|(?<![a-z])al\.|apdo|apart|incis|letra|letter|lettre|lit\.|point|considér|consider|recom|item|note|nota|\bn\."
        r"|table|cuadro|tabla|llamada|asterisk|пункт|параграф|(?<![а-я])(?:пп?|абз|сн|ор)(?![а-я])|абзац|сноск"
        r"|рекоменд|примеч|таблиц|فقر|بند|توصي|حاشي|جدول|(?<![ء-ي])ف|段|项|款|建议|注|表|目|№|\d\s?(?:bis|ter|quater|бис|тер)|\d\s?\([a-zа-яء-ي]\)"
    )
)
"""A text without any of these names no paragraph."""
ANNEX_HINT = re.compile(
    folded(
        "annex|anexo|anexa|приложен|прилож\\.|прил\\.|مرفق|附件|附录|附的|所附|append|apénd|добавлен|تذييل|attach|jointe|adjunt"
    )
)
"""A text without any of these speaks of no annex."""
AGENDA_HINT = re.compile(
    folded(
        "provisional agenda|ordre du jour provisoire|(?:programa|orden del día) provisional"
        "|предварительн[а-я]{2,3} повестк|جدول الأعمال المؤقت|临时议程"
        "|(?:decision|decisión|решени[еия]|مقرر|决定).*"
        "(?:agenda|ordre du jour|orden del día|повестк|جدول الأعمال|议程)"
    )
)
"""The agenda of a session to come, which a decision lists."""
LIST_HINT = re.compile(
    folded(
        r"(?<!\w)(?:items?|topics?|points?|list|liste|lista|temas?|puntos?|пункт|пункты|перечень|перечне|список|вопросы)(?!\w)"
        r"|بند|بنود|قائمة|项目|议题|清单|哪些"
    )
)
"""Words for what a list has, or for the list."""
_COUNT_HINT = re.compile(
    folded(
        r"\d|第|最后|末|倒数|开头|[(\"]\s?[a-zа-яء-ي]\s?[)\"]|chapeau|encabezamiento|(?:ввод|вступ)|استهلال|起首"
        r"|asteri|звезд|星号|نجمة"
        # inciso b · paragraph XIV
        r"|\S\s(?:[a-zء-ي]|[ivx]{1,6})(?!\w)"
        rf"|(?:par|clause|recital|item|sub|letr|lett|ap|inc|alin|point|note|table|[пn]|فقر|بند|op|pp)\S*"
        rf"\s(?:numbered\s)?{CARDINAL}"
        rf"|{ORDINAL}|(?<!\w){EDGE}"
    )
)


def counts_something(text: str) -> bool:
    """Whether a folded text has a number, a letter or an end by which paragraphs are named."""
    return _COUNT_HINT.search(text) is not None
