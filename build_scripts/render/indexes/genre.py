"""Archive -> Pages: `browse/genre.md`, the papers by genre."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_scripts.model import Archive, Document, Page
from build_scripts.render.anchors import GENRE, genre_anchor
from build_scripts.render.indexes.entries import entry
from build_scripts.render.indexes.shelves import Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import UNKNOWN, facts, genre_of
from build_scripts.render.pictures.bars import Bar, bars
from build_scripts.render.pictures.svg import figure

LAST = ("其他", UNKNOWN)  # after the genres that say something

HEAD = "文种依据各篇自己的文字判定，不依据合集的标题；判不了的列入“其他”或“待考”。\n\n{picture}"


def genre_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of genres."""
    held = genres(archive)
    drawn = [Bar(genre, len(found), f"#{genre_anchor(genre)}") for genre, found in held.items()]
    picture = figure(bars("genres", "各文种篇数", drawn)) if drawn else ""
    index = Index(GENRE.removesuffix(".md"), "文种", "by-genre", HEAD.format(picture=picture))
    return shelve(index, _items(held))


def genres(archive: Archive) -> Mapping[str, Sequence[Document]]:
    """The documents of each genre, the largest genre first, `其他` and `待考` last."""
    found: dict[str, list[Document]] = {}
    for document in archive.documents:
        found.setdefault(genre_of(document), []).append(document)
    return dict(sorted(found.items(), key=lambda item: (_rank(item[0]), -len(item[1]), item[0])))


def _rank(genre: str) -> int:
    return LAST.index(genre) + 1 if genre in LAST else 0


def _items(held: Mapping[str, Sequence[Document]]) -> Iterator[Item]:
    for genre, found in held.items():
        yield Label(escape_inline(genre), genre_anchor(genre), len(found), level=2)
        yield from (entry(document, (str(document.place), *facts(document)[1:3])) for document in found)
