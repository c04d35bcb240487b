"""URLs as identities: absolute, without fragment and session id, everything else kept.

The query is part of a page's identity on many ASP.NET and PHP sites and is never stripped or re-encoded.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

import idna

_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^?#/;]*", re.IGNORECASE)
_SLASHES = re.compile("/{2,}")
_COOKIELESS = re.compile(r"/\((?:[AFSX]\([0-9a-z_-]{1,400}\))+\)(?=/)", re.IGNORECASE)
_SESSION_KEYS = frozenset({"jsessionid", "phpsessid", "aspsessionid", "sessionid"})
_TOKEN = re.compile(r"^(?=.*[A-Za-z])[0-9A-Za-z]{16,64}$")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jspx?|aspx?|php)$", re.IGNORECASE)
_HOST = re.compile(r"^(?!\.+$)[^\s/\\?#@<>\"^`{|}]+$")
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")
_EDGES = "".join(map(chr, range(33)))
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[A-Za-z0-9_.~%/-]*(?:\?[A-Za-z0-9_.~%/=&-]+)?")
"""An address in which nothing is left to check or to settle: most are such, and the checks cost thrice the joining."""
_SEGMENT = "[A-Za-z0-9_~%-][A-Za-z0-9_.~%-]*"
_PLAIN_PATH = re.compile(rf"/?(?:{_SEGMENT}/)*{_SEGMENT}(?:\?[A-Za-z0-9_.~%/=&-]+)?")
_WHOLE = re.compile(rf"https?://[a-z0-9][a-z0-9.-]*/(?:{_SEGMENT}/)*(?:{_SEGMENT})?(?:\?[A-Za-z0-9_.~%/=&-]+)?")
_PLAIN_BASE = re.compile(rf"(https?://[a-z0-9][a-z0-9.-]*)((?:/{_SEGMENT})*/)(?![./])[^/?#]*(?:\?[^#]*)?")
"""A path without dots to resolve, an address that has such a path, and a base to hang one on as it is: nine of ten
links, in a tenth of the time."""
_MOST_UP = 12
_NOT_PLAIN_HOST = re.compile(r"[^\x00-\x7f]|%")
_DEFAULT_PORT = {"http": 80, "https": 443}
_CACHED = 8192
"""A crawl asks for the same few URLs' identities again and again: at the gate, in the memory, in the sink."""
_SAFE = "!#$%&'()*+,/:;=?@[]~-._|"
_PUBLIC_SECOND_LEVEL = frozenset({"gov", "com", "org", "net", "edu", "ac", "mil", "xn--zfr164b", "xn--55qw42g"})
"""Labels below ``.cn`` under which others register (the last two: 政务, 公益); beside them stand the
two-letter province labels (``bj.cn``)."""


def absolute(base: str, href: str) -> str | None:
    """``href`` as an absolute http(s) URL without fragment, or None (javascript:, mailto:, unparsable).

    As browsers do: backslashes are slashes, line breaks and control characters inside an address do not count.
    """
    try:
        if _WHOLE.fullmatch(href):
            return href
        if (plain := _plain_base(base)) and (url := _joined_plainly(*plain, href)):
            return url
        url = urljoin(base, _tidy(href))
        if _PLAIN.fullmatch(url):
            return url
        parts = urlsplit(url)
        if parts.scheme.lower() not in _DEFAULT_PORT or not _HOST.match(parts.hostname or ""):
            return None
        _ = parts.port
        return _settled(urlunsplit(_with_ascii_host(parts)._replace(fragment="")))
    except ValueError:
        return None


@lru_cache(maxsize=_CACHED)
def _plain_base(base: str) -> tuple[str, str] | None:
    """What a plain path is hung on: the origin for one from the root, the folder for a relative one."""
    match = _PLAIN_BASE.fullmatch(base)
    return (match[1], match[1] + match[2]) if match else None


def _joined_plainly(origin: str, folder: str, href: str) -> str | None:
    """A plain path hung on its base, ``./`` and ``../`` before it resolved; None for any other."""
    if not href.startswith("."):
        return (origin if href[:1] == "/" else folder) + href if _PLAIN_PATH.fullmatch(href) else None
    path = href.removeprefix("./")
    for _ in range(_MOST_UP):
        if not path.startswith("../"):
            break
        path = path[3:]
        folder = folder[: folder.rfind("/", len(origin), -1) + 1] or f"{origin}/"
    return folder + path if path[:1] != "/" and _PLAIN_PATH.fullmatch(path) else None


