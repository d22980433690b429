"""The container image does what a machine without a container engine does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_step_of_the_image_is_a_script_that_make_runs() -> None:
    """RUN steps are scripts/install and scripts/index, the command scripts/serve."""
    runs = re.findall(r"^RUN (.+)$", DOCKERFILE, re.MULTILINE)
    assert [run for run in runs if run.startswith("scripts/")] == [
        "scripts/install",
        "scripts/index",
    ]
    assert 'CMD ["scripts/serve"]' in DOCKERFILE
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for script in ("install", "index", "serve", "test"):
        assert f"@scripts/{script}" in makefile
        assert (ROOT / "scripts" / script).stat().st_mode & 0o111


def test_everything_the_steps_need_is_copied() -> None:
    """What pyproject packages, and what the scripts read, is in the image."""
    copied = set(re.findall(r"^COPY (?:--\S+ )?(.+) \S+$", DOCKERFILE, re.MULTILINE))
    files = {name for line in copied for name in line.split()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    assert packages <= files
    install = (ROOT / "scripts" / "install").read_text(encoding="utf-8")
    assert set(re.findall(r"\b(pyproject\.toml|constraints\.txt)\b", install)) <= files
    assert {project["project"]["readme"], *project["project"]["license-files"]} <= files


def test_the_image_runs_as_a_user_and_checks_readiness() -> None:
    """No root, slim Python, HEALTHCHECK on /readyz."""
    assert re.search(r"^FROM python:3\.\d+-slim$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.index("USER operative") < DOCKERFILE.index("RUN scripts/install")
    assert re.search(r"HEALTHCHECK[\s\S]*?/readyz", DOCKERFILE)


def test_torch_is_pinned_and_installed_first() -> None:
    """The version is the one that pyproject pins, and nothing is installed before it."""
    install = (ROOT / "scripts" / "install").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = next(d for d in project["project"]["dependencies"] if d.startswith("torch=="))
    steps = re.findall(r"^pip install (.+)$", install, re.MULTILINE)
    assert f'"{pinned}"' in steps[0]
    assert all("==" in dependency for dependency in project["project"]["dependencies"])
