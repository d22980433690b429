"""index/wanted.py: what questions ask for, and what paragraphs have."""

from __future__ import annotations

import numpy as np
import pytest

from corpus import load_corpus
from index.wanted import TRAITS, Wanted, traits_of, wanted, without_request

ASKED = (
    ("谁当选为会议主席？", Wanted.WHO),
    ("Who was elected?", Wanted.WHO),
    ("Which countries spoke?", Wanted.WHO),
    ("Qui préside le groupe ?", Wanted.WHO),
    ("¿Quién preside la reunión?", Wanted.WHO),
    ("quien preside", Wanted.WHO),
    ("Кто председательствует?", Wanted.WHO),
    ("من ترأس الدورة؟", Wanted.WHO),
    ("会议是哪一天开幕的？", Wanted.WHEN),
    ("When does it begin?", Wanted.WHEN),
    ("Quand commence-t-elle ?", Wanted.WHEN),
    ("¿Cuándo empieza?", Wanted.WHEN),
    ("Когда она начнётся?", Wanted.WHEN),
    ("متى تبدأ الدورة؟", Wanted.WHEN),
    ("有多少个缔约国？", Wanted.NUMBER),
    ("How many parties are there?", Wanted.NUMBER),
    ("Combien d'États ?", Wanted.NUMBER),
    ("¿Cuántos Estados?", Wanted.NUMBER),
    ("Сколько государств?", Wanted.NUMBER),
    ("ما العدد؟ كم دولة", Wanted.NUMBER),
    ("审议哪些条款？", Wanted.LIST),
    ("Quelles sont les mesures ?", Wanted.LIST),
    ("什么是移交刑事诉讼？", Wanted.DEFINITION),
    ("What does joint investigation mean?", Wanted.DEFINITION),
    ("Что такое СПИД?", Wanted.DEFINITION),
    ("Why was it set up?", Wanted.PURPOSE),
    ("¿Por qué se creó?", Wanted.PURPOSE),
    ("لماذا أنشئ الفريق؟", Wanted.PURPOSE),
)


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_interrogatives_are_read_in_six_languages(question, expected):
    """Each language says it in its own way."""
    assert expected in wanted(question)


@pytest.mark.parametrize("text", ["枪支 追查", "asset recovery", "wholesale", "quiet", "منظمة"])
def test_keywords_ask_for_nothing_in_particular(text):
    """Nor does a word that only contains an interrogative."""
    assert wanted(text) == frozenset()


def test_traits_are_what_the_text_shows():
    """A paragraph with a date has one; a list is a list; lengths are logarithms."""
    paragraphs = load_corpus().report("CTOC/COP/2016/15").paragraphs
    traits = traits_of(paragraphs)
    assert traits.shape == (len(paragraphs), len(TRAITS))
    column = {name: traits[:, at] for at, name in enumerate(TRAITS)}
    for row, paragraph in enumerate(paragraphs):
        assert column["length"][row] == pytest.approx(np.log(len(paragraph.text)), abs=1e-5)
        assert column["list"][row] == (paragraph.citation.kind.value == "list")
    dated = next(n for n, p in enumerate(paragraphs) if "2016 年 10 月 17 日" in p.text)
    assert column["date"][dated] == column["year"][dated] == 1
    chapeaux = {paragraph.chapeau for paragraph in paragraphs if paragraph.chapeau}
    assert column["chapeau"].sum() == len(chapeaux)
    assert traits_of(()).shape == (0, len(TRAITS))


@pytest.mark.parametrize(
    ("request_", "left"),
    [
        ("what does it say", "what does it"),
        ("the full text of", "the of"),
        ("请给我原文", ""),
        ("que dit la", "que la"),
        ("приведите текст", ""),
        ("which States report", "which States report"),
    ],
)
def test_a_request_for_a_text_is_no_question(request_, left):
    """What is left of it asks for nothing; States are asked about."""
    assert without_request(request_).split() == left.split()
