"""Folder -> URL: serve a built site from this machine, at the root or under a sub-path, as a plain host would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


class SiteHandler(SimpleHTTPRequestHandler):
    """Files of one folder below `prefix`; everything else is the site's own 404 page, as GitHub Pages does it."""

    def __init__(self, *args: Any, prefix: str, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*args, directory=directory)

    def translate_path(self, path: str) -> str:
        if path.startswith(f"{self.prefix}/"):
            return super().translate_path(path.removeprefix(self.prefix))
        return str(Path(self.directory, "outside the prefix, so nowhere"))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not own.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(own.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: pytest shows what failed."""


@contextmanager
def serving(folder: Path, prefix: str = "") -> Iterator[str]:
    """Serve `folder` while inside, and give its URL without a closing slash; `prefix` is `""` or `/some/path`."""
    handler = partial(SiteHandler, prefix=prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
