"""The built site -> Chromium: the search box of every page, by keyboard, mouse, finger, input method, screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect
from playwright.sync_api import Page as Tab

from tests.browser.contrast import CONTRAST
from tests.browser.exported import Paper, papers

pytestmark = pytest.mark.browser

ANYWHERE = "browse/region.html"


@pytest.fixture
def address(site: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(site, "/some/path")
    return lambda path: f"{base}/{path}"


@pytest.fixture
def tab(page: Tab, address: Callable[[str], str]) -> Tab:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address(ANYWHERE))
    return page


@pytest.fixture
def narrow(page: Tab, address: Callable[[str], str]) -> Tab:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address(ANYWHERE))
    return page


@pytest.fixture(scope="module")
def held(site: Path) -> list[Paper]:
    return papers(site)


def field(tab: Tab) -> Locator:
    return tab.get_by_role("combobox", name="检索全文")


def options(tab: Tab) -> Locator:
    return tab.get_by_role("option")


def type_in(tab: Tab, words: str) -> None:
    field(tab).click()
    tab.keyboard.type(words)
    expect(tab.locator(".search-box__status")).to_contain_text(re.compile(r"\d+ 篇|没有找到"), timeout=15_000)


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_leads_to_the_box_and_first_results_come_while_one_types(key: str, tab: Tab, held: list[Paper]) -> None:
    tab.keyboard.press(key)
    expect(field(tab)).to_be_focused()
    tab.keyboard.type("职业病")
    found = [paper for paper in held if paper.answers("职业病")]
    blocks = sum(len(paper.blocks("职业病")) for paper in found)
    expect(tab.locator(".search-box__status")).to_have_text(f"{len(found)} 篇，{blocks} 段")
    expect(options(tab)).to_have_count(min(6, len(found)) + 1)
    expect(options(tab).first.locator("mark").first).to_have_text("职业病")


def test_a_page_asks_for_nothing_of_the_search_until_one_comes_to_the_box(
    page: Tab, address: Callable[[str], str]
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(address(ANYWHERE), wait_until="networkidle")
    assert not [path for path in asked if "/path/search/" in path or path.endswith(("worker.js", "asked.js"))]
    assert not [path for path in asked if "/workers/" in path or "search_index" in path]
    with page.expect_response(lambda response: response.url.endswith("/search/boot.js")):
        field(page).focus()


def test_arrows_choose_and_enter_opens_what_is_chosen(tab: Tab) -> None:
    type_in(tab, "职业病")
    expect(field(tab)).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("ArrowDown")
    first, second = options(tab).nth(0), options(tab).nth(1)
    expect(first).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "false")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field(tab)).to_have_attribute("aria-activedescendant", second.get_attribute("id") or "none")
    expect(field(tab)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")  # none: Enter would search for the words
    expect(tab.locator("[aria-selected=true]")).to_have_count(0)
    tab.keyboard.press("ArrowUp")  # round to the last
    expect(options(tab).last).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    target = first.get_attribute("href") or ""
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(target)
    expect(tab.locator(".found-bar")).to_be_visible()


def test_enter_alone_goes_to_the_search_page(tab: Tab) -> None:
    type_in(tab, "职业病 培训")
    tab.keyboard.press("Enter")
    expect(tab.locator(".search-form input")).to_have_value("职业病 培训")
    expect(tab.locator(".search-count")).to_contain_text("找到")


def test_the_mouse_opens_a_result_and_the_last_line_shows_all(tab: Tab, address: Callable[[str], str]) -> None:
    type_in(tab, "职业病")
    options(tab).last.click()
    expect(tab.locator(".search-form input")).to_have_value("职业病")
    tab.goto(address(ANYWHERE))
    type_in(tab, "职业病")
    options(tab).nth(1).click()
    expect(tab.locator(".paper")).to_be_visible()
    assert parse_qs(urlsplit(tab.url).query) == {"q": ["职业病"]}
    expect(field(tab)).to_have_value("职业病")


def test_a_place_is_gone_to_at_once(tab: Tab, held: list[Paper]) -> None:
    place = held[1].record["blocks"][4]["place"]
    type_in(tab, place)
    expect(options(tab).first).to_have_attribute("aria-selected", "true")
    tab.keyboard.press("Enter")
    expect(tab.locator(f"#L{place.split(':')[1]}")).to_be_in_viewport()


def test_a_place_in_no_paper_is_told_of_and_shown(tab: Tab) -> None:
    field(tab).click()
    tab.keyboard.type("000:7")
    expect(options(tab)).to_have_text(["000:7 是“篇次分隔”，不属于任何一篇。 看那一处"])
    tab.keyboard.press("Enter")
    expect(tab.locator(".told")).to_have_text("000:7 是“篇次分隔”，不属于任何一篇。")
    expect(tab.locator("#L7")).to_be_in_viewport()


def test_escape_and_a_click_elsewhere_put_it_away(tab: Tab) -> None:
    type_in(tab, "职业病")
    tab.keyboard.press("Escape")
    expect(options(tab)).to_have_count(0)
    expect(field(tab)).to_have_value("职业病")
    expect(field(tab)).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("ArrowDown")
    expect(options(tab).first).to_be_visible()
    tab.locator("h1").click()
    expect(options(tab)).to_have_count(0)
    field(tab).focus()
    expect(options(tab).first).to_be_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    expect(field(tab)).to_have_value("")


def test_the_enter_of_an_input_method_opens_nothing(tab: Tab, address: Callable[[str], str]) -> None:
    field(tab).focus()
    method = tab.context.new_cdp_session(tab)
    method.send("Input.imeSetComposition", {"text": "zhiyebing", "selectionStart": 9, "selectionEnd": 9})
    enter = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    method.send("Input.dispatchKeyEvent", enter)
    tab.wait_for_timeout(200)
    expect(options(tab)).to_have_count(0)
    method.send("Input.insertText", {"text": "职业病"})
    expect(options(tab).first).to_be_visible()
    # Safari tells of the Enter that has ended a composition when it has ended, by its number alone.
    safari = "each => each.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    tab.keyboard.press("ArrowDown")
    field(tab).evaluate(safari)
    field(tab).evaluate("each => each.form.requestSubmit()")
    tab.wait_for_timeout(200)
    assert tab.url == address(ANYWHERE)
    expect(field(tab)).to_have_value("职业病")
    tab.keyboard.up("Enter")
    tab.keyboard.press("Enter")
    expect(tab.locator(".paper")).to_be_visible()


def test_letters_typed_elsewhere_and_with_other_keys_are_left_alone(tab: Tab, address: Callable[[str], str]) -> None:
    for keys in ("Control+s", "Alt+s", "n", "p", "f"):
        tab.keyboard.press(keys)
        expect(field(tab)).not_to_be_focused()
    assert tab.url == address(ANYWHERE)


def test_nothing_found_offers_what_is_near(tab: Tab, held: list[Paper]) -> None:
    type_in(tab, "魑魅 职业病")
    number = sum(paper.answers("职业病") for paper in held)
    expect(tab.locator(".search-box__status")).to_have_text("没有找到。")
    expect(options(tab)).to_have_text([f"改为“职业病”：{number} 篇"])


# ---- the sheet on narrow screens


def test_on_a_narrow_screen_a_sheet_covers_the_page(narrow: Tab) -> None:
    expect(field(narrow)).to_be_hidden()
    narrow.get_by_role("link", name="检索", exact=True).first.click()
    expect(field(narrow)).to_be_focused()
    sheet = narrow.get_by_role("search", name="检索")
    size = sheet.bounding_box()
    assert size is not None
    assert (size["x"], size["y"], size["width"], size["height"]) == (0, 0, 360, 740)
    expect(narrow.locator(".md-container")).to_have_attribute("inert", "")
    narrow.keyboard.type("职业病")
    expect(options(narrow).first).to_be_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow.get_by_role("button", name="收起检索").click()
    expect(field(narrow)).to_be_hidden()
    assert narrow.locator("[inert]").count() == 0
    expect(narrow.locator(".search-open")).to_be_focused()


def test_escape_leaves_the_sheet_and_the_keys_raise_it(narrow: Tab) -> None:
    narrow.keyboard.press("/")
    expect(narrow.locator(".search-box__hint")).to_contain_text("000:59")
    narrow.keyboard.press("Escape")
    expect(field(narrow)).to_be_hidden()
    assert narrow.locator("[inert]").count() == 0


# ---- everywhere


def test_it_works_from_disk(page: Tab, site: Path) -> None:
    page.goto((site / ANYWHERE).as_uri())
    type_in(page, "职业病")
    options(page).first.click()
    expect(page.locator(".found-bar")).to_contain_text("“职业病”")


def test_an_index_that_does_not_load_is_told_and_tried_again(tab: Tab) -> None:
    tab.route("**/search/boot.js", lambda route: route.abort())
    field(tab).click()
    tab.keyboard.type("职业病")
    expect(tab.locator(".search-box__status")).to_contain_text("未能载入检索的数据")
    tab.unroute("**/search/boot.js")
    tab.keyboard.type("病")
    expect(options(tab).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_of_the_results_can_be_read(scheme: str, tab: Tab) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    type_in(tab, "职业病")
    tab.keyboard.press("ArrowDown")
    found = tab.evaluate(LETTERS, ".search-box__panel")
    assert len(found) > 10
    assert min(found) >= 4.5


def test_a_screen_reader_hears_a_combobox_with_its_options(tab: Tab) -> None:
    type_in(tab, "职业病")
    tab.keyboard.press("ArrowDown")
    heard = tab.get_by_role("search").aria_snapshot()
    for said in ('- combobox "检索全文" [expanded]', "- status:", '- listbox "检索结果"', "[selected]"):
        assert said in heard, heard
    assert field(tab).get_attribute("aria-controls") == tab.get_by_role("listbox").get_attribute("id")


LETTERS = f"""selector => {{
  {CONTRAST}
  const grounds = element =>
    element ? [...grounds(element.parentElement), [getComputedStyle(element).backgroundColor, 1]] : [];
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {{
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !element.checkVisibility()) continue;
    const under = grounds(element);
    found.push(contrast(seen(under), seen([...under, [getComputedStyle(element).color, 1]])));
  }}
  return found;
}}"""
