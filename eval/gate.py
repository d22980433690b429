"""The gate: floors that retrieval must not fall under, pinned to what they were measured on.

    python -m eval.gate            check; exit 1 with every floor that is not met
    python -m eval.gate --pin      raise floors to what is measured, less a margin; never lower one
    python -m eval.gate --pin --lower "why"   lower them too, and keep the reason

eval/baseline.json holds the floors and the hashes of questions, judgements and corpus: a floor
means nothing when what it was measured on has changed, so a change asks for a new pin.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import OperativeError
from eval.command import Held, open_searcher
from eval.dataset import BUNDLED
from eval.run import asking, run_queries
from eval.summary import Summary, summarise

BASELINE = Path(__file__).parent / "baseline.json"
SPLIT = "test"
MARGIN = 0.01
"""How far below the measured mean a floor is pinned: results are deterministic on one machine, but
vector arithmetic differs in the last digits between processors and can swap near ties."""


def figures(summary: Summary) -> dict[str, float]:
    """The figures that have floors."""
    languages = {row.name for row in summary.slices} & {"zh", "en", "fr", "es", "ru", "ar"}
    return {
        "nDCG@10": summary.mean("nDCG@10"),
        "success@1": summary.mean("success@1"),
        "recall@10": summary.mean("recall@10"),
        "named citation first": summary.named_first,
        "AUROC": summary.answering.auroc,
        **{f"nDCG@10 {name}": summary.mean("nDCG@10", name) for name in sorted(languages)},
    }


def check(
    found: Mapping[str, float], hashes: Mapping[str, str], baseline: Mapping[str, Any]
) -> list[str]:
    """What is wrong: hashes that changed and floors that are not met; empty when all is well."""
    problems = [
        f"{name} has changed since the floors were pinned: "
        f"{baseline['hashes'].get(name)} is now {value}"
        for name, value in hashes.items()
        if baseline["hashes"].get(name) != value
    ]
    floors: Mapping[str, float] = baseline["floors"]
    problems += [f"no figure for the floor {name!r}" for name in floors if name not in found]
    return problems + [
        f"{name} is {value:.4f}, under its floor {floors[name]:.4f}"
        for name, value in found.items()
        if name in floors and not value >= floors[name]
    ]


def pin(
    found: Mapping[str, float],
    hashes: Mapping[str, str],
    baseline: Mapping[str, Any],
    reason: str | None,
) -> dict[str, Any]:
    """The new baseline. Raises OperativeError when a floor would fall and no reason is given."""
    floors = {name: math.floor((value - MARGIN) * 1000) / 1000 for name, value in found.items()}
    old: Mapping[str, float] = baseline.get("floors", {})
    lower = sorted(name for name in old if floors.get(name, -math.inf) < old[name])
    if reason is None:
        if same := [name for name in lower if found.get(name, -math.inf) < old[name]]:
            raise OperativeError(
                f"pinning would lower {', '.join(same)}; say why with --lower if that is meant"
            )
        floors |= {name: old[name] for name in lower}
    history = list(baseline.get("lowered", []))
    if reason is not None and lower:
        history.append({"why": reason, "floors": {name: old[name] for name in lower}})
    return {"hashes": dict(hashes), "floors": floors, "lowered": history}


def main(argv: Sequence[str] | None = None) -> int:
    """Check or pin; prints what was found."""
    options = argparse.ArgumentParser(prog="python -m eval.gate", description="evaluation gate")
    options.add_argument("--pin", action="store_true")
    options.add_argument("--lower", metavar="WHY")
    options.add_argument("--index", type=Path, default=None)
    chosen = options.parse_args(argv)
    try:
        searcher = open_searcher(chosen.index)
        dataset = Held.of(searcher).load(BUNDLED, SPLIT)
        run = run_queries(dataset, asking(searcher), "gate")
        found = figures(summarise(dataset, run))
        hashes = {"set": dataset.hash, "corpus": searcher.manifest.corpus}
        baseline = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
        if chosen.pin:
            new = pin(found, hashes, baseline, chosen.lower)
            BASELINE.write_text(json.dumps(new, indent=2, ensure_ascii=False) + "\n", "utf-8")
            baseline = new
    except OperativeError as error:
        print(f"gate: {error}", file=sys.stderr)  # noqa: T201 - a command prints
        return 1
    problems = check(found, hashes, baseline) if baseline else ["no eval/baseline.json"]
    for name, value in found.items():
        print(f"gate: {name} {value:.4f} (floor {baseline.get('floors', {}).get(name)})")  # noqa: T201
    for problem in problems:
        print(f"gate: FAILED: {problem}", file=sys.stderr)  # noqa: T201
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
