"""Element tree -> element tree: an empty link to itself at the end of every heading and paragraph that has an id.

The sign comes from the style sheet; the label, for those who do not see it, is an attribute.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

BLOCKS = {"h1": "本篇", "h2": "本节", "h3": "本节", "h4": "本节", "h5": "本节", "h6": "本节", "p": "本段"}
DOCUMENT = re.compile(r"([^-]+)-([1-9]\d*(?:-\d+)?)")  # 000-43, 000-1-5400; not 000:43
ANCHOR = re.compile(r"L([1-9]\d*(?:-\d+)?)")  # L59, L59-18; not d000-43


class PermalinkProcessor(Treeprocessor):
    """Adds `<a class="permalink" href="#L59" aria-label="本段永久链接 000:59"></a>`."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        document = document_id(root)
        for block in root:
            if block.tag in BLOCKS and "id" in block.attrib:
                _add(block, document)


def document_id(root: Element) -> str:
    """The document on this page (`000-43`), from its `<h1 data-doc>`; empty on any other page."""
    heading = root.find("h1[@data-doc]")
    return "" if heading is None else heading.get("data-doc", "")


def _add(block: Element, document: str) -> None:
    identity = block.get("id", "")
    name = "本页" if block.tag == "h1" and not document else BLOCKS[block.tag]
    place = _place(identity, document)
    said = {"data-place": place} if place else {}
    label = f"{name}永久链接 {place}".rstrip()
    SubElement(block, "a", {"class": "permalink", "href": f"#{identity}", "aria-label": label, **said})


def _place(identity: str, document: str) -> str:
    """The place that an id stands for, as one cites it: `000:59`; empty outside documents."""
    found = DOCUMENT.fullmatch(document)
    if not found:
        return ""
    anchor = ANCHOR.fullmatch(identity)
    return f"{found[1]}:{anchor[1] if anchor else found[2]}"
