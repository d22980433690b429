"""The whole training pipeline on three dozen sentences, with a stand-in for the teacher."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from index.training.clauses import aligned_sentences, english_fragments
from index.training.fit import Fitting, Recipe
from index.training.folder import FolderEncoder, quantized, reduced, write_folder
from index.training.heldout import HELDOUT_SYMBOLS
from index.training.measure import (
    Question,
    crude_passages,
    mate_figures,
    ndcg,
    precision_at_1,
    question_figures,
)
from index.training.pieces import learn_from_rows, new_tokenizer
from index.training.rows import Row, prepare, read_rows, write_rows
from index.training.teacher import encode_shortest_first

SAMPLE = Path(__file__).with_name("sample.jsonl")
DIMENSIONS = 32
RECIPE = Recipe(steps=150, batch=24, run_length=1, learning_rate=0.05, seed=1)


class HashingTeacher:
    """Stands in for the teacher: every word is a fixed random direction, a text is their sum."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return unit vectors, shape (texts, 32)."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
                vectors[row] += np.random.default_rng(seed).standard_normal(DIMENSIONS)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def by_characters(run: str) -> list[str]:
    """Cuts Han runs in twos, so that the test needs no word list."""
    return [run[i : i + 2] for i in range(0, len(run), 2)]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return the prepared sample."""
    return prepare([SAMPLE])


@pytest.fixture(scope="module")
def folder(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model trained on the sample."""
    tokenizer = learn_from_rows(rows, 900, by_characters)
    teacher = encode_shortest_first(HashingTeacher(), [row.texts["en"] for row in rows])
    student = Fitting(rows, teacher, tokenizer, RECIPE).run()
    out = tmp_path_factory.mktemp("model")
    write_folder(out, tokenizer, student.folded())
    return out


def test_held_out_resolutions_are_kept_but_marked(rows: list[Row]) -> None:
    """Rows of held-out symbols carry the name of their set and are never cut into parts."""
    held = [row for row in rows if row.held_out]
    assert {row.symbol for row in held} <= HELDOUT_SYMBOLS
    assert len(held) == 6
    assert {row.kind for row in held} == {"paragraph"}


def test_rows_survive_writing_and_reading(rows: list[Row], tmp_path: Path) -> None:
    """What is written is what is read."""
    write_rows(rows, tmp_path / "rows.jsonl")
    assert read_rows(tmp_path / "rows.jsonl") == rows


def test_training_makes_translations_meet(rows: list[Row], folder: Path) -> None:
    """After training, translations of trained sentences find each other in every language."""
    encoder = FolderEncoder(folder)
    trained = [row for row in rows if not row.held_out and row.kind == "paragraph"]
    chinese = encoder.encode([row.texts["zh"] for row in trained])
    mates = np.arange(len(trained))
    for lang in ("en", "fr", "es", "ru", "ar"):
        foreign = encoder.encode([row.texts[lang] for row in trained])
        assert precision_at_1(foreign, chinese, mates) > 0.8, lang


