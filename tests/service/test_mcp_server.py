"""The MCP endpoint, spoken to by the SDK's own client over a real port."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anyio
import httpx2
import pytest
from jsonschema import validate
from mcp.client.client import Client
from starlette.testclient import TestClient

from corpus import Corpus
from index.search import Searcher
from service.app import create_app
from service.settings import Settings

OP_13 = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"
SUBITEM = "/akn/un/statement/deliberation/ctoc-cop/2010-10-22/res-5-1/zho@/!main~para_1__subpara_a"

Got = TypeVar("Got")

HEADERS = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
LIST_TOOLS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def ask(served: str, use: Callable[[Client], Awaitable[Got]], mode: str = "auto") -> Got:
    """Run ``use`` with a connected client."""

    async def run() -> Got:
        async with Client(f"{served}/mcp", mode=mode) as client:
            return await use(client)

    return anyio.run(run)


def call(served: str, tool: str, **arguments: object) -> Any:
    """Call one tool."""
    return ask(served, lambda client: client.call_tool(tool, arguments))


def test_two_read_only_tools_are_offered(served: str) -> None:
    """The tools are search and fetch, each with one text to give and an output schema."""
    tools = {tool.name: tool for tool in ask(served, lambda client: client.list_tools()).tools}
    assert set(tools) == {"search", "fetch"}
    for name, argument in (("search", "query"), ("fetch", "id")):
        tool = tools[name]
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert list(tool.input_schema["properties"]) == [argument]
        assert tool.input_schema["required"] == [argument]
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_search_returns_the_shape_that_front_ends_expect(served: str, mode: str) -> None:
    """Results have id, title and url; the text block is the same object as JSON."""
    result = ask(
        served, lambda client: client.call_tool("search", {"query": "人口贩运受害人"}), mode
    )
    assert not result.is_error
    (block,) = result.content
    assert json.loads(block.text) == result.structured_content
    assert set(result.structured_content) == {"results"}
    assert result.structured_content["results"]
    for found in result.structured_content["results"]:
        assert set(found) == {"id", "title", "url"}
        assert found["url"] == f"{served}/v1/passages{found['id']}"
        assert all(isinstance(value, str) and value for value in found.values())


def test_titles_are_citations_in_the_language_of_the_question(served: str) -> None:
    """A Chinese question gets Chinese citations, any other English ones."""
    for query, label in (
        ("第8/1号决议第13段", "第8/1号决议第13段"),
        ("resolution 8/1, para. 13", "resolution 8/1, para. 13"),
        ("пункт 13 резолюции 8/1", "resolution 8/1, para. 13"),
    ):
        first = call(served, "search", query=query).structured_content["results"][0]
        assert first["title"].startswith(f"{label} — 增强中央机关")


def test_a_found_paragraph_can_be_fetched(served: str, corpus: Corpus) -> None:
    """Fetch gives the paragraph verbatim with its citation, and its url shows the same."""
    result = call(served, "fetch", id=OP_13)
    fetched = result.structured_content
    assert json.loads(result.content[0].text) == fetched
    assert set(fetched) == {"id", "title", "text", "url", "metadata"}
    (paragraph,) = (found for found in corpus.paragraphs if found.id == OP_13)
    assert fetched["text"] == paragraph.text
    assert fetched["metadata"]["symbol"] == "CTOC/COP/2016/15"
    assert fetched["metadata"]["label"]["zh"] == "第8/1号决议第13段"
    assert fetched["metadata"]["official_url"] == "https://docs.un.org/zh/CTOC/COP/2016/15"
    assert httpx2.get(fetched["url"]).json()["text"] == fetched["text"]


def test_a_sub_item_is_fetched_with_its_chapeau(served: str, corpus: Corpus) -> None:
    """The chapeau stands before the sub-item that completes it."""
    texts = {paragraph.id: paragraph.text for paragraph in corpus.paragraphs}
    fetched = call(served, "fetch", id=SUBITEM).structured_content
    assert fetched["text"] == f"{texts[SUBITEM.removesuffix('__subpara_a')]}\n{texts[SUBITEM]}"


def test_results_keep_their_published_schemas(served: str) -> None:
    """Structured content is valid by the output schema of its tool."""
    tools = {tool.name: tool for tool in ask(served, lambda client: client.list_tools()).tools}
    for name, arguments in (("search", {"query": "会议"}), ("fetch", {"id": SUBITEM})):
        validate(call(served, name, **arguments).structured_content, tools[name].output_schema)


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("fetch", {"id": "/akn/nothing"}, "No paragraph has the id /akn/nothing"),  # unknown
        ("fetch", {}, "id is needed"),  # missing
        ("fetch", {"id": 13}, "id must be a text"),  # not a text
        ("search", {"query": " "}, "query is empty"),  # nothing asked
        ("search", {"query": "x" * 2001}, "the limit is 2000"),  # too long
        ("search", {"query": "a\u0000"}, "U+0000"),  # no text
        ("search", {"query": "a", "k": 5}, "k is not known here"),  # unknown argument
        ("delete", {"id": "x"}, "the tools are search and fetch"),  # unknown tool
    ],
)
def test_a_call_that_cannot_be_answered_says_why(
    served: str, tool: str, arguments: dict[str, object], told: str
) -> None:
    """A wrong call is an error result that the model can read and correct."""
    result = call(served, tool, **arguments)
    assert result.is_error
    assert told in result.content[0].text


@pytest.mark.parametrize("path", ["/mcp"])
def test_the_endpoint_answers_without_a_redirect(served: str, path: str) -> None:
    """A plain JSON-RPC request is answered at the address itself, in plain JSON."""
    response = httpx2.post(served + path, json=LIST_TOOLS, headers=HEADERS)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert len(response.json()["result"]["tools"]) == 2


@pytest.mark.parametrize(
    ("given", "host", "status"),
    [
        ({}, "127.0.0.1:8000", 200),  # a loopback name with any port
        ({}, "localhost", 200),  # and without
        ({}, "rebound.example", 421),  # a name that a page points at this machine
        ({"public_url": "https://un.example"}, "un.example", 200),  # the public name
        ({"allowed_hosts": "chat.example"}, "chat.example:8000", 200),  # a name allowed
        ({"host": "0.0.0.0"}, "any.example", 200),  # noqa: S104 - on the network
        ({"host": "0.0.0.0", "allowed_hosts": "un.example"}, "any.example", 421),  # noqa: S104
    ],
)
def test_only_known_host_names_are_answered(
    searcher: Searcher, given: dict[str, Any], host: str, status: int
) -> None:
    """A server on the loopback address is not reached under a stranger's name."""
    with TestClient(create_app(searcher, Settings.load(**given))) as client:
        response = client.post("/mcp", json=LIST_TOOLS, headers={**HEADERS, "host": host})
    assert response.status_code == status


