"""Papers that their own hands made, for the tests of witnesses: a text, other texts, archives of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from build_scripts.model import (
    Annotation,
    Archive,
    CleanText,
    Document,
    Edition,
    Evidence,
    Source,
    Volume,
    Withdrawn,
    WitnessWord,
)
from tests.planted import document

FOLDER = Path("seeds")
LONG = (
    "今年入汛以来，全县先后遭受三次强降雨袭击，沿河低洼地带积水严重，部分村庄道路中断。",
    "县防汛抗旱指挥部连夜召开会商会，决定提前转移滞洪区群众，并向省水利厅报告了水情。",
    "八月十二日凌晨，李家屯段堤坝出现管涌，王树林同志带领民兵连抢险四个多小时，终于堵住了险口。",
    "灾后，民政部门为受灾户发放棉被和面粉，卫生院派出医疗队巡回消毒，没有发生大的疫情。",
    "下一步要抓紧修复水毁工程，恢复生产，确保秋粮颗粒归仓，冬小麦按时播种。",
    "各乡镇要逐户登记倒塌房屋，十月底以前把补助资金发到群众手中，一户也不能漏。",
)
OWN = ("张庄乡的果树今年挂果早，收购点设在供销社后院。", "小学的操场铺了煤渣，孩子们再不用踩泥水上课。")


def own(number: int) -> list[str]:
    chance = random.Random(number)  # noqa: S311
    return ["".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(80)) for _ in range(4)]


def archive(*papers: Document, words: Sequence[WitnessWord] = (), withdrawn: Sequence[Withdrawn] = ()) -> Archive:
    """Each paper in a source of its own; the words and the withdrawn papers are of the first."""
    volumes = [_volume(each) for each in papers]
    volumes[0] = replace(volumes[0], witnesses=tuple(words), withdrawn=tuple(withdrawn))
    return Archive(Edition("1", ""), tuple(volumes))


def _volume(each: Document) -> Volume:
    lines = tuple(block.text for block in each.blocks)
    text = CleanText(Source(each.source, "甲.txt", "", "utf-8", lines), lines, {})
    return Volume(text, (each,), ())


def claimed(each: Document, **values: object) -> Document:
    """The paper with these claims, each quoting the beginning of its first line; `_` ends the name of a stated one."""
    clue = Evidence("甲", each.place, each.blocks[0].text[:4])
    claims = tuple(
        Annotation(name.rstrip("_"), value, "stated" if name.endswith("_") else "inferred", (clue,))  # type: ignore[arg-type]
        for name, value in values.items()
    )
    return replace(each, annotations=(*each.annotations, *claims))


FIRST, COPY = document("000", LONG), document("001", [text.replace("李家屯", "×××") for text in LONG])
