"""The weekly look at the tables: what came or went since the last one is enough to find what breaks a law, it loads
what is new and not the archive, and where nobody knows what was seen, everything is looked at."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from bench.scale_archive import crawl_changed, crawl_new, fill
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.laws import QUARTER, Share, look, plan_laws, remember
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import scan as scanning
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, delete_where, replace_where
from cppcc_archive.tables.contract import (
    CAPTURES,
    CONFIRMED,
    CRAWL_OUTCOMES,
    DIVISIONS,
    INDICATORS,
    LAYOUTS,
    PARAGRAPHS,
    PARSES,
    PARTS,
    REPORT_TEXTS,
    REPORT_VERSIONS,
    REPORTS,
    SECTIONS,
    SITES,
    TABLES,
)
from cppcc_archive.tables.delta import Tables, tables_of
from cppcc_archive.tables.laws import breaches
from cppcc_archive.tables.laws.changes import changes_since, seen_now
from cppcc_archive.tables.laws.looking import split
from cppcc_archive.tables.laws.rows import Span
from cppcc_archive.tables.laws.seen import KEY, progress
from cppcc_archive.tables.maintenance import maintain
from cppcc_archive.tables.publish import append_outcomes
from cppcc_archive.tables.scan import data_files, scan
from cppcc_archive.tables.schema import Table
from tests.archive_kit import FIRST_NIGHT, SITE, Nights, article, filled, registry, report_page

NOW = datetime(2026, 2, 1, tzinfo=UTC)
REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2025/2/1/art_1_2.html"
NOTICE_PAGE = article("关于召开会议的通知", "会议定于下周召开。", "2025-02-01")
GONE = "no row that was there is gone"


def told(store: Store, now: datetime = NOW, whole: bool = False) -> list[str]:
    """One audit's look at the tables, remembered: the laws that are broken."""
    shares = [Share.from_json(share.to_json()) for share in plan_laws(store, now, whole=whole)]
    found = look(store, shares, pause=0)
    remember(store, shares, found, now)
    return [breach.law for breach in found]


def nights_and_a_build(store: Store) -> None:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: NOTICE_PAGE})
    nights.crawl({REPORT: report_page(180), NOTICE: 304})
    for run in ("night000", "night001"):
        append_outcomes(store, [SiteOutcome(run, SITE, SiteResult.OK, "", FIRST_NIGHT, FIRST_NIGHT)], run, "00")
    build_year(store, 2025, registry=registry())


def looked_at_once(store: Store) -> None:
    nights_and_a_build(store)
    assert told(store) == []


@pytest.fixture
def seen(folder_store: Store) -> Store:
    """A built archive in which a look has found nothing."""
    return filled(folder_store, looked_at_once)


def is_for_news(share: Share) -> bool:
    return share.seen is not None


def stored(store: Store, table: Table) -> list[dict[str, Any]]:
    return scan(tables_of(store), table, list(table.column)).to_pylist()


def lose(table: Table, which: str = "true") -> Callable[[Store], None]:
    return lambda store: delete_where(store, table, which)


def twice(table: Table) -> Callable[[Store], None]:
    return lambda store: append(store, table, rows_of(table, stored(store, table)[:1]))


def written_anew_twice(table: Table) -> Callable[[Store], None]:
    def write(store: Store) -> None:
        rows = rows_of(table, stored(store, table))
        replace_where(store, table, pa.concat_tables([rows, rows]), "true")

    return write


def move_a_part(table: Table) -> Callable[[Store], None]:
    def move(store: Store) -> None:
        row = stored(store, table)[0]
        delete_where(store, table, f"report_id = '{row['report_id']}'")
        append(store, table, rows_of(table, [{**row, "start_char": row["start_char"] + 1}]))

    return move


def other_figure(store: Store) -> None:
    rows = stored(store, INDICATORS)
    delete_where(store, INDICATORS, "true")
    append(store, INDICATORS, rows_of(INDICATORS, [{**row, "value": 7.0} for row in rows]))


def another_site_tells(store: Store) -> None:
    told = SiteOutcome("night000", "other", SiteResult.OK, "", FIRST_NIGHT, FIRST_NIGHT)
    delete_where(store, CRAWL_OUTCOMES, "run_id = 'night000'")
    append_outcomes(store, [told], "night000", "01")


DAMAGES = {
    **{f"{table.name} lost": lose(table) for table in (CAPTURES, REPORTS, PARAGRAPHS, SITES, DIVISIONS)},
    **{f"{table.name} twice": twice(table) for table in (CAPTURES, CRAWL_OUTCOMES, PARSES, REPORT_TEXTS)},
    **{f"{table.name} written anew twice": written_anew_twice(table) for table in (CAPTURES, REPORT_TEXTS)},
    "a figure moved": move_a_part(INDICATORS),
    "an old version lost": lose(REPORT_VERSIONS, "characters = 146"),
    "captures of the first night lost": lose(CAPTURES, "run_id = 'night000'"),
    "a figure changed": other_figure,
    "an outcome lost": another_site_tells,
}


