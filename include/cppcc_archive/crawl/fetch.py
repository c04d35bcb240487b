"""One URL of one site, fetched as politeness, policy and budget allow, judged, and handed to the sink."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import PageRequest
from cppcc_archive.crawl import robots
from cppcc_archive.crawl.model import CrawlSettings, Sink, SiteOutcome, SiteResult
from cppcc_archive.crawl.politeness import Budget, CrawlStopError, Gate, Hosts
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.transport import Answer, Transport, form_body, location
from cppcc_archive.crawl.verdict import HomeMark, Judgement, judge
from cppcc_archive.errors import FetchError, RefusedError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute, canonical, host_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be better in a moment."""

LONGEST_WAIT = 300.0
"""Seconds of Retry-After we sit out; a host that asks for more is left for another night."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One URL to get and what the listing that named it said."""

    kind: CaptureKind
    request: PageRequest
    known: Known | None = None
    conditional: bool = False
    title: str | None = None
    listed: date | None = None
    column: str | None = None

    @classmethod
    def page(cls, kind: CaptureKind, url: str, known: Known | None = None) -> Wanted:
        """A plain GET that no listing named."""
        return cls(kind, PageRequest(url), known)


@dataclass(slots=True)
class Fetcher:
    """Fetches for one site; counts into ``outcome``. One thread at a time."""

    site: Site
    settings: CrawlSettings
    hosts: Hosts
    budget: Budget
    transport: Transport
    sink: Sink
    outcome: SiteOutcome
    allowed: set[str]
    home: HomeMark | None = None
    cms: str | None = None
    sink_error: BaseException | None = field(default=None, init=False)

    def fetch(self, wanted: Wanted) -> Exchange:
        """Get one URL. Whatever comes back, also an error, goes to the sink and is returned.

        Raises RefusedError when no request may be made (robots.txt, another host, a private address named in the URL),
        CrawlStopError when the site's crawl must end (budget, deadline, breaker).
        """
        self._admit(wanted.request.url, wanted.kind)
        started, clock = datetime.now(UTC), time.monotonic()
        exchange, attempts = self._persist(wanted), 1
        while self._worth_retrying(exchange, attempts):
            self._back_off(exchange, attempts)
            exchange, attempts = self._persist(wanted), attempts + 1
        elapsed = int((time.monotonic() - clock) * 1000)
        exchange = replace(exchange, fetched_at=started, elapsed_ms=elapsed, attempts=attempts, cms=self.cms)
        self._hand_over(exchange)
        self._count_failure(exchange)
        return exchange

    def rules(self, url: str) -> robots.Rules:
        """The robots rules for ``url``, fetched when the host has none yet or they are old.

        Raises CrawlStopError when robots.txt cannot be had: the standard takes that for a closed door.
        """
        gate = self.hosts.gate(host_key(url))
        if gate.rules is None or time.monotonic() > gate.rules_until:
            exchange = self.fetch(Wanted.page(CaptureKind.ROBOTS, robots.robots_url(url)))
            if exchange.status is None or exchange.status >= 500 or exchange.status == 429:
                raise CrawlStopError(SiteResult.ERROR, f"robots.txt cannot be had: {exchange.verdict_reason}")
            gate.rules = robots.parse(exchange.body) if exchange.status < 300 else robots.ALLOW_ALL
            gate.rules_until = time.monotonic() + robots.FRESH_SECONDS
        return gate.rules

    def _admit(self, url: str, kind: CaptureKind) -> None:
        if kind is CaptureKind.ROBOTS:
            return
        if host_key(url) not in self.allowed:
            raise RefusedError(f"{printable(host_key(url))} is not a host of this site")
        if not self.rules(url).allows(url):
            raise RefusedError(f"robots.txt forbids {printable(url)}")

    def _gate(self, url: str) -> tuple[Gate, float]:
        gate = self.hosts.gate(host_key(url))
        return gate, max(self.site.delay_seconds, gate.rules.delay if gate.rules else 0.0)

    def _persist(self, wanted: Wanted) -> Exchange:
        """Follow redirects to an answer; network errors become an exchange with verdict ``error``."""
        url, form = wanted.request.url, wanted.request.form
        headers = _headers(wanted)
        answer: Answer | None = None
        try:
            seen = {canonical(url)}
            while True:
                answer = self._one(url, headers, form)
                target = location(answer)
                if target is None:
                    return self._judged(wanted, url, answer)
                following = absolute(url, target)
                if following is None:
                    raise RefusedError(f"redirect to {printable(target)!r}, which is no http(s) address")
                if answer.status in {301, 302, 303}:
                    form = None
                if canonical(following) in seen:
                    raise RefusedError("redirects in a circle")
                if len(seen) > self.settings.max_redirects:
                    raise RefusedError(f"more than {self.settings.max_redirects} redirects")
                self._admit_hop(url, following, wanted.kind)
                seen.add(canonical(following))
                url = following
        except FetchError as error:
            return self._failed(wanted, url, headers, answer, error)

    def _admit_hop(self, url: str, following: str, kind: CaptureKind) -> None:
        if kind is CaptureKind.ROBOTS:
            return
        if kind is CaptureKind.HOME and same_site(url, following):
            self.allowed.add(host_key(following))
        self._admit(following, kind)

    def _one(self, url: str, headers: Mapping[str, str], form: Mapping[str, str] | None) -> Answer:
        gate, delay = self._gate(url)
        with gate.turn(delay, self.budget):
            answer = self.transport.send(url, headers, form)
        self.budget.wire_bytes += answer.wire_bytes
        return answer

    def _judged(self, wanted: Wanted, url: str, answer: Answer) -> Exchange:
        digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
        content_type = answer.header("content-type") or ""
        page = Page(url, answer.body, charset_of(content_type))
        verdict = judge(wanted.kind, answer.status, page, digest, wanted.known, self.home, content_type)
        return self._exchange(wanted, url, answer, verdict, None if answer.status == 304 else digest)

    def _failed(
        self, wanted: Wanted, url: str, headers: Mapping[str, str], answer: Answer | None, error: FetchError
    ) -> Exchange:
        reason = printable(str(error), 300)
        if answer is None:
            sent = tuple(headers.items())
            answer = Answer(0, "", (), b"", 0, sent)
        return self._exchange(wanted, url, answer, Judgement(Verdict.ERROR, reason), None)

    def _exchange(self, wanted: Wanted, url: str, answer: Answer, found: Judgement, digest: str | None) -> Exchange:
        request = wanted.request
        return Exchange(
            site_id=self.site.id,
            kind=wanted.kind,
            requested_url=request.url,
            url=url,
            fetched_at=datetime.now(UTC),
            elapsed_ms=0,
            method="GET" if request.form is None else "POST",
            request_headers=answer.request_headers,
            request_body=form_body(request.form),
            status=answer.status or None,
            reason_phrase=answer.reason,
            headers=answer.headers,
            body=answer.body,
            payload_digest=digest,
            verdict=found.verdict,
            verdict_reason=found.reason,
            listed_title=wanted.title,
            listed_date=wanted.listed,
            column_url=wanted.column,
        )

    def _worth_retrying(self, exchange: Exchange, attempts: int) -> bool:
        if exchange.verdict is not Verdict.ERROR or attempts > self.settings.retries:
            return False
        return exchange.status is None or exchange.status in TRY_AGAIN

    def _back_off(self, exchange: Exchange, attempts: int) -> None:
        gate = self.hosts.gate(host_key(exchange.url))
        asked = retry_after(exchange.header("retry-after"))
        if asked is not None and asked > LONGEST_WAIT:
            raise CrawlStopError(SiteResult.PARTIAL, f"the host asks to wait {asked:.0f} s")
        wait = self.settings.backoff_seconds * 2 ** (attempts - 1) * random.uniform(0.5, 1.5)
        gate.hold(max(wait, asked or 0.0))

    def _hand_over(self, exchange: Exchange) -> None:
        outcome = self.outcome
        outcome.requests, outcome.bytes_received = self.budget.requests, self.budget.wire_bytes
        outcome.not_modified += exchange.status == 304
        outcome.verdicts[exchange.verdict] = outcome.verdicts.get(exchange.verdict, 0) + 1
        log.debug("%s %s %s %s", self.site.id, exchange.verdict, exchange.status, printable(exchange.requested_url))
        try:
            self.sink(exchange)
        except BaseException as error:
            self.sink_error = error
            raise

    def _count_failure(self, exchange: Exchange) -> None:
        """Open the breaker after a run of failures; any answer that is none closes it."""
        gate = self.hosts.gate(host_key(exchange.url))
        if exchange.verdict not in {Verdict.ERROR, Verdict.BLOCKED}:
            gate.failures = 0
            return
        gate.failures += 1
        if gate.failures >= self.settings.breaker_failures:
            result = SiteResult.BLOCKED if exchange.verdict is Verdict.BLOCKED else SiteResult.ERROR
            raise CrawlStopError(result, f"{gate.failures} failures in a row, last: {exchange.verdict_reason}")


def _headers(wanted: Wanted) -> dict[str, str]:
    """Conditional where asked for and the page was there; listings past every cache."""
    headers = dict(wanted.request.headers)
    known = wanted.known
    if wanted.kind in {CaptureKind.LISTING, CaptureKind.HOME}:
        headers |= {"Cache-Control": "no-cache", "Pragma": "no-cache"}
    if wanted.conditional and known is not None and known.verdict in {Verdict.OK, Verdict.UNCHANGED}:
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
    if wanted.request.form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    return headers


def charset_of(content_type: str) -> str | None:
    """The charset label of a Content-Type header."""
    _, _, label = content_type.lower().partition("charset=")
    return label.partition(";")[0].strip(" \"'") or None


def retry_after(value: str | None) -> float | None:
    """Seconds a Retry-After header asks for (a number or an HTTP date); None when there is none or it is nonsense."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two URLs' hosts are one site: equal but for ``www.`` (ports and schemes aside)."""

    def bare(url: str) -> str:
        return host_key(url).rpartition(":")[0].removeprefix("www.") or host_key(url).removeprefix("www.")

    return bare(one) == bare(other)
