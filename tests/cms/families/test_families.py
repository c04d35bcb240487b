"""Every family reads its own home pages, listings, data answers and articles as the golden files say.

A family without ``expected.json`` gets one written and fails, so that the file is read before it is trusted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from cppcc_archive.cms.registry import FAMILIES
from tests.cms.golden import FIXTURES, Fixture, fixtures

PAGES = fixtures()
BY_FAMILY: dict[str, list[Fixture]] = defaultdict(list)
for _fixture in PAGES:
    BY_FAMILY[_fixture.family].append(_fixture)


def expected(name: str) -> dict[str, Any]:
    path = FIXTURES / name / "expected.json"
    if not path.exists():
        found = {fixture.name: fixture.read() for fixture in BY_FAMILY[name]}
        path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        pytest.fail(f"{path.name} of {name} was missing and has been written: review it, then run again")
    return dict(json.loads(path.read_text()))


def test_every_family_has_fixtures_and_every_fixture_a_family() -> None:
    assert set(BY_FAMILY) == set(FAMILIES)


@pytest.mark.parametrize("fixture", PAGES, ids=str)
def test_page_is_read_as_reviewed(fixture: Fixture) -> None:
    assert fixture.read() == expected(fixture.family)[fixture.name]


@pytest.mark.parametrize("name", sorted(set(FAMILIES) - {"generic"}))
def test_family_recognises_its_own_home_or_listing(name: str) -> None:
    pages = [fixture for fixture in BY_FAMILY[name] if fixture.kind in {"home", "listing"} and not fixture.request]
    assert name in {fixture.read()["detected"] for fixture in pages}


@pytest.mark.parametrize("fixture", [f for f in PAGES if f.kind == "listing"], ids=str)
def test_no_row_twice_and_none_off_the_site(fixture: Fixture) -> None:
    urls = [link["url"] for link in fixture.read()["links"]]
    assert len(urls) == len(set(urls))
    assert all("people.com.cn" not in url for url in urls)
