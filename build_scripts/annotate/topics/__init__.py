"""Sections -> topics: what each section of a paper treats, and what it touches, by the words that it holds.

Each word of `data/topics.yml` weighs by its rank, in a heading more; the headings above and the paper as a whole lend
a section something. It treats the topics that hold most of what was found in it, if that is much for its length.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import sqrt
from operator import add
from typing import NamedTuple

from build_scripts.knowledge.topics import HINT, NAME, SIGN, Term, topics
from build_scripts.model import Block, Place
from build_scripts.sections import Section

TITLE = re.compile(r"《[^《》\n]{1,80}》")  # 《职业病防治法》; not 〈…〉 within it
HEADING = 3.0  # how many times as much a word weighs in the section's own heading
ABOVE = 1.0  # and in the heading right above; in the next one half of that, and so on
PAPER = 3.0  # what a topic weighs more in each section when it holds half of the paper
LEAST, LENGTH = 4.0, 110  # what a topic must weigh to be treated, and one more for each so many characters
SHORT, BRIEF = 3.0, 60  # what it must weigh in a section of a line or two, and how long that is
SHARE, SHARE_NAMED = 0.34, 0.22  # of all that was found in the section; less will do for what its heading names
LEAD, LEAD_NAMED = 0.62, 0.4  # of what the weightiest topic has, in the same way
MOST, LONG, MOST_IN_LONG = 2, 1500, 3  # so many topics a section treats, or so many from this length on
SEVERAL = 3  # blocks of a long section that is read paragraph by paragraph where it treats no topic as a whole
TOUCHED = 3.0  # what a topic must weigh to be touched


class Spot(NamedTuple):
    """A word of the table where it stands; `cited` in the title of a law or circular."""

    block: Block
    start: int
    word: str
    term: Term
    cited: bool


class Weighed(NamedTuple):
    """What a topic weighs in a section, what each of its sub-topics does, and the words that were found.

    `why` is the curator's reason, where it is not the words that tell.
    """

    topic: str
    weight: float
    subtopics: Mapping[str, float]
    spots: Sequence[Spot] = ()
    named: bool = False  # by the section's own heading
    why: str = ""


class Treated(NamedTuple):
    """A section with the topics that it treats and those that it touches, the weightiest first."""

    section: Section
    primary: Sequence[Weighed]
    touched: Sequence[Weighed]
    refused: Sequence[Weighed] = ()  # by the curator


def treat(held: Sequence[Section]) -> list[Treated]:
    """What each section of one paper treats and what it touches."""
    found = {block.place: tuple(spots(block)) for section in held for block in section.blocks}
    weighed = [_weighed(section, found) for section in held]
    whole: Counter[str] = Counter()
    for each in (one for section in weighed for one in section):
        whole[each.topic] += round(each.weight)
    ruling = next((topic for topic, weight in whole.most_common(1) if weight * 2 >= whole.total()), "")
    graded = [_graded(section, _ruled(each, ruling)) for section, each in zip(held, weighed, strict=True)]
    return [told for each in graded for told in (each, *_by_paragraph(each, found, ruling))]


def _by_paragraph(treated: Treated, found: Mapping[Place, Sequence[Spot]], ruling: str) -> Iterator[Treated]:
    """The paragraphs that treat a topic, of a long section that as a whole treats none, as mixed ones do."""
    section, length = treated.section, sum(len(block.text) for block in treated.section.blocks)
    if treated.primary or length < LONG or len(section.blocks) < SEVERAL:
        return
    above = (*section.above, section.heading) if section.heading else section.above
    for block in section.blocks[1:]:
        part = Section((block,), None, above)
        told = _graded(part, _ruled(_weighed(part, found), ruling))
        if told.primary:
            yield told._replace(touched=())


def spots(block: Block) -> Iterator[Spot]:
    """The words of the table in a block, the longest at each place; what speaks of no topic is left out."""
    known, terms, words, done = _by_head(), topics().terms, block.text, 0
    titles = [each.span() for each in TITLE.finditer(words)] if "《" in words else []
    passed = 0  # titles that end before here
    for at in [at for at, head in enumerate(map(add, words, words[1:])) if head in known]:
        if at < done:
            continue
        word = next((each for each in known[words[at : at + 2]] if words.startswith(each, at)), None)
        if word:
            done = at + len(word)
            while passed < len(titles) and titles[passed][1] <= at:
                passed += 1
            if terms[word].weight:
                yield Spot(block, at, word, terms[word], passed < len(titles) and titles[passed][0] < at)


@cache
def _by_head() -> Mapping[str, tuple[str, ...]]:
    """The words of the table by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in topics().terms:
        found.setdefault(word[:2], []).append(word)
    return {head: tuple(sorted(words, key=lambda word: (-len(word), word))) for head, words in found.items()}


