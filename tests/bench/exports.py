"""What each export costs, in seconds of one processor and in bytes: `python -m tests.bench.exports [PAPERS]`.

The five seeds, or so many synthetic papers. Nothing is written, and nothing that was made is kept.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from build_scripts.exports.annotations import annotation_pages
from build_scripts.exports.catalog import catalog_page
from build_scripts.exports.jsonl import json_pages
from build_scripts.exports.reading import reading_pages
from build_scripts.exports.sqlite import sqlite_pages
from build_scripts.exports.tei import tei_pages
from build_scripts.model import Archive, Download, Page
from build_scripts.pipeline import build
from tests.bench.papers import compilations
from tests.gold_labels import FOLDER

FORMATS: dict[str, Callable[[Archive], Iterable[Page | Download]]] = {
    "JSON and JSONL": json_pages,
    "CSV": lambda archive: (catalog_page(archive),),
    "text and Markdown": reading_pages,
    "TEI": tei_pages,
    "Web Annotations": annotation_pages,
    "SQLite": sqlite_pages,
}


def main() -> None:
    """Print a row for each format, below one for a build from a filled cache."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        seeds = FOLDER
        if papers := int(sys.argv[1]) if sys.argv[1:] else 0:
            compilations(seeds := place / "seeds", papers)
        build(seeds, place / "cache", 1)
        begin = time.process_time()
        archive = build(seeds, place / "cache", 1).archive
        print(f"{len(archive.documents)} papers; all else of a build {time.process_time() - begin:.2f} s")
    before = _memory()
    for name, made in FORMATS.items():
        begin, size = time.process_time(), 0
        for page in made(archive):
            size += sum(map(len, page.chunks())) if isinstance(page, Download) else len(page.content)
        print(f"{name:20}{time.process_time() - begin:8.2f} s{size / 1e6:10.2f} MB")
    print(f"memory at its highest: {_memory():.0f} MB, before the exports {before:.0f} MB")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
