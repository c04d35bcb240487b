"""CDXJ: the sorted text index beside each WARC object, as pywb reads it.

A line is ``<SURT key> <14-digit UTC time> <JSON>``. The SURT key turns the host round (``cn,gov,example)/path?query``)
and folds what twins of one page differ in, by the same rules as the Python package ``surt``: replay looks pages up by
it, so the two must agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

from cppcc_archive.captures.model import Capture

WARC_ROOT = "warc/"

_WWW = re.compile(r"^www\d*\.")
_SESSION_PATH = (
    re.compile(r"^(.*/)(\((?:[a-z]\([0-9a-z]{24}\))+\)/)([^?]+\.aspx.*)$"),
    re.compile(r"^(.*/)(\([0-9a-z]{24}\)/)([^?]+\.aspx.*)$"),
)
_SESSION_QUERY = (
    re.compile(r"^(.*)(?:jsessionid=[0-9a-z]{32})(?:&(.*))?$"),
    re.compile(r"^(.*)(?:phpsessid=[0-9a-z]{32})(?:&(.*))?$"),
    re.compile(r"^(.*)(?:sid=[0-9a-z]{32})(?:&(.*))?$"),
    re.compile(r"^(.*)(?:aspsessionid[a-z]{8}=[a-z]{24})(?:&(.*))?$"),
    re.compile(r"^(.*)(?:cfid=[^&]+&cftoken=[^&]+)(?:&(.*))?$"),
)
_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "#%")


def cdxj(captures: Iterable[Capture]) -> bytes:
    """The index of one WARC object's captures, sorted by bytes.

    A 304 has no line: replay would answer a reader's browser with it, and the capture it confirms has a line of its
    own. Nor has an answer that broke off: it would be shown in the place of a good one.
    """
    return b"".join(sorted(_line(capture) for capture in captures if capture.status != 304 and capture.is_whole))


def surt(url: str) -> str:
    """The sort-friendly key of an http(s) URL."""
    parts = urlsplit(url)
    host = _WWW.sub("", _ascii_host(parts.hostname or "").strip("."))
    port = parts.port if parts.port != {"http": 80, "https": 443}.get(parts.scheme) else None
    turned = ",".join(reversed(host.split("."))) + (f":{port}" if port else "")
    path = _escaped(_without_dots(parts.path or "/")).lower()
    for pattern in _SESSION_PATH:
        path = pattern.sub(lambda found: found[1] + found[3], path)
    if len(path) > 1:
        path = path.rstrip("/") or "/"
    query = _escaped(parts.query).lower()
    for pattern in _SESSION_QUERY:
        query = pattern.sub(lambda found: found[1] + (found[2] or ""), query)
    query = "&".join(sorted(query.split("&")))
    return f"{turned}){path}" + (f"?{query}" if query else "")


def _line(capture: Capture) -> bytes:
    mime = (capture.content_type or "").partition(";")[0].strip().lower() or "unk"
    entry = {
        "url": capture.url,
        "mime": "warc/revisit" if capture.revisit_of else mime,
        "status": str(capture.status),
        "digest": capture.payload_digest or "-",
        "length": str(capture.warc_length),
        "offset": str(capture.warc_offset),
        "filename": capture.warc_key.removeprefix(WARC_ROOT),
    }
    # A POST is known by its form too: what its identity carries beyond the URL.
    _, posted, form = capture.requested_url.partition("__wb_method=POST")
    target = capture.url + ("&" if "?" in capture.url else "?") + posted + form if posted else capture.url
    time = capture.captured_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{surt(target)} {time} {json.dumps(entry)}\n".encode("ascii")


def _ascii_host(host: str) -> str:
    try:
        return host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return quote_from_bytes(host.lower().encode("utf-8"))


def _escaped(text: str) -> str:
    """Percent-decoded until nothing changes, then encoded once, so that every spelling of a byte is the same."""
    raw = text.encode("utf-8")
    while (plain := unquote_to_bytes(raw)) != raw:
        raw = plain
    return quote_from_bytes(raw, safe=_SAFE)


def _without_dots(path: str) -> str:
    found: list[str] = []
    for part in re.sub(r"//+", "/", path).split("/")[1:]:
        if part == "..":
            found = found[:-1]
        elif part != ".":
            found.append(part)
    return "/" + "/".join(found)
