"""One tree, two renderers: what Zensical makes of the pages is what MkDocs makes of them: words, ids, links, scripts.

What cannot agree, and is left out here: the order of the topics under a title, for Zensical hands the keys of a mapping
over sorted; the colours that it gives to blocks of code; a link's way to the same address; its own copy of the theme's
scripts and styles, its index `search.json`, for which no page asks, and the anchor `__skip` before the words.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import urljoin

import lxml.html
import pytest
from lxml.html import HtmlElement

from build_scripts.project import CODE, complete, environment, mkdocs, settings_file
from build_scripts.tables import EditionRow
from tests.gold_labels import FOLDER
from tests.hostile import HOSTILE

SEED = "004_0c67421db5b9663a.txt"
HOST = "https://archive.invalid/"
OWN = ("bundle", "stylesheets/", "workers/")  # the theme's, which each renderer names in its way
BLANK = re.compile(r"\s+")
LOCATION = re.compile(r"<loc>\s*(\S+?)\s*</loc>")  # <loc>https://x.invalid/index.html</loc>


class Sites(NamedTuple):
    """The folders of the two sites."""

    mkdocs: Path
    zensical: Path


@pytest.fixture
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A compilation of the seeds and a paper of words that mean something to a page, built by both."""
    folder = tmp_path_factory.mktemp("renderers")
    seeds, docs = folder / "seeds", folder / "docs"
    seeds.mkdir()
    shutil.copy(FOLDER / SEED, seeds)
    words = [each for each in HOSTILE if each.strip() and len(each) < 400 and "\n" not in each]
    (seeds / "hostile.txt").write_text(
        "全县卫生工作讲话 篇1\n\n同志们：\n\n" + "\n\n".join(words) + "\n", encoding="utf-8"
    )
    _run([sys.executable, "-m", "build_scripts", "--seeds", str(seeds), "--docs", str(docs), "build"])
    complete(docs)
    return Sites(_by_mkdocs(docs), _by_zensical(docs))


def _by_mkdocs(docs: Path) -> Path:
    _run(mkdocs(docs, "build", "--quiet"))
    return settings_file(docs).parent / "site"


def _by_zensical(docs: Path) -> Path:
    settings = settings_file(docs)
    other = settings.with_name("other.yml")
    other.write_text(
        settings.read_text(encoding="utf-8").replace("site_dir: site", "site_dir: other"), encoding="utf-8"
    )
    _run([sys.executable, "-m", "zensical", "build", "--config-file", str(other)])
    return settings.parent / "other"


