"""The HTTP routes: each reads its request strictly, asks the answers, and writes JSON.

Handlers run in the event loop's thread: an answer takes about a millisecond, less than handing it
to another thread and waiting for the interpreter's lock. Responses are typed dictionaries written
by orjson; validating them again would cost more than computing them.
"""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from service import openapi, schemas
from service.answers import Answers
from service.bodies import read_json, read_pairs
from service.docs import render_docs
from service.metrics import EXPOSITION_TYPE, Metrics
from service.problems import not_ready
from service.questions import (
    question_from_body,
    question_from_pairs,
    reference_from_pairs,
    refuse_parameters,
)
from service.settings import Settings

PassageId = Annotated[
    str, Path(alias="id", description="Its identifier.", examples=[openapi.EXAMPLE_ID])
]
ReportSymbol = Annotated[str, Path(description="Its symbol.", examples=[openapi.EXAMPLE_SYMBOL])]


class State:
    """What the handlers share: the settings, the metrics and, once opened, the answers."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        """Start without an index; ``reason`` says why there is none."""
        self.settings = settings
        self.metrics = metrics
        self.reason = "The service is starting."
        self.opened: Answers | None = None

    def answers(self) -> Answers:
        """The answers of the opened index. Raises Problem (503) while there is none."""
        if self.opened is None:
            raise not_ready(self.reason)
        return self.opened


def search_routes(state: State) -> APIRouter:
    """GET and POST /v1/search, GET /v1/cite."""
    router = APIRouter(tags=["search"])
    settings = state.settings

    @router.get(
        "/v1/search",
        summary="Ask a question",
        response_model=schemas.SearchResponse,
        responses=openapi.problems(400, 422, 503),
        openapi_extra=openapi.search_parameters(settings),
    )
    async def search(request: Request) -> Response:
        """Answer a question with the paragraphs that say it, best first."""
        answers = state.answers()
        question = question_from_pairs(read_pairs(request), answers.names, settings)
        answer = answers.search(question)
        state.metrics.count_answer(answer)
        return respond(answer)

    @router.post(
        "/v1/search",
        summary="Ask a question with a JSON body",
        response_model=schemas.SearchResponse,
        responses=openapi.problems(400, 413, 415, 422, 503),
        openapi_extra=openapi.search_body(settings),
    )
    async def search_with_body(request: Request) -> Response:
        """Answer a question with the paragraphs that say it, best first."""
        refuse_parameters(read_pairs(request))
        answers = state.answers()
        body = await read_json(request, settings.max_body_bytes)
        answer = answers.search(question_from_body(body, answers.names, settings))
        state.metrics.count_answer(answer)
        return respond(answer)

    @router.get(
        "/v1/cite",
        summary="Resolve a citation",
        response_model=schemas.CiteResponse,
        responses=openapi.problems(400, 422, 503),
        openapi_extra=openapi.cite_parameters(settings),
    )
    async def cite(request: Request) -> Response:
        """Find the paragraphs that a citation names, written in any of the six languages."""
        ref = reference_from_pairs(read_pairs(request), settings)
        return respond(state.answers().cite(ref))

    return router


def corpus_routes(state: State) -> APIRouter:
    """GET /v1/passages/{id}, /v1/reports, /v1/reports/{symbol}."""
    router = APIRouter(tags=["reports"])

    @router.get(
        "/v1/passages/{id:path}",  # noqa: FAST003 - it is in the signature, by its alias
        summary="Show one paragraph",
        response_model=schemas.Hit,
        responses=openapi.problems(400, 404, 422, 503),
    )
    async def passage(request: Request, identifier: PassageId) -> Response:
        """Show one paragraph; its id may stand with or without its first slash."""
        refuse_parameters(read_pairs(request))
        return respond(state.answers().passage(identifier))

    @router.get(
        "/v1/reports",
        summary="List the reports",
        response_model=schemas.ReportsResponse,
        responses=openapi.problems(400, 422, 503),
    )
    async def reports(request: Request) -> Response:
        """List the reports of the corpus."""
        refuse_parameters(read_pairs(request))
        return respond(state.answers().reports())

    @router.get(
        "/v1/reports/{symbol:path}",
        summary="Show the outline of a report",
        response_model=schemas.OutlineResponse,
        responses=openapi.problems(400, 404, 422, 503),
    )
    async def outline(request: Request, symbol: ReportSymbol) -> Response:
        """Show the headings and instruments of a report with their paragraphs, in order."""
        refuse_parameters(read_pairs(request))
        return respond(state.answers().outline(symbol))

    return router


def service_routes(state: State) -> APIRouter:
    """/healthz, /readyz, /metrics, /docs and the redirect to it."""
    router = APIRouter(tags=["service"])
    page, policy = render_docs(state.settings)

    @router.get("/healthz", summary="Is the process alive", response_model=schemas.Health)
    async def healthz() -> Response:
        """Say that the process answers, with or without an index."""
        return respond({"status": "ok"})

    @router.get(
        "/readyz",
        summary="Can questions be answered",
        response_model=schemas.Readiness,
        responses=openapi.problems(503),
    )
    async def readyz() -> Response:
        """Say that questions can be answered, or why not."""
        manifest = state.answers().manifest
        index = {"build": manifest.build, "encoder": manifest.encoder}
        return respond({"status": "ready", "index": index})

    @router.get("/metrics", summary="Metrics for Prometheus", response_class=PlainTextResponse)
    async def metrics() -> Response:
        """Show counts and times of requests, and the index that answers."""
        return Response(state.metrics.exposition(), media_type=EXPOSITION_TYPE)

    @router.get("/docs", include_in_schema=False)
    async def docs() -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    @router.get("/", include_in_schema=False)
    async def root() -> Response:
        return RedirectResponse("docs")

    return router


def respond(wire: Any) -> Response:
    """Write a typed dictionary as JSON."""
    return Response(orjson.dumps(wire), media_type="application/json")
