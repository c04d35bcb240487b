"""Filling in the past: ``cppcc backfill progress``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
from cppcc_archive.cli.options import year as publication_year
from cppcc_archive.cli.output import print_json
from cppcc_archive.errors import InputError

app = typer.Typer(help="Filling in the past: how far it is.")


@app.callback()
def backfill() -> None:
    """Filling in the past: how far it is. The DAG backfill_year and `cppcc crawl --year` do it."""


@app.command("progress")
def show_progress(
    site_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE_ID]...", help="default: every crawlable site")
    ] = None,
    first: Annotated[
        int, typer.Option("--from", parser=publication_year, metavar="Y", help="the first publication year asked for")
    ] = 2008,
    last: Annotated[
        int | None,
        typer.Option("--to", parser=publication_year, metavar="Y", help="the last one (default: last year)"),
    ] = None,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """By site: years, rows its lists have, requests made and left, and when it will end."""
    from cppcc_archive.jobs.progress import progress
    from cppcc_archive.tables.query import require_archive

    until = last or datetime.now(UTC).year - 1
    if first > until:
        raise InputError(f"--from {first} comes after --to {until}")
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
