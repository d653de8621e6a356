"""Document -> Page: front-matter, the title, and the blocks with their permanent ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from build_scripts.align import to_source
from build_scripts.knowledge.topics import topics
from build_scripts.model import Annotation, Block, CleanText, Document, Page, Place
from build_scripts.render.front_matter import front_matter
from build_scripts.render.markdown import attribute_list, escape_inline, escape_line
from build_scripts.render.names import title_of
from build_scripts.zh import SENTENCE_END

# The claims of a document, in the order of the front-matter.
FIELDS = (
    "region", "region_code", "year", "year_range", "genre", "issuer", "level", "occasion", "covers",
)  # fmt: skip
LONGEST = 40  # characters of a line that signs


def document_page(
    document: Document,
    text: CleanText,
    tail: str = "",
    attributes: Callable[[Block], str] = lambda block: "",  # noqa: ARG005 - the parameter is the contract
) -> Page:
    """The page of one document.

    `tail` is ready Markdown that ends the page. `attributes` gives what else a block's attribute list holds,
    such as `data-places="59-18@12"`.
    """
    signing = _signing(document.blocks)
    blocks = (_block(block, text, attributes(block), signed=block.place in signing) for block in document.blocks)
    parts = (front_matter(metadata(document)), _heading(document), *blocks, tail.strip("\n"))
    return Page(f"{document.path}.md", ("\n\n".join(filter(None, parts)) + "\n").encode())


def metadata(document: Document) -> dict[str, Any]:
    """The front-matter's fields in their order; what nobody claims is null."""
    found = {name: claim for name in FIELDS if (claim := document.claim(name))}
    claims = {name: each for name, each in found.items() if each.value is not None or each.certainty == "curated"}
    return {
        "title": title_of(document),
        "source": document.source,
        "lines": list(document.span),
        **{name: _plain(claims[name].value) if name in claims else None for name in FIELDS},
        "topics": {name: topics().ids.get(name) for name in _topics(document)},
        "certainty": {name: _grounds(claim) for name, claim in claims.items()},
        **_succession(document),
    }


def _succession(document: Document) -> dict[str, list[dict[str, str]]]:
    """The better copy of an old paper, or the old ones that this one replaces; nothing for nearly all papers."""
    found: dict[str, list[dict[str, str]]] = {}
    for each in document.annotations:
        if each.kind in ("superseded_by", "supersedes"):
            found.setdefault(each.kind, []).append({"place": str(each.value), "page": _page_of(each), "why": each.note})
    return found


def _page_of(claim: Annotation) -> str:
    """The page of the paper that a claim names, or the list of a source's papers where it names a source."""
    source, colon, local = str(claim.value).partition(":")
    return f"archive/{source}/{local}.html" if colon else f"browse/source.html#s{source}"


def _topics(document: Document) -> list[str]:
    """The names of the document's main topics, the weightiest first."""
    return [str(each.value) for each in document.annotations if each.kind == "topics" and each.value is not None]


def _heading(document: Document) -> str:
    identity = attribute_list(f"d{document.id}", doc=document.id)
    return f"# {escape_inline(title_of(document))} {identity}"


def _signing(blocks: Sequence[Block]) -> frozenset[Place]:
    """Where a paper, or a part of it before an annex, is signed and dated: below its text, not below its title.

    Chinese papers set these lines at the right (GB/T 9704—2012, 7.3.5).
    """
    found, body = set[Place](), False
    for at, block in enumerate(blocks):
        if block.kind == "date" and body:
            above = takewhile(_signs, reversed(blocks[:at]))
            found |= {block.place, *(each.place for each in above)}
        body = body or block.kind in ("paragraph", "item", "heading")
    return frozenset(found)


def _signs(block: Block) -> bool:
    """Could this be who signs, where a date stands below: short, and no sentence?"""
    return (
        block.kind == "paragraph" and len(block.text) <= LONGEST and not set(block.text) & set(SENTENCE_END + "：，、")
    )


def _block(block: Block, text: CleanText, more: str, *, signed: bool) -> str:
    """Headings carry their attribute list on the same line, everything else on the next."""
    kind = "" if block.kind in ("heading", "paragraph") else block.kind
    lines = " ".join(_lines(block, text)) if len(block.pieces) > 1 else ""
    identity = attribute_list(block.place.anchor, kind, "signed" if signed else "", lines=lines)
    if more:
        identity = f"{identity[:-1]}{more} }}"
    if block.kind == "heading":
        return f"{'#' * (block.level + 1)} {escape_inline(block.text)} {identity}"
    return f"{escape_line(block.text)}\n{identity}"


def _lines(block: Block, text: CleanText) -> Iterator[str]:
    """`56@0`, `58@37`: where in the source each piece of a joined block begins, and where in its text."""
    for _, piece, at in block.runs:
        offset = to_source(text, piece.line, piece.start) if piece.start else 0
        local = f"{piece.line}-{offset}" if offset else str(piece.line)
        yield f"{block.place.local if at == 0 else local}@{at}"


def _grounds(claim: Annotation) -> list[str]:
    """How certain a claim is, and one clue: `[stated, "000:46 绵阳市卫生局"]`."""
    clues = [f"{each.place} {each.quote}".rstrip() for each in claim.evidence[:1]]
    return [claim.certainty, *clues] if clues else [claim.certainty, *filter(None, [claim.note])]


def _plain(value: str | int | tuple[int | None, int | None] | None) -> str | int | list[int | None] | None:
    return list(value) if isinstance(value, tuple) else value
