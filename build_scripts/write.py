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
    make,
    replace_file,
)
from build_scripts.model import Download, Page

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


def write(root: Path, pages: Iterable[Page | Download], owned: tuple[str, ...], keep: tuple[str, ...] = ()) -> Changes:
    """Make the folder agree with the pages and return what differed; call it inside `exclusive`.

    What is in an `owned` folder and is no page is deleted, unless its path begins as one in `keep` (`archive/003/`).
    A page that stands on disk already is not touched and keeps its mtime. Raises `Unwritable` before anything has
    changed if something is in the way, and `ValueError` for pages whose paths no caller may ask for.
    """
    finish(root)
    with explained(root):
        contents = _made(root, pages)
        surplus = _surplus(root, contents, owned, keep)
        changes = _changes(root, contents, surplus)
        moves = (*changes.created, *changes.changed)
        _refuse_obstacles(root, moves, surplus)
    if changes or surplus.folders:
        journal = Journal(changes.deleted, surplus.folders, moves)
        carry_out(root, journal, [content for path in moves if (content := contents[path]) is not None])
    else:
        finish(root)  # downloads were made there, only to be compared
    return changes


def difference(
    root: Path, pages: Iterable[Page | Download], owned: tuple[str, ...], keep: tuple[str, ...] = ()
) -> Changes:
    """What `write` would do to committed pages, without doing it; `owned` are the folders where such pages are."""
    wanted = dict(_by_path(pages))
    committed = {path: page.content for path, page in wanted.items() if isinstance(page, Page) and page.committed}
    return _changes(root, committed, _surplus(root, wanted, owned, keep))


def _made(root: Path, pages: Iterable[Page | Download]) -> dict[str, bytes | Path | None]:
    """What each path is to hold: bytes, a staged file, or (None) just what it holds already.

    Only committed pages are held: of the others, such as those of the search, there may be more than fit into memory.
    """
    made: dict[str, bytes | Path | None] = {}
    for number, (path, page) in enumerate(_by_path(pages)):
        if isinstance(page, Download):
            made[path] = make(root, path, number, page.chunks())
        elif page.committed:
            made[path] = page.content
        else:
            made[path] = None if _holds(root / path, page.content) else make(root, path, number, [page.content])
    return made


def _by_path(pages: Iterable[Page | Download]) -> Iterator[tuple[str, Page | Download]]:
    """The pages with their paths, as they come.

    Raises `ValueError` for a path that leaves the root or comes twice, and at the end for one that lies below a page.
    """
    wanted = set[str]()
    for page in pages:
        if page.path in wanted:
            raise ValueError(f"two pages have the path {page.path!r}")
        wanted.add(inside(page.path))
        yield page.path, page
    if clash := sorted(ancestors(wanted) & wanted):
        raise ValueError(f"{clash[0]!r} is a page and the folder of another page")


def _surplus(root: Path, wanted: Collection[str], owned: tuple[str, ...], keep: tuple[str, ...]) -> Surplus:
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


def _changes(root: Path, contents: Mapping[str, bytes | Path | None], surplus: Surplus) -> Changes:
    """Compare the contents with the disk by their bytes."""
    state = {path: _holds(root / path, contents[path]) for path in sorted(contents)}
    return Changes(
        created=tuple(path for path, same in state.items() if same is None),
        changed=tuple(path for path, same in state.items() if same is False),
        deleted=surplus.files,
    )


def _holds(path: Path, content: bytes | Path | None) -> bool | None:
    """Is this a file of its own, not a link, with exactly these bytes? None when there is nothing."""
    if content is None:
        return True
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if isinstance(content, Path):
        return False  # it was staged because it differs
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
