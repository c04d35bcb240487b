"""Article links from sitemaps and feeds, where a site has them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.feeds import Feed
from cppcc_archive.markup.urls import twin_key

MOST_FEEDS = 30
"""Sitemaps and feeds read in one run; an index may name more."""


def feed_rows(get: Callable[[str], Feed | None], urls: Iterable[str]) -> Iterator[tuple[str, tuple[ArticleLink, ...]]]:
    """What the feeds at ``urls`` list, with the feed's URL; sitemap indexes are followed, each document read once.

    ``get`` fetches and reads one, None for what cannot be had or is no feed.
    """
    queue, seen = deque(urls), set[str]()
    while queue and len(seen) < MOST_FEEDS:
        url = queue.popleft()
        if twin_key(url) in seen:
            continue
        seen.add(twin_key(url))
        feed = get(url)
        if feed is not None:
            queue.extend(feed.sitemaps)
            yield url, feed.links
