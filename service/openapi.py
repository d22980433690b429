"""What OpenAPI says beyond the types: parameters with their limits, problems, examples."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from service import schemas
from service.handlers import MEDIA_TYPE
from service.problems import (
    FieldError,
    Invalid,
    Problem,
    malformed,
    not_ready,
    too_large,
    unknown,
    unsupported,
)
from service.questions import DEFAULT_K, KINDS
from service.readers import LANGUAGES, MAX_FILTER_VALUES
from service.settings import Settings

SUMMARY = "Ask the conference reports, get the paragraph, with its citation."
EXAMPLE_QUESTION = "Who conducts the review of implementation of the Convention?"
EXAMPLE_REFERENCE = "resolution 8/1, para. 13"
EXAMPLE_SYMBOL = "CTOC/COP/2016/15"
EXAMPLE_ID = "/akn/un/statement/deliberation/ctoc-cop/2016-10-21/res-8-1/zho@/!main~para_13"

_PROBLEMS = (
    malformed("The body is not JSON: Expecting value at line 1, column 4."),
    unknown("No report has the symbol X; there are CTOC/COP/2010/17, CTOC/COP/2016/15."),
    too_large(65536),
    unsupported("The body must be sent as application/json."),
    Invalid([FieldError("k", 0, "must be a whole number from 1 to 100", 100)]),
    not_ready("There is no index in var/index; run `operative index`."),
)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem responses of an operation, by status."""
    known = {problem.status: _problem_response(problem) for problem in _PROBLEMS}
    return {status: known[status] for status in statuses}


def search_parameters(settings: Settings) -> dict[str, Any]:
    """The parameters of GET /v1/search."""
    names = {"type": "array", "maxItems": MAX_FILTER_VALUES, "items": {"type": "string"}}
    kinds = {**names, "items": {"type": "string", "enum": list(KINDS)}}
    return {
        "parameters": [
            _parameter("q", "The question, or a citation.", _text(settings), EXAMPLE_QUESTION),
            _parameter("k", "How many hits at most.", _number(settings), None, required=False),
            _parameter(
                "lang",
                "The language of the question.",
                {"type": "string", "enum": list(LANGUAGES), "default": "auto"},
                None,
                required=False,
            ),
            _parameter("kind", "Only these kinds; may repeat.", kinds, None, required=False),
            _parameter("symbol", "Only these reports; may repeat.", names, None, required=False),
            _parameter(
                "instrument",
                'Only these, as "8/1", "resolution 8/1" or "decision 8/1"; may repeat.',
                names,
                None,
                required=False,
            ),
        ]
    }


def search_body(settings: Settings) -> dict[str, Any]:
    """The JSON body of POST /v1/search."""
    filters = TypeAdapter(schemas.SearchFilters).json_schema()
    filters["additionalProperties"] = False
    schema = {
        "type": "object",
        "title": "SearchRequest",
        "properties": {
            "query": _text(settings),
            "k": _number(settings),
            "lang": {"type": "string", "enum": list(LANGUAGES), "default": "auto"},
            "filters": filters,
        },
        "required": ["query"],
        "additionalProperties": False,
    }
    example = {"query": EXAMPLE_QUESTION, "k": 5, "filters": {"kind": ["operative"]}}
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}}


def cite_parameters(settings: Settings) -> dict[str, Any]:
    """The parameter of GET /v1/cite."""
    description = "A citation written in any of the six languages."
    return {"parameters": [_parameter("ref", description, _text(settings), EXAMPLE_REFERENCE)]}


def add_problem_schema(document: dict[str, Any]) -> None:
    """Add the schema that the problem responses refer to."""
    schema = TypeAdapter(schemas.ProblemResponse).json_schema(
        ref_template="#/components/schemas/{model}"
    )
    components = document.setdefault("components", {}).setdefault("schemas", {})
    components.update(schema.pop("$defs", {}))
    components["ProblemResponse"] = schema


def _problem_response(problem: Problem) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/ProblemResponse"}
    example = problem.body("http://127.0.0.1:8000")
    content = {MEDIA_TYPE: {"schema": schema, "example": example}}
    return {"description": problem.title, "content": content}


def _parameter(
    name: str,
    description: str,
    schema: dict[str, Any],
    example: str | None,
    *,
    required: bool = True,
) -> dict[str, Any]:
    parameter = {"name": name, "in": "query", "description": description, "schema": schema}
    if example is not None:
        parameter["example"] = example
    return {**parameter, "required": required}


def _text(settings: Settings) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": settings.max_query_chars}


def _number(settings: Settings) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": settings.max_k, "default": DEFAULT_K}
