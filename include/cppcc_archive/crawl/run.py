"""Crawl one site, or many side by side: the two entries the jobs call."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from cppcc_archive import __version__
from cppcc_archive.crawl.clock import doubt
from cppcc_archive.crawl.fetch import Fetcher
from cppcc_archive.crawl.guard import AddressPolicy, is_loopback_url
from cppcc_archive.crawl.lists import ListMemory
from cppcc_archive.crawl.memory import Memory
from cppcc_archive.crawl.model import CrawlSettings, KnownUrls, Recall, Scope, Sink, SiteOutcome, SiteResult
from cppcc_archive.crawl.outcome import cut_short, finished, stopped, surprises
from cppcc_archive.crawl.politeness import CrawlStopError, Hosts, Lease, budget, unit
from cppcc_archive.crawl.site import SiteCrawl
from cppcc_archive.crawl.text import INTERNAL, printable
from cppcc_archive.crawl.transport import Transport
from cppcc_archive.errors import SettingsError, StoreError
from cppcc_archive.markup.urls import host_key
from cppcc_archive.sites.model import Site

log = logging.getLogger(__name__)

T = TypeVar("T")

WAITING_PER_SLOT = 16
"""Threads per slot: most hosts wait out their pause most of the time, and a waiting thread costs little."""


def user_agent(contact: str | None) -> str:
    """What we call ourselves."""
    return f"cppcc-archive/{__version__}" + (f" (+{contact})" if contact else "")


def crawl_site(
    site: Site,
    scope: Scope,
    settings: CrawlSettings,
    run_id: str,
    known: KnownUrls,
    sink: Sink,
    *,
    progress: Sequence[str] = (),
    hosts: Hosts | None = None,
    lists: dict[str, ListMemory] | None = None,
    recall: Recall | None = None,
) -> SiteOutcome:
    """Crawl one site; every exchange (robots.txt, failures too) goes to ``sink`` in the order it was made.

    ``progress`` is how far the night before came with the lists, as its outcome says.

    Nothing a site does raises: it becomes the outcome's ``result`` and ``reason``. Raises SettingsError when a crawl
    beyond this machine has no contact address, and whatever ``sink`` raises. ``recall`` brings back a page as it was
    kept, to tell what of it changed. ``lists`` is what backfills remember of the site's lists; it changes.
    """
    require_contact([site], settings)
    outcome = SiteOutcome(run_id, site.id, SiteResult.ERROR, "", datetime.now(UTC), datetime.now(UTC), cms=site.cms)
    policy = policy_of(site)
    hosts, agent = hosts or Hosts(1), user_agent(settings.contact)
    transport = Transport(settings, agent, policy, site.insecure_tls, site.proxy, site.ca, hosts.hang_up)
    limits = site.max_pages_per_run, site.max_megabytes_per_run, site.max_minutes_per_run
    spend = budget(*limits, settings.deadline, settings.max_reading_seconds)
    allowed = hosts_of(site)
    fetcher = Fetcher(site, settings, hosts, spend, transport, policy, sink, outcome, allowed)
    fetcher.judging.recall = recall
    kept = lists if lists is not None else {}
    astray = doubt(max((one.captured_at for one in known.values()), default=None), outcome.started_at)
    crawl = SiteCrawl(site, scope, fetcher, Memory(known), progress=progress, lists=kept)
    try:
        crawl.run()
        crawl.settle(is_over=True)
        outcome.result, outcome.reason = finished(outcome, crawl.books.tally, scope, site.expect)
    except CrawlStopError as stop:
        crawl.settle(is_over=False, fails=stop.result in {SiteResult.ERROR, SiteResult.BLOCKED})
        outcome.result, outcome.reason = stopped(crawl.books.tally, stop.result, stop.reason)
    except StoreError:
        raise  # the lease of the host: without a store there is no crawl
    except Exception as error:
        if fetcher.sink_error is not None:
            raise
        log.exception("%s: the crawl failed", site.id)
        crawl.settle(is_over=False)
        outcome.result, outcome.reason = SiteResult.ERROR, printable(f"{INTERNAL}{type(error).__name__}: {error}", 300)
    finally:
        transport.close()
    outcome.finished_at = datetime.now(UTC)
    outcome.progress = crawl.progress_now() if scope.nightly else None
    outcome.warnings = (
        *([astray] if astray else ()),
        *crawl.books.warnings,
        *surprises(outcome, crawl.books.tally, scope, site.expect),
        *cut_short(fetcher.truncated),
    )
    log.info("%s: %s, %d requests, %s", site.id, outcome.result, outcome.requests, printable(outcome.reason) or "done")
    return outcome


def crawl_sites(
    sites: Iterable[Site],
    scope: Scope,
    settings: CrawlSettings,
    run_id: str,
    known_of: Callable[[Site], KnownUrls],
    sink_of: Callable[[Site], Sink],
    recall: Recall | None = None,
    *,
    progress_of: Callable[[Site], Sequence[str]] = lambda _: (),
    lease_of: Callable[[str], Lease] | None = None,
    lists_of: Callable[[Site], dict[str, ListMemory]] | None = None,
) -> SideBySide[SiteOutcome]:
    """Crawl sites side by side, at most ``settings.hosts`` hosts at a moment, and yield each outcome as it is there.

    Sites on one host are crawled one after the other. Closing the iterator ends the
    running crawls. Raises SettingsError at once when the contact address is missing; what a sink raises ends the whole
    run.
    ``progress_of`` says how far an earlier night came with the lists, ``lease_of`` the lease of a host,
    ``lists_of`` what is remembered of a site's lists.
    """
    chosen = list(sites)
    require_contact(chosen, settings)
    hosts = Hosts(settings.hosts, lease_of)

    def crawl(site: Site) -> SiteOutcome:
        known, sink = known_of(site), sink_of(site)
        progress = progress_of(site)
        lists = lists_of(site) if lists_of else None
        return crawl_site(
            site, scope, settings, run_id, known, sink, progress=progress, hosts=hosts, lists=lists, recall=recall
        )

    return SideBySide(chosen, crawl, hosts, settings.hosts * WAITING_PER_SLOT)


class SideBySide(Iterator[T], Generic[T]):
    """A run over many sites: iterate for the outcomes as they come."""

    def __init__(self, sites: Iterable[Site], crawl: Callable[[Site], T], hosts: Hosts, most: int) -> None:
        by_host: dict[str, list[Site]] = {}
        for site in sites:
            by_host.setdefault(unit(site.base_url), []).append(site)
        self._waiting = list(by_host.values())
        self._crawl, self._hosts = crawl, hosts
        self._chains: dict[Future[T], list[Site]] = {}
        self._ready: deque[T] = deque()
        self._pool = ThreadPoolExecutor(max(1, min(len(by_host), most)), thread_name_prefix="crawl")

    def __next__(self) -> T:
        while self._waiting:
            self._start(self._waiting.pop(0))
        while not self._ready:
            if not self._chains:
                self.close()
                raise StopIteration
            done, _ = wait(self._chains, return_when=FIRST_COMPLETED)
            try:
                self._take(done)
            except Exception:
                self.close()
                raise
        return self._ready.popleft()

    def close(self) -> None:
        """End the running crawls, hanging up on them, wait for that, and leave the hosts to other runs."""
        self._hosts.end()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._hosts.release()

    def stop(self) -> list[T]:
        """:meth:`close`, and how the sites that were under way came out; those not begun have no outcome."""
        self._waiting.clear()
        self.close()
        ended = [future for future in self._chains if not future.cancelled() and future.exception() is None]
        return [*self._ready, *(future.result() for future in ended)]

    def _start(self, chain: list[Site]) -> None:
        self._chains[self._pool.submit(self._crawl, chain[0])] = chain

    def _take(self, done: Iterable[Future[T]]) -> None:
        for future in done:
            outcome = future.result()
            self._ready.append(outcome)
            site, *rest = self._chains.pop(future)
            if rest:
                self._start(rest)
            else:
                self._hosts.release(site.base_url)


def hosts_of(site: Site) -> set[str]:
    """The hosts (and ports) that are this site: the entry's own, with and without ``www.``, those it names besides,
    and its columns'."""
    hosts = {host_key(site.base_url), *site.hosts, *(host_key(site.column_url(column)) for column in site.columns)}
    bare = {host.removeprefix("www.") for host in hosts}
    named = {host for host in bare if not host.startswith("[") and not host.split(":")[0].split(".")[-1].isdigit()}
    return hosts | bare | {f"www.{host}" for host in named}


def policy_of(site: Site) -> AddressPolicy:
    """Private addresses, where the entry allows them, under the hosts and ports it names and under no other."""
    named = [site.base_url, *(site.column_url(column) for column in site.columns)]
    named += [f"http://{host}/" for host in site.hosts] + [f"https://{host}/" for host in site.hosts]
    origins = set()
    for parts in map(urlsplit, named):
        host = (parts.hostname or "").rstrip(".")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        origins |= {(host, port), (host.removeprefix("www."), port), (f"www.{host}", port)}
    return AddressPolicy(site.allow_private_address, frozenset(origins))


def require_contact(sites: Iterable[Site], settings: CrawlSettings) -> None:
    """Raise SettingsError when a site beyond this machine would be crawled without an address to complain to."""
    beyond = next((site for site in sites if not is_loopback_url(site.base_url)), None)
    if beyond is not None and not (settings.contact or "").strip():
        raise SettingsError(
            f"{beyond.id}: crawling {host_key(beyond.base_url)} needs a contact address in the user agent: "
            "set CPPCC_CONTACT to a mail address or web page where a site's keeper can reach you"
        )
