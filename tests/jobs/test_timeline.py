"""What the captures of a report's pages say about its life."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.captures.model import Verdict
from cppcc_archive.jobs.timeline import Fetch, Page, ParseRow, fetch_of, life_of
from tests.tables.test_history import capture

START = datetime(2026, 1, 1, 18, 0, tzinfo=UTC)


def night(number: int) -> datetime:
    return START + timedelta(days=number)


def fetch(number: int, seen: str) -> Fetch:
    """The capture of a night: a version's name, ``gone``, ``tombstone``, ``failed`` or ``unread``."""
    verdict = Verdict(seen) if seen in ("gone", "tombstone") else Verdict.OK
    parse = None
    if verdict is Verdict.OK and seen != "unread":
        result = "failed" if seen == "failed" else "report"
        parse = ParseRow(result, None, "r", seen, f"digest of {seen}", f"parts of {seen}", "1")
    made = fetch_of(capture(number, verdict))
    made.parse = parse
    return made


def page(*seen: str, first: int = 0) -> Page:
    return Page("qinghe", "http://a/", [fetch(first + number, name) for number, name in enumerate(seen)])


def test_a_report_never_read_has_no_life() -> None:
    assert life_of([page("failed", "unread", "gone")]) is None


def test_the_newest_reading_stands() -> None:
    life = life_of([page("v1", "v2", "v2", "failed")])
    assert life is not None
    assert life.newest.captured_at == night(2)
    assert (life.first_seen, life.last_changed, life.gone_since) == (night(0), night(1), None)


def test_a_version_that_returns_has_changed_anew() -> None:
    life = life_of([page("v1", "v2", "v1", "v1")])
    assert life is not None
    assert (life.last_changed, life.newest.captured_at) == (night(2), night(3))


def test_gone_counts_from_the_first_night_without_it() -> None:
    life = life_of([page("v1", "gone", "tombstone")])
    assert life is not None
    assert (life.gone_since, life.last_changed) == (night(1), night(0))


def test_a_page_that_is_back_is_not_gone_even_if_it_cannot_be_read() -> None:
    for back in ("v1", "failed", "unread"):
        life = life_of([page("v1", "gone", back)])
        assert life is not None
        assert life.gone_since is None


def test_a_report_that_moved_is_not_gone() -> None:
    life = life_of([page("v1", "gone"), page("v1", first=3)])
    assert life is not None
    assert (life.gone_since, life.first_seen, life.last_changed) == (None, night(0), night(0))


def test_a_report_is_gone_once_its_last_address_is() -> None:
    life = life_of([page("v1", "gone"), page("v1", "gone", first=3)])
    assert life is not None
    assert life.gone_since == night(4)


NAMES = st.sampled_from(["v1", "v2", "gone", "tombstone", "failed", "unread"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=5), min_size=1, max_size=3))
def test_the_order_of_addresses_does_not_matter(histories: list[list[str]]) -> None:
    pages = [page(*history, first=10 * number) for number, history in enumerate(histories)]
    turned = [replace(item) for item in reversed(pages)]
    assert life_of(pages) == life_of(turned)


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_the_dates_of_a_life_are_in_order(history: list[str]) -> None:
    life = life_of([page(*history)])
    if life is not None:
        assert life.first_seen <= life.last_changed <= life.newest.captured_at
        assert life.gone_since is None or life.gone_since > life.newest.captured_at
