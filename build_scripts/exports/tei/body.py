"""Document -> TEI text: sections under their headings, paragraphs, lists, and what opens a paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from build_scripts.exports.tei.block import inline
from build_scripts.exports.tei.readings import Segments
from build_scripts.exports.tei.xml import element
from build_scripts.model import Annotation, Block, CleanText, Document, Place

# What opens a text, before its first paragraph; elsewhere the same stands in a block of its own, `ab`.
OPENING = {"title": "head", "salutation": "salute", "date": "dateline", "speaker": "byline"}
RUNNING = ("paragraph", "item")


def body(document: Document, text: CleanText, segments: Segments, rule_id: Callable[[str], str]) -> str:
    """The element `text`, block by block on lines of their own; the id of each is its anchor on the page."""
    claims = _by_block(document)

    def content(block: Block) -> str:
        return inline(block, text, segments, claims.get(block.place, ()), rule_id)

    parts = "\n".join(_parts(document, content))
    return f"<text>\n<body>\n{parts}\n</body>\n</text>"


def _by_block(document: Document) -> Mapping[Place, list[Annotation]]:
    found: dict[Place, list[Annotation]] = defaultdict(list)
    for claim in document.annotations:
        if claim.span:
            found[claim.span.block].append(claim)
    return found


def _parts(document: Document, content: Callable[[Block], str]) -> Iterator[str]:
    """Headings open a section, and close those of their level and below."""
    levels: list[int] = []
    opening = any(block.kind in ("heading", *RUNNING) for block in document.blocks)
    for kind, group in groupby(document.blocks, key=lambda block: block.kind):
        opening = opening and kind in OPENING
        if kind == "item":
            items = "\n".join(element("item", content(block), xml_id=block.place.anchor) for block in group)
            yield f"<list>\n{items}\n</list>"
            continue
        for block in group:
            if kind == "heading":
                yield from _closed(levels, block.level)
                levels.append(block.level)
                yield '<div type="section">'
            yield _element(block, content(block), opening=opening)
    yield from _closed(levels, 0)


def _closed(levels: list[int], level: int) -> Iterator[str]:
    while levels and levels[-1] >= level:
        levels.pop()
        yield "</div>"


def _element(block: Block, content: str, *, opening: bool) -> str:
    anchor = block.place.anchor
    if block.kind == "heading":
        return element("head", content, xml_id=anchor)
    if block.kind == "paragraph":
        return element("p", content, xml_id=anchor)
    if opening:
        return element(OPENING[block.kind], content, xml_id=anchor)
    return element("ab", content, xml_id=anchor, type=block.kind)
