"""A block's text offsets -> spots in its element tree, while Python-Markdown still holds escapes as placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX

# What shows as one character: \x02 42 \x03 (an escaped *), \x02 wzxhzdk:7 \x03 (stashed HTML number 7), or itself.
CHARACTER = re.compile(f"{STX}\\d+{ETX}|{STX}wzxhzdk:(?P<stash>\\d+){ETX}|.", re.DOTALL)


class Slot(NamedTuple):
    """A text node: the element that holds it, how many children of that element stand before it, its words."""

    parent: Element
    before: int
    words: str


class Stretch(NamedTuple):
    """A stretch of a block's text that an element is to wrap, and whether that element is a link."""

    start: int
    end: int
    is_link: bool


def text_of(block: Element, stash: Sequence[Any]) -> str:
    """The block's text, which offsets count in."""
    return CHARACTER.sub(lambda found: _shown(found, stash), "".join(block.itertext()))


def insert_at(block: Element, offset: int, new: Element, stash: Sequence[Any]) -> None:
    """Put `new` before the character at `offset` of the block's text; raise `ValueError` when the text is shorter."""
    left = offset
    for slot in list(_slots(block)):
        at = 0
        for found in CHARACTER.finditer(slot.words):
            if left == 0:
                break
            left -= _width(found, stash)
            at = found.end()
        if left == 0:
            _split(slot, at, new)
            return
    raise _too_short(block, offset)


def weave(
    block: Element, stretches: Sequence[Stretch], wrapper: Callable[[int], Element], stash: Sequence[Any]
) -> None:
    """Wrap every stretch of the block's text: `wrapper(n)` makes an element for (a piece of) stretch number n.

    The wrappers form a forest. Links are outermost, then the longer stretch holds the shorter; of stretches that cross,
    the inner one is in pieces. No link stands in another: the later one has what the first leaves it. Children of the
    block stay where they are, those at an edge outside, and such as are links themselves outside every link. Raises
    `ValueError` when the text is shorter.
    """
    found = list(_pieces(block, {edge for each in stretches for edge in each[:2]}, stash))
    length = sum(piece.width for piece in found)
    if far := [each.end for each in stretches if each.end > length]:
        raise _too_short(block, max(far))
    weft = _Weft(block, wrapper)
    at = 0
    for piece in found:
        around = stacked(stretches, at)
        if isinstance(piece.what, Element):
            kept = [n for n in around if not (stretches[n].is_link and piece.what.tag == "a")]
            weft.open(_common(kept, weft.numbers))
        elif piece.width:
            weft.open(around)
        weft.add(piece.what)
        at += piece.width


def stacked(stretches: Sequence[Stretch], at: int) -> list[int]:
    """The numbers of the stretches over the character at this offset, the outermost first; one link at most."""
    over = [n for n, each in enumerate(stretches) if each.start <= at < each.end]
    over.sort(key=lambda n: (not stretches[n].is_link, stretches[n].start - stretches[n].end, n))
    return [n for place, n in enumerate(over) if not (stretches[n].is_link and place)]


class _Piece(NamedTuple):
    """Words of the block, or a child of it with all that the child holds; and how much text that is."""

    what: str | Element
    width: int


class _Weft:
    """The content of a block, written anew from its beginning, with the wrappers that are open at this place."""

    def __init__(self, block: Element, wrapper: Callable[[int], Element]) -> None:
        self._wrapper = wrapper
        self._path = [block]
        self.numbers: list[int] = []
        for child in list(block):
            block.remove(child)
            child.tail = None
        block.text = None

    def open(self, numbers: Sequence[int]) -> None:
        """Close and open wrappers so that exactly these are open."""
        common = _common(numbers, self.numbers)
        del self._path[len(common) + 1 :]
        self.numbers = list(common)
        for number in numbers[len(common) :]:
            made = self._wrapper(number)
            self.add(made)
            self._path.append(made)
            self.numbers.append(number)

    def add(self, what: str | Element) -> None:
        """Write on in the innermost wrapper."""
        parent = self._path[-1]
        if isinstance(what, Element):
            parent.append(what)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + what
        else:
            parent.text = (parent.text or "") + what


def _common(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The numbers that both begin with."""
    length = next((n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), None)
    return list(first[: min(len(first), len(second)) if length is None else length])


def _pieces(block: Element, edges: set[int], stash: Sequence[Any]) -> Iterator[_Piece]:
    """What the block holds, in order, its words cut at these offsets."""
    at = 0
    for slot in (Slot(block, n, (block[n - 1].tail if n else block.text) or "") for n in range(len(block) + 1)):
        if slot.before:
            child = block[slot.before - 1]
            width = sum(len(_edges(each.words, stash)) - 1 for each in _slots(child))
            yield _Piece(child, width)
            at += width
        spots = _edges(slot.words, stash)
        width = len(spots) - 1
        cuts = [0, *sorted(edge - at for edge in edges if at < edge < at + width), width]
        for first, last in pairwise(cuts):
            begin = spots[first] if first else 0
            yield _Piece(slot.words[begin : spots[last]], last - first)
        at += width


def _edges(words: str, stash: Sequence[Any]) -> Sequence[int]:
    """Where each character of the text begins in a text node's words; at last, where the words end."""
    if STX not in words:
        return range(len(words) + 1)
    starts = [found.start() for found in CHARACTER.finditer(words) for _ in range(_width(found, stash))]
    return [*starts, len(words)]


def _slots(element: Element) -> Iterator[Slot]:
    """The text nodes below an element, in the order of the text."""
    yield Slot(element, 0, element.text or "")
    for index, child in enumerate(element, 1):
        yield from _slots(child)
        yield Slot(element, index, child.tail or "")


def _width(found: re.Match[str], stash: Sequence[Any]) -> int:
    """How many characters of text this is: a stashed reference is one, a stashed tag none."""
    if found["stash"] is None:
        return 1
    stashed = str(stash[int(found["stash"])])
    return 0 if stashed.startswith("<") else len(unescape(stashed))


def _shown(found: re.Match[str], stash: Sequence[Any]) -> str:
    """What a placeholder shows as; anything else is itself."""
    if found["stash"] is not None:
        stashed = str(stash[int(found["stash"])])
        return "" if stashed.startswith("<") else unescape(stashed)
    return chr(int(found[0][1:-1])) if found[0][0] == STX else found[0]


def _split(slot: Slot, at: int, new: Element) -> None:
    parent, before, words = slot
    new.tail = words[at:]
    if before == 0:
        parent.text = words[:at]
    else:
        parent[before - 1].tail = words[:at]
    parent.insert(before, new)


def _too_short(block: Element, offset: int) -> ValueError:
    return ValueError(f"the text of #{block.get('id')} is shorter than {offset} characters: build the pages again")
