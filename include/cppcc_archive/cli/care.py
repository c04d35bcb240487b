"""Care of the archive: ``cppcc audit``."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
from cppcc_archive.cli.output import print_json
from cppcc_archive.cli.progress import progress

app = typer.Typer()


def _part(text: Any) -> tuple[int, int]:
    number, slash, parts = str(text).partition("/")
    if not (slash and number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts)):
        raise typer.BadParameter(f"{text!r} is no part; write 2/8 for the second of eight")
    return int(number), int(parts)


@app.command("audit")
def audit_archive(
    repair: Annotated[
        bool, typer.Option("--repair", help="write rows and indexes that the archive's objects tell")
    ] = False,
    part: Annotated[str, typer.Option("--part", metavar="N/M", help="read only this part of the objects")] = "1/1",
    since_last: Annotated[
        bool,
        typer.Option("--since-last", help="of the tables look only at what came or went since the last audit --repair"),
    ] = False,
    store: StoreOption = None,
    sites: SitesOption = None,
) -> None:
    """Whether the archive is whole, and which sites fell silent."""
    from cppcc_archive.jobs.audit import audit, require_whole
    from cppcc_archive.tables.query import require_archive

    number = _part(part)
    settings = settings_with(store, sites)
    opened = settings.open_store()
    # With --repair the objects alone are an archive: the rows are read from them.
    if not repair or next(opened.keys("warc/"), None) is None:
        require_archive(opened)
    with progress("objects") as advance:
        found = audit(
            opened, settings.registry(), part=number, since_last=since_last, repair=repair, advance=advance
        ).to_json()
    print_json(found)
    for one in found["warnings"]:
        print(f"{one['what']}: {one['detail']} ({one['remedy']})", file=sys.stderr)
    require_whole(found["problems"])
