"""Prometheus metrics of one application, in a registry of its own."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.model import IndexManifest
from service.schemas import SearchResponse

BUCKETS = (0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0)
"""Seconds; fine around the promises of 5 ms (median) and 20 ms (99th percentile)."""

UNMATCHED = "unmatched"
METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"})

EXPOSITION_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """What is counted; labels are bounded, whatever clients send."""

    def __init__(self) -> None:
        """Create empty metrics in a new registry."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "operative_http_requests",
            "HTTP requests by route and status",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "operative_http_request_seconds",
            "Time from the request to the end of its response",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.questions = Counter(
            "operative_questions",
            "Questions by language and by whether the reports answer them",
            ("language", "answerable"),
            registry=self.registry,
        )
        self.index = Gauge(
            "operative_index_info",
            "The index that answers; always 1",
            ("build", "corpus", "encoder", "encoder_revision"),
            registry=self.registry,
        )
        self.paragraphs = Gauge(
            "operative_index_paragraphs", "Citable paragraphs in the index", registry=self.registry
        )
        ProcessCollector(registry=self.registry)

    def show_index(self, manifest: IndexManifest) -> None:
        """State which index answers."""
        self.index.clear()
        self.index.labels(
            manifest.build, manifest.corpus, manifest.encoder, manifest.encoder_revision
        ).set(1)
        self.paragraphs.set(manifest.paragraphs)

    def count_answer(self, answer: SearchResponse) -> None:
        """Count one answered question."""
        self.questions.labels(answer["language"], str(answer["answerable"]).lower()).inc()

    def exposition(self) -> bytes:
        """Everything in the text format that Prometheus scrapes."""
        return generate_latest(self.registry)


class Meter:
    """ASGI middleware that counts and times every HTTP request by its route's template."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Wrap ``app``."""
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request and count it, also when it fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        start = time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            self._count(scope, status, time.perf_counter() - start)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", UNMATCHED)
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)


class HeadAsGet:
    """ASGI middleware that answers HEAD as GET without the body, as RFC 9110 asks."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_head)
