"""What is never trained on, so that the figures in docs/training.md mean something.

Whole resolutions are held out, never single paragraphs: the paragraphs of one resolution repeat
each other's words, and a paragraph beside a trained one would flatter the encoder.
"""

from __future__ import annotations

from typing import Final

HELDOUT_SYMBOLS: Final[frozenset[str]] = frozenset(
    {
        # General Assembly, two to four from each of the sessions 74 to 79
        "A/RES/74/21",
        "A/RES/74/175",
        "A/RES/74/229",
        "A/RES/75/26",
        "A/RES/75/170",
        "A/RES/75/204",
        "A/RES/76/43",
        "A/RES/76/126",
        "A/RES/76/183",
        "A/RES/77/18",
        "A/RES/77/170",
        "A/RES/77/184",
        "A/RES/78/37",
        "A/RES/78/86",
        "A/RES/78/225",
        "A/RES/79/99",
        "A/RES/79/160",
        # Economic and Social Council, one a year
        "E/RES/2021/25",
        "E/RES/2022/13",
        "E/RES/2023/17",
        "E/RES/2024/9",
        # Security Council
        "S/RES/2570",
        "S/RES/2620",
        "S/RES/2663",
        "S/RES/2814",
    }
)

HELDOUT_SOURCES: Final[frozenset[str]] = frozenset({"unpc-test"})
"""Sources held out entirely: the test set of the UN Parallel Corpus v1.0."""

HELDOUT_EVERY: Final[dict[str, int]] = {"tatoeba": 29, "moj-law": 208}
"""Every n-th row of these sources is held out: about 1,000 rows of each."""


def held_out_set(source: str, symbol: str, ordinal: int) -> str:
    """Name the held-out set that a row belongs to, or the empty string for a training row.

    `ordinal` counts the rows of its source from 0.
    """
    if source in HELDOUT_SOURCES:
        return source
    if symbol in HELDOUT_SYMBOLS:
        return "resolutions"
    every = HELDOUT_EVERY.get(source)
    return source if every is not None and ordinal % every == 0 else ""
