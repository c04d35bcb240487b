"""The site registry: ``cppcc sites list | show | validate | check | verify | add``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cppcc_archive.cli.options import SiteArgument, SitesOption, StoreOption, settings_with, web_address
from cppcc_archive.cli.output import print_json
from cppcc_archive.errors import InputError

app = typer.Typer(help="The site registry.")

HtmlOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="write a copy of an article there, with title, date and text tinted"),
]


@app.command("list")
def list_sites(store: StoreOption = None, sites: SitesOption = None) -> None:
    """All sites."""
    print_json(settings_with(store, sites).entries())


@app.command("show")
def show_site(site_id: SiteArgument, store: StoreOption = None, sites: SitesOption = None) -> None:
    """One site with its defaults."""
    print_json(settings_with(store, sites).registry().get(site_id).model_dump(mode="json"))


@app.command("validate")
def validate_sites(store: StoreOption = None, sites: SitesOption = None) -> None:
    """Check every entry."""
    print_json({"valid": True, "sites": len(settings_with(store, sites).registry().sites)})


@app.command("check")
def check_site(
    site_id: SiteArgument, html: HtmlOption = None, store: StoreOption = None, sites: SitesOption = None
) -> int:
    """Visit a site politely and say what is there."""
    from cppcc_archive.jobs.leases import leased_hosts
    from cppcc_archive.jobs.onboarding import check_site

    settings = settings_with(store, sites)
    site = settings.registry().get(site_id)
    with leased_hosts(settings, f"cppcc sites check {site_id}") as hosts:
        found = check_site(site, settings.crawl(), hosts=hosts)
    _write_marked(found.marked.html if found.marked else None, html)
    print_json(found.to_json())
    return 0 if found.ok else 1


@app.command("verify")
def verify_sites(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="only these (default: all)")] = None,
    write: Annotated[bool, typer.Option("--write", help="make the changes in the registry's files too")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="what was found of each site, in place of a diff")] = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> int:
    """Visit every unverified entry politely and print what was found as a diff of the registry."""
    from cppcc_archive.jobs import verifying
    from cppcc_archive.jobs.leases import leased_hosts
    from cppcc_archive.markup.dates import SHANGHAI
    from cppcc_archive.sites.registry import is_installed

    settings = settings_with(store, sites)
    if write and settings.sites is None and is_installed():
        raise InputError("the built-in registry of an installed package is not written to: name a file with --sites")
    registry = settings.registry()
    chosen, today = verifying.unverified(registry, ids or ()), datetime.now(SHANGHAI).date()
    found: list[verifying.Verified] = []
    ended = 0
    with leased_hosts(settings, "cppcc sites verify") as hosts:
        visits = verifying.verify_sites(chosen, settings.crawl(), today, hosts)
        try:
            found.extend(visits)
        except KeyboardInterrupt:
            # An hour of visits is not thrown away: what was seen is told. Those under way are not judged.
            visits.close()
            ended = 130
    changes = verifying.changes_of(registry, found)
    if write:
        verifying.write(changes)
    if as_json:
        print_json([one.to_json() for one in found])
    else:
        typer.echo(verifying.diff_of(changes), nl=False)
    return ended


@app.command("add")
def add_site(
    url: Annotated[str, typer.Argument(parser=web_address, metavar="URL", help="the new site's address")],
    site_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="the entry's id (default: made from the address)")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="the committee's name (default: as the site calls itself)"),
    ] = None,
    ca: Annotated[
        str | None,
        typer.Option("--ca", metavar="FILE", help="certificates (PEM) that vouch for the site; goes into its entry"),
    ] = None,
    insecure_tls: Annotated[
        bool, typer.Option("--insecure-tls", help="read the site whatever its certificate says; goes into its entry")
    ] = False,
    html: HtmlOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="visit it and print the entry, but write nothing")] = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> int:
    """Visit a new site and write its entry."""
    from cppcc_archive.jobs.leases import leased_hosts
    from cppcc_archive.jobs.onboarding import add_site

    settings = settings_with(store, sites)
    with leased_hosts(settings, f"cppcc sites add {url}") as hosts:
        found = add_site(
            url,
            settings.crawl(),
            sites_path=settings.sites,
            site_id=site_id,
            name=name,
            ca=ca,
            insecure_tls=insecure_tls,
            dry=dry_run,
            hosts=hosts,
        )
    _write_marked(found.marked.html if found.marked else None, html)
    print_json(found.to_json())
    return 0 if found.ok else 1


def _write_marked(page: str | None, path: Path | None) -> None:
    if path is None:
        return
    if page is None:
        raise InputError("no article was read, so there is no page to mark up: see `reason` and `articles`")
    try:
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
