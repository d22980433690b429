"""``operative index``: build the index of the reports."""

from __future__ import annotations

import sys
from argparse import Namespace

from service.building import build
from service.progress import Progress
from service.settings import Settings


def run(arguments: Namespace) -> int:
    """Build the index and say what it holds."""
    settings = Settings.load(index=arguments.folder, encoder=arguments.encoder)
    manifest = build(settings, Progress(sys.stderr))
    sys.stdout.write(
        f"{settings.index}: {manifest.paragraphs} paragraphs, {manifest.passages} passages, "
        f"encoder {manifest.encoder}, build {manifest.build}\n"
    )
    return 0
