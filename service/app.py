"""The application: routes, problems, metrics and the MCP endpoint over one opened index."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from corpus.errors import OperativeError
from service import openapi
from service.answers import Answers
from service.handlers import install_handlers
from service.mcp_server import Connector
from service.metrics import HeadAsGet, Meter, Metrics
from service.opening import open_index
from service.problems import not_ready
from service.routes import State, corpus_routes, search_routes, service_routes
from service.settings import Settings

if TYPE_CHECKING:
    from index.search import Searcher

MCP_PATH = "/mcp"

logger = logging.getLogger(__name__)


def create_app(
    source: Searcher | Settings | None = None, settings: Settings | None = None
) -> FastAPI:
    """Return the application over an opened searcher, or over the index that settings name.

    With settings (read from the environment by default) the index is opened when the application
    starts; if it cannot be, the application runs, /readyz and every question answer 503 with the
    reason, and /healthz stays well. Raises SettingsError for a setting that cannot work.
    """
    if isinstance(source, Settings):
        source, settings = None, source
    chosen = settings or Settings.load()
    state = State(chosen, Metrics())
    if source is not None:
        _open(state, source)
    mcp = _Mcp(state)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if state.opened is None:
            _open_index(state)
        async with mcp.running():
            yield

    app = FastAPI(
        title="Operative",
        summary=openapi.SUMMARY,
        version=_version(),
        servers=[{"url": chosen.base_url}],
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.add_middleware(Meter, metrics=state.metrics)
    app.add_middleware(HeadAsGet)
    install_handlers(app, chosen.base_url)
    # Flat, not included: the routes stay findable by path, for metrics and for Allow headers.
    for routes in (search_routes, corpus_routes, service_routes):
        app.router.routes.extend(routes(state).routes)
    app.router.routes.append(Route(MCP_PATH, mcp, methods=["POST"]))
    openapi.add_problem_schema(app.openapi())
    return app


class _Mcp:
    """Hands /mcp to a connector that lives as long as one run of the application.

    The SDK's session manager runs once, while an application may be started again (as tests do).
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._connector: Connector | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request while running."""
        if self._connector is None:
            raise not_ready(self._state.reason)
        await self._connector(scope, receive, send)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve requests within this context."""
        self._connector = Connector(self._state.answers, self._state.settings, _version())
        try:
            async with self._connector.manager.run():
                yield
        finally:
            self._connector = None


def _open(state: State, searcher: Searcher) -> None:
    """Take a searcher into service, with what its first question would otherwise wait for."""
    answers = Answers(searcher, state.settings.base_url)
    _ = answers.names
    state.metrics.show_index(answers.manifest)
    state.opened = answers


def _open_index(state: State) -> None:
    """Open the index of the settings, or note why questions cannot be answered."""
    try:
        _open(state, open_index(state.settings))
    except OperativeError as error:
        state.reason = str(error)
        logger.warning("there is no index to answer from: %s", error)


def _version() -> str:
    try:
        return version("operative")
    except PackageNotFoundError:
        return "0"
