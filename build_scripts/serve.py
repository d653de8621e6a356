"""A change of source, table, template or page -> the archive built again, and the browser told."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.4  # seconds without a change before a build begins, so that a save of many files is one build
WATCHED = (".txt", ".yml", ".tsv", ".py")  # theme files and docs/ are watched by MkDocs itself
OURS = ("sources.tsv",)  # written by the build: no reason for another one


class _Changes(FileSystemEventHandler):
    """Notes that something changed."""

    def __init__(self) -> None:
        self.seen = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = Path(str(event.src_path))
        if (
            event.event_type in ("created", "modified", "moved", "deleted")
            and path.suffix in WATCHED
            and path.name not in OURS
        ):
            self.seen.set()


def serve(seeds: Path, docs: Path, address: str) -> int:
    """Build once, then serve with MkDocs and build at every change until interrupted; return an exit code."""
    command = [sys.executable, "-m", "build_scripts", "--seeds", str(seeds), "--docs", str(docs), "build"]
    if subprocess.run(command, check=False).returncode > 1:
        return 2
    changes, observer = _Changes(), Observer()
    for folder in (seeds, Path(__file__).parent):
        observer.schedule(changes, str(folder), recursive=True)
    observer.start()
    serving = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    server = subprocess.Popen(serving)
    try:
        while server.poll() is None:
            if changes.seen.wait(timeout=1):
                changes.seen.clear()
                if not changes.seen.wait(timeout=QUIET):
                    subprocess.run(command, check=False)
    except KeyboardInterrupt:
        server.terminate()
    observer.stop()
    observer.join()
    return server.wait()
