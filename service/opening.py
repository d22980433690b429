"""Opening the index that the settings name."""

from __future__ import annotations

from pathlib import Path

from index.encoder import load_encoder
from index.search import Searcher
from service.settings import Settings


def open_index(settings: Settings) -> Searcher:
    """Open the index with the encoder of the settings, or with the one that it names itself.

    Raises IndexUnusable or EncoderError, with what to run.
    """
    encoder = load_encoder(settings.encoder) if settings.encoder else None
    return Searcher.open(settings.index, encoder)


def is_missing(folder: Path) -> bool:
    """Whether there is nothing at all in ``folder``; what is there but broken is not missing."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
