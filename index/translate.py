"""A foreign question becomes Chinese words with weights (probabilistic structured queries).

    words_of    question -> words as written     l'entraide judiciaire -> l, entraide, judiciaire
    stem_of     one key for all forms of a word  judiciaires -> judiciair
    translate   phrases, then words, then stems, then near misses -> Chinese words with weights

Darwish and Oard, "Probabilistic Structured Query Methods" (SIGIR 2003), count a foreign word in a
paragraph as the expected count of its translations. BM25 here sums precomputed scores of Chinese
words (index/lexical.py), so the expectation is taken over scores: each translation's score times
p(Chinese word | foreign word). A Chinese word that several words of the question stand for counts
once, with the highest of its weights, like a word that a Chinese question repeats.

The lexicon is one safetensors file for each language, learned by index/training/lexicon.py; how,
and what each choice is worth, stands in docs/lexicon.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from corpus.errors import IndexUnusable
from corpus.model import Language
from index.glossary import Glossary
from index.language import strip_accents
from index.stems import FOREIGN, PROCLITICS, STEM, is_function_word, key_of, words_of

BUNDLED: Final = Path(__file__).parent / "models" / "translations"
"""The lexicons that the repository carries."""

LONGEST_PHRASE: Final = 4
"""Words of the longest phrase that is looked up."""

PHRASE_SHARE: Final = 0.7
"""What a phrase's translation weighs; its words' own translations weigh the rest. 0.5 to 1 are
equally good within what can be measured: see docs/lexicon.md."""

NEAR_MISS_SHARE: Final = 0.6
"""What the translation of a word one letter off weighs, for a misspelt word or a rare form."""

SHORTEST_NEAR_MISS: Final = 5
"""Letters. Shorter words have too many neighbours that mean something else."""

LEAST_WEIGHT: Final = 0.05
"""Chinese words that weigh less are left out: half of all, at no cost (docs/ranking.md)."""

GLOSSARY_SHARE: Final = 0.5
"""What the glossary's terms weigh against the learned meanings of the same word or phrase. Where
there are none the terms weigh all; several terms of one wording share the weight."""

_REMEMBERED: Final = 10_000
"""Keys of a language whose meanings are kept ready once asked for, about 5 MB at most."""

_SHARES: Final = 255
"""A weight of 1 as stored."""

_LETTERS_FROM: Final = 2000
"""Most frequent keys, which together have all letters of the language."""


class Table:
    """One language's lexicon: keys and the Chinese words that each may mean.

    A key is a word as written without accents, a stem with `STEM` behind it, or the stems of a
    phrase's words with spaces between. Row r owns the entries ``starts[r]:starts[r + 1]`` of
    ``targets`` (rows of ``chinese``) and ``shares`` (uint8, 255 is a weight of 1). The more
    frequent of two keys of a kind has the lower row.
    """

    def __init__(
        self,
        keys: Sequence[str],
        chinese: Sequence[str],
        starts: npt.NDArray[np.int32],
        targets: npt.NDArray[np.uint16],
        shares: npt.NDArray[np.uint8],
    ) -> None:
        self.keys, self.chinese = tuple(keys), tuple(chinese)
        self.starts, self.targets, self.shares = starts, targets, shares
        self._rows = {key: row for row, key in enumerate(self.keys)}
        self._bounds = starts.tolist()
        self._remembered: dict[str, dict[str, float]] = {}
        self._letters = "".join(sorted(set("".join(self.keys[:_LETTERS_FROM])) - set(STEM + " ")))

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def meanings(self, key: str) -> Mapping[str, float]:
        """The Chinese words that a key may mean with their probabilities; none if unknown."""
        known = self._remembered.get(key)
        if known is None:
            known = self._read_meanings(key)
            if len(self._remembered) < _REMEMBERED:
                self._remembered[key] = known
        return known

    def _read_meanings(self, key: str) -> dict[str, float]:
        row = self._rows.get(key)
        if row is None:
            return {}
        part = slice(self._bounds[row], self._bounds[row + 1])
        shares = (self.shares[part] / np.float32(_SHARES)).tolist()
        return {
            self.chinese[i]: p for i, p in zip(self.targets[part].tolist(), shares, strict=True)
        }

    def nearest(self, stem: str) -> str | None:
        """The most frequent stem key that is one letter away, None where there is none.

        A letter may be missing, too many or another, or two neighbours swapped (Damerau 1964).
        """
        rows = self._rows
        found = [
            rows[key] for near in _neighbours(stem, self._letters) if (key := near + STEM) in rows
        ]
        return self.keys[min(found)] if found else None

    def to_bytes(self) -> bytes:
        """Safetensors; texts are UTF-8 with a line for each key and each Chinese word."""
        return save(
            {
                "keys": _text_array(self.keys),
                "chinese": _text_array(self.chinese),
                "starts": self.starts,
                "targets": self.targets,
                "shares": self.shares,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Table:
        """Read what `to_bytes` wrote; raise ValueError, KeyError or SafetensorError otherwise."""
        arrays = load(content)
        return cls(
            arrays["keys"].tobytes().decode().split("\n"),
            arrays["chinese"].tobytes().decode().split("\n"),
            arrays["starts"],
            arrays["targets"],
            arrays["shares"],
        )


def table_of(meanings: Mapping[str, Mapping[str, float]]) -> Table:
    """Build a table from each key's Chinese words with their probabilities, keys by frequency.

    Raises ValueError when there are more Chinese words than 16 bits can count.
    """
    chinese = sorted({word for found in meanings.values() for word in found})
    rows = {word: row for row, word in enumerate(chinese)}
    if len(chinese) > np.iinfo(np.uint16).max:
        raise ValueError(f"{len(chinese)} Chinese words; a table holds {np.iinfo(np.uint16).max}")
    lengths = [len(found) for found in meanings.values()]
    flat = [(rows[word], p) for found in meanings.values() for word, p in found.items()]
    shares = [min(_SHARES, max(1, round(p * _SHARES))) for _, p in flat]
    return Table(
        list(meanings),
        chinese,
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        np.array([row for row, _ in flat], dtype=np.uint16),
        np.array(shares, dtype=np.uint8),
    )


def _text_array(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _neighbours(word: str, letters: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


class Translator:
    """Turns questions into weighted Chinese words; safe to use from several threads.

    A language's table is read when it is first asked for, in about 10 ms. ``split`` says which
    words of an index a term of the glossary is made of.
    """

    def __init__(
        self,
        tables: Mapping[Language, Table],
        folder: Path | None = None,
        glossary: Glossary | None = None,
        split: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self._tables = dict(tables)
        self._folder = folder
        self._glossary = glossary or Glossary(())
        self._split = split or (lambda term: (term,))
        self._terms: dict[tuple[str, ...], dict[str, float]] = {}
        self.phrases: dict[tuple[Language, tuple[str, ...]], Mapping[str, float]] = {}

    @classmethod
    def open(
        cls,
        folder: Path = BUNDLED,
        glossary: Glossary | None = None,
        split: Callable[[str], Sequence[str]] | None = None,
    ) -> Translator:
        """Open a folder of lexicons; raise IndexUnusable when one of the five is missing."""
        missing = [path.name for path in map(folder.joinpath, _FILES.values()) if not path.exists()]
        if missing:
            raise IndexUnusable(f"translations: no {', '.join(missing)} in {folder}")
        return cls({}, folder, glossary, split)

    def table(self, language: Language) -> Table:
        """Return one language's table; raise IndexUnusable if its file is something else."""
        table = self._tables.get(language)
        if table is None:
            if self._folder is None or language not in _FILES:
                raise IndexUnusable(f"translations: no table for {language.value!r}")
            path = self._folder / _FILES[language]
            try:
                table = Table.from_bytes(path.read_bytes())
            except (OSError, ValueError, KeyError, SafetensorError) as error:
                raise IndexUnusable(f"translations: {path}: {error!r}") from None
            self._tables[language] = table
        return table

    def knows(self, word: str, language: Language) -> bool:
        """Whether a language's table has a word, as written or by its stem, as another's word.

        A name that stands in the table for itself alone is not known in this sense.
        """
        if language is Language.ZH:
            return False
        table = self.table(language)
        found = table.meanings(word) or table.meanings(key_of(word, language) + STEM)
        return bool(found) and word not in found

    def translate(self, question: str, language: Language) -> Mapping[str, float]:
        """Return the Chinese words that a question may be about, with weights above 0, at most 1.

        Words without a translation, numbers and symbols stand for themselves with weight 1, folded
        as index/terms.py folds them. A Chinese question needs no translation: the result is empty.
        """
        return merged(self.concepts(question, language))

    def concepts(self, question: str, language: Language) -> tuple[Mapping[str, float], ...]:
        """The same, one mapping for each phrase or word of the question that means something."""
        if language is Language.ZH:
            return ()
        words = words_of(question, language)
        return tuple(_concepts(_Meanings(self, language), words, language))

    def reworded(self, question: str) -> dict[str, float]:
        """What a Chinese question's wordings are called in the reports, as weighted words."""
        found = self._glossary.chinese(question)
        return merged(self.weigh(terms) for terms in found.values())

    def terms_for(self, key: str, language: Language) -> tuple[str, ...]:
        """The glossary's terms for a key."""
        return self._glossary.table(language).get(key, ())

    def weigh(self, terms: tuple[str, ...]) -> Mapping[str, float]:
        """The words that terms are made of, weighing at most GLOSSARY_SHARE together for each."""
        known = self._terms.get(terms)
        if known is None:
            known = {
                word: GLOSSARY_SHARE / len(terms) for term in terms for word in self._split(term)
            }
            if len(self._terms) < _REMEMBERED:
                self._terms[terms] = known
        return known


