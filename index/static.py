"""A static encoder with numpy alone: a text's vector is the sum of its pieces' vectors.

It reads the folders that sentence-transformers' StaticEmbedding and model2vec write, the bundled
model among them, and gives the same vectors without their five seconds of start-up:

    modules.json, or config.json of model2vec     where the parts lie
    tokenizer.json                                text -> pieces
    model.safetensors                             `embedding.weight` float (pieces, dimension), or
                                                  `embeddings` of any type, with `weights` (pieces,)
                                                  and `mapping` piece -> row where they exist
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import EncoderError

FloatArray = npt.NDArray[np.float32]

_MODULE: Final = "StaticEmbedding"
_REVISION_LENGTH: Final = 16


def is_static_folder(folder: Path) -> bool:
    """Whether a folder holds a static model that this module reads."""
    return _model_folder(folder) is not None


class StaticEncoder:
    """A static model in memory, in the types it is stored in; see the module's first lines."""

    def __init__(self, folder: Path, name: str) -> None:
        found = _model_folder(folder)
        if found is None:
            raise EncoderError(
                f"encoder {name!r}: no static model in {folder} "
                f"(looked for modules.json that names {_MODULE}, or config.json of model2vec)"
            )
        self.name = name
        self._tokenizer = _read_tokenizer(found / "tokenizer.json")
        self._last: tuple[str, list[int]] = ("", [])
        self._rows, self._weights = _read_vectors(found / "model.safetensors")
        if self._tokenizer.get_vocab_size() > len(self._weights):
            raise EncoderError(
                f"{found}: tokenizer.json has {self._tokenizer.get_vocab_size()} pieces, "
                f"model.safetensors vectors for {len(self._weights)}"
            )
        self.dimension = int(self._rows.shape[1])
        self.revision = _hash_files(found / "tokenizer.json", found / "model.safetensors")

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 (texts, dimension), each row of length 1; 0 without a known piece."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            pieces = self.pieces(text)
            if pieces:
                vectors[row] = self._weights[pieces] @ self._rows_of(pieces)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """The same: a static model does not tell passages from queries."""
        return self.encode_queries(texts)

    def pieces(self, text: str) -> list[int]:
        """The pieces of a text by number, in text order."""
        known = self._last  # a question's are asked for twice, by its vector and by itself
        if known[0] != text:
            known = (text, self._tokenizer.encode(text, add_special_tokens=False).ids)
            self._last = known
        return known[1]

    def piece_vectors(self, pieces: Sequence[int]) -> tuple[FloatArray, FloatArray]:
        """Unit vectors, float32 (pieces, dimension), and each piece's share in a text's vector."""
        vectors = self._rows_of(list(pieces))
        lengths = np.linalg.norm(vectors, axis=1)
        unit = vectors / np.where(lengths > 0, lengths, 1)[:, None]
        return np.asarray(unit, dtype=np.float32), self._weights[list(pieces)] * lengths

    def _rows_of(self, pieces: list[int]) -> FloatArray:
        return self._rows[pieces].astype(np.float32)


def _model_folder(folder: Path) -> Path | None:
    """The folder of the static module itself, or None where there is none."""
    modules = _read_json(folder / "modules.json")
    if isinstance(modules, list) and modules and isinstance(modules[0], dict):
        if str(modules[0].get("type", "")).rpartition(".")[2] == _MODULE:
            return folder / str(modules[0].get("path", ""))
        return None
    config = _read_json(folder / "config.json")
    if isinstance(config, dict) and config.get("model_type") == "model2vec":
        return folder
    return None


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _read_tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises bare Exception for a file it cannot read
        raise EncoderError(f"{path} cannot be read: {error}") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _read_vectors(path: Path) -> tuple[npt.NDArray[Any], FloatArray]:
    """One row per piece in the stored type, and one float32 weight per piece."""
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError, KeyError, TypeError) as error:
        raise EncoderError(f"{path} cannot be read: {error}") from error
    rows = tensors.get("embedding.weight", tensors.get("embeddings"))
    if rows is None or rows.ndim != 2:
        raise EncoderError(
            f"{path}: no table of vectors under `embedding.weight` or `embeddings`, "
            f"only {sorted(tensors)}"
        )
    if "mapping" in tensors:
        rows = rows[tensors["mapping"].astype(np.int64)]
    weights = tensors.get("weights", np.ones(len(rows))).astype(np.float32)
    if weights.shape != (len(rows),):
        raise EncoderError(f"{path}: {len(rows)} vectors and weights of shape {weights.shape}")
    return rows, weights


def _hash_files(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_REVISION_LENGTH]
