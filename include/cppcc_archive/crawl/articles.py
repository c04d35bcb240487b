"""One article and what belongs to it: the page, what it sends on to, its further pages, its attachments."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import ArticleLink, PageRequest
from cppcc_archive.crawl.aliases import Aliases
from cppcc_archive.crawl.books import Books
from cppcc_archive.crawl.entrance import Entrance
from cppcc_archive.crawl.memory import FAILED, GONE, Memory, is_read_anew
from cppcc_archive.crawl.outcome import place_of
from cppcc_archive.crawl.parts import parts_of
from cppcc_archive.crawl.progress import MOST_OWED, OwedArticle
from cppcc_archive.crawl.requisites import requisites_of
from cppcc_archive.crawl.text import printable
from cppcc_archive.crawl.wanted import MOST_STUBS, Wanted, is_page, is_read, page_of
from cppcc_archive.errors import RefusedError
from cppcc_archive.markup.urls import host_key, twin_key
from cppcc_archive.sites.model import Keep

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Articles:
    """The articles of one crawl. ``done`` are those asked for, ``settled`` those of them that came or that we are kept
    from, ``owed`` those that gave no answer (all by twin key),
    ``looked`` and ``looked_new`` how many known and new ones answered."""

    books: Books
    entrance: Entrance
    memory: Memory
    aliases: Aliases
    tonight: date
    is_night: bool
    done: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    owed: dict[str, OwedArticle] = field(default_factory=dict)
    looked: int = 0
    looked_new: int = 0
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _stubs: int = 0
    _within: int = 0
    _read: list[Exchange] = field(default_factory=list)

    def fetch(self, url: str, known: Known | None, row: ArticleLink | None = None, column: str | None = None) -> bool:
        """Fetch one article and what belongs to it, once a run; whether that is settled: it answered with something
        that is no failure and waits for no verdict, or policy keeps us from it."""
        self.done.add(twin_key(url))
        listed = (row.listed_date if row else None) or self.entrance.family.url_date(url)
        title = row.title if row else None
        a_file = known is not None and known.kind is CaptureKind.ATTACHMENT
        kind = CaptureKind.ATTACHMENT if a_file else CaptureKind.ARTICLE
        conditional = known is None or not is_read_anew(known, self.entrance.family, self.tonight)
        address = self.aliases.address(url)
        identity = url if address != url else None
        wanted = Wanted(kind, PageRequest(address), known, conditional, title, listed, column, identity)
        exchange = self.books.fetched(wanted)
        if exchange is not None and exchange.status is None:
            self._owe(row, column)
        else:
            self.owed.pop(twin_key(url), None)
        if exchange is None or self._led_on(exchange, known, wanted):
            self.settled.add(twin_key(url))
            return True
        self.looked_new += known is None and exchange.status is not None
        self.looked += known is not None and known.verdict is Verdict.OK and exchange.verdict not in FAILED
        if self.books.fetcher.is_kept_back(exchange):
            return False
        self.count(exchange, known)
        if is_read(exchange) and exchange.kind is CaptureKind.ARTICLE and is_page(exchange):
            self._read.append(exchange)
            self._within += 1
            try:
                with self.books.fetcher.budget.finishing():
                    self.fetch_parts(
                        exchange, listed, column, anew=known is not None and self._is_anew(exchange, wanted)
                    )
            finally:
                self._within -= 1
            if not self._within:
                self._fetch_requisites()
        return exchange.verdict not in FAILED

    def _led_on(self, stub: Exchange, known: Known | None, wanted: Wanted) -> bool:
        """Whether an article's page only sends on; the page behind it is the article then, and is fetched."""
        if known is not None and known.kind is CaptureKind.LISTING and stub.verdict is Verdict.UNCHANGED:
            return True  # as it was: the article behind it has its own turn
        if stub.kind is not CaptureKind.LISTING:
            return False
        for url in self.books.fetcher.judging.onward(stub.url, stub.body, stub.header("content-type") or ""):
            if host_key(url) not in self.books.fetcher.allowed:
                self.books.tally.elsewhere.setdefault(url, place_of(url))
            elif twin_key(url) not in self.done and self._stubs < MOST_STUBS:
                self._stubs += 1
                row = ArticleLink(url, wanted.title or "", wanted.listed)
                self.fetch(url, self.memory.get(url), row, wanted.column)
                self._stubs -= 1
                break
        return True

    def _owe(self, row: ArticleLink | None, column: str | None) -> None:
        """Remember an article that gave no answer: without one there is no capture, and nothing else would."""
        if row is None or not self.is_night or self.memory.get(row.url) is not None:
            return
        if len(self.owed) < MOST_OWED:
            self.owed.setdefault(twin_key(row.url), OwedArticle(column, row, self.tonight))

    def is_twin(self, row: ArticleLink) -> bool:
        """Whether an article of this id and title came under another address tonight (one article, two dated URLs)."""
        number = self.entrance.family.article_id(row.url)
        return bool(number and row.title) and self._ids.setdefault((str(number), row.title), row.url) != row.url

    def count(self, exchange: Exchange, known: Known | None) -> None:
        """Count an article's answer into the outcome, or note why it is none."""
        outcome = self.books.fetcher.outcome
        if exchange.verdict not in FAILED:
            self.settled.add(twin_key(exchange.requested_url))
        if exchange.verdict is Verdict.UNCHANGED:
            outcome.articles_unchanged += 1
        elif exchange.verdict is Verdict.OK:
            if known is None or known.payload_digest is None or known.verdict in FAILED:
                outcome.articles_new += 1
            else:
                outcome.articles_changed += 1
        elif exchange.verdict in GONE:
            outcome.articles_gone += 1
        elif exchange.verdict is Verdict.MISSING:
            self.books.tally.missing.append(f"{printable(exchange.requested_url)}: {exchange.verdict_reason}")
        else:
            address = printable(exchange.requested_url)
            self.books.tally.broken.append((exchange.verdict, f"{address}: {exchange.verdict_reason}"))

    @staticmethod
    def _is_anew(exchange: Exchange, wanted: Wanted) -> bool:
        """Whether a known article changed, or has its one turn on which all of it is looked at again."""
        return exchange.verdict is Verdict.OK or not wanted.conditional

    def fetch_parts(self, exchange: Exchange, listed: date | None, column: str | None, *, anew: bool = False) -> None:
        """Fetch an article's further pages and its attachments, each once; ``anew``: also those that are here, for
        files are replaced at their address."""
        page = page_of(exchange)
        found = self.books.safely("reading an article", parts_of, page)
        if found is None:
            return
        published = listed or found.published
        # What failed before has its own turn; on a page that is as it was, only what never came is asked for.
        held = self.memory.holds if exchange.verdict is Verdict.OK else self.memory.get
        for url in found.pages:
            if twin_key(url) not in self.done and not held(url):
                self.fetch(url, None, ArticleLink(url, found.title, published))  # no list has it
        for item in found.attachments:
            key = twin_key(item.url)
            known = self.memory.get(item.url)
            is_held = bool(held(item.url)) and known is not None and known.kind is not CaptureKind.REQUISITE
            if key not in self.done and (anew or not is_held):
                self.done.add(key)
                request = PageRequest(item.url)
                self._attachment(Wanted(CaptureKind.ATTACHMENT, request, known, is_held, item.name, published, column))

    def _fetch_requisites(self) -> None:
        """Fetch what the pages of an article show and the archive lacks, each once, once all else of it is here.

        Unlike its files they overdraw no budget: what is left is asked for when the page is seen again.
        """
        pages, self._read = self._read, []
        for page in pages if Keep.IMAGES in self.books.fetcher.site.keep else ():
            for url in self.books.safely("reading a page's pictures", requisites_of, page_of(page)) or ():
                if twin_key(url) not in self.done and not self.memory.holds(url):
                    self.done.add(twin_key(url))
                    self._requisite(url, page.column_url)

    def _requisite(self, url: str, column: str | None) -> None:
        # Many pages show others' counters and banners: no news to anybody.
        self._quietly(Wanted(CaptureKind.REQUISITE, PageRequest(url), self.memory.get(url), column=column))

    def look_at_file(self, known: Known) -> None:
        """Ask whether a file is as it was: one is replaced at its address, and the page that presents it says nothing
        of it."""
        self.done.add(twin_key(known.url))
        said = known.listed_title, known.listed_date, known.column
        self._quietly(Wanted(CaptureKind.ATTACHMENT, PageRequest(known.url), known, True, *said))

    def _quietly(self, wanted: Wanted) -> None:
        try:
            self.books.fetcher.fetch(wanted)
        except RefusedError as error:
            log.debug("%s: %s", self.books.site_id, error)

    def _attachment(self, wanted: Wanted) -> None:
        exchange = self.books.fetched(wanted)
        if exchange is not None and exchange.verdict is not Verdict.UNCHANGED and not is_read(exchange):
            self.books.warn(
                f"attachment {printable(wanted.request.url)}: {exchange.verdict_reason or exchange.verdict}"
            )
