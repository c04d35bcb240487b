"""One HTTP request over one guarded connection, everything about the answer bounded. Knows nothing of crawling."""

from __future__ import annotations

import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

import requests
from requests.cookies import extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict
from urllib3.response import BaseHTTPResponse

from cppcc_archive.cms.base import Form
from cppcc_archive.crawl.guard import AddressPolicy, GuardedAdapter, extend_limit, time_limit
from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.errors import FetchError, RefusedError
from cppcc_archive.markup.urls import host_key

READ_BYTES = 64 << 10
RATIO_FROM_BYTES = 1 << 20
"""A decompression ratio is judged only beyond this many decoded bytes: a small page of spaces is no bomb."""

MAX_HEADER_BYTES = 256 << 10

GZIP = b"\x1f\x8b"

MOST_MEMBERS = 1000
"""gzip members of one body: empty ones cost time and bring nothing."""

MOST_JUNK = 64 << 10
"""Bytes behind the end of a compressed body that are read, so that the connection can be kept, and thrown away."""

BODY_TIME = 10
"""A body may take this many times the timeout; each wait for more of it is bounded by the timeout itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request. ``wire_bytes`` is the body as sent (compressed) plus headers.

    ``status`` 0 means that no answer came. ``fault`` says why there is none, or why its body is missing; ``final``
    that trying again would bring the same.
    """

    sent_at: datetime
    elapsed_ms: int
    request_headers: tuple[tuple[str, str], ...]
    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)
    wire_bytes: int = 0
    fault: str | None = None
    final: bool = False

    def header(self, name: str) -> str | None:
        """The first header called ``name`` (lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Transport:
    """The connection of one site's crawl. Not for use by two threads at once."""

    def __init__(self, settings: CrawlSettings, agent: str, policy: AddressPolicy, insecure: bool, proxy: str | None):
        self._settings, self._policy = settings, policy
        self._session = requests.Session()
        self._session.trust_env = False
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        self._proxies = {"http": proxy, "https": proxy} if proxy else dict(settings.proxies)
        self._verify = not insecure
        self._adapter = GuardedAdapter(policy, insecure)
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def send(self, url: str, headers: Mapping[str, str], form: Form | None) -> Answer:
        """Make one request: no redirect followed, never a HEAD, nothing raised for what network or server do.

        Raises RefusedError when the URL alone shows that no request may be made.
        """
        self._policy.check_url(url)
        timeout, sent_at, clock = self._settings.timeout_seconds, datetime.now(UTC), time.monotonic()
        sent = tuple(headers.items())
        got = _Received()
        try:
            request = self._prepared(url, headers, form)
            sent = tuple((str(name), str(value)) for name, value in request.headers.items())
            with time_limit(timeout, timeout):
                # The adapter itself: a session would look into redirects even where it does not follow them.
                response = self._adapter.send(
                    request, stream=True, timeout=timeout, verify=self._verify, proxies=self._proxies_for(url)
                )
                if "set-cookie" in response.raw.headers:
                    extract_cookies_to_jar(self._session.cookies, request, response.raw)  # type: ignore[no-untyped-call]
                extend_limit(timeout * BODY_TIME)
                try:
                    got.take(response, self._settings)
                finally:
                    # What was not read to its end must not be read by the next request: that connection goes.
                    response.raw.close()
                    response.raw.release_conn()
        except Exception as error:  # whatever an answer does to the libraries under us is that answer's fault
            refused = _refusal_behind(error)
            got.fault, got.final = str(refused) if refused else _short(error), refused is not None
        elapsed = int((time.monotonic() - clock) * 1000)
        body = b"" if got.fault else b"".join(got.parts)
        size = got.header_bytes + got.body_bytes
        return Answer(sent_at, elapsed, sent, got.status, got.reason, got.headers, body, size, got.fault, got.final)

    def _proxies_for(self, url: str) -> dict[str, str]:
        """The proxies by scheme; none for a host that the operator's ``NO_PROXY`` (the key ``no``) names."""
        host = urlsplit(url).netloc
        return {} if self._proxies and proxy_bypass_environment(host, self._proxies) else self._proxies

    def _prepared(self, url: str, headers: Mapping[str, str], form: Form | None) -> requests.PreparedRequest:
        """A request as ``Session.prepare_request`` makes it, less the merging of what no request of ours has."""
        request = requests.PreparedRequest()
        request.prepare_method("GET" if form is None else "POST")
        request.prepare_url(url, None)
        request.headers = CaseInsensitiveDict({**self._headers, **headers, "Host": host_key(url)})
        request.prepare_body(form_body(form) if form is not None else None, None)
        request.hooks = {}
        if len(self._session.cookies):
            request.prepare_cookies(self._session.cookies)
        return request


def _encoded(form: Form | None) -> str | None:
    return form if form is None or isinstance(form, str) else urlencode(form)


def form_body(form: Form | None) -> bytes:
    """A form as it goes over the wire, empty for a GET."""
    return (_encoded(form) or "").encode()


def location(answer: Answer) -> str | None:
    """The Location of a redirect. Header bytes beyond ASCII (raw UTF-8 or GBK paths) become percent escapes."""
    value = answer.header("location")
    if not value or answer.status not in {301, 302, 303, 307, 308}:
        return None
    return quote(value.encode("latin-1", errors="replace"), safe="%/:=&?~#+!$,;'@()*[]")


