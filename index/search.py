"""THE search: one question in, ranked paragraphs out; service and evaluation both call it.

folder → verify → Searcher      read the question → rank → judge → hits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from corpus.model import Language, Paragraph, ReportEntry, Span
from index.catalogue import Catalogue
from index.citations import Citations
from index.confidence import (
    ANSWERABLE_FROM,
    CITED,
    NAMED_IN_VAIN,
    NOTHING_FOUND,
    Scale,
    confidence_of,
    judge,
)
from index.dense import Dense
from index.encoder import Encoder, load_encoder
from index.evidence import FEATURES, Evidence
from index.fuse import FusionWeights
from index.highlight import Clauses, Marker
from index.language import detect
from index.lexical import Lexical
from index.lexicon import Lexicon
from index.model import (
    CiteResult,
    CiteStatus,
    Filters,
    Hit,
    IndexManifest,
    Part,
    Scores,
    SearchResult,
)
from index.passages import context_of
from index.pieces import PieceEncoder, Pieces
from index.rank import Head, Question, Ranker, Ranking
from index.reading import Reader
from index.rerank import BUNDLED as WEIGHTS
from index.rerank import Weights, open_weights
from index.store import read_index
from index.subjects import Choice, SubjectWeights
from index.sure import COLUMNS, describe
from index.terms import Cutter
from index.twins import twins_from_bytes

Floats = npt.NDArray[np.float32]

NO_FILTERS: Final = Filters()


_JUDGED: Final = 3
"""First hits of which the best coverage of the question's words counts for the confidence."""


