"""Links become translations: counts of words and of phrases, and what they say together.

    words     p(Chinese word | foreign word), from all links
    phrases   foreign word sequences that are linked to one Chinese word sequence and to nothing
              else (Och and Ney 2004, "The Alignment Template Approach"), from the agreed links

A text is flat: all its words in one array of word numbers, and for each word the number of its
sentence pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from index.training.lexicon_align import Links

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LONGEST_PHRASE: Final = 4
"""Words of a phrase, on either side."""

_BITS: Final = 16
"""Bits of a word's number in the number of a word sequence: four words make 64 bits."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an aligned text.

    ``words`` are the known words by number, most frequent first, without those that are too rare
    for a number of 16 bits; ``ids`` are the text's words as numbers from 1, 0 for a rare word;
    ``pairs`` the number of the sentence pair that each word is in; ``content`` tells for each
    number whether the word says something (is no function word).
    """

    words: tuple[str, ...]
    ids: Ints
    pairs: Ints
    content: npt.NDArray[np.bool_]


def side_of(sentences: Iterable[Sequence[str]], skipped: frozenset[str]) -> Side:
    """Number the words of one side. ``skipped`` are its function words."""
    numbers: dict[str, int] = {}
    flat: list[int] = []
    lengths: list[int] = []
    for words in sentences:
        flat += [numbers.setdefault(word, len(numbers)) for word in words]
        lengths.append(len(words))
    first = np.array(flat, dtype=np.int64)
    names = list(numbers)
    counts = np.bincount(first, minlength=len(names))
    order = np.lexsort((np.arange(len(names)), -counts))[: (1 << _BITS) - 2]
    renumbered = np.zeros(len(names), dtype=np.int64)
    renumbered[order] = np.arange(1, len(order) + 1)
    words = tuple(names[i] for i in order.tolist())
    content = np.array([False, *(_says_something(word, skipped) for word in words)])
    pairs = np.repeat(np.arange(len(lengths)), lengths)
    return Side(words, renumbered[first], pairs, content)


def _says_something(word: str, skipped: frozenset[str]) -> bool:
    return word not in skipped and not any(char.isdigit() for char in word)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often sources go with targets; the first three arrays are equally long, sorted by source.

    ``sources`` are numbers of words, or of word sequences; ``occurrences`` maps a source to how
    often it stands in the text, linked or not.
    """

    sources: Ints
    targets: Ints
    counts: Floats
    occurrences: dict[int, int]


def count_words(foreign: Side, chinese: Side, links: Links) -> Counted:
    """Count the links of each foreign with each Chinese word, rare words left out."""
    sources, targets = foreign.ids[links.foreign], chinese.ids[links.chinese]
    known = (sources > 0) & (targets > 0)
    pairs, places = np.unique((sources[known] << _BITS) | targets[known], return_inverse=True)
    counts = np.asarray(
        np.bincount(places, weights=links.counts[known], minlength=len(pairs)), dtype=np.float64
    )
    names, often = np.unique(foreign.ids, return_counts=True)
    return Counted(
        pairs >> _BITS,
        pairs & ((1 << _BITS) - 1),
        counts,
        dict(zip(names.tolist(), often.tolist(), strict=True)),
    )


def count_phrases(foreign: Side, chinese: Side, links: Links, least: int) -> Iterator[Counted]:
    """Count the phrases of two words and longer that occur at least ``least`` times, by length.

    1. the Chinese words that a phrase is linked with stand together, LONGEST_PHRASE at most
    2. no foreign word outside the phrase is linked with one of them
    3. first and last word of the phrase say something, and are linked
    """
    agreed = links.agreed()
    low, high = _reach(agreed.foreign, agreed.chinese, len(foreign.ids))
    back = _reach(agreed.chinese, agreed.foreign, len(chinese.ids))
    for length in range(2, LONGEST_PHRASE + 1):
        starts = _candidates(foreign, high >= 0, length)
        first = np.min([low[starts + i] for i in range(length)], axis=0)
        last = np.max([high[starts + i] for i in range(length)], axis=0)
        consistent = _consistent(starts, length, first, last, back)
        codes = _sequence(foreign.ids, starts, np.full(len(starts), length))
        names, where, often = np.unique(codes, return_inverse=True, return_counts=True)
        kept = consistent & (often[where] >= least)
        targets = _sequence(chinese.ids, first[kept], last[kept] - first[kept] + 1)
        yield _count_pairs(
            codes[kept], targets, dict(zip(names.tolist(), often.tolist(), strict=True))
        )


def _reach(places: Ints, linked: Ints, size: int) -> tuple[Ints, Ints]:
    """The first and the last place that each place is linked with; first > last without a link."""
    low = np.full(size, np.iinfo(np.int64).max)
    high = np.full(size, -1)
    np.minimum.at(low, places, linked)
    np.maximum.at(high, places, linked)
    return low, high


def _candidates(side: Side, linked: npt.NDArray[np.bool_], length: int) -> Ints:
    """Where a phrase of so many words may start.

    It stays inside one pair, its ends are linked and say something, and no word of it is rare.
    """
    says = side.content[side.ids] & linked
    starts = np.arange(max(0, len(side.ids) - length + 1))
    ends = starts + length - 1
    usable = says[starts] & says[ends] & (side.pairs[starts] == side.pairs[ends])
    for i in range(1, length - 1):
        usable &= side.ids[starts + i] > 0
    return np.asarray(starts[usable], dtype=np.int64)


def _consistent(
    starts: Ints, length: int, first: Ints, last: Ints, back: tuple[Ints, Ints]
) -> npt.NDArray[np.bool_]:
    """Whether every Chinese word from first to last is linked into the phrase only."""
    low, high = back
    fine = last - first < LONGEST_PHRASE
    for i in range(LONGEST_PHRASE):
        place = np.minimum(first + i, last)
        inside = (low[place] >= starts) & (high[place] < starts + length)
        fine &= inside | (high[place] < 0)
    return np.asarray(fine)


def _sequence(ids: Ints, starts: Ints, lengths: Ints) -> Ints:
    """The number of the word sequence at each start: 16 bits a word, the first word lowest."""
    codes = np.zeros(len(starts), dtype=np.int64)
    for i in range(LONGEST_PHRASE):
        within = i < lengths
        codes[within] |= ids[starts[within] + i] << (_BITS * i)
    return codes


def words_of_sequence(code: int, side: Side) -> tuple[str, ...]:
    """The words that a sequence number stands for; a rare word is the empty string."""
    numbers = ((code >> (_BITS * i)) & ((1 << _BITS) - 1) for i in range(LONGEST_PHRASE))
    return tuple(side.words[number - 1] for number in numbers if number)


def _count_pairs(sources: Ints, targets: Ints, occurrences: dict[int, int]) -> Counted:
    pairs = np.stack([sources, targets], axis=1)
    found, counts = np.unique(pairs, axis=0, return_counts=True)
    return Counted(found[:, 0], found[:, 1], counts.astype(np.float64), occurrences)
