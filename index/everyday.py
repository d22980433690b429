"""Everyday questions that no conference report answers, eight in each language.

An index stores how similar its best passage is to each of them: the similarity that says nothing.
They were written for this purpose, are no part of any evaluation set, and must stay off the topics
of the corpus.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.model import Language

EVERYDAY: Final[Mapping[Language, tuple[str, ...]]] = MappingProxyType({
    Language.ZH: (
        "番茄炒蛋应该先放鸡蛋还是先放番茄？",
        "明天上午会下雨吗？",
        "小猫一天要喂几次？",
        "哪支球队赢得了上一届世界杯？",
        "怎样清洗沾了咖啡的白衬衫？",
        "月亮离地球有多远？",
        "学吉他需要多长时间？",
        "手机充不进电怎么办？",
    ),
    Language.EN: (
        "How long should I boil an egg?",
        "Will it rain tomorrow morning?",
        "How often does a kitten need to be fed?",
        "Which team won the last football World Cup?",
        "How do I get coffee stains out of a white shirt?",
        "How far away is the Moon?",
        "How long does it take to learn the guitar?",
        "What can I do when my phone does not charge?",
    ),
    Language.FR: (
        "Combien de temps faut-il cuire un œuf ?",
        "Est-ce qu'il va pleuvoir demain matin ?",
        "Combien de fois par jour faut-il nourrir un chaton ?",
        "Quelle équipe a gagné la dernière Coupe du monde de football ?",
        "Comment enlever une tache de café sur une chemise blanche ?",
        "À quelle distance se trouve la Lune ?",
        "Combien de temps faut-il pour apprendre la guitare ?",
        "Que faire quand mon téléphone ne se charge plus ?",
    ),
    Language.ES: (
        "¿Cuánto tiempo hay que hervir un huevo?",
        "¿Va a llover mañana por la mañana?",
        "¿Cuántas veces al día come un gatito?",
        "¿Qué equipo ganó el último Mundial de fútbol?",
        "¿Cómo se quita una mancha de café de una camisa blanca?",
        "¿A qué distancia está la Luna?",
        "¿Cuánto se tarda en aprender a tocar la guitarra?",
        "¿Qué hago si mi teléfono no carga?",
    ),
    Language.RU: (
        "Сколько минут варить яйцо?",
        "Будет ли завтра утром дождь?",
        "Сколько раз в день кормить котёнка?",
        "Какая команда выиграла последний чемпионат мира по футболу?",
        "Как вывести пятно от кофе с белой рубашки?",
        "Как далеко находится Луна?",
        "Сколько времени нужно, чтобы научиться играть на гитаре?",
        "Что делать, если телефон не заряжается?",
    ),
    Language.AR: (
        "كم دقيقة يحتاج سلق البيضة؟",
        "هل سينزل المطر صباح الغد؟",
        "كم مرة في اليوم يجب إطعام القط الصغير؟",
        "أي فريق فاز بكأس العالم الأخيرة لكرة القدم؟",
        "كيف أزيل بقعة القهوة من القميص الأبيض؟",
        "كم يبعد القمر عن الأرض؟",
        "كم من الوقت يلزم لتعلم العزف على الغيتار؟",
        "ماذا أفعل إذا لم يشحن هاتفي؟",
    ),
})  # fmt: skip
