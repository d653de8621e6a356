"""The tutorial does what it says: its own commands and files, run from its text in a home of their own."""

from __future__ import annotations

import csv
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import pytest

from build_scripts.registers import REGISTERS
from tests.tutorial import PAGE, Step, steps

ROOT = PAGE.parent.parent.parent
MADE = re.compile(r"^make (build|site) SEEDS=(\S+)$", re.MULTILINE)  # make site SEEDS=$HOME/wenku/seeds; not make test
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
STEPS = steps(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the whole tutorial was followed; it is checked at each step."""
    folder = tmp_path_factory.mktemp("home")
    said = ""
    for step in STEPS:
        path = folder / step.path.removeprefix("~/")
        if step.kind == "run":
            said = run(step.words, folder)
        elif step.kind == "write":
            path.write_text(step.words, encoding="utf-8")
        elif step.kind == "change":
            path.write_text(changed(path.read_text(encoding="utf-8"), step.words), encoding="utf-8")
        else:
            promised = told(step, said) if step.kind == "told" else seen(step, path)
            assert promised is None, f"{step}: {promised}"
    return folder


def run(lines: str, folder: Path) -> str:
    """What these lines say in a shell, in the code's folder: make's targets by what the Makefile runs for them."""
    python = shlex.quote(sys.executable)
    lines = MADE.sub(rf"{python} -m build_scripts --seeds \2 \1", lines.replace(".venv/bin/python", python))
    environment = {**os.environ, "HOME": str(folder), "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],  # noqa: S607 (the shell of whoever follows the tutorial)
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def changed(text: str, rows: str) -> str:
    for row in rows.splitlines():
        key = row.partition(":")[0]
        text, count = re.subn(rf"^{key}:.*$", row.replace("\\", r"\\"), text, flags=re.MULTILINE)
        assert count == 1, key
    return text


def told(step: Step, said: str) -> str | None:
    """The first promised line that was not said, after those before it; None when all were."""
    at = 0
    for line in step.words.splitlines():
        shape = ".*?".join(re.escape(part) for part in line.strip().split("…"))
        found = re.compile(shape).search(said, at)
        if found is None:
            return f"{line!r} was not said in {said!r}"
        at = found.end()
    return None


def seen(step: Step, path: Path) -> str | None:
    return None if path.is_file() and step.words in path.read_text(encoding="utf-8") else f"not in {path}"


def test_the_page_has_steps_of_every_kind() -> None:
    assert {step.kind for step in STEPS} == {"run", "write", "change", "told", "seen"}
    assert len([step for step in STEPS if step.kind == "seen"]) > 5


def test_make_runs_what_is_run_here() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "ARCHIVE := $(PY) -m build_scripts --seeds '$(SEEDS)'\n" in makefile
    assert re.search(r"^build: .*\n.*\n\t@\$\(ARCHIVE\) build$", makefile, re.MULTILINE)
    assert re.search(r"^site: .*\n.*\n\t@\$\(ARCHIVE\) site$", makefile, re.MULTILINE)


def test_whoever_follows_the_tutorial_gets_what_it_promises(home: Path) -> None:
    assert (home / "public_html" / "wenku" / "index.html").is_file()


def test_the_copied_site_leads_nowhere_outside_its_folder(home: Path) -> None:
    """So that it works below any path of any host."""
    site = home / "public_html" / "wenku"
    for page in (site / "index.html", site / "archive" / "000" / "1.html", site / "browse" / "open.html"):
        for target in links(page):
            assert target.is_relative_to(site), (page, target)
            assert target.is_file() or (target / "index.html").is_file(), (page, target)


def links(page: Path) -> Iterator[Path]:
    for address in LINK.findall(page.read_text(encoding="utf-8")):
        parts = urlsplit(address)
        if parts.scheme in ("data", "javascript") or not parts.path:
            continue
        assert not parts.scheme, address
        assert not parts.netloc, address
        assert not parts.path.startswith("/"), address
        yield (page.parent / unquote(parts.path)).resolve()


@pytest.mark.parametrize("name", REGISTERS)
def test_registers_are_as_their_schemas_say(home: Path, name: str) -> None:
    with (home / "wenku" / "seeds" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    assert msgspec.convert(rows, REGISTERS[name])
