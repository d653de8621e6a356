"""Archive -> Pages: what is shown of witnesses: a section's data, comparisons side by side, and the index 异文."""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.model import Archive, Page
from build_scripts.render.witnesses.compare import compare_page
from build_scripts.render.witnesses.index import index_page
from build_scripts.render.witnesses.named import is_compared, papers_of
from build_scripts.render.witnesses.section import section_pages

__all__ = ["witness_pages"]


def witness_pages(archive: Archive) -> Iterator[Page]:
    """Every page about the archive's parallels."""
    papers = papers_of(archive.documents)
    yield from index_page(archive.parallels, papers)
    yield from section_pages(archive, papers)
    yield from (compare_page(each, papers) for each in archive.parallels if is_compared(each))
