"""Folder -> URL: serve a built site from this machine, at the root or under a sub-path, as a plain host would."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

COMPRESSIBLE = frozenset({".html", ".css", ".js", ".json", ".svg", ".csv", ".txt", ".xml"})


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
        self.send_header("Content-Length", str(own.stat().st_size))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(own.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: pytest shows what failed."""


class CompressingHandler(SiteHandler):
    """The same, with what can be compressed compressed, and connections kept open: as a good host does it."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        with suppress(ConnectionResetError):  # a browser that is done does not say goodbye
            super().handle()

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSIBLE or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        for name, value in (
            ("Content-Type", f"{self.guess_type(path)}; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "max-age=3600"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(folder: Path, prefix: str = "", handler: type[SiteHandler] = SiteHandler) -> Iterator[str]:
    """Serve `folder` while inside, and give its URL without a closing slash; `prefix` is `""` or `/some/path`."""
    made = partial(handler, prefix=prefix, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
