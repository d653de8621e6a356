"""The feed of editions: there where the archive has an address, an entry for each edition, the newest first."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from build_scripts.exports.feed import feed_pages
from build_scripts.model import Archive, ChangeRow, Site
from tests.small_archive import small_archive

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = (
    ChangeRow("1", "2025-01-01", "edition", note="初版"),
    ChangeRow("1", "2025-01-01", "added", "000:4"),
    ChangeRow("1", "2025-01-01", "added", "000:9-2"),
    ChangeRow("1.1", "2025-03-01", "edition", note="<b>&"),
    ChangeRow("1.1", "2025-03-01", "withdrawn", "000:4"),
)


def feed(archive: Archive) -> etree._Element:
    (page,) = feed_pages(archive)
    assert page.path == "data/editions.atom"
    return etree.fromstring(page.content)


def test_without_an_address_there_is_none() -> None:
    assert list(feed_pages(replace(small_archive(), history=HISTORY))) == []


def test_editions_are_entries() -> None:
    made = feed(replace(small_archive(), history=HISTORY, site=Site("文&集", "", "https://example.org/a/")))
    assert made.findtext(f"{ATOM}updated") == "2025-03-01T00:00:00Z"
    entries = made.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}summary") for each in entries] == ["<b>&。撤回 1 篇", "初版。新收 2 篇"]
    ids = [each.findtext(f"{ATOM}id") for each in (made, *entries)]
    assert ids == [
        "https://example.org/a/data/editions.atom",
        "https://example.org/a/browse/editions.html#e1-1",
        "https://example.org/a/browse/editions.html#e1",
    ]


def test_an_archive_without_editions_has_an_empty_feed() -> None:
    made = feed(replace(small_archive(), site=Site("文集", "", "https://example.org/")))
    assert made.findall(f"{ATOM}entry") == []
    assert made.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
