"""Rule names and documents -> the Chinese words that index pages, source pages and the home page use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from build_scripts.model import Block, Document
from build_scripts.render.markdown import escape_inline

UNKNOWN = "待考"

# What the rules that keep a line out of every document are called; a rule of the tables without a row here is
# shown under its own name.
RULES = {
    "advert": "广告",
    "blank": "空行",
    "breadcrumbs": "网站导航",
    "comments": "网友评论",
    "compilation-title": "合集标题",
    "compilation-title-bare": "合集标题",
    "copyright": "网站版权",
    "curated": "人工剔除",
    "disclaimer": "网站声明",
    "download": "下载链接",
    "drawn-and-named": "分隔线",
    "drawn-line": "分隔线",
    "file-address": "网页地址",
    "keywords-of-page": "网页标签",
    "lead-in": "网站导语",
    "more-links": "相关链接",
    "navigation": "网站导航",
    "neighbours": "翻页链接",
    "page-address": "网页地址",
    "page-number": "页码",
    "page-head": "页首文字",
    "page-tools": "网页按钮",
    "pager": "翻页链接",
    "published": "发布时间",
    "read-count": "阅读次数",
    "related-links": "相关链接",
    "repeated-line": "重出的一行",
    "scan": "网站推广",
    "separator": "篇次分隔",
    "share": "分享按钮",
    "site-farewell": "网站推广",
    "site-owner": "网站主办",
    "site-promotion": "网站推广",
    "source-credit": "来源署名",
    "timestamp": "发布时间",
    "withdrawn": "已撤回",
}

# What the encodings are called that do not go by their own name in capitals.
ENCODINGS = {"utf-8-sig": "UTF-8（有 BOM）", "cp950": "Big5（CP950）", "big5hkscs": "Big5-HKSCS"}

# What the rules that change a text are called, as an apparatus gives a reason. Those of ROUTINE change thousands of
# places alike and change no word: an apparatus counts them. Any other rule is listed place by place, named here or not.
EDITS = {
    "conversion": "误转繁字",
    "curated": "人工校订",
    "damage": "修复缺损",
    "days": "纪念日间隔号",
    "digits": "误认数字",
    "doubled": "叠用标点",
    "gloss": "去注音",
    "invisible": "去不可见字符",
    "markdown": "去标记符号",
    "markup": "去网页标记",
    "mojibake": "乱码复原",
    "nfc": "统一字符编码",
    "punctuation": "统一标点",
    "quotes": "引号配对",
    "residue": "去网页残余",
    "space": "去字间空白",
    "t2s": "繁体转简体",
    "trim": "去首尾空白",
}
ROUTINE = frozenset({"gloss", "invisible", "nfc", "punctuation", "space", "t2s", "trim"})

# What cleaning saw and left as it is.
DOUBTS = {
    "conversion": "繁简未定",
    "damage": "疑有缺损",
    "doubled-mark": "叠用标点",
    "doubled-word": "疑有衍字",
    "lost-percent": "疑失“%”",
    "private-use": "字形不详",
    "wrong-word": "疑有误字",
}

SPACES = re.compile(r"\s+")  # any white space, U+3000 too; not the zero-width characters
UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # ESC, a lone surrogate: file names may hold them; not 😀


def rule_name(rule: str) -> str:
    """The Chinese name of a rule that drops lines, or the rule's own name."""
    return RULES.get(rule, rule)


def edit_name(rule: str) -> str:
    """The Chinese name of a rule that changes text, or the rule's own name; `curated: why` keeps the curator's why."""
    name, colon, why = rule.partition(": ")
    return EDITS.get(name, name) + (f"：{why}" if colon else "")


def doubt_name(kind: str) -> str:
    """The Chinese name of a kind of doubt, or the kind itself."""
    return DOUBTS.get(kind, kind)


def title_of(document: Document) -> str:
    """The document's title on one line; its place when it has none."""
    return one_line(document.title) or f"无题（{document.place}）"


def one_line(text: str) -> str:
    """`text` on one line, with U+FFFD for what a page or UTF-8 cannot hold."""
    return UNWRITABLE.sub("\ufffd", SPACES.sub(" ", text).strip())


def encoding_name(encoding: str) -> str:
    """What people call an encoding: `utf-8` is UTF-8, `cp950` a kind of Big5."""
    return ENCODINGS.get(encoding, encoding.upper())


def genre_of(document: Document) -> str:
    """The document's genre, or 待考."""
    return _claimed(document, "genre") or UNKNOWN


def facts(document: Document) -> tuple[str, str, str, str]:
    """Genre, year, region and lines, in words and escaped for Markdown."""
    year, region = _claimed(document, "year"), _claimed(document, "region")
    first, last = document.span
    lines = f"第 {first}—{last} 行" if last > first else f"第 {first} 行"
    return (
        escape_inline(genre_of(document)),
        f"{escape_inline(year)} 年" if year else _bounds(document),
        escape_inline(region) if region else f"地区{UNKNOWN}",
        lines,
    )


def _bounds(document: Document) -> str:
    """Between which years a paper was issued whose year is not known."""
    claim = document.claim("year_range")
    first, last = claim.value if claim and isinstance(claim.value, tuple) else (None, None)
    if first and last:
        return f"{first}—{last} 年间"
    return f"{first} 年以后" if first else f"{last} 年以前" if last else f"年份{UNKNOWN}"


def characters(blocks: Iterable[Block]) -> int:
    """How many characters these blocks hold, white space aside: what Chinese editors call 字数."""
    return sum(len(SPACES.sub("", block.text)) for block in blocks)


def _claimed(document: Document, kind: str) -> str:
    claim = document.claim(kind)
    return "" if claim is None or claim.value is None else one_line(str(claim.value))
