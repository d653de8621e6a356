"""Why a way leads from one paper to another, and the index lists by which it is found."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from build_scripts.model import Place

Key = TypeVar("Key", bound=Hashable)

#   meeting   the same meeting of the same place and year
#   series    the same meeting of the same place, in another year
#   region    the same unit; `value` is its code
#   within    both lie in this unit
#   year      the same year
#   main      it is a main topic of both; `value` is its name
#   genre     the same genre
#   topic     both treat it; `value` is the topic or sub-topic
#   citation  both cite it; `value` is the law
#   term      both use it; `value` is the term
Kind = Literal["meeting", "series", "region", "within", "year", "main", "genre", "topic", "citation", "term"]


class Reason(NamedTuple):
    """What two papers share, and the blocks where it begins in each; no place where it is of the whole paper."""

    kind: Kind
    value: str = ""
    here: Place | None = None
    there: Place | None = None


def listed(pairs: Iterable[tuple[Key, int]]) -> Mapping[Key, Sequence[int]]:
    """Key -> the numbers of the papers that have it, in the order given, each once."""
    held: dict[Key, dict[int, None]] = {}
    for key, paper in pairs:
        held.setdefault(key, {})[paper] = None
    return {key: tuple(papers) for key, papers in held.items()}


def around(papers: Sequence[int], at: int, most: int) -> Iterator[int]:
    """Of a list, the papers nearest to the one at this position, by turns after and before it."""
    first, last = at - 1, at + 1
    for _ in range(min(most, len(papers) - 1)):
        if last < len(papers) and (first < 0 or last - at <= at - first):
            yield papers[last]
            last += 1
        else:
            yield papers[first]
            first -= 1


def spots(index: Mapping[Key, Sequence[int]]) -> Mapping[tuple[Key, int], int]:
    """Where each paper stands in each list."""
    return {(key, paper): at for key, held in index.items() for at, paper in enumerate(held)}
