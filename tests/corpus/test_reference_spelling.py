"""corpus/reference_spelling.py: words of citations with one slip, and words that only look so."""

import pytest

from corpus.reference_spelling import misspelt
from corpus.reference_text import fold

MISSPELT = [
    ("resoltuion 8/1", "resolution 8/1"),  # swapped
    ("reslution 8/1", "resolution 8/1"),  # missing
    ("ressolution 8/1", "resolution 8/1"),  # too many
    ("parafo 3", "parrafo 3"),
    ("резолюця 5/4", "резолюция 5/4"),
    ("القرر 5/2", "القرار 5/2"),
]


@pytest.mark.parametrize(("text", "meant"), MISSPELT)
def test_one_slip_is_put_right(text, meant):
    """A letter missing, too many, another, or two swapped."""
    assert fold(text).text == fold(meant).text


@pytest.mark.parametrize(
    "text",
    ["the revolution of 1789", "la revolución", "революция", "الفقر", "resolutions", "пункты",
     "restitution", "annee 2010", "paragon"],
)  # fmt: skip
def test_other_words_stand(text):
    """Words of their own, however near, and those that are far."""
    assert misspelt(fold(text).text) == []


def test_places_lead_back_to_the_source():
    """Each letter that was put right is at a letter that was written."""
    source = "see resoltuion 8/1"
    folded = fold(source)
    start = folded.text.index("resolution")
    left, right = folded.source_span(start, start + len("resolution"))
    assert source[left:right] == "resoltuion"
    for text in ("reslution 8/1", "ressolution 8/1"):
        one = fold(text)
        assert one.source_span(0, len(one.text)) == (0, len(text))
