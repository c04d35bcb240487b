"""What the archive holds of the pages that are taken in, capture by capture: for taking other people's captures once.

What is looked up is what is asked for, a few hundred addresses at a time: no import loads the archive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Known, Origin, Verdict
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.rows import Row
from cppcc_archive.tables.scan import Mask, added_since, among, both, scan

_COLUMNS = (
    "requested_url",
    "url",
    "kind",
    "verdict",
    "payload_digest",
    "captured_at",
    "capture_id",
    "warc_key",
    "warc_offset",
    "warc_length",
    "revisit_of",
    "published_year",
)
_TOLD = ("ok", "gone", "tombstone", "unchanged", "blocked")


@dataclass(slots=True)
class Holdings:
    """The captures of the pages that were looked up: those there are (by address and second), payloads by their digest,
    and the kinds."""

    tables: Tables
    moments: set[tuple[str, datetime]] = field(default_factory=set)
    payloads: dict[tuple[str, str], Known] = field(default_factory=dict)
    kinds: dict[str, CaptureKind] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def look_up(self, sites: Collection[str], urls: Iterable[str]) -> None:
        """Look up the addresses (canonical, as :func:`~cppcc_archive.captures.records.address_of` gives them) among the
        captures of the sites; what was looked up before is not again."""
        new = set(urls) - self._asked
        if not new:
            return

        def keep(rows: pa.Table) -> Mask:
            return both(among(rows, "requested_url", new), among(rows, "verdict", _TOLD))

        rows = scan(self.tables, CAPTURES, _COLUMNS, sites=sites, by=("requested_url", "verdict"), keep=keep)
        for row in sorted(rows.to_pylist(), key=lambda row: (row["captured_at"], row["capture_id"])):
            self._add(row)
        # Not before: of what could not be looked up nobody may think that it is not there.
        self._asked |= new

    def note(self, url: str, moment: datetime) -> None:
        """There is a capture of ``url`` (canonical)."""
        self.moments.add((url, moment.replace(microsecond=0)))

    def holds(self, url: str, moment: datetime) -> bool:
        """Whether there is a capture of ``url`` (canonical, looked up) of that second."""
        return (url, moment.replace(microsecond=0)) in self.moments

    def _add(self, row: Row) -> None:
        url, moment = row["requested_url"], row["captured_at"].astimezone(UTC)
        kind, verdict = CaptureKind(row["kind"]), Verdict(row["verdict"])
        self.note(url, moment)
        if kind is not CaptureKind.REDIRECT:
            self.kinds[url] = kind
            if verdict is Verdict.OK and row["payload_digest"] and row["revisit_of"] is None:
                names = ("capture_id", "url", "warc_key", "warc_offset", "warc_length")
                origin = Origin(captured_at=moment, **{name: row[name] for name in names})
                known = Known(
                    url, kind, verdict, row["payload_digest"], None, None, moment, row["published_year"],
                    row["capture_id"], origin=origin,
                )  # fmt: skip
                self.payloads.setdefault((url, row["payload_digest"]), known)


@dataclass(slots=True)
class News:
    """The captures that came since somebody looked, whoever wrote them: by address and second, as in
    :class:`Holdings`."""

    tables: Tables
    moments: set[tuple[str, datetime]] = field(default_factory=set)
    _seen: int = field(init=False)

    def __post_init__(self) -> None:
        self._seen = self._version()

    def look(self) -> None:
        """Look at what was added since the last look."""
        before, self._seen = self._seen, self._version()
        if self._seen == before:
            return
        # Where the log does not tell any more, all there is.
        files = added_since(self.tables, CAPTURES, before)
        rows = scan(self.tables, CAPTURES, ["requested_url", "captured_at"], files=files)
        for row in rows.to_pylist():
            self.moments.add((row["requested_url"], row["captured_at"].astimezone(UTC).replace(microsecond=0)))

    def hold(self, capture: Capture) -> bool:
        """Whether a capture of the same page and second came."""
        return (capture.requested_url, capture.captured_at.replace(microsecond=0)) in self.moments

    def _version(self) -> int:
        self.tables.refresh(CAPTURES)
        delta = self.tables.get(CAPTURES)
        return -1 if delta is None else delta.version()


def sources_of_pages(tables: Tables, site_id: str) -> dict[str, set[str]]:
    """By twin key of every page of a site of which there is a good capture, where those come from ("" from the site
    itself)."""
    tables.refresh(CAPTURES)

    def keep(rows: pa.Table) -> Mask:
        good = among(rows, "verdict", [Verdict.OK.value])
        return both(good, among(rows, "kind", [kind.value for kind in CaptureKind if kind is not CaptureKind.REDIRECT]))

    columns = ("requested_url", "origin_source")
    rows = scan(tables, CAPTURES, columns, sites=[site_id], by=("verdict", "kind"), keep=keep)
    found: dict[str, set[str]] = {}
    for url, source in zip(*(rows[name].to_pylist() for name in columns), strict=True):
        found.setdefault(twin_key(url), set()).add(source or "")
    return found