def _run(command: list[str]) -> None:
    own = {**os.environ, **environment(EditionRow()), "SITE_URL": HOST, "PYTHONPATH": str(CODE)}
    done = subprocess.run(command, cwd=CODE, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def page(site: Path, name: str) -> HtmlElement:
    """A page, with its topics in one order, and without what is Zensical's."""
    root = lxml.html.document_fromstring((site / name).read_text(encoding="utf-8"))
    for skip in elements(root, "//*[@id='__skip'] | //a[contains(@class, 'md-skip')]"):
        skip.drop_tree()
    for topics in elements(root, "//dl[@class='facts']/div[dt='主题']/dd"):
        held = sorted(topics.iterchildren(), key=text)
        topics.clear()
        for link in held:
            link.tail = ""
            topics.append(link)
    return root


def elements(root: HtmlElement, path: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", root.xpath(path))


def values(root: HtmlElement, path: str) -> list[str]:
    return [str(each) for each in cast("list[str]", root.xpath(path))]


def text(element: HtmlElement) -> str:
    return BLANK.sub(" ", str(element.text_content())).strip()


def content(root: HtmlElement) -> HtmlElement:
    return (elements(root, "//*[contains(concat(' ', @class, ' '), ' md-content ')]") or [root])[0]


def blocks(root: HtmlElement, _: str) -> list[str]:
    """Every id with the tag and the text of what has it, in the page's words."""
    return [f"{each.tag}#{each.get('id')} {each.text_content()}" for each in elements(content(root), ".//*[@id]")]


def words(root: HtmlElement, _: str) -> list[str]:
    return [text(content(root))]


def links(root: HtmlElement, name: str) -> list[str]:
    """Every link of the page, in the words and around them, where it leads."""
    return [urljoin(f"{HOST}{name}", each) for each in values(root, "//a/@href")]


def loaded(root: HtmlElement, name: str) -> list[str]:
    """Our scripts and styles, in their order."""
    found = values(root, "//script/@src | //link[@rel='stylesheet']/@href")
    return [urljoin(f"{HOST}{name}", each) for each in found if not any(own in each for own in OWN)]


def head(root: HtmlElement, _: str) -> list[str]:
    """The title, and what is said of the page to machines."""
    said = [f"{each.get('name')}: {each.get('content')}" for each in elements(root, "//meta[@name!='generator']")]
    return [str(root.findtext(".//title")), *said]


def around(root: HtmlElement, _: str) -> list[str]:
    """The header, the navigation and the contents."""
    parts = "//header | //nav[contains(@class, 'md-tabs')] | //div[contains(@class, 'md-sidebar')]"
    return [text(each) for each in elements(root, parts)]


def data(root: HtmlElement, _: str) -> list[str]:
    """What scripts and screen readers read of the words; blocks of code apart, which Zensical colours."""
    found = elements(content(root), ".//*[not(ancestor-or-self::pre)]")
    pairs = ((each.tag, name, value) for each in found for name, value in sorted(each.attrib.items()))
    return [f"{tag} {name}={value}" for tag, name, value in pairs if str(name).startswith(("data-", "aria-", "role"))]


Aspect = Callable[[HtmlElement, str], list[str]]
ASPECTS: tuple[Aspect, ...] = (blocks, words, links, loaded, head, around, data)


def differences(sites: Sites, aspect: Aspect) -> Iterator[str]:
    """Each page on which the two do not agree, and where they begin to differ."""
    for name in sorted(names(sites.mkdocs)):
        one, other = (aspect(page(site, name), name) for site in sites)
        if one != other:
            at = next((at for at, each in enumerate(one) if other[at : at + 1] != [each]), len(one))
            yield f"{name}, {aspect.__name__} {at}: {one[at : at + 1]} - {other[at : at + 1]}"[:600]


def unlike(sites: Sites) -> Iterator[str]:
    """What the build wrote, and our scripts and styles: those that are not byte for byte the same in both."""
    for folder in ("search", "data", "assets/joined", "assets/search", "assets/verify"):
        held = [path.relative_to(sites.mkdocs) for path in (sites.mkdocs / folder).rglob("*") if path.is_file()]
        assert held
        for name in held:
            if name.suffix != ".html" and (sites.zensical / name).read_bytes() != (sites.mkdocs / name).read_bytes():
                yield name.as_posix()


def addresses(site: Path) -> list[str]:
    """What the sitemap lists, in one order."""
    return sorted(map(unescape, LOCATION.findall((site / "sitemap.xml").read_text(encoding="utf-8"))))


def test_both_make_the_same_site(sites: Sites) -> None:
    """One test, so that the sites are built once, whatever the number of processes."""
    found = names(sites.mkdocs)
    assert {"index.html", "search.html", "verify.html", "go.html", "404.html", "sources/000.html"} <= found
    assert any(HOSTILE[0] in text(page(sites.mkdocs, name)) for name in found if name.startswith("archive/"))
    assert names(sites.zensical) == found
    wrong = [each for aspect in ASPECTS for each in differences(sites, aspect)]
    assert not wrong, f"{len(wrong)} differ:\n" + "\n".join(wrong[:10])
    assert not list(unlike(sites))
    assert addresses(sites.zensical) == addresses(sites.mkdocs)
    assert f"{HOST}verify.html" in addresses(sites.mkdocs)
