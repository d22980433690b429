"""The English teacher's vectors: one per row, of the row's English text.

The teacher is all-MiniLM-L6-v2 (Apache-2.0), read from a local folder. Texts are encoded shortest
first, so that a batch has little padding, and in bfloat16, which on processors with bfloat16
instructions is about four times as fast as float32 and moves a vector by less than the student
can follow (cosine to the float32 vector above 0.9999 on 120 paragraphs).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_MAX_PIECES: Final = 160
"""Longer texts are cut: 4 % of the resolutions' paragraphs, whose first 160 pieces say what they
are about."""

_BATCH: Final = 64


class Teacher(Protocol):
    """Anything that turns English texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return float32 vectors of length 1, shape (texts, dimensions)."""
        ...


class MiniLMTeacher:
    """all-MiniLM-L6-v2 from a folder: mean over the last layer, then length 1."""

    def __init__(self, folder: Path) -> None:
        # Here, so that a test with a stand-in teacher does not load a transformer library.
        import torch  # noqa: PLC0415
        from transformers import AutoModel, AutoTokenizer  # noqa: PLC0415

        self._torch = torch
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._model = AutoModel.from_pretrained(folder, dtype=torch.bfloat16).eval()

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return float32 vectors of length 1, shape (texts, 384)."""
        torch = self._torch
        batch = self._tokenizer(
            list(texts), padding=True, truncation=True, max_length=_MAX_PIECES, return_tensors="pt"
        )
        with torch.inference_mode():
            states = self._model(**batch).last_hidden_state.float()
            mask = batch["attention_mask"].unsqueeze(-1).float()
            pooled = (states * mask).sum(1) / mask.sum(1)
            vectors = torch.nn.functional.normalize(pooled, dim=1)
        return np.asarray(vectors.numpy(), dtype=np.float32)


def encode_shortest_first(
    teacher: Teacher, texts: Sequence[str], report_every: int = 0
) -> npt.NDArray[np.float16]:
    """Encode all texts in batches by length; return float16 vectors in the texts' own order.

    Shape (texts, dimensions). Progress is printed every `report_every` texts, never if 0.
    """
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors: npt.NDArray[np.float16] | None = None
    for start in range(0, len(order), _BATCH):
        chosen = order[start : start + _BATCH]
        batch = teacher.encode([texts[i] for i in chosen])
        if vectors is None:
            vectors = np.zeros((len(texts), batch.shape[1]), dtype=np.float16)
        vectors[chosen] = batch.astype(np.float16)
        if report_every and (start // _BATCH) % max(1, report_every // _BATCH) == 0:
            done = f"{start + len(chosen)} of {len(texts)} texts"
            print(f"teacher: {done}", flush=True)  # noqa: T201 - a command's progress
    if vectors is None:
        raise ValueError("no texts to encode: rows.jsonl is empty")
    return vectors
