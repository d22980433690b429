"""index/training/interaction.py: the same comparison as the service's, and something to learn."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus import load_corpus
from corpus.model import Paragraph
from index.encoder import BUNDLED_FOLDER, load_encoder
from index.passages import context_of
from index.pieces import Pieces
from index.static import StaticEncoder
from index.training.interaction import MOST_RIGHT, Interaction, choices, padded
from index.training.student import cut_into, tokenized

QUESTIONS = ("枪支标识", "firearms marking", "незаконный оборот")


@pytest.fixture(scope="module")
def paragraphs() -> list[Paragraph]:
    """Forty paragraphs of a resolution."""
    return [p for p in load_corpus().paragraphs if p.citation.instrument.number == "8/1"][:40]


@pytest.fixture(scope="module")
def table() -> tuple[Tokenizer, np.ndarray]:
    """The bundled model as it is served: pieces, and a vector of each with its weight."""
    tensors = load_file(BUNDLED_FOLDER / "model.safetensors")
    vectors = tensors["embeddings"] * tensors["weights"][:, None]
    return Tokenizer.from_file(str(BUNDLED_FOLDER / "tokenizer.json")), vectors


@pytest.fixture(scope="module")
def interaction(paragraphs, table) -> Interaction:
    """What is compared of them."""
    return Interaction(partial(tokenized, table[0]), paragraphs, len(table[1]))


def test_it_compares_as_the_service_does(interaction, paragraphs, table):
    """For questions of which no piece is too light to be looked at."""
    encoder = load_encoder("operative-static")
    assert isinstance(encoder, StaticEncoder)
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    contexts = [context_of(paragraph, texts) for paragraph in paragraphs]
    served = Pieces(encoder, list(texts.values()), contexts)
    every = np.arange(len(paragraphs))
    learned = interaction.scores(
        torch.from_numpy(table[1]),
        tokenized(table[0], QUESTIONS),
        np.tile(every, (len(QUESTIONS), 1)),
    )
    for row, question in zip(learned.numpy(), QUESTIONS, strict=True):
        assert row == pytest.approx(served.similarities(question, every), abs=1e-4)


def test_it_says_which_way_to_move(interaction, table):
    """The pieces of the question and of the paragraphs, no others."""
    vectors = torch.from_numpy(table[1]).requires_grad_()
    question = tokenized(table[0], QUESTIONS[1:2])
    scores = interaction.scores(vectors, question, np.array([[3, 4]]))
    torch.autograd.backward([scores[0, 0]])
    moved = vectors.grad.abs().sum(dim=1) > 0
    assert moved[question.ids].all()
    assert not moved[tokenized(table[0], ["saxophone"]).ids].any()


def test_a_question_without_pieces_scores_nothing(interaction, table):
    """And breaks nothing."""
    scores = interaction.scores(
        torch.from_numpy(table[1]), tokenized(table[0], ["", QUESTIONS[0]]), np.array([[1], [1]])
    )
    assert scores[0, 0] == 0
    assert scores[1, 0] > 0


def test_the_right_ones_come_first_and_the_others_are_wrong():
    """Shares add up to 1; the others are mostly near ones."""
    grades = [{7: 2.0}, {3: 2.0, 5: 1.0}]
    nearest = np.array([[7, 8, 9, 10], [3, 4, 5, 6]])
    found = choices(grades, nearest, others=6, paragraphs=50, random=np.random.default_rng(1))
    assert found.paragraphs.shape == found.shares.shape == (2, MOST_RIGHT + 6)
    assert found.paragraphs[0, 0] == 7
    assert set(found.paragraphs[1, :2]) == {3, 5}
    assert found.shares.sum(axis=1) == pytest.approx([1, 1])
    assert found.shares[1, :2] == pytest.approx([2 / 3, 1 / 3])
    assert 7 not in found.paragraphs[0, 1:]
    assert {3, 5}.isdisjoint(found.paragraphs[1, 2:])
    assert {8, 9, 10} <= set(found.paragraphs[0])
    assert found.paragraphs.max() < 50


def test_more_right_ones_than_places_are_cut():
    """A question that every paragraph answers still has others to be told from."""
    grades = [dict.fromkeys(range(12), 1.0)]
    found = choices(grades, np.array([[1, 2]]), 5, 40, np.random.default_rng(1))
    assert (found.shares[0] > 0).sum() == MOST_RIGHT
    assert set(range(12)).isdisjoint(found.paragraphs[0, MOST_RIGHT:])


def test_lists_are_filled_up():
    """Also where all are empty."""
    assert padded([np.array([1, 2]), np.array([3])], 9).tolist() == [[1, 2], [3, 9]]
    assert padded([np.array([], dtype=np.int64)], 9).tolist() == [[9]]


def test_pieces_are_numbered_by_their_place_among_the_used(table):
    """A text with another piece is refused, never numbered wrongly."""
    used = np.unique(tokenized(table[0], QUESTIONS).ids)
    cut = cut_into(used, table[0])
    assert (used[cut(QUESTIONS[1:]).ids] == tokenized(table[0], QUESTIONS[1:]).ids).all()
    with pytest.raises(ValueError, match="not among"):
        cut(["saxophone"])
