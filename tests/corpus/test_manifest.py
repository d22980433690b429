"""The manifest is checked before any text is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.errors import ManifestError, SourceChanged
from corpus.manifest import MANIFEST, REPORTS, read_manifest, read_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the reports that a test may change."""
    return Path(shutil.copytree(REPORTS, tmp_path / "reports"))


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change the manifest of a folder."""
    path = folder / MANIFEST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_four_reports_are_listed() -> None:
    """Symbols, how they are known, and hashes that fit the files."""
    entries = read_manifest()
    assert {entry.symbol: entry.symbol_status.value for entry in entries} == {
        "CTOC/COP/2010/17": "printed",
        "CTOC/COP/2016/10": "named",
        "CTOC/COP/2016/15": "inferred",
        "CTOC/COP/2024/11": "named",
    }
    for entry in entries:
        assert read_source(entry)
        assert entry.title["zh"]
        assert entry.title["en"]


def test_a_changed_file_is_an_error_that_says_both_hashes(folder: Path) -> None:
    """The message has the hash found and the hash expected."""
    entry = read_manifest(folder)[0]
    path = folder / entry.file
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(SourceChanged) as caught:
        read_source(entry, folder)
    assert entry.sha256 in str(caught.value)
    assert str(caught.value).count("sha256") == 1
    assert len([word for word in str(caught.value).replace(",", " ").replace(";", " ").split()
                if len(word) == 64]) == 2  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('style = "wrapped"', 'style = "folded"', "clean, wrapped, markdown"),  # valid choices
        ('place = "Vienna"\n', "", "missing place"),  # a key gone
        ("session = 5", "sessions = 5", "unknown sessions"),  # a key mistyped
        ("session = 5", 'session = "5"', "not a int"),  # a wrong type
        ('symbol = "CTOC/COP/2016/10"', 'symbol = "CTOC/COP/2010/17"', "two rows"),  # twice
        ("[[report]]", "[[rapport", "not TOML"),  # no TOML
        ("title.en = ", "title.fr = ", "title has no en"),  # no English title
    ],
)
def test_wrong_rows_are_named(folder: Path, old: str, new: str, says: str) -> None:
    """The message names the row and what would be valid."""
    rewrite(folder, old, new)
    with pytest.raises(ManifestError, match=says):
        read_manifest(folder)


def test_missing_files_are_named(folder: Path) -> None:
    """A missing manifest and a missing report each give the path."""
    entry = read_manifest(folder)[0]
    (folder / entry.file).unlink()
    with pytest.raises(ManifestError, match=entry.file):
        read_source(entry, folder)
    (folder / MANIFEST).unlink()
    with pytest.raises(ManifestError, match="no manifest"):
        read_manifest(folder)
