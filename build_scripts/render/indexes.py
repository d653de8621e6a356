"""Archive -> Pages: the documents by source, in `browse/source.md`, and by genre, in `browse/genre.md`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from build_scripts.model import Archive, Document, Page, Volume
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import UNKNOWN, facts, genre_of, one_line, title_of
from build_scripts.zh import HAN_CHAR

LAST_GENRES = ("其他", UNKNOWN)  # after the genres that say something

SOURCE_HEAD = """---
title: 篇目
---

# 篇目 {: #by-source }

每个来源是一个原始文件，编号永久不变；各篇按其在文件中的次序排列。“逐行照录”是文件原样，一字不改。
"""
GENRE_HEAD = """---
title: 文种
---

# 文种 {: #by-genre }

文种依据各篇自己的文字判定，判不了的列入“待考”。
"""


def index_pages(archive: Archive) -> tuple[Page, Page]:
    """The two index pages."""
    by_source = [SOURCE_HEAD, *(_source_section(volume) for volume in archive.volumes)]
    by_genre = [GENRE_HEAD, *(_genre_section(genre, found) for genre, found in genres(archive).items())]
    return (
        Page("browse/source.md", "\n".join(by_source).encode()),
        Page("browse/genre.md", "\n".join(by_genre).encode()),
    )


def genres(archive: Archive) -> Mapping[str, Sequence[Document]]:
    """The documents of each genre, the largest genre first, `其他` and `待考` last."""
    found: dict[str, list[Document]] = {}
    for document in archive.documents:
        found.setdefault(genre_of(document), []).append(document)
    return dict(sorted(found.items(), key=lambda item: (_rank(item[0]), -len(item[1]), item[0])))


def genre_anchor(genre: str) -> str:
    """The id of a genre's heading: its own words when they are Han only, else a digest of them."""
    if genre and all(HAN_CHAR.fullmatch(mark) for mark in genre):
        return genre
    return f"genre-{sha256(genre.encode()).hexdigest()[:8]}"


def _rank(genre: str) -> int:
    return LAST_GENRES.index(genre) + 1 if genre in LAST_GENRES else 0


def _source_section(volume: Volume) -> str:
    source = volume.source
    entries = "\n".join(_entry(document, facts(document)) for document in volume.documents) or "（没有可收的篇章。）"
    file = escape_inline(one_line(source.file))
    return f"""## 来源 {source.id}（{len(volume.documents)} 篇） {{: #s{source.id} }}

{file} · {escape_inline(source.encoding)} · {len(source.lines)} 行 · [逐行照录](../sources/{source.id}.md)

{entries}
"""


def _genre_section(genre: str, found: Sequence[Document]) -> str:
    entries = "\n".join(_entry(document, (str(document.place), *facts(document)[1:3])) for document in found)
    return f"## {escape_inline(genre)}（{len(found)} 篇） {{: #{genre_anchor(genre)} }}\n\n{entries}\n"


def _entry(document: Document, words: Sequence[str]) -> str:
    link = f"[{escape_inline(title_of(document))}](../{document.path}.md)"
    return f"- {link}<br><small>{' · '.join(words)}</small>"
