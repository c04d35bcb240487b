"""What the archive knows of a page before it is read: its listing row, the site's layouts, what its entry pins.

Layouts are learned when a site has enough pages and none was looked for yet, when several new pages fit none (a
redesign), and now and then as a site grows: after about as many new pages as it was learned from. When is decided by
the captures' own names, so that the same captures lead to the same layouts. What was learned is appended to ``layouts``
before any page is read with it. A build that is killed before it has read again what the new layouts change leaves the
number under ``DONE`` behind that under ``BEGIN``: the next one does it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile

from cppcc_archive.captures.model import Capture, Verdict
from cppcc_archive.captures.read import stored_together
from cppcc_archive.captures.records import StoredResponse
from cppcc_archive.errors import OvertakenError
from cppcc_archive.extract.layouts import Context, Layout, Layouts, Pins, newest
from cppcc_archive.extract.layouts import Row as ListingRow
from cppcc_archive.extract.layouts.learn import FEWEST, Marks, SitePage, learn
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.files.sniff import is_page
from cppcc_archive.jobs.buildresult import Redesign
from cppcc_archive.jobs.timeline import ParseRow
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.store.base import Store
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import BEGIN, announce, append
from cppcc_archive.tables.contract import LAYOUTS, PARSES, SITES
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.rows import Row
from cppcc_archive.tables.scan import scan

log = logging.getLogger(__name__)

MOST_PAGES = 300
"""Pages that a site's layouts are learned from: the newest."""
STRAY = 3
"""New pages that fit no layout of the site, from which on it is redesigned; of one night, its layouts are learned anew
at once, page by page once there are enough to learn of."""
KEPT_BYTES, KEPT_NODES = 32 << 20, 100_000
"""Of new pages that were looked at here, so much is kept for their reading, which comes next: payloads, and what some
of them were taken apart into (30 MB)."""
MOST_NEWS = 120
"""New pages of one night that are held against the layouts, the newest."""
_DONE = "relaid/"
"""Under this and a site's id: up to which commit of its layouts its pages were read again."""
_COLUMNS = ("site_id", "template", "version", "learned", "site_pages")
_READINGS = ("capture_id", "requested_url", "captured_at", "parsed_at", "published_year", "result", "template")


