"""The table of figures in Chromium: sorted and filtered by mouse and keyboard, a plain table without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.render.document import document_page
from build_scripts.render.figures import figure_pages
from tests.mkdocs_site import built_site
from tests.test_figures import TWO

pytestmark = pytest.mark.browser

ADDRESS = "browse/figures.html"
OWN = "browse/figures/cooperative-enrolment-rate.html"
AMOUNTS = "table.figures-table tbody tr:not([hidden]) td[data-label='数值']"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = [document_page(document, volume.text) for volume in TWO.volumes for document in volume.documents]
    return built_site((*papers, *figure_pages(TWO)), tmp_path_factory.mktemp("figures"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.goto(f"{serve(built)}/{ADDRESS}")
    return page


def test_a_heading_sorts_up_and_down_and_back(tab: Tab) -> None:
    amounts, head = tab.locator(AMOUNTS), tab.locator("th", has_text="数值")
    expect(amounts).to_have_text(["98.46%", "95% 以上", "约 480 万元"])
    head.get_by_role("button").click()
    expect(amounts).to_have_text(["95% 以上", "98.46%", "约 480 万元"])
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    expect(amounts).to_have_text(["约 480 万元", "98.46%", "95% 以上"])
    head.get_by_role("button").click()
    expect(amounts).to_have_text(["98.46%", "95% 以上", "约 480 万元"])
    expect(tab.locator("th[aria-sort]")).to_have_count(0)


def test_the_keyboard_sorts(tab: Tab) -> None:
    button = tab.get_by_role("button", name="年份")
    button.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(AMOUNTS)).to_have_text(["98.46%", "约 480 万元", "95% 以上"])
    assert button.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"


def test_words_an_indicator_and_a_kind_filter(tab: Tab) -> None:
    amounts = tab.locator(AMOUNTS)
    tab.get_by_label("含有").fill("480")
    expect(amounts).to_have_text(["约 480 万元"])
    expect(tab.locator(".figures-filter output")).to_have_text("1 / 3 个数字")
    tab.get_by_label("含有").fill("")
    tab.get_by_label("指标").select_option("参合率")
    expect(amounts).to_have_text(["98.46%", "95% 以上"])
    tab.get_by_label("性质").select_option("目标")
    expect(amounts).to_have_text(["95% 以上"])


def test_a_number_leads_to_its_paragraph(tab: Tab) -> None:
    tab.locator(AMOUNTS).first.get_by_role("link").click()
    expect(tab).to_have_url(re.compile(r"/archive/000/1\.html#L2$"))
    expect(tab.locator("#L2")).to_contain_text("98.46%")


def test_a_point_of_the_plot_leads_there_too(page: Tab, built: Path, serve: Callable[..., str]) -> None:
    page.goto(f"{serve(built)}/{OWN}")
    page.locator("svg.plot a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#L2")).to_contain_text("98.46%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(browser: Browser, built: Path, serve: Callable[..., str], scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    phone = context.new_page()
    base = serve(built)
    for address in (ADDRESS, OWN):
        phone.goto(f"{base}/{address}")
        assert phone.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_without_scripts_the_table_is_whole(browser: Browser, built: Path, serve: Callable[..., str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{serve(built)}/{ADDRESS}")
    expect(plain.locator(AMOUNTS)).to_have_text(["98.46%", "95% 以上", "约 480 万元"])
    expect(plain.locator("table.figures-table button")).to_have_count(0)
    context.close()
