"""Archive -> Pages: `browse/glossary.md`, the table of terms, and a page for each term that stands in a paper."""

from __future__ import annotations

from build_scripts.knowledge.glossary import glossary
from build_scripts.model import Archive, Page
from build_scripts.render.glossary.gather import gathered
from build_scripts.render.glossary.index import glossary_index
from build_scripts.render.glossary.page import term_page


def glossary_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of terms and the used terms' own pages."""
    known, held = glossary(), gathered(archive.documents)
    pages = (
        page
        for domain in known.domains
        for row in domain.terms
        if row.id in held
        for page in term_page(held[row.id], domain, held)
    )
    return (*glossary_index(known, held), *pages)


__all__ = ["glossary_pages"]
