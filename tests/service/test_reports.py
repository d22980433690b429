"""Paragraphs, reports and citations over HTTP."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from corpus import Corpus
from service import schemas

OP_13 = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"
SUBITEM = "/akn/un/statement/deliberation/ctoc-cop/2010-10-22/res-5-1/zho@/!main~para_1__subpara_a"


def test_every_paragraph_has_an_address(client: TestClient, corpus: Corpus) -> None:
    """Each citable paragraph is shown at its permalink, verbatim, in the contract's shape."""
    adapter = TypeAdapter(schemas.Hit)
    for paragraph in corpus.paragraphs:
        response = client.get(f"/v1/passages{paragraph.id}")
        assert response.status_code == 200, paragraph.id
        shown = response.json()
        adapter.validate_python(shown, strict=True, extra="forbid")
        assert (shown["id"], shown["text"]) == (paragraph.id, paragraph.text)
        assert shown["url"] == f"https://reports.example/v1/passages{paragraph.id}"


@pytest.mark.parametrize(
    "written",
    [
        OP_13,  # the permalink: one slash after the route
        "/" + OP_13,  # the id after a slash of its own
        quote(OP_13),  # percent-encoded where it need not be
        "/" + quote(OP_13, safe=""),  # percent-encoded throughout, slashes too
        OP_13.replace("!", "%21").replace("~", "%7e"),  # as some clients do
    ],
)
def test_an_id_may_be_written_in_several_ways(client: TestClient, written: str) -> None:
    """All ways that clients put an id into an address lead to the same paragraph."""
    response = client.get(f"/v1/passages{written}")
    assert response.status_code == 200
    assert response.json()["id"] == OP_13


def test_a_sub_item_comes_with_its_chapeau(client: TestClient, corpus: Corpus) -> None:
    """A sub-item's context has the text that it completes."""
    shown = client.get(f"/v1/passages{SUBITEM}").json()
    texts = {paragraph.id: paragraph.text for paragraph in corpus.paragraphs}
    assert shown["context"]["chapeau"] == texts[SUBITEM.removesuffix("__subpara_a")]
    assert shown["citation"]["kind"] == "subitem"
    assert (shown["citation"]["paragraph"], shown["citation"]["subparagraph"]) == ("1", "a")


def test_reports_are_listed_with_what_is_known_of_them(client: TestClient, corpus: Corpus) -> None:
    """The list has the manifest's rows and says how each symbol is known."""
    answer = client.get("/v1/reports").json()
    TypeAdapter(schemas.ReportsResponse).validate_python(answer, strict=True, extra="forbid")
    listed = {report["symbol"]: report for report in answer["reports"]}
    assert list(listed) == [report.entry.symbol for report in corpus.reports]
    assert listed["CTOC/COP/2016/15"]["symbol_status"] == "inferred"
    for report in corpus.reports:
        assert listed[report.entry.symbol]["paragraphs"] == len(report.paragraphs)
        assert listed[report.entry.symbol]["sha256"] == report.entry.sha256


@pytest.mark.parametrize(
    "written",
    ["CTOC/COP/2016/15", "CTOC%2FCOP%2F2016%2F15", "ctoc/cop/2016/15", "/CTOC/COP/2016/15"],
)
def test_an_outline_names_every_paragraph_in_order(
    client: TestClient, corpus: Corpus, written: str
) -> None:
    """A report's outline has all its paragraphs under their headings, however it is asked for."""
    outline = client.get(f"/v1/reports/{written}").json()
    TypeAdapter(schemas.OutlineResponse).validate_python(outline, strict=True, extra="forbid")
    report = corpus.report("CTOC/COP/2016/15")
    listed = [row["id"] for section in outline["sections"] for row in section["paragraphs"]]
    assert listed == [paragraph.id for paragraph in report.paragraphs]
    by_id = {paragraph.id: paragraph for paragraph in report.paragraphs}
    for section in outline["sections"]:
        for row in section["paragraphs"]:
            paragraph = by_id[row["id"]]
            assert section["path"] == list(paragraph.path)
            assert section["instrument"]["number"] == paragraph.citation.instrument.number
            assert row["kind"] == paragraph.citation.kind.value


def test_links_between_answers_hold(client: TestClient) -> None:
    """The list leads to outlines and the outlines to paragraphs."""
    report = client.get("/v1/reports").json()["reports"][0]
    outline = client.get(report["url"].removeprefix("https://reports.example")).json()
    assert outline["report"] == report
    row = outline["sections"][0]["paragraphs"][0]
    shown = client.get(row["url"].removeprefix("https://reports.example")).json()
    assert shown["citation"]["label"] == row["label"]


@pytest.mark.parametrize(
    "ref",
    [
        "第8/1号决议第13段",
        "resolution 8/1, para. 13",
        "résolution 8/1, par. 13",
        "resolución 8/1, párr. 13",
        "резолюция 8/1, пункт 13",
        "القرار 8/1، الفقرة 13",
    ],
)
def test_a_citation_is_resolved_in_each_language(client: TestClient, ref: str) -> None:
    """The labels that the service writes are citations that it reads."""
    answer = client.get("/v1/cite", params={"ref": ref}).json()
    TypeAdapter(schemas.CiteResponse).validate_python(answer, strict=True, extra="forbid")
    assert answer["status"] == "found"
    assert [hit["id"] for hit in answer["matches"]] == [OP_13]


def test_an_ambiguous_citation_offers_all(client: TestClient) -> None:
    """A number that a resolution and a decision share gives both."""
    answer = client.get("/v1/cite", params={"ref": "8/1"}).json()
    assert answer["status"] == "ambiguous"
    types = {hit["citation"]["instrument"]["type"] for hit in answer["matches"]}
    assert types == {"resolution", "decision"}


@pytest.mark.parametrize("ref", ["resolution 8/1, para. 99", "resolution 70/174", "hello"])
def test_what_is_cited_nowhere_is_not_found(client: TestClient, ref: str) -> None:
    """A citation that names nothing here is an answer that says so."""
    response = client.get("/v1/cite", params={"ref": ref})
    assert response.status_code == 200
    answer = response.json()
    assert (answer["status"], answer["matches"]) == ("not_found", [])
    assert answer["detail"]
