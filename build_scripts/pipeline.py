"""seeds/ -> everything that a build makes: the whole flow, readable as a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from build_scripts import cache, tables
from build_scripts.annotate import annotate
from build_scripts.check import prove
from build_scripts.clean import clean
from build_scripts.curate import unheeded
from build_scripts.links import links_hold
from build_scripts.model import Archive, Edition, Finding, Page, Source, Volume
from build_scripts.read import Intake, original, read, read_links
from build_scripts.relate import relate
from build_scripts.render import render
from build_scripts.segment import segment

POOL_FROM = 400_000  # characters to work on from which a second process is worth its start

Progress = Callable[[Iterable[Volume], int], Iterable[Volume]]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes of `seeds`, before anything of it is written."""

    intake: Intake
    archive: Archive
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)


def build(seeds: Path, cache_folder: Path, jobs: int, progress: Progress = lambda made, _: made) -> Build:
    """Read, clean, segment and annotate each source; gather, relate, render and check them all."""
    links = read_links(seeds)
    intake = read(seeds, {row.source for row in links})
    edition = tables.load(seeds / "edition.yml", tables.EditionRow)
    made = tuple(progress(_volumes(intake.sources, seeds, cache_folder, jobs), len(intake.sources)))
    archive = relate(Archive(Edition(edition.number, edition.date), made, links, intake.findings))
    pages = render(archive, lambda source: original(seeds, source))
    return Build(intake, archive, pages, (*_findings(archive), *links_hold(archive, pages)))


def volume(source: Source, curated: tables.Curation, curated_file: str) -> Volume:
    """All the work on one source, as a pure function of it and its curation; it runs in any process."""
    text = clean(source)
    documents, dropped, findings = segment(text, tables.tables(), curated)
    unheeded(curated, documents, dropped, curated_file)
    made = Volume(text, tuple(annotate(text, document, curated) for document in documents), dropped, findings)
    return replace(made, findings=(*findings, *prove(made, clean)))


def _findings(archive: Archive) -> Iterator[Finding]:
    yield from archive.findings
    for each in archive.volumes:
        yield from each.findings
        for document in each.documents:
            yield from document.findings


def _volumes(sources: Sequence[Source], seeds: Path, folder: Path, jobs: int) -> Iterator[Volume]:
    """Each source's volume, in the order of the sources, from the cache where it is there."""
    kept = cache.Cache(folder)
    tasks = [_task(source, seeds) for source in sources]
    kept.keep({key for key, *_ in tasks})
    todo = sum(len(line) for key, source, *_ in tasks if not (folder / key).exists() for line in source.lines)
    if jobs > 1 and todo > POOL_FROM:
        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(_made, tasks, [folder] * len(tasks))
    else:
        yield from (_made(task, folder) for task in tasks)


_Task = tuple[str, Source, tables.Curation, str]


def _task(source: Source, seeds: Path) -> _Task:
    path = seeds / f"{source.id}.yml"
    words = path.read_bytes() if path.exists() else b""
    return cache.key(source.id, source.sha256, source.encoding, words), source, tables.curation(path), str(path)


def _made(task: _Task, folder: Path) -> Volume:
    key, source, curated, path = task
    kept = cache.Cache(folder)
    if (known := kept.get(key)) is not None:
        return known
    made = volume(source, curated, path)
    kept.put(key, made)
    return made
