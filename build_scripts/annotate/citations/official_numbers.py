"""Text -> numbers: by what number a paper names an order, a document or a standard, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from build_scripts.tables import DATA, Row, Text, load
from build_scripts.zh import HAN, numeral

ISSUERS = DATA / "laws_issuers.yml"
_N = r"[0-9０-９]{1,4}|[零〇一二三四五六七八九十百]{1,7}"
_HIDDEN = r"[xXｘＸ×_＿*＊○]{1,6}"
AFTER = re.compile(rf"令\s*[（(〔\[]?\s*第?\s*(?P<n>{_N})\s*号")  # 国务院令第344号, 令（51号; not 命令51
# What ends in 号令: 51号令, 47、48号令, 第49号、第50号令; not 3、（of 3、51号令）
BEFORE = re.compile(
    rf"(?P<list>(?:第?\s*(?:[0-9]{{1,4}}\s*号|[0-9]{{2,4}})\s*[、，,和及与]\s*){{0,8}})第?\s*(?P<n>{_N})\s*号令$"
)
LISTED = re.compile(r"\d{1,4}(?:\s*号)?")  # each number of such a list
# What follows the series of a file: 〔2014〕111号, [20xx]2号, (2010)23号; not （2014）年
FILE = re.compile(
    rf"\s*[〔\[［【（(〈{{]\s*(?P<year>(?:19|20)\d\d|(?:19|20)?{_HIDDEN})\s*年?[〕\]］】）)〉}}]"
    rf"\s*第?\s*(?P<n>\d{{1,5}}|{_HIDDEN})\s*号"
)
SERIES = re.compile(rf"[{HAN}XＸ×*]{{2,16}}$")  # 安监总厅安健, X委办发; not 》
CENTRE = (
    "国办发明电",
    "国办发",
    "国发",
    "中发",
    "中办发",
    "国函",
    "国办函",
)  # of the Party's centre and the State Council
# GBZ 188—2014, GB/T28001, AQ/T 9006-2010, DB32/T 1234; not AGB, GB级
STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<series>(?:GBZ|GBJ|GB|AQ|WST?|HJ|JGJ|CJJ|CJ|JT|MT|GA|YY|NY|LD|TSG|SH|HG|DB\s?\d{2,4})(?:\s*[/∕]\s*T)?)"
    r"\s*[-－]?\s*(?P<n>\d{2,6}(?:\.\d{1,3})?)(?:\s*[—–－―-]{1,2}\s*(?P<year>(?:19|20)\d\d|\d\d)(?!\d))?"
)
ORDER = re.compile("号令")
ISSUER = 28  # characters of its issuer
LONGEST = 60  # characters of a list of orders
SPACE = re.compile(r"\s+")
# An authority that may give orders, right before its order: 国家档案局; not 按照
AUTHORITY = re.compile(rf"[{HAN}]{{0,12}}(?:部|总局|局|委员会|委|署|院|银行|人民政府|政府|军委)$")
# Words that stand before a series or an authority and are none of it: 按照川委发, 贯彻实施国家档案局
LEADING = re.compile(
    r".*(?:按照|按|根据|依据|依照|贯彻|实施|落实|执行|学习|转发|印发|下发|传达|结合|围绕|以及|符合|对照|参照|见|了|的|和|与|及|以|在|由|从|是|把|将|对|于|号|件)(?=.)",
    re.DOTALL,
)


class OfficialNumber(NamedTuple):
    """A number, and where it stands.

    `series` is 国务院令, 国发 or GBZ, and empty where the paper does not say; `year` is None where there is none or it
    is hidden, and so is `number` where it is hidden.
    """

    start: int
    end: int
    kind: Literal["order", "file", "standard"]
    series: str
    year: int | None
    number: str | None

    def __str__(self) -> str:
        if self.kind == "order":
            return f"{self.series or '令'}第{self.number}号"
        if self.kind == "standard":
            return f"{self.series} {self.number}" + (f"—{self.year}" if self.year else "")
        return f"{self.series}〔{self.year or '××××'}〕{self.number or '×'}号"


class IssuerRow(Row, frozen=True, kw_only=True):
    """A series of orders, and the names of who gave them, as papers write them; and the series of their files."""

    series: Text
    names: tuple[Text, ...]
    files: tuple[Text, ...] = ()


@cache
def short() -> re.Pattern[str]:
    """A file's number without brackets, of a series that is known: 国发23号, 国办发2010年33号; not 北京路23号."""
    rows = load(ISSUERS, tuple[IssuerRow, ...])
    known = sorted({*CENTRE, *(each for row in rows for each in row.files)}, key=lambda each: (-len(each), each))
    series = "|".join(map(re.escape, known))
    return re.compile(rf"(?P<series>{series})\s*(?:(?P<year>(?:19|20)\d\d)\s*年?\s*)?[-—]?第?\s*(?P<n>\d{{1,4}})\s*号")


