"""A running `serve` -> what a browser gets after each kind of change, in a copy of the project of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from watchdog.events import FileModifiedEvent, FileMovedEvent, FileSystemEvent

from build_scripts.serve import _Changes
from tests.test_build import NOTICE, SPEECH

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds for one change to show


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code, and beside it another archive with one text."""
    folder = tmp_path_factory.mktemp("serve")
    shutil.copytree(
        ROOT / "build_scripts", folder / "code" / "build_scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "docs" / "about", folder / "code" / "docs" / "about")
    shutil.copy(ROOT / "mkdocs.yml", folder / "code")
    (folder / "texts" / "seeds").mkdir(parents=True)
    (folder / "texts" / "seeds" / "防汛.txt").write_text(SPEECH, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """The address of a server that is at work; afterwards, it ended when it was asked to, and left nothing behind."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    arguments = ["--seeds", str(place / "texts" / "seeds"), "--jobs", "1", "serve", "--address", host]
    around = {**os.environ, "TMPDIR": str(place / "temporary")}
    (place / "temporary").mkdir()
    with (place / "log").open("wb") as log:
        command = [sys.executable, "-m", "build_scripts", *arguments]
        server = subprocess.Popen(command, cwd=place / "code", env=around, stdout=log, stderr=log)
        try:
            yield f"http://{host}"
            server.send_signal(signal.SIGTERM)
            assert server.wait(timeout=PATIENCE) == 0
            assert not list((place / "temporary").glob("mkdocs_*"))
        finally:
            server.kill()


@pytest.fixture
def shows(address: str, place: Path) -> Callable[[str, str], None]:
    """Wait until a page holds these words."""

    def wait(path: str, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while words not in (found := _text(f"{address}/{path}")):
            assert time.monotonic() < until, (found[-500:], (place / "log").read_text(encoding="utf-8")[-3000:])
            time.sleep(0.2)

    return wait


def _text(url: str) -> str:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 (our own server)
            text: str = answer.read().decode()
            return text
    except HTTPError as missing:
        missing.close()
        return "no such page"
    except (URLError, ConnectionError, TimeoutError):
        return "no server"


def test_every_kind_of_change_shows(place: Path, shows: Callable[[str, str], None]) -> None:
    seeds, code = place / "texts" / "seeds", place / "code" / "build_scripts"
    shows("archive/000/5.html", "提高认识")
    (seeds / "~draft").write_bytes(NOTICE.encode("gb18030"))
    (seeds / "~draft").rename(seeds / "护林.txt")  # an atomic save
    shows("archive/001/1.html", "护林防火")
    (seeds / "001.yml").write_text(
        "fields:\n- {document: '1', field: title, value: 护林通知, why: x}\n", encoding="utf-8"
    )
    shows("archive/001/1.html", "护林通知")
    (seeds / "sedAbc").write_text(
        "fields:\n- {document: '1', field: title, value: 防火通知, why: x}\n", encoding="utf-8"
    )
    (seeds / "sedAbc").rename(seeds / "001.yml")  # as `sed -i` does
    shows("archive/001/1.html", "防火通知")
    style = code / "theme" / "assets" / "archive.css"
    style.write_text(style.read_text(encoding="utf-8") + "/* a new style */\n", encoding="utf-8")
    shows("assets/joined/site.css", "/* a new style */")
    footer = code / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text(encoding="utf-8") + "<p>a new foot</p>\n", encoding="utf-8")
    shows("archive/000/5.html", "a new foot")
    links = code / "markdown_ext" / "permalinks.py"
    links.write_text(links.read_text(encoding="utf-8").replace("永久链接", "不变的链接"), encoding="utf-8")
    shows("archive/000/5.html", "本段不变的链接")


def test_a_busy_address_is_told_in_a_sentence(place: Path) -> None:
    command = [sys.executable, "-m", "build_scripts", "--seeds", str(place / "texts" / "seeds"), "serve", "--address"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other = f"127.0.0.1:{taken.getsockname()[1]}"
        for asked in (other, "nonsense", "127.0.0.1:99999"):
            done = subprocess.run([*command, asked], cwd=place / "code", capture_output=True, text=True, check=False)
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr.startswith(f"{asked}: nothing can be served there: ")
            assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("event", "seen", "code"),
    [
        (FileModifiedEvent("seeds/a.txt"), True, False),
        (FileMovedEvent("seeds/sedAbc", "seeds/a.txt"), True, False),
        (FileMovedEvent("seeds/a.txt", "elsewhere"), True, False),
        (FileModifiedEvent("build_scripts/markdown_ext/side.py"), True, True),
        (FileModifiedEvent("seeds/sources.tsv"), False, False),
        (FileMovedEvent("seeds/.sources.tsv.new", "seeds/sources.tsv"), False, False),
        (FileModifiedEvent("build_scripts/theme/assets/archive.css"), True, False),
        (FileModifiedEvent("build_scripts/theme/main.html"), False, False),  # MkDocs sees it
    ],
)
def test_what_counts_as_a_change(event: FileSystemEvent, seen: bool, code: bool) -> None:
    changes = _Changes()
    changes.on_any_event(event)
    assert (changes.seen.is_set(), changes.code.is_set()) == (seen, code)
