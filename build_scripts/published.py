"""seeds/ <-> what was published: links.tsv, editions.tsv and open.tsv, which `publish` alone writes.

The rows of an edition are appended to editions.tsv last: before that it is not out, and publishing it again goes on
where it was interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from build_scripts import editions, links
from build_scripts.atomic import replace_file
from build_scripts.model import Archive, ChangeRow, LinkRow
from build_scripts.review import Question
from build_scripts.tables import TableError

LINKS = "links.tsv"
EDITIONS = "editions.tsv"
OPEN = "open.tsv"
OPEN_HEADER = "question"


class Release(NamedTuple):
    """What publishing an archive adds to seeds/, and the ids of the questions that are open in this edition."""

    links: tuple[LinkRow, ...]
    changes: tuple[ChangeRow, ...]
    open: tuple[str, ...]


def read_links(seeds: Path) -> tuple[LinkRow, ...]:
    """The published places; none when nothing has been published. Raise `TableError` for a malformed file."""
    text = _text(seeds / LINKS)
    return () if text is None else links.parse(text, str(seeds / LINKS))


def read_history(seeds: Path) -> tuple[ChangeRow, ...]:
    """What the editions changed; nothing when there is none. Raise `TableError` for a malformed file."""
    text = _text(seeds / EDITIONS)
    return () if text is None else editions.parse(text, str(seeds / EDITIONS))


def read_open(seeds: Path) -> frozenset[str] | None:
    """The ids of the questions that were open in the last edition; None when there was none."""
    text = _text(seeds / OPEN)
    return None if text is None else frozenset(text.split()[1:])


def release(archive: Archive, asked: tuple[Question, ...]) -> Release:
    """What publishing this archive now would add."""
    return Release(
        links.publish(archive, archive.edition),
        editions.changes(archive, archive.edition),
        tuple(sorted(each.anchor for each in asked)),
    )


def publish(seeds: Path, archive: Archive, made: Release, note: str) -> None:
    """Write the release; `note` is the curator's word on the edition."""
    number, date = archive.edition.number, archive.edition.date
    first = ChangeRow(number, date, "edition", note=note)
    _append(seeds / LINKS, links.HEADER, links.format_rows(made.links))
    replace_file(seeds / OPEN, "".join(f"{each}\n" for each in (OPEN_HEADER, *made.open)).encode())
    _append(seeds / EDITIONS, editions.HEADER, editions.format_rows((first, *made.changes)))


def _append(path: Path, header: str, rows: str) -> None:
    known = path.read_bytes() if path.exists() else header.encode()
    replace_file(path, known + rows.encode())


def _text(path: Path) -> str | None:
    """A file with its line ends as they are; None when there is none."""
    try:
        return path.read_bytes().decode() if path.exists() else None
    except UnicodeDecodeError as trouble:
        raise TableError(f"{path}: not UTF-8: {trouble}. Restore it from version control.") from trouble
