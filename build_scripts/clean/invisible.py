"""line -> changes: take out the characters that show nothing (data/invisible.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from build_scripts.clean.rule import Change
from build_scripts.tables import DATA, Row, load


class Invisible(Row, frozen=True):
    """A kind of invisible character: its code points, what each becomes, and why."""

    name: str
    why: str
    ranges: tuple[str, ...]
    becomes: str = ""
    matches: dict[str, str] = msgspec.field(default_factory=dict)
    rejects: tuple[str, ...] = ()

    @property
    def members(self) -> str:
        """Its code points as the inside of a regex character set."""
        ends = (each.replace("U+", "").partition("-") for each in self.ranges)
        return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in ends)


KINDS = load(DATA / "invisible.yml", tuple[Invisible, ...])

# One search sees a clean line: matches U+200B, a tab; not a space, not U+3000.
ANY = re.compile(f"[{''.join(kind.members for kind in KINDS)}]")
# Neighbours that go go together; each that becomes something is a change of its own.
GONE = re.compile(f"[{''.join(kind.members for kind in KINDS if not kind.becomes)}]+")
INSTEAD = [(re.compile(f"[{kind.members}]"), kind.becomes) for kind in KINDS if kind.becomes]


def strip_invisible(line: str) -> Iterator[Change]:
    """A change for each run of invisible characters, and for each that becomes a space."""
    if not ANY.search(line):
        return
    changes = [Change(found.start(), found[0], "") for found in GONE.finditer(line)]
    for pattern, becomes in INSTEAD:
        changes += (Change(found.start(), found[0], becomes) for found in pattern.finditer(line))
    yield from sorted(changes)
