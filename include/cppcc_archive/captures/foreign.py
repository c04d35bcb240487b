"""Other people's archives, record by record: WARC and ARC (gzipped or not), and WACZ.

Nothing that a file holds raises: what cannot be used is an :class:`Unusable` with its place and reason, and the next
record is read.
"""

from __future__ import annotations

import gzip
import io
import mmap
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from json import JSONDecodeError, loads
from pathlib import Path
from typing import IO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders

from cppcc_archive.captures.head import Head, made_head, parse_head, split_block
from cppcc_archive.captures.payload import Payload, matches, payload_of
from cppcc_archive.errors import InputError

MOST_BYTES = 64 << 20
"""Of one record; what is beyond is left, and the capture marked as truncated."""

MOST_RECALLED = 256 << 20
"""Bytes of payloads kept at hand for the revisit records of a file."""

_DAMAGE = (ArchiveLoadFailed, ValueError, EOFError, OSError, zlib.error, KeyError)
_MEMBER = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Foreign:
    """One answer that somebody else archived. ``place`` is its file (and member) with the record's byte."""

    url: str
    captured_at: datetime
    head: Head
    payload: Payload = field(repr=False)
    place: str
    record_id: str | None = None
    original: tuple[tuple[str, str], ...] = ()
    method: str = "GET"
    request_body: bytes = b""
    by_hand: bool = False

    @property
    def ip_address(self) -> str | None:
        """Who answered, where the record says so."""
        return next((value for name, value in self.original if name.lower() == "warc-ip-address"), None)


@dataclass(frozen=True, slots=True)
class Unusable:
    """A record, file or member that gives no capture, and why."""

    place: str
    reason: str


Found = Foreign | Unusable


def is_archive(path: Path) -> bool:
    """Whether a file is one of the containers that :func:`read_archive` takes."""
    with path.open("rb") as file:
        return _kind(file.read(512)) is not None


def read_archive(path: Path, name: str | None = None) -> Iterator[Found]:
    """The records of a WARC, ARC or WACZ file; ``name`` is what it is called in places (default: the file's own).

    Raises InputError when it is none of these.
    """
    name = name or path.name
    with path.open("rb") as file:
        kind = _kind(file.read(512))
        file.seek(0)
        if kind == "zip":
            yield from _wacz(file, name)
        elif kind is not None:
            yield from _container(file, name)
        else:
            raise InputError(f"{name} is no WARC, ARC or WACZ file: it begins with neither WARC/, filedesc: nor gzip")


def _kind(start: bytes) -> str | None:
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    if start.startswith(_MEMBER):
        with suppress(zlib.error):
            start = zlib.decompressobj(31).decompress(start, 64)
    return "warc" if start.startswith((b"WARC/", b"filedesc:")) else None


def _wacz(file: IO[bytes], name: str) -> Iterator[Found]:
    try:
        packed = zipfile.ZipFile(file)
        digests = _digests(packed)
    except (zipfile.BadZipFile, JSONDecodeError, OSError, ValueError) as error:
        yield Unusable(name, f"is no WACZ that can be read: {error}")
        return
    links = _Links()
    with packed:
        members = [one for one in packed.infolist() if one.filename.endswith((".warc", ".warc.gz", ".arc", ".arc.gz"))]
        # A revisit's payload may lie in another of the package's files.
        for member in members:
            with tempfile.TemporaryFile() as spool, suppress(InputError):
                _unpack(packed, member, digests, spool)
                _link_all(spool, f"{name}!{member.filename}", links)
        for member in members:
            place = f"{name}!{member.filename}"
            with tempfile.TemporaryFile() as spool:
                try:
                    _unpack(packed, member, digests, spool)
                except InputError as error:
                    yield Unusable(place, str(error))
                    continue
                yield from _captures(spool, place, links)
    yield from _late(links)


def _unpack(packed: zipfile.ZipFile, member: zipfile.ZipInfo, digests: Mapping[str, str], spool: IO[bytes]) -> None:
    """Copy a member into ``spool``. Raises InputError for one that is not what the package says."""
    try:
        digest = _copied(packed, member, spool)
    except (zipfile.BadZipFile, OSError, zlib.error, RuntimeError, NotImplementedError) as error:
        raise InputError(f"cannot be unpacked: {error}") from error
    if digests.get(member.filename, digest) != digest:
        raise InputError("is not what the WACZ's datapackage.json says (another digest)")
    spool.seek(0)


