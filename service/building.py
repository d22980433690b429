"""Building the index that the settings name, on demand or where it is needed."""

from __future__ import annotations

from corpus import load_corpus
from index.build import build_index
from index.encoder import load_encoder
from index.model import IndexManifest
from index.store import is_stale, read_manifest
from service.opening import is_missing
from service.progress import Progress
from service.settings import Settings


def build(settings: Settings, progress: Progress) -> IndexManifest:
    """Build the index of the bundled reports with the encoder of the settings."""
    encoder = load_encoder(settings.encoder)
    return build_index(load_corpus(), encoder, settings.index, progress)


def build_if_needed(settings: Settings, progress: Progress) -> None:
    """Build the index if there is none or if it is not of these reports and this encoder.

    Without an encoder in the settings the index keeps the one that it was built with. Raises
    IndexUnusable where something else than an index of ours is there: that is not overwritten.
    """
    if is_missing(settings.index):
        progress.say(f"there is no index in {settings.index} yet, building it")
        build(settings, progress)
        return
    manifest = read_manifest(settings.index)
    chosen = settings.replace(encoder=settings.encoder or manifest.encoder)
    if is_stale(manifest, load_corpus().hash, load_encoder(chosen.encoder)):
        progress.say(f"the index in {settings.index} is stale, building it anew")
        build(chosen, progress)
