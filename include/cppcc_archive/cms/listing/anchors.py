"""The links of a page as families see them: absolute, in document order, with the element they stand in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.listing.openers import Openers
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
_ROUTE = re.compile(r"!?/\w")
_DATA = ("data-href", "data-url", "data-link")
_CLICKED = ("onclick", *_DATA)
_NO_ROW = frozenset({"a", "area", "input", "button", "select", "img", "body", "form", "label", "option"})
_LEVELS = 10
_MOST_TEXT = 2000
_VARIABLE = re.compile(r"\bvar\s+(?P<name>\w{1,40})\s*=\s*(?P<quote>['\"])(?P<value>[^'\"\n]{1,80})(?P=quote)")
_JOINED = re.compile(r"^\s*['\"]?\s*\+\s*(\w{1,40})\s*\+\s*['\"]?\s*$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One ``<a>`` or ``<area>``, or another element that opens a page when it is clicked.

    ``url`` is None where it leads nowhere a crawler could go; ``key`` tells anchors of one target apart from others.
    ``elsewhere`` is where it leads instead: another site's page, or a route inside a script application (``/#/news``).
    """

    node: LexborNode
    url: str | None
    key: str
    text: str
    elsewhere: str | None = None


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
    base, openers = base_url(page), Openers(page)
    found = []
    nodes = page.tree.css("a, area")[:MAX_ANCHORS]
    for index, node in enumerate(nodes):
        text = squeeze(node.text() if node.tag == "a" else "")
        if pattern is None or pattern.match(text):
            url = _target(base, node, openers)
            elsewhere = None if url else _elsewhere(base, node)
            found.append(Anchor(node, url, url or f"#{index}", text, elsewhere))
    if pattern is None and (clicked := _clicked(page, nodes, base, openers)):
        places = {node.mem_id: place for place, node in enumerate(page.tree.css("*"))}
        found = sorted([*found, *clicked], key=lambda anchor: places[anchor.node.mem_id])
    return found


def _clicked(page: Page, links: list[LexborNode], base: str, openers: Openers) -> list[Anchor]:
    """Elements without a link inside or around them that open a page of this site when clicked."""
    names = [*_CLICKED]
    if any(sign in page.html for sign in (".attr(", ".data(", ".dataset", ".getAttribute(")):
        names += openers.by_attribute
    nodes = page.tree.css(", ".join(f"[{name}]" for name in names))[:MAX_ANCHORS]
    if not nodes:
        return []
    near = {node.mem_id for link in links for node in _around(link)}
    found = []
    for node in nodes:
        if node.tag in _NO_ROW or node.mem_id in near or any(above.tag == "a" for above in _around(node)):
            continue
        url = _target(base, node, openers)
        if url is not None:
            near.update(above.mem_id for above in _around(node))
            found.append(Anchor(node, url, url, squeeze(node.text(separator=" "))[:_MOST_TEXT]))
    return found


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """The element and those right above it."""
    here: LexborNode | None = node
    for _ in range(_LEVELS):
        if here is None:
            return
        yield here
        here = here.parent


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


def _target(base: str, node: LexborNode, openers: Openers) -> str | None:
    href = attribute(node, "href").strip()
    lowered = href[:11].lower()
    if href and not href.startswith("#") and not lowered.startswith("javascript:"):
        return None if _is_route(href) else resolve(base, href)
    click = attribute(node, "onclick")
    if plain := _ONCLICK.search(click) or _ONCLICK.search(href):
        return resolve(base, plain[1])
    given = next((value for name in _DATA if (value := attribute(node, name).strip())), "")
    opened = given or _opened(node, click, href, openers)
    return resolve(base, opened) if opened and not _is_route(opened) else None


def _opened(node: LexborNode, click: str, href: str, openers: Openers) -> str | None:
    """What a function of the page, called by a click on the element, leads to."""

    def value(name: str) -> str:
        return attribute(node, name)

    for call in (click, href if href[:11].lower() == "javascript:" else ""):
        if "(" in call and (url := openers.opened(call, value)):
            return url
    ways = openers.by_attribute if any(name.startswith("data-") for name in node.attributes) else {}
    return next((url for name, way in ways.items() if value(name) and (url := way.address([], value))), None)


def _elsewhere(base: str, node: LexborNode) -> str | None:
    """The address off this site, or the route of a script application, that a link leads to."""
    href = attribute(node, "href").strip()
    if not href or len(href) > MAX_URL:
        return None
    if _is_route(href):
        return absolute(base, href.partition("#")[0] or base) and f"{base.partition('#')[0]}#{href.partition('#')[2]}"
    url = absolute(base, href)
    return url if url and not same_site(url, base) else None


def _is_route(href: str) -> bool:
    """Whether what is behind the ``#`` names a page of its own (``/#/detail?id=9``, ``#!/list``)."""
    return "#" in href and bool(_ROUTE.match(href.partition("#")[2]))
