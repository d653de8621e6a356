"""Rows on fields -> claims before the engines' own; what follows from them; what is no value; rows that do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from build_scripts.annotate import annotate
from build_scripts.annotate.curated import trouble
from build_scripts.annotate.region.full_names import named
from build_scripts.curate import unheeded, unsettling
from build_scripts.curation import Curation, Override, curation
from build_scripts.model import Document
from build_scripts.render.document import metadata
from build_scripts.tables import TableError
from tests.test_annotate import claimed, documents_of, text_of

SPEECH = [
    "同志们：",
    "今天召开全市卫生工作会议，主要任务是总结20xx年工作，部署20xx年工作。下面，我讲三点意见。",
    "一、20xx年工作回顾",
    "“十一五”最后一年，我市沾化县、无棣县、邹平县、博兴县工作扎实。",
    "二、20xx年主要任务",
    "全市各级要抓好落实。",
    "谢谢大家！",
]


def rows(*words: dict[str, Any]) -> Curation:
    return msgspec.convert({"fields": [{"document": "1", "why": "查档", **each} for each in words]}, Curation)


def made(*words: dict[str, Any], lines: list[str] = SPEECH) -> Document:
    text = text_of(lines)
    (plain,) = documents_of(text)
    return annotate(text, plain, rows(*words))


def kinds(document: Document, kind: str) -> list[tuple[Any, str]]:
    return [(each.value, each.certainty) for each in document.annotations if each.kind == kind]


def test_the_curators_word_comes_first_and_the_engines_stays() -> None:
    plain, document = made(), made({"field": "region", "value": "河北省衡水市", "source": "县志"})
    assert claimed(plain, "region") == "山东省滨州市"
    assert kinds(document, "region") == [("河北省衡水市", "curated"), ("山东省滨州市", "inferred")]
    claim = document.claim("region")
    assert claim is not None
    assert claim.note == "查档（据：县志）"
    assert (claimed(document, "region_code"), claimed(document, "level")) == ("131100", "市")
    assert "衡水市" in document.title
    assert metadata(document)["certainty"]["region"] == ["curated", "查档（据：县志）"]


def test_a_year_gives_the_range_the_years_covered_and_the_title() -> None:
    document = made({"field": "year", "value": 2012})
    assert claimed(document, "year_range") == (2012, 2012)
    assert claimed(document, "covers") == (2011, 2012)
    assert document.title.endswith("（2012年）")
    assert not {each.code for each in document.findings} & {"A010", "A011", "A012", "A013", "A014"}


def test_a_range_of_years_leaves_no_single_year() -> None:
    document = made({"field": "year_range", "value": [2009, None]})
    assert (claimed(document, "year"), claimed(document, "year_range")) == (None, (2009, None))
    assert claimed(document, "covers") is None
    assert "年）" not in document.title


def test_what_the_curator_cannot_determine_is_not_shown_as_known() -> None:
    document = made({"field": "region", "value": None}, {"field": "year", "value": None})
    fields = metadata(document)
    assert (fields["region"], fields["region_code"], fields["year"]) == (None, None, None)
    assert fields["year_range"] == [2010, 2011]
    assert fields["certainty"]["region"] == ["curated", "查档"]
    assert fields["level"] == "市"


def test_a_field_that_is_settled_has_no_finding() -> None:
    lines = ["各单位要认真做好有关事项，确保完成。", "各单位要高度重视。"]
    assert {"A010", "A020"} <= {each.code for each in made(lines=lines).findings}
    words = (
        {"field": "region", "value": "全国"},
        {"field": "year", "value": 1998},
        {"field": "genre", "value": "其他"},
    )
    document = made(*words, lines=lines)
    assert not [each for each in document.findings if each.code.startswith(("A00", "A01", "A02"))]
    assert (claimed(document, "region_code"), claimed(document, "level")) == ("000000", "全国")


def test_a_townships_paper_is_placed_in_its_county_and_stays_a_townships() -> None:
    lines = ["同志们：", "今天召开全镇卫生工作会议。我镇卫生工作成绩显著，全镇各村都要努力。", "谢谢大家！"]
    document = made({"field": "region", "value": "湖北省宜昌市远安县"}, lines=lines)
    assert (claimed(document, "region"), claimed(document, "level")) == ("湖北省宜昌市远安县", "乡镇")
    document = made({"field": "region", "value": "湖北省宜昌市远安县"}, {"field": "level", "value": "县"}, lines=lines)
    assert claimed(document, "level") == "县"


def test_occasion_and_genre_go_into_the_title() -> None:
    document = made({"field": "occasion", "value": "全市疾病预防控制工作会议"})
    assert "疾病预防控制工作会议讲话" in document.title
    assert claimed(made({"field": "genre", "value": "意见通知"}), "genre") == "意见通知"


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("全国", "000000", "全国"),
        ("河北省", "130000", "省"),
        ("北京市海淀区", "110108", "县"),
        ("山东省滨州市沾化县", "371603", "县"),  # 沾化区 since 2014
        ("湖南省大庸市", "430800", "市"),  # 张家界市 since 1994
        ("湖北省仙桃市", "429004", "县"),
    ],
)
def test_full_names_of_today_and_before_are_known(name: str, code: str, level: str) -> None:
    found = named(name)
    assert found is not None
    assert (found.code, found.level) == (code, level)


@pytest.mark.parametrize("name", ["衡水市", "河北衡水", "河北省石家庄", "山东省衡水市", "中国", ""])
def test_no_other_names_are(name: str) -> None:
    assert named(name) is None


def row(**words: Any) -> Override:
    return rows(words).fields[0]


def test_a_value_that_cannot_be_is_named() -> None:
    assert "Did you mean 河北省衡水市?" in trouble(row(field="region", value="衡水市"))
    assert "no range" in trouble(row(field="year_range", value=[2012, 2009]))
    assert not trouble(row(field="year_range", value=[None, 2009]))
    assert "2012 is later than 2010" in trouble(row(field="covers", value=[2012, 2010]))
    assert not trouble(row(field="covers", value=[2010, 2010]))


def test_a_row_that_says_what_the_paper_states_does_nothing() -> None:
    lines = ["2010年卫生工作要点", "全县卫生工作要以农村为重点。"]
    words = {"field": "title", "value": "2010年卫生工作要点"}
    with pytest.raises(TableError, match=r"000\.yml: fields, row 1: the paper itself states its title so"):
        unsettling(rows(words), (made(words, lines=lines),), "000.yml", trouble)
    inferred = {"field": "region", "value": "山东省滨州市"}
    unsettling(rows(inferred), (made(inferred),), "000.yml", trouble)  # it confirms what was inferred


@pytest.mark.parametrize("why", ["", "  ", "\u3000"])
def test_a_reason_is_more_than_blanks(why: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="why"):
        rows({"field": "year", "value": 2012, "why": why})


def test_a_file_of_which_no_row_is_left_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "000.yml").write_text("# fields:\n", encoding="utf-8")
    assert curation(tmp_path / "000.yml") == Curation()


# ---- what a section treats

SECTIONS = [
    "一、职业卫生",
    "开展职业病危害项目申报，职业病防治取得进展，职业健康监护档案建立。",
    "二、其他",
    "认真落实各项工作，取得实效。",
]
ORDER = {"section": "3", "topic": "fire-prevention", "why": "全节讲的是防火"}
NO_HEALTH = {"section": "1", "no_topic": "occupational-health", "why": "只是举例"}


def word(*words: dict[str, Any]) -> Curation:
    return msgspec.convert({"topics": words}, Curation)


def treating(*words: dict[str, Any]) -> Document:
    text = text_of(SECTIONS)
    (plain,) = documents_of(text)
    return annotate(text, plain, word(*words))


def told(document: Document, kind: str) -> list[tuple[str, Any, str]]:
    found = (each for each in document.annotations if each.kind == kind)
    return [(each.span.block.local if each.span else "", each.value, each.certainty) for each in found]


def test_the_curator_says_what_a_section_treats() -> None:
    document = treating(ORDER)
    assert told(document, "topic")[-1] == ("3", "fire-prevention", "curated")
    assert ("", "消防安全", "curated") in told(document, "topics")
    assert next(each.note for each in document.annotations if each.certainty == "curated") == "全节讲的是防火"


def test_a_topic_that_the_curator_refuses_stays_in_the_exports_only() -> None:
    plain, document = treating(), treating(NO_HEALTH)
    assert told(plain, "topic")
    assert not told(document, "topic")
    assert not told(document, "topics")
    assert {(at, certainty) for at, _, certainty in told(document, "refused")} == {("1", "curated")}
    assert all(each.evidence for each in document.annotations if each.kind == "refused")
    assert "A050" in {each.code for each in document.findings}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"topic": None}, "either topic or no_topic"),
        ({"no_topic": "party"}, "either topic or no_topic"),
        ({"topic": "防火"}, "no id of a topic"),
        ({"section": "2"}, "no section begins at 2"),
    ],
)
def test_a_row_on_a_section_that_cannot_be_heeded_is_named(wrong: dict[str, Any], says: str) -> None:
    text = text_of(SECTIONS)
    with pytest.raises(TableError, match=rf"000\.yml: topics, row 1: .*{says}"):
        unheeded(word({**ORDER, **wrong}), documents_of(text), (), "000.yml", lambda _: ())


def test_a_section_has_one_word_on_a_topic() -> None:
    twice = {**ORDER, "topic": None, "no_topic": "fire-safety"}
    with pytest.raises(TableError, match="topics, row 2: fire-safety is spoken of already"):
        unheeded(word(ORDER, twice), documents_of(text_of(SECTIONS)), (), "000.yml", lambda _: ())


@pytest.mark.parametrize(
    "idle", [{**ORDER, "section": "1", "topic": "occupational-health"}, {**NO_HEALTH, "section": "3"}]
)
def test_a_row_that_says_what_the_words_tell_does_nothing(idle: dict[str, Any]) -> None:
    with pytest.raises(TableError, match="the words of the section tell so already"):
        unsettling(word(idle), (treating(idle),), "000.yml", trouble)
    unsettling(word(ORDER, NO_HEALTH), (treating(ORDER, NO_HEALTH),), "000.yml", trouble)
