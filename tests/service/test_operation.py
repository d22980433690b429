"""Health, readiness, metrics, and descriptions of the API that are true to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from index.model import IndexManifest
from index.search import Searcher
from service import schemas
from service.app import create_app
from service.settings import Settings


def test_a_served_index_is_healthy_and_ready(client: TestClient, searcher: Searcher) -> None:
    """Both probes are well, and readiness says which index answers."""
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    TypeAdapter(schemas.Readiness).validate_python(ready, strict=True, extra="forbid")
    assert ready["index"]["build"] == searcher.manifest.build


def test_without_an_index_the_service_says_what_to_run(tmp_path: Path) -> None:
    """The process is alive, but not ready, and every question is told why."""
    app = create_app(Settings(index=tmp_path / "none"))
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 200
        for path in ("/readyz", "/v1/search?q=a", "/v1/reports", "/v1/cite?ref=a"):
            response = client.get(path)
            assert response.status_code == 503
            assert response.headers["content-type"] == "application/problem+json"
            assert "operative index" in response.json()["detail"]


def test_settings_open_the_index_that_they_name(settings: Settings) -> None:
    """An application made from settings answers from their index."""
    with TestClient(create_app(settings)) as client:
        assert client.get("/v1/search?q=%E4%BC%9A%E8%AE%AE&k=1").json()["hits"]


def test_an_application_can_be_started_again(app: FastAPI) -> None:
    """Starting twice, one after the other, works: nothing is used up."""
    for _ in range(2):
        with TestClient(app) as client:
            assert client.get("/readyz").status_code == 200


def test_a_failure_of_the_service_is_a_problem_too() -> None:
    """An unforeseen error is a 500 without its inner details."""
    crashing = create_app(Broken(), Settings())  # type: ignore[arg-type]
    with TestClient(crashing, raise_server_exceptions=False) as client:
        response = client.get("/v1/search?q=a")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text


def test_metrics_count_by_route_and_status(searcher: Searcher) -> None:
    """Requests are counted under their route's template, never under what the client wrote."""
    with TestClient(create_app(searcher, Settings())) as client:
        client.get("/v1/search?q=%E4%BC%9A%E8%AE%AE")
        client.get("/v1/search")
        client.get("/v1/passages/akn/secret")
        client.get("/secret")
        client.request("SECRET", "/v1/search")
        text = client.get("/metrics").text
    count = 'operative_http_requests_total{method="GET",route="/v1/search",status="%s"} 1.0'
    assert count % 200 in text
    assert count % 422 in text
    assert 'route="/v1/passages/{id:path}",status="404"} 1.0' in text
    assert 'route="unmatched",status="404"} 1.0' in text
    assert 'method="OTHER"' in text
    assert "secret" not in text.lower()
    assert 'operative_http_request_seconds_bucket{le="0.005",route="/v1/search"}' in text
    assert searcher.manifest.build in text
    assert re.search(r"operative_questions_total{.*language=\"zh\"} 1\.0", text)


def test_openapi_lists_the_routes_of_the_contract(client: TestClient) -> None:
    """Every public route is described, with its methods."""
    document = client.get("/openapi.json").json()
    described = {path: set(item) for path, item in document["paths"].items()}
    assert described == {
        "/v1/search": {"get", "post"},
        "/v1/cite": {"get"},
        "/v1/passages/{id}": {"get"},
        "/v1/reports": {"get"},
        "/v1/reports/{symbol}": {"get"},
        "/healthz": {"get"},
        "/readyz": {"get"},
        "/metrics": {"get"},
    }


def test_openapi_refers_only_to_what_it_defines(client: TestClient) -> None:
    """Every reference in the document resolves within it."""
    document = client.get("/openapi.json").json()
    references = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(document)))
    assert "ProblemResponse" in references
    assert references <= set(document["components"]["schemas"])


def test_openapi_promises_the_limits_that_hold(searcher: Searcher) -> None:
    """Limits in the document are the settings', and they are the ones enforced."""
    app = create_app(searcher, Settings(max_k=7, max_query_chars=9))
    with TestClient(app) as client:
        document = client.get("/openapi.json").json()
        by_name = {p["name"]: p for p in document["paths"]["/v1/search"]["get"]["parameters"]}
        assert by_name["k"]["schema"]["maximum"] == 7
        assert by_name["q"]["schema"]["maxLength"] == 9
        body = _body_schema(document)
        assert body["properties"]["k"]["maximum"] == 7
        assert client.get("/v1/search?q=123456789&k=7").status_code == 200
        assert client.get("/v1/search?q=123456789&k=8").status_code == 422
        assert client.get("/v1/search?q=1234567890&k=7").status_code == 422


