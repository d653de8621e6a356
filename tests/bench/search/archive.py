"""The seeds' clauses -> archives of any size, hardly two blocks of which are alike: repeated paragraphs flatter an index."""

from __future__ import annotations

import pickle
import random
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import overload

from build_scripts.curation import Curation
from build_scripts.model import Annotation, Block, Document, Piece, Place
from build_scripts.segment import segment
from build_scripts.tables import tables
from tests.gold_labels import SEEDS, seed

LENGTH = 2500  # characters in a paper, about
IN_ONE = 20  # papers in one source
CLAUSES = 9  # in one paragraph
SHORTEST = 4
CLAUSE = re.compile(r"[^，。；]+[，。；]")
GENRES = ("讲话", "总结汇报", "工作计划", "工作要点", "实施方案", "意见通知", "其他")
REGIONS = (("320000", "江苏省"), ("320400", "江苏省常州市"), ("510700", "四川省绵阳市"), ("371600", "山东省滨州市"))


@cache
def material() -> tuple[list[str], list[str]]:
    """The seeds' headings and clauses."""
    blocks = [
        block
        for source in SEEDS
        for document in segment(seed(source), tables(), Curation())[0]
        for block in document.blocks
    ]
    headings = [block.text for block in blocks if block.kind == "heading"]
    paragraphs = (block.text for block in blocks if block.kind == "paragraph")
    clauses = [clause for text in paragraphs for clause in CLAUSE.findall(text) if len(clause) > SHORTEST]
    return headings, clauses


def paper(number: int) -> Document:
    """The paper with this number: always the same."""
    chance = random.Random(number)  # noqa: S311 (a repeatable draw, not a secret)
    headings, clauses = material()
    source, line = f"{number // IN_ONE:04}", number % IN_ONE * 1000 + 1
    blocks, length = list[Block](), 0
    while length < LENGTH:
        texts = [chance.choice(headings), *("".join(chance.sample(clauses, CLAUSES)) for _ in range(3))]
        for kind, text in zip(("heading", "paragraph", "paragraph", "paragraph"), texts, strict=True):
            place = Place(source, line + 2 * len(blocks))
            blocks.append(Block(kind, place, text, (Piece(place.line, 0, len(text)),), int(kind == "heading")))  # type: ignore[arg-type]
            length += len(text)
    code, region = chance.choice(REGIONS)
    fields = (
        ("genre", chance.choice(GENRES)),
        ("year", chance.randrange(2000, 2024)),
        ("region", region),
        ("region_code", code),
    )
    claims = tuple(Annotation(kind, value, "inferred", ()) for kind, value in fields)
    return Document(source, tuple(blocks), blocks[0].text, claims)


def write(path: Path, count: int) -> None:
    """Put so many papers on disk."""
    with path.open("wb") as file:
        for number in range(count):
            pickle.dump(paper(number), file)


class Papers(Sequence[Document]):
    """Papers on disk, read when they are asked for, as an archive that does not fit into memory would be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starts = [0]
        with path.open("rb") as file:
            while file.peek(1):
                pickle.load(file)  # noqa: S301 (written by this program, above)
                self._starts.append(file.tell())

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Document: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Document]: ...
    def __getitem__(self, number: int | slice) -> Document | Sequence[Document]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        with self._path.open("rb") as file:
            file.seek(self._starts[number])
            made: Document = pickle.load(file)  # noqa: S301 (as above)
        return made

    def __iter__(self) -> Iterator[Document]:
        with self._path.open("rb") as file:
            for _ in range(len(self)):
                yield pickle.load(file)  # noqa: S301 (as above)
