"""What a visit to a site found, and how ``cppcc sites check`` and ``add`` print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cppcc_archive.cms.base import ArticleLink, Detection
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.extract.layouts import Layout
from cppcc_archive.extract.layouts.marking import MarkedLine
from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.signature import Named


@dataclass(slots=True)
class ColumnCheck:
    """One column: what the home page or the entry says of it, and what its listing shows.

    ``read`` is False when the visit did not open it. ``links`` counts the rows of the first page.
    """

    url: str
    name: str | None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    read: bool = False
    links: int = 0
    total: int | None = None
    newest: date | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """One article as extraction and parsing see it."""

    url: str
    listed_title: str
    verdict: str
    title: str | None = None
    published_at: datetime | None = None
    characters: int = 0
    method: str = ""
    doc_type: str | None = None
    organisation: str | None = None
    division_code: str | None = None
    indicators: int = 0
    anomalies: int = 0
    problem: str | None = None

    @property
    def readable(self) -> bool:
        """Whether a title and a text came out."""
        return self.problem is None and bool(self.title) and self.characters > 0


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """One article with what was read from it: line by line, and as a tinted copy of the page."""

    url: str
    lines: list[MarkedLine]
    html: str


@dataclass(slots=True)
class SiteCheck:
    """What a visit found. ``ok``: the site lists articles and they can be read; else ``result`` and ``reason`` say why.

    ``changes`` (a check of a registered site) says where the entry no longer fits. ``entry`` is the YAML of a new
    site's entry, ``written_to`` the file it went to, None when it was not written.
    """

    site: Site
    result: SiteResult = SiteResult.ERROR
    reason: str = ""
    checked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    home_url: str | None = None
    home_title: str | None = None
    named: Named | None = None
    robots: dict[str, Any] = field(default_factory=dict)
    detected: tuple[Detection, ...] = ()
    cms: str | None = None
    columns: list[ColumnCheck] = field(default_factory=list)
    newest: list[ArticleLink] = field(default_factory=list)
    articles: list[ArticleCheck] = field(default_factory=list)
    layouts: tuple[Layout, ...] = ()
    marked: MarkedPage | None = None
    changes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    requests: int = 0
    entry: str | None = None
    written_to: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the site can be crawled as it is."""
        return self.result is SiteResult.OK

    def to_json(self) -> dict[str, Any]:
        """The shape ``cppcc sites check`` and ``add`` print (an interface: scripts depend on it)."""
        code = self.site.division_code
        return {
            "id": self.site.id,
            "name": self.site.name,
            "base_url": self.site.base_url,
            "division_code": code,
            "division": divisions.full_name(code) if code else None,
            "ok": self.ok,
            "result": self.result.value,
            "reason": self.reason,
            "changes": self.changes,
            "checked_at": self.checked_at.isoformat(timespec="seconds"),
            "requests": self.requests,
            "home": {"url": self.home_url, "title": self.home_title},
            "robots": self.robots,
            "cms": self.cms,
            "detected": [{"family": d.family, "score": d.score, "reasons": list(d.reasons)} for d in self.detected],
            "columns": [_column_json(column) for column in self.columns],
            "newest": [{"url": a.url, "title": a.title, "date": _iso(a.listed_date)} for a in self.newest],
            "articles": [_article_json(article) for article in self.articles],
            "warnings": self.warnings,
            "entry": self.entry,
            "written_to": str(self.written_to) if self.written_to else None,
            "layouts": [layout.to_json() for layout in self.layouts],
            "marked": _marked_json(self.marked) if self.marked else None,
        }


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def _marked_json(page: MarkedPage) -> dict[str, Any]:
    return {"url": page.url, "lines": [f"{line.part.value:9} {line.text}" for line in page.lines]}


def _column_json(column: ColumnCheck) -> dict[str, Any]:
    return {
        "url": column.url,
        "name": column.name,
        "score": column.score,
        "reasons": list(column.reasons),
        "read": column.read,
        "links": column.links,
        "total": column.total,
        "newest": _iso(column.newest),
        "problem": column.problem,
    }


def _article_json(article: ArticleCheck) -> dict[str, Any]:
    return {
        "url": article.url,
        "listed_title": article.listed_title,
        "verdict": article.verdict,
        "title": article.title,
        "published_at": _iso(article.published_at),
        "characters": article.characters,
        "method": article.method,
        "doc_type": article.doc_type,
        "organisation": article.organisation,
        "division_code": article.division_code,
        "indicators": article.indicators,
        "anomalies": article.anomalies,
        "problem": article.problem,
    }
