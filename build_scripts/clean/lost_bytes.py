"""Run, the text around it -> Readings: what the run can have said, the likeliest first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nlargest
from itertools import product
from typing import NamedTuple

from build_scripts.clean.converter import CODEC, FOLDED, LONE, encoded
from build_scripts.clean.habits import Habits
from build_scripts.clean.likelihood import (
    CLASH,
    CLOSED,
    CLOSES,
    ENDS,
    HISTORY,
    OPENS,
    OTHER_SCRIPT,
    State,
    commonness,
    run_on,
    score,
    script,
    step,
)
from build_scripts.clean.readings import bearers
from build_scripts.clean.shifted_run import Run

FIRST = range(0x81, 0xFF)
SECOND = (*range(0x40, 0x7F), *range(0x80, 0xFF))
CHOICE = 60  # characters tried in one place, the commonest
BEAM = 24  # readings followed at a time; far more than ever are near each other
OPEN_BEAM = 200  # readings followed until the next character is known: what a first half is, only its word tells
HOPELESS = 18.0  # behind the best by so much, as a logarithm, a reading is given up
OWN = 0.3  # the weight of what a text has elsewhere, against words in general
OWN_MOST = 3.0  # how many times likelier that can make a character


class Reading(NamedTuple):
    """The characters a run can have had, without glosses, and the logarithm of their likelihood in their place."""

    chars: str
    score: float


class Context(NamedTuple):
    """What stands around a run: the text before and after it without glosses, its script (1, -1, 0), its habits."""

    before: str
    after: str
    script: int
    habits: Habits


class _Path(NamedTuple):
    score: float  # so far, as if a word ended here
    chars: str
    left: bytes  # the last byte
    state: State
    favour: float = 0.0  # the part of the score that the words know nothing of


class _Slot(NamedTuple):
    """A character of a run: its known bytes, readings that glosses at its middle and end tell, and where it was cut."""

    data: tuple[int | None, ...]
    middle: str
    end: str
    joined: bool  # was its first byte left beside the one before?
    whole: bool  # were its bytes left together?


def solve(run: Run, context: Context) -> list[Reading]:
    """All texts that fit the run's bytes and glosses, best first, at most `BEAM`."""
    state = run_on(context.before[-2 * HISTORY :])
    paths = [_Path(0.0, "", _bytes(context.before[-1:])[-1:], state)]
    for slot in _slots(run):
        longer = (each for path in paths for each in _grow(path, slot, context))
        paths = nlargest(OPEN_BEAM, longer) if None in slot.data else _near(nlargest(BEAM, longer))
    found = (Reading(path.chars, _ended(path, run, context)) for path in paths)
    return nlargest(BEAM, found, key=lambda reading: reading.score)


def glossed(chars: str, run: Run) -> str:
    """The characters of a run with those glosses that stand behind whole ones."""
    told = {cut.at: cut.text for cut in run.cuts if not cut.skip}
    parts: list[str] = []
    at = 0
    for char in chars:
        at += len(encoded(char))
        parts += char, told.get(at, "")
    return "".join(parts)


def _bytes(char: str) -> bytes:
    """A character's bytes; a half-width mark's are those of the full-width one it was."""
    return FOLDED.get(char) or encoded(char)


def _near(paths: list[_Path]) -> list[_Path]:
    return [path for path in paths if path.score > paths[0].score - HOPELESS]


def _slots(run: Run) -> Iterator[_Slot]:
    told: Mapping[int, str] = {cut.at: cut.text[1:-1] for cut in run.cuts if not cut.skip}
    torn = {cut.at + skip for cut in run.cuts for skip in range(cut.skip + 1)}  # in front of these bytes
    at = 0
    while at < len(run.data):
        first = run.data[at]
        size = 1 if first is not None and first < LONE else 2
        end = at + size
        middle = told.get(at + 1, "") if size == 2 else ""
        tail = run.tail if end == len(run.data) else ""
        yield _Slot(run.data[at:end], middle, told.get(end, tail), at not in torn, at + 1 not in torn)
        at = end


