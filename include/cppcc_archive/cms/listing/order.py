"""Whether a listing runs from new to old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from cppcc_archive.cms.base import ArticleLink

_ENOUGH = 3
_PINNED = 5


def date_ordered(links: Sequence[ArticleLink]) -> bool | None:
    """True when the rows' dates descend, pinned first rows excepted; None with fewer than three dates."""
    days = [link.listed_date for link in links if link.listed_date is not None]
    if len(days) < _ENOUGH:
        return None
    most = min(_PINNED, len(days) - _ENOUGH)
    return any(_descends(days[skip:]) for skip in range(most + 1))


def _descends(days: list[date]) -> bool:
    return all(later <= earlier for earlier, later in pairwise(days))
