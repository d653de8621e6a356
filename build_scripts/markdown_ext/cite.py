"""A document's citations -> a section at the end of its page: 引用, complete but for the address, which scripts add."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side

TITLE: Final = "引用本篇"


class CiteProcessor(Treeprocessor):
    """Appends `<section class="cite">` with GB/T 7714 in words, and every form as data for the page's script."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        found = side(self.folder, "cite", document_id(root))
        if found is not None:
            section = SubElement(root, "section", {"class": "cite"})
            heading = SubElement(section, "h2", {"id": "cite"})
            heading.text = TITLE
            SubElement(heading, "a", {"class": "permalink", "href": "#cite", "aria-label": f"{TITLE}永久链接"})
            heading.tail = self.md.htmlStash.store(_body(found))


def _body(found: Mapping[str, Any]) -> str:
    forms = json.dumps({name: found[name] for name in ("gbt", "bibtex", "csl")}, ensure_ascii=False)
    return (
        f'<p class="citation-words">{escape(found["shown"])}</p>\n'
        f'<div class="cite-forms" data-forms="{escape(forms)}" hidden></div>'
    )
