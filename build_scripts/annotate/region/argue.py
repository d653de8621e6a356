"""Decision -> argument: the clues as evidence, how they combine in a sentence, and a finding for what stays open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_scripts.annotate.region.decide import Candidate, Decision, clues_of
from build_scripts.annotate.region.gazetteer import Gazetteer, gazetteer
from build_scripts.annotate.region.mention import Mention
from build_scripts.annotate.region.scales import Clue, Scales
from build_scripts.annotate.region.speaker import Speaker
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText, Document, Evidence, Finding, Proposal

SHOWN = 4  # so many names, or candidates, in a sentence
CALLED = 2  # and so many of the words that a paper has for itself
OWN_WORD = re.compile(r"[全我本](?!.*[全我本]).+")  # 全市 of 召开全市; not 市委
DOES = {
    "self": "自称或以其名义发文",
    "organ": "提及其机关",
    "slogan": "以其名为号召",
    "binding": "以其规章为依据",
    "cited": "书名中提及",
    "plain": "提及",
    "example": "举例",
    "venue": "会议所在",
    "firm": "企业之名",
    "superior": "以其为上级",
}
WAYS = {"own": "self", "below": "subordinate", "above": "superior", "township": "township"}


class Case(NamedTuple):
    """A paper with all that was made of it: its text as one zone, who speaks, its mentions, scales and decision."""

    text: CleanText
    document: Document
    zone: Zone
    who: Speaker
    found: tuple[Mention, ...]
    scales: Scales
    made: Decision
    years: tuple[int, int] | None = None

    def called(self, unit: str) -> str:
        """The unit's name in the paper's years, as far as they are known: 富阳市, not the 富阳区 of today.

        Of several names of these years the last that the paper writes.
        """
        rows = gazetteer().units[unit]
        fit = [row for row in rows if self.years and row.meets(*self.years)] or list(rows)
        written = [row for row in fit if any(name.name.endswith(row.name) for name in self.found)]
        return (written or fit)[-1].name


def evidence_of(case: Case) -> tuple[Evidence, ...]:
    """The speaker's word for itself, then the clues that decided, each with its place."""
    if case.made.unit is None:
        return ()
    clues = clues_of(case.made.unit, case.scales, gazetteer(), speaks=case.made.speaks)
    named = f"自称，可见说话者是{case.who.kind}一级"
    quotes = [evidence(case.text, case.zone, span, "region: self-reference", named) for span in case.who.spans[:1]]
    first = {clue.mention: clue for clue in reversed(clues)}  # a mention may do two things, the weightier first
    for clue in (each for each in clues if first[each.mention] is each):
        how = WAYS[clue.how] if clue.mention.role not in {"self", "slogan"} else clue.mention.role
        span, says = (clue.mention.start, clue.mention.end), _says(clue, case.made.unit, case)
        quotes.append(evidence(case.text, case.zone, span, f"region: {how}", says))
    return tuple(dict.fromkeys(quotes))


def _says(clue: Clue, unit: str, case: Case) -> str:
    """What a mention does for the unit that was found: `武强县，属衡水市`."""
    known, name = gazetteer(), case.called(unit)
    if clue.how == "township":
        return f"{name}的乡镇"
    near = [each for each in clue.mention.ids if known.within(each, unit) or known.within(unit, each)]
    meant = case.called(near[0]) if near else clue.mention.name
    full = "" if clue.mention.form == "full" or meant == clue.mention.name else f"{meant}，"
    if clue.how == "below":
        return f"{full}属{name}"
    does = DOES.get(clue.mention.role, DOES["plain"])
    return f"{full}{does}" if unit in near else f"{full}{name}的上级，{does}"


def note(case: Case) -> str:
    """How the clues combine, in Chinese."""
    known, made, who = gazetteer(), case.made, case.who
    unit = made.unit or ""
    name = case.called(unit)
    clues = clues_of(unit, case.scales, known, speaks=made.speaks)
    said = [_call(case) if who.kind else "文件没有自称"]
    said += (*_own(clues, made, name), *_below(clues, name), *_above(clues, case))
    rival = next((each for each in made.candidates if each.unit != unit), None)
    if made.speaks and rival:
        said.append(f"分量{made.candidates[0].weight:.1f}，次者{case.called(rival.unit)}{rival.weight:.1f}")
    said.append(f"故定为{name}" if made.speaks else f"故知在{name}之内，更细者未定")
    return "；".join(said) + "。"


def level_note(case: Case, level: str) -> str:
    """Why the paper is of this level, in Chinese."""
    made, who = case.made, case.who
    if made.unit is not None and made.speaks and who.level != "乡镇":
        return f"说话者定为{case.called(made.unit)}，属{level}一级。"
    return f"{_call(case)}，属{level}一级。"


def _call(case: Case) -> str:
    """What the paper calls itself, in its own words: 文件自称“我县、全县”, or 文件称“县委” where it says no more."""
    words = [case.zone.text[start:end] for start, end in case.who.spans]
    own = dict.fromkeys(found[0] for each in words if (found := OWN_WORD.search(each)))
    return f"文件{'自称' if own else '称'}“{'、'.join([*(own or dict.fromkeys(words))][:CALLED])}”"


