"""The browser the other browser tests rely on: it shows Chinese, and it notices what no page may do."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.chromium import visit

# A font without Chinese draws the same box for both.
DRAWN_ALIKE = """([one, other]) => {
  const drawn = (text) => {
    const canvas = document.createElement("canvas");
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.font = "40px sans-serif";
    pen.fillText(text, 10, 50);
    return canvas.toDataURL();
  };
  return drawn(one) === drawn(other);
}"""
HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'


def test_a_page_shows_chinese_in_glyphs_of_its_own(page: Page, serve: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(f'{HEAD}<p id="L1">卫生局工作总结</p>', encoding="utf-8")
    page.goto(serve(tmp_path))
    assert page.locator("#L1").text_content() == "卫生局工作总结"
    assert not page.evaluate(DRAWN_ALIKE, ["卫", "医"]), "no font with Chinese characters: run `make ensure-browser`"
    assert page.evaluate(DRAWN_ALIKE, ["卫", "卫"])


def test_a_folder_is_served_under_a_sub_path_with_its_own_404_page(
    page: Page, serve: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(f"{HEAD}<title>首页</title>", encoding="utf-8")
    (tmp_path / "404.html").write_text(f"{HEAD}<title>没有这一页</title>", encoding="utf-8")
    url = serve(tmp_path, "/archives/health")
    for path, status, title in (
        ("/index.html", HTTPStatus.OK, "首页"),
        ("/", HTTPStatus.OK, "首页"),
        ("/archive/000/44.html", HTTPStatus.NOT_FOUND, "没有这一页"),
        ("/../../index.html", HTTPStatus.NOT_FOUND, "没有这一页"),
    ):
        response = page.goto(url + path)
        assert response is not None
        assert (response.status, page.title()) == (status, title), path


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<img src="https://elsewhere.example/x.png">', "asked another host"),
        ('<script>fetch("https://elsewhere.example/").catch(() => {})</script>', "asked another host"),
        ("<script>missing()</script>", "script of the page failed"),
    ],
)
@pytest.mark.parametrize("from_disk", [False, True])
def test_a_page_that_misbehaves_is_noticed(
    browser: Browser, serve: Callable[..., str], tmp_path: Path, body: str, complaint: str, from_disk: bool
) -> None:
    file = tmp_path / "index.html"
    file.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(AssertionError, match=complaint), visit(browser) as page:
        page.goto(file.as_uri() if from_disk else serve(tmp_path))


def test_no_other_host_can_be_reached(browser: Browser) -> None:
    asked, unresolved = "asked another host", "ERR_NAME_NOT_RESOLVED"
    with (
        pytest.raises(AssertionError, match=asked),
        visit(browser) as page,
        pytest.raises(Error, match=unresolved),
    ):
        page.goto("http://elsewhere.example/")
