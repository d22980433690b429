"""Search over HTTP: the contract's shape, its filters, and the two ways to ask."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from corpus import Corpus
from service import schemas

QUESTION = "人口贩运受害人"
OP_13 = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"


def test_an_answer_has_the_shape_of_the_contract(client: TestClient) -> None:
    """Every field is there with its type, and no other."""
    answer = client.get("/v1/search", params={"q": QUESTION, "k": 20}).json()
    TypeAdapter(schemas.SearchResponse).validate_python(answer, strict=True, extra="forbid")
    assert answer["query"] == QUESTION
    assert answer["language"] == "zh"
    assert 0 <= answer["confidence"] <= 1
    assert answer["took_ms"] > 0
    assert [hit["rank"] for hit in answer["hits"]] == list(range(1, len(answer["hits"]) + 1))
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_what_is_returned_is_what_the_report_says(client: TestClient, corpus: Corpus) -> None:
    """A hit's text is the paragraph's, its highlights lie in it, its notes are the footnotes."""
    paragraphs = {paragraph.id: paragraph for paragraph in corpus.paragraphs}
    for hit in client.get("/v1/search", params={"q": QUESTION}).json()["hits"]:
        paragraph = paragraphs[hit["id"]]
        assert hit["text"] == paragraph.text
        assert hit["source"]["spans"] == [list(span) for span in paragraph.spans]
        assert [note["id"] for note in hit["notes"]] == list(paragraph.notes)
        for mark in hit["highlights"]:
            assert 0 <= mark["start"] < mark["end"] <= len(hit["text"])


def test_a_hit_says_where_else_its_words_stand(client: TestClient) -> None:
    """A recital of 5/4 that 8/3 repeats: each stays a hit and names the other with its citation."""
    recital = "resolution 5/4, second preambular paragraph"
    hit = client.get("/v1/search", params={"q": recital, "k": 1}).json()["hits"][0]
    others = {other["label"]["en"]: other for other in hit["also_in"]}
    assert "resolution 8/3, ninth preambular paragraph" in others
    again = client.get(others["resolution 8/3, ninth preambular paragraph"]["url"]).json()
    assert hit["id"] in [other["id"] for other in again["also_in"]]


@pytest.mark.parametrize("lang", ["auto", "zh", "en", "fr", "es", "ru", "ar"])
def test_the_language_may_be_given(client: TestClient, lang: str) -> None:
    """A given language is used, `auto` detects it."""
    answer = client.get("/v1/search", params={"q": QUESTION, "lang": lang}).json()
    assert answer["language"] == ("zh" if lang == "auto" else lang)


def test_ten_hits_unless_asked_otherwise(client: TestClient) -> None:
    """Without k there are ten hits at most, with k that many."""
    assert len(client.get("/v1/search", params={"q": "会议"}).json()["hits"]) == 10
    assert len(client.get("/v1/search", params={"q": "会议", "k": 3}).json()["hits"]) == 3
    assert len(client.get("/v1/search", params={"q": "会议", "k": 100}).json()["hits"]) > 10


def test_get_and_post_answer_alike(client: TestClient) -> None:
    """The same question gets the same hits either way."""
    got = client.get(
        "/v1/search", params={"q": QUESTION, "k": 4, "lang": "zh", "kind": ["operative", "annex"]}
    )
    posted = client.post(
        "/v1/search",
        json={
            "query": QUESTION,
            "k": 4,
            "lang": "zh",
            "filters": {"kind": ["operative", "annex"]},
        },
    )
    assert got.status_code == posted.status_code == 200
    assert got.json() | {"took_ms": 0} == posted.json() | {"took_ms": 0}


@pytest.mark.parametrize(
    ("filters", "field", "allowed"),
    [
        ({"kind": "operative"}, ("kind",), {"operative"}),  # one value
        ({"kind": ["operative", "annex"]}, ("kind",), {"operative", "annex"}),  # alternatives
        ({"symbol": "CTOC/COP/2010/17"}, ("symbol",), {"CTOC/COP/2010/17"}),  # a report
        ({"symbol": "ctoc/cop/2010/17"}, ("symbol",), {"CTOC/COP/2010/17"}),  # in any case
        ({"instrument": "8/2"}, ("instrument", "number"), {"8/2"}),  # a number
        ({"instrument": "resolution 8/2"}, ("instrument", "number"), {"8/2"}),  # in full
    ],
)
def test_filters_let_only_their_values_through(
    client: TestClient, filters: dict[str, object], field: tuple[str, ...], allowed: set[str]
) -> None:
    """Hits have only the values asked for, over GET and POST."""
    got = client.get("/v1/search", params={"q": "会议", "k": 50, **filters})
    posted = client.post("/v1/search", json={"query": "会议", "k": 50, "filters": filters})
    for answer in (got.json(), posted.json()):
        assert answer["hits"]
        for hit in answer["hits"]:
            value = hit["citation"]
            for key in field:
                value = value[key]
            assert value in allowed


def test_resolution_and_decision_of_one_number_can_be_told_apart(client: TestClient) -> None:
    """A bare number lets both through, the full name one."""
    types = {
        name: {
            hit["citation"]["instrument"]["type"]
            for hit in client.get(
                "/v1/search", params={"q": "会议", "k": 50, "instrument": name}
            ).json()["hits"]
        }
        for name in ("8/1", "resolution 8/1", "decision 8/1")
    }
    assert types["8/1"] == {"resolution", "decision"}
    assert types["resolution 8/1"] == {"resolution"}
    assert types["decision 8/1"] == {"decision"}


def test_filters_that_exclude_each_other_give_no_hits(client: TestClient) -> None:
    """An impossible combination is an empty answer, not an error."""
    params = {"q": "会议", "symbol": "CTOC/COP/2010/17", "instrument": "8/1"}
    answer = client.get("/v1/search", params=params)
    assert answer.status_code == 200
    assert answer.json()["hits"] == []


def test_a_citation_in_the_question_comes_first(client: TestClient) -> None:
    """A question that names a paragraph gets it as the first hit."""
    for question in (
        "第8/1号决议第13段",
        "What does operative paragraph 13 of resolution 8/1 say?",
    ):
        first = client.get("/v1/search", params={"q": question}).json()["hits"][0]
        assert first["id"] == OP_13
        assert first["scores"]["citation"] == 1.0


def test_every_hit_has_a_permalink_that_answers(client: TestClient) -> None:
    """A hit's url is the public address, the route and the id, and shows the same paragraph."""
    for hit in client.get("/v1/search", params={"q": QUESTION}).json()["hits"]:
        assert hit["url"] == f"https://reports.example/v1/passages{hit['id']}"
        shown = client.get(hit["url"].removeprefix("https://reports.example")).json()
        assert (shown["id"], shown["text"]) == (hit["id"], hit["text"])


@pytest.mark.parametrize(
    "question",
    [
        "？？？",  # punctuation alone
        "😀",  # beyond the basic plane
        "a\tb\r\nc",  # white space of all kinds
        "\u200fالاتجار بالأشخاص\u200f",  # direction marks
        "e\u0301" * 50,  # combining accents
        "x" * 2000,  # as long as allowed
        "会" * 2000,  # as long as allowed, in Chinese
        "0",  # a single digit
        "' OR 1=1 --",  # somebody always tries
        "\ufffe\U0010ffff",  # noncharacters are characters
    ],
)
def test_odd_questions_are_answered(client: TestClient, question: str) -> None:
    """What is text is a question, whether or not there is an answer."""
    got = client.get(f"/v1/search?q={quote(question)}")
    posted = client.post("/v1/search", json={"query": question})
    assert got.status_code == posted.status_code == 200


def test_white_space_around_a_question_does_not_count(client: TestClient) -> None:
    """A question is the same with spaces around it."""
    assert client.get("/v1/search?q=+%E4%BC%9A%E8%AE%AE%0A").json()["query"] == "会议"
