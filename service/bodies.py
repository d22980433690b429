"""Reading what a request carries: its query string and its JSON body, strictly."""

from __future__ import annotations

import json
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.requests import Request

from service.problems import malformed, too_large, unsupported

MAX_PAIRS = 200
"""Parameters of one query string; filters may repeat, but no question needs more."""


def read_pairs(request: Request) -> list[tuple[str, str]]:
    """Return the query string's names and values in the order sent.

    Raises a 400 Problem where the percent-encoding does not give UTF-8 text, so that damage is
    said and never searched for.
    """
    raw: bytes = request.scope["query_string"]
    try:
        return parse_qsl(
            raw.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PAIRS
        )
    except UnicodeDecodeError:
        raise malformed("The query string is not percent-encoded UTF-8.") from None
    except ValueError:
        raise malformed(f"The query string has more than {MAX_PAIRS} parameters.") from None


async def read_json(request: Request, limit: int) -> object:
    """Return the request's JSON body of at most ``limit`` bytes.

    Raises Problems: 415 where it is not declared as JSON in UTF-8, 413 where it is longer, 400
    where it is not JSON (duplicate keys and NaN included: readers disagree about what they mean).
    """
    _check_declared(request)
    body = await _read_body(request, limit)
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_unique_object,
            parse_constant=_refuse_constant,
        )
    except UnicodeDecodeError as error:
        raise malformed(f"The body is not UTF-8 from byte {error.start} on.") from None
    except RecursionError:
        raise malformed("The body is nested too deeply.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise malformed(f"The body is not JSON: {error.msg} at {where}.") from None
    except ValueError as error:
        raise malformed(f"The body is not JSON: {error}.") from None


def _check_declared(request: Request) -> None:
    declared = request.headers.get("content-type", "")
    media_type, *parameters = (part.strip().lower() for part in declared.split(";"))
    if media_type != "application/json":
        raise unsupported("The body must be sent as application/json.")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8"}:
            raise unsupported("The body must be in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise unsupported("The body must be sent uncompressed.")


async def _read_body(request: Request, limit: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 18 or int(length) > limit):
        raise too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large(limit)
    return bytes(body)


def _unique_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object names a key twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
