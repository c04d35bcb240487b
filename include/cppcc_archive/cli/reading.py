"""Asking the tables: ``cppcc query`` and ``cppcc coverage``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
from cppcc_archive.cli.output import print_json, write_answer
from cppcc_archive.errors import InputError

app = typer.Typer()


class _SqlCommand(TyperCommand):
    """A query may begin with a comment (``-- how many``): what holds blanks is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        comments = [arg for arg in args if arg.startswith("-") and any(map(str.isspace, arg))]
        if comments and "--" not in args:
            args = [*(arg for arg in args if arg not in comments), "--", *comments]
        return super().parse_args(ctx, args)


def _assignment(text: Any) -> tuple[str, str]:
    name, sign, value = str(text).partition("=")
    if not (sign and name.isidentifier()):
        raise typer.BadParameter(f"{text!r} names no value; write year=2024 for $year")
    return name, value


@app.command("query", cls=_SqlCommand)
def query_tables(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="one question, tables by name; -: from standard input")],
    form: Annotated[
        Literal["table", "csv", "json", "parquet", "xlsx"],
        typer.Option("--format", help="table for people (long cells cut), csv as spreadsheets open it"),
    ] = "table",
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="the value of $NAME; may be repeated"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="where the answer goes (default: stdout)")
    ] = None,
    raw: Annotated[
        bool,
        typer.Option("--raw", help="csv for programs: no byte order mark, no ' before formulas"),
    ] = False,
    store: StoreOption = None,
) -> None:
    """SQL over the tables, by name (DuckDB)."""
    from cppcc_archive.tables.query import query, require_archive
    from cppcc_archive.tables.render import FILE_FORMS, as_file, render

    if form in FILE_FORMS and output is None and sys.stdout.isatty():
        raise InputError(f"{form} is no text for a terminal: name a file with --output")
    values = dict(_assignment(one) for one in param or ())
    opened = settings_with(store).open_store()
    # Mistakes in the question come first; an answer from nowhere is no answer.
    answer = query(opened, sys.stdin.read() if sql == "-" else sql, values)
    require_archive(opened)
    if form in FILE_FORMS:
        data = as_file(answer, form)
    else:
        data = (render(answer, form, sheet=form == "csv" and not raw) + "\n").encode()
    write_answer(data, output)


@app.command("diff")
def show_difference(
    report_id: Annotated[str, typer.Argument(metavar="REPORT", help="the report's id")],
    before: Annotated[
        str | None, typer.Argument(metavar="[V1]", help="version_id before (default: the last but one)")
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[V2]", help="version_id after (default: the one that stands)")
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="text for people, json for programs")
    ] = "text",
    store: StoreOption = None,
) -> None:
    """What a committee changed in a report: the text by characters, and the figures that moved."""
    from cppcc_archive.tables.differing import difference, shown
    from cppcc_archive.tables.query import require_archive

    opened = settings_with(store).open_store()
    require_archive(opened)
    found = difference(opened, report_id, before, after)
    if form == "json":
        print_json(found.to_json())
    else:
        print(shown(found))


@app.command("coverage")
def show_coverage(store: StoreOption = None, sites: SitesOption = None) -> None:
    """Which sites and years there are reports of, and the gaps."""
    from cppcc_archive.jobs.coverage import coverage, summary
    from cppcc_archive.tables.query import require_archive

    settings = settings_with(store, sites)
    opened = settings.open_store()
    require_archive(opened)
    print_json(summary(coverage(opened, settings.registry())))
