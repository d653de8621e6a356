"""Pages -> site: build a folder of pages with this project's own mkdocs.yml, in strict mode, outside docs/ and site/."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from build_scripts.model import Page
from build_scripts.render.joined import joined_pages

ROOT = Path(__file__).parent.parent

NAVIGATION = re.compile(r"^ +- [^:]+: (\S+)\.md$", re.MULTILINE)  # - 篇目: browse/source.md; not - 浏览:


def built_site(pages: Iterable[Page], folder: Path, url: str = "") -> Path:
    """Write the pages below `folder`, build them, and give the folder of the site."""
    docs, site = folder / "docs", folder / "site"
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in NAVIGATION.findall(settings):  # which no test of a few documents wants to make
        _write(docs / f"{name}.md", f"# {name} {{: #page }}\n".encode())
    for page in (*joined_pages(), *pages):
        _write(docs / page.path, page.content)
    own = {
        "INHERIT": ROOT / "mkdocs.yml", "docs_dir": docs, "site_dir": site, "site_url": f'"{url}"',
        "theme": f"{{custom_dir: {ROOT / 'build_scripts/theme'}}}",
        "markdown_extensions": json.dumps({"build_scripts.markdown_ext": {"data": str(docs / "data")}}),
    }  # fmt: skip
    config = folder / "mkdocs.yml"
    _write(config, "".join(f"{key}: {value}\n" for key, value in own.items()).encode())
    command = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(config))
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return site


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
