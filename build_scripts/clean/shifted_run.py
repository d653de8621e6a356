"""Line, offset of a `?` -> Run: the bytes of a stretch of text that was cut one byte out of step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from build_scripts.clean.converter import LONE, MARKS, Cut, encoded
from build_scripts.clean.readings import BROKEN_GLOSS, GLOSS

MARK_BYTES = {text: data for data, mark in MARKS.items() for text in (mark, data.decode("gb18030"))}
QUESTION = "?？"
LONGEST = 120  # characters; a run ends at the next `?`, and so at the next mark: this keeps the search linear


class Run(NamedTuple):
    """A damaged stretch of a line: its bytes as they were (None for a lost one), and where it was cut.

    `tail` is the gloss right behind the stretch, if there is one: it tells how the last character is read.
    """

    start: int
    end: int
    data: tuple[int | None, ...]
    cuts: tuple[Cut, ...]
    tail: str


def read(line: str, start: int) -> Run | None:
    """The run that begins with the `?` at `start`; None when what follows cannot be one."""
    reader = _Reader(line, start)
    while reader.opens():
        while reader.astray:
            if reader.at - start > LONGEST or not reader.steps():
                return None
    if reader.at == start:
        return None
    tail = GLOSS.match(line, reader.at)
    return Run(start, reader.at, tuple(reader.data), tuple(reader.cuts), tail[1] if tail else "")


@dataclass
class _Reader:
    """Where a reading stands; `astray` while a first byte waits for its second."""

    line: str
    at: int
    data: list[int | None] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    astray: bool = False

    def opens(self) -> bool:
        """Read a `?` that stands for a lone first byte, and the gloss or mark behind it."""
        if self.line[self.at : self.at + 1] not in (*QUESTION,):
            return False
        if gloss := BROKEN_GLOSS.match(self.line, self.at):
            self._lost()
            self._gloss(gloss[1], gloss.end())
        elif self.line[self.at + 1 : self.at + 2] in MARK_BYTES:
            self._lost()
            self.at += 1
            self._mark()
        else:
            return False
        self.astray = True
        return True

    def steps(self) -> bool:
        """Read the next character, gloss or mark out of step; False when none can stand here."""
        char = self.line[self.at : self.at + 1]
        if gloss := GLOSS.match(self.line, self.at):
            self._gloss(gloss[1], gloss.end())
        elif char and char in QUESTION and not self._question():
            self._closes()
        elif char in MARK_BYTES:
            self._mark()
        elif char == "€":
            self._second(LONE)
        elif char.isascii():
            return bool(char) and "@" <= char <= "~" and self._second(ord(char))
        else:
            return self._pair(encoded(char))
        return True

    def _question(self) -> bool:
        """Is this `?` a question mark out of step, since text goes on that a lone byte would have taken up?"""
        following = self.line[self.at + 1 : self.at + 2]
        if BROKEN_GLOSS.match(self.line, self.at):
            return False
        if following in MARK_BYTES:
            return bool(BROKEN_GLOSS.match(self.line, self.at + 1))
        return bool(encoded(following)) and following >= "@"

    def _closes(self) -> None:
        self._lost()
        self.astray = False
        if gloss := BROKEN_GLOSS.match(self.line, self.at):
            self._gloss(gloss[1], gloss.end())
        else:
            self.at += 1

    def _lost(self) -> None:
        self.data.append(None)

    def _gloss(self, reading: str, end: int) -> None:
        self.cuts.append(Cut(len(self.data), f"({reading})"))
        self.at = end

    def _mark(self) -> None:
        mark = self.line[self.at]
        self.cuts.append(Cut(len(self.data), mark, 2))
        self.data += MARK_BYTES[mark]
        self.at += 1

    def _second(self, byte: int) -> bool:
        self.data.append(byte)
        self.at += 1
        self.astray = False
        return True

    def _pair(self, pair: bytes) -> bool:
        """A character out of step: a second byte, then the next first byte, or a true ASCII letter."""
        if not pair or pair[1] == LONE:
            return False
        self.data += pair
        self.at += 1
        self.astray = pair[1] > LONE
        return True
