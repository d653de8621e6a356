"""Files -> disk, in one step: a batch is staged, flushed and recorded in a journal before anything visible changes.

The staging folder is hidden inside the folder that it serves: there it is on the same file system, so that a rename
suffices, and MkDocs passes over it. Whoever looks sees each file old or new, never half. A build killed before the
journal stands has changed nothing; one killed after it is ended by the next `finish`. On Linux this holds when the
power fails, too; elsewhere as far as the system keeps what it promises about flushing.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import stat
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock: there, two builds at once are for the user to avoid
    fcntl = None  # type: ignore[assignment]

STAGING, FILES, MADE, JOURNAL = ".staging", "files", "made", "journal.json"
ONE_BY_ONE = 64  # up to here files are flushed singly, at about 1 ms each; one flush of everything is cheaper beyond
PAUSE = 0.1  # seconds between two looks whether another build has ended


class Unwritable(Exception):
    """The folder is in a state or in a use that forbids writing; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What is to be done, in this order; the file for the n-th of `moves` is staged under the name n."""

    deletions: tuple[str, ...]
    folders: tuple[str, ...]
    moves: tuple[str, ...]


@contextmanager
def exclusive(root: Path, patience: float = 60.0) -> Iterator[None]:
    """Keep other builds out while this one runs; wait so many seconds for theirs to end, then raise `Unwritable`."""
    root.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        _lock(handle, root, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a sentence with a remedy."""
    try:
        yield
    except OSError as trouble:
        what = f"{trouble.filename or root}: {trouble.strerror}"
        raise Unwritable(f"{what}. Put that right and run the build again: it ends what this one began.") from trouble


def carry_out(root: Path, journal: Journal, contents: Sequence[bytes | Path]) -> None:
    """Do all that the journal says, or nothing; `contents` are the new bytes of its moves, or files to be moved."""
    with explained(root):
        _stage(root, contents)
        _record(root, journal)
    finish(root)


def finish(root: Path) -> bool:
    """Do what an interrupted build left to do, and say whether it did; what was staged without a journal is dropped."""
    staging = root / STAGING
    with explained(root):
        if journal := _journal(staging / JOURNAL):
            _apply(root, journal)
            (staging / JOURNAL).unlink()
        if os.path.lexists(staging):
            shutil.rmtree(staging)
    return journal is not None


def make(root: Path, path: str, number: int, chunks: Iterable[bytes]) -> Path | None:
    """Write the chunks into a staged file, for `carry_out`; None when `path` holds just these bytes already."""
    staged = root / STAGING / MADE / str(number)
    staged.parent.mkdir(parents=True, exist_ok=True)
    with staged.open("wb") as file:
        file.writelines(chunks)
    if _alike(staged, root / path):
        staged.unlink()
        return None
    return staged


def replace_file(path: Path, content: bytes) -> bool:
    """Give one file these bytes in one step, unless it has them already; say whether it had not."""
    with explained(path):
        if path.is_file() and path.read_bytes() == content:
            return False
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(content)
        _flush([new])
        new.replace(path)
        _flush([path.parent])
    return True


def inside(path: str) -> str:
    """Pass on a path that names something below the root; raise `ValueError` for any other."""
    parts = path.replace("\\", "/").split("/")
    if {"", ".", ".."} & set(parts) or "\0" in path or parts[0] == STAGING:
        raise ValueError(f"not a path below the root: {path!r}")
    return path


def ancestors(paths: Iterable[str]) -> set[str]:
    """Every folder above any of these paths, below the root."""
    parents = {path.rpartition("/")[0] for path in paths} - {""}
    return parents | ancestors(parents) if parents else parents


def _lock(handle: int, root: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Unwritable(f"{root}: another build is at work there. Let it end and run this again.") from None
            time.sleep(PAUSE)
        else:
            return


def _stage(root: Path, contents: Sequence[bytes | Path]) -> None:
    """Write the new files in full, and make sure that they are on the disk."""
    files = root / STAGING / FILES
    files.mkdir(parents=True)
    staged = [files / str(number) for number in range(len(contents))]
    for path, content in zip(staged, contents, strict=True):
        if isinstance(content, Path):
            content.replace(path)
        else:
            path.write_bytes(content)
    _flush([*staged, files])


def _alike(new: Path, old: Path) -> bool:
    """Is the old one a file of its own, not a link, with the bytes of the new one?"""
    try:
        found = old.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISREG(found.st_mode) and filecmp.cmp(new, old, shallow=False)


def _record(root: Path, journal: Journal) -> None:
    """From the end of this function on, what the journal says will be done, whatever happens."""
    staging = root / STAGING
    new = staging / f"{JOURNAL}.new"
    new.write_text(json.dumps(asdict(journal), indent=1), encoding="ascii")
    _flush([new])
    new.replace(staging / JOURNAL)
    _flush([staging, root])


def _journal(path: Path) -> Journal | None:
    """The journal that an interrupted build left; none if there is none, or none that was wholly written."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return Journal(**{key: tuple(map(inside, paths)) for key, paths in found.items()})


def _apply(root: Path, journal: Journal) -> None:
    """Do what the journal says; what was done before an interruption is passed over."""
    for path in journal.deletions:
        (root / path).unlink(missing_ok=True)
    for path in journal.folders:
        with suppress(OSError):  # gone already, or somebody put a file there
            (root / path).rmdir()
    for number, path in enumerate(journal.moves):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # moved already
            (root / STAGING / FILES / str(number)).replace(root / path)
    _flush([root, *(root / folder for folder in ancestors((*journal.moves, *journal.deletions)) - {*journal.folders})])


def _flush(paths: Collection[Path]) -> None:
    """See to it that these files and folders are on the disk."""
    if not hasattr(os, "sync"):  # Windows, which does not open folders either
        return
    if len(paths) > ONE_BY_ONE:
        os.sync()
        return
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
