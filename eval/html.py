"""A report of a run as one page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus import Paragraph
from corpus.model import Language
from eval import plots
from eval.dataset import Dataset, Query
from eval.markdown import Row, changed, median_ms, system_cells
from eval.measures import MEASURES
from eval.run import Run
from eval.summary import Summary, summarise

WORST: Final = 25
"""Questions shown with what came first instead, worst first."""

SHOWN: Final = 110
"""Characters of a paragraph that are shown."""

_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One question that went wrong: its figure, what came first, and what would have answered."""

    query: Query
    value: float
    confidence: float
    first: str
    first_text: str
    wanted: tuple[str, ...]


def as_html(
    dataset: Dataset,
    run: Run,
    summary: Summary,
    title: str,
    paragraphs: Mapping[str, Paragraph],
    systems: Sequence[Row] = (),
    before: Run | None = None,
) -> str:
    """The page. ``paragraphs`` are those of the corpus by id, to show what came first."""
    old = None if before is None else summarise(dataset, before)
    changes = [] if old is None else changed(summary.values["nDCG@10"], old.values["nDCG@10"])
    texts = {query.id: query.text for query in dataset.queries}
    page: str = _PAGES.get_template("report.html").render(
        title=title,
        run=run,
        measures=list(MEASURES),
        summary=summary,
        median_ms=median_ms(run) if run.seconds else None,
        languages=[language.value for language in Language],
        systems=[
            (row, system_cells(row.summary, row.run) if row.summary and row.run else None)
            for row in systems
        ],
        before=before,
        changes=[(query, texts[query], change) for query, change in changes],
        by_language=plots.quality(summary, "language"),
        by_kind=plots.quality(summary, "kind"),
        by_report=plots.quality(summary, "report"),
        reliability=plots.reliability(dataset, run),
        confidences=plots.confidences(dataset, run),
        worst=_worst(dataset, run, summary, paragraphs),
        wrongly=_wrongly_answered(dataset, run, paragraphs),
    )
    return page


def _worst(
    dataset: Dataset, run: Run, summary: Summary, paragraphs: Mapping[str, Paragraph]
) -> list[Failure]:
    """The answerable questions with the lowest nDCG@10."""
    values = summary.values["nDCG@10"]
    judged = sorted(
        (query for query in dataset.queries if query.id in values), key=lambda q: values[q.id]
    )
    return [
        _failure(dataset, run, query, values[query.id], paragraphs)
        for query in judged[:WORST]
        if values[query.id] < 1
    ]


def _wrongly_answered(
    dataset: Dataset, run: Run, paragraphs: Mapping[str, Paragraph]
) -> list[Failure]:
    """The unanswerable questions that were called answerable, surest first."""
    wrong = [q for q in dataset.queries if not dataset.qrels[q.id] and run.answerable[q.id]]
    wrong.sort(key=lambda query: -run.confidence[query.id])
    return [_failure(dataset, run, query, 0.0, paragraphs) for query in wrong[:WORST]]


def _failure(
    dataset: Dataset,
    run: Run,
    query: Query,
    value: float,
    paragraphs: Mapping[str, Paragraph],
) -> Failure:
    hits = run.ranked.get(query.id, ())
    first = paragraphs.get(hits[0][0]) if hits else None
    wanted = sorted(dataset.answers(query.id))
    return Failure(
        query=query,
        value=value,
        confidence=run.confidence[query.id],
        first=_label(first) if first else "nothing",
        first_text=_shortened(first.text) if first else "",
        wanted=tuple(_label(paragraphs[one]) for one in wanted if one in paragraphs),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _label(paragraph: Paragraph) -> str:
    return paragraph.citation.label[Language.EN]
