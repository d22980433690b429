"""The outline of a report as lines of text, so that a change of the parser is seen as a diff."""

from __future__ import annotations

from corpus.model import Paragraph, Report

_WORDS = 16
"""Characters shown of a text's beginning and of its end."""


def outline_lines(report: Report) -> list[str]:
    """One line per heading path and per paragraph: place, kind, number, first and last words."""
    lines: list[str] = []
    path: tuple[str, ...] = ()
    for paragraph in report.paragraphs:
        if paragraph.path != path:
            path = paragraph.path
            lines.append("# " + " > ".join(path))
        lines.append(_line(paragraph))
    return lines


def _line(paragraph: Paragraph) -> str:
    citation = paragraph.citation
    number = " ".join(
        part
        for part in (citation.paragraph, citation.subparagraph and f"({citation.subparagraph})")
        if part
    )
    text = paragraph.text.replace("\n", " / ").replace("\t", " | ")
    short = text if len(text) <= 2 * _WORDS else f"{text[:_WORDS]}…{text[-_WORDS:]}"
    extra = [note.rsplit("~", 1)[1] for note in paragraph.notes] + list(citation.flags)
    lines = f"{paragraph.lines[0]}-{paragraph.lines[-1]}"
    place = citation.id.split("/")[-3] + " " + citation.id.rsplit("/", 1)[1]
    fields = [lines, place, citation.kind.value, number, short, " ".join(extra)]
    return " ; ".join(field for field in fields if field)
