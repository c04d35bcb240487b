"""The registry that ships: every entry valid, in its province's file, under the right division."""

from __future__ import annotations

import pytest

from cppcc_archive.sites import divisions
from cppcc_archive.sites.model import Site, SiteStatus
from cppcc_archive.sites.registry import builtin_folder, load

REGISTRY = load()


def test_it_is_filled() -> None:
    assert len(REGISTRY.sites) > 50
    assert len(REGISTRY.crawlable()) > 40


@pytest.mark.parametrize("site", REGISTRY.sites, ids=lambda site: site.id)
class TestEveryEntry:
    def test_names_the_division_it_is_under(self, site: Site) -> None:
        assert site.division_code is not None
        named = divisions.short_name(site.division_code)
        assert site.name == f"{named}政协"

    def test_stands_in_its_provinces_file_only(self, site: Site) -> None:
        assert site.division_code is not None
        same_file = {
            other.division_code[:2]
            for other in REGISTRY.sites
            if other.division_code and REGISTRY.files[other.id] == REGISTRY.files[site.id]
        }
        assert same_file == {site.division_code[:2]}

    def test_claims_nothing_that_was_not_checked(self, site: Site) -> None:
        assert site.status in (SiteStatus.UNVERIFIED, SiteStatus.PAUSED)
        assert site.status is SiteStatus.UNVERIFIED or site.note


def test_every_file_says_where_it_comes_from() -> None:
    for file in builtin_folder().glob("*.yaml"):
        assert file.read_text(encoding="utf-8").startswith("# ")
