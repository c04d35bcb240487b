"""Releases: ``cppcc release`` writes one, ``release list`` names them, ``release fetch`` copies one out of the store,
``release verify`` looks at a copy."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from cppcc_archive.cli.options import DryRunOption, StoreOption, day, settings_with
from cppcc_archive.cli.output import print_json
from cppcc_archive.cli.progress import progress
from cppcc_archive.errors import InputError
from cppcc_archive.markup.dates import SHANGHAI

app = typer.Typer(help="The tables as they are now, as plain Parquet files.", invoke_without_command=True)


@app.callback()
def write_release(
    context: typer.Context,
    name: Annotated[
        date | None, typer.Option("--date", parser=day, metavar="D", help="the release's name (default: today)")
    ] = None,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
) -> None:
    """The tables as they are now, as plain Parquet files."""
    if context.invoked_subcommand is not None:
        return
    from cppcc_archive.tables.query import require_archive
    from cppcc_archive.tables.release import release
    from cppcc_archive.tables.release.index import names_for

    settings = settings_with(store)
    opened = settings.open_store()
    require_archive(opened)
    # The sites' day, which begins before the one of UTC that is the default.
    if name is not None and name > (today := datetime.now(SHANGHAI).date()):
        raise InputError(f"--date {name} is to come (today is {today}): a release is named by a day that has begun")
    if dry_run:
        before, after = names_for(opened, name or datetime.now(UTC).date())
        print_json({"release": after, "before": before})
        return
    with progress("tables") as advance:
        written = release(opened, name, advance, settings.cite_at)
    print_json(written.summary())


@app.command("list")
def list_releases(store: StoreOption = None) -> None:
    """The releases that are whole, oldest first."""
    from cppcc_archive.tables.release import releases

    print_json(releases(settings_with(store).open_store()))


@app.command("fetch")
def fetch_release(
    name: Annotated[str, typer.Argument(metavar="VERSION", help="a release's name, or latest")],
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="where the copy goes; made if it is not there")],
    store: StoreOption = None,
) -> None:
    """Copy a release into a folder, each file verified as it comes; again, what is not there yet."""
    from cppcc_archive.tables.release.copying import fetch

    with progress("files") as advance:
        fetched = fetch(settings_with(store).open_store(), name, folder, advance)
    print_json(fetched.to_json())


@app.command("verify")
def verify_release(
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="a copy's folder or address; or a release's name in the store, or latest"),
    ],
    store: StoreOption = None,
) -> int:
    """Whether a copy of a release, or one in the store, is what was released."""
    from cppcc_archive.store import open_store
    from cppcc_archive.tables.release.copying import named
    from cppcc_archive.tables.release.index import ROOT
    from cppcc_archive.tables.release.verify import verify

    if "/" not in place and not Path(place).exists():
        opened = settings_with(store).open_store()
        place = f"{opened.uri.rstrip('/')}/{ROOT}{named(opened, place)}"
    found = verify(open_store(place)).to_json()
    print_json(found)
    return 1 if found["problems"] else 0
