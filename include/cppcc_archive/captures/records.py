"""One exchange as WARC/1.1 records, and back: pure functions between bytes and shapes.

Beside the standard fields every response or revisit record carries one extension field, ``Cppcc-Capture``: the row of
the ``captures`` table as ASCII JSON (without the place in the WARC object, which a reader knows), so that the index can
be rebuilt from the objects alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cppcc_archive import __version__
from cppcc_archive.captures.head import RENAMED, Head, made_head, parse_head, rename, restore, split_block
from cppcc_archive.captures.member import plain_member
from cppcc_archive.captures.model import (
    Capture,
    CaptureKind,
    Confirmation,
    Exchange,
    Known,
    Origin,
    Verdict,
    header_in,
    storable_capture,
)
from cppcc_archive.errors import DamagedObjectError, StoreError
from cppcc_archive.markup.urls import canonical

CAPTURE_FIELD = "Cppcc-Capture"
ORIGIN_FIELD = "Cppcc-Origin"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

RENAMED_FIELD = "Cppcc-Renamed"
"""Numbers of the lines of the HTTP head whose names we put ``X-Archive-Orig-`` before (the status line is 0).

The body is kept with transfer and content coding undone; a reader of the record must not undo them again. All other
lines are the server's, byte for byte, also one that is called so already.
"""
ORIGINAL_FIELD = "Cppcc-Original"
"""The WARC headers of the record that an imported one was taken from, as ASCII JSON."""

MOST_ORIGINAL = 2000
_ANSWERS = ("response", "revisit")
_PLACE = frozenset({"warc_key", "warc_offset", "warc_length"})


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """What a response or revisit record holds: the answer's status, headers as received, and body (empty in a
    revisit)."""

    url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    body: bytes
    origin: Origin | None
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """The first header called ``name`` (any case)."""
        return header_in(self.headers, name)

    @property
    def charset(self) -> str | None:
        """The label in the Content-Type header, as it stands."""
        _, _, label = (self.header("content-type") or "").lower().partition("charset=")
        return label.split(";")[0].strip(" \"'") or None


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]
    """An HTTP head in the very bytes it came in (or is to be sent in)."""

    def __init__(self, raw: bytes) -> None:
        super().__init__("as received", [])
        self._raw = raw

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        return self._raw + b"\r\n"


def digest_of(payload: bytes) -> str:
    """``sha256:<hex>`` of a payload."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def identity(exchange: Exchange) -> str:
    """Under what an exchange is known: its canonical URL, a POST with its form (as pywb writes it)."""
    return address_of(exchange.requested_url, exchange.method, exchange.request_body)


def address_of(url: str, method: str = "GET", form: bytes = b"") -> str:
    """:func:`identity` of what is asked for at an address. Raises ValueError for what is none."""
    address = canonical(url)
    if method != "POST":
        return address
    return f"{address}{'&' if '?' in address else '?'}__wb_method=POST&{form.decode('latin-1')}"


def is_unchanged(exchange: Exchange, known: Known | None) -> bool:
    """Whether the exchange says nothing the archive does not hold: 304, the same payload, or gone as it was gone."""
    if exchange.status is None:
        return True
    if exchange.status == 304:
        return True
    if known is None or (exchange.verdict is Verdict.OK and known.verdict is not Verdict.OK):
        return False
    if exchange.verdict in (Verdict.GONE, Verdict.TOMBSTONE) and known.verdict is exchange.verdict:
        return True
    return repeats(exchange, known) or exchange.verdict is Verdict.UNCHANGED


def repeats(exchange: Exchange, known: Known | None) -> bool:
    """Whether the payload is byte for byte the known one, and where that lies is known."""
    if known is None or known.origin is None or exchange.payload_digest is None or not exchange.is_kept:
        return False
    return exchange.payload_digest == known.payload_digest


def confirmation(exchange: Exchange, known: Known | None) -> Confirmation | None:
    """What an exchange confirms when it tells nothing new; None when it tells something, or there was no answer."""
    if exchange.status is None or known is None or exchange.kind is CaptureKind.REDIRECT:
        return None
    if not is_unchanged(exchange, known):
        return None
    etag, modified = exchange.header("etag"), exchange.header("last-modified")
    return Confirmation(
        identity(exchange),
        exchange.fetched_at.astimezone(UTC),
        etag if etag != known.etag else None,
        modified if modified != known.last_modified else None,
    )


@dataclass(frozen=True, slots=True)
class Maker:
    """Who writes an object: the operator's address and the machine."""

    operator: str | None = None
    hostname: str | None = None


