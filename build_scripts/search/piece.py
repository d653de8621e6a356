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
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from build_scripts.model import Page

FOLDER = "search"
NAME = 6  # bytes of the digest: 8 characters
GROUP = 64  # files in a group
STORED = 0xFFFF  # bytes in one block that is not compressed
OPENING, BETWEEN, CLOSING = b'ARCHIVE_PIECE("', b'","', b'")\n'

# What ends a string literal or escapes in it; what escapes stands first, since the others put it in.
ESCAPES = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r", b'"': b'\\"'}
PLAIN = {each[1:]: whole for whole, each in ESCAPES.items()}
ESCAPED = re.compile(rb'\\([nr"\\])')


def deflated(data: bytes) -> bytes:
    """The data compressed as well as zlib can, without its header and checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return packer.compress(data) + packer.flush()


class Sections(NamedTuple):
    """Data in three parts, each in blocks of its own: a head, symbols, and bits that nothing makes fewer."""

    head: bytes
    symbols: bytes
    bits: bytes

    def deflated(self) -> bytes:
        """All parts in one stream: the head compressed, the symbols by a Huffman code alone, the bits as they are."""
        head = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
        symbols = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_HUFFMAN_ONLY)
        parts = (head, self.head), (symbols, self.symbols)
        return b"".join(
            (*(packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH) for packer, data in parts), stored(self.bits))
        )


def stored(data: bytes) -> bytes:
    """The data as deflate has what it cannot compress (RFC 1951, 3.2.4); the stream ends here."""
    parts = [data[start : start + STORED] for start in range(0, len(data), STORED)] or [b""]
    lengths = (struct.pack("<?HH", part is parts[-1], len(part), len(part) ^ STORED) for part in parts)
    return b"".join(head + part for head, part in zip(lengths, parts, strict=True))


def name_of(data: bytes) -> str:
    """Eight characters that stand for these bytes."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()[:NAME]).decode("ascii")


def piece(folder: str, data: bytes, name: str = "") -> Page:
    """The data as a file below `folder`, under the name given or that of its content."""
    packed = deflated(data)
    return _file(folder, packed, name or name_of(packed))


class Series:
    """Files of one folder, which share a digest by groups, so that whoever looks for one need not know a name for each.

    Their names are `AbCdEfGh-0`, `AbCdEfGh-1` and so on; one that holds nothing is left out.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._held: list[bytes] = []
        self._names: list[str] = []

    def add(self, packed: bytes) -> Iterator[Page]:
        """Take in what a file holds, deflated, and give the group that it completes."""
        self._held.append(packed)
        if len(self._held) == GROUP:
            yield from self.finish()

    def finish(self) -> Iterator[Page]:
        """The last group."""
        name = name_of(b"".join(self._held))
        if self._held:
            self._names.append(name)
        yield from (_file(self._folder, data, f"{name}-{number}") for number, data in enumerate(self._held) if data)
        self._held = []

    @property
    def names(self) -> str:
        """The groups' digests, without anything between."""
        return "".join(self._names)


def _file(folder: str, packed: bytes, name: str) -> Page:
    body = packed
    for byte, escaped in ESCAPES.items():
        body = body.replace(byte, escaped)
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
