"""The HTTP server around the application: uvicorn, as this service runs it."""

from __future__ import annotations

import re

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.auto import AutoHTTPProtocol

GRACE_SECONDS = 10
"""How long a stopped server waits for the requests under way."""

_REQUEST_LINE = re.compile(rb"[A-Z]+ (/[^ \r\n]*) HTTP/1\.[01]\r\n")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class ReadableTargets(AutoHTTPProtocol):  # type: ignore[misc, valid-type] # one of two classes
    """uvicorn's protocol, which also reads addresses with Chinese in them.

    ``curl 'http://…/v1/search?q=人口贩运'`` sends the characters as they are, which the parsers
    refuse; they are percent-encoded first, as browsers do. No JSON body has bytes that look like a
    request line, since a text in it cannot hold a bare line end.
    """

    def data_received(self, data: bytes) -> None:
        """Take bytes from the connection."""
        super().data_received(data if data.isascii() else encode_target(data))


def encode_target(data: bytes) -> bytes:
    """Percent-encode what is not ASCII in the target, where ``data`` starts with a request line."""
    line = _REQUEST_LINE.match(data)
    if line is None:
        return data
    target = _NOT_ASCII.sub(lambda found: b"%%%02X" % found.group()[0], line.group(1))
    return data[: line.start(1)] + target + data[line.end(1) :]


def configure(app: FastAPI) -> uvicorn.Config:
    """The configuration of a server for ``app``; metrics take the place of an access log."""
    return uvicorn.Config(
        app,
        http=ReadableTargets,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
