"""The built site's own export -> what a search must find and count: by plain containment, in Python."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from build_scripts.knowledge.places import line_of
from build_scripts.search.fold import folder

GROUNDED = ("region", "year", "genre", "issuer")


@dataclass(frozen=True)
class Paper:
    """One document of `data/documents.jsonl`."""

    record: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.record["id"])

    @property
    def region(self) -> str:
        """From the province down, by the names of today where the tree has the unit under another (富阳市, now 富阳区)."""
        code = self.record["fields"]["region_code"] or ""
        return "".join(unit.name for unit in line_of(code)) or self.record["fields"]["region"] or ""

    def blocks(self, word: str) -> list[str]:
        """The ids of the blocks that hold the word."""
        return [f"L{each['place'].split(':')[1]}" for each in self.record["blocks"] if holds(each["text"], word)]

    def answers(self, *words: str) -> bool:
        return all(holds(self.record["title"], word) or self.blocks(word) for word in words)

    def values(self, facet: str) -> Iterable[str]:
        """What the paper counts for; regions apart, whose tree the export does not cut."""
        fields = self.record["fields"]
        if facet == "year":
            first, last = fields["year_range"] or (None, None)
            return [str(first) if first and first == last else ""]
        if facet == "topic":
            return self.record["topics"] or [""]
        if facet == "certainty":
            return {f"{field}:{self.certainty(field)}" for field in GROUNDED}
        return [self.record[facet] if facet == "source" else fields[facet] or ""]

    def certainty(self, field: str) -> str:
        """Of a year that only its bounds are known of, theirs."""
        held = [each for each in self.record["annotations"] if each["value"] is not None]
        held.sort(key=lambda each: each["certainty"] != "curated")
        named = (field, "year_range") if field == "year" else (field,)
        return next((each["certainty"] for name in named for each in held if each["kind"] == name), "unknown")


@cache
def holds(text: str, word: str) -> bool:
    return folder()(word) in folder()(text)


def papers(site: Path) -> list[Paper]:
    with (site / "data" / "documents.jsonl").open(encoding="utf-8") as lines:
        return [Paper(json.loads(line)) for line in lines]


def counts(held: Iterable[Paper], facet: str) -> Counter[str]:
    return Counter(value for paper in held for value in paper.values(facet))


def within(held: Iterable[Paper], path: str) -> int:
    """How many papers lie in the region of this path, such as 江苏省/南通市."""
    ways = list(accumulate(path.split("/"), lambda above, name: above + name))
    return sum(paper.region.startswith(ways[-1]) for paper in held)
