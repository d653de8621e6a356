"""Element tree -> element tree: an empty anchor wherever a place begins inside a block.

`data-lines="56@0 58@37"` names the lines a paragraph was joined from, `data-places="59-18@12"` the places that
once began a block of their own. Both are `place@text-offset` pairs and stay on the element as attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.offsets import insert_at

PLACES = ("data-lines", "data-places")
PAIR = re.compile(r"([1-9]\d*(?:-\d+)?)@(\d+)")  # 58@37, 59-18@12; not L58@37


class AnchorProcessor(Treeprocessor):
    """Puts `<span id="L58"></span>` where the text of line 58 begins."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for block in [each for each in root.iter() if any(name in each.attrib for name in PLACES)]:
            for anchor, offset in _pairs(block):
                insert_at(block, offset, Element("span", {"id": anchor}), self.md.htmlStash.rawHtmlBlocks)


def _pairs(block: Element) -> Iterator[tuple[str, int]]:
    """Anchors and text offsets; the block's own id needs no second anchor."""
    for name in PLACES:
        for local, offset in PAIR.findall(block.get(name, "")):
            if f"L{local}" != block.get("id"):
                yield f"L{local}", int(offset)
