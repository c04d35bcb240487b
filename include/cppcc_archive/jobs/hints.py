"""Which registered site a URL belongs to: the prior that ``reports`` resolves names like 区政协 with."""

from __future__ import annotations

from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.reports import SiteHint
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry


def hint_of(site: Site) -> SiteHint:
    """The site as the parser needs to know it."""
    return SiteHint(site_id=site.id, name=site.name, division_code=site.division_code)


def hint_for_url(registry: Registry, url: str) -> SiteHint | None:
    """The site on the URL's host whose base path is the longest prefix of it; None when no entry names that host.

    ``www.`` makes no difference: half of these sites answer with and without it.
    """
    host, place = _bare(host_key(url)), _place(url)
    matching = [site for site in registry.sites if host in {_bare(name) for name in _hosts(site)}]
    below = [site for site in matching if place.startswith(_place(site.base_url))]
    best = max(below or matching, key=lambda site: len(_place(site.base_url)), default=None)
    return hint_of(best) if best else None


def _hosts(site: Site) -> tuple[str, ...]:
    return host_key(site.base_url), *site.hosts


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _place(url: str) -> str:
    return _bare(twin_key(url).removeprefix("//")).rstrip("/") + "/"
