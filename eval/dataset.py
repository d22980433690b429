"""An evaluation set in the BEIR layout: queries, graded judgements, quotes.

    queries.jsonl      {"_id", "text", "metadata": {"language", "kind", "topic", "split"}}
    qrels/<split>.tsv  header query-id, corpus-id, score; grade 2 answers, 1 helps
    quotes.jsonl       {"query-id", "corpus-id", "quote"}: words of the judged paragraph (optional)

A query without judgements is unanswerable: the right answer is to say so.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import OperativeError
from corpus.model import Language

BUNDLED = Path(__file__).parent / "sets" / "ctoc-cop"
"""The set that the repository carries, over the four bundled reports."""

GRADES = (1, 2)


class DatasetError(OperativeError):
    """An evaluation set has bad rows; the message lists them all with their line numbers."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question of a set."""

    id: str
    text: str
    language: Language
    kind: str
    topic: str
    split: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions with their judgements: paragraph id to grade, by question id.

    ``reports`` gives a paragraph's report by its symbol, for the judged ones at least.
    """

    queries: tuple[Query, ...]
    qrels: Mapping[str, Mapping[str, int]]
    hash: str
    reports: Mapping[str, str] = field(default_factory=dict)

    def answers(self, query: str) -> frozenset[str]:
        """The paragraphs that answer a question, not only help."""
        return frozenset(p for p, grade in self.qrels[query].items() if grade == max(GRADES))

    def split(self, name: str) -> Dataset:
        """The questions of one split; raises DatasetError when there is none of that name."""
        queries = tuple(query for query in self.queries if query.split == name)
        if not queries:
            valid = ", ".join(sorted({query.split for query in self.queries}))
            raise DatasetError(f"no split {name!r} (valid: {valid})")
        kept = {query.id for query in queries}
        return Dataset(
            queries,
            {key: row for key, row in self.qrels.items() if key in kept},
            self.hash,
            self.reports,
        )


def load_dataset(
    folder: Path, paragraphs: Mapping[str, str], reports: Mapping[str, str] | None = None
) -> Dataset:
    """The set in a folder, checked against the corpus.

    ``paragraphs`` maps every paragraph id to its text, ``reports`` to its report's symbol.

    Raises DatasetError listing every bad row: malformed JSON, missing fields, unknown languages,
    ids that do not exist, grades out of range, judgements of unknown questions, quotes that the
    paragraph does not contain.
    """
    if not folder.is_dir():
        raise DatasetError(f"no evaluation set in {folder}: there is no such folder")
    problems: list[str] = []
    queries = list(_queries(folder / "queries.jsonl", problems))
    by_id = {query.id: query for query in queries}
    if not list((folder / "qrels").glob("*.tsv")):
        problems.append("qrels: no file of judgements, qrels/<split>.tsv")
    qrels: dict[str, dict[str, int]] = {query.id: {} for query in queries}
    for path in sorted((folder / "qrels").glob("*.tsv")):
        for place, query, paragraph, grade in _judgements(path, problems):
            if query not in by_id:
                problems.append(f"{place}: no question {query!r}")
            elif by_id[query].split != path.stem:
                problems.append(f"{place}: question {query!r} is in split {by_id[query].split!r}")
            elif paragraph not in paragraphs:
                problems.append(f"{place}: no paragraph {paragraph!r}")
            elif paragraph in qrels[query]:
                problems.append(f"{place}: {query!r} and {paragraph!r} are judged twice")
            else:
                qrels[query][paragraph] = grade
    _check_quotes(folder / "quotes.jsonl", paragraphs, by_id, problems)
    if problems:
        rows = "1 bad row" if len(problems) == 1 else f"{len(problems)} bad rows"
        raise DatasetError(f"{folder}: {rows}\n  " + "\n  ".join(problems))
    return Dataset(tuple(queries), qrels, _hash(folder), dict(reports or {}))


def _rows(path: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The JSON objects of a file, one a line, with their place."""
    if not path.exists():
        problems.append(f"{path.name}: missing")
        return
    for number, line in enumerate(_lines(path, problems), 1):
        place = f"{path.name}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(f"{place}: not JSON: {error}")
            continue
        if isinstance(row, dict):
            yield place, row
        else:
            problems.append(f"{place}: not an object")


def _lines(path: Path, problems: list[str]) -> list[str]:
    """The lines of a file; none where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        problems.append(f"{path.name}: not UTF-8 at byte {error.start}")
        return []


def _queries(path: Path, problems: list[str]) -> Iterator[Query]:
    seen: dict[str, str] = {}
    for place, row in _rows(path, problems):
        facts = row.get("metadata")
        if not isinstance(facts, dict):
            problems.append(f"{place}: metadata {facts!r} is not an object")
            continue
        name = str(row.get("_id"))
        if name in seen:
            problems.append(f"{place}: _id {name!r} stands at {seen[name]} already")
        seen.setdefault(name, place)
        if not re.fullmatch(r"\S+", name) or not str(row.get("text", "?")).strip():
            problems.append(f"{place}: an _id is one word, a text is not empty")
            continue
        try:
            yield Query(
                id=str(row["_id"]),
                text=str(row["text"]),
                language=Language(facts["language"]),
                kind=str(facts["kind"]),
                topic=str(facts.get("topic", row["_id"])),
                split=str(facts["split"]),
            )
        except KeyError as error:
            problems.append(f"{place}: no {error.args[0]}")
        except ValueError:
            valid = ", ".join(Language)
            problems.append(f"{place}: language {facts['language']!r} (valid: {valid})")


def _judgements(path: Path, problems: list[str]) -> Iterator[tuple[str, str, str, int]]:
    lines = _lines(path, problems)
    if not lines or lines[0].split("\t") != ["query-id", "corpus-id", "score"]:
        problems.append(f"{path.name}:1: the header is not query-id, corpus-id, score")
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        place = f"{path.name}:{number}"
        if len(fields) != 3 or fields[2] not in {str(grade) for grade in GRADES}:
            problems.append(f"{place}: {line!r} is not query, paragraph, grade 1 or 2")
        else:
            yield place, fields[0], fields[1], int(fields[2])


def _check_quotes(
    path: Path,
    paragraphs: Mapping[str, str],
    queries: Mapping[str, Query],
    problems: list[str],
) -> None:
    if not path.exists():
        return
    for place, row in _rows(path, problems):
        paragraph = str(row.get("corpus-id"))
        if row.get("query-id") not in queries:
            problems.append(f"{place}: no question {row.get('query-id')!r}")
        elif paragraph not in paragraphs:
            problems.append(f"{place}: no paragraph {paragraph!r}")
        elif str(row.get("quote")) not in paragraphs[paragraph]:
            problems.append(f"{place}: {paragraph} does not say {row.get('quote')!r}")


def _hash(folder: Path) -> str:
    """A hash over questions and judgements."""
    digest = hashlib.sha256()
    for path in [folder / "queries.jsonl", *sorted((folder / "qrels").glob("*.tsv"))]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
