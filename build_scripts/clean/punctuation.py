"""line -> changes: half-width punctuation to full-width where it punctuates Chinese.

Official Chinese (GB/T 15834) is set with full-width marks, list marks such as （1） included (GB/T 9704). Left as they
are: marks inside numbers, times and ratios, in Latin text, in web addresses and HTML entities, straight quotes,
the dot of `1.` and `一.`, and a `?` that stands where no question can end, because it marks a lost byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.clean.brackets import wide_brackets
from build_scripts.clean.gaps import FULL, HALF, PLAIN, Gap, before, behind, gaps_of
from build_scripts.clean.rule import Change
from build_scripts.zh import HAN, HAN_CHAR

# A web address or an entity, whose marks are no punctuation: http://a.cn:80/x, www.a.cn, &nbsp; not 网址:, AT&T.
# So is http:// of which the rest was lost: what is spared must not hang on words that another rule takes out.
SPARED = re.compile(r"[A-Za-z]+://(?:[!-~]*[\w/])?|www\.[!-~]*[\w/]|&#?\w{1,31};", re.ASCII)
SPARED_HINT = ("://", "www.", "&")

# One mark, or several that ask and exclaim together: , ; ?! !! not （
MARK = re.compile(r"[,;:.]|[?!？！](?:\s*[?!？！])*")
THOUSANDS_LEFT = re.compile(r"(?:^|[^\d.])\d{1,3}$")  # 1 of 1,000; not 2009, not the 23 of 4.23
THOUSANDS_RIGHT = re.compile(r"\d{3}(?!\d)")  # 000 of 1,000; not 2012
NUMERALS = "〇零一二三四五六七八九十百千"
CLOSERS = "”’」』）》】〕)]"
OPENERS = "“‘「『（《【〔(["
# What may stand before the dot of a list mark: 一. 第三. (二). 甲. not 总.
LIST_MARK = re.compile(rf"(?:^\s*|[^{HAN}\s]\s*)(?:第?[{NUMERALS}]{{1,4}}|[{HAN}])\s?[)）]?\s?$")
# A number that a Chinese sentence may end with: 达96.3% 电话：8555; not the 2 of 。2, which is a list mark cut off.
NUMBER = re.compile(rf"[{HAN}][\s\d.:：%‰℃~/=<>≤≥+\-—]*[\d%‰℃]\s*$")
LOOK_BACK = 32


def widen(line: str) -> Iterator[Change]:
    """A change for each half-width mark that punctuates Chinese."""
    if not HALF.search(line):
        return
    wide = {found.start() for found in PLAIN.finditer(line)}
    if gaps := list(gaps_of(line)):
        wide.update(_wide_marks(line, gaps), wide_brackets(line, gaps))
        wide -= _spared(line)
    yield from (Change(at, line[at], FULL[line[at]]) for at in sorted(wide))


def _spared(line: str) -> set[int]:
    if not any(hint in line for hint in SPARED_HINT):
        return set()
    return {at for found in SPARED.finditer(line) for at in range(*found.span())}


def _wide_marks(line: str, gaps: list[Gap]) -> Iterator[int]:
    dots_end_sentences = _writes_dots(line)
    for gap in gaps:
        for found in MARK.finditer(line, gap.start, gap.end):
            mark, at = found[0], found.start()
            if mark == ".":
                wide = _ends_sentence(line, at, mid_line=dots_end_sentences)
            elif "?" in mark:
                wide = _asks(line, found.start(), found.end())
            else:
                wide = (gap.left or gap.right) and not _is_in_number(line, at) and not _follows_loss(line, at)
            if wide:
                yield from (each for each in range(at, found.end()) if line[each] in FULL)


def _follows_loss(line: str, at: int) -> bool:
    """Does the mark follow a `?` that is no question mark (制度?;的)? Both are then leftovers of a damaged Han."""
    left = before(line, at)
    return line[left - 1 : left] == "?"


def _is_in_number(line: str, at: int) -> bool:
    """Is the mark part of 1,000, of 08:06 or of 1 : 3?"""
    if line[at] == ":":
        left, right = before(line, at), behind(line, at + 1)
        return line[left - 1 : left].isdecimal() and line[right : right + 1].isdecimal()
    if line[at] != ",":
        return False
    return bool(THOUSANDS_LEFT.search(line[max(0, at - 4) : at]) and THOUSANDS_RIGHT.match(line, at + 1))


def _asks(line: str, start: int, end: int) -> bool:
    """Can a question end here? After Chinese, and before its next sentence, a closing mark or the line's end.

    Not between numerals (五?一): there it stands for the lost dot of 五·一.
    """
    left, right = before(line, start, CLOSERS), behind(line, end)
    was, comes = line[left - 1 : left], line[right : right + 1]
    if not HAN_CHAR.match(was) or (was in NUMERALS and comes and comes in NUMERALS):
        return False
    return not comes or comes in CLOSERS + OPENERS or bool(HAN_CHAR.match(comes))


def _ends_sentence(line: str, at: int, *, mid_line: bool) -> bool:
    """Is this dot a full stop? After Chinese that is no list mark, at the end of the line, or `mid_line` too."""
    left, right = before(line, at, CLOSERS), behind(line, at + 1, CLOSERS)
    comes = line[right : right + 1]
    if not comes and NUMBER.search(line, max(0, at - LOOK_BACK), at):
        return True
    if not HAN_CHAR.match(line[left - 1 : left]) or LIST_MARK.search(line, max(0, at - LOOK_BACK), at):
        return False
    return not comes or (mid_line and (comes in OPENERS or bool(HAN_CHAR.match(comes))))


def _writes_dots(line: str) -> bool:
    """Does the writer end sentences with dots? Else a dot between Han may part a name (阿不都.热合曼)."""
    return "。" not in line and line[: before(line, len(line), CLOSERS)].endswith(".")
