"""docs/about/another.md -> steps: the commands, files, changes and promises of the tutorial, in their order.

A block of language `sh` is run; one of language `console` installs, and is not. A block is a file to be written when
`存为` and its path stand above it, lines of a file to be changed when `改为` does, and what the command before it says
when `会看到：` does: each line of it, in order, `…` standing for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

PAGE = Path(__file__).parent.parent / "docs" / "about" / "another.md"
BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<language>\w+)\n(?P<words>.*?)```$", re.MULTILINE | re.DOTALL)
PROMISE = re.compile(r"^- 打开 `(?P<path>~/[^`]+)`，应见“(?P<words>[^”]+)”$", re.MULTILINE)
PATH = re.compile(r"`(~/[^`]+)`")  # `~/wenku/seeds/000.yml`; not `seeds`


class Step(NamedTuple):
    """`run` some lines of shell; `write` a file, `change` lines of one; `told` by the last run, `seen` in a file."""

    kind: Literal["run", "write", "change", "told", "seen"]
    words: str
    path: str = ""


def steps(text: str) -> tuple[Step, ...]:
    """Every step of the page, in the order of the page."""
    found = [*((each.start(), _of_block(each)) for each in BLOCK.finditer(text)), *_promises(text)]
    return tuple(step for _, step in sorted(found, key=lambda each: each[0]) if step)


def _promises(text: str) -> Iterator[tuple[int, Step]]:
    return ((each.start(), Step("seen", each["words"], each["path"])) for each in PROMISE.finditer(text))


def _of_block(block: re.Match[str]) -> Step | None:
    path = PATH.search(block["before"])
    if block["language"] == "sh":
        return Step("run", block["words"])
    if block["before"].startswith("存为") and path:
        return Step("write", block["words"], path[1])
    if block["before"].endswith("改为：") and path:
        return Step("change", block["words"], path[1])
    return Step("told", block["words"]) if block["before"] == "会看到：" else None
