"""Laws -> pages: each cited law has one with its facts and its citing paragraphs, and no link on it is dead."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown

from build_scripts.annotate.citations import citations
from build_scripts.knowledge.laws import gathered
from build_scripts.model import Annotation, Archive, Document, Piece
from build_scripts.render.anchors import law_path
from build_scripts.render.document import document_page
from build_scripts.render.indexes.shelves import FEW
from build_scripts.render.laws import law_pages
from build_scripts.render.names import SPACES
from build_scripts.render.passages import AROUND
from build_scripts.tables import TableError
from build_scripts.zh import SENTENCE_END
from tests.hostile import HOSTILE
from tests.mkdocs_site import built_site
from tests.small_archive import archive_of, block, volume_of

LINES = (
    "学习《食品卫生法》和《职业医师法》，严格执法。其他工作照常进行。",
    "贯彻《食品安全法》及其实施条例，落实《江苏省安全生产条例》，订阅《健康报》。",
    "按照川委发〔2003〕2号文件办理，办理《卫生许可证》。",
)


def archive(*lines: str, years: tuple[int, int] | None = None) -> Archive:
    """A paper of one paragraph for each line, with its citations."""
    volume = volume_of(lines)
    documents = []
    for number, line in enumerate(lines, 1):
        bare = Document("000", (block(volume, "paragraph", Piece(number, 0, len(line))),), f"甲{number}")
        dated = replace(bare, annotations=(Annotation("year_range", years, "inferred", ()),) if years else ())
        claims, findings = citations(volume.text, dated)
        documents.append(replace(dated, annotations=(*dated.annotations, *claims), findings=findings))
    return archive_of(replace(volume, documents=tuple(documents)))


def pages(made: Archive) -> dict[str, str]:
    return {page.path: page.content.decode() for page in law_pages(made)}


def test_each_cited_law_has_a_page() -> None:
    found = pages(archive(*LINES))
    laws = ("shipinweishengfa", "zhiyeyishifa", "shipinanquanfa", "shipinanquanfashishitiaoli")
    assert set(found) == {"browse/laws.md", *(f"{law_path(law)}.md" for law in laws)}


def test_a_law_s_page_tells_what_is_known_of_it() -> None:
    text = pages(archive(*LINES))["browse/laws/shipinweishengfa.md"]
    assert "# 中华人民共和国食品卫生法 {: #law-shipinweishengfa }" in text
    assert "1995年10月30日公布" in text
    assert "- **被取代**：[食品安全法](../../browse/laws/shipinanquanfa.md)" in text
    assert "《**食品卫生法**》和《职业医师法》，严格执法。… <small>[000:1](../../archive/000/1.md#L1)</small>" in text


def test_what_replaced_it_is_a_link_only_where_there_is_a_page() -> None:
    text = pages(archive(LINES[0]))["browse/laws/shipinweishengfa.md"]
    assert "- **被取代**：食品安全法\n" in text


def test_a_misquotation_stands_on_the_page_of_the_right_law() -> None:
    text = pages(archive(*LINES))["browse/laws/zhiyeyishifa.md"]
    assert "- **误作**：职业医师法" in text
    assert "《**职业医师法**》" in text


def test_the_index_keeps_laws_other_titles_and_no_laws_apart() -> None:
    index = pages(archive(*LINES))["browse/laws.md"]
    heads = re.findall(r"^#+ (.+?) \{", index, re.MULTILINE)
    assert heads == [
        "法规与文件", "法律（3 种）", "行政法规（1 种）",
        "法规表未收的法规（1 种）", "地方性法规（1 种）",
        "法规表未收的其他文件（1 种）", "只有文号（1 种）",
        "不是法规文件的题名（2 种）", "报刊（1 种）", "证照（1 种）",
    ]  # fmt: skip
    assert "- 《江苏省安全生产条例》 <small>[000:2](../archive/000/2.md#L2)</small>" in index
    assert "- 川委发〔2003〕2号 <small>[000:3]" in index


def test_papers_stand_by_their_years() -> None:
    late, early = (archive("《献血法》", years=each) for each in ((2012, 2012), (2003, 2003)))
    made = archive("《献血法》", "《献血法》")
    volume = made.volumes[0]
    documents = tuple(
        replace(document, annotations=(*other.documents[0].annotations[:1], *document.annotations))
        for document, other in zip(volume.documents, (late, early), strict=True)
    )
    text = pages(archive_of(replace(volume, documents=documents)))["browse/laws/xianxiefa.md"]
    assert text.index("[甲2]") < text.index("[甲1]")


def test_a_law_that_very_many_papers_cite_has_more_pages() -> None:
    found = pages(archive(*["要学习《献血法》。"] * (FEW + 1)))
    assert {"browse/laws/xianxiefa.md", "browse/laws/xianxiefa/1.md", "browse/laws/xianxiefa/2.md"} <= set(found)
    assert "](../../../archive/000/" in found["browse/laws/xianxiefa/1.md"]


def test_an_archive_without_citations_has_the_index() -> None:
    made = pages(archive("同志们好。"))
    assert list(made) == ["browse/laws.md"]
    assert "共引用 0 种 0 处。\n" in made["browse/laws.md"]


def test_the_index_leads_to_titles_without_a_row_only_where_there_are_some() -> None:
    assert "unlisted" not in pages(archive("学习《献血法》。"))["browse/laws.md"]
    text = pages(archive("学习《献血法》，订阅《健康报》。"))["browse/laws.md"]
    assert "另有 1 处题名或文号不在表中，见[不是法规文件的题名](#unlisted-other)起各节。" in text
    assert "（0 种）" not in text


def test_of_laws_that_as_many_papers_cite_the_one_cited_oftener_comes_first() -> None:
    index = pages(archive("学习《母婴保健法》、《献血法》，宣传《献血法》。"))["browse/laws.md"]
    assert index.index("[献血法]") < index.index("[母婴保健法]")


@pytest.mark.parametrize("words", [words for words in HOSTILE if not {"《", "》"} & {*words} and words.strip()])
def test_words_around_a_citation_show_as_themselves(words: str) -> None:
    text = pages(archive(f"{words}学习《献血法》{words}"))["browse/laws/xianxiefa.md"]
    html = Markdown(extensions=["attr_list", "tables"]).convert(text.split("---\n", 2)[2])
    assert set(re.findall(r"<([^/\s>]+)", html)) == {"h1", "h2", "p", "ul", "li", "strong", "a", "br", "small"}
    shown = unescape(re.sub(r"<[^>]+>", "", html))
    first = re.split(f"(?<=[{SENTENCE_END}])", words)[0]
    assert f"献血法》{SPACES.sub('', first)}"[: AROUND // 3] in SPACES.sub("", shown)


def test_mkdocs_finds_every_link_good(tmp_path: Path) -> None:
    made = archive(*LINES)
    volume = made.volumes[0]
    documents = [document_page(each, volume.text) for each in volume.documents]
    assert built_site((*law_pages(made), *documents), tmp_path).is_dir()


# ---- the table


ROW = "- {{id: {id}, name: 甲法, kind: {kind}, {more} matches: [甲], rejects: [乙]}}\n"


@pytest.mark.parametrize(
    ("rows", "trouble"),
    [
        ([("a", "法律", ""), ("a", "法律", "")], "a stands twice"),
        ([("a", "法律", "replaced_by: [b],")], "there is no row b"),
        ([("a", "法律", "dated: law-0,")], "the chronology has no row law-0"),
        ([("a", "法律", "dated: law-001, source: 2001年公布,")], "Remove them here"),
        ([("A", "法律", "")], "matching regex"),
        ([("a", "律法", "")], "Invalid enum value"),
        ([("a", "法律", "source: 某日公布,")], "matching regex"),
    ],
)
def test_a_wrong_row_stops_the_build(tmp_path: Path, rows: list[tuple[str, str, str]], trouble: str) -> None:
    text = "".join(ROW.format(id=each[0], kind=each[1], more=each[2]) for each in rows)
    (tmp_path / "laws.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=trouble):
        gathered(tmp_path)


def test_a_new_law_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "own.yml").write_text(ROW.format(id="jia", kind="法律", more="source: 2027年1月1日公布,"), "utf-8")
    assert gathered(tmp_path)["jia"].year == 2027