@lru_cache(maxsize=_CACHED)
def canonical(url: str) -> str:
    """The form under which a URL is known: lower-case host, no default port, no fragment, no session id.

    Non-ASCII characters and spaces are percent-encoded as UTF-8. The scheme stays (http and https twins share a
    :func:`twin_key`). Raises ValueError for what :func:`absolute` would refuse.
    """
    parts = urlsplit(url)
    host = ascii_host((parts.hostname or "").lower())
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORT.get(parts.scheme.lower()):
        host = f"{host}:{parts.port}"
    path = _COOKIELESS.sub("", _SESSION_PATH.sub("", parts.path)) or "/"
    query = _without_session(parts.query)
    return urlunsplit((parts.scheme.lower(), host, quote(path, safe=_SAFE), quote(query, safe=_SAFE), ""))


@lru_cache(maxsize=_CACHED)
def twin_key(url: str) -> str:
    """What http/https, trailing-slash, doubled-slash and index-page twins of one page share."""
    parts: SplitResult = urlsplit(canonical(url))
    path = _INDEX.sub("/", _SLASHES.sub("/", parts.path))
    return urlunsplit(("", parts.netloc, path.rstrip("/") or "/", parts.query, ""))


def twin_of(url: str) -> str:
    """The twin key of an address; what is none stands for itself."""
    try:
        return twin_key(url)
    except ValueError:
        return url


@lru_cache(maxsize=_CACHED)
def host_key(url: str) -> str:
    """The host with port, the unit of politeness."""
    return urlsplit(canonical(url)).netloc


@lru_cache(maxsize=_CACHED)
def path_of(url: str) -> str:
    """The path of an address, ``""`` where it is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


@lru_cache(maxsize=_CACHED)
def ascii_host(host: str) -> str:
    """A host as it is asked for: a name in other letters (政协.cn, full-width dots, percent escapes) in its ASCII form.

    A name that has none stays as it is.
    """
    if not _NOT_PLAIN_HOST.search(host):
        return host
    plain = unquote(host)
    try:
        return idna.encode(plain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return plain if _HOST.match(plain) else host


def _with_ascii_host(parts: SplitResult) -> SplitResult:
    host = parts.hostname or ""
    plain = ascii_host(host)
    return parts if plain == host else parts._replace(netloc=re.sub(re.escape(host), plain, parts.netloc, flags=re.I))


def registrable_site(url: str) -> str:
    """The part of the host somebody registered: ``yunshan.gov.cn`` for ``zx.yunshan.gov.cn``; an address as it is."""
    return _registered(ascii_host((urlsplit(url).hostname or "").lower()).rstrip("."))


@lru_cache(maxsize=_CACHED)
def _registered(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    labels = host.split(".")
    public = 1
    if len(labels) >= 2 and labels[-1] == "cn":
        second = labels[-2]
        public = 2 if second in _PUBLIC_SECOND_LEVEL or (len(second) == 2 and second.isalpha()) else 1
    return ".".join(labels[-(public + 1) :])


def same_site(one: str, other: str) -> bool:
    """Whether two URLs lie on one host or below one registered name (``www.`` and ``zx.`` of one county)."""
    try:
        first, second = registrable_site(one), registrable_site(other)
    except ValueError:
        return False
    return bool(first) and first == second


def _settled(url: str) -> str:
    """``url`` as resolving it again would give it (an empty ``;`` or a blank before a fragment goes)."""
    for _ in range(5):
        again = _tidy(urljoin(url, url))
        if again == url:
            break
        url = again
    return url


def _tidy(href: str) -> str:
    """``href`` without fragment and control characters; backslashes before the query turned to slashes."""
    trimmed = href.partition("#")[0].strip(_EDGES)
    text = _CONTROL.sub(lambda m: " " if " " in m[0] else "", trimmed)
    head, mark, tail = text.partition("?")
    return head.replace("\\", "/") + mark + tail


def _without_session(query: str) -> str:
    """Session parameters taken out; the rest stays byte for byte, since it may be percent-encoded GBK."""
    if not query:
        return query
    return "&".join(pair for pair in query.split("&") if not _is_session(pair))


def _is_session(pair: str) -> bool:
    key, _, value = pair.partition("=")
    name = key.lower()
    # ``sid`` names a session on some sites and a section on others: only a long mixed token can be a session.
    return name in _SESSION_KEYS or (name == "sid" and bool(_TOKEN.match(value)))
