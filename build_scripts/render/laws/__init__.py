"""Archive -> Pages: `browse/laws.md`, everything that papers cite, and a page for each law of the table among it."""

from __future__ import annotations

from build_scripts.knowledge.laws import laws
from build_scripts.model import Archive, Page
from build_scripts.render.laws.gather import gathered
from build_scripts.render.laws.index import laws_index
from build_scripts.render.laws.page import law_page


def law_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of laws and the cited laws' own pages."""
    held = gathered(archive.documents)
    known = laws()
    return (
        *laws_index(held),
        *(page for law, papers in held.cited.items() for page in law_page(known[law], papers, held.cited)),
    )


__all__ = ["law_pages"]
