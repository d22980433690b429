"""The wire: what every response of the HTTP contract v1 holds, as typed dictionaries.

One definition serves three readers: mypy checks service/render.py against it, FastAPI writes
OpenAPI from it, and the MCP tools publish it as their output schemas. Responses are built as plain
dictionaries and are not validated a second time on their way out. Fields are only ever added.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

LanguageCode = Literal["zh", "en", "fr", "es", "ru", "ar"]
KindName = Literal[
    "preambular", "operative", "subitem", "annex", "report", "table", "list", "footnote"
]
InstrumentTypeName = Literal["resolution", "decision", "report"]
Labels = Annotated[
    dict[str, str],
    Field(
        description="The citation as written in each language, by language code.",
        examples=[{"zh": "第8/1号决议第13段", "en": "resolution 8/1, para. 13"}],
    ),
]
Range = Annotated[
    list[int], Field(min_length=2, max_length=2, description="Start and end, half-open.")
]


class Scores(TypedDict):
    """The three signals behind a hit; null where a signal did not find it. Higher is better."""

    dense: Annotated[float | None, Field(description="Cosine similarity, -1 to 1.")]
    lexical: Annotated[float | None, Field(description="BM25, 0 or more.")]
    citation: Annotated[float | None, Field(description="1 when the question names it.")]


class Highlight(TypedDict):
    """The part of a hit's text, [start, end) in code points, that matches best."""

    start: int
    end: int


class Context(TypedDict):
    """What stands around a paragraph in the report."""

    path: Annotated[list[str], Field(description="Headings above it, outermost first.")]
    chapeau: Annotated[str | None, Field(description="The text that a sub-item completes.")]
    before: Annotated[str | None, Field(description="The paragraph before it.")]
    after: Annotated[str | None, Field(description="The paragraph after it.")]


class Instrument(TypedDict):
    """The resolution, decision or report that carries a paragraph."""

    type: InstrumentTypeName
    number: Annotated[str, Field(description="The symbol, for a report.", examples=["8/1"])]
    title: str
    date: Annotated[str, Field(description="ISO 8601 day of adoption.", examples=["2016-10-21"])]


class Citation(TypedDict):
    """Where a paragraph is, as a lawyer or a delegate would cite it."""

    id: Annotated[str, Field(description="Stable identifier, Akoma Ntoso naming.")]
    label: Labels
    symbol: Annotated[str, Field(examples=["CTOC/COP/2016/15"])]
    body: Annotated[str, Field(examples=["ctoc-cop"])]
    instrument: Instrument
    annex: Annotated[str | None, Field(examples=["1", "1 app 1"])]
    section: Annotated[str | None, Field(examples=["A"])]
    kind: KindName
    paragraph: Annotated[str | None, Field(description="As printed.", examples=["13", "37 ter"])]
    subparagraph: Annotated[str | None, Field(examples=["a", "a.i"])]
    official_url: Annotated[str, Field(examples=["https://docs.un.org/zh/CTOC/COP/2016/15"])]
    flags: Annotated[
        list[str],
        Field(description="What to know before relying on it, such as an inferred symbol."),
    ]


class Note(TypedDict):
    """A footnote whose marker the paragraph carries."""

    id: str
    label: Annotated[str | None, Field(description="Its printed number or sign.", examples=["17"])]
    text: str


class AlsoIn(TypedDict):
    """Another paragraph that says the same in nearly the same words."""

    id: str
    url: Annotated[str, Field(description="Permalink of the paragraph.")]
    label: Annotated[Labels, Field(description="Its citation in each language.")]


class Source(TypedDict):
    """Where the text stands in the source file, in code points."""

    symbol: str
    file: str
    sha256: str
    spans: list[Range]


class Hit(TypedDict):
    """One paragraph, verbatim, with its citation and its place in the source."""

    rank: int
    score: Annotated[float, Field(description="0 to 1, higher is better.")]
    scores: Scores
    id: str
    url: Annotated[str, Field(description="Permalink of the paragraph.")]
    text: str
    highlights: list[Highlight]
    context: Context
    citation: Citation
    notes: list[Note]
    also_in: list[AlsoIn]
    source: Source


class IndexFacts(TypedDict):
    """The index that answered."""

    build: str
    encoder: str


class SearchResponse(TypedDict):
    """The answer to a question: the paragraphs that say it, best first."""

    query: str
    language: Annotated[LanguageCode, Field(description="The language used, given or detected.")]
    answerable: Annotated[bool, Field(description="Whether the reports seem to say it at all.")]
    confidence: Annotated[float, Field(ge=0, le=1)]
    took_ms: float
    index: IndexFacts
    hits: list[Hit]


class CiteResponse(TypedDict):
    """The paragraphs that a written citation names."""

    ref: str
    status: Literal["found", "ambiguous", "not_found"]
    detail: str
    matches: list[Hit]


class Meeting(TypedDict):
    """The first and last day of a session."""

    start: str
    end: str


class ReportSummary(TypedDict):
    """One report of the corpus."""

    symbol: str
    symbol_status: Annotated[str, Field(description="printed, named or inferred")]
    symbol_evidence: str
    title: Labels
    body: str
    session: int | None
    place: str
    meeting: Meeting
    issued: str | None
    date: str
    language: LanguageCode
    original_language: LanguageCode
    file: str
    sha256: str
    url: str
    official_url: str
    paragraphs: int


class ReportsResponse(TypedDict):
    """The reports of the corpus, in the order of its manifest."""

    reports: list[ReportSummary]


class OutlineParagraph(TypedDict):
    """A paragraph in an outline: what it is and where to get it."""

    id: str
    url: str
    label: Labels
    kind: KindName
    paragraph: str | None
    subparagraph: str | None
    flags: list[str]


class OutlineSection(TypedDict):
    """Paragraphs that follow each other under the same headings of the same instrument."""

    path: list[str]
    instrument: Instrument
    annex: str | None
    paragraphs: list[OutlineParagraph]


class OutlineResponse(TypedDict):
    """One report and its outline in document order."""

    report: ReportSummary
    sections: list[OutlineSection]


class Health(TypedDict):
    """A short word on the state of the process."""

    status: str


class Readiness(TypedDict):
    """That questions can be answered, and from which index."""

    status: str
    index: IndexFacts


class FieldProblem(TypedDict, total=False):
    """What is wrong with one parameter or body field."""

    field: str
    value: object
    detail: str
    limit: int
    choices: list[str]


class ProblemResponse(TypedDict, total=False):
    """An error, RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem]


class ExportLine(TypedDict):
    """One citable paragraph, as ``operative export`` prints it."""

    id: str
    text: str
    citation: Citation
    source: Source
    notes: list[Note]


class LedgerRow(TypedDict):
    """Who owns one source line, as ``operative export --ledger`` prints it."""

    line: int
    owner: str
    name: str


class FoundDocument(TypedDict):
    """One result of the MCP tool ``search``."""

    id: str
    title: str
    url: str


class FoundDocuments(TypedDict):
    """What the MCP tool ``search`` returns."""

    results: list[FoundDocument]


class FetchedDocument(TypedDict):
    """What the MCP tool ``fetch`` returns."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, object]


class SearchFilters(TypedDict, total=False):
    """Which paragraphs may be hits; several values of one filter are alternatives."""

    kind: KindName | list[KindName]
    symbol: str | list[str]
    instrument: Annotated[str | list[str], Field(examples=["8/1", "resolution 8/1"])]
