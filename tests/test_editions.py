"""Editions: what each changed, in editions.tsv and on the page; when publishing is refused; what is open since."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings

from build_scripts.__main__ import main
from build_scripts.editions import HEADER, changes, format_rows, parse, state
from build_scripts.links import publish
from build_scripts.model import Annotation, Archive, ChangeRow, Edition, Volume
from build_scripts.render.editions import edition_pages
from build_scripts.tables import TableError
from tests.archives import archive, volume, without
from tests.test_links import LINES, PLAN, State, histories

FIRST, SECOND = Edition("1", "2025-01-01"), Edition("2", "2026-01-01")


def out(made: Archive, edition: Edition, note: str = "") -> Archive:
    """The archive after this edition of it."""
    first = ChangeRow(edition.number, edition.date, "edition", note=note)
    return replace(
        made,
        edition=edition,
        links=(*made.links, *publish(made, edition)),
        history=(*made.history, first, *changes(made, edition)),
    )


def then(made: Archive, *volumes: Volume) -> Archive:
    return replace(made, volumes=volumes, edition=SECOND)


def told(made: Archive) -> list[tuple[str, str, str]]:
    return [(row.change, row.document, row.other) for row in changes(made, SECOND)]


def claimed(made: Volume) -> Volume:
    genre = Annotation("genre", "讲话", "stated", ())
    return replace(made, documents=(replace(made.documents[0], annotations=(genre,)), *made.documents[1:]))


CHANGES: dict[str, tuple[Volume, list[tuple[str, str, str]], list[str]]] = {
    "nothing": (volume(LINES, PLAN), [], []),
    "a title": (
        volume(LINES, PLAN, title="另题"),
        [("changed", "000:2", ""), ("changed", "000:8", "")],
        ["### 著录改动（2 篇）"],
    ),
    "a claim": (claimed(volume(LINES, PLAN)), [("changed", "000:2", "")], ["### 著录改动（1 篇）"]),
    "a paragraph": (
        volume(LINES, (*PLAN[:3], "|安全生产|会议邀请市", *PLAN[4:])),
        [("changed", "000:2", "")],
        ["### 文字订正（1 篇）"],
    ),
    "a split": (
        volume(LINES, (*PLAN[:4], "+安监局张处长。‖一、部署工作。", *PLAN[5:])),
        [("changed", "000:2", ""), ("added", "000:5-7", "000:2")],
        ["### 分出（1 篇）", "分自 [000:2](../archive/000/2.md)"],
    ),
    "a join": (
        volume(LINES, (*PLAN[:7], "|卫生局总结")),
        [("changed", "000:2", ""), ("gone", "000:8", "000:2")],
        ["### 并入他篇（1 篇）", "[000:8](../archive/000/8.md) <small>并入 [000:2]"],
    ),
    "a later beginning": (
        volume(LINES, (PLAN[0], "~各位同志：", "", "‖安全生产会议邀请市", *PLAN[4:])),
        [("gone", "000:2", ""), ("added", "000:4", "000:2")],
        ["### 起点移动（1 篇）", "原在 [000:2]"],
    ),
    "an earlier beginning": (
        volume(LINES, ("‖讲话篇1", "|各位同志：", *PLAN[2:])),
        [("added", "000:1", "000:2"), ("gone", "000:2", "000:1")],
        ["### 起点移动（1 篇）", "原在 [000:2]"],
    ),
    "a line dropped": (
        volume(LINES, (*PLAN[:7], "~卫生局总结")),
        [("gone", "000:8", "")],
        ["### 不再收录（1 篇）"],
    ),
    "a withdrawal": (
        without(volume(LINES, PLAN), "8"),
        [("withdrawn", "000:8", "")],
        ["### 撤回（1 篇）", "- [000:8](../archive/000/8.md)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_an_edition_tells_what_changed(change: str) -> None:
    made, rows, words = CHANGES[change]
    second = then(out(archive(volume(LINES, PLAN)), FIRST), made)
    assert told(second) == rows
    (page,) = edition_pages(out(second, SECOND))
    text = page.content.decode()
    assert [each for each in words if each not in text] == []
    assert text.index("第 2 版，2026-01-01") < text.index("## 第 1 版，2025-01-01（2 篇） {: #e1 }")
    assert changes(out(second, SECOND), SECOND) == ()


def test_what_comes_back_is_told() -> None:
    second = out(then(out(archive(volume(LINES, PLAN)), FIRST), without(volume(LINES, PLAN), "8")), SECOND)
    assert told(then(second, volume(LINES, PLAN))) == [("restored", "000:8", "")]


def test_what_is_not_out_yet_is_told_apart_and_notes_are_words() -> None:
    first = out(archive(volume(LINES, PLAN)), FIRST, note="首版<b>")
    text = edition_pages(then(first, without(volume(LINES, PLAN), "8")))[0].content.decode()
    assert "## 尚未出版（1 篇） {: #coming }" in text
    assert "首版&lt;b>" in text
    assert "还没有正式的版本" in edition_pages(archive(volume(LINES, PLAN)))[0].content.decode()


@settings(max_examples=100)
@given(histories())
def test_the_rows_add_up_whatever_happens(history: tuple[tuple[str, ...], list[State]]) -> None:
    lines, times = history
    made = Archive(FIRST, ())
    for number, each in enumerate(times, 1):
        whole = volume(lines, each.plan, each.edits)
        gone = [paper.place.local for at, paper in enumerate(whole.documents) if at in each.gone]
        made = out(replace(made, volumes=(without(whole, *gone),)), Edition(str(number), "2025-01-01"))
        rows = made.history
        assert parse(HEADER + format_rows(rows)) == rows
        known = state(rows)
        assert {place for place in known if known[place].withdrawn} == {
            each.place for each in made.volumes[0].withdrawn
        }
        assert {place for place in known if not known[place].withdrawn} == {each.place for each in made.documents}
        assert changes(made, SECOND) == ()
        edition_pages(made)


# ---- the file

ROW = "1\t2025-01-01\tedition\t\t\t\t\t\t\t\n"
ADDED = "1\t2025-01-01\tadded\t000:2\t\t6\t0123456789ab\t0123456789ab\t0123456789ab\t\n"
BAD = {
    "edition\n": "editions.tsv:1: the first line is not",
    HEADER + ROW[:-1]: "editions.tsv:2: the last line has no end",
    f"{HEADER}1\t2\n": "editions.tsv:2: 2 cells instead of 10",
    HEADER + ADDED: "editions.tsv:2: edition 1 has no row of its own above",
    HEADER + ROW + ROW: "editions.tsv:3: edition 1 does not come after 1",
    HEADER + ROW.replace("edition", "begun"): "editions.tsv:2: there is no change 'begun'",
    HEADER + ROW.replace("01-01", "02-30"): "editions.tsv:2: day is out of range",
    HEADER + ROW.replace("1\t2025", "i\t2025"): "editions.tsv:2: 'i' is no number of an edition",
    HEADER + ROW + ADDED.replace("000:2", "000-2"): "editions.tsv:3: not a place",
    HEADER + ROW + ADDED.replace("000:2", ""): "editions.tsv:3: a row names a document",
    HEADER + ROW + ADDED.replace("\t6\t", "\t0\t"): "editions.tsv:3: '0' is no last line",
    HEADER + ROW + ADDED.replace("0123456789ab\t\n", "\t\n"): "editions.tsv:3: a digest is missing",
}


@pytest.mark.parametrize("text", BAD)
def test_a_file_that_was_touched_is_refused(text: str) -> None:
    with pytest.raises(TableError, match=re.escape(BAD[text])) as refused:
        parse(text)
    assert str(refused.value).endswith("restore the file from version control.")


# ---- the command

SPEECH = "全县防汛工作会议讲话 篇1\n\n同志们:\n\n一、提高认识\n\n各乡镇要成立领导小组。\n\n谢谢大家!\n"
NOTICE = "为做好护林防火工作,根据上级要求,现将有关事项通知如下:\n一、加强值班\n各村要安排专人值班。\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "防汛.txt").write_text(SPEECH, encoding="utf-8")
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    options = ["--seeds", str(place / "seeds"), "--docs", str(place / "docs"), "--jobs", "1"]
    return CliRunner().invoke(main, [*options, *arguments])


def edition(place: Path, words: str) -> None:
    (place / "seeds" / "edition.yml").write_text(words + "\n", encoding="utf-8")


def files(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place / "seeds").glob("*.tsv")}


def test_publishing_is_refused_until_all_is_in_order(place: Path) -> None:
    for words, said in (
        ('number: "0"', "there is no edition 0."),
        ('number: "1"', "edition 1 has no date."),
        ('number: "1"\ndate: "2027-01-01"', "archive/000/3.md: not what the sources and tables give."),
    ):
        edition(place, words)
        done = run(place, "publish")
        assert (done.exit_code, said in done.output) == (1, True), done.output
        assert "Nothing was published:" in done.output
    assert files(place) == {}


def test_publishing_is_done_once_and_leaves_nothing_stale(place: Path) -> None:
    edition(place, 'number: "1"\ndate: "2027-01-01"\nnote: 首版')
    assert run(place, "build").exit_code == 0
    done = run(place, "publish")
    assert done.exit_code == 0, done.output
    assert "Edition 1: 1 changes, 1 rows of places." in done.output
    known = files(place)
    assert (
        known["editions.tsv"]
        .decode()
        .startswith(f"{HEADER}1\t2027-01-01\tedition\t\t\t\t\t\t\t首版\n1\t2027-01-01\tadded\t000:3\t")
    )
    assert known["links.tsv"].decode().endswith("000\t3\t9\t1\t3 5 7 9\n")
    assert run(place, "check").exit_code == 0
    again = run(place, "publish")
    assert (again.exit_code, files(place)) == (0, known)
    assert "Edition 1 is out already, and nothing has changed since." in again.output


def test_a_change_needs_a_higher_number_and_a_date_no_earlier(place: Path) -> None:
    edition(place, 'number: "1"\ndate: "2027-01-01"')
    assert run(place, "build").exit_code == run(place, "publish").exit_code == 0
    known = files(place)
    (place / "seeds" / "000.yml").write_text("withdrawn:\n  - {document: '3', last: 9, why: 某}\n", encoding="utf-8")
    for words, said in (
        ('number: "1"\ndate: "2027-01-01"', "edition 1 is out, and the archive has changed."),
        ('number: "1"\ndate: "2027-01-02"', "edition 1 of 2027-01-01 is out. Give a higher number"),
        ('number: "0.9"\ndate: "2027-01-02"', "edition 1 of 2027-01-01 is out. Give a higher number"),
        ('number: "2"\ndate: "2026-12-31"', "edition 1 is of 2027-01-01, later than 2026-12-31."),
    ):
        edition(place, words)
        assert run(place, "build").exit_code == 0
        done = run(place, "publish")
        assert (done.exit_code, said in done.output) == (1, True), done.output
    assert {name: files(place)[name] for name in known} == known
    edition(place, 'number: "2"\ndate: "2027-02-01"')
    assert run(place, "build").exit_code == run(place, "publish").exit_code == 0
    assert "第 2 版（2027-02-01）起" in (place / "docs/archive/000/3.md").read_text(encoding="utf-8")


def test_publishing_goes_on_where_it_was_interrupted(place: Path) -> None:
    edition(place, 'number: "1"\ndate: "2027-01-01"')
    assert run(place, "build").exit_code == run(place, "publish").exit_code == 0
    known = files(place)
    (place / "seeds" / "editions.tsv").unlink()  # the last file that is written
    assert run(place, "build").exit_code == run(place, "publish").exit_code == 0
    assert files(place) == known


def test_errors_stop_it(place: Path) -> None:
    edition(place, 'number: "1"\ndate: "2027-01-01"')
    assert run(place, "build").exit_code == 0
    (place / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00binary\x00")
    done = run(place, "publish")
    assert done.exit_code == 1
    assert "there are errors (above)" in done.output


def test_the_report_can_leave_out_what_was_open_in_the_last_edition(place: Path) -> None:
    edition(place, 'number: "1"\ndate: "2027-01-01"')
    assert run(place, "build").exit_code == 0
    everything = run(place, "report").output
    assert run(place, "report", "--new").output == everything
    assert run(place, "publish").exit_code == 0
    assert run(place, "report", "--new").output.strip() == "0 errors, 0 warnings, 0 notes"
    (place / "seeds" / "护林.txt").write_text(NOTICE, encoding="utf-8")
    new = run(place, "report", "--new").output
    assert "001:1: " in new
    assert "000:3: " not in new
    assert run(place, "report").output != new
