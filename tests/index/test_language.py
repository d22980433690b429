"""index/language.py: the language of a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Language
from index.language import FUNCTION_WORDS, detect, strip_accents

QUESTIONS = (
    ("中央机关应当如何直接联络？", "zh"),
    ("會議何時舉行", "zh"),  # traditional characters
    ("谁负责SHERLOC？", "zh"),  # a Latin name glued to Chinese
    ("SHERLOC 是什么 knowledge portal", "zh"),  # Latin words, none of them a function word
    ("第8/1号决议第13段", "zh"),
    ("What does 第8/1号决议 say about training?", "en"),  # an English sentence around Chinese
    ("How long should investigations take?", "en"),
    ("firearms trafficking", "en"),  # no function word, an English ending
    ("resolution 8/1, para. 13", "en"),  # "para" is Spanish only as a word of its own
    ("resolution 8/2, para. 7 (c)", "en"),  # the letter of a sub-item is no French word
    ("Who is Иванов?", "en"),  # an English sentence around a Russian name
    ("UNODC", "en"),  # nothing tells
    ("123", "en"),
    ("", "en"),
    ("Quelles mesures les États doivent-ils prendre ?", "fr"),
    ("Qu'est-ce que SHERLOC ?", "fr"),
    ("trafic de migrants", "fr"),
    ("paragraphe 13 de la résolution 8/1", "fr"),
    ("Quelles sont les regles sur l'extradition", "fr"),  # typed without accents
    ("¿Cómo deben cooperar las autoridades?", "es"),
    ("párrafo 13 de la resolución 8/1", "es"),
    ("trafico ilicito de migrantes por mar y que se hizo", "es"),  # typed without accents
    ("resolucion 8/1", "es"),  # an ending alone
    ("Какие меры должны принять государства?", "ru"),
    ("Что такое SHERLOC и RevMod", "ru"),
    ("пункт 13 резолюции 8/1", "ru"),
    ("hello мир", "ru"),  # no function word: the script decides
    ("ما هي التدابير التي ينبغي اتخاذها؟", "ar"),
    ("الفقرة 13 من القرار 8/1", "ar"),
    ("ما هو SHERLOC ؟", "ar"),
)


@pytest.mark.parametrize(("question", "language"), QUESTIONS)
def test_detects_the_language_of_short_questions(question, language):
    """Script first, then function words, letters and endings; English without evidence."""
    assert detect(question) is Language(language)


@given(st.text())
def test_every_text_has_a_language(text):
    """Nothing that can be typed raises."""
    assert detect(text) in Language


@pytest.mark.parametrize("language", Language)
def test_function_words_are_folded(language):
    """They are compared with folded words, so an accent or a capital in the list would be dead."""
    assert all(word == strip_accents(word.lower()) for word in FUNCTION_WORDS[language])
