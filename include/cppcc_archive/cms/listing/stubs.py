"""Pages that only send on: meta refresh, a one-line script redirect, a frameset, a list in an inline frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.listing.anchors import MAX_URL, attribute, base_url, resolve
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import absolute, twin_key

_REFRESH = re.compile(r"^\s*(?P<seconds>\d*)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]*)", re.IGNORECASE)
_SCRIPT = re.compile(
    r"(?:window\.|top\.|self\.|document\.|parent\.)*location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*['\"]([^'\"<>\s]{1,300})['\"]",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\s*\+\s*['\"]([^'\"<>\s]{0,300})['\"]")
_OPENED = re.compile(r"window\.open\(\s*['\"]([^'\"<>\s]{1,300})['\"]\s*,\s*['\"]_(?:self|top|parent)", re.IGNORECASE)
_NAMED = re.compile(r"\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*([A-Za-z_$][\w$]{0,40})\s*(?:[;)}\n]|$)")
_CLICKS = re.compile(r"\.click\(\s*\)")
_SUBMITS = re.compile(r"\.submit\(\s*\)")
_DECIDES = re.compile(r"\bif\b|\?|ajax|fetch|XMLHttp", re.IGNORECASE)
_SENDS = re.compile(r"location|refresh|<i?frame|<object|<embed|\.click\(|\.submit\(|window\.open", re.IGNORECASE)
_WORDY = 1500
"""Bytes beyond the characters of a page that take hundreds of Chinese ones."""
_SHORT_CODE = 600
"""Characters of a script with functions that does nothing but send on."""
_PAGES = "object[type^='text/html'], embed[type^='text/html']"
_SMALL = re.compile(r"\s*(?:\d|\d\d|1\d\d)(?:px)?\s*$")
_CHROME_FRAME = re.compile(r"top|head|banner|left|menu|nav|foot|bottom", re.IGNORECASE)
_MAY_SEND_ON = re.compile(r"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
_UNSHOWN = frozenset({"script", "style", "noscript", "noframes", "iframe", "template"})
_STUB_BYTES = 6000
_STUB_TEXT = 200
_PATIENCE = 30


def redirects(page: Page) -> tuple[str, ...]:
    """Where a stub sends its visitor, same site only; empty for a page with content of its own.

    Of a frameset the frames with content come first, banners and menus last.
    """
    return _resolved(page, [*_refreshes(page), *_scripts(page), *_frames(page)])


def sends_on(page: Page) -> tuple[str, ...]:
    """Where an article's page that says nothing itself leads, other sites included; empty for a page with content.

    Of a page with frames the frames with content come first.
    """
    html = page.html
    if len(html) > _STUB_BYTES and not _MAY_SEND_ON.search(html, 0, _STUB_BYTES):
        return ()
    # Most articles are told from a stub without a tree: nothing in them sends on, or they say far too much.
    if len(page.body) - len(html) > _WORDY or not _SENDS.search(html):
        return ()
    body = page.tree.body
    said = "" if body is None else "".join(_said(body))
    inner = [attribute(node, "data") or attribute(node, "src") for node in page.tree.css(_PAGES)[:3]]
    has_more = page.tree.css_first("body img, body embed, body object") is not None and not inner
    if len("".join(said.split())) > _STUB_TEXT // 4 or has_more:
        return ()
    shown = [attribute(frame, "src") for frame in page.tree.css("iframe[src]")[:3]] + inner
    targets = [*_refreshes(page), *_scripts(page), *_frames(page), *shown]
    base = base_url(page)
    found = (absolute(base, target) for target in targets if len(target) <= MAX_URL)
    return tuple(dict.fromkeys(url for url in found if url and url.rstrip("/") != page.url.rstrip("/")))


def _said(body: LexborNode) -> Iterator[str]:
    """The texts of a page that a browser with frames and scripts shows."""
    for node in body.traverse(include_text=True):
        if node.tag == "-text" and node.parent is not None and node.parent.tag not in _UNSHOWN:
            yield node.text_content or ""


def inline_frames(page: Page) -> tuple[str, ...]:
    """The pages a shell shows inline; for listings without rows (counters and banners are not worth a request)."""
    shown = [frame for frame in page.tree.css("iframe[src]") if not _SMALL.match(attribute(frame, "height"))]
    return _resolved(page, [attribute(frame, "src") for frame in shown[:3]])


def _resolved(page: Page, targets: list[str]) -> tuple[str, ...]:
    base, own = base_url(page), page.url
    found: dict[str, None] = {}
    for target in targets:
        url = resolve(base, target)
        if url and (twin_key(url) != twin_key(own) or url.rstrip("/") != own.rstrip("/")):
            found.setdefault(url)
    return tuple(found)


def _refreshes(page: Page) -> list[str]:
    found = []
    for node in page.tree.css("meta[http-equiv]"):
        if attribute(node, "http-equiv").strip().lower() != "refresh":
            continue
        match = _REFRESH.match(attribute(node, "content"))
        # A slow refresh keeps a page with content up to date; it sends nobody on.
        if match and match["url"].strip() and int(match["seconds"] or 0) <= _PATIENCE:
            found.append(match["url"].strip())
    return found


def _scripts(page: Page) -> list[str]:
    if len(page.html) > _STUB_BYTES:
        return []
    body = page.tree.body
    code = "".join(script.text() for script in page.tree.css("script"))
    shown = len("".join(_said(body)).strip()) if body is not None else 0
    if shown > _STUB_TEXT:
        return []
    code = f"{code}\n{attribute(body, 'onload') if body is not None else ''}".replace("\\/", "/")
    links = page.tree.css("a[href]")
    if links:
        return [attribute(links[0], "href")] if len(links) == 1 and _CLICKS.search(code) else []
    # What a function does may never be done; on a page that shows nothing else it is what the page is for.
    if "function" in code and (shown > 0 or len(code) > _SHORT_CODE or _DECIDES.search(code)):
        return []
    return _assigned(code) or _submitted(page, code)


def _assigned(code: str) -> list[str]:
    """The address that a script gives to ``location``: a literal, pieces of one put together, or a name for one."""
    if match := _SCRIPT.search(code):
        pieces = [match[1]]
        while (following := _PIECE.match(code, match.end())) is not None:
            pieces.append(following[1])
            match = following
        return ["".join(pieces)]
    if match := _OPENED.search(code):
        return [match[1]]
    if match := _NAMED.search(code):
        return re.findall(rf"\b{re.escape(match[1])}\s*=\s*['\"]([^'\"<>\s]{{1,300}})['\"]", code)[-1:]
    return []


def _submitted(page: Page, code: str) -> list[str]:
    """Where a form leads that a script sends off by GET."""
    forms = page.tree.css("form[action]")
    if len(forms) != 1 or not _SUBMITS.search(code) or attribute(forms[0], "method").lower() == "post":
        return []
    hidden = [(attribute(field, "name"), attribute(field, "value")) for field in forms[0].css("input[name]")[:20]]
    action = attribute(forms[0], "action")
    return [f"{action}{'&' if '?' in action else '?'}{urlencode(hidden)}" if hidden else action]


def _frames(page: Page) -> list[str]:
    frames = page.tree.css("frame[src]")[:8]
    named = [(attribute(frame, "src"), f"{attribute(frame, 'name')} {attribute(frame, 'src')}") for frame in frames]
    return [src for src, _ in sorted(named, key=lambda item: bool(_CHROME_FRAME.search(item[1])))]
