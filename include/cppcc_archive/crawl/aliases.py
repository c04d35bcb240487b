"""Rows whose links carry something new every night (``?v=8231``, ``&token=…``): told by watching them change.

A parameter is volatile where a row of tonight is a known article (the same path, title and day) but for that
parameter's value, or but for its being there at all. It names the page where two rows of one listing differ in nothing
else, or where its value stayed: then it is never left out. The order of parameters says nothing. A segment of the path
that looks like a session's (``/jsessionid_3F2A…/``) or a long token, and what stands behind a ``;``, are such
parameters, too. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from cppcc_archive.captures.model import CaptureKind, Known
from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.crawl.memory import Memory

_MOST_FIELDS = 30
_SESSION = re.compile(
    r"/((?:[a-z]{0,9}sess(?:ion)?(?:id)?|sid|token|ticket)[_=:.~-][^/;]+|(?=[^/]*\d)(?=[^/]*[a-z])[\w-]{16,})(?=/)"
    r"|;([^/;=]*=?[^/;]*)",
    re.IGNORECASE,
)

Fields = tuple[tuple[str, str], ...]


class Aliases:
    """What tonight's addresses are known under. ``naming`` are the parameters seen to name pages."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._known: dict[str, list[tuple[Known, Fields]]] = defaultdict(list)
        self._has_queries = False
        for known in memory.pages():
            if known.kind in (CaptureKind.ARTICLE, CaptureKind.LISTING) and known.listed_title:
                place, fields = _taken_apart(known.url)
                self._known[place].append((known, fields))
                self._has_queries |= bool(fields)
        self.naming: set[str] = set()
        self._addresses: dict[str, str] = {}

    def settled(self, links: Sequence[ArticleLink]) -> tuple[ArticleLink, ...]:
        """A listing page's rows under the addresses they are known by, where tonight's are new ones."""
        if not self._known or not (self._has_queries or any(_may_change(link.url) for link in links)):
            return tuple(links)
        self._see_what_names(links)
        return tuple(self._settled(link) for link in links)

    def address(self, url: str) -> str:
        """Where tonight's listing has the page that is known as ``url``."""
        return self._addresses.get(url, url)

    def _see_what_names(self, links: Iterable[ArticleLink]) -> None:
        seen: dict[tuple[str, str, Fields], ArticleLink] = {}
        for link in links:
            place, fields = _taken_apart(link.url)
            if self._memory.holds(link.url):
                # A value that stayed. (Those beside it may still be volatile where their own rows change.)
                self.naming.update(name for name, _ in fields)
            for name, _ in fields:
                rest = tuple(field for field in fields if field[0] != name)
                other = seen.setdefault((place, name, rest), link)
                if other.url != link.url and (other.title, other.listed_date) != (link.title, link.listed_date):
                    self.naming.add(name)

    def _settled(self, link: ArticleLink) -> ArticleLink:
        if self._memory.holds(link.url):
            return link
        place, fields = _taken_apart(link.url)
        for known, its in reversed(self._known.get(place, ())):
            changed = _changed(fields, its)
            same = (known.listed_title, known.listed_date) == (link.title, link.listed_date)
            if same and known.url != link.url and changed is not None and not changed & self.naming:
                self._addresses[known.url] = link.url
                return replace(link, url=known.url)
        return link


def _changed(now: Fields, before: Fields) -> set[str] | None:
    """The parameters that make the difference: those with other values, or those that came or went; None where it is
    some of both (then it may be anything)."""
    names, others = [name for name, _ in now], [name for name, _ in before]
    if names == others:
        return {name for (name, value), (_, was) in zip(now, before, strict=True) if value != was}
    fewer, more = sorted((set(now), set(before)), key=len)
    return {name for name, _ in more - fewer} if fewer < more else None


def _may_change(url: str) -> bool:
    return "?" in url or _SESSION.search(url) is not None


def _taken_apart(url: str) -> tuple[str, Fields]:
    """Host and path, and the query's fields sorted, with those in the path; a query that names nothing is one field."""
    parts = urlsplit(url)
    path, inside = parts.path, list[tuple[str, str]]()
    if _SESSION.search(path):
        found = [(segment, behind) for segment, behind in _SESSION.findall(path)]
        inside = [("/", segment) if segment else (f";{behind.partition('=')[0]}", behind) for segment, behind in found]
        path = _SESSION.sub("", path)
    place = f"{parts.netloc}{path}"
    if parts.query and "=" not in parts.query:
        return place, (*inside, ("", parts.query))
    try:
        fields = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=_MOST_FIELDS, encoding="latin-1")
    except ValueError:
        fields = [("", parts.query)]
    return place, (*inside, *sorted(fields))
