"""What the captures of a report's pages say about its life. Pure, so that the order of builds cannot matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cppcc_archive.captures.model import Capture, Verdict
from cppcc_archive.tables.standing import ParseRow

GONE = frozenset({Verdict.GONE, Verdict.TOMBSTONE})


@dataclass(slots=True)
class Fetch:
    """One capture of a page and how it was last read (None: not yet, or it has no content to read)."""

    capture: Capture
    parse: ParseRow | None = None


@dataclass(slots=True)
class Page:
    """One address and its captures with content or the lack of it (ok, gone, tombstone), oldest first."""

    site_id: str
    url: str
    fetches: list[Fetch]

    @property
    def ok(self) -> list[Fetch]:
        """The captures that hold a page."""
        return [fetch for fetch in self.fetches if fetch.capture.verdict is Verdict.OK]

    @property
    def gone_since(self) -> datetime | None:
        """When the page was first found gone after it was last there; None while it is there."""
        found = None
        for fetch in self.fetches:
            if fetch.capture.verdict is Verdict.OK:
                found = None
            elif found is None and fetch.capture.verdict in GONE:
                found = fetch.capture.captured_at
        return found


@dataclass(frozen=True, slots=True)
class Life:
    """A report as its pages' captures show it: the capture that stands, and the three dates of its row."""

    newest: Fetch
    first_seen: datetime
    last_changed: datetime
    gone_since: datetime | None


def life_of(pages: Sequence[Page]) -> Life | None:
    """The life of the report that ``pages`` (its addresses) show; None when no capture of it could be read.

    It is gone once all its addresses are: a page that moved is not.
    """
    read = sorted(
        (fetch for page in pages for fetch in page.ok if fetch.parse and fetch.parse.result == "report"),
        key=lambda fetch: (fetch.capture.captured_at, fetch.capture.capture_id),
    )
    if not read:
        return None
    newest = read[-1]
    last_changed = newest.capture.captured_at
    for fetch in reversed(read):
        if fetch.parse is None or newest.parse is None or fetch.parse.version_id != newest.parse.version_id:
            break
        last_changed = fetch.capture.captured_at
    gone = [page.gone_since for page in pages if page.ok]
    still_there = any(moment is None for moment in gone)
    return Life(
        newest=newest,
        first_seen=read[0].capture.captured_at,
        last_changed=last_changed,
        gone_since=None if still_there else max(moment for moment in gone if moment is not None),
    )
