"""The built site -> Chromium: the search page as a person uses it, its counts against plain containment in Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Route, expect
from playwright.sync_api import Page as Tab

from tests.browser.exported import Paper, counts, papers, within

pytestmark = pytest.mark.browser

WORD = "卫生"
FACETS = ("year", "genre", "topic", "issuer", "source", "certainty")
SCREENS = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]


@pytest.fixture
def address(site: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    base = serve(site, "/some/path")
    return lambda path: f"{base}/{path}"


@pytest.fixture(scope="module")
def held(site: Path) -> list[Paper]:
    return papers(site)


@pytest.fixture
def ask(page: Tab, address: Callable[[str], str]) -> Callable[[str], Tab]:
    """Open the search page with these words and facets; the counts are proved when it returns."""

    def asking(asked: str) -> Tab:
        page.goto(address(f"search.html?{asked}"))
        expect(page.locator(".search-count")).to_contain_text(re.compile(r"找到|没有"), timeout=15_000)
        return page

    return asking


def told(found: list[Paper], *words: str) -> str:
    blocks = sum(len({each for word in words for each in paper.blocks(word)}) for paper in found)
    return f"找到 {len(found)} 篇，{blocks} 段"


def facet(tab: Tab, name: str) -> dict[str, int]:
    """Every value of a facet with its count, whole lists and all branches opened."""
    while (closed := tab.locator(".facet button[aria-expanded=false]")).count():
        closed.first.click()
    labels = tab.locator(f".facet label:has(input[name={name}])").all()
    return {
        each.locator("input").get_attribute("value") or "": int(each.locator(".facet__count").inner_text().split()[0])
        for each in labels
    }


def box(tab: Tab, name: str, value: str) -> Locator:
    return tab.locator(f".facet input[name={name}][value='{value}']")


# ---- what is found


@pytest.mark.parametrize("word", ["职业卫生", "職業衛生", "２５家", "尘肺", "20xx", "。会", "安监局"])
def test_every_paper_and_block_that_holds_the_word_is_counted(
    word: str, ask: Callable[[str], Tab], held: list[Paper]
) -> None:
    found = [paper for paper in held if paper.answers(word)]
    tab = ask(f"q={quote(word)}")
    if found:
        expect(tab.locator(".search-count")).to_have_text(told(found, word))
    else:
        expect(tab.locator(".search-count")).to_have_text(f"全部 {len(held)} 篇里没有找到。")


def test_results_are_loaded_step_by_step_until_all_are_there(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    found = {f"/archive/{paper.id.replace('-', '/', 1)}.html" for paper in held if paper.answers(WORD)}
    assert len(found) > 20
    tab = ask(f"q={WORD}")
    results = tab.locator(".search-results > li")
    expect(results).to_have_count(20)
    tab.locator(".search-more").click()
    expect(results).to_have_count(min(40, len(found)))
    expect(results.nth(20).locator("h2 a")).to_be_focused()
    while tab.locator(".search-more").is_visible():
        before = results.count()
        tab.locator(".search-more").click()
        expect(results.nth(before)).to_be_visible()
    paths = tab.locator(".search-results h2 a").evaluate_all("all => all.map(each => new URL(each.href).pathname)")
    assert {path.removeprefix("/some/path") for path in paths} == found
    assert len(paths) == len(found)


def test_a_result_says_what_is_known_and_leads_to_the_blocks_that_hold_the_word(
    ask: Callable[[str], Tab], held: list[Paper]
) -> None:
    tab = ask("q=尘肺")
    shown = tab.locator(".search-results > li")
    for result in shown.all():
        url = urlsplit(result.locator("h2 a").get_attribute("href") or "")
        (paper,) = (each for each in held if url.path.endswith(f"/archive/{each.id.replace('-', '/', 1)}.html"))
        blocks = paper.blocks("尘肺")
        links = [urlsplit(each.get_attribute("href") or "") for each in result.locator("ol a").all()]
        assert {each.fragment for each in links} <= set(blocks)
        assert len(links) == min(3, len(blocks))
        assert all(parse_qs(each.query) == {"q": ["尘肺"]} for each in links)
        expect(result.locator(".search-facts")).to_contain_text(f"{len(blocks)} 段")
        expect(result.locator(".search-facts")).to_contain_text(paper.region or "地区待考")
        if paper.region:
            words = {"inferred": "推定", "stated": "原文明载", "curated": "人工考订"}[paper.certainty("region")]
            expect(result.locator(".search-facts > span").first).to_have_text(f"{paper.region} {words}")
    marks = tab.locator(".search-results ol mark").all_inner_texts()
    assert set(marks) == {"尘肺"}


def test_what_is_not_a_query_is_looked_for_as_it_stands_and_said(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={quote('卫生 OR')}")
    expect(tab.locator(".search-notices li")).to_have_text(["“OR”两侧缺少字词，按普通字词检索。"])


def test_a_place_leads_to_its_block(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    place = held[0].record["blocks"][-1]["place"]
    tab = ask(f"q={place}")
    link = tab.locator(".search-results ol a")
    expect(link).to_have_count(1)
    link.click()
    assert tab.url.endswith(f"#L{place.split(':')[1]}")
    assert "?" not in tab.url  # nothing to mark


def test_a_line_outside_all_papers_leads_to_the_source(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    assert held[0].record["lines"][0] > 1
    tab = ask("q=000:1")
    expect(tab.locator(".search-aid")).to_contain_text("没有一篇收录这一处。")
    tab.get_by_role("link", name="来源 000 第 1 行").click()
    tab.wait_for_url("**/sources/000.html?place=000%3A1#L1")
    expect(tab.locator(".told")).to_have_text("000:1 是“页首文字”，不属于任何一篇。")


# ---- nothing found


def test_an_empty_result_names_the_word_that_is_missing_and_offers_the_query_without_it(
    ask: Callable[[str], Tab], held: list[Paper]
) -> None:
    tab = ask(f"q={quote('魑魅 卫生 培训')}")
    expect(tab.locator(".search-count")).to_have_text(f"全部 {len(held)} 篇里没有找到。")
    expect(tab.locator(".search-aid")).to_contain_text("没有一篇含有“魑魅”。")
    number = sum(paper.answers("卫生", "培训") for paper in held)
    expect(tab.locator(".search-aid li")).to_have_text([f"卫生 培训 {number} 篇"])
    tab.locator(".search-aid a").click()
    expect(tab.locator(".search-count")).to_contain_text(f"找到 {number} 篇")


def test_one_long_word_is_cut_to_what_is_found_of_it(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    tab = ask("q=职业卫生魑魅")
    number = sum(paper.answers("职业卫生") for paper in held)
    expect(tab.locator(".search-aid li")).to_have_text([f"职业卫生 {number} 篇"])


def test_facets_that_leave_nothing_can_be_taken_away(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    number = sum(paper.answers(WORD) for paper in held)
    tab = ask(f"q={WORD}&year=1850")
    expect(tab.locator(".search-count")).to_have_text("在所选的筛选之内没有找到。")
    tab.get_by_role("button", name=f"去掉筛选，看全部 {number} 篇").click()
    expect(tab.locator(".search-count")).to_contain_text(f"找到 {number} 篇")
    assert parse_qs(urlsplit(tab.url).query) == {"q": [WORD]}


# ---- facets


def test_each_count_is_that_of_the_papers_that_the_other_facets_let_through(
    ask: Callable[[str], Tab], held: list[Paper]
) -> None:
    found = [paper for paper in held if paper.answers(WORD)]
    tab = ask(f"q={WORD}&genre=讲话&genre=工作计划&region=江苏省&region=")
    genre = [paper for paper in found if {"讲话", "工作计划"} & set(paper.values("genre"))]
    region = [paper for paper in found if paper.region.startswith("江苏省") or not paper.region]
    both = [paper for paper in genre if paper in region]
    assert len(both) < len(genre) < len(found)
    expect(tab.locator(".search-count")).to_have_text(told(both, WORD))
    for name in FACETS:
        assert facet(tab, name) == counts(region if name == "genre" else both, name), name
    shown = facet(tab, "region")
    assert shown.pop("") == sum(not paper.region for paper in genre)
    assert shown == {path: within(genre, path) for path in shown}
    assert sum(count for path, count in shown.items() if "/" not in path) == sum(bool(paper.region) for paper in genre)


def test_values_of_a_facet_are_or_and_facets_are_and(ask: Callable[[str], Tab], held: list[Paper]) -> None:
    found = [paper for paper in held if paper.answers(WORD)]
    tab = ask(f"q={WORD}")
    box(tab, "genre", "讲话").check()
    box(tab, "genre", "总结汇报").check()
    either = [paper for paper in found if {"讲话", "总结汇报"} & set(paper.values("genre"))]
    expect(tab.locator(".search-count")).to_have_text(told(either, WORD))
    box(tab, "source", "001").check()
    expect(box(tab, "source", "001")).to_be_focused()
    narrowed = [paper for paper in either if paper.record["source"] == "001"]
    expect(tab.locator(".search-count")).to_have_text(told(narrowed, WORD))
    tab.get_by_role("button", name="去掉筛选 文种：讲话").click()
    rest = [paper for paper in narrowed if "总结汇报" in paper.values("genre")]
    expect(tab.locator(".search-count")).to_have_text(told(rest, WORD))


def test_before_anything_is_asked_the_facets_are_offered_and_lead_to_their_papers(
    page: Tab, address: Callable[[str], str], held: list[Paper]
) -> None:
    page.goto(address("search.html"))
    expect(page.locator(".search-count")).to_contain_text(f"全部 {len(held)} 篇")
    expect(page.locator(".search-results > li")).to_have_count(0)
    for name in FACETS:
        assert facet(page, name) == counts(held, name), name
    box(page, "genre", "讲话").check()
    speeches = [paper for paper in held if "讲话" in paper.values("genre")]
    expect(page.locator(".search-count")).to_have_text(f"找到 {len(speeches)} 篇")
    expect(page.locator(".search-results > li")).to_have_count(min(20, len(speeches)))
    years = page.locator(".search-facts > span:nth-of-type(2)").all_inner_texts()
    known = [int(year[:4]) for year in years if year[0] == "2" and "以前" not in year]
    assert known == sorted(known, reverse=True)
    assert parse_qs(urlsplit(page.url).query) == {"genre": ["讲话"]}
    page.get_by_role("button", name="去掉筛选 文种：讲话").click()
    expect(page.locator(".search-count")).to_contain_text(f"全部 {len(held)} 篇")


def test_years_between_which_a_paper_lies_are_marked_as_sure_as_they_are(ask: Callable[[str], Tab]) -> None:
    tab = ask("year=&certainty=year:inferred")
    expect(tab.locator(".search-facts > span:nth-of-type(2)").first).to_have_text(
        re.compile(r"^\d{4}(—\d{4} 年间| 年以[前后]) 推定$")
    )


@pytest.mark.parametrize("asked", ["GDP+5%&#25 ?", '"防治，结合" OR =著作', "a/b\\c <b>", "地區：江蘇 -培训"])
def test_any_query_comes_back_from_its_address(asked: str, ask: Callable[[str], Tab]) -> None:
    tab = ask("q=尘肺")
    tab.locator(".search-form input").fill(asked)
    tab.locator(".search-form input").press("Enter")
    expect(tab).to_have_title(re.compile(f"^{re.escape(asked)} - "))
    said = tab.locator(".search-count")
    expect(tab.locator(".search-outcome")).not_to_have_attribute("aria-busy", "true")
    expect(said).to_contain_text(re.compile(r"找到|没有"))
    assert parse_qs(urlsplit(tab.url).query) == {"q": [asked]}
    before = said.inner_text()
    tab.reload()
    expect(tab.locator(".search-form input")).to_have_value(asked)
    expect(said).to_have_text(before)


def test_a_change_of_facets_asks_for_texts_alone(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={WORD}")
    asked: list[str] = []
    tab.context.on("request", lambda request: asked.append(request.url))
    box(tab, "genre", "讲话").check()
    expect(tab.locator(".search-chosen button")).to_have_count(1)
    expect(tab.locator(".search-count")).to_contain_text("找到")
    assert [url for url in asked if "/some/path/search/" in url and "/texts/" not in url] == []


def test_years_fall_and_the_undated_come_last(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={WORD}")
    *years, unknown = facet(tab, "year")
    assert years == sorted(years, reverse=True)
    assert unknown == ""
    expect(tab.locator(".facet label:has(input[name=year])").last).to_contain_text("未定")


def test_a_region_opens_to_what_is_below_it(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={WORD}")
    expect(box(tab, "region", "江苏省/南通市")).to_have_count(0)
    branch = tab.get_by_role("button", name="江苏省之下")
    tab.locator(".facet__more[data-key=region]").click()
    branch.press("Enter")
    expect(branch).to_have_attribute("aria-expanded", "true")
    expect(branch).to_be_focused()
    expect(box(tab, "region", "江苏省/南通市")).to_be_visible()


# ---- the address and the history


def test_an_address_sent_to_a_colleague_shows_the_same(ask: Callable[[str], Tab], browser: Browser) -> None:
    tab = ask(f"q={WORD}")
    box(tab, "genre", "讲话").check()
    box(tab, "year", "").check()
    expect(tab.locator(".search-chosen button")).to_have_text(["年份：未定", "文种：讲话"])
    expect(tab.locator(".search-count")).to_contain_text("找到")
    said, titles = tab.locator(".search-count").inner_text(), tab.locator(".search-results h2").all_inner_texts()
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(tab.url)
        expect(other.locator(".search-count")).to_have_text(said)
        assert other.locator(".search-results h2").all_inner_texts() == titles
        expect(box(other, "genre", "讲话")).to_be_checked()
        expect(box(other, "year", "")).to_be_checked()


def test_back_and_forward_go_through_what_was_asked(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("search.html"))
    field, count = page.locator(".search-form input"), page.locator(".search-count")
    field.press_sequentially("职业卫生", delay=120)
    expect(page).to_have_title(re.compile(r"^职业卫生 - "))  # 职业卫 finds as many
    expect(count).to_contain_text("找到 9 篇")
    first = page.url
    box(page, "genre", "讲话").check()
    expect(count).to_contain_text("找到 7 篇")
    field.fill("尘肺")
    field.press("Enter")
    expect(page).to_have_title(re.compile(r"^尘肺 - 检索"))
    page.go_back()
    expect(count).to_contain_text("找到 7 篇")
    expect(field).to_have_value("职业卫生")
    page.go_back()
    expect(count).to_contain_text("找到 9 篇")
    assert page.url == first
    page.go_back()  # the letters typed on the way are one step
    assert page.url == address("search.html")
    expect(page.locator(".search-results > li")).to_have_count(0)
    page.go_forward()
    expect(count).to_contain_text("找到 9 篇")


def test_one_comes_back_from_a_paper_to_where_one_was(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={WORD}")
    tab.locator(".search-more").click()
    link = tab.locator(".search-results > li").nth(25).locator("h2 a")
    link.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    link.click()
    expect(tab.locator(".paper")).to_be_visible()
    tab.go_back()
    expect(link).to_be_in_viewport()
    tab.wait_for_function("before => Math.abs(scrollY - before) < 60", arg=before)


# ---- typing


def test_first_results_come_while_one_types(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("search.html"))
    expect(page.locator(".search-help")).to_have_attribute("open", "")
    page.locator(".search-form input").press_sequentially("职业卫生")
    expect(page.locator(".search-results mark").first).to_have_text("职业卫生")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["职业卫生"]}


@pytest.mark.parametrize(
    ("path", "field"), [("search.html", ".search-form input"), ("index.html", ".search-box input")]
)
def test_what_is_typed_before_the_scripts_are_there_is_searched(
    path: str, field: str, page: Tab, address: Callable[[str], str]
) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/**/*.js", hold)  # a slow network
    page.goto(address(path), wait_until="commit")
    page.locator(field).press_sequentially("职业卫生")
    for each in waiting:
        each.continue_()
    page.unroute("**/assets/**/*.js")
    expect(page.get_by_text("9 篇，125 段").first).to_be_visible()
    expect(page.locator(field)).to_have_value("职业卫生")


def test_the_letters_of_an_input_method_are_not_searched(page: Tab, address: Callable[[str], str]) -> None:
    page.goto(address("search.html"))
    page.locator(".search-form input").focus()
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "chen'fei", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(300)
    assert page.url == address("search.html")
    expect(page.locator(".search-results > li")).to_have_count(0)
    method.send("Input.insertText", {"text": "尘肺"})
    expect(page.locator(".search-results mark").first).to_have_text("尘肺")


def test_the_key_of_search_goes_to_the_field_of_the_page(ask: Callable[[str], Tab]) -> None:
    tab = ask(f"q={WORD}")
    expect(tab.locator(".search-box")).to_have_count(0)
    tab.keyboard.press("/")
    expect(tab.locator(".search-form input")).to_be_focused()
    tab.keyboard.type("s/n")
    expect(tab.locator(".search-form input")).to_have_value("s/n")


# ---- everywhere


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
@pytest.mark.parametrize("asked", ["", f"?q={WORD}&genre=讲话", "?q=魑魅 卫生", "?q=" + WORD * 40])
def test_nothing_is_wider_than_the_screen(
    asked: str, scheme: str, width: int, page: Tab, address: Callable[[str], str]
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(f"search.html{asked}"))
    if asked:
        expect(page.locator(".search-count")).to_contain_text(re.compile(r"找到|没有"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_narrow_screen_the_facets_are_folded(page: Tab, address: Callable[[str], str]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address(f"search.html?q={WORD}&genre=讲话"))
    summary = page.locator(".search-facets summary")
    expect(summary).to_have_text("筛选（1）")
    expect(box(page, "genre", "讲话")).to_be_hidden()
    summary.click()
    box(page, "genre", "讲话").uncheck()
    expect(summary).to_have_text("筛选")
    expect(box(page, "genre", "讲话")).to_be_visible()


def test_it_works_from_disk(page: Tab, site: Path, held: list[Paper]) -> None:
    page.goto((site / "search.html").as_uri() + f"?q={quote('職業衛生')}&genre=讲话")
    number = sum(paper.answers("职业卫生") and "讲话" in paper.values("genre") for paper in held)
    expect(page.locator(".search-count")).to_contain_text(f"找到 {number} 篇")
    page.locator(".search-results ol a").first.click()
    expect(page.locator(".found-bar")).to_contain_text(re.compile(r"第 \d+ 处，共 \d+ 处"))


def test_without_scripts_the_page_says_so_and_leads_to_the_indexes(browser: Browser, site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((site / "index.html").as_uri())
        tab.locator(".search-box input").fill(WORD)
        tab.locator(".search-box input").press("Enter")
        assert urlsplit(tab.url).path.endswith("/search.html")
        expect(tab.locator(".no-script")).to_contain_text("要打开 JavaScript")
        expect(tab.locator(".search-live")).to_be_hidden()
        tab.locator(".no-script").get_by_role("link", name="地区").click()
        expect(tab.locator("h1")).to_contain_text("地区")


def test_a_missing_index_is_told(page: Tab, address: Callable[[str], str]) -> None:
    page.route("**/search/boot.js", lambda route: route.abort())
    page.goto(address(f"search.html?q={WORD}"))
    expect(page.locator(".search-count")).to_have_text("未能载入检索的数据，请检查网络后再试。")


def test_a_screen_reader_hears_fields_counts_and_results(ask: Callable[[str], Tab]) -> None:
    tab = ask("q=尘肺&genre=讲话")
    heard = tab.locator(".search-page").aria_snapshot()
    for said in (
        '- searchbox "检索全文": 尘肺',
        "- status: 找到",
        '- button "去掉筛选 文种：讲话"',
        '- group "文种"',
        '- checkbox "讲话',
        '- list "检索所得"',
        '- heading "',
    ):
        assert said in heard, heard
    assert tab.locator(".search-count").get_attribute("role") == "status"
    assert "[checked]" in heard
