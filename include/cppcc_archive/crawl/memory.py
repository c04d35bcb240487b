"""What the archive knew of a site before the crawl, and what of it is due for another look. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.base import Family
from cppcc_archive.crawl.model import KnownUrls
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.urls import canonical, twin_key

PACE: tuple[tuple[int, int], ...] = ((7, 1), (60, 7))
"""(younger than so many days, looked at every so many nights): corrections come in an article's first days."""

SLOWEST = 90
"""Nights between two looks at an old article."""

FAILED_EVERY = 7
"""Nights between two tries of a page that keeps giving an error or a wall, however old it is."""

ANEW = (7, 14)
"""Days of age between which an article's one turn asks for the page itself, whatever it was: that night what belongs to
it and never came (no answer, the night's end) is seen again. A 304 would bring no page to see it on."""

UNDATED_THIS_YEAR = 30
"""Days of age assumed for an article of this year whose URL carries no date."""

MOST_FILES = 50
"""Files that came before and are looked at again in a night: servers without validators send them whole."""

GONE = frozenset({Verdict.GONE, Verdict.TOMBSTONE})
FAILED = frozenset({Verdict.ERROR, Verdict.BLOCKED, Verdict.MISSING})

AT_ONCE = 3
"""Nights in a row on which a page that failed, or was missing, is asked for again at once."""

GONE_LISTED = 30
"""Days for which a page that is gone and still listed is asked for every night."""


class Memory:
    """The known URLs of one site, found again under http/https, slash and index-page twins."""

    def __init__(self, known: KnownUrls) -> None:
        self._known = known
        self._twins = {twin_key(url): url for url in known}

    def get(self, url: str) -> Known | None:
        """What is known of ``url`` or of its twin."""
        found = self._known.get(canonical(url))
        if found is None and (twin := self._twins.get(twin_key(url))) is not None:
            found = self._known.get(twin)
        return found

    def holds(self, url: str) -> bool:
        """Whether ``url`` was fetched before with an answer worth keeping (an error or a wall is none)."""
        found = self.get(url)
        return found is not None and found.verdict not in FAILED

    def pages(self) -> Iterable[Known]:
        """Everything known, in the order it is known in."""
        return self._known.values()

    def articles(self) -> Iterable[Known]:
        """All known articles, and attachments that failed."""
        for found in self._known.values():
            if found.kind is CaptureKind.ARTICLE or (found.kind is CaptureKind.ATTACHMENT and found.verdict in FAILED):
                yield found

    def due(self, family: Family, tonight: date) -> list[Known]:
        """The articles whose turn it is tonight, the same for everyone who asks, young ones first."""
        aged = sorted((age_days(found, family, tonight), found.url, found) for found in self.articles())
        return [found for age, _, found in aged if is_due(found, age, tonight)]

    def files_due(self, family: Family, tonight: date, most: int = MOST_FILES) -> list[Known]:
        """The attachments that came and are looked at again tonight, those longest unseen first."""
        files = (found for found in self._known.values() if found.kind is CaptureKind.ATTACHMENT)
        due = (found for found in files if is_file_due(found, age_days(found, family, tonight), tonight))
        return sorted(due, key=lambda found: (found.captured_at, found.url))[:most]


def is_read_anew(known: Known, family: Family, tonight: date) -> bool:
    """Whether tonight's look at an article must not be conditional; so once in its life."""
    age = age_days(known, family, tonight)
    return ANEW[0] <= age < ANEW[1] and is_due(known, age, tonight)


def age_days(known: Known, family: Family, tonight: date) -> int:
    """Days since publication: by the URL's date, else by the year it is known to be of."""
    published = family.url_date(known.url)
    if published is not None:
        return max(0, (tonight - published).days)
    if known.published_year is None or known.published_year >= tonight.year:
        return UNDATED_THIS_YEAR
    return (tonight - date(known.published_year, 7, 1)).days


def is_due(known: Known, age: int, tonight: date) -> bool:
    """Whether a page of that age has its turn tonight.

    Told from the URL and the night alone: nights without any news leave no trace of what was looked at.
    """
    every = next((nights for days, nights in PACE if age < days), SLOWEST)
    if known.verdict in FAILED or known.failures:
        every = min(every, 1 if 0 < known.failures <= AT_ONCE else FAILED_EVERY)
    return _has_turn(known.url, every, tonight)


def is_file_due(known: Known, age: int, tonight: date) -> bool:
    """Whether an attachment that came is looked at again tonight: once a week while its article is young and a 304 can
    answer, then as seldom as an old page."""
    if known.verdict in FAILED:
        return False  # :func:`is_due` has these
    days, weekly = PACE[-1]
    return _has_turn(known.url, weekly if age < days and (known.etag or known.last_modified) else SLOWEST, tonight)


def _has_turn(url: str, every: int, tonight: date) -> bool:
    if every == 1:
        return True
    spread = int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big")
    return (spread + tonight.toordinal()) % every == 0


def gone_days(known: Known, tonight: date) -> int:
    """Days since a page was first found gone."""
    since = known.origin.captured_at if known.origin is not None else known.captured_at
    return max(0, (tonight - shanghai_date(since)).days)


def shanghai_date(moment: datetime) -> date:
    """The calendar day of ``moment`` where the sites are."""
    return moment.astimezone(SHANGHAI).date()
