"""index/store.py and index/manifest.py: whole or not there, and read only if it is what it says."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexUnusable
from index import store
from index.manifest import SCHEMA, identified, to_json
from index.model import IndexManifest
from index.recipe import recipe
from index.store import is_stale, read_index, read_manifest, verify, write_index

FACTS = IndexManifest(
    schema=SCHEMA,
    build="",
    corpus="c",
    encoder="e",
    encoder_revision="r",
    dimension=3,
    paragraphs=1,
    passages=1,
    clauses=1,
    recipe={"a": 0.5},
)
OLD = {"paragraphs.jsonl": b"old\n", "vectors.faiss": b"1" * 1000}
NEW = {"paragraphs.jsonl": b"new\n", "vectors.faiss": b"2" * 1000}


@pytest.fixture
def folder(tmp_path):
    """An index folder that holds the old contents."""
    write_index(tmp_path / "index", FACTS, OLD)
    return tmp_path / "index"


def names(folder):
    """The files of a folder, the lock aside."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_what_is_written_is_read(folder):
    """Manifest and contents."""
    manifest, contents = read_index(folder)
    assert contents == OLD
    assert manifest == read_manifest(folder) == verify(folder)
    assert replace(manifest, build="", files={}) == FACTS
    assert len(names(folder)) == 3


def test_the_same_contents_give_the_same_bytes(folder, tmp_path):
    """Also the manifest's, and its build id; other facts give another id."""
    write_index(tmp_path / "again", FACTS, OLD)
    for name in names(folder):
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    other = write_index(tmp_path / "other", replace(FACTS, corpus="d"), OLD)
    assert other.build != read_manifest(folder).build


def test_a_new_index_replaces_the_old_one(folder):
    """The old one's files stay for readers that are at it, those before it go."""
    write_index(folder, FACTS, NEW)
    assert read_index(folder)[1] == NEW
    assert len(names(folder)) == 5
    write_index(folder, FACTS, {"paragraphs.jsonl": b"3"})
    assert read_index(folder)[1] == {"paragraphs.jsonl": b"3"}
    assert len(names(folder)) == 4


class Died(BaseException):
    """A build that is killed."""


STEPS = (
    "mkdtemp",
    "_write",
    "_check",
    "_swap_in",
    "_files_of",
    "_sync",
    "replace",
    "_sweep_staging",
)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_build_that_dies_leaves_an_index_that_can_be_read(folder, monkeypatch, step, call):
    """At any step, the old index or the new one is there, and the next build cleans up."""
    owner = {"mkdtemp": store.tempfile, "replace": Path}.get(step, store)
    real, calls = getattr(owner, step), []

    def dying(*args, **kwargs):
        calls.append(1)
        if len(calls) == call:
            raise Died
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, step, dying)
    try:
        write_index(folder, FACTS, NEW)
        finished = True
    except Died:
        finished = False
    monkeypatch.undo()
    contents = read_index(folder)[1]
    assert contents in (OLD, NEW)
    assert contents == NEW or not finished
    write_index(folder, FACTS, NEW)
    assert read_index(folder)[1] == NEW
    assert len(names(folder)) == 5 if contents == OLD else len(names(folder)) in (3, 5)
    assert not list(folder.glob(".building-*"))


def test_a_first_build_that_dies_is_half_written(tmp_path, monkeypatch):
    """Files without a manifest are no index, and say so."""
    folder = tmp_path / "index"
    real = store._sync

    def die(_):
        raise Died

    monkeypatch.setattr(store, "_sync", die)
    with pytest.raises(Died):
        write_index(folder, FACTS, NEW)
    monkeypatch.setattr(store, "_sync", real)
    with pytest.raises(IndexUnusable, match=r"half-written.*operative index"):
        read_index(folder)
    write_index(folder, FACTS, NEW)
    assert read_index(folder)[1] == NEW


@pytest.mark.parametrize("part", ["paragraphs", "manifest"])
def test_what_does_not_read_back_is_never_swapped_in(folder, monkeypatch, part):
    """A failing disk costs a build, not the index."""
    real = store._write

    def failing(path, content):
        real(path, content[:-1] if path.name.startswith(part) else content)

    monkeypatch.setattr(store, "_write", failing)
    with pytest.raises(IndexUnusable):
        write_index(folder, FACTS, NEW)
    assert read_index(folder)[1] == OLD


