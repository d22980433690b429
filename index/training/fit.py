"""Fit the student: the teacher's vectors and the translations' agreement, both at once.

Each step draws rows, each with its Chinese text, its text in another language, and, where it is
long enough, a few of its pieces in any language behind the beginning of a question. The loss adds

- teaching: 1 - cosine between each side and the teacher's vector of the English text, and the same
  for an English comma part of the row and its own teacher vector;
- mates: each side must pick the other out of the batch, both ways (InfoNCE, van den Oord 2018);
- questions: the pieces must pick the Chinese paragraph they were taken from, or its translation.

Rows are drawn in runs of neighbours, so that a batch holds the hard negatives that retrieval meets:
other paragraphs of the same resolution. Rows whose teacher vectors are nearly the same are no
negatives of each other: resolutions repeat last year's paragraphs.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from index.training.leadins import LEAD_INS
from index.training.rows import LANGUAGES, Row
from index.training.student import Bags, Ids, Student, initial_student, joined, tokenized

_SAME = 0.92
"""Teacher cosine above which two rows count as the same text; set by hand, not calibrated."""

_DOCUMENT = "zh"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything a training run depends on besides its inputs."""

    steps: int = 600
    batch: int = 768
    run_length: int = 4
    learning_rate: float = 0.01
    teaching: float = 4.0
    mates: float = 1.0
    questions: float = 1.0
    temperature: float = 0.05
    un_share: float = 0.6
    crime_factor: float = 2.0
    longest: int = 160
    seed: int = 20240


@dataclass(frozen=True, slots=True)
class Corpus:
    """Tokenized training rows. `where[lang][i]` is row i's place in `bags[lang]`, -1 if none."""

    rows: Ids
    bags: dict[str, Bags]
    where: dict[str, Ids]
    fragments: Bags
    fragment_rows: Ids
    fragments_of: dict[int, list[int]]
    lead_ins: dict[str, Bags]


def _chosen(rows: Sequence[Row], tokenizer: Tokenizer, lang: str, longest: int) -> tuple[Bags, Ids]:
    where = np.full(len(rows), -1, dtype=np.int64)
    having = [i for i, row in enumerate(rows) if lang in row.texts]
    where[having] = np.arange(len(having))
    bags = tokenized(tokenizer, [rows[i].texts[lang] for i in having])
    return shortened(bags, longest), where


def shortened(bags: Bags, longest: int) -> Bags:
    """Keep the first pieces of each text."""
    lengths = np.minimum(bags.lengths(), longest)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    return Bags(bags.ids[np.repeat(bags.starts[:-1], lengths) + within], starts)


def load_corpus(rows: Sequence[Row], tokenizer: Tokenizer, longest: int) -> Corpus:
    """Tokenize the training rows; row numbers are positions in rows.jsonl, as in teacher.npy."""
    aligned = [row for row in rows if not row.held_out and row.kind != "fragment"]
    fragments = [row for row in rows if not row.held_out and row.kind == "fragment"]
    place = {row.id: i for i, row in enumerate(aligned)}
    bags: dict[str, Bags] = {}
    where: dict[str, Ids] = {}
    for lang in LANGUAGES:
        bags[lang], where[lang] = _chosen(aligned, tokenizer, lang, longest)
    fragments_of: dict[int, list[int]] = {}
    for n, row in enumerate(fragments):
        if row.parent in place:
            fragments_of.setdefault(place[row.parent], []).append(n)
    return Corpus(
        rows=np.array([row.id for row in aligned], dtype=np.int64),
        bags=bags,
        where=where,
        fragments=tokenized(tokenizer, [row.texts["en"] for row in fragments]),
        fragment_rows=np.array([row.id for row in fragments], dtype=np.int64),
        fragments_of=fragments_of,
        lead_ins={lang: tokenized(tokenizer, LEAD_INS[lang]) for lang in LANGUAGES},
    )


