"""index/passages.py: paragraphs and their context."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import InstrumentType
from index.passages import LONGEST_TEXT, build_passages, context_of, parts_of, sentence_cutter

CUT = sentence_cutter(20)


@given(st.text(alphabet="甲乙丙。；，！ \na.,", min_size=21, max_size=200))
def test_parts_join_to_the_text(text):
    """Cutting loses no character, not even white space, and keeps to the limit."""
    parts = CUT(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 20


def test_cuts_at_sentence_ends_first():
    """A sentence is broken only if it is too long on its own."""
    text = "甲乙丙丁戊己庚辛。子丑寅卯辰巳午未。天地玄黄，宇宙洪荒，日月盈昃，辰宿列张。"
    assert CUT(text) == [
        "甲乙丙丁戊己庚辛。子丑寅卯辰巳午未。",
        "天地玄黄，宇宙洪荒，日月盈昃，辰宿列张。",
    ]


def test_a_short_text_is_its_only_part():
    """Nothing is cut up to the limit."""
    assert parts_of("短。文。", CUT) == ("短。文。",)


def test_every_paragraph_has_passages_that_join_to_its_text(corpus):
    """The postconditions of build_passages, on the four reports."""
    joined = [""] * len(corpus.paragraphs)
    for passage in build_passages(corpus.paragraphs):
        joined[passage.paragraph] += passage.text
        assert len(passage.text) <= LONGEST_TEXT
    assert joined == [paragraph.text for paragraph in corpus.paragraphs]


def test_one_paragraph_of_twenty_is_longer_than_the_limit(corpus):
    """What the comment beside the limit says."""
    longer = sum(len(paragraph.text) > LONGEST_TEXT for paragraph in corpus.paragraphs)
    assert 0 < longer / len(corpus.paragraphs) < 0.06


def test_context_of_a_subitem_ends_with_its_chapeau(paragraphs):
    """Instrument heading, then what the sub-item completes; nothing from above the instrument."""
    texts = {paragraph.id: paragraph.text for paragraph in paragraphs}
    item = next(p for p in paragraphs if p.citation.subparagraph == "a")
    assert context_of(item, texts).split("\n") == [item.path[-1], "请秘书处："]


def test_context_of_a_report_paragraph_is_its_headings(paragraphs):
    """The report's own title says no more about one paragraph than about another."""
    found = next(p for p in paragraphs if p.citation.instrument.type is InstrumentType.REPORT)
    assert context_of(found, {}) == "五. 枪支"


def test_an_instrument_without_a_heading_gives_its_title(paragraphs):
    """Where no heading holds the title, the title stands for it."""
    found = next(p for p in paragraphs if p.citation.instrument.type is InstrumentType.DECISION)
    assert context_of(found, {}).split("\n")[0] == "第九届会议临时议程"


def test_serving_does_not_import_the_splitter_or_its_like():
    """Importing the search loads neither the splitter nor torch, transformers, jieba or opencc."""
    heavy = "langchain_text_splitters, torch, transformers, sentence_transformers, jieba, opencc"
    code = (
        "import sys, index.search, index.build; "
        f"print([m for m in '{heavy}'.split(', ') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
