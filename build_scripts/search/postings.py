"""Units -> posting lists: for each pair of neighbouring characters, in which units and where in them it stands.

Texts come in batches that fit into memory; each batch's lists are a run, spilled to a file, and the runs are merged
key by key. So memory depends on the size of a batch and on the longest list, never on that of the archive. What is done
for each character is done by iterators of the standard library, without a line of ours inside their loops.
"""

from __future__ import annotations

import operator
import sys
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import accumulate, chain, compress, count, filterfalse, groupby, repeat
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from build_scripts.search.fold import END, GAP, Folder

BATCH = 4_000_000  # characters
SPELLING = "\x02"  # second character of a key whose list tells where a spelling that folds away is used
SPACE = " "  # stands for every space and invisible character in such a key

NONE, ONCE = array("I"), array("I", (1,))
SIZE = NONE.itemsize
UNIT, OFFSET = (1, 0) if sys.byteorder == "little" else (0, 1)  # halves of a place, which is both as one number
OPPOSITE = bytes((1, 0)) + bytes(254)

Places = dict[str, "array[int]"]
Fragment = tuple[
    str, bytes, bool, bytes
]  # key, places (or units alone), which of the two, for each whether it is a gap


class Postings(NamedTuple):
    """One key's list: rising units, how often each holds the pair, and the offset of each occurrence.

    `across` has a byte for each occurrence, 1 where punctuation went away between the two, and is empty when there is
    none; `apart` are the units all of whose occurrences are such. Lists of spellings have units only.
    """

    key: str
    units: array[int]
    counts: array[int] = NONE
    offsets: array[int] = NONE
    across: bytes = b""
    apart: array[int] = NONE


class Run:
    """A batch's lists by key: their occurrences in a file, one list after the other, and in memory what they are."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._keys: list[str] = []
        self._lengths = array("I")
        self._kinds = bytearray()

    def write(self, key: str, length: int, places: bytes, across: bytes | None, *, placed: bool) -> None:
        """Put a list behind the others; keys must rise. `placed`: the list has places, not units alone."""
        self._file.write(places + (across or b""))
        self._keys.append(key)
        self._lengths.append(length)
        self._kinds.append(placed + 2 * (across is not None))

    def close(self) -> Run:
        """Make ready for reading; one text takes a tenth of the memory of many keys."""
        self._keys = ["".join(self._keys)]
        self._file.seek(0)
        return self

    def fragments(self) -> Iterator[Fragment]:
        """The lists, as they are read back."""
        read, (keys,) = self._file.read, self._keys
        for at, (length, kind) in enumerate(zip(self._lengths, self._kinds, strict=True)):
            places = read(length * SIZE * (1 + kind % 2))
            yield keys[2 * at : 2 * at + 2], places, bool(kind % 2), read(length) if kind > 1 else b""


def postings(texts: Iterable[Sequence[str]], fold: Folder) -> Iterator[Postings]:
    """The posting lists of all pairs, in the order of their keys; `texts` are each document's units."""
    with ExitStack() as stack:
        runs = [
            _spilled(Run(stack.enter_context(TemporaryFile())), first, units, fold) for first, units in _batches(texts)
        ]
        keyed = merge(*(run.fragments() for run in runs), key=operator.itemgetter(0))
        for key, fragments in groupby(keyed, operator.itemgetter(0)):
            yield _joined(key, list(fragments))


def _batches(texts: Iterable[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """Whole documents' units, as many as make up a batch, and the number of the first."""
    first, held, length = 0, list[str](), 0
    for units in texts:
        held += units
        length += sum(map(len, units))
        if length >= BATCH:
            yield first, held
            first, held, length = first + len(held), [], 0
    if held:
        yield first, held


def _spilled(run: Run, first: int, units: Sequence[str], fold: Folder) -> Run:
    """Write a batch's lists into the run's file."""
    marked = fold.marked("".join(unit.replace(END, " ") + END for unit in units))
    text = marked.replace(GAP, "")
    gaps, crossed = _gaps(marked, text)
    lengths = [len(unit) + 1 for unit in text.split(END)[:-1]]
    place_of = _numbered(first, lengths)
    places, spellings = _places(text), _spellings(first, units, fold.variants)
    for key in sorted({*places, *spellings}):
        if key in spellings:
            run.write(key, len(spellings[key]), spellings[key].tobytes(), None, placed=False)
            continue
        found = places.pop(key)
        across = bytes(map(gaps.__getitem__, found)) if key in crossed else None
        run.write(key, len(found), array("Q", map(place_of.__getitem__, found)).tobytes(), across, placed=True)
    return run.close()


def _numbered(first: int, lengths: Sequence[int]) -> array[int]:
    """For each character its unit and its offset in there, as one number."""
    halves = array("I", bytes(2 * SIZE * sum(lengths)))
    halves[UNIT::2] = array("I", chain.from_iterable(map(repeat, count(first), lengths)))
    halves[OFFSET::2] = array("I", chain.from_iterable(map(range, lengths)))
    return array("Q", halves.tobytes())


def _places(text: str) -> Places:
    """Where in the text each pair of neighbouring characters begins, but for those with an end of a unit first."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    pairs = map(operator.add, text, text[1:])
    deque(map(array.append, map(found.__getitem__, pairs), count()), maxlen=0)
    return {key: places for key, places in found.items() if key[0] != END}


def _gaps(marked: str, text: str) -> tuple[bytearray, set[str]]:
    """A byte for each character, 1 where a gap follows it, and the pairs that any gap lies in."""
    ends = list(accumulate(map(len, marked.split(GAP))))[:-1]
    gaps = bytearray(len(text))
    for end in ends:
        gaps[end - 1] = 1
    return gaps, {text[end - 1 : end + 1] for end in ends}


def _spellings(first: int, units: Sequence[str], variants: set[str]) -> Places:
    """Which units hold which characters that fold to others."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, unit in enumerate(units, first):
        for char in {char if char.isprintable() else SPACE for char in variants.intersection(unit)}:
            found[char + SPELLING].append(number)
    return found


def _joined(key: str, held: Sequence[Fragment]) -> Postings:
    """A key's fragments as one list."""
    halves = array("I", b"".join(each[1] for each in held))
    if not held[0][2]:
        return Postings(key, halves)
    units, offsets = halves[UNIT::2], halves[OFFSET::2]
    distinct = array("I", dict.fromkeys(units)) if len(units) > 1 else units
    once = len(distinct) == len(units)
    counts = ONCE * len(units) if once else array("I", Counter(units).values())
    if not any(each[3] for each in held):
        return Postings(key, distinct, counts, offsets)
    across = b"".join(each[3] or bytes(len(each[1]) // SIZE // 2) for each in held)
    joined = set(compress(units, across.translate(OPPOSITE)))
    return Postings(key, distinct, counts, offsets, across, array("I", filterfalse(joined.__contains__, distinct)))
