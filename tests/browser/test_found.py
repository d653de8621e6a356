"""The built site -> Chromium: a page opened from a search, its marks, and the way from one to the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from build_scripts.search.fold import folder
from tests.browser.exported import Paper, papers

pytestmark = pytest.mark.browser

MARKED = """name => {
  const block = node => node.parentElement.closest(".paper > [id^=L], h1");
  return [...(CSS.highlights.get(name) ?? [])].map(each => [block(each.startContainer).id, String(each)]);
}"""
ALL, ONE = "archive-found", "archive-found-one"


@pytest.fixture
def address(site: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(site, "/some/path")
    return lambda path: f"{base}/{path}"


@pytest.fixture(scope="module")
def held(site: Path) -> dict[str, Paper]:
    return {paper.id: paper for paper in papers(site)}


@pytest.fixture
def opened(page: Tab, address: Callable[[str], str]) -> Callable[[str], Tab]:
    def opening(path: str) -> Tab:
        page.goto(address(f"archive/{path}"))
        expect(page.locator(".found-bar [role=status]")).to_contain_text("处", timeout=15_000)
        return page

    return opening


def occurrences(paper: Paper, word: str) -> list[str]:
    """The block of each occurrence, the title first (it is no block)."""
    units = [
        ("", paper.record["title"]),
        *((f"L{each['place'].split(':')[1]}", each["text"]) for each in paper.record["blocks"]),
    ]
    return [name for name, text in units for _ in range(folder()(text).count(folder()(word)))]


@pytest.mark.parametrize("asked", ["职业卫生", "職業衛生", '"职业卫生"', "职 业 卫 生"])
def test_every_occurrence_is_marked_and_nothing_in_the_page_is_changed(
    asked: str, opened: Callable[[str], Tab], held: dict[str, Paper], address: Callable[[str], str]
) -> None:
    tab = opened(f"000/43.html?q={quote(asked)}")
    marked = tab.evaluate(MARKED, ALL)
    assert {words for _, words in marked} == {"职业卫生"}
    expected = occurrences(held["000-43"], "职业卫生")
    assert [name if name.startswith("L") else "" for name, _ in marked] == expected
    expect(tab.locator(".found-bar [role=status]")).to_have_text(f"{len(expected)} 处")
    html = "document.querySelector('.paper').innerHTML"
    with_marks = tab.evaluate(html)
    tab.goto(address("archive/000/43.html"))
    assert tab.evaluate(html) == with_marks


def test_the_one_chosen_is_in_sight_and_n_goes_on(opened: Callable[[str], Tab], held: dict[str, Paper]) -> None:
    blocks = occurrences(held["000-43"], "职业卫生")
    first = blocks.index("L59")
    tab = opened("000/43.html?q=职业卫生#L59")
    status = tab.locator(".found-bar [role=status]")
    expect(status).to_have_text(f"第 {first + 1} 处，共 {len(blocks)} 处")
    assert tab.evaluate(MARKED, ONE) == [["L59", "职业卫生"]]
    for step in range(1, 30):
        tab.keyboard.press("n")
        expect(status).to_contain_text(f"第 {first + 1 + step} 处")
        assert in_sight(tab)
    tab.keyboard.press("Shift+N")
    expect(status).to_contain_text(f"第 {first + 29} 处")
    tab.get_by_role("button", name="下一处").click()
    expect(status).to_contain_text(f"第 {first + 30} 处")


def test_it_goes_round(opened: Callable[[str], Tab], held: dict[str, Paper]) -> None:
    number = len(occurrences(held["000-43"], "职业卫生"))
    tab = opened("000/43.html?q=职业卫生")
    status = tab.locator(".found-bar [role=status]")
    tab.keyboard.press("n")
    expect(status).to_contain_text("第 1 处")
    tab.keyboard.press("N")
    expect(status).to_contain_text(f"第 {number} 处")
    assert in_sight(tab)
    tab.keyboard.press("n")
    expect(status).to_contain_text("第 1 处")


def test_escape_clears_the_marks_and_the_address(opened: Callable[[str], Tab], address: Callable[[str], str]) -> None:
    tab = opened("000/43.html?q=职业卫生#L59")
    tab.keyboard.press("Escape")
    expect(tab.locator(".found-bar")).to_have_count(0)
    assert tab.evaluate("[...CSS.highlights.keys()]") == []
    assert tab.url == address("archive/000/43.html#L59")
    tab.keyboard.press("n")
    assert tab.url == address("archive/000/43.html#L59")
    tab.reload()
    expect(tab.locator("#L59")).to_be_in_viewport()
    expect(tab.locator(".found-bar")).to_have_count(0)


def test_escape_first_closes_what_lies_over_the_text(opened: Callable[[str], Tab]) -> None:
    tab = opened("000/43.html?q=职业卫生#L61")
    tab.locator(".paper .mark").nth(0).focus()
    expect(tab.locator(".mark-tip")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".mark-tip")).to_be_hidden()
    expect(tab.locator(".found-bar")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator(".found-bar")).to_have_count(0)


def test_the_letters_typed_into_the_box_move_nothing(opened: Callable[[str], Tab]) -> None:
    tab = opened("000/43.html?q=职业卫生#L59")
    before = tab.locator(".found-bar [role=status]").inner_text()
    tab.keyboard.press("/")
    tab.keyboard.type("nN")
    expect(tab.get_by_role("combobox")).to_have_value("nN")
    assert tab.locator(".found-bar [role=status]").inner_text() == before


def test_the_source_s_own_words_are_marked_when_they_are_shown(
    opened: Callable[[str], Tab], held: dict[str, Paper]
) -> None:
    """Source 002 is in Traditional characters."""
    paper = next(each for each in held.values() if each.record["source"] == "002" and each.blocks("卫生"))
    local = paper.id.partition("-")[2]
    tab = opened(f"002/{local}.html?q=卫生")
    assert {words for _, words in tab.evaluate(MARKED, ALL)} == {"卫生"}
    tab.get_by_role("button", name="原文", exact=True).click()
    expect(tab.locator(".paper")).to_have_attribute("data-view", "source")
    tab.wait_for_function("[...CSS.highlights.get('archive-found')].some(each => String(each) === '衛生')")
    words = [words for name, words in tab.evaluate(MARKED, ALL) if name.startswith("L")]
    assert set(words) == {"衛生"}
    assert "view=source" in tab.url
    tab.keyboard.press("n")
    expect(tab.locator(".found-bar [role=status]")).to_contain_text("第")
    tab.keyboard.press("Escape")
    expect(tab).not_to_have_url(re.compile("q="))
    assert "view=source" in tab.url


def test_words_that_are_not_there_are_said_not_to_be(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("archive/000/43.html?q=魑魅"))
    expect(page.locator(".found-bar [role=status]")).to_have_text("这一页没有")
    expect(page.get_by_role("button", name="下一处")).to_be_disabled()
    page.get_by_role("button", name="清除标记").click()
    expect(page.locator(".found-bar")).to_have_count(0)


def test_the_bar_leads_back_to_the_search_and_says_itself(opened: Callable[[str], Tab]) -> None:
    tab = opened(f"000/43.html?q={quote('职业卫生 -培训')}#L59")
    heard = tab.locator(".found-bar").aria_snapshot()
    assert '- link "“职业卫生 -培训”"' in heard
    assert re.search(r"- status: 第 \d+ 处，共 \d+ 处", heard), heard
    assert tab.get_by_role("region", name="检索所得").is_visible()
    tab.locator(".found-bar a").click()
    expect(tab.locator(".search-form input")).to_have_value("职业卫生 -培训")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_is_not_wider_than_the_screen(width: int, opened: Callable[[str], Tab], page: Tab) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    tab = opened("000/43.html?q=" + quote("职业卫生 " * 8 + "培训") + "#L59")
    box = tab.locator(".found-bar").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_paper_opened_in_another_way_loads_nothing_of_the_search(page: Tab, address: Callable[[str], str]) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(address("archive/000/43.html"), wait_until="networkidle")
    assert not [url for url in asked if "/search/engine.js" in url or "/search/boot.js" in url]
    expect(page.locator(".found-bar")).to_have_count(0)


def in_sight(tab: Tab) -> bool:
    script = """name => {
      const [range] = CSS.highlights.get(name);
      const {top, bottom} = range.getBoundingClientRect();
      const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
      return top >= header && bottom <= document.querySelector(".found-bar").getBoundingClientRect().top;
    }"""
    return bool(tab.evaluate(script, ONE))
