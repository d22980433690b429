"""Measure the lexicons: whether a translated text finds its Chinese paragraph by words alone.

fragments   eight words in a row from a held-out resolution find their paragraph's Chinese side
            among all held-out paragraphs: MRR@10, hundreds of queries a language
questions   the questions of an evaluation set find the judged paragraphs of the reports by the
            lexical leg alone: nDCG@10, few and true to life
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from corpus import load_corpus
from corpus.model import Language
from index.lexical import Floats, Lexical, build_lexical
from index.lexicon import Lexicon, learn_lexicon
from index.passages import context_of
from index.stems import FOREIGN
from index.terms import Cutter, LexicalQuery, Terms
from index.training.rows import Row
from index.translate import Translator

FRAGMENT: Final = 8
"""Words of a fragment: about as many as a question has."""

FRAGMENTS: Final = 300
"""Fragments a language."""

_DEPTH: Final = 10
_NOTHING: Final = Terms((), ())


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the grades of the paragraphs that answer it, by paragraph id."""

    text: str
    language: Language
    grades: Mapping[str, int]


def read_judged(folder: Path, split: str) -> list[Judged]:
    """Read one split of an evaluation set; see eval/dataset.py for its layout."""
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    lines = (folder / "qrels" / f"{split}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        query, paragraph, grade = line.split("\t")
        grades[query][paragraph] = int(grade)
    found = []
    for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        facts = row["metadata"]
        if facts["split"] == split and grades[row["_id"]]:
            language = Language(facts["language"])
            found.append(Judged(row["text"], language, grades[row["_id"]]))
    return found


def question_figures(translator: Translator, questions: Sequence[Judged]) -> dict[str, float]:
    """nDCG@10 of the lexical leg over the bundled reports by language, and over all foreign ones.

    Chinese questions are asked as they are, for comparison.
    """
    ids, lexical, cutter = _report_postings()
    values: dict[str, list[float]] = defaultdict(list)
    for question in questions:
        if question.language is Language.ZH:
            query = cutter.query(question.text, Language.ZH)
        else:
            query = LexicalQuery(translator.translate(question.text, question.language))
        value = _ndcg(lexical.score(query).scores, ids, question.grades)
        values[question.language.value].append(value)
        if question.language is not Language.ZH:
            values["foreign"].append(value)
    return {name: float(np.mean(found)) for name, found in sorted(values.items())}


def fragment_figures(
    translator: Translator, rows: Sequence[Row], lexicon: Lexicon
) -> dict[str, float]:
    """MRR@10 of fragments of held-out paragraphs, by language."""
    held = [row for row in rows if row.held_out == "resolutions" and "zh" in row.texts]
    cutter = Cutter(lexicon)
    lexical = build_lexical((cutter.terms(row.texts["zh"]), _NOTHING) for row in held)
    figures = {}
    for language in FOREIGN:
        values = [
            _reciprocal_rank(
                lexical.score(LexicalQuery(translator.translate(text, language))).scores, at
            )
            for at, text in _fragments(held, language.value)
        ]
        figures[language.value] = float(np.mean(values)) if values else float("nan")
    return figures


def _report_postings() -> tuple[list[str], Lexical, Cutter]:
    paragraphs = load_corpus().paragraphs
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    contexts = [context_of(paragraph, texts) for paragraph in paragraphs]
    cutter = Cutter(learn_lexicon([*texts.values(), *contexts]))
    lexical = build_lexical(
        (cutter.terms(paragraph.text), cutter.terms(context))
        for paragraph, context in zip(paragraphs, contexts, strict=True)
    )
    return [paragraph.id for paragraph in paragraphs], lexical, cutter


def _fragments(rows: Sequence[Row], language: str) -> list[tuple[int, str]]:
    """Fragments with the place of their paragraph, the same ones each time."""
    chance = random.Random(7)  # noqa: S311  # a fixed sample, not a secret
    found = []
    for at, row in enumerate(rows):
        words = row.texts.get(language, "").split()
        if len(words) >= 2 * FRAGMENT:
            start = chance.randrange(len(words) - FRAGMENT)
            found.append((at, " ".join(words[start : start + FRAGMENT])))
    chance.shuffle(found)
    return found[:FRAGMENTS]


def _reciprocal_rank(scores: Floats, right: int) -> float:
    rank = 1 + int((scores > scores[right]).sum())
    return 1 / rank if scores[right] > 0 and rank <= _DEPTH else 0.0


def _ndcg(scores: Floats, ids: Sequence[str], grades: Mapping[str, int]) -> float:
    """nDCG@10 (Järvelin and Kekäläinen 2002); ties go to the earlier paragraph."""
    order = np.argsort(-scores, kind="stable")[:_DEPTH]
    gains = [grades.get(ids[i], 0) if scores[i] > 0 else 0 for i in order.tolist()]
    best = sorted(grades.values(), reverse=True)[:_DEPTH]
    return _discounted(gains) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return float(sum(gain / np.log2(rank + 2) for rank, gain in enumerate(gains)))