@dataclass(slots=True)
class SiteLayouts:
    """The layouts of the sites of one build."""

    store: Store
    tables: Tables
    _layouts: dict[str, list[Layout]] = field(default_factory=dict)
    _looked: dict[str, int] = field(default_factory=dict)
    _pins: dict[str, Pins] = field(default_factory=dict)
    _fitting: dict[str, Layouts] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    redesigned: dict[str, Redesign] = field(default_factory=dict)
    kept: dict[str, StoredResponse] = field(default_factory=dict)
    _learned: dict[str, tuple[list[Row], bool]] = field(default_factory=dict)
    """Rows that are to be written, and whether they change nothing of how pages were read."""
    _unread: frozenset[str] = frozenset()
    _bytes: int = 0
    _nodes: dict[str, Nodes] = field(default_factory=dict)
    _count: int = 0

    def prepare(
        self, sites: Collection[str], news: Mapping[str, Sequence[Capture]], all_of: Callable[[str], Sequence[Capture]]
    ) -> None:
        """Look up what is known of the sites, and learn where that is due. ``news`` are the captures of articles that
        no build has read, by site; ``all_of`` gives all those of one. Sites whose layouts changed are ``changed``, also
        where an earlier build was stopped before it had read their pages again; those whose new pages are of another
        template are ``redesigned``. What was fetched of the news is ``kept``, as far as there is room.

        Raises OvertakenError when another build learned of one of them meanwhile.
        """
        self.tables.refresh(LAYOUTS)
        self._numbers = dict(self.tables.numbers(LAYOUTS))
        self._layouts, self._looked = stored_layouts(self.tables, sites)
        for row in scan(self.tables, SITES, ["site_id", "layout"], sites=sites).to_pylist():
            if row["layout"]:
                self._pins[row["site_id"]] = Pins(**{name: tuple(to) for name, to in json.loads(row["layout"]).items()})
        self.changed.update(site_id for site_id in sites if site_id in self._layouts and not self._is_done(site_id))
        for site_id in sorted(sites):
            came = news.get(site_id, ())
            self._unread = frozenset(capture.capture_id for capture in came)
            new = sorted(came, key=lambda one: (one.captured_at, one.capture_id))[-MOST_NEWS:]
            strays = self._strays(site_id, new)
            earlier = self._strays_before(new) if 0 < len(strays) == len(new) < STRAY else []
            pages = len(earlier) + len(strays)
            if self._is_due(site_id, came) or len(strays) >= STRAY or 0 < len(earlier) < FEWEST <= pages:
                self._learn(site_id, all_of(site_id))
            if is_redesign(len(strays), len(new)) or 0 < len(earlier) < STRAY <= pages:
                self._tell(site_id, strays, earlier)
        if self._learned:
            self._write()

    def settle(self, but: Collection[str]) -> None:
        """Note that the pages of the changed sites were read again, those of ``but`` left out."""
        done = {f"{_DONE}{site_id}": self._numbers[f"{BEGIN}{site_id}"] for site_id in sorted(self.changed - set(but))}
        if done:
            try:
                announce(self.tables, LAYOUTS, done)
            except OvertakenError:
                log.info("another build has read pages again with layouts that are newer")

    def _is_done(self, site_id: str) -> bool:
        return self._numbers.get(f"{_DONE}{site_id}", 0) >= self._numbers.get(f"{BEGIN}{site_id}", 0)

    def _tell(self, site_id: str, strays: Sequence[Capture], earlier: Sequence[datetime]) -> None:
        """Remember that a site's new pages, and those that came one by one ``earlier``, are of another template than
        all before."""
        layouts = newest(self._layouts.get(site_id, ()))
        still = self._unfitting(layouts, strays[-STRAY:])
        since = min([strays[0].captured_at, *earlier]).astimezone(SHANGHAI)
        told = Redesign(site_id, f"{since:%Y-%m-%d}", len(earlier) + len(strays), not still)
        log.warning("%s", told)
        self.redesigned[site_id] = told

    def context_of(self, capture: Capture) -> Context:
        """What is known of the page of a capture."""
        row = ListingRow(capture.listed_title, capture.listed_date, None, capture.column_url)
        site_id = capture.site_id
        if site_id not in self._fitting:
            self._fitting[site_id] = newest(self._layouts.get(site_id, ()))
        nodes = self._nodes.pop(capture.capture_id, None)
        return Context(row, self._fitting[site_id], self._pins.get(site_id, Pins()), nodes)

    def is_outdated(self, site_id: str, parse: ParseRow) -> bool:
        """Whether a capture may read otherwise with the layouts of now: it fitted none, or one that is no more."""
        if parse.result not in ("report", "failed"):
            return False
        ids = {layout.template: layout.layout_id for layout in newest(self._layouts.get(site_id, ())).layouts}
        return bool(ids) and (parse.template is None or ids.get(parse.template) != parse.layout_id)

    def _is_due(self, site_id: str, news: Sequence[Capture]) -> bool:
        looked = self._looked.get(site_id, 0)
        if looked == 0:
            return True
        return any(int(capture.capture_id.replace("-", "")[-8:], 16) % looked == 0 for capture in news)

    def _strays(self, site_id: str, news: Sequence[Capture]) -> list[Capture]:
        """Those of the new pages that fit no layout of the site, so far as there are any."""
        layouts = newest(self._layouts.get(site_id, ()))
        return self._unfitting(layouts, news) if layouts else []

    def _strays_before(self, news: Sequence[Capture]) -> list[datetime]:
        """When the pages came before these that fitted no layout either, back to the last one that did: a site that
        publishes a page a night is redesigned, too. Old years have old templates: they say nothing of it."""
        site_id, year = news[0].site_id, news[0].captured_at.astimezone(SHANGHAI).year
        rows = scan(self.tables, PARSES, _READINGS, sites=[site_id]).to_pylist()
        # A page that was edited is one page, and those that are new now are counted already.
        latest = {
            row["requested_url"]: row for row in sorted(rows, key=lambda row: (row["captured_at"], row["parsed_at"]))
        }
        for one in news:
            latest.pop(one.requested_url, None)
        recent = [row for row in latest.values() if row["result"] == "report" and row["published_year"] >= year - 1]
        recent.sort(key=lambda row: row["captured_at"], reverse=True)
        return [row["captured_at"] for row in takewhile(lambda row: row["template"] is None, recent)]

    def _unfitting(self, layouts: Layouts, captures: Sequence[Capture]) -> list[Capture]:
        marks = Marks()
        return [
            capture
            for capture, answer in self._answers(captures)
            if not layouts.know(marks.of(SitePage(answer.body, capture.url, answer.charset)))
        ]

    def _learn(self, site_id: str, captures: Sequence[Capture]) -> None:
        by_page = {capture.requested_url: capture for capture in captures if capture.verdict is Verdict.OK}
        chosen = sorted(by_page.values(), key=lambda one: (one.captured_at, one.capture_id))[-MOST_PAGES:]
        if len(chosen) < FEWEST:
            return
        known = self._layouts.get(site_id, [])
        pages = self._pages(chosen)
        named = {id(page): capture_id for capture_id, page in pages.items()}
        found = learn(pages.values(), known, lambda page, nodes: self._keep_nodes(named[id(page)], nodes))
        ids = {layout.layout_id for layout in newest(known).layouts}
        new = [layout for layout in found if layout.layout_id not in ids]
        rows = [layout_row(site_id, layout, len(by_page)) for layout in new]
        rows = rows or [_nothing_new(site_id, len(by_page))]
        self._learned[site_id] = rows, not new and self._is_done(site_id)
        self._layouts[site_id] = [*known, *new]
        self._looked[site_id] = len(by_page)
        self._fitting.pop(site_id, None)
        if new:
            log.info("%s: %d layouts learned from %d pages", site_id, len(new), len(chosen))
            self.changed.add(site_id)

    def _write(self) -> None:
        """Append what was learned, of all sites at once, each under a number that only one build gets."""
        numbers: dict[str, int] = {}
        for site_id, (_, settled) in self._learned.items():
            number = self._numbers.get(f"{BEGIN}{site_id}", 0) + 1
            numbers |= {f"{BEGIN}{site_id}": number, **({f"{_DONE}{site_id}": number} if settled else {})}
        rows = [row for found, _ in self._learned.values() for row in found]
        append(self.tables, LAYOUTS, rows_of(LAYOUTS, rows), numbers)
        self._numbers.update(numbers)
        self._learned.clear()

    def _pages(self, captures: Sequence[Capture]) -> dict[str, SitePage]:
        return {
            capture.capture_id: SitePage(
                answer.body, capture.url, answer.charset, ListingRow(capture.listed_title, capture.listed_date)
            )
            for capture, answer in self._answers(captures)
        }

    def _answers(self, captures: Sequence[Capture]) -> list[tuple[Capture, StoredResponse]]:
        """The captures' pages; one that cannot be had teaches nothing."""
        by_object: dict[str, list[Capture]] = {}
        answers = {
            capture.capture_id: self.kept[capture.capture_id] for capture in captures if capture.capture_id in self.kept
        }
        for capture in captures:
            if capture.capture_id not in answers:
                by_object.setdefault(capture.warc_key, []).append(capture)
        for group in by_object.values():
            for capture_id, found in stored_together(self.store, group).items():
                if isinstance(found, StoredResponse):
                    answers[capture_id] = found
                    self._keep(capture_id, found)
        return [
            (capture, answer)
            for capture in captures
            if (answer := answers.get(capture.capture_id)) is not None and is_page(answer.body)
        ]

    def _keep_nodes(self, capture_id: str, nodes: Nodes) -> None:
        if capture_id in self._unread and self._count + len(nodes.tags) <= KEPT_NODES:
            self._nodes[capture_id] = nodes
            self._count += len(nodes.tags)

    def _keep(self, capture_id: str, answer: StoredResponse) -> None:
        if capture_id in self._unread and self._bytes + len(answer.body) <= KEPT_BYTES:
            self.kept[capture_id] = answer
            self._bytes += len(answer.body)


