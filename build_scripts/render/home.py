"""Archive -> Page: `index.md`, what this is, how much of it there is, and the ways in."""

from __future__ import annotations

from build_scripts.model import Archive, Page, Volume
from build_scripts.render.indexes import genre_anchor, genres
from build_scripts.render.markdown import escape_inline, escape_line
from build_scripts.render.names import characters, findings, one_line

HOME = """---
title: 首页
---

# {name} {{: #home }}

{description}每处改动、每条判断都注明依据，并可回查原文；不能确定的标为“待考”，不作猜测。

**{documents:,}** 篇 · **{paragraphs:,}** 段 · **{characters:,}** 字 · **{sources:,}** 个来源 · **{findings:,}** 处待考

## 按文种读 {{: #genres }}

{genres}

## 按来源读 {{: #sources }}

{by_source}

## 引用一处 {{: #cite }}

{cite}
"""

CITE = (
    "每个标题、每一段都有永久地址：鼠标移到段上，或用 Tab 键移到段上，会出现链接记号，其地址即可引用。"
    "也可以只写处所：{example}。处所的写法见[使用说明](about/guide.md#places)。"
)


def home_page(archive: Archive) -> Page:
    """The home page, with the archive's numbers."""
    blocks = [block for document in archive.documents for block in document.blocks]
    text = HOME.format(
        name=escape_inline(one_line(archive.site.name)),
        description=escape_line(one_line(archive.site.description)),
        sources=len(archive.volumes),
        documents=len(archive.documents),
        paragraphs=sum(block.kind in ("paragraph", "item") for block in blocks),
        characters=characters(blocks),
        findings=len(set(findings(archive)) - set(archive.findings)),  # those of files that are no source are nobody's
        genres=_genre_list(archive),
        by_source="\n".join(_source_entry(volume) for volume in archive.volumes) or "（还没有来源。）",
        cite=CITE.format(example=_example(archive)),
    )
    return Page("index.md", text.encode())


def _genre_list(archive: Archive) -> str:
    entries = (
        f"- [{escape_inline(genre)}](browse/genre.md#{genre_anchor(genre)}) <small>{len(found)} 篇</small>"
        for genre, found in genres(archive).items()
    )
    return "\n".join(entries) or "（还没有篇章。）"


def _source_entry(volume: Volume) -> str:
    source = volume.source
    words = f"{escape_inline(one_line(source.file))} · {len(source.lines)} 行 · {len(volume.documents)} 篇"
    return f"- [来源 {source.id}](browse/source.md#s{source.id}) <small>{words}</small>"


def _example(archive: Archive) -> str:
    """What a place is, by the first paragraph of the first document that has one."""
    for document in archive.documents:
        for block in document.blocks:
            if block.kind == "paragraph":
                place = block.place
                where = f"第 {place.line} 行" + (f"（从第 {place.offset + 1} 字起）" if place.offset else "")
                link = f"[这一段]({document.path}.md#{place.anchor})"
                return f"`{place}` 指来源 {place.source} 的{where}，即{link}"
    return "`000:59` 指来源 000 的第 59 行"