class _Meanings:
    """What keys mean in one language: what was learned, and the glossary."""

    def __init__(self, translator: Translator, language: Language) -> None:
        self._translator, self._language = translator, language
        self.table = translator.table(language)

    def __contains__(self, key: str) -> bool:
        return key in self.table or bool(self._translator.terms_for(key, self._language))

    def meanings(self, key: str) -> Mapping[str, float]:
        """The meanings of a phrase."""
        return self.join(self.table.meanings(key), key)

    def remembered(self, words: tuple[str, ...], stems: tuple[str, ...]) -> Mapping[str, float]:
        """`_phrase_meanings`; questions have many words and phrases in common."""
        known = self._translator.phrases.get((self._language, words))
        if known is None:
            known = _phrase_meanings(self, words, stems, self._language)
            if len(self._translator.phrases) < _REMEMBERED:
                self._translator.phrases[self._language, words] = known
        return known

    def join(self, learned: Mapping[str, float], key: str) -> Mapping[str, float]:
        """Learned meanings with the terms that the glossary has for a key."""
        terms = self._translator.terms_for(key, self._language)
        if not terms:
            return learned
        share = 1 - GLOSSARY_SHARE
        found = {word: share * p for word, p in learned.items()}
        scale = 1.0 if learned else 1 / GLOSSARY_SHARE
        _add(found, self._translator.weigh(terms), scale)
        return found


