"""Arguments in Chromium: opened in place by mouse, keyboard and finger, and at the page's end without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.annotate import annotate
from build_scripts.model import Page, Volume
from build_scripts.render.arguments import argument_pages
from build_scripts.render.document import document_page
from tests.mkdocs_site import built_site
from tests.test_annotate import documents_of, text_of

pytestmark = pytest.mark.browser

LINES = [
    "同志们：",
    "这次全市卫生工作会议很重要。武强、阜城、枣强、安平要积极做好试点。",
    *(["一年来，各级各部门认真履行职责，做了大量工作，取得了一定成绩。" * 6] * 6),
    "今年是“”规划的最后一年，国家“4万亿”计划继续实施，要做好甲型H1N1流感防控。",
    "谢谢大家！",
]
ADDRESS = "archive/000/1.html"
YEAR, ISSUER = '.facts a[href="#why-year"]', '.facts a[href="#why-issuer"]'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = text_of(LINES)
    (plain,) = documents_of(text)
    document = annotate(text, plain)
    pages = (document_page(document, text), *argument_pages(Volume(text, (document,), ())))
    source = Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n')
    return built_site((*pages, source), tmp_path_factory.mktemp("arguments"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.goto(f"{serve(built)}/{ADDRESS}")
    return page


def test_a_mouse_opens_an_argument_and_follows_a_clue_to_its_words(tab: Tab) -> None:
    panel = tab.locator(".grounds[role=dialog]")
    tab.locator(YEAR).click()
    expect(panel).to_have_accessible_name("年份 2010年 推定")
    expect(panel).to_contain_text("故为2010年。")
    expect(panel.locator(".years .row")).to_have_count(5)
    expect(panel).to_be_in_viewport()
    assert tab.url.endswith(ADDRESS)
    panel.locator("li", has=tab.get_by_text("4万亿", exact=True)).locator(".place").click()
    expect(panel).to_have_count(0)
    assert tab.url.endswith("#L9")
    expect(tab.locator("#L9")).to_be_in_viewport()
    assert tab.evaluate("[...CSS.highlights.get('clue')].map(String)") == ["4万亿"]


def test_the_keyboard_opens_reads_and_closes_it(tab: Tab) -> None:
    trigger, panel = tab.locator(YEAR), tab.locator(".grounds[role=dialog]")
    trigger.focus()
    expect(trigger).to_have_attribute("aria-expanded", "false")
    for key in ("Enter", "Space"):
        tab.keyboard.press(key)
        expect(panel).to_be_focused()
        expect(trigger).to_have_attribute("aria-expanded", "true")
        expect(tab.locator(f"#{trigger.get_attribute('aria-controls')}")).to_be_visible()
        tab.keyboard.press("Tab")
        expect(panel.get_by_role("button", name="关闭")).to_be_focused()
        tab.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(trigger).to_be_focused()
        expect(trigger).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Shift+Tab")  # out of it, to the facts
    expect(panel).to_have_count(0)


def test_one_argument_is_open_at_a_time_and_a_press_elsewhere_closes_it(tab: Tab) -> None:
    panel = tab.locator(".grounds[role=dialog]")
    tab.locator(YEAR).click()
    tab.locator('.facts a[href="#why-region"]').click()
    expect(panel).to_have_count(1)
    expect(panel).to_have_accessible_name("地区 河北省衡水市 推定")
    tab.locator("h1").click()
    expect(panel).to_have_count(0)
    tab.locator(ISSUER).click()
    expect(panel).to_have_accessible_name("发文机关 待考")
    tab.locator(ISSUER).click()
    expect(panel).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_reads_every_argument_within_a_narrow_window(
    scheme: str, phone: Callable[..., Tab], built: Path, serve: Callable[..., str]
) -> None:
    tab = phone(color_scheme=scheme)
    tab.goto(f"{serve(built)}/{ADDRESS}")
    panel = tab.locator(".grounds[role=dialog]")
    for trigger in tab.locator(".facts a.certainty").all():
        trigger.tap()
        expect(panel).to_have_count(1)
        box = panel.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] <= 491
        panel.get_by_role("button", name="关闭").tap()
        expect(panel).to_have_count(0)
        expect(trigger).to_be_focused()
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


def test_the_facts_lead_to_the_indexes(tab: Tab) -> None:
    links = tab.locator('.facts a[href*="/browse/"]').all()
    assert [(each.inner_text(), each.get_attribute("href")) for each in links] == [
        ("河北省衡水市", "../../browse/region.html#r131100"),
        ("2010", "../../browse/year.html#y2010"),
        ("讲话", "../../browse/genre.html#g-speech"),
    ]


def test_ids_stay_unique_while_one_is_open(tab: Tab) -> None:
    tab.locator(YEAR).click()
    assert (
        tab.evaluate("""() => {
        const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
        return ids.filter((id, at) => ids.indexOf(id) !== at);
    }""")
        == []
    )


def test_without_scripts_and_from_disk_the_words_lead_to_the_section(browser: Browser, built: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / ADDRESS).as_uri())
        tab.locator(YEAR).click()
        assert tab.url.endswith("#why-year")
        expect(tab.locator("#why-year .how")).to_be_in_viewport()
        expect(tab.locator("#why-issuer .open")).to_contain_text("文末没有署名")


def test_print_has_the_certainty_and_nothing_over_the_text(tab: Tab) -> None:
    tab.locator(YEAR).click()
    tab.emulate_media(media="print")
    expect(tab.locator(".grounds[role=dialog]")).to_be_hidden()
    expect(tab.locator(YEAR)).to_be_visible()
