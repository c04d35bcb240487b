"""WACZ 1.1.1: chosen captures in one file that replay tools open, and its check. https://specs.webrecorder.net/wacz/1.1.1/

A WACZ is a zip: records under ``archive/``, an index (compressed CDXJ) under ``indexes/``, the pages a reader begins
with under ``pages/``, and ``datapackage.json`` with length and SHA-256 of each. Records are copied as they lie in the
archive, member by member, so they keep their ids, headers and digests.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from cppcc_archive import __version__
from cppcc_archive.captures.cdxj import cdxj
from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.errors import DamagedObjectError, InputError

VERSION = "1.1.1"
_LINES = 3000
"""Of the index in one compressed block, as other makers have it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 20


class Entry(NamedTuple):
    """A file in the package: its path, length in bytes, and SHA-256."""

    path: str
    bytes: int
    sha256: str


@dataclass(slots=True)
class WaczWriter:
    """Writes a package into ``file``; :meth:`add` the objects, then :meth:`close`. The same objects at the same moment
    give the same bytes. Index lines and pages are held in memory."""

    file: Path
    title: str
    description: str
    made_at: datetime
    _lines: list[bytes] = field(default_factory=list, init=False)
    _pages: list[dict[str, str]] = field(default_factory=list, init=False)
    _entries: list[Entry] = field(default_factory=list, init=False)
    _zip: zipfile.ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self._zip = zipfile.ZipFile(self.file, "w", allowZip64=True)

    def add(self, data: bytes, captures: Sequence[Capture]) -> None:
        """The records of ``captures`` out of the WARC object ``data`` that they lie in, what was asked for them, and
        the object's own description. Raises DamagedObjectError when it cannot be read."""
        key = captures[0].warc_key
        name = key.rpartition("/")[2]
        chosen = {f"<urn:uuid:{capture.capture_id}>" for capture in captures}
        parts, places, at = [], {}, 0
        for member in _members(data, key):
            if member.is_of(chosen):
                parts.append(data[member.start : member.end])
                places[member.record_id] = at, member.end - member.start
                at += member.end - member.start
        lost = sorted(chosen - places.keys())
        if lost:
            raise DamagedObjectError(f"{key} does not hold {len(lost)} records that rows place there, {lost[0]} first")
        self._put(f"archive/{name}", b"".join(parts))
        placed = []
        for capture in captures:
            start, length = places[f"<urn:uuid:{capture.capture_id}>"]
            placed.append(replace(capture, warc_key=name, warc_offset=start, warc_length=length))
        self._lines += cdxj(placed).splitlines(keepends=True)
        self._pages += [_page(capture) for capture in captures if _is_page(capture)]

    def close(self) -> list[Entry]:
        """Write index, pages and package; what is in it."""
        blocks, index = _zipnum(sorted(self._lines))
        self._put("indexes/index.cdx.gz", blocks)
        self._put("indexes/index.idx", index)
        pages = sorted(self._pages, key=lambda page: (page["ts"], page["url"], page["id"]))
        head = {"format": "json-pages-1.0", "id": "pages", "title": "Reports and articles"}
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in ({**head}, *pages)]
        self._put("pages/pages.jsonl", "".join(lines).encode("utf-8", "surrogatepass"))
        package = _json(self._package(pages))
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        entries = list(self._entries)
        self._put("datapackage.json", package)
        self._put("datapackage-digest.json", _json(digest))
        self._zip.close()
        return entries

    def abandon(self) -> None:
        """Close without a package; the file is of no use."""
        self._zip.close()

    @property
    def pages(self) -> int:
        """How many pages a reader can begin with."""
        return len(self._pages)

    def _package(self, pages: Sequence[dict[str, str]]) -> dict[str, Any]:
        moment = self.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        resources = [
            {
                "name": f"{number:06d}-{_slug(one.path)}",
                "path": one.path,
                "hash": f"sha256:{one.sha256}",
                "bytes": one.bytes,
            }
            for number, one in enumerate(self._entries)
        ]
        said: dict[str, Any] = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": self.title,
            "description": self.description,
            "created": moment,
            "modified": moment,
            "software": f"cppcc-archive/{__version__}",
        }
        if pages:
            said |= {"mainPageUrl": pages[-1]["url"], "mainPageDate": pages[-1]["ts"]}
        return {**said, "resources": resources}

    def _put(self, path: str, data: bytes) -> None:
        # Stored, not packed again: replay reads single records out of the middle.
        self._zip.writestr(zipfile.ZipInfo(path, _EPOCH), data, zipfile.ZIP_STORED)
        self._entries.append(Entry(path, len(data), hashlib.sha256(data).hexdigest()))


