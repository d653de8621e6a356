"""Figures: the table holds to its examples, numbers are exact, what was read by eye is read again, pages show it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.annotate import annotate
from build_scripts.annotate.figures import figures
from build_scripts.annotate.figures.amounts import amounts, plain
from build_scripts.annotate.figures.naming import find
from build_scripts.annotate.figures.tenor import Paper, tenor
from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.knowledge.indicators import INDICATORS, IndicatorRow, gathered, indicators
from build_scripts.model import Annotation, Archive, Block, Document, Edition, Figure, Place, Source, Volume
from build_scripts.render.figures import figure_pages
from build_scripts.render.home import home_page
from build_scripts.sections import Section
from build_scripts.segment import segment
from build_scripts.tables import TableError, tables
from tests.gold_labels import SEEDS, seed

GOLD = Path(__file__).parent / "gold" / "figures.tsv"
PRECISION = 0.98
STATUS = 0.95  # of those figures of which the engine says whether they were achieved


def read(text: str) -> list[tuple[str, str, str]]:
    return [(each.row.id, plain(each.amount.value), each.amount.unit) for each in find(text)]


# ---- the table proves itself


@pytest.mark.parametrize("row", indicators().rows.values(), ids=lambda row: row.id)
def test_an_indicator_is_read_from_its_examples_and_from_nothing_else(row: IndicatorRow) -> None:
    for example in row.matches:
        assert (row.id, example.value, example.unit) in read(example.text), example.text
    for text in row.rejects:
        assert row.id not in [found for found, _, _ in read(text)], text


ROW = '\n- {{id: {id}, name: 甲, group: 乙, about: 丙。, units: [{unit}], names: [{name}], matches: [{{text: 丁, value: "1", unit: 人}}], rejects: [戊]}}\n'


@pytest.mark.parametrize(
    ("fields", "trouble"),
    [
        ({"id": "gdp", "unit": "人", "name": "赶集人数"}, "the id gdp stands twice"),
        ({"id": "market", "unit": "张", "name": "病床"}, "the name 病床 stands twice with the unit 张"),
        ({"id": "market", "unit": "人", "name": "集"}, "Expected `str` of length >= 2"),
    ],
)
def test_a_wrong_row_stops_the_build(tmp_path: Path, fields: dict[str, str], trouble: str) -> None:
    path = tmp_path / "indicators.yml"
    path.write_text(INDICATORS.read_text(encoding="utf-8") + ROW.format(**fields), encoding="utf-8")
    with pytest.raises(TableError, match=trouble):
        gathered(path)


def test_a_new_indicator_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "indicators.yml"
    path.write_text(
        INDICATORS.read_text(encoding="utf-8") + ROW.format(id="market", unit="人", name="赶集人数"), "utf-8"
    )
    assert gathered(path).named["赶集人数", "人"] == gathered(path).rows["market"]


# ---- numbers

AMOUNTS = [
    ("480余万元", [("4800000", "元")]),
    ("312.51万人", [("3125100", "人")]),
    ("3.024亿元", [("302400000", "元")]),
    ("1,568人", [("1568", "人")]),
    ("8100.00元", [("8100", "元")]),
    ("0.27/10万", [("0.27", "/10万")]),
    ("49.35/十万", [("49.35", "/10万")]),
    ("8066家（次）", [("8066", "家次")]),
    ("百分之九十五点五", [("95.5", "%")]),
    ("提高3.53个百分点", [("3.53", "百分点")]),
    ("２０名", [("20", "人")]),
    ("20xx余个，20xx亿元，20__年，X.24万人次，20xx0人", []),
    ("甲型H1N1流感，PM2.5", []),
    ("3-4个，85%—90%", []),
    ("1387.12万以及", []),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_amounts_are_exact_and_what_is_blanked_out_is_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(plain(each.value), each.unit) for each in amounts(text)] == expected


@given(st.decimals(0, 10**9, allow_nan=False, places=2), st.sampled_from(["", "万", "亿"]))
def test_an_amount_comes_back_as_it_was_written(number: Decimal, scale: str) -> None:
    (found,) = amounts(f"共{number}{scale}元。")
    assert found.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert Decimal(plain(found.value)) == found.value


@given(st.text(st.sampled_from("参合率达到分别为、，。0123456789.%xX万亿元家由提高到和处罚培训人次"), max_size=40))
def test_any_text_is_read_and_figures_stand_in_order(text: str) -> None:
    starts = [each.amount.start for each in find(text)]
    assert starts == sorted(set(starts))
    assert all(0 <= each.start <= each.amount.start < each.amount.end <= len(text) for each in find(text))


# ---- naming

NAMED = [
    ("几个率连着写", "申报率达87.2%，企业负责人和管理人员培训率达89.6%。", [("", "87.2"), ("企业负责人和管理人员", "89.6")]),
    ("分别", "孕产妇死亡率、婴儿死亡率分别控制在100/10万和29‰。", [("", "100"), ("", "29")]),
    ("分别而数不相当", "政策范围内报销比例分别达85%、70%、70%。", []),
    ("分别增长", "医疗收入、入院人次分别较上年增长8849.77万元和7015人次。", []),
    ("由多少提高到多少", "最高支付限额由3万元提高到4万元。", [("", "40000")]),
    ("增减的幅度", "参合率比上年提高3.5%，封顶线提高了2万元，新增参合人数29963人。", []),
    ("条件", "总投资在5亿元以下的建设项目由市级审批。", []),
    ("每村", "建筑面积每村80平方米。", []),
    ("失去百分号的率", "建卡率100、建证率84、卡证符合率99.5，检查225名儿童。", [("", "100"), ("", "84"), ("", "99.5")]),
    ("涂去的数", "处罚金额20xx万元，参合率达到XX%，检查用人单位20__家。", []),
    ("动作和对象", "共检查各类用人单位8066家（次），发现各类问题30668项。", [("各类", "8066"), ("各类", "30668")]),
    ("所指是完整的词语", "督促企业完成职工培训1500人次，审批事项按时办结率100%，农村卫生厕所普及率达到42%。", [("职工", "1500"), ("审批事项", "100"), ("农村", "42")]),
    ("两名共一数", "危害告知和警示标识设置率为90.7%，对居民食用盐监测抽样288份。", [("", "90.7"), ("居民食用盐", "288")]),
    ("别的事物", "培训班4期，培训率90%，婴儿死亡23人。", [("", "4"), ("", "90")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_a_number_is_a_figure_when_words_name_it(text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (each.about.removesuffix("问题").removesuffix("用人单位"), plain(each.amount.value)) for each in find(text)
    ]
    assert found == expected


# ---- achieved or aimed at, and when

REVIEW, PLAN = "一、20xx年工作回顾", "二、下一步工作打算"
TENORS = [
    ("确保参合率稳定在95%以上。", "", ("targeted", 2015, "")),
    ("参合率达到了95%。", "", ("achieved", 2014, "")),
    ("参合率95%。", REVIEW, ("achieved", 2014, "")),
    ("参合率95%。", PLAN, ("targeted", 2015, "")),
    ("参合率95%。", "", ("", None, "")),
    ("2012年，参合率达到了95%。", PLAN, ("achieved", 2012, "2012年")),
    ("去年，参合率为95%。", "", ("achieved", 2014, "去年")),
    ("今年上半年，参合率为95%。", "", ("", 2015, "今年上半年")),
    ("20xx年，参合率为95%。", REVIEW, ("achieved", 2014, "20xx年")),
    ("近三年来，参合率达到了95%。", "", ("achieved", None, "近三年来")),
    ("一年来，参合率达到了95%。", "", ("achieved", 2014, "一年来")),
    ("参合率达到95%的目标。", "", ("targeted", 2015, "")),
    ("今年以来，参合率达到了95%。", REVIEW, ("achieved", None, "今年以来")),
    ("今年1月，参合率达到了95%。", REVIEW, ("achieved", 2015, "今年")),
    ("加强公共卫生工作，参合率95%。", "", ("", None, "")),
    ("抓好计划生育工作，参合率95%。", "", ("", None, "")),
    ("比2008年有提高，参合率达到了95%。", "", ("achieved", 2014, "")),
]


@pytest.mark.parametrize(("text", "heading", "expected"), TENORS)
def test_what_was_achieved_is_told_from_what_is_aimed_at(
    text: str, heading: str, expected: tuple[str, int | None, str]
) -> None:
    head = Block("heading", Place("000", 1), heading, (), 1) if heading else None
    body = Block("paragraph", Place("000", 2), text, ())
    section = Section((head, body) if head else (body,), head)
    (amount,) = (each for each in amounts(text) if each.unit == "%")
    assert tenor(text, amount.start, amount.end, section, Paper(2015, 2014, 2015, "讲话")) == expected


def test_a_plan_aims_and_a_report_has_achieved() -> None:
    body = (Block("paragraph", Place("000", 1), "参合率95%。", ()),)
    told = {
        genre: tenor("参合率95%。", 3, 6, Section(body), Paper(None, None, None, genre)).status
        for genre in ("工作计划", "总结汇报", "讲话")
    }
    dated = Paper(2013, None, None, "总结汇报"), Paper(2013, None, None, "工作要点"), Paper(2013, None, None, "讲话")
    assert [tenor("参合率95%。", 3, 6, Section(body), paper).year for paper in dated] == [2013, 2013, None]
    assert told == {"工作计划": "targeted", "总结汇报": "achieved", "讲话": ""}


# ---- the archive's own papers


@cache
def held() -> tuple[Document, ...]:
    return tuple(
        annotate(seed(source), document)
        for source in SEEDS
        for document in segment(seed(source), tables(), Curation())[0]
    )


def gold() -> list[dict[str, str]]:
    lines = [line for line in GOLD.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def key(figure: Figure) -> tuple[str, str, str, str]:
    return str(figure.span.block), figure.indicator, figure.value, figure.unit


def test_figures_are_those_that_were_read_by_eye() -> None:
    labels = {(row["place"], row["indicator"], row["value"], row["unit"]): row for row in gold()}
    found = [figure for document in held() for figure in document.figures]
    assert len(found) >= 300
    assert [
        key(figure) for figure in found if key(figure) not in labels
    ] == []  # hold a new one against the text, add it
    right = [figure for figure in found if labels[key(figure)]["right"] == "yes"]
    assert len(right) / len(found) >= PRECISION
    assert len({key(figure) for figure in right}) / sum(row["right"] == "yes" for row in labels.values()) >= PRECISION
    told = [figure for figure in right if figure.status]
    assert sum(labels[key(figure)]["status"] == figure.status for figure in told) / len(told) >= STATUS


def test_a_figure_quotes_its_words() -> None:
    for document in held():
        texts = {block.place: block.text for block in document.blocks}
        for figure in document.figures:
            words = texts[figure.span.block][figure.span.start : figure.span.end]
            assert figure.evidence.quote
            assert re.search(r"\d|百分之", words)


# ---- the pages


class Cells(HTMLParser):
    """The words of each row's cells, and the addresses in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
        elif tag == "a" and self.rows:
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def archive(*papers: tuple[str, ...]) -> Archive:
    volumes = []
    for number, lines in enumerate(papers):
        name = f"{number:03}"
        text = clean(Source(name, f"{name}.txt", "", "utf-8", lines))
        told = []
        for document in segment(text, tables(), Curation())[0]:
            claims = (
                Annotation("region", "=甲省<乙>", "curated", ()),
                Annotation("year", 2012 + number, "curated", ()),
            )
            dated = Document(name, document.blocks, "=题<b>|", claims)
            told.append(Document(name, document.blocks, "=题<b>|", claims, (), figures(text, dated)))
        volumes.append(Volume(text, tuple(told), ()))
    return Archive(Edition("1", "2025-01-01"), tuple(volumes))


