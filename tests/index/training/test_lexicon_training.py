"""The lexicon's training on two dozen made-up sentences, with links given instead of eflomal's."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from corpus.model import Language
from index.training import lexicon
from index.training.heldout import HELDOUT_SYMBOLS
from index.training.lexicon_align import combine, read_links
from index.training.lexicon_build import Pruning, fill_gaps, learn_meanings
from index.training.lexicon_counts import count_phrases, side_of, words_of_sequence
from index.training.lexicon_rows import read_pairs
from index.translate import Table, Translator, table_of

SENTENCES = [
    ("The police searched ships", "警察搜查船只"),
    ("The police saw a harbour", "警察看见港口"),
    ("Mutual legal assistance saved ships", "司法协助拯救船只"),
    ("Mutual legal assistance saved a harbour", "司法协助拯救港口"),
    ("The police want mutual legal assistance", "警察要司法协助"),
]

WORDS = [
    (["the", "police", "searched", "ships"], ["警察", "搜查", "船只"]),
    (["the", "police", "saw", "harbours"], ["警察", "看见", "港口"]),
    (["mutual", "legal", "assistance", "saved", "ships"], ["司法协助", "拯救", "船只"]),
    (["mutual", "legal", "assistance", "saved", "harbours"], ["司法协助", "拯救", "港口"]),
]
LINKS = ["1-0 2-1 3-2", "1-0 2-1 3-2", "0-0 1-0 2-0 3-1 4-2", "0-0 1-0 2-0 3-1 4-2"]
LOOSE = ["--phrases", "2", "--bound", "0", "--phrase-different", "0"]
LENGTHS = [(len(left), len(right)) for left, right in WORDS]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write a source with five sentences, one of them repeated, and one held-out resolution."""
    folder = tmp_path / "data"
    folder.mkdir()
    rows = [
        {"source": "sample", "symbol": "SAMPLE/1", "en": en, "zh": zh}
        for en, zh in [*SENTENCES, SENTENCES[0]]
    ]
    held = {"source": "sample", "symbol": min(HELDOUT_SYMBOLS), "en": "Held out", "zh": "不得训练"}
    with lzma.open(folder / "un_resolutions.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, held])
    return folder


def write_links(path: Path) -> Path:
    """Write the made-up links as eflomal writes them."""
    path.write_text("\n".join(LINKS) + "\n", encoding="ascii")
    return path


def test_commands_make_a_lexicon_that_translates(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prepare, align and build give a folder whose table knows the words and the phrase."""

    def align(foreign: list[str], chinese: list[str], forward: Path, reverse: Path) -> None:
        lines = [
            link_by_hand(left.split(), right.split())
            for left, right in zip(foreign, chinese, strict=True)
        ]
        for path in (forward, reverse):
            path.write_text("\n".join(lines) + "\n", encoding="ascii")

    monkeypatch.setattr(lexicon, "align", align)
    work, out = ["--work", str(tmp_path / "work")], ["--out", str(tmp_path / "out")]
    lexicon.main(["prepare", "--data", str(data), *work, "--languages", "en"])
    lexicon.main(["align", *work, "--languages", "en"])
    lexicon.main(["build", *work, *out, "--languages", "en", *LOOSE])
    pairs = list(read_pairs(tmp_path / "work" / "en.pairs"))
    assert len(pairs) == len(SENTENCES), "the repeated and the held-out row are dropped"
    table = Table.from_bytes((tmp_path / "out" / "en.safetensors").read_bytes())
    found = Translator({Language.EN: table}).translate("mutual legal assistance", Language.EN)
    assert "mutual legal assist" in table
    assert found["司法"] == pytest.approx(0.7, abs=0.01)
    assert found["协助"] == pytest.approx(0.7, abs=0.01)


def link_by_hand(foreign: list[str], chinese: list[str]) -> str:
    """Link what the made-up sentences mean."""
    meanings = {
        "polic": "警察", "search": "搜查", "ship": "船只", "harbour": "港口", "mutual": "协助",
        "legal": "司法", "assist": "协助", "save": "拯救",
    }  # fmt: skip
    places = [(i, meanings.get(word)) for i, word in enumerate(foreign)]
    return " ".join(f"{i}-{chinese.index(word)}" for i, word in places if word in chinese)


def test_links_become_places_of_the_whole_text(tmp_path: Path) -> None:
    """The links of the second pair count on from the first; one-sided links count half."""
    forward = read_links(write_links(tmp_path / "forward"), LENGTHS)
    assert forward[3].tolist() == [5, 3]
    links = combine(forward, forward[1:])
    assert links.counts[:2].tolist() == [0.5, 1.0]
    assert len(links.agreed().counts) == len(forward) - 1


def test_a_phrase_is_linked_with_nothing_outside(tmp_path: Path) -> None:
    """Of the word sequences only those count whose Chinese words have no other link."""
    links = read_links(write_links(tmp_path / "links"), LENGTHS)
    foreign = side_of((left for left, _ in WORDS), frozenset({"the"}))
    chinese = side_of((right for _, right in WORDS), frozenset())
    found = {
        words_of_sequence(source, foreign): words_of_sequence(target, chinese)
        for counted in count_phrases(foreign, chinese, combine(links, links), least=2)
        for source, target in zip(counted.sources.tolist(), counted.targets.tolist(), strict=True)
    }
    assert found == {
        ("mutual", "legal", "assistance"): ("司法协助",),
        ("mutual", "legal", "assistance", "saved"): ("司法协助", "拯救"),
    }


def test_probabilities_are_shares_of_a_words_links(tmp_path: Path) -> None:
    """A word linked once each with two Chinese words means each with one half."""
    pairs = [(["ships"], ["船只"]), (["ships"], ["船舶"])]
    path = tmp_path / "links"
    path.write_text("0-0\n0-0\n", encoding="ascii")
    links = read_links(path, [(1, 1), (1, 1)])
    found = learn_meanings(
        pairs, combine(links, links), Language.EN, lambda word: [word], Pruning()
    )
    assert found["ship*"] == pytest.approx({"船只": 0.5, "船舶": 0.5}, abs=0.003)


def test_words_inside_a_chinese_word_are_looked_for_as_well() -> None:
    """A paragraph's words are indexed with the words inside them, so a translation has them too."""
    pairs = [(["assistance"], ["司法协助"])] * 2
    links = np.array([[0, 0], [1, 1]])
    found = learn_meanings(
        pairs,
        combine(links, links),
        Language.EN,
        lambda word: [word[:2], word[2:], word],
        Pruning(),
    )
    assert found["assist*"] == {"司法": 1.0, "协助": 1.0, "司法协助": 1.0}


def test_a_second_text_adds_only_what_is_missing() -> None:
    """Laws explain words that resolutions lack, and change nothing else."""
    first = {"ship*": {"船只": 1.0}}
    second = {"ship*": {"舰": 1.0}, "lien*": {"留置权": 1.0}, "maritime lien": {"优先权": 1.0}}
    assert fill_gaps([first, second]) == {"ship*": {"船只": 1.0}, "lien*": {"留置权": 1.0}}


def test_a_table_survives_its_bytes() -> None:
    """What a table is written as reads back equal."""
    table = table_of({"ship*": {"船只": 1.0, "船舶": 0.2}, "legal aid": {"援助": 1.0}})
    again = Table.from_bytes(table.to_bytes())
    assert again.keys == table.keys
    assert again.meanings("ship*") == table.meanings("ship*")
