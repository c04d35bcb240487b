"""Stable names for reports, their versions and their figures."""

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


_NUMBER: Final = re.compile(
    r"[0-9〇零一二两三四五六七八九十百千万亿](?:(?<=[0-9])[0-9.,，]*|[〇零一二两三四五六七八九十百千万亿]*)"
)


class Places:
    """Names figures as they are read, in order of position."""

    def __init__(self, report_id: str) -> None:
        self._report = report_id
        self._seen: dict[tuple[str, int, str], int] = {}
        self._span = (-1, -1)
        self._words = ""
        self._sentence = hashlib.sha256()

    def name(self, text: str, sentence: tuple[int, int], index: int, code: str) -> str:
        """The ``indicator_id`` of figure ``index`` of the sentence at these offsets: 16 hex digits of the report, the
        code and the sentence with its numbers blanked; a second sentence in the same words is another place."""
        if self._span != sentence:
            # Once a sentence, not once a figure: one without an end may hold thousands.
            self._span = sentence
            self._words = _NUMBER.sub("#", text[slice(*sentence)])
            self._sentence = hashlib.sha256(f"{self._report}\n{self._words}\n".encode("utf-8", "surrogatepass"))
        place = self._words, index, code
        seen = self._seen[place] = self._seen.get(place, 0) + 1
        own = self._sentence.copy()
        own.update(f"{index}\n{code}\n{seen}".encode())
        return own.hexdigest()[:16]
