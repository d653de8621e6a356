"""build_scripts/data/*.yml and seeds/<id>.yml -> typed, frozen rows: the only reader of YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
import yaml

DATA = Path(__file__).parent / "data"
PAIRS = DATA / "pairs.txt"
T = TypeVar("T")

STEP = re.compile(r"\[(\d+)\]|\.([\w-]+)")  # one step of a msgspec path: $[3].matches; not $

Text = Annotated[str, msgspec.Meta(min_length=1)]
Examples = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Local = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d*(-\d+)?$")]


class TableError(Exception):
    """A table or curation file that cannot be used; the message names file, line and remedy."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The base of every table row: keys that the row's type does not know are errors."""


class PatternRow(Row, frozen=True, kw_only=True):
    """A rule that is a regular expression, proved by the examples it carries."""

    rule: Text
    pattern: Text
    matches: Examples
    rejects: Examples


class BoilerplateRow(PatternRow, frozen=True, kw_only=True):
    """A whole line that speaks of the web page, never of the paper."""

    where: Literal["any", "tail"]


class FormulaRow(PatternRow, frozen=True, kw_only=True):
    """A sentence that opens or closes a paper."""

    side: Literal["opening", "closing"]
    weight: Annotated[int, msgspec.Meta(ge=1, le=3)]


class Boundary(Row, frozen=True, kw_only=True):
    """The curator's word on where a document begins: exactly one of `begin` and `no_begin`."""

    begin: Local | None = None
    no_begin: Local | None = None
    why: Text


class Seam(Row, frozen=True, kw_only=True):
    """The curator's word on a paragraph: `join` it to the one before, or `split` it at a place."""

    join: Local | None = None
    split: Local | None = None
    why: Text


class Drop(Row, frozen=True, kw_only=True):
    """A line that belongs to no paper."""

    line: Annotated[int, msgspec.Meta(ge=1)]
    why: Text


class Titled(Row, frozen=True, kw_only=True):
    """The title of the document that begins at `document`."""

    document: Local
    title: Text
    why: Text


class Reading(Row, frozen=True, kw_only=True):
    """A corrected reading: `before`, as it stands in the cleaned text at the place, becomes `after`."""

    at: Local
    before: Text
    after: str
    why: Text


class Curation(Row, frozen=True, kw_only=True):
    """What `seeds/<id>.yml` may say about one source; each row wins over every rule."""

    readings: tuple[Reading, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    paragraphs: tuple[Seam, ...] = ()
    lines: tuple[Drop, ...] = ()
    titles: tuple[Titled, ...] = ()


class EditionRow(Row, frozen=True, kw_only=True):
    """seeds/edition.yml: what number and date the archive bears."""

    number: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


@dataclass(frozen=True, slots=True)
class Tables:
    """Every knowledge table, loaded once in each process."""

    boilerplate: tuple[BoilerplateRow, ...]
    formulas: tuple[FormulaRow, ...]
    pairs: frozenset[str]


@cache
def tables() -> Tables:
    """All tables of `data/`; raise `TableError` for the first that is wrong."""
    return Tables(
        boilerplate=load(DATA / "boilerplate.yml", tuple[BoilerplateRow, ...]),
        formulas=load(DATA / "formulas.yml", tuple[FormulaRow, ...]),
        pairs=pairs(PAIRS),
    )


def pairs(path: Path) -> frozenset[str]:
    """The pairs of characters in a table whose lines are a character and all that follow it."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line[0] + second for line in lines if line[0] != "#" for second in line[1:])


def curation(path: Path) -> Curation:
    """The curation file at `path`, or an empty one when there is none."""
    return load(path, Curation) if path.exists() else Curation()


def load(path: Path, kind: type[T]) -> T:
    """Read one YAML file as `kind`; raise `TableError` with file, line, the trouble and what to do."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as trouble:
        raise TableError(f"{path}: not readable as YAML in UTF-8: {trouble}. Mend the syntax there.") from trouble
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError as trouble:
        what, _, where = str(trouble).partition(" - at `")
        path_in_file = where.rstrip("`") or "$"
        raise TableError(
            f"{path}:{_line(node, path_in_file)}: {what} (at {path_in_file}). Mend or remove that row."
        ) from trouble


def _line(node: Any, path: str) -> int:
    """The line of the YAML node that a msgspec error path names, or of its nearest parent."""
    for index, key in STEP.findall(path):
        if index and isinstance(node, yaml.SequenceNode):
            node = node.value[int(index)]
        elif key and isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), node)
    return 1 if node is None else int(node.start_mark.line) + 1
