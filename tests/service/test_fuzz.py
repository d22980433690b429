"""Whatever is asked, the answer is the contract's shape or a problem document, never a failure."""

from __future__ import annotations

import json
from urllib.parse import quote_from_bytes, urlencode

from httpx2 import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from service import schemas

BOUNDED = settings(
    derandomize=True,
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

NAMES = st.sampled_from(["q", "k", "lang", "kind", "symbol", "instrument"]) | st.text(max_size=5)
VALUES = (
    st.sampled_from(
        ["a", "会议", "第8/1号决议第13段", "en", "auto", "list", "8/1", "5", "CTOC/COP/2016/15"]
    )
    | st.integers().map(str)
    | st.text(max_size=40)
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=30)
)
JSON_VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec=None), max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
FILTERS = st.dictionaries(
    st.sampled_from(["kind", "symbol", "instrument", "year"]),
    JSON_VALUES | st.sampled_from(["list", "8/1", "CTOC/COP/2016/15"]),
    max_size=3,
)
BODIES = st.fixed_dictionaries(
    {"query": st.text(max_size=60) | JSON_VALUES},
    optional={
        "k": st.integers(-5, 120) | JSON_VALUES,
        "lang": st.sampled_from(["auto", "zh", "en", "xx"]) | JSON_VALUES,
        "filters": FILTERS | JSON_VALUES,
        "other": JSON_VALUES,
    },
)


def check(response: Response, shape: object) -> None:
    """Hold that a response is an answer of that shape, or a problem of the client's making."""
    if response.status_code == 200:
        TypeAdapter(shape).validate_python(response.json(), strict=True, extra="forbid")
        return
    assert 400 <= response.status_code < 500, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["detail"]
    assert ("errors" in problem) == (response.status_code == 422)
    for error in problem.get("errors", ()):
        assert error["detail"]


@BOUNDED
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5))
def test_any_parameters(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    """Known and unknown parameters with any text."""
    check(client.get("/v1/search?" + urlencode(pairs, errors="surrogatepass")), SEARCH)


@BOUNDED
@given(question=st.text(min_size=1, max_size=200))
def test_any_question(client: TestClient, question: str) -> None:
    """Any text as a question and as a citation."""
    encoded = urlencode({"q": question})
    check(client.get(f"/v1/search?{encoded}"), SEARCH)
    check(client.get(f"/v1/cite?ref={encoded.removeprefix('q=')}"), schemas.CiteResponse)


@BOUNDED
@given(raw=st.binary(max_size=60))
def test_any_bytes_in_an_address(client: TestClient, raw: bytes) -> None:
    """Any percent-encoded bytes as parameters, as an id and as a symbol."""
    encoded = quote_from_bytes(raw, safe="&=+")
    check(client.get(f"/v1/search?q={encoded}"), SEARCH)
    check(client.get(f"/v1/passages/{quote_from_bytes(raw)}"), schemas.Hit)
    check(client.get(f"/v1/reports/{quote_from_bytes(raw, safe='')}x"), schemas.OutlineResponse)


@BOUNDED
@given(body=BODIES | JSON_VALUES)
def test_any_json(client: TestClient, body: object) -> None:
    """Any JSON document as a body, half surrogate pairs, NaN and huge numbers included."""
    sent = client.post(
        "/v1/search", content=json.dumps(body), headers={"content-type": "application/json"}
    )
    check(sent, SEARCH)


@BOUNDED
@given(raw=st.binary(max_size=80))
def test_any_bytes_as_a_body(client: TestClient, raw: bytes) -> None:
    """Any bytes as a body."""
    sent = client.post("/v1/search", content=raw, headers={"content-type": "application/json"})
    check(sent, SEARCH)


SEARCH = schemas.SearchResponse
