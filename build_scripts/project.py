"""docs/ -> a project that MkDocs can build: settings beside it, the hand-written pages inside, and the command."""

from __future__ import annotations

import calendar
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from build_scripts import tables
from build_scripts.atomic import Unwritable
from build_scripts.model import NAMELESS, Site

CODE = Path(__file__).parent.parent  # MkDocs is started here, so that it finds `build_scripts`
SETTINGS = "mkdocs.yml"
ABOUT = "about"
FRESH = """\
# How MkDocs builds this archive: `python -m build_scripts --seeds … --docs … site`, in the folder of the code.
# Written by the first build and never again: name the archive and say what it holds.
# Paths are counted from this file, but that of `data` from the folder of the code.
INHERIT: {settings}
site_name: {name}
site_description: 逐段编号的文稿，供阅读、检索和引用。
copyright: 见权利声明。
docs_dir: {docs}
site_dir: site
theme:
  custom_dir: {theme}
markdown_extensions:
  build_scripts.markdown_ext:
    data: {data}
"""


def settings_file(docs: Path) -> Path:
    """The MkDocs settings of the archive whose pages are in `docs`: beside that folder."""
    return docs.absolute().parent / SETTINGS


def named(docs: Path) -> Site:
    """What the archive calls itself, and its address: that of its settings, or the environment's `SITE_URL`."""
    found = tables.settings(settings_file(docs))
    address = (found.site_url or os.environ.get("SITE_URL", "")).strip()
    return Site(
        found.site_name or NAMELESS.name,
        found.site_description or NAMELESS.description,
        f"{address.rstrip('/')}/" if address else "",
    )


def complete(docs: Path) -> tuple[Path, ...]:
    """Write what a project lacks, and say what: settings that inherit ours, and a copy of our hand-written pages.

    Raise `Unwritable` when settings are there but build another folder. What is there is never changed.
    """
    target, written = settings_file(docs), []
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_fresh(docs.absolute(), target.parent), encoding="utf-8")
        written.append(target)
    elif (told := _docs_told(target)) != docs.resolve():
        raise Unwritable(f"{target}: builds {told}, not {docs}. Give another --docs, or change docs_dir there.")
    (docs / ABOUT).mkdir(parents=True, exist_ok=True)
    for ours in sorted((CODE / "docs" / ABOUT).glob("*.md")):
        page = docs / ABOUT / ours.name
        if not page.exists():
            shutil.copyfile(ours, page)
            written.append(page)
    return tuple(written)


def mkdocs(docs: Path, command: str, *options: str) -> list[str]:
    """What runs MkDocs on this project, in the folder `CODE`."""
    return [sys.executable, "-m", "mkdocs", command, "--config-file", str(settings_file(docs)), *options]


def environment(edition: tables.EditionRow) -> dict[str, str]:
    """No clock enters the site: MkDocs dates its sitemap from the edition, or from 1970 when it has no date."""
    day = time.strptime(edition.date or "1970-01-01", "%Y-%m-%d")
    # Material's notice about the end of MkDocs, by Material's own switch: design and pins take it into account.
    return {"SOURCE_DATE_EPOCH": str(calendar.timegm(day)), "NO_MKDOCS_2_WARNING": "1", **os.environ}


def site_folder(docs: Path) -> Path:
    """Where MkDocs puts the site."""
    target = settings_file(docs)
    return target.parent / (tables.settings(target).site_dir or "site")


def build_site(docs: Path, edition: tables.EditionRow) -> bool:
    """Run MkDocs in strict mode, which says itself what is wrong; was all well?"""
    done = subprocess.run(mkdocs(docs, "build", "--strict"), cwd=CODE, env=environment(edition), check=False)
    return done.returncode == 0


def _fresh(docs: Path, folder: Path) -> str:
    """Settings for a new project; a string of JSON is one of YAML, whatever the path holds."""
    return FRESH.format(
        settings=_quoted(CODE / SETTINGS, folder),
        name=NAMELESS.name,
        docs=_quoted(docs, folder),
        theme=_quoted(CODE / "build_scripts" / "theme", folder),
        data=_quoted(docs / "data", CODE),
    )


def _quoted(path: Path, folder: Path) -> str:
    return json.dumps(Path(os.path.relpath(path, folder)).as_posix(), ensure_ascii=False)


def _docs_told(settings: Path) -> Path:
    """The folder that these settings build; `docs_dir` is counted from the file that MkDocs is given."""
    return (settings.parent / (tables.settings(settings).docs_dir or "docs")).resolve()
