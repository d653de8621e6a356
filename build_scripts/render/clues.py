"""Evidence -> Clue: the words in their context, and the block of the page that holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

import msgspec

from build_scripts.align import to_clean
from build_scripts.model import CleanText, Document, Evidence, Place, Run

REACH = 14  # characters of the block that a quotation shows on either side
NEAR = 8  # characters between words that one quotation holds
SENTENCE = re.compile(r"[。；！？\n]")  # a quotation's context ends here

Interval = tuple[int | None, int | None]
Years = tuple[Interval, ...]


class Clue(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that a claim rests on, and what they contribute.

    `quote` are by turns words around them and they themselves, `stretches` where in the block's text these stand, in
    code points (none where they run on into a line that is not the block's). `at` is the block's anchor, on `page`
    where that is another paper's, below the site's root.
    """

    at: str
    place: str
    quote: tuple[str, ...]
    says: str = ""
    stretches: tuple[tuple[int, int], ...] = ()
    years: Years = ()
    page: str = ""


class Homes:
    """The way from a place of any source to the paper and the block that hold it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._blocks: dict[str, list[tuple[Place, Document]]] = {}
        for document in documents:
            self._blocks.setdefault(document.source, []).extend((block.place, document) for block in document.blocks)
        for held in self._blocks.values():
            held.sort(key=lambda each: each[0])

    def block(self, place: Place) -> tuple[Place, Document] | None:
        """The last block that begins at the place or before it, and its paper, where the place is in it."""
        held = self._blocks.get(place.source, [])
        found = bisect_right(held, place, key=lambda each: each[0]) - 1
        return held[found] if found >= 0 and place.line <= held[found][1].span[1] else None


NO_HOMES = Homes(())


class Finder:
    """The way from a place of the source to the block of one document that holds it."""

    def __init__(self, text: CleanText, document: Document, homes: Homes = NO_HOMES) -> None:
        """`homes` are asked for words that stand in other papers: what witnesses tell is quoted from there."""
        self.text = text
        self.homes, self.place = homes, document.place
        self.source = document.source
        self.places = re.compile(rf"(?<!\w){re.escape(self.source)}:[1-9]\d*(?:-\d+)?")  # 000:59-18; not 1000:59
        self.held = sorted((run for block in document.blocks for run in block.runs), key=lambda each: each.piece)

    def clues(self, found: Iterable[Evidence]) -> tuple[Clue, ...]:
        """The evidence in its order, other papers' last; what stands side by side in one block is one clue."""
        found = tuple(found)
        abroad = {each: clue for each in found if (clue := self._abroad(each))}
        return (*self._own([each for each in found if each not in abroad]), *abroad.values())

    def _abroad(self, clue: Evidence) -> Clue | None:
        """The clue, where another paper holds its words."""
        home = self.homes.block(clue.place)
        if home is None and clue.place.source == self.source:
            return None
        if home is None:
            page = f"sources/{clue.place.source}.html"
            return Clue(f"L{clue.place.line}", str(clue.place), ("", clue.quote, ""), clue.says, (), clue.years, page)
        block, document = home
        if document.place == self.place:
            return None
        page = f"{document.path}.html"
        return Clue(block.anchor, str(clue.place), ("", clue.quote, ""), clue.says, (), clue.years, page)

    def _own(self, found: Iterable[Evidence]) -> tuple[Clue, ...]:
        held = [(*self._at(each.place), each) for each in found]
        groups: list[list[_Found]] = []
        for one in held:
            group = next((each for each in groups if any(map(partial(_beside, one), each))), None)
            if group is None:
                groups.append([one])
            else:
                group.append(one)
        return tuple(_clue(sorted(group, key=lambda each: each[1])) for group in groups)

    def linked(self, message: str) -> Iterator[tuple[str, str]]:
        """The message cut up: words without an anchor, and places with the anchor of the block that holds them."""
        at = 0
        for found in self.places.finditer(message):
            yield message[at : found.start()], ""
            yield found[0], self._at(Place.parse(found[0]))[0].block.place.anchor
            at = found.end()
        yield message[at:], ""

    def _at(self, place: Place) -> tuple[Run, int]:
        """The run that holds a place, or the last before it, and where in its block's text the place is."""
        offset = to_clean(self.text, place.line, place.offset)
        found = bisect_right(self.held, (place.line, offset), key=lambda each: each.piece[:2]) - 1
        held = self.held[max(found, 0)]
        return held, held.at + offset - held.piece.start


_Found = tuple[Run, int, Evidence]  # the run that holds it, where in its block's text, and what


def _beside(one: _Found, other: _Found) -> bool:
    """Do both stand in one block, so near that one quotation holds them? A clue that dates a paper stays alone."""
    (here, start, clue), (there, begin, witness) = one, other
    gap = max(start, begin) - min(start + len(clue.quote), begin + len(witness.quote))
    return here.block is there.block and gap <= NEAR and not (clue.years or witness.years)


def _clue(group: list[_Found]) -> Clue:
    (held, _, first), text = group[0], group[0][0].block.text
    says, place = _together([each.says for _, _, each in group]), str(first.place)
    stretches = _merged([(start, start + len(each.quote)) for _, start, each in group])
    if any(text[start : start + len(each.quote)] != each.quote for _, start, each in group):
        return Clue(held.block.place.anchor, place, ("", first.quote, ""), says, (), first.years)
    edges = [edge for stretch in stretches for edge in stretch]
    between = [text[start:end] for start, end in pairwise(edges)]
    quote = (_before(text[: edges[0]]), *between, _after(text[edges[-1] :]))
    return Clue(held.block.place.anchor, place, quote, says, tuple(stretches), first.years)


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in their order, those that overlap or touch made one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return made


def _together(says: list[str]) -> str:
    """What several clues contribute, said once: `武强县、阜城县，属衡水市`."""
    heads, tails = zip(*(each.rpartition("，")[::2] for each in dict.fromkeys(says)), strict=True)
    if len(set(tails)) == 1 and any(heads):
        named = "、".join(filter(None, heads))
        return f"{named}{'' if all(heads) else '等'}，{tails[0]}"
    return "；".join(dict.fromkeys(filter(None, says)))


def _before(text: str) -> str:
    """The end of what stands before a quotation, from its sentence only."""
    sentence = SENTENCE.split(text)[-1]
    return sentence if len(sentence) <= REACH else f"…{sentence[-REACH:]}"


def _after(text: str) -> str:
    sentence = SENTENCE.split(text, maxsplit=1)[0]
    return sentence if len(sentence) <= REACH else f"{sentence[:REACH]}…"
