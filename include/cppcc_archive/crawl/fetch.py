"""One URL of one site, fetched as politeness, policy and budget allow, judged, and handed to the sink."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from cppcc_archive.captures.model import CaptureKind, Exchange, Verdict
from cppcc_archive.cms.base import Form
from cppcc_archive.crawl import robots
from cppcc_archive.crawl.answers import (
    LONGEST_WAIT,
    accepted,
    asked_to_wait,
    broke_off_alike,
    is_door_closed,
    is_good,
    may_pass,
    too_long,
)
from cppcc_archive.crawl.doubts import Doubt, Strange
from cppcc_archive.crawl.guard import AddressPolicy
from cppcc_archive.crawl.judging import Judging
from cppcc_archive.crawl.model import CrawlSettings, Sink, SiteOutcome, SiteResult
from cppcc_archive.crawl.politeness import STOPPED, Budget, BusyHostError, CrawlStopError, Gate, Hosts
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.transport import Answer, Transport, location
from cppcc_archive.crawl.troubles import SCRIPT_APPLICATION
from cppcc_archive.crawl.verdict import is_file
from cppcc_archive.crawl.wanted import Hop, Wanted, as_exchange, headers_of, same_host
from cppcc_archive.errors import ClockError, RefusedError
from cppcc_archive.markup.urls import absolute, canonical, host_key, same_site
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

LONGEST_DELAY = 600.0
"""Seconds between two requests, by robots.txt, with which a site is still crawled: as many as an entry may ask for."""


@dataclass(slots=True)
class Fetcher:
    """Fetches for one site; counts into ``outcome``. One thread at a time."""

    site: Site
    settings: CrawlSettings
    hosts: Hosts
    budget: Budget
    transport: Transport
    policy: AddressPolicy
    sink: Sink
    outcome: SiteOutcome
    allowed: set[str]
    cms: str | None = None
    judging: Judging = field(init=False)
    truncated: list[str] = field(default_factory=list, init=False)
    sink_error: BaseException | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.judging = Judging(self.site.id)

    def fetch(self, wanted: Wanted) -> Exchange:
        """Get one URL. Whatever comes back, also an error, goes to the sink and is returned.

        Raises RefusedError when no request may be made (robots.txt, another host, a private address named in the URL),
        CrawlStopError when the site's crawl must end (budget, deadline, breaker).
        """
        return self._get(wanted)[0]

    def _get(self, wanted: Wanted) -> tuple[Exchange, Answer]:
        self._admit(wanted.request.url, wanted.kind)
        way, answer = self._follow(wanted)
        attempts, stop = 1, too_long(answer)
        while stop is None and may_pass(answer, wanted.kind) and attempts <= self.settings.retries:
            before = answer
            try:
                self._back_off(self.hosts.gate(way[-1].url), attempts)
                way, answer = self._follow(wanted)
                stop = too_long(answer)
            except CrawlStopError as error:
                stop = error
                break
            attempts += 1
            if broke_off_alike(before, answer) and not is_good(wanted.known):
                # Twice the same bytes: that is all there is, and its announced length was wrong.
                answer = replace(answer, fault=None)
        for hop in way[:-1]:
            self._hand_over(self._hop(wanted, hop))
        url = way[-1].url
        exchange, strange = self._exchange(wanted, url, accepted(answer, wanted.kind), attempts)
        self._keep_or_hand_over(wanted, exchange, strange)
        if stop is not None:
            raise stop
        if not answer.final:  # a refusal of ours is no failure of the host
            self._count_failure(self.hosts.gate(url), exchange, attempts if not answer.status else 1)
        return exchange, answer

    def is_kept_back(self, exchange: Exchange) -> bool:
        """Whether an answer waits for the night's end to tell what it is."""
        return any(doubt.exchange is exchange for doubt in reversed(self.judging.doubts.kept))

    def settle(self, exchange: Exchange) -> None:
        """Hand over an answer that was kept back, with the verdict it got in the end."""
        self._hand_over(exchange)

    def rules(self, url: str) -> robots.Rules:
        """The robots rules for ``url``, fetched when the host has none yet or they are old.

        A robots.txt that cannot be had is a closed door by the standard. Raises CrawlStopError when that door is the
        site's own.
        """
        gate, host = self.hosts.gate(url), host_key(url)
        rules, until = gate.rules.get(host, (robots.CLOSED, 0.0))
        if time.monotonic() <= until:
            return rules
        exchange, answer = self._get(Wanted.page(CaptureKind.ROBOTS, robots.robots_url(url)))
        if is_door_closed(answer):
            gate.rules[host] = robots.CLOSED, time.monotonic() + robots.CLOSED_SECONDS
            if self._is_home_host(url):
                result = SiteResult.REFUSED if answer.final else SiteResult.ERROR
                raise CrawlStopError(result, f"robots.txt cannot be had: {exchange.verdict_reason}")
            return robots.CLOSED
        with self.budget.reading():
            rules = robots.parse(answer.body) if answer.status < 300 else robots.ALLOW_ALL
        gate.rules[host] = rules, time.monotonic() + robots.FRESH_SECONDS
        gate.hold(rules.delay)
        if rules.delay > LONGEST_DELAY and self._is_home_host(url):
            raise CrawlStopError(SiteResult.REFUSED, _slow(rules.delay))
        return rules

    def _rules_known(self, url: str) -> robots.Rules | None:
        """The rules for ``url`` as far as they were read."""
        return self.hosts.gate(url).rules.get(host_key(url), (None, 0.0))[0]

    def may_fetch(self, url: str) -> bool:
        """Whether ``url`` is on this site and not known to be forbidden; makes no request."""
        rules = self._rules_known(url)
        return host_key(url) in self.allowed and (rules is None or rules.allows(url))

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the site's robots.txt names, as far as it was read."""
        rules = self._rules_known(self.site.base_url)
        return rules.sitemaps if rules is not None else ()

    def _admit(self, url: str, kind: CaptureKind) -> None:
        self.policy.check_url(url)
        if kind is CaptureKind.ROBOTS:
            return
        host = host_key(url)
        near = kind in {CaptureKind.ATTACHMENT, CaptureKind.REQUISITE} and same_site(url, self.site.base_url)
        if host not in self.allowed and not near:
            raise RefusedError(f"{printable(host)} is not a host of this site")
        if self.hosts.gate(url).failures >= self.settings.breaker_failures and not self._is_home_host(url):
            raise RefusedError(f"{printable(host)} failed too often")
        try:
            self.hosts.gate(url).keep_lease()
        except BusyHostError as error:
            if self._is_home_host(url):
                raise
            raise RefusedError(error.reason) from error
        if not self.rules(url).allows(url):
            raise RefusedError(f"robots.txt forbids {printable(url)}")

    def _is_home_host(self, url: str) -> bool:
        return host_key(url) == host_key(self.site.base_url)

    def _follow(self, wanted: Wanted) -> tuple[list[Hop], Answer]:
        """Ask, and follow redirects as far as policy lets us; every address asked, and what the last one gave."""
        url, form, headers = wanted.request.url, wanted.request.form, headers_of(wanted)
        seen = {(canonical(url), self.transport.cookies)}
        way: list[Hop] = []
        while True:
            answer = self._ask(url, headers, form)
            way.append(Hop(url, form, answer))
            # Where it leads stands in the head; a redirect's body may break off as it likes.
            target = location(answer)
            if target is None:
                return way, answer
            following = absolute(url, target)
            why = self._no_redirect(wanted.kind, url, following, seen)
            if following is None or why:
                return way, replace(answer, fault=why or f"redirect to no http(s) address: {target}", final=True)
            seen.add((canonical(following), self.transport.cookies))
            form = None if answer.status in {301, 302, 303} else form
            url = following

    def _no_redirect(
        self, kind: CaptureKind, url: str, following: str | None, seen: set[tuple[str, frozenset[str]]]
    ) -> str | None:
        """Why a redirect is not followed, or None."""
        if following is None:
            return None
        # Back to an address with another cookie than before is no circle: many sites set one so.
        if (canonical(following), self.transport.cookies) in seen:
            return "redirects in a circle"
        if len(seen) > self.settings.max_redirects:
            return f"more than {self.settings.max_redirects} redirects"
        if kind is CaptureKind.HOME and same_host(url, following):
            self.allowed.add(host_key(following))
        try:
            self._admit(following, kind)
        except RefusedError as error:
            return f"redirect to {following}: {error}"
        return None

    def _ask(self, url: str, headers: Mapping[str, str], form: Form | None) -> Answer:
        gate, rules = self.hosts.gate(url), self._rules_known(url)
        delay = max(self.site.delay_seconds, rules.delay if rules else 0.0)
        with gate.turn(delay, self.budget) as paused:
            answer = self.transport.send(url, headers, form)
        self.outcome.note_manners(paused, delay, answer.status)
        if answer.fault and self.hosts.hang_up.is_over:
            raise CrawlStopError(SiteResult.STOPPED, STOPPED)  # we hung up: that says nothing of the page
        self.budget.wire_bytes += answer.wire_bytes
        gate.hold(min(asked_to_wait(answer), LONGEST_WAIT))
        self._hear_the_time(url, answer)
        return answer

    def _hear_the_time(self, url: str, answer: Answer) -> None:
        """Raise ClockError when the hosts of this run agree that this machine's clock is wrong."""
        machine = answer.ip_address or host_key(url)
        ours = answer.sent_at + timedelta(milliseconds=answer.elapsed_ms)
        try:
            self.hosts.clock.hear(self.site.id, machine, answer.header("date"), answer.header("age"), ours)
        except ClockError as error:
            self.sink_error = error  # ends the run, like a sink that can keep nothing
            raise

    def _keep_or_hand_over(self, wanted: Wanted, exchange: Exchange, strange: Strange | None) -> None:
        """Keep back what may not be what it looks like; all else goes to the sink at once."""
        known = wanted.known
        was_there = known is not None and known.verdict is Verdict.OK
        doubt = Doubt(exchange, known, None, wanted.column, strange)
        led_away = doubt.is_led_away and (
            exchange.verdict is Verdict.TOMBSTONE or exchange.url != exchange.requested_url
        )
        is_doubted = wanted.kind is CaptureKind.ARTICLE and (led_away or (doubt.is_lost and was_there))
        if strange is None and not is_doubted:
            self._hand_over(exchange)
            return
        for old in self.judging.doubts.keep(doubt):
            self._hand_over(old.exchange)

    def _exchange(self, wanted: Wanted, url: str, answer: Answer, attempts: int) -> tuple[Exchange, Strange | None]:
        request = wanted.request
        with self.budget.reading():
            found, digest, strange = self.judging.judged(wanted, url, answer)
        is_article = wanted.kind is CaptureKind.ARTICLE and found.verdict in {Verdict.OK, Verdict.UNCHANGED}
        a_file = is_article and is_file(answer.header("content-type") or "", answer.body)
        kind = wanted.kind
        # An article may be a file itself: the build tells by its bytes.
        if is_article and not a_file and self.judging.onward(url, answer.body, answer.header("content-type") or ""):
            kind = CaptureKind.LISTING
        made = as_exchange(self.site.id, url, request.form, answer)
        exchange = replace(
            made,
            kind=kind,
            requested_url=wanted.identity or request.url,
            payload_digest=digest,
            verdict=found.verdict,
            verdict_reason=found.reason,
            attempts=attempts,
            listed_title=wanted.title,
            listed_date=wanted.listed,
            column_url=wanted.column,
            cms=self.cms,
        )
        return exchange, strange if kind is CaptureKind.ARTICLE else None

    def _hop(self, wanted: Wanted, hop: Hop) -> Exchange:
        """A redirect that was followed, as a record of its own."""
        made = as_exchange(self.site.id, hop.url, hop.form, hop.answer)
        reason = printable(f"redirect to {location(hop.answer)}")
        digest = f"sha256:{hashlib.sha256(hop.answer.body).hexdigest()}"
        return replace(made, payload_digest=digest, verdict_reason=reason, column_url=wanted.column, cms=self.cms)

    def _back_off(self, gate: Gate, attempts: int) -> None:
        gate.hold(self.settings.backoff_seconds * 2 ** (attempts - 1) * random.uniform(0.5, 1.5))

    def _hand_over(self, exchange: Exchange) -> None:
        outcome = self.outcome
        outcome.requests, outcome.bytes_received = self.budget.requests, self.budget.wire_bytes
        if exchange.kind is not CaptureKind.REDIRECT:
            outcome.not_modified += exchange.status == 304
            outcome.verdicts[exchange.verdict] = outcome.verdicts.get(exchange.verdict, 0) + 1
            if exchange.truncated:
                size = f"{len(exchange.body)} bytes of it are kept ({exchange.truncated})"
                self.truncated.append(f"{printable(exchange.requested_url)}: {size}")
        log.debug("%s %s %s %s", self.site.id, exchange.verdict, exchange.status, printable(exchange.requested_url))
        try:
            with self.budget.reading():  # it reads an article's date
                self.sink(exchange)
        except BaseException as error:
            self.sink_error = error
            raise

    def _count_failure(self, gate: Gate, exchange: Exchange, weight: int) -> None:
        """Open the breaker after a run of failures; any answer that is none closes it.

        A host that does not answer at all counts with every try; the site's own host ends the crawl, another one is
        left alone from then on.
        """
        if exchange.verdict not in {Verdict.ERROR, Verdict.BLOCKED}:
            gate.failures = 0
            return
        if exchange.verdict_reason.startswith(SCRIPT_APPLICATION):
            return
        if exchange.kind is CaptureKind.REQUISITE and exchange.status:
            return  # a folder of pictures that is closed or lost says nothing of the articles
        gate.failures += weight
        if exchange.verdict is Verdict.BLOCKED:
            gate.hold(self.settings.backoff_seconds * gate.failures)
        if gate.failures >= self.settings.breaker_failures and self._is_home_host(exchange.url):
            result = SiteResult.BLOCKED if exchange.verdict is Verdict.BLOCKED else SiteResult.ERROR
            raise CrawlStopError(result, f"{gate.failures} failures in a row, last: {exchange.verdict_reason}")


def _slow(delay: float) -> str:
    """Why a site is not crawled whose robots.txt wants hours between two requests."""
    return (
        f"robots.txt asks for {delay:.0f} s between two requests (Crawl-delay), at most {LONGEST_DELAY:.0f} s are "
        "waited: ask the site's owner, or pause the entry"
    )
