"""One URL of one site, fetched as politeness, policy and budget allow, judged, and handed to the sink."""

from __future__ import annotations

import hashlib
import logging
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import Form, PageRequest
from cppcc_archive.cms.listing.stubs import sends_on
from cppcc_archive.crawl import robots
from cppcc_archive.crawl.doubts import Doubt, Doubts, Strange, one_page_for_all, strange_page
from cppcc_archive.crawl.guard import AddressPolicy
from cppcc_archive.crawl.model import CrawlSettings, Recall, Sink, SiteOutcome, SiteResult
from cppcc_archive.crawl.pagetext import has_article
from cppcc_archive.crawl.politeness import Budget, BusyHostError, CrawlStopError, Gate, Hosts
from cppcc_archive.crawl.sameness import same_but_for
from cppcc_archive.crawl.text import INTERNAL, printable
from cppcc_archive.crawl.transport import Answer, Transport, form_body, location
from cppcc_archive.crawl.troubles import SCRIPT_APPLICATION
from cppcc_archive.crawl.verdict import HomeMark, Judgement, is_file, is_html, judge
from cppcc_archive.errors import ClockError, RefusedError
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute, canonical, host_key, same_site, twin_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be better in a moment."""

_END_OF_PAGE = re.compile(rb"</html\s*>", re.IGNORECASE)
END_OF_PAGE_WITHIN = 2048
"""Bytes at the end of a page within which its closing tag must stand."""

NEARLY_ALL = 0.9
"""Share of its announced bytes from which a body that ends there twice is taken for all there is."""

_SECONDS = re.compile(r"[0-9]+")

LONGEST_STUB = 20_000
"""Bytes of a page that may be nothing but a way to another one."""

LONGEST_WAIT = 300.0
"""Seconds of Retry-After we sit out; a host that asks for more is left for another night."""


LONGEST_DELAY = 600.0
"""Seconds between two requests, by robots.txt, with which a site is still crawled: as many as an entry may ask for."""


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
    identity: str | None = None
    """The address it is known under, where tonight's differs."""

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
    policy: AddressPolicy
    sink: Sink
    outcome: SiteOutcome
    allowed: set[str]
    home: HomeMark | None = None
    cms: str | None = None
    recall: Recall | None = None
    truncated: list[str] = field(default_factory=list, init=False)
    doubts: Doubts = field(default_factory=Doubts, init=False)
    sink_error: BaseException | None = field(default=None, init=False)

    def fetch(self, wanted: Wanted) -> Exchange:
        """Get one URL. Whatever comes back, also an error, goes to the sink and is returned.

        Raises RefusedError when no request may be made (robots.txt, another host, a private address named in the URL),
        CrawlStopError when the site's crawl must end (budget, deadline, breaker).
        """
        return self._get(wanted)[0]

    def _get(self, wanted: Wanted) -> tuple[Exchange, Answer]:
        self._admit(wanted.request.url, wanted.kind)
        way, answer = self._follow(wanted)
        attempts, stop = 1, _too_long(answer)
        while stop is None and _may_pass(answer, wanted.kind) and attempts <= self.settings.retries:
            before = answer
            try:
                self._back_off(self.hosts.gate(way[-1].url), attempts)
                way, answer = self._follow(wanted)
                stop = _too_long(answer)
            except CrawlStopError as error:
                stop = error
                break
            attempts += 1
            if _broke_off_alike(before, answer) and not _is_good(wanted.known):
                # Twice the same bytes: that is all there is, and its announced length was wrong.
                answer = replace(answer, fault=None)
        for hop in way[:-1]:
            self._hand_over(self._hop(wanted, hop))
        url = way[-1].url
        exchange, strange = self._exchange(wanted, url, _accepted(answer, wanted.kind), attempts)
        self._keep_or_hand_over(wanted, exchange, strange)
        if stop is not None:
            raise stop
        if not answer.final:  # a refusal of ours is no failure of the host
            self._count_failure(self.hosts.gate(url), exchange, attempts if not answer.status else 1)
        return exchange, answer

    def is_kept_back(self, exchange: Exchange) -> bool:
        """Whether an answer waits for the night's end to tell what it is."""
        return any(doubt.exchange is exchange for doubt in reversed(self.doubts.kept))

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
        if _is_door_closed(answer):
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
        near = kind is CaptureKind.ATTACHMENT and same_site(url, self.site.base_url)
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
        url, form, headers = wanted.request.url, wanted.request.form, _headers(wanted)
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
        with gate.turn(max(self.site.delay_seconds, rules.delay if rules else 0.0), self.budget):
            answer = self.transport.send(url, headers, form)
        self.budget.wire_bytes += answer.wire_bytes
        gate.hold(min(_asked_to_wait(answer), LONGEST_WAIT))
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
        if strange is None and not (doubt.is_lost and was_there and wanted.kind is CaptureKind.ARTICLE):
            self._hand_over(exchange)
            return
        for old in self.doubts.keep(doubt):
            self._hand_over(old.exchange)

    def _exchange(self, wanted: Wanted, url: str, answer: Answer, attempts: int) -> tuple[Exchange, Strange | None]:
        request = wanted.request
        with self.budget.reading():
            found, digest, strange = self._judged(wanted, url, answer)
        is_article = wanted.kind is CaptureKind.ARTICLE and found.verdict in {Verdict.OK, Verdict.UNCHANGED}
        a_file = is_article and is_file(answer.header("content-type") or "", answer.body)
        kind = wanted.kind
        # An article may be a file itself: the build tells by its bytes.
        if is_article and not a_file and self.onward(url, answer.body, answer.header("content-type") or ""):
            kind = CaptureKind.LISTING
        made = _as_exchange(self.site.id, url, request.form, answer)
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

    def onward(self, url: str, body: bytes, content_type: str) -> tuple[str, ...]:
        """Where an article's page that only sends on (meta refresh, one-line script, frames) leads; mostly nowhere."""
        if len(body) > LONGEST_STUB and b"efresh" not in body[:LONGEST_STUB]:
            return ()
        try:
            return sends_on(Page(url, body, charset_of(content_type)))
        except Exception:  # whatever a body does to its reader costs that body, not the crawl
            log.warning("%s: looking where %s leads failed", self.site.id, printable(url), exc_info=True)
            return ()

    def _hop(self, wanted: Wanted, hop: Hop) -> Exchange:
        """A redirect that was followed, as a record of its own."""
        made = _as_exchange(self.site.id, hop.url, hop.form, hop.answer)
        reason = printable(f"redirect to {location(hop.answer)}")
        digest = f"sha256:{hashlib.sha256(hop.answer.body).hexdigest()}"
        return replace(made, payload_digest=digest, verdict_reason=reason, column_url=wanted.column, cms=self.cms)

    def _judged(self, wanted: Wanted, url: str, answer: Answer) -> tuple[Judgement, str | None, Strange | None]:
        """The verdict, the payload's digest, and what is strange about an article's page that is good by itself."""
        if answer.fault:
            return Judgement(Verdict.ERROR, printable(answer.fault, 300)), None, None
        content_type = answer.header("content-type") or ""
        digest = f"sha256:{hashlib.sha256(answer.body).hexdigest()}"
        page = Page(url, answer.body, charset_of(content_type))
        try:
            found = judge(
                wanted.kind,
                answer.status,
                page,
                digest,
                requested=wanted.request.url,
                known=wanted.known,
                home=self.home,
                content_type=content_type,
            )
        except Exception as error:  # whatever a body does to its reader costs that body, not the crawl
            log.exception("%s: judging %s failed", self.site.id, printable(url))
            reason = printable(f"{INTERNAL}judging: {type(error).__name__}: {error}")
            return Judgement(Verdict.ERROR, reason), digest, None
        if found.verdict is Verdict.OK and self._leads_home(wanted, url, answer):
            found = Judgement(Verdict.TOMBSTONE, "sends its visitors to the home page")
        found = self._same_but_for(wanted, found, page)
        if answer.status == 304:
            return found, None, None
        strange = self._strange(wanted, page, found, content_type)
        if strange is not None and self.doubts.meets(wanted.request.url, strange):
            return Judgement(Verdict.ERROR, one_page_for_all(strange)), digest, None
        return found, digest, strange

    def _strange(self, wanted: Wanted, page: Page, found: Judgement, content_type: str) -> Strange | None:
        """What is strange about an article's page that is good by itself."""
        is_page = wanted.kind is CaptureKind.ARTICLE and is_html(content_type, page.body)
        if found.verdict is not Verdict.OK or not is_page:
            return None
        known = wanted.known
        strange = strange_page(page, wanted.title or (known.listed_title if known else None))
        if strange is None or known is None or self.recall is None or known.verdict is not Verdict.OK:
            return strange
        before = self.recall(known)
        return replace(strange, replaces=before is not None and has_article(before))

    def _leads_home(self, wanted: Wanted, url: str, answer: Answer) -> bool:
        """Whether an article's page is nothing but a way to the home page."""
        if wanted.kind is not CaptureKind.ARTICLE or self.home is None:
            return False
        targets = self.onward(url, answer.body, answer.header("content-type") or "")
        return bool(targets) and all(twin_key(target) == twin_key(self.home.url) for target in targets)

    def _same_but_for(self, wanted: Wanted, found: Judgement, page: Page) -> Judgement:
        """A changed page that says what it said, but for counters, clocks and tokens, is unchanged."""
        known = wanted.known
        changed = known is not None and known.verdict is Verdict.OK and known.payload_digest is not None
        if self.recall is None or known is None or not changed or found.verdict is not Verdict.OK:
            return found
        if wanted.kind is not CaptureKind.ARTICLE or is_file("", page.body):
            return found
        try:
            before = self.recall(known)
            why = same_but_for(before, page) if before is not None else None
        except Exception:  # as above: then it is a change
            log.warning("%s: comparing %s failed", self.site.id, printable(page.url), exc_info=True)
            return found
        return Judgement(Verdict.UNCHANGED, f"same but for {why}") if why else found

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
        gate.failures += weight
        if exchange.verdict is Verdict.BLOCKED:
            gate.hold(self.settings.backoff_seconds * gate.failures)
        if gate.failures >= self.settings.breaker_failures and self._is_home_host(exchange.url):
            result = SiteResult.BLOCKED if exchange.verdict is Verdict.BLOCKED else SiteResult.ERROR
            raise CrawlStopError(result, f"{gate.failures} failures in a row, last: {exchange.verdict_reason}")


