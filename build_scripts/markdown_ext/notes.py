"""A document's editorial notes -> a numbered sign behind the words of each, and a section 编者注 at the page's end.

A sign is an empty link: its number is an attribute, which the style sheet shows, so that the block's text stays its
text. The heading and the ids of the notes stand in the element tree, for the table of contents and for MkDocs, which
proves links; the rest is stashed HTML, which no later processor reads: what a curator writes means only itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from build_scripts.markdown_ext.closing import close_with
from build_scripts.markdown_ext.offsets import insert_at
from build_scripts.markdown_ext.permalinks import document_id
from build_scripts.markdown_ext.side import side

NAME: Final = "notes"
TITLE: Final = "编者注"

_Note = Mapping[str, Any]  # the fields of `render.notes.Note`


class NoteSectionProcessor(Treeprocessor):
    """Appends `<section class="closing notes">` to the page of a document that has notes."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        document = document_id(root)
        if found := side(self.folder, NAME, document):
            attributes = {"role": "doc-endnotes", "aria-labelledby": NAME}
            section = close_with(root, NAME, TITLE, **attributes)
            source = document.partition("-")[0]
            listed = SubElement(section, "ol")
            for number, note in enumerate(found, start=1):
                item = SubElement(listed, "li", {"id": f"note-{number}"})
                item.text = self.md.htmlStash.store(_item(source, number, note))


class NoteSignProcessor(Treeprocessor):
    """Puts `<a class="mark note-sign" id="note-sign-1" href="#note-1" …></a>` behind the words of each note."""

    def __init__(self, md: Markdown, folder: str) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, root: Element) -> None:
        """Change the tree in place; raise `ValueError` for notes that are not on this page's text."""
        blocks = {each.get("id", ""): each for each in root}
        found = list(enumerate(side(self.folder, NAME, document_id(root)) or (), start=1))
        for number, note in reversed(found):  # of two behind one word, the first comes first
            if note["anchor"] not in blocks:
                raise ValueError(f"the page has no block #{note['anchor']} for its note: build the pages again")
            insert_at(blocks[note["anchor"]], note["end"], _sign(number, note), self.md.htmlStash.rawHtmlBlocks)


def _sign(number: int, note: _Note) -> Element:
    attributes = {
        "class": "mark note-sign",
        "id": f"note-sign-{number}",
        "href": f"#note-{number}",
        "role": "doc-noteref",
        "aria-label": f"{TITLE} {number}",
        "data-number": str(number),
        "title": note["note"],
    }
    return Element("a", attributes)


def _item(source: str, number: int, note: _Note) -> str:
    local = escape(note["anchor"].removeprefix("L"))
    place = f'<a class="place" href="#L{local}">{escape(source)}:{local}</a>'
    signed = f'<span class="by">{escape(note["by"])}</span> ' if note["by"] else ""
    back = f'<a href="#note-sign-{number}" role="doc-backlink" aria-label="回到正文的注 {number}">↩</a>'
    quote = f'「<span class="quote">{escape(note["quote"])}</span>」'
    return f"{place} {quote}：{escape(note['note'])} {signed}{back}"
