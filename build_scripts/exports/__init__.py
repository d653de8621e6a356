"""Archive -> Pages, Downloads: the archive for use elsewhere, everything that README and the page 数据 promise."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exports.annotations import annotation_pages
from build_scripts.exports.catalog import catalog_page
from build_scripts.exports.feed import feed_pages
from build_scripts.exports.jsonl import json_pages
from build_scripts.exports.overview import overview_page
from build_scripts.exports.parallels import parallel_pages
from build_scripts.exports.reading import reading_pages
from build_scripts.exports.sqlite import sqlite_pages
from build_scripts.exports.tei import tei_pages
from build_scripts.model import Archive, Download, Page


def export_pages(archive: Archive) -> Iterator[Page | Download]:
    """Every export, below `data/`. What is withdrawn is in none of them, but for the row that says so."""
    yield catalog_page(archive)
    yield from json_pages(archive)
    yield from parallel_pages(archive)
    yield from reading_pages(archive)
    yield from tei_pages(archive)
    yield from annotation_pages(archive)
    yield from sqlite_pages(archive)
    yield from feed_pages(archive)
    yield overview_page(archive)


__all__ = ["export_pages"]
