"""Text that remembers where each of its characters stands in the source file.

Every cleaning step works on a ``Traced`` and can only keep, drop or reorder characters of the
source, so the text that comes out can always be re-read from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Span


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and, for each of its characters, the code-point offset in the source file."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def cut(cls, source: str, start: int, end: int) -> Traced:
        """The source's characters [start, end)."""
        return cls(source[start:end], tuple(range(start, end)))

    @classmethod
    def empty(cls) -> Traced:
        """No characters."""
        return cls("", ())

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.at + other.at)

    def part(self, start: int, end: int | None = None) -> Traced:
        """The characters [start, end) of this text."""
        return Traced(self.text[start:end], self.at[start:end])

    def without(self, ranges: Iterable[Span]) -> Traced:
        """The text with the given character ranges left out (they may touch or overlap)."""
        drop = {i for start, end in ranges for i in range(start, end)}
        if not drop:
            return self
        keep = [i for i in range(len(self.text)) if i not in drop]
        return Traced("".join(self.text[i] for i in keep), tuple(self.at[i] for i in keep))

    def dropping(self, pattern: re.Pattern[str]) -> Traced:
        """The text without what the pattern matches (its group "drop" where it has one)."""
        group: str | int = "drop" if "drop" in pattern.groupindex else 0
        return self.without([m.span(group) for m in pattern.finditer(self.text)])

    def strip(self) -> Traced:
        """The text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The source ranges of the characters, neighbours merged, in text order."""
        merged: list[Span] = []
        for offset in self.at:
            if merged and merged[-1][1] == offset:
                merged[-1] = (merged[-1][0], offset + 1)
            else:
                merged.append((offset, offset + 1))
        return tuple(merged)
