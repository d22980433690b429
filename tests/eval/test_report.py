"""The report of a run: one page, whole, with what went wrong by name."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from corpus import load_corpus
from corpus.model import Language
from eval.dataset import Dataset, Query
from eval.html import as_html
from eval.markdown import Row, comparison, systems_table
from eval.run import Run
from eval.summary import summarise


@pytest.fixture(scope="module")
def paragraphs():
    """Two real paragraphs, so that the page shows their citations."""
    return {p.id: p for p in load_corpus().report("CTOC/COP/2016/15").paragraphs}


@pytest.fixture(scope="module")
def case(paragraphs):
    """A question that is answered, one that is not, and one that has no answer."""
    right, wrong = list(paragraphs)[:2]
    queries = (
        Query("q1", "<b>Who?</b>", Language.EN, "who", "t1", "test"),
        Query("q2", "ماذا؟", Language.AR, "fact", "t2", "test"),
        Query("q3", "天气？", Language.ZH, "unanswerable", "t3", "test"),
    )
    reports = {id_: one.citation.symbol for id_, one in paragraphs.items()}
    data = Dataset(queries, {"q1": {right: 2}, "q2": {right: 2}, "q3": {}}, "hash", reports)
    run = Run(
        "tiny",
        {"q1": ((right, 0.9),), "q2": ((wrong, 0.8),), "q3": ((wrong, 0.7),)},
        {"q1": 0.9, "q2": 0.6, "q3": 0.8},
        {"q1": True, "q2": True, "q3": True},
        {"q1": 0.001, "q2": 0.002, "q3": 0.003},
        {"build": "b" * 64},
    )
    return data, run


class Balance(HTMLParser):
    """Counts opened and closed elements, and notes addresses that a browser would fetch."""

    VOID = frozenset({"meta", "link", "br", "path", "use", "rect", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Push; note src and href, unless inside the page."""
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "xlink:href"} and not value.startswith(("#", "data:")):
                self.fetched.append(value)

    def handle_endtag(self, tag):
        """Pop; the two must agree."""
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else(case, paragraphs):
    """Balanced, nothing fetched, no script; a question's own markup is shown, not run."""
    data, run = case
    page = as_html(data, run, summarise(data, run), "test: tiny", paragraphs)
    checker = Balance()
    checker.feed(page)
    assert checker.open == []
    assert checker.fetched == []
    assert "<script" not in page
    assert "<b>Who?</b>" not in page
    assert page.count("<svg") == 5


def test_the_page_names_what_went_wrong(case, paragraphs):
    """The wrong first citation, the right one, and the question that has no answer."""
    data, run = case
    page = as_html(data, run, summarise(data, run), "test: tiny", paragraphs)
    right, wrong = list(paragraphs.values())[:2]
    worst = page[page.index("Worst questions") :]
    assert "ماذا؟" in worst
    assert wrong.citation.label[Language.EN] in worst
    assert right.citation.label[Language.EN] in worst
    assert "天气？" in worst[worst.index("Answered, though") :]


def test_the_page_is_the_same_each_time(case, paragraphs):
    """Nothing in it depends on the time or on the order of a set."""
    data, run = case
    pages = [as_html(data, run, summarise(data, run), "t", paragraphs) for _ in range(2)]
    assert pages[0] == pages[1]


def test_gained_and_lost_questions_are_named(case, paragraphs):
    """Against a run in which the other question was answered."""
    data, run = case
    right, wrong = list(paragraphs)[:2]
    before = replace(
        run, name="before", ranked={"q1": ((wrong, 0.9),), "q2": ((right, 0.8),), "q3": ()}
    )
    text = comparison(data, summarise(data, run), before)
    assert "gained: q1 +1.00" in text
    assert "lost: q2 -1.00" in text
    assert "nDCG@10: +0.000 (p = 1.000)" in text
    page = as_html(data, run, summarise(data, run), "t", paragraphs, before=before)
    assert "<b>Who?</b>" not in page  # a question's own markup is shown, not run
    assert re.search(r"Changes since before.*&lt;b&gt;Who.*\+1\.00", page, re.DOTALL)


def test_a_system_that_cannot_run_says_why(case):
    """It has no figures, and the reason stands below the table."""
    data, run = case
    rows = [
        Row("mine", "as served", summarise(data, run), run),
        Row("theirs", "a hub model", missing="no hub"),
    ]
    table = systems_table(rows)
    assert re.search(r"\| mine: as served \| 0\.500 ", table)
    assert "- theirs: skipped, no hub" in table
    assert "theirs" not in table[: table.index("- theirs")]
