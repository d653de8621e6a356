r"""Source line -> Verdicts: stretches that a byte-blind glossing converter cut inside characters, and what they said.

How the damage comes about is in `converter`; here it is undone. A damaged run begins where a lone first byte became
`?` and goes on, one byte out of step, until a second byte stands alone (`a`, `L`, `_`) or another `?` takes up the
slack. All its bytes but those lost in a `?` stand in the text. A lost byte is searched among those that

- make a character of the reading that the gloss behind it tells (`?shù)` after 當, 94: only B5 makes 94 B5, 數),
- give back the damaged run exactly when the converter's cuts are made again.

The words, and what the source shows of its converter elsewhere, decide among what is left, and whether the run was
damaged at all: both by likelihood ratio. A question mark, an option `(a)` or English is left alone.

>>> [verdict.mended for verdict in examine("給予適當?shù)纳\ue30a钛a(bǔ)助")]
['的生活補']
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.clean.converter import CODEC, render
from build_scripts.clean.habits import UNKNOWN, Habits
from build_scripts.clean.likelihood import HISTORY, run_on, score, script
from build_scripts.clean.lost_bytes import Context, Reading, glossed, solve
from build_scripts.clean.readings import BROKEN_GLOSS, GLOSS, LETTERS
from build_scripts.clean.shifted_run import Run, read
from build_scripts.zh import HAN_CHAR

# Where damage can begin: 當?shù) 。?,F 。??h 校”，as ?!?, and not 好嗎? or ??? or a row of marks.
SITE = re.compile(
    rf"(?<![?？])[?？](?![?？]{{2}}(?![{LETTERS}]{{1,6}}\))|[,，;；:：!！?？]{{4}})(?=[{LETTERS}]{{1,6}}\)|[,，;；:：!！?？])"
)
UNDAMAGED = re.compile(r"[^?？]*")  # 的信息中 before another `?`; it may be empty
MARKS_ALONE = re.compile(r"[?？,，;；:：!！]+")  # ?! between sentences; not the letters of a gloss
ORDINARY = -9.0  # the logarithm of the likelihood of one character: prose has -5, text out of step -12
LATIN = re.compile(r"[A-Za-z\s]")  # what a Chinese sentence does not stop behind: OK?,Fine; 100%?,F may be 。現
WORD = re.compile(r"[A-Za-z]{2}")  # `Fi` of ?,Fine; not F將
CONTEXT = 400  # characters before a run that tell its script and its open quotation marks
ENOUGH = math.log(30)  # what is so many times likelier than all else together is taken
RIVALRY = 8.0  # words are not as sure of one Han against another as they think: such a rival counts so many times
GAP = "□"  # the sign of Chinese editors for a character that is lost


class Verdict(NamedTuple):
    """A damaged run of a line, its possible readings, the likeliest first, and what can be said for sure.

    `lead` is the natural logarithm of how many times likelier the first reading is than the text as it stands;
    `mended` is the first reading, glosses in place, with a `GAP` for each character that is not sure.
    """

    start: int
    before: str
    readings: tuple[str, ...]
    mended: str
    lead: float

    @property
    def end(self) -> int:
        """Where the run ends."""
        return self.start + len(self.before)

    @property
    def gaps(self) -> int:
        """How many characters of the repair are not sure."""
        return self.mended.count(GAP)

    @property
    def repaired(self) -> bool:
        """Is this surely damage, and more of it sure than not?"""
        return self.lead >= ENOUGH and 2 * self.gaps <= len(self.readings[0])

    @property
    def settled(self) -> bool:
        """Is nothing in doubt?"""
        return self.lead >= ENOUGH and not self.gaps


def examine(line: str, habits: Habits = UNKNOWN) -> Iterator[Verdict]:
    """Every damaged run of one line, settled or not."""
    before, done = "", 0  # the text up to `done`, as far as it matters, with its repairs
    found = SITE.search(line)
    while found:
        start = found.start()
        before, done = (before + line[max(done, start - CONTEXT) : start])[-CONTEXT:], start
        if verdict := _judge(line, start, before, habits):
            yield verdict
            before += verdict.mended if verdict.repaired else verdict.before
            done += len(verdict.before)
        found = SITE.search(line, max(done, start + 1))


def _judge(line: str, start: int, before: str, habits: Habits) -> Verdict | None:
    """What the run at `start` can have said; None when it is none, or is likelier as it stands."""
    plain = GLOSS.sub("", before)
    run = None if LATIN.match(plain[-1:] or " ") else read(line, start)
    if run is None or WORD.match(line, run.end - 1):
        return None
    text = line[start : run.end]
    if _reads_well(text):
        return None
    after = GLOSS.sub("", UNDAMAGED.findall(line[run.end : run.end + 40])[0])[:HISTORY]
    readings = [each for each in solve(run, Context(plain, after, _script(plain), habits)) if _gives(each, run, text)]
    if not readings:
        return None
    lead = readings[0].score - score(run_on(plain[-2 * HISTORY :] + GLOSS.sub("", text) + after))
    if lead < 0:
        return None
    return Verdict(start, text, tuple(each.chars for each in readings), glossed(_sure(readings), run), lead)


def _sure(readings: list[Reading]) -> str:
    """The first reading, with a gap for each character that does not outweigh all its rivals together."""
    best, *others = readings
    rivals = [0.0] * len(best.chars)
    for other in others:
        weight = math.exp(other.score - best.score)
        for at, pair in enumerate(zip(best.chars, other.chars, strict=True)):
            rivals[at] += weight * _rivalry(*pair)
    total = sum(math.exp(each.score - best.score) for each in readings)
    least = total / (1 + math.exp(ENOUGH))
    return "".join(GAP if rival > least else char for char, rival in zip(best.chars, rivals, strict=True))


def _rivalry(char: str, other: str) -> float:
    if char == other:
        return 0.0
    return RIVALRY if HAN_CHAR.match(char) and HAN_CHAR.match(other) else 1.0


def _reads_well(text: str) -> bool:
    """Is a stretch with question marks ordinary Chinese as it stands? What is out of step is rare characters."""
    if BROKEN_GLOSS.search(text):
        return False
    plain = MARKS_ALONE.sub("", text)
    return score(run_on(plain)) > ORDINARY * len(plain) if plain else len(text) > 3


def _gives(reading: Reading, run: Run, text: str) -> bool:
    """Does the converter, run over this reading, give the text that stands there?"""
    return render(reading.chars.encode(CODEC), run.cuts) == text


def _script(text: str) -> int:
    """The script of the text before a run: 1 Traditional, -1 Simplified, 0 unknown."""
    balance = sum(script(char) for char in text[-80:])
    return (balance > 0) - (balance < 0)
