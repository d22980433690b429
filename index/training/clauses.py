"""Cut a paragraph into the clauses that a question is about as long as.

Two kinds are wanted. Sentences and semicolon parts are cut in every language at once and kept where
the number of parts agrees with the English, which makes them aligned rows of their own. Comma parts
are cut in English only, where the teacher can say what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_SENTENCE_END = re.compile(r"(?<=[.!?;؛؟])\s+|(?<=[。；！？])")
_COMMA = re.compile(r"(?<=[,:;])\s+")
_SHORTEST_PART = {"zh": 6}
_SHORTEST_OTHER = 20
_SHORTEST_WORDS, _LONGEST_WORDS = 4, 24


def sentences(text: str) -> list[str]:
    """Split a text after sentence ends and semicolons, in any of the six languages."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def aligned_sentences(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """Split an aligned row into aligned parts, by counting.

    A language is kept where it has as many parts as the English and none is very short; the result
    is empty where the English does not split or no other language agrees.
    """
    parts = {lang: sentences(text) for lang, text in texts.items()}
    count = len(parts.get("en", []))
    if count < 2:
        return []
    kept = {
        lang: found
        for lang, found in parts.items()
        if len(found) == count and min(map(len, found)) >= _SHORTEST_PART.get(lang, _SHORTEST_OTHER)
    }
    if "en" not in kept or len(kept) < 2:
        return []
    return [{lang: found[i] for lang, found in kept.items()} for i in range(count)]


def english_fragments(text: str) -> list[str]:
    """Cut English text at commas into fragments of 4 to 24 words."""
    parts = (part.strip(" ,:;.") for part in _COMMA.split(text))
    return [part for part in parts if _SHORTEST_WORDS <= part.count(" ") + 1 <= _LONGEST_WORDS]
