"""data/glossary/*.yml -> Glossary: what the terms, abbreviations and slogans of administration mean, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec

from build_scripts.tables import DATA, Row, TableError, Text, load

GLOSSARY = DATA / "glossary"
Confidence = Literal["high", "medium", "low"]

Year = Annotated[int, msgspec.Meta(ge=1900, le=2100)]
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]  # san-tong-shi; not San_tong
Form = Annotated[str, msgspec.Meta(min_length=2)]


class TermRow(Row, frozen=True, kw_only=True):
    """A term: its forms, what it stands for, what it is, and where that can be checked.

    A form written in “ ” is the term only where the paper has it in quotation marks. `needs` are words of the field,
    one of which must stand in the paper; `not_in` are longer words that hold a form and are something else. `items`
    are what a number counts. `verified` when a second text was compared.
    """

    id: Slug
    term: Text
    forms: tuple[Form, ...] = ()
    stands_for: str = ""
    items: tuple[Text, ...] = ()
    definition: Text
    since: Year | None = None
    until: Year | None = None
    source: Text
    confidence: Confidence
    verified: bool = False
    needs: tuple[Text, ...] = ()
    not_in: tuple[Text, ...] = ()
    see: tuple[Slug, ...] = ()
    matches: tuple[Text, ...] = ()
    rejects: tuple[Text, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Every form in which it is looked for: those of the row, or else the term itself."""
        quoted = f"“{self.term}”" in self.forms
        return self.forms if quoted else (self.term, *self.forms)

    @property
    def means(self) -> str:
        """What it stands for and what it counts, in one line; empty where the definition says it all."""
        return "：".join(filter(None, (self.stands_for, "；".join(self.items))))


class DomainTable(Row, frozen=True, kw_only=True):
    """One file: a field of administration, where it stands among the others, and its terms."""

    domain: Text
    order: int
    terms: tuple[TermRow, ...]


class Domain(NamedTuple):
    """A field of administration: the name of its file, its own name, and its terms in the order of their ids."""

    id: str
    name: str
    terms: tuple[TermRow, ...]


class Glossary(NamedTuple):
    """Every field in order, and every term by its id."""

    domains: tuple[Domain, ...]
    terms: Mapping[str, TermRow]


@cache
def glossary() -> Glossary:
    """The whole table; raise `TableError` for the first row that is wrong, stands twice or leads nowhere."""
    return gathered(GLOSSARY)


def gathered(folder: Path) -> Glossary:
    """The table in the files of this folder."""
    files = {path: load(path, DomainTable) for path in sorted(folder.glob("*.yml"))}
    terms: dict[str, TermRow] = {}
    for path, table in files.items():
        for row in table.terms:
            if row.id in terms:
                raise TableError(f"{path}: the id {row.id} stands twice. Give one of the terms another id.")
            terms[row.id] = row
    for path, table in files.items():
        for row in table.terms:
            if lost := set(row.see) - set(terms):
                raise TableError(f"{path}: {row.id} leads to {min(lost)}, which is no term. Mend its `see`.")
    ordered = sorted(files.items(), key=lambda item: (item[1].order, item[0].name))
    domains = (Domain(path.stem, each.domain, tuple(sorted(each.terms, key=_by_id))) for path, each in ordered)
    return Glossary(tuple(domains), terms)


def _by_id(row: TermRow) -> str:
    return row.id
