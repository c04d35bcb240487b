"""What a crawl of one site notes while it goes on; whatever a page does to its reader costs that page alone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from cppcc_archive.captures.model import Exchange
from cppcc_archive.crawl.fetch import Fetcher
from cppcc_archive.crawl.outcome import Tally
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.wanted import Wanted
from cppcc_archive.errors import RefusedError

log = logging.getLogger(__name__)

MOST_WARNINGS = 20

T = TypeVar("T")
P = ParamSpec("P")


@dataclass(slots=True)
class Books:
    """The books of one crawl."""

    fetcher: Fetcher
    tally: Tally = field(default_factory=Tally)
    warnings: list[str] = field(default_factory=list)

    @property
    def site_id(self) -> str:
        """Whose crawl it is."""
        return self.fetcher.site.id

    def fetched(self, wanted: Wanted) -> Exchange | None:
        """Fetch; None where policy forbids, which is noted."""
        try:
            return self.fetcher.fetch(wanted)
        except RefusedError as error:
            self.refused(str(error))
            return None

    def safely(self, what: str, read: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
        """Run a reader over a page; whatever a page does to it costs that page, not the crawl."""
        try:
            with self.fetcher.budget.reading():
                return read(*given, **named)
        except CrawlStopError:
            raise
        except Exception as error:
            log.warning("%s: %s failed", self.site_id, what, exc_info=True)
            self.warn(f"{what} failed: {type(error).__name__}: {error}")
            return None

    def failed(self, what: str, exchange: Exchange) -> None:
        """Note a home page or a listing that failed."""
        self.tally.failures.append((exchange.verdict, f"{what}: {exchange.verdict_reason or exchange.verdict}"))
        self.warn(self.tally.failures[-1][1])

    def refused(self, reason: str) -> None:
        """Note what policy forbids."""
        self.tally.refusals.append(reason)
        self.warn(reason)

    def warn(self, text: str) -> None:
        """Note a warning, once."""
        shown = printable(text, 300)
        if len(self.warnings) < MOST_WARNINGS and shown not in self.warnings:
            self.warnings.append(shown)
