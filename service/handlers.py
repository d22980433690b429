"""Problems as HTTP responses: what the application does with each kind of exception."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from corpus.errors import OperativeError, UnknownName
from service.problems import Problem, crashed, printable, unknown

if TYPE_CHECKING:
    from fastapi import FastAPI

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


def respond_problem(problem: Problem, base_url: str) -> Response:
    """Render a problem as an HTTP response."""
    return Response(
        orjson.dumps(problem.body(base_url)),
        problem.status,
        headers=problem.headers,
        media_type=MEDIA_TYPE,
    )


def install_handlers(app: FastAPI, base_url: str) -> None:
    """Make every error of ``app`` a problem document, the framework's own included."""

    async def on_operative(_: Request, error: Exception) -> Response:
        return respond_problem(_from_operative(error), base_url)

    async def on_http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return respond_problem(_from_status(request, status), base_url)

    async def on_crash(_: Request, __: Exception) -> Response:
        return respond_problem(crashed(), base_url)

    app.add_exception_handler(OperativeError, on_operative)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_crash)


def _from_operative(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, UnknownName):
        return unknown(str(error))
    logger.error("a request failed", exc_info=error)
    return crashed()


def _from_status(request: Request, status: int) -> Problem:
    """Say what the framework's bare statuses (404, 405, …) mean here."""
    path = printable(request.scope["path"])
    if status == 404:
        return unknown(f"There is no route {path}; the routes are listed at /docs.")
    if status == 405:
        allowed = ", ".join(_allowed_methods(request))
        detail = f"{path} takes {allowed}, not {printable(request.method)}."
        return Problem(405, "method", "The method is not allowed", detail, {"Allow": allowed})
    phrase = HTTPStatus(status).phrase
    return Problem(status, "http", phrase, f"{phrase}: {path}")


def _allowed_methods(request: Request) -> list[str]:
    """All methods of all routes at this path; the framework names those of the first alone."""
    methods: set[str] = set()
    for route in request.app.router.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= getattr(route, "methods", None) or set()
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)
