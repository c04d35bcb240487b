"""The shapes of the capture stage: a fetched exchange, its verdict, and the index row that points at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from cppcc_archive.markup.text import storable


class Verdict(StrEnum):
    """What a fetch turned out to be, decided before anything is parsed.

    ``blocked``: a wall or challenge page. ``tombstone``: a 200 that says the page is gone (or the home page in its
    stead).
    ``gone``: 404/410. ``missing``: a page that was there looks gone on a night that does not settle it; no build reads
    it, and what was known stays. ``error``: no usable answer. ``unchanged``: 304, or the same payload as the last
    capture.
    """

    OK = "ok"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    TOMBSTONE = "tombstone"
    GONE = "gone"
    MISSING = "missing"
    ERROR = "error"


class CaptureKind(StrEnum):
    """Why a URL was fetched. ``requisite``: a picture or style that an article's page shows, kept for replay alone.
    ``redirect``: an answer on the way to one of the others, which is recorded behind it."""

    ROBOTS = "robots"
    HOME = "home"
    LISTING = "listing"
    ARTICLE = "article"
    ATTACHMENT = "attachment"
    REQUISITE = "requisite"
    REDIRECT = "redirect"


def header_in(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first of ``headers`` called ``name`` (any case)."""
    wanted = name.lower()
    return next((value for key, value in headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP exchange as it came over the wire, plus the crawler's judgement.

    ``body`` is the payload with transfer coding undone and content coding (gzip …) undone; ``headers`` are the
    response's in
    order, as received. ``payload_digest`` is ``sha256:<hex>`` of ``body``. ``requested_url`` is before redirects,
    ``url`` after.
    ``listed_title``/``listed_date``/``column_url`` come from the listing that led here.

    As evidence: ``head`` is the answer's status line and headers byte for byte (empty: made from ``headers``),
    ``undone`` the headers whose coding ``body`` no longer has, ``truncated`` why ``body`` is not all of it (WARC's
    words: length, time, disconnect, unspecified), ``ip_address`` who answered, ``protocols`` and ``cipher`` how.
    ``origin`` says where an answer comes from that was not asked for by us (wayback, commoncrawl, cdx, import),
    ``origin_source`` the service or file, ``original`` the WARC headers its record had there.
    """

    site_id: str
    kind: CaptureKind
    requested_url: str
    url: str
    fetched_at: datetime
    elapsed_ms: int
    method: str
    request_headers: tuple[tuple[str, str], ...]
    request_body: bytes
    status: int | None
    reason_phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    payload_digest: str | None
    verdict: Verdict
    verdict_reason: str
    attempts: int = 1
    listed_title: str | None = None
    listed_date: date | None = None
    column_url: str | None = None
    cms: str | None = None
    head: bytes = field(default=b"", repr=False)
    undone: tuple[str, ...] = ("transfer-encoding", "content-encoding")
    truncated: str | None = None
    ip_address: str | None = None
    protocols: tuple[str, ...] = ()
    cipher: str | None = None
    request_target: str = ""
    origin: str | None = None
    origin_source: str | None = None
    original: tuple[tuple[str, str], ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether the body is what the server had to say: not one that broke off and was not accepted as it is."""
        return self.truncated is None or self.verdict is not Verdict.ERROR

    def header(self, name: str) -> str | None:
        """The first response header called ``name`` (any case)."""
        return header_in(self.headers, name)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a payload was first captured: what a revisit record points back to, so that it can be read without any
    table."""

    capture_id: str
    url: str
    captured_at: datetime
    warc_key: str
    warc_offset: int
    warc_length: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows about a URL from its last capture: enough for a conditional GET and to tell a change.

    ``verdict`` is the last one that was not ``unchanged``; a wall or an error after a good answer does not replace it.
    ``failures`` counts the days since then on which it was an error, a wall or missing, whatever runs they had.
    ``captured_at`` is when it was last looked at; ``origin`` where the payload itself lies (None: not known).
    ``listed_title``, ``listed_date`` and ``column`` are what the listing said that last led here, and its address.
    """

    url: str
    kind: CaptureKind
    verdict: Verdict
    payload_digest: str | None
    etag: str | None
    last_modified: str | None
    captured_at: datetime
    published_year: int | None
    capture_id: str
    origin: Origin | None = None
    listed_title: str | None = None
    listed_date: date | None = None
    failures: int = 0
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A page that was asked for and found as known: when, and its validators where they are others than known."""

    requested_url: str
    confirmed_at: datetime
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of the ``captures`` table: a fetch of one URL and where its WARC record lies.

    ``capture_id`` is the WARC-Record-ID's UUID of the response or revisit record; ``revisit_of`` the capture whose
    payload an
    unchanged one repeats (its ``payload_digest`` is the same). ``published_year`` is the year of the article (page,
    URL or
    listing, in that order of trust; capture year when nothing says), which decides the partition it is built in.
    ``truncated`` says why the payload is not whole; ``origin`` where the capture comes from (None: crawled by us).
    """

    capture_id: str
    site_id: str
    run_id: str
    kind: CaptureKind
    url: str
    requested_url: str
    captured_at: datetime
    captured_month: str
    status: int | None
    verdict: Verdict
    verdict_reason: str
    content_type: str | None
    payload_digest: str | None
    payload_bytes: int
    etag: str | None
    last_modified: str | None
    warc_key: str
    warc_offset: int
    warc_length: int
    revisit_of: str | None
    published_year: int | None
    listed_title: str | None
    listed_date: date | None
    column_url: str | None
    cms: str | None
    truncated: str | None = None
    origin: str | None = None
    origin_source: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether its payload may stand for the page: in replay, and for telling that nothing changed."""
        return self.truncated is None or self.verdict is not Verdict.ERROR


def storable_capture(capture: Capture) -> Capture:
    """``capture`` with every text such that a table can hold it: what came from headers and listings may not be."""
    texts = {name: value for name in _CAPTURE_FIELDS if isinstance(value := getattr(capture, name), str)}
    together = "".join(texts.values())
    if storable(together) is together:
        return capture
    changed: dict[str, Any] = {name: kept for name, value in texts.items() if (kept := storable(value)) is not value}
    return replace(capture, **changed)


_CAPTURE_FIELDS = tuple(item.name for item in fields(Capture))
