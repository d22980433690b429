"""Paragraphs that say the same in nearly the same words, each found with where else it stands.

Conferences repeat themselves: a recital comes back session after session, an annex echoes its
resolution. Each stays citable by itself, so that none is dropped; a hit says where else its words
stand, and a reader who is shown both can skip the second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from corpus.errors import IndexUnusable
from corpus.model import Kind, Paragraph

ALIKE: Final = 0.8
"""The least share of runs of three characters that twins have in common, of all that either has
(Jaccard, over w-shingles: Broder, 1997)."""

SHORTEST: Final = 15
"""Letters and digits. Shorter sentences ("A representative of the Secretariat spoke.") are the
same by form and say something else each time."""

_RUN: Final = 3
_NO_LETTER: Final = re.compile(r"\W+")

Twins = tuple[tuple[int, ...], ...]


def find_twins(paragraphs: Sequence[Paragraph]) -> Twins:
    """For each paragraph the ordinals of its twins, most alike first; footnotes have none."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 (serving does without)

    runs = [
        set() if paragraph.citation.kind is Kind.FOOTNOTE else _runs(paragraph.text)
        for paragraph in paragraphs
    ]
    columns: dict[str, int] = {}
    indices = [columns.setdefault(run, len(columns)) for found in runs for run in sorted(found)]
    sizes = np.array([len(found) for found in runs], dtype=np.int64)
    if not indices:
        return tuple(() for _ in paragraphs)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    shape = (len(runs), len(columns))
    table = csr_matrix((np.ones(len(indices), dtype=np.int32), indices, starts), shape=shape)
    common = (table @ table.T).tocoo()
    share = common.data / (sizes[common.row] + sizes[common.col] - common.data)
    found: list[list[tuple[float, int]]] = [[] for _ in paragraphs]
    for one, other, alike in zip(common.row, common.col, share, strict=True):
        if one != other and alike >= ALIKE:
            found[int(one)].append((-float(alike), int(other)))
    return tuple(tuple(other for _, other in sorted(others)) for others in found)


def twins_to_bytes(twins: Twins) -> bytes:
    """As JSON: the ordinals of those that have any."""
    table = {str(ordinal): list(others) for ordinal, others in enumerate(twins) if others}
    return json.dumps(table).encode()


def twins_from_bytes(content: bytes, paragraphs: int) -> Twins:
    """Read what `twins_to_bytes` wrote; raise IndexUnusable if it is something else."""
    try:
        table = {int(key): tuple(map(int, others)) for key, others in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"twins: {error!r}; run `operative index`") from None
    ordinals = {*table, *(other for others in table.values() for other in others)}
    if any(not 0 <= ordinal < paragraphs for ordinal in ordinals):
        raise IndexUnusable(f"twins: more than {paragraphs} paragraphs; run `operative index`")
    return tuple(table.get(ordinal, ()) for ordinal in range(paragraphs))


def _runs(text: str) -> set[str]:
    letters = _NO_LETTER.sub("", text)
    if len(letters) < SHORTEST:
        return set()
    return {letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1)}
