"""Element tree -> element tree: an empty `<span class="series">` where a member of a series begins inside a paragraph.

The style sheet may set the members apart (`assets/reading.css`); the paragraph's text stays its text.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.offsets import insert_at, text_of
from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.series import LONG, members


class SeriesProcessor(Treeprocessor):
    """Marks the series in the paragraphs of a document's page."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for block in root.iterfind("p[@id]") if document_id(root) else ():
            text = text_of(block, stash)
            for at in members(text) if len(text) >= LONG else ():
                insert_at(block, at, Element("span", {"class": "series"}), stash)
