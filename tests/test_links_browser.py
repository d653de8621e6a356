"""Old addresses in a real browser: from a server below a sub-path and from disk, with and without scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_scripts.links import links_hold, publish
from tests.archives import EDITION, archive, pages, volume

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
LINES = (
    "各位同志：",
    "安全生产会议邀请市",
    "安监局张处长。一、部署工作。",
    "会议结束",
    "篇2",
    "卫生局总结",
    "抓好落实",
)
PUBLISHED = (
    "‖各位同志：",
    "|安全生产会议邀请市",
    "+安监局张处长。|一、部署工作。",
    "|会议结束",
    "~篇2",
    "‖卫生局总结",
    "|抓好落实",
)
NOW = (
    "~各位同志：",
    "‖安全生产会议邀请市",
    "+安监局张处长。一、部署工作。",
    "|会议结束",
    "~篇2",
    "‖卫生局总结",
    "‖抓好落实",
)
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: docs
site_dir: site
theme:
  custom_dir: {root}/build_scripts/theme
nav:
  - 首页: index.md
"""

# old address below archive/000/ -> where its reader ends up, and the words there
MOVED = {
    "1.html#L2": ("2.html#L2", "安全生产会议邀请市安监局张处长。一、部署工作。"),
    "1.html#L3": ("2.html#L3", "安监局张处长。一、部署工作。"),
    "1.html#L3-7": ("2.html#L3-7", "一、部署工作。"),  # begins no block any more
    "1.html#L4": ("2.html#L4", "会议结束"),
    "1.html": ("2.html#L2", "安全生产会议邀请市安监局张处长。一、部署工作。"),
    "1.html#d000-1": ("2.html#L2", "安全生产会议邀请市安监局张处长。一、部署工作。"),
    "1.html?view=hant#L4": ("2.html?view=hant#L4", "会议结束"),
    "6.html#L7": ("7.html#L7", "抓好落实"),  # its page is still there
    "6.html#L6": ("6.html#L6", "卫生局总结"),  # and so is its first paragraph
}

WORDS_FROM = """(id) => {
  const anchor = document.getElementById(id);
  const range = document.createRange();
  range.setStartBefore(anchor);
  range.setEndAfter(anchor.closest("p"));
  return range.toString().trim();
}"""


@pytest.fixture(scope="module")
def old_and_new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose papers were published, then cut otherwise."""
    folder = tmp_path_factory.mktemp("links")
    made = archive(volume(LINES, NOW, title="会议<i>讲话</i>"), publish(archive(volume(LINES, PUBLISHED)), EDITION))
    rendered = pages(made)
    assert links_hold(made, rendered) == ()
    files = {page.path: page.content for page in rendered}
    files |= {
        "index.md": b"# A {: #a }\n",
        "browse/source.md": b"# B {: #b }\n\n## 000 {: #s000 }\n",
        "sources/000.txt": b"",
    }
    for path, content in files.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), encoding="utf-8")
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", folder / "mkdocs.yml")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(params=["served below a sub-path", "from disk"])
def root(request: pytest.FixtureRequest, old_and_new: Path, serve: Callable[..., str]) -> str:
    base = old_and_new.as_uri() if request.param == "from disk" else serve(old_and_new, "/papers/health")
    return f"{base}/archive/000"


@pytest.mark.parametrize("address", MOVED)
def test_an_old_address_ends_on_its_words(page: Page, root: str, address: str) -> None:
    new, words = MOVED[address]
    page.goto(f"{root}/{address}")
    page.wait_for_url(f"{root}/{new}")
    assert page.evaluate(WORDS_FROM, new.partition("#")[2]) == words


def test_a_place_that_is_in_no_paper_any_more_says_so(page: Page, root: str) -> None:
    page.goto(f"{root}/1.html#L1")
    item = page.locator("li", has=page.locator("#L1"))
    expect(item).to_have_text("以下各处现归入“篇次分隔”，不属于任何一篇，可在原始文件中查看：000:1")
    expect(item).to_be_in_viewport()
    page.locator("#L1").click()
    page.wait_for_url("**/sources/000.html#L1")
    expect(page.locator("#L1")).to_contain_text(LINES[0])


def test_a_hash_typed_later_is_followed_too(page: Page, root: str) -> None:
    page.goto(f"{root}/6.html")
    page.evaluate("location.hash = 'L7'")
    page.wait_for_url(f"{root}/7.html#L7")


def test_going_back_does_not_return_to_the_signpost(page: Page, root: str) -> None:
    page.goto(f"{root}/7.html")
    page.goto(f"{root}/1.html#L4")
    page.wait_for_url(f"{root}/2.html#L4")
    page.go_back()
    page.wait_for_url(f"{root}/7.html")


def test_without_scripts_the_signpost_reads_and_leads(browser: Browser, root: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{root}/1.html#L3-7")
        expect(page.locator("h1")).to_contain_text("000:1 已移走")
        expect(page.locator(".onward li.moved")).to_have_text(
            "以下各处现已移入《会议<i>讲话</i>》：000:2、000:3、000:3-7、000:4"
        )
        expect(page.locator("#L3-7")).to_be_in_viewport()
        page.locator("#L3-7").click()
        page.wait_for_url(f"{root}/2.html#L3-7")
