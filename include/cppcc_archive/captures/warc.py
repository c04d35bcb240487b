"""The WARC object of one site in one run: spooled while the crawl goes on, written once when it ends."""

from __future__ import annotations

import logging
import re
import socket
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import IO

from warcio.warcwriter import WARCWriter

from cppcc_archive.captures.cdxj import cdxj
from cppcc_archive.captures.manifest import manifest_key, manifest_of, manifest_of_file
from cppcc_archive.captures.model import Capture, CaptureKind, Exchange, Known, Verdict, storable_capture
from cppcc_archive.captures.records import (
    Maker,
    captures_in,
    digest_of,
    identity,
    is_unchanged,
    repeats,
    request,
    response,
    warcinfo,
)
from cppcc_archive.errors import DamagedObjectError, ObjectExistsError
from cppcc_archive.store.base import Store

log = logging.getLogger(__name__)

_PARTS = 100


class WarcWriter:
    """Takes the exchanges of one site and run and writes them as one WARC object with its CDXJ and its
    manifest beside it.

    Nothing is written before :meth:`commit`, and nothing at all when no exchange says anything new. A try of the same
    run that was killed after writing its object is not repeated: its captures are adopted, and what is new beyond them
    goes into a next part; with ``is_first`` there was none and nobody looks, unless the object's name is taken. Not for
    several threads at once.
    """

    def __init__(
        self,
        store: Store,
        site_id: str,
        run_id: str,
        started_at: datetime,
        operator: str | None = None,
        *,
        is_first: bool = False,
    ) -> None:
        self.store = store
        self.site_id = site_id
        self.run_id = run_id
        self.started_at = started_at
        self.is_first = is_first
        self._captures: list[Capture] = []
        self._changed: list[Capture] = []
        self._spool: IO[bytes] | None = None
        self._info_id: str | None = None
        self._maker = Maker(operator, socket.gethostname())

    def add(self, exchange: Exchange, *, published_year: int | None, known: Known | None) -> None:
        """Take one exchange. One without an answer leaves no record: it only shows in the site's outcome."""
        if exchange.status is None:
            return
        on_the_way = exchange.kind is CaptureKind.REDIRECT
        known = None if on_the_way else known
        writer = self._writer()
        start = writer.out.tell()
        capture = self._capture(exchange, published_year, known)
        try:
            writer.write_record(response(writer, exchange, capture, known, self._info_id))
            placed = _placed(capture, "", start, writer.out.tell() - start)
            # Of an answer that somebody else got, what was asked is known only where it is in their archive.
            if exchange.origin is None or exchange.method == "POST":
                writer.write_record(request(writer, exchange, capture, self._info_id))
        except Exception:
            # Half a record would make the whole object unreadable behind it.
            writer.out.seek(start)
            writer.out.truncate()
            raise
        self._captures.append(placed)
        # Where a redirect leads to says whether there is anything new.
        if exchange.origin or not (on_the_way or is_unchanged(exchange, known)):
            self._changed.append(placed)

    def commit(self) -> list[Capture]:
        """Write what is new and return the run's captures of this site, adopted ones first; [] when nothing is new."""
        try:
            if self.is_first:
                try:
                    return self._write(1) if self._changed else []
                except ObjectExistsError:
                    log.warning("%s: another try of this run is under way, and was quicker", self.site_id)
            adopted = self._adopted()
            seen = {(capture.requested_url, capture.payload_digest, capture.verdict) for capture in adopted}
            if all((new.requested_url, new.payload_digest, new.verdict) in seen for new in self._changed):
                return adopted
            return adopted + self._write(_PARTS)
        finally:
            if self._spool is not None:
                self._spool.close()
                self._spool = None

    def drop(self, is_held: Callable[[Capture], bool]) -> int:
        """Take out again what somebody else has kept meanwhile; how many captures. The records of the others stay as
        they are."""
        if self._spool is None or not any(map(is_held, self._captures)):
            return 0
        starts = [capture.warc_offset for capture in self._captures]
        spool = tempfile.TemporaryFile()  # noqa: SIM115
        spool.write(_piece(self._spool, 0, starts[0]))
        left: list[Capture] = []
        for capture, end in zip(self._captures, [*starts[1:], self._spool.seek(0, 2)], strict=True):
            if not is_held(capture):
                left.append(replace(capture, warc_offset=spool.tell()))
                spool.write(_piece(self._spool, capture.warc_offset, end))
        changed = {capture.capture_id for capture in self._changed}
        dropped = len(self._captures) - len(left)
        self._captures, self._changed = left, [capture for capture in left if capture.capture_id in changed]
        self._spool.close()
        self._spool = spool
        return dropped

    def _writer(self) -> WARCWriter:
        if self._spool is None:
            # Without a name: gone with the process, however that ends.
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115
            writer = WARCWriter(self._spool, gzip=True, warc_version="1.1")
            name = warc_key(self.site_id, self.run_id, self.started_at).rpartition("/")[2]
            info = warcinfo(writer, name, self.site_id, self.run_id, self.started_at, self._maker)
            writer.write_record(info)
            self._info_id = info.rec_headers.get_header("WARC-Record-ID")
        return WARCWriter(self._spool, gzip=True, warc_version="1.1")

    def _capture(self, exchange: Exchange, published_year: int | None, known: Known | None) -> Capture:
        not_modified = exchange.status == 304
        digest = (exchange.payload_digest or digest_of(exchange.body)) if exchange.is_kept else None
        moment = exchange.fetched_at.astimezone(UTC)
        revisit_of = known.capture_id if known and (not_modified or repeats(exchange, known)) else None
        made = Capture(
            capture_id=str(uuid.uuid4()),
            site_id=self.site_id,
            run_id=self.run_id,
            kind=exchange.kind,
            url=exchange.url,
            requested_url=identity(exchange),
            captured_at=moment,
            captured_month=moment.strftime("%Y-%m"),
            status=exchange.status,
            verdict=Verdict.UNCHANGED if not_modified else exchange.verdict,
            verdict_reason=exchange.verdict_reason,
            content_type=exchange.header("content-type"),
            payload_digest=(known.payload_digest if known else None) if not_modified else digest,
            payload_bytes=len(exchange.body),
            etag=None if exchange.origin else exchange.header("etag") or (known.etag if known and revisit_of else None),
            last_modified=None
            if exchange.origin
            else exchange.header("last-modified") or (known.last_modified if known and revisit_of else None),
            warc_key="",
            warc_offset=0,
            warc_length=0,
            revisit_of=revisit_of,
            published_year=published_year,
            listed_title=exchange.listed_title,
            listed_date=exchange.listed_date,
            column_url=exchange.column_url,
            cms=exchange.cms,
            truncated=exchange.truncated,
            origin=exchange.origin,
            origin_source=exchange.origin_source,
        )
        return storable_capture(made)

    def _adopted(self) -> list[Capture]:
        """Captures of an earlier try of this run, which may have begun the day before."""
        found = []
        days = [(self.started_at - timedelta(days=back)).astimezone(UTC) for back in (1, 0)]
        stems = [warc_key(self.site_id, self.run_id, day).removesuffix(".warc.gz") for day in days]
        # But for the first of a month one request finds either.
        months = {f"warc/{self.site_id}/{day:%Y}/{self.site_id}-{day:%Y%m}" for day in days}
        keys = {key for month in months for key in self.store.keys(month)}
        for stem in stems:
            name = re.compile(re.escape(stem) + r"(?:-(\d+))?\.warc\.gz")
            parts = [(int(match[1] or 1), key) for key in keys if (match := name.fullmatch(key))]
            for _, key in sorted(parts):
                # A run called x-2 has the names that the second part of a run called x would have.
                try:
                    mine = [capture for capture in recover(self.store, key) if capture.run_id == self.run_id]
                except DamagedObjectError as error:
                    log.warning("%s: an earlier try of this run left what cannot be read: %s", self.site_id, error)
                    continue
                if mine:
                    log.warning("%s: adopting %s of an earlier try of this run", self.site_id, key)
                    found += mine
        return found

    def _write(self, parts: int) -> list[Capture]:
        assert self._spool is not None, "there are changed captures, so they were spooled"
        self._spool.flush()
        base = warc_key(self.site_id, self.run_id, self.started_at)
        for part in range(1, parts + 1):
            key = base if part == 1 else base.replace(".warc.gz", f"-{part}.warc.gz")
            try:
                self.store.put_new_file(key, self._spool)
            except ObjectExistsError:
                continue
            placed = [_placed(item, key, item.warc_offset, item.warc_length) for item in self._captures]
            _write_beside(self.store, index_key(key), cdxj(placed))
            _write_beside(self.store, manifest_key(key), manifest_of_file(key, self._spool).to_bytes())
            return placed
        raise ObjectExistsError(f"{base} has {parts} parts already: the same run id is being used again and again")


