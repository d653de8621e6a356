"""Installed Material + our overrides -> no place that a page can reach prints a title or description unescaped.

An update of Material that adds such a place fails here: override the template, or the block, with an escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.utils import get_theme_dir

from tests.test_markdown import settings

THEME = Path(__file__).parent.parent / "build_scripts" / "theme"
INSTALLED = Path(get_theme_dir("material"))
ENTRANCES = ("main.html", "404.html", "source.html", "search.html", "verify.html")

PRINTED = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)  # {{ page.title }}
REFERENCE = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+\"([^\"]+\.html)\"")  # {% include "a.html" %}
BLOCK = re.compile(r"\{% block (\w+) %\}((?:(?!\{% block).)*?)\{% endblock %\}", re.DOTALL)  # an innermost block
FOREIGN = re.compile(r"\b(?:title|description|author|subtitle|site_name|meta|name|nav_item|toc_item)\b")  # page.title
SAFE = re.compile(r"\|\s*(?:e|escape|urlencode|tojson|url)\b|\blang\.t\(|^words\[")  # page.title | e; not … | striptags

# Unescaped places that no word of a source can reach, and why.
HARMLESS = {
    ("partials/path.html", "item.render(nav_item)"): "navigation.path",
    ("partials/path-item.html", "nav_item.title"): "navigation.path",
    ("partials/consent.html", "name"): "extra.consent",
    ("partials/consent.html", "config.extra.consent.title"): "extra.consent",
    ("partials/consent.html", "config.extra.consent.description"): "extra.consent",
    ("partials/palette.html", "option.toggle.name"): "our mkdocs.yml",
}
# What our own templates print as HTML on purpose.
MARKUP = {
    ("main.html", 'super() | replace("<script src=", "<script defer src=")'), ("main.html", "page.content"), ("go.html", "page.content"), ("main.html", "toc"),
    ("main.html", 'page.content | replace("</h1>", "</h1>" ~ facts)'),
    ("search.html", 'page.content | replace("</h1>", "</h1>" ~ form ~ \'<details class="search-help" id="help" open><summary>检索的写法</summary>\')'),
    ("verify.html", 'page.content | replace("</h1>", "</h1>" ~ form)'),
    ("partials/nav.html", "toc"), ("partials/facts.html", "value"), ("partials/toc.html", "item.title"), ("partials/toc.html", "loop(item.children)"),
}  # fmt: skip


def source(name: str) -> str:
    """The template as the site uses it: ours when there is one; Material's without the blocks that main.html replaces."""
    if (THEME / name).exists():
        return (THEME / name).read_text(encoding="utf-8")
    replaced = {block for block, body in BLOCK.findall(source("main.html")) if "super()" not in body}
    text = (INSTALLED / name).read_text(encoding="utf-8")
    return BLOCK.sub(lambda found: "" if found[1] in replaced else found[0], text) if name == "base.html" else text


def reachable() -> Iterator[str]:
    """Every template that a page can be made from."""
    seen, ahead = set[str](), [*ENTRANCES]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            yield name
            ahead += REFERENCE.findall(source(name))


def test_material_prints_no_title_unescaped_where_a_page_can_reach_it() -> None:
    found = {
        (name, printed)
        for name in reachable()
        if not (THEME / name).exists() and "languages/" not in name
        for printed in PRINTED.findall(source(name))
        if FOREIGN.search(printed) and not SAFE.search(printed)
    }
    assert found <= set(HARMLESS), f"override these with an escape: {found - set(HARMLESS)}"


def test_the_harmless_places_stay_out_of_reach() -> None:
    used = settings()
    assert "navigation.path" not in used["theme"]["features"]
    assert "consent" not in used.get("extra", {})


def test_our_templates_escape_what_they_print() -> None:
    ours = (path.relative_to(THEME).as_posix() for path in THEME.rglob("*.html"))
    found = {
        (name, printed)
        for name in ours
        if "languages/" not in name
        for printed in PRINTED.findall(source(name))
        if not SAFE.search(printed) and printed not in ("super()", "label")
    }
    assert found <= MARKUP


def test_the_theme_asks_no_other_host() -> None:
    used = settings()
    assert used["theme"]["font"] is False
    assert used["plugins"] == []
    for path in THEME.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            assert not re.search(r"(?:src|href|url)\W{1,3}(?:https?:)?//", path.read_text(encoding="utf-8")), path
