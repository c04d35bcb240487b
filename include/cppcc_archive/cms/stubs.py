"""Pages that only send on: meta refresh, a one-line script redirect, a frameset."""

from __future__ import annotations

import re

from cppcc_archive.cms.anchors import attribute, base_url, resolve
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key

_REFRESH = re.compile(r"^\s*(?P<seconds>\d*)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]*)", re.IGNORECASE)
_SCRIPT = re.compile(
    r"(?:window\.|top\.|self\.|document\.|parent\.)*location(?:\.href)?\s*(?:=|\.(?:replace|assign)\()\s*['\"]([^'\"<>\s]{1,300})['\"]",
    re.IGNORECASE,
)
_STUB_BYTES = 6000
_STUB_TEXT = 200
_PATIENCE = 30


def redirects(page: Page) -> tuple[str, ...]:
    """Where a stub sends its visitor, same site only; empty for a page with content of its own."""
    targets = [*_refreshes(page), *_scripts(page), *_frames(page)]
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
    text = (body.text() if body is not None else "").strip()
    code = "".join(script.text() for script in page.tree.css("script"))
    if len(text) - len(code) > _STUB_TEXT or page.tree.css_first("a[href]") is not None or "function" in code:
        return []
    return _SCRIPT.findall(code)[:1]


def _frames(page: Page) -> list[str]:
    return [attribute(frame, "src") for frame in page.tree.css("frame[src]")[:8]]
