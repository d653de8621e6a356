"""Numbers -> bytes: varints, columns in planes, and numbers of any size as a symbol each and some bits.

A *symbol* holds how large a number is: its three highest bits and how many follow. The bits that follow are as good as
random and stand by themselves, bit behind bit. Symbols are what Huffman codes are made for, and deflate has these.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Symbols = NDArray[np.uint8]

HIGH_BITS = 3  # that a symbol holds of a number
WORD = 64


def as_json(value: object) -> bytes:
    """The value as JSON, in UTF-8, without a space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last byte have the eighth set."""
    if number <= 0x7F:
        return number.to_bytes(1, "little")
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    made.append(number)
    return bytes(made)


def varints(numbers: Iterable[int]) -> bytes:
    """Each number as a varint."""
    return b"".join(map(varint, numbers))


def column(numbers: Sequence[int] | NDArray[np.integer] | NDArray[np.bool_]) -> bytes:
    """How many planes these numbers need (none when all are 0), and these: the low bytes of all, their second ones …

    Numbers are below 2 to the 32nd.
    """
    held = np.asarray(numbers, dtype="<u4")
    needed = (int(held.max(initial=0)).bit_length() + 7) // 8
    return bytes((needed,)) + held.view(np.uint8).reshape(-1, 4).T[:needed].tobytes()


def steps(numbers: Sequence[int] | NDArray[np.integer]) -> NDArray[np.int64]:
    """Rising numbers as their differences, the first as it is."""
    held = np.asarray(numbers, dtype=np.int64)
    made = held.copy()
    made[1:] -= held[:-1]
    return made


def lengths_in_bits(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """How many binary digits each number has; below 2 to the 53rd, which a float holds exactly."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def coded(numbers: NDArray[np.int64], shifts: NDArray[np.int64]) -> tuple[Symbols, NDArray[np.int64]]:
    """A symbol for each number without its `shifts` lowest bits, and how many of its lowest bits must follow.

    Up to 7 the symbol is the number; beyond, it is 4 for each bit that it leaves out and the three highest ones.
    """
    high = numbers >> shifts
    left = np.maximum(lengths_in_bits(high) - HIGH_BITS, 0)
    return (4 * left + (high >> left)).astype(np.uint8), shifts + left


def packed(numbers: NDArray[np.int64], widths: NDArray[np.int64]) -> bytes:
    """So many of the lowest bits of each number, the first lowest, one behind the other."""
    widths, numbers = widths.astype(np.uint64), numbers.astype(np.uint64)
    values = numbers & ((np.uint64(1) << widths) - np.uint64(1))
    ends = np.cumsum(widths, dtype=np.uint64)
    bits = int(ends[-1]) if len(ends) else 0
    words, at = np.divmod(ends - widths, np.uint64(WORD))
    made = np.zeros(bits // WORD + 2, dtype="<u8")
    np.add.at(made, words, values << at)
    np.add.at(made, words + np.uint64(1), (values >> np.uint64(1)) >> (np.uint64(WORD - 1) - at))
    return made.tobytes()[: (bits + 7) // 8]
