"""``operative ask`` and ``operative cite``: one question or citation, answered on the terminal."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence

import orjson

from corpus.model import Language
from index.model import Filters
from service import schemas
from service.answers import Answers
from service.opening import is_missing, open_index
from service.progress import Progress
from service.questions import Question, checked_k, checked_text
from service.settings import Settings
from service.sheet import Sheet


def run(arguments: Namespace) -> int:
    """Answer a question with the paragraphs that say it."""
    settings = Settings.load()
    lang = None if arguments.lang == "auto" else Language(arguments.lang)
    query = checked_text("the question", arguments.question, settings)
    question = Question(query, checked_k(arguments.k, settings), lang, Filters())
    answer = _answers(settings).search(question)
    if arguments.json:
        return _print_json(answer)
    sheet = Sheet(sys.stdout, "zh" if answer["language"] == "zh" else "en")
    sheet.say(_verdict(answer))
    for hit in _without_echoes(answer["hits"]):
        sheet.show_hit(hit)
    return 0


def run_cite(arguments: Namespace) -> int:
    """Show the paragraphs that a citation names."""
    settings = Settings.load()
    ref = checked_text("the citation", arguments.ref, settings)
    found = _answers(settings).cite(ref)
    if arguments.json:
        return _print_json(found)
    sheet = Sheet(sys.stdout, "zh")
    sheet.say(f"{found['status'].replace('_', ' ').capitalize()}: {found['detail']}")
    for hit in found["matches"]:
        sheet.show_hit(hit)
    return 0


def _answers(settings: Settings) -> Answers:
    if is_missing(settings.index):
        # Only the first question ever needs what builds an index.
        from service.building import build_if_needed  # noqa: PLC0415

        build_if_needed(settings, Progress(sys.stderr))
    return Answers(open_index(settings), settings.base_url)


def _without_echoes(hits: Sequence[schemas.Hit]) -> Iterator[schemas.Hit]:
    """The hits but for those that an earlier one has under "also in"; each keeps its rank."""
    echoed: set[str] = set()
    for hit in hits:
        if hit["id"] not in echoed:
            yield hit
        echoed.update(other["id"] for other in hit["also_in"])


def _verdict(answer: schemas.SearchResponse) -> str:
    confidence = f"confidence {answer['confidence']:.2f}"
    if answer["answerable"]:
        count = len(answer["hits"])
        return f"{count} {'paragraph' if count == 1 else 'paragraphs'}, {confidence}."
    if not answer["hits"]:
        return f"The reports do not answer this question ({confidence})."
    return f"The reports do not seem to answer this question ({confidence}). Nearest paragraphs:"


def _print_json(wire: Mapping[str, object]) -> int:
    sys.stdout.write(orjson.dumps(wire, option=orjson.OPT_INDENT_2).decode() + "\n")
    return 0
