"""Pages -> docs/: replace the pages that differ and delete those that vanished; leave all others untouched."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_scripts.atomic import (
    Journal,
    Unwritable,
    ancestors,
    carry_out,
    exclusive,
    explained,
    finish,
    inside,
    replace_file,
)
from build_scripts.model import Page

__all__ = ["Changes", "Unwritable", "difference", "exclusive", "finish", "replace_file", "write"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between pages and disk, as paths below the root, each group sorted."""

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.deleted)


@dataclass(frozen=True, slots=True)
class Surplus:
    """What owned folders hold and no page wants: files (a link counts as one), and folders, the deepest first."""

    files: tuple[str, ...]
    folders: tuple[str, ...]


def write(root: Path, pages: Iterable[Page], owned: tuple[str, ...], keep: tuple[str, ...] = ()) -> Changes:
    """Make the folder agree with the pages and return what differed; call it inside `exclusive`.

    What is in an `owned` folder and is no page is deleted, unless its path begins as one in `keep` (`archive/003/`).
    A page that stands on disk already is not touched and keeps its mtime. Raises `Unwritable` before anything has
    changed if something is in the way, and `ValueError` for pages whose paths no caller may ask for.
    """
    wanted = _by_path(pages)
    finish(root)
    with explained(root):
        surplus = _surplus(root, wanted, owned, keep)
        changes = _changes(root, wanted, surplus)
        moves = (*changes.created, *changes.changed)
        _refuse_obstacles(root, moves, surplus)
    if changes or surplus.folders:
        journal = Journal(changes.deleted, surplus.folders, moves)
        carry_out(root, journal, [wanted[path].content for path in moves])
    return changes


def difference(root: Path, pages: Iterable[Page], owned: tuple[str, ...], keep: tuple[str, ...] = ()) -> Changes:
    """What `write` would do to committed pages, without doing it; `owned` are the folders where such pages are."""
    wanted = _by_path(pages)
    committed = {path: page for path, page in wanted.items() if page.committed}
    return _changes(root, committed, _surplus(root, wanted, owned, keep))


def _by_path(pages: Iterable[Page]) -> dict[str, Page]:
    """The pages by path; raise `ValueError` for a path that leaves the root, comes twice, or lies below a page."""
    wanted: dict[str, Page] = {}
    for page in pages:
        if page.path in wanted:
            raise ValueError(f"two pages have the path {page.path!r}")
        wanted[inside(page.path)] = page
    if clash := sorted(ancestors(wanted) & wanted.keys()):
        raise ValueError(f"{clash[0]!r} is a page and the folder of another page")
    return wanted


def _surplus(root: Path, wanted: Mapping[str, Page], owned: tuple[str, ...], keep: tuple[str, ...]) -> Surplus:
    """What is in the owned folders, is no page and is not to be kept."""
    found = dict(each for top in owned for each in _walk(root, inside(top.rstrip("/"))))
    kept = {path for path in found if path.startswith(keep)}
    needed = kept | ancestors(kept) | ancestors(wanted)
    files = (path for path, is_folder in found.items() if not is_folder and path not in wanted and path not in kept)
    folders = (path for path, is_folder in found.items() if is_folder and path not in needed)
    return Surplus(tuple(sorted(files)), tuple(sorted(folders, reverse=True)))


def _walk(root: Path, top: str) -> Iterator[tuple[str, bool]]:
    """Everything below a folder, and whether it is a folder itself; links are neither followed nor folders."""
    if not all(_is_own_folder(root / each) for each in (top, *ancestors([top]))):
        return
    with os.scandir(root / top) as entries:
        for entry in entries:
            path, is_folder = f"{top}/{entry.name}", entry.is_dir(follow_symlinks=False)
            yield path, is_folder
            if is_folder:
                yield from _walk(root, path)


def _is_own_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _changes(root: Path, wanted: Mapping[str, Page], surplus: Surplus) -> Changes:
    """Compare the pages with the disk by their bytes."""
    state = {path: _holds(root / path, page.content) for path, page in sorted(wanted.items())}
    return Changes(
        created=tuple(path for path, same in state.items() if same is None),
        changed=tuple(path for path, same in state.items() if same is False),
        deleted=surplus.files,
    )


def _holds(path: Path, content: bytes) -> bool | None:
    """Is this a file of its own, not a link, with exactly these bytes? None when there is nothing."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content


def _refuse_obstacles(root: Path, moves: Collection[str], surplus: Surplus) -> None:
    """Raise `Unwritable` for a link or file where a folder must be, or a folder where a page must be.

    What will be deleted first is no obstacle. A linked folder is one, for it may lead out of the root.
    """
    doomed = {*surplus.files, *surplus.folders}
    for folder in sorted(ancestors(moves)):
        path = root / folder
        if not doomed & {folder, *ancestors([folder])} and os.path.lexists(path) and not _is_own_folder(path):
            raise Unwritable(f"{path}: a link or a file, where pages need a folder. Move it away and build again.")
    for page in moves:
        if page not in doomed and _is_own_folder(root / page):
            raise Unwritable(f"{root / page}: a folder, where a page must be. Move it away and build again.")
