"""seeds/ -> findings: notes on what lies in the folder and is no source, though somebody may take it for one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from build_scripts.model import Finding

SHOWN = 3  # names that one message gives
UNWRITABLE = ("Cc", "Cs", "Zl", "Zp")  # what a table's cell cannot hold: controls, undecodable bytes, line separators
DOCUMENTS = frozenset(("", ".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf", ".htm", ".html", ".text"))


def is_text(path: Path) -> bool:
    """Is this a file that should become a source, by its name?"""
    return path.suffix.lower() == ".txt" and not path.name.startswith(".") and not path.is_dir()


def printable(name: str) -> str:
    """The name with what a table or a terminal cannot show written as escapes."""
    return "".join(ascii(sign)[1:-1] if unicodedata.category(sign) in UNWRITABLE else sign for sign in name)


def passed_over(seeds: Path) -> Iterator[Finding]:
    """R010 on the texts that the dot before their names hides; R011 on folders of texts and on other documents."""
    paths = sorted(seeds.iterdir(), key=lambda path: path.name)
    hidden = [path for path in paths if path.name.startswith(".") and path.suffix.lower() == ".txt"]
    if names := [printable(path.name) for path in hidden if not path.is_dir()]:
        what = "is hidden, for its name begins" if len(names) == 1 else "are hidden, for their names begin"
        yield Finding("R010", "note", None, f"{_shown(names)} {what} with a dot: no source. Rename what should be one.")
    if names := [printable(path.name) for path in paths if _is_no_plain_text(path)]:
        message = (
            f"{_shown(names)}: not read, for a source is a plain text whose name ends in .txt and that lies in this "
            "folder itself. Save it so, or leave it where it is."
        )
        yield Finding("R011", "note", None, message)


def _is_no_plain_text(path: Path) -> bool:
    """Is this a folder that holds texts, or a document that is no plain text or does not say so?"""
    if path.name.startswith("."):
        return False
    return any(map(is_text, path.iterdir())) if path.is_dir() else path.suffix.lower() in DOCUMENTS


def _shown(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
