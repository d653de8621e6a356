"""Archive -> Pages: everything below `browse/` that lists the documents by what is known of them."""

from __future__ import annotations

from build_scripts.model import Archive, Page
from build_scripts.render.indexes.genre import genre_pages
from build_scripts.render.indexes.issuer import issuer_pages
from build_scripts.render.indexes.open import open_pages
from build_scripts.render.indexes.region import region_pages
from build_scripts.render.indexes.source import source_index
from build_scripts.render.indexes.year import year_pages


def index_pages(archive: Archive) -> tuple[Page, ...]:
    """Every index."""
    return (
        *source_index(archive),
        *region_pages(archive),
        *year_pages(archive),
        *genre_pages(archive),
        *issuer_pages(archive),
        *open_pages(archive),
    )
