"""Volumes -> findings: the invariants T001 to T003, proved on every build whatever the stages say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from build_scripts.align import replay, to_clean
from build_scripts.model import Archive, CleanText, Document, Evidence, Finding, Piece, Place, Source, Volume

Cleaner = Callable[[Source], CleanText]


def prove(volume: Volume, clean: Cleaner) -> tuple[Finding, ...]:
    """Everything that can be proved of one source by itself; `clean` is the cleaner whose work is on trial."""
    return (*_placed(volume), *_receipts(volume.text), *_idempotent(volume.text, clean), *_quotes(volume))


def prove_shown(volume: Volume) -> tuple[Finding, ...]:
    """The same of a source of which papers were withdrawn, but for cleaning it again; nobody quotes what is gone."""
    return (*_placed(volume), *_receipts(volume.text), *_quotes(volume))


def _placed(volume: Volume) -> Iterator[Finding]:
    """T001: every character of the cleaned lines, blanks aside, is in one block or one dropped stretch."""
    pieces = sorted((*_block_pieces(volume), *(each.piece for each in volume.dropped)))
    by_line: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_line.setdefault(piece.line, []).append(piece)
    for number, line in enumerate(volume.text.lines, start=1):
        if trouble := _trouble(line, by_line.get(number, [])):
            yield _finding(
                "T001", volume, number, f"{trouble}. A rule of segment lost or doubled it; add the line as a case."
            )


def _block_pieces(volume: Volume) -> Iterator[Piece]:
    return (piece for document in volume.documents for block in document.blocks for piece in block.pieces)


def _trouble(line: str, pieces: Sequence[Piece]) -> str:
    at = 0
    for piece in pieces:
        if piece.start < at:
            return f"characters {piece.start} to {at} are placed twice"
        if lost := line[at : piece.start].strip():
            return f"no document has {lost[:20]!r} and no rule dropped it"
        at = piece.end
    lost = line[at:].strip()
    return f"no document has {lost[:20]!r} and no rule dropped it" if lost else ""


def _receipts(text: CleanText) -> Iterator[Finding]:
    """T002: replaying the edits over the source's lines gives the cleaned lines."""
    for number, (before, after) in enumerate(zip(text.source.lines, text.lines, strict=True), start=1):
        edits = text.edits.get(number, ())
        if not edits and before == after:
            continue
        try:
            same = replay(before, edits) == after
        except ValueError:
            same = False
        if not same:
            message = "the edits do not lead from the source to the cleaned line. A rule of clean changed text unseen."
            yield Finding("T002", "error", Place(text.source.id, number), message)


def _idempotent(text: CleanText, clean: Cleaner) -> Iterator[Finding]:
    """T002: cleaning the cleaned lines changes nothing."""
    again = clean(Source(text.source.id, text.source.file, text.source.sha256, text.source.encoding, text.lines))
    for number, edits in sorted(again.edits.items()):
        if any(edit.rule == "curated" for edit in text.edits.get(number, ())):
            continue  # the curator may want what a rule would change
        first = edits[0]
        message = (
            f"cleaning twice is not cleaning once: rule {first.rule} finds {first.before!r} again."
            " Let the rule do all its work at once, or put it after the rule that makes its case."
        )
        yield Finding("T002", "error", Place(text.source.id, number), message)


def _quotes(volume: Volume) -> Iterator[Finding]:
    """T003: each piece of evidence stands verbatim at its place in the cleaned text."""
    for document in volume.documents:
        for annotation in document.annotations:
            yield from _missing(volume, annotation.kind, annotation.evidence)
        for figure in document.figures:
            yield from _missing(volume, f"the figure {figure.indicator}", (figure.evidence,))
        for finding in document.findings:
            for proposal in finding.candidates:
                yield from _missing(volume, f"the candidate {proposal.value}", proposal.evidence)


def prove_told(archive: Archive) -> Iterator[Finding]:
    """T003 of what papers quote from one another: the words stand at their place in the other paper."""
    volumes = {volume.source.id: volume for volume in archive.volumes}
    for document in archive.documents:
        for annotation in document.annotations:
            for clue in annotation.evidence:
                volume = volumes.get(clue.place.source)
                if _is_own(document, clue.place) or (volume and _stands(volume.text, clue.place, clue.quote)):
                    continue
                message = (
                    f"what {document.place} quotes for {annotation.kind} is not there: {clue.quote!r} ({clue.rule})."
                )
                yield Finding("T003", "error", clue.place, message)


def _is_own(document: Document, place: Place) -> bool:
    """Is the place in the paper itself, where its own volume's proof has looked?"""
    first, last = document.span
    return place.source == document.source and first <= place.line <= last


def _missing(volume: Volume, kind: str, quotes: Sequence[Evidence]) -> Iterator[Finding]:
    for evidence in quotes:
        if evidence.place.source == volume.source.id and not _stands(volume.text, evidence.place, evidence.quote):
            message = f"the evidence for {kind} is not there: {evidence.quote!r} ({evidence.rule})."
            yield _finding("T003", volume, evidence.place.line, message)


def _stands(text: CleanText, place: Place, quote: str) -> bool:
    if not 1 <= place.line <= len(text.lines):
        return False
    at = to_clean(text, place.line, place.offset)
    return text.line(place.line)[at:].lstrip().startswith(quote)


def _finding(code: str, volume: Volume, line: int, message: str) -> Finding:
    return Finding(code, "error", Place(volume.source.id, line), message)
