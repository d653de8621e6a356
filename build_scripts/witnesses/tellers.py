"""Documents, Parallels -> tellers: from which papers each may learn what it does not say itself.

Another witness of a paper tells it, and the paper of which it is an excerpt. A circular that passes on somebody else's
speech, or an annex, holds its words too, but has a place, date and office of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from build_scripts.model import Document, Parallel, Place

# What says that another's words follow: 现将讲话转发给你们, 附件：; not 现汇报如下
PASSED_ON = re.compile(r"转发|转载|印发|摘登|附件|附录|原文|全文")


class Tellers(NamedTuple):
    """`witnesses` of one paper, and `all` that tell it something."""

    witnesses: tuple[Document, ...] = ()
    all: tuple[Document, ...] = ()


def tellers(documents: Sequence[Document], found: Sequence[Parallel]) -> Mapping[Place, Tellers]:
    """Of each paper that has tellers, these in the order of the archive."""
    by_place = {document.place: document for document in documents}
    witnesses: dict[Place, set[Place]] = defaultdict(set)
    wholes: dict[Place, set[Place]] = defaultdict(set)
    for each in found:
        here, there = by_place[each.here], by_place[each.there]
        if each.kind == "same":
            witnesses[each.here].update((each.there,) if not _passes_on(there, each) else ())
            witnesses[each.there].update((each.here,) if not _passes_on(here, each) else ())
        elif each.kind == "excerpt":
            (_, shorter), (_, longer) = sorted(zip(each.lengths, (each.here, each.there), strict=True))
            if _is_one_genre(here, there) and not _passes_on(by_place[longer], each):
                wholes[shorter].add(longer)
    return {
        place: Tellers(*(tuple(by_place[each] for each in sorted(held)) for held in (witnesses[place], both)))
        for place, both in ((each, witnesses[each] | wholes[each]) for each in {**witnesses, **wholes})
    }


def _is_one_genre(here: Document, there: Document) -> bool:
    """Is neither said to be of another genre than the other? A report that holds a speech is no whole of it."""
    genres = {claim.value for each in (here, there) if (claim := each.claim("genre")) and claim.value != "其他"}
    return len(genres) < 2


def _passes_on(teller: Document, found: Parallel) -> bool:
    """Does this one of the pair hold the other as somebody else's? What it alone says at its head tells."""
    parts = (part for passage in found.passages for part in passage)
    common = {(part.here if found.here == teller.place else part.there).block for part in parts}
    first = next((at for at, block in enumerate(teller.blocks) if block.place in common), 0)
    held = "".join(block.text for block in teller.blocks if block.place in common)
    own = (*(() if teller.title in held else (teller.title,)), *(block.text for block in teller.blocks[:first]))
    return any(PASSED_ON.search(text) for text in own)
