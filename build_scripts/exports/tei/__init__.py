"""Archive -> Downloads: each document as TEI P5 with its apparatus, `data/papers/000/43.xml`.

The `corr` and `reg` of each `choice`, with all words outside of one, are the text of the page; the `sic` and `orig`,
with the same words, are the source's own characters. Tests read both back, and hold the files to the schema of the TEI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from build_scripts.exports.found import Finder, Library
from build_scripts.exports.interface import file_of
from build_scripts.exports.parallels import Besides, besides
from build_scripts.exports.tei.body import body
from build_scripts.exports.tei.header import header
from build_scripts.exports.tei.readings import Segments, segmented
from build_scripts.exports.tei.stand_off import stand_off
from build_scripts.exports.tei.xml import element
from build_scripts.model import Archive, ChangeRow, CleanText, Document, Download, Volume

NAMESPACE = "http://www.tei-c.org/ns/1.0"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tei_pages(archive: Archive) -> Iterator[Download]:
    """A file for each document."""
    documents = archive.documents
    papers = {document.id: document for document in documents}
    whole = _Whole(archive, Library(archive), papers, besides(archive), _changes(archive))
    for volume in archive.volumes:
        segments = segmented(volume)
        for document in volume.documents:
            yield _page(volume, document, whole, segments)


class _Whole(NamedTuple):
    """What the file of a paper says of the archive, and of other papers."""

    archive: Archive
    library: Library
    papers: Mapping[str, Document]  # by their ids
    besides: Besides
    changes: Mapping[str, list[ChangeRow]]  # by the paper's place


def _changes(archive: Archive) -> Mapping[str, list[ChangeRow]]:
    found: dict[str, list[ChangeRow]] = defaultdict(list)
    for row in archive.history:
        if row.document:
            found[row.document].append(row)
    return found


def _page(volume: Volume, document: Document, whole: _Whole, segments: Segments) -> Download:
    return Download(file_of(document, ".xml"), lambda: (_tei(volume, document, whole, segments).encode(),))


def _tei(volume: Volume, document: Document, whole: _Whole, segments: Segments) -> str:
    archive, rules = whole.archive, _rule_ids(document, volume.text)
    address = f"{archive.site.address}{file_of(document, '.xml')}" if archive.site.address else None
    beside = ((whole.papers[each.other], each) for each in whole.besides(document))
    inside = (
        header(document, volume.source, archive, rules, whole.changes.get(str(document.place), ())),
        "\n",
        stand_off(Finder(document, whole.library), beside),
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