def test_openapi_examples_work(client: TestClient) -> None:
    """What the document gives as examples is answered."""
    document = client.get("/openapi.json").json()
    search = document["paths"]["/v1/search"]
    query = next(p["example"] for p in search["get"]["parameters"] if p["name"] == "q")
    assert client.get("/v1/search", params={"q": query}).json()["hits"]
    example = search["post"]["requestBody"]["content"]["application/json"]["example"]
    assert client.post("/v1/search", json=example).status_code == 200
    for path, name in (("/v1/passages/{id}", "id"), ("/v1/reports/{symbol}", "symbol")):
        (parameter,) = document["paths"][path]["get"]["parameters"]
        (value,) = parameter["schema"]["examples"]
        assert client.get(path.replace(f"{{{name}}}", value.lstrip("/"))).status_code == 200
    (parameter,) = document["paths"]["/v1/cite"]["get"]["parameters"]
    cited = client.get("/v1/cite", params={"ref": parameter["example"]}).json()
    assert cited["status"] == "found"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/v1/search?q=%FF", "GET", "400"),
        ("/v1/search", "GET", "422"),
        ("/v1/search", "POST", "415"),
        ("/v1/passages/akn/x", "GET", "404"),
        ("/v1/reports/x", "GET", "404"),
        ("/v1/cite", "GET", "422"),
    ],
)
def test_openapi_describes_the_problems_that_happen(
    client: TestClient, path: str, method: str, status: str
) -> None:
    """A refusal that happens is among the responses described, as a problem document."""
    document = client.get("/openapi.json").json()
    assert str(client.request(method, path).status_code) == status
    bare = path.partition("?")[0]
    template = re.sub(r"^/v1/(passages|reports)/.*", r"/v1/\1/{}", bare)
    (item,) = (v for k, v in document["paths"].items() if re.sub(r"{\w+}", "{}", k) == template)
    assert "application/problem+json" in item[method.lower()]["responses"][status]["content"]


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    """The page runs its own script and style alone, and its policy allows no other."""
    response = client.get("/docs")
    assert response.status_code == 200
    assert not re.search(r"(?:src|href)=\"?(?:https?:)?//", response.text)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; img-src data:; connect-src 'self'")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy


def test_problem_types_are_explained_in_the_documentation(client: TestClient) -> None:
    """The address in a problem's type is a section of the page."""
    page = client.get("/docs").text
    for path in ("/nothing", "/v1/search", "/v1/search?q=%FF"):
        section = client.get(path).json()["type"].rpartition("#")[2]
        assert f'id="{section}"' in page


def test_head_is_get_without_a_body(client: TestClient) -> None:
    """HEAD has GET's status and headers."""
    for path in ("/v1/reports", "/healthz", "/docs", "/nothing"):
        head, got = client.head(path), client.get(path)
        assert (head.status_code, head.content) == (got.status_code, b"")
        assert head.headers["content-length"] == got.headers["content-length"]


def test_the_root_leads_to_the_documentation(client: TestClient) -> None:
    """Who opens the bare address is sent to the documentation."""
    response = client.get("/")
    assert (response.status_code, response.headers["location"]) == (307, "docs")


class Broken:
    """A searcher whose every search fails in a way nobody foresaw."""

    def __init__(self) -> None:
        self.manifest = _manifest()

    def reports(self) -> tuple[()]:
        """No reports."""
        return ()

    def search(self, *_: object, **__: object) -> None:
        """Fail."""
        raise ZeroDivisionError("secret")


def _manifest() -> IndexManifest:
    return IndexManifest(1, "build", "corpus", "encoder", "revision", 1, 0, 0)


def _body_schema(document: dict[str, Any]) -> dict[str, Any]:
    content = document["paths"]["/v1/search"]["post"]["requestBody"]["content"]
    schema: dict[str, Any] = content["application/json"]["schema"]
    return schema
