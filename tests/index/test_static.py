"""index/static.py: static models with numpy, equal to what sentence-transformers gives."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from corpus.errors import EncoderError
from index.encoder import BUNDLED_FOLDER, BUNDLED_NAME, load_encoder
from index.static import StaticEncoder, is_static_folder

TEXTS = [
    "中央机关之间直接交流",
    "How should central authorities cooperate?",
    "Какие меры должны принять государства?",
    "ما هي التدابير؟",
    "¿Cómo deben cooperar las autoridades centrales?",
    "请秘书处",
    "第8/1号决议",
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("folder", ["bundled", "tiny"])
def test_vectors_equal_those_of_sentence_transformers(folder, static_folder):
    """Within 1e-3 in every number, for both forms of a folder."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (five seconds)

    path = BUNDLED_FOLDER if folder == "bundled" else static_folder
    expected = SentenceTransformer(str(path), local_files_only=True).encode(TEXTS)
    found = StaticEncoder(path, "x").encode_passages(TEXTS)
    known = np.linalg.norm(expected, axis=1) > 0
    assert known.sum() >= 3
    np.testing.assert_allclose(found[known], expected[known], atol=1e-3)


def test_vectors_have_length_one_or_none(tiny_encoder):
    """A text of unknown pieces, and an empty one, give 0 and no error."""
    vectors = tiny_encoder.encode_queries(["枪支", "龘龘", ""])
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-6)
    assert tiny_encoder.encode_queries([]).shape == (0, 24)


def test_a_text_has_one_vector_whatever_stands_beside_it(tiny_encoder):
    """Encoding together is encoding alone, to the last bit."""
    together = tiny_encoder.encode_passages(["枪支", "决议草案", "中央机关"])
    for row, text in enumerate(["枪支", "决议草案", "中央机关"]):
        np.testing.assert_array_equal(tiny_encoder.encode_passages([text])[0], together[row])


def test_the_revision_follows_the_vectors(static_folder, tmp_path):
    """The same files elsewhere are the same revision; one changed number is another."""
    copy = shutil.copytree(static_folder, tmp_path / "copy")
    before = StaticEncoder(static_folder, "x").revision
    assert StaticEncoder(copy, "y").revision == before
    path = copy / "0_StaticEmbedding" / "model.safetensors"
    table = {name: array.copy() for name, array in load_file(path).items()}
    table["embedding.weight"][1, 1] += 1
    save_file(table, path)
    assert StaticEncoder(copy, "y").revision != before


def test_reads_model2vec_tables_with_weights_and_mapping(static_folder, tmp_path):
    """Rows of eight bits, times `weights`, through `mapping`, are the vectors they stand for."""
    folder = shutil.copytree(static_folder, tmp_path / "quantized")
    path = folder / "0_StaticEmbedding" / "model.safetensors"
    vectors = load_file(path)["embedding.weight"]
    weights = np.maximum(np.abs(vectors).max(axis=1), 1e-6) / 127
    rows = np.rint(vectors / weights[:, None]).astype(np.int8)
    table = {
        "embeddings": rows[::-1].copy(),
        "mapping": np.arange(len(rows), dtype=np.int64)[::-1].copy(),
        "weights": weights.astype(np.float32),
    }
    save_file(table, path)
    exact = StaticEncoder(static_folder, "x").encode_queries(["枪支贩运"])
    np.testing.assert_allclose(
        StaticEncoder(folder, "x").encode_queries(["枪支贩运"]), exact, atol=0.01
    )


def test_reads_a_folder_of_model2vec(static_folder, tmp_path):
    """Config.json of model2vec stands for modules.json."""
    folder = tmp_path / "m2v"
    shutil.copytree(static_folder / "0_StaticEmbedding", folder)
    assert not is_static_folder(folder)
    (folder / "config.json").write_text(json.dumps({"model_type": "model2vec"}))
    assert is_static_folder(folder)
    assert StaticEncoder(folder, "x").dimension == 24


def spoil(folder, what):
    """Damage one part of a static folder."""
    module = folder / "0_StaticEmbedding"
    if what == "tensors":
        (module / "model.safetensors").write_bytes(b"\x00" * 40)
    elif what == "no tensors":
        (module / "model.safetensors").unlink()
    elif what == "other tensors":
        save_file({"w": np.zeros((2, 2))}, module / "model.safetensors")
    elif what == "few rows":
        save_file({"embedding.weight": np.zeros((2, 2))}, module / "model.safetensors")
    elif what == "tokenizer":
        (module / "tokenizer.json").write_text("{")
    else:
        (folder / "modules.json").write_text(what)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("tensors", "model.safetensors cannot be read"),
        ("no tensors", "model.safetensors cannot be read"),
        ("other tensors", "no table of vectors"),
        ("few rows", "vectors for 2"),
        ("tokenizer", "tokenizer.json cannot be read"),
        ("[]", "no static model"),
        ("not json", "no static model"),
    ],
)
def test_a_damaged_folder_says_what_is_wrong(static_folder, tmp_path, what, said):
    """The file and the problem are named."""
    folder = shutil.copytree(static_folder, tmp_path / "damaged")
    spoil(folder, what)
    with pytest.raises(EncoderError, match=said):
        StaticEncoder(folder, "x")


def test_the_bundled_encoder_is_the_default():
    """No name and its own name load the same."""
    default = load_encoder()
    assert default.name == BUNDLED_NAME
    assert load_encoder(BUNDLED_NAME).revision == default.revision
    assert default.dimension == default.encode_queries(["枪支"]).shape[1]