def drawing_odds(rows: Sequence[Row], corpus: Corpus, recipe: Recipe) -> npt.NDArray[np.float64]:
    """How often each aligned row begins a run, adding up to 1."""
    odds = np.ones(len(corpus.rows))
    un = np.zeros(len(corpus.rows), dtype=bool)
    for i, row_id in enumerate(corpus.rows):
        row = rows[row_id]
        un[i] = row.source.startswith("un") or row.source in ("sdg", "udhr", "tico-19")
        odds[i] = recipe.crime_factor if row.crime else 1.0
    for group, share in ((un, recipe.un_share), (~un, 1 - recipe.un_share)):
        if group.any():
            odds[group] *= share / odds[group].sum()
    total = float(odds.sum())
    return np.asarray(odds / total)


def cropped(
    corpus: Corpus, chosen: Ids, languages: Sequence[str], rng: np.random.Generator
) -> Bags:
    """A question-like view of each row: 3 to 20 successive pieces, mostly behind a lead-in."""
    parts: list[npt.NDArray[np.int64]] = []
    for row, lang in zip(chosen, languages, strict=True):
        bags, at = corpus.bags[lang], corpus.where[lang][row]
        start, stop = bags.starts[at], bags.starts[at + 1]
        length = int(rng.integers(3, 21))
        offset = int(rng.integers(0, max(1, stop - start - length + 1)))
        crop = bags.ids[start + offset : min(stop, start + offset + length)]
        if rng.random() < 0.7:
            leads = corpus.lead_ins[lang]
            pick = int(rng.integers(len(leads)))
            crop = np.concatenate([leads.ids[leads.starts[pick] : leads.starts[pick + 1]], crop])
        parts.append(crop)
    starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return Bags(np.concatenate(parts), starts)


def _pick_languages(
    corpus: Corpus, chosen: Ids, rng: np.random.Generator, skip: str = ""
) -> list[str]:
    """For each row one language it has, at random, `skip` only where there is no other."""
    names = [lang for lang in LANGUAGES if lang != skip]
    has = np.stack([corpus.where[lang][chosen] >= 0 for lang in names])
    scores = np.where(has, rng.random(has.shape), -1.0)
    best = scores.argmax(axis=0)
    return [names[b] if scores[b, i] >= 0 else skip for i, b in enumerate(best)]


def _bags_of(corpus: Corpus, chosen: Ids, languages: Sequence[str]) -> Bags:
    parts: list[npt.NDArray[np.int64]] = []
    for row, lang in zip(chosen, languages, strict=True):
        bags, at = corpus.bags[lang], corpus.where[lang][row]
        parts.append(bags.ids[bags.starts[at] : bags.starts[at + 1]])
    starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return Bags(np.concatenate(parts), starts)


def contrast(
    left: torch.Tensor, right: torch.Tensor, same: torch.Tensor, temperature: float, both: bool
) -> torch.Tensor:
    """InfoNCE of matching rows; pairs marked `same` beside the diagonal are no negatives."""
    scores = (left @ right.T / temperature).masked_fill(same, -1e4)
    labels = torch.arange(len(left))
    loss = torch.nn.functional.cross_entropy(scores, labels)
    if both:
        loss = (loss + torch.nn.functional.cross_entropy(scores.T, labels)) / 2
    return loss


def _draw(odds_sum: npt.NDArray[np.float64], recipe: Recipe, rng: np.random.Generator) -> Ids:
    runs = recipe.batch // recipe.run_length
    first = np.searchsorted(odds_sum, rng.random(runs) * odds_sum[-1])
    spread = rng.integers(1, 4, size=(runs, recipe.run_length)).cumsum(axis=1) - 1
    drawn: Ids = np.unique(np.minimum(first[:, None] + spread, len(odds_sum) - 1))
    return drawn


