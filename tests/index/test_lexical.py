"""index/lexical.py: BM25 against a plain reading of the formula."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import IndexUnusable
from index.lexical import CONTEXT_WEIGHT, K1, PAIR_WEIGHT, B, Lexical, build_lexical
from index.terms import LexicalQuery, Terms

WORDS = st.lists(st.sampled_from("abcde"), max_size=8).map(tuple)
TERMS = st.builds(Terms, words=WORDS, pairs=WORDS)
FIELDS = st.lists(st.tuples(TERMS, TERMS), min_size=1, max_size=8)
QUERIES = st.dictionaries(st.sampled_from("abcdex"), st.floats(0.1, 2), max_size=5)


def plain_bm25(fields, query, family):
    """The formula of the module's sources, one paragraph and one term at a time."""
    texts = [Counter(getattr(text, family)) for text, _ in fields]
    contexts = [Counter(getattr(context, family)) for _, context in fields]
    lengths = [
        text.total() + CONTEXT_WEIGHT * context.total()
        for text, context in zip(texts, contexts, strict=True)
    ]
    average = sum(lengths) / len(lengths) or 1.0
    scores = []
    for text, context, length in zip(texts, contexts, lengths, strict=True):
        score = 0.0
        for term, weight in query.items():
            having = sum(1 for t in texts if t[term]) or sum(1 for c in contexts if c[term])
            often = text[term] + CONTEXT_WEIGHT * context[term]
            if often:
                rare = math.log(1 + (len(fields) - having + 0.5) / (having + 0.5))
                norm = K1 * (1 - B + B * length / average)
                score += weight * rare * often * (K1 + 1) / (often + norm)
        scores.append(score)
    return np.array(scores)


@given(FIELDS, QUERIES, QUERIES)
def test_scores_are_those_of_the_formula(fields, words, pairs):
    """Ids and scores, over both families and both fields."""
    found = build_lexical(fields).score(LexicalQuery(words, pairs)).scores
    expected = plain_bm25(fields, words, "words") + PAIR_WEIGHT * plain_bm25(fields, pairs, "pairs")
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-5)


@given(FIELDS, QUERIES)
def test_bytes_round_trip(fields, words):
    """A stored leg scores as the built one, and stores to the same bytes."""
    built = build_lexical(fields)
    stored = built.to_bytes()
    again = Lexical.from_bytes(*stored)
    query = LexicalQuery(words, words)
    np.testing.assert_array_equal(again.score(query).scores, built.score(query).scores)
    assert again.score(query).ideal == pytest.approx(built.score(query).ideal)
    assert again.to_bytes() == stored


def of(*texts):
    """Paragraphs of the given words, without context."""
    return build_lexical([(Terms(tuple(text.split()), ()), Terms((), ())) for text in texts])


def test_a_rare_word_outweighs_a_common_one():
    """The paragraph with the rarer of two words comes first."""
    scores = of("state sherloc", "state party", "state law").score(
        LexicalQuery({"sherloc": 1.0, "party": 0.0, "state": 1.0})
    )
    assert int(scores.scores.argmax()) == 0


def test_context_makes_its_words_no_less_rare():
    """A title above every paragraph does not make a word worthless in a text."""
    without_title = build_lexical(
        [(Terms((word,), ()), Terms((), ())) for word in ("gun", "b", "c", "d", "e", "f")]
    )
    with_title = build_lexical(
        [(Terms((word,), ()), Terms(("gun",), ())) for word in ("gun", "b", "c", "d", "e", "f")]
    )
    scores = with_title.score(LexicalQuery({"gun": 1.0})).scores
    assert scores[0] > scores[1] > 0
    assert with_title.words.weight("gun", 0.0) == without_title.words.weight("gun", 0.0)


def test_ideal_counts_unseen_words():
    """A question whose words are mostly unknown is far from its ideal."""
    leg = of("a b", "c d")
    known = leg.score(LexicalQuery({"a": 1.0})).ideal
    assert leg.score(LexicalQuery({"a": 1.0, "zzz": 1.0})).ideal > 2 * known


def test_coverage_is_the_share_of_word_weight():
    """All words 1, none 0, an unseen word weighs most."""
    leg = of("a b", "a d", "a e")
    assert leg.coverage(leg.term_weights(LexicalQuery({"a": 1.0, "b": 1.0})), 0) == pytest.approx(
        1.0
    )
    assert leg.coverage(leg.term_weights(LexicalQuery({"b": 1.0})), 1) == 0
    assert leg.coverage(leg.term_weights(LexicalQuery({"a": 1.0, "zzz": 1.0})), 0) < 0.2
    assert leg.coverage(leg.term_weights(LexicalQuery()), 0) == 0


def test_no_paragraphs_and_no_terms():
    """An empty leg and an empty question score nothing and raise nothing."""
    assert len(build_lexical([]).score(LexicalQuery({"a": 1.0})).scores) == 0
    assert of("", "a").score(LexicalQuery()).scores.tolist() == [0, 0]


@pytest.mark.parametrize("damaged", [(b"", b""), (b"{}", b"{}"), (b"[]", b"\x00" * 16)])
def test_refuses_other_bytes(damaged):
    """Anything else is an index that cannot be used."""
    with pytest.raises(IndexUnusable, match="operative index"):
        Lexical.from_bytes(*damaged)
