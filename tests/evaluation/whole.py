"""whole.yml -> figures: where and when whole papers are from, by all of annotate, and what a paper costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import process_time
from typing import Any, Literal, NamedTuple

from build_scripts.annotate import annotate
from build_scripts.annotate.region import region
from build_scripts.annotate.region.mentions import mentions
from build_scripts.annotate.region.place_years import place_years
from build_scripts.annotate.rows import knowledge
from build_scripts.annotate.year import year
from build_scripts.annotate.zones import zones
from build_scripts.model import Annotation, CleanText, Document
from tests.evaluation.papers import paper, rows

Mark = Literal["right", "coarse", "silent", "wrong"]
OPEN = (1900, 2100)
MILLISECONDS = 20  # what a paper may cost, on one core


class Told(NamedTuple):
    """What was told of one paper: its region and its years, each with a mark and the argument."""

    name: str
    place: Mark
    where: str
    time: Mark
    when: str
    form: Mark | None = None  # of its genre, where that is labelled


def told() -> Iterator[Told]:
    """One for each labelled paper. `coarse`: true, but less than could be said."""
    for row in rows("whole.yml"):
        text, document = paper(row["lines"])
        made = annotate(text, document)
        place, span = made.claim("region"), made.claim("year_range")
        form = _formed(row, made.claim("genre"))
        yield Told(row["name"], _placed(row, place), _argument(place), _dated(row, span), _argument(span), form)


def _formed(row: dict[str, Any], claim: Annotation | None) -> Mark | None:
    if "genre" not in row:
        return None
    return "right" if claim and claim.value == row["genre"] else "wrong"


def _placed(row: dict[str, Any], claim: Annotation | None) -> Mark:
    value = claim.value if claim else None
    if value in {row["region"], *row.get("also", ())}:
        return "right"
    if value is None:
        return "silent"
    return "coarse" if str(row["region"]).startswith(str(value)) else "wrong"


def _dated(row: dict[str, Any], claim: Annotation | None) -> Mark:
    first, last = claim.value if claim and isinstance(claim.value, tuple) else (None, None)
    low, high = first or OPEN[0], last or OPEN[1]
    if not low <= row["year"] <= high:
        return "wrong"
    if first is last is None:
        return "silent"
    return "right" if row["within"][0] <= low and high <= row["within"][1] else "coarse"


def _argument(claim: Annotation | None) -> str:
    return f"{claim.value}：{claim.note}" if claim else ""


def cost() -> float:
    """Milliseconds of one core that place and year of a labelled paper take, the tables being loaded."""
    papers = [paper(row["lines"]) for row in rows("whole.yml")]
    _place_and_date(*papers[0])
    mentions.cache_clear()
    begun = process_time()
    for text, document in papers:
        _place_and_date(text, document)
    return (process_time() - begun) / len(papers) * 1000


def _place_and_date(text: CleanText, document: Document) -> None:
    parts, known = zones(document), knowledge()
    year(text, document, parts, known, place_years(text, document))
    region(text, document, parts, known, (2000, 2010))


def report() -> Iterator[str]:
    """Counts for place and time, the cost, and each paper that is not told as well as it could be."""
    found = list(told())
    forms = [each.form for each in found if each.form]
    told_of = (("region", [each.place for each in found]), ("year", [each.time for each in found]), ("genre", forms))
    for what, marks in told_of:
        counts = Counter[str](marks)
        shown = ", ".join(f"{mark} {counts[mark]}" for mark in ("right", "coarse", "silent", "wrong"))
        yield f"whole papers, {what}: {len(marks)}; {shown}"
    yield f"whole papers, cost: {cost():.1f} ms each for place and year together (at most {MILLISECONDS})"
    for each in found:
        if each.place != "right":
            yield f"  {each.place}: {each.name}: {each.where}"
        if each.time != "right":
            yield f"  {each.time}: {each.name}: {each.when}"
