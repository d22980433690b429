"""What only a real server shows: bytes on the wire, connections, redirects."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import httpx2
import pytest

OP_13 = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"


def send_raw(served: str, request: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and all that came back."""
    address = urlsplit(served)
    assert address.hostname
    with socket.create_connection((address.hostname, address.port or 80), timeout=10) as link:
        link.sendall(request)
        received = b""
        while chunk := link.recv(65536):
            received += chunk
    return int(received.split(b" ", 2)[1]), received


def get(target: bytes) -> bytes:
    """A minimal request for a target, byte for byte."""
    return b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def test_a_permalink_is_followed_as_it_is_written(served: str) -> None:
    """A client gets a paragraph from the url of a hit, without redirects or re-encoding."""
    with httpx2.Client(base_url=served) as client:
        hit = client.get("/v1/search", params={"q": "第8/1号决议第13段", "k": 1}).json()["hits"][0]
        assert hit["url"] == f"{served}/v1/passages{OP_13}"
        shown = client.get(hit["url"])
        assert shown.status_code == 200
        assert str(shown.url) == hit["url"]
        assert shown.json()["id"] == OP_13


@pytest.mark.parametrize(
    "target",
    [
        OP_13.encode(),  # as the permalink is
        b"/" + OP_13.encode(),  # with the id's own slash
        OP_13.replace("/", "%2F").encode(),  # without a slash to see
        OP_13.replace("!", "%21").replace("~", "%7E").replace("@", "%40").encode(),
    ],
)
def test_ids_arrive_however_they_are_encoded(served: str, target: bytes) -> None:
    """The server's own decoding of the path leads to the same paragraph."""
    path = b"/v1/passages" + (target if target.startswith(b"/") else b"/" + target)
    status, received = send_raw(served, get(path))
    assert status == 200
    assert json.loads(received.partition(b"\r\n\r\n")[2])["id"] == OP_13


def test_chinese_may_stand_in_an_address_unencoded(served: str) -> None:
    """People type Chinese after `curl …?q=`, and curl sends it as it is."""
    status, received = send_raw(served, get("/v1/search?q=人口贩运&k=1".encode()))
    assert status == 200
    assert json.loads(received.partition(b"\r\n\r\n")[2])["query"] == "人口贩运"


@pytest.mark.parametrize(
    "request_",
    [
        get(b"/v1/search?q=\xff\xfe"),  # bytes that are not UTF-8
        get(b"/v1/passages/\xe4\xbc"),  # in a path
        get(b"/v1/passages/%00%ff"),  # encoded NUL
        get(b"*"),  # no path
        get(b"http://127.0.0.1/v1/search"),  # a whole address
        get(b"/" + b"x" * 100_000),  # an enormous path
        get(b"/v1/search?q=" + b"%41" * 50_000),  # an enormous question
        b"NONSENSE\r\n\r\n",  # no request at all
        b"GET /v1/search?q=a HTTP/1.1\r\nConnection: close\r\n\r\n",  # no Host
        (
            b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: 99999999999\r\nConnection: close\r\n\r\n"
        ),  # more promised than sent
        (
            b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: -1\r\nConnection: close\r\n\r\n"
        ),  # a length below nothing
        (
            b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"
        ),  # broken chunks
    ],
)
def test_broken_requests_are_the_clients_fault(served: str, request_: bytes) -> None:
    """Nothing that arrives as bytes is answered with a server error, and the server goes on."""
    status, _ = send_raw(served, request_)
    assert status < 500
    assert httpx2.get(f"{served}/healthz").status_code == 200


def test_an_endless_body_is_cut_off(served: str) -> None:
    """A body without a declared length is refused once it is over the limit."""
    chunk = b'{"query": "' + b"x" * 100_000 + b'"}'
    request = (
        b"POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n" % (len(chunk), chunk)
    )
    status, received = send_raw(served, request)
    assert status == 413
    assert b"application/problem+json" in received


def test_head_sends_no_body(served: str) -> None:
    """HEAD over the wire has GET's headers and nothing after them."""
    request = b"HEAD /v1/reports HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    status, received = send_raw(served, request)
    head, _, body = received.partition(b"\r\n\r\n")
    assert (status, body) == (200, b"")
    assert b"content-length: 0" not in head.lower()


def test_many_questions_share_a_connection(served: str) -> None:
    """Refusals do not cost the connection that they came over."""
    with httpx2.Client(base_url=served) as client:
        statuses = [
            client.get("/v1/search", params={"q": "会议", "k": k}).status_code for k in (1, 0, 2)
        ]
    assert statuses == [200, 422, 200]
