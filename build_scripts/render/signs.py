"""Source text -> HTML: escaped, every character kept, and a labelled sign around each that cannot be seen."""

from __future__ import annotations

import re

# What a reader cannot see or tell from a plain space: controls, format characters, spaces other than U+0020,
# fillers, variation selectors, tags, surrogates, private use, noncharacters. Written out rather than asked of
# `unicodedata`, whose answers change with the Python version.
UNSEEN = (
    "\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff"
)

# Hits: a run of one unseen character, or one character with a meaning in HTML. Near misses: `a`, `。`, a space.
SPECIAL = re.compile(f"([{UNSEEN}])\\1*|[&<>\"']")

NAMES = {
    "\x00": "空字符",
    "\t": "制表符",
    "\x0b": "纵向制表符",
    "\x0c": "换页符",
    "\x1b": "转义符",
    "\x7f": "删除符",
    "\x85": "下一行",
    "\xa0": "不换行空格",
    "\xad": "软连字符",
    "\u2002": "半身空格",
    "\u2003": "全身空格",
    "\u2009": "窄空格",
    "\u200a": "极窄空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "左至右标记",
    "\u200f": "右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u202a": "左至右嵌入",
    "\u202b": "右至左嵌入",
    "\u202c": "方向结束",
    "\u202d": "左至右强制",
    "\u202e": "右至左强制",
    "\u202f": "窄不换行空格",
    "\u2060": "词连接符",
    "\u2066": "左至右隔离",
    "\u2067": "右至左隔离",
    "\u2068": "首强隔离",
    "\u2069": "隔离结束",
    "\u2800": "空盲文",
    "\u3000": "全角空格",
    "\u3164": "谚文填充符",
    "\ufeff": "字节顺序标记",
}
RANGES = (
    (0x0000, 0x009F, "控制字符"),
    (0xD800, 0xDFFF, "半个代理对"),
    (0xE000, 0xF8FF, "私用区字符"),
    (0xFDD0, 0xFDEF, "非字符"),
    (0xFE00, 0xFE0F, "异体选择符"),
    (0xFFFE, 0xFFFF, "非字符"),
    (0xE0000, 0xE00FF, "标签字符"),
    (0xE0100, 0xE01EF, "异体选择符"),
    (0xF0000, 0x10FFFF, "私用区字符"),
)


def visible(text: str) -> str:
    """Escape `text` for an HTML element, with unseen characters inside `<i class="sign">`.

    The sign's words come from its `data-sign` attribute by way of CSS, so the element's text, and what a reader
    copies, is the character itself. HTML cannot carry NUL and lone surrogates: U+FFFD stands for each of those.
    """
    return SPECIAL.sub(_mark, text)


def edited(text: str) -> str:
    """The same for words of the edited text, where a full-width space parts words on purpose and needs no sign."""
    return "\u3000".join(map(visible, text.split("\u3000")))


def _mark(found: re.Match[str]) -> str:
    if found[1] is None:
        return f"&#{ord(found[0])};"
    point, count = ord(found[1]), len(found[0])
    code = f"U+{point:04X}"
    name = NAMES.get(found[1]) or next((name for first, last, name in RANGES if first <= point <= last), "不可见字符")
    label = (name if found[1] in NAMES else code) + (f"×{count}" if count > 1 else "")
    lost = "，网页不能承载，以 U+FFFD 代之" if _is_beyond_html(point) else ""
    return f'<i class="sign" data-sign="{label}" title="{code} {name}{lost}">{_carried(point) * count}</i>'


def _is_beyond_html(point: int) -> bool:
    return point == 0 or 0xD800 <= point <= 0xDFFF


def _carried(point: int) -> str:
    """The character as a page can carry it; controls as references, for Markdown drops or expands some of them."""
    if _is_beyond_html(point):
        return "\ufffd"
    return f"&#{point};" if point < 0x20 else chr(point)
