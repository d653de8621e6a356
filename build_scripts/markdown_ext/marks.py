"""A document's marks -> its element tree: hidden, lost or doubtful words, terms, citations, and notes between blocks.

A mark wraps words that are there and adds none; what it has to say is an attribute. So is the text of a note: it stands
outside every block, and the style sheet shows it. A mark that leads to a page is a link, whose address MkDocs proves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.offsets import Stretch, weave
from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side

LACUNA: Final = "lacuna"
ROOT: Final = "../../"  # from archive/000/43.html

_Tip = tuple[str, str]  # the fields of `render.marks.Tip`: what is said, and the page that says more


class MarksProcessor(Treeprocessor):
    """Makes `<span class="mark mark-redaction" title="…">20xx</span>`, `<a class="mark mark-term" href=… title=…>`."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place; raise `ValueError` for marks that are not of this page's text."""
        found = side(self.folder, "marks", document_id(root))
        if found is not None:
            tips = [(words, page) for words, page in found["tips"]]
            blocks = {each.get("id", ""): each for each in root}
            for anchor, spans in groupby(found["spans"], key=itemgetter(0)):
                self._mark(_block(blocks, anchor), list(spans), tips)
            for anchor, after, tip in found["notes"]:
                at = list(root).index(_block(blocks, anchor)) + after
                root.insert(at, _note(tips[tip][0]))

    def _mark(self, block: Element, spans: Sequence[Any], tips: Sequence[_Tip]) -> None:
        begun: set[int] = set()

        def wrapper(number: int) -> Element:
            """All pieces show the mark; the keyboard stops at the first only."""
            _, _, _, kind, tip, stop = spans[number]
            first = number not in begun
            begun.add(number)
            return _wrapper(kind, tips[tip], stops=bool(stop) and first)

        stretches = [Stretch(start, end, bool(tips[tip][1])) for _, start, end, _, tip, _ in spans]
        weave(block, stretches, wrapper, self.md.htmlStash.rawHtmlBlocks)


def _block(blocks: dict[str, Element], anchor: str) -> Element:
    if anchor not in blocks:
        raise ValueError(f"the page has no block #{anchor} for its mark: build the pages again")
    return blocks[anchor]


def _wrapper(kind: str, tip: _Tip, *, stops: bool) -> Element:
    words, page = tip
    attributes: dict[str, Any] = {"class": f"mark mark-{kind}"}
    if page:
        attributes |= {"class": kind if not words else f"mark {kind}", "href": f"{ROOT}{page}"}
    if words:
        attributes["title"] = words
    if stops and not page:
        attributes["tabindex"] = "0"
    if page and not stops:
        attributes["tabindex"] = "-1"
    return Element("a" if page else "span", attributes)


def _note(tip: str) -> Element:
    note = Element("p", {"class": LACUNA, "role": "note", "aria-label": tip})
    note.tail = "\n"
    return note
