"""-> Page: `verify.md`, the words of the page that checks a quotation; its form and scripts stand in the theme."""

from __future__ import annotations

from build_scripts.model import Page

VERIFY = "verify.md"

WORDS = """\
---
title: 核对引文
template: verify.html
description: 粘贴一段文字，看本站有没有，写法有什么不同，哪些字对不上。
---

# 核对引文 {: #verify }

粘贴一句、几段或整篇文字，就知道本站有没有，在哪一篇的哪一段，逐字相同还是写法有别，有没有多字、少字、换字。

- 只认相同，不猜相近。繁简、异体、全角半角、大小写、标点和空白可以不同，字后括号里带声调的注音不计，不同之处逐一列出；\
但句号、问号等不能变成逗号，字母和数字旁边的标点也要相同。
- 相同之处至少要连着 8 个字（标点不计），都取最长的；不到 40 字的文字，取它的五分之一，至少 4 字。\
更短的一行，有 4 字而整行相同也算；再短的，要紧接着相同之处才算。
- 各处在本站是不是前后相连，中间多了、少了、换了什么字，也都写明。“对不上”是说没有连着那么多字的相同之处。
- 一段引文可以跨几段、出自几篇。同一处文字见于几篇的，先列与上下文相连、含有这段引文最多的一篇。
- 比对的是校订后的正文和题名。底本原来的字在各篇的“原文”和校勘记里。
- 比对在您的浏览器里进行，粘贴的文字不会送到任何地方。它写在网址的 `#` 之后，复制网址就能把这次核对交给别人。
"""


def verify_page() -> Page:
    """The page, the same for every archive."""
    return Page(VERIFY, WORDS.encode())
