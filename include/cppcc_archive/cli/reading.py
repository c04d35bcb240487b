"""Asking the tables: ``cppcc query`` and ``cppcc coverage``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from cppcc_archive.cli.options import SitesOption, StoreOption, settings_with
from cppcc_archive.cli.output import print_json

app = typer.Typer()


class _SqlCommand(TyperCommand):
    """A query may begin with a comment (``-- how many``): what holds blanks is no option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        comments = [arg for arg in args if arg.startswith("-") and any(map(str.isspace, arg))]
        if comments and "--" not in args:
            args = [*(arg for arg in args if arg not in comments), "--", *comments]
        return super().parse_args(ctx, args)


@app.command("query", cls=_SqlCommand)
def query_tables(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="one question, tables by their names")],
    form: Annotated[
        Literal["table", "csv", "json"], typer.Option("--format", help="how to print the answer")
    ] = "table",
    store: StoreOption = None,
) -> None:
    """SQL over the tables, by name (DuckDB)."""
    from cppcc_archive.tables.query import query, render, require_archive

    opened = settings_with(store).open_store()
    # Mistakes in the question come first; an answer from nowhere is no answer.
    answer = query(opened, sql)
    require_archive(opened)
    print(render(answer, form))


@app.command("coverage")
def show_coverage(store: StoreOption = None, sites: SitesOption = None) -> None:
    """Which sites and years there are reports of, and the gaps."""
    from cppcc_archive.jobs.coverage import coverage, summary
    from cppcc_archive.tables.query import require_archive

    settings = settings_with(store, sites)
    opened = settings.open_store()
    require_archive(opened)
    print_json(summary(coverage(opened, settings.registry())))
