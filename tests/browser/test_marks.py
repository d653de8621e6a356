"""Marks in Chromium: told to mouse, keyboard and finger, in light and dark, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.annotate.losses import losses
from build_scripts.model import Document, Page, Volume
from build_scripts.render.document import document_page
from build_scripts.render.marks import mark_pages
from tests.mkdocs_site import built_site
from tests.test_losses import paper

pytestmark = pytest.mark.browser

LINES = (
    "# 一、20xx年工作回顾",
    *(["20xx年，在XX县委、__市政府的领导下，共设展台20xx余个，“”期间完成了任务。" * 3] * 8),
    "# 三、下一步打算",
    "构建和谐××，再上新台阶。",
)
ADDRESS = "archive/000/1.html"
YEAR = "年份隐去。来源用记号代替了年份的一部分，究竟是哪一年，此处无从知道。"
SKIPPED = "序号中断：“一、”之后是“三、”，中间的部分来源中没有。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text, plain = paper(LINES)
    document = Document("000", plain.blocks, "总结", losses(text, plain)[0])
    pages = (document_page(document, text), *mark_pages(Volume(text, (document,), ())))
    source = Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n')
    return built_site((*pages, source), tmp_path_factory.mktemp("marks"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.goto(f"{serve(built)}/{ADDRESS}")
    return page


def test_a_mouse_is_told_and_may_enter_the_words(tab: Tab) -> None:
    mark, tip = tab.locator("#L2 .mark").first, tab.locator("#mark-tip")
    mark.hover()
    expect(tip).to_have_text(YEAR)
    assert mark.get_attribute("title") is None
    tip.hover()
    tab.wait_for_timeout(400)
    expect(tip).to_be_visible()
    tab.locator("h1").hover()
    expect(tip).to_be_hidden()
    expect(mark).to_have_attribute("title", YEAR)


def test_the_keyboard_is_told_and_escape_puts_it_away(tab: Tab) -> None:
    mark, tip = tab.locator("#L1 .mark").first, tab.locator("#mark-tip")
    tab.locator("#L1").evaluate("block => document.querySelector('.facts a').focus()")
    for _ in range(6):
        tab.keyboard.press("Tab")
        if mark.evaluate("mark => mark === document.activeElement"):
            break
    expect(mark).to_be_focused()
    expect(tip).to_be_visible()
    expect(mark).to_have_attribute("aria-describedby", "mark-tip")
    expect(mark).not_to_have_css("outline-style", "none")
    tab.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(mark).to_be_focused()
    tab.keyboard.press("Tab")
    expect(mark).not_to_have_attribute("aria-describedby", "mark-tip")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_finger_is_told_within_a_narrow_window(
    scheme: str, browser: Browser, built: Path, serve: Callable[..., str]
) -> None:
    with browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        viewport={"width": 360, "height": 700},
    ) as context:
        tab = context.new_page()
        tab.goto(f"{serve(built)}/{ADDRESS}")
        tip = tab.locator("#mark-tip")
        for mark in tab.locator("#L4 .mark").all():
            mark.tap()
            expect(tip).to_be_visible()
            box = tip.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
            assert contrast(tab) >= 4.5
            tip.tap()
            expect(tip).to_be_hidden()
        tab.locator("#L4 .mark").first.tap()
        expect(tip).to_be_visible()
        tab.locator("h1").tap()
        expect(tip).to_be_hidden()
        assert tab.evaluate("document.documentElement.scrollWidth") == 360


def contrast(tab: Tab) -> float:
    """WCAG contrast of the words in the tooltip."""
    found: float = tab.locator("#mark-tip").evaluate("""tip => {
        const { color, backgroundColor } = getComputedStyle(tip);
        const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const light = words => {
            context.fillStyle = words;
            context.fillRect(0, 0, 1, 1);
            const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => each / 255);
            const [red, green, blue] = parts.map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const [dark, bright] = [light(backgroundColor), light(color)].sort();
        return (bright + 0.05) / (dark + 0.05);
    }""")
    return found


def test_blocks_keep_their_text_and_a_note_stands_between_them(tab: Tab) -> None:
    _, document = paper(LINES)
    for block in document.blocks:
        assert tab.locator(f"#{block.place.anchor}").evaluate("element => element.textContent") == block.text
    note = tab.locator(".paper > .lacuna")
    expect(note).to_have_attribute("aria-label", SKIPPED)
    assert note.evaluate("element => element.nextElementSibling.id") == "L10"
    assert note.evaluate("element => getComputedStyle(element, '::before').content").startswith(f'"〔{SKIPPED}')
    assert note.evaluate("element => element.textContent") == ""
    tab.emulate_media(media="print")
    assert note.evaluate("element => element.offsetHeight") > 0


def test_without_scripts_the_words_stand_in_the_title(browser: Browser, built: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((built / ADDRESS).as_uri())
        mark = tab.locator("#L2 .mark").first
        expect(mark).to_have_attribute("title", YEAR)
        expect(mark).to_have_css("text-decoration-style", "dotted")


def test_from_disk_it_works_the_same(page: Tab, built: Path) -> None:
    page.goto((built / ADDRESS).as_uri())
    page.locator("#L2 .mark").first.focus()
    expect(page.locator("#mark-tip")).to_have_text(YEAR)
