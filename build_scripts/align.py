"""Offsets of a source line <-> offsets of its cleaned line, by way of the line's edits."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from build_scripts.model import CleanText, Edit


def replay(line: str, edits: Iterable[Edit]) -> str:
    """Apply a line's edits in order; raise `ValueError` when one does not find its `before` where it says."""
    for _, group in groupby(edits, key=lambda edit: edit.order):
        line = _apply(line, tuple(group))
    return line


def _apply(line: str, edits: tuple[Edit, ...]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or not line.startswith(edit.before, edit.start):
            raise ValueError(f"edit does not fit: {edit}")
        parts += line[at : edit.start], edit.after
        at = edit.start + len(edit.before)
    return "".join((*parts, line[at:]))


def to_source(text: CleanText, line: int, offset: int) -> int:
    """Where in the source line the character at `offset` of the cleaned line begins.

    A character inside a replacement of equal length keeps its position there; in any other
    replacement it maps to the replacement's start. The end of the line maps to the end.
    """
    groups = [tuple(group) for _, group in groupby(text.edits.get(line, ()), key=lambda edit: edit.order)]
    for group in reversed(groups):
        offset = _back(group, offset)
    return offset


def to_clean(text: CleanText, line: int, offset: int) -> int:
    """Where in the cleaned line the source character at `offset` ended up, or what follows it when it is gone."""
    for _, group in groupby(text.edits.get(line, ()), key=lambda edit: edit.order):
        offset = _forth(tuple(group), offset)
    return offset


def _back(edits: tuple[Edit, ...], offset: int) -> int:
    shift = 0  # received text minus produced text, left of `offset`
    for edit in edits:
        start = edit.start - shift  # in the produced text
        if offset < start:
            break
        inside = offset - start
        if inside < len(edit.after):
            return edit.start + (inside if len(edit.after) == len(edit.before) else 0)
        shift += len(edit.before) - len(edit.after)
    return offset + shift


def _forth(edits: tuple[Edit, ...], offset: int) -> int:
    shift = 0
    for edit in edits:
        if offset < edit.start:
            break
        inside = offset - edit.start
        if inside < len(edit.before):
            same = len(edit.after) == len(edit.before)
            return edit.start + shift + (inside if same else 0)
        shift += len(edit.after) - len(edit.before)
    return offset + shift
