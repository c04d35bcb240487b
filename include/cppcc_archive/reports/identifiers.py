"""Stable names for reports and their versions."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from cppcc_archive.markup.urls import twin_key

_ARTICLE: Final = (
    re.compile(r"/art_([0-9]+)_([0-9a-f]+)\.html?$"),
    re.compile(r"/t[0-9]{8}_([0-9]+)\.s?html?$"),
    re.compile(r"/info/([0-9]+)/([0-9]+)\.html?$"),
    re.compile(r"/c([0-9]+)a([0-9]+)/page\.html?$"),
)


def default_report_id(url: str) -> str:
    """A name that survives http/https twins and moves between column paths: 16 hex digits of host and CMS article id,
    of host, path and query where the URL shows no such id."""
    key = twin_key(url)
    host = key[2:].split("/", 1)[0]
    for pattern in _ARTICLE:
        if match := pattern.search(key):
            key = f"{host}#{'_'.join(match.groups())}"
            break
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def version_id_of(title: str | None, text: str) -> str:
    """The digest of the canonical text (title and text without blanks): layout and counters make no new version."""
    canonical = "".join(f"{title or ''}\n{text}".split())
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]
