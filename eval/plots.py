"""The plots of a report, as SVG that stands inside a page.

Text is kept as text, in the reader's own sans-serif font, so that it can be searched and copied.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from eval.dataset import Dataset
from eval.run import Run
from eval.summary import Slice, Summary

mpl.use("svg")

_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "operative",  # the same figures give the same bytes
    "font.family": "sans-serif",
    "font.size": 10.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

BLUE: Final = "#1f5f99"
GREY: Final = "#9aa5b1"
RED: Final = "#b3412e"

BINS: Final = 5
"""Of equal numbers of questions, in the plot of reliability."""


def quality(summary: Summary, group: str) -> str:
    """Mean nDCG@10 of every slice of a group, with its 95 % interval, as horizontal bars."""
    rows = [row for row in summary.slices if row.group == group]
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(4.9, 0.8 + 0.3 * len(rows)), layout="constrained")
        axes = figure.subplots()
        _bars(axes, rows)
        overall = summary.mean("nDCG@10")
        axes.axvline(overall, color=GREY, linestyle="--", linewidth=1, zorder=0)
        axes.set_xlabel(f"nDCG@10 (dashed: all questions, {overall:.2f})")
        return _svg(figure)


def _bars(axes: Axes, rows: Sequence[Slice]) -> None:
    means = [row.means["nDCG@10"] for row in rows]
    places = np.arange(len(rows))[::-1]
    lows = [one.mean - one.low for one in means]
    highs = [one.high - one.mean for one in means]
    axes.barh(places, [one.mean for one in means], color=BLUE, height=0.6)
    axes.errorbar(
        [one.mean for one in means],
        places,
        xerr=[lows, highs],
        fmt="none",
        ecolor="black",
        capsize=3,
        linewidth=1,
    )
    axes.set_yticks(places, [f"{row.name} ({row.questions})" for row in rows])
    axes.set_xlim(0, 1)


def reliability(dataset: Dataset, run: Run) -> str:
    """How often questions are answerable against how confident the system was.

    On the dashed line the two agree. Each point is a fifth of the questions, by confidence.
    """
    said, true = _said_and_true(dataset, run)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(4.2, 3.8), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1)
        parts = np.array_split(np.argsort(said, kind="stable"), BINS)
        points = [(said[part].mean(), true[part].mean()) for part in parts if len(part)]
        axes.plot(*zip(*points, strict=True), "o-", color=BLUE)
        axes.set(xlim=(0, 1), ylim=(0, 1.02))
        axes.set_xlabel("confidence (mean of a fifth of the questions)")
        axes.set_ylabel("share that the reports answer")
        return _svg(figure)


def confidences(dataset: Dataset, run: Run) -> str:
    """How confidence is spread over the questions that the reports answer and the others."""
    said, true = _said_and_true(dataset, run)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(4.2, 3.8), layout="constrained")
        axes = figure.subplots()
        axes.hist(
            [said[true == 1], said[true == 0]],
            bins=np.linspace(0, 1, 11).tolist(),
            color=[BLUE, RED],
            label=["answered by the reports", "not answered"],
        )
        axes.set(xlim=(0, 1), xlabel="confidence", ylabel="questions")
        axes.legend(frameon=False, loc="upper left")
        return _svg(figure)


def _said_and_true(
    dataset: Dataset, run: Run
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.int64]]
]:
    said = np.array([run.confidence[query.id] for query in dataset.queries], dtype=np.float64)
    true = np.array([int(bool(dataset.qrels[query.id])) for query in dataset.queries])
    return said, true


def _svg(figure: Figure) -> str:
    """The drawing alone, without the file's prologue and its date."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]
