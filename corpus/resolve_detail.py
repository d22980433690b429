"""What people are told about the resolution of a citation: what was found, or what there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from corpus.model import Citation, InstrumentType, Kind, Language, Paragraph
from corpus.numerals import roman
from corpus.reference import Reference

Key: TypeAlias = tuple[InstrumentType, str]
"""An instrument's type and number; for a report, its symbol."""
BODY_NAMES = {
    "unga": "the General Assembly",
    "ecosoc": "the Economic and Social Council",
    "unsc": "the Security Council",
    "ccpcj": "the Commission on Crime Prevention and Criminal Justice",
    "cac-cosp": "the Conference of the States Parties to the Convention against Corruption",
    "other": "another body",
}
_LETTER = re.compile(r"\(([a-z])\)")


def name_of(key: Key) -> str:
    """Name an instrument: resolution 8/1, CTOC/COP/2016/15."""
    return key[1] if key[0] is InstrumentType.REPORT else f"{key[0]} {key[1]}"


def english(paragraph: Paragraph) -> str:
    """The English citation of a paragraph."""
    return paragraph.citation.label.get(Language.EN, paragraph.id)


def describe(found: Sequence[Paragraph], reference: Reference) -> str:
    """The English citation of what was found; a range is named by its ends."""
    first = english(found[0])
    if len(reference.paragraphs) < 2:
        return first
    return f"{first} and the others up to {english(found[-1])}"


def explain_several(cited: Sequence[Paragraph], key: Key) -> str:
    """Why one number leads to more than one paragraph."""
    names = list(dict.fromkeys(english(p) for p in cited))
    if len(names) == 1:
        return f"{len(cited)} paragraphs of {name_of(key)} print the same number: {names[0]}"
    return f"may be {' or '.join(names)}"


def annex_name(reference: Reference) -> str:
    """The annex and appendix that a reference names: annex I, appendix II."""
    name = f"annex {roman(int(reference.annex))}" if reference.annex else "annex"
    if reference.appendix is None:
        return name
    return (
        f"{name}, appendix {roman(int(reference.appendix)) if reference.appendix else ''}".strip()
    )


def explain_no_part(reference: Reference, key: Key, every: Sequence[Paragraph]) -> str:
    """Why an instrument has no such annex or appendix, and which ones it has."""
    if reference.annex is None:
        return f"{name_of(key)} has no paragraphs outside its annexes"
    annexes = list(dict.fromkeys(p.citation.annex for p in every if p.citation.annex))
    if not annexes:
        return f"{name_of(key)} has no annex"
    names = []
    for annex in annexes:
        number, _, appendix = annex.partition(" app ")
        after = f", appendix {roman(int(appendix))}" if appendix else ""
        names.append(f"annex {roman(int(number))}{after}")
    return f"{name_of(key)} has no {annex_name(reference)}; it has {'; '.join(names)}"


def explain_no_paragraph(
    reference: Reference,
    number: str | None,
    key: Key,
    part: Sequence[Paragraph],
    every: Sequence[Paragraph],
) -> str:
    """Why a part of an instrument has no such paragraph, and which ones it has."""
    name = name_of(key)
    if reference.annex is not None:
        name = f"{annex_name(reference)} of {name}"
    if reference.kind is Kind.PREAMBULAR:
        return _preambular_there(name, part)
    numbered = [p.citation for p in part if p.citation.kind is not Kind.PREAMBULAR]
    here = [c for c in numbered if c.paragraph == number]
    if reference.subparagraph and (here or number is None):
        return _items_there(f"paragraph {number} of {name}" if number else name, here)
    if number is None:
        return f"{name} has no {_what(reference.position)}"
    if here and reference.position:
        return f"paragraph {number} of {name} has no {_what(reference.position)}"
    elsewhere = reference.annex is None and any(
        p.citation.paragraph == number and p.citation.annex for p in every
    )
    operative = reference.annex is None and key[0] is not InstrumentType.REPORT
    return _numbers_there(name, numbered, "operative " if operative else "") + (
        f"; paragraph {number} is in an annex" if elsewhere else ""
    )


def _what(position: str | None) -> str:
    """A position in words: "nth 2" is namesake 2, "p 3" unnumbered paragraph 3."""
    if position is None:
        return "such paragraph"
    kind, _, number = position.partition(" ")
    word = {"nth": "namesake", "p": "unnumbered paragraph"}.get(kind, kind)
    return f"{word} {number}".strip()


def _preambular_there(name: str, part: Sequence[Paragraph]) -> str:
    ordinals = [p.citation.paragraph for p in part if p.citation.kind is Kind.PREAMBULAR]
    if not ordinals:
        return f"{name} has no preambular paragraphs"
    return f"{name} has preambular paragraphs {runs([o for o in ordinals if o])}"


def _items_there(where: str, citations: Sequence[Citation]) -> str:
    letters = [f"({c.subparagraph.replace('.', ') (')})" for c in citations if c.subparagraph]
    return f"{where} has {f'sub-items {runs(letters)}' if letters else 'no sub-items'}"


def _numbers_there(name: str, citations: Sequence[Citation], kind: str) -> str:
    numbers = dict.fromkeys(c.paragraph for c in citations if not c.subparagraph)
    printed = [number for number in numbers if number]
    if not printed:
        return f"{name} has no numbered paragraphs"
    return f"{name} has {kind}paragraphs {runs(printed)}"


def runs(numbers: Sequence[str]) -> str:
    """Printed numbers in order, runs shortened: 1 to 20, 37 bis; (a) to (e); 8/1 to 8/4."""
    found: list[list[str]] = []
    for number in numbers:
        if found and _follows(found[-1][-1], number):
            found[-1].append(number)
        else:
            found.append([number])
    shown = [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in found]
    return ", ".join(shown)


def _follows(before: str, number: str) -> bool:
    """Whether a number is the next: 13 after 12, (c) after (b), 8/2 after 8/1."""
    head, _, last = before.rpartition("/")
    next_head, _, next_last = number.rpartition("/")
    if head != next_head or "/" in head:
        return False
    if last.isdigit() and next_last.isdigit():
        return int(next_last) == int(last) + 1
    one, two = _LETTER.fullmatch(last), _LETTER.fullmatch(next_last)
    return bool(one and two and ord(two[1]) == ord(one[1]) + 1)
