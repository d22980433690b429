"""The Chinese words that the corpus uses, with what is needed to cut any text into them.

Learned once at build time from the dictionary that jieba carries (349,000 words with counts) and
from OpenCC's table of traditional characters, and stored in the index. Serving then needs neither:
jieba's own start would cost half a second, a 5 MB cache file in the temporary folder, and a log
handler. Cutting is jieba's: the most probable path through the words (its search mode without the
hidden Markov model), and tests/index/test_lexicon.py holds it to jieba's result.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.errors import IndexUnusable

HAN: Final = r"\u3400-\u9fff"
HAN_RUN: Final = re.compile(rf"[{HAN}]+")

_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF

_SHORT_WORD: Final = 4
"""Up to so many characters, words are looked for among all parts of the corpus at once; the 2 % of
jieba's dictionary that are longer, one by one in its text, which needs a third of the memory."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their counts in general Chinese, the total of all counts, and variant characters.

    ``total`` is that of the whole dictionary, not of the words kept, so that cutting with the kept
    words gives what cutting with the whole dictionary would. ``variants`` maps a traditional
    character to its simplified one.
    """

    words: Mapping[str, int]
    total: int
    variants: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """JSON with sorted keys: the same lexicon always gives the same bytes."""
        state = {"total": self.total, "variants": self.variants, "words": self.words}
        return json.dumps(state, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Lexicon:
        """Read what `to_bytes` wrote; raise IndexUnusable if it is something else."""
        try:
            state = json.loads(content)
            return cls(dict(state["words"]), int(state["total"]), dict(state["variants"]))
        except (ValueError, KeyError, TypeError) as error:
            raise IndexUnusable(f"lexicon: {error!r}; run `operative index`") from None


def learn_lexicon(texts: Iterable[str]) -> Lexicon:
    """Keep the words of jieba's dictionary that stand anywhere in the texts.

    ``texts`` are simplified already or get simplified by `Lexicon.variants` before cutting, so
    words are looked for in their simplified form.
    """
    variants = _read_variants()
    table = str.maketrans(variants)
    runs = {run for text in texts for run in HAN_RUN.findall(text.translate(table))}
    parts = {part for run in runs for part in _short_parts(run)}
    whole = "\n".join(sorted(runs))
    words: dict[str, int] = {}
    total = 0
    for word, count in _read_dictionary():
        total += count
        if count and (word in parts if len(word) <= _SHORT_WORD else word in whole):
            words[word] = count
    return Lexicon(words, total, variants)


def _short_parts(run: str) -> Iterator[str]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + _SHORT_WORD) + 1):
            yield run[start:end]


def _read_dictionary() -> Iterator[tuple[str, int]]:
    """Yield jieba's words and counts; the package itself is never imported."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise IndexUnusable("building an index needs the package jieba: run `make install`")
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            yield word, int(count)


def _read_variants() -> dict[str, str]:
    """Map each traditional character to the simplified one that OpenCC gives it on its own."""
    try:
        from opencc import OpenCC  # type: ignore[import-untyped]  # noqa: PLC0415 (built with only)
    except ImportError:
        raise IndexUnusable(
            "building an index needs the package opencc-python-reimplemented: run `make install`"
        ) from None
    convert = OpenCC("t2s").convert
    pairs = ((char, convert(char)) for char in map(chr, range(_FIRST_HAN, _LAST_HAN + 1)))
    return {char: simple for char, simple in pairs if len(simple) == 1 and simple != char}


class Segmenter:
    """Cuts runs of Han characters into words; safe to use from several threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        log_total = math.log(lexicon.total or 1)
        self._weights = {w: math.log(count) - log_total for w, count in lexicon.words.items()}
        self._unseen = -log_total
        self._longest = max(map(len, self._weights), default=1)

    def cut(self, run: str) -> list[str]:
        """Return the words of the most probable path; together they are the run."""
        ends = self._best_ends(run)
        words, start = [], 0
        while start < len(run):
            words.append(run[start : ends[start]])
            start = ends[start]
        return words

    def cut_for_search(self, run: str) -> list[str]:
        """Like `cut`, and before each word of three or more characters the words inside it."""
        found: list[str] = []
        for word in self.cut(run):
            for size in (2, 3):
                if len(word) > size:
                    parts = (word[i : i + size] for i in range(len(word) - size + 1))
                    found += [part for part in parts if part in self._weights]
            found.append(word)
        return found

    def _best_ends(self, run: str) -> list[int]:
        """For each start, where the first word of the best path from there ends.

        Among equally probable paths the one with the longer first word wins, as in jieba.
        """
        size = len(run)
        scores = [0.0] * (size + 1)
        ends = [0] * size
        for start in range(size - 1, -1, -1):
            end = start + 1
            best = self._weights.get(run[start:end], self._unseen) + scores[end]
            for stop in range(start + 2, min(size, start + self._longest) + 1):
                weight = self._weights.get(run[start:stop])
                if weight is not None and weight + scores[stop] >= best:
                    best, end = weight + scores[stop], stop
            scores[start], ends[start] = best, end
        return ends
