"""tests/cases/strangers/ -> a folder of texts unlike ours: each in the encoding and with the line ends it came with."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

TEXTS = Path(__file__).parent / "cases" / "strangers"


class Form(NamedTuple):
    """How a file was saved: its encoding, what its lines end with, and the mark that it begins with."""

    encoding: str = "utf-8"
    end: str = "\n"
    mark: bytes = b""


FORMS = {
    "一九九四年乡企计划.txt": Form("utf-16-le", "\r\n", codecs.BOM_UTF16_LE),
    "台南市政府函.txt": Form("cp950", "\r\n"),
    "村务公开.txt": Form("gb18030", "\r\n"),
    "法院通知.txt": Form("utf-8", "\n", codecs.BOM_UTF8),
    "社区双语简报.txt": Form("utf-8", "\r\n"),
    "办公会纪要.txt": Form("gb18030"),
    "网页摘录.txt": Form("gb18030", "\r\n"),
    "民事判决书.txt": Form("utf-16-le", "\r\n", codecs.BOM_UTF16_LE),
    "政府信息公开年报.txt": Form("utf-8", "\r\n"),
}
REFUSED = {"空白.txt": b"\xef\xbb\xbf \r\n\r\n", "乱码.txt": bytes(range(256)) * 40}  # an empty one, and no text at all


def strange_folder(folder: Path) -> Path:
    """Write the texts and the two files that are none into this folder, which is made."""
    folder.mkdir(parents=True)
    for text in sorted(TEXTS.glob("*.txt")):
        form = FORMS.get(text.name, Form())
        words = text.read_text(encoding="utf-8").replace("\n", form.end)
        (folder / text.name).write_bytes(form.mark + words.encode(form.encoding))
    for name, data in REFUSED.items():
        (folder / name).write_bytes(data)
    return folder
