"""Document -> the line by which an index lists it."""

from __future__ import annotations

from collections.abc import Iterable

from build_scripts.model import Document
from build_scripts.render.indexes.shelves import ROOT, Entry
from build_scripts.render.markdown import escape_inline
from build_scripts.render.names import title_of

NO_BREAK = "\u00a0"  # what belongs together stays on one line; between are the places to break (index.css)


def entry(document: Document, words: Iterable[str], depth: int = 0) -> Entry:
    """The title, linked, and below it what else is to be said, escaped already."""
    link = f"[{escape_inline(title_of(document))}]({ROOT}{document.path}.md)"
    if document.claim("superseded_by"):
        words = (*words, "旧本，另有更好的本子")
    whole = (word.replace(" ", NO_BREAK) for word in words)
    return Entry(f"{link}<br><small>{f'{NO_BREAK}· '.join(whole)}</small>", depth)


def years_of(document: Document) -> tuple[int | None, int | None]:
    """The first and the last year in which it may have been issued, as far as is known; both the year itself."""
    year, claim = document.claim("year"), document.claim("year_range")
    if year and isinstance(year.value, int):
        return year.value, year.value
    return claim.value if claim and isinstance(claim.value, tuple) else (None, None)


def by_years(document: Document) -> tuple[int, int]:
    """A key that puts documents in the order of their years, those without any last."""
    first, last = years_of(document)
    return first or (last or 9998), last or 9999
