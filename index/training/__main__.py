"""The training commands: `python -m index.training prepare|teacher|train|export|tune|evaluate`."""

# A command prints its progress (T201) and imports its own step only (PLC0415), so that
# `evaluate` does not load torch.
# ruff: noqa: T201, PLC0415

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np

from index.training.rows import SOURCES, prepare, read_rows, write_rows


def _prepare(args: argparse.Namespace) -> None:
    import jieba

    from index.training.pieces import learn_from_rows, save_tokenizer

    found = [args.data / f"{name}.jsonl{end}" for name in SOURCES for end in (".xz", "")]
    paths = [path for path in found if path.exists()]
    if not paths:
        raise SystemExit(f"no source in {args.data}: looked for {', '.join(p.name for p in found)}")
    rows = prepare(paths)
    write_rows(rows, args.work / "rows.jsonl")
    print(f"prepare: {len(rows)} rows, {sum(bool(r.held_out) for r in rows)} of them held out")
    jieba.setLogLevel(60)
    tokenizer = learn_from_rows(rows, args.pieces, lambda run: jieba.cut(run, HMM=False))
    save_tokenizer(tokenizer, args.work / "tokenizer.json")
    print(f"prepare: {tokenizer.get_vocab_size()} pieces")


def _teacher(args: argparse.Namespace) -> None:
    from index.training.teacher import MiniLMTeacher, encode_shortest_first

    rows = read_rows(args.work / "rows.jsonl")
    texts = [row.texts["en"] for row in rows]
    vectors = encode_shortest_first(MiniLMTeacher(args.model), texts, report_every=20_000)
    np.save(args.work / "teacher.npy", vectors)


def _train(args: argparse.Namespace) -> None:
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer

    from index.training.fit import Fitting, Recipe

    given = {f.name: getattr(args, f.name) for f in fields(Recipe)}
    recipe = Recipe(**{name: value for name, value in given.items() if value is not None})
    print(f"train: {json.dumps(asdict(recipe))}")
    teacher = np.load(args.work / "teacher.npy", allow_pickle=False)
    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    fitting = Fitting(read_rows(args.work / "rows.jsonl"), teacher, tokenizer, recipe)
    student = fitting.run(report_every=100)
    save_file({"vectors": student.folded()}, args.work / "student.safetensors")


def _export(args: argparse.Namespace) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    from index.training.folder import pooled, reduced, write_folder

    tokenizer = Tokenizer.from_file(str(args.work / "tokenizer.json"))
    vectors = load_file(args.work / "student.safetensors")["vectors"]
    if args.dimensions:
        rows = [r for r in read_rows(args.work / "rows.jsonl") if not r.held_out]
        step = max(1, len(rows) // args.sample)
        sample = [text for row in rows[::step] for text in row.texts.values()]
        vectors = reduced(vectors, pooled(tokenizer, vectors, sample), args.dimensions)
    size = write_folder(args.out, tokenizer, vectors)
    print(f"export: {args.out}, {vectors.shape[0]} x {vectors.shape[1]}, {size / 1e6:.2f} MB")


def _tune(args: argparse.Namespace) -> None:
    from corpus import load_corpus
    from index.training.folder import read_folder, write_folder, write_untuned
    from index.training.tune import (
        Asked,
        Tuning,
        of_paragraphs,
        read_asked,
        tune,
        without_fold,
    )  # fmt: skip

    tokenizer, vectors = read_folder(args.model)
    paragraphs = [p for p in load_corpus().paragraphs if p.citation.symbol != args.without]
    known = frozenset(paragraph.id for paragraph in paragraphs)
    asked = [one for folder in args.questions for one in of_paragraphs(read_asked(folder), known)]
    more = [one for folder in args.more for one in of_paragraphs(read_asked(folder), known)]

    def write(folder: Path, chosen: Sequence[Asked]) -> None:
        tuned = tune(vectors, tokenizer, paragraphs, [*chosen, *more], Tuning())
        write_folder(folder, tokenizer, tuned)

    for fold in range(args.folds):
        others, inside = without_fold(asked, fold, args.folds)
        folder = args.work / f"fold-{fold}"
        write(folder, others)
        (folder / "questions.json").write_text(json.dumps(inside), encoding="utf-8")
        print(f"tune: {folder}, without {len(inside)} of {len(asked)} questions")
    write(args.out, asked)
    print(f"tune: {args.out}, {write_untuned(args.out, vectors)} pieces moved")


def _evaluate(args: argparse.Namespace) -> None:
    from index.training.folder import FolderEncoder
    from index.training.measure import (
        mate_figures,
        question_figures,
        read_passages,
        read_questions,
    )

    encoder = FolderEncoder(args.model)
    figures = mate_figures(encoder, read_rows(args.work / "rows.jsonl"))
    if args.questions:
        found = question_figures(
            encoder, read_questions(args.questions), read_passages(args.reports)
        )
        figures |= {f"nDCG@10 {key}": value for key, value in found.items()}
    for key, value in figures.items():
        print(f"{key:32} {value:.3f}")


def _parser() -> argparse.ArgumentParser:
    from index.training.fit import Recipe

    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    for name, run, about in (
        ("prepare", _prepare, "read and filter the aligned text, learn the pieces"),
        ("teacher", _teacher, "encode the English side with the teacher"),
        ("train", _train, "fit the student"),
        ("export", _export, "write the model folder"),
        ("tune", _tune, "tune a model folder on judged questions about the reports"),
        ("evaluate", _evaluate, "measure a model folder"),
    ):
        step = steps.add_parser(name, help=about)
        step.set_defaults(run=run)
        step.add_argument("--data", type=Path, default=Path(), help="folder of the aligned text")
        step.add_argument("--work", type=Path, required=True, help="folder of what the steps write")
        if name == "prepare":
            step.add_argument("--pieces", type=int, default=52_000, help="vocabulary size")
        if name == "teacher":
            step.add_argument("--model", type=Path, required=True, help="folder of the teacher")
        if name == "train":
            for field in fields(Recipe):
                kind = int if field.type == "int" else float
                step.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=None)
        if name == "export":
            step.add_argument("--out", type=Path, required=True, help="model folder to write")
            step.add_argument("--dimensions", type=int, default=0, help="0 keeps the teacher's")
            step.add_argument("--sample", type=int, default=5_000, help="rows to find axes from")
        if name == "tune":
            step.add_argument(
                "--model", type=Path, required=True, help="model folder to start from"
            )
            step.add_argument("--out", type=Path, required=True, help="model folder to write")
            step.add_argument(
                "--questions", type=Path, nargs="+", required=True, help="sets in BEIR layout"
            )
            step.add_argument("--more", type=Path, nargs="*", default=[], help="sets for all folds")
            step.add_argument(
                "--without", metavar="SYMBOL", help="a report to leave out, to measure"
            )
            step.add_argument("--folds", type=int, default=7, help="models that skip a fold each")
        if name == "evaluate":
            step.add_argument("--model", type=Path, required=True, help="model folder")
            step.add_argument("--questions", type=Path, help="question file")
            step.add_argument("--reports", type=Path, default=Path(), help="folder of *.zh.txt")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one training step."""
    args = _parser().parse_args(arguments)
    args.work.mkdir(parents=True, exist_ok=True)
    args.run(args)


if __name__ == "__main__":
    main()
