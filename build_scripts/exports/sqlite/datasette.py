"""Archive -> `data/datasette.json`: with it Datasette shows the database in Chinese, its queries as forms.

Versions below 1.0 read all of it as `--metadata`; later ones take queries and tables as `--config`, of the same file.
"""

from __future__ import annotations

import json
from typing import Any

from build_scripts.exports.interface import RIGHTS, VERSION
from build_scripts.exports.sqlite.bigrams import QUERIES
from build_scripts.exports.sqlite.layout import SHOWN, TABLES
from build_scripts.model import Archive
from build_scripts.render.names import one_line

# What stands for a row where another refers to it.
LABELS = {
    "documents": "title", "sources": "file", "blocks": "place", "annotations": "kind", "figures": "indicator",
    "candidates": "value", "findings": "code", "parallels": "kind",
}  # fmt: skip
FACETS = {"documents": ["genre", "level", "region", "year", "topics"], "annotations": ["kind", "certainty"],
          "claims": ["kind", "certainty"], "figures": ["indicator", "status"], "quantities": ["indicator", "status"],
          "findings": ["code", "severity"], "parallels": ["kind"], "paragraphs": ["genre", "region"]}  # fmt: skip
HIDDEN = ("queries", "fold", "classes")  # what the searching needs
# The one HTML here: no word of it comes from elsewhere.
WELCOME = '<p>查词用<a href="archive/search">检索</a>，查题名用<a href="archive/search_titles">检索题名</a>。</p>'


def metadata(archive: Archive) -> bytes:
    """The file."""
    site, edition = archive.site, archive.edition
    where = {"source_url": site.address} if site.address else {}
    shown = {**{name: table.says for name, table in TABLES.items()}, **SHOWN}
    made = {
        "title": one_line(site.name),
        "description_html": WELCOME,
        "source": f"{one_line(site.name)}，第 {edition.number} 版，格式 {VERSION}",
        **where,
        "license": RIGHTS,
        "databases": {
            "archive": {
                "description_html": WELCOME,
                "queries": {
                    query.name: {"title": query.heading, "description": query.says, "sql": query.sql, "params": ["q"]}
                    for query in QUERIES
                },
                "tables": {name: _table(name, says) for name, says in shown.items()},
            }
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n"


def _table(name: str, says: str) -> dict[str, Any]:
    made: dict[str, Any] = {"description": says}
    if name in LABELS:
        made["label_column"] = LABELS[name]
    if name in FACETS:
        made["facets"] = FACETS[name]
    if name in HIDDEN:
        made["hidden"] = True
    return made
