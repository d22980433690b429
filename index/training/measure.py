"""Measure an encoder: a text must find its translation, a question its paragraph.

Mates: P@1 of the Chinese translation among all held-out Chinese texts of the same set, and the same
after the mates are shuffled, which must be near 0. Mates alone mislead: an encoder can find them by
names and numbers. So questions are measured too: nDCG@10 (Jarvelin and Kekalainen 2002, binary
relevance) over the paragraphs of the reports, cut crudely at line ends.

A question file is JSON Lines: `id`, `lang`, `query`, `report` (file stem before `.zh.txt`) and
`lines`, the 1-based line numbers at which the answering paragraphs begin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from index.training.rows import LANGUAGES, Row

Floats = npt.NDArray[np.float32]

_CUTOFF: Final = 10
_HARD_WRAPPED: Final = 80
"""A report whose longest line is shorter than this many characters is hard-wrapped (the one that is
has 61 at most, the others 362 and more)."""


class Encoder(Protocol):
    """Anything that turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return float32 vectors of length 1, shape (texts, dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """One crude paragraph: `lines` are the 1-based source lines it was joined from."""

    report: str
    lines: frozenset[int]
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the lines of its report that answer it."""

    id: str
    lang: str
    query: str
    report: str
    lines: frozenset[int]


def precision_at_1(queries: Floats, targets: Floats, mates: npt.NDArray[np.int64]) -> float:
    """Share of queries whose nearest target is their mate, 0 to 1, higher is better."""
    if not len(queries):
        return float("nan")
    nearest = (queries @ targets.T).argmax(axis=1)
    return float((nearest == mates).mean())


def mate_figures(encoder: Encoder, rows: Iterable[Row], seed: int = 7) -> dict[str, float]:
    """P@1 for every held-out set and language, and with shuffled mates; keys `set lang->zh`."""
    rng = np.random.default_rng(seed)
    figures: dict[str, float] = {}
    held: dict[str, list[Row]] = {}
    for row in rows:
        if row.held_out and "zh" in row.texts:
            held.setdefault(row.held_out, []).append(row)
    for name, group in sorted(held.items()):
        targets = encoder.encode([row.texts["zh"] for row in group])
        for lang in LANGUAGES[1:]:
            having = np.array([i for i, row in enumerate(group) if lang in row.texts], np.int64)
            if not len(having):
                continue
            queries = encoder.encode([group[i].texts[lang] for i in having])
            figures[f"{name} {lang}->zh"] = precision_at_1(queries, targets, having)
            figures[f"{name} {lang}->zh shuffled"] = precision_at_1(
                queries, targets, rng.permutation(having)
            )
    return figures


def crude_passages(report: str, text: str) -> list[Passage]:
    """Cut a report at line ends; in a hard-wrapped one a trailing space ends a paragraph."""
    lines = text.split("\n")
    wrapped = max(map(len, lines)) < _HARD_WRAPPED
    passages: list[Passage] = []
    pending: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pending.append((number, line))
            if not wrapped or line.endswith(" "):
                passages.append(_passage(report, pending))
                pending = []
    if pending:
        passages.append(_passage(report, pending))
    return passages


def _passage(report: str, parts: Sequence[tuple[int, str]]) -> Passage:
    text = "".join(line.rstrip("\n") for _, line in parts).strip()
    return Passage(report, frozenset(number for number, _ in parts), text)


def read_questions(path: Path) -> list[Question]:
    """Read a question file; see the module's first lines for its format."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        lines = frozenset(raw["lines"])
        found.append(Question(raw["id"], raw["lang"], raw["query"], raw["report"], lines))
    return found


def ndcg(ranked: Sequence[bool], relevant: int, cutoff: int = _CUTOFF) -> float:
    """The nDCG of a ranking with binary relevance, 0 to 1; 0 where nothing is relevant."""
    gains = sum(1 / np.log2(rank + 2) for rank, hit in enumerate(ranked[:cutoff]) if hit)
    best = sum(1 / np.log2(rank + 2) for rank in range(min(relevant, cutoff)))
    return float(gains / best) if best else 0.0


def question_figures(
    encoder: Encoder, questions: Sequence[Question], passages: Sequence[Passage]
) -> dict[str, float]:
    """Mean nDCG@10 over all questions (key `all`) and per language."""
    vectors = encoder.encode([passage.text for passage in passages])
    queries = encoder.encode([question.query for question in questions])
    scores: dict[str, list[float]] = {}
    for question, query in zip(questions, queries, strict=True):
        relevant = [
            passage.report == question.report and bool(passage.lines & question.lines)
            for passage in passages
        ]
        order = np.argsort(-(vectors @ query), kind="stable")
        value = ndcg([relevant[i] for i in order[:_CUTOFF]], sum(relevant))
        for key in ("all", question.lang):
            scores.setdefault(key, []).append(value)
    return {key: float(np.mean(values)) for key, values in scores.items()}


def read_passages(reports: Path) -> list[Passage]:
    """The crude paragraphs of every `*.zh.txt` in a folder."""
    found: list[Passage] = []
    for path in sorted(reports.glob("*.zh.txt")):
        name = path.name.removesuffix(".zh.txt")
        found += crude_passages(name, path.read_text(encoding="utf-8"))
    return found
