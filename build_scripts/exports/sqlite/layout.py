"""The tables of `data/archive.sqlite`: a public interface, as the JSON records are (`exports/interface.py`).

`place`, `block` and `document` hold what they hold there: `000:59`, the place of a block, `000-43`. Offsets count code
points, from 0, half open. A range of years stands in two columns, an open end is null. A foreign key names its column:
Datasette takes one that does not for broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LAYOUT = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE queries (name TEXT PRIMARY KEY, says TEXT NOT NULL, sql TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fold (char TEXT PRIMARY KEY, folded TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE classes (first TEXT PRIMARY KEY, last TEXT NOT NULL, class TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, encoding TEXT NOT NULL, lines INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, place TEXT NOT NULL, source TEXT NOT NULL REFERENCES sources(id), first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL, title TEXT NOT NULL, region TEXT, region_code TEXT, year INTEGER, year_from INTEGER,
    year_to INTEGER, genre TEXT, issuer TEXT, level TEXT, occasion TEXT, covers_from INTEGER, covers_to INTEGER,
    topics TEXT NOT NULL, characters INTEGER NOT NULL, page TEXT NOT NULL,
    number INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;
CREATE TABLE withdrawn (
    place TEXT PRIMARY KEY, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, why TEXT NOT NULL,
    by TEXT NOT NULL, page TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), number INTEGER NOT NULL,
    place TEXT NOT NULL, kind TEXT NOT NULL, level INTEGER NOT NULL, text TEXT NOT NULL, page TEXT NOT NULL
);
CREATE TABLE pieces (
    block INTEGER NOT NULL REFERENCES blocks(id), number INTEGER NOT NULL, line INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY (block, number)
) WITHOUT ROWID;
CREATE TABLE edits (
    document TEXT NOT NULL REFERENCES documents(id), number INTEGER NOT NULL, line INTEGER NOT NULL,
    "order" INTEGER NOT NULL, rule TEXT NOT NULL, start INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE annotations (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), kind TEXT NOT NULL, value,
    year_from INTEGER, year_to INTEGER, certainty TEXT NOT NULL, note TEXT NOT NULL, block TEXT, start INTEGER,
    "end" INTEGER
);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), indicator TEXT NOT NULL,
    about TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL, bound TEXT NOT NULL, status TEXT NOT NULL,
    year INTEGER, period TEXT NOT NULL, block TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id), code TEXT NOT NULL, severity TEXT NOT NULL,
    place TEXT, message TEXT NOT NULL
);
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY, finding INTEGER NOT NULL REFERENCES findings(id), value TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, annotation INTEGER REFERENCES annotations(id), figure INTEGER REFERENCES figures(id),
    candidate INTEGER REFERENCES candidates(id), rule TEXT NOT NULL, place TEXT NOT NULL, quote TEXT NOT NULL,
    says TEXT NOT NULL, years TEXT NOT NULL
);
CREATE TABLE parallels (
    id INTEGER PRIMARY KEY, here TEXT NOT NULL REFERENCES documents(id), there TEXT NOT NULL REFERENCES documents(id),
    kind TEXT NOT NULL, common INTEGER NOT NULL, here_length INTEGER NOT NULL, there_length INTEGER NOT NULL,
    why TEXT NOT NULL
);
CREATE TABLE parallel_parts (
    id INTEGER PRIMARY KEY, parallel INTEGER NOT NULL REFERENCES parallels(id), passage INTEGER NOT NULL,
    here TEXT NOT NULL, here_start INTEGER NOT NULL, here_end INTEGER NOT NULL,
    there TEXT NOT NULL, there_start INTEGER NOT NULL, there_end INTEGER NOT NULL
);
CREATE TABLE parallel_variants (
    id INTEGER PRIMARY KEY, part INTEGER NOT NULL REFERENCES parallel_parts(id), kind TEXT NOT NULL,
    here TEXT NOT NULL, here_start INTEGER NOT NULL, here_end INTEGER NOT NULL,
    there TEXT NOT NULL, there_start INTEGER NOT NULL, there_end INTEGER NOT NULL
);
CREATE VIRTUAL TABLE passages USING fts5(bigrams, content='', tokenize='ascii');
CREATE VIRTUAL TABLE titles USING fts5(bigrams, content='', tokenize='ascii');
"""

