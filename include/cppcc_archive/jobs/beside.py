"""Files that were replaced while the page that presents them stayed as it was: the page's one capture is read once for
each time in which it showed other files, so that the former texts have their place in the report's past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cppcc_archive import reports
from cppcc_archive.captures.model import Capture
from cppcc_archive.jobs.reading import Reading
from cppcc_archive.jobs.sitefiles import SiteFiles
from cppcc_archive.jobs.timeline import Dossier, Fetch, Key, ParseRow
from cppcc_archive.markup.urls import twin_key

SUPERSEDED = "superseded"
"""The result of a reading of a page with files that came when another capture of it was the newest."""


def note_late(dossiers: Iterable[Dossier], files: Iterable[Capture], there: SiteFiles) -> None:
    """Have captures read again that show other files by now than they were read with: a file came that they lacked, or
    another one at its address, or a capture of the page between such a file and the page's capture before."""
    came: dict[tuple[str, str], list[Capture]] = {}
    for capture in files:
        came.setdefault((capture.site_id, twin_key(capture.requested_url)), []).append(capture)
    for dossier in dossiers:
        for page in dossier.pages:
            unread = any(fetch.parse is None for fetch in page.fetches)
            for fetch in page.ok:
                parse = fetch.parse
                if fetch.files_at is not None or parse is None or parse.result != "report" or not parse.needs:
                    continue
                late = [one for key in parse.needs for one in came.get((dossier.site_id, key), ())]
                others = [one for one in page.replaced(fetch) if one.parse and one.parse.result == "report"]
                if not (late or (others and unread)):
                    continue
                held = [(one.files_at, one.parse.files) for one in (fetch, *others) if one.parse]
                until = dossier.until(fetch)
                if there.holdings(dossier.site_id, parse.needs, fetch.captured_at, until) != held:
                    dossier.stale.append(fetch)
                    dossier.late += late


def replaced_beside(dossiers: Iterable[Dossier], readings: Mapping[Key, Reading]) -> list[tuple[Dossier, Fetch]]:
    """What captures that were just read show with other files, as far as it was not read yet. What another capture of
    the page is known to show by now is superseded."""
    found = []
    for dossier in dossiers:
        for fetch in dossier.work:
            if fetch.files_at is not None or not (fetch.key in readings or _failed(fetch)):
                continue
            page = dossier.page_of(fetch)
            moments = readings[fetch.key].replaced if fetch.key in readings else ()
            known = {one.files_at: one for one in page.replaced(fetch) if one.files_at is not None}
            for moment in moments:
                if moment not in known:
                    known[moment] = replace(fetch, parse=None, before=None, files_at=moment)
                    page.fetches.append(known[moment])
            page.fetches.sort(key=lambda one: one.moment)
            found += [(dossier, known[moment]) for moment in moments if known[moment].key not in readings]
            for moment, one in known.items():
                if moment not in moments and one.parse is not None and one.parse.result == "report":
                    one.parse = ParseRow(SUPERSEDED, None, dossier.report_id, None, None, None, reports.PARSER_VERSION)
    return found


def _failed(fetch: Fetch) -> bool:
    return fetch.parse is not None and fetch.parse.result == "failed"
