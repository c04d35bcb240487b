"""All command groups as one program, and how every one of them ends."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cppcc_archive import __version__
from cppcc_archive.cli import backfilling, building, captures, care, crawling, pages, reading, releases, sites, viewing
from cppcc_archive.errors import ArchiveError, StoreError


class _Ended(Exception):  # noqa: N818 - an end, not an error
    """A command came to its end: its exit code on the way past Typer, which would throw it away."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _Program(TyperGroup):
    """The root: a command returns its exit code (None: 0); errors of ours end in one line naming thing and remedy."""

    def invoke(self, ctx: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            # ``docker stop`` and systemd end a program as Ctrl-C does.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            code = super().invoke(ctx) or 0
        except ArchiveError as error:
            print(f"cppcc: {error}", file=sys.stderr)
            code = error.exit_code
        except BrokenPipeError:
            # The reader (head, less) went away; nothing of ours failed. Keep Python from complaining at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except KeyboardInterrupt:
            print("cppcc: stopped; what was written stays, the next run goes on from there", file=sys.stderr)
            code = 1
        except Exception as error:
            # DuckDB is not imported for the sake of its errors: most commands never load it.
            if type(error).__module__.split(".")[0] not in {"duckdb", "_duckdb"}:
                raise
            print(f"cppcc: the tables could not be read: {error}", file=sys.stderr)
            code = StoreError.exit_code
        raise _Ended(code)


# Plain text in place of rich's panels: scripts and logs read errors, and rich costs more to import than a page to read.
app = typer.Typer(
    cls=_Program,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (pages, crawling, building, reading, care, viewing):
    app.add_typer(group.app)
app.add_typer(releases.app, name="release")
app.add_typer(sites.app, name="sites")
app.add_typer(captures.app, name="captures")
app.add_typer(backfilling.app, name="backfill")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cppcc {__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="print the version")
    ] = False,
) -> None:
    """The district CPPCC report archive (区县政协报告档案)."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stderr)
    # Says at every command where it found the S3 keys.
    logging.getLogger("botocore").setLevel(logging.WARNING)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Help and bad usage end in SystemExit (0, 2)."""
    try:
        typer.main.get_command(app).main(args=argv, prog_name="cppcc")
    except _Ended as ended:
        return ended.code
    raise AssertionError("unreachable: a command always ends")
