"""Archive -> Page: `data/editions.atom`, the editions as an Atom feed (RFC 4287), where the archive has an address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from build_scripts.exports.tei.xml import element, words
from build_scripts.model import Archive, ChangeRow, Page

PATH = "data/editions.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
NO_DATE = "1970-01-01"  # of an archive that has neither an edition nor a date: a feed must have one
CHANGES = {"added": "新收", "changed": "改动", "gone": "并入或不再收录", "withdrawn": "撤回", "restored": "恢复"}


def feed_pages(archive: Archive) -> Iterator[Page]:
    """The feed; nothing without an address, for an entry is known by its own."""
    if archive.site.address:
        yield Page(PATH, f'<?xml version="1.0" encoding="UTF-8"?>\n{_feed(archive)}\n'.encode(), committed=False)


def _feed(archive: Archive) -> str:
    site = archive.site
    editions = [list(rows) for _, rows in groupby(archive.history, key=lambda row: row.edition)]
    newest = max((rows[0].date for rows in editions), default=NO_DATE)
    return element(
        "feed",
        element("id", words(f"{site.address}{PATH}")),
        element("title", words(f"{site.name}：更新")),
        element("updated", _moment(newest)),
        element("author", element("name", words(site.name))),
        element("link", rel="self", type="application/atom+xml", href=f"{site.address}{PATH}"),
        element("link", rel="alternate", type="text/html", href=f"{site.address}browse/editions.html"),
        *(_entry(rows, site.address) for rows in reversed(editions)),
        xmlns=NAMESPACE,
        xml_lang="zh-Hans",
    )


def _entry(rows: list[ChangeRow], address: str) -> str:
    """One edition: its note, and how many papers it changed."""
    first, *changed = rows
    page = f"{address}browse/editions.html#e{first.edition.replace('.', '-')}"
    counts = Counter[str](row.change for row in changed)
    told = "，".join(f"{name} {counts[kind]} 篇" for kind, name in CHANGES.items() if counts[kind])
    return element(
        "entry",
        element("id", words(page)),
        element("title", words(f"第 {first.edition} 版")),
        element("updated", _moment(first.date)),
        element("link", rel="alternate", type="text/html", href=page),
        element("summary", words("。".join(filter(None, (first.note.rstrip("。"), told))) or f"第 {first.edition} 版")),
    )


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
