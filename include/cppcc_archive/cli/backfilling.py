"""Filling in the past: ``cppcc backfill start``, ``cppcc backfill progress``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cppcc_archive.cli.options import DryRunOption, SitesOption, StoreOption, settings_with
from cppcc_archive.cli.options import year as publication_year
from cppcc_archive.cli.output import print_json
from cppcc_archive.errors import InputError

app = typer.Typer(help="Filling in the past: start it, and how far it is.")

FirstOption = Annotated[
    int, typer.Option("--from", parser=publication_year, metavar="Y", help="the first publication year asked for")
]
LastOption = Annotated[
    int | None, typer.Option("--to", parser=publication_year, metavar="Y", help="the last one (default: last year)")
]


@app.callback()
def backfill() -> None:
    """Filling in the past. The DAG backfill_year does it, for one site and year also `cppcc crawl --year`."""


@app.command("start")
def start_backfill(
    site_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE_ID]...", help="default: every active site")
    ] = None,
    first: FirstOption = 2008,
    last: LastOption = None,
    province: Annotated[
        str | None, typer.Option("--province", metavar="PP", help="only sites whose division code begins so: 43")
    ] = None,
    unpause: Annotated[
        bool, typer.Option("--unpause", help="unpause the DAG backfill_year, where it is paused")
    ] = False,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """Have Airflow fill in the years, newest first, one at a time; run it where `airflow` runs."""
    from cppcc_archive.jobs import backfillstart
    from cppcc_archive.jobs.plan import chosen_sites

    until = _last(first, last)
    settings = settings_with(store, sites)
    chosen = chosen_sites(settings.registry(), site_ids, province)
    conf = {name: value for name, value in (("sites", site_ids), ("province", province)) if value}
    command = backfillstart.create_command(first, until, conf)
    if not dry_run:
        backfillstart.start(command, unpause)
    print_json(
        {
            "from": first,
            "to": until,
            "sites": [site.id for site in chosen],
            "command": backfillstart.shown(command),
            "started": not dry_run,
        }
    )
    if not dry_run:
        print("how far it is: `cppcc backfill progress`; to stop it: in the UI, above the DAG's runs", file=sys.stderr)


def _last(first: int, last: int | None) -> int:
    until = last or datetime.now(UTC).year - 1
    if first > until:
        raise InputError(f"--from {first} comes after --to {until}")
    return until


@app.command("progress")
def show_progress(
    site_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE_ID]...", help="default: every crawlable site")
    ] = None,
    first: FirstOption = 2008,
    last: LastOption = None,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """By site: years, rows its lists have, requests made and left, and when it will end."""
    from cppcc_archive.jobs.progress import progress
    from cppcc_archive.tables.query import require_archive

    until = _last(first, last)
    settings = settings_with(store, sites)
    opened, registry = settings.open_store(), settings.registry()
    require_archive(opened)
    chosen = [registry.get(site_id) for site_id in site_ids or ()] or registry.crawlable()
    found = progress(settings, opened, chosen, first, until)
    ends = [one.ends_at for one in found if one.ends_at]
    print_json(
        {
            "from": first,
            "to": until,
            "requests_done": sum(one.requests_done for one in found),
            "requests_left": sum(one.requests_left for one in found),
            "ends_at": max(ends).isoformat() if ends else None,
            "sites": [one.to_json() for one in found],
        }
    )
    for one in found:
        print(f"{one.site_id}: {one}", file=sys.stderr)