@dataclass(frozen=True, slots=True)
class Hop:
    """One address on the way of a fetch, and what it answered."""

    url: str
    form: Form | None
    answer: Answer


def _as_exchange(site_id: str, url: str, form: Form | None, answer: Answer) -> Exchange:
    """An answer as the record of a redirect, before anything is said of what it was wanted for."""
    return Exchange(
        site_id=site_id,
        kind=CaptureKind.REDIRECT,
        requested_url=url,
        url=url,
        fetched_at=answer.sent_at,
        elapsed_ms=answer.elapsed_ms,
        method="GET" if form is None else "POST",
        request_headers=answer.request_headers,
        request_body=form_body(form),
        status=answer.status or None,
        reason_phrase=answer.reason,
        headers=answer.headers,
        body=answer.body,
        payload_digest=None,
        verdict=Verdict.OK,
        verdict_reason="",
        head=answer.head,
        undone=answer.undone,
        truncated=answer.truncated,
        ip_address=answer.ip_address,
        protocols=answer.protocols,
        cipher=answer.cipher,
        request_target=answer.request_target,
    )


def _may_pass(answer: Answer, kind: CaptureKind) -> bool:
    """Whether trying again may bring something better."""
    return bool(_accepted(answer, kind).fault and not answer.final) or answer.status in TRY_AGAIN


