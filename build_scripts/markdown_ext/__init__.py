"""Python-Markdown extension -> what a page shows beyond its text: anchors inside blocks, permanent links.

Nothing here adds a text node inside a block, so a block's `textContent` stays its text. What belongs to one
document (glossary, law links, marks of damage) is to be found by `document_id` from the page's `<h1 data-doc>`,
since Python-Markdown is not told which page it renders.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from build_scripts.markdown_ext import apparatus, arguments, cite, crossings, witnesses
from build_scripts.markdown_ext.anchors import AnchorProcessor
from build_scripts.markdown_ext.arguments import ShelvesProcessor
from build_scripts.markdown_ext.closing import ClosingProcessor
from build_scripts.markdown_ext.downloads import FilesProcessor, SizesProcessor
from build_scripts.markdown_ext.marks import MarksProcessor
from build_scripts.markdown_ext.notes import NoteSectionProcessor, NoteSignProcessor
from build_scripts.markdown_ext.permalinks import PermalinkProcessor
from build_scripts.markdown_ext.series import SeriesProcessor

# attr_list gives blocks their ids at 8; toc and MkDocs read ids at 5; MkDocs resolves links at 0.
AFTER_IDS = 6
AFTER_CONTENTS = 4  # the table of contents has read its headings
AFTER_LINKS = -10

# The sections that close a page behind its notes, in the order in which they stand there.
CLOSING = (
    (cite.NAME, cite.TITLE, cite.cite),
    (witnesses.NAME, witnesses.TITLE, witnesses.witnesses),
    (crossings.NAME, crossings.TITLE, crossings.crossings),
    (arguments.NAME, arguments.TITLE, arguments.arguments),
    (apparatus.NAME, apparatus.TITLE, apparatus.apparatus),
)


class ArchiveExtension(Extension):
    """What `mkdocs.yml` names as `build_scripts.markdown_ext`.

    Its one setting, `data`, is the folder of generated data, from where MkDocs is started.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {"data": ["docs/data", "Folder of the generated data."]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register our processors; Python-Markdown calls this once for each page."""
        data = self.getConfig("data")
        md.treeprocessors.register(AnchorProcessor(md), "archive_anchors", AFTER_IDS)
        md.treeprocessors.register(SeriesProcessor(md), "archive_series", AFTER_IDS)
        md.treeprocessors.register(SizesProcessor(md, data), "archive_sizes", AFTER_IDS)
        md.treeprocessors.register(NoteSectionProcessor(md, data), "archive_notes", AFTER_IDS)
        for name, title, body in CLOSING:
            md.treeprocessors.register(ClosingProcessor(md, data, name, title, body), f"archive_{name}", AFTER_IDS)
        md.treeprocessors.register(FilesProcessor(md, data), "archive_files", AFTER_IDS)
        md.treeprocessors.register(ShelvesProcessor(md, data), "archive_shelves", AFTER_IDS)
        md.treeprocessors.register(NoteSignProcessor(md, data), "archive_note_signs", AFTER_CONTENTS)
        md.treeprocessors.register(MarksProcessor(md, data), "archive_marks", AFTER_CONTENTS)
        md.treeprocessors.register(PermalinkProcessor(md), "archive_permalinks", AFTER_LINKS)


def makeExtension(**settings: Any) -> ArchiveExtension:  # noqa: N802 - the name is Python-Markdown's
    """Make the extension."""
    return ArchiveExtension(**settings)
