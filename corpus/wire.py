"""The JSON shapes of the corpus records: what is exported, stored in an index and served.

The shapes of Citation and source are the HTTP contract's (docs/http.md); a paragraph's full shape
adds what an index needs to rebuild it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.model import (
    Citation,
    Flag,
    InstrumentRef,
    InstrumentType,
    Kind,
    Language,
    Paragraph,
    ReportEntry,
)


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """A citation as the HTTP contract shows it."""
    ref = citation.instrument
    return {
        "id": citation.id,
        "label": {language.value: text for language, text in citation.label.items()},
        "symbol": citation.symbol,
        "body": citation.body,
        "instrument": {
            "type": ref.type.value,
            "number": ref.number,
            "title": ref.title,
            "date": ref.date.isoformat(),
        },
        "annex": citation.annex,
        "section": citation.section,
        "kind": citation.kind.value,
        "paragraph": citation.paragraph,
        "subparagraph": citation.subparagraph,
        "official_url": citation.official_url,
        "flags": [flag.value for flag in citation.flags],
    }


def citation_from_dict(table: Mapping[str, Any]) -> Citation:
    """The citation of such a dict; raises KeyError or ValueError when it is not one."""
    ref = table["instrument"]
    return Citation(
        id=table["id"],
        label={Language(key): text for key, text in table["label"].items()},
        symbol=table["symbol"],
        body=table["body"],
        instrument=InstrumentRef(
            InstrumentType(ref["type"]),
            ref["number"],
            ref["title"],
            date.fromisoformat(ref["date"]),
        ),
        annex=table["annex"],
        section=table["section"],
        kind=Kind(table["kind"]),
        paragraph=table["paragraph"],
        subparagraph=table["subparagraph"],
        official_url=table["official_url"],
        flags=tuple(Flag(flag) for flag in table["flags"]),
    )


def source_to_dict(paragraph: Paragraph, entry: ReportEntry) -> dict[str, Any]:
    """Where a paragraph's characters stand: file, its hash, and spans into it."""
    return {
        "symbol": entry.symbol,
        "file": entry.file,
        "sha256": entry.sha256,
        "spans": [list(span) for span in paragraph.spans],
    }


def note_to_dict(note: Paragraph) -> dict[str, Any]:
    """A footnote as shown with the paragraph that carries its marker."""
    return {"id": note.id, "label": note.citation.paragraph, "text": note.text}


def paragraph_to_dict(paragraph: Paragraph) -> dict[str, Any]:
    """A paragraph without loss; paragraph_from_dict gives it back."""
    return {
        "citation": citation_to_dict(paragraph.citation),
        "text": paragraph.text,
        "spans": [list(span) for span in paragraph.spans],
        "lines": list(paragraph.lines),
        "path": list(paragraph.path),
        "chapeau": paragraph.chapeau,
        "notes": list(paragraph.notes),
    }


def paragraph_from_dict(table: Mapping[str, Any]) -> Paragraph:
    """The paragraph of such a dict; raises KeyError or ValueError when it is not one."""
    return Paragraph(
        citation=citation_from_dict(table["citation"]),
        text=table["text"],
        spans=tuple((start, end) for start, end in table["spans"]),
        lines=tuple(table["lines"]),
        path=tuple(table["path"]),
        chapeau=table["chapeau"],
        notes=tuple(table["notes"]),
    )


def paragraph_to_json(paragraph: Paragraph) -> str:
    """A paragraph as one line of JSON, the same for the same paragraph."""
    return json.dumps(paragraph_to_dict(paragraph), ensure_ascii=False, separators=(",", ":"))
