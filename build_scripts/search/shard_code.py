"""Posting lists -> bytes of a shard: what is known of each list, then a symbol for each number, then the numbers' bits.

The symbols of all lists of a shard share a Huffman code, which deflate makes. So that they can, a list's numbers are
shifted first by about the logarithm of its mean step: where two lists differ in length, their symbols hardly do.
"""

from __future__ import annotations

import numpy as np

from build_scripts.search.coding import coded, column, lengths_in_bits, packed, steps, varint
from build_scripts.search.pairs import POINT_BITS, SECOND, Keys
from build_scripts.search.piece import Sections
from build_scripts.search.postings import Flags, Postings, Starts

NEVER, ALWAYS, SOMETIMES = 0, 1, 2  # in which of its units a pair stands across punctuation only
SPARED = 2  # bits of the mean step that the shift leaves


def encoded_sets(lists: Postings) -> Sections:
    """A file of `sets`: keys, kinds, lengths and shifts of the lists; then the steps of all lists.

    Where a pair is apart in some of its units, a second list says in which of them, counted in the list.
    """
    firsts, lengths = lists.starts[:-1], lists.lengths
    apart = np.add.reduceat(lists.apart, firsts, dtype=np.int64)
    kinds = np.where(apart == 0, NEVER, np.where(apart == lengths, ALWAYS, SOMETIMES))
    doubted = lists.apart & np.repeat(kinds == SOMETIMES, lengths)
    ranks = np.flatnonzero(doubted) - np.repeat(firsts, lengths)[doubted]
    lengths = np.concatenate([lengths, apart[kinds == SOMETIMES]])
    numbers = np.concatenate([lists.units.astype(np.int64), ranks])
    numbers[: lists.lengths[0]] -= lists.base
    shifts, symbols, bits = _rising(numbers, lengths)
    columns = map(column, (*_split(lists.keys), kinds, lengths, shifts))
    return Sections(varint(len(lists.keys)) + varint(lists.base) + b"".join(columns), symbols, bits)


def encoded_positions(lists: Postings) -> Sections | None:
    """A file of `positions`: which keys have flags, the flags; then the steps of all places; None when there is none.

    Its keys are those of the file of `sets`. A unit's only place is across punctuation when the unit is apart.
    """
    if not len(lists.offsets):
        return None
    counts = np.diff(lists.places)
    firsts = lists.places[:-1][counts > 0]
    more = np.ones(len(lists.offsets), dtype=np.uint8)
    more[lists.places[1:][counts > 0] - 1] = 0
    left = steps(lists.offsets) - 1
    left[firsts] = lists.offsets[firsts]
    symbols, widths = coded(left, np.zeros(len(left), dtype=np.int64))
    flags, bits = _flags(lists, counts)
    head = varint(len(left)) + column(flags) + varint(len(bits)) + bits
    return Sections(head, (2 * symbols + more).tobytes(), packed(left, widths))


def _flags(lists: Postings, counts: Starts) -> tuple[Flags, bytes]:
    """Of which keys places are in doubt and need flags, and the flags: places in units with several, not all across."""
    doubted = np.repeat((counts > 1) & ~lists.apart, counts)
    owners = np.repeat(np.repeat(np.arange(len(lists.keys)), lists.lengths), counts)
    flagged = np.zeros(len(lists.keys), dtype=np.bool_)
    flagged[owners[doubted & lists.across]] = True
    return flagged, np.packbits(lists.across[doubted & flagged[owners]], bitorder="little").tobytes()


def _split(keys: Keys) -> tuple[Starts, Starts]:
    """The steps of the first characters, and the second ones."""
    return steps(keys >> np.uint64(POINT_BITS)), (keys & SECOND).astype(np.int64)


def _rising(numbers: Starts, lengths: Starts) -> tuple[Starts, bytes, bytes]:
    """Rising lists, one behind the other: of each list its shift; symbols and bits of all numbers.

    What is coded is what a number exceeds the least by that it could be: 0, or one more than the number before.
    """
    ends = np.cumsum(lengths)
    firsts = ends - lengths
    left = steps(numbers) - 1
    left[firsts] = numbers[firsts]
    shifts = np.maximum(lengths_in_bits((numbers[ends - 1] + 1) // lengths) - SPARED, 0)
    symbols, widths = coded(left, np.repeat(shifts, lengths))
    return shifts, symbols.tobytes(), packed(left, widths)
