"""Runs are kept as TREC runs, and summed up by language and kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import Language
from eval.command import main
from eval.dataset import Dataset, DatasetError, Query
from eval.markdown import as_markdown
from eval.run import Run, prepare, read_run, same_questions, write_run
from eval.summary import summarise


def query(id_: str, language: Language, kind: str) -> Query:
    """A question of the tiny set."""
    return Query(id_, "?", language, kind, id_, "test")


TINY = Dataset(
    (
        query("q1", Language.EN, "fact"),
        query("q2", Language.ZH, "citation"),
        query("q3", Language.EN, "unanswerable"),
    ),
    {"q1": {"a": 2}, "q2": {"b": 2}, "q3": {}},
    "hash",
)
RUN = Run(
    "tiny",
    {"q1": (("x", 0.9), ("a", 0.5)), "q2": (("b", 1.0),), "q3": (("x", 0.1),)},
    {"q1": 0.7, "q2": 1.0, "q3": 0.2},
    {"q1": True, "q2": True, "q3": False},
    {"q1": 0.001},
    {"build": "b"},
)


def test_a_kept_run_reads_back(tmp_path: Path) -> None:
    """Ranks, scores, confidence and facts survive; the file is a TREC run."""
    write_run(RUN, tmp_path)
    first = (tmp_path / "tiny.run").read_text(encoding="utf-8").splitlines()[0]
    assert first == "q1 Q0 x 1 0.900000 tiny"
    back = read_run("tiny", tmp_path)
    assert (back.ranked, back.confidence, back.answerable, back.facts) == (
        RUN.ranked,
        RUN.confidence,
        RUN.answerable,
        RUN.facts,
    )


def test_an_unknown_run_names_those_there_are(tmp_path: Path) -> None:
    """The message lists the runs of the folder."""
    write_run(RUN, tmp_path)
    with pytest.raises(DatasetError, match=r"no run 'other' .*\(there: tiny\)"):
        read_run("other", tmp_path)


@pytest.mark.parametrize(
    ("ending", "content", "says"),
    [
        ("run", "q1 Q0 a 1", r"tiny.run:1: not a line of a TREC run"),
        ("run", "q1 Q0 a 1 high tiny", r"tiny.run:1: not a line of a TREC run"),
        ("json", "{", r"tiny.json: not the facts of a run"),
        ("json", "{}", r"tiny.json: not the facts of a run"),
    ],
)
def test_a_damaged_run_is_named(tmp_path: Path, ending: str, content: str, says: str) -> None:
    """With its file, and the line where there is one."""
    write_run(RUN, tmp_path)
    (tmp_path / f"tiny.{ending}").write_text(content, encoding="utf-8")
    with pytest.raises(DatasetError, match=says):
        read_run("tiny", tmp_path)


def test_runs_over_other_questions_are_not_compared() -> None:
    """Nor over other judgements of the same ones."""
    same_questions(replace(RUN, facts={"set": "hash"}), TINY)
    for other in (
        replace(RUN, facts={"set": "another"}),
        replace(RUN, confidence={"q1": 0.5}),
    ):
        with pytest.raises(DatasetError, match=r"run 'tiny' is of another split"):
            same_questions(other, TINY)


def test_a_folder_that_takes_no_runs_is_named_first(tmp_path: Path) -> None:
    """Before any question is asked."""
    taken = tmp_path / "file"
    taken.write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"runs cannot be kept in .*file"):
        prepare(taken)


@pytest.mark.parametrize("name", ["", "a b", "../a", "a/b", ".hidden"])
def test_a_run_s_name_is_one_word(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is a file's name and a word of a TREC run."""
    assert main(["--run", name]) == 1
    assert f"run name {name!r}" in capsys.readouterr().err


def test_the_summary_has_a_row_per_language_and_kind() -> None:
    """Unanswerable questions count for answering only; a named citation is counted by itself."""
    summary = summarise(TINY, RUN)
    assert [row.name for row in summary.slices] == ["all", "zh", "en", "fact", "citation"]
    assert summary.mean("success@1") == pytest.approx(0.5)
    assert summary.mean("MRR@10", "en") == pytest.approx(0.5)
    assert summary.named_first == 1.0
    assert summary.answering.auroc == 1.0
    assert (summary.answering.false_answers, summary.answering.false_refusals) == (0.0, 0.0)
    table = as_markdown(summary, RUN, "tiny")
    assert "| zh | 1 | 1.000 [1.00, 1.00] |" in table


def test_a_worse_ranking_has_a_lower_figure() -> None:
    """The instrument notices: the same hits with the answer last score lower."""
    worse = Run("worse", {**RUN.ranked, "q2": (("x", 1.0), ("b", 0.1))}, RUN.confidence,
                RUN.answerable)  # fmt: skip
    assert summarise(TINY, worse).mean("nDCG@10") < summarise(TINY, RUN).mean("nDCG@10")
