"""robots.txt by RFC 9309, read with Protego. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

TOKEN = "cppcc-archive"
"""The product token robots.txt addresses us by."""

MAX_BYTES = 500 << 10
"""What of a robots.txt is read; the standard asks for at least 500 KiB."""

FRESH_SECONDS = 6 * 3600.0
"""How long fetched rules are trusted; the standard allows a day, a crawl that lasts longer than this asks again."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host's robots.txt says to us. ``delay`` in seconds, 0 when it names none."""

    parser: Protego | None
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    closed: bool = False

    def allows(self, url: str) -> bool:
        """Whether we may fetch ``url``."""
        if self.closed:
            return False
        return self.parser is None or bool(self.parser.can_fetch(url, TOKEN))


ALLOW_ALL = Rules(None)
"""No robots.txt (a 4xx answer): everything is allowed."""

CLOSED = Rules(None, closed=True)
"""robots.txt cannot be had (5xx, no answer): nothing is allowed."""

CLOSED_SECONDS = 1800.0
"""How long a host counts as closed before its robots.txt is asked for again."""


def parse(body: bytes) -> Rules:
    """Rules of a robots.txt; a web page served in its place holds none."""
    text = body[:MAX_BYTES].decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] == "<":
        return ALLOW_ALL
    parser = Protego.parse(text)
    delay = parser.crawl_delay(TOKEN) or 0.0
    rate = parser.request_rate(TOKEN)
    if rate is not None and rate.requests:
        delay = max(delay, rate.seconds / rate.requests)
    return Rules(parser, float(delay), tuple(parser.sitemaps))


def robots_url(url: str) -> str:
    """Where the robots.txt for ``url`` stands."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
