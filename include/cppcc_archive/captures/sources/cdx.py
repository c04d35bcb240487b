"""The lines of a CDX index as services write them (JSON arrays or objects, CDXJ), and the choice among them. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cppcc_archive.markup.urls import absolute, canonical, twin_key

MOST_VERSIONS = 6
"""Distinct payloads of one address that are asked for, evenly chosen over its time."""

_FILES = ("pdf", "msword", "officedocument", "ms-excel", "ofd", "rtf", "wps")
"""Words of media types that an article's attachment, or the article itself, comes in."""
_DRESS = ("text/css", "javascript", "font", "image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class CdxLine:
    """One capture that another archive has. ``place`` is (file, offset, length) where the index says it."""

    url: str
    captured_at: datetime
    status: int | None
    mime: str
    digest: str | None
    place: tuple[str, int, int] | None = None

    @property
    def timestamp(self) -> str:
        """Its fourteen digits."""
        return self.captured_at.strftime("%Y%m%d%H%M%S")


def read_index(text: str) -> tuple[list[CdxLine], int]:
    """The captures an index names, and how many of its lines could not be read."""
    found: list[CdxLine] = []
    bad = 0
    for row in _rows(text):
        line = _line(row) if row is not None else None
        if line is None:
            bad += 1
        else:
            found.append(line)
    return found, bad


def _rows(text: str) -> Iterable[Mapping[str, Any] | None]:
    text = text.strip()
    if text == "[]":
        return
    if text.startswith("[["):
        yield from _table(text)
        return
    for raw in text.splitlines():
        if not raw.strip():
            continue
        key, brace, rest = raw.partition("{")
        try:
            row = json.loads(brace + rest)
        except ValueError:
            yield None
            continue
        if not isinstance(row, dict):
            yield None
            continue
        words = key.split()
        yield {**({"timestamp": words[1]} if len(words) == 2 else {}), **row}


def _table(text: str) -> Iterable[Mapping[str, Any] | None]:
    """An array of arrays whose first names the columns; one that was cut is read line by line."""
    try:
        rows = json.loads(text)
    except ValueError:
        rows = []
        for raw in text.splitlines():
            try:
                rows.append(json.loads(f"[{raw.strip().strip('[],')}]"))
            except ValueError:
                rows.append(None)
        if None not in rows:
            # It ends between two rows: nothing is garbled, and yet there was more.
            rows.append(None)
    names = rows[0] if rows and isinstance(rows[0], list) else []
    if not names or not all(isinstance(name, str) for name in names):
        names = []
        yield None
    for row in rows[1:]:
        yield dict(zip(names, row, strict=True)) if isinstance(row, list) and len(row) == len(names) else None


def _line(row: Mapping[str, Any]) -> CdxLine | None:
    try:
        stamp = str(row["timestamp"])[:14]
        moment = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        url = absolute("", str(row.get("original") or row["url"]))
        if url is None:
            return None
        status = str(row.get("statuscode") or row.get("status") or "-")
        digest = str(row.get("digest") or "-")
        place = (
            (str(row["filename"]), int(row["offset"]), int(row["length"]))
            if row.get("filename") and row.get("offset")
            else None
        )
    except (KeyError, ValueError, TypeError):
        return None
    mime = str(row.get("mimetype") or row.get("mime") or "")
    named = None if digest == "-" else digest if ":" in digest else f"sha1:{digest}"
    return CdxLine(url, moment, int(status) if status.isdigit() else None, mime, named, place)


def wanted(
    lines: Iterable[CdxLine],
    year: int,
    *,
    is_article: Callable[[str], bool],
    url_date: Callable[[str], date | None],
    has_read: Callable[[str], bool],
) -> list[CdxLine]:
    """The captures to ask for of pages published in ``year``: one per distinct payload, oldest first.

    An address that carries its date says the year; any other article or file counts for the year it was captured in.
    Pages that the archive has (``has_read``) are left.
    """
    chosen: dict[str, dict[str, CdxLine]] = {}
    for line in sorted(lines, key=lambda one: (one.captured_at, one.url)):
        if line.status not in {200, None} or any(word in line.mime.lower() for word in _DRESS):
            continue
        is_file = any(word in line.mime.lower() for word in _FILES)
        if not (is_file or is_article(line.url)) or has_read(line.url):
            continue
        dated = url_date(line.url)
        if (dated.year if dated else line.captured_at.year) != year:
            continue
        versions = chosen.setdefault(twin_key(line.url), {})
        versions.setdefault(line.digest or canonical(line.url) + line.timestamp, line)
    found = [line for versions in chosen.values() for line in _spread(list(versions.values()))]
    return sorted(found, key=lambda one: (one.captured_at, one.url))


def _spread(versions: list[CdxLine]) -> list[CdxLine]:
    if len(versions) <= MOST_VERSIONS:
        return versions
    step = (len(versions) - 1) / (MOST_VERSIONS - 1)
    return [versions[round(number * step)] for number in range(MOST_VERSIONS)]
