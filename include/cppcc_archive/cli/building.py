"""Captures to tables: ``cppcc build``."""

from __future__ import annotations

from typing import Annotated

import typer

from cppcc_archive.cli.options import StoreOption, YearOption, settings_with
from cppcc_archive.cli.output import print_json

app = typer.Typer()


@app.command("build")
def build_tables(
    year: YearOption = None,
    reparse: Annotated[
        bool, typer.Option("--reparse", help="read all captures again, put back what tables lost")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Captures to tables."""
    from cppcc_archive.jobs.build import build_year
    from cppcc_archive.tables.query import require_archive

    opened = settings_with(store).open_store()
    require_archive(opened)
    print_json(build_year(opened, year, reparse=reparse).to_json())
