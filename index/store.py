"""The index folder: written so that it is whole or not there, read only if it is what it says.

    manifest.json                    the facts of the index and the hash of every file below
    <part>-<12 digits of its hash>.<ending>

Files are named after their content, so that two builds can lie in one folder: a build writes its
files aside, checks them, moves them in beside the old ones, and then puts its manifest.json in the
old one's place with one rename. Whoever reads the manifest sees the old index or the new one, also
if the build dies between any two steps. This needs no link and no empty folder, so that the folder
may be a volume that is mounted. A lock keeps two builds apart; readers need none: the files of the
build before are kept until the next, and a reader that two builds overtake starts again.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from corpus.errors import IndexUnusable
from index.encoder import Encoder
from index.manifest import FILE_NAME, MANIFEST, RUN, SCHEMA, file_name, identified, parse, to_json
from index.manifest import hash_of as _hash
from index.model import IndexManifest
from index.recipe import recipe

_STAGING: Final = ".building-"
_LOCK: Final = ".lock"
_ATTEMPTS: Final = 5


def write_index(folder: Path, facts: IndexManifest, contents: Mapping[str, bytes]) -> IndexManifest:
    """Write an index into a folder and return its manifest, with files and build id filled in.

    ``contents`` maps a part's name with its ending ("paragraphs.jsonl") to its bytes. Raises
    IndexUnusable for a folder that holds something else.

    1. until the last step the folder's old index is untouched and can be read
    2. after it the new one can be read, and nothing else is left but the files of the old one
    """
    files = {file_name(part, content): _hash(content) for part, content in contents.items()}
    manifest = identified(replace(facts, schema=SCHEMA, files=dict(sorted(files.items()))))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder)
        with _locked(folder):
            _sweep_staging(folder)
            staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
            for part, content in contents.items():
                _write(staging / file_name(part, content), content)
            _write(staging / MANIFEST, to_json(manifest))
            _check(staging, manifest)
            _swap_in(staging, folder, manifest)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise IndexUnusable(f"no index can be written to {folder}: {reason}") from error
    return manifest


def read_index(folder: Path) -> tuple[IndexManifest, dict[str, bytes]]:
    """Read an index and verify every file; return its manifest and its parts' bytes by name.

    Raises IndexUnusable that says what is wrong and what to run. What is returned is what was
    verified: no file is read twice.
    """
    rebuilt, missing = False, ""
    manifest = read_manifest(folder)
    for _ in range(_ATTEMPTS):
        try:
            return manifest, _read_files(folder, manifest)
        except FileNotFoundError as error:
            # The same manifest does not prove that nothing moved: two rebuilds may have swapped
            # another index in and this one back, so the file is looked for again.
            missing = Path(error.filename).name
            again = read_manifest(folder)
            rebuilt = rebuilt or again != manifest
            manifest = again
    if rebuilt:
        raise IndexUnusable(
            f"index {folder} was rebuilt again and again while it was read; try again"
        )
    raise IndexUnusable(f"index {folder}: {missing} is missing; {RUN}")


def verify(folder: Path) -> IndexManifest:
    """Read every file of an index and return its manifest; raise IndexUnusable as `read_index`."""
    return read_index(folder)[0]


def read_manifest(folder: Path) -> IndexManifest:
    """Read an index's manifest alone; raise IndexUnusable that says what is wrong."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if folder.is_dir() and _own_files(folder):
            raise IndexUnusable(
                f"index {folder} is half-written: it has files but no {MANIFEST}; {RUN}"
            ) from None
        raise IndexUnusable(f"there is no index at {folder}; {RUN}") from None
    except OSError as error:
        raise IndexUnusable(f"{path} cannot be read ({error.strerror}); {RUN}") from None
    return parse(path, content)


def is_stale(manifest: IndexManifest, corpus_hash: str, encoder: Encoder) -> bool:
    """Whether an index was built from other paragraphs, vectors or constants than these."""
    return (
        manifest.corpus != corpus_hash
        or manifest.encoder_revision != encoder.revision
        or manifest.dimension != encoder.dimension
        or dict(manifest.recipe) != recipe()
    )


def _read_files(folder: Path, manifest: IndexManifest) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for name, expected in manifest.files.items():
        content = (folder / name).read_bytes()
        if _hash(content) != expected:
            raise IndexUnusable(
                f"index {folder}: {name} was changed after the index was built "
                f"(its hash is {_hash(content)[:12]}, not {expected[:12]}); {RUN}"
            )
        stem, _, rest = name.rpartition("-")
        contents[f"{stem}.{rest.partition('.')[2]}"] = content
    return contents


def _refuse_foreign(folder: Path) -> None:
    """Raise IndexUnusable for a folder with files in it, none of which is an index's."""
    names = {path.name for path in folder.iterdir()} - {_LOCK}
    foreign = {name for name in names if not name.startswith(_STAGING)}
    if not foreign or _own_files(folder):
        return
    if MANIFEST in foreign:
        with contextlib.suppress(IndexUnusable):
            parse(folder / MANIFEST, (folder / MANIFEST).read_bytes())
            return
    raise IndexUnusable(
        f"{folder} holds other files ({', '.join(sorted(foreign)[:3])}) and no index; "
        "choose an empty or a new folder"
    )


def _own_files(folder: Path) -> set[str]:
    """The names in a folder that an index's files have."""
    return {path.name for path in folder.iterdir() if FILE_NAME.fullmatch(path.name)}


def _files_of(folder: Path) -> set[str]:
    """The files of the index that a folder holds now; none where it holds no whole manifest."""
    try:
        return set(read_manifest(folder).files)
    except IndexUnusable:
        return set()


def _swap_in(staging: Path, folder: Path, manifest: IndexManifest) -> None:
    """Move the files in, then the manifest, and remove the files of all builds but the last two."""
    for name in manifest.files:
        (staging / name).replace(folder / name)
    _sync(folder)
    keep = _files_of(folder) | set(manifest.files)
    (staging / MANIFEST).replace(folder / MANIFEST)
    _sync(folder)
    _sweep_staging(folder)
    for name in _own_files(folder) - keep:
        (folder / name).unlink(missing_ok=True)


def _sweep_staging(folder: Path) -> None:
    """Remove this build's emptied staging folder and those of builds that died."""
    for path in folder.glob(f"{_STAGING}*"):
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other build writes into the folder, and keep others out."""
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make renames in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _check(staging: Path, manifest: IndexManifest) -> None:
    """Read back what was written, so that a full or failing disk never replaces a good index."""
    if read_manifest(staging) != manifest:
        raise IndexUnusable(f"{staging}: {MANIFEST} does not read back as written")
    _read_files(staging, manifest)
