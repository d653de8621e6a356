"""Archive -> Downloads: each document as TEI P5 with its apparatus, `data/papers/000/43.xml`.

The `corr` and `reg` of each `choice`, with all words outside of one, are the text of the page; the `sic` and `orig`,
with the same words, are the source's own characters. Tests read both back, and hold the files to the schema of the TEI.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_scripts.exports.interface import file_of
from build_scripts.exports.tei.body import body
from build_scripts.exports.tei.header import header, stand_off
from build_scripts.exports.tei.readings import Segments, segmented
from build_scripts.exports.tei.xml import element
from build_scripts.model import Archive, CleanText, Document, Download, Volume

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tei_pages(archive: Archive) -> Iterator[Download]:
    """A file for each document."""
    for volume in archive.volumes:
        segments = segmented(volume)
        for document in volume.documents:
            yield _page(volume, document, archive, segments)


def _page(volume: Volume, document: Document, archive: Archive, segments: Segments) -> Download:
    return Download(file_of(document, ".xml"), lambda: (tei(volume, document, archive, segments).encode(),))


def tei(volume: Volume, document: Document, archive: Archive, segments: Segments) -> str:
    """The whole file."""
    rules = _rule_ids(document, volume.text)
    address = f"{archive.site.address}{file_of(document, '.xml')}" if archive.site.address else None
    inside = (
        header(document, volume.source, archive, rules),
        "\n",
        stand_off(document),
        body(document, volume.text, segments, rules.__getitem__),
    )
    root = element(
        "TEI", "\n", *inside, "\n", xmlns=NAMESPACE, xml_id=f"d{document.id}", xml_lang="zh-Hans", xml_base=address
    )
    return f"{DECLARATION}{root}\n"


def _rule_ids(document: Document, text: CleanText) -> dict[str, str]:
    """An id for each rule that changed a line of the paper, in their order; a name may hold a curator's why."""
    lines = {piece.line for block in document.blocks for piece in block.pieces}
    found = {(edit.order, edit.rule) for line in lines for edit in text.edits.get(line, ())}
    return {rule: f"rule.{number}" for number, rule in enumerate(dict.fromkeys(rule for _, rule in sorted(found)), 1)}
