"""How a site's crawl came out: the verdict on the run. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from cppcc_archive.captures.model import Verdict
from cppcc_archive.crawl.model import Scope, SiteOutcome, SiteResult
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.troubles import SCRIPT_APPLICATION
from cppcc_archive.markup.urls import host_key
from cppcc_archive.sites.model import Expectation

DESCRIBE = "describe the answers that its scripts ask for in the site's entry (rows:)"

MOST_PLACES = 10
"""Places elsewhere that are named."""

BROKE_OFF = "broke off in the middle"
"""How the reason of a partial crawl begins whose host failed: it does not answer now, unlike one that met a budget."""


@dataclass(slots=True)
class Tally:
    """What a crawl met. ``in_range`` counts dated rows within the scope.

    ``failures`` are the home page and listings that failed, ``broken`` the articles that gave an error or a wall,
    ``elsewhere`` the rows that lead where no crawl of this site goes, with the place, ``missing`` the articles that
    were there before. ``mass``: most of these were missing; whether that looks like a redesign, and the sentence about
    it.
    """

    listings: int = 0
    remembered: int = 0
    in_range: int = 0
    refusals: list[str] = field(default_factory=list)
    failures: list[tuple[Verdict, str]] = field(default_factory=list)
    broken: list[tuple[Verdict, str]] = field(default_factory=list)
    elsewhere: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    mass: tuple[bool, str] | None = None
    is_script_application: bool = False

    @property
    def led_elsewhere(self) -> str:
        """``elsewhere: mp.weixin.qq.com 14, www.qinghe.gov.cn 2``, most first; empty when there was none."""
        counts = Counter(self.elsewhere.values()).most_common(MOST_PLACES)
        return f"elsewhere: {', '.join(f'{printable(place)} {rows}' for place, rows in counts)}" if counts else ""


def place_of(url: str) -> str:
    """Where a row leads, as an operator names it: the host, or the route inside a script application."""
    route = url.partition("#")[2].partition("?")[0]
    return f"#{route[:60]} (a script application)" if route else host_key(url)


def finished(outcome: SiteOutcome, tally: Tally, scope: Scope, expect: Expectation) -> tuple[SiteResult, str]:
    """Result and reason of a crawl that ran to its end. Nothing where something was expected is ``silent``."""
    if tally.mass is not None:
        return SiteResult.REDESIGNED if tally.mass[0] else SiteResult.OUTAGE, tally.mass[1]
    if tally.is_script_application and not outcome.links_seen:
        return SiteResult.SILENT, f"{SCRIPT_APPLICATION}: {DESCRIBE}"
    if not (tally.listings or tally.remembered):
        return _unread(tally)
    read = outcome.articles_new + outcome.articles_changed + outcome.articles_unchanged + outcome.articles_gone
    if tally.broken and not read:
        return _failed(tally.broken, f"none of {len(tally.broken)} articles could be read, the first: ")
    for count, least, what in _counts(outcome, tally, scope, expect):
        # Of lists that were read on other nights not all rows come up again.
        if count < least and not tally.remembered:
            led = f"; {tally.led_elsewhere}" if tally.elsewhere and not outcome.links_seen else ""
            return SiteResult.SILENT, f"{count} {what}, at least {least} expected{led}"
    if outcome.articles_new or outcome.articles_changed or outcome.articles_gone:
        return SiteResult.OK, ""
    return SiteResult.UNCHANGED, ""


def stopped(tally: Tally, result: SiteResult, reason: str) -> tuple[SiteResult, str]:
    """Result and reason of a crawl that was ended: one that read listings before its host failed is partial."""
    if result is SiteResult.ERROR and tally.listings:
        return SiteResult.PARTIAL, f"{BROKE_OFF}: {reason}"
    return result, reason


def surprises(outcome: SiteOutcome, tally: Tally, scope: Scope, expect: Expectation) -> list[str]:
    """Warnings about more than expected, and about articles that could not be read."""
    found = [tally.led_elsewhere] if tally.elsewhere else []
    if tally.missing:
        found.append(f"{len(tally.missing)} known articles were not there, the first: {tally.missing[0]}")
    if tally.broken:
        found.append(f"{len(tally.broken)} articles could not be read, the first: {tally.broken[0][1]}")
    if expect.links_per_run.max is not None and outcome.links_seen > expect.links_per_run.max:
        found.append(f"{outcome.links_seen} links listed, at most {expect.links_per_run.max} expected")
    most = expect.articles_per_year.max
    if most is not None and _is_year(scope) and tally.in_range > most:
        found.append(f"{tally.in_range} articles in the range, at most {most} expected")
    return found


def cut_short(truncated: Sequence[str]) -> list[str]:
    """A warning about answers that were kept in part."""
    return [f"{len(truncated)} answers were cut short, the first: {truncated[0]}"] if truncated else []


def _unread(tally: Tally) -> tuple[SiteResult, str]:
    if tally.failures:
        return _failed(tally.failures, "")
    if tally.refusals:
        return SiteResult.REFUSED, tally.refusals[0]
    return SiteResult.SILENT, "no column to read"


def _failed(failures: list[tuple[Verdict, str]], lead: str) -> tuple[SiteResult, str]:
    blocked = all(verdict is Verdict.BLOCKED for verdict, _ in failures)
    return SiteResult.BLOCKED if blocked else SiteResult.ERROR, lead + failures[0][1]


def _counts(outcome: SiteOutcome, tally: Tally, scope: Scope, expect: Expectation) -> list[tuple[int, int, str]]:
    found = [(outcome.links_seen, expect.links_per_run.min or 0, "links listed")]
    if _is_year(scope):
        found.append((tally.in_range, expect.articles_per_year.min or 0, "articles in the range"))
    return found


def _is_year(scope: Scope) -> bool:
    return bool(scope.since and scope.until and scope.until - scope.since >= timedelta(days=364))