def warcinfo(
    writer: WARCWriter, name: str, site_id: str, run_id: str, started_at: datetime, maker: Maker | None = None
) -> ArcWarcRecord:
    """The record that opens an object: what and who made it and for which run."""
    maker = maker or Maker()
    said = {
        "software": f"cppcc-archive/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": f"{site_id} {run_id}",
        "robots": "obey",
        "operator": maker.operator,
        "hostname": maker.hostname,
    }
    record = writer.create_warcinfo_record(name, {key: _one_line(value) for key, value in said.items() if value})
    record.rec_headers.replace_header("WARC-Date", warc_date(started_at))
    return record


def response(
    writer: WARCWriter, exchange: Exchange, capture: Capture, known: Known | None, info_id: str | None = None
) -> ArcWarcRecord:
    """The response record, or the revisit record when the payload is the known one or the server said 304.

    ``info_id`` is the WARC-Record-ID of the object's warcinfo.
    """
    revisit = exchange.status == 304 or repeats(exchange, known)
    body = b"" if revisit else exchange.body
    raw = exchange.head or made_head(exchange.status or 0, exchange.reason_phrase, exchange.headers)
    raw, renamed = rename(raw, _undone(exchange, raw))
    named = {
        "WARC-Record-ID": f"<urn:uuid:{capture.capture_id}>",
        "WARC-Date": warc_date(exchange.fetched_at),
        CAPTURE_FIELD: _capture_json(capture),
        RENAMED_FIELD: ",".join(map(str, renamed)) or "none",
    }
    if revisit:
        named |= {"WARC-Profile": NOT_MODIFIED if exchange.status == 304 else IDENTICAL}
        if known is not None and known.origin is not None:
            named |= {
                "WARC-Refers-To": f"<urn:uuid:{known.origin.capture_id}>",
                "WARC-Refers-To-Target-URI": known.origin.url,
                "WARC-Refers-To-Date": warc_date(known.origin.captured_at),
                ORIGIN_FIELD: _origin_json(known.origin),
            }
    digest = capture.payload_digest if revisit else digest_of(exchange.body)
    if digest:
        named["WARC-Payload-Digest"] = digest
    if exchange.truncated and not revisit:
        named["WARC-Truncated"] = exchange.truncated
    if exchange.ip_address:
        named["WARC-IP-Address"] = exchange.ip_address
    if exchange.cipher:
        named["WARC-Cipher-Suite"] = exchange.cipher
    if exchange.origin:
        named = _original(exchange) | named
    record = writer.create_warc_record(
        exchange.url,
        "revisit" if revisit else "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=_AsReceived(raw),
        warc_headers_dict=named | _belongs(info_id),
    )
    for protocol in exchange.protocols:
        record.rec_headers.add_header("WARC-Protocol", protocol)
    return record


def request(writer: WARCWriter, exchange: Exchange, capture: Capture, info_id: str | None = None) -> ArcWarcRecord:
    """The request record of the same exchange."""
    parts = urlsplit(exchange.url)
    target = exchange.request_target or (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{exchange.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in exchange.request_headers)]
    raw = b"".join(_one_line(line).encode("latin-1", "replace") + b"\r\n" for line in lines)
    ip_address = {"WARC-IP-Address": exchange.ip_address} if exchange.ip_address else {}
    return writer.create_warc_record(
        exchange.url,
        "request",
        payload=io.BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=_AsReceived(raw),
        warc_headers_dict={
            "WARC-Date": warc_date(exchange.fetched_at),
            "WARC-Concurrent-To": f"<urn:uuid:{capture.capture_id}>",
            **ip_address,
            **_belongs(info_id),
        },
    )


def _original(exchange: Exchange) -> dict[str, str]:
    """What ties a record to the one it was taken from, in somebody else's archive. A revisit keeps pointing at the
    payload it repeats."""
    said = {name: value for name, value in exchange.original if len(value) <= MOST_ORIGINAL}
    identifier = next((value for name, value in said.items() if name.lower() == "warc-record-id"), None)
    named = {ORIGINAL_FIELD: json.dumps(said, separators=(",", ":"))} if said else {}
    return ({"WARC-Refers-To": identifier} if identifier else {}) | named


def _belongs(info_id: str | None) -> dict[str, str]:
    return {"WARC-Warcinfo-ID": info_id} if info_id else {}


