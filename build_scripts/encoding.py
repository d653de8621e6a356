"""bytes -> text: which encoding a source's bytes are in, or the reason why nobody should guess.

UTF-8 proves itself: hardly anything else decodes as it. For the rest two judges must agree, chardet (which knows
the many encodings that this archive does not read) and the share of everyday characters in the text that each
candidate gives. A wrong guess would be permanent, because places count characters; a refusal costs one "save as".
"""

from __future__ import annotations

import codecs
import re

import chardet

FAMILIES = {"gb18030": ("gb18030", "gbk", "gb2312"), "big5hkscs": ("big5hkscs", "big5", "cp950")}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp950", "big5hkscs")
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DOCUMENTS = (b"%PDF-", b"{\\rtf")  # formats that can be ASCII throughout and are no text for all that
ASCII = bytes(range(128))
SAMPLE = 100_000  # bytes that are judged; the whole is decoded strictly afterwards
ENOUGH, APART = 0.7, 0.15  # the least share of everyday characters, and its least lead over the next candidate
SURE = 0.9  # from this share on, a byte that does not fit is damage and not a sign of another encoding
STRAYS = 2  # control bytes that make nothing binary
SHORT = 1000  # bytes; below this, GB18030 can be valid UTF-8 by chance

PLAIN = re.compile(r"[\t\n\r\f\v\x1a -~]+")  # what proves nothing: ASCII text; not NUL, not 文
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # NUL, BEL; not tab, not a line end, not DOS's end mark
NOT_ASCII = re.compile(rb"[^\t\n\r\f\v\x1a -~]")  # the first byte that says something: B9 of 工; not the letter G
UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){6}")  # 卫生工作会议 in UTF-8; not the same in GB18030 or Big5
ETEN = re.compile("[々ぁ-ヾЁ-ё]")  # か, Ж, where ETEN has ⑾ or ② or 々; not ①, which no Windows file has there

REMEDY = "Open it in an editor with the right encoding, save it as UTF-8 and run the build again."


class Refusal(Exception):
    """A file that cannot become a source: `code` is the finding's, the message says why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def decode(data: bytes, encoding: str) -> str:
    """The text without its byte order mark; raise `Refusal` when it is undecodable, binary or empty."""
    try:
        text = data.decode("utf-8" if encoding == "utf-8-sig" else encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as trouble:
        raise _undecodable(data, encoding, trouble.start) from trouble
    if "\0" in text:
        raise _has_nul(data, len(text[: text.index("\0")].encode(encoding)))
    if not text.replace("\ufeff", "").strip():
        raise Refusal("R005", "is empty: it has no character besides blanks. Delete it or put the text into it.")
    return text


def detect(data: bytes) -> str:
    """The name under which `decode` will read these bytes for ever; raise `Refusal` when it is not certain."""
    if data.startswith(DOCUMENTS):
        raise Refusal("R004", "is a PDF or RTF document, not text. Export it as plain text in UTF-8.")
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refusal("R007", f"is in UTF-32, which is not read. {REMEDY}")
    if found := next((name for bom, name in BOMS if data.startswith(bom)), None):
        return found
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        near = data[max(0, trouble.start - SAMPLE // 2) : trouble.start + SAMPLE // 2]
        if _is_mostly_utf8(near):
            raise _undecodable(data, "utf-8", trouble.start) from trouble
        return _detect_legacy(data)
    if b"\0" in data and UTF8_RUN.search(data) and not _is_full_of_controls(data):
        raise _has_nul(data, data.index(0))
    if b"\0" in data or _is_full_of_controls(data):
        return _detect_legacy(data)
    if len(data) < SHORT and _is_gb_by_chance_utf8(data, text):
        raise _unclear(data, "is perhaps in utf-8, perhaps in gb18030")
    return "utf-8"


def _detect_legacy(data: bytes) -> str:
    """GB18030, Big5 or UTF-16 without a mark: the candidate that gives everyday text, when it stands out alone."""
    found = NOT_ASCII.search(data)
    start = found.start() & ~1 if found else 0  # even, so that 16-bit units stay whole
    sample = data[start : start + SAMPLE]
    (share, best), (next_share, _), *_ = sorted(((everyday(sample, name), name) for name in CANDIDATES), reverse=True)
    if share < ENOUGH or share - next_share < APART:
        raise _unclear(data, "is in no encoding that can be told with certainty")
    return best if best.startswith("utf-16") else _confirmed(data, sample, best, share)


def _confirmed(data: bytes, sample: bytes, family: str, share: float) -> str:
    """The family's codec for these bytes, when all of them decode, none is UTF-8, and chardet agrees."""
    name = _big5(data) if family == "big5hkscs" else family
    try:
        data.decode(name)
    except UnicodeDecodeError as trouble:
        if share >= SURE:
            raise _undecodable(data, name, trouble.start) from trouble
        raise _unclear(data, "is in no encoding that can be told with certainty") from trouble
    if run := UTF8_RUN.search(data):
        raise Refusal("R007", f"mixes encodings: {name}, but UTF-8 at byte {run.start()}. {REMEDY}")
    guess = chardet.detect(sample, max_bytes=SAMPLE)["encoding"] or "no text"
    if guess.lower() not in FAMILIES[family]:
        raise _unclear(data, f"is perhaps in {name}, perhaps in {guess}")
    return name


