"""Every refusal is a problem document that names the field, the value and what is valid."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from service.problems import MAX_ECHO, MAX_ERRORS

JSON = {"content-type": "application/json"}


def problem(response: Response, status: int) -> dict[str, object]:
    """The problem document of a response that must have ``status``."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert set(document) >= {"type", "title", "status", "detail"}
    assert document["status"] == status
    assert all(document.values())
    return document


def only_error(response: Response) -> dict[str, object]:
    """The one field error of a 422."""
    errors = problem(response, 422)["errors"]
    assert isinstance(errors, list)
    assert len(errors) == 1, errors
    error: dict[str, object] = errors[0]
    return error


@pytest.mark.parametrize(
    ("query", "field", "value", "extra"),
    [
        ("", "q", None, {"limit": 2000}),  # no question
        ("q=", "q", "", {"limit": 2000}),  # an empty one
        ("q=%20%09%0A", "q", " \\u0009\\u000a", {"limit": 2000}),  # white space alone
        ("q=%E2%80%8B", "q", "\\u200b", {"limit": 2000}),  # nothing visible
        (f"q={'x' * 2001}", "q", "x" * (MAX_ECHO - 1) + "…", {"limit": 2000}),  # too long
        ("q=a%00b", "q", "a\\u0000b", {}),  # NUL
        ("q=a%1Bb", "q", "a\\u001bb", {}),  # an escape sequence
        ("q=a%C2%85b", "q", "a\\u0085b", {}),  # a control character beyond ASCII
        ("q=a&q=b", "q", "b", {"limit": 1}),  # two questions
        ("q=a&k=0", "k", "0", {"limit": 100}),  # none asked for
        ("q=a&k=-3", "k", "-3", {"limit": 100}),  # negative
        ("q=a&k=101", "k", "101", {"limit": 100}),  # too many
        ("q=a&k=99999999999999999999", "k", "9" * 20, {"limit": 100}),  # far too many
        ("q=a&k=5.0", "k", "5.0", {"limit": 100}),  # not whole
        ("q=a&k=1e1", "k", "1e1", {"limit": 100}),  # not plain digits
        ("q=a&k=true", "k", "true", {"limit": 100}),  # not a number
        ("q=a&k=%EF%BC%95", "k", "５", {"limit": 100}),  # full-width digits are for texts
        ("q=a&k=", "k", "", {"limit": 100}),  # empty
        ("q=a&k=1&k=2", "k", "2", {"limit": 1}),  # twice
        ("q=a&lang=de", "lang", "de", {"choices": "auto"}),  # not an official language
        ("q=a&lang=", "lang", "", {"choices": "auto"}),  # empty
        ("q=a&lang=EN", "lang", "EN", {"choices": "auto"}),  # codes are lower case
        ("q=a&kind=verse", "kind", "verse", {"choices": "operative"}),  # no such kind
        ("q=a&kind=annex&kind=verse", "kind", "verse", {"choices": "operative"}),  # one of two
        ("q=a&kind=annex,list", "kind", "annex,list", {"choices": "operative"}),  # not split
        ("q=a&symbol=A/RES/1", "symbol", "A/RES/1", {"choices": "CTOC/COP/2010/17"}),  # unknown
        ("q=a&instrument=99/9", "instrument", "99/9", {"choices": "resolution 8/1"}),  # unknown
        ("q=a&page=2", "page", None, {"choices": "q"}),  # no such parameter
        ("q=a&Q=b", "Q", None, {"choices": "q"}),  # names are lower case
        ("q=a&=b", "", None, {"choices": "q"}),  # a value without a name
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    client: TestClient, query: str, field: str, value: str | None, extra: dict[str, object]
) -> None:
    """The error has the parameter, what was sent, and the limit or the choices."""
    error = only_error(client.get(f"/v1/search?{query}"))
    assert error["field"] == field
    assert error["value"] == value
    assert error["detail"]
    assert error.get("limit") == extra.get("limit")
    if "choices" in extra:
        choices = error["choices"]
        assert isinstance(choices, list)
        assert extra["choices"] in choices


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        ("{}", "query", None),  # no question
        ('{"query": null}', "query", None),  # no question, said so
        ('{"query": ""}', "query", ""),  # an empty one
        ('{"query": 5}', "query", 5),  # a number
        ('{"query": ["a"]}', "query", "an array of 1"),  # an array
        ('{"query": {"a": 1}}', "query", "an object of 1"),  # an object
        ('{"query": "a\\u0000"}', "query", "a\\u0000"),  # NUL
        ('{"query": "a\\ud800"}', "query", "a\\ud800"),  # half a surrogate pair
        ('{"query": "a", "k": true}', "k", True),  # true is not 1
        ('{"query": "a", "k": 5.0}', "k", 5.0),  # 5.0 is not whole
        ('{"query": "a", "k": 1e400}', "k", "inf"),  # more than any number
        ('{"query": "a", "k": 0}', "k", 0),  # none asked for
        ('{"query": "a", "k": -1}', "k", -1),  # negative
        ('{"query": "a", "k": 10000000000000000000000}', "k", "1" + "0" * 22),  # huge
        ('{"query": "a", "k": "5"}', "k", "5"),  # a text
        ('{"query": "a", "k": null}', "k", None),  # null is not the default
        ('{"query": "a", "lang": 7}', "lang", 7),  # not a code
        ('{"query": "a", "lang": null}', "lang", None),  # null is not auto
        ('{"query": "a", "filters": []}', "filters", "an array of 0"),  # not an object
        ('{"query": "a", "filters": {"kind": 3}}', "filters.kind", 3),  # not a name
        ('{"query": "a", "filters": {"kind": [["annex"]]}}', "filters.kind", "an array of 1"),
        ('{"query": "a", "filters": {"kind": ["\\udfff"]}}', "filters.kind", "\\udfff"),
        ('{"query": "a", "filters": {"year": 2016}}', "filters.year", None),  # no such filter
        ('{"query": "a", "q": "b"}', "q", None),  # the parameter's name is no body field
        ('{"query": "a", "\\ud800": 1}', "\\ud800", None),  # an unprintable name
        ('"a"', "body", "a"),  # not an object
        ("[]", "body", "an array of 0"),  # not an object
        ("null", "body", None),  # not an object
    ],
)
def test_a_body_field_that_cannot_be_used_is_named(
    client: TestClient, body: str, field: str, value: object
) -> None:
    """The error has the field's path and what was sent."""
    error = only_error(client.post("/v1/search", content=body, headers=JSON))
    assert error["field"] == field
    assert error["value"] == value


