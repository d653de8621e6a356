"""The scripts in this folder -> `search/engine.js`: the engine as one classic script, which leaves one name behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from build_scripts.model import Page
from build_scripts.search.fixed import fixed_pieces
from build_scripts.search.piece import FOLDER, stem

SOURCES = Path(__file__).parent
# In the order in which they need one another.
PARTS = (
    "coding.js",
    "fold.js",
    "store.js",
    "lists.js",
    "shards.js",
    "postings.js",
    "text_code.js",
    "texts.js",
    "columns.js",
    "facets.js",
    "pattern.js",
    "tokens.js",
    "query.js",
    "written.js",
    "places.js",
    "leaf.js",
    "proof.js",
    "resolve.js",
    "tree.js",
    "rank.js",
    "passages.js",
    "nearest.js",
    "answer.js",
    "engine.js",
)
FRAME = """\
/* The search of this archive: ArchiveSearch.open("search/"). How to use it: build_scripts/search/README.md. */
var ArchiveSearch = (function () {
"use strict";
%s
return ArchiveSearch_;
})();
if (typeof module === "object" && module) {
  ArchiveSearch.readFile = (path) => require("fs").promises.readFile(path);
  module.exports = ArchiveSearch;
}
"""

COMMENT = re.compile(r"[ \t]*/\*.*?\*/", re.DOTALL)  # /** @type {X} */; not the end of /\s*/u
LINE = re.compile(r"^[ \t]*(?://.*)?\n", re.MULTILINE)  # // @ts-check, an empty line; not `x = 1; // why`
NAME_OF = re.compile("@([A-Z]+)@")  # "@FOLD@": the name of a piece that is always the same; not `@ts-check`
UNICODE = re.compile("[^\x00-\x7f]")


def engine_page() -> Page:
    """The engine: for a page or worker the global `ArchiveSearch`, for Node what `require` gives."""
    return Page(f"{FOLDER}/engine.js", engine_script().encode("ascii"), committed=False)


def engine_script() -> str:
    """All parts inside one function, so that no other name of theirs is seen.

    Comments are left out, for they are half of it. What is not ASCII is escaped: the script means the same in a page
    of any encoding.
    """
    names = {name.upper(): stem(page) for name, page in fixed_pieces()._asdict().items()}
    parts = "".join((SOURCES / part).read_text(encoding="utf-8") for part in PARTS)
    return UNICODE.sub(lambda found: f"\\u{ord(found[0]):04x}", FRAME % _named(_bare(parts), names))


def _named(script: str, names: Mapping[str, str]) -> str:
    return NAME_OF.sub(lambda found: names[found[1]], script)


def _bare(script: str) -> str:
    return LINE.sub("", COMMENT.sub("", script))
