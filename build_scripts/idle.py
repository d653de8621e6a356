"""Archive -> which rows of which table did nothing in it: what a curator may mend or remove.

Most outputs name the row they come from: evidence, dropped lines, values of topics, terms and citations. For the few
tables whose rows leave no name behind, the row's own words are looked for in the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from build_scripts.align import replay
from build_scripts.model import Archive, Document, Edit

SEVERAL = ("topic", "topics", "term", "citation")  # claims whose value is a row's id


class Ran(NamedTuple):
    """How a table fared: how many rows it has, and those that did nothing, in their order."""

    table: str
    rows: int
    idle: tuple[str, ...]


@dataclass(frozen=True)
class Traces:
    """An archive, to be asked what left a trace in it."""

    archive: Archive

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.archive.documents

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name of a row that an output gives: rules of evidence and of dropped lines, and values that are ids."""
        return frozenset(self._names())

    def _names(self) -> Iterator[str]:
        for volume in self.archive.volumes:
            yield from (each.rule for each in volume.dropped)
        for document in self.documents:
            yield from (figure.indicator for figure in document.figures)
            for claim in document.annotations:
                yield from (clue.rule for clue in claim.evidence)
                if claim.kind in SEVERAL and isinstance(claim.value, str):
                    yield claim.value

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each document's text, one block a line."""
        return tuple("\n".join(block.text for block in document.blocks) for document in self.documents)

    @cached_property
    def sources(self) -> str:
        """The sources as they are."""
        return "\n".join("\n".join(volume.source.lines) for volume in self.archive.volumes)

    def edits(self, rule: str) -> Iterator[tuple[str, Edit]]:
        """The edits of one rule, each with its line as the rule received it."""
        for volume in self.archive.volumes:
            for number, edits in volume.text.edits.items():
                for edit in edits:
                    if edit.rule == rule:
                        before = [each for each in edits if each.order < edit.order]
                        yield replay(volume.source.lines[number - 1], before), edit

    def hold(self, words: Iterable[str]) -> bool:
        """Does any document hold one of these words?"""
        sought = tuple(words)
        return any(word in text for text in self.texts for word in sought)


class Shelved(Protocol):
    """What this module asks of a table in the catalogue."""

    @property
    def name(self) -> str: ...
    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def fired(self) -> Callable[[Traces], Iterable[Any]]: ...


def ran(archive: Archive, tables: Iterable[Shelved]) -> Iterator[Ran]:
    """How each table fared in the archive."""
    traces = Traces(archive)
    for table in tables:
        fired = set(table.fired(traces))
        yield Ran(table.name, len(table.ids), tuple(row for row in table.ids if row not in fired))


def lines(found: Iterable[Ran]) -> Iterator[str]:
    """The lines of a report: `genres: 38 of 52 rows did something; idle: plan-goals, …`."""
    for each in found:
        idle = f"; idle: {', '.join(each.idle)}" if each.idle else ""
        yield f"{each.table}: {each.rows - len(each.idle)} of {each.rows} rows did something{idle}"
