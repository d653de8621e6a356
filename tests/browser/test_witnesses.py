"""The built site -> Chromium: two witnesses side by side, without scripts too; shared words marked; one result for both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

PAIR = "browse/parallels/000-251_002-457.html"
TWIN = "archive/002/457.html"
MARKED = "CSS.highlights.get('archive-parallel')?.size ?? 0"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_a_comparison_needs_no_script_and_no_colour(scheme: str, width: int, browser: Browser, site: Path) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
    )
    tab = context.new_page()
    tab.goto((site / PAIR).as_uri())
    hidden, told = tab.locator(".facing del.hidden").first, tab.locator(".facing ins.told").first
    expect(hidden).to_have_text("*")
    expect(hidden).to_have_attribute("title", "另一篇作“彦彬”")
    expect(told).to_have_text("彦彬")
    for each in (hidden, told):
        expect(each).to_have_css("border-top-style", "solid")
    left, right = (each.bounding_box() for each in tab.locator("#p2 [role=cell]").all())
    assert left is not None
    assert right is not None
    assert (right["y"] > left["y"]) if width == 360 else (right["x"] > left["x"] and right["y"] == left["y"])
    assert right["x"] + right["width"] <= width
    tab.locator("#p2 a.place").nth(1).click()
    assert tab.url.endswith("archive/002/457.html#L459")
    context.close()


def test_shared_words_are_marked_on_request_in_either_script(page: Tab, site: Path) -> None:
    page.goto((site / TWIN).as_uri())
    button = page.locator(".shared-words button")
    expect(button).to_have_text("标出他篇也有的文字")
    assert page.evaluate(MARKED) == 0
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(MARKED) == 29
    assert "同志们" in page.evaluate("[...CSS.highlights.get('archive-parallel')].map(String).join('')")
    page.get_by_role("button", name="繁").click()
    expect(page.locator(".paper")).to_have_attribute("data-view", "trad")
    assert "同志們" in page.evaluate("[...CSS.highlights.get('archive-parallel')].map(String).join('')")
    button.click()
    assert page.evaluate(MARKED) == 0


def test_the_section_leads_to_the_other_witness_and_to_the_comparison(page: Tab, site: Path) -> None:
    page.goto((site / TWIN).as_uri())
    section = page.locator("section.witnesses")
    expect(section).to_contain_text("彼篇隐去而本篇写明 4 处")
    section.get_by_role("link", name="逐段对读").click()
    expect(page.locator("h1")).to_contain_text("对读：000:251 与 002:457")


def test_the_search_shows_one_of_two_witnesses_where_one_wishes(
    page: Tab, site: Path, serve: Callable[..., str]
) -> None:
    page.goto(f"{serve(site)}/search.html?q=水市湖城")
    results = page.locator(".search-results > li")
    expect(page.locator(".search-count")).to_contain_text("找到", timeout=15_000)
    before = results.count()
    page.get_by_label("同文合并").check()
    expect(results).to_have_count(before - 1)
    assert "collapse=1" in page.url
    listed = page.locator(".search-count").inner_text()
    counts = page.locator("fieldset", has_text="来源").locator(".facet__count").all_inner_texts()
    assert f"找到 {sum(int(re.sub(r'[^0-9]', '', each)) for each in counts) - 1} 篇" in listed  # one is in two sources
    expect(page.locator(".search-witnesses")).to_have_text("另有传本：002:457")
