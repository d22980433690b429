"""The encoder behind one small interface, and how its name becomes one.

None, "operative-static"   the bundled encoder, numpy alone             index/static.py
a folder                   static models with numpy, any other with sentence-transformers
a name on the hub          sentence-transformers, from its cache or the hub   index/transformer.py
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError
from index.static import StaticEncoder, is_static_folder

FloatArray: TypeAlias = npt.NDArray[np.float32]

BUNDLED_NAME: Final = "operative-static"
BUNDLED_FOLDER: Final = Path(__file__).parent / "models" / BUNDLED_NAME

UNTUNED: Final = "untuned.safetensors"
"""Beside a tuned model: the rows that tuning changed, as they were, so that it can be repeated."""

ADVICE: Final = (
    "Set ENCODER (or OPERATIVE_ENCODER) to a model's folder or to a model that the hub can be "
    f"reached for, or leave it unset for the bundled encoder {BUNDLED_NAME}"
)

_HUB_NAME: Final = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?")
"""intfloat/multilingual-e5-small; without an owner, one of sentence-transformers' own models."""


class Encoder(Protocol):
    """Turns texts into unit vectors whose inner product says how close they are in meaning.

    ``name`` is what `load_encoder` takes to load it again; ``revision`` changes whenever any vector
    would; ``dimension`` is the length of a vector.
    """

    @property
    def name(self) -> str:
        """What the setting ENCODER calls it."""
        ...

    @property
    def revision(self) -> str:
        """A hash of what its vectors depend on, or the hub's commit."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 (texts, dimension): rows of length 1, of 0 for a text without words."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """The same for passages, which some models want to be told from queries."""
        ...


def load_encoder(name_or_folder: str | None = None) -> Encoder:
    """Load the encoder of that name, from that folder, or the bundled one.

    Raises EncoderError that says what is wrong, and names the setting and the bundled default.
    """
    try:
        return _load(name_or_folder or BUNDLED_NAME)
    except EncoderError as error:
        raise EncoderError(f"{error}. {ADVICE}") from error.__cause__


def is_tuned(name: str) -> bool:
    """Whether the encoder of that name was tuned on the fitting sets' questions."""
    folder = BUNDLED_FOLDER if name == BUNDLED_NAME else Path(name).expanduser()
    return (folder / UNTUNED).exists()


def _load(name: str) -> Encoder:
    if name == BUNDLED_NAME:
        return StaticEncoder(BUNDLED_FOLDER, name)
    folder = Path(name).expanduser()
    if folder.is_dir() and is_static_folder(folder):
        return StaticEncoder(folder, name)
    if not folder.is_dir() and not _HUB_NAME.fullmatch(name):
        raise EncoderError(f"encoder {name!r} is neither a folder nor the name of a hub model")
    from index.transformer import SentenceTransformerEncoder  # noqa: PLC0415 (seconds)

    if folder.is_dir():
        return SentenceTransformerEncoder.from_folder(folder, name)
    return SentenceTransformerEncoder.from_hub(name)
