"""Archive -> Pages: everything that a build writes below `docs/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from build_scripts.links import Ledger, ledger
from build_scripts.model import Archive, Page, Volume
from build_scripts.render.apparatus import apparatus_pages
from build_scripts.render.arguments import argument_pages
from build_scripts.render.cite import cite_pages
from build_scripts.render.clues import Homes
from build_scripts.render.crossings import crossing_pages
from build_scripts.render.data import schema_pages
from build_scripts.render.document import document_page
from build_scripts.render.editions import edition_pages
from build_scripts.render.figures import figure_pages
from build_scripts.render.glossary import glossary_pages
from build_scripts.render.going import go_pages
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from build_scripts.render.joined import joined_pages
from build_scripts.render.laws import law_pages
from build_scripts.render.layers import layer_pages
from build_scripts.render.marks import mark_pages
from build_scripts.render.notes import note_pages
from build_scripts.render.onward import onward_section, places_attribute, vanished_pages
from build_scripts.render.searching import search_page
from build_scripts.render.source import source_pages
from build_scripts.render.tombstones import tombstone_pages
from build_scripts.render.topics import topic_pages
from build_scripts.render.traditional import characters_page, traditional_pages
from build_scripts.render.verifying import verify_page
from build_scripts.render.witnesses import witness_pages
from build_scripts.stretches import stretches


def render(archive: Archive, sources: Iterable[Page]) -> tuple[Page, ...]:
    """Every page, in the order of its path; `sources` are the pages that were made source by source."""
    promised = ledger(archive)
    homes = Homes(archive.documents)
    pages = (
        *index_pages(archive),
        *topic_pages(archive),
        *figure_pages(archive),
        *law_pages(archive),
        *glossary_pages(archive),
        *schema_pages(),
        *joined_pages(),
        search_page(archive),
        verify_page(),
        *go_pages(archive),
        characters_page(archive.documents),
        *cite_pages(archive),
        *edition_pages(archive),
        *witness_pages(archive),
        *vanished_pages(promised),
        *tombstone_pages(archive, promised),
        *sources,
        *(page for volume in archive.volumes for page in _documents(volume, promised, homes)),
    )
    paths = {page.path for page in pages}
    ways = crossing_pages(archive, paths)
    return tuple(sorted((home_page(archive, paths), *ways, *pages), key=lambda page: page.path))


def _documents(volume: Volume, promised: Ledger, homes: Homes) -> Iterator[Page]:
    held = stretches(volume)
    yield from apparatus_pages(volume, held)
    yield from layer_pages(volume, held)
    yield from mark_pages(volume)
    yield from note_pages(volume)
    yield from argument_pages(volume, homes)
    attributes = partial(places_attribute, promised=promised)
    for document in volume.documents:
        yield document_page(document, volume.text, onward_section(document.path, promised), attributes)


__all__ = ["render", "source_pages", "traditional_pages"]
