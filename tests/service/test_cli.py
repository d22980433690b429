"""The console script: what it prints for people and for programs, and how it ends."""

from __future__ import annotations

import importlib.metadata
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from pydantic import TypeAdapter

from corpus import Corpus
from service import schemas
from service.cli import main
from service.terminal import cells

ROOT = Path(__file__).parents[2]
OP_13 = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"
COMMAND = (sys.executable, "-m", "service.cli")


@pytest.fixture
def environment(index_folder: Path) -> dict[str, str]:
    """The environment of a user with a built index."""
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    return {**known, "PYTHONPATH": str(ROOT), "OPERATIVE_INDEX": str(index_folder)}


def operative(
    environment: Mapping[str, str], *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command line and wait for it."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=dict(environment),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def on_terminal(environment: Mapping[str, str], *arguments: str) -> str:
    """Run one command line on a pseudo-terminal; return what it showed."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        env={**environment, "TERM": "xterm"},
        stdout=follower,
        stderr=subprocess.DEVNULL,
    ):
        os.close(follower)
        shown = b""
        while True:
            try:
                chunk = os.read(leader, 65536)
            except OSError:
                break
            if not chunk:
                break
            shown += chunk
    os.close(leader)
    return shown.decode()


def test_ask_prints_for_people(environment: dict[str, str], corpus: Corpus) -> None:
    """Rank, citation and the verbatim text, wrapped, without escape sequences in a pipe."""
    done = operative(environment, "ask", "第8/1号决议第13段", "-k", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1. 第8/1号决议第13段" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(cells(line) for line in done.stdout.splitlines() if "://" not in line) <= 80
    (text,) = (paragraph.text for paragraph in corpus.paragraphs if paragraph.id == OP_13)
    assert text in re.sub(r"\s", "", done.stdout)


def test_ask_shows_what_is_said_twice_once(environment: dict[str, str]) -> None:
    """The second of two near-duplicates is named under the first and not shown; ranks stay."""
    both = "resolution 5/4, second preambular paragraph; resolution 8/3, ninth preambular paragraph"
    shown = operative(environment, "ask", both, "-k", "2").stdout
    assert "1. resolution 5/4, second preambular paragraph" in shown
    assert "Also in: " in shown
    assert "2. resolution 8/3" not in shown
    answer = json.loads(operative(environment, "ask", both, "-k", "2", "--json").stdout)
    assert len(answer["hits"]) == 2


def test_ask_cites_in_english_for_other_languages(environment: dict[str, str]) -> None:
    """A question that is not Chinese gets English citations."""
    done = operative(environment, "ask", "resolution 8/1, para. 13", "-k", "1")
    assert "1. resolution 8/1, para. 13" in done.stdout


def test_ask_marks_what_matches_on_a_terminal(environment: dict[str, str]) -> None:
    """A terminal gets colours, a terminal whose user wants none does not."""
    assert "\x1b[1m" in on_terminal(environment, "ask", "人口贩运受害人")
    assert "\x1b[1;33m" in on_terminal(environment, "ask", "人口贩运受害人")
    assert "\x1b" not in on_terminal({**environment, "NO_COLOR": "1"}, "ask", "人口贩运受害人")


def test_ask_says_when_the_reports_do_not_answer(environment: dict[str, str]) -> None:
    """An unanswerable question is told so in words and in JSON."""
    question = "What is the best recipe for sourdough bread?"
    assert "do not" in operative(environment, "ask", question).stdout.splitlines()[0]
    assert (
        json.loads(operative(environment, "ask", question, "--json").stdout)["answerable"] is False
    )


def test_ask_json_is_the_http_shape(environment: dict[str, str]) -> None:
    """`--json` prints the search response, with five hits unless asked otherwise."""
    answer = json.loads(operative(environment, "ask", "人口贩运受害人", "--json").stdout)
    TypeAdapter(schemas.SearchResponse).validate_python(answer, strict=True, extra="forbid")
    assert len(answer["hits"]) == 5
    given = operative(environment, "ask", "Menschenhandel", "--lang", "en", "-k", "7", "--json")
    assert json.loads(given.stdout)["language"] == "en"
    assert len(json.loads(given.stdout)["hits"]) <= 7


def test_cite_resolves_a_citation(environment: dict[str, str]) -> None:
    """`cite` shows the paragraph, `--json` prints the HTTP shape."""
    shown = operative(environment, "cite", "第8/1号决议第13段")
    assert shown.returncode == 0
    assert shown.stdout.startswith("Found")
    assert "第8/1号决议第13段" in shown.stdout
    answer = json.loads(operative(environment, "cite", "第8/1号决议第13段", "--json").stdout)
    TypeAdapter(schemas.CiteResponse).validate_python(answer, strict=True, extra="forbid")
    assert [hit["id"] for hit in answer["matches"]] == [OP_13]


def test_cite_says_when_nothing_is_named(environment: dict[str, str]) -> None:
    """A citation that names nothing is an answer, not an error."""
    done = operative(environment, "cite", "resolution 8/1, para. 99")
    assert done.returncode == 0
    assert done.stdout.startswith("Not found")


def test_export_prints_every_paragraph(environment: dict[str, str], corpus: Corpus) -> None:
    """One JSON object a line, all citable paragraphs in document order, no index needed."""
    done = operative({**environment, "OPERATIVE_INDEX": "/nonexistent"}, "export")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    adapter = TypeAdapter(schemas.ExportLine)
    for line in lines:
        adapter.validate_python(line, strict=True, extra="forbid")
    assert [line["id"] for line in lines] == [paragraph.id for paragraph in corpus.paragraphs]
    assert [line["text"] for line in lines] == [paragraph.text for paragraph in corpus.paragraphs]
    noted = [[note["id"] for note in line["notes"]] for line in lines]
    assert noted == [list(paragraph.notes) for paragraph in corpus.paragraphs]


def test_export_shows_a_paragraph_as_http_does(
    environment: dict[str, str], client: httpx2.Client
) -> None:
    """Citation, source and notes of a line are those of the hit."""
    for line in operative(environment, "export").stdout.splitlines()[::100]:
        exported = json.loads(line)
        hit = client.get(f"/v1/passages{exported['id']}").json()
        assert exported == {name: hit[name] for name in exported}


def test_export_prints_the_ledger_of_a_report(environment: dict[str, str], corpus: Corpus) -> None:
    """`--ledger` prints who owns each non-blank line."""
    done = operative(environment, "export", "--ledger", "CTOC/COP/2016/10")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    ledger = corpus.report("CTOC/COP/2016/10").ledger
    assert rows == [{"line": r.line, "owner": r.owner, "name": r.name} for r in ledger]


def test_a_reader_that_stops_early_is_no_error(environment: dict[str, str]) -> None:
    """`operative export | head -1` ends quietly."""
    command = " ".join([*COMMAND, "export"])
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{command} | head -1"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "command"),  # no command
        (("sing",), "invalid choice"),  # no such command
        (("ask",), "question"),  # no question
        (("ask", ""), "is empty"),  # an empty one
        (("ask", "x" * 2001), "the limit is 2000"),  # too long
        (("ask", b"\xff".decode("utf-8", "surrogateescape")), "not text"),  # broken bytes
        (("ask", "a", "-k", "0"), "1 to 100"),  # no hits
        (("ask", "a", "-k", "many"), "invalid int"),  # not a number
        (("ask", "a", "--lang", "de"), "invalid choice"),  # not an official language
        (("ask", "a", "--colour"), "unrecognized"),  # no such option
        (("cite", " "), "is empty"),  # no citation
    ],
)
def test_a_wrong_command_line_ends_with_2(
    index_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    """Usage errors are explained on standard error."""
    monkeypatch.setenv("OPERATIVE_INDEX", str(index_folder))
    assert _exit_code(arguments) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""


def test_exit_codes_leave_the_process(environment: dict[str, str]) -> None:
    """The script's exit code is the command's, whether argparse or the command refused."""
    assert operative(environment, "ask").returncode == 2
    assert operative(environment, "ask", "a", "-k", "0").returncode == 2
    assert operative(environment, "export", "--ledger", "x").returncode == 1


@pytest.mark.parametrize(
    ("changes", "arguments", "told"),
    [
        ({}, ("export", "--ledger", "A/RES/1"), "CTOC/COP/2016/15"),  # unknown symbol
        ({"OPERATIVE_MAX_K": "many"}, ("ask", "a"), "OPERATIVE_MAX_K"),  # bad setting
        ({"OPERATIVE_INDEX": str(ROOT)}, ("ask", "a"), "operative index"),  # not an index
        ({"ENCODER": "/no/such/model"}, ("ask", "a"), "ENCODER"),  # no such encoder
        ({}, ("serve", "--host", "192.0.2.1"), "192.0.2.1"),  # not an address of this machine
        ({}, ("serve", "--port", "http"), "OPERATIVE_PORT"),  # not a port
    ],
)
def test_what_cannot_be_done_ends_with_1(
    environment: dict[str, str], changes: dict[str, str], arguments: tuple[str, ...], told: str
) -> None:
    """One line on standard error says what is wrong, without a traceback."""
    done = operative(environment | changes, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("operative: ")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_taken_port_is_said_before_anything_is_built(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """`serve` names the port and what to do instead."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        fresh = {**environment, "OPERATIVE_INDEX": str(tmp_path / "index")}
        done = operative(fresh, "serve", "--port", port)
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr
    assert not (tmp_path / "index").exists()


def test_ask_builds_a_missing_index_once(environment: dict[str, str], tmp_path: Path) -> None:
    """The first question builds the index under the working directory and says so."""
    del environment["OPERATIVE_INDEX"]
    first = operative(environment, "ask", "会议", "-k", "1", cwd=tmp_path)
    assert first.returncode == 0
    assert "building it" in first.stderr
    assert (tmp_path / "var" / "index" / "manifest.json").exists()
    second = operative(environment, "ask", "会议", "-k", "1", cwd=tmp_path)
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == first.stdout


def test_index_builds_where_it_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    """`index` shows its progress on standard error and the result on standard output."""
    done = operative(environment, "index", "--folder", str(tmp_path / "here"))
    assert done.returncode == 0
    assert "paragraphs" in done.stdout
    assert done.stderr.count("\n") > 2
    assert (tmp_path / "here" / "manifest.json").exists()


def test_serve_answers_until_it_is_stopped(environment: dict[str, str], tmp_path: Path) -> None:
    """`serve` builds what is missing, answers on the port it names, and stops when told."""
    fresh = {**environment, "OPERATIVE_INDEX": str(tmp_path / "index")}
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], env=fresh, stderr=subprocess.PIPE, encoding="utf-8"
    ) as server:
        assert server.stderr is not None
        said = ""
        while "serving on" not in said:
            line = server.stderr.readline()
            assert line, said
            said += line
        address = re.findall(r"http://[\d.:]+", said)[0]
        assert "building it" in said
        assert _get_patiently(f"{address}/readyz").status_code == 200
        hit = httpx2.get(f"{address}/v1/search", params={"q": "会议"}).json()["hits"][0]
        assert httpx2.get(hit["url"]).json()["id"] == hit["id"]
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0


