"""How questions begin, in six languages: words that say "question" and nothing about the answer.

Training puts one of them before a piece of a paragraph and asks for the paragraph back, so that the
encoder learns to give such words little weight. They are written for this purpose, not collected.
"""

from __future__ import annotations

from typing import Final

LEAD_INS: Final[dict[str, tuple[str, ...]]] = {
    "zh": (
        "为什么", "怎样才能", "如何", "怎么", "什么是", "哪些国家", "谁负责", "有没有", "是否应该",
        "能不能", "要不要", "应当采取什么措施", "请问关于", "决议里怎么说", "会议对此说了什么",
        "有什么规定", "什么时候", "在哪里", "由谁", "需要多少",
    ),
    "en": (
        "Why", "How can", "How should", "What is", "What does it say about", "Which countries",
        "Who is responsible for", "Is there", "Should States", "Can we", "What must be done about",
        "When did", "Where", "By whom", "How much", "What are the rules on", "Do they have to",
        "Tell me about", "What was decided on", "Could",
    ),
    "fr": (
        "Pourquoi", "Comment peut-on", "Comment faut-il", "Qu'est-ce que", "Que dit-on de",
        "Quels pays", "Qui est chargé de", "Y a-t-il", "Les États doivent-ils", "Peut-on",
        "Que faut-il faire contre", "Quand", "Où", "Par qui", "Combien", "Quelles sont les règles",
        "Est-ce que", "Qu'a-t-on décidé au sujet de", "À quoi sert", "Quelles mesures",
    ),
    "es": (
        "¿Por qué", "¿Cómo se puede", "¿Cómo hay que", "¿Qué es", "¿Qué se dice de",
        "¿Qué países", "¿Quién se encarga de", "¿Hay", "¿Deben los Estados", "¿Se puede",
        "¿Qué hay que hacer contra", "¿Cuándo", "¿Dónde", "¿Quiénes", "¿Cuánto",
        "¿Cuáles son las reglas", "¿Conviene", "¿Qué se decidió sobre", "¿Para qué sirve",
        "¿Qué medidas",
    ),
    "ru": (
        "Почему", "Как можно", "Как следует", "Что такое", "Что говорится о", "Какие страны",
        "Кто отвечает за", "Есть ли", "Должны ли государства", "Можно ли", "Что делать с",
        "Когда", "Где", "Кем", "Сколько", "Каковы правила", "Нужно ли", "Что решили о",
        "Для чего нужен", "Какие меры",
    ),
    "ar": (
        "لماذا", "كيف يمكن", "كيف ينبغي", "ما هو", "ما هي", "ماذا قيل عن", "أي الدول",
        "من المسؤول عن", "هل هناك", "هل يجب على الدول", "هل يمكن", "ماذا نفعل حيال", "متى", "أين",
        "من الذي", "كم", "ما القواعد", "هل تجب", "ماذا تقرر بشأن", "ما التدابير",
    ),
}  # fmt: skip
