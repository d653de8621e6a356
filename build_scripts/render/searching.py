"""Archive -> Page: `search.md`, the words of the search page; what searches stands in the theme (`search.html`)."""

from __future__ import annotations

from build_scripts.model import Archive, Page

SEARCH = "search.md"

WORDS = """\
---
title: 检索
template: search.html
description: 全文检索：凡含所查字词的段落都列出，别的不列。
---

# 检索 {{: #search }}

凡含所查字词的段落都列出，别的不列：不靠分词，所以“25家”也见于“325家”，“卫生”也见于“职业卫生监管”。\
一篇列三段，点一段就到那一段，全篇所有该词都会标出。

| 写法 | 意思 |
|---|---|
| `职业卫生` | 含这四个字的段。繁简、异体、全角半角、大小写不分，字间的空格、逗号、引号不计；但不跨过 `。！？；` |
| `职业卫生 培训` | 同一篇里都有；离得近的排在前 |
| `医院|卫生院`、`医院 OR 卫生院` | 有一个即可 |
| `职业卫生 -培训` | 有前一个，没有后一个 |
| `安全 ~10 检查` | 同一段里，两词相隔不过十个字，先后不拘 |
| `安?生产` | `?` 是任何一个字 |
| `"防治，结合"` | 连标点一起查；`“……”`、`「……」` 也可以 |
| `=著作` | 只要这样写的字，不合并繁简异体 |
{fields}
| `{place}` | 直达这一处。处所的写法见[使用说明](about/guide.md#places) |

写得不合规矩的照字面查，并说明；不会悄悄略去什么。结果可按地区、年份等筛选：同一栏里选几项是“或”，不同栏之间是“且”，\
数字是选了以后会有的篇数。不写字词、只选筛选，就列出那些篇，年份近的在前。查的词和所选的筛选都在网址里，复制网址就能把这次检索交给别人。

在任何一页按 `/` 或 `s` 就到检索框；在打开的篇里按 `n`、`N` 到下一处、上一处，按 Esc 清除标记。\
检索全在您的浏览器里进行，查了什么，没有别人知道。
"""

FIELDS = (
    "| `地区:江苏`、`年份:2009..2012` | 只在某地、某些年份的篇里找；还有 `文种:`、`主题:`、"
    "`发文机关:`、`来源:`、`依据:`。也可以写 `region:`、`year:` 等 |"
)


def search_page(archive: Archive) -> Page:
    """The page, with a place of this archive for an example."""
    return Page(SEARCH, WORDS.format(fields=FIELDS, place=_example(archive)).encode())


def _example(archive: Archive) -> str:
    """The first paragraph's place."""
    places = (block.place for document in archive.documents for block in document.blocks if block.kind == "paragraph")
    return str(next(places, "000:59"))
