"""Align the words of sentence pairs with eflomal and keep the links that both directions support.

eflomal (Östling and Tiedemann, "Efficient Word Alignment with Markov Chain Monte Carlo", 2016)
links each foreign word to at most one Chinese word, and each Chinese word to at most one foreign
word. It is needed for training only, and imported only in `align`.

Format of `<language>.forward` and `<language>.reverse`: one pair a line, links as `i-j`, the i-th
foreign with the j-th Chinese word, counted from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Lengths = Sequence[tuple[int, int]]

_HALF: Final = 32

SAMPLERS: Final = 1
"""Independent chains that eflomal averages over; its own default of 3 takes three times as long."""

ONE_DIRECTION: Final = 0.5
"""What a link counts that only one direction has, against 1 for one that both have: see the table
of variants in docs/lexicon.md."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links between the words of a text; the three arrays are equally long.

    ``foreign`` and ``chinese`` are places of words, counted from the text's first; ``counts`` are
    `ONE_DIRECTION` or 1.
    """

    foreign: Ints
    chinese: Ints
    counts: Floats

    def agreed(self) -> Links:
        """The links that both directions have."""
        both = self.counts == 1
        return Links(self.foreign[both], self.chinese[both], self.counts[both])


def align(foreign: Sequence[str], chinese: Sequence[str], forward: Path, reverse: Path) -> None:
    """Write the links of both directions; each text is one sentence a string, words by spaces."""
    try:
        from eflomal import Aligner  # type: ignore[import-not-found]  # noqa: PLC0415
    except ImportError:
        raise SystemExit("aligning needs the package eflomal: pip install eflomal") from None
    Aligner(n_samplers=SAMPLERS).align(
        foreign, chinese, links_filename_fwd=str(forward), links_filename_rev=str(reverse)
    )


def read_links(path: Path, lengths: Lengths) -> Ints:
    """Read one direction's links as places of the whole text: (links, 2), foreign and Chinese.

    ``lengths`` are each pair's numbers of foreign and Chinese words, (pairs, 2). Raises ValueError
    when the file has another number of pairs.
    """
    with path.open(encoding="ascii") as lines:
        linked = [line.replace("-", " ").split() for line in lines]
    links = np.array([int(n) for line in linked for n in line], dtype=np.int64).reshape(-1, 2)
    ends = np.cumsum(np.array(lengths, dtype=np.int64).reshape(-1, 2), axis=0)
    firsts = np.concatenate([np.zeros((1, 2), dtype=np.int64), ends])[:-1]
    shifts = np.repeat(firsts, [len(line) // 2 for line in linked], axis=0)
    return np.asarray(links + shifts, dtype=np.int64)


def combine(forward: Ints, reverse: Ints) -> Links:
    """Join both directions' links, as `read_links` gives them."""
    codes, counts = np.unique(
        np.concatenate([links[:, 0] << _HALF | links[:, 1] for links in (forward, reverse)]),
        return_counts=True,
    )
    return Links(
        codes >> _HALF,
        codes & ((1 << _HALF) - 1),
        np.asarray(counts * ONE_DIRECTION, dtype=np.float64),
    )
