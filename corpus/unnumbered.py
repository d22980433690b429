"""Paragraphs of an instrument that a text names by its subject: "the 2024 resolution on firearms".

corpus/reference.py reads what is cited by number, symbol or session; this is for the rest. Which
instrument is meant, whoever knows their titles and their texts can find out (index/subjects.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import InstrumentType, Span
from corpus.reference import Reference, citation_parts, find_references
from corpus.reference_draft import Part
from corpus.reference_gaps import JOINT
from corpus.reference_hints import (
    AGENDA_HINT,
    ANNEX_HINT,
    LIST_HINT,
    PLACE_HINT,
    TYPE_HINT,
    counts_something,
)
from corpus.reference_text import fold, folded


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A text that names paragraphs of an instrument without saying its number.

    ``places`` are the paragraphs, as references to an instrument that stands in for the one that is
    meant. ``said`` is the text without them, without its sessions and without the word for the
    instrument: what may say what the instrument is about; ``near`` is as much of it as stands in
    the clause of that word, or else of the first place; ``rest`` is the text without ``places``
    alone. ``type`` is None where the text says neither resolution nor decision nor report.
    ``annexed`` says that it speaks of an annex, ``secretariat`` of the Secretariat, ``agenda`` that
    the items of a session's agenda are asked for, ``draft`` that it speaks of a draft resolution,
    ``foreign`` that the instrument is another body's, and ``other_body`` that another body is named
    anywhere.
    """

    type: InstrumentType | None
    places: tuple[Reference, ...]
    said: str
    near: str
    rest: str
    annexed: bool = False
    secretariat: bool = False
    agenda: bool = False
    draft: bool = False
    foreign: bool = False
    other_body: bool = False


_PLACES = frozenset(
    (
        "paragraph", "chinese_paragraph", "annex", "appendix", "preambular", "operative",
        "letters", "table", "footnote", "inserted", "chapeau", "list",
    )
)  # fmt: skip
_NAMED = frozenset(
    (
        "paragraph",
        "chinese_paragraph",
        "table",
        "footnote",
        "inserted",
        "letters",
        "list",
        "chapeau",
    )
)
_NAMING = frozenset(("number", "symbol", "akn", "nth"))
_STAND_IN = "resolution 1/1"
"""What the paragraphs are of until the instrument is found: it only has to be read as one."""
_CHINESE_TYPE = re.compile("决议(?!草案)|决定(?!了|如何|要|对|将|性)")
# a point ends a sentence behind a longer word, but not before a number: para. 5
_CLAUSE_ENDS = re.compile(r"[,;:!?。，；：！？、]|(?<=[^\W_]{4})\.(?=\s+[^\W\d_])")
_SECRETARIAT = re.compile(
    folded("secr[eé]tariat|secretaría|секретариат|أمانة|秘书处|unodc|onudc|юнодк|المكتب")
)
"""Whose report it is, if it is not the Conference's."""
_DRAFT = re.compile(folded("(?:draft|projet de|proyecto de|проект[а-я]{0,2}|مشروع)\\s*$"))
"""What stands before the word for a resolution that is none yet."""
_RECOMMENDATION = re.compile(folded(r"(?:\w+\s)?(?:recom|recs?\b|рекоменд|(?:ال)?توصي)|建议"))
"""What only annexes have where one is spoken of."""
_LONE_LETTER = re.compile(r"(?<![\w)])\(\s?[a-zء-ي]\s?\)")
"""A lettered item that nothing else names: (b) in the decision that set the committee up."""


def unnumbered(text: str) -> Unnumbered | None:
    """The place in an instrument that a text names by its subject alone, None if it names none.

    "paragraph 4 of the 2024 resolution on firearms": whoever knows the instruments can find out
    which one is meant (index/subjects.py).
    """
    one = fold(text)
    agenda = AGENDA_HINT.search(one.text) is not None and LIST_HINT.search(one.text) is not None
    placed = PLACE_HINT.search(one.text) is not None and counts_something(one.text)
    if not (agenda or placed or _LONE_LETTER.search(one.text)):
        return None
    parts = citation_parts(text)
    names = {part.name for part in parts}
    if names & _NAMING:
        return None
    type_, word = _said_to_be(parts, one.text)
    annexed = ANNEX_HINT.search(one.text) is not None
    secretariat = _SECRETARIAT.search(one.text) is not None
    if _is_cited(text, parts, apart=annexed or secretariat):
        return None
    if agenda and not names & _NAMED:
        place, type_, spans = "list 1", InstrumentType.DECISION, []
    elif names & _NAMED:
        spans = _places(parts)
        place = ", ".join(_source(text, spans))
    else:
        spans = [match.span() for match in _LONE_LETTER.finditer(one.text)]
        if len(spans) != 1 or not (annexed or type_ is InstrumentType.DECISION):
            return None
        annexes = [part.match.span() for part in parts if part.name in ("annex", "appendix")]
        place = ", ".join(_source(text, annexes) + [f"para. {one}" for one in _source(text, spans)])
    places = [one for one in find_references(f"{place}, {_STAND_IN}") if one.names_paragraphs]
    if not places:
        return None
    if annexed and any(_RECOMMENDATION.match(part.match[0]) for part in parts):
        places = [replace(one, annex=one.annex or "") for one in places]
    silent = [*spans, *(part.match.span() for part in parts if part.name == "session")]
    silent += [word.span()] if word is not None else []
    return Unnumbered(
        type=type_,
        places=tuple(places),
        said=_without(text, silent),
        near=_without(text, silent, _around(one.text, [*([word.span()] if word else []), *spans])),
        rest=_without(text, spans),
        annexed=annexed,
        secretariat=secretariat,
        agenda=place == "list 1",
        draft=word is not None and _DRAFT.search(one.text, 0, word.start()) is not None,
        foreign=word is not None and _is_foreign(parts, one.text, type_, word),
        other_body=any(_is_other_body(part) for part in parts),
    )


