"""Archive -> `search.md`: an example of this archive, and every way of writing that the engine knows."""

from __future__ import annotations

import re
from pathlib import Path

from build_scripts.render.searching import search_page
from tests.small_archive import archive_of, small_archive, volume_of

TOKENS = Path(__file__).parent.parent / "build_scripts" / "search" / "tokens.js"
FIELD = re.compile(r"([一-鿿]{2,}): \"[a-z]+\"")  # 地区: "region"; not region: "region", not 年: "year"


def test_the_example_of_a_place_is_one_of_this_archive() -> None:
    assert "| `000:5-7` | 直达这一处。" in search_page(small_archive()).content.decode()


def test_an_archive_without_papers_has_the_page_too() -> None:
    assert b"`000:59`" in search_page(archive_of(volume_of(()))).content


def test_every_field_of_a_query_is_told_by_the_name_that_the_pages_have_for_it() -> None:
    listed = TOKENS.read_text(encoding="utf-8").partition("const FIELDS = {")[2].partition("}")[0]
    told = search_page(small_archive()).content.decode()
    assert len(FIELD.findall(listed)) == 7
    assert all(f"`{name}:" in told for name in FIELD.findall(listed))
