"""line -> changes: what is left of a page's source code: tags of its layout, references to characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_scripts.clean.rule import Change

BLOCKS = "p|br|div|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|center|hr|img|section|article|blockquote"
INLINE = "span|font|strong|b|i|u|em|a|sup|sub|o:p|st1:[a-z]{1,20}"
# <p style="text-indent:2em">, </strong>, <br/>; not <script>, 3<5, <人名>
TAG = re.compile(rf"</?(?:(?P<block>{BLOCKS})|{INLINE})(?:\s[^<>]{{0,300}})?\s?/?>", re.IGNORECASE)
CHARACTERS = {
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp", "#160", "#12288"), " "),
    "ldquo": "“",
    "rdquo": "”",
    "lsquo": "‘",
    "rsquo": "’",
    "#8220": "“",
    "#8221": "”",
    "quot": '"',
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "middot": "·",
    "bull": "•",
    "times": "×",
    "deg": "°",
}
# &nbsp; &amp;ldquo; which a page wrote for a character; not &lt; which could make a tag, AT&T;
REFERENCE = re.compile(rf"&(?:amp;)*(?P<name>{'|'.join(CHARACTERS)});")
OPEN = re.compile(r"(?:<[^>]*|&[\w#]*)$")  # a tag or reference begun and not ended: what follows must not come up to it


def strip_markup(line: str) -> Iterator[Change]:
    """A change for each tag, which goes or becomes a space, and for each reference, which becomes its character.

    A space stays where a paragraph or a cell ended. `&lt;` stays as it is, and so does every tag that a page of
    text may speak of (`<script>`).
    """
    if "<" not in line and "&" not in line:
        return
    changes = [Change(found.start(), found[0], CHARACTERS[found["name"]]) for found in REFERENCE.finditer(line)]
    changes += [
        Change(found.start(), found[0], " " if found["block"] else "")
        for found in TAG.finditer(line)
        if not OPEN.search(line, 0, found.start()) and _may_meet(line, *found.span())
    ]
    end = 0
    for change in sorted(changes):
        if change.start >= end:
            yield change
            end = change.start + len(change.before)


def _may_meet(line: str, start: int, end: int) -> bool:
    """May what stands on both sides come together, without being composed to one character?"""
    both = line[start - 1 : start] + line[end : end + 1]
    return unicodedata.is_normalized("NFC", both) and not unicodedata.combining(line[end : end + 1] or " ")
