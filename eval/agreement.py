"""How far two readers agree on the judgements of a set.

    python -m eval.agreement


    readers.tsv   query-id, corpus-id, first, second, score: every pair that either reader graded
                  above 0, and the grade that a third gave where the two differ
    pool.json     which systems' hits were pooled, how deep, and how many pairs were judged

The first reader wrote the questions and looked for answers by reading; the second saw the pool in
random order and not the first one's grades. All other pairs of the pool have 0 from both.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import cohen_kappa_score

from eval.dataset import BUNDLED


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cohen's kappa (1960) of two readers over ``pairs`` pairs of a question and a paragraph.

    ``grades`` over the three grades, ``weighted`` with linear weights for how far they differ,
    ``answers`` over whether a paragraph answers at all; each at most 1, 0 by chance.
    ``differing`` is how many pairs the two graded differently.
    """

    pairs: int
    differing: int
    grades: float
    weighted: float
    answers: float


def agreement(folder: Path = BUNDLED) -> Agreement:
    """Measure a set's agreement from its two files."""
    lines = (folder / "readers.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    pairs = int(json.loads((folder / "pool.json").read_text(encoding="utf-8"))["pairs"])
    zeros = [0] * (pairs - len(rows))
    first = [int(row[2]) for row in rows] + zeros
    second = [int(row[3]) for row in rows] + zeros
    return Agreement(
        pairs=pairs,
        differing=sum(one != other for one, other in zip(first, second, strict=True)),
        grades=float(cohen_kappa_score(first, second)),
        weighted=float(cohen_kappa_score(first, second, weights="linear")),
        answers=float(cohen_kappa_score([g == 2 for g in first], [g == 2 for g in second])),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print it."""
    options = argparse.ArgumentParser(prog="python -m eval.agreement")
    options.add_argument("--set", type=Path, default=BUNDLED)
    found = agreement(options.parse_args(argv).set)
    print(f"{found.pairs} pairs, {found.differing} graded differently; Cohen's kappa "  # noqa: T201 - a command prints
          f"{found.grades:.3f} over grades, {found.weighted:.3f} linearly weighted, "
          f"{found.answers:.3f} over what answers")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
