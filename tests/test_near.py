"""A place that is no anchor of its document -> the anchor before it; and how a page looks on paper and to the Tab key."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from build_scripts.model import Archive, Document, Piece, Volume
from build_scripts.model import Page as Written
from build_scripts.render.document import document_page
from build_scripts.render.going import go_pages
from build_scripts.render.source import source_pages
from tests.mkdocs_site import built_site
from tests.small_archive import EDITION, block, volume_of

LINES = ("广告", "同志们：", "", "一、提高认识。会议邀请市", "安监局张处长讲话。", "", "谢谢大家！", "", "下一篇")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one paper, from line 2 to line 7; its anchors are L2, L4, L4-7, L5 (inside a paragraph) and L7."""
    bare = volume_of(LINES)
    blocks = (
        block(bare, "salutation", Piece(2, 0, 4)),
        block(bare, "heading", Piece(4, 0, 7), level=1),
        block(bare, "paragraph", Piece(4, 7, 12), Piece(5, 0, 9)),
        block(bare, "paragraph", Piece(7, 0, 5)),
    )
    document = Document("000", blocks, "讲话")
    volume = Volume(bare.text, (document,), ())
    index = Written("browse/source.md", "# 篇目 {: #by-source }\n\n## 来源 {: #s000 }\n".encode())
    pages = (
        document_page(document, bare.text),
        *source_pages(volume, b""),
        *go_pages(Archive(EDITION, (volume,))),
        index,
    )
    return built_site(pages, tmp_path_factory.mktemp("near"))


@pytest.fixture(params=["served", "from disk"])
def root(request: pytest.FixtureRequest, built: Path, serve: Callable[..., str]) -> str:
    return built.as_uri() if request.param == "from disk" else serve(built, "/some/path")


NEAR = (
    ("L2", "L2"), ("L3", "L2"), ("L4-3", "L4"), ("L4-9", "L4-7"), ("L5", "L5"), ("L5-3", "L5"), ("L6", "L5"), ("L7-1", "L7"),
    ("L8", "L8"), ("L1", "L1"), ("L99999", "L99999"), ("apparatus", "apparatus"), ("%zz", "%zz"), ("L4-", "L4-"),
)  # fmt: skip


def test_leads_to_the_anchor_before_a_place_inside_the_paper(root: str, page: Page) -> None:
    for asked, shown in NEAR:
        page.goto("about:blank")  # or the page would not be opened again
        page.goto(f"{root}/archive/000/2.html#{asked}")
        expect(page).to_have_url(f"{root}/archive/000/2.html#{shown}")


def test_leads_there_from_the_page_itself_too(root: str, page: Page) -> None:
    page.goto(f"{root}/archive/000/2.html")
    page.evaluate("location.hash = 'L6'")
    expect(page).to_have_url(f"{root}/archive/000/2.html#L5")
    expect(page.locator("#L4-7")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_a_place_typed_behind_the_address_ends_on_words(built: Path, serve: Callable[..., str], page: Page) -> None:
    root = serve(built)
    for asked, shown in (("000:4-9", "L4-7"), ("000:5-3", "L5"), ("archive/000/5.html", "L5")):
        page.goto(f"{root}/{asked}", wait_until="commit")
        page.wait_for_url(f"{root}/archive/000/2.html#{shown}")


def brightness(colour: str) -> float:
    red, green, blue = (float(each) for each in re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_and_nothing_is_highlighted_on_it(scheme: str, built: Path, page: Page) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{built.as_uri()}/archive/000/2.html#L7")
    body, paragraph = page.locator("body"), page.locator("#L7")
    colour = "element => getComputedStyle(element).color"
    expect(body).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    assert (brightness(paragraph.evaluate(colour)) > 128) == (scheme == "dark")
    page.emulate_media(media="print")
    expect(paragraph).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(paragraph).to_have_css("box-shadow", "none")
    for element in (paragraph, page.locator("h1"), page.locator(".facts dt").first, page.locator(".facts dd").first):
        assert brightness(element.evaluate(colour)) < 128
    assert brightness(body.evaluate("element => getComputedStyle(element).backgroundColor")) > 240
