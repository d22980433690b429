"""The index is built where there is none or a stale one, and never over something else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

import service.building
from corpus import Corpus
from corpus.errors import IndexUnusable
from index.search import Searcher
from index.store import read_manifest
from service.building import build_if_needed
from service.opening import open_index
from service.progress import Progress
from service.settings import Settings

Prepare = Callable[[str], Settings]


@pytest.fixture
def prepare(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prepare:
    """Settings for an index of one report, in a corpus of the hash given."""

    def take(corpus_hash: str) -> Settings:
        one = Corpus((corpus.report("CTOC/COP/2016/10"),), corpus_hash)
        monkeypatch.setattr(service.building, "load_corpus", lambda: one)
        return Settings(index=tmp_path / "index")

    return take


def test_a_missing_index_is_built_once(prepare: Prepare) -> None:
    """The second time there is nothing to build and nothing is said."""
    said = io.StringIO()
    settings = prepare("a" * 64)
    build_if_needed(settings, Progress(said))
    assert "there is no index" in said.getvalue()
    built = read_manifest(settings.index).build
    again = io.StringIO()
    build_if_needed(settings, Progress(again))
    assert again.getvalue() == ""
    assert read_manifest(settings.index).build == built


def test_an_index_of_other_reports_is_built_anew(prepare: Prepare) -> None:
    """A changed corpus makes the index stale."""
    build_if_needed(prepare("a" * 64), Progress(io.StringIO()))
    said = io.StringIO()
    settings = prepare("b" * 64)
    build_if_needed(settings, Progress(said))
    assert "is stale" in said.getvalue()
    assert read_manifest(settings.index).corpus == "b" * 64


def test_an_empty_folder_is_no_index_yet(prepare: Prepare) -> None:
    """A volume that a container mounts empty is built into."""
    settings = prepare("a" * 64)
    settings.index.mkdir()
    build_if_needed(settings, Progress(io.StringIO()))
    assert isinstance(open_index(settings), Searcher)


def test_other_files_are_left_alone(prepare: Prepare) -> None:
    """A folder of something else is refused with what to run, and stays as it is."""
    settings = prepare("a" * 64)
    settings.index.mkdir()
    (settings.index / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(IndexUnusable, match="operative index"):
        build_if_needed(settings, Progress(io.StringIO()))
    assert [path.name for path in settings.index.iterdir()] == ["thesis.txt"]


def test_progress_is_one_line_a_stage_in_a_file() -> None:
    """What is not a terminal gets the end of each stage, without control characters."""
    said = io.StringIO()
    progress = Progress(said)
    for done in range(5):
        progress("embed", done, 4)
    assert said.getvalue() == "embed: 4\n"


def test_progress_stays_on_one_line_of_a_terminal() -> None:
    """A terminal's line is written over until the stage is done."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    said = Terminal()
    progress = Progress(said)
    progress("embed", 1, 2)
    progress("embed", 2, 2)
    assert said.getvalue() == "\r\x1b[Kembed: 1/2\r\x1b[Kembed: 2/2\n"
