"""Answers that may not be what they look like, kept back until the night is over and can tell.

One night of 404s, of redirects to the home page or of one error page for everything says something about the server,
not about the articles. What an article's page seems to be is therefore doubted

- where it was there and seems to be gone: *lost*;
- where its listed title is not on the page, or hardly any text is: *strange*. Two addresses with the same strange page
  are told at once: that page is no article.

Pure: answers in, verdicts out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from cppcc_archive.captures.model import Exchange, Known, Verdict
from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.crawl.marks import FAILURE_WORDS, LIMIT_WORDS, WALL_WORDS
from cppcc_archive.crawl.pagetext import chinese, has_article, shows, visible
from cppcc_archive.crawl.text import printable
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.page import Page

SEVERAL_NIGHTS = 3
"""Nights in a row without a page after which it is believed to be gone though the list still has it, or was not read so
far."""

MASS_LEAST, MASS_SHARE = 4, 0.5
"""A night without so many known articles, that share of those asked for or more, is not believed at all."""

MOST_KEPT_BYTES = 16 << 20
"""Bodies kept back for one site; beyond it the oldest are taken for what they look like."""

LED_AWAY = "so do most new articles tonight: a limit or a failure of the server, asked again later"

MUCH_TEXT, HARDLY_ANY = 100, 0.3
"""Chinese characters of an article's page outside links, and the share of them that is left where its text is gone."""

_INSTEAD = re.compile(
    r"<(?:img|embed|object|iframe|video|textarea|template)\b|\.(?:pdf|docx?|wps|ofd|xlsx?)\b", re.IGNORECASE
)
_WORD = re.compile(r"[!-~]+(?:(?<=\d)\s?(?:秒|分钟?|小?时))?")
_PASSING = re.compile(r"/|\d[:.-]\d|\d[^!-~]|\d{6}|^(?=\D*\d)(?=[^a-z]*[a-z]).{5}", re.IGNORECASE)
"""In a word beyond Chinese: an address, a time, the request's number."""
_NUMBER = re.compile(r"\d{1,2}:\d\d(?::\d\d)?|\d{6,}|(?=[a-f-]*\d)(?=[\d-]*[a-f])[\da-f-]{5,64}", re.IGNORECASE)
_SHOWN = re.compile(
    r"<(?:img|embed|iframe|object)\b[^<>]{0,400}?\s(?:src|data)\s*=\s*[\"']?([^\"'\s>?]+)", re.IGNORECASE
)


class Place(StrEnum):
    """What tonight's lists say of an article that seems to be gone."""

    LISTED = "the list still has it"
    DROPPED = "the list has dropped it"
    CLEARED = "the list has dropped most of what it had"
    UNREAD = "the list was not read that far"


@dataclass(frozen=True, slots=True)
class Strange:
    """Why a page is doubted: ``print_of`` is the same for one page under several addresses, ``words`` what it says.

    ``is_thin``: no article is on it at all. ``replaces``: there was one when it was last there.
    """

    print_of: str
    words: str
    is_thin: bool
    replaces: bool = False


@dataclass(slots=True)
class Doubt:
    """One answer that is kept back, with what it was fetched for."""

    exchange: Exchange
    known: Known | None
    row: ArticleLink | None = None
    column: str | None = None
    strange: Strange | None = None

    @property
    def is_lost(self) -> bool:
        """Whether a page that was there seems to be gone."""
        return self.exchange.verdict in (Verdict.GONE, Verdict.TOMBSTONE) and self.known is not None

    @property
    def is_led_away(self) -> bool:
        """Whether a new row's page is another one: the home page, or where a redirect leads."""
        return self.exchange.verdict in (Verdict.GONE, Verdict.TOMBSTONE) and self.known is None


@dataclass(slots=True)
class Doubts:
    """All that one night at one site doubts. ``repeated`` are the prints of pages that stood for several articles."""

    kept: list[Doubt] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    _seen: dict[str, str] = field(default_factory=dict)
    _bytes: int = 0

    def meets(self, url: str, strange: Strange) -> bool:
        """Whether the same strange page stood at another address tonight."""
        if self._seen.setdefault(strange.print_of, url) == url:
            return False
        self.repeated.add(strange.print_of)
        return True

    def keep(self, doubt: Doubt) -> list[Doubt]:
        """Keep one back; those that there is no room for any more."""
        self.kept.append(doubt)
        self._bytes += len(doubt.exchange.body)
        let_go = []
        while self._bytes > MOST_KEPT_BYTES and len(self.kept) > 1:
            let_go.append(self.kept.pop(0))
            self._bytes -= len(let_go[-1].exchange.body)
        return let_go

    def are_led_away(self, new: int) -> bool:
        """Whether so many new rows, of ``new``, led to other pages that this says nothing of them."""
        led = sum(doubt.is_led_away for doubt in self.kept)
        return led >= MASS_LEAST and led >= MASS_SHARE * new

    def is_mass(self, looked: int) -> bool:
        """Whether so many known articles are lost, of ``looked``, that the night says nothing about any of them."""
        lost = sum(doubt.is_lost for doubt in self.kept)
        return lost >= MASS_LEAST and lost >= MASS_SHARE * looked


