"""Labelled papers -> results: what the region engine says of each, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from build_scripts.annotate.region import region
from build_scripts.annotate.rows import knowledge
from build_scripts.annotate.zones import zones
from build_scripts.model import Annotation
from tests.evaluation.papers import paper, rows


class Result(NamedTuple):
    """What was expected and what came: `value` None is silence; `argument` says how it was reached."""

    name: str
    expected: str | None
    value: str | None
    level: tuple[str | None, str | None]
    argument: str

    @property
    def verdict(self) -> str:
        """right, wrong, silent (where something could be said) or coarse (true, but less than could be said)."""
        if self.value == self.expected:
            return "right"
        if self.value is None:
            return "silent"
        return "coarse" if (self.expected or "").startswith(self.value) else "wrong"


def results(name: str = "region.yml") -> Iterator[Result]:
    """One result for each labelled paper."""
    for row in rows(name):
        text, document = paper(row["lines"])
        claims, findings = region(text, document, zones(document), knowledge(), _years(row))
        found = {claim.kind: claim for claim in claims}
        argument = _argument(found.get("region")) or " ".join(finding.message for finding in findings)
        levels = row.get("level"), _value(found.get("level"))
        yield Result(row["name"], row["region"], _value(found.get("region")), levels, argument)


def _years(row: dict[str, Any]) -> tuple[int, int] | None:
    first, last = row.get("years", (None, None))
    return (first, last) if first else None


def _value(claim: Annotation | None) -> str | None:
    return str(claim.value) if claim else None


def _argument(claim: Annotation | None) -> str:
    if claim is None:
        return ""
    quotes = "，".join(f"{clue.place.local}“{clue.quote}”" for clue in claim.evidence)
    return f"{claim.note}［{quotes}］"


def report() -> Iterator[str]:
    """Accuracy, then each paper that was not read right, with the argument."""
    found = list(results())
    told = [result for result in found if result.expected]
    counts = {
        verdict: sum(result.verdict == verdict for result in found)
        for verdict in ("right", "coarse", "silent", "wrong")
    }
    right = sum(result.verdict == "right" for result in told)
    yield f"region: {len(found)} papers, {len(told)} determinable; right on these {right / len(told):.1%}"
    yield "  " + ", ".join(f"{verdict} {number}" for verdict, number in counts.items())
    for result in found:
        if result.verdict != "right":
            yield f"  {result.verdict}: {result.name}: expected {result.expected}, got {result.value}: {result.argument}"
        if result.level[0] and result.level[0] != result.level[1]:
            yield f"  level: {result.name}: expected {result.level[0]}, got {result.level[1]}"
