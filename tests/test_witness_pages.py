"""Parallel papers -> the section of each, the pages side by side, the index: every word of both, once, as itself."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest

from build_scripts.model import (
    Annotation,
    Archive,
    Document,
    Page,
)
from build_scripts.render.witnesses import witness_pages
from build_scripts.witnesses import witnesses
from tests.hostile import HOSTILE
from tests.planted import WHOLE, cut, document
from tests.small_archive import volume_of
from tests.test_arguments import converted
from tests.test_markdown import Texts, extensions
from tests.witness_papers import COPY, FIRST, FOLDER, LONG, OWN, archive, claimed, own

TAG = re.compile("<[^>]*>?")  # <p class="heading">, and the tag that a cut left open
PLACE = re.compile('<a class="place".*?</a>')  # <a class="place" href="…">000:1</a>; not <a href="…">


# ---- pages


def pages(*papers: Document) -> tuple[Archive, dict[str, Page]]:
    made = witnesses(archive(*papers), FOLDER)
    return made, {page.path: page for page in witness_pages(made)}


def test_the_section_lists_the_other_witnesses(tmp_path: Path) -> None:
    older = replace(COPY, annotations=(Annotation("superseded_by", "000:1", "curated", ()),))
    made, held = pages(FIRST, older, document("002", (*OWN, *LONG[1:3], *own(1))))
    data = [page for path, page in held.items() if path.startswith("data/")]
    html = converted(made.documents[0], volume_of(()).text, data, tmp_path)
    section = html.partition('<section class="closing witnesses"')[2]
    assert '<span class="older">旧本</span> <a href="../../archive/001/1.html">' in section
    assert "彼篇隐去而本篇写明 1 处" in section
    assert '<a href="../../browse/parallels/000-1_001-1.html">逐段对读</a>' in section
    assert (
        '<a class="place" href="#L2">000:2</a>—<a class="place" href="../../archive/002/1.html#L3">002:3</a>' in section
    )
    assert 'data-stretches="L1:0-' in section


def test_papers_with_shared_passages_only_have_no_page_of_comparison() -> None:
    _, held = pages(document("000", (*OWN, *LONG[1:4], *own(3))), document("001", (*LONG[1:4], *own(1))))
    assert [path for path in held if path.endswith(".md")] == ["browse/parallels.md"]
    assert (
        "[000:3](../archive/000/1.md#L3)—[001:1](../archive/001/1.md#L1)"
        in held["browse/parallels.md"].content.decode()
    )


def test_papers_that_share_most_of_their_words_are_compared_though_they_are_two() -> None:
    first, second = (claimed(document(f"{n:03}", (*LONG, *(OWN[n],) * 2)), year_=2010 + n) for n in (0, 1))
    made, held = pages(first, second)
    assert [each.kind for each in made.parallels] == ["shared"]
    assert "文句相同，相同" in held["browse/parallels/000-1_001-1.md"].content.decode()
    assert "[对读](../browse/parallels/000-1_001-1.md)" in held["browse/parallels.md"].content.decode()


@pytest.mark.parametrize("seed_of", range(4))
def test_a_comparison_holds_both_papers_whole_each_word_once(seed_of: int) -> None:
    chance = random.Random(seed_of)  # noqa: S311
    change = WHOLE[(-1 - seed_of) % len(WHOLE)]
    first, second = document("000", (*LONG, OWN[0][:12])), document("001", (*change(LONG, chance), OWN[1][:12]))
    _, held = pages(first, second)
    html = held["browse/parallels/000-1_001-1.md"].content.decode()
    rows = html.partition("\n</div>\n\n")[0].split('role="row"')[2:]
    for side, each in enumerate((first, second)):
        cells = [row.split('role="cell"')[1 + side].partition(">")[2] for row in rows]
        shown = "".join(TAG.sub("", PLACE.sub("", cell)) for cell in cells)
        assert _kept(shown) == _kept("".join(block.text for block in each.blocks))


def _kept(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def test_of_an_excerpt_only_its_surroundings_are_compared() -> None:
    chance = random.Random(1)  # noqa: S311
    _, held = pages(document("000", (*LONG, *own(1))), document("001", cut(LONG, chance)))
    html = held["browse/parallels/000-1_001-1.md"].content.decode()
    assert own(1)[0] not in html
    assert "001:1 是前者的节录" in html


def test_hostile_words_show_as_themselves() -> None:
    hostile = [each for each in HOSTILE if each.strip()]
    for words in hostile[::12]:
        first, second = (replace(each, title=words) for each in (document("000", LONG), document("001", LONG)))
        _, held = pages(first, second)
        rendered(held["browse/parallels/000-1_001-1.md"])
    first, second = document("000", (*LONG, *hostile)), document("001", (*hostile, *LONG))
    texts = rendered(pages(first, second)[1]["browse/parallels/000-1_001-1.md"])
    assert texts.texts["p7"] == "000:7<script>alert(1)</script>001:1<script>alert(1)</script>"


def rendered(page: Page) -> Texts:
    """The page as Markdown makes it, without what the words of a source could have made."""
    names, configs = extensions()
    body = page.content.decode().split("---\n", 2)[2]
    texts = Texts(markdown.markdown(body, extensions=names, extension_configs=configs))
    assert not {"script", "img", "em", "strong", "code"} & set(texts.tags)
    return texts


def test_an_archive_without_parallels_has_an_empty_index() -> None:
    _, held = pages(document("000", OWN))
    assert list(held) == ["browse/parallels.md"]
    assert held["browse/parallels.md"].content.decode().count("- [") == 0
