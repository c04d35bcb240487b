"""The files of articles as the tables know them: which were captured, and which came since the last build."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.tables.contract import CAPTURES, PARSES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.rows import capture_of
from cppcc_archive.tables.scan import DataFile, Mask, both, equals, scan

ROW = tuple(name for name in CAPTURES.column if name != "captured_year")
"""What a capture is made from."""

VISIT = timedelta(hours=12)
"""What is captured so soon after a page, or after another file of it, was there at the same time: a night is shorter,
and so is what another archive takes for its round."""

Holding = tuple[datetime | None, tuple[str, ...]]
"""Since when a page showed these files (None: since its capture), and their payload digests."""


def files_in(rows: pa.Table) -> Mask:
    """The captures of articles' files among rows of ``captures``."""
    return both(equals(rows, "kind", CaptureKind.ATTACHMENT.value), equals(rows, "verdict", Verdict.OK.value))


def new_files(tables: Tables, files: Iterable[DataFile], sites: Collection[str]) -> list[Capture]:
    """The captures of articles' files in some of the table's files; none where no page was read that could lack one."""
    if tables.get(PARSES) is None:
        return []
    rows = scan(tables, CAPTURES, ROW, sites=sites, by=("kind", "verdict"), keep=files_in, files=files)
    return [capture_of(row) for row in rows.to_pylist()]


@dataclass(slots=True)
class SiteFiles:
    """All captured attachments of single sites by twin key, loaded when one is asked for: bodies in files."""

    tables: Tables
    _captures: dict[str, dict[str, list[Capture]]] = field(default_factory=dict)

    def capture(self, site_id: str, key: str, until: datetime | None) -> Capture | None:
        """The newest capture of a file before ``until``, or else its first; None where it never came."""
        captures = self._of(site_id).get(key, [])
        in_time = [one for one in captures if until is None or one.captured_at < until] or captures[:1]
        return in_time[-1] if in_time else None

    def replaced(self, site_id: str, keys: Iterable[str], since: datetime, until: datetime | None) -> list[datetime]:
        """When files at the addresses were replaced by others, while a page captured at ``since`` stayed as it was
        until its next capture."""
        moments = [
            later.captured_at
            for key in keys
            for before, later in pairwise(self._of(site_id).get(key, []))
            if later.payload_digest != before.payload_digest
            and later.captured_at >= since + VISIT
            and (until is None or later.captured_at < until)
        ]
        found: list[datetime] = []
        for moment in sorted(moments):
            if not found or moment >= found[-1] + VISIT:
                found.append(moment)
        return found

    def holdings(self, site_id: str, keys: Sequence[str], since: datetime, until: datetime | None) -> list[Holding]:
        """What files a page captured at ``since`` showed until its next capture, one after the other."""
        moments = self.replaced(site_id, keys, since, until)
        found: list[Holding] = []
        for begin, end in zip([None, *moments], [*moments, until], strict=True):
            captures = (self.capture(site_id, key, end) for key in keys)
            digests = (one.payload_digest for one in captures if one is not None and one.payload_digest is not None)
            found.append((begin, tuple(dict.fromkeys(digests))))
        return found

    def _of(self, site_id: str) -> dict[str, list[Capture]]:
        if site_id not in self._captures:
            found = self._captures[site_id] = {}
            rows = scan(self.tables, CAPTURES, ROW, sites=[site_id], by=("kind", "verdict"), keep=files_in)
            for capture in sorted(map(capture_of, rows.to_pylist()), key=lambda one: (one.captured_at, one.capture_id)):
                found.setdefault(twin_key(capture.requested_url), []).append(capture)
        return self._captures[site_id]
