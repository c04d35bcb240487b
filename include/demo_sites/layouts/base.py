"""What every layout yields: resources by path, a way to answer dynamic requests, and the columns for the registry."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo_sites.articles import Article, Column, articles
from demo_sites.facts import Committee
from demo_sites.files import docx, pdf

HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer. ``modified`` None: a page built on request, without validators."""

    body: bytes
    content_type: str
    modified: datetime | None = None
    status: int = 200

    @property
    def digest(self) -> str:
        """What the entity tag is made of."""
        return sha256(self.body).hexdigest()[:16]


def _cut(title: str) -> str:
    """A title as rows print it that have no room: 24 characters at most."""
    return title if len(title) <= 24 else title[:23] + "…"


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"), autoescape=True, undefined=StrictUndefined
)
_TEMPLATES.filters |= {
    "day": "{:%Y-%m-%d}".format,
    "minute": "{:%Y-%m-%d %H:%M}".format,
    "second": "{:%Y-%m-%d %H:%M:%S}".format,
    "cut": _cut,
}


class Layout(ABC):
    """One site in one night. Subclasses say how it is laid out; resources are built once, on first use."""

    validators: ClassVar[frozenset[str]]
    """Which of ``etag``, ``last-modified`` the system's web server sends with articles."""
    columns: ClassVar[Mapping[Column, str]]
    """Path of every column."""
    declared: ClassVar[tuple[tuple[str, str], ...]] = ()
    """The columns its registry entry names, as (path, name); with none the crawler finds them from the home page."""

    def __init__(self, committee: Committee, night: int) -> None:
        self.committee = committee
        self.articles = articles(committee, night)

    @cached_property
    def resources(self) -> Mapping[str, Resource]:
        """Everything the site serves by path."""
        return {"/robots.txt": Resource(self.robots().encode(), "text/plain; charset=utf-8"), **self.build()}

    @abstractmethod
    def build(self) -> dict[str, Resource]:
        """Home, columns, articles and files by path."""

    def render(self, template: str, **values: object) -> str:
        """A page of this site from one of its templates."""
        return _TEMPLATES.get_template(template).render(committee=self.committee, columns=self.columns, **values)

    def answer(self, path: str, query: Mapping[str, str], form: Mapping[str, str]) -> Resource | None:
        """The answer to a request, None for 404. Paths may carry a query that a static page ignores."""
        return self.resources.get(path)

    def robots(self) -> str:
        """The site's robots.txt."""
        return "User-agent: *\nDisallow: /admin/\nDisallow: /search\n"

    def of(self, column: Column) -> list[Article]:
        """What a column lists, newest first: a deleted article is in no list any more."""
        return [article for article in self.articles if article.column is column and not article.deleted]


def attachment_bytes(committee: Committee, article: Article, kind: str) -> bytes:
    """The file attached to an article, as ``docx`` or ``pdf``."""
    name = article.attachment or ""
    if kind == "pdf":
        return pdf([f"Attachment {article.number}", f"Committee {committee.id}, {article.published:%Y-%m-%d}"])
    return docx([name, f"{article.published.year}年", *(f"{place}．________" for place in range(1, 6))])
