"""Hits as people read them on a terminal: rank, citation, wrapped text with its marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from corpus.model import Span
from service import schemas
from service.terminal import paint, style_of, width_of, wrap

INDENT = "   "


class Sheet:
    """Writes to one stream, as wide and as coloured as the stream allows.

    ``language`` is the language of the citations, "zh" or "en".
    """

    def __init__(self, stream: TextIO, language: str) -> None:
        """Ask the stream what it is."""
        self._stream = stream
        self._language = language
        self._style = style_of(stream)
        self._width = width_of(stream)

    def say(self, sentence: str) -> None:
        """Write a sentence on lines of its own."""
        self._write(sentence, (), "", self._style.strong)

    def show_hit(self, hit: schemas.Hit) -> None:
        """Write one hit after an empty line: citation, document, chapeau, text, notes."""
        style, citation = self._style, hit["citation"]
        label = self._label(citation["label"])
        inferred = " (inferred)" if "symbol_inferred" in citation["flags"] else ""
        self._stream.write("\n")
        self._write(f"{hit['rank']}. {label}", (), "", style.strong)
        self._write(citation["instrument"]["title"], (), INDENT, style.quiet)
        place = f"{citation['symbol']}{inferred}  {citation['official_url']}"
        self._write(place, (), INDENT, style.quiet)
        if hit["context"]["chapeau"]:
            self._write(hit["context"]["chapeau"], (), INDENT, style.quiet)
        marked = [(mark["start"], mark["end"]) for mark in hit["highlights"]]
        self._write(hit["text"], marked, INDENT, "")
        for note in hit["notes"]:
            self._write(f"[{note['label'] or '*'}] {note['text']}", (), INDENT, style.quiet)
        if hit["also_in"]:
            labels = [self._label(other["label"]) for other in hit["also_in"]]
            words = "另见：" if self._language == "zh" else "Also in: "
            self._write(words + "; ".join(labels), (), INDENT, style.quiet)

    def _label(self, labels: Mapping[str, str]) -> str:
        return labels.get(self._language) or labels["zh"]

    def _write(self, text: str, marked: Sequence[Span], indent: str, colour: str) -> None:
        end = self._style.plain if colour else ""
        for span in wrap(text, self._width - len(indent)):
            line = paint(text, span, marked, self._style)
            self._stream.write(f"{indent}{colour}{line}{end}\n")
