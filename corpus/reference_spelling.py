"""Misspelt words of citations: "resoltuion 5/6", "pararaph 3", "резолюця", one slip a word.

Only words that hardly any other word resembles are listed, and those that do are let stand.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KNOWN = _words_of(
    "resolution resolutions decision decisions paragraph paragraphs subparagraph subparagraphs"
    " preambular preamble appendix footnote footnotes operative fifth eighth twelfth"
    " paragraphe paragraphes preambule dispositif"
    " resolucion resoluciones parrafo parrafos preambulo apartado"
    " резолюция резолюции резолюцию резолюциеи резолюциях"
    " пункт пункта пункту пунктом пункте пункты пунктов пунктах подпункт подпункта подпункте"
    " приложение приложения приложению приложении приложением преамбула преамбулы преамбуле"
    " القرار الفقره المرفق"
)
"""Words as corpus/reference_text.py folds them."""

_OTHERS = _words_of(
    "revolution revolutions revolucion revoluciones derision recision cooperative apartados"
    " eight eighty eights filth fifty firth fifths eighths twelfths parado parados"
    " революция революции революцию революциях"
    " الفقر الفقرا القران المرافق المرفا الفرار القراره المرفقه"
)
"""Words of their own, one letter away from one of the known."""

_SHORTEST = 5
_BY_INITIAL: dict[str, list[str]] = {}
for _word in sorted(_KNOWN):
    _BY_INITIAL.setdefault(_word[0], []).append(_word)

_WORD = re.compile(r"[^\W\d_]{5,16}")


def misspelt(text: str) -> list[tuple[int, int, str]]:
    """The misspelt words of a folded text: start, end and the word that is meant, in order.

    A letter may be missing, too many or another, or two neighbours swapped (Damerau 1964).
    """
    found = []
    for match in _WORD.finditer(text):
        meant = _meant(match[0])
        if meant is not None:
            found.append((match.start(), match.end(), meant))
    return found


@lru_cache(maxsize=4096)
def _meant(word: str) -> str | None:
    if word in _KNOWN or word in _OTHERS:
        return None
    near = (known for known in _BY_INITIAL.get(word[0], ()) if abs(len(known) - len(word)) <= 1)
    return next((known for known in near if _one_slip(word, known)), None)


def _one_slip(one: str, other: str) -> bool:
    """Whether two different words are one insertion, deletion, change or swap apart."""
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]
