"""THE search: one question in, ranked paragraphs out; service and evaluation both call it.

folder → verify → Searcher      read the question → rank → judge → hits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from corpus.model import Language, Paragraph, ReportEntry, Span
from corpus.numerals import chinese_numeral
from corpus.periods import named_sessions, reports_meant
from corpus.reference import unnumbered
from index.catalogue import Catalogue
from index.citations import Citations, QuestionCitations
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
from index.glossary import Glossary
from index.highlight import Clauses, Marker
from index.language import detect
from index.lexical import Lexical
from index.lexicon import Lexicon
from index.model import CiteResult, CiteStatus, Filters, Hit, IndexManifest, Scores, SearchResult
from index.passages import context_of
from index.pieces import PieceEncoder, Pieces
from index.rank import Head, Question, Ranker, Ranking
from index.rerank import BUNDLED as WEIGHTS
from index.rerank import Weights, open_weights
from index.store import read_index
from index.subjects import Subjects
from index.sure import COLUMNS, describe
from index.terms import Cutter, LexicalQuery
from index.translate import Translator, merged
from index.twins import twins_from_bytes
from index.wanted import wanted

Floats = npt.NDArray[np.float32]

NO_FILTERS: Final = Filters()


class Part(StrEnum):
    """What can be taken out of a search, to measure what it is worth."""

    CITATIONS = "citations"
    LEXICON = "lexicon"
    GLOSSARY = "glossary"
    RERANKING = "reranking"


KNOWN_WORD: Final = 0.2
"""What a foreign word weighs as it is written, where the lexicon translates it: some paragraphs
have a few words of English in a title. A name that it does not know keeps its full weight."""

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
    ) -> None:
        self.manifest = manifest
        self._without = without
        self.encoder = encoder
        self._catalogue = Catalogue.from_bytes(
            contents["paragraphs.jsonl"], contents["reports.json"]
        )
        dense = Dense.from_bytes(contents["vectors.faiss"], contents["passages.safetensors"])
        self._lexical = Lexical.from_bytes(contents["terms.json"], contents["postings.safetensors"])
        self._cutter = Cutter(Lexicon.from_bytes(contents["lexicon.json"]))
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
        self._marker = Marker(clauses, lambda text: frozenset(self._cutter.terms(text).words))
        self._scale = Scale.from_bytes(contents["scale.json"])
        self._citations = Citations(self._catalogue)
        self._twins = twins_from_bytes(contents["twins.json"], len(self._catalogue.paragraphs))
        glossary = None if Part.GLOSSARY in without else Glossary.open()
        self._translator = Translator.open(glossary=glossary, split=self._words_of)
        self._subjects = Subjects(
            self._catalogue.paragraphs,
            self.encoder.encode_passages,
            lambda text: frozenset(self._cutter.terms(text).words),
        )

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder | None = None,
        weights: FusionWeights | None = None,
        without: frozenset[Part] = frozenset(),
        second: Weights | None = None,
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
        return cls(manifest, contents, encoder, weights, without, second)

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
        question = self._read(query, lang or detect(query))
        return question, self._ranker.rank(question, _JUDGED, None)

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
        question = self._read(query, lang or detect(query))
        ranking = self._ranker.rank(question, max(k, _JUDGED), allowed)
        weights = self._lexical.term_weights(question.terms)
        confidence, threshold = self._confidence(question, ranking, weights)
        ranks = range(min(max(k, 0), len(ranking.paragraphs)))
        return SearchResult(
            query=query,
            language=question.language,
            answerable=confidence >= threshold,
            confidence=confidence,
            hits=tuple(self._hit(question, ranking, rank, weights) for rank in ranks),
        )

    def passage(self, id: str) -> Hit:  # noqa: A002 (the contract's word)
        """Return one paragraph by its id, with its surroundings; raise UnknownName without it."""
        ordinal = self._catalogue.ordinal(id)
        return self._present(ordinal, 1, 1.0, Scores(None, None, None))

    def cite(self, ref: str) -> CiteResult:
        """Return the paragraphs that a citation names, written in any of the six languages."""
        lookup = self._citations.look_up(ref)
        if lookup.status is CiteStatus.NOT_FOUND and (meant := self._described(ref, detect(ref))):
            lookup = self._citations.look_up(meant)
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

    def _read(self, query: str, language: Language) -> Question:
        """The question as the legs see it.

        What the citations are about is left to them: the encoder gets the rest of the question, or
        all of it if nothing else is asked. A question that is nothing but the name of an instrument
        names its paragraphs.
        """
        query = query.encode("utf-8", "replace").decode()  # a lone surrogate is no character
        if Part.CITATIONS in self._without:
            citations = QuestionCitations(query)
        else:
            citations = self._citations.read(query)
            citations = self._by_subject(query, language) or citations
        asks = bool(self._cutter.content_words(citations.rest, language))
        if not (asks or citations.named or citations.in_vain):
            citations = replace(citations, named=citations.mentioned)
        if asks and citations.elsewhere:
            citations = replace(citations, in_vain=False)
        text = citations.rest if asks and not citations.elsewhere else query
        if language is Language.ZH:
            text = self._cutter.simplify(text)
        translated = self._concepts(query, language)
        terms = self._terms(query, language, translated)
        return Question(
            asks=asks,
            language=language,
            vector=self.encoder.encode_queries([text])[0],
            terms=terms,
            citations=citations,
            reports=reports_meant(query, self._catalogue.entries),
            text=text,
            concepts=translated or tuple({word: 1.0} for word in terms.words),
            wanted=wanted(query),
        )

    def _by_subject(self, query: str, language: Language) -> QuestionCitations | None:
        """What a question cites of an instrument that it names by its subject, if that is clear."""
        meant = self._described(query, language)
        if meant is None:
            return None
        found = self._citations.read(meant)
        place = unnumbered(query)
        return replace(found, rest=place.rest) if place and found.named else None

    def _described(self, query: str, language: Language) -> str | None:
        """The citation of an instrument that is named by its subject, written with its number."""
        place = unnumbered(query)
        if place is None:
            return None
        terms = self._terms(place.rest, language, self._concepts(place.rest, language))
        meant = self._subjects.meant(
            place.type,
            reports_meant(query, self._catalogue.entries),
            self.encoder.encode_queries([place.rest])[0],
            self._lexical.term_weights(terms),
        )
        return None if meant is None else f"{place.place}, {meant.type.value} {meant.number}"

    def _words_of(self, term: str) -> tuple[str, ...]:
        """The words of the index that a Chinese term is and is made of."""
        words = [word for word in self._cutter.terms(term).words if word in self._lexical.words]
        return tuple(dict.fromkeys(word for word in words if len(word) > 1)) or tuple(words)

    def _concepts(self, query: str, language: Language) -> tuple[Mapping[str, float], ...]:
        """The Chinese words that each word or phrase of a foreign question may stand for."""
        if language is Language.ZH or Part.LEXICON in self._without:
            return ()
        return self._translator.concepts(query, language)

    def _terms(
        self, query: str, language: Language, concepts: Sequence[Mapping[str, float]]
    ) -> LexicalQuery:
        """The question's terms; a foreign one's are the Chinese words that it may stand for.

        Its own words stay where paragraphs have them: names, acronyms, symbols. Sessions become
        what the reports print: the 13th session is 第十三届.
        """
        terms = self._cutter.query(query, language)
        if Part.LEXICON in self._without:
            return terms
        if language is Language.ZH:
            reworded = self._translator.reworded(self._cutter.simplify(query))
            return LexicalQuery({**reworded, **terms.words}, terms.pairs)
        own = {
            word: weight * (KNOWN_WORD if self._translator.knows(word, language) else 1.0)
            for word, weight in terms.words.items()
            if word in self._lexical.words
        }
        translated = merged(concepts)
        sessions = (f"第{chinese_numeral(n)}届" for n in sorted(named_sessions(query)) if n)
        as_printed = dict.fromkeys(sessions, 1.0)
        found = {**translated, **as_printed}
        for word, weight in own.items():
            found[word] = max(weight, found.get(word, 0.0))
        return LexicalQuery(found or terms.words, terms.pairs)

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

    def _hit(
        self, question: Question, ranking: Ranking, rank: int, weights: Mapping[str, float]
    ) -> Hit:
        """The hit at a place of the ranking, counted from 0."""
        ordinal = int(ranking.paragraphs[rank])
        lexical = float(ranking.lexical[rank])
        scores = Scores(
            dense=float(ranking.dense[rank]) if question.vector.any() else None,
            lexical=lexical if lexical > 0 else None,
            citation=1.0 if ordinal in question.citations.named else None,
        )
        marked: tuple[Span, ...] = ()
        if question.asks:
            text = self._catalogue.paragraphs[ordinal].text
            marked = self._marker.mark(ordinal, text, question.vector, weights)
        return self._present(ordinal, rank + 1, float(ranking.scores[rank]), scores, marked)

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