def _digests(packed: zipfile.ZipFile) -> Mapping[str, str]:
    """By member, the digest the package declares."""
    if "datapackage.json" not in packed.namelist():
        return {}
    said = loads(packed.read("datapackage.json"))
    resources = said.get("resources", []) if isinstance(said, dict) else []
    return {one["path"]: one["hash"] for one in resources if str(one.get("hash", "")).startswith("sha256:")}


def _copied(packed: zipfile.ZipFile, member: zipfile.ZipInfo, spool: IO[bytes]) -> str:
    made = sha256()
    with packed.open(member) as source:
        while chunk := source.read(1 << 20):
            made.update(chunk)
            spool.write(chunk)
    return f"sha256:{made.hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as it lies in a file; ``block`` is at most one byte longer than what is taken."""

    kind: str
    headers: StatusAndHeaders
    block: bytes
    place: str

    def said(self, name: str) -> str | None:
        """A WARC header."""
        value = self.headers.get_header(name)
        return str(value) if value is not None else None


@dataclass(slots=True)
class _Links:
    """What the records of a file say of one another: POSTs by the id of their response, payloads that revisits need,
    revisits that came before their payload."""

    posts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    wanted: set[str] = field(default_factory=set)
    payloads: dict[str, tuple[Head, Payload]] = field(default_factory=dict)
    late: list[_Record] = field(default_factory=list)
    size: int = 0

    def keep(self, digest: str | None, head: Head, payload: Payload) -> None:
        if digest in self.wanted and self.size + len(payload.body) <= MOST_RECALLED:
            self.payloads[digest] = head, payload
            self.size += len(payload.body)


def _container(file: IO[bytes], name: str) -> Iterator[Found]:
    links = _Links()
    _link_all(file, name, links)
    yield from _captures(file, name, links)
    yield from _late(links)


def _link_all(file: IO[bytes], name: str, links: _Links) -> None:
    for one in _records(file, name):
        if isinstance(one, _Record):
            _link(one, links)


def _captures(file: IO[bytes], name: str, links: _Links) -> Iterator[Found]:
    for one in _records(file, name):
        if isinstance(one, _Record) and one.kind == "revisit" and _digest(one) not in links.payloads:
            links.late.append(one)
        elif (found := one if isinstance(one, Unusable) else _foreign(one, links)) is not None:
            yield found


def _late(links: _Links) -> Iterator[Found]:
    """The revisits whose payload lay behind them, or nowhere."""
    yield from (found for one in links.late if (found := _foreign(one, links)) is not None)


def _digest(record: _Record) -> str:
    return record.said("WARC-Payload-Digest") or ""


def _records(file: IO[bytes], name: str) -> Iterator[_Record | Unusable]:
    """Every record with its byte. Behind damage reading goes on at the next member that begins a record."""
    start: int | None = 0
    while start is not None:
        file.seek(start)
        at = start
        try:
            iterator = ArchiveIterator(file, no_record_parse=True, arc2warc=True)
            for record in iterator:
                block = record.raw_stream.read(MOST_BYTES + 1)
                # Asked for its offset the iterator goes to the record's end.
                at = iterator.get_record_offset()
                if _is_packed(record.rec_headers):
                    raise ArchiveLoadFailed("it does not unpack")
                yield _Record(record.rec_type, record.rec_headers, block, f"{name}, byte {at}")
            start = _swallowed(file, at)
            if start is not None:
                yield Unusable(f"{name}, byte {at} or behind", "is damaged: it runs into the record behind it")
            continue
        except ArchiveLoadFailed as error:
            in_one = start == 0 and "gzip" in str(error).lower() and "chunk" in str(error).lower()
            if in_one and _next_record(file, 1) is None:
                yield from _packed_as_one(file, name)
                return
            problem: BaseException = error
        except _DAMAGE as error:
            problem = error
        said = (str(problem).splitlines() or [type(problem).__name__])[0]
        yield Unusable(f"{name}, byte {at} or behind", f"is damaged: {said[:200]}")
        start = _next_record(file, at + 1)


def _is_packed(headers: StatusAndHeaders) -> bool:
    """Whether a record's address holds control characters: what does not unpack is taken for a line of an ARC file as
    it lies there, and what is behind it for that record's block."""
    return any(sign < " " for sign in str(headers.get_header("WARC-Target-URI") or ""))


def _packed_as_one(file: IO[bytes], name: str) -> Iterator[_Record | Unusable]:
    """A file that was gzipped as a whole, its records one after the other inside."""
    file.seek(0)
    with tempfile.TemporaryFile() as spool:
        try:
            with gzip.open(file) as packed:
                while chunk := packed.read(1 << 20):
                    spool.write(chunk)
        except _DAMAGE as error:
            yield Unusable(name, f"is cut or damaged behind byte {spool.tell()} of its content: {error}")
        yield from _records(spool, name)


