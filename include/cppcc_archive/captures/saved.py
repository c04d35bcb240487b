"""Pages that somebody saved by hand: a folder of files, with the browsers' own mark of where each came from, or a CSV.

The CSV lies in the folder: columns ``file``, ``url`` and, where known, ``captured_at`` (a date, with or without a time)
and ``content_type``. Without it the address is read from the comment that browsers and SingleFile put into a page, or
from an MHTML file's headers, and the time from there or from the file's own date.
"""

from __future__ import annotations

import csv
import mimetypes
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from cppcc_archive.captures.foreign import MOST_BYTES, Foreign, Found, Unusable
from cppcc_archive.captures.head import made_head, parse_head
from cppcc_archive.captures.payload import Payload
from cppcc_archive.errors import InputError
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.urls import absolute

PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml"})
FILES = frozenset(
    {".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".zip", ".rar", ".txt"}
)
_MARK_WITHIN = 8192
_MARKS = (
    re.compile(rb"<!--\s{0,9}saved from url=\(\d{1,6}\)(?P<url>[^\s>]{1,2000})\s", re.IGNORECASE),
    re.compile(
        rb"Page saved with SingleFile\s{1,9}url:\s{0,9}(?P<url>\S{1,2000})\s{1,9}"
        rb"(?:saved date:\s{0,9}(?P<date>[^\r\n]{1,80}))?"
    ),
)
_JS_DATE = "%a %b %d %Y %H:%M:%S GMT%z"

_BY_HAND = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
"""A time as spreadsheets write it: 2011/3/4 5:06."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of one saved file."""

    url: str | None
    captured_at: datetime | None = None
    content_type: str | None = None


def read_folder(folder: Path) -> Iterator[Found]:
    """The saved pages and files below ``folder``, by name. Raises InputError for a CSV that cannot be read."""
    told = _told(folder)
    for name in sorted(told.keys() - {path.relative_to(folder).as_posix() for path in folder.rglob("*")}):
        yield Unusable(name, "stands in the CSV and is not in the folder")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or (name not in told and path.suffix.lower() not in PAGES | FILES):
            continue
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if path.suffix.lower() in {".mht", ".mhtml"}:
            yield _mhtml(data, name, told.get(name), path)
        else:
            yield _saved(data, name, told.get(name) or _marked(data), path)


def _told(folder: Path) -> dict[str, _Said]:
    """By file, what the CSV files beside them say. One without the columns ``file`` and ``url`` is no such list."""
    found: dict[str, _Said] = {}
    for path in sorted(folder.rglob("*.csv")):
        beside = path.parent.relative_to(folder).as_posix()
        text = _text(path)
        rows = csv.DictReader(text.splitlines())
        names = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
        if not {"file", "url"} <= names.keys():
            continue
        for number, row in enumerate(rows, 2):
            said = {key: (row.get(name) or "").strip() for key, name in names.items()}
            moment = _moment(said.get("captured_at", ""))
            if said.get("captured_at") and moment is None:
                raise InputError(
                    f"{path.name}, line {number}: captured_at {said['captured_at']!r} is no date: write 2012-01-31 or "
                    "2012-01-31T09:30"
                )
            if said["file"]:
                name = posixpath.normpath(posixpath.join(beside, said["file"].replace("\\", "/")))
                found[name] = _Said(said["url"], moment, said.get("content_type") or None)
    return found


def _text(path: Path) -> str:
    data = path.read_bytes()
    for codec in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path.name} is neither UTF-8 nor GB 18030: save it as one of these")


def _marked(data: bytes) -> _Said:
    for mark in _MARKS:
        if found := mark.search(data, 0, _MARK_WITHIN):
            date = found.groupdict().get("date")
            return _Said(found["url"].decode("utf-8", "replace"), _js_date(date.decode("latin-1")) if date else None)
    return _Said(None)


def _js_date(text: str) -> datetime | None:
    """``Tue Jan 07 2020 10:11:12 GMT+0800 (China Standard Time)``."""
    try:
        return datetime.strptime(text.partition(" (")[0].strip(), _JS_DATE).astimezone(UTC)
    except ValueError:
        return None


def _saved(data: bytes, name: str, said: _Said, path: Path) -> Found:
    url = absolute("", said.url) if said.url else None
    if url is None:
        return Unusable(name, "has no address: name it in a CSV with the columns file, url, captured_at")
    moment = said.captured_at or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    mime = said.content_type or mimetypes.guess_type(name)[0] or "text/html"
    head = parse_head(made_head(200, "OK", [("Content-Type", mime)]))
    assert head is not None, "a made head is one"
    cut = "length" if len(data) > MOST_BYTES else None
    body = data[:MOST_BYTES]
    return Foreign(url, moment, head, Payload(body, body, (), cut), name, by_hand=True)


def _mhtml(data: bytes, name: str, told: _Said | None, path: Path) -> Found:
    """The page of an MHTML file: its first HTML part."""
    try:
        whole = message_from_bytes(data, policy=policy.default)
        part = next((one for one in whole.walk() if one.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, KeyError, AttributeError, TypeError) as error:
        return Unusable(name, f"is no MHTML that can be read: {error}")
    if part is None or not isinstance(page, bytes):
        return Unusable(name, "is an MHTML file without a page")
    address = str(whole.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    moment = None
    try:
        moment = parsedate_to_datetime(str(whole.get("Date"))).astimezone(UTC) if whole.get("Date") else None
    except (ValueError, TypeError):
        moment = None
    charset = part.get_content_charset()
    mime = "text/html" + (f"; charset={charset}" if charset else "")
    return _saved(page, name, told or _Said(address, moment, mime), path)


def _moment(text: str) -> datetime | None:
    """A date or time; without a zone it is the sites' own."""
    try:
        if re.fullmatch(r"\d{14}", text):
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if by_hand := _BY_HAND.fullmatch(text):
            found = datetime(*(int(part or 0) for part in by_hand.groups()))  # type: ignore[arg-type]
        else:
            found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=SHANGHAI)).astimezone(UTC)
