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
        if each.kind == "same":
            witnesses[each.here].add(each.there)
            witnesses[each.there].add(each.here)
        elif each.kind == "excerpt":
            shorter, longer = _by_length(each)
            if not _passes_on(by_place[shorter], by_place[longer], each):
                wholes[shorter].add(longer)
    return {
        place: Tellers(*(tuple(by_place[each] for each in sorted(held)) for held in (witnesses[place], both)))
        for place, both in ((each, witnesses[each] | wholes[each]) for each in {**witnesses, **wholes})
    }


def _by_length(found: Parallel) -> tuple[Place, Place]:
    (_, shorter), (_, longer) = sorted(zip(found.lengths, (found.here, found.there), strict=True))
    return shorter, longer


def _passes_on(excerpt: Document, whole: Document, found: Parallel) -> bool:
    """Does the longer paper hold the excerpt as the words of another? Its genre, title, or what precedes them tells."""
    genres = [claim.value for each in (excerpt, whole) if (claim := each.claim("genre")) and claim.value != "其他"]
    if len(set(genres)) > 1:
        return True
    parts = [part for passage in found.passages for part in passage]
    blocks = {(part.here if found.here == whole.place else part.there).block for part in parts}
    first = next((at for at, block in enumerate(whole.blocks) if block.place in blocks), 0)
    before = (whole.title, *(block.text for block in whole.blocks[:first]))
    return any(PASSED_ON.search(text) for text in before)
