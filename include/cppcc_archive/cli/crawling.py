"""Fetching: ``cppcc crawl``."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from cppcc_archive.cli.options import DryRunOption, SitesOption, StoreOption, YearOption, day, settings_with
from cppcc_archive.cli.output import print_json
from cppcc_archive.cli.progress import progress
from cppcc_archive.errors import InputError

app = typer.Typer()


@app.command("crawl")
def crawl_sites(
    site_ids: Annotated[
        list[str] | None, typer.Argument(metavar="SITE_ID...", help="default: every crawlable site")
    ] = None,
    since: Annotated[
        date | None, typer.Option("--since", parser=day, metavar="DATE", help="published on or after")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--until", parser=day, metavar="DATE", help="published on or before")
    ] = None,
    year: YearOption = None,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """Fetch what is new into the archive."""
    from cppcc_archive.crawl.model import Scope
    from cppcc_archive.jobs.crawl import collect, crawl, year_scope
    from cppcc_archive.jobs.expected import expected_requests

    if year and (since or until):
        raise InputError("--year already says since and until: give one or the other")
    settings = settings_with(store, sites)
    registry = settings.registry()
    chosen = [registry.get(site_id) for site_id in site_ids or ()] or registry.crawlable()
    scope = year_scope(year) if year else Scope(since, until)
    if dry_run:
        # Of a span of days nothing is known: a night's requests, or a year's, would say something else.
        is_known = year is not None or scope.nightly
        expected = expected_requests(settings.open_store(), year) if is_known else {}
        told = [{"site_id": one.id, "expected_requests": expected.get(one.id)} for one in chosen]
        span = {"since": scope.since, "until": scope.until}
        print_json({name: one and one.isoformat() for name, one in span.items()} | {"sites": told})
        return
    with progress("sites") as advance:
        summary = crawl(settings, chosen, scope, advance=advance).to_json()
    print_json(summary)
    for site in summary["sites"]:
        print(f"{site['site_id']}: {site['result']} {site['reason']}".rstrip(), file=sys.stderr)
    collect(settings, [summary], [summary["shard"]])
