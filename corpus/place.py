"""Where the reader of a report is: the headings above the current block."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum


class Level(IntEnum):
    """Levels of headings, outermost first; a heading ends all that are as deep or deeper."""

    CHAPTER = 0
    SECTION = 1
    SUBSECTION = 2
    INSTRUMENT = 3
    ANNEX = 4
    APPENDIX = 5
    ANNEX_CHAPTER = 6
    ANNEX_SECTION = 7
    TOPIC = 8


@dataclass(slots=True)
class Place:
    """The headings above the current block, outermost first."""

    levels: list[tuple[Level, str]] = field(default_factory=list)

    def enter(self, level: Level, text: str) -> None:
        """Put a heading in place of those as deep or deeper."""
        self.leave(level)
        self.levels.append((level, text))

    def leave(self, level: Level) -> None:
        """Drop the headings as deep or deeper."""
        self.levels = [(above, text) for above, text in self.levels if above < level]

    def extend(self, text: str) -> None:
        """Put text behind the innermost heading: its title on a line of its own."""
        level, above = self.levels[-1]
        self.levels[-1] = (level, f"{above} {text}")

    @property
    def path(self) -> tuple[str, ...]:
        """The headings, outermost first."""
        return tuple(text for _, text in self.levels)
