"""Captures by the file: ``cppcc captures import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
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
