"""The links of a page as families see them: absolute, in document order, with the element they stand in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute, canonical, same_site

MAX_ANCHORS = 6000
"""A page with more links than this is a link farm or an attack; the rest is not looked at."""

MAX_URL = 2000
_SPACE = re.compile(r"\s+")
_ONCLICK = re.compile(
    r"(?:window\.open|location(?:\.href)?\s*=|location\.(?:assign|replace)|open)\s*\(?\s*['\"]([^'\"<>\s]{2,500})['\"]",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"<a\b[^<>]{0,200}?\bhref\s*=\s*\\?['\"](?P<href>[^'\"\\<>\s+]{1,500})\\?['\"][^<>]{0,300}>(?P<text>.{0,120}?)</a",
    re.IGNORECASE | re.DOTALL,
)
_VARIABLE = re.compile(r"\bvar\s+(?P<name>\w{1,40})\s*=\s*(?P<quote>['\"])(?P<value>[^'\"\n]{1,80})(?P=quote)")
_JOINED = re.compile(r"^\s*['\"]?\s*\+\s*(\w{1,40})\s*\+\s*['\"]?\s*$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One ``<a>`` or ``<area>``.

    ``url`` is None where it leads nowhere a crawler could go; ``key`` tells anchors of one target apart from others.
    """

    node: LexborNode
    url: str | None
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link that a script writes (``document.write('<a href="../ywyw/">'+name+'</a>')``)."""

    url: str
    text: str


def base_url(page: Page) -> str:
    """What relative links of the page are relative to (``<base href>`` where it is an http address)."""
    node = page.tree.css_first("base[href]")
    href = node.attributes.get("href") if node is not None else None
    return (absolute(page.url, href) if href else None) or page.url


def resolve(base: str, href: str | None) -> str | None:
    """``href`` as a canonical absolute URL on the same site, or None."""
    if not href or len(href) > MAX_URL:
        return None
    url = absolute(base, html.unescape(href) if "&amp;" in href else href)
    if url is None or len(url) > MAX_URL or not same_site(url, base):
        return None
    try:
        return canonical(url)
    except ValueError:
        return None


_seen: WeakKeyDictionary[Page, list[Anchor]] = WeakKeyDictionary()
"""Every family looks at the same links when a page is detected; they are resolved once, as long as the page lives."""


def anchors(page: Page) -> list[Anchor]:
    """The page's links in document order, at most :data:`MAX_ANCHORS`; off-site and script ones have no URL."""
    found = _seen.get(page)
    if found is None:
        found = _seen[page] = _anchors(page)
    return found


def anchors_reading(page: Page, pattern: re.Pattern[str]) -> list[Anchor]:
    """Those of :func:`anchors` whose text fits ``pattern``; no other's address is resolved, which costs most."""
    return _anchors(page, pattern)


def _anchors(page: Page, pattern: re.Pattern[str] | None = None) -> list[Anchor]:
    base = base_url(page)
    found = []
    for index, node in enumerate(page.tree.css("a, area")[:MAX_ANCHORS]):
        text = squeeze(node.text() if node.tag == "a" else "")
        if pattern is None or pattern.match(text):
            url = _target(base, node)
            found.append(Anchor(node, url, url or f"#{index}", text))
    return found


def written_links(page: Page) -> Iterator[WrittenLink]:
    """Links that inline scripts write, with the name where it can be told without running them."""
    base = base_url(page)
    for script in page.tree.css("script:not([src])"):
        code = script.text()
        if "<a" not in code or len(code) > 200_000:
            continue
        variables = {match["name"]: match["value"] for match in _VARIABLE.finditer(code)}
        seen: set[str] = set()
        for match in _WRITTEN.finditer(code):
            url = resolve(base, match["href"])
            joined = _JOINED.match(match["text"])
            text = variables.get(joined[1], "") if joined else squeeze(re.sub(r"<[^>]*>|\\", "", match["text"]))
            if url and text and "+" not in text and url not in seen:
                seen.add(url)
                yield WrittenLink(url, text)


def squeeze(text: str) -> str:
    """White space, the ideographic and the no-break space included, as single blanks; ends trimmed."""
    return _SPACE.sub(" ", text).strip()


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value, empty when missing."""
    return node.attributes.get(name) or ""


def _target(base: str, node: LexborNode) -> str | None:
    href = attribute(node, "href").strip()
    lowered = href[:11].lower()
    if not href or href.startswith("#") or lowered.startswith("javascript:"):
        click = _ONCLICK.search(attribute(node, "onclick")) or _ONCLICK.search(href)
        return resolve(base, click[1]) if click else None
    return resolve(base, href)
