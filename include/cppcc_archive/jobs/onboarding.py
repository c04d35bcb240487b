"""A site looked at before it is crawled: ``sites add`` for a new one, ``sites check`` for one in the registry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from cppcc_archive.cms.base import Detection
from cppcc_archive.crawl.guard import is_loopback_url
from cppcc_archive.crawl.model import CrawlSettings
from cppcc_archive.crawl.politeness import Hosts
from cppcc_archive.errors import InputError, RegistryError
from cppcc_archive.jobs.sitecheck import ArticleCheck, ColumnCheck, SiteCheck
from cppcc_archive.jobs.visit import visit
from cppcc_archive.markup.dates import SHANGHAI
from cppcc_archive.markup.urls import absolute, host_key, twin_key
from cppcc_archive.sites import divisions
from cppcc_archive.sites.entries import write_yaml
from cppcc_archive.sites.model import Column, Site, SiteStatus
from cppcc_archive.sites.naming import id_for, province_file
from cppcc_archive.sites.registry import Registry, append_site, builtin_folder, is_installed, load

MOST_COLUMNS = 40
"""Columns written into an entry, best first."""

WORTH = 1.5
"""Score from which a column of a site that is not the committee's own is taken unread (its name says something)."""

SURE = 0.5
"""Score from which a detected family is written into the entry, or contradicts it."""

PROMISING = 4.0
"""Score from which a column that the entry does not name is worth a line (工作报告, 提案, 讲话, 会议)."""

SILENT_AFTER = timedelta(days=548)
"""A site whose newest article is older than a year and a half has probably moved."""


def check_site(
    site: Site, settings: CrawlSettings, *, today: date | None = None, hosts: Hosts | None = None
) -> SiteCheck:
    """Visit a registered site and say what changed since its entry was written.

    Raises SettingsError when the visit needs a contact address; everything a site does is a result.
    """
    check = visit(site, settings, new=False, hosts=hosts)
    check.changes = mistakes(site, check, today or _today()) + _new_columns(site, check.columns)
    return check


def add_site(
    url: str,
    settings: CrawlSettings,
    *,
    sites_path: Path | None = None,
    site_id: str | None = None,
    name: str | None = None,
    ca: str | None = None,
    insecure_tls: bool = False,
    dry: bool = False,
    hosts: Hosts | None = None,
) -> SiteCheck:
    """Visit a site that is not in the registry yet and write its entry, when articles can be read there.

    ``ca`` and ``insecure_tls`` go into the entry, for a site whose certificate nothing else vouches for. The entry goes
    to ``sites_path`` (a file, or a folder with a file per province; default: the built-in registry), or, ``dry``,
    nowhere. Raises RegistryError when the address or id is registered already or the registry has mistakes, InputError
    when there is no registry that can be written to, SettingsError when the visit needs a contact address.
    """
    registry = _registry_to_write(sites_path)
    base_url = absolute(url, "")
    if base_url is None:
        raise InputError(f"{url!r} is no http:// or https:// address")
    _refuse_known(registry, base_url, site_id)
    draft = _draft(base_url, site_id or id_for(base_url, {site.id for site in registry.sites}), name, ca, insecure_tls)
    check = visit(draft, settings, new=True, named=name, hosts=hosts)
    check.site = _completed(check)
    check.warnings += _silence(check, _today())
    check.entry = write_yaml(check.site)
    if check.ok and not dry:
        target = _target(sites_path, check.site)
        append_site(target, check.site, header=_header(check.site))
        check.written_to = target
    return check


def _today() -> date:
    return datetime.now(SHANGHAI).date()


def _draft(base_url: str, site_id: str, name: str | None, ca: str | None, insecure_tls: bool) -> Site:
    loopback = is_loopback_url(base_url)
    try:
        return Site(
            id=site_id,
            name=urlsplit(base_url).netloc if name is None else name,
            base_url=base_url,
            # Nobody is burdened by quick requests to this machine.
            delay_seconds=0.0 if loopback else 1.0,
            allow_private_address=loopback,
            ca=ca,
            insecure_tls=insecure_tls,
        )
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
        raise InputError(f"no entry can be made of these: {wrong}") from None