def test_eval_is_brought_by_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point gets the rest of the command line, and its exit code counts."""
    given: list[str] = []

    def run(arguments: list[str]) -> int:
        given.extend(arguments)
        return 7

    entry = SimpleNamespace(load=lambda: run)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: (entry,))
    assert main(["eval", "--split", "train", "-h"]) == 7
    assert given == ["--split", "train", "-h"]


def test_without_that_package_eval_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing entry point is one clear line."""
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: ())
    assert main(["eval"]) == 1
    assert "operative.commands" in capsys.readouterr().err


def test_a_question_does_not_wait_for_a_web_framework(environment: dict[str, str]) -> None:
    """Neither the web framework nor a deep learning library is imported to ask or export."""
    code = (
        "import sys; from service.cli import main; "
        "main(['ask', '会议', '--json']); main(['cite', '8/1']); main(['export']); "
        "heavy = {'fastapi', 'starlette', 'uvicorn', 'mcp', 'torch', 'sentence_transformers', "
        "'prometheus_client', 'langchain_text_splitters'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def _exit_code(arguments: tuple[str, ...]) -> object:
    """Run a command line in this process; argparse exits by itself."""
    try:
        return main(arguments)
    except SystemExit as end:
        return end.code


def _get_patiently(address: str) -> httpx2.Response:
    """Ask until the server listens, for ten seconds at most."""
    for _ in range(100):
        try:
            return httpx2.get(address)
        except httpx2.ConnectError:
            time.sleep(0.1)
    return httpx2.get(address)
