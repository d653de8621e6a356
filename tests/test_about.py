"""The hand-written pages: what they show is true of the code, and every heading keeps its address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_scripts.curation import Curation
from build_scripts.tables import load

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs" / "about").glob("*.md"))
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)  # a block of code with its language
HEADING = re.compile(r"^#+ (?=.*\S)")  # `## 处所 {: #places }`; not a comment inside a block of code
IDENTITY = re.compile(r"\{: #([a-z-]+) \}$")  # at the end of `## 处所 {: #places }`; not `{#places}`


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_heading_has_an_id_of_its_own(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    found = [IDENTITY.search(line) for line in text.splitlines() if HEADING.match(line)]
    ids = [each[1] for each in found if each]
    assert len(ids) == len(found) == len(set(ids)) > 2


def test_the_example_of_a_curation_file_is_one(tmp_path: Path) -> None:
    (example,) = (words for language, words in FENCED.findall(_text("guide.md")) if language == "yaml")
    (tmp_path / "000.yml").write_text(example, encoding="utf-8")
    curated = load(tmp_path / "000.yml", Curation)
    assert all(getattr(curated, section) for section in Curation.__struct_fields__)


def test_nothing_is_on_another_host() -> None:
    assert not [path.name for path in PAGES if "://" in path.read_text(encoding="utf-8")]


def _text(name: str) -> str:
    return (ROOT / "docs" / "about" / name).read_text(encoding="utf-8")