# Joins that every reader of the tables would write: words beside what is said of them.
VIEWS = """
CREATE VIEW paragraphs AS
SELECT blocks.place, documents.title, blocks.kind, blocks.text, region, year, year_from, year_to, genre, issuer,
    blocks.document, blocks.page
FROM blocks JOIN documents ON documents.id = blocks.document;
CREATE VIEW claims AS
SELECT annotations.id, documents.title, annotations.kind, value, annotations.year_from, annotations.year_to, certainty,
    substr(blocks.text, start + 1, "end" - start) AS words, note, blocks.place, annotations.document,
    coalesce(blocks.page, documents.page) AS page
FROM annotations
JOIN documents ON documents.id = annotations.document
LEFT JOIN blocks ON blocks.place = annotations.block;
CREATE VIEW quantities AS
SELECT figures.id, documents.title, indicator, about, figures.value, unit, bound, status, figures.year, period,
    substr(blocks.text, start + 1, "end" - start) AS words, blocks.place, figures.document, blocks.page
FROM figures
JOIN documents ON documents.id = figures.document
JOIN blocks ON blocks.place = figures.block;
CREATE VIEW aligned AS
SELECT parallel_parts.id, parallel, parallels.kind, passage, mine.place AS here,
    substr(mine.text, here_start + 1, here_end - here_start) AS here_words, other.place AS there,
    substr(other.text, there_start + 1, there_end - there_start) AS there_words,
    mine.page AS here_page, other.page AS there_page
FROM parallel_parts
JOIN parallels ON parallels.id = parallel
JOIN blocks AS mine ON mine.place = parallel_parts.here
JOIN blocks AS other ON other.place = parallel_parts.there;
"""

# Made when all rows are there, which is faster.
INDEXES = """
CREATE INDEX blocks_document ON blocks (document);
CREATE UNIQUE INDEX blocks_place ON blocks (place);
CREATE INDEX annotations_document ON annotations (document);
CREATE INDEX annotations_kind ON annotations (kind, value);
CREATE INDEX figures_indicator ON figures (indicator);
CREATE INDEX figures_document ON figures (document);
CREATE INDEX findings_document ON findings (document);
CREATE INDEX evidence_annotation ON evidence (annotation);
CREATE INDEX evidence_figure ON evidence (figure);
CREATE INDEX evidence_candidate ON evidence (candidate);
CREATE INDEX candidates_finding ON candidates (finding);
CREATE INDEX parallels_here ON parallels (here);
CREATE INDEX parallels_there ON parallels (there);
CREATE INDEX parallel_parts_parallel ON parallel_parts (parallel);
CREATE INDEX parallel_variants_part ON parallel_variants (part);
INSERT INTO passages(passages) VALUES ('optimize');
INSERT INTO titles(titles) VALUES ('optimize');
"""


class Table(NamedTuple):
    """How many columns a row has, and what the table holds, in Chinese."""

    width: int
    says: str


TABLES: Mapping[str, Table] = {
    "about": Table(2, "本库的名称、网址、版次、日期、格式和使用条件"),
    "queries": Table(3, "现成的查询"),
    "fold": Table(2, "检索时逐字的归一：简繁、异体、大小写、全半角"),
    "classes": Table(3, "检索时字符的类别：汉字、标点、句末标点、空白"),
    "sources": Table(5, "来源文件"),
    "documents": Table(21, "篇：题名、起止行和各项著录"),
    "withdrawn": Table(6, "撤回的篇：处所和缘由"),
    "blocks": Table(8, "段：标题、段落、列项和题署"),
    "pieces": Table(6, "各段的文字取自来源的哪一行、哪几个字"),
    "edits": Table(8, "对来源每一处的改动"),
    "annotations": Table(11, "对全篇或字句的判断"),
    "figures": Table(13, "各篇报告的数字"),
    "findings": Table(6, "待考之事"),
    "candidates": Table(4, "待考之事可取的值"),
    "evidence": Table(9, "判断、数字和可取的值所据的字句"),
    "parallels": Table(8, "异文：每两篇一行"),
    "parallel_parts": Table(9, "异文中互相对应的字句"),
    "parallel_variants": Table(9, "对应的字句中不同之处"),
}
SHOWN: Mapping[str, str] = {
    "paragraphs": "各段，附所在篇的题名、地区、年份、文种",
    "claims": "各项判断，附所论的字句",
    "quantities": "各个数字，附原文的字句",
    "aligned": "异文，对应的字句并列",
}
