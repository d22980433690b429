"""Every error that a client can see, as RFC 9457 problem details.

    OperativeError
    └── Problem        any error with a status
        └── Invalid    422: some parameters or body fields cannot be used; lists each of them

Messages echo what the client sent, so values are shortened and made printable first: an error
must never fail on the very value that caused it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import OperativeError
from service.schemas import FieldProblem, ProblemResponse

MAX_ECHO = 120
"""Characters of a client's value that an error repeats: enough to recognise it."""

MAX_ERRORS = 20
"""Field errors listed in one answer; a body with thousands of unknown fields gets the first."""

MAX_EXACT_INTEGER = 2**53
"""Integers beyond this are shown as text: JSON readers that use floats would change them."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one parameter or body field.

    ``limit`` is the number that a length or size was held against, ``choices`` what would have
    been valid; None where there is no such thing.
    """

    field: str
    value: object
    detail: str
    limit: int | None = None
    choices: tuple[str, ...] | None = None

    def __str__(self) -> str:
        """The sentence for people: the field's name and what is wrong with it."""
        return f"{printable(self.field)} {self.detail}"

    def body(self) -> FieldProblem:
        """The entry in the ``errors`` of a problem document."""
        entry: FieldProblem = {
            "field": printable(self.field),
            "value": _shown(self.value),
            "detail": self.detail,
        }
        if self.limit is not None:
            entry["limit"] = self.limit
        if self.choices is not None:
            entry["choices"] = list(self.choices)
        return entry


class Problem(OperativeError):
    """An error that is the client's to read. ``slug`` names it in the ``type`` address."""

    def __init__(
        self,
        status: int,
        slug: str,
        title: str,
        detail: str,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Take the members of the problem document and headers for its response."""
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.title = title
        self.detail = detail
        self.headers = dict(headers or {})

    def body(self, base_url: str) -> ProblemResponse:
        """The problem document; ``type`` is the section of the documentation that explains it."""
        return {
            "type": f"{base_url}/docs#problem-{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }


class Invalid(Problem):
    """422: parameters or body fields that cannot be used, each with what would be valid."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        """Take at least one error; more than MAX_ERRORS are counted but not listed."""
        self.errors = tuple(errors[:MAX_ERRORS])
        detail = "; ".join(str(error) for error in self.errors)
        if len(errors) > len(self.errors):
            detail += f"; and {len(errors) - len(self.errors)} more"
        super().__init__(422, "validation", "The request has values that cannot be used", detail)

    def body(self, base_url: str) -> ProblemResponse:
        """The problem document with one entry per wrong field."""
        document = super().body(base_url)
        document["errors"] = [error.body() for error in self.errors]
        return document


def malformed(detail: str) -> Problem:
    """400: the request cannot be read at all, so no field can be named."""
    return Problem(400, "malformed", "The request cannot be read", detail)


def unknown(detail: str) -> Problem:
    """404: nothing has this name."""
    return Problem(404, "not-found", "There is no such thing here", detail)


def too_large(limit: int) -> Problem:
    """413: the body is longer than the limit, in bytes."""
    detail = f"The body is longer than {limit} bytes."
    return Problem(413, "too-large", "The request is too large", detail, {"Connection": "close"})


def unsupported(detail: str) -> Problem:
    """415: the body is in a format that is not read."""
    return Problem(415, "media-type", "The format of the body is not supported", detail)


def not_ready(detail: str) -> Problem:
    """503: the process runs but has no index to answer from."""
    return Problem(503, "not-ready", "The service has no index to answer from", detail)


def crashed() -> Problem:
    """500: an error of the service itself, which is logged and not shown."""
    detail = "The service failed on this request; the reason is in its log."
    return Problem(500, "internal", "The service failed", detail)


def printable(value: str) -> str:
    """Shorten a client's text and escape what cannot be encoded or shown."""
    shown = value if len(value) <= MAX_ECHO else value[: MAX_ECHO - 1] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)


def _shown(value: object) -> object:
    """A client's value in a form that JSON can always carry."""
    match value:
        case None | bool():
            shown: object = value
        case int():
            shown = value if abs(value) < MAX_EXACT_INTEGER else printable(str(value))
        case float():
            shown = value if math.isfinite(value) else str(value)
        case str():
            shown = printable(value)
        case list() | dict():
            shown = f"{'an array' if isinstance(value, list) else 'an object'} of {len(value)}"
        case _:
            shown = type(value).__name__
    return shown
