"""A stranger's folder of texts -> a site, by one command; their settings and pages stay theirs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from build_scripts.__main__ import main
from build_scripts.model import NAMELESS, Site
from build_scripts.project import complete, environment, named
from build_scripts.tables import EditionRow
from tests.test_build import NOTICE, SPEECH

REPORT = "镇卫生院20xx年工作总结\n\n一、工作开展情况\n\n20xx年，我院在上级领导下，完成了各项任务。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts, in a folder whose name no path likes, and nothing else."""
    seeds = tmp_path / "我的 archive's" / "seeds"
    seeds.mkdir(parents=True)
    for name, text in (("防汛.txt", SPEECH), ("护林.txt", NOTICE), ("总结.txt", REPORT)):
        (seeds / name).write_text(text, encoding="utf-8")
    return seeds.parent


def make(folder: Path) -> Result:
    return CliRunner().invoke(main, ["--seeds", str(folder / "seeds"), "--jobs", "1", "site"])


def page(folder: Path, path: str) -> str:
    return (folder / "site" / path).read_text(encoding="utf-8")


def test_a_folder_of_texts_becomes_a_site_by_one_command(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = make(folder)
    assert done.exit_code == 0, done.output + capfd.readouterr().err
    assert "mkdocs.yml: written, for there was none." in done.output
    assert "<h1" in page(folder, "archive/000/1.html")
    assert "<title>文集</title>" in page(folder, "index.html")
    assert 'id="places"' in page(folder, "about/guide.html")


def test_the_page_shows_what_this_archive_s_data_say(folder: Path) -> None:
    """The marks in a text come from `docs/data` of the same archive."""
    make(folder)
    (report,) = (path for path in (folder / "docs" / "archive").rglob("*.md") if "总结" in path.read_text("utf-8"))
    local = report.relative_to(folder / "docs" / "archive").with_suffix("")
    assert (folder / "docs" / "data" / "marks" / local).with_suffix(".json").is_file()
    assert 'class="mark' in page(folder, f"archive/{local.as_posix()}.html")


def test_the_name_is_the_stranger_s_and_what_they_wrote_stays(folder: Path) -> None:
    make(folder)
    settings = folder / "mkdocs.yml"
    assert named(folder / "docs") == Site(NAMELESS.name, "逐段编号的文稿，供阅读、检索和引用。")
    text = settings.read_text(encoding="utf-8").replace("site_name: 文集", "site_name: 县*档案*")
    settings.write_text(text.replace("site_description: 逐段", "site_description: 1. 逐段"), encoding="utf-8")
    (folder / "docs" / "about" / "rights.md").write_text("# 我的权利 {: #mine }\n", encoding="utf-8")
    again = make(folder)
    assert again.exit_code == 0
    assert "written, for" not in again.output
    assert "县*档案*" in page(folder, "index.html")
    assert "<p>1. 逐段编号的文稿" in page(folder, "index.html")
    assert "我的权利" in page(folder, "about/rights.html")


def test_a_text_that_is_refused_stops_no_site_but_fails_at_the_end(folder: Path) -> None:
    (folder / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02\xff\xfe\x00")
    done = make(folder)
    assert done.exit_code == 1
    assert "bad.txt is binary" in done.output.strip().splitlines()[-1]
    assert "<h1" in page(folder, "archive/002/5.html")


def test_settings_that_build_another_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "000.txt").write_text("同志们：\n", encoding="utf-8")
    arguments = ["--seeds", str(tmp_path / "seeds"), "--docs", str(tmp_path / "pages"), "site"]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, "builds" in done.output) == (2, True)


def test_our_own_project_is_complete() -> None:
    docs = Path(__file__).parent.parent / "docs"
    assert complete(docs) == ()
    settings = yaml.load((docs.parent / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
    assert named(docs) == Site(settings["site_name"], settings["site_description"])


@pytest.mark.parametrize(
    ("settings", "environment", "address"),
    [
        ('site_url: !ENV [SITE_URL, ""]', "", ""),
        ('site_url: !ENV [SITE_URL, ""]', "https://a.example/x", "https://a.example/x/"),
        ("site_url: https://b.example/", "https://a.example/x", "https://b.example/"),
        ("site_name: 集", " https://a.example/ ", "https://a.example/"),
    ],
)
def test_the_address_is_that_of_the_settings_or_the_environment(
    settings: str, environment: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\n", encoding="utf-8")
    monkeypatch.setenv("SITE_URL", environment)
    assert named(tmp_path / "docs").address == address


def test_the_site_is_dated_by_the_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert environment(EditionRow(date="1970-01-02"))["SOURCE_DATE_EPOCH"] == "86400"
    assert environment(EditionRow())["SOURCE_DATE_EPOCH"] == "0"


def test_a_reader_who_reads_no_further_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "build_scripts", "--seeds", str(folder / "seeds"), "--jobs", "1", "report"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reporting:
        assert reporting.stdout is not None
        assert reporting.stderr is not None
        reporting.stdout.close()
        assert "Traceback" not in reporting.stderr.read()
