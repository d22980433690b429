"""Foreign questions become weighted Chinese words, with the lexicons of the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from safetensors.numpy import save

from corpus.errors import IndexUnusable
from corpus.model import Language
from index.stems import FOREIGN, stem_of, words_of
from index.translate import BUNDLED, PHRASE_SHARE, Translator, table_of

EN, FR, ES, RU, AR = Language.EN, Language.FR, Language.ES, Language.RU, Language.AR

TRANSLATIONS = [
    # what a report on organized crime cannot do without, in every language
    ("crime", EN, "犯罪"),
    ("criminalité", FR, "犯罪"),
    ("delincuencia", ES, "犯罪"),
    ("преступность", RU, "犯罪"),
    ("الجريمة", AR, "犯罪"),
    ("firearms", EN, "枪支"),
    ("corruption", FR, "腐败"),
    ("corrupción", ES, "腐败"),
    ("коррупция", RU, "腐败"),
    ("الفساد", AR, "腐败"),
    # forms of a word: plural, feminine, case, article and conjunction
    ("migrants", EN, "移民"),
    ("migrantes", ES, "移民"),
    ("мигрантов", RU, "移民"),
    ("والمهاجرين", AR, "移民"),
    ("secrétariat", FR, "秘书处"),
    ("секретариату", RU, "秘书处"),
    # without its accents, and with a letter wrong
    ("corrupcion", ES, "腐败"),
    ("secretariat", FR, "秘书处"),
    ("traficking", EN, "贩运"),
    # phrases that are not the sum of their words
    ("money laundering", EN, "洗钱"),
    ("blanchiment d'argent", FR, "洗钱"),
    ("blanqueo de dinero", ES, "洗钱"),
    ("отмывание денег", RU, "洗钱"),
    ("غسل الأموال", AR, "洗钱"),
    ("trafficking in persons", EN, "贩运"),
    ("mutual legal assistance", EN, "司法"),
    # names
    ("Japan", EN, "日本"),
    ("Vienne", FR, "维也纳"),
]


@pytest.fixture(scope="module")
def translator() -> Translator:
    """Open the bundled lexicons once."""
    return Translator.open()


@pytest.mark.parametrize(("text", "language", "chinese"), TRANSLATIONS)
def test_the_right_word_is_among_the_first(
    translator: Translator, text: str, language: Language, chinese: str
) -> None:
    """The expected Chinese word is one of the four that weigh most."""
    found = translator.translate(text, language)
    assert chinese in sorted(found, key=lambda word: -found[word])[:4]


@pytest.mark.parametrize("language", FOREIGN)
def test_weights_lie_between_0_and_1(translator: Translator, language: Language) -> None:
    """However often a question says a word, its weight is at most 1."""
    found = translator.translate("UNODC 2016 crime преступность الجريمة UNODC crime", language)
    assert found
    assert all(0 < weight <= 1 for weight in found.values())


def test_function_words_are_left_out(translator: Translator) -> None:
    """A question's joining words have no translations of their own."""
    assert translator.translate("What is the?", EN) == {}


def test_unknown_words_stand_for_themselves(translator: Translator) -> None:
    """Names, numbers and symbols that no table has are looked for as they are, folded."""
    found = translator.translate("Xyzzyqua CTOC/COP/2016/2, 8/1", EN)
    assert found == {"xyzzyqua": 1.0, "ctoc/cop/2016/2": 1.0, "8/1": 1.0}


def test_a_chinese_question_needs_no_translation(translator: Translator) -> None:
    """Chinese has no table, and asking for one is no error."""
    assert translator.translate("打击犯罪", Language.ZH) == {}
    assert translator.translate("", EN) == {}


def test_a_phrase_outweighs_its_words() -> None:
    """A known phrase gets its share, its words the rest; a word that both mean gets the higher."""
    table = table_of({"legal*": {"法律": 1.0}, "aid*": {"援助": 0.5}, "legal aid": {"援助": 1.0}})
    found = Translator({EN: table}).translate("legal aid", EN)
    assert found == pytest.approx({"援助": PHRASE_SHARE, "法律": 1 - PHRASE_SHARE})


def test_a_word_as_written_goes_before_its_stem() -> None:
    """Where a form means something else than the stem, the form decides."""
    table = table_of({"unit*": {"单位": 1.0}, "united": {"联合": 1.0}})
    translator = Translator({EN: table})
    assert translator.translate("united", EN) == {"联合": 1.0}
    assert translator.translate("units", EN) == {"单位": 1.0}


def test_the_more_frequent_of_two_near_misses_is_taken() -> None:
    """A misspelt word keeps itself and gets the meaning of its most frequent neighbour."""
    table = table_of({"harbor*": {"港口": 1.0}, "harber*": {"理发": 1.0}})
    found = Translator({EN: table}).translate("harbr", EN)
    assert set(found) == {"harbr", "港口"}


def test_words_keep_symbols_together() -> None:
    """A symbol, a resolution's number and an elided word are cut as people read them."""
    text = "l'Entraide, CTOC/COP/2016/2 et 8/1"
    assert words_of(text, FR) == ["l", "entraide", "ctoc/cop/2016/2", "et", "8/1"]


def test_accents_vowel_signs_and_yo_do_not_matter() -> None:
    """Words typed without them have the key of those written with them."""
    assert stem_of("coopération", FR) == stem_of("cooperation", FR)
    assert stem_of("extradición", ES) == stem_of("extradicion", ES)
    assert words_of("учёт", RU) == words_of("учет", RU)
    assert words_of("الأُمــم", AR) == words_of("الأمم", AR)
    assert words_of("القرار ٨/١", AR)[1] == "8/1"


def test_missing_lexicons_are_named(tmp_path: Path) -> None:
    """A folder without the tables is refused with the names of what is missing."""
    with pytest.raises(IndexUnusable, match=r"en\.safetensors"):
        Translator.open(tmp_path)


def test_a_file_that_is_something_else_is_named(tmp_path: Path) -> None:
    """A damaged table is refused when it is first needed, with its path."""
    for language in FOREIGN:
        (tmp_path / f"{language.value}.safetensors").write_bytes(save({}))
    with pytest.raises(IndexUnusable, match="safetensors"):
        Translator.open(tmp_path).translate("crime", EN)


def test_the_tables_stay_within_their_budget() -> None:
    """All five together are at most 6 MB."""
    assert sum(path.stat().st_size for path in BUNDLED.glob("*.safetensors")) <= 6_000_000