@dataclass(slots=True)
class _Received:
    """What has come of an answer so far; kept when it breaks off."""

    status: int = 0
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    parts: list[bytes] = field(default_factory=list)
    header_bytes: int = 0
    body_bytes: int = 0
    fault: str | None = None
    final: bool = False

    def take(self, response: requests.Response, settings: CrawlSettings) -> None:
        """Read all of an answer. Raises RefusedError when a bound is crossed, FetchError when the body is cut."""
        raw: BaseHTTPResponse = response.raw
        self.status, self.reason = response.status_code, raw.reason or ""
        self.headers = tuple((str(name), str(value)) for name, value in raw.headers.iteritems())
        self.header_bytes = sum(len(name) + len(value) + 4 for name, value in self.headers)
        if self.header_bytes > MAX_HEADER_BYTES:
            raise RefusedError(f"answer headers of {self.header_bytes} bytes, more than {MAX_HEADER_BYTES}")
        inflate = _Inflate(settings) if _is_compressed(raw) else None
        size = 0
        while chunk := raw.read1(READ_BYTES, decode_content=False):
            self.body_bytes += len(chunk)
            part = inflate.feed(chunk, self.body_bytes) if inflate else chunk
            size += len(part)
            if max(size, self.body_bytes) > settings.max_body_bytes:
                raise RefusedError(f"body larger than {settings.max_body_bytes} bytes")
            if part:
                self.parts.append(part)
            if inflate and inflate.junk > MOST_JUNK:
                break
        if inflate and self.body_bytes and not inflate.complete:
            raise FetchError("compressed body ends too early")


def _is_compressed(raw: BaseHTTPResponse) -> bool:
    """Whether the body has a content coding to undo. Raises RefusedError for one we did not offer."""
    codings = [name.strip().lower() for name in raw.headers.get("content-encoding", "").split(",") if name.strip()]
    codings = [name for name in codings if name not in {"identity", "utf-8"}]
    if len(codings) > 1 or any(name not in {"gzip", "x-gzip", "deflate"} for name in codings):
        raise RefusedError(f"content coding {', '.join(codings)!r} was not asked for")
    return bool(codings)


class _Inflate:
    """gzip, zlib or raw deflate, told apart by the first bytes; a body that is not compressed passes as it is.

    A gzip body may have several members. What comes behind the end of the last is counted as ``junk`` and dropped.
    """

    def __init__(self, settings: CrawlSettings) -> None:
        self._settings = settings
        self._decoder: zlib._Decompress | None = None
        self._plain = False
        self._size = 0
        self._members = 1
        self._held = b""
        self.junk = 0

    @property
    def complete(self) -> bool:
        return self._plain or (self._decoder is not None and self._decoder.eof)

    def feed(self, chunk: bytes, received: int) -> bytes:
        if self._decoder is None and not self._plain:
            self._choose(chunk)
        if self._plain or self._decoder is None:
            return chunk
        out: list[bytes] = []
        while chunk:
            if self._decoder.eof:
                chunk = self._next_member(chunk)
                continue
            part = self._decompressed(self._decoder, chunk)
            out.append(part)
            self._size += len(part)
            if self._size > self._settings.max_body_bytes:
                raise RefusedError(f"body larger than {self._settings.max_body_bytes} bytes when decompressed")
            if self._size > max(RATIO_FROM_BYTES, received * self._settings.max_ratio):
                raise RefusedError(f"body grows more than {self._settings.max_ratio}-fold when decompressed")
            chunk = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail
        return b"".join(out)

    def _decompressed(self, decoder: zlib._Decompress, chunk: bytes) -> bytes:
        try:
            return decoder.decompress(chunk, self._settings.max_body_bytes - self._size + 1)
        except zlib.error as error:
            raise FetchError(f"compressed body is damaged: {error}") from error

    def _next_member(self, chunk: bytes) -> bytes:
        """Begin another gzip member with what follows an ended one; anything else is junk."""
        chunk, self._held = self._held + chunk, b""
        if self.junk or not chunk.startswith(GZIP[: len(chunk)]):
            self.junk += len(chunk)
            return b""
        if len(chunk) < len(GZIP):
            self._held = chunk
            return b""
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise RefusedError(f"compressed body of more than {MOST_MEMBERS} members")
        self._decoder = zlib.decompressobj(31)
        return chunk

    def _choose(self, chunk: bytes) -> None:
        """By the first bytes; what carries a header of gzip or zlib is that, however damaged it is behind it."""
        if chunk.startswith(GZIP):
            self._decoder = zlib.decompressobj(31)
        elif chunk[0] & 15 == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0:
            self._decoder = zlib.decompressobj(15)
        elif _inflates(chunk, -15):
            self._decoder = zlib.decompressobj(-15)
        else:
            self._plain = True


def _inflates(chunk: bytes, wbits: int) -> bool:
    try:
        zlib.decompressobj(wbits).decompress(chunk[:64], 1)
    except zlib.error:
        return False
    return True


def _refusal_behind(error: BaseException) -> RefusedError | None:
    """The RefusedError that urllib3 or requests wrapped, if one is behind ``error``."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None or isinstance(seen, RefusedError):
            return seen
        reason = getattr(seen, "reason", None)
        seen = seen.__cause__ or seen.__context__ or (reason if isinstance(reason, BaseException) else None)
    return None


def _short(error: BaseException) -> str:
    """An error in one clause: the innermost cause's type and text, without object addresses."""
    inner = error
    while isinstance(getattr(inner, "reason", None), BaseException):
        inner = inner.reason  # type: ignore[attr-defined]
    text = str(inner.args[-1] if inner.args else inner)
    return f"{type(inner).__name__}: {text}"[:300]
