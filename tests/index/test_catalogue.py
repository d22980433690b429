"""index/catalogue.py: paragraphs by id and filter, and what is shown around them."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.errors import IndexUnusable, UnknownName
from corpus.model import Kind
from index.catalogue import Catalogue
from index.model import Filters


@pytest.fixture
def catalogue(paragraphs, entry):
    """The hand-made paragraphs."""
    return Catalogue(paragraphs, [entry])


def texts(catalogue, filters):
    """The texts that pass."""
    mask = catalogue.allowed(filters)
    return [catalogue.paragraphs[n].text for n in np.flatnonzero(mask)]


def test_bytes_round_trip_without_loss(corpus):
    """Every paragraph and every report of the corpus is read back as it was."""
    entries = [report.entry for report in corpus.reports]
    stored = Catalogue(corpus.paragraphs, entries).to_bytes()
    again = Catalogue.from_bytes(*stored)
    assert again.paragraphs == corpus.paragraphs
    assert list(again.entries) == entries
    assert again.to_bytes() == stored


@pytest.mark.parametrize("damaged", [(b"{}\n", b"[]"), (b"", b"{"), (b"\xff\n", b"[]")])
def test_refuses_other_bytes(damaged):
    """Anything else is an index that cannot be used."""
    with pytest.raises(IndexUnusable, match="operative index"):
        Catalogue.from_bytes(*damaged)


def test_neighbours_are_of_the_same_part(catalogue, paragraphs):
    """Neither the other instrument's paragraph nor a footnote stands beside one."""
    by_id = {paragraph.id: n for n, paragraph in enumerate(paragraphs)}
    first = by_id["/akn/un/res-8-1/zho@/!main~para_1"]
    assert catalogue.before(first) == "回顾大会第70/174号决议，"
    assert catalogue.after(first) == "请秘书处："
    assert catalogue.before(by_id["/akn/un/res-8-1/zho@/!main~rec_1"]) is None
    assert catalogue.after(by_id["/akn/un/res-8-1/zho@/!main~para_3"]) is None
    note = by_id["/akn/un/res-8-1/zho@/!main~fn_1"]
    assert (catalogue.before(note), catalogue.after(note)) == (None, None)


def test_chapeau_and_notes(catalogue, paragraphs):
    """A sub-item has what it completes, a paragraph the footnotes whose markers it carries."""
    for ordinal, paragraph in enumerate(paragraphs):
        expected = "请秘书处：" if paragraph.citation.subparagraph else None
        assert catalogue.chapeau(ordinal) == expected
        notes = [note.text for note in catalogue.notes(ordinal)]
        assert notes == (["联合国，《条约汇编》，第2225卷。"] if paragraph.notes else [])


def test_filters_by_instrument_and_type(catalogue):
    """A bare number means both; a type before it means one."""
    assert len(texts(catalogue, Filters(instrument=("8/1",)))) == 8
    assert texts(catalogue, Filters(instrument=("decision 8/1",))) == ["核准第九届会议临时议程。"]
    assert texts(catalogue, Filters(instrument=(" Decision  8/1 ",))) == [
        "核准第九届会议临时议程。"
    ]


def test_values_widen_and_filters_narrow(catalogue):
    """Kinds are alternatives; a kind and an instrument are both demanded."""
    kinds = Filters(kind=(Kind.PREAMBULAR, Kind.FOOTNOTE))
    assert len(texts(catalogue, kinds)) == 2
    both = Filters(kind=(Kind.REPORT, Kind.SUBITEM), instrument=("8/1",))
    assert texts(catalogue, both) == ["举办培训；", "编写关于洗钱的手册。"]
    assert texts(catalogue, Filters(kind=(Kind.TABLE,))) == []
    assert catalogue.allowed(Filters()) is None


@pytest.mark.parametrize(
    "filters", [Filters(symbol=("CTOC/COP/1999/1",)), Filters(instrument=("9/9",))]
)
def test_an_unknown_value_is_an_error_that_names_the_valid_ones(catalogue, filters):
    """An empty answer would look like an answer."""
    with pytest.raises(UnknownName, match=r"valid: .*(CTOC/COP/2016/15|8/1)"):
        catalogue.allowed(filters)


def test_unknown_ids_and_symbols(catalogue):
    """They are named in the error."""
    with pytest.raises(UnknownName, match="/akn/nothing"):
        catalogue.ordinal("/akn/nothing")
    with pytest.raises(UnknownName, match="A/1"):
        catalogue.report("A/1")
    assert "/akn/nothing" not in catalogue
