"""The archives that can be asked: which address gives an index, which a capture. Pure."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode, urlsplit

from cppcc_archive.captures.sources.cdx import CdxLine

MOST_LINES = 10_000
"""Lines of an index asked for at once; a span with as many is asked for in two halves."""

_ADDRESSES = {
    "wayback": ("CPPCC_WAYBACK", "https://web.archive.org"),
    "commoncrawl": ("CPPCC_COMMONCRAWL", "https://index.commoncrawl.org"),
}
_DATA = ("CPPCC_COMMONCRAWL_DATA", "https://data.commoncrawl.org")


@dataclass(frozen=True, slots=True)
class Service:
    """One archive. ``origin`` is what a capture from there is called in the tables."""

    name: str
    origin: str
    base: str
    data: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """What the addresses of its captures begin with."""
        return tuple(filter(None, (self.base, self.data)))

    def index_url(self, place: str, start: date, end: date, endpoint: str | None = None) -> str:
        """The address of the index of everything below ``place`` (a URL) that was captured between two days."""
        parts = urlsplit(place)
        asked = {
            "url": parts.netloc + (parts.path or "/"),
            "matchType": "prefix",
            "output": "json",
            "from": f"{start:%Y%m%d}",
            "to": f"{end:%Y%m%d}",
            "limit": str(MOST_LINES),
        }
        if self.origin == "wayback":
            asked |= {"filter": "statuscode:200", "collapse": "digest"}
        return f"{endpoint or self._index}?{urlencode(asked)}"

    @property
    def _index(self) -> str:
        return f"{self.base}/cdx/search/cdx" if self.origin == "wayback" else f"{self.base}/cdx"

    @property
    def collections_url(self) -> str | None:
        """Where an archive that has an index a crawl lists them (Common Crawl); None for one that has a single one."""
        return f"{self.base}/collinfo.json" if self.origin == "commoncrawl" else None

    def capture_url(self, line: CdxLine) -> str:
        """The address of a capture as it was: a replay without any rewriting, or the file its record lies in."""
        if self.origin == "commoncrawl" and line.place:
            return f"{self.data}/{quote(line.place[0])}"
        prefix = f"{self.base}/web" if self.origin == "wayback" else self.base
        return f"{prefix}/{line.timestamp}id_/{line.url}"

    def capture_headers(self, line: CdxLine) -> dict[str, str]:
        """What is asked for beside the address: the bytes of the record, where it lies in a file."""
        if self.origin != "commoncrawl" or not line.place:
            return {}
        _, offset, length = line.place
        return {"Range": f"bytes={offset}-{offset + length - 1}", "Accept-Encoding": "identity"}


def service(name: str, environ: Mapping[str, str] = os.environ) -> Service:
    """The archive a site's ``history`` names: ``wayback``, ``commoncrawl``, or the address of a pywb collection."""
    if name in _ADDRESSES:
        variable, usual = _ADDRESSES[name]
        data = environ.get(_DATA[0]) or _DATA[1]
        return Service(name, name, (environ.get(variable) or usual).rstrip("/"), data.rstrip("/"))
    return Service(name, "cdx", name.rstrip("/"))
