"""Read the aligned text, drop what would teach nothing or the wrong thing, hold some out.

Where each source is publicly found:

- `un_resolutions`: the UN's machine-readable resolutions in AKN4UN XML, GitHub repositories
  UNxml/GAresolutions, UNxml/ECOSOCresolutions and UNxml/SCresolutions, aligned by document
  structure, one paragraph a row. Unofficial copies; the United Nations is the source.
- `un_small_sets`: UN Parallel Corpus v1.0, development set in six languages and test set zh-en
  (Ziemski, Junczys-Dowmunt and Pouliquen 2016); the wording of the Sustainable Development Goals;
  the Universal Declaration of Human Rights; country names of the Unicode CLDR; TICO-19.
- `law_zh_en`: laws with their official English translation, GitHub repository
  kong0107/mojLawSplitJSON, simplified characters.
- `tatoeba_zh_en`: everyday sentences from tatoeba.org, CC BY 2.0 FR.

Format of each source: JSON Lines, xz-compressed, one row a line, with a text under each of the
language keys `zh en fr es ru ar` that the row has, and `source`; resolutions also have `symbol`,
`order` and `element`, laws have `crime`. None of it is part of this repository.

Format of `rows.jsonl`: see `Row`.
"""

from __future__ import annotations

import json
import lzma
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from index.training.clauses import aligned_sentences, english_fragments
from index.training.heldout import held_out_set

LANGUAGES: Final = ("zh", "en", "fr", "es", "ru", "ar")

SOURCES: Final = ("un_resolutions", "un_small_sets", "law_zh_en", "tatoeba_zh_en")

_SCRIPT: Final = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")

_SCRIPT_SHARE: Final = 0.5
"""A side must be at least half in its own script: untranslated sides are English."""

_LENGTH_FACTOR: Final = 1.7
"""A side may be this much longer or shorter, against the English, than its language's median: it
means to drop the few sides that were cut or run together, not free translations."""

_RATIO_FROM_CHARS: Final = 60
"""Length ratios mean nothing on titles and names: shorter English texts are not judged by them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One aligned text. `held_out` is empty for training rows, else the name of the set.

    `kind` is paragraph, sentence (an aligned part of a paragraph) or fragment (English alone);
    `parent` is the id of the paragraph it was cut from, its own id for a paragraph.
    """

    id: int
    kind: str
    source: str
    symbol: str
    parent: int
    held_out: str
    crime: bool
    texts: dict[str, str] = field(default_factory=dict)


_CRIME: Final = re.compile(
    r"crim|traffick|smuggl|corrupt|drug|narcot|firearm|launder|prosecut|extradit|police|"
    r"law enforcement|prison|confiscat|legal assistance",
    re.IGNORECASE,
)

_LAW_THINNING: Final = 3
"""Of the laws that are not about crime every third paragraph is kept, and of the comma parts of
laws every sixth: more than that and tax and transport outweigh the resolutions."""


def clean(text: str) -> str:
    """Join whitespace."""
    return _SPACE.sub(" ", text).strip()


def in_own_script(lang: str, text: str) -> bool:
    """Whether at least half of the letters are of the language's own script."""
    script = _SCRIPT.get(lang)
    if script is None:
        return bool(_LETTER.search(text))
    letters = len(_LETTER.findall(text))
    return letters > 0 and len(script.findall(text)) >= _SCRIPT_SHARE * letters


def key_of(text: str) -> str:
    """What two texts must share to be the same boilerplate: letters, with every number alike."""
    return _DIGITS.sub("0", text.casefold())


def median_ratios(rows: Iterable[dict[str, str]]) -> dict[str, float]:
    """The median length of each language's side, in characters per English character."""
    ratios: dict[str, list[float]] = {lang: [] for lang in LANGUAGES}
    for texts in rows:
        if len(texts["en"]) >= _RATIO_FROM_CHARS:
            for lang, text in texts.items():
                ratios[lang].append(len(text) / len(texts["en"]))
    return {lang: statistics.median(found) for lang, found in ratios.items() if found}


