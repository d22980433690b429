"""The manifest: one row per report, checked before any text is read."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import ManifestError, SourceChanged
from corpus.model import Damage, Language, ReportEntry, Style, SymbolStatus

REPORTS = Path(__file__).parent / "reports"
"""The folder of the reports that the repository carries."""

MANIFEST = "manifest.toml"

_REQUIRED = (
    "symbol", "symbol_status", "symbol_evidence", "title", "body", "place", "meeting_start",
    "meeting_end", "date", "language", "original_language", "style", "file", "sha256",
)  # fmt: skip
_OPTIONAL = ("session", "issued", "damage")

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_manifest(folder: Path = REPORTS) -> tuple[ReportEntry, ...]:
    """The rows of the folder's manifest, in its order.

    Raises ManifestError when the manifest is missing or a row is wrong: the message names the
    row, the key, the value and what would be valid.
    """
    path = folder / MANIFEST
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ManifestError(f"no manifest at {path}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not TOML: {error}") from error
    rows = table.get("report", [])
    if not isinstance(rows, list) or not rows:
        raise ManifestError(f"{path} has no [[report]] rows")
    entries = tuple(_entry(row, f"{path}, row {n}") for n, row in enumerate(rows, 1))
    for key in ("symbol", "file"):
        values = [getattr(entry, key) for entry in entries]
        for value in values:
            if values.count(value) > 1:
                raise ManifestError(f"{path}: two rows have {key} {value!r}")
    return entries


def read_source(entry: ReportEntry, folder: Path = REPORTS) -> str:
    """The text of a report, byte for byte as the manifest hashes it.

    Raises ManifestError when the file is missing and SourceChanged, naming both hashes, when its
    bytes are not the ones that the manifest names.
    """
    path = folder / entry.file
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ManifestError(f"{entry.symbol}: no file {path}") from None
    found = hashlib.sha256(raw).hexdigest()
    if found != entry.sha256:
        raise SourceChanged(
            f"{entry.symbol}: {entry.file} has sha256 {found}, but {MANIFEST} says {entry.sha256}; "
            "restore the file, or put the new hash into the manifest if the change is meant"
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ManifestError(f"{entry.symbol}: {entry.file} is not UTF-8: {error}") from error


def _entry(row: Mapping[str, Any], place: str) -> ReportEntry:
    """One checked row."""
    if missing := [key for key in _REQUIRED if key not in row]:
        raise ManifestError(f"{place}: missing {', '.join(missing)}")
    if unknown := sorted(set(row) - {*_REQUIRED, *_OPTIONAL}):
        valid = ", ".join((*_REQUIRED, *_OPTIONAL))
        raise ManifestError(f"{place}: unknown {', '.join(unknown)} (valid: {valid})")
    dates = {
        key: _typed(row, key, date, place)
        for key in ("meeting_start", "meeting_end", "date", "issued")
        if key in row
    }
    titles = _typed(row, "title", dict, place)
    if missing := [key for key in ("zh", "en") if key not in titles]:
        raise ManifestError(f"{place}: title has no {', '.join(missing)}")
    return ReportEntry(
        symbol=_typed(row, "symbol", str, place),
        symbol_status=_choice(row, "symbol_status", SymbolStatus, place),
        symbol_evidence=_typed(row, "symbol_evidence", str, place),
        title={Language(key): str(value) for key, value in titles.items()},
        body=_typed(row, "body", str, place),
        session=_typed(row, "session", int, place) if "session" in row else None,
        place=_typed(row, "place", str, place),
        meeting_start=dates["meeting_start"],
        meeting_end=dates["meeting_end"],
        issued=dates.get("issued"),
        date=dates["date"],
        language=_choice(row, "language", Language, place),
        original_language=_choice(row, "original_language", Language, place),
        style=_choice(row, "style", Style, place),
        file=_typed(row, "file", str, place),
        sha256=_typed(row, "sha256", str, place),
        damage=tuple(_damage(one, place) for one in row.get("damage", [])),
    )


def _damage(one: Mapping[str, Any], place: str) -> Damage:
    return Damage(_typed(one, "line", int, place), _typed(one, "printed", str, place))


def _typed(row: Mapping[str, Any], key: str, kind: type, place: str) -> Any:
    """The value of a key, of the right type."""
    value = row.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ManifestError(f"{place}: {key} is {value!r}, not a {kind.__name__}")
    return value


def _choice(row: Mapping[str, Any], key: str, kind: type[_Choice], place: str) -> _Choice:
    """The value of a key, one of the choices."""
    try:
        return kind(row[key])
    except ValueError:
        valid = ", ".join(kind)
        raise ManifestError(f"{place}: {key} is {row[key]!r} (valid: {valid})") from None
