"""Documents, a question -> the blocks and documents that answer it, found by looking at every one of them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Protocol

from build_scripts.model import Document
from build_scripts.search.columns import region_of, years_of
from build_scripts.search.fold import folder

Answers = Mapping[str, frozenset[str]]  # document -> its blocks found; no block when only its title answers

fold = cache(folder().__call__)
literal = cache(folder().literal)
ANY = "?"


@dataclass(frozen=True)
class Unit:
    """A block, or the title: its id is empty then."""

    id: str
    text: str


@dataclass(frozen=True)
class Paper:
    """A document and its units."""

    document: Document
    units: tuple[Unit, ...]

    @property
    def id(self) -> str:
        return self.document.id

    @cached_property
    def folded(self) -> str:
        """All its units; no folded text holds what stands between them."""
        return "\n".join(fold(unit.text) for unit in self.units)


def papers(documents: Iterable[Document]) -> tuple[Paper, ...]:
    return tuple(
        Paper(each, (Unit("", each.title), *(Unit(block.place.anchor, block.text) for block in each.blocks)))
        for each in documents
    )


class Question(Protocol):
    """What can be asked: as a query writes it, and what of a paper answers it."""

    @property
    def query(self) -> str: ...

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        """The units that a paper is found by; None when it is not found."""


def answers(question: Question, held: Sequence[Paper]) -> Answers:
    """The documents found, each with its blocks."""
    found = ((paper, question.answered(paper)) for paper in held)
    return {paper.id: frozenset(unit.id for unit in units if unit.id) for paper, units in found if units is not None}


@dataclass(frozen=True)
class Term(ABC):
    """What is looked for inside one unit."""

    text: str

    @property
    def query(self) -> str:
        return self.text

    @abstractmethod
    def places(self, unit: Unit) -> list[tuple[int, int]]:
        """Where it stands in the unit's text, in the form that this kind of term is held to."""

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        return frozenset(unit for unit in paper.units if self.places(unit)) or None


@dataclass(frozen=True)
class Word(Term):
    """A plain term: its folded form stands in the unit's."""

    def places(self, unit: Unit) -> list[tuple[int, int]]:
        return _places(re.escape(fold(self.text)), fold(unit.text))

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        """By plain containment, of which most papers are told apart at once."""
        words = fold(self.text)
        return frozenset(unit for unit in paper.units if words in fold(unit.text)) if words in paper.folded else None


@dataclass(frozen=True)
class Wild(Term):
    """A term with `?`, each one character and no sentence's end."""

    def places(self, unit: Unit) -> list[tuple[int, int]]:
        parts = (re.escape(fold(part)) for part in self.text.split(ANY))
        return _places("[^。]".join(parts), fold(unit.text))


@dataclass(frozen=True)
class Quoted(Term):
    """Words with their punctuation."""

    @property
    def query(self) -> str:
        return f'"{self.text}"'

    def places(self, unit: Unit) -> list[tuple[int, int]]:
        return _places(re.escape(literal(self.text)), literal(unit.text))


@dataclass(frozen=True)
class Spelled(Term):
    """Words as they are typed."""

    @property
    def query(self) -> str:
        return f'="{self.text}"'

    def places(self, unit: Unit) -> list[tuple[int, int]]:
        return _places(re.escape(self.text), unit.text)


@dataclass(frozen=True)
class Near:
    """Two words with so many folded characters between them at the most."""

    left: Word
    right: Word
    distance: int

    @property
    def query(self) -> str:
        return f"{self.left.query} ~{self.distance} {self.right.query}"

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        return frozenset(unit for unit in paper.units if self._near(unit)) or None

    def _near(self, unit: Unit) -> bool:
        return any(
            0 <= max(start - end_left, start_left - end) <= self.distance
            for start_left, end_left in self.left.places(unit)
            for start, end in self.right.places(unit)
        )


@dataclass(frozen=True)
class Not:
    part: Question

    @property
    def query(self) -> str:
        return f"-{self.part.query}"

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        return frozenset() if self.part.answered(paper) is None else None


@dataclass(frozen=True)
class Any:
    parts: tuple[Question, ...]

    @property
    def query(self) -> str:
        return " OR ".join(part.query for part in self.parts)

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        found = [units for part in self.parts if (units := part.answered(paper)) is not None]
        return frozenset[Unit]().union(*found) if found else None


@dataclass(frozen=True)
class All:
    parts: tuple[Question, ...]

    @property
    def query(self) -> str:
        return " ".join(part.query for part in self.parts)

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        found = [part.answered(paper) for part in self.parts]
        return None if None in found else frozenset[Unit]().union(*(units for units in found if units))


@dataclass(frozen=True)
class Years:
    """Papers that may be of these years."""

    first: int
    last: int

    @property
    def query(self) -> str:
        return f"year:{self.first}..{self.last}"

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        first, last = years_of(paper.document)
        known = first or last
        return frozenset() if known and first <= self.last and (last or 9999) >= self.first else None


@dataclass(frozen=True)
class Holds:
    """Papers one of whose fields holds the words."""

    name: str
    value: str
    said: Mapping[str, str] = field(hash=False)

    @property
    def query(self) -> str:
        return f"{self.name}:{self.value}"

    def answered(self, paper: Paper) -> frozenset[Unit] | None:
        return frozenset() if fold(self.value) in fold(self.said[paper.id]) else None


def said(held: Iterable[Paper], name: str) -> dict[str, str]:
    """What each paper's field says."""
    found = {}
    for paper in held:
        if name == "region":
            found[paper.id] = "".join((region_of(paper.document) or ("",))[1:])
        else:
            claim = paper.document.claim(name)
            found[paper.id] = str(claim.value) if claim and claim.value is not None else ""
    return found


def _places(pattern: str, text: str) -> list[tuple[int, int]]:
    """Every stretch that matches, overlapping ones too; no pattern here can match two lengths at one place."""
    return [found.span(1) for found in re.finditer(f"(?=({pattern}))", text, re.DOTALL)]