class Fitting:
    """One training run."""

    def __init__(
        self,
        rows: Sequence[Row],
        teacher: npt.NDArray[np.float16],
        tokenizer: Tokenizer,
        recipe: Recipe,
    ) -> None:
        self.recipe = recipe
        self.teacher = teacher
        self.corpus = load_corpus(rows, tokenizer, recipe.longest)
        self.odds_sum = np.cumsum(drawing_odds(rows, self.corpus, recipe))
        self.rng = np.random.default_rng(recipe.seed)
        self.student = self._start(tokenizer.get_vocab_size())

    def _start(self, pieces: int) -> Student:
        corpus = self.corpus
        having = {lang: np.flatnonzero(corpus.where[lang] >= 0) for lang in LANGUAGES}
        bags = joined([corpus.bags[lang] for lang in LANGUAGES] + [corpus.fragments])
        ids = [corpus.rows[having[lang]] for lang in LANGUAGES] + [corpus.fragment_rows]
        return initial_student(bags, self.teacher[np.concatenate(ids)], pieces)

    def step_loss(self) -> torch.Tensor:
        """Draw a batch and return its loss."""
        recipe, corpus, rng = self.recipe, self.corpus, self.rng
        chosen = _draw(self.odds_sum, recipe, rng)
        target = torch.from_numpy(self.teacher[corpus.rows[chosen]].astype(np.float32))
        foreign = _pick_languages(corpus, chosen, rng, skip=_DOCUMENT)
        native = [_DOCUMENT if corpus.where[_DOCUMENT][row] >= 0 else "en" for row in chosen]
        asked = _pick_languages(corpus, chosen, rng)
        parted = [i for i, row in enumerate(chosen) if row in corpus.fragments_of]
        part_ids = np.array(
            [rng.choice(corpus.fragments_of[int(chosen[i])]) for i in parted], dtype=np.int64
        )
        size = len(chosen)
        vectors = self.student(
            joined(
                [
                    _bags_of(corpus, chosen, native),
                    _bags_of(corpus, chosen, foreign),
                    cropped(corpus, chosen, asked, rng),
                    corpus.fragments.take(part_ids),
                ]
            )
        )
        left, right, question, part = torch.split(vectors, [size, size, size, len(parted)])
        same = (target @ target.T > _SAME).logical_and(~torch.eye(size, dtype=torch.bool))
        taught = 2 - (left * target).sum(1).mean() - (right * target).sum(1).mean()
        loss = recipe.teaching * taught
        if parted:
            rows = corpus.fragment_rows[part_ids]
            own = torch.from_numpy(self.teacher[rows].astype(np.float32))
            loss = loss + recipe.teaching * (1 - (part * own).sum(1).mean())
            question = torch.cat([question, part])
        loss = loss + recipe.mates * contrast(left, right, same, recipe.temperature, both=True)
        if recipe.questions:
            index = torch.tensor([*range(size), *parted])
            scores = (question @ left.T / recipe.temperature).masked_fill(same[index], -1e4)
            loss = loss + recipe.questions * torch.nn.functional.cross_entropy(scores, index)
        return loss

    def run(self, report_every: int = 0) -> Student:
        """Take all steps and return the student."""
        torch.manual_seed(self.recipe.seed)
        steps, started, shown = self.recipe.steps, time.monotonic(), 0.0
        optimizer = torch.optim.Adam(
            self.student.parameters(), lr=self.recipe.learning_rate, betas=(0.9, 0.99), fused=True
        )
        for step in range(steps):
            warm = min(1.0, (step + 1) / (0.05 * steps + 1))
            rate = self.recipe.learning_rate * warm * 0.5 * (1 + math.cos(math.pi * step / steps))
            for group in optimizer.param_groups:
                group["lr"] = rate
            loss = self.step_loss()
            optimizer.zero_grad()
            torch.autograd.backward([loss])
            optimizer.step()
            shown = 0.98 * shown + 0.02 * loss.item() if step else loss.item()
            if report_every and (step % report_every == 0 or step == steps - 1):
                spent = time.monotonic() - started
                at = f"step {step + 1} of {steps}, loss {shown:.3f}, {spent:.0f} s"
                print(f"train: {at}", flush=True)  # noqa: T201 - a command's progress
        return self.student
