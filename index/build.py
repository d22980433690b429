"""Paragraphs become an index: cut, embed, count, measure, write.

    passages → vectors → clauses → lexicon → postings → scale → twins → folder

The same corpus and encoder give the same bytes: nothing in an index depends on the time, the
machine's name or the order of a set.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus import Corpus
from corpus.errors import EncoderError
from corpus.model import Paragraph
from index.catalogue import Catalogue
from index.confidence import Scale, measure_scale
from index.dense import Dense, build_dense
from index.encoder import Encoder
from index.highlight import Clauses, clause_spans
from index.lexical import Lexical, build_lexical
from index.lexicon import Lexicon, learn_lexicon
from index.manifest import SCHEMA
from index.model import IndexManifest, Passage
from index.passages import build_passages, context_of
from index.recipe import CONTEXT_SHARE, recipe
from index.store import write_index
from index.terms import Cutter
from index.twins import Twins, find_twins, twins_to_bytes

Floats = npt.NDArray[np.float32]
Progress = Callable[[str, int, int], None]

_BATCH: Final = 128
"""Texts between two reports of progress."""


def build_index(
    corpus: Corpus, encoder: Encoder, folder: Path, progress: Progress | None = None
) -> IndexManifest:
    """Build the index of a corpus into a folder, replacing the one that is there.

    ``progress`` is called with the stage, how much of it is done and how much there is. Raises
    EncoderError for an encoder that gives something else than unit vectors, IndexUnusable for a
    folder that cannot hold an index.
    """
    report = progress or _no_report
    paragraphs = corpus.paragraphs
    passages = build_passages(paragraphs)
    dense = _embed_passages(passages, encoder, report)
    clauses = _embed_clauses(paragraphs, encoder, report)
    lexicon, lexical = _count_terms(paragraphs, report)
    scale = _measure(encoder, dense, clauses)
    catalogue = Catalogue(paragraphs, [found.entry for found in corpus.reports])
    facts = IndexManifest(
        schema=SCHEMA,
        build="",
        corpus=corpus.hash,
        encoder=encoder.name,
        encoder_revision=encoder.revision,
        dimension=encoder.dimension,
        paragraphs=len(paragraphs),
        passages=len(passages),
        clauses=len(clauses.spans),
        recipe=recipe(),
    )
    report("write", 0, 1)
    manifest = write_index(
        folder,
        facts,
        _contents(catalogue, dense, clauses, lexicon, lexical, scale, find_twins(paragraphs)),
    )
    report("write", 1, 1)
    return manifest


def _contents(
    catalogue: Catalogue,
    dense: Dense,
    clauses: Clauses,
    lexicon: Lexicon,
    lexical: Lexical,
    scale: Scale,
    twins: Twins,
) -> dict[str, bytes]:
    paragraphs, reports = catalogue.to_bytes()
    vectors, passages = dense.to_bytes()
    terms, postings = lexical.to_bytes()
    return {
        "paragraphs.jsonl": paragraphs,
        "reports.json": reports,
        "vectors.faiss": vectors,
        "passages.safetensors": passages,
        "clauses.safetensors": clauses.to_bytes(),
        "lexicon.json": lexicon.to_bytes(),
        "terms.json": terms,
        "postings.safetensors": postings,
        "scale.json": scale.to_bytes(),
        "twins.json": twins_to_bytes(twins),
    }


def _embed_passages(passages: Sequence[Passage], encoder: Encoder, report: Progress) -> Dense:
    """Each passage's vector: its text's, plus a share of its context's, of length 1 again."""
    texts = _encode([passage.text for passage in passages], encoder, "passages", report)
    contexts = sorted({passage.context for passage in passages if passage.context})
    rows = {context: row for row, context in enumerate(contexts)}
    shared = _encode(contexts, encoder, "contexts", report)
    for at, passage in enumerate(passages):
        if passage.context:
            texts[at] += CONTEXT_SHARE * shared[rows[passage.context]]
    owners = np.array([passage.paragraph for passage in passages], dtype=np.int64)
    return build_dense(_unit(texts), owners)


def _embed_clauses(paragraphs: Sequence[Paragraph], encoder: Encoder, report: Progress) -> Clauses:
    spans = [clause_spans(paragraph.text) for paragraph in paragraphs]
    texts = [
        paragraph.text[start:end]
        for paragraph, found in zip(paragraphs, spans, strict=True)
        for start, end in found
    ]
    flat = [span for found in spans for span in found]
    return Clauses(
        np.cumsum([0, *map(len, spans)]).astype(np.int32),
        np.array(flat, dtype=np.int32).reshape(-1, 2),
        _encode(texts, encoder, "clauses", report).astype(np.float16).astype(np.float32),
    )


def _count_terms(paragraphs: Sequence[Paragraph], report: Progress) -> tuple[Lexicon, Lexical]:
    report("words", 0, len(paragraphs))
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    contexts = [context_of(paragraph, texts) for paragraph in paragraphs]
    lexicon = learn_lexicon([*texts.values(), *contexts])
    cutter = Cutter(lexicon)
    shared = {context: cutter.terms(context) for context in sorted(set(contexts))}
    fields = [
        (cutter.terms(paragraph.text), shared[context])
        for paragraph, context in zip(paragraphs, contexts, strict=True)
    ]
    lexical = build_lexical(fields)
    report("words", len(paragraphs), len(paragraphs))
    return lexicon, lexical


def _measure(encoder: Encoder, dense: Dense, clauses: Clauses) -> Scale:
    """The scale of index/confidence.py, from everyday questions and from the clauses."""

    def best(vector: Floats) -> float:
        _, found = dense.search(vector, 1)
        return float(found[0]) if len(found) else 0.0

    owners = np.repeat(np.arange(len(clauses.starts) - 1), np.diff(clauses.starts))
    own = [
        dense.similarities(vector.astype(np.float32), owners[row : row + 1])
        for row, vector in enumerate(clauses.vectors)
    ]
    return measure_scale(encoder.encode_queries, best, np.array(own, dtype=np.float32))


def _encode(texts: Sequence[str], encoder: Encoder, stage: str, report: Progress) -> Floats:
    """Embed texts as passages in batches; check that they come back as promised."""
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for start in range(0, len(texts), _BATCH):
        report(stage, start, len(texts))
        batch = encoder.encode_passages(texts[start : start + _BATCH])
        lengths = np.linalg.norm(batch, axis=-1)
        fits = batch.shape == vectors[start : start + _BATCH].shape
        if not fits or not np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0)):
            raise EncoderError(
                f"encoder {encoder.name!r} gave vectors of shape {batch.shape} and of lengths "
                f"{lengths.min():.3f} to {lengths.max():.3f} where {encoder.dimension} numbers of "
                "length 1 were promised"
            )
        vectors[start : start + _BATCH] = batch
    report(stage, len(texts), len(texts))
    return vectors


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _no_report(stage: str, done: int, total: int) -> None:
    """Progress that nobody asked for."""
