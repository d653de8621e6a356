r"""Text -> folded text: the form in which index and query meet, by data/fold.txt and nothing else.

1. Each character becomes its representative: script, variant, case, width; some become nothing, a few become several.
2. A run of punctuation and spaces between two Han, or between Han and an edge of the text, goes away; one that holds
   a sentence's end between two Han becomes `。`, which no term crosses.
3. In any other run the punctuation stays and the spaces go; spaces alone stay, as one, between two that are no Han.

The browser does the same by the same table (`fold.js`); tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from build_scripts.tables import FOLD, fold_rows

END = "\n"  # where a unit ends, in a text of many units
GAP = "\x01"  # where punctuation was folded away, in a marked text
STOP = "。"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of data/fold.txt: `chars` maps a character to what it folds to; the others are classes."""

    han: tuple[tuple[int, int], ...]
    gap: str
    stop: str
    chars: Mapping[str, str]


@cache
def table() -> Table:
    """The committed table, read once in each process."""
    rows = dict(fold_rows(FOLD))
    ranges = (each.split("-") for each in rows.pop("han").split())
    han = tuple((int(first, 16), int(last, 16)) for first, last in ranges)
    gap, stop, hidden = rows.pop("gap"), rows.pop("stop"), rows.pop("hidden")
    chars = {char: target for target, members in rows.items() for char in members} | dict.fromkeys(hidden, "")
    return Table(han, gap, stop, chars)


class Folder:
    """The folding, compiled. A text of many units has `END` after each; no unit holds one."""

    def __init__(self, known: Table) -> None:
        marks = {*known.gap, *known.stop}
        self.variants = {char for char, target in known.chars.items() if not target or not marks.issuperset(target)}
        self.variants.add(" ")
        self._chars = _translation(known)
        han = "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in known.han) + "]"
        mark, stop = re.escape(known.gap), re.escape(known.stop)
        gap, loose = f"[{mark} ]", f"[{mark}{stop} ]"
        left, right = f"(?:(?<={han})|(?<![^{END}]))", f"(?={han}|{END}|\\Z)"
        self._edges = re.compile(f"(?<![^{END}]){loose}+{right}|{left}{loose}+(?={END}|\\Z)")
        self._stops = re.compile(f"(?<={han}){gap}*[{stop}]{loose}*(?={han})")
        self._spaces = re.compile(f"(?<={han}) +(?={han})")
        self._gaps = re.compile(f"(?<={han}){gap}+(?={han})")
        beside = f"[{mark}{stop}{END}]"
        self._idle = re.compile(f" +(?={beside}|{han}|\\Z)|(?:(?<={beside})|(?<={han})|\\A) +")
        self._blanks = re.compile(" +")

    def __call__(self, text: str) -> str:
        """The folded text."""
        return self.marked(text.replace(END, " ")).replace(GAP, "")

    def marked(self, text: str) -> str:
        """The folded text of units, with `GAP` where punctuation went away between two Han; END stays END."""
        text = self._edges.sub("", self._chars_of(text))
        text = self._gaps.sub(GAP, self._spaces.sub("", self._stops.sub(STOP, text)))
        return self._without_idle(text)

    def literal(self, text: str) -> str:
        """The text with its punctuation, each character as its representative: what words in quotes are held to."""
        return self._without_idle(self._chars_of(text.replace(END, " ")))

    def _chars_of(self, text: str) -> str:
        return text.translate(self._chars)

    def _without_idle(self, text: str) -> str:
        return self._blanks.sub(" ", self._idle.sub("", text)) if " " in text else text


def _translation(known: Table) -> dict[int, int | str]:
    """Every character of the first plane, so that `translate` need not ask about a missing one; END stays."""
    chars: dict[int, int | str] = {point: point for point in range(0x10000)}
    chars |= {ord(char): target for char, target in known.chars.items()}
    chars[ord(END)] = END
    return chars


@cache
def folder() -> Folder:
    """The folding by the committed table."""
    return Folder(table())
