"""Document -> annotations, findings: where a paper is cut, its numbers skip, a heading is missing, a sentence stops.

An empty span at a block's start or end says that something is missing before or after that block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_scripts.annotate.quotes import quoted
from build_scripts.annotate.zones import HEADERS
from build_scripts.model import Annotation, Block, CleanText, Document, Finding, Severity, Span
from build_scripts.numbering import LOW, MIDDLE, Mark, mark
from build_scripts.zh import CLOSING, ends_sentence

QUOTED = 20  # code points of the block that shows the loss
FULL = 30  # an unfinished sentence is no shorter: shorter lines are labels, signatures, dates
FARTHEST = 9  # numbers that lie farther apart were misread

TEN = "〇一二三四五六七八九十"
POINT = re.compile(r"([一二三四五六七八九])([要是])(?![求点素闻道害否])")  # 二要职责到人; not 一、, 二是否
HALFWAY = re.compile(r"[，、；。）”]|的(?!确)")  # ，全县共有, 的卫生工作; not 的确
LETTERS = re.compile(r"[一-鿿\d]$")  # 解决医疗纠纷搭, 全年动员599; not 卫生局）


class _Number(NamedTuple):
    """A numbered heading or item: which block it is, and its number."""

    at: int
    mark: Mark


class _Lack(NamedTuple):
    """What is missing, where (block and offsets; an empty stretch stands before or after the block), and the words."""

    value: str
    at: int
    start: int
    end: int
    tip: str


CODES: dict[str, tuple[str, Severity, str]] = {
    "start": ("A030", "note", "若此前的段落属于本篇，请在 boundaries 中改正起点。"),
    "end": ("A031", "note", "若此后的段落属于本篇，请在 boundaries 中改正下一篇的起点。"),
    "gap": ("A032", "note", "若序号误认或段落错位，请在 paragraphs 中切分或接合。"),
    "parent": ("A033", "note", "若此处另起一篇，请在 boundaries 中写明。"),
    "broken": ("A034", "note", "若下一段是它的后半，请在 paragraphs 中写 join。"),
}


def lacunae(text: CleanText, document: Document) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """A claim and a finding for everything that the paper's structure shows to be missing."""
    blocks = document.blocks
    lacks = sorted(_lacks(blocks, _numbers(blocks)), key=lambda each: (each.at, each.start))
    return tuple(_claim(text, blocks[each.at], each) for each in lacks), tuple(_finding(blocks, each) for each in lacks)


def _lacks(blocks: Sequence[Block], numbers: Sequence[_Number]) -> Iterator[_Lack]:
    start = _start(blocks, numbers)
    if start:
        yield start
    yield from _skips(blocks, numbers, cut=start is not None)
    yield from _points(blocks)
    end = _end(blocks, numbers)
    if end:
        yield end
    for at, block in enumerate(blocks[:-1]):
        if _breaks_off(block) and not (end and end.at == at):
            length = len(block.text)
            yield _Lack("broken", at, length - 1, length, "此段没有说完：段末没有句末标点，后面的文字或标点失去。")


def _claim(text: CleanText, block: Block, lack: _Lack) -> Annotation:
    at_end = lack.start > 0
    shown = (max(0, lack.end - QUOTED), lack.end) if at_end else (0, min(QUOTED, len(block.text)))
    clue = quoted(text, block, shown, lack.value)
    return Annotation("loss", lack.value, "inferred", (clue,), lack.tip, Span(block.place, lack.start, lack.end))


def _finding(blocks: Sequence[Block], lack: _Lack) -> Finding:
    code, severity, remedy = CODES[lack.value]
    return Finding(code, severity, blocks[lack.at].place, f"{lack.tip}{remedy}")


# ---- both ends


def _start(blocks: Sequence[Block], numbers: Sequence[_Number]) -> _Lack | None:
    """A paper without a header whose first number, or first number of the highest style, is not 1."""
    if blocks[0].kind in HEADERS:
        return None
    if HALFWAY.match(blocks[0].text):
        return _Lack("start", 0, 0, 0, "篇首残缺：首句从中间开始，此前的文字来源中没有。")
    if not numbers:
        return None
    highest = min(each.mark.style for each in numbers)
    top = next(each for each in numbers if each.mark.style == highest)
    late = [each for each in dict.fromkeys((numbers[0], top)) if each.mark.number > 1 and each.mark.style <= LOW]
    if not late:
        return None
    labels = "，上一级从".join(f"“{_label(blocks, each)}”" for each in late)
    return _Lack("start", 0, 0, 0, f"篇首残缺：序号从{labels}开始，此前的部分来源中没有。")


