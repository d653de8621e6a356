"""The whole build, from a folder of texts to pages, as the command line runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_scripts.__main__ import main
from build_scripts.pipeline import build
from tests.gold_labels import FOLDER

SPEECH = """全县防汛工作会议讲话（精选2篇）

全县防汛工作会议讲话 篇1

同志们:

今天召开全县防汛工作会议,主要任务是安排部署今年的防汛工作。

一、提高认识

(一)加强领导。各乡镇要成立领导小组。

(二)落实责任。责任要到人。

全县防汛工作会议讲话 篇2

同志们:

刚才,各单位作了发言,讲得很好。

谢谢大家!
"""
NOTICE = "为做好护林防火工作,根据上级要求,现将有关事项通知如下:\n一、加强值班\n各村要安排专人值班。\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two texts in seeds/ and nothing built yet."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "防汛.txt").write_text(SPEECH, encoding="utf-8")
    (seeds / "护林.txt").write_bytes(NOTICE.encode("gb18030"))
    shutil.copy(FOLDER / "edition.yml", seeds)
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    options = ["--seeds", str(place / "seeds"), "--docs", str(place / "docs"), "--jobs", "1"]
    return CliRunner().invoke(main, [*options, *arguments])


def pages(place: Path) -> dict[str, bytes]:
    docs = place / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def test_new_texts_get_ids_and_pages(place: Path) -> None:
    done = run(place, "build")
    assert done.exit_code == 0, done.output
    rows = (place / "seeds" / "sources.tsv").read_text(encoding="utf-8").splitlines()
    assert [row.split("\t")[:2] for row in rows[1:]] == [["000", "护林.txt"], ["001", "防汛.txt"]]
    assert {"archive/000/1.md", "archive/001/5.md", "archive/001/17.md", "sources/001.md", "index.md"} <= pages(
        place
    ).keys()
    page = pages(place)["archive/001/5.md"].decode()
    assert "### （一）加强领导。 {: #L11 }\n\n各乡镇要成立领导小组。\n{: #L11-8 }" in page


def test_a_text_dropped_in_later_takes_the_next_number_and_moves_nothing(place: Path) -> None:
    run(place, "build")
    before = pages(place)
    (place / "seeds" / "a new one.txt").write_text(
        "村规民约\n\n一、尊老爱幼\n\n家家户户都要孝敬老人，爱护儿童。\n", encoding="utf-8"
    )
    assert run(place, "build").exit_code == 0
    after = pages(place)
    assert "archive/002/1.md" in after
    assert all(after[path] == before[path] for path in before if path.startswith("archive/"))


def test_nothing_changed_means_nothing_written(place: Path) -> None:
    run(place, "build")
    stamps = {path: path.stat().st_mtime_ns for path in (place / "docs").rglob("*.md")}
    done = run(place, "build")
    assert "0 new, 0 changed, 0 removed" in done.output
    assert stamps == {path: path.stat().st_mtime_ns for path in (place / "docs").rglob("*.md")}


def test_a_changed_source_is_refused_and_its_pages_stay(place: Path) -> None:
    run(place, "build")
    before = pages(place)
    (place / "seeds" / "防汛.txt").write_text(SPEECH + "多了一行\n", encoding="utf-8")
    (place / "seeds" / "new.txt").write_text("安监局工作要点\n\n一、加强领导\n", encoding="utf-8")
    for command in ("build", "site"):
        done = run(place, command)
        assert done.exit_code == 1
        assert "error R001: 防汛.txt (source 001) has changed" in done.output
        assert "Nothing was written: source 001 is registered and cannot be read" in done.output
        after = pages(place)
        assert {path: after[path] for path in before} == before
    assert "new.txt" not in (place / "seeds" / "sources.tsv").read_text(encoding="utf-8")
    assert "Nothing was compared" in run(place, "check").output
    assert "防汛.txt (source 001) has changed" in run(place, "explain", "001:5").output


def test_one_bad_file_does_not_stop_the_others(place: Path) -> None:
    (place / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00binary\x00")
    (place / "seeds" / "twice.txt").write_text(SPEECH, encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 1
    assert "bad.txt" in done.output
    assert "archive/001/1.md" in pages(place)
    assert "archive/000/5.md" in pages(place)


def test_files_that_are_no_sources_do_not_show_in_the_pages(place: Path) -> None:
    run(place, "build")
    before = pages(place)
    (place / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02")
    (place / "seeds" / ".hidden.txt").write_text("x", encoding="utf-8")
    assert run(place, "build").exit_code == 1
    assert pages(place) == before
    assert "note R010: .hidden.txt is hidden" in run(place, "report").output


def test_check_tells_stale_pages(place: Path) -> None:
    run(place, "build")
    assert run(place, "check").exit_code == 0
    page = place / "docs" / "archive" / "001" / "5.md"
    page.write_text(page.read_text(encoding="utf-8").replace("防汛", "抗旱"), encoding="utf-8")
    done = run(place, "build", "--check")
    assert done.exit_code == 1
    assert "archive/001/5.md" in done.output


def test_explain_shows_source_edits_blocks_and_claims(place: Path) -> None:
    run(place, "build")
    shown = run(place, "explain", "001:11").output
    for words in (
        "'(一)加强领导。各乡镇要成立领导小组。'",
        "punctuation",
        "L11-8 paragraph",
        "document 001-5",
        "genre",
    ):
        assert words in shown
    assert "separator" in run(place, "explain", "001:3").output
    assert run(place, "explain", "001-3").exit_code == 2


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("999:1", "999:1: the archive has no source 999 (it has 000, 001)"),
        ("001:22", "001:22: source 001 has 21 lines"),
        ("001:11-99", "001:11-99: line 11 of source 001 has 19 characters"),
        ("001:11-19", "001:11-19: line 11 of source 001 has 19 characters"),
    ],
)
def test_explaining_what_is_not_there_fails_and_says_so(place: Path, wanted: str, said: str) -> None:
    done = run(place, "explain", wanted)
    assert (done.exit_code, done.output.strip()) == (1, said)
    assert run(place, "explain", "001:11-18").exit_code == 0


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("boundaries:\n- {begin: '400', why: x}\n", "boundaries, row 1: no document begins at 400"),
        ("boundary:\n- {begin: '7', why: x}\n", "unknown field `boundary`"),
        ("lines:\n- {line: 2, why: x}\n", "lines, row 1: line 2 is blank"),
        ("fields:\n- {document: '5', field: title, value: '', why: x}\n", ":2:"),
        ("fields:\n\n- {document: '5', field: yaer, value: 2010, why: x}\n", "001.yml:3: Invalid value 'yaer'"),
        (
            "fields:\n- {document: '5', field: year, value: '2010', why: x}\n",
            "001.yml:2: Expected `int | null`, got `str`",
        ),
        ("fields:\n- {document: '5', field: year, value: 10, why: x}\n", "001.yml:2: Expected `int` >= 1900"),
        ("fields:\n- {document: '5', field: title, value: null, why: x}\n", "001.yml:2: Expected `str`, got `null`"),
        ("fields:\n- {document: '5', field: year, why: x}\n", "missing required field `value`"),
        ("fields:\n- {document: '5', field: genre, value: 诗歌, why: x}\n", "Invalid enum value '诗歌'"),
        (
            "fields:\n- {document: '5', field: region, value: 衡水市, why: x}\n",
            "001.yml:2: fields, row 1: no unit has gone by the full name 衡水市",
        ),
        ("fields:\n- {document: '5', field: region, value: 衡水市, why: x}\n", "Did you mean 河北省衡水市?"),
        ("fields:\n- {document: '5', field: year_range, value: [2010, 2010], why: x}\n", "write `field: year`"),
        (
            (
                "fields:\n- {document: '5', field: year, value: 2010, why: x}\n"
                "- {document: '5', field: year_range, value: [2009, null], why: x}\n"
            ),
            "001.yml:3: fields, row 2: year of 5 is given already",
        ),
        ("lines: [", ":2: not readable as YAML"),
        ("fields:\n- {document: 5, field: year, value: 2010, why: x}\n", 'Put the value in quotes, such as "59".'),
        ("fields:\n- {document: '5', field: year, value: '2010', why: x}\n", "Write the number without quotes."),
        ("fields:\n- {document: '5', field: year, value: 2010, why: }\n", "Nothing stands after the colon: write it"),
        ("fields：\n- document：5\n", "Write `key: value`: a half-width colon, then a space."),
        ("fields:\n  document: '5'\n", "Begin each row with `- `, on a line below."),
        ("fields:\n- {document: '5', field: 年份, value: 2010, why: x}\n", "schemas/curation.schema.json says what"),
        ("fields:\n\t- document: '5'\n", "001.yml:2: not readable as YAML: found character that cannot start any"),
        ("fields:\n\t- document: '5'\n", "Indent with spaces, not with a tab."),
        ("fields:\n- why: @某\n", "001.yml:2: not readable as YAML: found character that cannot start any token. Put"),
        ("fields:\n- why: 见:\n  a: b: c\n", "Put the keys of a row below one another, and a value that holds"),
        ("fields:\n- document: '5\n  why: x\n", "while scanning a quoted scalar, from line 2 on. Close the quotes"),
        (
            "lines:\n- {line: 1, why: 2020-13-45}\nlines: []\n",
            ":3: not readable as YAML: the key `lines` is given twice",
        ),
        ("lines:\n- {line: 1, line: 2, why: x}\n", "001.yml:2: not readable as YAML: the key `line` is given twice"),
        (
            (
                "fields:\n- {document: '5', field: title, value: 2020-13-45, why: 2020-13-45}\n"
                "- {document: '6', field: title, value: x, why: x}\n"
            ),
            "001.yml:3: fields, row 2: no document begins at 6",
        ),
        ("boundaries:\n- {begin: '5', why: x}\n", "boundaries, row 1: the rules come to the same without it"),
        ("paragraphs:\n- {split: '11-8', why: x}\n", "paragraphs, row 1: the rules come to the same without it"),
        (
            "readings:\n- {at: '7', before: 抗旱, after: 防汛, why: x}\n",
            "readings, row 1: '抗旱' does not stand in line 7",
        ),
        (
            "readings:\n- {at: '7', before: 防汛, after: 抗旱, why: x}\n",
            "readings, row 1: '防汛' stands 2 times in line 7",
        ),
        (
            "readings:\n- {at: '7-2', before: 防汛, after: 抗旱, why: x}\n",
            "does not stand at 7-2, where there is '召开全县",
        ),
        ("readings:\n- {at: '700', before: 防, after: 抗, why: x}\n", "readings, row 1: the source has 21 lines"),
    ],
)
def test_a_curation_row_that_is_wrong_stops_the_build(place: Path, words: str, trouble: str) -> None:
    run(place, "build")
    before = pages(place)
    (place / "seeds" / "001.yml").write_text(words, encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 2
    assert trouble in done.output
    assert "001.yml" in done.output
    assert pages(place) == before


def test_a_document_that_begins_where_it_would_anyway_needs_no_row(place: Path) -> None:
    (place / "seeds" / "000.yml").write_text("boundaries:\n- {begin: '1', why: x}\n", encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 2
    assert "000.yml:2: boundaries, row 1: the rules come to the same without it" in done.output


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_curation_file_in_another_encoding_is_named_with_its_line(place: Path, encoding: str) -> None:
    words = "fields:\n- {document: '5', field: year, value: 2010, why: 年鉴}\n"
    (place / "seeds" / "001.yml").write_bytes(words.encode(encoding))
    line = {"gb18030": 2, "utf-16": 1}[encoding]
    assert f"001.yml:{line}: not in UTF-8. Save the file in UTF-8." in run(place, "build").output


def test_a_curation_file_is_also_read_as_another_system_saves_it(place: Path) -> None:
    words = "fields:\n- {document: '5', field: year, value: 2010, why: 年鉴}\n"
    (place / "seeds" / "001.yml").write_bytes(b"\xef\xbb\xbf" + words.replace("\n", "\r\n").encode())
    assert run(place, "build").exit_code == 0


@pytest.mark.parametrize("command", ["build", "site"])
def test_a_folder_without_texts_is_not_made_an_archive(tmp_path: Path, command: str) -> None:
    (tmp_path / "wenku").mkdir()
    (tmp_path / "wenku" / "稿.docx").write_bytes(b"PK")
    options = ["--seeds", str(tmp_path / "wenku"), "--docs", str(tmp_path / "docs")]
    done = CliRunner().invoke(main, [*options, command])
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert "wenku: holds no text (.txt). Put the texts there, or name the folder that holds them." in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["wenku"]


@pytest.mark.parametrize(("where", "said"), [("007", "007:1: the archive has no source 007"), ("001:22", "21 lines")])
def test_reporting_on_what_is_not_there_fails_and_says_so(place: Path, where: str, said: str) -> None:
    done = run(place, "report", where)
    assert (done.exit_code, said in done.output) == (1, True)


def test_a_curation_file_with_another_ending_is_told_its_name(place: Path) -> None:
    (place / "seeds" / "001.yaml").write_text("{}\n", encoding="utf-8")
    assert "001.yaml: only 001.yml is read. Give the file that name, or remove it." in run(place, "build").output


@pytest.mark.parametrize("name", ["007.yml", "0.yml", "007.yaml", "护林.yml"])
def test_a_curation_file_without_a_source_stops_the_build(place: Path, name: str) -> None:
    (place / "seeds" / name).write_text("{}\n", encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 2
    assert f"{name}: there is no source {Path(name).stem}, so the file does nothing." in done.output
    assert not pages(place)


def test_an_archive_without_an_edition_file_is_number_0_without_a_date(place: Path) -> None:
    (place / "seeds" / "edition.yml").unlink()
    assert run(place, "build").exit_code == 0
    assert "there is no edition 0." in run(place, "publish").output
    (place / "seeds" / "edition.yml").write_text("number: '1'\ndate: 2026-13-45\n", encoding="utf-8")
    done = run(place, "build")
    assert (done.exit_code, "edition.yml: there is no day 2026-13-45." in done.output) == (2, True)


@pytest.mark.parametrize("docs", ["/proc/x", "/dev/null/x"])
@pytest.mark.parametrize("command", ["build", "site", "check"])
def test_a_folder_that_cannot_be_written_to_is_named_in_a_sentence(place: Path, docs: str, command: str) -> None:
    done = CliRunner().invoke(main, ["--seeds", str(place / "seeds"), "--docs", docs, "--jobs", "1", command])
    assert done.exit_code == 2
    assert done.output.count("\n") == 1
    assert docs.rpartition("/")[0] in done.output


def test_the_pages_lie_beside_the_texts_unless_told_otherwise(place: Path) -> None:
    assert CliRunner().invoke(main, ["--seeds", str(place / "seeds"), "--jobs", "1", "build"]).exit_code == 0
    assert "archive/000/1.md" in pages(place)


def test_the_curator_corrects_a_reading_and_it_leaves_a_receipt(place: Path) -> None:
    run(place, "build")
    rows = (
        "readings:\n"
        "- {at: '7-6', before: 防汛, after: 防洪, why: 会议名称}\n"
        "- {at: '11', before: 领导。, after: '领导?', why: 底本如此}\n"
        "boundaries:\n- {no_begin: '17', why: 本是一篇}\n"
        "fields:\n- {document: '5', field: title, value: 防洪会议讲话, why: 会议名称}\n"
    )
    (place / "seeds" / "001.yml").write_text(rows, encoding="utf-8")
    done = run(place, "build")
    assert done.exit_code == 0, (done.output, done.exception)
    page = pages(place)["archive/001/5.md"].decode()
    assert "今天召开全县防洪工作会议，主要任务是安排部署今年的防汛工作。" in page
    assert "（一）加强领导?" in page
    assert "title: 防洪会议讲话" in page
    assert "archive/001/17.md" not in pages(place)
    assert "curated @6: '防汛' -> '防洪'" in run(place, "explain", "001:7").output


def test_links_hold_through_a_moved_boundary_and_fail_the_build_when_lost(place: Path) -> None:
    (place / "seeds" / "edition.yml").write_text("number: '1'\ndate: 2027-01-01\n", encoding="utf-8")
    run(place, "build")
    assert "3 rows of places" in run(place, "publish").output
    (place / "seeds" / "001.yml").write_text("boundaries:\n- {begin: '9', why: 另一篇}\n", encoding="utf-8")
    assert run(place, "build").exit_code == 0
    moved = pages(place)["archive/001/5.md"].decode()
    assert '<a id="L11-8" href="9.html#L11-8">' in moved
    before = pages(place)
    (place / "seeds" / "防汛.txt").unlink()
    done = run(place, "build")
    assert done.exit_code == 1
    assert "T004" in done.output
    assert pages(place) == before


def test_the_same_bytes_whatever_the_workers_and_the_cache(tmp_path: Path) -> None:
    made = [build(FOLDER, tmp_path / name, jobs).pages for name, jobs in (("a", 1), ("a", 1), ("b", 3))]
    assert made[0] == made[1] == made[2]
