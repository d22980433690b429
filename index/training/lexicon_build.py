"""Counts become the table that is shipped: pruned, with sub-words, the most frequent keys first.

stems     p(Chinese word | stem)
words     the same for a word as written, where it is frequent and means something else
phrases   p(Chinese word | phrase), where a phrase is a unit and not the sum of its words
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.model import Language
from index.language import FUNCTION_WORDS, strip_accents
from index.lexicon import HAN_RUN
from index.stems import STEM, key_of
from index.training.lexicon_align import Links
from index.training.lexicon_counts import (
    Counted,
    Ints,
    Side,
    count_phrases,
    count_words,
    side_of,
    words_of_sequence,
)
from index.training.lexicon_rows import Pair

Meanings = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pruning:
    """What is kept. The values were chosen on the variants in docs/lexicon.md.

    ``targets``: Chinese words a key, ``share``: their least probability, ``words``: the least
    occurrences of a stem, ``surface``: of a word as written, ``different``: how far (0 to 1, half
    the sum of differences) it must mean something else than its stem, ``phrases``: the least
    occurrences of a phrase, ``phrase_share``: the least share of them that are translated as one,
    ``bound``: how much more often than by chance its words must meet, as a power of e a word,
    ``phrase_different``: how far it must mean something else than its words do together.
    """

    targets: int = 8
    share: float = 0.03
    words: int = 2
    surface: int = 8
    different: float = 0.2
    phrases: int = 5
    phrase_share: float = 0.3
    bound: float = 1.0
    phrase_different: float = 0.7


SubWords = Callable[[str], Sequence[str]]


def learn_meanings(
    pairs: Sequence[Pair],
    links: Links,
    language: Language,
    sub_words: SubWords,
    pruning: Pruning,
) -> dict[str, Meanings]:
    """Return what each key of a table means, learned from sentence pairs and their links.

    ``sub_words`` gives a Chinese word with the words inside it, as the index cuts for search.
    """
    skipped = FUNCTION_WORDS[language]
    chinese = side_of((right for _, right in pairs), FUNCTION_WORDS[Language.ZH])
    stems = side_of(([key_of(word, language) for word in left] for left, _ in pairs), skipped)
    surface = side_of(([strip_accents(word) for word in left] for left, _ in pairs), skipped)

    def spread(found: Meanings) -> Meanings:
        return _with_sub_words(found, sub_words)

    by_stem = dict(_word_meanings(stems, chinese, count_words(stems, chinese, links), pruning))
    by_word = dict(_word_meanings(surface, chinese, count_words(surface, chinese, links), pruning))
    often = np.bincount(surface.ids, minlength=len(surface.words) + 1)
    meanings = {stem + STEM: spread(found) for stem, found in by_stem.items()}
    for number, word in enumerate(surface.words, 1):
        if often[number] >= pruning.surface and word in by_word:
            general = by_stem.get(key_of(word, language), {})
            if _distance(by_word[word], general) >= pruning.different:
                meanings[word] = spread(by_word[word])
    for counted in count_phrases(stems, chinese, links, pruning.phrases):
        for phrase, found in _phrase_meanings(stems, chinese, counted, pruning):
            if _distance(found, _together(phrase, by_stem)) >= pruning.phrase_different:
                meanings[phrase] = spread(found)
    return meanings


def fill_gaps(parts: Sequence[Mapping[str, Meanings]]) -> dict[str, Meanings]:
    """Join what several texts taught; a later one adds only stems that no earlier one has.

    Its words as written and its phrases stay out: laws have other terms than resolutions.
    """
    first, *others = parts
    joined = dict(first)
    for part in others:
        for key, found in part.items():
            if key.endswith(STEM):
                joined.setdefault(key, found)
    return joined


def _rows_of(counted: Counted) -> Iterator[tuple[int, slice]]:
    """Each source with its rows."""
    names, starts = np.unique(counted.sources, return_index=True)
    ends = [*starts.tolist(), len(counted.sources)][1:]
    for name, start, end in zip(names.tolist(), starts.tolist(), ends, strict=True):
        yield name, slice(start, end)


def _word_meanings(
    foreign: Side, chinese: Side, counted: Counted, pruning: Pruning
) -> Iterator[tuple[str, Meanings]]:
    """Yield the words that say something, most frequent first, with what they mean."""
    for number, part in _rows_of(counted):
        if not foreign.content[number] or counted.occurrences[number] < pruning.words:
            continue
        targets, counts = counted.targets[part], counted.counts[part]
        shares = counts / counts.sum()
        best = np.argsort(-counts, kind="stable")
        found = [
            i
            for i in best.tolist()
            if chinese.content[targets[i]] and shares[i] >= pruning.share and counts[i] >= 1
        ][: pruning.targets]
        if found:
            yield (
                foreign.words[number - 1],
                {chinese.words[targets[i] - 1]: float(shares[i]) for i in found},
            )


def _phrase_meanings(
    foreign: Side, chinese: Side, counted: Counted, pruning: Pruning
) -> Iterator[tuple[str, Meanings]]:
    """Yield the phrases that are units, with the words of their translations."""
    often = np.bincount(foreign.ids)
    for code, part in _rows_of(counted):
        words = words_of_sequence(code, foreign)
        total = float(counted.counts[part].sum())
        occurrences = counted.occurrences[code]
        if total < max(pruning.phrases, pruning.phrase_share * occurrences):
            continue
        numbers = [(code >> (16 * i)) & 0xFFFF for i in range(len(words))]
        if _bound(occurrences, often[numbers], len(foreign.ids)) < pruning.bound * (len(words) - 1):
            continue
        found: Meanings = {}
        for target, count in zip(counted.targets[part].tolist(), counted.counts[part], strict=True):
            for word in set(words_of_sequence(target, chinese)):
                found[word] = found.get(word, 0.0) + float(count) / total
        kept = _pruned(found, pruning)
        if kept:
            yield " ".join(words), kept


def _bound(occurrences: int, often: Ints, size: int) -> float:
    """Pointwise mutual information of a word sequence, in nats (Church and Hanks 1990)."""
    expected = float(np.log(often / size).sum()) + math.log(size)
    return math.log(occurrences) - expected


def _pruned(found: Meanings, pruning: Pruning) -> Meanings:
    skipped = FUNCTION_WORDS[Language.ZH]
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    kept = [
        (word, share)
        for word, share in best
        if share >= pruning.share and word not in skipped and not word[0].isdigit()
    ]
    return dict(kept[: pruning.targets])


def _distance(one: Meanings, other: Meanings) -> float:
    return sum(abs(one.get(w, 0.0) - other.get(w, 0.0)) for w in one.keys() | other.keys()) / 2


def _together(phrase: str, by_stem: Mapping[str, Meanings]) -> Meanings:
    """What a phrase's words mean one by one."""
    found: Meanings = {}
    for stem in phrase.split(" "):
        for word, share in by_stem.get(stem, {}).items():
            found[word] = max(found.get(word, 0.0), share)
    return found


def _with_sub_words(found: Meanings, sub_words: SubWords) -> Meanings:
    """Add the words inside each Chinese word; a word that several hold gets the sum, at most 1."""
    spread: Meanings = {}
    for word, share in found.items():
        parts = set(sub_words(word)) if HAN_RUN.match(word) else {word}
        for part in sorted(parts):
            spread[part] = min(1.0, spread.get(part, 0.0) + share)
    return spread