def _undone(exchange: Exchange, raw: bytes) -> frozenset[str]:
    """The headers that are not true of the stored body."""
    head = parse_head(raw)
    lengths = {value.strip() for name, value in head.headers if name.lower() == "content-length"} if head else set()
    wrong = lengths - {str(len(exchange.body))}
    return frozenset(exchange.undone) | (frozenset({"content-length"}) if wrong else frozenset())


def captures_in(data: bytes, warc_key: str) -> list[Capture]:
    """The index rows of a whole WARC object, in its order; raises StoreError when it is no such object or is cut."""
    found = []
    try:
        iterator = ArchiveIterator(io.BytesIO(data))
        for record in iterator:
            row = record.rec_headers.get_header(CAPTURE_FIELD)
            record.raw_stream.read()
            if row is not None:
                # The length is known once the next record, or the end, is reached: asking makes the iterator go there.
                found.append(_capture(row, warc_key, iterator.get_record_offset(), iterator.get_record_length()))
    except (ArchiveLoadFailed, ValueError, KeyError, EOFError, zlib.error) as error:
        raise DamagedObjectError(f"{warc_key} is damaged after {len(found)} captures: {error}") from error
    return found


def stored_response(data: bytes, place: str) -> StoredResponse:
    """The response or revisit record in ``data`` (one gzip member); ``place`` names it in errors."""
    block, header = _block_of(data, place)
    raw, body = split_block(block)
    renamed, origin = header(RENAMED_FIELD), header(ORIGIN_FIELD)
    head = parse_head(restore(raw, _numbers(renamed)))
    return StoredResponse(
        url=header("WARC-Target-URI") or "",
        status=head.status if head else None,
        headers=_received_headers(head, renamed is None),
        body=body,
        origin=_origin(origin) if origin else None,
        truncated=header("WARC-Truncated"),
    )


def _block_of(data: bytes, place: str) -> tuple[bytes, Callable[[str], str | None]]:
    """The block of a response or revisit record, and what tells its headers by their names."""
    member = plain_member(data)
    if member is not None and member.header("WARC-Type") in _ANSWERS:
        return member.block, member.header
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(data), no_record_parse=True)), None)
        if record is None or record.rec_type not in _ANSWERS:
            raise StoreError(f"{place} holds no response: the index and the object do not belong together")
        return record.raw_stream.read(), record.rec_headers.get_header
    except (ArchiveLoadFailed, ValueError, EOFError, zlib.error) as error:
        raise StoreError(f"{place} is damaged: {error}") from error


def _numbers(renamed: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in (renamed or "").split(",") if number.isdigit())


def _received_headers(head: Head | None, is_old: bool) -> tuple[tuple[str, str], ...]:
    """The headers as received. Records from before :data:`RENAMED_FIELD` mark what we renamed by the name alone."""
    headers = head.headers if head else ()
    if not is_old:
        return headers
    prefix = RENAMED.decode("ascii")
    renamed = {name[len(prefix) :].lower() for name, _ in headers if name.startswith(prefix)}
    return tuple(
        (name.removeprefix(prefix), value)
        for name, value in headers
        if name.startswith(prefix) or name.lower() not in renamed
    )


def warc_date(moment: datetime) -> str:
    """UTC with microseconds, as WARC/1.1 allows."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _one_line(value: str) -> str:
    return " ".join(value.splitlines()) if "\n" in value or "\r" in value else value


def _capture_json(capture: Capture) -> str:
    row = {item.name: getattr(capture, item.name) for item in fields(Capture) if item.name not in _PLACE}
    row["captured_at"] = capture.captured_at.isoformat()
    row["listed_date"] = capture.listed_date.isoformat() if capture.listed_date else None
    return json.dumps(row, separators=(",", ":"))


def _capture(text: str, key: str, offset: int, length: int) -> Capture:
    row: dict[str, Any] = json.loads(text)
    row["kind"] = CaptureKind(row["kind"])
    row["verdict"] = Verdict(row["verdict"])
    row["captured_at"] = datetime.fromisoformat(row["captured_at"])
    row["listed_date"] = date.fromisoformat(row["listed_date"]) if row["listed_date"] else None
    return storable_capture(Capture(**row, warc_key=key, warc_offset=offset, warc_length=length))


def _origin_json(origin: Origin) -> str:
    row = {item.name: getattr(origin, item.name) for item in fields(Origin)}
    return json.dumps({**row, "captured_at": origin.captured_at.isoformat()}, separators=(",", ":"))


def _origin(text: str) -> Origin:
    row: dict[str, Any] = json.loads(text)
    return Origin(**{**row, "captured_at": datetime.fromisoformat(row["captured_at"])})
