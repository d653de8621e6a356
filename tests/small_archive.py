"""Lines -> a tiny Archive, made by hand: what the pages around the documents are tested with."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts.model import (
    Annotation,
    Archive,
    Block,
    BlockKind,
    CleanText,
    Document,
    Dropped,
    Edit,
    Edition,
    Evidence,
    Finding,
    Piece,
    Place,
    Source,
    Volume,
)

EDITION = Edition("0", "2025-01-01")


def volume_of(lines: Sequence[str], name: str = "000", file: str = "样例.txt") -> Volume:
    """A source with these lines, cleaned by nobody, without documents."""
    source = Source(name, file, "0" * 64, "UTF-8", tuple(lines))
    return Volume(CleanText(source, source.lines, {}), (), ())


def block(volume: Volume, kind: BlockKind, *pieces: Piece, level: int = 0) -> Block:
    """A block of these stretches; its place is where the first begins, in a text without edits before it."""
    text = "".join(volume.text.line(each.line)[each.start : each.end] for each in pieces)
    return Block(kind, Place(volume.source.id, pieces[0].line, pieces[0].start), text, pieces, level)


def archive_of(*volumes: Volume) -> Archive:
    return Archive(EDITION, volumes)


LINES = (
    "合集标题（精选2篇）",
    "",
    "篇1",
    "同志们：",
    "一、提高认识。会议\u200b邀请市",
    "安监局张处长讲话。",
    "来源：某网",
    "篇2",
    "  各乡镇卫生院：",
    "2013年全县工作如下。",
    "下一篇",
)


def small_archive() -> Archive:
    """Two papers in source 000 (lines 4 to 6 and 9 to 10) and an empty source 001."""
    source = Source("000", "a b*<i>.txt", "ab" * 32, "GB18030", LINES)
    edits = {5: (Edit(5, 0, "invisible", 9, "\u200b", ""),)}
    clean = tuple(line.replace("\u200b", "") for line in LINES)
    bare = Volume(CleanText(source, clean, edits), (), ())
    dropped = tuple(
        Dropped(Piece(line, 0, len(clean[line - 1])), rule)
        for line, rule in (
            (1, "compilation-title"),
            (3, "separator"),
            (7, "source-credit"),
            (8, "separator"),
            (11, "自拟"),
        )
    )
    documents = (_speech(bare), _circular(bare))
    volume = Volume(bare.text, documents, dropped, (Finding("S001", "note", Place("000", 7), "夹在两篇之间"),))
    return archive_of(volume, volume_of((), "001", "空.txt"))


def _speech(volume: Volume) -> Document:
    blocks = (
        block(volume, "salutation", Piece(4, 0, 4)),
        block(volume, "heading", Piece(5, 0, 7), level=1),
        block(volume, "paragraph", Piece(5, 7, 12), Piece(6, 0, 9)),
    )
    genre = Annotation("genre", "讲话", "stated", (Evidence("opening", Place("000", 4), "同志们"),))
    year = Annotation("year", None, "inferred", ())
    finding = Finding("A001", "warning", Place("000", 4), "年份没有写明")
    return Document("000", blocks, "=1+1 [讲话]*</title><script>|", (genre, year), (finding,))


def _circular(volume: Volume) -> Document:
    blocks = (block(volume, "salutation", Piece(9, 2, 9)), block(volume, "paragraph", Piece(10, 0, 12)))
    claims = (
        Annotation("genre", "意见通知", "stated", (Evidence("salutation", Place("000", 9, 2), "各乡镇卫生院"),)),
        Annotation("year", 2013, "stated", (Evidence("year", Place("000", 10), "2013年"),)),
        Annotation("region", "山东省滨州市", "curated", ()),
        Annotation("covers", (2013, 2014), "inferred", ()),
        Annotation("topics", "卫生", "inferred", ()),
        Annotation("topics", "安全", "inferred", ()),
    )
    return Document("000", blocks, "关于工作的通知", claims)
