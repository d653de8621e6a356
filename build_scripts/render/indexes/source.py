"""Archive -> Pages: `browse/source.md`, the papers of each source in their order."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.model import Archive, Page, Source, Volume, Withdrawn
from build_scripts.render.indexes.entries import entry
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import encoding_name, facts, one_line

HEAD = "每个来源是一个原始文件，编号永久不变；各篇按其在文件中的次序排列。“逐行照录”是文件原样，一字不改。\n"


def source_index(archive: Archive) -> tuple[Page, ...]:
    """The index of sources."""
    return shelve(Index("browse/source", "篇目", "by-source", HEAD), _items(archive))


def _items(archive: Archive) -> Iterator[Item]:
    for volume in archive.volumes:
        source, found = volume.source, volume.documents
        yield Label(f"来源 {source.id}", f"s{source.id}", len(found), level=2, note=_about(source, empty=not found))
        yield from _entries(volume)


def _entries(volume: Volume) -> Iterator[Entry]:
    """The papers, and in their places those that were withdrawn."""
    listed = [(document.place, entry(document, facts(document))) for document in volume.documents]
    listed += [(gone.place, _withdrawn(gone)) for gone in volume.withdrawn]
    yield from (each for _, each in sorted(listed))


def _withdrawn(gone: Withdrawn) -> Entry:
    return Entry(f"[{gone.place} 已撤回]({ROOT}{gone.path}.md)<br><small>{escape_inline(one_line(gone.why))}</small>")


def _about(source: Source, *, empty: bool) -> str:
    file, encoding = escape_inline(one_line(source.file)), escape_inline(encoding_name(source.encoding))
    words = f"{file} · {encoding} · {len(source.lines)} 行 · [逐行照录]({ROOT}sources/{source.id}.md)"
    return f"{words}\n\n（没有可收的篇章。）" if empty else words
