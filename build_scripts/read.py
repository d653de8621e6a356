"""seeds/ -> Intake: the sources as they were registered, new files under new ids, refusals as findings.

A source never changes, and neither does the encoding it was registered with: both would move every place in it.
Sub-folders, hidden files (`.draft.txt`) and documents of word processors are no sources, of which a note reminds;
every other file whose name ends in `.txt` is one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from build_scripts.encoding import ENCODINGS, Refusal, decode, detect
from build_scripts.model import Finding, Source
from build_scripts.passed_over import is_text, passed_over, printable
from build_scripts.tables import TableError

REGISTRY = "sources.tsv"
ID = re.compile(r"\d{3,}", re.ASCII)  # 004, 1000; not 4
YAML = (".yml", ".yaml")
SHA256 = re.compile(r"[0-9a-f]{64}")  # all sixty-four digits; not the first sixteen


class SourceRow(NamedTuple):
    """One registered source: a row of the registry, `seeds/sources.tsv`."""

    id: str
    file: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What reading gave: the sources in order of their ids, and the registry as it should be after this build.

    `refused` are the ids of registered sources that could not be read: nothing should be written without them.
    """

    sources: tuple[Source, ...]
    rows: tuple[SourceRow, ...]
    refused: tuple[str, ...]
    findings: tuple[Finding, ...]


def read(seeds: Path, published: Collection[str] = ()) -> Intake:
    """Read every source of this folder, in order of ids; raise `TableError` when the registry is malformed.

    `published` are the ids that permanent links promise: no new file gets one, even if its row was deleted.
    """
    rows = _registry(seeds / REGISTRY)
    taken = max((int(each) for each in (*(row.id for row in rows), *published)), default=-1)
    old = [_reread(seeds, row) for row in rows]
    files = _new_files(seeds, {row.file for row in rows})
    new = list(_register(files, {row.sha256: row for row in rows}, taken + 1))
    sources = [each for each in (*old, *new) if isinstance(each, Source)]
    return Intake(
        sources=tuple(sorted(sources, key=lambda source: int(source.id))),
        rows=(*rows, *(_row(each) for each in new if isinstance(each, Source))),
        refused=tuple(row.id for row, each in zip(rows, old, strict=True) if isinstance(each, Finding)),
        findings=(*(each for each in (*old, *new) if isinstance(each, Finding)), *passed_over(seeds)),
    )


def demand_texts(seeds: Path) -> None:
    """Raise `TableError` for a folder that never held a text: the wrong one was named, and much would be written."""
    if not (seeds / REGISTRY).exists() and not any(is_text(path) for path in seeds.iterdir()):
        raise TableError(f"{seeds}: holds no text (.txt). Put the texts there, or name the folder that holds them.")


def original(seeds: Path, source: Source) -> bytes:
    """The source's bytes as they are on disk."""
    return (seeds / source.file).read_bytes()


def stray_curation(seeds: Path, rows: Iterable[SourceRow]) -> None:
    """Raise `TableError` for a YAML file of this folder that is read for no source: its rows would do nothing."""
    known = {"edition.yml", *(f"{row.id}.yml" for row in rows)}
    found = (path.name for path in seeds.iterdir() if path.suffix.lower() in YAML and not path.name.startswith("."))
    for name in sorted(set(found) - known):
        if (meant := f"{Path(name).stem}.yml") in known:
            raise TableError(f"{seeds / name}: only {meant} is read. Give the file that name, or remove it.")
        raise TableError(
            f"{seeds / name}: there is no source {Path(name).stem}, so the file does nothing. Name it after the id "
            "of its source, such as 000.yml, or remove it."
        )


def registry_tsv(rows: Iterable[SourceRow]) -> bytes:
    """The registry as it stands in its file: a header, then a row for each source."""
    return "".join("\t".join(row) + "\n" for row in (SourceRow._fields, *rows)).encode()


