"""Volume -> records: what the exports say of a document. The fields are a public interface (`interface.py`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Literal

import msgspec

from build_scripts.align import to_source
from build_scripts.exports.interface import FORMAT
from build_scripts.exports.parallels import BesideRecord
from build_scripts.exports.spans import SpanRecord, span_record
from build_scripts.model import (
    Annotation,
    Block,
    BlockKind,
    Certainty,
    Document,
    Edit,
    Evidence,
    Figure,
    Finding,
    Place,
    Severity,
    Volume,
)
from build_scripts.render.document import FIELDS

Value = str | int | tuple[int | None, int | None] | None


class PieceRecord(msgspec.Struct, frozen=True):
    """A stretch of a cleaned line, in its code points, and the place in the source where it begins."""

    line: int
    start: int
    end: int
    place: str


class BlockRecord(msgspec.Struct, frozen=True):
    """A heading (`level` 1 to 4), paragraph, item or header line; `text` is its pieces' text without a seam."""

    place: str
    kind: BlockKind
    level: int
    text: str
    pieces: tuple[PieceRecord, ...]


class EditRecord(msgspec.Struct, frozen=True):
    """One change: `start` counts code points in the line as the rule received it; replay by line, then `order`."""

    line: int
    order: int
    rule: str
    start: int
    before: str
    after: str


class EvidenceRecord(msgspec.Struct, frozen=True):
    """The rule or table row, the place, and the words there, verbatim in the cleaned text.

    `says` tells what they contribute, in Chinese; `years` are the intervals of years that they allow, null an open end.
    """

    rule: str
    place: str
    quote: str
    says: str
    years: tuple[tuple[int | None, int | None], ...]


class AnnotationRecord(msgspec.Struct, frozen=True):
    """A claim, how certain it is (`stated`, `inferred`, `curated`), and what it rests on.

    It is about the whole document where `span` is null.
    """

    kind: str
    value: Value
    certainty: Certainty
    evidence: tuple[EvidenceRecord, ...]
    note: str
    span: SpanRecord | None


class FigureRecord(msgspec.Struct, frozen=True):
    """A quantity: an indicator's id, what it is of, an exact decimal in digits, and its unit.

    `bound` is 以上, 以下 or 约 where it is written as a limit or roughly; `status` achieved or targeted; `year` and
    `period` where the paper tells them. `span` begins with what names it and ends with its unit.
    """

    indicator: str
    about: str
    value: str
    unit: str
    bound: str
    status: Literal["achieved", "targeted", ""]
    year: int | None
    period: str
    span: SpanRecord
    evidence: EvidenceRecord


class CandidateRecord(msgspec.Struct, frozen=True):
    """A value that came into question, what speaks for it, in Chinese, and the words that do."""

    value: str
    why: str
    evidence: tuple[EvidenceRecord, ...]


class FindingRecord(msgspec.Struct, frozen=True):
    """Something unsettled: a stable code, `error`, `warning` or `note`, the place (if any), and the words.

    `candidates` are the values among which to choose, the likeliest first.
    """

    code: str
    severity: Severity
    place: str | None
    message: str
    candidates: tuple[CandidateRecord, ...]


class DocumentRecord(msgspec.Struct, frozen=True):
    """One paper, whole: its fields as on its page, its text, and the whole argument for each."""

    format: int
    edition: str
    id: str
    path: str
    source: str
    lines: tuple[int, int]
    title: str
    fields: dict[str, Value]
    topics: tuple[str, ...]
    blocks: tuple[BlockRecord, ...]
    edits: tuple[EditRecord, ...]
    annotations: tuple[AnnotationRecord, ...]
    figures: tuple[FigureRecord, ...]
    findings: tuple[FindingRecord, ...]
    parallels: tuple[BesideRecord, ...]


def record(volume: Volume, document: Document, edition: str, beside: tuple[BesideRecord, ...] = ()) -> DocumentRecord:
    """Everything the archive knows of `document`; `beside` are the papers that have words in common with it."""
    return DocumentRecord(
        format=FORMAT,
        edition=edition,
        id=document.id,
        path=f"{document.path}.html",
        source=document.source,
        lines=document.span,
        title=document.title,
        fields={kind: claimed(document, kind) for kind in FIELDS},
        topics=tuple(str(each.value) for each in document.annotations if each.kind == "topics" and each.value),
        blocks=tuple(_block(volume, block) for block in document.blocks),
        edits=tuple(EditRecord(*edit) for edit in _edits(volume, document)),
        annotations=tuple(_annotation(each) for each in document.annotations),
        figures=tuple(map(_figure, document.figures)),
        findings=tuple(_finding(each) for each in document.findings),
        parallels=beside,
    )


def writable(made: DocumentRecord) -> DocumentRecord:
    """The same with a question mark for each lone surrogate, which neither UTF-8 nor XML can hold."""
    try:
        msgspec.json.encode(made)
    except UnicodeEncodeError:
        words = json.dumps(msgspec.to_builtins(made), ensure_ascii=False)
        return msgspec.json.decode(words.encode("utf-8", "replace"), type=DocumentRecord)
    return made


def claimed(document: Document, kind: str) -> Value:
    """The value of the document's claim of this kind; None where there is no claim."""
    claim = document.claim(kind)
    return claim.value if claim else None


def value_words(value: Value) -> str:
    """A value as words: years of a range as ISO 8601 has an interval, `2014/2017`, `../2013`; empty where unknown."""
    if isinstance(value, tuple):
        return "/".join(".." if year is None else str(year) for year in value)
    return "" if value is None else str(value)


def _block(volume: Volume, block: Block) -> BlockRecord:
    name = volume.source.id
    places = [Place(name, each.line, to_source(volume.text, each.line, each.start)) for each in block.pieces]
    pieces = [PieceRecord(*piece, str(place)) for piece, place in zip(block.pieces, places, strict=True)]
    return BlockRecord(str(block.place), block.kind, block.level, block.text, tuple(pieces))


def _edits(volume: Volume, document: Document) -> Iterator[Edit]:
    """The edits of the lines that the document's blocks take their text from."""
    for line in sorted({piece.line for block in document.blocks for piece in block.pieces}):
        yield from volume.text.edits.get(line, ())


def _annotation(claim: Annotation) -> AnnotationRecord:
    evidence = tuple(map(_evidence, claim.evidence))
    span = span_record(claim.span) if claim.span else None
    return AnnotationRecord(claim.kind, claim.value, claim.certainty, evidence, claim.note, span)


def _figure(figure: Figure) -> FigureRecord:
    return FigureRecord(*figure[:8], span_record(figure.span), _evidence(figure.evidence))


def _evidence(clue: Evidence) -> EvidenceRecord:
    return EvidenceRecord(clue.rule, str(clue.place), clue.quote, clue.says, clue.years)


def _finding(finding: Finding) -> FindingRecord:
    place = str(finding.place) if finding.place else None
    candidates = (
        CandidateRecord(each.value, each.why, tuple(map(_evidence, each.evidence))) for each in finding.candidates
    )
    return FindingRecord(finding.code, finding.severity, place, finding.message, tuple(candidates))
