"""One URL that is wanted, how it is asked for, the record of what it answered, and the page in that. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from cppcc_archive.captures.model import CaptureKind, Exchange, Known, Verdict
from cppcc_archive.cms.base import Form, PageRequest
from cppcc_archive.crawl.transport import Answer, form_body
from cppcc_archive.crawl.verdict import is_html
from cppcc_archive.markup.page import Page

MOST_STUBS = 2
"""Stubs followed one after the other, behind a home page or an article's row."""


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


@dataclass(frozen=True, slots=True)
class Hop:
    """One address on the way of a fetch, and what it answered."""

    url: str
    form: Form | None
    answer: Answer


def as_exchange(site_id: str, url: str, form: Form | None, answer: Answer) -> Exchange:
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


def headers_of(wanted: Wanted) -> dict[str, str]:
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


def same_host(one: str, other: str) -> bool:
    """Whether two URLs' hosts are equal but for ``www.`` (ports and schemes aside)."""
    return _host(one) == _host(other)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_read(exchange: Exchange) -> bool:
    """Whether there is a page to read; ``unchanged`` may also say that it is gone as it was."""
    return exchange.verdict in {Verdict.OK, Verdict.UNCHANGED} and exchange.status is not None and exchange.status < 300


def is_page(exchange: Exchange) -> bool:
    """Whether it is HTML."""
    return is_html(exchange.header("content-type") or "", exchange.body)


def page_of(exchange: Exchange) -> Page:
    """The page an exchange brought."""
    return Page(exchange.url, exchange.body, charset_of(exchange.header("content-type") or ""))
