"""What a crawl run will do: the sites asked for, in shards people can tell apart. Pure, but for a look at the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from cppcc_archive.errors import InputError, RegistryError
from cppcc_archive.jobs.expected import expected_requests
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.markup.urls import host_key
from cppcc_archive.sites.divisions import by_code
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry

_NAMED = 3


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """Shards as tasks take them (``shard``, ``sites``, ``name``, ``year``), and the plan in words."""

    shards: list[dict[str, Any]]
    summary: str


def plan_run(
    settings: Settings,
    sites: Sequence[str] | None = None,
    province: str | None = None,
    year: int | None = None,
) -> PlannedRun:
    """The run over the active sites, or those of them in ``sites`` and ``province`` (two digits of the division code);
    each shard goes to :func:`~cppcc_archive.jobs.crawl.crawl_shard`, with Airflow or without.

    Opens the store and proves it, since every shard would fail alike: StoreError, UnsafeStoreError. RegistryError for
    an id that is not there and for a registry without an active site, InputError where a choice leaves nothing.
    """
    registry = settings.registry()
    chosen = chosen_sites(registry, sites, province)
    store = settings.open_store()
    store.prove_conditional_put()
    dealt = shards_of(chosen, settings.shard_sites, expected_requests(store, year))
    named = [{**shard, "name": _name(shard, registry), "year": year} for shard in dealt]
    lines = [f"{len(chosen)} sites in {len(named)} shards" + (f", publication year {year}" if year else "")]
    return PlannedRun(named, "\n".join([*lines, *(shard["name"] for shard in named)]))


def chosen_sites(registry: Registry, sites: Sequence[str] | None, province: str | None) -> list[Site]:
    """The active sites of a choice; see :func:`plan_run`."""
    active = registry.crawlable()
    if not active:
        raise RegistryError("no crawlable site in the registry: every entry is paused or retired, or the file is empty")
    if sites:
        wanted = {registry.get(site_id).id for site_id in sites}
        if resting := wanted - {site.id for site in active}:
            raise InputError(f"not crawled, since paused, retired or out of their time: {', '.join(sorted(resting))}")
        active = [site for site in active if site.id in wanted]
    if province:
        active = [site for site in active if (site.division_code or "").startswith(province)]
    if not active:
        raise InputError(
            f"no active site has a division code that begins with {province}: `cppcc sites list` shows them"
        )
    return active


def shards_of(sites: Iterable[Site], size: int, expected: Mapping[str, float] | None = None) -> list[dict[str, Any]]:
    """``sites`` in shards of about ``size``, each ``{"shard": "03", "sites": [ids]}``: the longest first, each into the
    shard with the least to do, so that no shard gets all long sites, nor all of a slow province.

    ``expected`` are requests by site; a site of which nothing is known counts as the median of the others. Sites on one
    host stay together: only inside one process is a host asked one thing at a time.
    """
    known = expected or {}
    usual = median(known.values()) if known else 1.0
    hosts: dict[str, list[str]] = {}
    for site in sites:
        hosts.setdefault(host_key(site.base_url).removeprefix("www."), []).append(site.id)
    weights = {host: sum(max(known.get(one, usual), 1.0) for one in ids) for host, ids in hosts.items()}
    shards: list[list[str]] = [[] for _ in range(-(-sum(map(len, hosts.values())) // size))]
    loads = [0.0] * len(shards)
    for host in sorted(hosts, key=lambda one: -weights[one]):
        least = min(range(len(shards)), key=lambda number: (loads[number], len(shards[number])))
        shards[least] += hosts[host]
        loads[least] += weights[host]
    return [{"shard": f"{number:02d}", "sites": ids} for number, ids in enumerate(shards) if ids]


def _name(shard: Mapping[str, Any], registry: Registry) -> str:
    """What a task is called: its provinces with their numbers of sites, and the first sites by name."""
    sites = [registry.get(site_id) for site_id in shard["sites"]]
    provinces = Counter(_province(site) for site in sites)
    told = " ".join(f"{name} {count}" for name, count in provinces.most_common(_NAMED))
    first = ", ".join(site.name for site in sites[:_NAMED])
    more = f" +{len(sites) - _NAMED}" if len(sites) > _NAMED else ""
    return f"{shard['shard']} · {told}{' …' if len(provinces) > _NAMED else ''} · {first}{more}"


def _province(site: Site) -> str:
    found = by_code(f"{site.division_code[:2]}0000") if site.division_code else None
    return found.name if found else "—"
