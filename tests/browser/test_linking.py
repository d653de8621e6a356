"""A paragraph, or words in it, in a colleague's hands: links, quotations and citations by the real clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.model import Annotation, Archive, Document, Edition, Page, Piece, Site
from build_scripts.render.cite import cite_pages
from build_scripts.render.document import document_page
from tests.chromium import visit
from tests.mkdocs_site import built_site
from tests.small_archive import block, volume_of

pytestmark = pytest.mark.browser

FIRST = "安全生产重于泰山，安全生产人人有责，"
LINES = (
    FIRST,
    "全市上下务必抓紧抓实。",
    "一、提高认识",
    "我市安全生产形势总体平稳，但安全生产基础薄弱，安全生产责任不实。" * 6,
    "“甲”与\\乙：#丙，{丁}& 戊。",
)
VOLUME = volume_of(LINES)
PAPER = Document(
    "000",
    (
        block(VOLUME, "paragraph", Piece(1, 0, len(FIRST)), Piece(2, 0, len(LINES[1]))),
        block(VOLUME, "heading", Piece(3, 0, len(LINES[2])), level=1),
        *(block(VOLUME, "paragraph", Piece(at, 0, len(LINES[at - 1]))) for at in (4, 5)),
    ),
    "全市安全生产工作会议讲话",
    (Annotation("issuer", "滨州市人民政府", "stated", ()), Annotation("year", 2012, "inferred", ())),
)
ADDRESS = "archive/000/1.html"
CITED = "滨州市人民政府. 全市安全生产工作会议讲话[G/OL]//集. 1版. [2012]: {place}[{day}]. {address}."
SELECT = """([id, start, end]) => {
  const range = ARCHIVE_PASSAGES.rangeIn(document.getElementById(id), start, end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
MARKED = "[...(CSS.highlights.get('archive-words') ?? [])].map(range => range.toString())"
AT = """id => {
  const [range] = CSS.highlights.get('archive-words'), before = document.createRange();
  before.selectNodeContents(document.getElementById(id));
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().length;
}"""
DAY = "[new Date()].map(d => [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => String(n).padStart(2, '0')).join('-'))[0]"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive(Edition("1", "2026-01-01"), (), site=Site("集", ""))
    volume = VOLUME.__class__(VOLUME.text, (PAPER,), ())
    archive = Archive(archive.edition, (volume,), site=archive.site)
    source = Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n')
    pages = (document_page(PAPER, VOLUME.text), *cite_pages(archive), source)
    return built_site(pages, tmp_path_factory.mktemp("linking"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{serve(built, '/some/path')}/{ADDRESS}")
    return page


def taken(tab: Tab, name: str) -> str:
    """What is in the clipboard after this entry of the menu was chosen."""
    tab.get_by_role("menuitem", name=name).click()
    expect(tab.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    expect(tab.get_by_role("menu")).to_be_hidden()
    words: str = tab.evaluate("navigator.clipboard.readText()")
    return words


def test_a_paragraph_is_linked_quoted_and_cited(tab: Tab) -> None:
    trigger = tab.locator("#L1 > .permalink")
    base, day = tab.url, tab.evaluate(DAY)
    cited = CITED.format(place="000:1", day=day, address=f"{base}#L1")
    for name, words in (
        ("复制链接", f"{base}#L1"),
        ("复制引文", f"“{FIRST}{LINES[1]}”（{cited}）"),
        ("复制出处", cited),
    ):
        trigger.click()
        assert taken(tab, name) == words
    assert tab.url == f"{base}#L1"


def test_the_row_for_the_curator_is_yaml_that_finds_its_words(tab: Tab) -> None:
    tab.locator("#L5 > .permalink").click()
    (row,) = yaml.safe_load(taken(tab, "报错"))["readings"]
    assert (row["at"], row["before"]) == ("5", LINES[4][:16])
    tab.evaluate(SELECT, ["L4", 2, 6])
    row = yaml.safe_load(taken(tab, "报错"))["readings"][0]
    assert row["at"] == "4"
    assert LINES[3].count(row["before"]) == 1
    assert "安全生产" in row["before"]
    tab.evaluate(SELECT, ["L1", len(FIRST) - 4, len(FIRST) + 4])
    row = yaml.safe_load(taken(tab, "报错"))["readings"][0]
    assert (row["at"], row["before"]) == ("1", FIRST[-4:])  # of two lines, the one in which the words begin


@pytest.mark.parametrize(
    ("anchor", "start", "end", "count"),
    [("L1", 9, 13, 4), ("L1", 14, 24, 10), ("L4", 18, 22, 4), ("L5", 0, 9, 9), ("L4", 5, 105, 100)],
    ids=["second of two", "over a seam", "a later of many", "signs", "long and repeated"],
)
def test_chosen_words_are_marked_on_the_page_that_is_opened(
    tab: Tab, anchor: str, start: int, end: int, count: int
) -> None:
    text = tab.locator(f"#{anchor}").text_content() or ""
    marked = text[start:end]
    assert len(marked) == count
    tab.evaluate(SELECT, [anchor, start, end])
    link = taken(tab, "复制链接")
    assert urlsplit(link).fragment == anchor
    assert set(parse_qs(urlsplit(link).query)) <= {"words", "to", "length", "nth"}
    tab.goto("about:blank")
    tab.goto(link)
    assert tab.evaluate(MARKED) == [marked]
    assert tab.evaluate(AT, anchor) == start
    assert tab.locator(f"#{anchor}:target").count() == 1
    edge = tab.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    assert tab.evaluate("id => document.getElementById(id).getBoundingClientRect().top", anchor) >= edge


def test_words_in_the_second_line_of_a_joined_paragraph_have_its_place(tab: Tab) -> None:
    tab.evaluate(SELECT, ["L1", len(FIRST) + 2, len(FIRST) + 6])
    expect(tab.get_by_role("menu")).to_contain_text("000:2")


def test_words_that_have_been_corrected_since_leave_the_block_shown(tab: Tab) -> None:
    tab.goto(f"{tab.url}?words=没有这些字#L4")
    assert tab.evaluate(MARKED) == []
    assert tab.locator("#L4:target").count() == 1


def test_the_keyboard_opens_walks_and_leaves_the_menu(tab: Tab) -> None:
    trigger = tab.locator("#L4 > .permalink")
    trigger.focus()
    expect(trigger).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    menu = tab.get_by_role("menu", name="000:4")
    expect(menu).to_be_visible()
    expect(trigger).to_have_attribute("aria-expanded", "true")
    expect(tab.get_by_role("menuitem", name="复制链接")).to_be_focused()
    tab.keyboard.press("ArrowUp")
    expect(tab.get_by_role("menuitem", name="报错")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(trigger).to_be_focused()
    expect(trigger).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [1280, 360])
def test_what_the_menu_offers_stands_in_one_row(tab: Tab, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.locator("#L4 > .permalink").click()
    boxes = [each.bounding_box() for each in tab.locator(".place-menu").get_by_role("menuitem").all()]
    assert len(boxes) == 5
    assert len({(box["y"], box["height"]) for box in boxes if box}) == 1


def test_on_a_telephone_the_menu_opens_below_the_words(tab: Tab) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.locator("#L4 > .permalink").click()
    block, menu = tab.locator("#L4").bounding_box(), tab.locator(".place-menu").bounding_box()
    assert block
    assert menu
    assert menu["y"] >= block["y"] + block["height"]


def test_a_selection_across_paragraphs_offers_nothing(tab: Tab) -> None:
    tab.evaluate("getSelection().setBaseAndExtent(document.getElementById('L3'), 0, document.getElementById('L5'), 1)")
    tab.wait_for_timeout(600)
    expect(tab.get_by_role("menu")).to_be_hidden()


def test_the_box_gives_every_form(tab: Tab) -> None:
    copied = {}
    for name in ("GB/T 7714", "BibTeX", "CSL-JSON"):
        tab.get_by_role("button", name=f"复制 {name}").click()
        expect(tab.get_by_role("status").filter(has_text=f"已复制 {name}")).to_be_visible()
        copied[name] = tab.evaluate("navigator.clipboard.readText()")
    assert all(tab.url in words and "000:1" in words for words in copied.values())
    (item,) = json.loads(copied["CSL-JSON"])
    assert item["URL"] == tab.url
    assert item["issued"] == {"date-parts": [[2012]], "circa": True}


def test_reference_managers_find_the_paper(tab: Tab) -> None:
    found = tab.evaluate(
        "Object.fromEntries([...document.querySelectorAll('meta[name]')].map(m => [m.name, m.content]))"
    )
    assert found["citation_title"] == PAPER.title
    assert (found["citation_author"], found["citation_publication_date"]) == ("滨州市人民政府", "2012")
    assert (found["DC.identifier"], found["DC.language"]) == ("000:1", "zh-CN")


def test_from_disk_a_place_stands_for_the_address(built: Path, browser: Browser) -> None:
    with visit(browser) as tab:
        tab.goto((built / ADDRESS).as_uri())
        tab.evaluate("navigator.clipboard.writeText = async words => { window.taken = words; }")
        tab.locator("#L4 > .permalink").click()
        tab.get_by_role("menuitem", name="复制出处").click()
        expect(tab.get_by_role("status").filter(has_text="已复制")).to_be_visible()
        assert tab.evaluate("window.taken").endswith(": 000:4[" + tab.evaluate(DAY) + "].")