@cache
def issuers() -> dict[str, str]:
    """The name of an authority -> its series of orders."""
    return {name: row.series for row in load(ISSUERS, tuple[IssuerRow, ...]) for name in row.names}


def official_numbers(text: str) -> Iterator[OfficialNumber]:
    """Every number in the text, in its order; no two share a character."""
    end = 0
    for found in sorted(_all(text)):
        if found.start >= end:
            yield found
            end = found.end


def _all(text: str) -> Iterator[OfficialNumber]:
    if "号" in text:
        yield from _files(text)
        if "令" in text:
            yield from _orders(text)
    yield from _standards(text)


def _files(text: str) -> Iterator[OfficialNumber]:
    for found in FILE.finditer(text):
        if before := SERIES.search(text, max(0, found.start() - 16), found.start()):
            series = LEADING.sub("", before[0])
            year = int(found["year"]) if found["year"].isdigit() else None
            number = found["n"] if found["n"].isdigit() else None
            yield OfficialNumber(before.end() - len(series), found.end(), "file", series, year, number)
    for found in short().finditer(text):
        year = int(found["year"]) if found["year"] else None
        yield OfficialNumber(*found.span(), "file", found["series"], year, str(int(found["n"])))


def _orders(text: str) -> Iterator[OfficialNumber]:
    """Orders; one that names no issuer has that of the order right before it: 国家档案局8号令和10号令."""
    hits = [*AFTER.finditer(text), *filter(None, (_before(text, each.end()) for each in ORDER.finditer(text)))]
    last_end, last = None, ""
    for found in sorted(hits, key=lambda hit: hit.start()):
        start, series = _issuer(text, found.start())
        if not series and last_end is not None and not text[last_end:start].strip("、，和及与 "):
            series = last
        listed = found.groupdict().get("list") or ""
        for number in LISTED.finditer(listed):
            at = found.start() + number.start()
            yield OfficialNumber(min(start, at), at + len(number[0]), "order", series, None, number[0].rstrip("号 "))
            start = found.start() + len(listed)
        yield OfficialNumber(start, found.end(), "order", series, None, _plain(found["n"]))
        last_end, last = found.end(), series


def _before(text: str, end: int) -> re.Match[str] | None:
    return BEFORE.search(text, max(0, end - LONGEST), end)


def _standards(text: str) -> Iterator[OfficialNumber]:
    for found in STANDARD.finditer(text):
        series = SPACE.sub("", found["series"]).replace("∕", "/")
        year = found["year"]
        full = None if not year else int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 50 else 2000)
        yield OfficialNumber(*found.span(), "standard", series, full, found["n"])


def _issuer(text: str, end: int) -> tuple[int, str]:
    """Where the authority's name before an order begins, and its series; the order's start and nothing if none is."""
    before = text[max(0, end - ISSUER) : end].rstrip("第")
    end -= end - max(0, end - ISSUER) - len(before)
    known = issuers()
    for length in range(len(before), 1, -1):
        if (series := known.get(before[-length:])) is not None:
            return end - length, series
    found = AUTHORITY.search(before)
    name = LEADING.sub("", found[0]) if found else ""
    return (end - len(name), f"{name}令") if len(name) > 2 else (end, "")


def _plain(number: str) -> str:
    value = numeral(number)
    return str(value) if value is not None else number
