"""A document's marks -> its element tree: stretches of hidden, lost or doubtful words marked, and notes between blocks.

A mark wraps words that are there and adds none; what it has to say is an attribute. So is the text of a note: it stands
outside every block, and the style sheet shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.offsets import cover
from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side

LACUNA: Final = "lacuna"


class MarksProcessor(Treeprocessor):
    """Makes `<span class="mark mark-redaction" tabindex="0" title="…">20xx</span>` and `<p class="lacuna" …>`."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place; raise `ValueError` for marks that are not of this page's text."""
        found = side(self.folder, "marks", document_id(root))
        if found is not None:
            blocks = {each.get("id", ""): each for each in root}
            for anchor, start, end, kind, tip in found["spans"]:
                pieces = cover(_block(blocks, anchor), start, end, "span", self.md.htmlStash.rawHtmlBlocks)
                _mark(pieces, kind, found["tips"][tip])
            for anchor, after, tip in found["notes"]:
                at = list(root).index(_block(blocks, anchor)) + after
                root.insert(at, _note(found["tips"][tip]))


def _block(blocks: dict[str, Element], anchor: str) -> Element:
    if anchor not in blocks:
        raise ValueError(f"the page has no block #{anchor} for its mark: build the pages again")
    return blocks[anchor]


def _mark(pieces: Sequence[Element], kind: str, tip: str) -> None:
    """All pieces show the mark; the keyboard stops at the first only."""
    attributes: dict[str, Any] = {"class": f"mark mark-{kind}", "title": tip}
    for piece in pieces:
        piece.attrib.update(attributes)
    pieces[0].set("tabindex", "0")


def _note(tip: str) -> Element:
    note = Element("p", {"class": LACUNA, "role": "note", "aria-label": tip})
    note.tail = "\n"
    return note