def _end(blocks: Sequence[Block], numbers: Sequence[_Number]) -> _Lack | None:
    """A paper that ends in a heading, in mid-sentence, or with the first number of a list that has no second."""
    last, at, words = blocks[-1], len(blocks) - 1, blocks[-1].text
    if last.kind in HEADERS:
        return None
    if last.kind == "heading" and len(blocks) > 1:
        tip = "篇末残缺：最后一行是标题，其下的正文来源中没有。"
    elif words.endswith(("：", "，", "、", "；")):
        tip = "篇末残缺：末句没有说完，此后的文字来源中没有。"
    elif _breaks_off(last):
        tip = "篇末似有残缺：末段没有句末标点。"
    elif numbers and numbers[-1].mark.number == 1 and numbers[-1].at >= at - 1:
        tip = f"篇末似有残缺：最后一个序列只有“{_label(blocks, numbers[-1])}”，没有下一项。"
    else:
        return None
    return _Lack("end", at, len(words), len(words), tip)


def _breaks_off(block: Block) -> bool:
    """Does a paragraph of whole sentences end without the end of one?"""
    words = block.text
    if block.kind not in ("paragraph", "item") or len(words) < FULL or ends_sentence(words) or words[-1] in CLOSING:
        return False
    return words[-1] in "，、" or bool(LETTERS.search(words) and ("。" in words or "，" in words[-FULL:]))


# ---- numbers


def _numbers(blocks: Sequence[Block]) -> list[_Number]:
    found = ((at, mark(block.text)) for at, block in enumerate(blocks) if block.kind in ("heading", "item"))
    return [_Number(at, read) for at, read in found if read]


def _skips(blocks: Sequence[Block], numbers: Sequence[_Number], *, cut: bool) -> Iterator[_Lack]:
    """Numbers that do not follow the last of their style, whether it goes on under the same heading or a new one."""
    last: dict[int, _Number] = {}
    open_lists: set[int] = set()
    for here in numbers:
        style, number = here.mark.style, here.mark.number
        open_lists -= {each for each in open_lists if each > style}
        before = last.get(style)
        if number == 1:
            if before and style in open_lists and _restarts(blocks, before, here):
                tip = f"缺上一级标题：序号在这里重新从“{_label(blocks, here)}”开始，其上应另有一个标题。"
                yield _Lack("parent", here.at, 0, 0, tip)
        elif before and _skipped(blocks, before, here):
            tip = f"序号中断：“{_label(blocks, before)}”之后是“{_label(blocks, here)}”，中间的部分来源中没有。"
            yield _Lack("gap", here.at, 0, 0, tip)
        elif (
            not before and not (cut and style < min(last, default=LOW + 1)) and not _told(blocks[: here.at], 1, number)
        ):
            tip = f"序号从“{_label(blocks, here)}”开始，此前的部分来源中没有。"
            yield _Lack("gap", here.at, 0, 0, tip)
        last[style] = here
        open_lists.add(style)


def _points(blocks: Sequence[Block]) -> Iterator[_Lack]:
    """Headings such as 二要职责到人 before which nothing is counted as the first."""
    last = 0
    for at, block in enumerate(blocks):
        if block.kind == "heading" and (found := POINT.match(block.text)):
            number = TEN.index(found[1])
            if number > last + 1 and not _told(blocks[:at], last + 1, number):
                tip = f"序号中断：这里是“{found[0]}”，此前没有“{TEN[last + 1]}{found[2]}”，其标题或正文来源中没有。"
                yield _Lack("gap", at, 0, 0, tip)
            last = number


def _restarts(blocks: Sequence[Block], before: _Number, here: _Number) -> bool:
    """Is it a high number's second first, with no heading of another kind between?"""
    between = blocks[before.at + 1 : here.at]
    headings = [block for block in between if block.kind == "heading" and mark(block.text) is None]
    # A list of the style （一） or a higher one that starts again has lost its heading.
    return here.mark.style <= MIDDLE and before.mark.number > 1 and not headings


def _skipped(blocks: Sequence[Block], before: _Number, here: _Number) -> bool:
    first, number = before.mark.number + 1, here.mark.number
    return first < number <= before.mark.number + FARTHEST and not _told(blocks[before.at : here.at], first, number)


def _told(blocks: Sequence[Block], first: int, number: int) -> bool:
    """Do these blocks count the numbers from `first` to before `number` in their running text, or in other words?"""
    words = "\n".join(block.text for block in blocks)
    return all(_counted(each).search(words) for each in range(first, number))


def _counted(number: int) -> re.Pattern[str]:
    """The number before a sentence, however it is written: 。2、, （二）, 第二，, 二是."""
    han = TEN[number] if number <= 10 else "十" + TEN[number - 10] if number < 20 else str(number)
    return re.compile(rf"(?:^|[。；：！，\n])\s*(?:[（(]?(?:{number}|{han})[）)、.．，]|第{han}|其{han}|{han}[是要])")


def _label(blocks: Sequence[Block], number: _Number) -> str:
    return blocks[number.at].text[: number.mark.end].strip()
