"""An archived page with the pictures and styles that the archive has of it, in place of the live ones. Pure but for
the question which those are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cppcc_archive.captures.model import header_in
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.crawl.requisites import naming
from cppcc_archive.files.model import FileKind
from cppcc_archive.files.sniff import kind_of
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.view.archive import Archive

_KEPT = """
SELECT capture_id, requested_url, captured_at FROM captures
WHERE site_id = $site AND kind IN ('requisite', 'attachment') AND verdict = 'ok'
AND requested_url IN (SELECT unnest($urls))
"""
_UNTRUE = ("srcset", "sizes", "integrity", "crossorigin")
"""Attributes that name other files, or that another file or origin does not meet."""


def dressed(archive: Archive, row: Mapping[str, Any], page: Page, prefix: str) -> bytes | None:
    """The page of capture ``row`` as UTF-8, what the archive has of its pictures and styles named as ``prefix`` and a
    capture's id: of several captures of one, that nearest in time. None where it has none: the page is shown as it is.
    """
    if page.unread:
        return None
    named = list(naming(page))
    kept = _kept(archive, row, {url for _, _, url in named}) if named else {}
    if not kept:
        return None
    for node, name, url in named:
        if (capture := kept.get(twin_key(url))) is not None:
            node.attrs[name] = prefix + capture
            for untrue in _UNTRUE:
                if untrue in node.attributes:
                    del node.attrs[untrue]
    for source in page.tree.css("picture > source"):
        source.decompose()  # a browser would prefer it to the picture that is here
    return (page.tree.html or "").encode("utf-8", "replace")


def type_of(answer: StoredResponse) -> str | None:
    """The type under which a picture or style is handed out; None for anything else, whatever it says of itself."""
    said = header_in(answer.headers, "content-type") or ""
    media = said.partition(";")[0].strip().lower()
    if media in ("text/css", "image/svg+xml"):
        return said if said.isascii() and said.isprintable() else media
    if kind_of(answer.body) is not FileKind.PICTURE:
        return None
    return media if media.isascii() and media.isprintable() and media.startswith("image/") else "image/png"


def _kept(archive: Archive, row: Mapping[str, Any], urls: set[str]) -> dict[str, str]:
    """By twin key, the capture of each that lies nearest in time to that of the page."""
    schemes = {"http": "https", "https": "http"}
    asked = [form for url in urls for form in (url, schemes[url.partition(":")[0]] + url[url.index(":") :])]
    moment: datetime = row["captured_at"]
    found = archive.rows(_KEPT, {"site": row["site_id"], "urls": asked})
    found.sort(key=lambda one: abs(one["captured_at"] - moment), reverse=True)
    return {twin_key(one["requested_url"]): str(one["capture_id"]) for one in found}