TWO = archive(
    ("各单位：", "2012年，参合率达到了98.46%，处罚金额480余万元。"), ("各单位：", "确保今年参合率稳定在95%以上。")
)


def pages(made: Archive) -> Iterator[tuple[str, str]]:
    return ((page.path, page.content.decode("utf-8-sig")) for page in figure_pages(made))


def test_every_number_links_to_its_paragraph() -> None:
    made = dict(pages(TWO))
    assert set(made) == {"browse/figures.md", "browse/figures/cooperative-enrolment-rate.md", "data/figures.csv"}
    overview = Cells(made["browse/figures.md"])
    assert overview.rows[1] == ["参合率", "", "98.46%", "2012", "实际", "=甲省<乙>", "=题<b>|"]
    assert overview.rows[3] == ["处罚金额", "", "约 480 万元", "2012", "实际", "=甲省<乙>", "=题<b>|"]
    assert "../archive/000/1.html#L2" in overview.links
    assert "../browse/figures/cooperative-enrolment-rate.html" in overview.links
    own = Cells(made["browse/figures/cooperative-enrolment-rate.md"])
    assert own.rows[2] == ["", "95% 以上", "2013（今年）", "目标", "=甲省<乙>", "=题<b>|"]
    assert "../../archive/001/1.html#L2" in own.links