def _own(clues: list[Clue], made: Decision, name: str) -> Iterator[str]:
    own = [clue for clue in clues if clue.how in {"own", "above"} and made.unit in clue.mention.ids]
    if own:
        ways = "、".join(dict.fromkeys(DOES[clue.mention.role] for clue in own if clue.mention.role in DOES))
        yield f"文中直书{name}（{ways}）"


def _below(clues: list[Clue], name: str) -> Iterator[str]:
    below = list(dict.fromkeys(clue.mention.name for clue in clues if clue.how == "below"))
    towns = list(dict.fromkeys(clue.mention.name for clue in clues if clue.how == "township"))
    if below:
        yield f"{_list(below)}同属{name}" if len(below) > 1 else f"{below[0]}属{name}"
    if towns:
        yield f"{_list(towns)}为{name}的乡镇"


def _above(clues: list[Clue], case: Case) -> Iterator[str]:
    known, made = gazetteer(), case.made
    high = dict.fromkeys(
        case.called(unit)
        for clue in clues
        if clue.how == "above"
        for unit in clue.mention.ids
        if unit != made.unit and made.unit and known.within(made.unit, unit)
    )
    if high:
        yield f"又提到其上级{_list(high)}"


def _list(names: Iterable[str]) -> str:
    held = list(names)
    return "、".join(held[:SHOWN]) + ("等" if len(held) > SHOWN else "")


def finding(case: Case) -> Iterator[Finding]:
    """What the curator should look at when the unit that speaks is not known."""
    if case.made.speaks:
        return
    made, who, place = case.made, case.who, case.document.place
    known = gazetteer()
    call = f"{_call(case)}，" if who.kind else ""
    inside = [each for each in made.candidates if made.unit is None or known.within(each.unit, made.unit)]
    proposals = tuple(_proposal(case, each, known) for each in inside[:SHOWN])
    likely = "；".join(map(_told, proposals))
    if made.unit is not None:
        bound = f"{call}只知在{case.called(made.unit)}之内。"
        message = f"{bound}{f'候选：{likely}。' if likely else ''}请核对。"
        yield Finding("A023", "note", place, message, proposals)
    elif likely:
        message = f"{call}线索不足以定地区。候选：{likely}。未定地区，请核对。"
        yield Finding("A021", "note", place, message, proposals)
    elif named := {name.name: name for name in case.found if name.role != "elsewhere"}:
        meant = "、".join(_meanings(name, known) for name in list(named.values())[:SHOWN])
        message = f"{call}文中的地名不足以定地区：{meant}{'等' if len(named) > SHOWN else ''}。未定地区，请核对。"
        yield Finding("A022", "note", place, message, tuple(_mentioned(case, known)))
    else:
        yield Finding("A020", "note", place, f"{call}文中没有可作线索的地名。未定地区。")


def _meanings(name: Mention, known: Gazetteer) -> str:
    """A name with the units that it may mean, where it may mean several: 通州（北京市通州区、南通市通州区）."""
    if len(name.ids) == 1:
        return name.name
    paths = ["".join(known.latest(each).name for each in (*known.above[unit][:1], unit)) for unit in name.ids[:SHOWN]]
    return f"{name.name}（{'、'.join(paths)}{'等' if len(name.ids) > SHOWN else ''}）"


def _told(proposal: Proposal) -> str:
    quotes = "，".join(f"{quote.place}“{quote.quote}”" for quote in proposal.evidence)
    return f"{proposal.value}（{proposal.why}；{quotes}）"


def _proposal(case: Case, each: Candidate, known: Gazetteer) -> Proposal:
    clues = clues_of(each.unit, case.scales, known, speaks=True)[:2]
    spans = [((clue.mention.start, clue.mention.end), _says(clue, each.unit, case)) for clue in clues]
    shown = tuple(evidence(case.text, case.zone, span, "region: candidate", says) for span, says in spans)
    return Proposal(_full_name(each.unit, known), f"分量{each.weight:.1f}", shown)


def _mentioned(case: Case, known: Gazetteer) -> Iterator[Proposal]:
    """The units that are named, each where it is named first; those that a name leaves the choice of come last."""
    here = [name for name in case.found if name.role != "elsewhere" and len(name.ids) <= SHOWN]
    names: dict[str, Mention] = {}
    for name in sorted(here, key=lambda name: len(name.ids) > 1):
        for unit in name.ids:
            if unit in known.units:
                names.setdefault(unit, name)
    for unit, name in [*names.items()][:SHOWN]:
        does = DOES.get(name.role, DOES["plain"])
        quote = evidence(case.text, case.zone, (name.start, name.end), "region: named", does)
        yield Proposal(_full_name(unit, known), does, (quote,))


def _full_name(unit: str, known: Gazetteer) -> str:
    """Its name of today from the province down, as the curator writes it."""
    row = known.latest(unit)
    return (_full_name(row.parent, known) if row.parent else "") + row.name
