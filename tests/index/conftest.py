"""A corpus of ten hand-made paragraphs, a tiny static model, and the real corpus's index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from corpus import Corpus, load_corpus
from corpus.model import (
    Citation,
    InstrumentRef,
    InstrumentType,
    Kind,
    Language,
    Paragraph,
    Report,
    ReportEntry,
    Style,
    SymbolStatus,
)
from index.build import build_index
from index.encoder import Encoder, load_encoder
from index.search import Searcher
from index.static import StaticEncoder

SYMBOL = "CTOC/COP/2016/15"
TITLE = "增强中央机关在刑事事项国际合作方面的有效性"
DAY = date(2016, 10, 21)
RESOLUTION = InstrumentRef(InstrumentType.RESOLUTION, "8/1", TITLE, DAY)
DECISION = InstrumentRef(InstrumentType.DECISION, "8/1", "第九届会议临时议程", DAY)
REPORT = InstrumentRef(InstrumentType.REPORT, SYMBOL, "第八届会议的报告", DAY)
HEADING = ("一. 通过的决议和决定", "A. 决议", f"第 8/1 号决议 {TITLE}")


def make_paragraph(  # noqa: D103 (a test's own paragraph, every field with a usual value)
    name: str,
    text: str,
    *,
    kind: Kind = Kind.OPERATIVE,
    instrument: InstrumentRef = RESOLUTION,
    number: str | None = None,
    sub: str | None = None,
    path: tuple[str, ...] = HEADING,
    chapeau: str | None = None,
    notes: tuple[str, ...] = (),
) -> Paragraph:
    place = {"resolution": "res-8-1", "decision": "dec-8-1", "report": "report"}
    start = f"/akn/un/{place[instrument.type.value]}/zho@/!main~"
    citation = Citation(
        id=start + name,
        label=dict.fromkeys(Language, name),
        symbol=SYMBOL,
        body="ctoc-cop",
        instrument=instrument,
        annex=None,
        section=None,
        kind=kind,
        paragraph=number,
        subparagraph=sub,
        official_url=f"https://docs.un.org/zh/{SYMBOL}",
    )
    return Paragraph(
        citation=citation,
        text=text,
        spans=((0, len(text)),),
        lines=(1,),
        path=path,
        chapeau=start + chapeau if chapeau else None,
        notes=tuple(start + note for note in notes),
    )


def make_paragraphs() -> tuple[Paragraph, ...]:  # noqa: D103 (see the module's first line)
    report = {"kind": Kind.REPORT, "instrument": REPORT, "path": ("五. 枪支",)}
    return (
        make_paragraph("para_1", "一些发言者强调打击非法贩运枪支。", number="1", **report),
        make_paragraph("para_2", "观察员介绍了SHERLOC门户。", number="2", **report),
        make_paragraph("rec_1", "回顾大会第70/174号决议，", kind=Kind.PREAMBULAR, number="1"),
        make_paragraph("para_1", "促请缔约国彼此提供最大程度的协助；", number="1", notes=("fn_1",)),
        make_paragraph("fn_1", "联合国，《条约汇编》，第2225卷。", kind=Kind.FOOTNOTE, number="1"),
        make_paragraph("para_2", "请秘书处：", number="2"),
        make_paragraph(
            "para_2__subpara_a",
            "举办培训；",
            kind=Kind.SUBITEM,
            number="2",
            sub="a",
            chapeau="para_2",
        ),
        make_paragraph(
            "para_2__subpara_b",
            "编写关于洗钱的手册。",
            kind=Kind.SUBITEM,
            number="2",
            sub="b",
            chapeau="para_2",
        ),
        make_paragraph("para_3", "允许中央机关之间直接交流并互递请求。", number="3"),
        make_paragraph(
            "p_1", "核准第九届会议临时议程。", instrument=DECISION, path=(*HEADING[:1], "B. 决定")
        ),
    )


def make_entry() -> ReportEntry:  # noqa: D103 (see the module's first line)
    return ReportEntry(
        symbol=SYMBOL,
        symbol_status=SymbolStatus.INFERRED,
        symbol_evidence="",
        title={Language.ZH: "第八届会议的报告", Language.EN: "Report on the eighth session"},
        body="ctoc-cop",
        session=8,
        place="Vienna",
        meeting_start=date(2016, 10, 17),
        meeting_end=DAY,
        issued=None,
        date=DAY,
        language=Language.ZH,
        original_language=Language.EN,
        style=Style.CLEAN,
        file="report.txt",
        sha256="0" * 64,
    )


@pytest.fixture(scope="session")
def paragraphs() -> tuple[Paragraph, ...]:
    """Ten paragraphs of two instruments and a report, one footnote among them."""
    return make_paragraphs()


@pytest.fixture(scope="session")
def entry() -> ReportEntry:
    """The report that the paragraphs are from."""
    return make_entry()


@pytest.fixture(scope="session")
def small_corpus(paragraphs: Sequence[Paragraph], entry: ReportEntry) -> Corpus:
    """The hand-made paragraphs as a corpus."""
    return Corpus((Report(entry, (), tuple(paragraphs), ()),), "c" * 64)


def write_static_folder(folder: Path, dimension: int = 24) -> Path:
    """A static model in the form that sentence-transformers writes: one piece per character."""
    characters = sorted(set("".join(p.text + "".join(p.path) for p in make_paragraphs())))
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    pieces = {
        piece: row for row, piece in enumerate(dict.fromkeys(["[UNK]", *characters, *letters]))
    }
    tokenizer = Tokenizer(models.WordLevel(pieces, unk_token="[UNK]"))  # noqa: S106 (a piece)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    module = folder / "0_StaticEmbedding"
    module.mkdir(parents=True)
    vectors = np.random.default_rng(5).standard_normal((len(pieces), dimension))
    vectors[0] = 0
    save_file({"embedding.weight": vectors.astype(np.float32)}, module / "model.safetensors")
    tokenizer.save(str(module / "tokenizer.json"))
    package = "sentence_transformers.models"
    modules = [
        {"idx": 0, "name": "0", "path": module.name, "type": f"{package}.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{package}.Normalize"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "1_Normalize").mkdir()
    (folder / "1_Normalize" / "config.json").write_text("{}")
    return folder


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny static model."""
    return write_static_folder(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="session")
def tiny_encoder(static_folder: Path) -> Encoder:
    """The tiny static model, loaded."""
    return StaticEncoder(static_folder, str(static_folder))


@pytest.fixture
def small_folder(small_corpus: Corpus, tiny_encoder: Encoder, tmp_path: Path) -> Path:
    """A fresh index of the hand-made paragraphs, for tests that damage it."""
    folder = tmp_path / "index"
    build_index(small_corpus, tiny_encoder, folder)
    return folder


@pytest.fixture(scope="session")
def small_searcher(
    small_corpus: Corpus, tiny_encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Searcher:
    """A searcher over the hand-made paragraphs."""
    folder = tmp_path_factory.mktemp("small") / "index"
    build_index(small_corpus, tiny_encoder, folder)
    return Searcher.open(folder, tiny_encoder)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The four reports."""
    return load_corpus()


@pytest.fixture(scope="session")
def index_folder(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the four reports with the bundled encoder."""
    folder = tmp_path_factory.mktemp("real") / "index"
    build_index(corpus, load_encoder(), folder)
    return folder


@pytest.fixture(scope="session")
def searcher(index_folder: Path) -> Searcher:
    """A searcher over the four reports."""
    return Searcher.open(index_folder)
