"""The view 繁 in a real browser: other words in the same elements, kept, copied, linked and marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab

from build_scripts.traditional import traditional
from tests.browser.papers import button, clipboard, copied, in_view, select, texts
from tests.browser.reading import (
    ISSUER,
    PAGE,
    TEXT,
    TITLE,
    TRADITIONAL,
    reading_site,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reading_site(tmp_path_factory.mktemp("reading"))


def test_the_traditional_view_changes_words_and_keeps_elements(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    before = tab.locator(".paper").evaluate("element => element.innerHTML")
    tab.evaluate("() => { window.kept = [...document.querySelectorAll('.paper *')]; }")
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert texts(tab, TEXT) == TRADITIONAL
    assert tab.evaluate("[...document.querySelectorAll('.paper *')].every((each, at) => each === window.kept[at])")
    assert tab.locator(".mark-redaction").all_text_contents() == ["20xx", "幹部", "培訓"]
    button(tab, "简").click()
    in_view(tab, "简")
    assert texts(tab, TEXT) == TEXT
    assert tab.locator(".paper").evaluate("element => element.innerHTML") == before


def test_titles_and_contents_follow(tab: Tab, address: Callable[[str], str]) -> None:
    shown = "".join(traditional(TITLE))
    tab.goto(address(PAGE))
    name = tab.title()
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert tab.title() == name.replace(TITLE, shown) != name
    assert tab.locator("h1").text_content() == shown
    assert tab.locator("[data-md-component=header-topic] .md-ellipsis").text_content() == shown
    contents = tab.locator(".md-nav--secondary .md-nav__link .md-ellipsis").all_text_contents()
    assert contents[:3] == [TRADITIONAL["L2"], TRADITIONAL["L5"], TRADITIONAL["L8"]]
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.title() == name
    assert tab.locator(".md-nav--secondary .md-nav__link .md-ellipsis").first.text_content() == TEXT["L2"]


def test_what_is_said_of_the_paper_follows(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    facts = tab.locator(".facts")
    for words in ("發文機關", "".join(traditional(ISSUER)), "原文明載"):
        expect(facts).to_contain_text(words)
    assert tab.locator(".mark[title^='單位']").first.get_attribute("title") == "單位\n名稱已隱去"
    assert tab.locator(".facts .certainty[title]").get_attribute("title") == "000:3 全縣幹部作風"
    expect(tab.locator(".layers button").first).to_have_text("简")
    tab.locator(".mark[title^='單位']").first.hover()
    expect(tab.locator(".mark-tip")).to_contain_text("名稱已隱去")


@pytest.mark.parametrize("loads", [True, False])
def test_nobody_who_chose_another_view_is_shown_this_one_first(
    loads: bool, page: Tab, address: Callable[[str], str]
) -> None:
    page.goto(address(PAGE))
    page.evaluate("localStorage.setItem('archive-view', 'trad')")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/characters.js", hold)
    page.goto(address(PAGE), wait_until="commit")
    expect(page.locator("#L3")).to_be_hidden()
    assert page.locator("#L3").text_content() == TEXT["L3"]
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_() if loads else held[0].abort()
    expect(page.locator("#L3")).to_be_visible()
    in_view(page, "繁" if loads else "简")


def test_what_is_shown_is_marked_traditional(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    assert tab.locator("html").get_attribute("lang") == "zh-Hans"
    assert tab.locator("#L3").get_attribute("lang") == "zh-Hant"
    assert tab.locator("h1").get_attribute("lang") == "zh-Hant"
    button(tab, "原文").click()
    in_view(tab, "原文")
    assert tab.locator("#L3").get_attribute("lang") is None
    assert texts(tab, TEXT) == TEXT  # the source is Simplified


def test_the_address_and_the_next_visit_keep_the_view(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert tab.url == address(f"{PAGE}?view=trad")
    tab.goto(address("sources/000.html"))
    tab.goto(address(f"{PAGE}#L3"))
    in_view(tab, "繁")
    assert tab.url == address(f"{PAGE}?view=trad#L3")
    assert tab.locator("#L3").evaluate("element => element.matches(':target')")
    button(tab, "原文").click()
    in_view(tab, "原文")
    button(tab, "繁").click()
    in_view(tab, "繁")
    assert texts(tab, TEXT) == TRADITIONAL


def test_copying_gives_what_is_shown(browser: Browser, built: Path, serve: Callable[..., str]) -> None:
    with clipboard(browser) as tab:
        tab.goto(f"{serve(built)}/{PAGE}?view=trad")
        in_view(tab, "繁")
        select(tab, "L3")
        assert copied(tab) == TRADITIONAL["L3"]


def test_offsets_lead_from_the_text_to_what_is_shown_and_back(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad"))
    in_view(tab, "繁")
    for anchor, text in TEXT.items():
        script = """id => {
          const block = document.getElementById(id);
          const { textOf, toShown, toText } = ARCHIVE_TRADITIONAL_VIEW;
          const text = textOf(block);
          const ways = Array.from({ length: text.length + 1 }, (_, at) => toText(block, toShown(block, at)));
          return [text, ways, toShown(block, text.length) === block.textContent.length];
        }"""
        own, ways, whole = tab.evaluate(script, anchor)
        assert own == text
        assert whole
        halves = {at + 1 for at in range(len(ways)) if text.encode("utf-16-le")[2 * at + 1 : 2 * at + 2] in (b"\xd8", b"\xdb", b"\xd9", b"\xda")}  # fmt: skip
        assert [way for at, way in enumerate(ways) if at not in halves] == [at for at in range(len(ways)) if at not in halves]  # fmt: skip


def test_a_form_of_another_length_moves_no_mark(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(PAGE))
    tab.evaluate("""() => ARCHIVE_TRADITIONAL_VIEW.put(
      { forms: "卫衛", titles: {} }, { document: "000-1", blocks: { L3: [0, "甲乙", 1, "", 5, "一年"] } })""")
    assert tab.locator("#L3").text_content() == f"甲乙0xx一年{TEXT['L3'][6:]}"
    assert tab.locator("#L3 .mark").text_content() == "0xx"
    rest = """() => { const range = document.createRange();
      range.setStartAfter(document.getElementById("L3-8"));
      range.setEndAfter(document.getElementById("L3"));
      return range.toString(); }"""
    assert tab.evaluate(rest) == TEXT["L3"][8:]
    assert tab.evaluate("ARCHIVE_TRADITIONAL_VIEW.toShown(document.getElementById('L3'), 7)") == 7
    tab.evaluate("ARCHIVE_TRADITIONAL_VIEW.take()")
    assert texts(tab, TEXT) == TEXT


MARKED = "() => Array.from(CSS.highlights.get('archive-words') ?? [], String)"


def test_words_in_an_address_are_marked_in_every_view(tab: Tab, address: Callable[[str], str]) -> None:
    tab.goto(address(f"{PAGE}?view=trad&words=干部&to=环境干净&length=27#L4"))
    in_view(tab, "繁")
    start, end = TEXT["L4"].index("干部"), TEXT["L4"].index("环境干净") + 4
    assert tab.evaluate(MARKED) == [TRADITIONAL["L4"][start:end]]
    button(tab, "简").click()
    in_view(tab, "简")
    assert tab.evaluate(MARKED) == [TEXT["L4"][start:end]]


def test_a_link_to_words_of_the_view_names_those_of_the_text(tab: Tab, built: Path, serve: Callable[..., str]) -> None:
    tab.goto(f"{serve(built)}/{PAGE}?view=trad")
    in_view(tab, "繁")
    words, link, row = tab.evaluate("""() => {
      const block = document.getElementById("L3");
      const from = block.textContent.indexOf("幹部");
      const passage = ARCHIVE_PASSAGES.chosenIn(block, ARCHIVE_PASSAGES.rangeIn(block, from, from + 2));
      return [passage.words, ARCHIVE_CITING.ACTIONS[0][1](passage), ARCHIVE_CITING.ACTIONS[3][1](passage)];
    }""")
    assert words == "幹部"
    assert f"words={quote('干部')}" in link
    assert 'before: "干部"' in row
