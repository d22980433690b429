"""What a client may ask: search and citation parameters, read strictly and named when wrong.

The same readers serve the query string, the JSON body, the MCP tools and the command line, so that
a limit means the same everywhere. All wrong fields are collected before anything is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from corpus.model import Kind, Language
from index.model import Filters
from service.problems import FieldError, Invalid
from service.readers import (
    AUTO,
    Refused,
    choices_reader,
    digits_reader,
    number_reader,
    read_language,
    text_reader,
)
from service.settings import Settings

DEFAULT_K = 10
KINDS = {kind.value: kind.value for kind in Kind}
QUERY_FIELDS = ("q", "k", "lang", "kind", "symbol", "instrument")
BODY_FIELDS = ("query", "k", "lang", "filters")
FILTER_FIELDS = ("kind", "symbol", "instrument")

Pairs: TypeAlias = Sequence[tuple[str, str]]
"""The decoded query string: names and values in the order sent."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Names:
    """What filters may name, canonical by case-folded spelling: the index's own names."""

    symbols: Mapping[str, str]
    instruments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A search that may be run as it is; ``lang`` None means that the language is detected."""

    query: str
    k: int
    lang: Language | None
    filters: Filters


class _Findings:
    """Collects what is wrong while the fields are read one by one."""

    def __init__(self) -> None:
        self.errors: list[FieldError] = []

    def read(self, name: str, value: object, reader: Callable[[object], Read]) -> Read | None:
        """Return what ``reader`` makes of the value, or note why it cannot be used."""
        try:
            return reader(value)
        except Refused as why:
            self.errors.append(_error(name, value, why))
            return None

    def refuse_unknown(
        self, given: Sequence[str], known: tuple[str, ...], prefix: str = ""
    ) -> None:
        """Note every given name that is not known."""
        listed = f"known are {', '.join(known)}" if known else "this route takes no parameters"
        for name in given:
            if name not in known:
                detail = f"is not known here; {listed}"
                self.errors.append(FieldError(prefix + name, None, detail, choices=known))

    def settle(self) -> None:
        """Raise Invalid with everything found, or do nothing."""
        if self.errors:
            raise Invalid(self.errors)


def question_from_pairs(pairs: Pairs, names: Names, settings: Settings) -> Question:
    """Read the query string of GET /v1/search. Raises Invalid."""
    found = _Findings()
    given = _group(pairs)
    found.refuse_unknown(tuple(given), QUERY_FIELDS)
    query = _read_single(found, given, "q", text_reader(settings.max_query_chars))
    k = _read_single(found, given, "k", digits_reader(settings.max_k), str(DEFAULT_K))
    lang = _read_single(found, given, "lang", read_language, AUTO)
    filters = _read_filters(found, given, names, "")
    found.settle()
    return Question(query or "", k or DEFAULT_K, lang, filters)


def question_from_body(body: object, names: Names, settings: Settings) -> Question:
    """Read the JSON body of POST /v1/search. Raises Invalid."""
    if not isinstance(body, dict):
        raise Invalid([FieldError("body", body, "must be a JSON object with a query")])
    found = _Findings()
    found.refuse_unknown(tuple(body), BODY_FIELDS)
    query = found.read("query", body.get("query"), text_reader(settings.max_query_chars))
    k = found.read("k", body.get("k", DEFAULT_K), number_reader(settings.max_k))
    lang = found.read("lang", body.get("lang", AUTO), read_language)
    chosen = found.read("filters", body.get("filters", {}), _read_object) or {}
    found.refuse_unknown(tuple(chosen), FILTER_FIELDS, "filters.")
    filters = _read_filters(found, chosen, names, "filters.")
    found.settle()
    return Question(query or "", k or DEFAULT_K, lang, filters)


def reference_from_pairs(pairs: Pairs, settings: Settings) -> str:
    """Read the query string of GET /v1/cite. Raises Invalid."""
    found = _Findings()
    given = _group(pairs)
    found.refuse_unknown(tuple(given), ("ref",))
    ref = _read_single(found, given, "ref", text_reader(settings.max_query_chars))
    found.settle()
    return ref or ""


def refuse_parameters(pairs: Pairs) -> None:
    """Hold that a request without parameters was given none. Raises Invalid."""
    found = _Findings()
    found.refuse_unknown(tuple(_group(pairs)), ())
    found.settle()


def checked_text(name: str, value: object, settings: Settings) -> str:
    """Read one text from the command line or an MCP tool. Raises Invalid."""
    return _checked(name, value, text_reader(settings.max_query_chars))


def checked_k(value: object, settings: Settings) -> int:
    """Read a number of hits from the command line. Raises Invalid."""
    return _checked("k", value, number_reader(settings.max_k))


def _checked(name: str, value: object, reader: Callable[[object], Read]) -> Read:
    try:
        return reader(value)
    except Refused as why:
        raise Invalid([_error(name, value, why)]) from None


def _error(name: str, value: object, why: Refused) -> FieldError:
    meant = value if why.member is None else why.member
    return FieldError(name, meant, str(why), why.limit, why.choices)


def _group(pairs: Pairs) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def _read_single(
    found: _Findings,
    given: Mapping[str, list[str]],
    name: str,
    reader: Callable[[object], Read],
    default: str | None = None,
) -> Read | None:
    """Read a parameter that may be given once: of two it is not clear which is meant."""
    values = given.get(name, [default])
    if len(values) > 1:
        detail = f"may be given once, not {len(values)} times"
        found.errors.append(FieldError(name, values[1], detail, limit=1))
    return found.read(name, values[0], reader)


def _read_object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Refused(f"must be an object with any of {', '.join(FILTER_FIELDS)}")
    return value


def _read_filters(
    found: _Findings, given: Mapping[str, object], names: Names, prefix: str
) -> Filters:
    def read(name: str, valid: Mapping[str, str]) -> tuple[str, ...]:
        return found.read(prefix + name, given.get(name, []), choices_reader(valid)) or ()

    return Filters(
        kind=tuple(Kind(value) for value in read("kind", KINDS)),
        symbol=read("symbol", names.symbols),
        instrument=read("instrument", names.instruments),
    )
