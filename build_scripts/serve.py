"""A change of source, table, template, code or page -> the archive built again, and the browser told."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from build_scripts import tables
from build_scripts.atomic import Unwritable
from build_scripts.project import CODE, SETTINGS, complete, environment, mkdocs

QUIET = 0.4  # seconds without a change before a build begins, so that a save of many files is one build
WATCHED = (".txt", ".yml", ".yaml", ".tsv", ".py", ".css", ".js")  # templates, settings, docs/: MkDocs watches them
OURS = ("sources.tsv",)  # written by the build: no reason for another one
CHANGES = ("created", "modified", "moved", "deleted")
PATIENCE = 5  # seconds that MkDocs has to end in
SCRIPTS = Path(__file__).parent


class _Changes(FileSystemEventHandler):
    """Notes that something changed, and whether it was code, which a running MkDocs does not read again."""

    def __init__(self) -> None:
        self.seen, self.code = threading.Event(), threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in CHANGES:
            return
        # An editor that saves under another name and renames, as `sed -i` does, shows the real name in `dest_path`.
        for path in (Path(str(event.src_path)), Path(str(event.dest_path))):
            if path.suffix in WATCHED and path.name not in OURS:
                if path.suffix == ".py":
                    self.code.set()
                self.seen.set()

    def settled(self) -> bool:
        """Was there a change, and none in the last moment? Waits a second at most for the first."""
        if not self.seen.wait(timeout=1):
            return False
        while self.seen.is_set():
            self.seen.clear()
            self.seen.wait(timeout=QUIET)
        return True


def serve(seeds: Path, docs: Path, jobs: int, address: str) -> int:
    """Build once, then serve with MkDocs and build at every change until interrupted; return an exit code."""
    _refuse_busy(address)
    complete(docs)
    folders = ("--seeds", str(seeds), "--docs", str(docs), "--jobs", str(jobs))
    build = [sys.executable, "-m", "build_scripts", *folders, "build"]
    if (code := subprocess.run(build, check=False).returncode) > 1:
        return code
    watched = ("--watch", str(SCRIPTS / "theme"), "--watch", str(CODE / SETTINGS))
    serving = mkdocs(docs, "serve", "--livereload", *watched, "--dev-addr", address)
    around = environment(tables.edition(seeds / "edition.yml"))
    with _watching(seeds, SCRIPTS) as changes, _interruptible():
        server = subprocess.Popen(serving, cwd=CODE, env=around)
        try:
            while server.poll() is None:
                if changes.settled():
                    subprocess.run(build, check=False)
                    if changes.code.is_set():
                        changes.code.clear()
                        _end(server)
                        server = subprocess.Popen(serving, cwd=CODE, env=around)
        except KeyboardInterrupt:
            return 0
        finally:
            _end(server)
    return server.returncode


def _refuse_busy(address: str) -> None:
    """Raise `Unwritable` when nothing can be served at this address."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_server((host, int(port))):
            pass
    except (OSError, ValueError, OverflowError) as trouble:
        why = (trouble.strerror or "").partition(" (")[0] if isinstance(trouble, OSError) else "it is no host and port"
        raise Unwritable(
            f"{address}: nothing can be served there: {why}. Give another, such as --address 127.0.0.1:8001."
        ) from trouble


@contextmanager
def _watching(*folders: Path) -> Iterator[_Changes]:
    changes, observer = _Changes(), Observer()
    for folder in folders:
        observer.schedule(changes, str(folder), recursive=True)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let a request to end (SIGTERM) end us as Ctrl-C does, so that MkDocs is not left behind."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # upon which MkDocs removes its temporary site
    try:
        server.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
