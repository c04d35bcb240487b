"""The web reader: ``cppcc view``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cppcc_archive.cli.options import StoreOption, settings_with

app = typer.Typer()


@app.command("view")
def view_archive(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="port on 127.0.0.1 (0: one that is free)")
    ] = 8490,
    store: StoreOption = None,
) -> None:
    """Read the archive in a browser: coverage, districts, reports, search, nights. On this machine only."""
    from cppcc_archive.tables.query import analysts, require_archive
    from cppcc_archive.view.serve import serve

    opened = settings_with(store).open_store()
    require_archive(opened)
    serve(lambda: analysts(opened), opened.uri, opened, port, lambda url: print(url, file=sys.stderr, flush=True))
