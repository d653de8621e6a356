"""data/redactions.yml, Document -> annotations: every place where words were hidden or have fallen out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from build_scripts.annotate.quotes import quoted
from build_scripts.model import Annotation, Block, CleanText, Document, Span
from build_scripts.tables import DATA, PatternRow, Row, TableError, Text, load

TABLE = DATA / "redactions.yml"
NAMED = re.compile(r"<(\w+)>")  # <sign>; not (?<=x), (?P<x>


class RedactionRow(PatternRow, frozen=True, kw_only=True):
    """A sign of hidden words, or the trace of lost ones; `tip` is what a reader is told of it."""

    kind: Literal["redaction", "loss"]
    value: Text
    certainty: Literal["stated", "inferred"]
    tip: Text
    signs: Text


class RedactionTable(Row, frozen=True, kw_only=True):
    """Rows in the order in which they claim a stretch, and the parts of patterns that they share."""

    definitions: dict[str, str]
    rows: tuple[RedactionRow, ...]


class Sought(NamedTuple):
    """A row with its pattern compiled."""

    row: RedactionRow
    pattern: re.Pattern[str]


@cache
def sought() -> tuple[Sought, ...]:
    """Every row, in order; raise `TableError` for the first that cannot be used."""
    known = load(TABLE, RedactionTable)
    return tuple(Sought(row, _compiled(row, known.definitions)) for row in known.rows)


def redactions(text: CleanText, document: Document) -> Iterator[Annotation]:
    """A claim for each stretch that a row finds, block by block in the order of the text."""
    rows = _possible(sought(), "".join(block.text for block in document.blocks))
    for block in document.blocks:
        for start, end, row in sorted(_hits(block, rows), key=lambda hit: hit[:2]):
            clue = quoted(text, block, (start, end), row.rule)
            span = Span(block.place, start, end)
            yield Annotation(row.kind, row.value, row.certainty, (clue,), row.tip, span)


def _hits(block: Block, rows: Sequence[Sought]) -> Iterator[tuple[int, int, RedactionRow]]:
    """What the rows find in one paragraph; no two hits share a character."""
    taken: set[int] = set()
    for row, pattern in _possible(rows, block.text):
        for found in pattern.finditer(block.text):
            here = range(*found.span())
            if taken.isdisjoint(here):
                taken.update(here)
                yield found.start(), found.end(), row


def _possible(rows: Sequence[Sought], words: str) -> list[Sought]:
    """The rows that can have a hit in these words."""
    characters = frozenset(words)
    return [each for each in rows if not characters.isdisjoint(each.row.signs)]


def _compiled(row: RedactionRow, definitions: dict[str, str]) -> re.Pattern[str]:
    pattern = row.pattern
    try:
        for _ in definitions:  # one may hold another
            pattern = NAMED.sub(lambda found: f"(?:{definitions[found[1]]})", pattern)
        return re.compile(pattern)
    except (re.error, KeyError) as trouble:
        raise TableError(f"{TABLE}: rule {row.rule!r}: not a regular expression: {trouble}. Mend it.") from trouble
