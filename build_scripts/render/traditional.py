"""Volume -> Pages: for each document a script with what its Traditional form needs, `data/layers/000/43.trad.js`.

OpenCC converts at build time, and a page gets the outcome: one table for the whole archive of what each character
becomes by itself (`data/layers/characters.js`: 17 KB, 12 KB compressed), and for each document the places where the
words around it decide otherwise (干部, 干净, 干预): some 220 bytes. All changes of a document, without the table, are
9 KB (3.7 KB compressed). The library for browsers that knows all these words, `opencc-js`, is 1.1 MB (450 KB
compressed), for whoever reads a single page. For 2,000 documents that is 0.4 MB beside the table instead of 18 MB;
and what is shown can be better than OpenCC's own answer (`traditional.py`). `theme/assets/traditional.js` puts the
text together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from build_scripts.model import CleanText, Document, Page, Volume
from build_scripts.render.arguments import arguments
from build_scripts.render.document import metadata
from build_scripts.render.literals import script_bytes
from build_scripts.render.marks import marks
from build_scripts.render.names import title_of
from build_scripts.render.notes import notes
from build_scripts.traditional import alone, traditional

NAME = "ARCHIVE_TRADITIONAL"
TABLE = "ARCHIVE_CHARACTERS"

Exceptions = tuple[int | str, ...]


def traditional_pages(volume: Volume) -> Iterator[Page]:
    """For each document its exceptions, by the ids of its blocks, and in what is said about it, by the words."""
    for document in volume.documents:
        path = f"data/layers/{document.source}/{document.place.local}.trad.js"
        blocks = {block.place.anchor: block.text for block in document.blocks}
        found = {"document": document.id, "blocks": _found(blocks), "words": _found(_said(volume.text, document))}
        yield Page(path, script_bytes(NAME, found), committed=False)


def characters_page(documents: Iterable[Document]) -> Page:
    """The table, as one string: 万萬与與…; and the exceptions in titles, which are known when all documents are."""
    titles = _found({title: title for title in sorted({title_of(document) for document in documents})})
    forms = "".join(char + form for char, form in alone().items())
    return Page("data/layers/characters.js", script_bytes(TABLE, {"forms": forms, "titles": titles}), committed=False)


def _said(text: CleanText, document: Document) -> dict[str, str]:
    """What the page says about its paper: facts, tooltips, notes, arguments; each line by itself."""
    sides = (metadata(document), marks(document).tips, arguments(text, document), notes(document))
    lines = (line.strip() for words in _strings(msgspec.to_builtins(sides)) for line in words.split("\n"))
    return {line: line for line in sorted({*filter(None, lines)} - {title_of(document)})}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def _found(texts: Mapping[str, str]) -> dict[str, Exceptions]:
    return {name: found for name, text in texts.items() if (found := exceptions(text))}


def exceptions(text: str) -> Exceptions:
    """Offset and form of each character that does not become what it does alone: `(4, "乾", 9, "幹")`."""
    by_itself = alone()
    changed = (
        (at, form)
        for at, (char, form) in enumerate(zip(text, traditional(text), strict=True))
        if by_itself.get(char, char) != form
    )
    return tuple(part for pair in changed for part in pair)