def merged(concepts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The Chinese words of several concepts, each with the highest of its weights."""
    found: dict[str, float] = {}
    for concept in concepts:
        for word, weight in concept.items():
            if weight >= LEAST_WEIGHT and weight > found.get(word, 0.0):
                found[word] = weight
    return found


_FILES: Final = {language: f"{language.value}.safetensors" for language in FOREIGN}


def _concepts(
    table: _Meanings, words: Sequence[str], language: Language
) -> Iterator[Mapping[str, float]]:
    """What each phrase of a question, and each word outside of one, may mean.

    A phrase's own meanings weigh PHRASE_SHARE, those of its words the rest.
    """
    stems = [key_of(word, language) for word in words]
    start = 0
    while start < len(words):
        end = start + _phrase_length(table, stems, start)
        found = table.remembered(tuple(words[start:end]), tuple(stems[start:end]))
        if found:
            yield found
        start = end


def _phrase_meanings(
    table: _Meanings, words: Sequence[str], stems: Sequence[str], language: Language
) -> Mapping[str, float]:
    """What a phrase and its words may mean, or a word outside of one."""
    found: dict[str, float] = {}
    share = 1.0
    if len(words) > 1:
        _add(found, table.meanings(" ".join(stems)), PHRASE_SHARE)
        share = 1 - PHRASE_SHARE
    for word, stem in zip(words, stems, strict=True):
        if not is_function_word(word, language):
            _add(found, _word_meanings(table, strip_accents(word), stem), share)
    return found


def _add(found: dict[str, float], meanings: Mapping[str, float], share: float) -> None:
    for word, p in meanings.items():
        found[word] = max(found.get(word, 0.0), share * p)


def _phrase_length(table: _Meanings, stems: Sequence[str], start: int) -> int:
    """How many words the longest known phrase from a word on has; 1 where there is none."""
    longest = min(LONGEST_PHRASE, len(stems) - start)
    lengths = range(longest, 1, -1)
    return next((n for n in lengths if " ".join(stems[start : start + n]) in table), 1)


def _word_meanings(table: _Meanings, word: str, stem: str) -> Mapping[str, float]:
    """What one word may mean: as written, by its stem, or else itself and what is nearest."""
    learned = table.table
    for key in (word, stem + STEM):
        if key in learned:
            return table.join(learned.meanings(key), stem + STEM)
    if stem + STEM in table:
        return table.meanings(stem + STEM)
    itself = {word: 1.0}
    if word[0].isdigit() or "/" in word or len(stem) < SHORTEST_NEAR_MISS:
        return itself
    bare = stem[1:] + STEM if stem[0] in PROCLITICS else ""
    near = bare if bare in table else learned.nearest(stem)
    if near is None:
        return itself
    return {key: NEAR_MISS_SHARE * p for key, p in table.meanings(near).items()} | itself
