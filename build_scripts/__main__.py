"""The command line: `python -m build_scripts build | site | check | serve | explain | report | idle | publish`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from build_scripts import tables
from build_scripts.atomic import exclusive, finish, replace_file
from build_scripts.commands import Commands
from build_scripts.editions import last_of, refusal
from build_scripts.explain import explain as explained
from build_scripts.explain import missing
from build_scripts.idle import lines, ran
from build_scripts.model import Finding, Place
from build_scripts.pipeline import Bound, Build, build
from build_scripts.project import build_site, complete, named, site_folder
from build_scripts.published import publish, read_open, release
from build_scripts.read import REGISTRY, demand_texts, registry_tsv
from build_scripts.report import concerns, summary, told
from build_scripts.review import FIELDS, queue
from build_scripts.stale import shortened, stale
from build_scripts.write import write

OWNED = (
    "archive",
    "browse",
    "sources",
    "data",
    "search",
    "assets/joined",
    "index.md",
    "search.md",
    "verify.md",
    "go.md",
)

FAILED = 1  # exit code: findings that are errors, or stale pages


class Workplace:
    """Where a build reads and writes."""

    def __init__(self, seeds: Path, docs: Path, jobs: int) -> None:
        self.seeds, self.docs, self.jobs = seeds, docs, jobs
        self.cache = docs.parent / ".build" / "sources"

    def make(self) -> Build:
        return build(self.seeds, self.cache, self.jobs, _progress, named(self.docs))


def _progress(made: Iterable[Bound], length: int) -> Iterable[Bound]:
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from made
        return
    with click.progressbar(made, length=length, label="sources", file=sys.stderr) as bar:
        yield from bar


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--seeds", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("seeds"))
@click.option("--docs", type=click.Path(path_type=Path, file_okay=False), help="Default: docs, beside SEEDS.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes to work with.")
@click.pass_context
def main(context: click.Context, seeds: Path, docs: Path | None, jobs: int) -> None:
    """Build the archive: SEEDS (source texts, tables of the curator) to DOCS (pages for MkDocs)."""
    context.obj = Workplace(seeds, docs or Path(os.path.relpath(seeds.absolute().parent / "docs")), jobs)


@main.command("build")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; fail when committed pages are not up to date."
)
@click.pass_obj
def build_command(place: Workplace, *, only_check: bool) -> None:
    """Make the pages, and register new sources."""
    if only_check:
        _check(place)
    else:
        _fail_if(_build(place).failed)


@main.command("site")
@click.pass_obj
def site_command(place: Workplace) -> None:
    """Make the pages and the site, beside DOCS; a new text that is refused stops neither, but fails at the end."""
    demand_texts(place.seeds)
    written = complete(place.docs)
    for path in written:
        click.echo(f"{path}: written, for there was none. Make it yours.")
    made = _build(place)
    if not build_site(place.docs, tables.edition(place.seeds / "edition.yml")):
        click.echo("MkDocs did not make the site: see above.", err=True)
        sys.exit(FAILED)
    folder = site_folder(place.docs)
    folder = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    click.echo(f"\nThe site is in {folder}/. Open {folder}/index.html in a browser, or serve it:")
    click.echo(f"    python3 -m http.server --directory {folder} 8000      and open http://localhost:8000/")
    if made.failed:
        click.echo("\nThe site is without what could not be taken in:", err=True)
        _print(finding for finding in made.findings if finding.severity == "error")
    _fail_if(made.failed)


def _build(place: Workplace) -> Build:
    """Write the pages, unless that would lose some."""
    demand_texts(place.seeds)
    place.docs.mkdir(parents=True, exist_ok=True)
    with exclusive(place.docs):
        finish(place.docs)
        made = place.make()
        _print(finding for finding in made.findings if finding.severity == "error")
        _stop_if_unsound(made)
        # First the registry: a source without pages mends itself at the next build, pages without an id would not.
        replace_file(place.seeds / REGISTRY, registry_tsv(made.intake.rows))
        changes = write(place.docs, made.written, OWNED)
    click.echo(summary(made, changes))
    return made


def _stop_if_unsound(made: Build) -> None:
    """End here when pages must not be replaced: a registered source cannot be read, or an invariant does not hold."""
    reasons = []
    if made.intake.refused:
        reasons.append(f"source {', '.join(made.intake.refused)} is registered and cannot be read (above)")
    if any(finding.code.startswith("T") for finding in made.findings if finding.severity == "error"):
        reasons.append("an invariant does not hold (above)")
    if reasons:
        click.echo(f"Nothing was written: {'; '.join(reasons)}.", err=True)
        sys.exit(FAILED)


def _fail_if(failed: bool) -> None:  # noqa: FBT001 (it is what the function asks)
    if failed:
        sys.exit(FAILED)


@main.command("check")
@click.pass_obj
def check_command(place: Workplace) -> None:
    """Prove the invariants and compare the committed pages; write nothing."""
    _check(place)


def _check(place: Workplace) -> None:
    made = place.make()
    _print(finding for finding in made.findings if finding.severity == "error")
    if made.intake.refused:
        click.echo("Nothing was compared: a registered source cannot be read (above).", err=True)
        sys.exit(FAILED)
    found = tuple(stale(made, place.docs, place.seeds))
    for each in found:
        click.echo(each, err=True)
    _fail_if(made.failed or bool(found))
    click.echo(
        f"{len(made.archive.documents)} documents: every line placed, every change replayed, every page up to date."
    )


@main.command()
@click.argument("place")
@click.pass_obj
def explain(workplace: Workplace, place: str) -> None:
    """Show what became of a PLACE, such as 001:17 or 000:59-18."""
    wanted = _parsed(place)
    made = workplace.make()
    _stop_if_missing(made, wanted)
    click.echo(explained(made.archive, wanted))


def _stop_if_missing(made: Build, wanted: Place) -> None:
    """End here when the archive has no such place."""
    if reason := missing(made.archive, wanted):
        _print(finding for finding in made.intake.findings if finding.severity == "error")
        click.echo(f"{wanted}: {reason}", err=True)
        sys.exit(FAILED)


def _parsed(place: str) -> Place:
    try:
        return Place.parse(place)
    except ValueError as trouble:
        raise click.UsageError(str(trouble)) from trouble


@main.command()
@click.argument("where", default="")
@click.option("--field", type=click.Choice(tuple(FIELDS)), help="Only what is asked of this.")
@click.option("--new", is_flag=True, help="Only what was not open in the last edition.")
@click.pass_obj
def report(place: Workplace, where: str, field: str | None, *, new: bool) -> None:
    """Print everything that is open, with candidates, evidence and the row that would settle it.

    WHERE: a source (000) or a place in a document (000:43); all when there is none.
    """
    wanted = _parsed(where) if ":" in where else where
    made = place.make()
    if where:
        _stop_if_missing(made, wanted if isinstance(wanted, Place) else Place(wanted, 1))
    known = (read_open(place.seeds) or ()) if new else ()
    asked = [each for each in queue(made.archive, made.findings) if concerns(each, wanted) and each.anchor not in known]
    for each in asked:
        if field in (None, each.field):
            click.echo(told(each))
    counts = Counter(each.finding.severity for each in asked)
    click.echo(", ".join(f"{counts[severity]} {severity}s" for severity in ("error", "warning", "note")))
    fields = Counter(each.field for each in asked)
    click.echo(", ".join(f"{name} {fields[name]}" for name in FIELDS if fields[name]))
    sys.exit(FAILED if made.failed else 0)


@main.command("idle")
@click.pass_obj
def idle_command(place: Workplace) -> None:
    """Print, for each knowledge table, the rows that did nothing in this archive."""
    from build_scripts.catalogue import CATALOGUE  # noqa: PLC0415 (every table at once is only wanted here)

    click.echo("\n".join(lines(ran(place.make().archive, CATALOGUE))))


@main.command("publish")
@click.pass_obj
def publish_command(place: Workplace) -> None:
    """Publish the edition that seeds/edition.yml numbers and dates: register its places for ever."""
    row, made = tables.edition(place.seeds / "edition.yml"), place.make()
    history = made.archive.history
    _print(finding for finding in made.findings if finding.severity == "error")
    added = release(made.archive, queue(made.archive, made.findings))
    reasons = [refusal(made.archive.edition, history, changed=bool(added.links or added.changes))]
    reasons += (
        ["there are errors (above). Mend them first."]
        if made.failed
        else shortened(stale(made, place.docs, place.seeds))
    )
    if any(reasons):
        click.echo("\n".join(("Nothing was published:", *filter(None, reasons))), err=True)
        sys.exit(FAILED)
    if last_of(history) == made.archive.edition:
        click.echo(f"Edition {row.number} is out already, and nothing has changed since.")
        return
    publish(place.seeds, made.archive, added, row.note)
    click.echo(f"Edition {row.number}: {len(added.changes)} changes, {len(added.links)} rows of places.")
    _build(place)
    click.echo("Commit seeds/ and docs/ together.")


@main.command()
@click.option("--address", default="127.0.0.1:8000", help="Where to serve.")
@click.pass_obj
def serve(place: Workplace, address: str) -> None:
    """Build, serve, and build again on every change of a source, table, template or page."""
    from build_scripts.serve import serve as serving  # noqa: PLC0415 (watchdog is only wanted here)

    sys.exit(serving(place.seeds, place.docs, place.jobs, address))


def _print(findings: Iterable[Finding], *, err: bool = True) -> None:
    for finding in findings:
        where = f"{finding.place}: " if finding.place else ""
        click.echo(f"{where}{finding.severity} {finding.code}: {finding.message}", err=err)


if __name__ == "__main__":
    main()