def test_a_page_from_elsewhere_is_refused(searcher: Searcher) -> None:
    """A browser's request with a foreign Origin is not answered by a loopback server."""
    headers = {**HEADERS, "host": "localhost:8000"}
    with TestClient(create_app(searcher, Settings())) as client:
        for origin, status in (("https://evil.example", 403), ("http://localhost:3000", 200)):
            response = client.post("/mcp", json=LIST_TOOLS, headers={**headers, "origin": origin})
            assert response.status_code == status


@pytest.mark.parametrize(
    "body",
    [
        b"",  # nothing
        b"{",  # cut off
        b"[]",  # a batch of none
        b"\xff",  # not UTF-8
        b"[" * 20_000,  # deeper than a stack
        b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "tools/list"}',  # half a surrogate pair
        b'{"jsonrpc": "2.0", "id": 1, "method": "\\ud800"}',  # in a method
        b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "\\ud800"}}',
        (
            b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params":'
            b' {"name": "search", "arguments": {"query": "\\ud800"}}}'
        ),
        (
            b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params":'
            b' {"name": "search", "arguments": {"\\ud800": "a"}}}'
        ),
        b'{"a":"' + b"x" * 70_000 + b'"}',  # longer than allowed
    ],
)
@pytest.mark.parametrize("version", [None, "2025-06-18", "2026-07-28", "1999-01-01"])
def test_nothing_sent_makes_the_endpoint_fail(
    client: TestClient, body: bytes, version: str | None
) -> None:
    """Whatever is posted, the status is not a server error."""
    headers = HEADERS if version is None else {**HEADERS, "mcp-protocol-version": version}
    assert client.post("/mcp", content=body, headers=headers).status_code < 500
