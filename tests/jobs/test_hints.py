"""Which registered site a URL belongs to."""

from __future__ import annotations

import pytest

from cppcc_archive.jobs.hints import hint_for_url
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.registry import Registry

REGISTRY = Registry(
    tuple(
        Site(id=site_id, name=f"{site_id}政协", base_url=url, hosts=hosts)
        for site_id, url, hosts in (
            ("county", "http://www.qinghe.example", ()),
            ("section", "http://www.qinghe.example/zx", ()),
            ("own", "https://zx.yunshan.example/index.html", ("www.yszx.example",)),
        )
    )
)


@pytest.mark.parametrize(
    ("url", "site_id"),
    [
        ("http://www.qinghe.example/art/1.html", "county"),
        ("http://www.qinghe.example/zx/art/1.html", "section"),
        ("http://www.qinghe.example/zxgk/1.html", "county"),
        ("http://qinghe.example/zx/", "section"),
        ("https://qinghe.example:443/zx/1.html?x=1", "section"),
        ("http://zx.yunshan.example/a/1.html", "own"),
        ("http://yszx.example/old/1.html", "own"),
        ("http://yunshan.example/a/1.html", None),
    ],
)
def test_the_longest_base_address_on_the_host_wins(url: str, site_id: str | None) -> None:
    found = hint_for_url(REGISTRY, url)
    assert (found.site_id if found else None) == site_id
