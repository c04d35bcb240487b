"""``anhui`` - the Anhui county platform: ``/content/detail/<24 hex>.html``, columns ``/content/channel/<24 hex>/``.

The 24 digits are a database id whose first eight are its creation as a Unix time: the date of pages that print none.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import ClassVar

from cppcc_archive.cms.listing.patterns import Mark, PatternFamily, mark, path_and_query
from cppcc_archive.markup.dates import SHANGHAI

_DETAIL = re.compile(r"/content/(?:detail|article)/(?P<id>[0-9a-f]{24})(?:\.s?html?)?/?(?:\?|$)")
_FIRST, _LAST = 2008, 2100


class Anhui(PatternFamily):
    """The platform many Anhui counties share."""

    name = "anhui"
    article_forms: ClassVar = (_DETAIL,)
    article_weight = 0.9
    column_forms: ClassVar = (re.compile(r"/content/(?:channel|column)/[0-9a-f]{24}(?:/|\.s?html?|\?|$)"),)
    column_weight = 0.8
    marks: ClassVar[tuple[Mark, ...]] = (mark(r"/content/(?:detail|channel|column)/[0-9a-f]{24}", 0.4, "24-digit ids"),)

    def url_date(self, url: str) -> date | None:
        """The day the article was created, read from its id."""
        match = _DETAIL.search(path_and_query(url))
        if match is None:
            return None
        day = datetime.fromtimestamp(int(match["id"][:8], 16), SHANGHAI).date()
        return day if _FIRST <= day.year <= _LAST else None
