"""The demo server speaks enough HTTP to exercise a polite crawler."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from ruamel.yaml import YAML

from demo_sites.articles import Column
from demo_sites.facts import committees
from demo_sites.server import DemoSites

COLUMN = {"yunshan": "/col/col1101/index.html", "qingyan": "/zxgz/hybg/", "linhu": "/gzbg/"}


@pytest.fixture
def sites(tmp_path) -> Iterator[DemoSites]:
    with DemoSites(tmp_path / "sites") as served:
        yield served


def article_url(sites: DemoSites, site: str, year: int) -> str:
    from demo_sites.server import layout_of

    committee = next(item for item in committees() if item.id == site)
    layout = layout_of(committee, 1)
    article = next(item for item in layout.of(Column.REPORTS) if item.published.year == year)
    return sites.urls[site].rstrip("/") + next(path for path in layout.resources if str(article.number) in path)


def test_three_sites_on_three_ports_of_loopback(sites: DemoSites) -> None:
    assert len(set(sites.urls.values())) == 3
    for name, url in sites.urls.items():
        assert url.startswith("http://127.0.0.1:")
        assert requests.get(url).status_code == 200
        assert requests.get(url + "robots.txt").text.startswith("User-agent: *")
        assert requests.get(url.rstrip("/") + COLUMN[name]).status_code == 200
        assert requests.get(url + "nowhere.html").status_code == 404


@pytest.mark.parametrize(
    ("site", "validators"),
    [("yunshan", {"Last-Modified"}), ("qingyan", {"ETag", "Last-Modified"}), ("linhu", {"ETag"})],
)
def test_each_site_answers_304_to_the_validators_it_sends(sites: DemoSites, site: str, validators: set[str]) -> None:
    url = article_url(sites, site, 2024)
    first = requests.get(url)
    assert {name for name in ("ETag", "Last-Modified") if name in first.headers} == validators
    names = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    for name in validators:
        again = requests.get(url, headers={names[name]: first.headers[name]})
        assert again.status_code == 304
        assert again.content == b""
    stale = requests.get(url, headers={"If-None-Match": '"other"', "If-Modified-Since": "nonsense"})
    assert stale.status_code == 200


def test_the_second_night_begins_at_once(sites: DemoSites) -> None:
    edited, deleted = article_url(sites, "yunshan", 2026), article_url(sites, "linhu", 2025)
    before = requests.get(edited)
    assert requests.get(deleted).status_code == 200
    sites.set_night(2)
    assert requests.get(deleted).status_code == 404
    after = requests.get(edited, headers={"If-Modified-Since": before.headers["Last-Modified"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_the_registry_names_the_sites_where_they_are_served(sites: DemoSites) -> None:
    entries = YAML(typ="safe").load(sites.registry.read_text(encoding="utf-8"))
    assert {entry["id"]: entry["base_url"] for entry in entries} == sites.urls
    assert all(entry["allow_private_address"] for entry in entries)


def test_every_request_is_logged_also_under_load(sites: DemoSites) -> None:
    url = sites.urls["qingyan"]
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda n: requests.get(f"{url}?{n}").status_code, range(64)))
    assert statuses == [200] * 64
    logged = sites.requests()
    assert sorted(line["path"] for line in logged) == sorted(f"/?{n}" for n in range(64))
    assert {line["site"] for line in logged} == {"qingyan"}


def test_a_malformed_query_is_a_400_not_a_crash(sites: DemoSites) -> None:
    url = sites.urls["yunshan"] + "module/web/jpage/dataproxy.jsp?columnid=1101&page=x"
    assert requests.get(url).status_code == 400
    assert requests.get(sites.urls["yunshan"]).status_code == 200


def test_ports_are_free_again_when_the_context_ends(tmp_path) -> None:
    with DemoSites(tmp_path / "a") as served:
        urls = dict(served.urls)
    for url in urls.values():
        with pytest.raises(requests.ConnectionError):
            requests.get(url, timeout=2)


def test_a_site_that_somebody_added_is_still_there_when_the_sites_come_back(tmp_path) -> None:
    with DemoSites(tmp_path) as served:
        registry = served.registry
    entry = "- id: added  # by hand\n  name: 空山区政协\n  base_url: http://127.0.0.1:9/\n  columns: [{path: a/}]\n"
    registry.write_text(registry.read_text(encoding="utf-8") + entry, encoding="utf-8")
    for _ in range(2):
        with DemoSites(tmp_path):
            found = YAML(typ="safe").load(registry.read_text(encoding="utf-8"))
    assert [one["id"] for one in found] == [*(one.id for one in committees()), "added"]
    assert found[-1]["columns"] == [{"path": "a/"}]
