"""Documents -> the papers nearest to each by what they treat, cite and use, with what the two share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log, log1p, sqrt
from typing import NamedTuple

from build_scripts.crossings.reasons import Kind, Reason, around, listed, spots
from build_scripts.model import Document, Place

# What a paper is described by, and how much of each kind it takes to say that two papers are near.
WEIGHTS: Mapping[Kind, float] = {"topic": 1.0, "citation": 0.6, "term": 0.35}
TELLING = 6  # so many features of a paper, those that tell most, are followed
MOST = 24  # papers that are looked at for one feature
NAMED = 4  # so many shared features are named
LEAST = 0.12  # of two papers that are alike in everything 1, of those that share nothing 0

Feature = tuple[Kind, str]


class _Trait(NamedTuple):
    """How much a feature tells of a paper, and where the paper first has it."""

    weight: float
    place: Place


Traits = Mapping[Feature, _Trait]


def nearest(documents: Sequence[Document], most: int) -> list[dict[int, tuple[Reason, ...]]]:
    """For each paper, so many that are nearest to it, the nearest first."""
    papers = _traits([dict(_counted(document)) for document in documents])
    index = listed((feature, number) for number, traits in enumerate(papers) for feature in traits)
    ranked = {
        feature: sorted(held, key=lambda number, feature=feature: (-papers[number][feature].weight, number))  # type: ignore[misc]
        for feature, held in index.items()
    }
    where = spots(ranked)
    norms = [sqrt(sum(trait.weight**2 for trait in traits.values())) for traits in papers]
    made = []
    for number, traits in enumerate(papers):
        telling = sorted(traits, key=lambda feature: (-traits[feature].weight, feature))[:TELLING]
        others = {each for key in telling for each in around(ranked[key], where[key, number], MOST)}
        scores = {each: _likeness(traits, papers[each]) / (norms[number] * norms[each]) for each in others}
        found = sorted((each for each in others if scores[each] >= LEAST), key=lambda each: (-scores[each], each))
        made.append({each: tuple(_shared(traits, papers[each])) for each in found[:most]})
    return made


def _counted(document: Document) -> Iterator[tuple[Feature, tuple[int, Place]]]:
    """How often a paper has each feature, and the block where it first does."""
    places: dict[Feature, Place] = {}
    counts: Counter[Feature] = Counter()
    for claim in document.annotations:
        if claim.kind in WEIGHTS and isinstance(claim.value, str) and claim.span:
            feature: Feature = (claim.kind, claim.value)  # type: ignore[assignment]
            places.setdefault(feature, claim.span.block)
            counts[feature] += 1
    yield from ((feature, (count, places[feature])) for feature, count in counts.items())


def _traits(counted: Sequence[Mapping[Feature, tuple[int, Place]]]) -> list[Traits]:
    """The same weighed: what a paper has often and few papers have tells most; what all have tells nothing."""
    papers = Counter(feature for found in counted for feature in found)
    rarity = {feature: log((len(counted) + 1) / (count + 0.5)) for feature, count in papers.items()}
    return [
        {
            feature: _Trait(WEIGHTS[feature[0]] * log1p(count) * rarity[feature], place)
            for feature, (count, place) in found.items()
            if papers[feature] > 1
        }
        for found in counted
    ]


def _likeness(one: Traits, other: Traits) -> float:
    few, many = sorted((one, other), key=len)
    return sum(trait.weight * many[feature].weight for feature, trait in few.items() if feature in many)


def _shared(one: Traits, other: Traits) -> Iterator[Reason]:
    """What tells most of both; topics first, then what both cite, then what both use."""
    both = [feature for feature in one if feature in other]
    both.sort(key=lambda feature: (-one[feature].weight * other[feature].weight, feature))
    for kind, value in sorted(both[:NAMED], key=lambda feature: -WEIGHTS[feature[0]]):
        yield Reason(kind, value, here=one[kind, value].place, there=other[kind, value].place)
