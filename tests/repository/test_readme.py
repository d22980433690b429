"""The README's promises: its commands exist and its example is what the service answers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIVE = Path(sys.executable).parent / "operative"


@pytest.fixture(scope="module")
def example() -> list[str]:
    """The lines of the example on the first screen, without their indent."""
    block = README.split("$ operative ask", 1)[1].split("\n\nQuality", 1)[0]
    return ["$ operative ask" + block.split("\n", 1)[0], *block.split("\n")[1:]]


def test_the_example_is_what_the_service_answers(example: list[str], tmp_path: Path) -> None:
    """The command on the first screen prints the answer on the first screen."""
    question = re.search(r'"(.+?)"', example[0])
    assert question
    found = subprocess.run(
        [OPERATIVE, "ask", question[1], "-k", "1"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    shown = [line.strip() for line in example[1:] if line.strip()]
    printed = [line.strip() for line in found.splitlines() if line.strip()]
    assert shown == printed


def test_every_make_target_of_the_readme_exists() -> None:
    """No command is promised that is not there."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)\b", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for script in set(re.findall(r"`scripts/([a-z.]+)`", README)):
        assert (ROOT / "scripts" / script).exists(), script


def test_every_linked_document_exists() -> None:
    """Links of the README and of the documents lead somewhere."""
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        text = document.read_text(encoding="utf-8")
        for link in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
            assert (document.parent / link).exists(), f"{document.name}: {link}"
