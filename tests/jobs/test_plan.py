"""What a run will do: whose sites, in which shards, under which names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.errors import InputError, RegistryError
from cppcc_archive.jobs.plan import chosen_sites, plan_run, shards_of
from cppcc_archive.jobs.settings import Settings
from cppcc_archive.sites.model import Site, SiteStatus
from cppcc_archive.sites.registry import Registry


def site(name: str, url: str | None = None, code: str | None = None, **more: object) -> Site:
    return Site(
        id=name, name=f"{name}政协", base_url=url or f"http://{name}.example.gov.cn/", division_code=code, **more
    )


def of(sites: Mapping[str, str]) -> list[Site]:
    return [site(name, url) for name, url in sites.items()]


def test_sites_on_one_host_stay_in_one_shard() -> None:
    hosts = {f"site-{n}": f"http://{'www.' * (n % 2)}h{n // 2}.example.gov.cn/s{n}/" for n in range(12)}
    shards = shards_of(of(hosts), 4)
    assert sorted(name for shard in shards for name in shard["sites"]) == sorted(hosts)
    for shard in shards:
        numbers = {int(name.removeprefix("site-")) for name in shard["sites"]}
        assert {number ^ 1 for number in numbers} == numbers


def test_shards_are_about_as_large_as_asked_for() -> None:
    shards = shards_of([site(f"site-{n}") for n in range(10)], 4)
    assert sorted(len(shard["sites"]) for shard in shards) == [3, 3, 4]


REGISTRY = Registry(
    (
        site("jinan", code="370102"),
        site("qingdao", code="370202"),
        site("hangzhou", code="330102"),
        site("resting", code="370103", status=SiteStatus.PAUSED),
    )
)


def chosen(sites: list[str] | None = None, province: str | None = None) -> list[str]:
    return [one.id for one in chosen_sites(REGISTRY, sites, province)]


def test_without_a_choice_every_active_site_is_crawled() -> None:
    assert chosen() == ["jinan", "qingdao", "hangzhou"]


def test_a_choice_is_by_site_by_province_or_by_both() -> None:
    assert chosen(["hangzhou"]) == ["hangzhou"]
    assert chosen(province="37") == ["jinan", "qingdao"]
    assert chosen(["jinan", "hangzhou"], "37") == ["jinan"]


def test_a_choice_that_leaves_nothing_is_refused_with_the_remedy() -> None:
    with pytest.raises(RegistryError, match=r"no site 'jinann'.*did you mean jinan"):
        chosen(["jinann"])
    with pytest.raises(InputError, match=r"paused, retired.*: resting"):
        chosen(["resting"])
    with pytest.raises(InputError, match="begins with 65"):
        chosen(province="65")
    with pytest.raises(RegistryError, match="no crawlable site"):
        chosen_sites(Registry(()), None, None)


def test_a_shard_is_called_by_its_provinces_and_first_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "registry", lambda self: REGISTRY)
    planned = plan_run(Settings(store_uri=str(tmp_path / "store")), year=2019)
    (shard,) = planned.shards
    assert shard["name"] == "00 · 山东省 2 浙江省 1 · jinan政协, qingdao政协, hangzhou政协"
    assert shard["year"] == 2019
    assert planned.summary.startswith("3 sites in 1 shards, publication year 2019")


@given(st.dictionaries(st.integers(0, 99), st.floats(0, 10_000), max_size=60), st.integers(2, 16))
def test_long_sites_are_dealt_apart(known: dict[int, float], size: int) -> None:
    sites = [site(f"site-{n}") for n in range(100)]
    expected = {f"site-{n}": load for n, load in known.items()}
    shards = shards_of(sites, size, expected)
    assert sorted(one for shard in shards for one in shard["sites"]) == sorted(one.id for one in sites)
    usual = median(expected.values()) if expected else 1
    loads = [sum(max(expected.get(one, usual), 1) for one in shard["sites"]) for shard in shards]
    longest = max(max(expected.get(one.id, usual), 1) for one in sites)
    # No shard has more than its share and the longest site beyond.
    assert max(loads) <= sum(loads) / -(-100 // size) + longest + 1e-6
