r"""Text -> Markdown: escape any text so that Python-Markdown shows it as itself, and no more than that.

A backslash where Python-Markdown knows the escape, a character reference where it does not (`<`, `&`, `~`, space
at an edge). What is safe where it stands stays as it is, so that one can read the raw pages: `20\_\_年`, `1.5`.
"""

from __future__ import annotations

import re

INLINE = re.compile(r"[\\`*_{\[\]|<\t\n\r]|&(?=[#0-9A-Za-z])")  # * and R&D; not 3 & 4
OPENING = re.compile(r"[#>]|[-+](?=[ \-])|~(?=~~)|!(?=!!)|(?P<number>\d+)\.(?= )")  # "- 甲", "1. 甲"; not "-5", "1.5"
REFERENCES = {"<": "&lt;", "&": "&amp;", "~": "&#126;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape_inline(text: str) -> str:
    """Escape text that stands inside a line: after other words, in a link's label, in a table's cell, in a heading."""
    core = text.strip()
    lead, tail = _edges(text, core)
    bare = core.rstrip("#")
    closing = "\\#" * (len(core) - len(bare))  # a heading's closing marks would be cut off
    body = INLINE.sub(_mark, bare) + closing
    if body.endswith("!"):
        body = body[:-1] + "\\!"  # `甲!` before a link would make it an image
    return lead + body + tail


def escape_line(text: str) -> str:
    """Escape text that opens a line: a paragraph or a list item."""
    escaped = escape_inline(text)
    found = OPENING.match(escaped)
    if not found:
        return escaped
    if number := found["number"]:
        return f"{number}\\.{escaped[found.end() :]}"
    return _mark(found) + escaped[found.end() :]


def attribute_list(identity: str, *classes: str, **data: str) -> str:
    """`{: #L56 .item data-lines="56@0 58@37" }`; an empty class or value is left out."""
    names = (f".{name}" for name in classes if name)
    pairs = (f'data-{name}="{value}"' for name, value in data.items() if value)
    return " ".join(("{:", f"#{identity}", *names, *pairs, "}"))


def _edges(text: str, core: str) -> tuple[str, str]:
    """White space before and after the core, as references: Markdown trims it, `U+3000` too."""
    before = len(text) - len(text.lstrip()) if core else len(text)
    lead, tail = text[:before], text[before + len(core) :]
    return "".join(map(_reference, lead)), "".join(map(_reference, tail))


def _mark(found: re.Match[str]) -> str:
    return REFERENCES.get(found[0]) or f"\\{found[0]}"


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
