"""The lexicon's commands: `python -m index.training.lexicon prepare|align|build|evaluate`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from corpus.model import Language
from index.lexicon import Lexicon, Segmenter, learn_lexicon
from index.stems import FOREIGN, key_of
from index.training.lexicon_align import Links, align, combine, read_links
from index.training.lexicon_build import Pruning, fill_gaps, learn_meanings
from index.training.lexicon_measure import fragment_figures, question_figures, read_judged
from index.training.lexicon_rows import (
    LAW_SOURCES,
    UN_SOURCES,
    Pair,
    chinese_words,
    cut_pairs,
    read_pairs,
    sentence_pairs,
    write_pairs,
)
from index.training.rows import SOURCES, Row, prepare, read_rows, write_rows
from index.translate import BUNDLED, Translator, table_of


def _prepare(args: argparse.Namespace) -> None:
    found = [args.data / f"{name}.jsonl{end}" for name in SOURCES for end in (".xz", "")]
    paths = [path for path in found if path.exists()]
    if not paths:
        raise SystemExit(f"no source in {args.data}: looked for {', '.join(p.name for p in found)}")
    rows = prepare(paths)
    write_rows(rows, args.work / "rows.jsonl")
    cut = lru_cache(maxsize=None)(chinese_words(_dictionary(rows)))
    for language in args.languages:
        for part, sources in _parts(language).items():
            chosen = sentence_pairs(rows, language.value, sources)
            count = write_pairs(cut_pairs(chosen, language, cut), args.work / f"{part}.pairs")
            _say(f"prepare: {part}: {count} pairs")


def _align(args: argparse.Namespace) -> None:
    for language in args.languages:
        for part in _parts(language):
            pairs = list(read_pairs(args.work / f"{part}.pairs"))
            align(
                [" ".join(key_of(word, language) for word in foreign) for foreign, _ in pairs],
                [" ".join(chinese) for _, chinese in pairs],
                *_link_paths(args.work, part),
            )
            _say(f"align: {part}: {len(pairs)} pairs")


def _build(args: argparse.Namespace) -> None:
    given = {field.name: getattr(args, field.name) for field in fields(Pruning)}
    pruning = Pruning(**{name: value for name, value in given.items() if value is not None})
    segmenter = Segmenter(_dictionary(read_rows(args.work / "rows.jsonl")))
    sub_words = lru_cache(maxsize=None)(segmenter.cut_for_search)
    args.out.mkdir(parents=True, exist_ok=True)
    for language in args.languages:
        parts = [
            learn_meanings(*_aligned(args.work, part), language, sub_words, pruning)
            for part in _parts(language)
        ]
        table = table_of(fill_gaps(parts))
        content = table.to_bytes()
        (args.out / f"{language.value}.safetensors").write_bytes(content)
        _say(f"build: {language.value}: {len(table.keys)} keys, {len(content) / 1e6:.2f} MB")


def _evaluate(args: argparse.Namespace) -> None:
    translator = Translator.open(args.out)
    rows = read_rows(args.work / "rows.jsonl")
    for name, value in fragment_figures(translator, rows, _dictionary(rows)).items():
        _say(f"evaluate: MRR@10 fragments {name:8} {value:.3f}")
    if args.questions:
        judged = read_judged(args.questions, "train")
        for name, value in question_figures(translator, judged).items():
            _say(f"evaluate: nDCG@10 questions {name:8} {value:.3f}")


def _say(text: str) -> None:
    """Print a line of a step's output."""
    print(text, flush=True)  # noqa: T201 (a command prints)


def _dictionary(rows: Sequence[Row]) -> Lexicon:
    """The words of the whole dictionary that the Chinese sides may be cut into."""
    return learn_lexicon(row.texts["zh"] for row in rows if "zh" in row.texts)


def _parts(language: Language) -> dict[str, frozenset[str]]:
    """The texts that a language is learned from, by the name of their files, best first."""
    parts = {language.value: UN_SOURCES}
    return parts | {"en-law": LAW_SOURCES} if language is Language.EN else parts


def _aligned(work: Path, part: str) -> tuple[list[Pair], Links]:
    pairs = list(read_pairs(work / f"{part}.pairs"))
    lengths = [(len(foreign), len(chinese)) for foreign, chinese in pairs]
    forward, reverse = (read_links(path, lengths) for path in _link_paths(work, part))
    return pairs, combine(forward, reverse)


def _link_paths(work: Path, part: str) -> tuple[Path, Path]:
    return work / f"{part}.forward", work / f"{part}.reverse"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training.lexicon", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, run, about in (
        ("prepare", _prepare, "read and filter the aligned text, cut it into words"),
        ("align", _align, "align the words of both directions (needs eflomal)"),
        ("build", _build, "count, prune and write the tables"),
        ("evaluate", _evaluate, "measure the tables"),
    ):
        step = steps.add_parser(name, help=about)
        step.set_defaults(run=run)
        step.add_argument("--data", type=Path, default=Path(), help="folder of the aligned text")
        step.add_argument("--work", type=Path, required=True, help="folder of what the steps write")
        step.add_argument("--out", type=Path, default=BUNDLED, help="folder of the tables")
        step.add_argument(
            "--languages", type=Language, nargs="+", default=FOREIGN, help="some of the five"
        )
        if name == "build":
            for field in fields(Pruning):
                kind = int if field.type == "int" else float
                step.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=None)
        if name == "evaluate":
            step.add_argument("--questions", type=Path, help="folder of an evaluation set")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one step."""
    args = _parser().parse_args(arguments)
    args.work.mkdir(parents=True, exist_ok=True)
    args.run(args)


if __name__ == "__main__":
    main()
