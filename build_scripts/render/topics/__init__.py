"""Archive -> Pages: `browse/topics.md`, all topics, and a page for each of them that a paper treats or touches."""

from __future__ import annotations

from build_scripts.model import Archive, Page
from build_scripts.render.topics.gather import gathered
from build_scripts.render.topics.index import topics_index
from build_scripts.render.topics.page import topic_page


def topic_pages(archive: Archive) -> tuple[Page, ...]:
    """The index of topics and the topics' own pages."""
    held = gathered(archive.documents)
    return (*topics_index(held), *(page for each in held.values() if each.papers for page in topic_page(each, held)))


__all__ = ["topic_pages"]