def test_all_wrong_fields_are_named_at_once(client: TestClient) -> None:
    """A client can mend everything after one answer."""
    document = problem(client.get("/v1/search?k=0&lang=xx&kind=yy&zz=1"), 422)
    errors = document["errors"]
    assert isinstance(errors, list)
    assert {error["field"] for error in errors} == {"q", "k", "lang", "kind", "zz"}


def test_a_flood_of_unknown_fields_gets_a_short_answer(client: TestClient) -> None:
    """Only the first errors are listed, the others counted."""
    body = json.dumps({"query": "a", **{f"x{number}": 1 for number in range(500)}})
    document = problem(client.post("/v1/search", content=body, headers=JSON), 422)
    errors = document["errors"]
    assert isinstance(errors, list)
    assert len(errors) == MAX_ERRORS
    assert f"{500 - MAX_ERRORS} more" in str(document["detail"])


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "Expecting value"),  # nothing
        (b"{", "line 1"),  # cut off
        (b"{'query': 'a'}", "line 1"),  # not JSON's quotes
        (b'{"query": "a",}', "line 1"),  # a comma too many
        (b'{"query": "a\nb"}', "control character"),  # a bare line end in a text
        (b'{"query": "\xff"}', "not UTF-8 from byte 11"),  # not UTF-8
        ('{"query": "会议"}'.encode("gbk"), "not UTF-8"),  # another encoding
        ('{"query": "a"}'.encode("utf-16"), "not UTF-8"),  # another encoding
        (b'{"query": "a", "query": "b"}', "twice"),  # which one?
        (b'{"query": "a", "filters": {"kind": "list", "kind": "annex"}}', "twice"),  # within
        (b'{"query": "a", "k": NaN}', "NaN"),  # Python would read it
        (b'{"query": "a", "k": -Infinity}', "Infinity"),  # likewise
        (b'{"query": "a", "k": ' + b"9" * 5000 + b"}", "4300"),  # longer than Python converts
        (b"[" * 30_000, "nested"),  # deeper than any parser's stack
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested"),  # likewise
    ],
)
def test_a_body_that_is_not_json_is_malformed(client: TestClient, body: bytes, told: str) -> None:
    """What cannot be read is a 400 that says where or why."""
    detail = problem(client.post("/v1/search", content=body, headers=JSON), 400)["detail"]
    assert told in str(detail)