class Searcher:
    """Answers questions from one index, entirely in memory; safe to use from several threads."""

    def __init__(
        self,
        manifest: IndexManifest,
        contents: Mapping[str, bytes],
        encoder: Encoder,
        weights: FusionWeights | None = None,
        without: frozenset[Part] = frozenset(),
        second: Weights | None = None,
        subjects: SubjectWeights | None = None,
    ) -> None:
        self.manifest = manifest
        self._without = without
        self.encoder = encoder
        self._catalogue = Catalogue.from_bytes(
            contents["paragraphs.jsonl"], contents["reports.json"]
        )
        dense = Dense.from_bytes(contents["vectors.faiss"], contents["passages.safetensors"])
        self._lexical = Lexical.from_bytes(contents["terms.json"], contents["postings.safetensors"])
        cutter = Cutter(Lexicon.from_bytes(contents["lexicon.json"]))
        clauses = Clauses.from_bytes(contents["clauses.safetensors"])
        self._weights = second or self._second_look(weights)
        self._ranker = Ranker(
            dense,
            self._lexical,
            self._catalogue,
            weights or FusionWeights(),
            self._evidence(clauses),
            self._weights,
        )
        self._marker = Marker(clauses, lambda text: frozenset(cutter.terms(text).words))
        self._scale = Scale.from_bytes(contents["scale.json"])
        self._citations = Citations(self._catalogue)
        self._reader = Reader(
            self._catalogue,
            self._lexical,
            cutter,
            encoder,
            self._citations,
            dense,
            without,
            subjects,
        )
        self._twins = twins_from_bytes(contents["twins.json"], len(self._catalogue.paragraphs))

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder | None = None,
        weights: FusionWeights | None = None,
        without: frozenset[Part] = frozenset(),
        second: Weights | None = None,
        subjects: SubjectWeights | None = None,
    ) -> Searcher:
        """Open and verify an index; load the encoder that it names when none is given.

        ``weights`` are those of the legs, the calibrated ones by default, and ``second`` those of
        the second look, the bundled ones by default unless the legs' are given; ``without`` names
        the parts to leave out. Only an evaluation gives any of the three.

        Raises IndexUnusable for an index that cannot be used, EncoderError for an encoder that
        cannot be loaded or is not the one that the index was built with.
        """
        manifest, contents = read_index(folder)
        encoder = encoder or load_encoder(manifest.encoder)
        built = (manifest.encoder_revision, manifest.dimension)
        if (encoder.revision, encoder.dimension) != built:
            raise EncoderError(
                f"index {folder} was built with the encoder {manifest.encoder!r}, revision "
                f"{manifest.encoder_revision}, {manifest.dimension} dimensions; loaded is "
                f"{encoder.name!r}, revision {encoder.revision}, {encoder.dimension} dimensions: "
                "run `operative index` to build it anew with this one"
            )
        return cls(manifest, contents, encoder, weights, without, second, subjects)

    def _second_look(self, legs: FusionWeights | None) -> Weights | None:
        """The weights of the second look, None where the legs are measured by themselves."""
        if legs is not None or Part.RERANKING in self._without:
            return None
        return open_weights(WEIGHTS, self.encoder.revision, FEATURES, COLUMNS)

    def _evidence(self, clauses: Clauses) -> Evidence | None:
        """What the second look stands on, None for an encoder without pieces."""
        if not isinstance(self.encoder, PieceEncoder):
            return None
        paragraphs = self._catalogue.paragraphs
        texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
        contexts = [context_of(paragraph, texts) for paragraph in paragraphs]
        pieces = Pieces(self.encoder, list(texts.values()), contexts)
        return Evidence(self._catalogue, self._lexical, clauses, pieces)

    def examine(self, query: str, lang: Language | None = None) -> tuple[Question, Ranking]:
        """How the question is read and ranked, before anything is made of it: for fitting."""
        question = self._reader.read(query, lang or detect(query))
        return question, self._ranker.rank(question, _JUDGED, None)

    def choice(self, query: str, lang: Language | None = None) -> Choice | None:
        """Which instrument a question may name by its subject: for fitting; None if it does not."""
        return self._reader.choice(query, lang or detect(query))

    def describe(self, question: Question, head: Head) -> Floats:
        """What the confidence stands on, float32 (len(COLUMNS),); see index/sure.py."""
        ideal = sum(self._lexical.term_weights(question.terms).values())
        return describe(question, head, ideal)

    def search(
        self,
        query: str,
        k: int = 10,
        lang: Language | None = None,
        filters: Filters = NO_FILTERS,
    ) -> SearchResult:
        """Return the k best paragraphs for a question, best first.

        ``lang`` None has the language detected. A paragraph that the question cites comes first.
        Fewer than k hits mean that no more pass the filters or have anything in common with the
        question. Raises UnknownName for a symbol or an instrument that the index does not have.
        """
        allowed = self._catalogue.allowed(filters)
        question = self._reader.read(query, lang or detect(query))
        ranking = self._ranker.rank(question, max(k, _JUDGED), allowed)
        weights = self._lexical.term_weights(question.terms)
        confidence, threshold = self._confidence(question, ranking, weights)
        return SearchResult(
            query=query,
            language=question.language,
            answerable=confidence >= threshold,
            confidence=confidence,
            hits=self._hits(question, ranking, max(k, 0), weights),
        )

    def passage(self, id: str) -> Hit:  # noqa: A002 (the contract's word)
        """Return one paragraph by its id, with its surroundings; raise UnknownName without it."""
        ordinal = self._catalogue.ordinal(id)
        return self._present(ordinal, 1, 1.0, Scores(None, None, None))

    def cite(self, ref: str) -> CiteResult:
        """Return the paragraphs that a citation names, written in any of the six languages."""
        lookup, described = self._citations.look_up(ref), self._reader.look_up(ref, detect(ref))
        if described and CiteStatus.FOUND not in (lookup.status, described.status):
            lookup = lookup if lookup.paragraphs else described
        elif described and described.status is CiteStatus.FOUND:
            lookup = described
        matches = tuple(
            self._present(ordinal, place + 1, 1.0, Scores(None, None, 1.0))
            for place, ordinal in enumerate(lookup.paragraphs)
        )
        return CiteResult(ref, lookup.status, lookup.detail, matches)

    def reports(self) -> tuple[ReportEntry, ...]:
        """Return the reports of the index, in the corpus's order."""
        return self._catalogue.entries

    def outline(self, symbol: str) -> tuple[Paragraph, ...]:
        """Return a report's paragraphs in document order; raise UnknownName without it."""
        return self._catalogue.report(symbol)

    def _confidence(
        self,
        question: Question,
        ranking: Ranking,
        weights: Mapping[str, float],
    ) -> tuple[float, float]:
        """How sure it is that the reports answer, 0 to 1, and from where on that suffices.

        ``weights`` are those of the question's words. A cited paragraph that the filters hold back
        is no answer.
        """
        first = ranking.paragraphs[:_JUDGED].tolist()
        if first and first[0] in question.citations.named:
            return CITED, ANSWERABLE_FROM
        if question.citations.in_vain:
            return NAMED_IN_VAIN, ANSWERABLE_FROM
        if self._weights is not None:
            if ranking.head is None:
                return NOTHING_FOUND, self._weights.answerable_from
            columns = self.describe(question, ranking.head)
            return confidence_of(self._weights, columns, question.vector), (
                self._weights.answerable_from
            )
        evidence = self._scale.dense_evidence(ranking.similarity, question.language)
        judged = first if question.asks else []
        covered = (self._lexical.coverage(weights, ordinal) for ordinal in judged)
        return judge(evidence, max(covered, default=0.0)), ANSWERABLE_FROM

    def _hits(
        self, question: Question, ranking: Ranking, k: int, weights: Mapping[str, float]
    ) -> tuple[Hit, ...]:
        """The first k of a ranking as they are shown; ``weights`` are the question's words."""
        ordinals = ranking.paragraphs[:k].tolist()
        marked: Sequence[tuple[Span, ...]] = [()] * len(ordinals)
        if question.asks:
            texts = {ordinal: self._catalogue.paragraphs[ordinal].text for ordinal in ordinals}
            marked = self._marker.mark(texts, question.vector, weights)
        has_vector, named = bool(question.vector.any()), question.citations.named
        columns = zip(
            ordinals, ranking.scores.tolist(), ranking.dense.tolist(), ranking.lexical.tolist(),
            marked, strict=False,
        )  # fmt: skip
        return tuple(
            self._present(
                ordinal,
                rank,
                score,
                Scores(
                    dense=dense if has_vector else None,
                    lexical=lexical if lexical > 0 else None,
                    citation=1.0 if ordinal in named else None,
                ),
                spans,
            )
            for rank, (ordinal, score, dense, lexical, spans) in enumerate(columns, start=1)
        )

    def _present(
        self,
        ordinal: int,
        rank: int,
        score: float,
        scores: Scores,
        highlights: tuple[Span, ...] = (),
    ) -> Hit:
        """A paragraph with what is shown around it."""
        catalogue = self._catalogue
        return Hit(
            rank=rank,
            score=score,
            scores=scores,
            paragraph=catalogue.paragraphs[ordinal],
            highlights=highlights,
            chapeau=catalogue.chapeau(ordinal),
            before=catalogue.before(ordinal),
            after=catalogue.after(ordinal),
            notes=catalogue.notes(ordinal),
            also_in=tuple(catalogue.paragraphs[one] for one in self._twins[ordinal]),
        )