def test_every_flipped_byte_is_noticed(folder):
    """In every file, the manifest included: at its start, middle and end, and a missing tail."""
    whole = {name: (folder / name).read_bytes() for name in names(folder)}
    for name, content in whole.items():
        for place in {0, 1, len(content) // 3, len(content) // 2, len(content) - 1}:
            flipped = bytearray(content)
            flipped[place] ^= 1
            (folder / name).write_bytes(flipped)
            with pytest.raises(IndexUnusable, match="operative index"):
                read_index(folder)
        for shorter in (b"", content[:-1], content + b"\n"):
            (folder / name).write_bytes(shorter)
            with pytest.raises(IndexUnusable, match="operative index"):
                read_index(folder)
        (folder / name).write_bytes(content)
    assert read_index(folder)[1] == OLD


def test_every_byte_of_the_manifest_counts(folder):
    """White space and key order too: it must be the very file that was written."""
    path = folder / "manifest.json"
    content = path.read_bytes()
    for place in range(len(content)):
        flipped = bytearray(content)
        flipped[place] ^= 4
        path.write_bytes(flipped)
        with pytest.raises(IndexUnusable, match="operative index"):
            read_manifest(folder)
    path.write_bytes(json.dumps(json.loads(content)).encode())
    with pytest.raises(IndexUnusable, match="was changed"):
        read_manifest(folder)


def test_missing_parts_are_named(folder, tmp_path):
    """No folder, an empty one, a file in its place, a file gone."""
    for nothing in (tmp_path / "none", tmp_path / "empty", tmp_path / "file"):
        if nothing.name == "empty":
            nothing.mkdir()
        if nothing.name == "file":
            nothing.write_text("x")
        with pytest.raises(IndexUnusable, match=r"no index at .*operative index"):
            read_index(nothing)
    gone = next(name for name in names(folder) if name.startswith("vectors"))
    (folder / gone).unlink()
    with pytest.raises(IndexUnusable, match=f"{gone} is missing.*operative index"):
        read_index(folder)


@pytest.mark.parametrize("foreign", ['{"a": 1}', "[]", "null", '{"format": "other"}', "3"])
def test_a_foreign_manifest_is_refused_and_never_overwritten(tmp_path, foreign):
    """Another program's manifest.json is not this service's to read or to replace."""
    (tmp_path / "manifest.json").write_text(foreign)
    with pytest.raises(IndexUnusable, match="not the manifest of an index of this service"):
        read_index(tmp_path)
    with pytest.raises(IndexUnusable, match="holds other files"):
        write_index(tmp_path, FACTS, NEW)
    assert (tmp_path / "manifest.json").read_text() == foreign


def test_a_folder_of_other_files_is_left_alone(tmp_path):
    """An index is not built among somebody's files."""
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(IndexUnusable, match=r"thesis.txt.*choose an empty or a new folder"):
        write_index(tmp_path, FACTS, NEW)
    assert names(tmp_path) == ["thesis.txt"]


def test_other_files_beside_an_index_are_kept(folder):
    """Only files with an index's names are removed."""
    (folder / "notes.txt").write_text("x")
    for contents in (NEW, OLD, NEW):
        write_index(folder, FACTS, contents)
    assert (folder / "notes.txt").exists()
    assert read_index(folder)[1] == NEW


@pytest.mark.parametrize(
    ("schema", "said"), [(SCHEMA + 1, "newer version.*upgrade"), (0, "another version"), ("1", "")]
)
def test_another_schema_is_refused(folder, schema, said):
    """A newer one says to upgrade or to rebuild."""
    state = json.loads((folder / "manifest.json").read_bytes())
    state["schema"] = schema
    (folder / "manifest.json").write_text(json.dumps(state))
    with pytest.raises(IndexUnusable, match=f"{said}.*operative index"):
        read_index(folder)


def test_a_manifest_cannot_name_files_elsewhere(folder):
    """Not even with a build id that fits."""
    manifest = replace(read_manifest(folder), files={"../../etc/passwd": "0" * 64})
    (folder / "manifest.json").write_bytes(to_json(identified(manifest)))
    with pytest.raises(IndexUnusable, match="was changed"):
        read_index(folder)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    """A file where the folder should be."""
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "index"):
        with pytest.raises(IndexUnusable, match="no index can be written to"):
            write_index(place, FACTS, NEW)


