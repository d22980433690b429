"""Where a paragraph is in its instrument: annex, section, and what prints no number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.model import Kind, Paragraph
from corpus.reference import Reference
from corpus.reference_words import read_number


def in_part(paragraph: Paragraph, reference: Reference, *, whole: bool) -> bool:
    """Whether a paragraph is in the annex or appendix named, or in none where none is named.

    All of an instrument includes its annexes, all of an annex its appendices; "" is any annex.
    Tables count through an instrument, so that "table 1 of resolution 8/2" needs no annex.
    """
    annex, _, appendix = (paragraph.citation.annex or "").partition(" app ")
    if reference.annex is None:
        table = reference.kind is Kind.TABLE and paragraph.citation.kind is Kind.TABLE
        return table or (whole and reference.kind is None) or paragraph.citation.annex is None
    if not annex or reference.annex not in ("", annex):
        return False
    if reference.appendix is None:
        return whole or not appendix
    return bool(appendix) and reference.appendix in ("", appendix)


def in_section(paragraph: Paragraph, section: str) -> bool:
    """Whether a paragraph is in a section; A, I.A and 一.A are compared by their last part."""
    printed = paragraph.citation.section
    return printed is not None and _last_part(printed) == _last_part(section)


def _last_part(section: str) -> str:
    last = section.rsplit(".", maxsplit=1)[-1]
    if len(last) == 1 and last.isascii():
        return last.upper()
    try:
        return str(read_number(last.lower()))
    except ValueError:
        return last.upper()


# …~para_25__list_1 · …/!annex_1~table_2 · …~p_1 · …~chapeau, not …~subpara_p
_POSITION = re.compile(r"(?:~|__)(?:(p|table|list)_(\d+)|(chapeau))$")


def position(paragraph: Paragraph) -> str | None:
    """What an identifier says of a place that prints no number: "list 1", "table 2", "p 1"."""
    match = _POSITION.search(paragraph.id)
    return " ".join(part for part in match.groups() if part) if match else None


def counted(
    number: str | None, part: Sequence[Paragraph], kind: Kind | None
) -> tuple[str | None, str | None]:
    """The printed number, or else the letter, of a paragraph that is counted.

    "-1" is the last one, "+3" the third item of what lists its items by letters alone. Any other
    number stays as it is. Preambular paragraphs are counted among themselves.
    """
    if number is None or number[0] not in "+-":
        return number, None
    preambular = kind is Kind.PREAMBULAR
    same = [p.citation for p in part if (p.citation.kind is Kind.PREAMBULAR) is preambular]
    printed = list(dict.fromkeys(one.paragraph for one in same if one.paragraph))
    letters = [one.subparagraph for one in same if one.subparagraph and not one.paragraph]
    listed = printed or letters
    at = int(number) if number[0] == "-" else int(number) - 1
    if not -len(listed) <= at < len(listed):
        return number.lstrip("+"), None
    return (listed[at], None) if printed else (None, listed[at])


def operative_first(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The operative part, then the preamble, then annexes, each in document order."""

    def rank(paragraph: Paragraph) -> int:
        if paragraph.citation.kind is Kind.FOOTNOTE:
            return 3
        if paragraph.citation.annex is not None:
            return 2
        return 1 if paragraph.citation.kind is Kind.PREAMBULAR else 0

    return sorted(paragraphs, key=rank)
