"""A block's text offsets -> spots in its element tree, while Python-Markdown still holds escapes as placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
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
    raise ValueError(f"the text of #{block.get('id')} is shorter than {offset} characters: build the pages again")


def cover(block: Element, start: int, end: int, tag: str, stash: Sequence[Any]) -> list[Element]:
    """Wrap the text from `start` to `end`, and give the wrappers in order: one in each text node that it runs through.

    Elements that stand between, such as anchors, stay where they are. An empty stretch gets no wrapper. Raises
    `ValueError` when the text is shorter.
    """
    stretches: list[tuple[Slot, int, int]] = []
    left = 0  # text before the slot
    for slot in _slots(block):
        edges = _edges(slot.words, stash)
        length = len(edges) - 1
        first, last = max(start - left, 0), min(end - left, length)
        if first < last:
            stretches.append((slot, edges[first], edges[last]))
        left += length
    if left < end:
        raise ValueError(f"the text of #{block.get('id')} is shorter than {end} characters: build the pages again")
    wrappers = [_wrap(slot, first, last, Element(tag)) for slot, first, last in reversed(stretches)]
    return wrappers[::-1]


def _edges(words: str, stash: Sequence[Any]) -> list[int]:
    """Where each character of the text begins in a text node's words; at last, where the words end."""
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


def _split(slot: Slot, at: int, new: Element) -> None:
    parent, before, words = slot
    new.tail = words[at:]
    if before == 0:
        parent.text = words[:at]
    else:
        parent[before - 1].tail = words[:at]
    parent.insert(before, new)


def _wrap(slot: Slot, start: int, end: int, new: Element) -> Element:
    """Put the words from `start` to `end` of the slot into `new`; slots before this one stay valid."""
    words = slot.words
    new.text = words[start:end]
    _split(slot, start, new)
    new.tail = words[end:]
    return new
