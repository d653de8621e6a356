"""Documents, Parallels -> Documents: beside a redaction stands, with its place, what another paper has there.

The text stays as it is: the claim that words are hidden gets the words of each other witness that tells it otherwise as
evidence, and its note says whose. Papers that only share passages hide names of their own, and tell nothing here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from build_scripts.align import to_source
from build_scripts.model import Annotation, Block, CleanText, Document, Evidence, Parallel, Place, Span, Variant

RULE = "witness-reading"

Blocks = Mapping[Place, Block]


def read_beside(
    documents: Sequence[Document], found: Sequence[Parallel], texts: Mapping[str, CleanText]
) -> tuple[Document, ...]:
    """The documents, each redaction that a parallel tells with the words there; `texts` are those of the sources."""
    blocks = {block.place: block for document in documents for block in document.blocks}
    told: dict[Place, list[tuple[Span, Span]]] = defaultdict(list)
    for each in found:
        if each.kind != "shared":
            for here, there in _pairs(each):
                told[here.block].append((here, there))
    return tuple(_with_readings(each, told, blocks, texts) for each in documents)


def _pairs(found: Parallel) -> Iterator[tuple[Span, Span]]:
    """Each stretch of signs, and the words that the other paper has for it."""
    variants: Iterator[Variant] = (each for passage in found.passages for part in passage for each in part.variants)
    for each in variants:
        if each.kind == "hidden":
            yield each.here, each.there
        elif each.kind == "told":
            yield each.there, each.here


def _with_readings(
    document: Document, told: Mapping[Place, list[tuple[Span, Span]]], blocks: Blocks, texts: Mapping[str, CleanText]
) -> Document:
    if not any(block.place in told for block in document.blocks):
        return document
    claims = (
        _read(each, told.get(each.span.block, ()) if each.span else (), blocks, texts) for each in document.annotations
    )
    return replace(document, annotations=tuple(claims))


def _read(
    claim: Annotation, told: Sequence[tuple[Span, Span]], blocks: Blocks, texts: Mapping[str, CleanText]
) -> Annotation:
    """A redaction with all that other papers have there, each reading once; any other claim as it is."""
    if claim.kind != "redaction" or claim.span is None:
        return claim
    readings: dict[str, Evidence] = {}
    for here, there in told:
        if claim.span.start <= here.start and here.end <= claim.span.end:
            clue = _quoted(there, blocks[there.block], texts[there.block.source])
            if clue is not None:
                own = blocks[here.block].text
                whole = own[claim.span.start : here.start] + clue.quote + own[here.end : claim.span.end]
                readings.setdefault(whole, clue)
    said = "，".join(f"异文 {clue.place} 此处作“{whole}”" for whole, clue in readings.items())
    return replace(
        claim, note=f"{claim.note}{said}。" if said else claim.note, evidence=(*claim.evidence, *readings.values())
    )


def _quoted(span: Span, block: Block, text: CleanText) -> Evidence | None:
    """The words of a stretch at their place; None where they run on into another line."""
    for _, piece, at in block.runs:
        start, end = piece.start + span.start - at, piece.start + span.end - at
        if piece.start <= start < end <= piece.end:
            place = Place(block.place.source, piece.line, to_source(text, piece.line, start))
            words = block.text[span.start : span.end]
            return Evidence(RULE, place, words, f"异文此处作“{words}”") if words == words.lstrip() else None
    return None