def check_wacz(file: Path) -> list[str]:
    """What is wrong with a package: what its ``datapackage.json`` names is there, with that length and digest, and
    nothing else is; every WARC in it can be read. Raises InputError when it is no WACZ at all."""
    try:
        with zipfile.ZipFile(file) as packed:
            return list(_breaches(packed))
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError) as error:
        raise InputError(f"{file.name} is no WACZ that can be read: {error}") from error


def _breaches(packed: zipfile.ZipFile) -> Iterator[str]:
    names = set(packed.namelist())
    package = packed.read("datapackage.json")
    if "datapackage-digest.json" in names:
        declared = json.loads(packed.read("datapackage-digest.json"))["hash"]
        if declared != f"sha256:{hashlib.sha256(package).hexdigest()}":
            yield "datapackage.json: is not what datapackage-digest.json says (another digest)"
    resources = {one["path"]: one for one in json.loads(package)["resources"]}
    own = {"datapackage.json", "datapackage-digest.json"}
    yield from (f"{name}: is not in datapackage.json" for name in sorted(names - resources.keys() - own))
    for path, one in resources.items():
        if path not in names:
            yield f"{path}: is not in the file"
            continue
        try:
            found = _hashed(packed, path)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            yield f"{path}: cannot be read: {error}"
            continue
        if one.get("bytes", found.bytes) != found.bytes:
            yield f"{path}: has {found.bytes} bytes, datapackage.json says {one['bytes']}"
        elif str(one["hash"]).startswith("sha256:") and one["hash"] != f"sha256:{found.sha256}":
            yield f"{path}: has another SHA-256 than datapackage.json says"


def _hashed(packed: zipfile.ZipFile, path: str) -> Entry:
    made, size = hashlib.sha256(), 0
    with packed.open(path) as source:
        while piece := source.read(_PIECE):
            made.update(piece)
            size += len(piece)
    return Entry(path, size, made.hexdigest())


class _Member(NamedTuple):
    """A record of an object, from byte to byte."""

    kind: str
    record_id: str
    concurrent_to: str | None
    start: int
    end: int

    def is_of(self, chosen: Collection[str]) -> bool:
        return self.kind == "warcinfo" or self.record_id in chosen or self.concurrent_to in chosen


def _members(data: bytes, key: str) -> Iterator[_Member]:
    try:
        iterator = ArchiveIterator(io.BytesIO(data), no_record_parse=True)
        for record in iterator:
            headers = record.rec_headers
            record.raw_stream.read()
            start, length = iterator.get_record_offset(), iterator.get_record_length()
            yield _Member(
                record.rec_type,
                str(headers.get_header("WARC-Record-ID")),
                headers.get_header("WARC-Concurrent-To"),
                start,
                start + length,
            )
    except (ArchiveLoadFailed, ValueError, EOFError, zlib.error) as error:
        raise DamagedObjectError(f"{key} is damaged: {error}; restore the object from a copy") from error


def _is_page(capture: Capture) -> bool:
    """Whether a reader may begin with it: an article or home page as it was when it changed."""
    kinds = (CaptureKind.ARTICLE, CaptureKind.HOME)
    return capture.kind in kinds and capture.verdict is Verdict.OK and capture.is_whole and capture.revisit_of is None


def _page(capture: Capture) -> dict[str, str]:
    moment = capture.captured_at.astimezone(UTC)
    # Replay finds the capture by this very second.
    said = {"id": capture.capture_id, "url": capture.url, "ts": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return {**said, "title": capture.listed_title} if capture.listed_title else said


def _zipnum(lines: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The index in blocks that are compressed each, and the index of its blocks."""
    blocks = b""
    said = [b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(lines), _LINES):
        block = gzip.compress(b"".join(lines[start : start + _LINES]), mtime=0)
        place = {
            "offset": len(blocks),
            "length": len(block),
            "digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
            "filename": "index.cdx.gz",
        }
        key = b" ".join(lines[start].split(b" ", 2)[:2])
        said.append(key + b" " + json.dumps(place).encode() + b"\n")
        blocks += block
    return blocks, b"".join(said)


def _slug(path: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in path.rpartition("/")[2].lower())


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
