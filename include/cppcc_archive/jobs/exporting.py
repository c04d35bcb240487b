"""Captures out of the archive: chosen ones as a WACZ; every object checked against its manifest, here or in a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from cppcc_archive.captures.manifest import ROOT, parse_manifest, warc_of
from cppcc_archive.captures.model import Capture, CaptureKind, Verdict
from cppcc_archive.captures.read import stored_together
from cppcc_archive.captures.wacz import WaczWriter
from cppcc_archive.crawl.requisites import requisites_of
from cppcc_archive.errors import InputError, StoreError
from cppcc_archive.files import is_page
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key
from cppcc_archive.store.base import Store
from cppcc_archive.tables.literals import text_list
from cppcc_archive.tables.query import query, require_archive
from cppcc_archive.tables.rows import capture_of

_KEPT = """
site_id IN (SELECT site_id FROM captures WHERE kind = 'requisite')
AND (kind = 'redirect' OR kind IN ('requisite', 'attachment') AND verdict = 'ok')
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which captures are exported: of these sites (none: all), of articles of a publication year, captured from one day
    to another (UTC, both included). What they need to be replayed, payloads of other days, comes with them."""

    site_ids: tuple[str, ...] = ()
    published_year: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def condition(self) -> str:
        """As SQL over ``captures``."""
        said = ["true"]
        if self.site_ids:
            said.append(f"site_id IN ({text_list(self.site_ids)})")
        if self.published_year is not None:
            said.append(f"published_year = {self.published_year}")
        if self.since is not None:
            said.append(f"captured_at >= TIMESTAMPTZ '{self.since} 00:00:00+00'")
        if self.until is not None:
            said.append(f"captured_at < TIMESTAMPTZ '{self.until} 00:00:00+00' + INTERVAL 1 DAY")
        return " AND ".join(said)

    def __str__(self) -> str:
        parts = [", ".join(self.site_ids) or "all sites"]
        parts += [f"published in {self.published_year}"] if self.published_year is not None else []
        parts += [f"captured from {self.since}"] if self.since else []
        parts += [f"captured to {self.until}"] if self.until else []
        return "; ".join(parts)


@dataclass(slots=True)
class Exported:
    """What went into a package: WARC objects, captures and pages, and its length; ``problems`` are objects that could
    not be read and are not in it."""

    file: str
    objects: int = 0
    captures: int = 0
    pages: int = 0
    bytes: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Verified:
    """What a check against the manifests found; ``without_manifest`` are objects of which nobody noted what was
    written."""

    objects: int = 0
    bytes: int = 0
    without_manifest: int = 0
    problems: list[str] = field(default_factory=list)


def export(store: Store, file: Path, choice: Choice, now: datetime | None = None) -> Exported:
    """Write the chosen captures as the WACZ ``file``, an object of the archive after the other; it is there when it is
    whole. Raises InputError when there is something already, or nothing to export."""
    require_archive(store)
    if file.exists():
        raise InputError(f"{file} is there already: name another file, or move it away")
    found = Exported(str(file))
    chosen = _chosen(store, choice, found.problems)
    if not chosen:
        raise InputError(f"there are no captures of {choice}")
    partial = file.with_name(f".{file.name}.partial")
    description = f"Captures of the district CPPCC report archive: {choice}"
    writer = WaczWriter(partial, f"District CPPCC report archive: {choice}", description, now or datetime.now(UTC))
    try:
        for key, captures in sorted(chosen.items()):
            try:
                writer.add(store.get(key), captures)
            except StoreError as error:
                found.problems.append(str(error))
                continue
            found.objects += 1
            found.captures += len(captures)
        found.pages = writer.pages
        writer.close()
        partial.replace(file)
    finally:
        writer.abandon()
        partial.unlink(missing_ok=True)
    found.bytes = file.stat().st_size
    return found


def verify(store: Store, copy: Store | None = None, site_ids: Sequence[str] = ()) -> Verified:
    """Check every WARC object, here or in a ``copy`` elsewhere, against the manifests of ``store``: there, as long,
    with the same SHA-256. One object is held in memory at a time."""
    found = Verified()
    roots = [f"{site_id}/" for site_id in site_ids] or [""]
    keys = {key for root in roots for key in store.keys(f"warc/{root}") if key.endswith(".warc.gz")}
    noted = {warc_of(key): key for root in roots for key in store.keys(f"{ROOT}{root}")}
    if not keys | noted.keys():
        raise InputError(
            f"there are no captures at {store.uri}: check the address (CPPCC_STORE, --store) and the sites"
        )
    found.without_manifest = len(keys - noted.keys())
    for key, name in sorted(noted.items()):
        try:
            manifest = parse_manifest(store.get(name), name)
            data = (copy or store).get(key)
        except StoreError as error:
            found.problems.append(str(error))
            continue
        found.objects += 1
        found.bytes += len(data)
        if breach := manifest.breach(data):
            found.problems.append(f"{key} {breach}: restore the object from a copy")
    return found


def _chosen(store: Store, choice: Choice, problems: list[str]) -> dict[str, list[Capture]]:
    """By object, the chosen captures and those that they repeat, in the order they lie in."""
    found = {one.capture_id: one for one in _captures(store, choice.condition)}
    found |= _shown(store, found.values())
    asked: set[str] = set()
    while needed := {one.revisit_of for one in found.values() if one.revisit_of} - found.keys() - asked:
        asked |= needed
        found |= {one.capture_id: one for one in _captures(store, f"capture_id IN ({text_list(needed)})")}
    if lost := sorted(asked - found.keys()):
        problems.append(f"{len(lost)} captures that others repeat have no row ({lost[0]}): cppcc audit --repair")
    by_object: dict[str, list[Capture]] = {}
    for one in sorted(found.values(), key=lambda one: one.warc_offset):
        by_object.setdefault(one.warc_key, []).append(one)
    return by_object


def _shown(store: Store, chosen: Iterable[Capture]) -> dict[str, Capture]:
    """The pictures and styles that the chosen articles' pages show, of whatever day, where a site keeps any."""
    kept: dict[tuple[str, str], list[Capture]] = {}
    for one in _captures(store, _KEPT):
        kept.setdefault((one.site_id, twin_key(one.requested_url)), []).append(one)
    sites = {site_id for site_id, _ in kept}
    by_object: dict[str, list[Capture]] = {}
    for one in chosen:
        if one.kind is CaptureKind.ARTICLE and one.verdict is Verdict.OK and one.site_id in sites:
            by_object.setdefault(one.warc_key, []).append(one)
    found: dict[str, Capture] = {}
    for captures in by_object.values():
        answers = stored_together(store, captures)
        for one in captures:
            answer = answers[one.capture_id]
            if isinstance(answer, StoreError) or not is_page(answer.body):
                continue  # an object that cannot be read is named when it is copied
            for url in requisites_of(Page(one.url, answer.body, answer.charset)):
                found |= {shown.capture_id: shown for shown in kept.get((one.site_id, twin_key(url)), ())}
    return found


def _captures(store: Store, condition: str) -> Iterable[Capture]:
    return [capture_of(row) for row in query(store, f"FROM captures WHERE {condition}").to_pylist()]
