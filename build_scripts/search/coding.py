"""Numbers -> bytes: varints, and columns in planes: the low bytes of all numbers first, then their second bytes.

Numbers of one kind in planes are what deflate's Huffman codes fit best, and what Python writes without a loop.
"""

from __future__ import annotations

import operator
import sys
from array import array
from collections.abc import Iterable, Sequence


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last byte have the eighth set."""
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    made.append(number)
    return bytes(made)


def varints(numbers: Iterable[int]) -> bytes:
    """Each number as a varint."""
    return b"".join(map(varint, numbers))


def column(numbers: Iterable[int]) -> bytes:
    """How many planes these numbers need (none when all are 0), and the planes. Numbers are below 2 to the 32nd."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    raw = packed.tobytes()
    planes = [raw[plane :: packed.itemsize] for plane in range(packed.itemsize)]
    while planes and planes[-1].count(0) == len(packed):
        planes.pop()
    return bytes((len(planes),)) + b"".join(planes)


def steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers as their differences, the first as it is."""
    return list(map(operator.sub, numbers, (0, *numbers)))
