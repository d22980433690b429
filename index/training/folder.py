"""Write the trained student as a model folder, and read one back with numpy alone.

The folder holds `model.safetensors` (`embeddings` int8, shape (pieces, dimensions); `weights`
float32, shape (pieces,): a piece's vector is its row times its weight), `tokenizer.json`,
`config.json`, `modules.json` and `1_Normalize/config.json`. sentence-transformers 6.2 and
model2vec 0.10 load it as it is; older ones may not know `weights`. Nothing in it is pickled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from index.encoder import UNTUNED
from index.training.pieces import UNKNOWN, save_tokenizer

Floats = npt.NDArray[np.float32]

_LARGEST: Final = 127

_MODULES: Final = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.models.Normalize",
    },
]


def reduced(vectors: Floats, texts: Floats, dimensions: int) -> Floats:
    """Project piece vectors onto the directions in which text vectors vary most.

    `texts` are unit vectors of sample texts, shape (texts, dimensions before). No mean is taken
    off, so that cosines of texts are kept as well as `dimensions` numbers can keep them.
    """
    if dimensions >= vectors.shape[1]:
        return vectors
    _, axes = np.linalg.eigh(texts.T.astype(np.float64) @ texts)
    return np.asarray(vectors @ axes[:, ::-1][:, :dimensions], dtype=np.float32)


def quantized(vectors: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """Round each row to whole numbers up to 127 in size, times one weight per row."""
    weights = np.abs(vectors).max(axis=1) / _LARGEST
    weights = np.where(weights > 0, weights, 1.0).astype(np.float32)
    return np.rint(vectors / weights[:, None]).astype(np.int8), weights


def write_folder(folder: Path, tokenizer: Tokenizer, vectors: Floats) -> int:
    """Write the model folder and return its size in bytes.

    `vectors` are float32, one row per piece, per-piece weight folded in; the row of the unknown
    piece is written as zeros, so that unknown characters do not move a text's vector.
    """
    if len(vectors) != tokenizer.get_vocab_size():
        raise ValueError(
            f"{len(vectors)} vectors for {tokenizer.get_vocab_size()} pieces: they must be as many"
        )
    vectors = vectors.copy()
    vectors[tokenizer.token_to_id(UNKNOWN)] = 0.0
    embeddings, weights = quantized(vectors)
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    tensors = folder / "model.safetensors"
    save_file({"embeddings": embeddings, "weights": weights}, tensors)
    tensors.chmod(0o644)  # safetensors writes files that only their owner may read
    save_tokenizer(tokenizer, folder / "tokenizer.json")
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "normalize": True,
        "max_length": None,
        "hidden_dim": int(vectors.shape[1]),
        "embedding_dtype": "int8",
    }
    _write_json(folder / "config.json", config)
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "1_Normalize" / "config.json", {})
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def read_folder(folder: Path) -> tuple[Tokenizer, Floats]:
    """The tokenizer of a model folder, and its vectors as they were before tuning.

    Vectors are float32, shape (pieces, dimensions), per-piece weights folded in.
    """
    tensors = load_file(folder / "model.safetensors")
    embeddings, weights = tensors["embeddings"].copy(), tensors["weights"].copy()
    if (folder / UNTUNED).exists():
        before = load_file(folder / UNTUNED)
        embeddings[before["pieces"]] = before["embeddings"]
        weights[before["pieces"]] = before["weights"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return tokenizer, embeddings.astype(np.float32) * weights[:, None]


def write_untuned(folder: Path, vectors: Floats) -> int:
    """Keep the rows of the vectors before tuning that differ from a folder's; return how many."""
    tensors = load_file(folder / "model.safetensors")
    embeddings, weights = quantized(vectors)
    same = (embeddings == tensors["embeddings"]).all(axis=1) & (weights == tensors["weights"])
    pieces = np.flatnonzero(~same).astype(np.int32)
    kept = folder / UNTUNED
    save_file(
        {"pieces": pieces, "embeddings": embeddings[pieces], "weights": weights[pieces]}, kept
    )
    kept.chmod(0o644)
    return len(pieces)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def pooled(tokenizer: Tokenizer, vectors: Floats, texts: Sequence[str]) -> Floats:
    """Return float32 vectors of length 1, shape (texts, dimensions).

    A text's piece vectors are summed and the sum is divided by its length. There is no limit on the
    length of a text. A text without known pieces gives zeros.
    """
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    summed = np.zeros((len(encodings), vectors.shape[1]), dtype=np.float32)
    for row, encoding in enumerate(encodings):
        summed[row] = vectors[encoding.ids].sum(axis=0)
    lengths = np.linalg.norm(summed, axis=1, keepdims=True)
    return np.asarray(summed / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


class FolderEncoder:
    """A model folder read without torch: the reference for what a text's vector is."""

    def __init__(self, folder: Path) -> None:
        tensors = load_file(folder / "model.safetensors")
        self._vectors = tensors["embeddings"].astype(np.float32) * tensors["weights"][:, None]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    @property
    def dimensions(self) -> int:
        """Numbers per vector."""
        return int(self._vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return float32 vectors of length 1, shape (texts, dimensions); see `pooled`."""
        return pooled(self._tokenizer, self._vectors, texts)
