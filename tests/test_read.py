from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.model import Source
from build_scripts.published import read_links
from build_scripts.read import REGISTRY, Intake, SourceRow, read, registry_tsv, split_lines
from build_scripts.tables import TableError

ROOT = Path(__file__).parent.parent
HEADER = "id\tfile\tsha256\tencoding\n"
A, B, C = "同志们：\n今天开会。\n", "衛生局工作匯報\n", "安监局工作要点\n"


def row(number: str, file: str, text: str, encoding: str = "utf-8") -> SourceRow:
    return SourceRow(number, file, hashlib.sha256(text.encode(encoding)).hexdigest(), encoding)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Two registered sources."""
    (tmp_path / "a.txt").write_text(A, encoding="utf-8")
    (tmp_path / "b.txt").write_text(B, encoding="utf-8")
    (tmp_path / REGISTRY).write_bytes(registry_tsv((row("000", "a.txt", A), row("001", "b.txt", B))))
    return tmp_path


def codes(intake: Intake) -> list[str]:
    return [finding.code for finding in intake.findings]


def ids(intake: Intake) -> list[str]:
    return [source.id for source in intake.sources]


def test_the_seeds_are_registered_and_read() -> None:
    intake = read(ROOT / "seeds")
    assert ids(intake)[:5] == ["000", "001", "002", "003", "004"]
    assert [len(source.lines) for source in intake.sources[:5]] == [333, 297, 1127, 198, 188]
    assert not intake.findings
    assert not intake.refused
    assert registry_tsv(intake.rows) == (ROOT / "seeds" / REGISTRY).read_bytes()


def test_a_folder_without_a_registry_gets_one(tmp_path: Path) -> None:
    for name, text in (("乙.txt", B), ("-v.txt", A), ("a b.TXT", C)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    intake = read(tmp_path)
    assert [(source.id, source.file) for source in intake.sources] == [
        ("000", "-v.txt"),
        ("001", "a b.TXT"),
        ("002", "乙.txt"),
    ]
    assert intake.rows[0] == row("000", "-v.txt", A)


def test_reading_again_changes_nothing(seeds: Path) -> None:
    (seeds / "new.txt").write_text(C, encoding="gb18030")
    first = read(seeds)
    (seeds / REGISTRY).write_bytes(registry_tsv(first.rows))
    assert read(seeds) == first


@pytest.mark.parametrize(
    "name",
    [
        "关于 印发　工作要点的通知.txt",
        "--help.txt",
        "<script>&amp;.txt",
        'a"b.txt',
        "a'b.txt",
        "{#id}*_.txt",
        "…\\x.txt",
    ],
)
def test_any_name_that_a_row_can_hold_will_do(seeds: Path, name: str) -> None:
    (seeds / name).write_text(C, encoding="utf-8")
    intake = read(seeds)
    assert intake.rows[2] == row("002", name, C)
    (seeds / REGISTRY).write_bytes(registry_tsv(intake.rows))
    assert read(seeds) == intake


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\tb.txt", "a\\tb.txt"),
        (b"a\nb.txt", "a\\nb.txt"),
        (b"\xff.txt", "\\udcff.txt"),
        (b"a\xe2\x80\xa8.txt", "\\u2028"),
    ],
)
def test_other_names_are_refused(seeds: Path, name: bytes, shown: str) -> None:
    (seeds / os.fsdecode(name)).write_text(C, encoding="utf-8")
    intake = read(seeds)
    assert codes(intake) == ["R008"]
    assert shown in intake.findings[0].message
    assert ids(intake) == ["000", "001"]


def test_folders_and_hidden_and_other_files_are_no_sources(seeds: Path) -> None:
    (seeds / "drafts.txt").mkdir()
    (seeds / "drafts.txt" / "x.txt").write_text(C, encoding="utf-8")
    for name in (".draft.txt", "._a.txt", "000.yml", "notes.md", "x.txt~"):
        (seeds / name).write_bytes(b"\0")
    intake = read(seeds)
    assert [(each.code, each.severity) for each in intake.findings] == [("R010", "note"), ("R011", "note")]
    assert intake.findings[0].message.startswith("._a.txt, .draft.txt are hidden")
    assert ids(intake) == ["000", "001"]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (A.encode(), "R003", r"same bytes as source 000, a\.txt\. Delete"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "R004", "binary"),
        (f"{A * 5}会\0议\n".encode(), "R004", r"about line 11 what no text has: a NUL at byte 148\. Delete that byte"),
        ((A * 50).encode() + b"\0", "R004", r"about line 101 what no text has: a NUL at byte 1450"),
        ("同志们开会".encode("gb18030") + b"\0", "R004", "a NUL at byte 10"),
        ("Où êtes-vous ?".encode("latin-1"), "R007", r"for UTF-8 byte 1 \(0xF9, about line 1\) is the first"),
        (b"", "R005", "empty"),
        ("\ufeff \n\u3000\r\n".encode(), "R005", "empty"),
        ("卫生工作会议讲话".encode() + b"\xff" + "同志们".encode(), "R006", r"byte 24 \(0xFF, about line 1\)"),
        ("Où êtes-vous, très chers collègues ?".encode("latin-1"), "R007", "save it as UTF-8"),
    ],
)
def test_a_refused_new_file_takes_no_id_and_stops_no_other(seeds: Path, content: bytes, code: str, said: str) -> None:
    (seeds / "c.txt").write_bytes(content)
    (seeds / "d.txt").write_text(C, encoding="utf-8")
    intake = read(seeds)
    assert codes(intake) == [code]
    assert intake.findings[0].message.startswith("c.txt ")
    assert re.search(said, intake.findings[0].message)
    assert [(each.id, each.file) for each in intake.rows] == [("000", "a.txt"), ("001", "b.txt"), ("002", "d.txt")]
    assert intake.refused == ()


def test_of_two_new_files_with_the_same_bytes_one_is_taken(seeds: Path) -> None:
    for name in ("d.txt", "c.txt"):
        (seeds / name).write_text(C, encoding="utf-8")
    intake = read(seeds)
    assert intake.rows[2:] == (row("002", "c.txt", C),)
    assert "source 002, c.txt" in intake.findings[0].message


def test_a_changed_source_is_refused(seeds: Path) -> None:
    (seeds / "a.txt").write_text(A + "补", encoding="utf-8")
    intake = read(seeds)
    assert (codes(intake), intake.refused, ids(intake)) == (["R001"], ("000",), ["001"])
    assert intake.findings[0].message.startswith("a.txt (source 000) has changed, but sources are immutable")
    assert len(intake.rows) == 2


def test_a_missing_source_is_refused_and_so_is_its_copy_under_another_name(seeds: Path) -> None:
    (seeds / "a.txt").rename(seeds / "z.txt")
    intake = read(seeds)
    assert (codes(intake), intake.refused, ids(intake)) == (["R002", "R003"], ("000",), ["001"])
    assert "if you renamed the file, give it that name again" in intake.findings[1].message


def test_a_link_to_nowhere_is_refused(seeds: Path) -> None:
    (seeds / "c.txt").symlink_to(seeds / "gone")
    assert codes(read(seeds)) == ["R009"]


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_a_copy(seeds: Path) -> None:
    outside = seeds.parent / f"{seeds.name}-outside.txt"
    outside.write_text(C, encoding="utf-8")
    (seeds / "c.txt").symlink_to(outside)
    (seeds / "d.txt").symlink_to("a.txt")
    intake = read(seeds)
    assert codes(intake) == ["R009", "R003"]
    assert intake.findings[0].message.startswith("c.txt is a link that leads out of this folder.")


def test_a_source_that_became_a_link_is_refused(seeds: Path) -> None:
    moved = (seeds / "a.txt").rename(seeds.parent / f"{seeds.name}-moved.txt")
    (seeds / "a.txt").symlink_to(moved)
    intake = read(seeds)
    assert (codes(intake), intake.refused) == (["R009"], ("000",))


def test_the_folder_itself_may_be_a_link(seeds: Path) -> None:
    link = seeds.parent / f"{seeds.name}-link"
    link.symlink_to(seeds)
    assert read(link) == read(seeds)


def test_published_places_that_are_no_utf8_stop_the_build(seeds: Path) -> None:
    (seeds / "links.tsv").write_bytes(b"source\xff")
    with pytest.raises(TableError, match=r"links\.tsv: not UTF-8"):
        read_links(seeds)


def test_the_registered_encoding_is_used_without_another_look(seeds: Path) -> None:
    """Two bytes that are 卫 in GB18030 and others elsewhere: too few to tell, but the registry knows."""
    (seeds / "c.txt").write_bytes("卫".encode("gb18030"))
    rows = (*read(seeds).rows, row("002", "c.txt", "卫", "gb18030"))
    (seeds / REGISTRY).write_bytes(registry_tsv(rows))
    assert read(seeds).sources[2].lines == ("卫",)


@pytest.mark.parametrize(
    ("have", "published", "number"),
    [(("007",), (), "008"), (("005", "002"), (), "006"), (("999",), (), "1000"), (("001",), ("003", "002"), "004")],
)
def test_ids_go_on_from_the_highest_ever(
    tmp_path: Path, have: tuple[str, ...], published: tuple[str, ...], number: str
) -> None:
    rows = tuple(row(each, f"{each}.txt", each) for each in have)
    for each in have:
        (tmp_path / f"{each}.txt").write_text(each, encoding="utf-8")
    (tmp_path / REGISTRY).write_bytes(registry_tsv(rows))
    (tmp_path / "0.txt").write_text(C, encoding="utf-8")
    intake = read(tmp_path, published)
    assert intake.rows == (*rows, row(number, "0.txt", C))
    assert ids(intake) == sorted((*have, number), key=int)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("", 1, "the header must be id file sha256 encoding"),
        ("id,file,sha256,encoding\n", 1, "the header must be"),
        (HEADER + "000\ta.txt\n", 2, "2 cells where 4 should be"),
        (HEADER + "\n", 2, "1 cells where 4"),
        (HEADER + f"0\ta.txt\t{'0' * 64}\tutf-8\n", 2, "'0' is no id"),
        (HEADER + f"٠٠٠\ta.txt\t{'0' * 64}\tutf-8\n", 2, "is no id"),
        (HEADER + f"000\t../a.txt\t{'0' * 64}\tutf-8\n", 2, "is no name of a file in this folder"),
        (HEADER + f"000\ta.txt\t{'0' * 63}\tutf-8\n", 2, "is no SHA-256"),
        (HEADER + f"000\ta.txt\t{'0' * 64}\tlatin-1\n", 2, "'latin-1' is no encoding that is read here: utf-8"),
        (HEADER + f"000\ta.txt\t{'0' * 64}\tutf-8\n000\tb.txt\t{'1' * 64}\tutf-8\n", 3, "its id, 000, is also that of"),
        (HEADER + f"000\ta.txt\t{'0' * 64}\tutf-8\n001\ta.txt\t{'1' * 64}\tutf-8\n", 3, "its file, a.txt, is also"),
        (HEADER + f"000\ta.txt\t{'0' * 64}\tutf-8\n001\tb.txt\t{'0' * 64}\tutf-8\n", 3, "its sha256, 0000"),
    ],
)
def test_a_malformed_registry_stops_the_build(tmp_path: Path, table: str, line: int, said: str) -> None:
    (tmp_path / REGISTRY).write_text(table, encoding="utf-8")
    with pytest.raises(TableError) as stopped:
        read(tmp_path)
    assert str(stopped.value).startswith(f"{tmp_path / REGISTRY}:{line}: ")
    assert said in str(stopped.value)
    assert str(stopped.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\n乙\n", ("甲", "乙")),
        ("甲\r\n乙\r丙", ("甲", "乙", "丙")),
        ("甲\n\n", ("甲", "")),
        ("甲\n\r乙", ("甲", "", "乙")),
        ("甲\v乙\f丙\x85丁\u2028戊\u2029己\x1c庚", ("甲\v乙\f丙\x85丁\u2028戊\u2029己\x1c庚",)),
        ("甲", ("甲",)),
    ],
)
def test_lines_end_at_lf_crlf_or_cr_only(text: str, lines: tuple[str, ...]) -> None:
    assert split_lines(text) == lines


@given(st.lists(st.text(st.characters(exclude_characters="\r\n")), min_size=1), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_joined_again_are_the_text(lines: list[str], end: str) -> None:
    assert split_lines("".join(line + end for line in lines)) == tuple(lines)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_mark_is_not_part_of_the_first_line(tmp_path: Path, encoding: str) -> None:
    text = "安监局工作要点：加强领导，落实责任，扎实推进各项工作。\n"
    (tmp_path / "c.txt").write_bytes(("\ufeff" * (encoding == "gb18030") + text).encode(encoding))
    assert [(each.encoding, each.lines[0]) for each in read(tmp_path).sources] == [(encoding, text.rstrip())]


def test_a_source_is_what_its_row_says(seeds: Path) -> None:
    assert read(seeds).sources[0] == Source(*row("000", "a.txt", A), ("同志们：", "今天开会。"))