def test_training_twice_on_one_thread_gives_the_same_model(rows: list[Row], folder: Path) -> None:
    """On the same pieces a run is set by its recipe; threads add in any order."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    teacher = encode_shortest_first(HashingTeacher(), [row.texts["en"] for row in rows])
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        first, second = (Fitting(rows, teacher, tokenizer, RECIPE).run().folded() for _ in range(2))
    finally:
        torch.set_num_threads(threads)
    np.testing.assert_array_equal(first, second)


def test_folder_holds_safetensors_and_json_only(folder: Path) -> None:
    """Nothing in a model folder could run code."""
    names = {file.suffix for file in folder.rglob("*") if file.is_file()}
    assert names == {".safetensors", ".json"}


def test_sentence_transformers_agrees_with_the_numpy_reader(rows: list[Row], folder: Path) -> None:
    """Both readers give the same vectors, also for empty and unknown text."""
    st = pytest.importorskip("sentence_transformers")
    arabic = [row.texts["ar"] for row in rows if "ar" in row.texts]
    texts = [*arabic[:5], "", "\u16a0\u16a1"]
    expected = st.SentenceTransformer(str(folder), device="cpu").encode(texts)
    np.testing.assert_allclose(FolderEncoder(folder).encode(texts), expected, atol=1e-3)


def test_vectors_have_length_one_or_zero(folder: Path) -> None:
    """A text has a unit vector; a text without a known piece has zeros."""
    lengths = np.linalg.norm(FolderEncoder(folder).encode(["police", "", "\u16a0"]), axis=1)
    np.testing.assert_allclose(lengths, [1.0, 0.0, 0.0], atol=1e-6)


def test_mates_are_measured_with_a_shuffled_control(rows: list[Row], folder: Path) -> None:
    """Every foreign language of a held-out set has a figure and a control."""
    figures = mate_figures(FolderEncoder(folder), rows)
    assert set(figures) == {
        f"resolutions {lang}->zh{end}"
        for lang in ("en", "fr", "es", "ru", "ar")
        for end in ("", " shuffled")
    }


def test_questions_are_scored_by_the_lines_of_their_answer(folder: Path) -> None:
    """A question equal to a paragraph finds it first; one without an answer scores 0."""
    passages = crude_passages("R", "警察搜查船。\n\n农民要求更干净的水。\n" + "字" * 50)
    questions = [
        Question("1", "zh", "农民要求更干净的水", "R", frozenset({3})),
        Question("2", "en", "police", "R", frozenset({99})),
    ]
    figures = question_figures(FolderEncoder(folder), questions, passages)
    assert figures == {"all": 0.5, "zh": 1.0, "en": 0.0}


def test_prepare_drops_boilerplate_and_odd_lengths(tmp_path: Path) -> None:
    """Repeated texts, untranslated sides and sides of odd length are dropped."""
    long_en = "The committee met in the old hall and heard the {} reports on fishing at sea."
    long_zh = "委员会在旧大厅开会，听取了{}关于海上捕鱼的报告。"
    raw = [
        {"source": "s", "en": "Agenda item 7", "zh": "议程项目7"},
        {"source": "s", "en": "Agenda item 12", "zh": "议程项目12"},  # the same, numbers aside
        {"source": "s", "en": "9 January", "zh": "9 January"},  # not Chinese
        {"source": "s", "en": long_en.format("two"), "zh": long_zh.format("两份")},
        {"source": "s", "en": long_en.format("six"), "zh": long_zh.format("六份")},
        {"source": "s", "en": long_en.format("ten"), "zh": "会", "fr": long_en},  # too short
    ]
    path = tmp_path / "un_resolutions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in raw), encoding="utf-8")
    whole = [row for row in prepare([path]) if row.kind == "paragraph"]
    found = [(row.texts["en"][:13], sorted(row.texts)) for row in whole]
    assert found == [
        ("Agenda item 7", ["en", "zh"]),
        ("The committee", ["en", "zh"]),
        ("The committee", ["en", "zh"]),
        ("The committee", ["en", "fr"]),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("École", "ecole"),  # accents and case go
        ("مُحَمَّد", "محمد"),  # Arabic vowel signs go
        ("أمـــن", "امن"),  # hamza seat and tatweel go
        ("ﬁne", "fine"),  # compatibility forms are resolved
    ],
)
def test_normaliser_folds_spelling(text: str, pieces: str) -> None:
    """Different spellings of a word are the same pieces."""
    normalizer = new_tokenizer().normalizer
    assert normalizer is not None
    assert normalizer.normalize_str(text) == pieces


def test_sentences_are_aligned_by_counting() -> None:
    """Only languages with as many sentences as the English are kept."""
    texts = {
        "en": "The first sentence is here. The second sentence is there.",
        "zh": "第一句话就在这里。第二句话就在那里。",
        "fr": "Une seule phrase, assez longue pour compter ici.",
    }
    assert [sorted(part) for part in aligned_sentences(texts)] == [["en", "zh"], ["en", "zh"]]


def test_fragments_are_neither_words_nor_paragraphs() -> None:
    """Comma parts shorter than four words are left out."""
    text = "Encourages States, in particular those on the coast, to share what they know about it;"
    assert english_fragments(text) == [
        "in particular those on the coast",
        "to share what they know about it",
    ]


def test_quantizing_keeps_rows_within_half_a_step() -> None:
    """Rounding moves no number by more than half of the row's weight."""
    vectors = np.random.default_rng(3).standard_normal((20, 8)).astype(np.float32)
    rounded, weights = quantized(vectors)
    assert np.abs(rounded * weights[:, None] - vectors).max() <= weights.max() / 2 + 1e-6


def test_reducing_keeps_cosines_of_flat_data() -> None:
    """Vectors that lie in a plane keep their cosines in two dimensions."""
    rng = np.random.default_rng(4)
    flat = (rng.standard_normal((30, 2)) @ rng.standard_normal((2, 8))).astype(np.float32)
    unit = flat / np.linalg.norm(flat, axis=1, keepdims=True)
    small = reduced(unit, unit, 2)
    np.testing.assert_allclose(small @ small.T, unit @ unit.T, atol=1e-5)


def test_folder_with_too_few_vectors_is_refused(rows: list[Row], tmp_path: Path) -> None:
    """A vector per piece, or no folder."""
    tokenizer = learn_from_rows(rows, 900, by_characters)
    with pytest.raises(ValueError, match="3 vectors for"):
        write_folder(tmp_path, tokenizer, np.zeros((3, 4), dtype=np.float32))


@pytest.mark.parametrize(
    ("ranked", "relevant", "value"),
    [
        ([True], 1, 1.0),
        ([False, True], 1, 0.6309),
        ([False] * 10 + [True], 1, 0.0),  # beyond the cutoff
        ([], 0, 0.0),  # nothing relevant scores 0
    ],
)
def test_ndcg(ranked: list[bool], relevant: int, value: float) -> None:
    """nDCG@10 as in the paper, with 0 where nothing is relevant."""
    assert ndcg(ranked, relevant) == pytest.approx(value, abs=1e-4)


def test_hard_wrapped_report_is_joined_at_trailing_spaces() -> None:
    """In a hard-wrapped report a trailing space ends a paragraph; line numbers are kept."""
    passages = crude_passages("R", "第一行\n\n第二行。 \n\n第三行。 ")
    assert [(sorted(p.lines), p.text) for p in passages] == [
        ([1, 3], "第一行第二行。"),
        ([5], "第三行。"),
    ]