def strange_page(page: Page, title: str | None) -> Strange | None:
    """What is strange about the page of an article that a listing called ``title`` (None: not known); None when
    nothing is."""
    if title and shows(page, title):
        return None
    is_thin = not has_article(page)
    if not is_thin and not title:
        return None
    text = visible(page.html, links=False)
    told = (_lasting(text) and _lasting(text) + " ".join(_SHOWN.findall(page.html))) if is_thin else ""
    told = told or page.html
    digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
    return Strange(digest, printable(text, 60), is_thin)


def _lasting(text: str) -> str:
    """``text`` without what one page says anew each time it is served: times and numbers; where a few words speak of
    requests and errors, also the address asked for."""
    is_notice = chinese(text) < MUCH_TEXT and any(
        words.search(text) for words in (LIMIT_WORDS, FAILURE_WORDS, WALL_WORDS)
    )
    passes = _PASSING.search if is_notice else _NUMBER.fullmatch
    return "".join(_WORD.sub(lambda word: "" if passes(word[0]) else word[0], text).split())


def is_copy(strange: Strange, page: Page) -> bool:
    """Whether a new page without its listed title is an article all the same, and one under several addresses."""
    return not strange.is_thin and chinese(visible(page.html, links=False)) >= MUCH_TEXT


def emptied_page(before: Page, now: Page) -> Strange | None:
    """What is strange about an article's page that still shows its title, and of its text hardly a character; None
    where a file, a picture or a frame may have taken the text's place."""
    text = visible(now.html, links=False)
    left, had = chinese(text), chinese(visible(before.html, links=False))
    instead = len(_INSTEAD.findall(now.html)) > len(_INSTEAD.findall(before.html))
    if had < MUCH_TEXT or left > had * HARDLY_ANY or instead:
        return None
    digest = hashlib.sha256(now.html.encode("utf-8", "replace")).hexdigest()
    return Strange(digest, printable(text, 60), is_thin=True, replaces=True)


def decided(
    doubt: Doubt, doubts: Doubts, place: Place, *, is_mass: bool, led_away: bool, is_over: bool, fails: bool
) -> Exchange:
    """The answer with the verdict that the whole night gives it; ``led_away`` when most new rows were, ``is_over`` when
    the night came to its end, ``fails`` when it ended because the host failed."""
    exchange, known, strange = doubt.exchange, doubt.known, doubt.strange
    nights, before = _nights(exchange, known)
    if doubt.is_led_away:
        return _as(exchange, Verdict.ERROR, f"{exchange.verdict_reason}; {LED_AWAY}") if led_away else exchange
    if doubt.is_lost:
        sure = nights >= SEVERAL_NIGHTS or (place is Place.DROPPED and not before and not is_mass)
        if is_over and sure and not (is_mass and place is Place.LISTED):
            return exchange
        why = "most known articles were not there tonight" if is_mass else place.value
        return _as(exchange, Verdict.MISSING, f"{exchange.verdict_reason}; {why}, night {nights}")
    if strange is None:
        return exchange
    if strange.print_of in doubts.repeated:
        return _as(exchange, Verdict.ERROR, one_page_for_all(strange))
    if strange.is_thin and strange.replaces and nights < SEVERAL_NIGHTS:
        return _as(exchange, Verdict.MISSING, f"another page in its place ({strange.words!r}), night {nights}")
    if strange.is_thin and fails:
        return _as(exchange, Verdict.ERROR, "the host failed before it was clear whether this page is the article")
    return exchange


def _nights(exchange: Exchange, known: Known | None) -> tuple[int, int]:
    """The nights in a row on which a page was not there, with tonight, and those on which it was known before: another
    run of a day whose failure is known already is no further night."""
    before = known.failures if known else 0
    again = known is not None and before and _day(known.captured_at) == _day(exchange.fetched_at)
    return (before if again else before + 1), before


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def one_page_for_all(strange: Strange) -> str:
    """The reason of a page that several articles got."""
    said = f": {strange.words!r}" if chinese(strange.words) else ""
    return f"one page in the place of several articles{said}: a limit or a failure of the server, asked again later"


def lost_sentence(lost: int, looked: int, places: Iterable[Place]) -> tuple[bool, str]:
    """Of a mass loss: whether it looks like a redesign, and the sentence about it."""
    found = list(places)
    redesigned = found.count(Place.DROPPED) + found.count(Place.CLEARED) > len(found) / 2
    counted = f"{lost} of {looked} known articles were not there"
    if redesigned:
        return True, (
            f"{counted}, and the lists have dropped them: was the site redesigned or moved? None counts as deleted "
            f"before {SEVERAL_NIGHTS} such nights; cppcc sites check says what is there now"
        )
    return False, (
        f"{counted}, though nothing says that they were deleted: the server fails, or its pages have moved. None "
        "counts as deleted; look at the site, the next good night reads them again"
    )


def away_sentence(led: int, new: int) -> str:
    """What is said of a night on which most new rows were led away."""
    return (
        f"{led} of {new} new articles led to other pages (the home page, or where a redirect went): the server limits "
        "or fails; the next night asks for them again"
    )


def _as(exchange: Exchange, verdict: Verdict, reason: str) -> Exchange:
    return replace(exchange, verdict=verdict, verdict_reason=printable(reason, 300))
