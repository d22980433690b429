"""From drafts to citations: the identifier, labels and links of every paragraph.

Identifiers follow the Akoma Ntoso Naming Convention (OASIS, 2019) as the United Nations uses it in
AKN4UN, with the printed number in place of a counter; docs/citations.md gives the whole scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from corpus.drafts import Draft
from corpus.labels import labels
from corpus.model import (
    Citation,
    Flag,
    InstrumentRef,
    InstrumentType,
    Kind,
    Language,
    ReportEntry,
    SymbolStatus,
)

_WORK = {
    InstrumentType.RESOLUTION: "statement/deliberation",
    InstrumentType.DECISION: "statement/deliberation",
    InstrumentType.REPORT: "doc/report",
}
_PREFIX = {InstrumentType.RESOLUTION: "res-", InstrumentType.DECISION: "dec-"}
_ISO_639_2 = {
    Language.ZH: "zho",
    Language.EN: "eng",
    Language.FR: "fra",
    Language.ES: "spa",
    Language.RU: "rus",
    Language.AR: "ara",
}
_OFFICIAL = "https://docs.un.org"
_MARK_NAMES = {"*": "star"}


def work_id(entry: ReportEntry, ref: InstrumentRef) -> str:
    """The identifier of an instrument's language edition: /akn/un/…/res-8-1/zho@."""
    number = ref.number.lower().replace("/", "-")
    name = _PREFIX.get(ref.type, "") + number
    edition = _ISO_639_2[entry.language]
    return f"/akn/un/{_WORK[ref.type]}/{entry.body}/{day(ref.date)}/{name}/{edition}@"


def day(value: date) -> str:
    """A date as ISO 8601 writes it."""
    return value.isoformat()


def component(annex: str | None) -> str:
    """The part of an instrument: !main, !annex_2, !annex_1__app_2."""
    return f"!annex_{annex.replace(' app ', '__app_')}" if annex else "!main"


def portion(draft: Draft) -> str:
    """The portion that names a paragraph inside its part: para_7__subpara_c, rec_3, list_1."""
    if draft.kind is Kind.PREAMBULAR:
        return f"rec_{draft.paragraph}"
    parts: list[str] = []
    if draft.paragraph is not None:
        repeat = f"-{draft.occurrence}" if draft.occurrence > 1 else ""
        parts.append(f"para_{draft.paragraph.replace(' ', '')}{repeat}")
    if draft.subparagraph is not None:
        parts += [f"subpara_{letter}" for letter in draft.subparagraph.split(".")]
    if draft.position is not None:
        parts.append(draft.position.replace(" ", "_"))
    return "__".join(parts)


def cite(draft: Draft, entry: ReportEntry, ref: InstrumentRef, flags: tuple[Flag, ...]) -> Citation:
    """The citation of a draft paragraph."""
    return _citation(
        entry,
        ref,
        portion(draft),
        annex=draft.annex,
        section=draft.section,
        kind=draft.kind,
        paragraph=draft.paragraph,
        subparagraph=draft.subparagraph,
        single_annex=draft.instrument.annexes == 1,
        position=draft.position or (f"nth {draft.occurrence}" if draft.occurrence > 1 else None),
        flags=flags,
    )


def cite_note(
    label: str,
    occurrence: int,
    entry: ReportEntry,
    ref: InstrumentRef,
    annex: str | None,
    *,
    single_annex: bool,
    flags: tuple[Flag, ...],
) -> Citation:
    """The citation of a footnote: numbered ones count through the report, others in their part."""
    repeat = f"-{occurrence}" if occurrence > 1 else ""
    return _citation(
        entry,
        ref,
        f"fn_{_MARK_NAMES.get(label, label)}{repeat}",
        annex=annex,
        section=None,
        kind=Kind.FOOTNOTE,
        paragraph=label,
        subparagraph=None,
        single_annex=single_annex,
        position=None,
        flags=flags,
    )


def _citation(
    entry: ReportEntry,
    ref: InstrumentRef,
    where: str,
    *,
    annex: str | None,
    section: str | None,
    kind: Kind,
    paragraph: str | None,
    subparagraph: str | None,
    single_annex: bool,
    position: str | None,
    flags: tuple[Flag, ...],
) -> Citation:
    if entry.symbol_status is SymbolStatus.INFERRED:
        flags = (Flag.SYMBOL_INFERRED, *flags)
    label: Mapping[Language, str] = labels(
        ref, entry.symbol, annex, kind, paragraph, subparagraph, single_annex, position
    )
    return Citation(
        id=f"{work_id(entry, ref)}/{component(annex)}~{where}",
        label=label,
        symbol=entry.symbol,
        body=entry.body,
        instrument=ref,
        annex=annex,
        section=section,
        kind=kind,
        paragraph=paragraph,
        subparagraph=subparagraph,
        official_url=f"{_OFFICIAL}/{entry.language}/{entry.symbol}",
        flags=flags,
    )
