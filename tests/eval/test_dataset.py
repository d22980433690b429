"""Evaluation sets are checked row by row, and every bad row is named."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import load_corpus
from corpus.model import InstrumentType, Kind
from eval.dataset import BUNDLED, DatasetError, load_dataset

QUERY = {"_id": "q1", "text": "?", "metadata": {"language": "en", "kind": "fact", "split": "train"}}


def write(folder: Path, queries: list[object], rows: list[str]) -> Path:
    """A set of one split."""
    (folder / "qrels").mkdir()
    lines = [row if isinstance(row, str) else json.dumps(row) for row in queries]
    (folder / "queries.jsonl").write_text("\n".join(lines), encoding="utf-8")
    text = "\n".join(["query-id\tcorpus-id\tscore", *rows])
    (folder / "qrels" / "train.tsv").write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_set_is_sound_and_balanced() -> None:
    """Every id exists, every quote is in its paragraph; languages, kinds and splits as promised."""
    corpus = load_corpus()
    data = load_dataset(BUNDLED, {p.id: p.text for p in corpus.paragraphs})
    languages = Counter(query.language.value for query in data.queries)
    assert languages["zh"] >= 90
    assert languages["en"] >= 110
    assert all(languages[code] >= 40 for code in ("fr", "es", "ru", "ar"))
    unanswerable = [q for q in data.queries if not data.qrels[q.id]]
    assert {q.kind for q in unanswerable} == {"unanswerable"}
    assert len(unanswerable) >= 0.15 * len(data.queries)
    train = data.split("train")
    assert 0.35 <= len(train.queries) / len(data.queries) <= 0.45
    topics = {(q.id.split("-")[0], q.topic): set() for q in data.queries}
    for query in data.queries:
        topics[query.id.split("-")[0], query.topic].add(query.split)
    assert all(len(splits) == 1 for splits in topics.values())


def test_every_part_of_the_reports_answers_a_question() -> None:
    """Each resolution, decision, annex, appendix and chapter."""
    corpus = load_corpus()
    data = load_dataset(BUNDLED, {p.id: p.text for p in corpus.paragraphs})
    answering = {paragraph for query in data.queries for paragraph in data.answers(query.id)}
    parts: dict[tuple[object, ...], bool] = {}
    for paragraph in corpus.paragraphs:
        citation = paragraph.citation
        if citation.kind is Kind.FOOTNOTE:
            continue
        narrative = citation.instrument.type is InstrumentType.REPORT and citation.annex is None
        chapter = (citation.section or "").partition(".")[0] if narrative else ""
        part = (citation.symbol, citation.instrument, citation.annex, chapter)
        parts[part] = parts.get(part, False) or paragraph.id in answering
    assert len(parts) > 80
    assert [part for part, answered in parts.items() if not answered] == []


def test_bad_rows_are_all_listed_with_their_lines(tmp_path: Path) -> None:
    """One message names every bad row."""
    bad_language = {**QUERY, "_id": "q2", "metadata": {**QUERY["metadata"], "language": "de"}}
    folder = write(
        tmp_path,
        [QUERY, "not json", {"_id": "q3"}, bad_language],
        ["q1\tp1\t2", "q1\tp9\t2", "q7\tp1\t1", "q1\tp1\t3", "q1 p1 2"],
    )
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder, {"p1": "text"})
    message = str(caught.value)
    for part in (
        "queries.jsonl:2: not JSON",
        "queries.jsonl:3: metadata None is not an object",
        "queries.jsonl:4: language 'de' (valid: zh, en, fr, es, ru, ar)",
        "train.tsv:3: no paragraph 'p9'",
        "train.tsv:4: no question 'q7'",
        "train.tsv:5: 'q1\\tp1\\t3' is not",
        "train.tsv:6: 'q1 p1 2' is not",
    ):
        assert part in message
    assert "7 bad rows" in message


def test_a_quote_that_is_not_there_is_a_bad_row(tmp_path: Path) -> None:
    """Judgements quote the paragraph, so a parser that moves text is caught."""
    folder = write(tmp_path, [QUERY], ["q1\tp1\t2"])
    row = {"query-id": "q1", "corpus-id": "p1", "quote": "missing"}
    (folder / "quotes.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(DatasetError, match=r"quotes.jsonl:1: p1 does not say 'missing'"):
        load_dataset(folder, {"p1": "text"})


def test_what_would_be_counted_wrong_is_a_bad_row(tmp_path: Path) -> None:
    """Ids and judgements that stand twice, empty texts, quotes of nothing; each with its line."""
    empty = {**QUERY, "_id": "q2", "text": " "}
    folder = write(tmp_path, [QUERY, QUERY, empty], ["q1\tp1\t2", "q1\tp1\t1"])
    row = {"query-id": "q9", "corpus-id": "p1", "quote": "text"}
    (folder / "quotes.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(DatasetError) as caught:
        load_dataset(folder, {"p1": "text"})
    for part in ("queries.jsonl:2: _id 'q1' stands at queries.jsonl:1 already",
                 "queries.jsonl:3: an _id is one word, a text is not empty",
                 "train.tsv:3: 'q1' and 'p1' are judged twice",
                 "quotes.jsonl:1: no question 'q9'"):  # fmt: skip
        assert part in str(caught.value)


def test_a_set_without_judgements_or_without_folder_says_so(tmp_path: Path) -> None:
    """Not that every question is unanswerable; bytes that are no text are named too."""
    with pytest.raises(DatasetError, match=r"no evaluation set in .*none"):
        load_dataset(tmp_path / "none", {})
    (tmp_path / "queries.jsonl").write_bytes(b"\xff")
    with pytest.raises(DatasetError) as caught:
        load_dataset(tmp_path, {})
    assert "queries.jsonl: not UTF-8 at byte 0" in str(caught.value)
    assert "qrels: no file of judgements" in str(caught.value)


def test_an_unknown_split_names_the_valid_ones(tmp_path: Path) -> None:
    """The message lists the splits there are."""
    data = load_dataset(write(tmp_path, [QUERY], ["q1\tp1\t2"]), {"p1": "text"})
    with pytest.raises(DatasetError, match=r"no split 'dev' \(valid: train\)"):
        data.split("dev")
