"""The web reader: ``cppcc view``."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
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
    """Read an archive or a release in a browser: coverage, districts, reports, search, nights. On this machine only."""
    from cppcc_archive.tables.opening import PACKAGE, open_archive
    from cppcc_archive.tables.query import require_archive
    from cppcc_archive.view.serve import serve

    opened = settings_with(store).open_store()
    # A release has tables and no pages.
    pages = None if opened.exists(PACKAGE) else opened
    if pages:
        require_archive(pages)
    # Ctrl-C is how a reader is closed: nothing was broken off, and nothing goes on.
    with suppress(KeyboardInterrupt):
        serve(
            lambda: open_archive(opened.uri),
            opened.uri,
            pages,
            port,
            lambda url: print(url, file=sys.stderr, flush=True),
        )
    # The search index is followed by a thread that may be inside DuckDB: taken down with the interpreter, it ends in an
    # abort. Its file is whole at any moment.
    os._exit(0)
