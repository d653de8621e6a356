from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import atomic
from build_scripts.atomic import Journal, carry_out
from build_scripts.model import Download, Page
from build_scripts.write import Changes, Unwritable, difference, exclusive, finish, replace_file, write

OWNED = ("archive", "sources")
OLD = {
    "index.md": b"home",
    "about/guide.md": b"by hand",
    "archive/000/1.md": "旧".encode(),
    "archive/000/9.md": b"same",
    "archive/001/1.md": b"to vanish",
    "archive/003/7.md": b"of a refused source",
    "sources/003.txt": b"of a refused source",
    "sources/0031.txt": b"to vanish: its name only begins as that of a kept one",
}
NEW = {
    "index.md": b"home, changed",
    "archive/000/1.md": "新".encode(),
    "archive/000/9.md": b"same",
    "archive/002/5.md": b"created",
}
KEEP = ("archive/003/", "sources/003.")
KEPT = {path: OLD[path] for path in ("about/guide.md", "archive/003/7.md", "sources/003.txt")}


class Killed(BaseException):
    """The process ends here, as far as the code under test can tell."""


def pages(files: dict[str, bytes]) -> list[Page]:
    return [Page(path, content) for path, content in files.items()]


def put(root: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def tree(root: Path) -> dict[str, bytes]:
    """Every visible file."""
    files = (path for path in root.rglob("*") if path.is_file() and ".staging" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def folders(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir()}


@pytest.fixture(autouse=True)
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was flushed to the disk and what was renamed to what, in order; the disk itself is spared."""
    done: list[str] = []
    replace = os.replace

    def rename(source: Path, target: Path) -> None:
        replace(source, target)
        done.append(f"rename {target.name}")

    monkeypatch.setattr(os, "fsync", lambda handle: done.append(f"flush {os.fstat(handle).st_ino}"))
    monkeypatch.setattr(os, "sync", lambda: done.append("flush all"), raising=False)
    monkeypatch.setattr(os, "replace", rename)
    return done


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    put(tmp_path / "docs", OLD)
    return tmp_path / "docs"


def test_the_folder_agrees_with_the_pages_afterwards(docs: Path) -> None:
    foreseen = difference(docs, pages(NEW), OWNED, KEEP)
    assert tree(docs) == OLD
    assert write(docs, pages(NEW), OWNED, KEEP) == foreseen
    assert foreseen == Changes(
        created=("archive/002/5.md",),
        changed=("archive/000/1.md", "index.md"),
        deleted=("archive/001/1.md", "sources/0031.txt"),
    )
    assert tree(docs) == NEW | KEPT
    assert folders(docs) == {"about", "archive", "archive/000", "archive/002", "archive/003", "sources"}
    assert not difference(docs, pages(NEW), OWNED, KEEP)


def test_an_unchanged_page_is_not_touched(docs: Path) -> None:
    before = {path: (docs / path).stat() for path in OLD}
    write(docs, pages(NEW), OWNED, KEEP)
    for path in ("archive/000/9.md", *KEPT):
        after = (docs / path).stat()
        assert (after.st_mtime_ns, after.st_ino) == (before[path].st_mtime_ns, before[path].st_ino)


def test_writing_twice_changes_nothing_the_second_time(docs: Path) -> None:
    write(docs, pages(NEW), OWNED, KEEP)
    before = [(path, path.stat().st_mtime_ns) for path in sorted(docs.rglob("*"))]
    assert not write(docs, reversed(pages(NEW)), OWNED, KEEP)
    assert [(path, path.stat().st_mtime_ns) for path in sorted(docs.rglob("*"))] == before


def test_the_folder_is_made_when_there_is_none(tmp_path: Path) -> None:
    write(tmp_path / "a" / "docs", pages(NEW), OWNED)
    assert tree(tmp_path / "a" / "docs") == NEW


def test_empty_folders_go_and_stray_folders_with_them(docs: Path) -> None:
    (docs / "archive" / "009" / "deep").mkdir(parents=True)
    (docs / "about" / "empty").mkdir()
    assert not write(docs, pages(OLD), OWNED)
    assert "archive/009" not in folders(docs)
    assert "about/empty" in folders(docs)


def test_the_difference_is_of_committed_pages_only(docs: Path) -> None:
    wanted = [*pages(OLD), Page("sources/000.md", b"", committed=False), Page("data/x.jsonl", b"", committed=False)]
    assert not difference(docs, wanted, ("archive",))
    put(docs, {"archive/000/old.md": b""})
    assert difference(docs, wanted, ("archive",)) == Changes(deleted=("archive/000/old.md",))


@pytest.mark.parametrize(
    "path", ["/etc/x", "../x", "archive/../../x", "archive//x", "./x", "x/", "", "..\\x", "a\0b", ".staging/files/0"]
)
def test_a_path_that_leaves_the_root_is_a_programming_error(docs: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below the root"):
        write(docs, [Page(path, b"")], OWNED)
    assert tree(docs) == OLD


@pytest.mark.parametrize("folder", ["..", "/", "", "archive/../..", ".staging"])
def test_nothing_but_a_folder_below_the_root_can_be_owned(docs: Path, folder: str) -> None:
    with pytest.raises(ValueError, match="not a path below the root"):
        write(docs, [], (folder,))
    assert tree(docs) == OLD


@pytest.mark.parametrize(
    ("paths", "said"), [(("a.md", "a.md"), "two pages"), (("a", "b", "a/b/c"), "'a' is a page and")]
)
def test_pages_that_exclude_each_other_are_a_programming_error(docs: Path, paths: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        write(docs, [Page(path, b"") for path in paths], OWNED)


def test_a_link_is_replaced_or_deleted_but_never_followed(docs: Path, tmp_path: Path) -> None:
    outside = {"x.md": b"outside", "1.md": b"outside"}
    put(tmp_path / "outside", outside)
    (docs / "archive/001/1.md").unlink()
    (docs / "archive/001/1.md").symlink_to(tmp_path / "outside/1.md")
    (docs / "archive/000/9.md").unlink()
    (docs / "archive/000/9.md").symlink_to(tmp_path / "outside/x.md")
    (docs / "archive/002").symlink_to(tmp_path / "outside")
    write(docs, pages(NEW), OWNED, KEEP)
    assert tree(tmp_path / "outside") == outside
    assert tree(docs) == NEW | KEPT
    assert not any(path.is_symlink() for path in docs.rglob("*"))


def test_even_a_link_to_the_same_bytes_is_no_page(docs: Path, tmp_path: Path) -> None:
    put(tmp_path, {"same": b"same"})
    (docs / "archive/000/9.md").unlink()
    (docs / "archive/000/9.md").symlink_to(tmp_path / "same")
    assert write(docs, pages(OLD), OWNED).changed == ("archive/000/9.md",)
    assert not (docs / "archive/000/9.md").is_symlink()


@pytest.mark.parametrize("kind", ["link", "file"])
def test_an_owned_folder_that_is_none_stops_the_build_before_it_writes(docs: Path, tmp_path: Path, kind: str) -> None:
    put(tmp_path / "outside", {"x.md": b"outside"})
    (docs / "archive").rename(tmp_path / "away")
    if kind == "link":
        (docs / "archive").symlink_to(tmp_path / "outside")
    else:
        (docs / "archive").write_bytes(b"")
    with pytest.raises(Unwritable, match=r"archive: a link or a file, where pages need a folder\. Move it away"):
        write(docs, pages(NEW), OWNED)
    assert tree(tmp_path / "outside") == {"x.md": b"outside"}
    assert (docs / "index.md").read_bytes() == b"home"
    assert not (docs / ".staging").exists()


def test_a_folder_where_a_page_must_be_stops_the_build_unless_it_is_owned(docs: Path) -> None:
    put(docs, {"archive/002/5.md/stray.md": b""})
    write(docs, pages(NEW), OWNED)
    assert (docs / "archive/002/5.md").read_bytes() == b"created"
    (docs / "index.md").unlink()
    put(docs, {"index.md/by-hand.md": b""})
    with pytest.raises(Unwritable, match=r"index\.md: a folder, where a page must be\. Move it away"):
        write(docs, pages(NEW), OWNED)


def test_a_stray_name_that_no_encoding_knows_is_deleted_as_well(docs: Path) -> None:
    (docs / "archive" / os.fsdecode(b"\xff.md")).write_bytes(b"")
    write(docs, pages(NEW), OWNED, KEEP)
    assert tree(docs) == NEW | KEPT


def test_what_the_system_refuses_is_said_in_a_sentence(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(Unwritable, match=r"No space left on device\. Put that right and run the build again"):
            write(docs, pages(NEW), OWNED, KEEP)
    assert tree(docs) == OLD
    write(docs, pages(NEW), OWNED, KEEP)
    assert tree(docs) == NEW | KEPT


@pytest.mark.parametrize("several", [3, 100])
def test_the_journal_waits_for_the_files_and_the_pages_for_the_journal(
    tmp_path: Path, flushed: list[str], several: int
) -> None:
    write(tmp_path, pages({f"{number}.md": b"" for number in range(several)}), ())
    journal, first = flushed.index("rename journal.json"), flushed.index("rename 0.md")
    inodes = {str(path.stat().st_ino) for path in tmp_path.iterdir()}
    before = {each.removeprefix("flush ") for each in flushed[:journal]}
    assert "all" in before or inodes < before
    assert journal < first
    assert flushed[journal + 1].startswith("flush ")
    assert flushed[-1].startswith("flush ")


# ---- a build that is killed


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """Run the block, but kill it at the n-th line that it executes of the module that touches files."""
    lines = count(1)

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename != atomic.__file__:
            return None
        if event == "line" and next(lines) == step:
            raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def _die(*_: object) -> None:
    raise Killed


def _old(root: Path) -> Path:
    put(root, OLD)
    return root


def survives(root: Path, new: dict[str, bytes], old: dict[str, bytes], step: int) -> bool:
    """Kill a write at a step, look at what is visible, and finish it; say whether it came to its end unkilled."""
    wanted = {path: old[path] for path in old if not path.startswith(("archive/", "sources/"))} | new
    try:
        with killed_at(step):
            write(root, pages(new), OWNED)
    except Killed:
        for path, content in tree(root).items():
            assert content in (old.get(path), wanted.get(path)), f"{path} is half-written at step {step}"
        begun = (root / ".staging/journal.json").exists()
        assert finish(root) == begun
        assert not begun or tree(root) == wanted
        assert tree(root) in (old, wanted)
        assert not (root / ".staging").exists()
        write(root, pages(new), OWNED)
        assert tree(root) == wanted
        return False
    assert tree(root) == wanted
    return True


def test_a_write_killed_at_any_line_is_finished_or_never_happened(tmp_path: Path) -> None:
    alive = (steps for steps in count(1) if survives(_old(tmp_path / str(steps)), NEW, OLD, steps))
    assert next(alive) > 100


def test_a_finish_killed_at_any_line_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies_in_finish(steps: int) -> bool:
        root = _old(tmp_path / str(steps))
        journal = Journal(("archive/001/1.md",), ("archive/001",), ("index.md", "new/1.md"))
        with monkeypatch.context() as patch:
            patch.setattr(atomic, "finish", _die)
            with pytest.raises(Killed):
                carry_out(root, journal, (b"1", b"2"))
        with suppress(Killed), killed_at(steps):
            return not finish(root)
        finish(root)
        assert tree(root) == {path: OLD[path] for path in OLD if path != "archive/001/1.md"} | {
            "index.md": b"1",
            "new/1.md": b"2",
        }
        return True

    assert next(steps for steps in count(1) if not dies_in_finish(steps)) > 20


def test_a_half_staged_file_is_never_moved_into_place(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        whole(path, content[: len(content) // 2])
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", half)
        with pytest.raises(Killed):
            write(docs, pages(NEW), OWNED, KEEP)
    assert tree(docs) == OLD
    assert not finish(docs)
    assert tree(docs) == OLD


def test_a_torn_journal_counts_as_none(docs: Path) -> None:
    put(docs, {".staging/journal.json": b'{"deletions": ["index.md"', ".staging/files/0": b"half"})
    assert not finish(docs)
    assert tree(docs) == OLD
    assert not (docs / ".staging").exists()


def test_a_journal_cannot_reach_outside(docs: Path, tmp_path: Path) -> None:
    put(tmp_path, {"x": b""})
    put(docs, {".staging/journal.json": b'{"deletions": ["../x"], "folders": [], "moves": []}'})
    with pytest.raises(ValueError, match="not a path below the root"):
        finish(docs)
    assert (tmp_path / "x").exists()


NAMES = st.sampled_from(
    ["index.md", "about/a.md", *(f"{top}/{n}.md" for top in ("archive/0", "archive/1", "sources") for n in "12")]
)
TREES = st.dictionaries(NAMES, st.binary(max_size=3))


@given(old=TREES, new=TREES, step=st.integers(1, 300))
def test_any_tree_becomes_any_other_even_when_killed(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes], step: int
) -> None:
    root = tmp_path_factory.mktemp("docs")
    put(root, old)
    survives(root, new, old, step)


# ---- one file, and one build at a time


def test_one_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sources.tsv"
    assert replace_file(path, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", _die)
        with pytest.raises(Killed):
            replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert replace_file(path, b"new")
    before = path.stat().st_mtime_ns
    assert not replace_file(path, b"new")
    assert path.stat().st_mtime_ns == before
    assert tree(tmp_path) == {"sources.tsv": b"new"}


HOLDER = """
import sys, pathlib
from build_scripts.write import exclusive
with exclusive(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_builds_do_not_interleave(docs: Path) -> None:
    root = Path(__file__).parent.parent
    command = [sys.executable, "-c", HOLDER, str(docs)]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(Unwritable, match="another build is at work there"), exclusive(docs, patience=0.2):
            pass
        other.stdin.close()
        with exclusive(docs):
            assert tree(docs) == OLD
    with exclusive(docs, patience=0):
        pass


def download(path: str, *chunks: bytes) -> Download:
    return Download(path, lambda: chunks)


def test_a_download_is_written_piece_by_piece(docs: Path) -> None:
    changes = write(docs, [download("archive/a.bin", b"1", b"", b"2")], OWNED)
    assert changes.created == ("archive/a.bin",)
    assert (docs / "archive/a.bin").read_bytes() == b"12"


def test_a_download_that_stands_there_already_is_not_touched(docs: Path) -> None:
    write(docs, [download("archive/a.bin", b"12"), download("archive/b.bin", b"old")], OWNED)
    before = (docs / "archive/a.bin").stat().st_mtime_ns
    changes = write(docs, [download("archive/a.bin", b"1", b"2"), download("archive/b.bin", b"new")], OWNED)
    assert (changes.created, changes.changed, changes.deleted) == ((), ("archive/b.bin",), ())
    assert (docs / "archive/a.bin").stat().st_mtime_ns == before
    assert not write(docs, [download("archive/a.bin", b"12"), download("archive/b.bin", b"new")], OWNED)
    assert not (docs / atomic.STAGING).exists()


def test_a_download_takes_the_place_of_a_link(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"12")
    (docs / "archive").mkdir(exist_ok=True)
    (docs / "archive/a.bin").symlink_to(tmp_path / "other")
    assert write(docs, [download("archive/a.bin", b"12")], OWNED).changed == ("archive/a.bin",)
    assert not (docs / "archive/a.bin").is_symlink()


def test_a_download_is_no_committed_page(docs: Path) -> None:
    assert not difference(docs, [download("data/a.bin", b"12")], ("data",))