MORE_DAMAGES = {
    **{f"{table.name} lost": lose(table) for table in TABLES.values() if table is not CONFIRMED},
    **{f"{table.name} twice": twice(table) for table in (REPORTS, REPORT_VERSIONS, *PARTS[:3], SITES)},
    "a heading moved": move_a_part(SECTIONS),
}


@pytest.mark.parametrize("damage", [*DAMAGES, *(pytest.param(one, marks=pytest.mark.slow) for one in MORE_DAMAGES)])
def test_a_look_at_what_changed_finds_what_a_look_at_everything_does(seen: Store, damage: str) -> None:
    {**MORE_DAMAGES, **DAMAGES}[damage](seen)
    shares = plan_laws(seen, NOW)
    assert all(map(is_for_news, shares))
    found = [breach.law for breach in look(seen, shares, pause=0)]
    every = [breach.law for breach in breaches(seen)]
    assert set(every) <= set(found)
    assert {law.partition(": ")[2] for law in set(found) - set(every)} <= {GONE}


def test_rows_that_no_law_misses_are_missed_all_the_same(seen: Store) -> None:
    """Nothing refers to a quiet night's outcome: only the log knows that it was there."""
    delete_where(seen, CRAWL_OUTCOMES, "run_id = 'night001'")
    delete_where(seen, CAPTURES, "run_id = 'night001'")
    assert f"crawl_outcomes: {GONE}" in told(seen)
    assert not any(breach.law.startswith("crawl_outcomes") for breach in breaches(seen))


def test_what_breaks_a_law_is_told_until_it_is_mended(seen: Store) -> None:
    parts = stored(seen, INDICATORS)
    delete_where(seen, INDICATORS, "true")
    first = told(seen)
    assert first and told(seen, NOW + timedelta(weeks=1)) == first
    append(seen, INDICATORS, rows_of(INDICATORS, parts))
    assert told(seen, NOW + timedelta(weeks=2)) == []
    assert all(map(is_for_news, plan_laws(seen, NOW + timedelta(weeks=3))))


@pytest.mark.slow
def test_nights_builds_and_care_break_nothing(folder_store: Store) -> None:
    nights = Nights(folder_store)
    steps: list[dict[str, bytes | int]] = [
        {REPORT: report_page(171), NOTICE: NOTICE_PAGE},
        {REPORT: report_page(180), "/art/2025/3/1/art_1_3.html": article("新的通知", "另一个会议。")},
        {NOTICE: 404},
        {REPORT: report_page(171)},  # as it was before
        {REPORT: report_page(171, published="2024-12-30"), NOTICE: NOTICE_PAGE},
    ]
    for number, answers in enumerate(steps):
        nights.crawl(answers)
        build_year(folder_store, registry=registry())
        if number % 2:
            maintain(folder_store)
        assert told(folder_store, NOW + timedelta(weeks=number)) == []
    build_year(folder_store, reparse=True, registry=registry())
    assert told(folder_store, NOW + timedelta(weeks=9)) == []
    kept = progress(folder_store)
    assert kept is not None and kept.whole_at == NOW


def test_everything_is_looked_at_once_a_quarter(seen: Store) -> None:
    assert all(map(is_for_news, plan_laws(seen, NOW + QUARTER - timedelta(days=1))))
    assert not any(map(is_for_news, plan_laws(seen, NOW + QUARTER)))
    assert told(seen, NOW + QUARTER) == []
    assert all(map(is_for_news, plan_laws(seen, NOW + QUARTER + timedelta(weeks=1))))


