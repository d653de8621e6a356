r"""Bytes -> a file of the index: `ARCHIVE_PIECE("<name>","<bytes>")`, one form that everything can load.

The bytes are deflated (raw, RFC 1951) and stand in the string as they are, but for the four that a JavaScript string
cannot hold. A page on a server, a worker and Node read the file and take the bytes out; a page from disk, where
reading is forbidden, loads it as a classic script in windows-1252, which gives each byte a character of its own.
That costs 2 % where base64 costs 33 %. A file's name holds the digest of what is in it and in its group: it can be
kept for ever.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from build_scripts.model import Page

FOLDER = "search"
NAME = 6  # bytes of the digest: 8 characters
GROUP = 64  # files in a group
OPENING, BETWEEN, CLOSING = b'ARCHIVE_PIECE("', b'","', b'")\n'

UNSAFE = re.compile(rb'[\n\r"\\]')  # what ends a string literal or escapes in it
ESCAPES = {b"\n": b"\\n", b"\r": b"\\r", b'"': b'\\"', b"\\": b"\\\\"}
PLAIN = {each[1:]: whole for whole, each in ESCAPES.items()}
ESCAPED = re.compile(rb'\\([nr"\\])')


def deflated(data: bytes) -> bytes:
    """The data compressed as well as zlib can, without its header and checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return packer.compress(data) + packer.flush()


def name_of(data: bytes) -> str:
    """Eight characters that stand for these bytes."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()[:NAME]).decode("ascii")


def piece(folder: str, data: bytes, name: str = "") -> Page:
    """The data as a file below `folder`, under the name given or that of its content."""
    packed = deflated(data)
    return _file(folder, packed, name or name_of(packed))


class Group(NamedTuple):
    """Files that share a digest, so that whoever looks for one need not know a name for each: `AbCdEfGh-0`, …"""

    name: str
    pages: tuple[Page, ...]


def group(folder: str, contents: Iterable[bytes]) -> Group:
    """These data, `GROUP` at the most, as files below `folder`."""
    packed = [deflated(data) for data in contents]
    name = name_of(b"".join(packed))
    return Group(name, tuple(_file(folder, data, f"{name}-{number}") for number, data in enumerate(packed)))


def _file(folder: str, packed: bytes, name: str) -> Page:
    body = UNSAFE.sub(lambda found: ESCAPES[found[0]], packed)
    path = f"{folder}/{name}" if folder else name
    content = OPENING + path.encode("ascii") + BETWEEN + body + CLOSING
    return Page(f"{FOLDER}/{path}.js", content, committed=False)


def opened(content: bytes) -> bytes:
    """What `piece` was given: for tests and whoever reads the index in Python."""
    body = content[content.index(BETWEEN) + len(BETWEEN) : -len(CLOSING)]
    return zlib.decompress(ESCAPED.sub(lambda found: PLAIN[found[1]], body), -zlib.MAX_WBITS)


def stem(page: Page) -> str:
    """The last part of a piece's path, without `.js`: its name."""
    return page.path.rpartition("/")[2].removesuffix(".js")