def test_a_copied_folder_is_the_same_index(folder, tmp_path):
    """An index is not tied to its place."""
    copy = shutil.copytree(folder, tmp_path / "elsewhere")
    assert read_index(copy) == read_index(folder)


def build_often(folder, contents, times):
    """One process's builds."""
    for _ in range(times):
        write_index(Path(folder), FACTS, contents)


def test_readers_and_builders_at_the_same_time(folder):
    """Two building processes and three reading threads: every read is one whole index."""
    context = multiprocessing.get_context("spawn")
    builders = [
        context.Process(target=build_often, args=(str(folder), contents, 25))
        for contents in (OLD, NEW)
    ]
    stop, seen, failed = threading.Event(), [], []

    def read():
        while not stop.is_set():
            try:
                seen.append(read_index(folder)[1] in (OLD, NEW))
            except IndexUnusable as error:
                failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for worker in (*builders, *readers):
        worker.start()
    for builder in builders:
        builder.join()
    stop.set()
    for reader in readers:
        reader.join()
    assert [builder.exitcode for builder in builders] == [0, 0]
    assert failed == []
    assert seen
    assert all(seen)
    assert not list(folder.glob(".building-*"))


def test_a_reader_that_two_builds_overtake_starts_again(folder, monkeypatch):
    """The files of its manifest are gone; the manifest of now is read instead."""
    real, calls = store._read_files, []

    def overtaken(path, manifest):
        calls.append(1)
        if len(calls) == 1:
            monkeypatch.setattr(store, "_read_files", real)
            write_index(folder, FACTS, NEW)
            write_index(folder, FACTS, {"paragraphs.jsonl": b"3"})
        return real(path, manifest)

    monkeypatch.setattr(store, "_read_files", overtaken)
    assert read_index(folder)[1] == {"paragraphs.jsonl": b"3"}


def test_staleness(folder, tiny_encoder):
    """Another corpus, encoder or recipe makes an index stale; another name of the encoder not."""
    fresh = replace(
        read_manifest(folder),
        encoder_revision=tiny_encoder.revision,
        dimension=tiny_encoder.dimension,
        recipe=recipe(),
    )
    assert not is_stale(fresh, "c", tiny_encoder)
    assert not is_stale(replace(fresh, encoder="elsewhere"), "c", tiny_encoder)
    assert is_stale(fresh, "d", tiny_encoder)
    assert is_stale(replace(fresh, encoder_revision="x"), "c", tiny_encoder)
    assert is_stale(replace(fresh, dimension=5), "c", tiny_encoder)
    assert is_stale(replace(fresh, recipe={}), "c", tiny_encoder)


def test_reading_writes_nothing(folder):
    """A reader needs no lock and no right to write; root, whom no mode stops, is seen by times."""

    def state():
        return {path: path.stat().st_mtime_ns for path in (folder, *folder.iterdir())}

    folder.chmod(0o555)
    try:
        before = state()
        assert read_index(folder)[1] == OLD
        assert state() == before
    finally:
        folder.chmod(0o755)


def test_a_file_that_was_away_for_a_moment_is_not_missing(folder, monkeypatch):
    """Two rebuilds swap another index in and the old one back: the manifest looks unchanged."""
    moved = next(name for name in names(folder) if name.startswith("vectors"))
    away = folder.with_name("away")
    (folder / moved).rename(away)
    read, seen = store.read_manifest, []

    def bring_back(where):
        seen.append(read(where))
        if len(seen) == 2:
            away.rename(folder / moved)
        return seen[-1]

    monkeypatch.setattr(store, "read_manifest", bring_back)
    assert read_index(folder)[1] == OLD
