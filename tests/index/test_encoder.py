"""index/encoder.py and index/transformer.py: names become encoders, or one clear error."""

from __future__ import annotations

import json
import threading
import time

import numpy as np
import pytest

from corpus.errors import EncoderError
from index import transformer
from index.encoder import load_encoder
from index.static import StaticEncoder
from index.transformer import Prompts, SentenceTransformerEncoder, prompts_for

FAMILIES = (
    ("intfloat/multilingual-e5-small", ("query: ", "passage: ")),
    ("/models/e5-base-v2", ("query: ", "passage: ")),  # a folder named after the model
    ("BAAI/bge-m3", ("", "")),  # takes none, unlike its older siblings
    ("BAAI/bge-small-zh-v1.5", ("为这个句子生成表示以用于检索相关文章：", "")),
    ("Alibaba-NLP/gte-multilingual-base", ("", "")),
    ("google/embeddinggemma-300m", ("task: search result | query: ", "title: none | text: ")),
    ("sentence-transformers/all-MiniLM-L6-v2", ("", "")),
)


@pytest.mark.parametrize(("name", "prompts"), FAMILIES)
def test_known_families_get_their_prompts(name, prompts):
    """From the models' own cards."""
    assert prompts_for(name, {}) == Prompts(*prompts)


@pytest.mark.parametrize(
    "name", ["Qwen/Qwen3-Embedding-0.6B", "intfloat/multilingual-e5-large-instruct"]
)
def test_instructed_models_get_an_instruction_with_the_query(name):
    """And none with the passage."""
    prompts = prompts_for(name, {})
    assert prompts.query.startswith("Instruct: ")
    assert prompts.passage == ""


def test_a_models_own_prompts_win():
    """What its folder says is what it was trained with."""
    configured = {"query": "Q: ", "document": "D: "}
    assert prompts_for("intfloat/e5-small", configured) == Prompts("Q: ", "D: ")


@pytest.fixture(scope="module")
def transformer_folder(tmp_path_factory):
    """A tiny real transformer, saved by sentence-transformers, whose folder's name says e5."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    transformers = pytest.importorskip("transformers")

    raw = tmp_path_factory.mktemp("raw")
    pieces = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "query",
        "passage",
        *":中央机关枪支直接交流",
    ]
    (raw / "vocab.txt").write_text("\n".join(dict.fromkeys(pieces)), encoding="utf-8")
    config = transformers.BertConfig(
        vocab_size=len(dict.fromkeys(pieces)),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    transformers.BertModel(config).save_pretrained(raw)
    transformers.BertTokenizerFast(str(raw / "vocab.txt")).save_pretrained(raw)
    folder = tmp_path_factory.mktemp("models") / "multilingual-e5-tiny"
    sentence_transformers.SentenceTransformer(str(raw), local_files_only=True).save(str(folder))
    return folder


@pytest.mark.filterwarnings("ignore")
def test_loads_any_folder_of_sentence_transformers(transformer_folder):
    """With unit vectors, its family's prompts and a revision that follows the files."""
    encoder = load_encoder(str(transformer_folder))
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.dimension == 16
    queries, passages = encoder.encode_queries(["枪支"]), encoder.encode_passages(["枪支"])
    assert queries.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-5)
    assert not np.allclose(queries, passages)  # the prompts differ
    assert encoder.encode_queries([]).shape == (0, 16)
    before = encoder.revision
    assert load_encoder(str(transformer_folder)).revision == before


def test_a_static_folder_needs_no_sentence_transformers(static_folder):
    """It is read with numpy alone, under the name it was given."""
    encoder = load_encoder(str(static_folder))
    assert isinstance(encoder, StaticEncoder)
    assert encoder.name == str(static_folder)


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/model", "a/b/c", " ", "a b", "http://x/y"])
def test_a_name_that_is_neither_folder_nor_model_is_refused(name):
    """The message names it, the setting and the bundled default."""
    with pytest.raises(EncoderError, match="neither a folder nor") as caught:
        load_encoder(name)
    assert repr(name) in str(caught.value)
    assert "ENCODER (or OPERATIVE_ENCODER)" in str(caught.value)
    assert "operative-static" in str(caught.value)


@pytest.mark.filterwarnings("ignore")
def test_a_hub_model_out_of_reach_gives_one_error_within_seconds(monkeypatch, tmp_path):
    """No minute of retries; the reason, the setting and the default are in the message."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))

    class Unreachable:
        def model_info(self, *_, **__):
            raise ConnectionError("Name or service not known\nand more")

    monkeypatch.setattr("huggingface_hub.HfApi", Unreachable)
    start = time.monotonic()
    with pytest.raises(EncoderError) as caught:
        load_encoder("intfloat/no-such-model-here")
    assert time.monotonic() - start < 10
    message = str(caught.value)
    assert "'intfloat/no-such-model-here' is not in the local cache" in message
    assert "Name or service not known" in message
    assert "and more" not in message
    assert "ENCODER (or OPERATIVE_ENCODER)" in message


@pytest.mark.filterwarnings("ignore")
def test_a_hub_that_never_answers_is_given_up(monkeypatch):
    """Name resolution has no timeout of its own."""
    monkeypatch.setattr(transformer, "HUB_SECONDS", 0.1)
    never = threading.Event()

    class Silent:
        def model_info(self, *_, **__):
            never.wait(5)

    monkeypatch.setattr("huggingface_hub.HfApi", Silent)
    with pytest.raises(EncoderError, match="no answer in"):
        load_encoder("intfloat/no-such-model-here")
    never.set()


@pytest.mark.filterwarnings("ignore")
def test_a_folder_that_is_no_model_is_refused(tmp_path):
    """A folder of something else gives the same kind of error."""
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "nothing"}))
    with pytest.raises(EncoderError, match="cannot be loaded"):
        load_encoder(str(tmp_path))
