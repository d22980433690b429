"""The console script ``operative``: one subcommand per use, each in a module of its own.

A subcommand's module is imported only when it runs, so that ``ask`` does not wait for a web
framework. Exit codes: 0 done, 1 it could not be done (one line on standard error says why),
2 the command line is wrong.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from corpus.errors import OperativeError
from corpus.model import Language

COMMAND_GROUP = "operative.commands"
"""Entry points of other packages that are subcommands here; ``eval`` is one."""

EPILOG = """environment:
  OPERATIVE_INDEX        folder of the index (var/index under the working directory)
  OPERATIVE_ENCODER      folder or hub name of the encoder, also as ENCODER (the bundled one)
  OPERATIVE_HOST, _PORT  where to serve (127.0.0.1, 8000)
  OPERATIVE_PUBLIC_URL   start of every permalink (http://host:port)
  NO_COLOR               no colours"""

LANGUAGES = ("auto", *(language.value for language in Language))

Run = Callable[[Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    _write_utf8()
    try:
        if given[:1] == ["eval"]:
            return _run_elsewhere("eval", given[1:])
        arguments = _parser().parse_args(given)
        code = _command(arguments.module, arguments.function)(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        return 0
    except OperativeError as error:
        sys.stderr.write(f"operative: {error}\n")
        return 2 if getattr(error, "status", None) == 422 else 1
    except KeyboardInterrupt:
        return 130
    else:
        return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="operative",
        description="Ask the conference reports, get the paragraph, with its citation.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, summary: str, module: str, function: str = "run") -> ArgumentParser:
        command = commands.add_parser(name, help=summary, description=summary)
        command.set_defaults(module=module, function=function)
        return command

    index = add("index", "Build the index of the reports.", "service.command_index")
    index.add_argument("--folder", help="where to put it (OPERATIVE_INDEX)")
    index.add_argument("--encoder", help="folder or hub name of the encoder (ENCODER)")
    serve = add("serve", "Answer over HTTP and MCP.", "service.command_serve")
    serve.add_argument("--host", help="address to listen on (OPERATIVE_HOST)")
    serve.add_argument("--port", help="port to listen on, 0 for any (OPERATIVE_PORT)")
    ask = add("ask", "Answer one question.", "service.command_ask")
    ask.add_argument("question")
    ask.add_argument("-k", type=int, default=5, help="how many paragraphs at most (%(default)s)")
    ask.add_argument("--lang", choices=LANGUAGES, default="auto", help="language of the question")
    ask.add_argument("--json", action="store_true", help="print what HTTP would answer")
    cite = add("cite", "Resolve one citation.", "service.command_ask", "run_cite")
    cite.add_argument("ref", help="for example 第8/1号决议第13段")
    cite.add_argument("--json", action="store_true", help="print what HTTP would answer")
    export = add("export", "Print every citable paragraph.", "service.command_export")
    export.add_argument("--ledger", metavar="SYMBOL", help="print who owns each line of a report")
    commands.add_parser("eval", help="Run the evaluation set.", add_help=False)
    return parser


def _command(module: str, function: str) -> Run:
    run: Run = getattr(import_module(module), function)
    return run


def _run_elsewhere(name: str, arguments: list[str]) -> int:
    """Run a subcommand that another package brings; this one never imports it by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and only eval needs it

    for entry in entry_points(group=COMMAND_GROUP, name=name):
        run: Callable[[list[str]], Any] = entry.load()
        return int(run(arguments) or 0)
    raise OperativeError(
        f"no installed package brings the command {name} (entry point group {COMMAND_GROUP}); "
        "run it from a clone that `make install` has set up"
    )


def _write_utf8() -> None:
    """Print Chinese also where the locale does not know it, except on a terminal that could not."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


def _discard_output() -> None:
    """The reader has had enough: let nothing fail when Python flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
