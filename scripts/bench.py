"""Measure speed and size: index build, cold `operative ask`, HTTP latency, throughput, memory.

    .venv/bin/python scripts/bench.py [--seconds 5] [--runs 5]

Starts the real server on a free port and asks it real questions from the evaluation set's training
part; prints one table. Figures depend on the machine: compare versions in one sitting.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
OPERATIVE = ROOT / ".venv" / "bin" / "operative"
QUERIES = ROOT / "eval" / "sets" / "ctoc-cop" / "queries.jsonl"


def questions() -> list[str]:
    """The training questions in all six languages."""
    rows = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    return [row["text"] for row in rows if row["metadata"]["split"] == "train"]


def cold_ask(runs: int) -> list[float]:
    """Seconds of the whole process `operative ask`, one run after another."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        command = [OPERATIVE, "ask", "哪个工作组处理枪支问题？", "--json"]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        took.append(time.perf_counter() - start)
    return took


def build() -> float:
    """Seconds of the whole process `operative index` into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        command = [OPERATIVE, "index", "--folder", str(Path(folder) / "index")]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        return time.perf_counter() - start


def resident_mib(pid: int) -> float:
    """Resident memory of a process (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kib) / 1024


def ask_for(port: int, asked: list[str], seconds: float) -> list[float]:
    """Seconds per request of one client that asks one question after another on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    took: list[float] = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        query = quote(asked[len(took) % len(asked)])
        start = time.perf_counter()
        connection.request("GET", f"/v1/search?q={query}")
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - start)
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{answer.status} for {query}")
    return took


def load(port: int, asked: list[str], seconds: float, clients: int) -> list[float]:
    """Seconds per request of several clients, each a process of its own."""
    with ProcessPoolExecutor(clients) as pool:
        jobs = [
            pool.submit(ask_for, port, asked[n::clients] + asked[:n], seconds)
            for n in range(clients)
        ]
        return [one for job in jobs for one in job.result()]


def percentile(values: list[float], share: float) -> float:
    """The value that a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    """Run everything and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=5.0)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    subprocess.run([OPERATIVE, "index"], check=True, capture_output=True, cwd=ROOT)
    rows = [("index build, whole process", f"{build():.2f} s", "under 10 s")]
    cold = cold_ask(chosen.runs)
    rows.append(
        ("operative ask, cold, whole process, median", f"{statistics.median(cold):.2f} s",
         "under 1.5 s"),
    )  # fmt: skip
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [OPERATIVE, "serve", "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                urlopen(f"{url}/readyz").close()
                break
            except OSError:
                time.sleep(0.1)
        asked = questions()
        ask_for(port, asked, 1.0)
        alone = ask_for(port, asked, chosen.seconds)
        many = load(port, asked, chosen.seconds, 4)
        rows += [
            ("search over HTTP, one client, p50", f"{1000 * percentile(alone, 0.5):.1f} ms",
             "under 5 ms"),
            ("search over HTTP, one client, p99", f"{1000 * percentile(alone, 0.99):.1f} ms",
             "under 20 ms"),
            ("search over HTTP, four clients", f"{len(many) / chosen.seconds:.0f} requests/s",
             "500 requests/s"),
            ("search over HTTP, four clients, p99", f"{1000 * percentile(many, 0.99):.1f} ms",
             "under 20 ms"),
            ("serving memory, resident", f"{resident_mib(server.pid):.0f} MiB", "under 400 MB"),
        ]  # fmt: skip
    finally:
        server.terminate()
        server.wait()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    width = max(len(row[0]) for row in rows)
    for name, value, goal in rows:
        print(f"{name:<{width}}  {value:>16}   ({goal})")


if __name__ == "__main__":
    sys.exit(main())
