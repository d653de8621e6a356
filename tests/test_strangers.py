"""A folder of texts unlike ours, as strangers would drop them in: each is read as a careful reader would read it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.model import Document, Volume
from build_scripts.pipeline import Build, build
from tests.strangers import FORMS, REFUSED, TEXTS, Form, strange_folder

CASES = yaml.safe_load((TEXTS.parent / "strangers.yml").read_text(encoding="utf-8"))
PAPER = "关于做好秋种工作的通知\n\n各镇人民政府：\n\n现将有关事项通知如下：\n\n一、落实面积。全县种植油菜{}万亩。\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("strangers")
    return build(strange_folder(folder / "seeds"), folder / "cache", 1)


def volume_of(made: Build, file: str) -> Volume:
    return next(each for each in made.archive.volumes if each.source.file == file)


def told(document: Document, kind: str) -> Any:
    claim = document.claim(kind)
    return claim.value if claim else None


@cache
def files() -> frozenset[str]:
    return frozenset(path.name for path in TEXTS.glob("*.txt"))


def test_each_text_has_its_reading_and_there_are_many_forms() -> None:
    assert files() == set(CASES)
    assert {FORMS.get(file, Form()).encoding for file in files()} == {"utf-8", "utf-16-le", "gb18030", "cp950"}


@pytest.mark.parametrize("file", CASES)
def test_a_strangers_text_is_read_rightly(made: Build, file: str) -> None:
    papers = volume_of(made, file).documents
    assert [paper.place.local for paper in papers] == [case["at"] for case in CASES[file]]
    for paper, case in zip(papers, CASES[file], strict=True):
        assert paper.title == case["title"]
        for kind in {"genre", "year", "issuer", "region"} & case.keys():
            assert told(paper, kind) == case[kind], kind
        assert [f"{each.level} {each.text}" for each in paper.blocks if each.kind == "heading"] == case["headings"]


def test_what_is_no_text_is_refused_and_stops_nothing_else(made: Build) -> None:
    errors = {finding.message.split(" ")[0]: finding.code for finding in made.findings if finding.severity == "error"}
    assert errors == {"空白.txt": "R005", "乱码.txt": "R004"}
    assert set(errors) == set(REFUSED)


def test_web_pages_around_a_paper_are_gone_and_cells_stay_apart(made: Build) -> None:
    page = "".join(block.text for block in volume_of(made, "网页摘录.txt").documents[0].blocks)
    assert not any(word in page for word in ("首页", "字体", "下载", "打印", "http", "Copyright", "声明", "佚名"))
    table = [block.text for block in volume_of(made, "经开区招商通报.txt").documents[0].blocks]
    assert "汽车线束\u3000Hoffmann & Söhne GmbH\u3000德国\u30002,500\u3000设备安装" in table


# ---- odd files

ODD = {
    "有 空格 与 中文.txt": b"",
    "😀 emoji.txt": b"",
    "a&b <c>\"d'.txt": b"",
    "-rf.txt": b"",
    "UPPER.TXT": b"",
    "nul.txt": b"\0",
    "broken.txt": b"\xff\xfe\x80",
    "surrogate.txt": "\ud800".encode("utf-8", "surrogatepass"),
}


def odd_folder(seeds: Path) -> Path:
    """One of each odd thing that a folder may hold; the texts differ by a number."""
    seeds.mkdir()
    for number, (name, tail) in enumerate(ODD.items(), 21):
        (seeds / name).write_bytes(PAPER.format(number).encode() + tail)
    (seeds / "one.txt").write_text(PAPER.format(20), encoding="utf-8")
    (seeds / "twin.txt").write_text(PAPER.format(20), encoding="utf-8")
    (seeds / "blank.txt").write_text(" \n\u3000\n\t\n", encoding="utf-8")
    (seeds / "long line.txt").write_text("今年以来，粮食生产取得了新的成绩。" * 6000, encoding="utf-8")
    (seeds / "inside.txt").symlink_to("one.txt")
    (seeds / "outside.txt").symlink_to(TEXTS / "村务公开.txt")
    (seeds / "nowhere.txt").symlink_to("gone")
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "folder").mkdir()
    (seeds / "folder" / "x.txt").write_text(PAPER.format(20), encoding="utf-8")
    (seeds / "plan.docx").write_bytes(b"PK")
    return seeds


def test_odd_files_become_sources_or_findings_and_none_is_lost(tmp_path: Path) -> None:
    made = build(odd_folder(tmp_path / "seeds"), tmp_path / "cache", 1)
    taken = {source.file for source in made.intake.sources}
    assert taken == {*list(ODD)[:5], "one.txt", "long line.txt"}
    refused = {finding.message.split(" ")[0]: finding.code for finding in made.findings if finding.severity == "error"}
    assert refused == {
        "nul.txt": "R004",
        "broken.txt": "R006",
        "surrogate.txt": "R006",
        "blank.txt": "R005",
        "inside.txt": "R003",
        "twin.txt": "R003",
        "outside.txt": "R009",
        "nowhere.txt": "R009",
        "pipe.txt": "R009",
    }
    passed = [finding.message for finding in made.findings if finding.code == "R011"]
    assert len(passed) == 1
    assert passed[0].startswith("folder, plan.docx: not read")
    assert not any(finding.code.startswith("T") for finding in made.findings)
    assert len(made.archive.documents) == len(taken)