def _registry_to_write(path: Path | None) -> Registry:
    if path is None and is_installed():
        raise InputError("the built-in registry of an installed package is not written to: name a file with --sites")
    if path is not None and not path.exists():
        return Registry(())
    return load(path)


def _refuse_known(registry: Registry, base_url: str, site_id: str | None) -> None:
    for site in registry.sites:
        if twin_key(site.base_url) == twin_key(base_url):
            raise RegistryError(
                f"{base_url} is registered as {site.id} already: `cppcc sites check {site.id}` visits it"
            )
        if site.id == site_id:
            raise RegistryError(f"the id {site_id} is taken by {site.base_url}: choose another with --id")


def _target(path: Path | None, site: Site) -> Path:
    place = builtin_folder() if path is None else path
    return place / province_file(site.division_code) if place.is_dir() else place


def _header(site: Site) -> str:
    province = divisions.full_name(site.division_code[:2] + "0000") if site.division_code else None
    return f"{province or 'Committees whose province is not known'}: written by `cppcc sites add`."


def _completed(check: SiteCheck) -> Site:
    """The entry a visit makes: what it is sure of, and the columns that are worth a nightly look."""
    best = next(iter(check.detected), None)
    sure = best is not None and best.family != "generic" and best.score >= SURE
    least = 0.0 if "政协" in (check.home_title or "") else WORTH
    good = [c for c in check.columns if c.problem is None and (c.read or (c.score or 0.0) >= least)][:MOST_COLUMNS]
    return check.site.model_copy(
        update={
            "cms": best.family if sure and best else None,
            "columns": tuple(Column(path=_path(check.site, c.url), name=c.name) for c in good),
            "status": SiteStatus.ACTIVE if check.ok else SiteStatus.UNVERIFIED,
        }
    )


def _path(site: Site, url: str) -> str:
    """``url`` as an entry writes it: without the host where that is the site's own."""
    base, parts = urlsplit(site.base_url), urlsplit(url)
    if (base.scheme, base.netloc) != (parts.scheme, parts.netloc):
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def mistakes(site: Site, check: SiteCheck, today: date) -> list[str]:
    """Where the entry says other than the visit saw; empty for a site that could not be seen at all."""
    changes: list[str] = []
    if check.home_url and host_key(check.home_url) != host_key(site.base_url):
        changes.append(f"base_url: the site answers at {host_key(check.home_url)}")
    if not check.robots.get("allows_home", True):
        changes.append("robots.txt forbids the home page")
    changes += _cms_changes(site, check.detected)
    changes += _gone_columns(site, check.columns)
    changes += _silence(check, today)
    changes += _division_changes(site, check.articles)
    return changes


def _cms_changes(site: Site, detected: Sequence[Detection]) -> list[str]:
    best = next(iter(detected), None)
    if site.cms is None or best is None or best.family in {site.cms, "generic"} or best.score < SURE:
        return []
    own = next((d.score for d in detected if d.family == site.cms), 0.0)
    if own >= best.score:
        return []
    return [f"cms: the entry says {site.cms}, its pages look like {best.family} ({'; '.join(best.reasons[:3])})"]


def _gone_columns(site: Site, columns: Sequence[ColumnCheck]) -> list[str]:
    return [f"columns: {c.name or c.url}: {c.problem}" for c in columns[: len(site.columns)] if c.problem]


def _new_columns(site: Site, columns: Sequence[ColumnCheck]) -> list[str]:
    others = columns[len(site.columns) :] if site.columns else ()
    return [f"columns: the home page also links {c.name} ({c.url})" for c in others if (c.score or 0) >= PROMISING]


def _silence(check: SiteCheck, today: date) -> list[str]:
    newest = max((column.newest for column in check.columns if column.newest), default=None)
    if newest is None or today - newest < SILENT_AFTER:
        return []
    return [f"silent: the newest article is of {newest}"]


def _division_changes(site: Site, articles: Sequence[ArticleCheck]) -> list[str]:
    own = site.division_code
    codes = {article.division_code for article in articles if article.division_code}
    if own is None or not codes:
        return []
    if any(divisions.is_within(code, own) or divisions.is_within(own, code) for code in codes):
        return []
    names = ", ".join(sorted(divisions.full_name(code) or code for code in codes))
    return [f"division_code: the articles speak for {names}, the entry says {divisions.full_name(own) or own}"]
