"""One paper with all that reading it may show, and the site of it that the tests of reading share."""

from __future__ import annotations

from pathlib import Path

from build_scripts.model import Annotation, Document, Evidence, Page, Piece, Place, Volume
from build_scripts.render.document import document_page
from build_scripts.render.layers import layer_pages
from build_scripts.render.literals import json_bytes
from build_scripts.render.traditional import characters_page, traditional_pages
from build_scripts.stretches import stretches
from build_scripts.traditional import traditional
from tests.mkdocs_site import built_site
from tests.small_archive import block, volume_of

FILLER = "各级各部门务必高度重视此项工作，确保取得实效。" * 12
SERIES = f"要抓好以下工作：一是加强干部培训，落实20xx年责任；二是发展卫生事业，保持环境干净。{FILLER}"
LINES = (
    "同志们：",
    "一、关于做好卫生发展工作的几点意见",
    "𠀀20xx年全县干部作风建设取得了新进展，分配制度更加完善。",
    SERIES,
    "（一）加强干部队伍建设",
    FILLER,
    FILLER,
    "二、后续工作",
    *[FILLER] * 12,
    "<b>后</b>记 & 其他。",
)
LEVELS = {2: 1, 5: 2, 8: 1}
TITLE = "全县卫生干部会议上的讲话<i>"
ISSUER = "市容环境干净办"  # whose 干 is not the one that the table knows
CLAIMS = (Annotation("issuer", ISSUER, "stated", (Evidence("rule", Place("000", 3), "全县干部作风"),)),)


def _volume() -> Volume:
    bare = volume_of(LINES)
    blocks = (
        block(bare, "heading" if at in LEVELS else "paragraph", Piece(at, 0, len(line)), level=LEVELS.get(at, 0))
        for at, line in enumerate(LINES, 1)
    )
    return Volume(bare.text, (Document("000", tuple(blocks), TITLE, CLAIMS),), ())


MADE = _volume()
(PAPER,) = MADE.documents
PAGE = f"{PAPER.path}.html"
TEXT = {each.place.anchor: each.text for each in PAPER.blocks}
TRADITIONAL = {anchor: "".join(traditional(text)) for anchor, text in TEXT.items()}
# 20xx is hidden in L3; in L4 two marks cross: 干部培训 and 培训，落实2
MARKS = {
    "tips": [["年份已隐去", ""], ["单位\n名称已隐去", ""], ["乙", ""]],
    "spans": [["L3", 1, 5, "redaction", 0, True], ["L4", 12, 16, "redaction", 1, True], ["L4", 14, 20, "damage", 2, True]],
    "notes": [],
}  # fmt: skip

NOTE = {"anchor": "L21", "end": 2, "quote": "后记", "note": "编者所加。", "by": ""}


def reading_site(folder: Path) -> Path:
    """The site of this one paper, built in `folder`."""
    pages = (
        document_page(PAPER, MADE.text, "", lambda each: 'data-places="3-8@8"' if each.place.line == 3 else ""),
        *layer_pages(MADE, stretches(MADE)),
        *traditional_pages(MADE),
        characters_page(MADE.documents),
        Page("data/marks/000/1.json", json_bytes(MARKS)),
        Page("data/notes/000/1.json", json_bytes([NOTE])),
        Page("sources/000.md", b'# 000 {: #source }\n\n<ol><li id="L1">x</li></ol>\n'),
    )
    return built_site(pages, folder)
