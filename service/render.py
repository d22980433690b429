"""Records to wire: pure functions, one per shape of service/schemas.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import cast
from urllib.parse import quote

from corpus.model import Citation, InstrumentRef, Language, Paragraph, ReportEntry
from corpus.wire import citation_to_dict, note_to_dict, source_to_dict
from index.model import CiteResult, Hit, IndexManifest, SearchResult
from service import schemas

PASSAGES = "/v1/passages"
REPORTS = "/v1/reports"

_REMEMBERED = 20_000
"""Citations that are kept as they are sent, about 2 KB each."""

_citations: dict[int, tuple[Citation, schemas.Citation]] = {}

_URL_SAFE = "/!$&'()*+,;=:@~"
"""What RFC 3986 lets stand unescaped in a path, so that an identifier is readable in its link."""


@lru_cache(maxsize=_REMEMBERED)
def permalink(base_url: str, identifier: str) -> str:
    """The canonical address of a paragraph: its identifier follows the route directly.

    Identifiers start with a slash, so ``/akn/…`` gives ``{base_url}/v1/passages/akn/…``.
    """
    return f"{base_url}{PASSAGES}{quote(identifier, safe=_URL_SAFE)}"


def official_link(symbol: str, language: Language) -> str:
    """The address of the official document in one language."""
    return f"https://docs.un.org/{language.value}/{quote(symbol)}"


def render_citation(citation: Citation) -> schemas.Citation:
    """A citation with every field of the contract; made once for each, so not to be changed."""
    known = _citations.get(id(citation))
    if known is None:
        if len(_citations) >= _REMEMBERED:
            _citations.clear()
        # Held with the citation itself, whose identity no other takes on while it is held.
        known = (citation, cast("schemas.Citation", citation_to_dict(citation)))
        _citations[id(citation)] = known
    return known[1]


def render_note(note: Paragraph) -> schemas.Note:
    """A footnote as the paragraph with its marker shows it."""
    return cast("schemas.Note", note_to_dict(note))


def render_source(paragraph: Paragraph, entry: ReportEntry) -> schemas.Source:
    """The place of a paragraph in the source file of its report."""
    return cast("schemas.Source", source_to_dict(paragraph, entry))


def render_hit(hit: Hit, entries: Mapping[str, ReportEntry], base_url: str) -> schemas.Hit:
    """A hit; ``entries`` are the manifest rows by symbol."""
    paragraph = hit.paragraph
    return {
        "rank": hit.rank,
        "score": round(float(hit.score), 6),
        "scores": {
            "dense": _rounded(hit.scores.dense),
            "lexical": _rounded(hit.scores.lexical),
            "citation": _rounded(hit.scores.citation),
        },
        "id": paragraph.id,
        "url": permalink(base_url, paragraph.id),
        "text": paragraph.text,
        "highlights": [{"start": start, "end": end} for start, end in hit.highlights],
        "context": {
            "path": list(paragraph.path),
            "chapeau": hit.chapeau,
            "before": hit.before,
            "after": hit.after,
        },
        "citation": render_citation(paragraph.citation),
        "notes": [render_note(note) for note in hit.notes],
        "also_in": [
            {
                "id": other.id,
                "url": permalink(base_url, other.id),
                "label": _labels(other.citation.label),
            }
            for other in hit.also_in
        ],
        "source": render_source(paragraph, entries[paragraph.citation.symbol]),
    }


def render_search(
    result: SearchResult,
    manifest: IndexManifest,
    entries: Mapping[str, ReportEntry],
    base_url: str,
    took_ms: float,
) -> schemas.SearchResponse:
    """The answer to a question."""
    return {
        "query": result.query,
        "language": result.language.value,
        "answerable": bool(result.answerable),
        "confidence": round(float(result.confidence), 6),
        "took_ms": round(took_ms, 3),
        "index": {"build": manifest.build, "encoder": manifest.encoder},
        "hits": [render_hit(hit, entries, base_url) for hit in result.hits],
    }


def render_cite(
    result: CiteResult, entries: Mapping[str, ReportEntry], base_url: str
) -> schemas.CiteResponse:
    """What became of a written citation."""
    return {
        "ref": result.ref,
        "status": result.status.value,
        "detail": result.detail,
        "matches": [render_hit(hit, entries, base_url) for hit in result.matches],
    }


def render_report(entry: ReportEntry, paragraphs: int, base_url: str) -> schemas.ReportSummary:
    """A row of the manifest, with the number of its citable paragraphs."""
    return {
        "symbol": entry.symbol,
        "symbol_status": entry.symbol_status.value,
        "symbol_evidence": entry.symbol_evidence,
        "title": _labels(entry.title),
        "body": entry.body,
        "session": entry.session,
        "place": entry.place,
        "meeting": {
            "start": entry.meeting_start.isoformat(),
            "end": entry.meeting_end.isoformat(),
        },
        "issued": None if entry.issued is None else entry.issued.isoformat(),
        "date": entry.date.isoformat(),
        "language": entry.language.value,
        "original_language": entry.original_language.value,
        "file": entry.file,
        "sha256": entry.sha256,
        "url": f"{base_url}{REPORTS}/{quote(entry.symbol)}",
        "official_url": official_link(entry.symbol, entry.language),
        "paragraphs": paragraphs,
    }


def render_outline(
    entry: ReportEntry, paragraphs: Sequence[Paragraph], base_url: str
) -> schemas.OutlineResponse:
    """A report's paragraphs in document order, grouped by instrument, annex and headings."""
    groups = [list(members) for _, members in groupby(paragraphs, key=_section)]
    return {
        "report": render_report(entry, len(paragraphs), base_url),
        "sections": [_render_section(members, base_url) for members in groups],
    }


def render_export(
    paragraph: Paragraph, entry: ReportEntry, notes: Iterable[Paragraph]
) -> schemas.ExportLine:
    """One line of ``operative export``."""
    return {
        "id": paragraph.id,
        "text": paragraph.text,
        "citation": render_citation(paragraph.citation),
        "source": render_source(paragraph, entry),
        "notes": [render_note(note) for note in notes],
    }


def _labels(labels: Mapping[Language, str]) -> dict[str, str]:
    return {language.value: label for language, label in labels.items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _section(paragraph: Paragraph) -> tuple[tuple[str, ...], InstrumentRef, str | None]:
    return paragraph.path, paragraph.citation.instrument, paragraph.citation.annex


def _render_section(members: Sequence[Paragraph], base_url: str) -> schemas.OutlineSection:
    return {
        "path": list(members[0].path),
        "instrument": render_citation(members[0].citation)["instrument"],
        "annex": members[0].citation.annex,
        "paragraphs": [_render_line(paragraph, base_url) for paragraph in members],
    }


def _render_line(paragraph: Paragraph, base_url: str) -> schemas.OutlineParagraph:
    citation = paragraph.citation
    return {
        "id": paragraph.id,
        "url": permalink(base_url, paragraph.id),
        "label": _labels(citation.label),
        "kind": citation.kind.value,
        "paragraph": citation.paragraph,
        "subparagraph": citation.subparagraph,
        "flags": [flag.value for flag in citation.flags],
    }