def warc_key(site_id: str, run_id: str, started_at: datetime) -> str:
    """``warc/<site>/<YYYY>/<site>-<YYYYMMDD>-<run>.warc.gz`` (UTC), with ``-`` for what no key holds."""
    day = started_at.astimezone(UTC)
    return f"warc/{site_id}/{day:%Y}/{site_id}-{day:%Y%m%d}-{run_in_key(run_id)}.warc.gz"


def run_in_key(run_id: str) -> str:
    """A run's name as keys hold it."""
    return re.sub(r"[^0-9A-Za-z._-]+", "-", run_id)


def index_key(key: str) -> str:
    """The key of the CDXJ index that belongs to a WARC object."""
    return "cdxj/" + key.removeprefix("warc/").removesuffix(".warc.gz") + ".cdxj"


def recover(store: Store, key: str) -> list[Capture]:
    """The captures of a WARC object, read from the object itself; index and manifest are written if they are missing.

    Raises StoreError when the object is missing or damaged.
    """
    data = store.get(key)
    found = captures_in(data, key)
    if not store.exists(index_key(key)):
        _write_beside(store, index_key(key), cdxj(found))
    if not store.exists(manifest_key(key)):
        _write_beside(store, manifest_key(key), manifest_of(key, data).to_bytes())
    return found


def _write_beside(store: Store, key: str, data: bytes) -> None:
    try:
        store.put_new(key, data)
    except ObjectExistsError:
        # Another try got there first; both are made from the same object, which decides.
        log.info("%s is there already", key)


def _piece(file: IO[bytes], start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(end - start)


def _placed(capture: Capture, key: str, offset: int, length: int) -> Capture:
    return replace(capture, warc_key=key, warc_offset=offset, warc_length=length)
