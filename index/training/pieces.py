"""Learn the pieces that texts are cut into: a unigram vocabulary over all six languages.

Normalisation is NFKD, combining marks dropped (French accents, Spanish tildes, Arabic vowel signs
and hamza seats), lower case, the Arabic tatweel dropped: a question typed without accents finds
what one typed with them finds. The text is then cut at whitespace, punctuation, single digits and
the borders of Han runs, and each cut is segmented by the most probable pieces (Kudo 2018). Frequent
words are pieces as they are; the parts of the rarer ones are learned. Learning everything took "or"
and "used" apart. There is no word-start mark: endings and
stems are shared between words, which Russian and Arabic need.

Chinese pieces are not learned but counted. A Han run has no spaces, and expectation maximisation
takes apart words whose characters occur in them alone. So the training text is cut by jieba, the
most frequent words become pieces with their log probability, and single characters become pieces
with the log probability of standing alone: the segmentation is then close to jieba's, without it.

The parts are learned from word counts damped by a power, so that the long tail of general words
weighs against the fixed phrases of resolutions.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.training.rows import Row

UNKNOWN: Final = "[UNK]"

_HAN = r"[\u3400-\u9fff]"
_DAMPING: Final = 0.6
"""Power of a word's count: 1 would learn frequent endings only, 0 misprints."""

_LONGEST_PIECE: Final = 12
_LONGEST_WORD: Final = 20
_RAREST_WORD: Final = 2

_RAREST_HAN: Final = 4
"""Han characters seen less often than this are unknown: a vector could not be learned for them."""

HAN_SHARE: Final = 0.29
"""Part of the vocabulary that is Chinese."""

WORD_SHARE: Final = 0.52
"""Part of the vocabulary that is whole words of the other languages; the rest is learned parts."""

SHARES: Final[Mapping[str, float]] = {"en": 0.26, "fr": 0.15, "es": 0.15, "ru": 0.23, "ar": 0.21}
"""How the whole words are divided: more for English, through which every text is taught, and for
Russian and Arabic with their many forms than for French and Spanish, which share stems with it."""

_PART_PENALTY: Final = 8.0
"""Taken off a learned part's log probability, so that a known word is never taken apart."""

WordCutter = Callable[[str], Iterable[str]]


def new_tokenizer() -> Tokenizer:
    """An empty unigram tokenizer with this project's normaliser and pre-tokenizer."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace("\u0640", ""),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), behavior="removed"),
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.Split(Regex(_HAN + "+"), behavior="isolated"),
        ]
    )
    return tokenizer


def count_words(texts: Iterable[str], tokenizer: Tokenizer, cut_han: WordCutter) -> Counter[str]:
    """Count the normalised words of some texts, Han runs cut into words by `cut_han`."""
    counts: Counter[str] = Counter()
    for text in texts:
        normal = tokenizer.normalizer.normalize_str(text)
        for run, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal):
            if is_han(run):
                counts.update(cut_han(run))
            else:
                counts[run] += 1
    return counts


def damped(counts: Mapping[str, int]) -> Iterator[str]:
    """Repeat each word about four times its count to the power of the damping."""
    for word, count in sorted(counts.items()):
        yield from [word] * math.ceil(4 * count**_DAMPING)


def learn_from_rows(rows: Iterable[Row], size: int, cut_han: WordCutter) -> Tokenizer:
    """Learn the pieces from the training paragraphs, every third one of the laws."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        wanted = row.kind == "paragraph" and not row.held_out
        if wanted and (row.source != "moj-law" or row.id % 3 == 0):
            for lang, text in row.texts.items():
                texts.setdefault(lang, []).append(text)
    cutter = new_tokenizer()
    counts = {lang: count_words(found, cutter, cut_han) for lang, found in texts.items()}
    return learn_pieces(counts, size)


def is_han(text: str) -> bool:
    """Whether a normalised run begins with a Han character (runs never mix)."""
    return "\u3400" <= text[:1] <= "\u9fff"


def han_pieces(counts: Mapping[str, int], size: int) -> list[tuple[str, float]]:
    """The `size` best Chinese pieces with their log probabilities: characters, then words."""
    words = {w: c for w, c in counts.items() if is_han(w)}
    characters: Counter[str] = Counter()
    for word, count in words.items():
        for character in word:
            characters[character] += count
    singles = [c for c, count in characters.most_common() if count >= _RAREST_HAN][: size // 2]
    longer = [w for w in sorted(words, key=lambda w: (-words[w], w)) if 1 < len(w) <= 8]
    total = sum(words.values()) + len(characters)
    return [
        (piece, math.log((words.get(piece, 0) + 0.5) / total))
        for piece in singles + longer[: size - len(singles)]
    ]


def whole_words(counts: Mapping[str, Mapping[str, int]], size: int) -> dict[str, float]:
    """The most frequent words of each language but Chinese, by its share, with log probabilities.

    A word of several languages counts once, with the sum of its counts.
    """
    chosen: dict[str, int] = {}
    for lang, share in SHARES.items():
        words = {w: c for w, c in counts.get(lang, {}).items() if not is_han(w)}
        ranked = sorted(words, key=lambda w: (-words[w], w))
        known = [w for w in ranked if words[w] >= _RAREST_WORD and len(w) <= _LONGEST_WORD]
        for word in known[: round(size * share)]:
            chosen[word] = chosen.get(word, 0) + words[word]
    total = sum(chosen.values())
    return {word: math.log(count / total) for word, count in chosen.items()}


def learn_pieces(counts: Mapping[str, Mapping[str, int]], size: int) -> Tokenizer:
    """Make a vocabulary of at most `size` pieces from word counts per language.

    1. Chinese characters and words, by count
    2. whole words of the other languages, by count
    3. parts of the words that are left, learned; a part loses to a whole word
    """
    han = han_pieces(counts.get("zh", {}), round(size * HAN_SHARE))
    words = whole_words(counts, round(size * WORD_SHARE))
    left: Counter[str] = Counter()
    for lang in SHARES:
        for word, count in counts.get(lang, {}).items():
            if word not in words and not is_han(word):
                left[word] += count
    tokenizer = new_tokenizer()
    trainer = trainers.UnigramTrainer(
        vocab_size=size - len(han) - len(words),
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=_LONGEST_PIECE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(damped(left), trainer)
    return with_pieces(tokenizer, [*words.items(), *han])


def with_pieces(tokenizer: Tokenizer, more: Iterable[tuple[str, float]]) -> Tokenizer:
    """The learned parts, less their penalty, and whole pieces; where both have one, the whole.

    Scores get two decimals, to keep the file small.
    """
    state = json.loads(tokenizer.to_str())
    scores = {piece: score - _PART_PENALTY for piece, score in state["model"]["vocab"]}
    scores.update(more)
    scores[UNKNOWN] = 0.0
    state["model"]["vocab"] = [[piece, round(score, 2)] for piece, score in scores.items()]
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))


def save_tokenizer(tokenizer: Tokenizer, path: Path) -> None:
    """Write tokenizer.json compactly, non-ASCII pieces as themselves."""
    state = json.loads(tokenizer.to_str())
    path.write_text(json.dumps(state, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
