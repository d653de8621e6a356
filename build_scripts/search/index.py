"""Archive -> Pages: the whole of the search index, piece by piece, and the boot file that knows all pieces' names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from build_scripts.model import Archive, Document, Page
from build_scripts.search.coding import column, steps, varint
from build_scripts.search.columns import PLACES, Columns, grouped, place_piece
from build_scripts.search.engine import engine_page
from build_scripts.search.fold import Table, folder, table
from build_scripts.search.piece import piece, stem
from build_scripts.search.postings import SPELLING, postings
from build_scripts.search.shards import (
    POSITIONS,
    SETS,
    Packer,
    encode_positions,
    encode_sets,
    position_cost,
    set_cost,
    with_singles,
)
from build_scripts.search.texts import COMMON, text_pieces
from build_scripts.search.units import entries

FORMAT = 1


def search_pages(archive: Archive) -> Iterator[Page]:
    """Everything below `search/` for this archive."""
    yield engine_page()
    yield from index_pages(archive.documents)


def index_pages(documents: Sequence[Document]) -> Iterator[Page]:
    """The index of these documents; the boot file comes last, when all names are known."""
    boot: dict[str, Any] = {"format": FORMAT, "documents": len(documents), "common": COMMON}
    boot["units"] = units = sum(1 + len(document.blocks) for document in documents)
    folding = piece("fold", fold_data(table()))
    boot["fold"] = stem(folding)
    yield folding
    yield from _columns(documents, boot)
    yield from _texts(documents, boot)
    yield from _lists(documents, units, boot)
    yield piece("", _json(boot), "boot")


def _columns(documents: Sequence[Document], boot: dict[str, Any]) -> Iterator[Page]:
    columns, names, firsts, number = Columns(), list[str](), list[int](), 0
    for group in grouped(entries(documents)):
        for entry in group:
            columns.add(entry)
        made = piece(PLACES, place_piece(group))
        names.append(stem(made))
        firsts.append(number)
        number += len(group)
        yield made
    made = piece("columns", _json(columns.built()))
    boot |= {"columns": stem(made), "places": {"names": "".join(names), "steps": steps(firsts)}}
    yield made


def _texts(documents: Sequence[Document], boot: dict[str, Any]) -> Iterator[Page]:
    names, firsts = list[str](), list[int]()
    for group in text_pieces(entries(documents)):
        names.append(group.name)
        firsts += group.firsts
        yield from group.pages
    boot["texts"] = {"names": "".join(names), "steps": steps(firsts)}


def _lists(documents: Sequence[Document], units: int, boot: dict[str, Any]) -> Iterator[Page]:
    """Both kinds of shards, in one pass over the lists."""
    spellings = list[str]()
    sets = Packer(SETS, partial(set_cost, units=units), encode_sets)
    positions = Packer(POSITIONS, position_cost, encode_positions)
    for each in with_singles(postings((entry.texts for entry in entries(documents)), folder()), units):
        yield from sets.add(each)
        if each.offsets:
            yield from positions.add(each)
        elif each.key[1] == SPELLING:
            spellings.append(each.key[0])
    yield from (*sets.finish(), *positions.finish())
    boot |= {"spellings": "".join(spellings), SETS: sets.directory, POSITIONS: positions.directory}


def fold_data(known: Table) -> bytes:
    """The fold table for the browser: what stands for one character each in planes, all else as JSON before it."""
    single = sorted((ord(char), ord(target)) for char, target in known.chars.items() if len(target) == 1)
    several = {char: target for char, target in known.chars.items() if len(target) != 1}
    rest = _json({"han": known.han, "gap": known.gap, "stop": known.stop, "several": several, "single": len(single)})
    columns = column(steps([point for point, _ in single])), column([target for _, target in single])
    return varint(len(rest)) + rest + b"".join(columns)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
