"""Archive, Place -> text: what stands in the source, what was changed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.links import index, resolve
from build_scripts.model import Archive, Block, Document, Place, Span, Volume


def missing(archive: Archive, place: Place) -> str:
    """Why the archive has no such place, with what it has instead; empty when it has it."""
    volumes = {volume.source.id: volume for volume in archive.volumes}
    if place.source not in volumes:
        return f"the archive has no source {place.source} (it has {', '.join(volumes) or 'none'})"
    lines = volumes[place.source].source.lines
    if place.line > len(lines):
        return f"source {place.source} has {len(lines)} lines"
    length = len(lines[place.line - 1])
    if place.offset and place.offset >= length:
        return f"line {place.line} of source {place.source} has {length} characters"
    return ""


def explain(archive: Archive, place: Place) -> str:
    """The source line with each edit, the blocks it became, and their documents' claims with the evidence.

    The place must not be `missing`.
    """
    volume = next(each for each in archive.volumes if each.source.id == place.source)
    return "\n".join(_lines(archive, volume, place))


def _lines(archive: Archive, volume: Volume, place: Place) -> Iterator[str]:
    yield f"{place}  ({volume.source.file}, {volume.source.encoding})"
    yield f"source   {volume.source.lines[place.line - 1]!r}"
    for edit in volume.text.edits.get(place.line, ()):
        yield f"edit     {edit.order:>2} {edit.rule} @{edit.start}: {edit.before!r} -> {edit.after!r}"
    yield f"cleaned  {volume.text.line(place.line)!r}"
    target = resolve(index(archive), place)
    yield f"lands    {target.page}.html#{target.anchor} ({target.reason}{' ' + target.rule if target.rule else ''})"
    for document in volume.documents:
        touched = [block for block in document.blocks if any(piece.line == place.line for piece in block.pieces)]
        if touched:
            yield from _document(document, touched, place.line)
    for each in volume.dropped:
        if each.piece.line == place.line:
            yield f"dropped  {each.rule}: {volume.text.line(place.line)[each.piece.start : each.piece.end]!r}"


def _document(document: Document, touched: list[Block], line: int) -> Iterator[str]:
    for block in touched:
        level = f" {block.level}" if block.level else ""
        yield f"block    {block.place.anchor} {block.kind}{level}: {block.text!r}"
    yield f"document {document.id} lines {document.span[0]}-{document.span[1]}: {document.title}"
    for claim in document.annotations:
        if claim.span and not _lies_in(claim.span, touched, line):
            continue
        where = f" @{claim.span.block.anchor} {claim.span.start}-{claim.span.end}" if claim.span else ""
        note = f" {claim.note}" if claim.note else ""
        yield f"claim    {claim.kind} = {claim.value!r} ({claim.certainty}){where}{note}"
        for evidence in claim.evidence:
            yield f"         {evidence.rule} at {evidence.place}: {evidence.quote!r}"
    for finding in document.findings:
        yield f"finding  {finding.code} {finding.severity} {finding.place or ''}: {finding.message}"


def _lies_in(span: Span, touched: list[Block], line: int) -> bool:
    """Does the stretch begin in a part of these blocks that comes from this line?"""
    block = next((each for each in touched if each.place == span.block), None)
    runs = block.runs if block else ()
    return any(run.piece.line == line and 0 <= span.start - run.at <= run.piece.end - run.piece.start for run in runs)
