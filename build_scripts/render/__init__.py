"""Archive -> Pages: everything that a build writes below `docs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from build_scripts.links import Ledger, ledger
from build_scripts.model import Archive, Page, Source, Volume
from build_scripts.render.data import data_pages
from build_scripts.render.document import document_page
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from build_scripts.render.onward import onward_section, places_attribute, vanished_pages
from build_scripts.render.source import source_pages

Originals = Callable[[Source], bytes]


def render(archive: Archive, original: Originals) -> tuple[Page, ...]:
    """Every page, in the order of its path. `original` gives a source's bytes as they are on disk."""
    promised = ledger(archive)
    pages = (
        home_page(archive),
        *index_pages(archive),
        *data_pages(archive),
        *vanished_pages(promised),
        *(page for volume in archive.volumes for page in _volume_pages(volume, original, promised)),
    )
    return tuple(sorted(pages, key=lambda page: page.path))


def _volume_pages(volume: Volume, original: Originals, promised: Ledger) -> Iterator[Page]:
    yield from source_pages(volume, original(volume.source))
    attributes = partial(places_attribute, promised=promised)
    for document in volume.documents:
        yield document_page(document, volume.text, onward_section(document.path, promised), attributes)


__all__ = ["Originals", "render"]
