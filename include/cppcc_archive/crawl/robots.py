"""robots.txt by RFC 9309, read with Protego. Pure."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from math import isfinite
from urllib.parse import urlsplit

from protego import Protego

TOKEN = "cppcc-archive"  # noqa: S105
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


_TAG = re.compile(r"</?(?:html|head|body|pre|p|br|div)\b[^<>]*>", re.IGNORECASE)
_GROUP = re.compile(r"^[ \t]*user-agent[ \t]*:", re.IGNORECASE | re.MULTILINE)
"""What a web page does not have and rules do, whatever stands before them."""

ALLOW_ALL = Rules(None)
"""No robots.txt (a 4xx answer): everything is allowed."""

CLOSED = Rules(None, closed=True)
"""robots.txt cannot be had (5xx, no answer): nothing is allowed."""

CLOSED_SECONDS = 1800.0
"""How long a host counts as closed before its robots.txt is asked for again."""


def parse(body: bytes) -> Rules:
    """Rules of a robots.txt; a web page served in its place holds none."""
    text = _text(body[:MAX_BYTES])
    if text.lstrip()[:1] == "<":
        text = _TAG.sub("\n", _without_comments(text))
        if not _GROUP.search(text):
            return ALLOW_ALL
    parser = Protego.parse(text)
    delay = _seconds(parser.crawl_delay(TOKEN))
    rate = parser.request_rate(TOKEN)
    if rate is not None and rate.requests:
        delay = max(delay, _seconds(rate.seconds / rate.requests))
    return Rules(parser, delay, tuple(parser.sitemaps))


def _without_comments(text: str) -> str:
    """``text`` less its HTML comments, each looked at once; one that is never closed stays."""
    kept: list[str] = []
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept += text[at:begin], "\n"
        at = end + len("-->")
    return "".join((*kept, text[at:]))


def _seconds(value: float | None) -> float:
    return float(value) if value is not None and isfinite(value) and value > 0 else 0.0


def _text(body: bytes) -> str:
    """UTF-8 by the standard; UTF-16 as some editors write it, with its mark or told by its NULs."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    if body[1:8:2] == bytes(4):
        return body[: len(body) & ~1].decode("utf-16-le", errors="replace")
    if body[:8:2] == bytes(4):
        return body[: len(body) & ~1].decode("utf-16-be", errors="replace")
    return body.decode("utf-8-sig", errors="replace")


def robots_url(url: str) -> str:
    """Where the robots.txt for ``url`` stands."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
