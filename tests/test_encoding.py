from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from build_scripts.encoding import ENCODINGS, Refusal, decode, detect
from build_scripts.tables import Row, load

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("00[0-4]_*.txt"))
TO_TAIWAN, TO_MAINLAND = OpenCC("s2tw"), OpenCC("t2s")
HKSCS_SIGNS = str.maketrans("～‧﹑∕", "∼•､／")  # at the same codes
CUTS = (20, 60, 200, 1000, 5000)  # bytes
SAID = {  # the share of pieces that must be told, by size; no piece may be told wrongly
    20: 0.85,
    60: 0.97,
    200: 1.0,
    1000: 1.0,
    5000: 1.0,
}


class Case(Row, frozen=True):
    why: str
    text: str
    written: str
    found: str
    bytes: str = ""


CASES = load(ROOT / "tests/cases/encoding.yml", list[Case])


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_case(case: Case) -> None:
    data = case.text.encode(case.written) + bytes.fromhex(case.bytes)
    if case.found in ENCODINGS:
        assert detect(data) == case.found
        assert decode(data, case.found) == case.text
    else:
        with pytest.raises(Refusal) as refused:
            detect(data)
        assert refused.value.code == case.found
        assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "encoding", "code", "said"),
    [
        ("卫生\n工作".encode() + b"\xff\n", "utf-8", "R006", "byte 13 (0xFF, about line 2)"),
        (b"\xef\xbb\xbf\xff", "utf-8-sig", "R006", "byte 3 "),
        ("卫生".encode("utf-16") + b"a", "utf-16", "R006", "byte 6 "),
        (b"ab\x00c", "utf-8", "R004", "NUL at byte 2."),
        ("卫\0生".encode("utf-16"), "utf-16", "R004", "NUL at byte 4."),
        ("\ufeff卫\0生".encode(), "utf-8-sig", "R004", "NUL at byte 6."),
        (b"", "utf-8", "R005", "empty"),
        (b"\xef\xbb\xbf", "utf-8-sig", "R005", "empty"),
        (" \r\n\t\u3000\ufeff\n".encode(), "utf-8", "R005", "empty"),
    ],
)
def test_refusals_name_the_byte_of_the_file(data: bytes, encoding: str, code: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        decode(data, encoding)
    assert refused.value.code == code
    assert said in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "cp950", "big5hkscs"])
@pytest.mark.parametrize("size", CUTS)
def test_pieces_of_the_seeds_are_told_or_refused_but_never_mistaken(encoding: str, size: int) -> None:
    told = total = 0
    for path in SEEDS:
        text = _in_script(path, encoding)
        for start in range(0, max(1, len(text) - size), max(size, len(text) // 20)):  # no short piece at the end
            piece = _cut(text[start : start + size], encoding, size)
            found = _told(piece.encode(encoding))
            total += 1
            told += found is not None
            assert found in (None, piece, piece.translate(HKSCS_SIGNS))
    assert told >= SAID[size] * total


@given(st.binary(max_size=400))
def test_any_bytes_are_told_or_refused_with_a_code(data: bytes) -> None:
    try:
        assert decode(data, detect(data)).strip()
    except Refusal as refusal:
        assert refusal.code in {"R004", "R005", "R006", "R007"}  # noqa: PT017 (either way is right)


@cache
def _in_script(path: Path, encoding: str) -> str:
    """A source's text in the script that the encoding is for, without the characters that it does not have."""
    converter = {"gb18030": TO_MAINLAND, "cp950": TO_TAIWAN, "big5hkscs": TO_TAIWAN}.get(encoding)
    text = path.read_text(encoding="utf-8")
    converted = converter.convert(text) if converter else text
    return converted.encode(encoding, "ignore").decode(encoding)


def _cut(text: str, encoding: str, size: int) -> str:
    """As much of the text as fits into so many bytes."""
    return text.encode(encoding)[:size].decode(encoding, "ignore")


def _told(data: bytes) -> str | None:
    try:
        return decode(data, detect(data))
    except Refusal:
        return None
