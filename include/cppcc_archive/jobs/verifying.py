"""The entries that nobody has checked, visited politely: which can become active, and what is wrong with the others.

Entries come from pages about the sites, not from the sites. What a visit saw is put down as a change of the registry's
files for a person to read: ``active`` where the site answers, is the committee's and lists articles that can be read;
elsewhere the status stays and a comment says why.
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.crawl.politeness import Hosts
from cppcc_archive.crawl.run import SideBySide, require_contact
from cppcc_archive.crawl.text import INTERNAL, printable
from cppcc_archive.jobs.onboarding import mistakes
from cppcc_archive.jobs.sitecheck import SiteCheck
from cppcc_archive.jobs.visit import visit
from cppcc_archive.sites.model import Site, SiteStatus
from cppcc_archive.sites.registry import Registry, replace_file
from cppcc_archive.sites.remarks import Remark, remarked

log = logging.getLogger(__name__)

MOST_CHARACTERS = 400
"""Length of a remark: it is a comment that a person reads."""


@dataclass(frozen=True, slots=True)
class Verified:
    """One site with the remark that its entry gets."""

    site: Site
    remark: Remark

    def to_json(self) -> dict[str, str | None]:
        """The shape ``cppcc sites verify --json`` prints."""
        status = self.remark.status
        return {"site_id": self.site.id, "remark": self.remark.text, "status": status.value if status else None}


def unverified(registry: Registry, ids: Sequence[str] = ()) -> list[Site]:
    """The entries to visit: the unverified ones, or of those only ``ids`` (RegistryError for one there is not)."""
    chosen = [registry.get(site_id) for site_id in ids] or registry.sites
    return [site for site in chosen if site.status is SiteStatus.UNVERIFIED]


def verify_sites(
    sites: Sequence[Site], settings: CrawlSettings, today: date, hosts: Hosts | None = None
) -> SideBySide[Verified]:
    """Visit ``sites`` side by side, those on one host one after the other; iterate for what was found as it comes.

    Raises SettingsError at once when the visits need a contact address.
    """
    require_contact(sites, settings)
    shared = hosts or Hosts(settings.hosts)

    def verify(site: Site) -> Verified:
        check = _visited(site, settings, shared)
        log.info("%s: %s", site.id, "; ".join(problems(site, check, today)) or "is what its entry says")
        return Verified(site, remark_on(site, check, today))

    return SideBySide(sites, verify, shared, settings.hosts)


def _visited(site: Site, settings: CrawlSettings, hosts: Hosts) -> SiteCheck:
    """A visit; what no one foresaw costs this site only."""
    try:
        return visit(site, settings, new=False, hosts=hosts)
    except Exception as error:
        log.exception("%s: visit failed", site.id)
        return SiteCheck(site, reason=printable(f"{INTERNAL}{type(error).__name__}: {error}"))


def remark_on(site: Site, check: SiteCheck, today: date) -> Remark:
    """What a visit says of an entry, on one line that begins with the day."""
    wrong = problems(site, check, today)
    told = "; ".join(wrong) if wrong else _seen(check)
    return Remark(printable(f"{today}: {told}", MOST_CHARACTERS), None if wrong else SiteStatus.ACTIVE)


def problems(site: Site, check: SiteCheck, today: date) -> list[str]:
    """Why an entry cannot become active as it is; none for a site that is what the entry says."""
    answer = [] if check.ok else [f"{check.result}: {check.reason}" if check.reason else check.result.value]
    named = check.named
    if named is None:
        return answer + (mistakes(site, check, today) if check.ok else [])
    if named.others:
        answer.append(f"the title names {', '.join(named.others)}, not {site.name} ({check.home_title})")
    elif not named.own:
        answer.append(f"neither title nor footer names {site.name} (title: {check.home_title or 'none'})")
    return answer + mistakes(site, check, today)


def _seen(check: SiteCheck) -> str:
    """What makes an entry's site the one it says: for the comment beside ``status: active``."""
    named, read = check.named, [column for column in check.columns if column.links]
    places = [place for place, says in (("title", named.title), ("footer", named.footer)) if says] if named else []
    newest = max((column.newest for column in read if column.newest), default=None)
    score = next((found.score for found in check.detected if found.family == check.cms), 0.0)
    rows = sum(column.links for column in read)
    return (
        f"answers; named in {' and '.join(places)}; family {check.cms} ({score:.2f}); "
        f"{len(read)} of {len(check.columns)} columns list {rows} articles on their first pages, "
        f"newest {newest or 'without a date'}"
    )


def changes_of(registry: Registry, found: Sequence[Verified]) -> Mapping[Path, tuple[str, str]]:
    """The files that change: text before and after."""
    by_file: dict[Path, dict[str, Remark]] = {}
    for one in found:
        by_file.setdefault(registry.files[one.site.id], {})[one.site.id] = one.remark
    changed = {}
    for file, remarks in sorted(by_file.items()):
        before = file.read_bytes().decode()
        changed[file] = before, remarked(before, remarks)
    return changed


def diff_of(changes: Mapping[Path, tuple[str, str]]) -> str:
    """The changes as a unified diff that ``git apply`` and ``patch -p1`` take from the working folder."""
    return "".join(_diff(file, *texts) for file, texts in changes.items())


def write(changes: Mapping[Path, tuple[str, str]]) -> None:
    """Put the changes into the files, each whole or not at all.

    Raises RegistryError for a file that somebody changed meanwhile; that one stays as it is.
    """
    for file, (before, after) in changes.items():
        replace_file(file, before, after)


def _diff(file: Path, before: str, after: str) -> str:
    place = file.resolve()
    name = place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else Path(*place.parts[1:])
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name.as_posix()}", f"b/{name.as_posix()}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines as ``patch`` counts them: nothing but a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