def _grow(path: _Path, slot: _Slot, context: Context) -> Iterator[_Path]:
    so_far = context.before + path.chars
    left = so_far[-1:]
    seen = so_far.count(left) if left else 0
    for data, char in _fits(path.left if slot.middle else b"", slot):
        state = step(path.state, char)
        chance = math.exp(score(state) - score(path.state))
        habit = _habit(context.habits.follows(left, char, so_far.count(left + char), seen), chance) if left else 1.0
        favour = path.favour + math.log(habit * _quotes(so_far, char) * _script(context.script, char))
        favour += _cuts(path.left, data, char, slot, context.habits)
        yield _Path(favour + score(state), path.chars + char, data[-1:], state, favour)


@lru_cache(maxsize=512)
def _fits(left: bytes, slot: _Slot) -> tuple[tuple[bytes, str], ...]:
    """The bytes, and the characters, that this slot can have had after the byte `left`."""
    if len(slot.data) == 1:
        data = bytes((slot.data[0] or 0,))
        return ((data, data.decode("ascii")),)
    if slot.end and None in slot.data:
        pairs = iter(bearers(slot.end))
    else:
        firsts = (slot.data[0],) if slot.data[0] is not None else FIRST
        seconds = (slot.data[1],) if slot.data[1] is not None else SECOND
        pairs = map(bytes, product(firsts, seconds))
    found = [(pair, pair.decode(CODEC)) for pair in pairs if _agrees(left, pair, slot)]
    return tuple(nlargest(CHOICE, found, key=lambda each: commonness(each[1])))


def _agrees(left: bytes, pair: bytes, slot: _Slot) -> bool:
    if any(known not in (None, byte) for known, byte in zip(slot.data, pair, strict=True)):
        return False
    if pair[0] not in FIRST or pair[1] not in SECOND:
        return False
    if slot.middle and left + pair[:1] not in bearers(slot.middle):
        return False
    return not slot.end or pair in bearers(slot.end)


def _cuts(left: bytes, pair: bytes, char: str, slot: _Slot, habits: Habits) -> float:
    """How much likelier than by chance a converter of these habits cuts here where it did, and not where it did not."""
    seam = left + pair[:1]
    favour = 0.0
    if slot.middle:
        favour = habits.gloss(seam.decode(CODEC), slot.middle)
    elif slot.joined:
        favour = habits.uncut(seam)
    if slot.end:
        return favour + habits.gloss(char, slot.end)
    return favour + (habits.uncut(pair) if slot.whole else 0.0)


def _habit(share: float, chance: float) -> float:
    """How much likelier than words say a character is that follows the one before it in this share of the text."""
    return 1 - OWN + min(OWN * share / chance, OWN_MOST)


def _quotes(so_far: str, char: str) -> float:
    """How much likelier a quotation opens or closes here than anywhere."""
    if char not in OPENS and char not in CLOSES:
        return 1.0
    opening, closing = (char, OPENS[char]) if char in OPENS else (CLOSES[char], char)
    is_open = so_far.rfind(opening) > so_far.rfind(closing)
    if is_open == (char in OPENS):
        return CLASH
    return CLOSED if is_open else 1.0


def _script(expected: int, char: str) -> float:
    return OTHER_SCRIPT if expected * script(char) < 0 else 1.0


def _ended(path: _Path, run: Run, context: Context) -> float:
    """The score of a whole reading, in view of what stands behind it."""
    last, after = path.chars[-1:], context.after
    if not after:
        return path.score + math.log(ENDS.get(last, 1.0))
    seam = 0.0 if run.tail else context.habits.uncut(path.left + _bytes(after[0])[:1])
    state = step(path.state, after[0])
    chance = math.exp(score(state) - score(path.state))
    habit = _habit(context.habits.follows(last, after[0]), chance)
    return path.favour + seam + math.log(habit) + score(run_on(after[1:], state))