def drop_odd_lengths(texts: dict[str, str], medians: dict[str, float]) -> dict[str, str]:
    """Keep the sides whose length, against the English, is near their language's median."""
    length = len(texts["en"])
    if length < _RATIO_FROM_CHARS:
        return texts

    def near(lang: str, text: str) -> bool:
        factor = len(text) / length / medians.get(lang, len(text) / length)
        return 1 / _LENGTH_FACTOR <= factor <= _LENGTH_FACTOR

    return {lang: text for lang, text in texts.items() if near(lang, text)}


def read_source(path: Path) -> Iterator[dict[str, object]]:
    """Yield the raw rows of one xz-compressed or plain JSON Lines file."""
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8")
    ) as lines:
        for line in lines:
            yield json.loads(line)


def _sides(raw: dict[str, object]) -> dict[str, str]:
    found = {lang: clean(str(raw[lang])) for lang in LANGUAGES if raw.get(lang)}
    return {lang: text for lang, text in found.items() if in_own_script(lang, text)}


def _candidates(paths: Iterable[Path]) -> Iterator[Row]:
    """Every usable raw row as a paragraph; ids are given later."""
    counts: dict[str, int] = {}
    for path in paths:
        for raw in read_source(path):
            source, symbol = str(raw["source"]), str(raw.get("symbol", ""))
            ordinal = counts[source] = counts.get(source, -1) + 1
            texts = _sides(raw)
            if "en" not in texts or len(texts) < 2:
                continue
            held = held_out_set(source, symbol, ordinal)
            crime = bool(raw["crime"]) if "crime" in raw else bool(_CRIME.search(texts["en"]))
            if source == "moj-law" and not (crime or held) and ordinal % _LAW_THINNING:
                continue
            yield Row(0, "paragraph", source, symbol, 0, held, crime, texts)


def _deduplicated(rows: list[Row]) -> list[Row]:
    """Keep the first of each English and the first of each Chinese text, held-out rows first.

    Held-out rows go first so that a training row with a held-out text is the one dropped. Everyday
    sentences keep several translations: there a repeated English text is no boilerplate.
    """
    seen: set[str] = set()
    kept: list[Row] = []
    for row in sorted(rows, key=lambda row: not row.held_out):
        keys = [lang + key_of(row.texts[lang]) for lang in ("en", "zh") if lang in row.texts]
        if row.source == "tatoeba" and not row.held_out:
            keys = ["|".join(keys)]
        if not any(key in seen for key in keys):
            kept.append(row)
        seen.update(keys)
    return kept


def _parts(row: Row) -> Iterator[tuple[str, dict[str, str]]]:
    for texts in aligned_sentences(row.texts):
        yield "sentence", texts
    for n, fragment in enumerate(english_fragments(row.texts["en"])):
        if row.source != "moj-law" or (row.id + n) % (2 * _LAW_THINNING) == 0:
            yield "fragment", {"en": fragment}


def prepare(paths: Iterable[Path]) -> list[Row]:
    """Turn the sources into rows, paragraphs first, then the parts cut from them.

    1. every row has English; every paragraph and sentence has another language too
    2. ids count from 0 in list order
    3. no training row has the English or the Chinese text of a held-out row, numbers aside
    4. no two rows have the same English text, numbers aside, except everyday sentences
    5. only training paragraphs are cut into parts
    """
    candidates = list(_candidates(paths))
    medians: dict[str, dict[str, float]] = {}
    for source in {row.source for row in candidates}:
        medians[source] = median_ratios(r.texts for r in candidates if r.source == source)
    rows: list[Row] = []
    for row in _deduplicated(candidates):
        texts = drop_odd_lengths(row.texts, medians[row.source])
        if len(texts) >= 2:
            n = len(rows)
            rows.append(Row(n, row.kind, row.source, row.symbol, n, row.held_out, row.crime, texts))
    seen = {key_of(row.texts["en"]) for row in rows}
    for row in [row for row in rows if not row.held_out]:
        for kind, texts in _parts(row):
            key = key_of(texts["en"])
            if key not in seen:
                seen.add(key)
                rows.append(
                    Row(len(rows), kind, row.source, row.symbol, row.id, "", row.crime, texts)
                )
    return rows


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def read_rows(path: Path) -> list[Row]:
    """Read what `write_rows` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [Row(**json.loads(line)) for line in lines]
