"""One HTTP request over one guarded connection, everything about the answer bounded. Knows nothing of crawling."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

import requests
from requests.cookies import extract_cookies_to_jar
from requests.structures import CaseInsensitiveDict
from urllib3.response import BaseHTTPResponse

from cppcc_archive.captures.coding import MOST_JUNK, DamagedBodyError, Inflate, codings, unreadable
from cppcc_archive.captures.head import Head
from cppcc_archive.cms.base import Form
from cppcc_archive.crawl.failures import is_timeout, refusal_behind, sentence
from cppcc_archive.crawl.guard import AddressPolicy, GuardedAdapter, HangUp, extend_limit, time_limit
from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.crawl.response import WireResponse
from cppcc_archive.crawl.verdict import is_file, is_html
from cppcc_archive.errors import RefusedError
from cppcc_archive.markup.urls import host_key

READ_BYTES = 64 << 10

BODY_TIME = 10
"""A body may take this many times the timeout; each wait for more of it is bounded by the timeout itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request. ``wire_bytes`` is the body as sent (compressed) plus headers.

    ``status`` 0 means that no answer came. ``fault`` says why there is none, or what is wrong with its body; ``final``
    that it is a refusal of ours, which trying again would not change. ``body`` is what came of it, and ``truncated``
    (WARC's word: length, time, disconnect, unspecified) why that is not all. ``undone`` names the headers whose coding
    the body no longer has.
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
    head: bytes = field(default=b"", repr=False)
    truncated: str | None = None
    undone: tuple[str, ...] = ()
    ip_address: str | None = None
    protocols: tuple[str, ...] = ()
    cipher: str | None = None
    request_target: str = ""

    def header(self, name: str) -> str | None:
        """The first header called ``name`` (lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Transport:
    """The connection of one site's crawl. Not for use by two threads at once."""

    def __init__(
        self,
        settings: CrawlSettings,
        agent: str,
        policy: AddressPolicy,
        insecure: bool,
        proxy: str | None,
        ca: str | None = None,
        hang_up: HangUp | None = None,
    ):
        self._settings, self._policy, self._hang_up = settings, policy, hang_up
        self._session = requests.Session()
        self._session.trust_env = False
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        self._proxies = {"http": proxy, "https": proxy} if proxy else dict(settings.proxies)
        self._verify = not insecure
        self._adapter = GuardedAdapter(policy, insecure, ca)
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    @property
    def cookies(self) -> frozenset[str]:
        """The cookies that are held, each as ``name=value``."""
        return frozenset(f"{cookie.name}={cookie.value}" for cookie in self._session.cookies)

    def send(self, url: str, headers: Mapping[str, str], form: Form | None) -> Answer:
        """Make one request: no redirect followed, never a HEAD, nothing raised for what network or server do.

        Raises RefusedError when the URL alone shows that no request may be made.
        """
        self._policy.check_url(url)
        timeout, sent_at, clock = self._settings.timeout_seconds, datetime.now(UTC), time.monotonic()
        sent, target = tuple(headers.items()), ""
        proxies = self._proxies_for(url)
        got = _Received()
        try:
            request = self._prepared(url, headers, form)
            sent = tuple((str(name), str(value)) for name, value in request.headers.items())
            target = request.path_url
            with time_limit(timeout, timeout, self._hang_up):
                # The adapter itself: a session would look into redirects even where it does not follow them.
                response = self._adapter.send(
                    request, stream=True, timeout=timeout, verify=self._verify, proxies=proxies
                )
                if "set-cookie" in response.raw.headers:
                    extract_cookies_to_jar(self._session.cookies, request, response.raw)  # type: ignore[no-untyped-call]
                extend_limit(timeout * BODY_TIME)
                try:
                    got.take(response.raw, self._settings)
                finally:
                    # What was not read to its end must not be read by the next request: that connection goes.
                    response.raw.close()
                    response.raw.release_conn()
        except Exception as error:  # whatever an answer does to the libraries under us is that answer's fault
            got.fail(error)
        return Answer(
            sent_at=sent_at,
            elapsed_ms=int((time.monotonic() - clock) * 1000),
            request_headers=sent,
            status=got.head.status if got.head else 0,
            reason=got.head.reason if got.head else "",
            headers=got.head.headers if got.head else (),
            body=b"".join(got.parts),
            wire_bytes=len(got.head.raw if got.head else b"") + got.body_bytes,
            fault=got.fault,
            final=got.final,
            head=got.head.raw if got.head else b"",
            truncated=got.truncated,
            undone=got.undone,
            # Behind a proxy the address is the proxy's, and says nothing about the site.
            ip_address=None if proxies else got.ip_address,
            protocols=got.protocols,
            cipher=got.cipher,
            request_target=target,
        )

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
    """The Location of a redirect, or where a ``Refresh`` header sends on from an answer without content. Header bytes
    beyond ASCII (raw UTF-8 or GBK paths) become percent escapes."""
    value = answer.header("location") if answer.status in {301, 302, 303, 307, 308} else None
    if answer.status == 200 and len(answer.body.strip()) < _NO_CONTENT:
        refresh = _REFRESH.match(answer.header("refresh") or "")
        value = refresh[1].strip() if refresh else None
    if not value:
        return None
    return quote(value.encode("latin-1", errors="replace"), safe="%/:=&?~#+!$,;'@()*[]")


_REFRESH = re.compile(r"\s*\d{0,2}(?:\.\d{0,6})?\s*[;,]\s*url\s*=\s*[\"']?([^\"']{1,2000})", re.IGNORECASE)
_NO_CONTENT = 512
"""Bytes below which a body beside a Refresh header is a note that one is being sent on."""


@dataclass(slots=True)
class _Received:
    """What has come of an answer so far; kept when it breaks off."""

    head: Head | None = None
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    body_bytes: int = 0
    fault: str | None = None
    final: bool = False
    truncated: str | None = None
    undone: tuple[str, ...] = ()
    ip_address: str | None = None
    protocols: tuple[str, ...] = ()
    cipher: str | None = None

    def take(self, raw: BaseHTTPResponse, settings: CrawlSettings) -> None:
        """Read all of an answer, up to the bounds of what it is."""
        wire = getattr(raw, "_original_response", None)
        if not isinstance(wire, WireResponse) or wire.head is None:
            raise RefusedError("the answer did not come over a guarded connection")
        self.head, self.ip_address, self.protocols, self.cipher = wire.head, wire.peer, wire.protocols, wire.cipher
        names = codings(self._values("content-encoding"))
        self.fault = unreadable(names)
        self.final = self.fault is not None
        stages = [] if self.fault else [Inflate(settings.max_ratio) for _ in names]
        self.undone = ("transfer-encoding", *(("content-encoding",) if stages else ()))
        self._read(raw, stages, settings)

    def fail(self, error: BaseException) -> None:
        """Note what ended the answer; what came of its body before stays."""
        refused = refusal_behind(error)
        self.fault, self.final = str(refused) if refused else sentence(error), refused is not None
        if self.head is not None:
            damaged = isinstance(error, DamagedBodyError)
            broken = "time" if is_timeout(error) else "disconnect"
            self.truncated = "length" if refused else "unspecified" if damaged else broken

    def _read(self, raw: BaseHTTPResponse, stages: list[Inflate], settings: CrawlSettings) -> None:
        most = settings.max_body_bytes
        while chunk := raw.read1(READ_BYTES, decode_content=False):
            self.body_bytes += len(chunk)
            part = chunk
            for stage in reversed(stages):
                try:
                    # One byte beyond the bound tells that there is more.
                    part = stage.feed(part, self.body_bytes, settings.max_body_bytes - self.size + 1)
                except DamagedBodyError as error:
                    self._keep(error.part, most)
                    raise
            if part and not self.parts and self._is_page(part):
                most = min(most, settings.max_page_bytes)
            self._keep(part, most)
            if self.truncated or any(stage.junk > MOST_JUNK for stage in stages):
                return
        for stage in reversed(stages):
            self._keep(stage.rest(), most)
        if self.body_bytes and not all(stage.complete for stage in stages):
            self.fault, self.truncated = "the compressed body ends too early", "disconnect"
        elif self.body_bytes and not all(stage.is_sound for stage in stages):
            self.truncated = self.truncated or "unspecified"  # read as it is, and marked

    def _keep(self, part: bytes, most: int) -> None:
        """Add a piece of the decoded body; what is beyond the bound is left, and said to be."""
        if self.size + len(part) > most:
            part, self.truncated = part[: most - self.size], "length"
        if part:
            self.parts.append(part)
            self.size += len(part)

    def _is_page(self, beginning: bytes) -> bool:
        label = next(iter(self._values("content-type")), "")
        return not is_file(label, beginning) and is_html(label, beginning)

    def _values(self, name: str) -> list[str]:
        return [value for key, value in self.head.headers if key.lower() == name] if self.head else []
