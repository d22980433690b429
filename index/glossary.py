"""The reports' terms in the words that people use: a glossary written by hand, in six languages.

A lexicon learned from official translations knows how the United Nations says a thing; people say
"take the floor", "put forward", "gun-running". Each entry of models/glossary.jsonl is one Chinese
term as reports print it, with official and everyday wordings of each language:

    {"term": "提案国", "zh": ["发起国"], "en": ["sponsor", "put forward"], "fr": [...], ...}

It was written from the reports, not from questions. A wording of one word is found by its stem, a
longer one by the stems of its words, as in index/translate.py; a Chinese one as it stands.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.errors import IndexUnusable
from corpus.model import Language
from index.stems import is_function_word, phrase_key, words_of

BUNDLED: Final = Path(__file__).parent / "models" / "glossary.jsonl"

LONGEST_WORDING: Final = 4
"""Words; longer wordings are left out, as nobody repeats them letter by letter."""

SHORTEST_CHINESE: Final = 2
"""Characters of a Chinese wording: single ones stand in other words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as the reports print it, and its wordings by language."""

    term: str
    wordings: Mapping[Language, tuple[str, ...]]


class Glossary:
    """Terms by wording; the tables of a language are made when first asked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._tables: dict[Language, Mapping[str, tuple[str, ...]]] = {}

    def table(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        """The terms that each wording may stand for, by the wording's key (index/stems.py).

        A Chinese wording is its own key.
        """
        found = self._tables.get(language)
        if found is None:
            found = self._tables[language] = self._make(language)
        return found

    def chinese(self, question: str) -> dict[str, tuple[str, ...]]:
        """The other Chinese wordings that stand in a question, longest first, none in another."""
        table, longest = self.table(Language.ZH), self._longest_chinese
        found: dict[str, tuple[str, ...]] = {}
        start = 0
        while start < len(question):
            for length in range(min(longest, len(question) - start), SHORTEST_CHINESE - 1, -1):
                wording = question[start : start + length]
                if wording in table:
                    found[wording] = table[wording]
                    start += length
                    break
            else:
                start += 1
        return found

    @functools.cached_property
    def _longest_chinese(self) -> int:
        return max(map(len, self.table(Language.ZH)), default=0)

    def _make(self, language: Language) -> Mapping[str, tuple[str, ...]]:
        terms: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            for wording in entry.wordings.get(language, ()):
                key = _key(wording, language)
                if key:
                    terms.setdefault(key, {})[entry.term] = None
        return {key: tuple(found) for key, found in terms.items()}

    @classmethod
    def open(cls, path: Path = BUNDLED) -> Glossary:
        """Read a glossary; raise IndexUnusable naming the line that is something else."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise IndexUnusable(f"glossary: {path}: {error!r}") from None
        return cls(_entry(line, f"{path}:{number}") for number, line in enumerate(lines, 1))


def _key(wording: str, language: Language) -> str:
    """A wording's key; empty for one that says nothing or is too long."""
    if language is Language.ZH:
        return wording if len(wording) >= SHORTEST_CHINESE else ""
    words = words_of(wording, language)
    if len(words) > LONGEST_WORDING or all(is_function_word(word, language) for word in words):
        return ""
    return phrase_key(words, language)


def _entry(line: str, place: str) -> Entry:
    try:
        row = json.loads(line)
        wordings = {language: tuple(map(str, row[language.value])) for language in Language}
        return Entry(str(row["term"]), wordings)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(f"glossary: {place}: {error!r}") from None
