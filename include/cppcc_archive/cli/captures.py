"""Captures by the file: ``cppcc captures import | history | export | verify``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cppcc_archive.cli.options import DryRunOption, SitesOption, StoreOption, YearOption, day, settings_with
from cppcc_archive.cli.options import year as publication_year
from cppcc_archive.cli.output import print_json
from cppcc_archive.cli.progress import progress

app = typer.Typer(help="Captures by the file: other people's in, ours out, all of them whole.")


@app.command("import")
def import_captures(
    what: Annotated[
        str, typer.Argument(metavar="FILE|FOLDER|-", help="WARC, ARC, WACZ, or a folder of them or of saved pages")
    ],
    operator: Annotated[
        str | None, typer.Option("--operator", metavar="NAME", help="who made or hands in these captures")
    ] = None,
    dry_run: DryRunOption = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, max=64, help="processes that share the files of a folder")
    ] = 1,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> int:
    """Take in captures that somebody else made, with their true time; twice imported is once there."""
    from cppcc_archive.jobs.import_shards import import_folder
    from cppcc_archive.jobs.importing import Import

    settings = settings_with(store, sites)
    opened, registry = settings.open_store(), settings.registry()
    if jobs > 1 and Path(what).is_dir():
        with progress("files") as advance:
            taken = import_folder(opened, registry, Path(what), jobs, operator, dry_run, advance)
    else:
        with progress("records") as advance:
            taking = Import(opened, registry, operator=operator, dry=dry_run, advance=advance)
            taken = taking.stream(sys.stdin.buffer, "standard input") if what == "-" else taking.path(Path(what))
    print_json(taken.to_json())
    for problem in taken.problems:
        print(problem, file=sys.stderr)
    return 1 if taken.records and not (taken.captures or taken.already_there) else 0


@app.command("history")
def fill_history(
    year: Annotated[int, typer.Option("--year", parser=publication_year, metavar="Y", help="the publication year")],
    site_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE_ID]...", help="default: every site whose entry says `history`")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="wayback, commoncrawl or a pywb collection's address"),
    ] = None,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> int:
    """Fetch what other archives hold of a year and this one does not."""
    from cppcc_archive.jobs.crawl import new_run_id
    from cppcc_archive.jobs.history import fill_year

    settings = settings_with(store, sites)
    registry = settings.registry()
    chosen = [registry.get(site_id) for site_id in site_ids or ()] or list(registry.sites)
    found = fill_year(settings, chosen, year, f"history-{new_run_id()}", only=source)
    print_json(found.to_json())
    for one in found.sources:
        if one.problem:
            print(f"{one.site_id}: {one.source}: {one.problem}", file=sys.stderr)
    return 1 if found.sources and all(one.problem and not one.listed for one in found.sources) else 0


@app.command("export")
def export_captures(
    file: Annotated[Path, typer.Argument(metavar="FILE.wacz", help="the file to write; it must not be there yet")],
    site_ids: Annotated[list[str] | None, typer.Argument(metavar="[SITE_ID]...", help="default: every site")] = None,
    year: YearOption = None,
    since: Annotated[
        date | None, typer.Option("--since", parser=day, metavar="DAY", help="captured on that day (UTC) or later")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--until", parser=day, metavar="DAY", help="captured on that day or before")
    ] = None,
    store: StoreOption = None,
) -> int:
    """Write captures as one WACZ that replay tools open, with what they need to be replayed."""
    from cppcc_archive.jobs.exporting import Choice, export

    choice = Choice(tuple(site_ids or ()), year, since, until)
    found = export(settings_with(store).open_store(), file, choice)
    return _report(asdict(found), found.problems)


@app.command("verify")
def verify_captures(
    copy: Annotated[
        str | None,
        typer.Argument(metavar="[COPY]", help="a copy to check instead: s3://bucket/prefix, a folder, or a WACZ file"),
    ] = None,
    site_ids: Annotated[
        list[str] | None, typer.Option("--site", metavar="SITE_ID", help="this site only; may be repeated")
    ] = None,
    store: StoreOption = None,
) -> int:
    """Whether every WARC object is the one that was written, by the archive's manifests; a WACZ by its own."""
    from cppcc_archive.captures.wacz import check_wacz
    from cppcc_archive.jobs.exporting import verify
    from cppcc_archive.store.opening import open_store

    if copy is not None and Path(copy).is_file():
        problems = check_wacz(Path(copy))
        return _report({"file": copy, "problems": problems}, problems)
    elsewhere = open_store(copy) if copy is not None else None
    found = verify(settings_with(store).open_store(), elsewhere, site_ids or ())
    return _report(asdict(found), found.problems)


def _report(found: dict[str, object], problems: list[str]) -> int:
    print_json(found)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0
