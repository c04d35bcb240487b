"""``generic``: any site. Rows, pagers and columns are found by how such pages are built, not by vendor."""

from __future__ import annotations

from cppcc_archive.cms.base import Detection
from cppcc_archive.cms.listing.patterns import PatternFamily
from cppcc_archive.cms.listing.urlforms import looks_like_article, looks_like_column
from cppcc_archive.markup.page import Page


class Generic(PatternFamily):
    """The family of last resort; it always fits a little."""

    name = "generic"

    def detect(self, page: Page) -> Detection:
        """Fits every page; a family needs more than a hint to come before it."""
        return Detection(self.name, 0.3, ("fits any site",))

    def is_article_url(self, url: str) -> bool:
        """Whether the URL has the air of an article: a date, a number or a hash for a name."""
        return looks_like_article(url)

    def is_column_url(self, url: str) -> bool:
        """Whether the URL has the air of a listing."""
        return looks_like_column(url)
