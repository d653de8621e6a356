"""A document's side data -> one of the sections that close its page: a heading with its permalink, and a body.

The heading stands in the element tree, for the table of contents; the body is stashed HTML, which no later processor
reads: the characters of a source mean nothing but themselves in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side

Body = Callable[[str, Mapping[str, Any]], str]  # the source's id, and what the file holds, as HTML


class ClosingProcessor(Treeprocessor):
    """Appends `<section class="closing NAME">` to the page of a document of which `docs/data/NAME` holds a file."""

    def __init__(self, md: Markdown, folder: str, name: str, title: str, body: Body) -> None:
        super().__init__(md)
        self.folder, self.name, self.title, self.body = folder, name, title, body

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        document = document_id(root)
        found = side(self.folder, self.name, document)
        if found is not None:
            section = close_with(root, self.name, self.title)
            section[0].tail = self.md.htmlStash.store(self.body(document.partition("-")[0], found))


def close_with(root: Element, name: str, title: str, **attributes: str) -> Element:
    """A new section at the end of the page, which holds only its heading yet; `name` is the heading's id."""
    section = SubElement(root, "section", {"class": f"closing {name}", **attributes})
    heading = SubElement(section, "h2", {"id": name})
    heading.text = title
    SubElement(heading, "a", {"class": "permalink", "href": f"#{name}", "aria-label": f"{title}永久链接"})
    return section
