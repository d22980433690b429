"""Running a set through a Searcher, and keeping what came back as a TREC run."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.dataset import Dataset, DatasetError
from index.rerank import BUNDLED as WEIGHTS
from index.search import Searcher

DEPTH = 20
"""Hits kept per question; the measures look at ten."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says to one question.

    ``ranked`` are (paragraph id, score), best first; ``confidence`` 0..1, that the corpus answers;
    ``answerable`` what follows from it for the user.
    """

    ranked: tuple[tuple[str, float], ...]
    confidence: float
    answerable: bool


Ask = Callable[[str], Answer]
"""A system: a question in, an answer out."""


def asking(searcher: Searcher) -> Ask:
    """A Searcher as it serves, the language of a question undeclared."""

    def ask(question: str) -> Answer:
        result = searcher.search(question, k=DEPTH)
        ranked = tuple((hit.paragraph.id, hit.score) for hit in result.hits)
        return Answer(ranked, result.confidence, result.answerable)

    return ask


@dataclass(frozen=True, slots=True)
class Run:
    """Ranked paragraphs per question with confidence, and the facts of the system that ran.

    ``ranked`` maps a question to (paragraph id, score), best first; ``confidence`` is 0..1;
    ``answerable`` what the service said; ``seconds`` the time each question took.
    """

    name: str
    ranked: Mapping[str, tuple[tuple[str, float], ...]]
    confidence: Mapping[str, float]
    answerable: Mapping[str, bool]
    seconds: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def run_queries(
    dataset: Dataset,
    ask: Ask,
    name: str,
    facts: Mapping[str, Any] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Every question of the set asked once, in the set's order."""
    ranked: dict[str, tuple[tuple[str, float], ...]] = {}
    confidence: dict[str, float] = {}
    answerable: dict[str, bool] = {}
    seconds: dict[str, float] = {}
    for done, query in enumerate(dataset.queries, 1):
        start = time.perf_counter()
        result = ask(query.text)
        seconds[query.id] = time.perf_counter() - start
        ranked[query.id] = result.ranked
        confidence[query.id] = result.confidence
        answerable[query.id] = result.answerable
        if progress is not None:
            progress(done, len(dataset.queries))
    return Run(name, ranked, confidence, answerable, seconds, dict(facts or {}))


def facts_of(searcher: Searcher, dataset: Dataset) -> dict[str, Any]:
    """What a run must be kept with: index, recipe, corpus, questions, and what else ranks."""
    manifest = searcher.manifest
    return {
        "build": manifest.build,
        "corpus": manifest.corpus,
        "encoder": manifest.encoder,
        "encoder_revision": manifest.encoder_revision,
        "recipe": dict(manifest.recipe),
        "models": _models_hash(),
        "set": dataset.hash,
    }


def _models_hash() -> str:
    """A hash over the files that rank beside the index: lexicons, glossary, fitted weights."""
    digest = hashlib.sha256()
    for path in sorted(WEIGHTS.parent.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(WEIGHTS.parent).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def write_run(run: Run, folder: Path) -> None:
    """The run as NAME.run (TREC) and NAME.json (confidence, what was said, facts)."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{query} Q0 {paragraph} {rank} {score:.6f} {run.name}"
        for query, hits in run.ranked.items()
        for rank, (paragraph, score) in enumerate(hits, 1)
    ]
    (folder / f"{run.name}.run").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rest = {
        "confidence": run.confidence,
        "answerable": run.answerable,
        "facts": run.facts,
    }
    (folder / f"{run.name}.json").write_text(json.dumps(rest, indent=1), encoding="utf-8")


def prepare(folder: Path) -> None:
    """Make a folder for runs; raises DatasetError where that cannot be, before anything is run."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").write_text("", encoding="utf-8")
        (folder / ".writable").unlink()
    except OSError as error:
        raise DatasetError(f"runs cannot be kept in {folder}: {error.strerror}") from None


def read_run(name: str, folder: Path) -> Run:
    """A run that write_run kept; raises DatasetError naming the runs there are, or the damage."""
    path = folder / f"{name}.run"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.run"))) or "none"
        raise DatasetError(f"no run {name!r} in {folder} (there: {known})")
    ranked: dict[str, list[tuple[str, float]]] = {}
    number = 0
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):  # noqa: B007 - named in the message
            query, _, paragraph, _, score, _ = line.split()
            ranked.setdefault(query, []).append((paragraph, float(score)))
    except ValueError as error:
        raise DatasetError(f"{path}:{number}: not a line of a TREC run: {error}") from None
    facts = folder / f"{name}.json"
    try:
        rest = json.loads(facts.read_text(encoding="utf-8"))
        confidence, answerable = dict(rest["confidence"]), dict(rest["answerable"])
        return Run(
            name,
            {query: tuple(ranked.get(query, ())) for query in confidence},
            confidence,
            answerable,
            {},
            dict(rest["facts"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{facts}: not the facts of a run: {error!r}") from None


def same_questions(run: Run, dataset: Dataset) -> None:
    """Raise DatasetError unless a run was made over just these questions and judgements."""
    asked = {query.id for query in dataset.queries}
    if set(run.confidence) != asked or run.facts.get("set") not in (None, dataset.hash):
        raise DatasetError(
            f"run {run.name!r} is of another split, of other questions or of other judgements: "
            f"{len(run.confidence)} questions there, {len(asked)} here"
        )
