"""Question, Build -> text: an open question, and what a build came to, as the command line tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import indent

from build_scripts.model import Evidence, Place
from build_scripts.pipeline import Build
from build_scripts.review import Question
from build_scripts.write import Changes

MARGIN = "    "


def concerns(asked: Question, where: Place | str) -> bool:
    """Is it about this source, or about the document or line at this place? Everything is, when `where` is empty."""
    place = asked.finding.place
    if not where or place is None:
        return not where
    if isinstance(where, str):
        return place.source == where
    first, last = asked.document.span if asked.document else (place.line, place.line)
    return place.source == where.source and first <= where.line <= last


def told(asked: Question) -> str:
    """The finding in one line; below it what is known, candidates and evidence, and the row that would settle it."""
    place = f"{asked.finding.place}: " if asked.finding.place else ""
    lines = [f"{place}{asked.finding.severity} {asked.finding.code}: {asked.message}"]
    if asked.known:
        lines += [f"{MARGIN}known: {asked.known}", *_quotes(asked.evidence)]
    for each in asked.candidates:
        lines += [f"{MARGIN}candidate: {each.value} ({each.why})", *_quotes(each.evidence)]
    if asked.row:
        lines += [f"{MARGIN}to settle it, in {asked.row.file}:", indent(asked.row.yaml(), 2 * MARGIN)]
    return "\n".join(lines)


def _quotes(found: Iterable[Evidence]) -> Iterator[str]:
    for each in found:
        yield f"{2 * MARGIN}{each.place} “{each.quote}” {each.says}".rstrip()


def summary(made: Build, changes: Changes) -> str:
    """What a build came to, in one line."""
    counts = Counter(finding.severity for finding in made.findings)
    created, changed, deleted = len(changes.created), len(changes.changed), len(changes.deleted)
    return (
        f"{len(made.archive.volumes)} sources, {len(made.archive.documents)} documents; "
        f"pages: {created} new, {changed} changed, {deleted} removed; "
        f"findings: {counts['error']} errors, {counts['warning']} warnings, {counts['note']} notes (see `report`)"
    )
