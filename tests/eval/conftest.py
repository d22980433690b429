"""What several tests of the evaluation need: an index of the four reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import load_corpus
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the four reports with the bundled encoder."""
    folder = tmp_path_factory.mktemp("evaluated") / "index"
    build_index(load_corpus(), load_encoder(), folder)
    return folder


@pytest.fixture(scope="session")
def searcher(index_folder: Path) -> Searcher:
    """A searcher over the four reports."""
    return Searcher.open(index_folder)
