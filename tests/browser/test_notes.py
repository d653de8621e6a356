"""Editorial notes in Chromium: told to mouse and keyboard, one step to the note and back, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from build_scripts.model import Volume
from build_scripts.render.document import document_page
from build_scripts.render.notes import note_pages
from tests.mkdocs_site import built_site
from tests.test_annotate import text_of
from tests.test_notes import LINES, ON_HEADING, ON_VETO, noted

pytestmark = pytest.mark.browser

ADDRESS = "archive/000/1.html"
TOLD = "一项不合格，即取消评优资格。"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text, document = text_of(LINES), noted(ON_VETO, ON_HEADING)
    pages = (document_page(document, text), *note_pages(Volume(text, (document,), ())))
    return built_site(pages, tmp_path_factory.mktemp("notes"))


@pytest.fixture
def tab(page: Tab, built: Path, serve: Callable[..., str]) -> Tab:
    page.goto(f"{serve(built)}/{ADDRESS}")
    return page


def test_the_pointer_and_the_keyboard_are_told(tab: Tab) -> None:
    tip = tab.locator("#mark-tip > div")
    tab.locator("#L2 .note-sign").hover()
    expect(tip).to_have_text(TOLD)
    tab.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    tab.locator("#L3 .note-sign").focus()
    expect(tip).to_have_text("指党政领导。")
    tab.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_sign_leads_to_its_note_and_the_note_back(tab: Tab) -> None:
    tab.locator("#L2 .note-sign").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#note-1")).to_be_in_viewport()
    assert tab.url.endswith("#note-1")
    tab.locator("#note-1 [role=doc-backlink]").click()
    assert tab.url.endswith("#note-sign-1")
    expect(tab.locator("#L2")).to_be_in_viewport()


def test_a_sign_shows_its_number_and_adds_no_words(tab: Tab) -> None:
    assert tab.locator("#L2").evaluate("block => block.textContent") == LINES[1]
    shown = tab.locator("#L2 .note-sign").evaluate("sign => getComputedStyle(sign, '::after').content")
    assert "1" in shown
    expect(tab.locator("#L2 .note-sign")).to_have_accessible_name("编者注 1")


def test_notes_are_there_without_scripts(browser: Browser, built: Path, serve: Callable[..., str]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{serve(built)}/{ADDRESS}")
        tab.locator("#L2 .note-sign").click()
        assert tab.url.endswith("#note-1")
        expect(tab.locator("#note-1")).to_contain_text(TOLD)
