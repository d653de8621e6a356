"""Archive -> Pages: the whole of the search index, piece by piece, and the boot file that knows all pieces' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import Any

from build_scripts.model import Archive, Document, Page
from build_scripts.search.coding import as_json, column, steps, varint
from build_scripts.search.columns import Columns
from build_scripts.search.engine import engine_page
from build_scripts.search.fold import END, Table, table
from build_scripts.search.pairs import lists_of
from build_scripts.search.piece import piece, stem
from build_scripts.search.postings import Singles, postings
from build_scripts.search.runs import Runs
from build_scripts.search.shards import Packer
from build_scripts.search.text_code import COMMON, HAN_LEAD, THREE_BYTES, WORD_LEAD
from build_scripts.search.texts import Texts
from build_scripts.search.units import Entry, batches
from build_scripts.tables import CODE_WORDS, code_words

FORMAT = 2


def search_pages(archive: Archive) -> Iterator[Page]:
    """Everything below `search/` for this archive."""
    yield engine_page()
    yield from index_pages(archive.documents)


def index_pages(documents: Iterable[Document]) -> Iterator[Page]:
    """The index of these documents, which are gone through once; the boot file comes last, when all names are known."""
    fixed = {"fold": piece("fold", fold_data(table())), "words": piece("words", words_data(code_words(CODE_WORDS)))}
    yield from fixed.values()
    columns, texts, units, documents_seen = Columns(), Texts(), 0, 0
    with TemporaryFile() as file:
        runs = Runs(file)
        for batch in batches(documents):
            yield from columns.add(batch)
            yield from texts.add(batch)
            runs.add(lists_of(_text(batch), batch[0].first))
            units = batch[-1].first + 1 + len(batch[-1].blocks)
            documents_seen += len(batch)
        yield from (*columns.finish(), *texts.finish())
        packer = Packer(units)
        for lists in Singles(units).added(map(postings, runs.merged())):
            yield from packer.add(lists)
        yield from packer.finish()
    boot: dict[str, Any] = {"format": FORMAT, "documents": documents_seen, "units": units}
    boot |= {name: stem(page) for name, page in fixed.items()}
    boot |= columns.directory | {"texts": texts.directory, "spellings": packer.spellings} | packer.directories
    yield piece("", as_json(boot), "boot")


def _text(batch: Iterable[Entry]) -> str:
    """The texts of all units, each ended by `END`."""
    return "".join(text.replace(END, " ") + END for entry in batch for text in entry.texts)


def fold_data(known: Table) -> bytes:
    """The fold table for the browser: what stands for one character each in planes, all else as JSON before it."""
    single = sorted((ord(char), ord(target)) for char, target in known.chars.items() if len(target) == 1)
    several = {char: target for char, target in known.chars.items() if len(target) != 1}
    rest = as_json({"han": known.han, "gap": known.gap, "stop": known.stop, "several": several, "single": len(single)})
    columns = column(steps([point for point, _ in single])), column([target for _, target in single])
    return varint(len(rest)) + rest + b"".join(columns)


def words_data(pairs: Sequence[str]) -> bytes:
    """What the browser needs to read texts: the characters and words of the code, and how its bytes are shared out."""
    first, second = zip(*pairs, strict=True)
    layout = {"common": COMMON, "han": HAN_LEAD, "words": WORD_LEAD, "three": THREE_BYTES}
    rest = as_json({**layout, "count": len(pairs)})
    columns = column(list(map(ord, first))), column(list(map(ord, second)))
    return varint(len(rest)) + rest + b"".join(columns)
