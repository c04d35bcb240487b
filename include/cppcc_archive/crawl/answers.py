"""What is done about an answer before it is read: tried again, waited for, taken though it broke off. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.crawl.model import SiteResult
from cppcc_archive.crawl.politeness import CrawlStopError
from cppcc_archive.crawl.transport import Answer

TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be better in a moment."""

_END_OF_PAGE = re.compile(rb"</html\s*>", re.IGNORECASE)
END_OF_PAGE_WITHIN = 2048
"""Bytes at the end of a page within which its closing tag must stand."""

NEARLY_ALL = 0.9
"""Share of its announced bytes from which a body that ends there twice is taken for all there is."""

_SECONDS = re.compile(r"[0-9]+")

LONGEST_WAIT = 300.0
"""Seconds of Retry-After we sit out; a host that asks for more is left for another night."""


def may_pass(answer: Answer, kind: CaptureKind) -> bool:
    """Whether trying again may bring something better."""
    return bool(accepted(answer, kind).fault and not answer.final) or answer.status in TRY_AGAIN


def accepted(answer: Answer, kind: CaptureKind) -> Answer:
    """An answer whose body broke off, taken as it is where nothing is missing: a page that came to its own end (only
    the last chunk or some announced bytes did not), and what its status says all about."""
    if answer.truncated is None or answer.final or kind is CaptureKind.ROBOTS:
        return answer
    if answer.status >= 400 or _END_OF_PAGE.search(answer.body[-END_OF_PAGE_WITHIN:]):
        return replace(answer, fault=None)
    return answer


def broke_off_alike(before: Answer, answer: Answer) -> bool:
    """Whether two tries brought the same bytes, and nearly as many as were announced."""
    alike = answer.truncated == before.truncated == "disconnect" and answer.body == before.body
    announced = answer.header("content-length") or ""
    came = answer.wire_bytes - len(answer.head)
    return alike and bool(answer.body) and not (announced.isdigit() and came < NEARLY_ALL * int(announced))


def is_good(known: Known | None) -> bool:
    """Whether the archive holds a whole page that a part must not stand in the place of."""
    return known is not None and known.verdict in {Verdict.OK, Verdict.UNCHANGED}


def is_door_closed(answer: Answer) -> bool:
    """Whether a robots.txt could not be read: nothing may be fetched. One that is not there (4xx) allows everything."""
    broken = answer.fault is not None and answer.status < 300
    return broken or answer.status in {0, 429} or answer.status >= 500


def asked_to_wait(answer: Answer) -> float:
    """Seconds of Retry-After on an answer that is no content: errors, refusals, redirects."""
    if answer.status < 300 or answer.status == 304:
        return 0.0
    return retry_after(answer.header("retry-after")) or 0.0


def too_long(answer: Answer) -> CrawlStopError | None:
    """The end of a crawl whose host asks for a longer wait than we sit out."""
    asked = asked_to_wait(answer)
    if asked <= LONGEST_WAIT:
        return None
    return CrawlStopError(SiteResult.PARTIAL, f"the host asks to wait {asked:.0f} s")


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
