"""A question as a person writes it becomes the question that the legs see.

citations   what it names: found, or described by a resolution's subject
text        what is left to ask, and its vector
concepts    the Chinese words that each foreign word or phrase may stand for
terms       those together with what paragraphs have as it is written
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from corpus.model import InstrumentType, Language
from corpus.numerals import chinese_numeral
from corpus.periods import named_sessions, named_years, reports_meant
from corpus.unnumbered import Unnumbered, unnumbered
from index.catalogue import Catalogue
from index.citations import Citations, QuestionCitations
from index.encoder import Encoder
from index.glossary import Glossary
from index.lexical import Lexical
from index.model import Part
from index.rank import Question
from index.subjects import Said, Subjects
from index.terms import Cutter, LexicalQuery
from index.translate import Translator, merged
from index.wanted import wanted, without_request

KNOWN_WORD: Final = 0.2
"""What a foreign word weighs as it is written, where the lexicon translates it: some paragraphs
have a few words of English in a title. A name that it does not know keeps its full weight."""


class Reader:
    """Reads questions against one index; safe to use from several threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexical: Lexical,
        cutter: Cutter,
        encoder: Encoder,
        citations: Citations,
        without: frozenset[Part] = frozenset(),
    ) -> None:
        self._catalogue, self._lexical, self._cutter = catalogue, lexical, cutter
        self._encoder, self._citations, self._without = encoder, citations, without
        glossary = None if Part.GLOSSARY in without else Glossary.open()
        self._translator = Translator.open(glossary=glossary, split=self._words_of)
        self._subjects = Subjects(
            catalogue.paragraphs,
            catalogue.entries,
            encoder.encode_passages,
            lambda text: frozenset(cutter.terms(text).words),
        )

    def read(self, query: str, language: Language) -> Question:
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
        cites = citations.rest != query
        rest = without_request(citations.rest) if cites else query
        asks = bool(self._cutter.content_words(rest, language))
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
            vector=self._encoder.encode_queries([text])[0],
            terms=terms,
            citations=citations,
            reports=reports_meant(query, self._catalogue.entries),
            text=text,
            concepts=translated or tuple({word: 1.0} for word in terms.words),
            wanted=wanted(query),
        )

    def _by_subject(self, query: str, language: Language) -> QuestionCitations | None:
        """What a question cites of an instrument that it names by its subject, if that is clear."""
        place = unnumbered(query)
        meant = None if place is None else self._meant(place, query, language)
        if place is None or meant is None:
            return None
        found = self._citations.read(meant, place.rest)
        return replace(found, rest=place.rest) if found.named else None

    def described(self, query: str, language: Language) -> str | None:
        """The citation of an instrument that is named by its subject, written with its number."""
        place = unnumbered(query)
        return None if place is None else self._meant(place, query, language)

    def _meant(self, place: Unnumbered, query: str, language: Language) -> str | None:
        """The place with the citation of the instrument that a query describes, if it is clear."""
        reports = reports_meant(query, self._catalogue.entries)
        if not reports and named_years(query):
            return None  # the 2014 resolution
        said = [self._said(part, language) for part in place.about]
        meant = self._subjects.meant(place.type, reports, said)
        if meant is None and place.type is InstrumentType.REPORT and not place.secretariat:
            # the blueprint for a report
            meant = self._subjects.meant(None, reports, said)
        return None if meant is None else f"{place.place}, {meant}"

    def _said(self, text: str, language: Language) -> Said:
        terms = self._terms(text, language, self._concepts(text, language))
        weights = self._lexical.term_weights(terms)
        return Said(self._encoder.encode_queries([text])[0], weights)

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
