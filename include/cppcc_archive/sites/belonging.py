"""To which site of the registry an address belongs, today's or one that the site had before. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from cppcc_archive.markup.urls import canonical, host_key
from cppcc_archive.sites.model import Site


class Belonging:
    """Finds sites by address: the host must be one of the site's, and below its path where it is a part of a host."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._places: dict[str, list[tuple[str, Site]]] = {}
        for site in sites:
            for url in places(site):
                host = host_key(url).removeprefix("www.")
                self._places.setdefault(host, []).append((_folder(url), site))
        for found in self._places.values():
            found.sort(key=lambda one: -len(one[0]))

    def site(self, url: str) -> Site | None:
        """The site with the longest path that ``url`` lies below; None when it is nobody's."""
        try:
            host, path = host_key(url).removeprefix("www."), urlsplit(canonical(url)).path
        except ValueError:
            return None
        return next((site for folder, site in self._places.get(host, ()) if (path + "/").startswith(folder)), None)


def places(site: Site) -> list[str]:
    """Where a site's pages lie: its home, its columns, its other hosts, and where it was before."""
    columns = [site.column_url(column) for column in site.columns]
    scheme = urlsplit(site.base_url).scheme
    return [
        site.base_url,
        *columns,
        *(f"{scheme}://{host}/" for host in site.hosts),
        *(one.url for one in site.formerly),
    ]


def _folder(url: str) -> str:
    """The path up to its last slash; a home page's file name is no folder."""
    return urlsplit(canonical(url)).path.rpartition("/")[0] + "/"