def test_values_that_rotted_in_place_are_found_by_a_look_at_everything(tmp_path: Path) -> None:
    store = filled(LocalStore(tmp_path), looked_at_once)
    file = tmp_path / data_files(tables_of(store), SECTIONS)[0].key
    data = bytearray(file.read_bytes())
    for place in range(4, len(data) // 2, 50):
        data[place] ^= 0xFF
    file.write_bytes(data)
    assert told(store) == []
    assert told(store, NOW + QUARTER) == ["sections: every file can be read"]


def test_a_file_that_went_without_a_commit_is_missed_at_once(tmp_path: Path) -> None:
    store = filled(LocalStore(tmp_path), looked_at_once)
    (tmp_path / data_files(tables_of(store), SECTIONS)[0].key).unlink()
    assert told(LocalStore(tmp_path)) == ["sections: every file can be read"]


@pytest.mark.parametrize("state", [b"", b"{}", b'{"laws": "others", "tables": {}}', b"[]", b"\xff"])
def test_where_nobody_knows_what_was_seen_everything_is_looked_at(tmp_path: Path, state: bytes) -> None:
    filled(LocalStore(tmp_path), looked_at_once)
    (tmp_path / KEY).write_bytes(state)
    assert not any(map(is_for_news, plan_laws(LocalStore(tmp_path), NOW)))


def moved_aside(folder: Path) -> None:
    shutil.rmtree(folder / "tables" / "parses")


def log_rolled_back(folder: Path) -> None:
    for commit in sorted((folder / "tables" / "parses" / "_delta_log").glob("*.json"))[-2:]:
        commit.unlink()


@pytest.mark.parametrize("change", [moved_aside, log_rolled_back])
def test_a_table_that_is_not_the_one_that_was_seen_is_looked_at_whole(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    store = filled(LocalStore(tmp_path), looked_at_once)
    change(tmp_path)
    assert look(store, plan_laws(LocalStore(tmp_path), NOW), pause=0) == breaches(LocalStore(tmp_path)) != []


def test_commits_that_are_no_longer_told_of_make_everything_looked_at(tmp_path: Path) -> None:
    store = filled(LocalStore(tmp_path), looked_at_once)
    Nights(store, lambda night: f"later{night}").crawl({"/art/2025/3/1/art_1_3.html": NOTICE_PAGE})
    tables = Tables(store)
    before = progress(store)
    assert before is not None
    assert changes_since(tables, CAPTURES, before.tables["captures"]) is not None
    number = before.tables["captures"].version + 1
    (tmp_path / "tables" / "captures" / "_delta_log" / f"{number:020d}.json").unlink()
    assert changes_since(tables, CAPTURES, before.tables["captures"]) is None


def test_rows_that_the_log_does_not_account_for_are_told(tmp_path: Path) -> None:
    """A merge of files that loses rows says that it changes no data."""
    store = filled(LocalStore(tmp_path), looked_at_once)
    tables = Tables(store)
    seen = seen_now(tables, REPORTS)
    assert seen is not None
    changes = changes_since(tables, REPORTS, type(seen)(seen.table_id, seen.version, seen.rows + 3))
    assert changes is not None and changes.unexplained == 3
    text = (tmp_path / KEY).read_text()
    (tmp_path / KEY).write_text(text.replace(f'"rows": {seen.rows}', f'"rows": {seen.rows + 1}'))
    assert f"{REPORTS.name}: its log accounts for every row" in told(store)


def test_shares_cover_every_site_there_can_be() -> None:
    counts = {f"site{number:02d}": 10 * (1 + number % 3) for number in range(20)}
    spans = split(counts, 100)
    assert len(spans) == 4
    assert (spans[0].first, spans[-1].until) == ("", None)
    assert [one.until for one in spans[:-1]] == [one.first for one in spans[1:]]
    assert split({}, 100) == [Span()]
    assert len(split({"one": 10**6}, 10)) == 1


def test_shares_together_find_what_one_look_does(seen: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Nights(seen, lambda night: f"other{night}")
    other.crawl({"/art/2025/3/1/art_1_3.html": NOTICE_PAGE})
    delete_where(seen, INDICATORS, "true")
    spans = [Span("", "a"), Span("a", SITE), Span(SITE, f"{SITE}0"), Span(f"{SITE}0", None)]
    for before in (None, progress(seen)):
        known = before.tables if before else None
        one = breaches(seen, seen=known)
        assert [breach for span in spans for breach in breaches(seen, span, known)] == one != []


SMALL, LARGE = 300, 1500


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[int]]:
    """By captures there were before, the rows that are loaded when nothing is new, and of 27 new and changed ones."""
    found = {}
    for size in (SMALL, LARGE):
        store = LocalStore(tmp_path_factory.mktemp("looked") / "store")
        fill(store, size, 60)
        build_year(store, 2026, registry=Registry(()))
        shares = plan_laws(store, NOW)
        remember(store, shares, [], NOW)
        found[size] = [_loaded(store)]
        crawl_new(store, 20, "night1")
        crawl_changed(store, size, 5, 2, "night2")
        build_year(store, 2026, registry=Registry(()))
        found[size].append(_loaded(store))
    return found


def _loaded(store: Store) -> int:
    rows = 0
    group = scanning._group

    def counted(*arguments: Any) -> Any:
        nonlocal rows
        found = group(*arguments)
        # Of layouts there is a row a site, and more sites here where there is more.
        rows += found.num_rows if found is not None and arguments[2] is not LAYOUTS else 0
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "_group", counted)
        look(store, plan_laws(store, NOW), pause=0)
    return rows


def test_a_look_loads_what_is_new_however_large_the_archive_is(loaded: dict[int, list[int]]) -> None:
    assert loaded[SMALL] == loaded[LARGE]
