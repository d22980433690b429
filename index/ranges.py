"""Rows that lie together in a table, gathered for several owners at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def ranges(
    starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]
) -> npt.NDArray[np.int64]:
    """The numbers from each start on, as many as its count, one after another.

    Starts 5, 9 and counts 2, 3 give 5, 6, 9, 10, 11.
    """
    firsts = np.cumsum(counts) - counts
    return np.asarray(np.arange(int(counts.sum())) + np.repeat(starts - firsts, counts))