def is_redesign(strays: int, pages: int) -> bool:
    """Whether so many of a night's new pages that fit no layout are a redesign and no odd pages."""
    return strays >= STRAY and 2 * strays > pages


def stored_layouts(tables: Tables, sites: Collection[str]) -> tuple[dict[str, list[Layout]], dict[str, int]]:
    """All that was learned of the sites, and from how many pages each was looked at last, as far as it ever was."""
    found: dict[str, list[Layout]] = {}
    looked: dict[str, int] = {}
    for row in scan(tables, LAYOUTS, _COLUMNS, sites=sites).to_pylist():
        looked[row["site_id"]] = max(looked.get(row["site_id"], 0), row["site_pages"])
        if row["learned"]:
            said = {**json.loads(row["learned"]), "version": row["version"]}
            found.setdefault(row["site_id"], []).append(Layout.from_json(said))
    return found, looked


def layout_row(site_id: str, layout: Layout, site_pages: int) -> Row:
    """A row of ``layouts``."""
    return {
        "site_id": site_id,
        "template": layout.template,
        "version": layout.version,
        "layout_id": layout.layout_id,
        "learned": json.dumps(layout.to_json(), ensure_ascii=False, sort_keys=True),
        "pages": layout.pages,
        "certainty": layout.certainty,
        "site_pages": site_pages,
        "learned_at": datetime.now(UTC),
    }


def _nothing_new(site_id: str, site_pages: int) -> Row:
    """The row that says that was looked and nothing else found."""
    empty = {"template": "", "version": 0, "layout_id": None, "learned": None, "pages": 0, "certainty": 0.0}
    return {"site_id": site_id, **empty, "site_pages": site_pages, "learned_at": datetime.now(UTC)}
