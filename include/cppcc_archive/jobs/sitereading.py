"""What a visit makes of the pages it got: names, columns, the articles worth reading, one article read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cppcc_archive.captures.model import Exchange
from cppcc_archive.cms.base import ArticleLink, ColumnLink
from cppcc_archive.cms.listing.columns import score_name
from cppcc_archive.crawl.pagetext import visible
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.wanted import charset_of
from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Pins, newest
from cppcc_archive.extract.layouts.learn import SitePage
from cppcc_archive.extract.layouts.marking import marked_html, marked_lines
from cppcc_archive.jobs.hints import hint_of
from cppcc_archive.jobs.sitecheck import ArticleCheck, ColumnCheck, MarkedPage, SiteCheck
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute, host_key
from cppcc_archive.reports import parse
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.signature import Named, named_on

LEARNED_ARTICLES = 6
"""Articles that are read to learn where the site keeps its parts."""


def title_of(page: Page) -> str | None:
    """The page's title as one line."""
    title = page.tree.css_first("title")
    return printable(" ".join(title.text().split())) or None if title is not None else None


def why_no_home(exchange: Exchange) -> str:
    """Why there is no home page, in the operator's words."""
    target = exchange.header("location")
    moved = absolute(exchange.url, target) if target else None
    if moved and host_key(moved) != host_key(exchange.url):
        return f"the home page redirects to {printable(moved)}: if the site moved there, register that address"
    return f"home page: {exchange.verdict}: {exchange.verdict_reason}"


def names_on(home: Page, title: str | None) -> list[str]:
    """How the site calls itself, most official first: the SiteName meta, then the title."""
    metas = home.tree.css("meta[name]")
    site_names = [m.attributes.get("content") for m in metas if (m.attributes.get("name") or "").lower() == "sitename"]
    return [printable(" ".join(name.split()), 80) for name in [*site_names, title] if name and name.strip()]


def named_by(check: SiteCheck, home: Page) -> Named:
    """Whose site it is by its home page."""
    return named_on(check.site, names_on(home, check.home_title), visible(home.html))


def first_usable(names: Iterable[str]) -> str | None:
    """The first name that is one."""
    return next((name for name in names if len(name) >= 2), None)


def column_check(found: ColumnLink) -> ColumnCheck:
    """A column as the home page shows it."""
    return ColumnCheck(found.url, printable(found.name, 60) or None, found.score, found.reasons)


def sample(rows: Sequence[ArticleLink]) -> list[ArticleLink]:
    """The newest row, then those whose title promises most (工作报告, 提案, 讲话), newest first."""
    promising = sorted(rows[1:], key=lambda row: -score_name(row.title)[0])
    return [*rows[:1], *promising][:LEARNED_ARTICLES]


def marked_page(page: SitePage, check: SiteCheck) -> MarkedPage:
    """A page marked up with what the visit learned."""
    pins = Pins(**check.site.layout.model_dump())
    document = extract(page.body, page.url, page.charset, Context(page.row, newest(check.layouts), pins))
    seen = Page(page.url, page.body, page.charset)
    return MarkedPage(page.url, marked_lines(seen, document), marked_html(seen, document))


def article_check(exchange: Exchange, row: ArticleLink, title: str, site: Site) -> ArticleCheck:
    """One article as extraction and parsing see it."""
    document = extract(exchange.body, exchange.url, charset_of(exchange.header("content-type") or ""))
    report = parse(document, site=hint_of(site))
    return ArticleCheck(
        url=exchange.url,
        listed_title=title,
        verdict=exchange.verdict.value,
        title=report.title,
        published_at=document.published_at,
        characters=len(document.text),
        method=document.method,
        doc_type=report.doc_type.value,
        organisation=report.organisation,
        division_code=report.division_code,
        indicators=len(report.indicators),
        anomalies=len(report.anomalies),
    )
