"""Which of the six official languages a question is written in, from the question alone.

    1. script    Han -> zh, Cyrillic -> ru, Arabic -> ar, counted in words, so that one Latin name
                 in a Russian question, or one Russian name in an English one, does not decide
    2. Latin     function words, letters and endings that only one of en, fr, es has
    3. nothing   English, the language that most questions without any evidence are written in

Questions are a dozen words long: too short for letter statistics, long enough for function words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from corpus.model import Language


@lru_cache(maxsize=8192)
def strip_accents(text: str) -> str:
    """Drop combining marks: é becomes e; Arabic vowel signs and hamza seats go too.

    Remembered, since each word of a question is looked at several times.
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _words(text: str) -> frozenset[str]:
    return frozenset(strip_accents(text).split())


FUNCTION_WORDS: Final[Mapping[Language, frozenset[str]]] = {
    Language.EN: _words(
        "a about against all also am an and any are as at be been between but by can could d did "
        "do does each for from had has have how i if in into is it its ll many may me more much "
        "must my no not of on only or other our re s said say says shall she should so some such "
        "t tell than that the their them then there these they this those to under up upon us ve "
        "was we were what when where whether which while who whom whose why will with within "
        "without would you your"
    ),
    Language.FR: _words(
        "a afin ai au aucun aussi aux avec avoir c ce ces cet cette ceux chaque combien comme "
        "comment d dans de depuis des dit doit doivent donc dont du elle elles en entre est et "
        "etait ete etre eux fait faut il ils j je l la le les lesquelles lesquels leur leurs lors "
        "m mais meme n ne non notre nous on ont ou par parmi pas peut peuvent plus pour pourquoi "
        "qu quand que quel quelle quelles quels qui quoi s sa sans selon ses si son sont sous sur "
        "t tous tout toute toutes tres un une vers voici vous y"
    ),
    Language.ES: _words(
        "a al ante aquel asi aun aunque bajo cada como con contra cual cuales cuando cuanto "
        "cuantos de debe deben del desde dice donde durante e el ella ellas ellos en entre era es "
        "esa ese eso esta estan este esto estos fue fueron ha haber habia hacia han hasta hay la "
        "las le les lo los mas me mediante mi muy ni no nos o otra otras otro otros para pero por "
        "porque puede pueden que quien quienes se segun ser si sin sobre son su sus tambien tiene "
        "tienen toda todas todo todos u un una unas uno unos y ya"
    ),
    Language.RU: _words(
        "а без более бы был была были было быть в во все всех вы где говорится да для до его ее "
        "если есть же за и из или им их к как какая какие каким каких какова каково каковы какого "
        "какое какой какую ко когда кого кому кто ли между мне может могут на над не нет ни но о "
        "об однако он она они оно от по под почему при про с сколько со так также такое те тем то "
        "того том только тот у уже чем что чтобы чья эта эти это этого этой этом этот я"
    ),
    Language.AR: _words(
        "ان او اي الذي التي الذين الى اما انه ايضا بان بعد بل بين تلك ثم حتى حول حيث خلال ذلك ضد "
        "عام عبر على عليه عليها عن عند غير فان في فيها فيه قبل قد كان كانت كل كم كما كيف لا لدى "
        "لكن لم لماذا لن له لها ليس ما ماذا متى مثل مع من منذ نحو هل هم هناك هو هي هذا هذه هؤلاء "
        "وما ومن وهل وهو وهي يتم يجب يمكن اين ينبغي"
    ),
    Language.ZH: _words(
        "说了 什么 哪些 哪个 哪里 哪种 哪几 哪 谁 何 何时 何地 何种 如何 怎么 怎样 怎么样 为何 "
        "为什么 是否 多少 几 吗 呢 吧 啊 的 了 和 与 及 或 在 是 有 被 把 对 于 为 以 由 从 向 到 "
        "请问 请 问 说 关于 会 能 能否 可以 有没有 这 那 这些 那些 它 他们 她 他 我 我们 你 您 应 "
        "应当 应该 需要 就 都 也 还 并 等 中 里 上 下 其 该 各 之 所 得 地 着 过 个 些"
    ),
}
"""Words that ask or join and say nothing about the answer, folded (lower case, no accents).

They tell Latin languages apart here and are left out of the lexical query in index/terms.py."""

_HAN: Final = r"\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+")
_PARA: Final = re.compile(r"\bparas?\b\.?(?=\s*\d)|\([a-z]{1,4}\)", re.IGNORECASE)
"""What a citation writes alike in every language: "para. 13", which is a Spanish word too, and the
letters of sub-items, such as (c), which French has as a word."""

_HAN_PER_WORD: Final = 2
"""A Chinese word is about two characters: what a Han run counts against words of other scripts."""

_SCRIPTS: Final = (
    (re.compile(rf"[{_HAN}]"), Language.ZH),
    (re.compile(r"[\u0400-\u052f]"), Language.RU),
    (re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"), Language.AR),
)

_LETTERS: Final[Mapping[Language, str]] = {
    Language.ES: "ñ¿¡áíóú",
    Language.FR: "çœæèêëàâùûîïô",
}
"""Letters and signs that only one of the two writes; é and ü are left out, both write them."""

_ENDINGS: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.EN: ("ing", "ings", "ness", "ship", "ly"),
    Language.ES: ("cion", "ciones", "dad", "dades", "iento", "ientos", "parrafo", "parrafos"),
    Language.FR: ("eur", "eurs", "eux", "ement", "ements", "aire", "aires", "graphe", "graphes"),
}
"""Endings that the other two hardly have: for phrases of nouns without any function word."""

_ENDING_WEIGHT: Final = 0.5
"""An ending is half the evidence of a function word, so that it only breaks ties."""

_LATIN: Final = (Language.EN, Language.FR, Language.ES)


def detect(text: str) -> Language:
    """Return the language of a question; English when nothing tells."""
    text = _PARA.sub(" ", unicodedata.normalize("NFKC", text).lower())
    words = _WORD.findall(text)
    found: dict[Language | None, float] = {}
    for word in words:
        language, weight = _script_of(word)
        found[language] = found.get(language, 0) + weight
    latin = found.pop(None, 0)
    if found:
        best = max(found, key=lambda language: found[language])
        if best is not None and (found[best] >= latin or not _function_words_in(words)):
            return best
    return _latin_language(text, words)


def _script_of(word: str) -> tuple[Language | None, float]:
    """The language that a word's script decides (None for Latin), and how many words it makes."""
    for pattern, language in _SCRIPTS:
        count = len(pattern.findall(word))
        if count * 2 >= len(word):
            return language, count / _HAN_PER_WORD if language is Language.ZH else 1.0
    return None, 1.0


def _function_words_in(words: list[str]) -> bool:
    """Whether a sentence in a Latin language was written around the other script's words."""
    folded = [strip_accents(word) for word in words]
    return any(word in FUNCTION_WORDS[language] for language in _LATIN for word in folded)


def _latin_language(text: str, words: list[str]) -> Language:
    scores = dict.fromkeys(_LATIN, 0.0)
    folded = [strip_accents(word) for word in words]
    for language in _LATIN:
        scores[language] += sum(word in FUNCTION_WORDS[language] for word in folded)
        endings = sum(word.endswith(_ENDINGS[language]) for word in folded)
        scores[language] += _ENDING_WEIGHT * endings
    for language, letters in _LETTERS.items():
        scores[language] += sum(char in letters for char in text)
    return max(_LATIN, key=lambda language: scores[language])