def _weighed(section: Section, found: Mapping[Place, Sequence[Spot]]) -> list[Weighed]:
    """Every topic of which the section itself holds a word, the weightiest first."""
    by_topic: dict[str, list[Spot]] = {}
    for block in section.blocks:
        for spot in found[block.place]:
            by_topic.setdefault(spot.term.topic, []).append(spot)
    lent = _lent(section, found) if by_topic else {}
    made = [_of_topic(topic, held, section, lent.get(topic, 0.0)) for topic, held in by_topic.items()]
    return sorted(made, key=lambda each: -each.weight)


def _of_topic(topic: str, held: Sequence[Spot], section: Section, lent: float) -> Weighed:
    in_heading = {spot.word: spot.term for spot in held if spot.block is section.heading}
    weights: defaultdict[str, float] = defaultdict(float)
    for term in in_heading.values():
        weights[term.subtopic] += HEADING * term.weight
    below = [spot for spot in held if spot.block is not section.heading]
    said = {spot.word for spot in below if not spot.cited}
    for word, times in Counter(spot.word for spot in below).items():
        term = topics().terms[word]
        weights[term.subtopic] += (term.weight if word in said else HINT) * sqrt(times)
    named = any(term.weight == NAME for term in in_heading.values())
    return Weighed(topic, sum(weights.values()) + lent, weights, held, named)


def _lent(section: Section, found: Mapping[Place, Sequence[Spot]]) -> Mapping[str, float]:
    """What the headings above lend to each topic."""
    lent: defaultdict[str, float] = defaultdict(float)
    share = ABOVE
    for heading in reversed(section.above):
        for term in {spot.word: spot.term for spot in found[heading.place] if spot.term.weight > HINT}.values():
            lent[term.topic] += share * term.weight
        share /= 2
    return lent


def _ruled(weighed: Sequence[Weighed], ruling: str) -> list[Weighed]:
    """The same when a topic rules the whole paper."""
    made = [each._replace(weight=each.weight + PAPER) if each.topic == ruling else each for each in weighed]
    return sorted(made, key=lambda each: -each.weight)


def _graded(section: Section, weighed: Sequence[Weighed]) -> Treated:
    length = sum(len(block.text) for block in section.blocks)
    needed = SHORT if length <= BRIEF else LEAST + length / LENGTH
    total = sum(each.weight for each in weighed)
    sure = [each for each in weighed if any(spot.term.weight >= SIGN for spot in each.spots)]
    first = sure[0].weight if sure and _leads(sure[0], total) else total
    primary = [each for each in sure if each.weight >= needed and each.weight >= _near(each) * first]
    primary = primary[: MOST_IN_LONG if length >= LONG else MOST]
    return Treated(section, primary, [each for each in sure if each not in primary and each.weight >= TOUCHED])


def _leads(first: Weighed, total: float) -> bool:
    """Is the weightiest topic of a section weighty enough among all?"""
    return first.weight >= (SHARE_NAMED if first.named else SHARE) * total


def _near(weighed: Weighed) -> float:
    return LEAD_NAMED if weighed.named else LEAD