def split_lines(text: str) -> tuple[str, ...]:
    """Physical lines, which end at LF, CRLF or CR only; a final line end begins no further line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


def _reread(seeds: Path, row: SourceRow) -> Source | Finding:
    """A registered source, or why it cannot be read."""
    try:
        return Source(*row, split_lines(decode(_unchanged(seeds / row.file, row.sha256), row.encoding)))
    except Refusal as refusal:
        return Finding(refusal.code, "error", None, f"{row.file} (source {row.id}) {refusal}")


def _unchanged(path: Path, digest: str) -> bytes:
    """The bytes that were registered; raise `Refusal` when the file is gone or holds others."""
    data = _bytes(path)
    if data is None:
        raise Refusal(
            "R002",
            "is registered but missing. Restore it under this name from version control; if no edition was published "
            f"with it, you may delete its row in {REGISTRY} instead.",
        )
    if hashlib.sha256(data).hexdigest() != digest:
        raise Refusal(
            "R001",
            "has changed, but sources are immutable: every link counts on their lines. Restore it from version "
            "control; if this is a better copy, drop it in as a new file beside it.",
        )
    return data


def _register(files: Iterable[Path], known: Mapping[str, SourceRow], number: int) -> Iterator[Source | Finding]:
    """Give the new files the numbers from this one on, in their order; a refused file uses none up."""
    seen = dict(known)
    for path in files:
        try:
            source = _accept(path, f"{number:03}", seen)
        except Refusal as refusal:
            yield Finding(refusal.code, "error", None, f"{printable(path.name)} {refusal}")
            continue
        seen[source.sha256] = _row(source)
        number += 1
        yield source


def _accept(path: Path, number: str, seen: Mapping[str, SourceRow]) -> Source:
    if printable(path.name) != path.name:
        raise Refusal("R008", "has a tab, a line end or an undecodable byte in its name. Rename it.")
    data = _bytes(path)
    if data is None:
        raise Refusal("R009", "is a link to nowhere or no regular file. Put the text itself there.")
    digest = hashlib.sha256(data).hexdigest()
    if twin := seen.get(digest):
        raise Refusal(
            "R003",
            f"holds the same bytes as source {twin.id}, {twin.file}. Delete this copy; "
            "if you renamed the file, give it that name again.",
        )
    encoding = detect(data)
    return Source(number, path.name, digest, encoding, split_lines(decode(data, encoding)))


def _row(source: Source) -> SourceRow:
    return SourceRow(source.id, source.file, source.sha256, source.encoding)


def _bytes(path: Path) -> bytes | None:
    """The file's bytes, or None when no such file is there."""
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise Refusal("R009", "is a link that leads out of this folder. Put the text itself there.")
    try:
        return path.read_bytes() if path.is_file() else None
    except PermissionError as trouble:
        raise Refusal("R009", "may not be read by this user. Change the file's permissions.") from trouble


def _new_files(seeds: Path, registered: Collection[str]) -> list[Path]:
    """Text files that no row names, in the order of their names' code points, which is the same on every machine.

    Links come last, so that of a text and a link to it the text becomes the source.
    """
    return sorted(
        (path for path in seeds.iterdir() if is_text(path) and path.name not in registered),
        key=lambda path: (path.is_symlink(), path.name),
    )


def _registry(path: Path) -> tuple[SourceRow, ...]:
    """The rows of the registry, none when there is no such file yet."""
    if not path.exists():
        return ()
    try:
        header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as trouble:
        raise TableError(f"{path}: not UTF-8: {trouble}. Restore it from version control.") from trouble
    if header != "\t".join(SourceRow._fields):
        raise TableError(f"{path}:1: the header must be {' '.join(SourceRow._fields)}, with tabs between. Restore it.")
    rows, seen = [], dict[tuple[str, str], str]()
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if wrong := _cells_trouble(cells) or _twin_trouble(row := SourceRow(*cells), seen):
            raise TableError(f"{path}:{number}: {wrong}. Restore the row from version control, or mend it.")
        rows.append(row)
    return tuple(rows)


def _cells_trouble(cells: list[str]) -> str:
    """What is wrong with a row by itself, as a sentence without its end; empty when nothing is."""
    if len(cells) != len(SourceRow._fields):
        return f"{len(cells)} cells where {len(SourceRow._fields)} should be, with single tabs between"
    row = SourceRow(*cells)
    if not ID.fullmatch(row.id):
        return f"{row.id!r} is no id: write three digits or more, such as 005"
    if not row.file or "/" in row.file or printable(row.file) != row.file:
        return f"{row.file!r} is no name of a file in this folder"
    if not SHA256.fullmatch(row.sha256):
        return f"{row.sha256!r} is no SHA-256, which has sixty-four digits from 0-9 and a-f"
    if row.encoding not in ENCODINGS:
        return f"{row.encoding!r} is no encoding that is read here: {', '.join(ENCODINGS)}"
    return ""


def _twin_trouble(row: SourceRow, seen: dict[tuple[str, str], str]) -> str:
    """What this row shares with one above although it must be unique; remembers the row in `seen`."""
    for column in ("id", "file", "sha256"):
        value = getattr(row, column)
        if twin := seen.get((column, value)):
            return f"its {column}, {value}, is also that of source {twin}"
        seen[column, value] = row.id
    return ""
