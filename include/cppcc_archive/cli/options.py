"""Options that several commands take, each declared once, and the settings they override."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

if TYPE_CHECKING:
    from cppcc_archive.jobs.settings import Settings


def settings_with(store: str | None = None, sites: Path | None = None) -> Settings:
    """The environment's settings, the command's own options before them."""
    from cppcc_archive.jobs.settings import Settings

    settings = Settings.from_environment()
    if store:
        settings = replace(settings, store_uri=store)
    if sites:
        settings = replace(settings, sites=sites)
    return settings


def web_address(text: str) -> str:
    """An http(s) address as it was typed."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise typer.BadParameter(f"{text!r} is no http:// or https:// address")
    return text


def day(text: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write YYYY-MM-DD") from None


def year(text: str) -> int:
    """A publication year."""
    if not (text.isdigit() and 1990 <= int(text) <= 2100):
        raise typer.BadParameter(f"{text!r} is no publication year from 1990 on")
    return int(text)


StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="URI", help="s3://bucket/prefix or a folder (default: CPPCC_STORE)")
]
SitesOption = Annotated[
    Path | None, typer.Option("--sites", metavar="FILE", help="registry file read instead of the built-in one")
]
YearOption = Annotated[
    int | None, typer.Option("--year", parser=year, metavar="Y", help="one publication year (default: all)")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="say what would be done, and do nothing")]
SiteArgument = Annotated[str, typer.Argument(metavar="ID", help="the site's id in the registry")]
