"""Captures of others: ``cppcc captures import | history``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
from cppcc_archive.cli.options import year as publication_year
from cppcc_archive.cli.output import print_json

app = typer.Typer(help="Captures by the file: other people's in, ours out, all of them whole.")


@app.command("import")
def import_captures(
    what: Annotated[
        str, typer.Argument(metavar="FILE|FOLDER|-", help="WARC, ARC, WACZ, or a folder of them or of saved pages")
    ],
    operator: Annotated[
        str | None, typer.Option("--operator", metavar="NAME", help="who made or hands in these captures")
    ] = None,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> int:
    """Take in captures that somebody else made, with their true time; twice imported is once there."""
    from cppcc_archive.jobs.importing import import_path, import_stream

    settings = settings_with(store, sites)
    opened, registry = settings.open_store(), settings.registry()
    if what == "-":
        taken = import_stream(opened, registry, sys.stdin.buffer, "standard input", operator=operator)
    else:
        taken = import_path(opened, registry, Path(what), operator=operator)
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
