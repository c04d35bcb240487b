"""Sitemaps, RSS and Atom: article links without a listing.

Read by looking for elements in the text, not by an XML parser: half of such files are not well formed, and a text scan
cannot be made to expand entities, load a DTD or recurse.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.anchors import attribute, base_url, resolve, squeeze
from cppcc_archive.cms.listing.elements import elements, first_element, unwrapped
from cppcc_archive.cms.listing.rowdates import printed_date
from cppcc_archive.cms.listing.rows import unique
from cppcc_archive.cms.listing.urlforms import date_in_url
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.page import Page

_MAX_INFLATED = 52_428_800
_ROOT = re.compile(r"<(?:\w+:)?(urlset|sitemapindex|rss|feed|RDF)[\s>]")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a sitemap or feed lists. ``sitemaps`` are further sitemaps of an index; a sitemap's links have no title."""

    links: tuple[ArticleLink, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_feed(page: Page) -> Feed | None:
    """The links of a sitemap (also gzipped), sitemap index, RSS or Atom document; None when ``page`` is none of these.

    Only links of the same site are kept. Dates are publication dates (``pubDate``, ``published``, ``publication_date``,
    the URL's own); a sitemap's ``lastmod`` tells of changes and is not one.
    """
    text = _text(page)
    root = _ROOT.search(text[:4000])
    if root is None:
        return None
    if root[1] == "sitemapindex":
        urls = (resolve(page.url, _field(entry, "loc")) for entry in elements(text, "sitemap"))
        return Feed(sitemaps=tuple(dict.fromkeys(url for url in urls if url)))
    name = {"urlset": "url", "feed": "entry"}.get(root[1], "item")
    return Feed(unique(_links(page.url, elements(text, name))))


def feeds_named(page: Page) -> tuple[str, ...]:
    """The feeds a page names in ``<link rel="alternate">``."""
    base = base_url(page)
    found = (
        resolve(base, attribute(node, "href"))
        for node in page.tree.css("link[href][type]")
        if attribute(node, "type").strip().lower() in _FEED_TYPES
    )
    return tuple(dict.fromkeys(url for url in found if url))


def _text(page: Page) -> str:
    if not page.body.startswith(b"\x1f\x8b"):
        return page.html
    try:
        body = zlib.decompressobj(wbits=31).decompress(page.body, _MAX_INFLATED)
    except zlib.error:
        return ""
    return Page(page.url, body).html


def _links(base: str, entries: Iterator[str]) -> Iterator[ArticleLink]:
    for entry in entries:
        address = _field(entry, "loc") or _field(entry, "link") or _atom_link(entry) or _field(entry, "guid")
        url = resolve(base, address)
        if url is not None:
            yield ArticleLink(url, _field(entry, "title"), _published(entry, url))


def _field(entry: str, name: str) -> str:
    content = first_element(entry[:100_000], name)
    plain = unwrapped(content) if "<![CDATA[" in content else html.unescape(content)
    return squeeze(re.sub(r"<[^>]{0,500}>", "", plain))


def _atom_link(entry: str) -> str:
    for match in re.finditer(r"<(?:atom:)?link\s([^<>]{1,2000})/?>", entry[:100_000]):
        href = re.search(r"""href\s*=\s*["']([^"']+)["']""", match[1])
        relation = re.search(r"""rel\s*=\s*["']([^"']+)["']""", match[1])
        if href and (relation is None or relation[1] == "alternate"):
            return html.unescape(href[1])
    return ""


def _published(entry: str, url: str) -> date | None:
    for name in ("pubDate", "published", "publication_date", "date", "issued"):
        text = _field(entry, name)
        found = (_mail_date(text) or printed_date(text)) if text else None
        if found is not None:
            return found
    return date_in_url(url)


def _mail_date(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text[:80]).astimezone(SHANGHAI).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
