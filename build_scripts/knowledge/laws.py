"""data/laws/*.yml -> laws(): what is known of each law and document that papers cite, under its id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import msgspec

from build_scripts.tables import DATA, Examples, Row, TableError, Text, load

LAWS = DATA / "laws"
CHRONOLOGY = DATA / "chronology"
COMPARED = "相合"  # in what the chronology says of the text that it was compared with
STATE = "中华人民共和国"
# 2002年, 〔2014〕, —2014; not 344号
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年|〔((?:19|20)\d\d)〕|[—-]((?:19|20)\d\d)(?!\d)")

Kind = Literal[
    "法律", "行政法规", "党内法规", "中央文件", "国务院文件", "部门规章", "部门文件",
    "规划纲要", "标准", "章程", "地方性法规", "地方文件",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Slug = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
# A dated statement, as a Chinese editor would write it: 国务院令第344号，2002年1月26日公布; 2014年8月31日修正
Statement = Annotated[str, msgspec.Meta(pattern=r"(19|20)\d\d")]


class LawRow(Row, frozen=True, kw_only=True):
    """A law, rule, plan, standard or document. `name` is the official one, in full.

    `dated` names the row of the chronology that tells by what act and when it was made public, and whether that is
    verified; where the chronology has none, `source` and `verified` say so here. `revised` are its later versions,
    oldest first; `series` names those that share a short title and follow one another (`variants` may then be shared).
    `variants` are other names that stand in papers, `misquoted` wrong ones, `bare` those found without quotation marks
    although they are short or common, `only_quoted` those that are not although a law's. `context`: the words of which
    one must stand in a paper that gives no more of its number than 51号令.
    """

    id: Slug
    name: Text
    kind: Kind
    issuer: str = ""
    dated: str = ""
    source: Statement | None = None
    verified: bool = False
    in_force: str = ""
    revised: tuple[Statement, ...] = ()
    ended: str = ""
    replaced_by: tuple[Slug, ...] = ()
    implements: Slug | None = None
    variants: tuple[Text, ...] = ()
    misquoted: tuple[Text, ...] = ()
    bare: tuple[Text, ...] = ()
    only_quoted: tuple[Text, ...] = ()
    context: tuple[Text, ...] = ()
    remark: str = ""
    matches: Examples
    rejects: Examples


class _Dated(msgspec.Struct, frozen=True):
    """What this module reads of a row of the chronology."""

    id: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Law:
    """A row together with what the chronology says of it.

    `source` is the act that made it public, `checked` what that was compared with; `replaces` are the laws before it.
    """

    row: LawRow
    source: str
    verified: bool
    replaces: tuple[str, ...]
    checked: str = ""

    @property
    def id(self) -> str:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def short(self) -> str:
        """The name without that of the state, as papers write it."""
        return self.row.name.replace(STATE, "")

    @property
    def year(self) -> int | None:
        """When it was made public."""
        return year(self.source)


def year(statement: str) -> int | None:
    """The first year that a statement gives: 2002 for `国务院令第344号，2002年1月26日公布`."""
    found = YEAR.search(statement)
    return int(found[found.lastindex or 0]) if found else None


@cache
def laws() -> Mapping[str, Law]:
    """Every law by its id, in the order of the tables; raise `TableError` for the first row that is wrong."""
    return gathered(LAWS)


def gathered(folder: Path) -> Mapping[str, Law]:
    """The laws of the tables in this folder."""
    rows = tuple(row for file in sorted(folder.glob("*.yml")) for row in load(file, tuple[LawRow, ...]))
    times = Counter(row.id for row in rows)
    for row in rows:
        _sound(row, times)
    dated = _dated({row.dated for row in rows if row.dated})
    replaces: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        for other in row.replaced_by:
            replaces[other].append(row.id)
    return {row.id: _law(row, dated, tuple(replaces[row.id])) for row in rows}


def _sound(row: LawRow, times: Mapping[str, int]) -> None:
    if times[row.id] > 1:
        raise TableError(f"data/laws: {row.id} stands twice. Give each row an id of its own.")
    if row.dated and (row.source or row.verified):
        raise TableError(f"data/laws: {row.id}: what `dated` names has source and verified. Remove them here.")
    for other in (*row.replaced_by, *filter(None, [row.implements])):
        if other not in times:
            raise TableError(f"data/laws: {row.id}: there is no row {other}. Add it or mend the id.")


def _law(row: LawRow, dated: Mapping[str, _Dated], replaces: tuple[str, ...]) -> Law:
    if not row.dated:
        return Law(row, row.source or "", row.verified, replaces)
    fact = dated[row.dated]
    clauses = fact.source.split("；")
    checked = "；".join(each for each in clauses[1:] if COMPARED in each)
    return Law(row, clauses[0], fact.verified, replaces, checked)


def _dated(wanted: set[str]) -> Mapping[str, _Dated]:
    """The rows of the chronology that laws refer to."""
    files: Iterator[Path] = iter(sorted(CHRONOLOGY.glob("*.yml")))
    found: dict[str, _Dated] = {}
    while wanted - found.keys():
        file = next(files, None)
        if file is None:
            lost = "、".join(sorted(wanted - found.keys()))
            raise TableError(f"data/laws: the chronology has no row {lost}. Mend `dated`, or give a source instead.")
        found |= {row.id: row for row in load(file, tuple[_Dated, ...]) if row.id in wanted}
    return found
