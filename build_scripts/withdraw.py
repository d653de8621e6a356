"""Volume, Curation -> Volume without the words of the papers that are withdrawn: nothing later could show them.

Their characters give way to as many signs in the source's lines, in the cleaned ones and in the edits between them:
all places and offsets stay what they were, and replaying the edits still leads from the one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from build_scripts.curation import Curation, WithdrawnRow
from build_scripts.model import CleanText, Document, Dropped, Edit, Piece, Place, Volume, Withdrawn
from build_scripts.stretches import stretches

SIGN = "█"  # stands for one character
RULE = "withdrawn"

Hidden = Mapping[int, Sequence[bool]]  # line -> which of its characters are to be hidden


def withdraw(volume: Volume, curated: Curation) -> Volume:
    """The volume as it may be shown; itself when nothing of it is withdrawn."""
    if not curated.withdrawn:
        return volume
    whole = curated.withdrawn[0] if curated.withdrawn[0].document == "all" else None
    rows = {row.document: row for row in curated.withdrawn}
    gone = {each.place: row for each in volume.documents if (row := whole or rows.get(each.place.local))}
    taken = tuple(_withdrawn(each, gone[each.place]) for each in volume.documents if each.place in gone)
    pieces = tuple(piece for each in taken for piece in each.pieces)
    hidden = _everything(volume) if whole else _hidden(volume, pieces)
    return replace(
        volume,
        text=_text(volume.text, hidden),
        documents=tuple(each for each in volume.documents if each.place not in gone),
        dropped=tuple(sorted((*volume.dropped, *(Dropped(piece, RULE) for piece in pieces)))),
        findings=tuple(each for each in volume.findings if not each.place or each.place.line not in hidden),
        withdrawn=taken,
    )


def _withdrawn(document: Document, row: WithdrawnRow) -> Withdrawn:
    pieces = tuple(piece for block in document.blocks for piece in block.pieces)
    return Withdrawn(document.place, document.span[1], pieces, row.why, row.by)


def _everything(volume: Volume) -> Hidden:
    return {number: [True] * len(line) for number, line in enumerate(volume.source.lines, 1)}


def _hidden(volume: Volume, pieces: Iterable[Piece]) -> Hidden:
    held = stretches(volume)
    found: dict[int, list[bool]] = {}
    for piece in pieces:
        signs = found.setdefault(piece.line, [False] * len(volume.source.lines[piece.line - 1]))
        start, end = held[piece]
        signs[start:end] = [True] * (end - start)
    return found


def _text(text: CleanText, hidden: Hidden) -> CleanText:
    lines, cleaned, edits = list(text.source.lines), list(text.lines), dict(text.edits)
    for number, signs in hidden.items():
        made, after = _edits(text.edits.get(number, ()), signs)
        lines[number - 1] = _covered(text.source.lines[number - 1], signs)
        cleaned[number - 1] = _covered(text.line(number), after)
        edits[number] = tuple(made)
    return CleanText(
        source=replace(text.source, lines=tuple(lines)),
        lines=tuple(cleaned),
        edits={number: made for number, made in edits.items() if made},
        doubts=tuple(each for each in text.doubts if not _is_hidden(each.place, hidden)),
    )


def _is_hidden(place: Place, hidden: Hidden) -> bool:
    return any(hidden.get(place.line, ())[place.offset :][:1])


def _edits(edits: Iterable[Edit], signs: Sequence[bool]) -> tuple[list[Edit], Sequence[bool]]:
    """A line's edits with the hidden characters covered, and which characters are hidden once they are made."""
    made: list[Edit] = []
    for _, group in groupby(edits, key=lambda edit: edit.order):
        after, at = list[bool](), 0
        for edit in group:
            end = edit.start + len(edit.before)
            new = _become(signs[edit.start : end], edit, signs)
            made.append(
                edit._replace(before=_covered(edit.before, signs[edit.start : end]), after=_covered(edit.after, new))
            )
            after += (*signs[at : edit.start], *new)
            at = end
        signs = (*after, *signs[at:])
    return made, signs


def _become(before: Sequence[bool], edit: Edit, signs: Sequence[bool]) -> Sequence[bool]:
    """Which characters of an edit's words are hidden: all if any of those that they replace were.

    What was put in between others is hidden where it has no neighbour that shows.
    """
    if len(edit.before) == len(edit.after):
        return before
    sides = before or signs[max(0, edit.start - 1) : edit.start + 1]
    return [any(before) if before else all(sides)] * len(edit.after)


def _covered(words: str, signs: Iterable[bool]) -> str:
    return "".join(_cover(words, signs))


def _cover(words: str, signs: Iterable[bool]) -> Iterator[str]:
    for char, hide in zip(words, signs, strict=True):
        yield SIGN if hide else char
