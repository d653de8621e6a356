"""What was made of a source before -> read back, while source, curation, code, tables and libraries are the same."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Generic, TypeVar

CODE = Path(__file__).parent
THEME = CODE / "theme"  # has no part in what is kept
SUFFIXES = (".py", ".yml", ".tsv", ".txt")
DIGEST = 32  # bytes
LIBRARIES = ("opencc", "pypinyin", "msgspec")


T = TypeVar("T")


class Cache(Generic[T]):
    """A folder of pickled values, named by the digest of everything they depend on. It may be deleted at any time."""

    def __init__(self, folder: Path, kind: type[T]) -> None:
        self._folder, self._kind = folder, kind

    def get(self, key: str) -> T | None:
        """The value under this key; None when there is none, or when it is not what was put there."""
        try:
            kept = (self._folder / key).read_bytes()
        except OSError:
            return None
        if kept[:DIGEST] != _digest(kept[DIGEST:]):
            return None
        made = pickle.loads(kept[DIGEST:])  # noqa: S301 (written by this program, below)
        return made if isinstance(made, self._kind) else None

    def put(self, key: str, value: T) -> None:
        """Keep a value, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"{key}.{os.getpid()}"
        pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        fresh.write_bytes(_digest(pickled) + pickled)
        fresh.replace(self._folder / key)

    def keep(self, keys: set[str]) -> None:
        """Remove what no source of this archive needs any more."""
        for old in self._folder.iterdir() if self._folder.is_dir() else ():
            if old.name not in keys:
                old.unlink(missing_ok=True)


def key(*parts: str | bytes) -> str:
    """The name of what is made from these parts by the code and tables as they are now."""
    digest = hashlib.sha256(_code())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:40]


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@cache
def _code() -> bytes:
    digest = hashlib.sha256(sys.version.encode())
    digest.update(" ".join(version(library) for library in LIBRARIES).encode())
    for path in sorted(CODE.rglob("*")):
        if path.suffix in SUFFIXES and THEME not in path.parents:
            digest.update(path.relative_to(CODE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.digest()
