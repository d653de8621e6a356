"""Pages -> a site: MkDocs in strict mode with the settings of `mkdocs.yml`, but for the folders and the navigation."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from build_scripts.model import Document
from build_scripts.render.going import go_pages
from build_scripts.render.home import home_page
from build_scripts.render.indexes import index_pages
from build_scripts.render.joined import joined_pages
from build_scripts.render.source import source_pages
from tests.small_archive import small_archive

ROOT = Path(__file__).parent.parent
SETTINGS = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {folder}/docs
site_dir: {folder}/site
theme: {{custom_dir: {root}/build_scripts/theme}}
nav: [index.md]
not_in_nav: "*"
"""


def build_site(folder: Path, pages: Mapping[str, bytes], hand_written: Mapping[str, str], url: str = "") -> Path:
    """Build these pages and give the site's folder; a warning of MkDocs is a failure that shows what it said."""
    ours = {page.path: page.content for page in joined_pages()}
    for path, content in {**ours, **pages, **{path: text.encode() for path, text in hand_written.items()}}.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_bytes(content)
    settings = folder / "mkdocs.yml"
    settings.write_text(SETTINGS.format(root=ROOT, folder=folder), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(settings)]
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def build_small_site(folder: Path, url: str = "") -> Path:
    """The tiny archive as a site, with stand-ins for the pages of its documents."""
    archive = small_archive()
    sources = [page for volume in archive.volumes for page in source_pages(volume, b"\xff")]
    generated = (*sources, *index_pages(archive), home_page(archive), *go_pages(archive))
    others = {f"{document.path}.md": _stand_in(document) for document in archive.documents}
    others["about/guide.md"] = "# 使用说明 {: #guide }\n\n## 处所 {: #places }\n"
    return build_site(folder, {page.path: page.content for page in generated}, others, url)


def _stand_in(document: Document) -> str:
    ids = dict.fromkeys(f"L{piece.line}" for block in document.blocks for piece in block.pieces)
    ids |= dict.fromkeys(block.place.anchor for block in document.blocks)
    return f"# 篇 {{: #d{document.id} }}\n\n" + "\n\n".join(f"{name}\n{{: #{name} }}" for name in ids)
