"""The constants that decide what an index holds: an index built with others is stale."""

from __future__ import annotations

from typing import Final

from index import highlight, lexical, passages, twins

CONTEXT_SHARE: Final = 0.4
"""What a passage's context weighs in its vector against 1 for its text.

The two are embedded apart and added: joined into one text, a title of 60 characters would drown a
sub-item of 12 in a model that takes the mean over a text. Calibrated on the training questions."""


def recipe() -> dict[str, float]:
    """Every such constant by name."""
    return {
        "bm25_b": lexical.B,
        "bm25_k1": lexical.K1,
        "context_share": CONTEXT_SHARE,
        "context_weight": lexical.CONTEXT_WEIGHT,
        "longest_chapeau": passages.LONGEST_CHAPEAU,
        "longest_clause": highlight.LONGEST_CLAUSE,
        "longest_text": passages.LONGEST_TEXT,
        "shortest_clause": highlight.SHORTEST_CLAUSE,
        "twins_alike": twins.ALIKE,
        "twins_shortest": twins.SHORTEST,
    }
