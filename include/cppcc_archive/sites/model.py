"""One site of the registry, as a typed and validated model.

The registry is a YAML list of these; see ``docs/adding-a-site.md``. Unknown fields are refused: a misspelt setting that
is silently ignored would be a site crawled wrongly.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cppcc_archive.cms.rowsource import RowSource
from cppcc_archive.markup.urls import absolute
from cppcc_archive.sites.divisions import is_example

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


_STEP = r"(?:[a-z][a-z0-9:-]*|)(?:[#.][^\s/:.#]+)*(?::\d+)?"
_PATH = re.compile(rf"(?=[^/])(?!.*//){_STEP}(?:/{_STEP})*")


class Keep(StrEnum):
    """What is kept of a site beside its articles and their files. ``images``: the pictures and styles that an
    article's page shows."""

    IMAGES = "images"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SiteStatus(StrEnum):
    """Where a site stands in its life. Only ``active`` and ``unverified`` sites are crawled."""

    UNVERIFIED = "unverified"
    ACTIVE = "active"
    PAUSED = "paused"
    RETIRED = "retired"


class Column(_Strict):
    """One column (栏目) of a site: a listing that leads to articles."""

    path: Annotated[str, Field(min_length=1, description="absolute URL or path below base_url")]
    name: str | None = None


class Range(_Strict):
    """An expectation: below ``min`` the outcome is ``silent``; above ``max`` it carries a warning."""

    min: Annotated[int, Field(ge=0)] | None = None
    max: Annotated[int, Field(ge=0)] | None = None


class Expectation(_Strict):
    """What a site must yield before its silence counts as a failure."""

    articles_per_year: Range = Range()
    links_per_run: Range = Range(min=1)


class FormerPlace(_Strict):
    """Where a site was before: its host and path then, and until when."""

    url: str
    since: date | None = None
    until: date | None = None

    @field_validator("url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        url = absolute(value if "://" in value else f"http://{value}", "")
        if url is None:
            raise ValueError("must be an address such as www.old.example.gov.cn/zx/")
        return url


class PinnedParts(_Strict):
    """Where a stubborn site's pages keep their parts, each as ``sites check`` prints it (``body/div.main/div#nr``) or
    the end of that (``div#nr``, ``.nr``, ``#nr``); several are tried in order. ``furniture`` are elements in the body
    that are no text."""

    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()

    @field_validator("body", "title", "date", "furniture", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("body", "title", "date", "furniture")
    @classmethod
    def _are_paths(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := next((one for one in value if not _PATH.fullmatch(one)), None):
            raise ValueError(f"{wrong!r} is no place: write #id, .class, tag or steps like div.main/div#nr")
        return value


HISTORY_SOURCES = frozenset({"wayback", "commoncrawl"})
"""Archives of others that are known by name; any other is named by the address of its collection (pywb's, say)."""


class Site(_Strict):
    """A committee's web site, or its section of the government's site."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
    name: Annotated[str, Field(min_length=2)]
    division_code: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None
    base_url: str
    hosts: tuple[str, ...] = ()
    cms: str | None = None
    columns: tuple[Column, ...] = ()
    rows: tuple[RowSource, ...] = ()
    history: tuple[str, ...] = ()
    formerly: tuple[FormerPlace, ...] = ()
    keep: tuple[Keep, ...] = ()
    delay_seconds: Annotated[float, Field(ge=0, le=600)] = 1.0
    layout: PinnedParts = PinnedParts()
    status: SiteStatus = SiteStatus.UNVERIFIED
    since: date | None = None
    until: date | None = None
    expect: Expectation = Expectation()
    max_pages_per_run: Annotated[int, Field(ge=1)] = 500
    max_megabytes_per_run: Annotated[int, Field(ge=1)] = 500
    max_minutes_per_run: Annotated[float, Field(gt=0)] = 60.0
    allow_private_address: bool = False
    invented: bool | None = None
    insecure_tls: bool = False
    ca: Annotated[str, Field(min_length=1, description="certificates in PEM, or the path of a file of them")] | None = (
        None
    )
    proxy: str | None = None
    note: str | None = None

    @field_validator("base_url")
    @classmethod
    def _http_only(cls, value: str) -> str:
        url = absolute(value, "")
        if url is None:
            raise ValueError("must be an absolute http:// or https:// address")
        return url

    @field_validator("hosts")
    @classmethod
    def _bare_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := next((host for host in value if not _HOST.fullmatch(host)), None):
            raise ValueError(f"{wrong!r} is no host: write www.example.gov.cn, without http:// and path")
        return tuple(host.lower() for host in value)

    @field_validator("history")
    @classmethod
    def _known_sources(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if name not in HISTORY_SOURCES and absolute(name, "") is None:
                known = ", ".join(sorted(HISTORY_SOURCES))
                raise ValueError(f"{name!r} is no source: write {known}, or the http address of a pywb collection")
        return value

    @field_validator("rows", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, dict) else value

    @field_validator("division_code", mode="before")
    @classmethod
    def _written_without_quotes(cls, value: object) -> object:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _columns_are_addresses(self) -> Site:
        for column in self.columns:
            if absolute(self.base_url, column.path) is None:
                raise ValueError(f"column path {column.path!r} is no http(s) address")
        for source in self.rows:
            if absolute(self.base_url, source.url) is None:
                raise ValueError(f"rows url {source.url!r} is no http(s) address")
        return self

    @model_validator(mode="after")
    def _dates_in_order(self) -> Site:
        if self.since and self.until and self.until < self.since:
            raise ValueError("until lies before since")
        return self

    @property
    def is_invented(self) -> bool:
        """Whether the committee is made up (demo, tests): the entry says so, or its code is of no real place."""
        return is_example(self.division_code or "") if self.invented is None else self.invented

    def column_url(self, column: Column) -> str:
        """The absolute URL of one of this site's columns."""
        url = absolute(self.base_url, column.path)
        if url is None:
            raise ValueError(f"{self.id}: column path {column.path!r} is no http(s) address")
        return url
