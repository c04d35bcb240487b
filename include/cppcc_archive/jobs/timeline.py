"""What the captures of a report's pages say about its life. Pure, so that the order of builds cannot matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cppcc_archive.captures.model import Capture, Verdict

GONE = frozenset({Verdict.GONE, Verdict.TOMBSTONE})


@dataclass(frozen=True, slots=True)
class ParseRow:
    """How a capture was read last: the newest row of ``parses`` for it. ``result``: report, part, failed, gone,
    superseded (with files that came when another capture of the page was the newest, as is known by now).

    ``needs`` are the other addresses that belong to what was read, as :func:`twin_key` gives them, ``lacks`` those of
    them that are files and had not come yet, ``files`` the payload digests of those that
    had; ``template`` and ``layout_id`` name the layout it was read with.
    """

    result: str
    reason: str | None
    report_id: str | None
    version_id: str | None
    content_digest: str | None
    parts_digest: str | None
    parser_version: str
    needs: tuple[str, ...] = ()
    template: str | None = None
    layout_id: str | None = None
    lacks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


Key = tuple[str, datetime | None]
"""What tells a fetch from any other: its capture, and :attr:`Fetch.files_at`."""


@dataclass(slots=True)
class Fetch:
    """One capture of a page, how it was last read (None: not yet), and how it had been when the build began.

    ``capture`` says where its payload lies; it is None while nobody needs that. ``files_at`` (None: with the files it
    came with) makes it the same page as it showed from then on, when files of it were replaced.
    """

    capture_id: str
    captured_at: datetime
    there: bool
    capture: Capture | None = None
    parse: ParseRow | None = None
    before: ParseRow | None = None
    files_at: datetime | None = None

    @property
    def key(self) -> Key:
        """What it is told by."""
        return self.capture_id, self.files_at

    @property
    def shown_at(self) -> datetime:
        """Since when the page is known to have shown this."""
        return self.files_at or self.captured_at

    @property
    def moment(self) -> tuple[datetime, str]:
        """What fetches are ordered by."""
        return self.shown_at, self.capture_id


@dataclass(slots=True)
class Page:
    """One address and its captures with content or the lack of it (ok, gone, tombstone), oldest first."""

    site_id: str
    url: str
    fetches: list[Fetch]

    @property
    def ok(self) -> list[Fetch]:
        """The captures that hold a page."""
        return [fetch for fetch in self.fetches if fetch.there]

    def replaced(self, fetch: Fetch) -> list[Fetch]:
        """The same capture with other files, as it was read until now."""
        return [one for one in self.fetches if one.capture_id == fetch.capture_id and one.files_at is not None]


@dataclass(slots=True)
class Dossier:
    """Everything the build knows of one report: its addresses, the further pages of it, and what is to be read.
    ``late`` are files with its text that came, or came anew, after it was read, ``stale`` the captures that show other
    files by now than they were read with."""

    report_id: str
    site_id: str
    pages: list[Page] = field(default_factory=list)
    further: list[Page] = field(default_factory=list)
    again: bool = False
    late: list[Capture] = field(default_factory=list)
    stale: list[Fetch] = field(default_factory=list)
    work: list[Fetch] = field(default_factory=list)

    @property
    def fetches(self) -> Iterator[Fetch]:
        """All captures, those of the further pages last."""
        for page in (*self.pages, *self.further):
            yield from page.fetches

    def page_of(self, fetch: Fetch) -> Page:
        """The page that this capture is one of, and not one like it."""
        for page in (*self.pages, *self.further):
            for one in page.fetches:
                if one is fetch:
                    return page
        raise LookupError(f"capture {fetch.capture_id} is of no page of {self.report_id}")

    def until(self, fetch: Fetch) -> datetime | None:
        """When a page of it was next captured, or this page found gone; None for the newest capture."""
        later = (
            one.captured_at
            for page in self.pages
            for one in page.fetches
            if one.captured_at > fetch.captured_at and (one.there or any(own is fetch for own in page.fetches))
        )
        return min(later, default=None)

    @property
    def begin(self) -> tuple[str, datetime, str]:
        """What dossiers are read in the order of: by site, the oldest first."""
        return self.site_id, min(page.fetches[0].captured_at for page in self.pages), self.report_id


@dataclass(frozen=True, slots=True)
class Life:
    """A report as its pages' captures show it: the capture that stands, and the three dates of its row."""

    newest: Fetch
    parse: ParseRow
    first_seen: datetime
    last_changed: datetime
    gone_since: datetime | None

    @property
    def dates(self) -> tuple[datetime, datetime, datetime | None]:
        """The three dates."""
        return self.first_seen, self.last_changed, self.gone_since


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in which a report's pages showed one text: from its first capture in this stay on."""

    version_id: str
    valid_from: datetime
    first: Fetch


def fetch_of(capture: Capture) -> Fetch:
    """A capture that was not read yet."""
    return Fetch(capture.capture_id, capture.captured_at, capture.verdict is Verdict.OK, capture)


def life_of(pages: Sequence[Page], *, before: bool = False) -> Life | None:
    """The life of the report that ``pages`` (its addresses) show; None when no capture of it could be read.

    It is gone once all its addresses are: a page that moved is not. ``before``: as it was when the build began.
    """
    read = _read(pages, before)
    if not read:
        return None
    newest, parse = read[-1]
    last_changed = newest.shown_at
    for fetch, found in reversed(read):
        if found.version_id != parse.version_id:
            break
        last_changed = fetch.shown_at
    gone = [_gone_since(page, before) for page in pages if any(_known(fetch, before) for fetch in page.ok)]
    still_there = any(moment is None for moment in gone)
    return Life(
        newest=newest,
        parse=parse,
        first_seen=read[0][0].shown_at,
        last_changed=last_changed,
        gone_since=None if still_there else max(moment for moment in gone if moment is not None),
    )


def stays_of(pages: Sequence[Page], *, before: bool = False) -> list[Stay]:
    """Every stay of a text at the report's pages, oldest first."""
    found: list[Stay] = []
    for fetch, parse in _read(pages, before):
        if parse.version_id is not None and (not found or found[-1].version_id != parse.version_id):
            found.append(Stay(parse.version_id, fetch.shown_at, fetch))
    return found


def shown_by(pages: Sequence[Page], *, before: bool = False) -> dict[str, tuple[Fetch, ParseRow]]:
    """By version, the newest capture that shows it: the one whose reading its text and parts are."""
    return {parse.version_id: (fetch, parse) for fetch, parse in _read(pages, before) if parse.version_id is not None}


def _read(pages: Iterable[Page], before: bool) -> list[tuple[Fetch, ParseRow]]:
    found = [
        (fetch, parse)
        for page in pages
        for fetch in page.ok
        if (parse := fetch.before if before else fetch.parse) is not None and parse.result == "report"
    ]
    return sorted(found, key=lambda item: item[0].moment)


def _known(fetch: Fetch, before: bool) -> bool:
    return not before or fetch.before is not None


def _gone_since(page: Page, before: bool) -> datetime | None:
    """When the page was first found gone after it was last there; None while it is there."""
    found = None
    for fetch in page.fetches:
        if not _known(fetch, before):
            continue
        if fetch.there:
            found = None
        elif found is None:
            found = fetch.captured_at
    return found
