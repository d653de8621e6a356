"""build_scripts/data/*.yml, seeds/*.yml and mkdocs.yml -> typed, frozen rows: the only reader of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
import yaml

from build_scripts import remedies
from build_scripts.strict_yaml import Lenient, Strict

DATA = Path(__file__).parent / "data"
SCHEMA_FOLDER = DATA / "schemas"
PAIRS = DATA / "pairs.txt"
WORDS = DATA / "words.tsv"
FOLD = DATA / "fold.txt"
CODE_WORDS = DATA / "code_words.txt"
T = TypeVar("T")

WORD = re.compile(r"([^a-z]+)([a-z])")  # the rest of a word and its weight, 活m; not `m`
ESCAPED = re.compile(r"\\u\{([0-9A-F]+)\}")  # \u{200B} in fold.txt; not \u200B
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

    where: Literal["any", "edge", "tail"]


class FormulaRow(PatternRow, frozen=True, kw_only=True):
    """A sentence that opens or closes a paper."""

    side: Literal["opening", "closing"]
    weight: Annotated[int, msgspec.Meta(ge=1, le=3)]


class EditionRow(Row, frozen=True, kw_only=True):
    """seeds/edition.yml: what number and date the archive bears; without the file, number 0 and no date.

    `note` says in a sentence what the edition is about, for the page of editions.
    """

    number: Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")] = "0"
    date: Annotated[str, msgspec.Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    note: Annotated[str, msgspec.Meta(pattern=r"^[^\t\n\r]*$")] = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the build reads of an mkdocs.yml; all else there is for MkDocs alone."""

    INHERIT: str | None = None
    site_name: str | None = None
    site_description: str | None = None
    site_url: str | None = None  # none also where it stands as `!ENV [SITE_URL, ""]`
    docs_dir: str | None = None
    site_dir: str | None = None


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


def words(path: Path) -> Mapping[str, int]:
    """The words of a table, and how common they are: the binary orders of magnitude that stand in it as letters."""
    found: dict[str, int] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            char, order, rest = row.split("\t")
            found[char] = ord(order) - ord("a")
            found |= {char + word: ord(letter) - ord("a") for word, letter in WORD.findall(rest)}
    return found


def code_words(path: Path) -> tuple[str, ...]:
    """The words of two characters in data/code_words.txt, in the order of their codes."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return tuple(line[at : at + 2] for line in lines for at in range(0, len(line), 2))


def fold_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The rows of data/fold.txt: what characters fold to, or a class's name, and the characters."""
    for row in path.read_text(encoding="utf-8").split("\n"):
        if row and not row.startswith("# "):
            target, _, members = row.partition("\t")
            yield _unescaped(target), _unescaped(members)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def edition(path: Path) -> EditionRow:
    """What the edition file at `path` says, or edition 0 without a date when there is none."""
    row = load(path, EditionRow) if path.exists() else EditionRow()
    try:
        date.fromisoformat(row.date or "1970-01-01")
    except ValueError as trouble:
        raise TableError(f"{path}: there is no day {row.date}. Mend the date.") from trouble
    return row


def settings(path: Path) -> Settings:
    """What an mkdocs.yml says, and those that it inherits from where it says nothing; nothing when there is none."""
    if not path.exists():
        return Settings()
    own = load(path, Settings, Lenient)
    inherited = settings(path.parent / own.INHERIT) if own.INHERIT else Settings()
    return Settings(
        site_name=own.site_name or inherited.site_name,
        site_description=own.site_description or inherited.site_description,
        site_url=own.site_url or inherited.site_url,
        docs_dir=own.docs_dir or inherited.docs_dir,
        site_dir=own.site_dir or inherited.site_dir,
    )


@cache
def schemas() -> Mapping[str, bytes]:
    """The JSON Schemas of tables and curation files, by file name, as they are published."""
    return {path.name: path.read_bytes() for path in sorted(SCHEMA_FOLDER.glob("*.schema.json"))}


def load(path: Path, kind: type[T], loader: type[Strict] = Strict) -> T:
    """Read one YAML file as `kind`; raise `TableError` with file, line, the trouble and what to do."""
    node, value = _parsed(path, loader)
    try:
        return msgspec.convert(value, type=kind)
    except msgspec.ValidationError as trouble:
        what, _, where = str(trouble).partition(" - at `")
        path_in_file = where.rstrip("`") or "$"
        remedy = remedies.of_value(what, _schema(path))
        raise TableError(f"{path}:{_line(node, path_in_file)}: {what} (at {path_in_file}). {remedy}") from trouble


def line_of(path: Path, where: str) -> int:
    """The line of a YAML file on which a path such as `$.fields[3]` begins; 0 when there is no such file."""
    return _line(_parsed(path, Strict)[0], where) if path.is_file() else 0


def _schema(path: Path) -> str:
    """The schema of a table, of a folder of tables, or of the curator's files."""
    known = next((name for name in (path.stem, path.parent.name) if f"{name}.schema.json" in schemas()), "curation")
    return f"build_scripts/data/schemas/{known}.schema.json"


def _parsed(path: Path, loader: type[Strict]) -> tuple[Any, Any]:
    """The nodes of a YAML file, which know their lines, and its value."""
    text = _text(path)
    try:
        parser = loader(text)
        node = parser.get_single_node()
        return node, parser.construct_document(node) if node else None
    except yaml.MarkedYAMLError as trouble:
        line, what, remedy = remedies.of_yaml(trouble, text)
        raise TableError(f"{path}:{line}: not readable as YAML: {what}. {remedy}") from trouble
    except (yaml.YAMLError, ValueError) as trouble:  # also of control characters, and of numbers such as 0x_
        raise TableError(f"{path}: not readable as YAML: {trouble}. Mend it there.") from trouble


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as trouble:
        line = trouble.object.count(b"\n", 0, trouble.start) + 1
        raise TableError(f"{path}:{line}: not in UTF-8. Save the file in UTF-8.") from trouble
    except OSError as trouble:
        raise TableError(f"{path}: not readable: {trouble.strerror}. Put a readable file there.") from trouble


def _line(node: Any, path: str) -> int:
    """The line of the YAML node that a msgspec error path names, or of its nearest parent."""
    for index, key in STEP.findall(path):
        if index and isinstance(node, yaml.SequenceNode):
            node = node.value[int(index)]
        elif key and isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), node)
    return 1 if node is None else int(node.start_mark.line) + 1
