"""OpenCC and Unicode -> data/fold.txt: which characters a search takes for one another.

Run `python -m build_scripts.derive.fold` when OpenCC has been updated or the list below has grown. What Unicode says is
taken for blocks that are complete since long, so that every Python's `unicodedata` gives the same table.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import opencc

from build_scripts.tables import FOLD, WORDS, words

CONVERSIONS = ("t2s", "tw2s", "hk2s")  # t2s alone leaves 衞 and 著, which Hong Kong and Taiwan write
HAN = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))

# What OpenCC leaves alone, since each is a word of its own too: a search must find it all the same.
# Row: the representative, and what a typist, a converter or an older habit writes for it.
REVIEWED = (
    ("着", "著"),  # 着力, 著力; the price is that 着名 finds 著名
    ("了", "瞭"),  # 了解, 瞭解
    ("借", "藉"),  # 凭借, 憑藉
    ("复", "覆"),  # 答复, 答覆; 反复, 反覆
    ("家", "傢"),  # 家具, 傢俱
    ("具", "俱"),
    ("干", "乾"),  # 干燥, 乾燥; OpenCC keeps 乾 in 乾坤
    ("么", "麽麼幺"),  # 什么, 什麽
    ("于", "於"),
    ("卫", "衞衛"),
    ("苏", "甦"),  # 复苏, 復甦
    ("回", "迴"),  # 巡回, 巡迴
    ("零", "〇○"),  # 二〇〇九, 二零零九, 二○○九
)

# Blocks whose characters have a common form: width, case, circled numbers, units, radicals, compatibility ideographs.
BLOCKS = (
    (0x0041, 0x005A), (0x00A0, 0x024F), (0x0370, 0x03FF), (0x0400, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x206F),
    (0x2070, 0x209F), (0x2100, 0x218B), (0x2460, 0x24FF), (0x2E80, 0x2FD5), (0x3000, 0x303F), (0x3200, 0x33FF),
    (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF), (0x2F800, 0x2FA1F),
)  # fmt: skip
DOTS = frozenset("…‥")  # NFKC would make full stops of them

# Punctuation that folds away between two Han: Unicode's, in these blocks, without what stands for a quantity or a word.
MARKS = ((0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E), (0xA1, 0xBF), (0x2010, 0x205E), (0x3001, 0x303F))
OTHER_MARKS = "<>・"  # < and > are book-title marks made half-width
SYMBOLS = frozenset("%‰‱@#&*_\\※〇")
STOPS = "。!?;"  # 。！？； in ordinary width
SPACES = " \t\n\v\f\r\x85\u2028\u2029"
HIDDEN = (
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x2064), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)  # fmt: skip

HEADER = """\
# Which characters a search takes for one another, in index and query alike. See data/README.md.
# Row: a character or a few, a tab, and all characters that fold to it. `\\u{…}` is a character that does not print.
# The first rows: ranges that are Han; punctuation that folds away between two Han; punctuation that no term crosses;
# what folds to nothing anywhere. Written by derive/fold.py; do not edit by hand.
"""


def derive() -> str:
    """The table's text: a header, four rows of classes, then a row for each representative, by code point."""
    rows = [
        f"han\t{' '.join(f'{first:X}-{last:X}' for first, last in HAN)}",
        f"gap\t{_escaped(_marks())}",
        f"stop\t{STOPS}",
        f"hidden\t{_escaped(map(chr, _points(HIDDEN)))}",
    ]
    members: defaultdict[str, list[str]] = defaultdict(list)
    for char, target in sorted(folded().items()):
        members[target].append(char)
    rows += (f"{_escaped(target)}\t{_escaped(members[target])}" for target in sorted(members))
    return HEADER + "".join(f"{row}\n" for row in rows)


def folded() -> Mapping[str, str]:
    """Every character that folds to something else, and that."""
    han = _han()
    hidden = set(map(chr, _points(HIDDEN)))
    found = dict(han)
    for char in map(chr, _points(BLOCKS)):
        if char not in hidden and char not in DOTS and (common := _common(char)):
            found[char] = "".join(han.get(each, each) for each in common)
    found |= dict.fromkeys(set(SPACES) - {" "}, " ")
    return {char: target for char, target in found.items() if char != target}


def _common(char: str) -> str:
    """The form in ordinary width, lower case, without what Unicode would only put a combining mark for."""
    form = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).lower())
    marked = len(form) > 1 and (form[0] == " " or any(unicodedata.combining(each) for each in form))
    return char if marked else form


def _han() -> dict[str, str]:
    """Han character -> the commonest of those that any conversion or the reviewed list joins it with."""
    leaders: dict[str, str] = {}

    def leader(char: str) -> str:
        while leaders.get(char, char) != char:
            char = leaders[char]
        return char

    chars = [chr(point) for point in _points(HAN) if unicodedata.normalize("NFKC", chr(point)) == chr(point)]
    for first, second in (*_conversions(chars), *((rep, each) for rep, group in REVIEWED for each in group)):
        leaders[leader(first)] = leader(second)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for char in (*chars, "○"):
        groups[leader(char)].append(char)
    ranks = words(WORDS)
    reviewed = {rep for rep, _ in REVIEWED}
    return {
        char: best
        for group in groups.values()
        if len(group) > 1
        for best in [min(group, key=lambda char: (char not in reviewed, -ranks.get(char, -1), char))]
        for char in group
        if char != best
    }


def _conversions(chars: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that a conversion of OpenCC makes, each character converted alone."""
    for name in CONVERSIONS:
        made = opencc.OpenCC(name).convert("\n".join(chars)).split("\n")
        yield from ((char, other) for char, other in zip(chars, made, strict=True) if char != other)


def _marks() -> Iterator[str]:
    for char in sorted({*map(chr, _points(MARKS)), *OTHER_MARKS}):
        punctuation = unicodedata.category(char).startswith("P") or char in OTHER_MARKS
        if punctuation and char not in SYMBOLS and char not in STOPS and (_common(char) == char or char in DOTS):
            yield char


def _points(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


def _escaped(chars: Iterable[str]) -> str:
    """The characters, those that do not print or that an editor could change by normalising as escapes."""
    return "".join(char if _plain(char) else f"\\u{{{ord(char):X}}}" for char in chars)


def _plain(char: str) -> bool:
    """Can it stand in the table as it is?"""
    stays = unicodedata.normalize("NFC", char) == char and unicodedata.category(char) != "Mn"
    return char.isprintable() and char not in " \\" and stays


if __name__ == "__main__":
    FOLD.write_text(derive(), encoding="utf-8")
