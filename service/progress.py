"""Progress of an index build, on one line of a terminal or one line a stage elsewhere."""

from __future__ import annotations

from typing import TextIO


class Progress:
    """A callback for ``index.build.build_index``: stage, done, total."""

    def __init__(self, stream: TextIO) -> None:
        """Write to ``stream``, as a rule standard error."""
        self._stream = stream
        self._live = stream.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come; its last call has ``done`` equal to ``total``."""
        finished = done >= total
        if self._live:
            self._stream.write(f"\r\x1b[K{stage}: {done}/{total}" + ("\n" if finished else ""))
        elif finished:
            self._stream.write(f"{stage}: {total}\n")
        self._stream.flush()

    def say(self, message: str) -> None:
        """Write one line."""
        self._stream.write(f"operative: {message}\n")
        self._stream.flush()
