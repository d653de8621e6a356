"""Archive -> Pages: `browse/editions.md`, the editions of the archive and what changed in each, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from build_scripts.editions import State, changes, state
from build_scripts.model import Archive, ChangeRow, Document, Page, Place
from build_scripts.render.indexes.shelves import ROOT, Entry, Index, Item, Label, shelve
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import one_line, title_of

EDITIONS = "browse/editions"
HEAD = (
    "每一版是全部文字在某一天的样子，有编号和日期。凡列入过某一版的处所，以后的版本里都找得到：或是原文，"
    "或是去向，或是缘由。\n"
)
NONE = "\n（还没有正式的版本。）\n"
COMING = "尚未出版"

# How the changes of an edition are called, in the order in which they are told.
KINDS = {
    "added": "新收", "split": "分出", "moved": "起点移动", "joined": "并入他篇", "dropped": "不再收录",
    "withdrawn": "撤回", "restored": "恢复", "text": "文字订正", "facts": "著录改动", "marks": "标注改动",
}  # fmt: skip

Told = tuple[str, ChangeRow]  # the kind, and its row


def edition_pages(archive: Archive) -> tuple[Page, ...]:
    """The page, and pages of entries below it when there are many."""
    head = HEAD if archive.history else HEAD + NONE
    return shelve(Index(EDITIONS, "更新", "editions", head, "篇"), _items(archive))


def _items(archive: Archive) -> Iterator[Item]:
    documents = {str(document.place): document for document in archive.documents}
    if archive.history and (coming := changes(archive, archive.edition)):
        yield from _edition(COMING, "coming", "", _told(coming, state(archive.history)), documents)
    told, was = list[tuple[ChangeRow, tuple[Told, ...]]](), dict[Place, State]()
    for _, group in groupby(archive.history, key=lambda row: row.edition):
        first, *rows = group
        told.append((first, _told(rows, was)))
        was = state(rows, was)
    for first, each in reversed(told):
        anchor = f"e{first.edition.replace('.', '-')}"
        yield from _edition(f"第 {first.edition} 版，{first.date}", anchor, first.note, each, documents)


def _edition(
    words: str, anchor: str, note: str, told: Sequence[Told], documents: Mapping[str, Document]
) -> Iterator[Item]:
    counted = len({row.document for _, row in told})
    yield Label(words, anchor, counted, level=2, note=escape_inline(one_line(note)))
    for kind, name in KINDS.items():
        rows = [row for each, row in told if each == kind]
        if rows:
            yield Label(name, f"{anchor}-{kind}", len(rows), level=3)
        yield from (_entry(kind, row, documents) for row in rows)


def _told(rows: Sequence[ChangeRow], was: Mapping[Place, State]) -> tuple[Told, ...]:
    """Each change under every name that it has; a document that moved is told where it is now."""
    gone = {row.document for row in rows if row.change == "gone"}
    added = {row.document for row in rows if row.change == "added"}
    return tuple((kind, row) for row in rows for kind in _kinds(row, was, gone, added))


def _kinds(row: ChangeRow, was: Mapping[Place, State], gone: set[str], added: set[str]) -> Iterator[str]:
    if row.change == "changed":
        before = was[Place.parse(row.document)]
        yield from (name for name in ("text", "facts", "marks") if getattr(before, name) != getattr(row, name))
    elif row.change == "added":
        yield "added" if not row.other else "moved" if row.other in gone else "split"
    elif row.change == "gone":
        if row.other not in added:
            yield "joined" if row.other else "dropped"
    else:
        yield row.change


def _entry(kind: str, row: ChangeRow, documents: Mapping[str, Document]) -> Entry:
    """The document by its title of today, where it is shown today; else by its place."""
    shown = documents.get(row.document)
    name = f"{escape_inline(title_of(shown))}" if shown else row.document
    facts = [row.document] if shown else []
    if row.other:
        facts.append(f"{_relation(kind)} {_link(row.other, row.other)}")
    small = f" <small>{' · '.join(facts)}</small>" if facts else ""
    return Entry(f"{_link(row.document, name)}{small}")


def _relation(kind: str) -> str:
    return {"split": "分自", "moved": "原在", "joined": "并入"}[kind]


def _link(place: str, words: str) -> str:
    """Every document that was ever in an edition has a page."""
    source, _, local = place.partition(":")
    return f"[{words}]({ROOT}archive/{source}/{local}.md)"
