"""Papers, blocks, spans -> Markdown: each paragraph that names something, the words around it, a link to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from build_scripts.model import Block, Document
from build_scripts.render.indexes.shelves import ROOT
from build_scripts.render.markdown import escape_inline, escape_line
from build_scripts.render.names import facts, one_line, title_of
from build_scripts.zh import SENTENCE_END

AROUND = 60  # characters on each side of a span, up to the sentence's end


class Passage(NamedTuple):
    """A paragraph, and the stretches of its text that name something."""

    block: Block
    spans: Sequence[tuple[int, int]]


class Naming(NamedTuple):
    """A paper, and its paragraphs that name one law, one term, …, in their order."""

    document: Document
    passages: Sequence[Passage]

    @property
    def times(self) -> int:
        """How often it names it."""
        return sum(len(passage.spans) for passage in self.passages)


def listed(paper: Naming) -> str:
    """The paper and what is known of it; below, a line for each of its paragraphs."""
    genre, year, region, _ = facts(paper.document)
    title = f"[{escape_inline(title_of(paper.document))}]({ROOT}{paper.document.path}.md)"
    lines = [f"{title}<br><small>{region} · {year} · {genre}</small>"]
    lines += (f"    - {_linked(paper.document, passage)}" for passage in paper.passages)
    return "\n".join(lines)


def _linked(document: Document, passage: Passage) -> str:
    place = passage.block.place
    return f"{quote(passage)} <small>[{place}]({ROOT}{document.path}.md#{place.anchor})</small>"


def quote(passage: Passage) -> str:
    """The words around each span; what lies between two of them may be left out."""
    text, parts, end = passage.block.text, list[str](), 0
    for start, stop in passage.spans:
        first = max(end, _opening(text, start))
        if first > end or (first and not parts):
            parts.append("…")
        lead = text[first:start]
        parts.append(_plain(lead) if parts else escape_line(one_line(lead)))  # `1. x` and `> x` would open a list item
        parts.append(f"**{_plain(text[start:stop])}**")
        following = next((each for each, _ in passage.spans if each >= stop), len(text))
        end = min(_closing(text, stop), following)
        parts.append(_plain(text[stop:end]))
    return "".join((*parts, "…" if end < len(text) else ""))


def _opening(text: str, at: int) -> int:
    """Where the sentence begins, if that is not too far."""
    least = max(0, at - AROUND)
    return max((text.rfind(mark, least, at) + 1 for mark in SENTENCE_END), default=0) or least


def _closing(text: str, at: int) -> int:
    most = min(len(text), at + AROUND)
    ends = [found + 1 for mark in SENTENCE_END if (found := text.find(mark, at, most)) >= 0]
    return min(ends, default=most)


def _plain(text: str) -> str:
    return escape_inline(one_line(text)) if text.strip() else ""
