"""Values -> JSON, and JavaScript that may stand in any script: what the pages' data files are written in."""

from __future__ import annotations

import json
import re

import msgspec

# What ends a script element or, in old browsers, a line of a script: </script>, <!--, U+2028; not &.
UNSAFE = re.compile("[<\u2028\u2029]")


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8; a lone surrogate, which UTF-8 cannot hold, stands inside a string, as its JSON escape."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        words = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        return words.encode("utf-8", "backslashreplace")


def script_bytes(name: str, value: object) -> bytes:
    """A classic script that sets the global `name`; every string in it comes back to the code point."""
    return f"var {name} = {script_literal(value)};\n".encode("utf-8", "backslashreplace")


def script_literal(value: object) -> str:
    """JavaScript for the value, which may stand in a page too."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)
