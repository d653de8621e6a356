"""Indexes -> what they cost in Chromium: bytes and milliseconds of a first query and of later ones, recall and precision."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from build_scripts.model import Document
from tests.bench.search.asked import Asked

PAGE = Path(__file__).parent / "page.js"
PATIENCE = 600_000  # milliseconds: Material's first query may take minutes
SIGNATURE = b"pagefind_dcd"


class Cost(NamedTuple):
    """What one query took, and how many of the papers it should have found it did, and found in all."""

    asked: Asked
    first: bool
    bytes: int
    ms: float
    right: int
    found: int


class Counting(SimpleHTTPRequestHandler):
    """Files as a plain host sends them, gzipped where there is a gzipped one; counts the bytes of their bodies.

    Head and body go out in two writes. Without `TCP_NODELAY` the second waits for word of the first, which a browser
    may keep back for 40 ms: that was half of what a search seemed to take.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        packed = path.with_name(f"{path.name}.gz")
        if not path.is_file():
            self.send_error(404)
            return
        content = (packed if packed.is_file() else path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if packed.is_file():
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
        type(self).sent += len(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    (folder / "page.html").write_text(
        "<!doctype html><html lang=zh><script src=page.js></script></html>", encoding="utf-8"
    )
    (folder / "page.js").write_bytes(PAGE.read_bytes())
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/page.html"
        finally:
            server.shutdown()


def costs(
    browser: Browser, kind: str, folder: Path, papers: Sequence[Document], queries: Sequence[Asked]
) -> list[Cost]:
    """A first query of each class in a fresh browser, then all queries in one."""
    numbers = _numbers(kind, folder, papers)
    classes = {each.kind: each for each in queries}
    firsts = list(classes.values()) if kind != "material" else list(classes.values())[:1]
    found = []
    with _served(folder) as url:
        for asked in firsts:
            with _page(browser, url) as page:
                found.append(_cost(page, kind, asked, numbers, first=True))
        with _page(browser, url) as page:
            _cost(page, kind, queries[0], numbers, first=True)
            found += [_cost(page, kind, asked, numbers, first=False) for asked in queries[1:]]
    return found


@contextmanager
def _page(browser: Browser, url: str) -> Iterator[Page]:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(url)
        yield page


def _cost(page: Page, kind: str, asked: Asked, numbers: Mapping[str | int, int], *, first: bool) -> Cost:
    before = Counting.sent
    made = page.evaluate("([kind, query]) => timed(kind, query)", [kind, asked.query])
    found = {numbers[each] for each in made["found"]}
    return Cost(asked, first, Counting.sent - before, made["ms"], len(found & asked.wanted), len(found))


def _numbers(kind: str, folder: Path, papers: Sequence[Document]) -> dict[str | int, int]:
    """How a search names a paper -> its number."""
    if kind == "ours":
        return {number: number for number in range(len(papers))}
    by_id: dict[str | int, int] = {paper.id: number for number, paper in enumerate(papers)}
    if kind == "material":
        return by_id
    return {path.stem: by_id[_paper_of(path)] for path in (folder / "pagefind" / "fragment").iterdir()}


def _paper_of(fragment: Path) -> str:
    words = gzip.decompress(fragment.read_bytes()).removeprefix(SIGNATURE)
    return str(json.loads(words)["url"]).rpartition("/")[2].removesuffix(".html")
