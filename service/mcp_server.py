"""The Model Context Protocol endpoint: the read-only tools ``search`` and ``fetch``.

Names, arguments and results are those that chat front ends expect of a connector: one text in, and
out the same object twice, as structured content and as JSON in one text block.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import TypeAdapter
from starlette.types import Receive, Scope, Send

from corpus.errors import OperativeError
from corpus.model import Language
from index.model import Filters
from service import schemas
from service.answers import Answers
from service.problems import FieldError, Invalid, Problem, crashed, unknown
from service.questions import DEFAULT_K, Question, checked_text
from service.settings import Settings

INSTRUCTIONS = (
    "Reports of the Conference of the Parties to the UN Convention against Transnational Organized"
    " Crime, in Chinese, by paragraph. Ask `search` in Chinese, English, French, Spanish, Russian"
    " or Arabic, or give it a citation such as 'resolution 8/1, para. 13'; then `fetch` a result"
    " to quote it. Results are the nearest paragraphs: the reports may not answer the question."
)

logger = logging.getLogger(__name__)

Answering = Callable[[], Answers]
"""Gives the answers of the opened index; raises a Problem while there is none."""


class Connector:
    """The two tools over one set of answers, and the HTTP transport that serves them."""

    def __init__(self, answering: Answering, settings: Settings, version: str) -> None:
        """Build the server; ``manager`` must be running (its ``run()``) before requests come."""
        self._answering = answering
        self._settings = settings
        self._tools: Mapping[str, Callable[[str], Mapping[str, object]]] = {
            "search": self.search,
            "fetch": self.fetch,
        }
        self.manager = StreamableHTTPSessionManager(
            app=Server(
                "operative",
                version=version,
                title="Operative",
                instructions=INSTRUCTIONS,
                on_list_tools=self._list_tools,
                on_call_tool=self._call_tool,
            ),
            json_response=True,
            stateless=True,
            security_settings=transport_security(settings),
            max_request_body_size=settings.max_body_bytes,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one HTTP request, as an ASGI application."""
        await self.manager.handle_request(scope, receive, send)

    def search(self, query: str) -> schemas.FoundDocuments:
        """Find the nearest paragraphs, with Chinese titles for a Chinese question, else English."""
        text = checked_text("query", query, self._settings)
        answer = self._answering().search(Question(text, DEFAULT_K, None, Filters()))
        language = Language.ZH if answer["language"] == "zh" else Language.EN
        return {
            "results": [
                {"id": hit["id"], "title": _title(hit, language), "url": hit["url"]}
                for hit in answer["hits"]
            ]
        }

    def fetch(self, identifier: str) -> schemas.FetchedDocument:
        """Give one paragraph verbatim, a sub-item after the chapeau that it completes."""
        text = checked_text("id", identifier, self._settings)
        hit = self._answering().passage(text)
        chapeau = hit["context"]["chapeau"]
        metadata: dict[str, object] = {**hit["citation"]}
        metadata |= {"path": hit["context"]["path"], "notes": hit["notes"], "source": hit["source"]}
        return {
            "id": hit["id"],
            "title": _title(hit, Language.EN),
            "text": hit["text"] if chapeau is None else f"{chapeau}\n{hit['text']}",
            "url": hit["url"],
            "metadata": metadata,
        }

    async def _list_tools(self, _: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_search_tool(self._settings), _fetch_tool(self._settings)])

    async def _call_tool(self, _: Any, params: CallToolRequestParams) -> CallToolResult:
        try:
            result = self._run(params.name, params.arguments or {})
        except Problem as problem:
            return _failure(problem)
        except OperativeError:
            logger.exception("the tool %s failed", params.name)
            return _failure(crashed())
        text = json.dumps(result, ensure_ascii=False)
        return CallToolResult(
            content=[TextContent(type="text", text=text)], structured_content=result
        )

    def _run(self, name: str, arguments: Mapping[str, object]) -> Mapping[str, object]:
        if name not in self._tools:
            raise unknown(f"There is no tool {name!r}; the tools are search and fetch.")
        argument = "query" if name == "search" else "id"
        for given in arguments:
            if given != argument:
                detail = f"is not known here; {name} takes {argument} alone"
                raise Invalid([FieldError(given, None, detail, choices=(argument,))])
        value = checked_text(argument, arguments.get(argument), self._settings)
        return self._tools[name](value)


def transport_security(settings: Settings) -> TransportSecuritySettings:
    """Which Host and Origin headers are served; see Settings.mcp_hosts for why."""
    hosts = settings.mcp_hosts
    if hosts is None:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    spelled = [spelling for host in hosts for spelling in (host, f"{host}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in spelled]
    return TransportSecuritySettings(allowed_hosts=spelled, allowed_origins=origins)


def _title(hit: schemas.Hit, language: Language) -> str:
    """The citation and its instrument's title, as a front end lists a source."""
    citation = hit["citation"]
    label = citation["label"].get(language.value) or citation["label"][Language.ZH.value]
    return f"{label} — {citation['instrument']['title']}"


def _failure(problem: Problem) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=problem.detail)], is_error=True)


def _search_tool(settings: Settings) -> Tool:
    return Tool(
        name="search",
        title="Search the conference reports",
        description="Find the paragraphs of UN conference reports that answer a question, in any"
        " of the six UN languages, or that a citation names.",
        input_schema=_one_text("query", "The question or citation.", settings),
        output_schema=TypeAdapter(schemas.FoundDocuments).json_schema(),
        annotations=_read_only(),
    )


def _fetch_tool(settings: Settings) -> Tool:
    return Tool(
        name="fetch",
        title="Fetch one paragraph",
        description="Give one paragraph verbatim, with its citation and its place in the source.",
        input_schema=_one_text("id", "The id of a search result.", settings),
        output_schema=TypeAdapter(schemas.FetchedDocument).json_schema(),
        annotations=_read_only(),
    )


def _one_text(name: str, description: str, settings: Settings) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": settings.max_query_chars}
    return {
        "type": "object",
        "properties": {name: {**text, "description": description}},
        "required": [name],
        "additionalProperties": False,
    }


def _read_only() -> ToolAnnotations:
    return ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
