"""The curator withdraws a paper: its words are nowhere any more, every line is placed, and the reason stands instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from build_scripts.__main__ import main
from build_scripts.align import to_source
from build_scripts.check import prove_shown
from build_scripts.curation import Curation
from build_scripts.model import Annotation, Doubt, Edit, Evidence, Finding, Piece, Place
from build_scripts.withdraw import SIGN, withdraw
from tests.archives import volume, without

LINES = ("  甲乙丙丁", "戊(wù)己庚辛", "壬癸")
EDITS = (
    Edit(1, 0, "trim", 0, "  ", ""),
    Edit(2, 0, "gloss", 1, "(wù)", ""),
    Edit(2, 1, "添", 1, "", "，"),
    Edit(2, 2, "换", 3, "庚", "更"),
)
PLAN = ("‖甲乙丙丁", "|戊，己‖更辛", "~壬癸")


def test_the_words_give_way_to_as_many_signs() -> None:
    made = without(volume(LINES, PLAN, EDITS), "1")
    assert made.source.lines == (SIGN * 6, SIGN * 6 + "庚辛", "壬癸")
    assert made.text.lines == (SIGN * 4, SIGN * 3 + "更辛", "壬癸")
    assert prove_shown(made) == ()
    assert [document.place.local for document in made.documents] == ["2-6"]
    assert to_source(made.text, 2, 3) == 6
    assert [each.rule for each in made.dropped] == ["withdrawn", "withdrawn", "separator"]


def test_what_follows_on_the_line_is_withdrawn_without_what_stands_before() -> None:
    made = without(volume(LINES, PLAN, EDITS), "2-6")
    assert made.source.lines == ("  甲乙丙丁", "戊(wù)己" + SIGN * 2, "壬癸")
    assert made.text.lines == ("甲乙丙丁", "戊，己" + SIGN * 2, "壬癸")
    assert made.text.edits[2][-1] == Edit(2, 2, "换", 3, SIGN, SIGN)
    assert prove_shown(made) == ()


def test_everything_in_a_source_is_withdrawn_with_what_no_paper_has() -> None:
    row = {"document": "all", "why": "来源要求"}
    made = withdraw(volume(LINES, PLAN, EDITS), msgspec.convert({"withdrawn": [row]}, Curation))
    assert set("".join(made.source.lines)) == {SIGN}
    assert [each.place.local for each in made.withdrawn] == ["1", "2-6"]
    assert prove_shown(made) == ()


def test_what_was_asked_and_doubted_of_the_words_goes_too() -> None:
    whole = volume(LINES, PLAN, EDITS)
    doubts = (Doubt(Place("000", 1, 2), 1, "damage", ("甲",), ""), Doubt(Place("000", 2, 7), 1, "damage", ("辛",), ""))
    found = (Finding("S002", "note", Place("000", 1), "甲乙"), Finding("S002", "note", Place("000", 3), "壬癸"))
    made = without(replace(whole, text=replace(whole.text, doubts=doubts), findings=found), "1")
    assert made.text.doubts == doubts[1:]
    assert made.findings == found[1:]


def test_evidence_in_withdrawn_words_is_an_error() -> None:
    whole = volume(LINES, PLAN, EDITS)
    first, second = whole.documents
    claim = Evidence("某条", Place("000", 1, 2), "甲乙")
    told = replace(second, annotations=(Annotation("region", "甲乙县", "stated", (claim,)),))
    made = without(replace(whole, documents=(first, told)), "1")
    assert [each.code for each in prove_shown(made)] == ["T003"]


def test_a_volume_without_withdrawals_is_itself() -> None:
    whole = volume(LINES, PLAN, EDITS)
    assert withdraw(whole, Curation()) is whole
    assert Piece(1, 0, 4) in [piece for block in whole.documents[0].blocks for piece in block.pieces]


# ---- the whole build

SPEECHES = """全县防汛工作会议讲话 篇1

同志们:

今天召开全县防汛工作会议,主要任务是安排部署今年的防汛工作。

一、提高认识

各乡镇要成立领导小组。

全县防汛工作会议讲话 篇2

同志们:

刚才,各单位作了发言,讲得很好。

谢谢大家!
"""
SECRETS = ("今天召开", "成立领导小组", "提高认识")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "防汛.txt").write_text(SPEECHES, encoding="utf-8")
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    options = ["--seeds", str(place / "seeds"), "--docs", str(place / "docs"), "--jobs", "1"]
    return CliRunner().invoke(main, [*options, *arguments])


def curate(place: Path, words: str) -> Result:
    (place / "seeds" / "000.yml").write_text(f"withdrawn:\n  - {{{words}}}\n", encoding="utf-8")
    return run(place, "build")


def test_nothing_that_is_written_holds_a_word_of_a_withdrawn_paper(place: Path) -> None:
    assert run(place, "build").exit_code == 0
    done = curate(place, 'document: "3", last: 9, why: 权利人<要求>, by: 编者')
    assert done.exit_code == 0, done.output
    files = [path for path in (place / "docs").rglob("*") if path.is_file()]
    held = {
        path.relative_to(place).as_posix(): word
        for path in files
        for word in SECRETS
        if word.encode() in path.read_bytes()
    }
    assert held == {}
    assert not (place / "docs/sources/000.txt").exists()
    tombstone = (place / "docs/archive/000/3.md").read_text(encoding="utf-8")
    assert "- 缘由：权利人&lt;要求>\n- 经手：编者" in tombstone
    assert "[000:3 已撤回](../archive/000/3.md)" in (place / "docs/browse/source.md").read_text(encoding="utf-8")
    assert "同志们" in (place / "docs/archive/000/13.md").read_text(encoding="utf-8")
    assert 'data-label="已撤回"' in (place / "docs/sources/000.md").read_text(encoding="utf-8")
    lands = run(place, "explain", "000:7").output
    assert "archive/000/3.html#L7 (withdrawn)" in lands
    assert "提高认识" not in lands


ROWS = {
    'document: "3", why: 某': "000.yml:2: withdrawn, row 1: the document at 3 ends in line 9: say last: 9",
    'document: "3", last: 7, why: 某': "the document at 3 ends in line 9: say last: 9, if that is all of it.",
    'document: "4", last: 9, why: 某': "no document begins at 4 (there are: 3 13).",
    "document: all, last: 9, why: 某": "all is everything in the source: it needs no last line",
    'document: "3", last: 9, why: " "': "why",
    "document: some, why: 某": "document",
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_that_would_withdraw_something_else_stops_the_build(row: str, place: Path) -> None:
    done = curate(place, row)
    assert done.exit_code == 2
    assert ROWS[row] in done.output


def test_a_part_that_rules_cut_off_later_is_not_shown_unasked(place: Path) -> None:
    rows = 'withdrawn:\n  - {document: "3", last: 9, why: 某}\nboundaries:\n  - {begin: "7", why: 某}\n'
    (place / "seeds" / "000.yml").write_text(rows, encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 2
    assert "the document at 3 ends in line 5" in done.output
