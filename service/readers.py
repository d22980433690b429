"""Readers of single values that a client sends: each returns what it read or raises Refused.

A Refused message completes a sentence that starts with the field's name and says what would have
been valid.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from corpus.model import Language
from service.problems import printable

AUTO = "auto"
LANGUAGES = (AUTO, *(language.value for language in Language))

MAX_FILTER_VALUES = 50
"""Values of one filter: more than there are kinds and reports, fewer than a flood."""

_DIGITS = re.compile(r"-?[0-9]{1,18}")
_BAD_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters other than tab and line ends, and halves of surrogate pairs."""

_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that leave nothing to see: controls, format marks, white space."""


class Refused(ValueError):
    """One value cannot be used; carries the limit or the choices that it was held against.

    ``member`` is the one value of several that is meant, None where there is just one.
    """

    def __init__(
        self,
        detail: str,
        limit: int | None = None,
        choices: tuple[str, ...] | None = None,
        member: object = None,
    ) -> None:
        """Take the end of the sentence, and the limit or the valid choices where there are any."""
        super().__init__(detail)
        self.limit = limit
        self.choices = choices
        self.member = member


def text_reader(limit: int) -> Callable[[object], str]:
    """A reader of text with 1 to ``limit`` code points and something visible in it; strips it."""
    wanted = f"a text of 1 to {limit} characters"

    def read(value: object) -> str:
        if value is None:
            raise Refused(f"is needed: {wanted}", limit)
        if not isinstance(value, str):
            raise Refused(f"must be {wanted}", limit)
        if len(value) > limit:
            raise Refused(f"has {len(value)} characters; the limit is {limit}", limit)
        if bad := _BAD_CHARACTER.search(value):
            name = f"U+{ord(bad.group()):04X}"
            raise Refused(f"has {name} at position {bad.start()}, which is not text")
        text = value.strip()
        if all(unicodedata.category(char) in _INVISIBLE for char in text):
            raise Refused(f"is empty; it must be {wanted}", limit)
        return text

    return read


def number_reader(limit: int) -> Callable[[object], int]:
    """A reader of whole numbers from 1 to ``limit``; true and 5.0 are not whole numbers."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= limit:
            raise Refused(f"must be a whole number from 1 to {limit}", limit)
        return value

    return read


def digits_reader(limit: int) -> Callable[[object], int]:
    """A reader of whole numbers written in ASCII digits, for the query string."""
    read_number = number_reader(limit)

    def read(value: object) -> int:
        written = isinstance(value, str) and _DIGITS.fullmatch(value)
        return read_number(int(written.group()) if written else value)

    return read


def read_language(value: object) -> Language | None:
    """Read a language code; None for ``auto``."""
    if value == AUTO:
        return None
    if not isinstance(value, str) or value not in LANGUAGES:
        raise Refused(f"must be one of {', '.join(LANGUAGES)}", choices=LANGUAGES)
    return Language(value)


def choices_reader(valid: Mapping[str, str]) -> Callable[[object], tuple[str, ...]]:
    """A reader of one name or an array of names; ``valid`` is canonical by case-folded spelling.

    Returns canonical spellings, each once, in the order given.
    """

    def read(value: object) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if len(values) > MAX_FILTER_VALUES:
            raise Refused(f"has more than {MAX_FILTER_VALUES} values", MAX_FILTER_VALUES)
        return tuple(dict.fromkeys(_choose(name, valid) for name in values))

    return read


def _choose(name: object, valid: Mapping[str, str]) -> str:
    if isinstance(name, str) and name.casefold() in valid:
        return valid[name.casefold()]
    shown = repr(printable(name)) if isinstance(name, str) else type(name).__name__
    choices = tuple(dict.fromkeys(valid.values()))
    detail = f"has {shown}; valid are {', '.join(choices)}"
    raise Refused(detail, choices=choices, member=name)
