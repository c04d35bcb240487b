"""The files of articles as the tables know them: which were captured, and which came since the last build."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.tables.contract import CAPTURES, PARSES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.rows import capture_of
from cppcc_archive.tables.scan import DataFile, Mask, both, equals, scan

ROW = tuple(name for name in CAPTURES.column if name != "captured_year")
"""What a capture is made from."""


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
        if site_id not in self._captures:
            found = self._captures[site_id] = {}
            rows = scan(self.tables, CAPTURES, ROW, sites=[site_id], by=("kind", "verdict"), keep=files_in)
            for capture in sorted(map(capture_of, rows.to_pylist()), key=lambda one: (one.captured_at, one.capture_id)):
                found.setdefault(twin_key(capture.requested_url), []).append(capture)
        captures = self._captures[site_id].get(key, [])
        in_time = [one for one in captures if until is None or one.captured_at < until] or captures[:1]
        return in_time[-1] if in_time else None
