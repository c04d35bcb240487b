"""Captures to tables: ``cppcc build``."""

from __future__ import annotations

from typing import Annotated

import typer

from cppcc_archive.cli.options import DryRunOption, StoreOption, YearOption, settings_with
from cppcc_archive.cli.output import print_json
from cppcc_archive.cli.progress import progress

app = typer.Typer()


@app.command("build")
def build_tables(
    year: YearOption = None,
    reparse: Annotated[
        bool, typer.Option("--reparse", help="read all captures again, put back what tables lost")
    ] = False,
    outdated: Annotated[
        bool,
        typer.Option("--outdated", help="also read captures again that an older parser read; goes on where it ended"),
    ] = False,
    dry_run: DryRunOption = False,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, max=64, help="processes that share the work")] = 1,
    store: StoreOption = None,
) -> None:
    """Captures to tables."""
    from cppcc_archive.errors import InputError
    from cppcc_archive.jobs.build import build_year, to_read
    from cppcc_archive.jobs.dossiers import Mode
    from cppcc_archive.tables.delta import Tables
    from cppcc_archive.tables.query import require_archive

    if reparse and outdated:
        raise InputError(
            "--reparse reads everything again, --outdated only what an older parser read: give one of them"
        )
    mode = Mode.ALL if reparse else Mode.OUTDATED if outdated else Mode.NEW
    opened = settings_with(store).open_store()
    require_archive(opened)
    if dry_run:
        sites = to_read(Tables(opened), year, mode=mode)
        print_json({"year": year, "captures": sum(sites.values()), "sites": sites})
        return
    with progress("captures") as advance:
        result = build_year(opened, year, mode=mode, jobs=jobs, advance=advance)
    print_json(result.to_json())
