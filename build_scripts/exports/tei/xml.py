"""Words -> XML: any text as itself, and elements around it."""

from __future__ import annotations

import re

# What no XML 1.0 document may hold: U+0000, U+FFFE, a lone surrogate; not a tab, not 😀. It is shown as U+FFFD.
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile("[\x00-\x08\x0b\x0c\x0d-\x1f\ud800-\udfff\ufffe\uffff&<>]")  # what `words` changes: R&D; not 甲
UNKNOWN = "\ufffd"
# White space that a parser would change is written as a reference, in an attribute also what stands in its way.
REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
QUOTED = REFERENCES | {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
WORDS, ATTRIBUTES = str.maketrans(REFERENCES), str.maketrans(QUOTED)


def words(text: str) -> str:
    """The text as XML."""
    return INVALID.sub(UNKNOWN, text).translate(WORDS) if SPECIAL.search(text) else text


def element(tag: str, *inside: str, **attributes: str | int | None) -> str:
    """An element around ready XML. An attribute that is None is left out; `xml_id` is `xml:id`, `from_` is `from`."""
    told = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    content = "".join(inside)
    return f"<{tag}{told}>{content}</{tag}>" if content else f"<{tag}{told}/>"


def _attribute(name: str, value: str | int) -> str:
    written = INVALID.sub(UNKNOWN, str(value)).translate(ATTRIBUTES)
    return f' {name.replace("xml_", "xml:").rstrip("_")}="{written}"'
