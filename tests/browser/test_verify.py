"""The built site -> Chromium: a colleague pastes a passage, and learns where its words stand and which are nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

WORDS = "会议的主要任务是贯彻落实有关会议精神，总结去年工作，分析当前形势，部署今年工作。"  # in 000:45
OTHER = "會議的主要任務是貫徹落實有關會議精神,總結去年工作"
NOWHERE = "山不在高有仙则名水不在深有龙则灵"
MARKED = "[...(CSS.highlights.get('archive-words') ?? [])].map(range => range.toString())"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"
SCREENS = [("light", 1280), ("dark", 360)]


@pytest.fixture(params=["served below a sub-path", "from disk"])
def root(request: pytest.FixtureRequest, site: Path, serve: Callable[..., str]) -> str:
    return site.as_uri() if request.param == "from disk" else serve(site, "/papers/health")


@pytest.fixture
def served(site: Path, serve: Callable[..., str]) -> str:
    return serve(site, "/papers/health")


def told(tab: Tab, words: str | re.Pattern[str]) -> None:
    expect(tab.locator(".verify-told")).to_contain_text(words, timeout=30_000)


def test_what_is_pasted_is_found_and_each_hit_leads_to_its_words(page: Tab, served: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}/browse/source.html")
    page.get_by_role("link", name="核对", exact=True).first.click()
    expect(page.get_by_label("引文", exact=True)).to_be_visible()  # the scripts have run: what is hidden takes no focus
    page.evaluate("words => navigator.clipboard.writeText(words)", f"{WORDS}\n{NOWHERE}。")
    page.get_by_label("引文", exact=True).focus()
    page.keyboard.press("Control+V")
    told(page, re.compile(r"本站有其中 \d+ 字（\d+%），见于一篇；逐字相同；另外 16 字对不上。"))
    expect(page.locator(".verify-text .verify-absent")).to_have_text(NOWHERE)
    expect(page.locator(".verify-text")).to_have_text(f"{WORDS}\n{NOWHERE}。")
    page.get_by_role("button", name="复制网址").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    page.locator(".verify-parts a").first.click()
    page.wait_for_url("**/archive/000/43.html?words=*#L45")
    assert page.evaluate(MARKED) == [WORDS[:-1]]
    page.goto(shared)
    told(page, "另外 16 字对不上")


def test_the_address_carries_the_passage_and_no_request_does(page: Tab, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url.partition("#")[0])))
    page.goto(f"{root}/verify.html#text={quote(OTHER)}")
    told(page, re.compile("这段文字本站全有，.+写法有别：繁简异体 11 处、全角半角 1 处。"))
    expect(page.locator(".verify-changes").first).to_contain_text("會 → 会")
    assert page.get_by_label("引文", exact=True).input_value() == OTHER
    assert not [address for address in asked if "会议" in address or "會議" in address]
    page.locator(".verify-text a").first.click()
    page.wait_for_url("**/archive/000/43.html?words=*#L45")
    assert page.evaluate(MARKED) == ["会议的主要任务是贯彻落实有关会议精神，总结去年工作"]


def test_typing_is_never_held_up_and_only_the_last_text_is_told(page: Tab, served: str) -> None:
    page.goto(f"{served}/verify.html#text={quote(WORDS * 30)}")
    field = page.get_by_label("引文", exact=True)
    expect(field).to_have_value(WORDS * 30)
    field.fill("")
    field.press_sequentially(NOWHERE)
    page.keyboard.press("Control+Enter")
    assert field.input_value() == NOWHERE
    told(page, "本站没有这段文字：没有连着 4 个字相同的地方。")
    page.wait_for_timeout(1000)
    told(page, "本站没有这段文字")
    expect(page.locator(".verify-going")).to_be_hidden()
    assert unquote(page.url).endswith(f"#text={NOWHERE}")


def test_clearing_and_signs_alone(page: Tab, served: str) -> None:
    page.goto(f"{served}/verify.html#text={quote('，。——')}")
    told(page, "没有可以核对的字")
    expect(page.locator(".verify-outcome")).to_be_hidden()
    page.get_by_role("button", name="清除").click()
    expect(page.locator(".verify-told")).to_have_text("")
    expect(page.get_by_label("引文", exact=True)).to_be_focused()
    assert page.url.endswith("/verify.html")


def test_a_passage_is_words_and_no_page(page: Tab, root: str) -> None:
    page.goto(f"{root}/verify.html#text={quote(HOSTILE + WORDS)}")
    told(page, "本站有其中")
    expect(page.locator(".verify-text")).to_have_text(HOSTILE + WORDS)
    assert page.locator(".verify-outcome :is(img, script)").count() == 0


SENTENCES = [  # what is pasted, the verdict, and what is said between the parts
    (f"{WORDS[:20]}\n12\n{WORDS[20:]}", "本站有这段文字，但有 1 处字不同，见于一篇；其余逐字相同。", ["引文多“12”"]),
    (WORDS.replace("去年", "前年"), "本站有这段文字，但有 1 处字不同，见于一篇；其余逐字相同。", ["引文作“前”，本站作“去”"]),
    (WORDS.replace("，分析当前形势", ""), "本站有这段文字，但有 1 处字不同，见于一篇；其余逐字相同。", ["引文少“分析当前形势”"]),
    (f"{WORDS[19:]}{WORDS[:19]}", "这些字本站都有，但不是连着的一段：分作 2 处，见于一篇；各处逐字相同。", ["次序不同：下面这处在本站并不在其后"]),
    ("同志们：\n这次全省职业卫生监管工作会议是经省局党组同意召开的", "这段文字本站全有，前后相连，见于一篇；逐字相同。", []),
    ("《中华人民共和国职业病防治法》", "这些字本站都有，但不是连着的一段：分作 2 处", None),
    ("會議的主要任務(wù)是貫徹落實(shí)有關(guān)會議精神", "这段文字本站全有，见于一篇；写法有别：繁简异体 9 处、注音 3 处。", []),
]  # fmt: skip


def test_a_passage_with_slips_is_told_from_one_that_is_put_together(page: Tab, served: str) -> None:
    page.goto(f"{served}/verify.html")
    for passage, verdict, between in SENTENCES:
        page.get_by_label("引文", exact=True).fill(passage)
        told(page, verdict)
        if between is not None:
            expect(page.locator(".verify-joint")).to_have_text(between)


def test_the_answer_stays_when_the_worker_takes_its_time_to_end(page: Tab, served: str) -> None:
    page.goto(f"{served}/verify.html")
    page.evaluate("""() => {
        const ask = ARCHIVE_SEARCH.ask;
        ARCHIVE_SEARCH.ask = async (...question) => {
            await ask(...question);
            await new Promise((resume) => setTimeout(resume, 600));
        };
    }""")
    page.get_by_label("引文", exact=True).fill(WORDS)
    told(page, "这段文字本站全有")
    page.wait_for_timeout(1000)  # longer than the worker takes
    told(page, "这段文字本站全有")


def test_an_address_that_cannot_be_read_is_taken_as_it_stands(page: Tab, served: str) -> None:
    page.goto(f"{served}/verify.html#text=%E0%A4%A")
    expect(page.get_by_label("引文", exact=True)).to_have_value("%E0%A4%A")


def test_data_that_does_not_load_is_told(page: Tab, served: str) -> None:
    page.route("**/search/sets/**", lambda route: route.abort())
    page.goto(f"{served}/verify.html#text={quote(WORDS)}")
    told(page, "未能载入核对所需的数据")
    page.unroute("**/search/sets/**")
    page.get_by_role("button", name="核对").click()
    told(page, "这段文字本站全有")


def test_a_check_that_takes_long_can_be_stopped(page: Tab, served: str) -> None:
    page.route("**/search/sets/**", lambda _: None)  # a network that never answers
    page.goto(f"{served}/verify.html#text={quote(WORDS)}")
    page.get_by_role("button", name="停止").click()
    told(page, "已停止。")
    expect(page.locator(".verify-going")).to_be_hidden()
    expect(page.get_by_label("引文", exact=True)).to_have_value(WORDS)


def test_words_chosen_in_a_paper_are_checked(page: Tab, served: str) -> None:
    page.goto(f"{served}/archive/000/43.html")
    page.locator("#L45 > .permalink").click()
    page.get_by_role("menuitem", name="核对引文").click()
    page.wait_for_url("**/verify.html#text=*")
    told(page, "这段文字本站全有，见于一篇；逐字相同。")


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
def test_it_fits_the_screen(scheme: str, width: int, browser: Browser, served: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        passage = f"{OTHER}\n{NOWHERE}\n{'x' * 300}"
        tab.goto(f"{served}/verify.html#text={quote(passage)}")
        told(tab, "本站有其中")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        told_role = tab.get_by_role("status").filter(has_text="本站有其中")
        expect(told_role).to_be_visible()


def test_without_scripts_the_page_says_what_to_do(browser: Browser, root: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{root}/verify.html")
        expect(tab.locator(".verify-form")).to_be_hidden()
        tab.locator(".no-script").get_by_role("link", name="篇目").click()
        tab.wait_for_url("**/browse/source.html")
