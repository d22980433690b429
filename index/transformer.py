"""Any model that sentence-transformers loads, with the prompts that its family was trained with.

The package is imported when such an encoder is loaded, never before: it takes five seconds.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from corpus.errors import EncoderError

FloatArray = npt.NDArray[np.float32]

HUB_SECONDS: Final = 15.0
"""How long the hub may take to answer whether it has a model, name resolution included. Loading
itself would retry every file for a minute."""

_BATCH: Final = 32
_HASHED_WHOLE: Final = 64 * 2**20
_HASHED_ENDS: Final = 2**20
"""Files of more than 64 MiB are hashed by size and their first and last MiB: two gigabytes of
weights would take seconds at every start."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before a query and before a passage."""

    query: str = ""
    passage: str = ""


_TASK: Final = "Given a question, retrieve the paragraphs of conference reports that answer it"

FAMILIES: Final = (
    (r"e5.*-instruct", Prompts(query=f"Instruct: {_TASK}\nQuery: ")),
    (r"(^|[/_-])e5-|multilingual-e5", Prompts(query="query: ", passage="passage: ")),
    (r"qwen3-embedding", Prompts(query=f"Instruct: {_TASK}\nQuery:")),
    (
        r"embedding-?gemma",
        Prompts(query="task: search result | query: ", passage="title: none | text: "),
    ),
    (r"bge-(small|base|large)-zh", Prompts(query="为这个句子生成表示以用于检索相关文章：")),
    (
        r"bge-(small|base|large)-en",
        Prompts(query="Represent this sentence for searching relevant passages: "),
    ),
    (r"gte-qwen", Prompts(query=f"Instruct: {_TASK}\nQuery: ")),
)
"""Prompts by family, from the models' own cards, for models whose folder does not carry them.

bge-m3, gte-multilingual, granite, MiniLM and anything else take none."""


def prompts_for(name: str, configured: Mapping[str, str]) -> Prompts:
    """The prompts that the model's own configuration has, else its family's, else none."""
    query = configured.get("query", "")
    passage = configured.get("document", "") or configured.get("passage", "")
    if query or passage:
        return Prompts(query, passage)
    for pattern, prompts in FAMILIES:
        if re.search(pattern, name.lower()):
            return prompts
    return Prompts()


class SentenceTransformerEncoder:
    """A sentence-transformers model as an encoder."""

    def __init__(self, model: Any, name: str, revision: str) -> None:
        self._model = model
        self._prompts = prompts_for(name, getattr(model, "prompts", None) or {})
        self.name = name
        said = repr(self._prompts).encode()
        self.revision = f"{revision}+{hashlib.sha256(said).hexdigest()[:8]}"
        dimension = model.get_embedding_dimension()
        if not dimension:
            raise EncoderError(f"encoder {name!r} does not say how long its vectors are")
        self.dimension = int(dimension)

    @classmethod
    def from_folder(cls, folder: Path, name: str) -> SentenceTransformerEncoder:
        """Load a model's folder; raise EncoderError if it is not one."""
        return cls(_load(str(folder), name, local=True), name, _hash_folder(folder))

    @classmethod
    def from_hub(cls, name: str) -> SentenceTransformerEncoder:
        """Load a hub model, from the cache if it is there; raise EncoderError within seconds."""
        repository = name if "/" in name else f"sentence-transformers/{name}"
        commit = _cached_commit(repository)
        if commit is not None:
            with contextlib.suppress(EncoderError):  # a download that was broken off: ask again
                return cls(_load(repository, name, local=True), name, commit)
        _ask_hub(repository)
        model = _load(repository, name, local=False)
        return cls(model, name, _cached_commit(repository) or "unknown")

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 (texts, dimension), each row of length 1."""
        return self._encode(texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        """Return float32 (texts, dimension), each row of length 1."""
        return self._encode(texts, self._prompts.passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> FloatArray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts),
            prompt=prompt,
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(path_or_repository: str, name: str, *, local: bool) -> Any:
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (five seconds)
    except ImportError as error:
        raise EncoderError(
            f"encoder {name!r} needs the package sentence-transformers ({error})"
        ) from error
    try:
        return SentenceTransformer(path_or_repository, local_files_only=local)
    except Exception as error:  # transformers, the hub client and torch raise what they like
        raise EncoderError(f"encoder {name!r} cannot be loaded: {_first_line(error)}") from error


def _cached_commit(repository: str) -> str | None:
    """The commit of the hub cache's copy of a model, or None where there is none."""
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 (only for the hub)

    for file in ("modules.json", "config.json"):
        found = try_to_load_from_cache(repository, file)
        if isinstance(found, str):
            return Path(found).parent.name
    return None


def _ask_hub(repository: str) -> None:
    """Return if the hub has the model; raise EncoderError that says why not.

    The question is asked in a thread of its own, because no timeout bounds name resolution.
    """
    from huggingface_hub import HfApi  # noqa: PLC0415 (only for the hub)

    answers: list[Exception | None] = []

    def ask() -> None:
        try:
            HfApi().model_info(repository, timeout=HUB_SECONDS)
            answers.append(None)
        except Exception as error:  # noqa: BLE001 (the hub client's errors share no other base)
            answers.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(HUB_SECONDS)
    problem = answers[0] if answers else TimeoutError(f"no answer in {HUB_SECONDS:.0f} s")
    if problem is not None:
        raise EncoderError(
            f"encoder {repository!r} is not in the local cache and the hub cannot be asked for it "
            f"({type(problem).__name__}: {_first_line(problem)})"
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _hash_folder(folder: Path) -> str:
    """A hash of the names and contents of a folder's files; see _HASHED_ENDS."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\n{size}\n".encode())
        with path.open("rb") as file:
            if size <= _HASHED_WHOLE:
                digest.update(file.read())
            else:
                digest.update(file.read(_HASHED_ENDS))
                file.seek(-_HASHED_ENDS, 2)
                digest.update(file.read(_HASHED_ENDS))
    return digest.hexdigest()[:16]
