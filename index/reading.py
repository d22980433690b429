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
from corpus.periods import named_sessions, reports_meant
from corpus.unnumbered import Unnumbered, unnumbered
from index.catalogue import Catalogue
from index.citations import Citations, Lookup, QuestionCitations
from index.containers import Container
from index.dense import Dense
from index.encoder import Encoder
from index.glossary import Glossary
from index.lexical import Lexical
from index.model import CiteStatus, Part
from index.rank import Question
from index.subjects import CLEAR, Choice, Meant, Said, Subjects, SubjectWeights
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
        dense: Dense,
        without: frozenset[Part] = frozenset(),
        subjects: SubjectWeights | None = None,
    ) -> None:
        self._catalogue, self._lexical, self._cutter = catalogue, lexical, cutter
        self._encoder, self._citations, self._without = encoder, citations, without
        glossary = None if Part.GLOSSARY in without else Glossary.open()
        self._translator = Translator.open(glossary=glossary, split=self._words_of)
        self._subjects = Subjects(
            catalogue,
            dense,
            lexical,
            encoder.encode_passages,
            lambda text: frozenset(cutter.terms(text).words),
            subjects,
        )

    def read(self, query: str, language: Language) -> Question:
        """The question as the legs see it.

        What the citations are about is left to them: the encoder gets the rest of the question, or
        all of it if nothing else is asked. A question that is nothing but the name of an instrument
        names its paragraphs.
        """
        query = query.encode("utf-8", "replace").decode()  # a lone surrogate is no character
        meant: tuple[Meant, ...] = ()
        if Part.CITATIONS in self._without:
            citations = QuestionCitations(query)
        else:
            meant = self.described(query, language)
            citations = self._by_subject(query, meant) or self._citations.read(query)
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
            pinned=()
            if citations.named
            else tuple((one.paragraphs[0], one.probability) for one in meant),
        )

    def described(self, query: str, language: Language) -> tuple[Meant, ...]:
        """The paragraphs that a query may name of an instrument described, likeliest first."""
        choice = self.choice(query, language)
        return self._subjects.meant(choice) if choice else ()

    def look_up(self, ref: str, language: Language) -> Lookup | None:
        """The same as what becomes of a citation: found, or ambiguous, None where it names none."""
        meant = self.described(ref, language)
        if not meant:
            return None
        if meant[0].probability >= CLEAR:
            place = unnumbered(ref)
            named = self._citations.as_named(place.rest if place else "", meant[0].paragraphs, ())
            return Lookup(CiteStatus.FOUND, self._label(named.named[0]), named.named)
        firsts = tuple(one.paragraphs[0] for one in meant)
        return Lookup(
            CiteStatus.AMBIGUOUS, f"may be {' or '.join(map(self._label, firsts))}", firsts
        )

    def _label(self, ordinal: int) -> str:
        return self._catalogue.paragraphs[ordinal].citation.label[Language.EN]

    def choice(self, query: str, language: Language) -> Choice | None:
        """What a query that names an instrument by its subject may mean: for fitting."""
        place = unnumbered(query)
        if place is None:
            return None
        reports = reports_meant(query, self._catalogue.entries)
        said, near = self._said(place.said, language), self._said(place.near, language)
        return self._subjects.choice(place, said, near, self._within, reports, query)

    def _within(self, place: Unnumbered, container: Container) -> tuple[int, ...]:
        if place.agenda and container.instrument.type is not InstrumentType.DECISION:
            return ()
        first = self._catalogue.paragraphs[int(container.members[0])]
        return self._citations.within(place.places, first)

    def _by_subject(self, query: str, meant: Sequence[Meant]) -> QuestionCitations | None:
        """What a question cites of an instrument that it names by its subject, if that is clear."""
        if not meant or meant[0].probability < CLEAR:
            return None
        place = unnumbered(query)
        rest = query if place is None else place.rest
        whole = meant[0].container.members.tolist()
        return self._citations.as_named(rest, meant[0].paragraphs, whole)

    def _said(self, text: str, language: Language) -> Said:
        terms = self._terms(text, language, self._concepts(text, language))
        return Said(self._encoder.encode_queries([text])[0], terms)

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
