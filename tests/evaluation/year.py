"""year.yml -> figures: how often the engine dates a composed paper rightly, wrongly, or not closely enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from build_scripts.annotate.genre import genre
from build_scripts.annotate.rows import knowledge
from build_scripts.annotate.year import year
from build_scripts.annotate.zones import zones
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import Annotation, Finding, Source
from build_scripts.segment import segment
from build_scripts.tables import tables

PAPERS = Path(__file__).with_suffix(".yml")
OPEN = (1900, 2100)

Mark = Literal["right", "wrong", "abstained"]


class Outcome(NamedTuple):
    """What the engine said of one paper: `got` is its range, open ends as None; `why` its argument."""

    name: str
    mark: Mark
    truth: int
    within: tuple[int, int] | None
    got: tuple[int | None, int | None]
    why: str

    @property
    def determinable(self) -> bool:
        return self.within is not None


def outcomes() -> Iterator[Outcome]:
    """One for each labelled paper."""
    for paper in yaml.safe_load(PAPERS.read_text(encoding="utf-8")):
        claims, findings = dated(paper["lines"])
        claim = next((each for each in claims if each.kind == "year_range"), None)
        got = claim.value if claim and isinstance(claim.value, tuple) else (None, None)
        within = tuple(paper["within"]) if paper["within"] else None
        why = "；".join([claim.note if claim else "", *(each.message for each in findings if each.code == "A013")])
        yield Outcome(paper["name"], _mark(got, paper["year"], within), paper["year"], within, got, why)


def dated(lines: list[str]) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """What the engine claims of a paper with these lines, and its findings."""
    text = clean(Source("000", "000.txt", "", "utf-8", tuple(lines)))
    (document,) = segment(text, tables(), Curation())[0]
    parts = zones(document)
    kind, _ = genre(text, document, parts, knowledge())
    return year(text, replace(document, annotations=(kind,)), parts, knowledge())


def _mark(got: tuple[int | None, int | None], truth: int, within: tuple[int, int] | None) -> Mark:
    first, last = got[0] or OPEN[0], got[1] or OPEN[1]
    if not first <= truth <= last:
        return "wrong"
    if within is None:
        return "abstained"
    return "right" if within[0] <= first and last <= _open(within[1]) else "abstained"


def _open(last: int) -> int:
    return OPEN[1] if last >= 2026 else last


def figures(found: list[Outcome]) -> dict[str, Any]:
    """Counts and shares: of determinable papers the right ones, of all papers the wrong ones."""
    determinable = [each for each in found if each.determinable]
    right = [each for each in determinable if each.mark == "right"]
    wrong = [each for each in found if each.mark == "wrong"]
    return {
        "papers": len(found),
        "determinable": len(determinable),
        "right": len(right) / len(determinable),
        "wrong": len(wrong) / len(found),
        "abstained": sum(each.mark == "abstained" for each in determinable) / len(determinable),
    }


def main() -> None:
    """Print the figures, and each paper that is not right with the argument for what was said of it."""
    found = list(outcomes())
    told = figures(found)
    print(f"year: {told['papers']} papers, {told['determinable']} determinable:")
    print(f"  right {told['right']:.1%} of these, abstained {told['abstained']:.1%}; wrong {told['wrong']:.1%} of all")
    for each in found:
        if each.mark == "wrong" or (each.determinable and each.mark == "abstained"):
            print(f"  {each.mark}: {each.name} ({each.truth}, within {each.within}): {each.got}: {each.why}")


if __name__ == "__main__":
    main()
