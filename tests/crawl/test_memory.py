"""Which known pages are looked at again, and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.model import CaptureKind, Known, Verdict
from cppcc_archive.cms.registry import family
from cppcc_archive.crawl.memory import Memory, age_days, is_due, is_file_due

TONIGHT = date(2026, 3, 1)
EMPIRE = family("empirecms")


def known(day: date | None, number: int = 1, verdict: Verdict = Verdict.OK, year: int | None = None) -> Known:
    url = (
        f"http://zx.yunshan.example/baogao/{day}/{number}.html"
        if day
        else f"http://zx.yunshan.example/show-{number}.html"
    )
    return Known(url, CaptureKind.ARTICLE, verdict, "sha256:1", None, None, datetime(2025, 1, 1, tzinfo=UTC), year, "c")


@pytest.mark.parametrize("days, every", [(0, 1), (6, 1), (7, 7), (59, 7), (60, 90), (4000, 90)])
def test_a_page_has_its_turn_once_in_its_period(days: int, every: int) -> None:
    item = known(TONIGHT - timedelta(days=days))
    turns = [is_due(item, days, TONIGHT + timedelta(days=night)) for night in range(every)]
    assert turns.count(True) == 1


@given(st.integers(0, 10_000))
def test_everybody_agrees_whose_turn_it_is(number: int) -> None:
    item = known(date(2020, 5, 5), number)
    assert is_due(item, 2000, TONIGHT) == is_due(item, 2000, TONIGHT)


def test_old_pages_are_spread_over_the_nights() -> None:
    nights = Counter(
        next(n for n in range(90) if is_due(known(date(2020, 5, 5), number), 2000, TONIGHT + timedelta(days=n)))
        for number in range(1800)
    )
    assert len(nights) == 90 and max(nights.values()) < 45


def test_pages_that_failed_have_their_turn_sooner() -> None:
    item = known(date(2015, 5, 5), verdict=Verdict.ERROR)
    assert sum(is_due(item, 4000, TONIGHT + timedelta(days=night)) for night in range(7)) == 1


@pytest.mark.parametrize(
    "item, age",
    [
        (known(date(2026, 2, 20)), 9),
        (known(date(2026, 3, 9)), 0),
        (known(None, year=2026), 30),
        (known(None, year=None), 30),
        (known(None, year=2024), (TONIGHT - date(2024, 7, 1)).days),
    ],
)
def test_age_by_the_urls_date_else_by_the_year(item: Known, age: int) -> None:
    assert age_days(item, EMPIRE, TONIGHT) == age


def test_young_pages_come_first() -> None:
    items = [known(TONIGHT - timedelta(days=day), day) for day in (5, 1, 3)]
    memory = Memory({item.url: item for item in items})
    assert [item.url for item in memory.due(EMPIRE, TONIGHT)] == [items[1].url, items[2].url, items[0].url]


def test_listings_have_no_turn_and_attachments_only_when_they_failed() -> None:
    def of(kind: CaptureKind, verdict: Verdict, number: int) -> Known:
        item = known(TONIGHT, number, verdict)
        return Known(item.url, kind, verdict, None, None, None, item.captured_at, 2026, "c")

    items = [
        of(CaptureKind.LISTING, Verdict.OK, 1),
        of(CaptureKind.ATTACHMENT, Verdict.OK, 2),
        of(CaptureKind.ATTACHMENT, Verdict.ERROR, 3),
    ]
    memory = Memory({item.url: item for item in items})
    assert [item.url for item in memory.due(EMPIRE, TONIGHT)] == [items[2].url]


def file(number: int, age: int, **said: Any) -> Known:
    item = known(TONIGHT - timedelta(days=age), number)
    return replace(item, kind=CaptureKind.ATTACHMENT, **said)


@pytest.mark.parametrize(
    "item, age, nights, turns",
    [
        (file(1, 3, etag='"1"'), 3, 7, 1),
        (file(1, 30, last_modified="Tue, 03 Feb 2026 08:00:00 GMT"), 30, 28, 4),
        (file(1, 30), 30, 90, 1),
        (file(1, 400, etag='"1"'), 400, 90, 1),
        (file(1, 400, verdict=Verdict.ERROR), 400, 90, 0),
        (file(1, 400, failures=2), 400, 90, 1),
    ],
)
def test_a_file_that_came_is_looked_at_again_seldom(item: Known, age: int, nights: int, turns: int) -> None:
    assert sum(is_file_due(item, age, TONIGHT + timedelta(days=night)) for night in range(nights)) == turns


def test_files_longest_unseen_come_first_and_no_more_than_a_nights_share() -> None:
    items = [file(n, 400, captured_at=datetime(2025, 1, 1, tzinfo=UTC) - timedelta(hours=n)) for n in range(900)]
    memory = Memory({item.url: item for item in [*items, known(TONIGHT)]})
    found = memory.files_due(EMPIRE, TONIGHT, most=4)
    assert len(found) == 4
    assert (
        found == sorted((one for one in items if is_file_due(one, 400, TONIGHT)), key=lambda one: one.captured_at)[:4]
    )


def test_an_error_is_not_held() -> None:
    good, bad = known(TONIGHT, 1), known(TONIGHT, 2, Verdict.ERROR)
    memory = Memory({item.url: item for item in (good, bad)})
    assert memory.holds(good.url) and memory.holds(good.url.replace("http:", "https:"))
    assert not memory.holds(bad.url) and memory.get(bad.url) is bad
