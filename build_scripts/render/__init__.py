"""Archive -> Pages: everything that a build writes below `docs/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from build_scripts.links import Ledger, ledger
from build_scripts.model import Archive, Page, Volume
from build_scripts.render.apparatus import apparatus_pages
from build_scripts.render.data import data_pages
from build_scripts.render.document import document_page
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from build_scripts.render.layers import layer_pages
from build_scripts.render.marks import mark_pages
from build_scripts.render.onward import onward_section, places_attribute, vanished_pages
from build_scripts.render.source import source_pages
from build_scripts.render.stretches import stretches


def render(archive: Archive, sources: Iterable[Page]) -> tuple[Page, ...]:
    """Every page, in the order of its path; `sources` are the sources' own pages, which were made one by one."""
    promised = ledger(archive)
    pages = (
        home_page(archive),
        *index_pages(archive),
        *data_pages(archive),
        *vanished_pages(promised),
        *sources,
        *(page for volume in archive.volumes for page in _documents(volume, promised)),
    )
    return tuple(sorted(pages, key=lambda page: page.path))


def _documents(volume: Volume, promised: Ledger) -> Iterator[Page]:
    held = stretches(volume)
    yield from apparatus_pages(volume, held)
    yield from layer_pages(volume, held)
    yield from mark_pages(volume)
    attributes = partial(places_attribute, promised=promised)
    for document in volume.documents:
        yield document_page(document, volume.text, onward_section(document.path, promised), attributes)


__all__ = ["render", "source_pages"]
