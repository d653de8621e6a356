"""Units -> pieces of text: what passages are shown from and candidates proved on, some documents' blocks in each.

A piece holds whole units, of about `LENGTH` characters, and with each document's part of it the title. Characters are
written in one byte (the commonest), two (other common Han) or three and four: deflate makes a fifth less of that than
of UTF-8. The code never changes with the archive, so a piece stays the same while its texts do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from build_scripts.model import Block, Page, Place
from build_scripts.search.coding import varint, varints
from build_scripts.search.piece import GROUP, group
from build_scripts.search.units import Entry

LENGTH = 2_500  # characters
FOLDER = "texts"
KINDS = ("paragraph", "heading", "item", "title", "salutation", "date", "speaker")

# One byte each, by how often they occur in the five sources this archive began with, and the rest of the digits.
COMMON = (
    "，、的生。卫作工全和医业要实一人管建行进理制务市是展加疗发设强重职“”安0大病监力化合开为2年度好了"
    "1动保在服对各不机有法政项提中高县院部体会基规治查事以防公新改任责三成面点到位上员健分村x品定用等目"
    "；产关民区（）落推级立我农局步共完个督标施系活方学导3做时现范能统抓效检及题入主5%二4问整镇质67"
    ".9通8 ：《》国领第十平准确传众风门水"
)
TWO_BYTES, THREE_BYTES, FOUR_BYTES = 170, 252, 253
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF


class Part(NamedTuple):
    """A stretch of one document's units, from the ordinal `start` on; ordinal 0 is the title, which every part has."""

    number: int
    entry: Entry
    start: int
    end: int


class Texts(NamedTuple):
    """A group of pieces: the digest in their names, and each piece's first unit."""

    name: str
    firsts: tuple[int, ...]
    pages: tuple[Page, ...]


def text_pieces(entries: Iterable[Entry]) -> Iterator[Texts]:
    """All units' texts, group by group."""
    held = list[list[Part]]()
    for parts in _packed(entries):
        held.append(parts)
        if len(held) == GROUP:
            yield _group(held)
            held = []
    if held:
        yield _group(held)


def _group(held: Sequence[Sequence[Part]]) -> Texts:
    made = group(FOLDER, (_encoded(parts) for parts in held))
    firsts = (parts[0].entry.first + (parts[0].start if parts[0].start > 1 else 0) for parts in held)
    return Texts(made.name, tuple(firsts), made.pages)


def _packed(entries: Iterable[Entry]) -> Iterator[list[Part]]:
    """Parts of documents, as many as make up a piece; a document is not cut where the rest of it is short."""
    held, length = list[Part](), 0
    for number, entry in enumerate(entries):
        lengths = [len(block.text) for block in entry.blocks]
        left, start = sum(lengths), 1
        if held and length + min(left, LENGTH) > LENGTH * 3 // 2:
            yield held
            held, length = [], 0
        for ordinal, size in enumerate(lengths, 1):
            length, left = length + size, left - size
            if length >= LENGTH and left >= LENGTH // 2:
                yield [*held, Part(number, entry, start, ordinal + 1)]
                held, length, start = [], 0, ordinal + 1
        held.append(Part(number, entry, start, len(lengths) + 1))
    if held:
        yield held


def _encoded(parts: Sequence[Part]) -> bytes:
    """The numbers of all parts, then their texts; README.md gives the layout."""
    numbers, texts = bytearray(varint(len(parts))), bytearray()
    for part in parts:
        title = encoded(part.entry.title)
        home = part.entry.document.place
        numbers += varints((part.number, part.start, part.end - part.start, len(title)))
        texts += title
        for block in part.entry.blocks[part.start - 1 : part.end - 1]:
            text = encoded(block.text)
            numbers += varints((*where(block, home), KINDS.index(block.kind) * 8 + block.level, len(text)))
            texts += text
    return bytes(numbers + texts)


def where(block: Block, home: Place) -> tuple[int, int]:
    """A block's place: lines after its document's first, and the offset in the line."""
    return block.place.line - home.line, block.place.offset


def encoded(text: str) -> bytes:
    """The text in the code described above."""
    return text.translate(_CODE).encode("latin-1")


class _Code(dict[int, str]):
    """A character -> its bytes, as characters of Latin-1."""

    def __missing__(self, point: int) -> str:
        if FIRST_HAN <= point <= LAST_HAN:
            high, low = divmod(point - FIRST_HAN, 0x100)
            made = chr(TWO_BYTES + high) + chr(low)
        elif point <= 0xFFFF:
            made = chr(THREE_BYTES) + chr(point >> 8) + chr(point & 0xFF)
        else:
            made = chr(FOUR_BYTES) + chr(point >> 16) + chr(point >> 8 & 0xFF) + chr(point & 0xFF)
        self[point] = made
        return made


_CODE = _Code((ord(char), chr(code)) for code, char in enumerate(COMMON))
