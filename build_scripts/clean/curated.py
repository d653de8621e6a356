"""CleanText, the curator's readings -> CleanText: the word that wins over every rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from build_scripts.align import to_clean
from build_scripts.curation import Reading, misfit
from build_scripts.model import CleanText, Edit, Place
from build_scripts.tables import TableError

RULE = "curated"
AFTER_ALL = 1000  # the order of these edits: behind every rule, however many there will be


def correct(text: CleanText, readings: Sequence[Reading], file: str) -> CleanText:
    """Put each reading in; raise `TableError` for one whose `before` does not stand where it says."""
    lines = list(text.lines)
    edits = {number: list(made) for number, made in text.edits.items()}
    for line, rows in sorted(_by_line(text, readings, file).items()):
        found = sorted(_edit(text, line, number, row, file) for number, row in rows)
        lines[line - 1] = _apply(lines[line - 1], found, file)
        edits.setdefault(line, []).extend(found)
    return replace(text, lines=tuple(lines), edits={number: tuple(made) for number, made in edits.items()})


def _by_line(text: CleanText, readings: Sequence[Reading], file: str) -> Mapping[int, list[tuple[int, Reading]]]:
    rows: dict[int, list[tuple[int, Reading]]] = {}
    for number, row in enumerate(readings, start=1):
        line = Place.within(text.source.id, row.at).line
        if line > len(text.lines):
            raise misfit(file, "readings", number, f"the source has {len(text.lines)} lines. Mend the place.")
        rows.setdefault(line, []).append((number, row))
    return rows


def _edit(text: CleanText, line: int, number: int, row: Reading, file: str) -> Edit:
    words = text.line(line)
    offset = Place.within(text.source.id, row.at).offset
    at = to_clean(text, line, offset) if offset else words.find(row.before)
    if offset and not words.startswith(row.before, at):
        trouble = f"{row.before!r} does not stand at {row.at}, where there is {words[at : at + 12]!r}"
    elif at < 0:
        trouble = f"{row.before!r} does not stand in line {line} any more"
    elif not offset and words.count(row.before) > 1:
        trouble = f"{row.before!r} stands {words.count(row.before)} times in line {line}; say where, such as {line}-18"
    else:
        return Edit(line, AFTER_ALL, RULE, at, row.before, row.after)
    raise misfit(file, "readings", number, f"{trouble}. Mend the row, or remove it.")


def _apply(words: str, edits: Sequence[Edit], file: str) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at:
            raise TableError(f"{file}: readings: two rows change {edit.before!r} in line {edit.line}. Remove one.")
        parts += words[at : edit.start], edit.after
        at = edit.start + len(edit.before)
    return "".join((*parts, words[at:]))