def _places(parts: Sequence[Part]) -> list[Span]:
    """The ranges of the parts that name paragraphs, joined where they stand together.

    An annex that stands apart from them says what the instrument is like.
    """
    groups: list[list[Part]] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if part.name not in _PLACES:
            continue
        together = before is not None and before.name in _PLACES and JOINT.fullmatch(part.gap)
        if groups and together:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [
        (group[0].match.start(), group[-1].match.end())
        for group in groups
        if any(part.name in _NAMED or _numbered(part) for part in group)
    ]


def _numbered(part: Part) -> bool:
    """Whether an annex is named by its number."""
    return (
        part.name in ("annex", "appendix")
        and re.search(r"[\s附][ivx\d一二三四五六七八九十]+$|\s\S+$", part.match[0]) is not None
    )


def _said_to_be(
    parts: Sequence[Part], text: str
) -> tuple[InstrumentType | None, re.Match[str] | None]:
    """What the text says that the instrument is, and the word that says it.

    It is a report where a report stands next to the paragraph or to a session, or where the
    Secretariat is spoken of and no resolution.
    """
    named = next((part.match for part in parts if part.name == "type"), None)
    word = named or (_CHINESE_TYPE.search(text) if TYPE_HINT.search(text) else None)
    report = next((part.match for part in parts if part.name == "report"), None)
    if report is not None and (
        _is_of_a_report(parts) or (word is None and _SECRETARIAT.search(text))
    ):
        return InstrumentType.REPORT, report
    if word is None:
        return None, None
    decision = re.match("dec|реш|(?:ال)?مقرر|决定", word[0]) is not None
    return InstrumentType.DECISION if decision else InstrumentType.RESOLUTION, word


def _is_of_a_report(parts: Sequence[Part]) -> bool:
    """Whether a report is named next to a paragraph or a session, of which it then is."""
    return any(
        {one.name, other.name} & (_NAMED | {"session"})
        and "report" in (one.name, other.name)
        and JOINT.fullmatch(other.gap)
        for one, other in pairwise(parts)
    )


def _is_cited(text: str, parts: Sequence[Part], *, apart: bool) -> bool:
    """Whether the text's paragraphs belong to a report that it names by its session or year.

    Not where ``apart`` says that an annex or a report of the Secretariat may be meant, nor where
    nothing but the session is named: paragraph 12, firearms, twelfth session.
    """
    cited = [one for one in find_references(text) if one.names_paragraphs and not one.apart]
    certain = any(one.symbol or one.number for one in cited)
    return bool(cited) and (certain or (_is_of_a_report(parts) and not apart))


def _is_foreign(
    parts: Sequence[Part], text: str, type_: InstrumentType | None, word: re.Match[str]
) -> bool:
    """Whether the clause of the word for the instrument says that it is another body's.

    Whose it is stands behind "report"; behind "resolution" stands its subject, unless the body
    follows at once: резолюция Генеральной Ассамблеи.
    """
    start, end = _clause(text, *word.span())
    others = [
        part.match.span()
        for part in parts
        if _is_other_body(part)
        and not (type_ is not InstrumentType.REPORT and _GROUP.search(part.match[0]))
    ]
    before = end if type_ is InstrumentType.REPORT else word.start()
    return any(
        start <= left <= before or JOINT.fullmatch(text[word.end() : max(left, word.end())])
        for left, _ in others
        if left >= start
    )


_GROUP = re.compile(folded("working group|groupe de travail|grupo de trabajo|рабоч|فريق|工作组"))
"""A body that makes recommendations, not resolutions."""


def _is_other_body(part: Part) -> bool:
    return part.name.startswith("body_") and part.name != "body_ctoc_cop"


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause in which a word of a text stands."""
    before = [match.end() for match in _CLAUSE_ENDS.finditer(text, 0, start)]
    after = _CLAUSE_ENDS.search(text, end)
    return max(before, default=0), after.start() if after else len(text)


def _source(text: str, spans: Iterable[Span]) -> list[str]:
    """The source's characters of ranges of the folded text."""
    one = fold(text)
    return [text[slice(*one.source_span(*span))] for span in spans]


def _around(text: str, spans: Sequence[Span]) -> Span:
    """The clause of the first of some ranges, all of the text where there is none."""
    return _clause(text, *spans[0]) if spans else (0, len(text))


def _without(text: str, spans: Iterable[Span], within: Span | None = None) -> str:
    """A text, or a range of its folded form, without other ranges of it."""
    one = fold(text)
    first, last = (0, len(text)) if within is None else one.source_span(*within)
    kept, at = "", first
    for start, end in sorted(one.source_span(*span) for span in spans):
        if at <= start and end <= last:
            kept += text[at:start] + " "
            at = end
    return kept + text[at:last]