def test_the_home_page_counts_indicators_as_their_page_does() -> None:
    """Also those that one paper reports once, which have no page of their own."""
    made = dict(pages(TWO))
    told = re.search(r"，(\d+) 个指标", made["browse/figures.md"])
    assert told
    assert f"<strong>{told[1]}</strong> 项指标</a>" in home_page(TWO, made).content.decode()
    assert int(told[1]) > sum(path.startswith("browse/figures/") for path in made)


def test_a_plot_tells_targets_from_what_was_achieved() -> None:
    page = dict(pages(TWO))["browse/figures/cooperative-enrolment-rate.md"]
    assert page.count('class="point achieved"') == 1
    assert page.count('class="point targeted"') == 1
    assert "纵轴从 0 到 100%。" in page
    assert ">100%</text>" in page


def test_the_sheet_is_safe_and_exact() -> None:
    sheet = next(page.content for page in figure_pages(TWO) if page.path == "data/figures.csv")
    assert sheet.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline="")))
    assert [row["value"] for row in rows] == ["98.46", "95", "4800000"]
    assert {row["title"] for row in rows} == {"'=题<b>|"}
    assert rows[0]["page"] == "archive/000/1.html#L2"


def test_an_archive_without_figures_has_a_table_page_and_an_empty_sheet() -> None:
    made = dict(pages(Archive(Edition("1", ""), ())))
    assert set(made) == {"browse/figures.md", "data/figures.csv"}
    assert "<table" not in made["browse/figures.md"]
