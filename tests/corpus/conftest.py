"""The real corpus, read once."""

from __future__ import annotations

import pytest

from corpus import Corpus, load_corpus


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The four reports that the repository carries."""
    return load_corpus()
