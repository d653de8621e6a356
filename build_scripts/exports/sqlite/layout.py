"""The tables of `data/archive.sqlite`: a public interface, as the JSON records are (`exports/interface.py`).

`place`, `block` and `document` hold what they hold there: `000:59`, the place of a block, `000-43`. Offsets count code
points, from 0, half open. A range of years stands in two columns, an open end is null.
"""

from __future__ import annotations

from collections.abc import Mapping

LAYOUT = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE queries (name TEXT PRIMARY KEY, says TEXT NOT NULL, sql TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fold (char TEXT PRIMARY KEY, folded TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, encoding TEXT NOT NULL, lines INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, source TEXT NOT NULL REFERENCES sources, first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL, title TEXT NOT NULL, region TEXT, region_code TEXT, year INTEGER, year_from INTEGER,
    year_to INTEGER, genre TEXT, issuer TEXT, level TEXT, occasion TEXT, covers_from INTEGER, covers_to INTEGER,
    topics TEXT NOT NULL, characters INTEGER NOT NULL, page TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE withdrawn (
    place TEXT PRIMARY KEY, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, why TEXT NOT NULL,
    by TEXT NOT NULL, page TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents, number INTEGER NOT NULL, place TEXT NOT NULL,
    kind TEXT NOT NULL, level INTEGER NOT NULL, text TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE pieces (
    block INTEGER NOT NULL REFERENCES blocks, number INTEGER NOT NULL, line INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (block, number)
) WITHOUT ROWID;
CREATE TABLE edits (
    document TEXT NOT NULL REFERENCES documents, number INTEGER NOT NULL, line INTEGER NOT NULL,
    "order" INTEGER NOT NULL, rule TEXT NOT NULL, start INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE annotations (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents, kind TEXT NOT NULL, value, year_from INTEGER,
    year_to INTEGER, certainty TEXT NOT NULL, note TEXT NOT NULL, block TEXT, start INTEGER, "end" INTEGER
);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents, indicator TEXT NOT NULL, about TEXT NOT NULL,
    value TEXT NOT NULL, unit TEXT NOT NULL, bound TEXT NOT NULL, status TEXT NOT NULL, year INTEGER,
    period TEXT NOT NULL, block TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents, code TEXT NOT NULL, severity TEXT NOT NULL,
    place TEXT, message TEXT NOT NULL
);
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY, finding INTEGER NOT NULL REFERENCES findings, value TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, annotation INTEGER REFERENCES annotations, figure INTEGER REFERENCES figures,
    candidate INTEGER REFERENCES candidates, rule TEXT NOT NULL, place TEXT NOT NULL, quote TEXT NOT NULL,
    says TEXT NOT NULL, years TEXT NOT NULL
);
CREATE TABLE parallels (
    id INTEGER PRIMARY KEY, here TEXT NOT NULL REFERENCES documents, there TEXT NOT NULL REFERENCES documents,
    kind TEXT NOT NULL, common INTEGER NOT NULL, here_length INTEGER NOT NULL, there_length INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE TABLE parallel_parts (
    id INTEGER PRIMARY KEY, parallel INTEGER NOT NULL REFERENCES parallels, passage INTEGER NOT NULL,
    here TEXT NOT NULL, here_start INTEGER NOT NULL, here_end INTEGER NOT NULL,
    there TEXT NOT NULL, there_start INTEGER NOT NULL, there_end INTEGER NOT NULL
);
CREATE VIRTUAL TABLE passages USING fts5(bigrams, content='', tokenize='ascii');
CREATE VIRTUAL TABLE titles USING fts5(bigrams, content='', tokenize='ascii');
"""

# Made when all rows are there, which is faster.
INDEXES = """
CREATE INDEX blocks_document ON blocks (document);
CREATE INDEX annotations_document ON annotations (document);
CREATE INDEX annotations_kind ON annotations (kind, value);
CREATE INDEX figures_indicator ON figures (indicator);
CREATE INDEX findings_document ON findings (document);
CREATE INDEX evidence_annotation ON evidence (annotation);
CREATE INDEX parallels_here ON parallels (here);
CREATE INDEX parallels_there ON parallels (there);
INSERT INTO passages(passages) VALUES ('optimize');
INSERT INTO titles(titles) VALUES ('optimize');
"""

# How many columns a row of each table has.
WIDTHS: Mapping[str, int] = {
    "about": 2, "queries": 3, "fold": 2, "sources": 5, "documents": 20, "withdrawn": 6, "blocks": 8, "pieces": 6,
    "edits": 8, "annotations": 11, "figures": 13, "findings": 6, "candidates": 4, "evidence": 9, "parallels": 8,
    "parallel_parts": 9,
}  # fmt: skip
