"""index/build.py: the same corpus and encoder give the same index."""

from __future__ import annotations

import numpy as np
import pytest

from corpus import Corpus
from corpus.errors import EncoderError
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from index.store import read_index


def files(folder):
    """Names and bytes of an index."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_building_twice_gives_the_same_bytes(small_corpus, tiny_encoder, tmp_path):
    """Every file, and the build id."""
    first = build_index(small_corpus, tiny_encoder, tmp_path / "a")
    second = build_index(small_corpus, tiny_encoder, tmp_path / "b")
    assert first == second
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_building_the_real_corpus_again_gives_the_same_build(corpus, index_folder, tmp_path):
    """With the bundled encoder, over the index that is there and beside it."""
    before = read_index(index_folder)
    assert build_index(corpus, load_encoder(), tmp_path / "again") == before[0]
    assert build_index(corpus, load_encoder(), index_folder) == before[0]
    assert read_index(index_folder) == before


def test_the_manifest_states_the_facts(corpus, index_folder):
    """Counts, corpus and encoder."""
    manifest, contents = read_index(index_folder)
    assert manifest.corpus == corpus.hash
    assert manifest.encoder == "operative-static"
    assert manifest.paragraphs == len(corpus.paragraphs)
    assert manifest.passages >= manifest.paragraphs
    assert manifest.clauses > manifest.passages
    assert set(contents) == {
        "paragraphs.jsonl", "reports.json", "vectors.faiss", "passages.safetensors",
        "clauses.safetensors", "lexicon.json", "terms.json", "postings.safetensors", "scale.json",
        "twins.json",
    }  # fmt: skip


def test_progress_is_reported_stage_by_stage(small_corpus, tiny_encoder, tmp_path):
    """Each stage starts at 0 and ends with all of it."""
    reports = []
    build_index(small_corpus, tiny_encoder, tmp_path / "a", lambda *step: reports.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in reports))
    assert stages == ["passages", "contexts", "clauses", "words", "write"]
    for stage in stages:
        done = [(at, of) for name, at, of in reports if name == stage]
        assert done[0][0] == 0
        assert done[-1][0] == done[-1][1] > 0
        assert done == sorted(done)


def test_an_empty_corpus_gives_an_index_that_finds_nothing(tiny_encoder, tmp_path):
    """No reports, no hits, no error."""
    manifest = build_index(Corpus((), "0" * 64), tiny_encoder, tmp_path / "a")
    assert (manifest.paragraphs, manifest.passages, manifest.clauses) == (0, 0, 0)
    searcher = Searcher.open(tmp_path / "a", tiny_encoder)
    result = searcher.search("枪支", k=5)
    assert (result.hits, result.answerable) == ((), False)
    assert searcher.cite("8/1").matches == ()


class Bent:
    """An encoder that breaks one promise."""

    name, revision, dimension = "bent", "1", 4

    def __init__(self, vectors):
        self._vectors = vectors

    def encode_queries(self, texts):
        """Whatever it was given."""
        return np.repeat(self._vectors, len(texts), axis=0).astype(np.float32)

    encode_passages = encode_queries


@pytest.mark.parametrize(
    "vectors", [np.ones((1, 4)), np.ones((1, 3)) / 3**0.5, np.full((1, 4), np.nan)], ids=str
)
def test_an_encoder_that_breaks_its_promise_is_refused(small_corpus, tmp_path, vectors):
    """Vectors of another length, dimension or no numbers at all never get into an index."""
    with pytest.raises(EncoderError, match="'bent'"):
        build_index(small_corpus, Bent(vectors), tmp_path / "a")
    assert not (tmp_path / "a").exists()
