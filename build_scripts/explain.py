"""Archive, Place -> text: what stands in the source, what was changed, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.links import index, resolve
from build_scripts.model import Archive, Block, Document, Place, Volume


def explain(archive: Archive, place: Place) -> str:
    """The source line with each edit, the blocks it became, and their documents' claims with the evidence."""
    volume = next((each for each in archive.volumes if each.source.id == place.source), None)
    if volume is None or place.line > len(volume.source.lines):
        return f"{place}: the archive has no such line"
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
            yield from _document(document, touched)
    for each in volume.dropped:
        if each.piece.line == place.line:
            yield f"dropped  {each.rule}: {volume.text.line(place.line)[each.piece.start : each.piece.end]!r}"


def _document(document: Document, touched: list[Block]) -> Iterator[str]:
    for block in touched:
        level = f" {block.level}" if block.level else ""
        yield f"block    {block.place.anchor} {block.kind}{level}: {block.text!r}"
    yield f"document {document.id} lines {document.span[0]}-{document.span[1]}: {document.title}"
    for claim in document.annotations:
        yield f"claim    {claim.kind} = {claim.value!r} ({claim.certainty}){' ' + claim.note if claim.note else ''}"
        for evidence in claim.evidence:
            yield f"         {evidence.rule} at {evidence.place}: {evidence.quote!r}"
    for finding in document.findings:
        yield f"finding  {finding.code} {finding.severity} {finding.place or ''}: {finding.message}"
