"""Archive -> Pages: the search index and its engine, everything below `search/`. README.md tells how to use them."""

from __future__ import annotations

from build_scripts.search.index import search_pages

__all__ = ["search_pages"]
