"""Addresses with bare Chinese are percent-encoded before the parser sees them, nothing else is."""

from __future__ import annotations

import pytest

from service.server import encode_target


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (  # a query as curl sends it
            "GET /v1/search?q=人 HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
            b"GET /v1/search?q=%E4%BA%BA HTTP/1.1\r\nHost: a\r\n\r\n",
        ),
        (  # bytes that are no UTF-8 stay those bytes, for the application to refuse
            b"GET /?q=\xff HTTP/1.1\r\n\r\n",
            b"GET /?q=%FF HTTP/1.1\r\n\r\n",
        ),
        (  # a body keeps its characters
            'POST /v1/search HTTP/1.1\r\n\r\n{"query": "人"}'.encode(),
            'POST /v1/search HTTP/1.1\r\n\r\n{"query": "人"}'.encode(),
        ),
        (  # so does a body that comes after its head
            '{"query": "人"}'.encode(),
            '{"query": "人"}'.encode(),
        ),
        (  # and a header
            "GET / HTTP/1.1\r\nX: 人\r\n\r\n".encode(),
            "GET / HTTP/1.1\r\nX: 人\r\n\r\n".encode(),
        ),
        (b"", b""),  # nothing
    ],
)
def test_only_targets_are_encoded(sent: bytes, read: bytes) -> None:
    """What the parser is given differs in the target of a request line alone."""
    assert encode_target(sent) == read
