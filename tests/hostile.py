"""Words of the open web that mean something to Markdown, YAML, Jinja, HTML or a browser: all must show as themselves."""

from __future__ import annotations

HOSTILE = (
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- x", "-->",
    "<![CDATA[x]]>", "<?php ?>", "</p>", "<a@b.c>", "<http://a.b>", "https://a.b/c?d=e&copy=1", "<", ">", "a < b > c",
    "![x](javascript:alert(1))", "[a](b)", "[x]: http://a.b/c", "[x][y]", "[^1]", "[^1]: 注", "*[HTML]: x", "[", "]", "](", "(",
    "{{ 7*7 }}", "{% raw %}", "{#id}", "{: .x }", "{: #L1 }", "}", "[TOC]", "!!! note", "??? x", "/// x", ":::", "::: x", ": x",
    "*a*", "**a**", "_b_", "__", "20__年", "a_b_c", "# h", "#", "##", "C#", "## 一 ##", "1. x", "1.", "１. x", "12.  x", "1) x",
    "1.5", "- x", "-", "+ x", "* x", "- - -", "> q", "~~~", "~~~ python", "---", "===", "***", "___", "```", "`x`", "``", "`",
    "\\", "\\\\", "\\*", "\\`", "x\\", "| a | b |", "|---|---|", "|", "a|b", "$x$", "==mark==", "^^ins^^", "~~del~~", "H~2~O",
    "++ctrl++", "{++a++}", ":smile:", '--8<-- "x"', "!", "甲!", "&amp;", "&#60;", "&#60", "&#x3c;", "&nbsp;", "&copy", "&", "& ",
    "&a.b;", "R&D", "&#", "&;", "a&b;c", "x  ", "  x", "    x", "\tx", "a\tb", "　x", "x　", "\u00a0x\u00a0", "甲  乙   丙", "😀👨‍👩‍👧",
    "שלום עולם", "مرحبا", "𠀀", "e\u0301", "。，、；：", "……", "（一）", "一、总体要求", "20xx年", "“”期间", "3.5%", "08:06:52",
    "wzxhzdk:0", "klzzwxh:0001", '"x"', "'x'", 'a="b"', "title: x", "甲: 乙 # 丙", "%YAML 1.1", "yes", "null", "0x1F", "2011-01-01",
    "data-lines", "\u2028", "x" * 5000, "*" * 300, "[" * 300, "&" * 300, "# " * 100, "\\" * 301,
)  # fmt: skip
