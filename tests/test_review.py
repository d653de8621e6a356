"""Archive -> queue: every finding asks one question, with what is known, candidates, and a row the build would take."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.__main__ import main
from build_scripts.curation import curation
from build_scripts.model import Annotation, Doubt, Evidence, Finding, Place, Proposal
from build_scripts.pipeline import build
from build_scripts.render.indexes.open import open_pages
from build_scripts.report import concerns, told
from build_scripts.review import FIELDS, Question, field_of, queue
from build_scripts.settle import Row, begins, field, genre, goes_on, join, reading, topic
from build_scripts.tables import TableError
from tests.facts import WORDS, Facts, archive
from tests.gold_labels import FOLDER
from tests.small_archive import small_archive


def finding(code: str, number: int = 1, *candidates: str) -> Finding:
    clue = (Evidence("rule", Place("000", number), "我市", "提及"),)
    found = tuple(Proposal(name, "分量1.0", clue) for name in candidates)
    listed = f"候选：{'；'.join(f'{name}（分量1.0；000:{number}“我市”）' for name in candidates)}。" if found else ""
    return Finding(code, "note", Place("000", number), f"线索不足。{listed}请核对 000:{number}。", found)


# A finding's code, and what it asks.
ASKED = [
    ("A001", "genre"), ("A012", "year"), ("A023", "region"), ("A030", "loss"), ("A034", "loss"), ("A035", "doubt"),
    ("A037", "doubt"), ("A041", "citation"), ("A050", "topic"), ("A060", "issuer"), ("A070", "title"),
    ("A999", "other"), ("S002", "source"), ("R010", "source"), ("T003", "source"), ("L001", "source"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "asked"), ASKED)
def test_what_a_finding_asks(code: str, asked: str) -> None:
    assert field_of(finding(code)) == asked
    assert asked in FIELDS


def test_each_finding_is_one_question_and_its_id_is_its_own() -> None:
    twice = finding("A041")
    made = archive(Facts(findings=(finding("A012"), twice, twice._replace(message="另一处"))), Facts(), Facts())
    asked = queue(made, (Finding("R010", "note", None, "一个文件"), twice))
    assert [each.anchor for each in asked] == ["q-000-1-A012", "q-000-1-A041", "q-000-1-A041-2", "q-R010"]
    assert [each.field for each in asked] == ["year", "citation", "citation", "source"]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Source 003 alone, whose papers are cut at both ends and say little of themselves."""
    folder = tmp_path_factory.mktemp("review") / "seeds"
    folder.mkdir()
    (source,) = FOLDER.glob("003_*.txt")
    shutil.copy(source, folder / "000.txt")
    return folder


def test_the_queue_of_the_sources_has_every_finding(seeds: Path, tmp_path: Path) -> None:
    made = build(seeds, tmp_path, 1)
    asked = queue(made.archive, made.findings)
    assert {each.finding for each in asked} == set(made.findings)
    assert len({each.anchor for each in asked}) == len(asked)
    for field_name, fact in (("region", "region"), ("year", "year"), ("issuer", "issuer")):
        open_ones = {each.document.id for each in asked if each.field == field_name and each.document}
        for document in made.archive.documents:
            claim = document.claim(fact)
            settled = claim is not None and (claim.value is not None or claim.certainty == "curated")
            assert settled or document.id in open_ones, (field_name, document.id)


KNOWN = [
    (Facts(years=(2009, 2012)), "A012", "2009—2012 年间"),
    (Facts(years=(None, 2012)), "A012", "2012 年以前"),
    (Facts(years=(2009, None)), "A012", "2009 年以后"),
    (Facts(), "A010", ""),
    (Facts("四川省", "510000", "县"), "A023", "在四川省之内"),
    (Facts(level="县"), "A020", "县级"),
    (Facts(), "A020", ""),
    (Facts(), "A060", ""),
]


@pytest.mark.parametrize(("facts", "code", "known"), KNOWN)
def test_what_is_known_all_the_same(facts: Facts, code: str, known: str) -> None:
    (asked,) = queue(archive(facts._replace(findings=(finding(code),))))
    assert asked.known == known
    assert bool(asked.evidence) == bool(known)


def test_candidates_stand_by_themselves_and_no_longer_in_the_message() -> None:
    (asked,) = queue(archive(Facts(findings=(finding("A021", 1, "河北省衡水市", "山东省滨州市"),))))
    assert asked.message == "线索不足。请核对 000:1。"
    assert [each.value for each in asked.candidates] == ["河北省衡水市", "山东省滨州市"]
    assert asked.row is not None
    assert "null  # 改为所定之值（河北省衡水市、山东省滨州市）；null 指不可考" in asked.row.yaml()


# ---- the rows

PLACE = Place("000", 59, 18)
ROWS = [
    field(PLACE, "region", ""), field(PLACE, "region", "", ("河北省", "山东省")), field(PLACE, "year", ""),
    field(PLACE, "issuer", ""), field(PLACE, "title", '题"目": # {甲}'), field(PLACE, "level", "县"),
    genre(PLACE, ("讲话", "其他")), topic(PLACE), begins(PLACE), goes_on(PLACE), join(PLACE), reading(PLACE, "生话", "生活"), reading(PLACE, '"：#', ""),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}-{row.pairs[1:2]}")
