"""Years that a site has lost, from the archives of others: asked politely, for what is missing, and resumed.

A site's entry names the archives (``history``) and where it was before (``formerly``). What they hold of a publication
year is listed, what our own archive has is left out, and one capture per distinct payload is fetched and taken in.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cppcc_archive.captures.foreign import MOST_BYTES, Foreign, Found, Unusable, record_in
from cppcc_archive.captures.head import made_head, parse_head
from cppcc_archive.captures.payload import Payload, matches
from cppcc_archive.captures.sources.cdx import CdxLine, read_index, wanted
from cppcc_archive.captures.sources.services import MOST_LINES, Service, service
from cppcc_archive.cms.registry import family
from cppcc_archive.crawl.answers import retry_after
from cppcc_archive.crawl.guard import AddressPolicy, is_loopback_url
from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.crawl.run import user_agent
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.transport import Answer, Transport, location
from cppcc_archive.errors import RefusedError, SettingsError
from cppcc_archive.jobs.backfill import fill_shard
from cppcc_archive.jobs.intake import Intake, Taken
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.markup.urls import absolute, twin_key
from cppcc_archive.sites.belonging import places
from cppcc_archive.sites.model import Site
from cppcc_archive.tables.delta import tables_of
from cppcc_archive.tables.holdings import sources_of_pages

log = logging.getLogger(__name__)

DELAY_SECONDS = 1.5
"""Between two requests to one service; services are shared by everyone."""

TRIES = 4
LONGEST_WAIT = 300.0
LATE_YEARS = 3
"""Years after the one asked for in which captures of its pages are looked for."""

AT_ONCE = 200
"""Captures between two commits: what a killed run has to fetch again."""

_HOPS = 4
_SHORTEST = timedelta(days=1)
_ORIGINAL = "x-archive-orig-"
_OF_REPLAY = frozenset(
    {"connection", "content-encoding", "content-length", "content-location", "link", "memento-datetime", "date"}
    | {"transfer-encoding", "preference-applied", "vary", "keep-alive", "content-security-policy"}
)


@dataclass(slots=True)
class SourceSummary:
    """What one archive gave for one site and year. ``problem``: why it gave less than it might."""

    site_id: str
    source: str
    listed: int = 0
    wanted: int = 0
    fetched: int = 0
    failed: int = 0
    problem: str | None = None


@dataclass(slots=True)
class HistorySummary:
    """What the archives of others gave for some sites and one year."""

    year: int
    sources: list[SourceSummary] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)

    @property
    def years(self) -> set[int]:
        """The publication years that got something new."""
        return self.taken.years

    def to_json(self) -> dict[str, Any]:
        """The shape the command line prints and a task returns."""
        return {"year": self.year, "sources": [asdict(one) for one in self.sources], **self.taken.to_json()}


def fill_year(
    settings: Settings, sites: Sequence[Site], year: int, run_id: str, *, only: str | None = None
) -> HistorySummary:
    """Fetch what other archives hold of ``sites``' publication year ``year`` and ours does not.

    ``only`` names one source for every site, whatever their entries say. An archive that fails is a problem in the
    summary. Raises SettingsError when a contact address is missing, StoreError when the store fails.
    """
    summary = HistorySummary(year)
    chosen = [(site, (only,) if only else site.history) for site in sites]
    asked = [(site, names) for site, names in chosen if names]
    if not asked:
        return summary
    beyond = any(not is_loopback_url(service(name).base) for _, names in asked for name in names)
    if beyond and not (settings.contact or "").strip():
        raise SettingsError("asking other archives needs a contact address in the user agent: set CPPCC_CONTACT")
    asked_sites = [site for site, _ in asked]
    intake = Intake(settings.open_store(), asked_sites, run_id, settings.contact, summary.taken)
    clients = {name: Client(service(name), settings.crawl()) for _, names in asked for name in names}
    try:
        for site, names in asked:
            for name in names:
                summary.sources.append(_fill(intake, clients[name], site, year))
                intake.commit()
    finally:
        for client in clients.values():
            client.close()
    return summary


def backfill_shard(settings: Settings, shard: Mapping[str, Any], run_id: str, year: int) -> dict[str, Any]:
    """Crawl the sites of one planned shard for a publication year, then ask other archives for what is missing (an
    Airflow mapped task). The result is a crawl's, its years those that got something new from either. Where sites are
    ``unfinished``, the archives are asked on the night that ends them."""
    result = fill_shard(settings, shard, run_id, year)
    if result["unfinished"]:
        return result
    registry = settings.registry()
    found = fill_year(settings, [registry.get(site_id) for site_id in shard["sites"]], year, f"{run_id}-history")
    years = {*result["published_years"], *found.years}
    return {**result, "published_years": sorted(years), "history": found.to_json()}


def _fill(intake: Intake, client: Client, site: Site, year: int) -> SourceSummary:
    found = SourceSummary(site.id, client.service.name)
    kind = family(site.cms or "generic")
    # What an earlier run that was killed fetched from here keeps no other version back.
    sources = sources_of_pages(tables_of(intake.store), site.id)
    here = client.service.addresses
    read = {key for key, places in sources.items() if any(not (one and one.startswith(here)) for one in places)}
    try:
        lines = client.lines(places(site), year)
        found.listed = len(lines)
        chosen = wanted(
            lines,
            year,
            is_article=lambda url: kind.is_article_url(url) or family("generic").is_article_url(url),
            url_date=lambda url: kind.url_date(url) or family("generic").url_date(url),
            has_read=lambda url: twin_key(url) in read,
        )
        unknown = intake.unknown(site, [(line.url, line.captured_at) for line in chosen])
        chosen = [line for line, is_unknown in zip(chosen, unknown, strict=True) if is_unknown]
        found.wanted = len(chosen)
        if client.unreadable:
            found.problem = f"{client.unreadable} lines of the index cannot be read: the next run asks again"
            log.warning("%s: %s: %s", site.id, client.service.name, found.problem)
        if len(chosen) > site.max_pages_per_run:
            found.problem = f"{len(chosen)} captures are wanted, {site.max_pages_per_run} a run: the next goes on"
        for number, line in enumerate(chosen[: site.max_pages_per_run], 1):
            record = client.capture(line)
            found.fetched += isinstance(record, Foreign)
            found.failed += isinstance(record, Unusable)
            intake.take(record, client.service.origin, client.service.capture_url(line))
            if number % AT_ONCE == 0:
                intake.commit()
    except SourceError as error:
        found.problem = str(error)
        log.warning("%s: %s: %s", site.id, client.service.name, error)
    log.info("%s: %s %d: %d listed, %d fetched", site.id, client.service.name, year, found.listed, found.fetched)
    return found


class SourceError(Exception):
    """An archive that does not answer, or refuses: its turn ends here."""


class Client:
    """Talks to one archive: one request at a time, a pause between two, Retry-After obeyed."""

    def __init__(self, asked: Service, settings: CrawlSettings) -> None:
        self.service = asked
        self._deadline = settings.deadline
        loopback = is_loopback_url(asked.base)
        self._delay = 0.0 if loopback else DELAY_SECONDS
        self._backoff = settings.backoff_seconds if not loopback else min(settings.backoff_seconds, 0.05)
        policy = AddressPolicy(allow_private=loopback)
        self._transport = Transport(settings, user_agent(settings.contact), policy, False, None)
        self._ready_at = 0.0
        self.unreadable = 0

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def lines(self, addresses: Iterable[str], year: int) -> list[CdxLine]:
        """The index of everything below the addresses, captured in ``year`` or a few years after; ``unreadable`` says
        of how many lines of it nothing is known."""
        self.unreadable = 0
        start = date(year, 1, 1)
        end = min(date(year + LATE_YEARS, 12, 31), datetime.now(UTC).date())
        found: dict[tuple[str, datetime], CdxLine] = {}
        for endpoint in self._endpoints(start, end):
            for address in dict.fromkeys(_root_of(one) for one in addresses):
                for line in self._span(address, start, end, endpoint):
                    found[line.url, line.captured_at] = line
        return list(found.values())

    def capture(self, line: CdxLine) -> Found:
        """One capture as it was archived."""
        url = self.service.capture_url(line)
        try:
            if self.service.origin == "commoncrawl":
                answer = self._ask(url, self.service.capture_headers(line))
                if answer.status not in {200, 206}:
                    return Unusable(url, f"answers {answer.status}")
                return record_in(answer.body, url) or Unusable(url, "holds no record at that place")
            return self._replayed(line, url)
        except RefusedError as error:
            return Unusable(url, str(error))

    def _endpoints(self, start: date, end: date) -> list[str | None]:
        """The indexes to ask: one, or those of the crawls within the span."""
        address = self.service.collections_url
        if address is None:
            return [None]
        answer = self._ask(address, {})
        try:
            crawls = json.loads(answer.body)
            found = [one["cdx-api"] for one in crawls if _overlaps(one, start, end)]
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{address} lists no crawls ({answer.status}): {error}") from error
        return list(found)

    def _span(self, address: str, start: date, end: date, endpoint: str | None) -> list[CdxLine]:
        url = self.service.index_url(address, start, end, endpoint)
        answer = self._ask(url, {})
        if answer.status == 404:
            return []
        if answer.status != 200:
            raise SourceError(f"the index answers {answer.status}: {printable(answer.body.decode('utf-8', 'replace'))}")
        found, bad = read_index(answer.body.decode("utf-8", "replace"))
        self.unreadable += bad
        if len(found) + bad >= MOST_LINES and end - start > _SHORTEST:
            middle = start + (end - start) / 2
            later = self._span(address, middle + _SHORTEST, end, endpoint)
            return [*self._span(address, start, middle, endpoint), *later]
        return found

    def _replayed(self, line: CdxLine, url: str) -> Found:
        answer = self._ask(url, {})
        for _ in range(_HOPS):
            target = location(answer)
            # Another archive may send to its nearest capture; where the page itself redirected is the page's affair.
            following = absolute(url, target) if target else None
            if following is None or not following.startswith(self.service.base):
                break
            url, answer = following, self._ask(following, {})
        if answer.status != 200 or answer.fault:
            return Unusable(url, f"answers {answer.status}{f': {answer.fault}' if answer.fault else ''}")
        # An index names the digest of the coded payload, which is gone where we had to undo the coding.
        is_comparable = answer.truncated is None and "content-encoding" not in answer.undone
        if is_comparable and line.digest and not matches(line.digest, (answer.body,)):
            return Unusable(url, "what it gives has another digest than its index says")
        moment = _moment_in(url, self.service.base) or line.captured_at
        head = parse_head(made_head(200, "OK", _original_headers(answer)))
        assert head is not None, "a made head is one"
        said = (("WARC-Target-URI", line.url), ("WARC-Date", f"{moment:%Y-%m-%dT%H:%M:%SZ}"))
        payload = Payload(answer.body, answer.body[:MOST_BYTES], (), answer.truncated)
        return Foreign(line.url, moment, head, payload, url, original=said)

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        """One answer worth having. Raises SourceError when the service does not give one."""
        answer = None
        for attempt in range(TRIES):
            self._wait(self._ready_at - time.monotonic())
            answer = self._transport.send(url, headers, None)
            self._ready_at = time.monotonic() + self._delay
            if answer.status and answer.status not in {429, 500, 502, 503, 504} and (not answer.fault or answer.final):
                return answer
            asked = retry_after(answer.header("retry-after")) or 0.0
            if asked > LONGEST_WAIT:
                raise SourceError(f"the service asks to wait {asked:.0f} s: the next run goes on")
            self._ready_at += max(asked, self._backoff * 2**attempt * random.uniform(0.5, 1.5))
        assert answer is not None, "at least one try was made"
        raise SourceError(f"the service does not answer: {answer.fault or f'status {answer.status}'}")

    def _wait(self, seconds: float) -> None:
        if self._deadline and datetime.now(UTC) + timedelta(seconds=max(0.0, seconds)) >= self._deadline:
            raise SourceError("the night's window ended: the next run goes on")
        if seconds > 0:
            time.sleep(seconds)


def _root_of(address: str) -> str:
    """The folder an address lies in: everything below it is asked for."""
    parts = urlsplit(address)
    head, _, last = (parts.path or "/").rpartition("/")
    folder = f"{head}/" if "." in last or not last else parts.path
    return f"{parts.scheme}://{parts.netloc}{folder}"


def _overlaps(crawl: Mapping[str, Any], start: date, end: date) -> bool:
    """Whether a crawl of Common Crawl's list has captures of the span; one without dates may."""
    first, last = str(crawl.get("from") or ""), str(crawl.get("to") or "")
    return not (first and last) or (first[:10] <= end.isoformat() and last[:10] >= start.isoformat())


def _moment_in(url: str, base: str) -> datetime | None:
    """The capture's time as the address says that was finally given."""
    digits = url.removeprefix(base).removeprefix("/web").lstrip("/")[:14]
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _original_headers(answer: Answer) -> list[tuple[str, str]]:
    """The page's own headers: those an archive marks as such, else what is not the replay's."""
    marked = [(name[len(_ORIGINAL) :], value) for name, value in answer.headers if name.lower().startswith(_ORIGINAL)]
    plain = [(name, value) for name, value in answer.headers if not name.lower().startswith(("x-", "set-cookie"))]
    kept = marked + [item for item in plain if not marked or item[0].lower() == "content-type"]
    named: dict[str, tuple[str, str]] = {}
    for name, value in kept:
        if name.lower() not in _OF_REPLAY:
            named.setdefault(name.lower(), (name, value))
    return list(named.values())
