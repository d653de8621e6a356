"""The built site -> Chromium: go.html leads to a place, or says what is there, from a server and from disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

# what is asked -> where one ends up, and what is said there
GOES = {
    "?000:59": ("archive/000/43.html#L59", ""),
    "#000:59": ("archive/000/43.html#L59", ""),
    "?place=000%3A59": ("archive/000/43.html#L59", ""),
    "?000：L59": ("archive/000/43.html#L59", ""),
    "?000-43": ("archive/000/43.html#L43", ""),
    "?000:59-18": ("archive/000/43.html#L59", ""),  # begins no block: the paragraph that holds it
    "?000:23-22": ("archive/000/9.html#L23-22", ""),
    "?000:7": ("sources/000.html?place=000%3A7#L7", "000:7 是“篇次分隔”，不属于任何一篇。"),
    "?000:1": ("sources/000.html?place=000%3A1#L1", "000:1 是“页首文字”，不属于任何一篇。"),
    "?000:60": ("sources/000.html?place=000%3A60#L60", "000:60 是空行，没有文字。"),
}
SAYS = {
    "?999:1": "本站没有来源 999。",
    "?000:99999": "来源 000 只有 333 行，没有 000:99999。",
    "?<b>": "“<b>”不是处所：来源的编号、冒号、行号，如 000:59。",
    "?%E0%A4%A": "“%E0%A4%A”不是处所",
    "": "",
}


@pytest.fixture(params=["served below a sub-path", "from disk"])
def root(request: pytest.FixtureRequest, site: Path, serve: Callable[..., str]) -> str:
    return site.as_uri() if request.param == "from disk" else serve(site, "/papers/health")


def test_a_place_is_gone_to(page: Tab, root: str) -> None:
    for asked, (address, said) in GOES.items():
        page.goto(f"{root}/go.html{asked}")
        page.wait_for_url(f"{root}/{address}")
        line = page.locator(f"[id='{address.partition('#')[2]}']")
        expect(line).to_be_in_viewport()
        if said:
            expect(page.locator(".told")).to_have_text(said)
            below = page.locator(".told").evaluate("element => element.getBoundingClientRect().bottom")
            assert line.evaluate("element => element.getBoundingClientRect().top") >= below, asked


def test_what_is_no_place_is_told(page: Tab, root: str) -> None:
    for asked, said in SAYS.items():
        page.goto(f"{root}/go.html{asked}")
        expect(page.locator(".go-told")).to_contain_text(said)
        assert re.search(r"/go\.html", page.url)


def test_a_place_is_typed_and_going_back_does_not_return_to_the_form(page: Tab, root: str) -> None:
    page.goto(f"{root}/browse/source.html")
    page.goto(f"{root}/go.html")
    page.get_by_label("处所").fill("000:59")
    page.get_by_role("button", name="前往").click()
    page.wait_for_url("**/archive/000/43.html#L59")
    page.go_back()
    page.wait_for_url("**/browse/source.html")


def test_a_source_that_does_not_load_is_told(page: Tab, root: str) -> None:
    page.route("**/data/places/000.js", lambda route: route.abort())
    page.goto(f"{root}/go.html?000:59")
    expect(page.locator(".go-told")).to_contain_text("来源 000 的数据未能载入")
    expect(page.get_by_role("link", name="来源 000 逐行照录")).to_be_visible()


def test_without_scripts_the_page_says_what_to_do(browser: Browser, root: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{root}/go.html?000:59")
        page.locator("noscript").get_by_role("link", name="篇目").click()
        page.wait_for_url("**/browse/source.html")