def _accepted(answer: Answer, kind: CaptureKind) -> Answer:
    """An answer whose body broke off, taken as it is where nothing is missing: a page that came to its own end (only
    the last chunk or some announced bytes did not), and what its status says all about."""
    if answer.truncated is None or answer.final or kind is CaptureKind.ROBOTS:
        return answer
    if answer.status >= 400 or _END_OF_PAGE.search(answer.body[-END_OF_PAGE_WITHIN:]):
        return replace(answer, fault=None)
    return answer


def _broke_off_alike(before: Answer, answer: Answer) -> bool:
    """Whether two tries brought the same bytes, and nearly as many as were announced."""
    alike = answer.truncated == before.truncated == "disconnect" and answer.body == before.body
    announced = answer.header("content-length") or ""
    came = answer.wire_bytes - len(answer.head)
    return alike and bool(answer.body) and not (announced.isdigit() and came < NEARLY_ALL * int(announced))


def _is_good(known: Known | None) -> bool:
    """Whether the archive holds a whole page that a part must not stand in the place of."""
    return known is not None and known.verdict in {Verdict.OK, Verdict.UNCHANGED}


def _is_door_closed(answer: Answer) -> bool:
    """Whether a robots.txt could not be read: nothing may be fetched. One that is not there (4xx) allows everything."""
    broken = answer.fault is not None and answer.status < 300
    return broken or answer.status in {0, 429} or answer.status >= 500


def _asked_to_wait(answer: Answer) -> float:
    """Seconds of Retry-After on an answer that is no content: errors, refusals, redirects."""
    if answer.status < 300 or answer.status == 304:
        return 0.0
    return retry_after(answer.header("retry-after")) or 0.0


def _slow(delay: float) -> str:
    """Why a site is not crawled whose robots.txt wants hours between two requests."""
    return (
        f"robots.txt asks for {delay:.0f} s between two requests (Crawl-delay), at most {LONGEST_DELAY:.0f} s are "
        "waited: ask the site's owner, or pause the entry"
    )


def _too_long(answer: Answer) -> CrawlStopError | None:
    """The end of a crawl whose host asks for a longer wait than we sit out."""
    asked = _asked_to_wait(answer)
    if asked <= LONGEST_WAIT:
        return None
    return CrawlStopError(SiteResult.PARTIAL, f"the host asks to wait {asked:.0f} s")


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
        headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
    return headers


def charset_of(content_type: str) -> str | None:
    """The charset label of a Content-Type header."""
    _, _, label = content_type.lower().partition("charset=")
    return label.partition(";")[0].strip(" \"'") or None


def retry_after(value: str | None) -> float | None:
    """Seconds a Retry-After header asks for (a number or an HTTP date); None when there is none or it is nonsense."""
    if not value:
        return None
    if _SECONDS.fullmatch(value.strip()):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        # A date that names no zone is one of Greenwich: the header knows no other.
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None


def same_host(one: str, other: str) -> bool:
    """Whether two URLs' hosts are equal but for ``www.`` (ports and schemes aside)."""
    return _host(one) == _host(other)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
