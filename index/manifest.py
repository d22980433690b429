"""manifest.json: the facts of an index as bytes, and back, with nothing believed unchecked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from corpus.errors import IndexUnusable
from index.model import IndexManifest

SCHEMA: Final = 2
"""Raised by one whenever an older reader could not read what is written."""

MANIFEST: Final = "manifest.json"
RUN: Final = "run `operative index`"

FILE_NAME: Final = re.compile(r"[a-z]+-[0-9a-f]{12}\.[a-z]+")
"""paragraphs-0123456789ab.jsonl: no other name is ever read or removed."""

_FORMAT: Final = "operative-index"


def hash_of(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def file_name(part: str, content: bytes) -> str:
    """``paragraphs.jsonl`` becomes ``paragraphs-0123456789ab.jsonl``."""
    stem, _, ending = part.partition(".")
    return f"{stem}-{hash_of(content)[:12]}.{ending}"


def identified(manifest: IndexManifest) -> IndexManifest:
    """The same manifest with the build id that follows from everything else in it."""
    blank = to_json(replace(manifest, build=""))
    return replace(manifest, build=hash_of(blank)[:16])


def to_json(manifest: IndexManifest) -> bytes:
    """A manifest as the bytes of its file."""
    state = {
        "format": _FORMAT,
        "schema": manifest.schema,
        "build": manifest.build,
        "corpus": manifest.corpus,
        "encoder": {
            "name": manifest.encoder,
            "revision": manifest.encoder_revision,
            "dimension": manifest.dimension,
        },
        "counts": {
            "paragraphs": manifest.paragraphs,
            "passages": manifest.passages,
            "clauses": manifest.clauses,
        },
        "recipe": dict(sorted(manifest.recipe.items())),
        "files": dict(manifest.files),
    }
    return json.dumps(state, ensure_ascii=False, indent=2).encode() + b"\n"


def parse(path: Path, content: bytes) -> IndexManifest:
    """Read a manifest; raise IndexUnusable that says what is wrong with it and what to run."""
    try:
        state = json.loads(content)
    except ValueError:
        raise IndexUnusable(f"{path} is not JSON: it is damaged or half-written; {RUN}") from None
    if not isinstance(state, dict) or state.get("format") != _FORMAT:
        raise IndexUnusable(
            f"{path} is not the manifest of an index of this service "
            f'(no "format": "{_FORMAT}"); name another folder, or {RUN} there'
        )
    schema = state.get("schema")
    if schema != SCHEMA:
        newer = isinstance(schema, int) and schema > SCHEMA
        made = "a newer version of this service" if newer else "another version of this service"
        raise IndexUnusable(
            f"index {path.parent} was made by {made} (schema {schema!r}, this one reads {SCHEMA}); "
            f"{'upgrade, or ' if newer else ''}{RUN}"
        )
    try:
        manifest = _manifest_of(state)
        intact = content == to_json(manifest) and manifest == identified(manifest)
    except (KeyError, TypeError, ValueError, AttributeError):
        intact = False
    if not intact:
        raise IndexUnusable(f"{path} was changed after the index was built; {RUN}")
    return manifest


def _manifest_of(state: Mapping[str, Any]) -> IndexManifest:
    encoder, counts = state["encoder"], state["counts"]
    if not all(FILE_NAME.fullmatch(name) for name in state["files"]):
        raise ValueError(f"files: {sorted(state['files'])}")
    return IndexManifest(
        schema=state["schema"],
        build=state["build"],
        corpus=state["corpus"],
        encoder=encoder["name"],
        encoder_revision=encoder["revision"],
        dimension=encoder["dimension"],
        paragraphs=counts["paragraphs"],
        passages=counts["passages"],
        clauses=counts["clauses"],
        recipe=dict(state["recipe"]),
        files=dict(state["files"]),
    )
