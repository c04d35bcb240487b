"""URLs as identities: absolute, without fragment and session id, everything else kept.

The query is part of a page's identity on many ASP.NET and PHP sites and is never stripped.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^?#/]*", re.IGNORECASE)
_SESSION_KEYS = frozenset({"jsessionid", "phpsessid", "aspsessionid", "sid", "sessionid"})
_DEFAULT_PORT = {"http": 80, "https": 443}


def absolute(base: str, href: str) -> str | None:
    """``href`` as an absolute http(s) URL without fragment, or None (javascript:, mailto:, unparsable)."""
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
        if parts.scheme.lower() not in _DEFAULT_PORT or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    return urlunsplit(parts._replace(fragment=""))


def canonical(url: str) -> str:
    """The form under which a URL is known: lower-case host, no default port, no fragment, no session id.

    The scheme stays (http and https twins are told apart by :func:`twin_key`).
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORT.get(parts.scheme):
        host = f"{host}:{parts.port}"
    path = _SESSION_PATH.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, _without_session(parts.query), ""))


def twin_key(url: str) -> str:
    """What http/https and trailing-slash or index-page twins of one page share."""
    parts: SplitResult = urlsplit(canonical(url))
    path = re.sub(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", "/", parts.path)
    return urlunsplit(("", parts.netloc, path.rstrip("/") or "/", parts.query, ""))


def host_key(url: str) -> str:
    """The host with port, the unit of politeness."""
    return urlsplit(canonical(url)).netloc


def _without_session(query: str) -> str:
    if not query or not any(key in query.lower() for key in _SESSION_KEYS):
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(key, value) for key, value in pairs if key.lower() not in _SESSION_KEYS])
