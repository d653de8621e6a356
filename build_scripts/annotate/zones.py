"""Document -> zones: the parts of a paper in which a wording means something, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from build_scripts.annotate.quotes import quoted
from build_scripts.annotate.rows import Where
from build_scripts.model import Block, CleanText, Document, Evidence
from build_scripts.zh import DISTRIBUTION

OPENING = 3  # so many paragraphs and headings open a paper
CLOSING = 2
SIGNATURE = 40  # code points of a line that signs

PAIRS = (("“", "”"), ("《", "》"), ("‘", "’"), ("（", "）"))  # what opens in a quote, and what closes right behind it

HEADERS = frozenset({"title", "salutation", "date", "speaker"})

# A heading under which a paper states what it is going to do: 二、目标任务, 指导思想：; not 目标管理责任制
AIMS = re.compile(r"(?:目标|任务|指导思想|总体要求|工作安排|打算)[：:。]?$")


@dataclass(frozen=True, slots=True)
class Zone:
    """Blocks of a paper, and their text with one line for each."""

    blocks: tuple[Block, ...]
    text: str
    starts: tuple[int, ...]

    def at(self, offset: int) -> tuple[Block, int]:
        """The block that holds this offset of `text`, and the offset in the block's own text."""
        index = bisect_right(self.starts, offset) - 1
        return self.blocks[index], offset - self.starts[index]


Zones = dict[Where, Zone]


def zones(document: Document) -> Zones:
    """Every zone of the paper; one it does not have is empty."""
    blocks = document.blocks
    body = [block for block in blocks if block.kind not in HEADERS]
    return {
        "title": _zone(block for block in blocks if block.kind == "title"),
        "date": _zone(block for block in blocks if block.kind == "date"),
        "salutation": _zone(block for block in blocks if block.kind == "salutation"),
        "opening": _zone(body[:OPENING]),
        "closing": _zone(_closing(blocks, body)),
        "headings": _zone(block for block in body if block.kind == "heading"),
        "aims": _zone(_aims(body)),
        "anywhere": _zone(body),
    }


def _zone(blocks: Iterable[Block]) -> Zone:
    held = tuple(blocks)
    starts = accumulate((len(block.text) + 1 for block in held), initial=0)
    return Zone(held, "\n".join(block.text for block in held), tuple(starts)[: len(held)])


def _closing(blocks: Sequence[Block], body: Sequence[Block]) -> Iterable[Block]:
    """The last blocks, without the lines on distribution below them; and who signs over a date, before annexes."""
    first = blocks.index(body[0]) if body else 0
    signing = {
        above.place
        for above, date in pairwise(blocks[first:])
        if date.kind == "date" and above.kind == "paragraph" and len(above.text) <= SIGNATURE
    }
    own = [block for block in body if not DISTRIBUTION.fullmatch(block.text)] or body
    last = {block.place for block in own[-CLOSING:]}
    return (block for block in own if block.place in last | signing)


def _aims(body: list[Block]) -> Iterable[Block]:
    """The first block below each heading that announces aims."""
    for before, block in pairwise(body):
        if before.kind == "heading" and block.kind != "heading" and AIMS.search(before.text):
            yield block


def evidence(text: CleanText, zone: Zone, span: tuple[int, int], rule: str, says: str = "") -> Evidence:
    """A quote of `zone.text[slice(*span)]`, cut where its line ends, at its place in the source.

    A quotation that opens in it and closes right behind it is quoted with its closing mark: 第十一个“安全生产月”.
    """
    block, start = zone.at(span[0])
    words, behind = zone.text[slice(*span)], zone.text[span[1] : span[1] + 1]
    closed = any(words.rfind(opening) > words.rfind(closing) and behind == closing for opening, closing in PAIRS)
    return quoted(text, block, (start, start + span[1] - span[0] + closed), rule, says)