def _swallowed(file: IO[bytes], last: int) -> int | None:
    """Where a record begins behind what seemed the last one: damage that still unpacks takes in what follows it."""
    file.seek(last)
    at = _next_record(file, last + 1) if file.read(len(_MEMBER)) == _MEMBER else None
    if at is None:
        return None
    file.seek(last)
    unpacking = zlib.decompressobj(31)
    with suppress(zlib.error):
        while not unpacking.eof and (chunk := file.read(1 << 16)):
            while chunk:  # no more than that at once, whatever it unpacks to
                unpacking.decompress(chunk, 1 << 20)
                chunk = unpacking.unconsumed_tail
        if unpacking.eof and file.tell() - len(unpacking.unused_data) > at:
            return None  # whole, with a record packed in it
    return at


def _next_record(file: IO[bytes], start: int) -> int | None:
    try:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            at = data.find(_MEMBER, start)
            while at >= 0:
                with suppress(zlib.error):
                    if zlib.decompressobj(31).decompress(data[at : at + 256], 16).startswith((b"WARC/", b"http")):
                        return at
                at = data.find(_MEMBER, at + 1)
            at = data.find(b"\r\n\r\nWARC/1.", start)
            return at + 4 if at >= 0 else None
    except (ValueError, OSError, AttributeError):
        return None


def _link(record: _Record, links: _Links) -> None:
    if record.kind == "request" and record.block.startswith(b"POST "):
        _, body = split_block(record.block)
        for name in ("WARC-Record-ID", "WARC-Concurrent-To"):
            if identifier := record.said(name):
                links.posts[identifier] = "POST", body
    elif record.kind == "revisit" and (digest := record.said("WARC-Payload-Digest")):
        links.wanted.add(digest)


def _foreign(record: _Record, links: _Links) -> Found | None:
    url = (record.said("WARC-Target-URI") or "").strip("<> ")
    if record.kind not in {"response", "resource", "revisit"} or not url.startswith(("http://", "https://")):
        return None
    moment = _moment(record.said("WARC-Date"))
    if moment is None:
        return Unusable(record.place, f"{url}: has no date that can be read ({record.said('WARC-Date')!r})")
    block, digest = record.block[:MOST_BYTES], record.said("WARC-Payload-Digest")
    cut = "length" if len(record.block) > MOST_BYTES else record.said("WARC-Truncated")
    if record.kind == "resource":
        mime = record.said("Content-Type") or "application/octet-stream"
        block = made_head(200, "OK", [("Content-Type", mime)]) + b"\r\n" + block
    raw, entity = split_block(block)
    head = parse_head(raw)
    if head is None:
        return Unusable(record.place, f"{url}: the record holds no HTTP answer")
    if record.kind == "revisit":
        held = links.payloads.get(digest or "")
        if held is None:
            return Unusable(record.place, f"{url}: a revisit whose payload is not in this file")
        head, payload = head if head.status != 304 else held[0], held[1]
    else:
        payload = payload_of(head, entity, MOST_BYTES, cut)
        if cut is None and (wrong := _wrong(record, block, entity, payload)):
            return Unusable(record.place, f"{url}: {wrong}")
        links.keep(digest, head, payload)
    said = tuple((str(name), str(value)) for name, value in record.headers.headers)
    known = (record.said("WARC-Record-ID"), record.said("WARC-Concurrent-To"))
    method, form = next((links.posts[one] for one in known if one and one in links.posts), ("GET", b""))
    return Foreign(url, moment, head, payload, record.place, known[0], said, method, form)


def _wrong(record: _Record, block: bytes, entity: bytes, payload: Payload) -> str | None:
    """What the record's own digests say against it. Tools differ in what they call a payload: any of them will do."""
    whole = record.said("WARC-Block-Digest")
    if whole and record.kind == "response":
        return None if matches(whole, (block,)) else "the block has another digest than the record says"
    digest = record.said("WARC-Payload-Digest")
    if digest and not matches(digest, (entity, payload.entity, payload.body)):
        return "the payload has another digest than the record says"
    return None


def _moment(text: str | None) -> datetime | None:
    """A WARC-Date, or the fourteen digits of an ARC."""
    text = (text or "").strip()
    try:
        if text.isdigit():
            return datetime.strptime(text[:14].ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def record_in(data: bytes, place: str) -> Found | None:
    """The one record in ``data``, a gzip member cut out of a WARC file by its index."""
    found = (one if isinstance(one, Unusable) else _foreign(one, _Links()) for one in _records(io.BytesIO(data), place))
    return next((one for one in found if one is not None), None)