@pytest.mark.parametrize(
    "headers",
    [
        {},  # not declared
        {"content-type": "text/plain"},  # something else
        {"content-type": "application/x-www-form-urlencoded"},  # a form
        {"content-type": "application/json; charset=gbk"},  # another encoding
        {"content-type": "application/jsonp"},  # not quite
        {"content-type": ";"},  # nonsense
        {**JSON, "content-encoding": "gzip"},  # compressed
    ],
)
def test_a_body_of_another_type_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    """A body must be declared as JSON in UTF-8, uncompressed."""
    problem(client.post("/v1/search", content=b'{"query": "a"}', headers=headers), 415)


@pytest.mark.parametrize(
    "declared",
    [
        "application/json",
        "application/json; charset=utf-8",
        'Application/JSON;charset="UTF-8"',
    ],
)
def test_json_may_be_declared_in_several_ways(client: TestClient, declared: str) -> None:
    """Media types are not case-sensitive and UTF-8 may be said."""
    sent = client.post(
        "/v1/search", content=b'\xef\xbb\xbf{"query": "a"}', headers={"content-type": declared}
    )
    assert sent.status_code == 200


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    """A body over the limit is a 413 that names the limit, declared or not."""
    long = b'{"query": "' + b"x" * 70_000 + b'"}'
    declared = client.post("/v1/search", content=long, headers=JSON)
    streamed = client.post("/v1/search", content=iter([long[:40_000], long[40_000:]]), headers=JSON)
    for response in (declared, streamed):
        assert "65536" in str(problem(response, 413)["detail"])


@pytest.mark.parametrize(
    "query",
    [
        "q=%FF",  # no UTF-8 text
        "q=%E4%BC",  # a character cut off
        "q=%ED%A0%80",  # half a surrogate pair
        "%FF=a",  # in a name
        "q=a&" + "x=1&" * 300,  # more parameters than anyone needs
    ],
)
def test_a_damaged_query_string_is_malformed(client: TestClient, query: str) -> None:
    """Damaged encoding is said, not searched for."""
    problem(client.get(f"/v1/search?{query}"), 400)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/search", "GET, HEAD, POST"),
        ("PUT", "/v1/search", "GET, HEAD, POST"),
        ("OPTIONS", "/v1/search", "GET, HEAD, POST"),
        ("BREW", "/v1/search", "GET, HEAD, POST"),
        ("POST", "/v1/cite", "GET, HEAD"),
        ("PATCH", "/v1/reports/CTOC/COP/2016/15", "GET, HEAD"),
        ("POST", "/healthz", "GET, HEAD"),
        ("GET", "/mcp", "POST"),
        ("HEAD", "/mcp", "POST"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    """A 405 names all methods of the route."""
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/v1",
        "/v1/search/",  # a slash too many is another address
        "/v2/search?q=a",
        "//v1/search?q=a",
        "/v1/%00",
        "/%FF%FE",
        "/" + "x" * 5000,
        "/v1/passages/",
        "/v1/passages/akn/un/nothing",
        "/v1/passages/" + quote("\n\u202e", safe=""),
        "/v1/reports/A/RES/1",
        "/v1/reports/",
        "/v1/reports/CTOC/COP/2016/15/..%2f..",
    ],
)
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    """A 404 has a short detail, whatever the address was."""
    document = problem(client.get(path), 404)
    assert len(str(document["detail"])) < 500


def test_an_unknown_report_is_told_the_known_ones(client: TestClient) -> None:
    """A 404 for a symbol lists the symbols there are."""
    document = problem(client.get("/v1/reports/CTOC/COP/1999/1"), 404)
    assert "CTOC/COP/2016/15" in str(document["detail"])


@pytest.mark.parametrize(
    "path", ["/v1/reports", "/v1/reports/CTOC/COP/2016/15", "/v1/passages/akn/x"]
)
def test_routes_without_parameters_refuse_any(client: TestClient, path: str) -> None:
    """An unknown parameter is refused everywhere under /v1."""
    error = only_error(client.get(f"{path}?lang=en"))
    assert error["field"] == "lang"


def test_a_post_takes_no_parameters(client: TestClient) -> None:
    """A POST with its question in the address is told so."""
    error = only_error(client.post("/v1/search?k=5", json={"query": "a"}))
    assert error["field"] == "k"


@pytest.mark.parametrize(
    "query", ["", "ref=", "ref=a&ref=b", "ref=a&k=1", f"ref={'x' * 2001}", "ref=%01"]
)
def test_a_reference_is_held_to_the_same_limits(client: TestClient, query: str) -> None:
    """What is refused of a question is refused of a citation."""
    only_error(client.get(f"/v1/cite?{query}"))