def everyday(sample: bytes, encoding: str) -> float:
    """The share of everyday Chinese characters and signs in what is not plain ASCII; 1 when there is nothing else."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")  # incremental: the sample may end inside a character
    telling = PLAIN.sub("", decoder.decode(sample))
    return sum(map(EVERYDAY.__contains__, telling)) / len(telling) if telling else 1.0


def _big5(data: bytes) -> str:
    """Which Big5. Windows writes cp950, with the punctuation that Chinese text uses (A1E3 is ～ there, ∼ in HKSCS).

    HKSCS adds Hong Kong's characters, and puts ①, kana and Cyrillic (rows C6 and C7) where ETEN and thus most files
    have them. Python's cp950 puts kana and Cyrillic at other codes there, so these decide for HKSCS, but its ①
    stays ①: kana alone at those twenty codes are less likely than a list.
    """
    try:
        text = data.decode("cp950")
    except UnicodeDecodeError:
        return "big5hkscs"
    return "big5hkscs" if ETEN.search(text) else "cp950"


def _is_mostly_utf8(data: bytes) -> bool:
    """Do four in five of the bytes above ASCII stand in valid UTF-8 sequences?"""
    kept = data.decode("utf-8", "ignore").encode()
    return 5 * len(kept.translate(None, ASCII)) > 4 * len(data.translate(None, ASCII))


def _is_gb_by_chance_utf8(data: bytes, text: str) -> bool:
    """Could this be GB18030 that happens to be valid UTF-8, as 联通 is? Then most of it is two-byte UTF-8."""
    telling = PLAIN.sub("", text)
    return 2 * len(telling) > len(text) and max(telling) < "\u0800" and everyday(data, "gb18030") >= ENOUGH


def _is_full_of_controls(data: bytes) -> bool:
    """Is more than one byte in twenty of the sample a control byte? Two strays in a short text are not many."""
    found = len(CONTROL.findall(data[:SAMPLE]))
    return found > STRAYS and 20 * found > len(data[:SAMPLE])


def _has_nul(data: bytes, at: int) -> Refusal:
    return Refusal(
        "R004",
        f"has in about line {_line(data, at)} what no text has: a NUL at byte {at}. Delete that byte, or put an "
        "undamaged copy in its place, and run the build again.",
    )


def _undecodable(data: bytes, encoding: str, at: int) -> Refusal:
    where = f"byte {at} (0x{data[at]:02X}, about line {_line(data, at)})"
    return Refusal("R006", f"does not decode as {encoding}: {where} is the first that does not fit. {REMEDY}")


def _unclear(data: bytes, what: str) -> Refusal:
    if _is_full_of_controls(data):
        return Refusal("R004", "is binary: it is full of control bytes. Put a text file in its place.")
    if b"\0" in data:
        return _has_nul(data, data.index(0))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        at = trouble.start
        what += f", and for UTF-8 byte {at} (0x{data[at]:02X}, about line {_line(data, at)}) is the first that is wrong"
    return Refusal("R007", f"{what}. {REMEDY}")


def _line(data: bytes, at: int) -> int:
    """The line that this byte stands in, near enough to find it."""
    return data.count(b"\n", 0, at) + 1


def _characters(encoding: str, leads: range) -> str:
    """What the two-byte codes with these lead bytes stand for."""
    codes = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return "".join(code.decode(encoding, "ignore") for code in codes)


# The everyday halves of the two national standards (GB 2312 level 1, Big5 level 1), which sort characters by use, and
# the signs among which they are written: punctuation, list numbers, full-width Latin, pinyin letters.
EVERYDAY = frozenset(
    _characters("gb2312", range(0xB0, 0xD8))
    + _characters("gb2312", range(0xA1, 0xA4))
    + _characters("gb2312", range(0xA8, 0xA9))
    + _characters("cp950", range(0xA1, 0xC6))
)
