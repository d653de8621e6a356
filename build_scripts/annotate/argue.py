"""Decision -> argument: the clues as evidence, how they combine in a sentence, and a finding for what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from build_scripts.annotate.decide import Candidate, Decision, clues_of
from build_scripts.annotate.gazetteer import Gazetteer, gazetteer
from build_scripts.annotate.mentions import Mention
from build_scripts.annotate.speaker import Speaker
from build_scripts.annotate.weigh import Clue, Scales
from build_scripts.annotate.zones import Zone, evidence
from build_scripts.model import CleanText, Document, Evidence, Finding

SHOWN = 4  # so many names, or candidates, in a sentence
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


def evidence_of(case: Case) -> tuple[Evidence, ...]:
    """The speaker's word for itself, then the clues that decided, each with its place."""
    if case.made.unit is None:
        return ()
    clues = clues_of(case.made.unit, case.scales, gazetteer(), speaks=case.made.speaks)
    quotes = [evidence(case.text, case.zone, span, "region: self-reference") for span in case.who.spans[:1]]
    for clue in clues:
        how = WAYS[clue.how] if clue.mention.role not in {"self", "slogan"} else clue.mention.role
        quotes.append(evidence(case.text, case.zone, (clue.mention.start, clue.mention.end), f"region: {how}"))
    return tuple(dict.fromkeys(quotes))


def note(case: Case) -> str:
    """How the clues combine, in Chinese."""
    known, made, who = gazetteer(), case.made, case.who
    unit = made.unit or ""
    name = known.latest(unit).name
    clues = clues_of(unit, case.scales, known, speaks=made.speaks)
    said = [f"文件自称“{_call(who)}”" if who.kind else "文件没有自称"]
    said += (*_own(clues, made, name), *_below(clues, name), *_above(clues, made, known))
    rival = next((each for each in made.candidates if each.unit != unit), None)
    if made.speaks and rival:
        said.append(f"分量{made.candidates[0].weight:.1f}，次者{known.latest(rival.unit).name}{rival.weight:.1f}")
    said.append(f"故定为{name}" if made.speaks else f"故知在{name}之内，更细者未定")
    return "；".join(said) + "。"


def _call(who: Speaker) -> str:
    return f"全{who.kind}、我{who.kind}" if who.kind != "街道" else "本街道"


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


def _above(clues: list[Clue], made: Decision, known: Gazetteer) -> Iterator[str]:
    high = dict.fromkeys(
        known.latest(unit).name
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
    call = f"文件自称“{_call(who)}”，" if who.kind else ""
    likely = "；".join(_candidate(case, each, known) for each in made.candidates[:SHOWN])
    if made.unit is not None:
        inside = f"{call}只知在{known.latest(made.unit).name}之内。"
        yield Finding("A023", "note", place, f"{inside}{f'候选：{likely}。' if likely else ''}请核对。")
    elif likely:
        yield Finding("A021", "note", place, f"{call}线索不足以定地区。候选：{likely}。未定地区，请核对。")
    elif named := dict.fromkeys(name.name for name in case.found):
        message = f"{call}文中的地名不足以定地区：{_list(named)}。未定地区，请核对。"
        yield Finding("A022", "note", place, message)
    else:
        yield Finding("A020", "note", place, f"{call}文中没有可作线索的地名。未定地区。")


def _candidate(case: Case, each: Candidate, known: Gazetteer) -> str:
    clues = clues_of(each.unit, case.scales, known, speaks=True)[:2]
    shown = (evidence(case.text, case.zone, (clue.mention.start, clue.mention.end), "") for clue in clues)
    quotes = "，".join(f"{quote.place.local}：“{quote.quote}”" for quote in shown)
    rows = [known.latest(high).name for high in reversed(known.above[each.unit])]
    return f"{''.join(rows[-1:])}{known.latest(each.unit).name}（{each.weight:.1f}；{quotes}）"