def test_a_row_is_taken_once_the_curator_says_why(row: Row, tmp_path: Path) -> None:
    file = tmp_path / "000.yml"
    text = row.yaml()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=r"000\.yml:\d+: .*why"):
        curation(file)
    file.write_text(re.sub(r"why: +#.*", "why: 有据", text), encoding="utf-8")
    curation(file)


def test_what_a_genre_or_a_topic_may_be_stands_beside_it() -> None:
    asked = queue(archive(Facts(findings=(finding("A001"), finding("A050")))))
    assert [each.row.pairs[-2 if each.row.section == "fields" else -1][1] for each in asked if each.row] == [
        "其他  # 改为所定之值（讲话、总结汇报、工作计划、工作要点、实施方案、意见通知、其他）",
        "# 必填：topics.yml 中主题或子题的 id",
    ]


LOST = [
    ("A030", 2, 'boundaries:\n  - no_begin: "2"'),
    ("A031", 2, 'boundaries:\n  - no_begin: "3"'),
    ("A033", 2, 'boundaries:\n  - begin: "2"'),
    ("A032", 2, ""),
    ("A031", 3, ""),
]


@pytest.mark.parametrize(("code", "number", "row"), LOST)
def test_rows_for_what_is_lost(code: str, number: int, row: str) -> None:
    papers = [Facts(findings=(finding(code, number),) if at == number else ()) for at in (1, 2, 3)]
    (asked,) = queue(archive(*papers))
    assert (asked.row.yaml() if asked.row else "").startswith(row)
    assert bool(asked.row) == bool(row)


def test_a_sentence_that_breaks_off_may_go_on_in_the_next_block() -> None:
    made = small_archive()
    broken = Finding("A034", "note", Place("000", 4), "此段没有说完。")
    volume = made.volumes[0]
    speech = replace(volume.documents[0], findings=(broken,))
    (asked,) = (
        each for each in queue(replace(made, volumes=(replace(volume, documents=(speech,)),))) if each.finding == broken
    )
    assert asked.row == join(Place("000", 5))


def test_a_doubt_has_its_reading_as_the_row() -> None:
    made = archive(Facts(findings=(Finding("A037", "note", Place("000", 1), "比率后似失去“%”。"),)))
    volume = made.volumes[0]
    text = replace(volume.text, doubts=(Doubt(Place("000", 1), 2, "rate", ("我市%",), "失去"),))
    clue = Evidence("rate", Place("000", 1), "我市")
    document = volume.documents[0]
    claim = Annotation("rate", "rate", "inferred", (clue,))
    document = replace(document, annotations=(*document.annotations, claim))
    (asked,) = queue(replace(made, volumes=(replace(volume, text=text, documents=(document,)),)))
    assert asked.row == reading(Place("000", 1), "我市", "我市%")


# ---- the page and the command show the same


def questions() -> tuple[Question, ...]:
    papers = (
        Facts("四川省", "510000", "县", findings=(finding("A023", 1, "四川省<b>"),)),
        Facts(years=(2009, 2012), findings=(finding("A012", 2),)),
    )
    return queue(archive(*papers))


def test_the_page_links_every_clue_to_its_paragraph() -> None:
    papers = (
        Facts("四川省", "510000", "县", findings=(finding("A023", 1, "四川省<b>"),)),
        Facts(years=(2009, 2012), findings=(finding("A012", 2),)),
    )
    (page,) = open_pages(archive(*papers))
    text = page.content.decode()
    assert "## 地区（1 处） {: #open-region }" in text
    assert '<article class="question" id="q-000-1-A023"' in text
    assert '请核对 <a href="../archive/000/1.html#L1">000:1</a>。' in text
    assert f'<li><a href="../archive/000/1.html#L1">000:1</a> “<b>我市</b>{WORDS[2:14]}' in text
    assert "<strong>四川省&lt;b&gt;</strong>" in text
    assert "已知：在四川省之内" in text
    assert 'document: "1"\n    field: region' in text
    assert "- [甲2](../archive/000/2.md)<br><small>000:2 · [年份](#q-000-2-A012)</small>" in text


def test_the_command_tells_the_same() -> None:
    first, second = questions()
    assert told(first).splitlines()[:5] == [
        "000:1: note A023: 线索不足。请核对 000:1。",
        "    known: 在四川省之内",
        "        000:1 “我市” 自称",
        "    candidate: 四川省<b> (分量1.0)",
        "        000:1 “我市” 提及",
    ]
    assert "    to settle it, in seeds/000.yml:\n        fields:\n" in told(second)


@pytest.mark.parametrize(
    ("where", "asked"), [("", 2), ("000", 2), ("001", 0), (Place("000", 2), 1), (Place("001", 2), 0)]
)
def test_the_command_can_be_asked_for_a_source_or_a_place(where: Place | str, asked: int) -> None:
    assert sum(concerns(each, where) for each in questions()) == asked


def test_the_command(seeds: Path) -> None:
    command = ["--seeds", str(seeds), "--jobs", "1", "report"]
    done = CliRunner().invoke(main, [*command, "000:3", "--field", "region"])
    assert done.exit_code == 0
    assert [line[:18] for line in done.output.splitlines() if " note A" in line] == ["000:3: note A020: "]
    assert "field: region" in done.output
    assert "field: year" not in done.output
    wrong = CliRunner().invoke(main, [*command, "000:x"])
    assert wrong.exit_code == 2
    assert "not a place" in wrong.output
