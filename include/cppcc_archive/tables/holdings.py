"""What the archive holds of some sites, capture by capture: for taking in other people's captures once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cppcc_archive.captures.model import Capture, CaptureKind, Known, Origin, Verdict
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.store.base import Store
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.query import connect
from cppcc_archive.tables.scan import added_since, scan

_HELD = """
SELECT site_id, requested_url, url, kind, verdict, payload_digest, captured_at, capture_id, warc_key, warc_offset,
    warc_length, revisit_of, published_year, origin_source
FROM captures
WHERE site_id IN (SELECT unnest($sites)) AND verdict IN ('ok', 'gone', 'tombstone', 'unchanged', 'blocked')
ORDER BY captured_at, capture_id
"""


@dataclass(slots=True)
class Holdings:
    """The captures of some sites: those there are (by address and second), payloads by their digest, and the kinds."""

    moments: set[tuple[str, datetime]] = field(default_factory=set)
    payloads: dict[tuple[str, str], Known] = field(default_factory=dict)
    kinds: dict[str, CaptureKind] = field(default_factory=dict)
    read: dict[str, set[str]] = field(default_factory=dict)
    """By twin key of every page of which there is a good capture, where those come from ("" from the site itself)."""

    def note(self, url: str, moment: datetime, source: str | None, is_good: bool) -> None:
        """There is a capture of ``url`` (canonical)."""
        self.moments.add((url, moment.replace(microsecond=0)))
        if is_good:
            self.read.setdefault(twin_key(url), set()).add(source or "")

    def holds(self, url: str, moment: datetime) -> bool:
        """Whether there is a capture of ``url`` (canonical) of that second."""
        return (url, moment.replace(microsecond=0)) in self.moments


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


def holdings(store: Store, site_ids: Sequence[str]) -> Holdings:
    """What there is of the sites."""
    found = Holdings()
    with connect(store, frozenset({"captures"})) as connection:
        rows = connection.execute(_HELD, {"sites": list(site_ids)}).to_arrow_table().to_pylist()
    for row in rows:
        url, moment = row["requested_url"], row["captured_at"].astimezone(UTC)
        kind, verdict = CaptureKind(row["kind"]), Verdict(row["verdict"])
        is_good = verdict is Verdict.OK and kind is not CaptureKind.REDIRECT
        found.note(url, moment, row["origin_source"], is_good)
        if kind is not CaptureKind.REDIRECT:
            found.kinds[url] = kind
        if is_good and row["payload_digest"] and row["revisit_of"] is None:
            names = ("capture_id", "url", "warc_key", "warc_offset", "warc_length")
            origin = Origin(captured_at=moment, **{name: row[name] for name in names})
            known = Known(
                url, kind, verdict, row["payload_digest"], None, None, moment, row["published_year"],
                row["capture_id"], origin=origin,
            )  # fmt: skip
            found.payloads.setdefault((url, row["payload_digest"]), known)
    return found
