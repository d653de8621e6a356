"""A better copy of a source: papers are paired by their words, their titles or the curator, and both pages say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.links import links_hold, publish
from build_scripts.model import Archive, Page, Supersession, Volume
from build_scripts.relate import relate
from build_scripts.render.document import document_page
from build_scripts.render.indexes.source import source_index
from build_scripts.supersede import is_superseded, supersede
from build_scripts.tables import TableError
from tests.archives import EDITION, pages, volume, without

SEEDS = Path("seeds")
OLD = (
    "全县防汛工作会议讲话",
    "今天召开全县防汛工作会议主要任务是安排部署。各乡镇要成立领导小组落实责任。汛期值班人员必须坚守岗位。",
    "全市卫生工作总结",
    "一年来我局认真抓好各项工作落实。",
    "护林防火通知",
    "各村要安排。",
)
NEW = (
    "序",
    "全县防汛工作会议讲话稿",
    "今天召开全县防汛工作会议，主要任务是安排部署。各乡镇要成立领导小组，落实责任。汛期值班人员必须坚守岗位。",
    "卫生工作总结",
    "一年来我局认真抓好了各项工作的落实。",
)


def old() -> Volume:
    return titled(volume(OLD, ("‖" + OLD[0], "|" + OLD[1], "‖" + OLD[2], "|" + OLD[3], "‖" + OLD[4], "|" + OLD[5])))


def new(*documents: tuple[str, str]) -> Volume:
    made = volume(NEW, ("~序", "‖" + NEW[1], "|" + NEW[2], "‖" + NEW[3], "|" + NEW[4]), name="001")
    return replace(titled(made), supersedes=(Supersession("000", "据印本校过", documents),))


def titled(made: Volume) -> Volume:
    return replace(made, documents=tuple(replace(each, title=each.blocks[0].text) for each in made.documents))


def succeeded(*volumes: Volume) -> Archive:
    return relate(supersede(Archive(EDITION, volumes), SEEDS, {"000", "001"}))


def better(made: Archive) -> dict[str, object]:
    return {
        str(each.place): claim.value
        for each in made.documents
        for claim in each.annotations
        if claim.kind == "superseded_by"
    }


def test_papers_are_paired_by_their_words_and_by_the_curator() -> None:
    assert better(succeeded(old(), new())) == {"000:1": "001:2", "000:3": "001", "000:5": "001"}
    told = succeeded(old(), new(("3", "4")))
    assert better(told) == {"000:1": "001:2", "000:3": "001:4", "000:5": "001"}
    older = [
        (str(each.place), claim.value)
        for each in told.documents
        for claim in each.annotations
        if claim.kind == "supersedes"
    ]
    assert older == [("001:2", "000:1"), ("001:4", "000:3")]


def test_papers_of_other_words_are_paired_by_the_title_that_only_one_has() -> None:
    made = new()
    first, second = made.documents
    same = replace(made, documents=(first, replace(second, title=OLD[2])))
    assert better(succeeded(old(), same))["000:3"] == "001:4"
    twice = replace(made, documents=(replace(first, title=OLD[2]), replace(second, title=OLD[2])))
    assert better(succeeded(old(), twice))["000:3"] == "001"


def test_the_old_title_gives_way() -> None:
    made = new()
    same = replace(made, documents=(replace(made.documents[0], title=OLD[0]), made.documents[1]))
    titles = {str(each.place): each.title for each in succeeded(old(), same).documents}
    assert titles["001:2"] == OLD[0]
    assert titles["000:1"] == f"{OLD[0]}（旧本，000:1）"
    assert not any(each.findings for each in succeeded(old(), same).documents)


def test_pages_and_index_say_so_and_no_link_is_lost() -> None:
    before = Archive(EDITION, (old(),))
    made = replace(succeeded(old(), new()), links=publish(before, EDITION))
    assert links_hold(made, pages(made)) == ()
    front = {str(each.place): front_matter(document_page(each, made.volumes[0].text)) for each in made.documents[:3]}
    assert front["000:1"]["superseded_by"] == [
        {"place": "001:2", "page": "archive/001/2.html", "why": "据印本校过"},
    ]
    assert front["000:5"]["superseded_by"][0]["page"] == "browse/source.html#s001"
    assert front_matter(document_page(made.documents[3], made.volumes[1].text))["supersedes"][0]["place"] == "000:1"
    (index,) = source_index(made)
    assert index.content.decode().count("旧本，另有更好的本子") == 3
    assert [is_superseded(each) for each in made.documents] == [True, True, True, False, False]


def front_matter(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(page.content.decode().split("---\n")[1])
    return found


def test_a_withdrawn_paper_is_no_better_copy() -> None:
    assert better(succeeded(old(), without(new(("1", "2")), "2")))["000:1"] == "001"


ROWS = {
    Supersession("002", "某"): "supersedes, row 1: there is no older source 002.",
    Supersession("001", "某"): "there is no older source 001.",
    Supersession("000", "某", (("2", "2"),)): "no document of source 000 begins at 2.",
    Supersession("000", "某", (("1", "1"),)): "no document of source 001 begins at 1.",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_names_nothing_stops_the_build(row: Supersession) -> None:
    with pytest.raises(TableError, match=ROWS[row]):
        succeeded(old(), replace(new(), supersedes=(row,)))


def test_a_source_that_cannot_be_read_this_time_is_passed_over() -> None:
    assert better(succeeded(new())) == {}
