"""The interface every CMS family has, and the shapes that pass through it. Pure: pages in, links and requests out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from cppcc_archive.markup.page import Page

if TYPE_CHECKING:  # pydantic takes a tenth of a second, which who only reads a page need not wait
    from cppcc_archive.cms.rowsource import RowSource

Form = Mapping[str, str] | str
"""What a POST sends: fields, or a body as it is (JSON)."""


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """One row of a listing. ``title`` is the anchor's ``title`` attribute where there is one (anchor text may be
    cut)."""

    url: str
    title: str
    listed_date: date | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """The page ``number`` of a list that the site's entry describes: how its answer is to be read."""

    source: RowSource
    number: int


@dataclass(frozen=True, slots=True)
class PageRequest:
    """How to get one listing page. ``form`` makes it a POST with those fields, or with that text as its body;
    otherwise GET."""

    url: str
    form: Form | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    described: Described | None = None

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Hashable identity, for telling a looping pager."""
        form = {"": self.form} if isinstance(self.form, str) else self.form
        return self.url, tuple(sorted((form or {}).items()))


@dataclass(frozen=True, slots=True)
class Listing:
    """What one listing page says: its rows, where it goes on, and what it claims about the whole.

    ``next`` holds the follow-up requests in order (usually none or one; a redirect stub or a parent column may name
    several).
    ``date_ordered`` is True when the rows' dates descend (pinned first rows excepted), None when unknown.
    ``elsewhere`` are rows that lead off this site or to a route inside a script application: nothing to fetch.
    """

    links: tuple[ArticleLink, ...] = ()
    next: tuple[PageRequest, ...] = ()
    total: int | None = None
    date_ordered: bool | None = None
    elsewhere: tuple[ArticleLink, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnLink:
    """A column found on a page, scored for how likely it holds reports, with the reasons."""

    url: str
    name: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detection:
    """How sure a family is that a page is one of its own: 0 (no) to 1 (certain), with the reasons."""

    family: str
    score: float
    reasons: tuple[str, ...] = ()


class Family(ABC):
    """One vendor CMS. Stateless: every method is a function of the page or URL it is given."""

    name: ClassVar[str]

    @abstractmethod
    def detect(self, page: Page) -> Detection:
        """Tell whether ``page`` (home, listing or article) was made by this CMS."""

    @abstractmethod
    def columns(self, page: Page) -> list[ColumnLink]:
        """The columns linked from ``page`` (home or parent column), best first."""

    @abstractmethod
    def listing(self, page: Page, request: PageRequest | None = None) -> Listing:
        """Read a listing page or a data answer (jpage XML, JSON). ``request`` is what fetched it, when it was not a
        plain GET."""

    @abstractmethod
    def is_article_url(self, url: str) -> bool:
        """Whether the URL has the form of this CMS's articles."""

    def article_id(self, url: str) -> str | None:
        """The CMS's own id of the article at ``url``: stable when a site moves or an article has two dated URLs."""
        return None

    def url_date(self, url: str) -> date | None:
        """The publication date the URL carries, if its form has one."""
        return None
