"""Archive -> Pages: the whole of the search index, piece by piece, and the boot file that knows all pieces' names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any

from build_scripts.model import Archive, Document, Page
from build_scripts.search.coding import as_json
from build_scripts.search.columns import Columns
from build_scripts.search.engine import engine_page
from build_scripts.search.fixed import fixed_pieces
from build_scripts.search.fold import END
from build_scripts.search.pairs import lists_of
from build_scripts.search.piece import piece
from build_scripts.search.postings import Singles, postings
from build_scripts.search.runs import Runs
from build_scripts.search.shards import Packer
from build_scripts.search.texts import Texts
from build_scripts.search.units import Entry, batches

FORMAT = 3


def search_pages(archive: Archive) -> Iterator[Page]:
    """Everything below `search/` for this archive."""
    yield engine_page()
    yield from index_pages(archive.documents)


def index_pages(documents: Iterable[Document]) -> Iterator[Page]:
    """The index of these documents, which are gone through once; the boot file comes last, when all names are known."""
    yield from fixed_pieces()
    columns, texts, units, documents_seen = Columns(), Texts(), 0, 0
    with TemporaryFile() as file:
        runs = Runs(file)
        for batch in batches(documents):
            yield from columns.add(batch)
            yield from texts.add(batch)
            runs.add(lists_of(_text(batch), batch[0].first))
            units = batch[-1].first + 1 + len(batch[-1].blocks)
            documents_seen += len(batch)
        yield from texts.finish()
        packer = Packer(units)
        for lists in Singles(units).added(map(postings, runs.merged())):
            yield from packer.add(lists)
        yield from packer.finish()
    boot: dict[str, Any] = {"format": FORMAT, "documents": documents_seen, "units": units}
    boot |= columns.directory | {"texts": texts.directory, "spellings": packer.spellings} | packer.directories
    yield piece("", as_json(boot), "boot")


def _text(batch: Iterable[Entry]) -> str:
    """The texts of all units, each ended by `END`."""
    return "".join(text.replace(END, " ") + END for entry in batch for text in entry.texts)
