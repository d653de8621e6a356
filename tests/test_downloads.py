"""Names of data files -> their size beside them; a paper's own files -> a line of links; the sitemap by its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from markdown import Markdown

from build_scripts.markdown_ext.downloads import written

THEME = Path(__file__).parent.parent / "build_scripts" / "theme"
PAPER = '# 题 {: #d000-4 data-doc="000-4" }\n\n文\n{: #L4 }\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "papers" / "000").mkdir(parents=True)
    (tmp_path / "cite" / "000").mkdir(parents=True)
    (tmp_path / "cite" / "000" / "4.json").write_text('{"shown": "题.", "gbt": [], "bibtex": [], "csl": {}}')
    return tmp_path


def convert(text: str, data: Path) -> str:
    settings = {"build_scripts.markdown_ext": {"data": str(data)}}
    return Markdown(extensions=["attr_list", "build_scripts.markdown_ext"], extension_configs=settings).convert(text)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (66_006, "66.0 kB"), (576_300, "576 kB"), (5_389_244, "5.4 MB"),
     (3_000_000_000_000, "3000 GB")],
)  # fmt: skip
def test_a_size_is_told_in_the_unit_that_suits_it(size: int, words: str) -> None:
    assert written(size) == words


def test_files_are_measured_together(data: Path) -> None:
    (data / "a.csv").write_bytes(b"x" * 1200)
    for name, size in (("4.txt", 10), ("5.txt", 20), ("4.md.txt", 400)):
        (data / "papers" / "000" / name).write_bytes(b"x" * size)
    text = '[a](a.csv){: data-size="a.csv" }、`.txt`{: data-size="papers .txt" }、`b`{: data-size="b.csv" }'
    shown = '<a href="a.csv">a</a>（1.2 kB）、<code>.txt</code>（30 B）、<code>b</code>'
    assert convert(text, data) == f"<p>{shown}</p>"


def test_a_paper_leads_to_those_files_that_there_are(data: Path) -> None:
    for suffix in (".json", ".md.txt"):
        (data / "papers" / "000" / f"4{suffix}").write_bytes(b"")
    shown = convert(PAPER, data)
    assert shown.endswith(
        '<p class="downloads">下载 '
        '<a download="000-4.md" href="../../data/papers/000/4.md.txt">Markdown</a> · '
        '<a download="000-4.json" href="../../data/papers/000/4.json">JSON</a></p></section>'
    )
    assert "downloads" not in convert("# 页\n", data)


def test_without_files_there_is_no_line(data: Path) -> None:
    assert "downloads" not in convert(PAPER, data)


def test_there_is_a_sitemap_where_there_is_an_address() -> None:
    template = Environment(loader=FileSystemLoader(THEME), autoescape=False).get_template("sitemap.xml")  # noqa: S701
    pages = [
        {"page": {"canonical_url": "https://a.example/1.html?a&b", "meta": {}}},
        {"page": {"canonical_url": "https://a.example/gone.html", "meta": {"search": {"exclude": True}}}},
        {"page": {"canonical_url": None, "meta": {}}},
    ]
    assert template.render(config={"site_url": ""}, pages=pages).strip() == ""
    shown = template.render(config={"site_url": "https://a.example/"}, pages=pages)
    assert shown.startswith("<?xml")
    assert shown.count("<url>") == 1
    assert "<loc>https://a.example/1.html?a&amp;b</loc>" in shown
