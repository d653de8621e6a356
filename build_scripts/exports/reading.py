"""Document -> Downloads: its text to read elsewhere, as plain text and as Markdown with front-matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_scripts.exports.interface import RIGHTS, VERSION, file_of
from build_scripts.model import Archive, Block, Document, Download
from build_scripts.render.document import metadata
from build_scripts.render.front_matter import front_matter
from build_scripts.render.markdown import escape_inline, escape_line
from build_scripts.render.names import title_of

MARKDOWN = ".md.txt"  # under `.md`, MkDocs would take it for a page of the site


def reading_pages(archive: Archive) -> Iterator[Download]:
    """Two files for each document."""
    for document in archive.documents:
        yield _plain_file(document)
        yield _markdown_file(document, archive)


def plain(document: Document) -> str:
    """The title, and below it a line for each block."""
    return "".join(f"{line}\n" for line in (title_of(document), *(block.text for block in document.blocks)))


def markdown(document: Document, archive: Archive) -> str:
    """Front-matter, the title as a heading, and the blocks; headings one level below it."""
    blocks = (_block(block) for block in document.blocks)
    parts = (front_matter(about(document, archive)), f"# {escape_inline(title_of(document))}", *blocks)
    return "\n\n".join(parts) + "\n"


def about(document: Document, archive: Archive) -> dict[str, Any]:
    """What the page's own front-matter says, and what a file away from its site must say of itself."""
    site = archive.site
    return {
        **metadata(document),
        "id": document.id,
        "place": str(document.place),
        "page": f"{site.address}{document.path}.html",
        "archive": site.name,
        "edition": archive.edition.number,
        "format": VERSION,
        "rights": RIGHTS,
    }


def _plain_file(document: Document) -> Download:
    # A signature, since a browser or editor is told nothing else of the encoding.
    return Download(file_of(document, ".txt"), lambda: (plain(document).encode("utf-8-sig", "replace"),))


def _markdown_file(document: Document, archive: Archive) -> Download:
    return Download(file_of(document, MARKDOWN), lambda: (markdown(document, archive).encode("utf-8", "replace"),))


def _block(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * (block.level + 1)} {escape_inline(block.text)}"
    return escape_line(block.text)
