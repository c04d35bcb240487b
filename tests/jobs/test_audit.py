"""An audit: a whole archive has no problem, damage is named with its remedy, what a killed crawl left out is put back,
and sites that fell silent are told apart from damage."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import pytest

from cppcc_archive.captures.manifest import manifest_key
from cppcc_archive.captures.warc import index_key
from cppcc_archive.crawl.model import SiteOutcome, SiteResult
from cppcc_archive.crawl.progress import Progress, WalkState
from cppcc_archive.errors import DamagedArchiveError, InputError
from cppcc_archive.jobs.audit import SETTLED, Audit, audit, plan_reading, read_objects, require_whole
from cppcc_archive.jobs.build import build_year
from cppcc_archive.jobs.sitehealth import LONG_OPEN, NO_ANSWER, NOTHING_NEW
from cppcc_archive.sites.model import Site, SiteStatus
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.base import Store
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append, delete_where
from cppcc_archive.tables.contract import CAPTURES, CRAWL_OUTCOMES, PARAGRAPHS, REPORT_VERSIONS, REPORTS
from cppcc_archive.tables.publish import append_captures, append_outcomes
from cppcc_archive.tables.query import connect, query
from tests.archive_kit import BASE, FIRST_NIGHT, SITE, Nights, article, filled, registry, report_page

REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2025/2/1/art_1_2.html"
LATER = FIRST_NIGHT + timedelta(days=5)


def looked_at(store: Store, **options: object) -> Audit:
    return audit(store, registry(), **{"now": LATER, "pause": 0, **options})  # type: ignore[arg-type]


def two_nights(store: Store) -> None:
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: article("关于召开会议的通知", "会议定于下周召开。", "2025-02-01")})
    nights.crawl({REPORT: report_page(180), NOTICE: 304})


def two_nights_and_a_build(store: Store) -> None:
    two_nights(store)
    build_year(store, 2025, registry=registry())


def crawled(store: Store) -> Store:
    return filled(store, two_nights)


def built(store: Store) -> Store:
    return filled(store, two_nights_and_a_build)


def test_a_whole_archive_has_no_problem(store: Store) -> None:
    found = looked_at(built(store))
    assert (found.problems, found.repaired, found.warnings) == ([], [], [])
    assert (found.objects, found.objects_checked, found.captures_checked) == (2, 2, 4)
    assert found.payload_bytes > 1000
    require_whole(found.to_json()["problems"])


def test_a_damaged_object_is_named_with_its_remedy(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    key = next(crawled(store).keys("warc/"))
    data = bytearray((tmp_path / key).read_bytes())
    data[len(data) // 2] ^= 0xFF
    (tmp_path / key).write_bytes(data)
    found = looked_at(store)
    assert {one.what for one in found.problems} == {key}
    assert all(one.remedy.startswith("restore the") for one in found.problems)
    with pytest.raises(DamagedArchiveError, match=key):
        require_whole(found.to_json()["problems"])


def test_a_manifest_made_anew_is_said_to_vouch_for_nothing(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    key = next(crawled(store).keys("warc/"))
    (tmp_path / manifest_key(key)).unlink()
    (tmp_path / index_key(key)).unlink()
    assert (looked_at(store).without_manifest, looked_at(store).repaired) == (1, [])
    found = looked_at(store, repair=True)
    assert {(one.kind, one.what) for one in found.repaired} == {("manifest", key), ("index", index_key(key))}
    (said,) = (one.detail for one in found.repaired if one.kind == "manifest")
    assert said.startswith("1 objects had no manifest") and "not verified" in said
    assert (looked_at(store).without_manifest, looked_at(store, repair=True).repaired) == (0, [])


def test_an_object_that_is_gone_is_named(tmp_path: Path) -> None:
    store = crawled(LocalStore(tmp_path))
    key = next(store.keys("warc/"))
    (tmp_path / key).unlink()
    (problem,) = looked_at(store).problems
    assert (problem.kind, problem.what) == ("object", key)
    assert problem.detail == "2 captures lie in it and it is not in the store"


def test_rows_that_point_beside_their_record_are_named(folder_store: Store) -> None:
    crawled(folder_store)
    rows = query(folder_store, "FROM captures").to_pylist()
    delete_where(folder_store, CAPTURES, "true")
    append(folder_store, CAPTURES, rows_of(CAPTURES, [{**row, "warc_offset": row["warc_offset"] + 1} for row in rows]))
    assert {problem.kind for problem in looked_at(folder_store).problems} == {"rows"}


@pytest.mark.parametrize(("lost", "objects"), [("run_id = 'night001'", 1), ("true", 2)])
def test_rows_that_only_the_objects_have_are_put_back(folder_store: Store, lost: str, objects: int) -> None:
    crawled(folder_store)
    before = query(folder_store, "FROM captures ORDER BY capture_id").to_pylist()
    delete_where(folder_store, CAPTURES, lost)
    assert [problem.detail for problem in looked_at(folder_store).problems] == [
        "2 captures in it have no row"
    ] * objects
    repaired = looked_at(folder_store, repair=True)
    assert (repaired.problems, len(repaired.repaired), repaired.published_years) == ([], objects, {2025})
    assert query(folder_store, "FROM captures ORDER BY capture_id").to_pylist() == before
    build_year(folder_store, 2025, registry=registry())
    assert query(folder_store, "FROM report_versions").num_rows == 3
    assert looked_at(folder_store).problems == []


def test_a_late_try_of_a_run_that_was_put_back_adds_nothing(folder_store: Store) -> None:
    captures = Nights(folder_store).crawl({REPORT: report_page()})
    delete_where(folder_store, CAPTURES, "true")
    looked_at(folder_store, repair=True)
    append_captures(folder_store, captures, "night000", "07")
    assert query(folder_store, "FROM captures").num_rows == 1


def test_the_object_of_a_running_crawl_is_left_to_it(folder_store: Store) -> None:
    Nights(folder_store).crawl({REPORT: report_page()})
    delete_where(folder_store, CAPTURES, "true")
    soon = looked_at(folder_store, repair=True, now=FIRST_NIGHT + SETTLED - timedelta(minutes=1))
    assert (soon.problems, soon.repaired) == ([], [])
    assert query(folder_store, "FROM captures").num_rows == 0


def test_an_object_that_lost_whole_records_is_named(tmp_path: Path) -> None:
    store = crawled(LocalStore(tmp_path))
    first, second = query(store, "FROM captures WHERE run_id = 'night000' ORDER BY warc_offset").to_pylist()
    file = tmp_path / first["warc_key"]
    file.write_bytes(file.read_bytes()[: second["warc_offset"]])
    (problem,) = looked_at(store).problems
    assert (problem.kind, problem.what) == ("rows", first["warc_key"])
    assert problem.detail.startswith("1 rows of captures name a place")


def test_nothing_is_put_back_from_an_object_that_is_damaged(tmp_path: Path) -> None:
    store = crawled(LocalStore(tmp_path))
    delete_where(store, CAPTURES, "run_id = 'night000'")
    file = tmp_path / next(store.keys("warc/"))
    sound = file.read_bytes()
    file.write_bytes(sound[:-9] + bytes([sound[-9] ^ 1]) + sound[-8:])
    assert looked_at(store, repair=True).problems[0].kind == "object"
    assert query(store, "FROM captures").num_rows == 2
    file.write_bytes(sound)
    assert [one.kind for one in looked_at(store, repair=True).repaired] == ["rows"]
    assert looked_at(store).problems == []


def test_years_that_no_build_has_read_are_named_again_until_one_has(folder_store: Store) -> None:
    crawled(folder_store)
    assert looked_at(folder_store).published_years == looked_at(folder_store).published_years == {2025}
    build_year(folder_store, 2025, registry=registry())
    assert looked_at(folder_store).published_years == set()


def test_one_table_that_cannot_be_opened_does_not_hide_the_rest(tmp_path: Path) -> None:
    store = built(LocalStore(tmp_path))
    for log in (tmp_path / "tables" / "sections" / "_delta_log").glob("*.json"):
        log.write_text("{garbled")
    delete_where(store, PARAGRAPHS, "true")
    assert {one.what for one in looked_at(store).problems} == {
        "sections: the table can be opened",
        "reports: every report with a text has its paragraphs",
    }


def test_versions_that_were_lost_are_missed(folder_store: Store) -> None:
    built(folder_store)
    first = query(folder_store, "SELECT version_id FROM report_versions ORDER BY valid_from LIMIT 1").to_pylist()[0]
    delete_where(folder_store, REPORT_VERSIONS, f"version_id = '{first['version_id']}'")
    assert "parses: every version that was read is among report_versions" in {
        problem.what for problem in looked_at(folder_store).problems
    }
    build_year(folder_store, 2025, registry=registry(), reparse=True)
    assert looked_at(folder_store).problems == []


def test_an_index_that_is_missing_is_written_again(tmp_path: Path) -> None:
    store = crawled(LocalStore(tmp_path))
    key = index_key(next(store.keys("warc/")))
    index = (tmp_path / key).read_bytes()
    (tmp_path / key).unlink()
    assert [problem.kind for problem in looked_at(store).problems] == ["index"]
    assert [one.what for one in looked_at(store, repair=True).repaired] == [key]
    assert (tmp_path / key).read_bytes() == index


def test_a_build_at_work_is_no_damage(folder_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    built(folder_store)
    with connect(folder_store, frozenset({"reports"})) as connection:
        rows = connection.execute("FROM reports").to_arrow_table().to_pylist()
    delete_where(folder_store, REPORTS, "true")
    # What the build commits between the two looks.
    monkeypatch.setattr(
        "cppcc_archive.jobs.laws.sleep", lambda _: append(folder_store, REPORTS, rows_of(REPORTS, rows))
    )
    assert looked_at(folder_store).problems == []


def test_the_laws_of_the_tables_are_looked_at(folder_store: Store) -> None:
    built(folder_store)
    delete_where(folder_store, CAPTURES, "kind = 'article' AND verdict = 'ok'")
    found = looked_at(folder_store)
    assert "reports: every report leads back to a capture" in {problem.what for problem in found.problems}


def test_the_parts_together_read_every_object_once(folder_store: Store) -> None:
    nights = Nights(folder_store)
    for number in range(6):
        nights.crawl({f"/art/2025/2/1/art_1_{number}.html": article("通知", f"会议{number}定于下周召开。")})
    whole = looked_at(folder_store)
    parts = [looked_at(folder_store, part=(number, 3)) for number in (1, 2, 3)]
    assert sum(part.objects_checked for part in parts) == whole.objects_checked == 6
    assert sum(part.payload_bytes for part in parts) == whole.payload_bytes
    assert {part.objects for part in parts} == {6}
    with pytest.raises(InputError, match="part 4/3"):
        looked_at(folder_store, part=(4, 3))


def test_objects_that_tasks_read_side_by_side_are_audited_as_if_one_had(
    folder_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nights = Nights(folder_store)
    for number in range(6):
        nights.crawl({f"/art/2025/2/1/art_1_{number}.html": article("通知", f"会议{number}定于下周召开。")})
    key = next(folder_store.keys("warc/"))
    damaged = tmp_path / "store" / key
    damaged.write_bytes(damaged.read_bytes()[:-100])
    whole = looked_at(folder_store)
    monkeypatch.setattr("cppcc_archive.jobs.audit.SHARD_OBJECTS", 2)
    told = [read_objects(folder_store, part, now=LATER).to_json() for part in plan_reading(folder_store, LATER, 1)]
    assert len(told) == 3
    together = looked_at(folder_store, read=[Audit.from_json(one) for one in told])
    assert together.to_json() == whole.to_json()
    assert any(problem.what == key for problem in together.problems)


@pytest.mark.parametrize("each", [1, 1000])
def test_as_many_weeks_as_parts_read_every_object(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch, each: int
) -> None:
    """However many tasks share a week."""
    nights = Nights(folder_store)
    for number in range(8):
        nights.crawl({f"/art/2025/2/1/art_1_{number}.html": article("通知", f"会议{number}定于下周召开。")})
    monkeypatch.setattr("cppcc_archive.jobs.audit.SHARD_OBJECTS", each)
    days = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(weeks=week) for week in range(4)]
    parts = [part for day in days for part in plan_reading(folder_store, day, 4)]
    assert len(parts) == (8 if each == 1 else 4)
    keys = list(folder_store.keys("warc/"))
    taken = Counter(key for number, of in parts for key in keys if crc32(key.encode()) % of == number - 1)
    assert taken == dict.fromkeys(keys, 1)


def outcome(run: str, result: SiteResult, finished: datetime, new: int = 0) -> SiteOutcome:
    return SiteOutcome(run, SITE, result, "", started_at=finished, finished_at=finished, articles_new=new)


@pytest.mark.parametrize(
    ("answered", "new", "told"),
    [
        (timedelta(days=1), timedelta(days=30), []),
        (NO_ANSWER + timedelta(days=1), timedelta(days=30), ["has not answered since"]),
        (timedelta(days=1), NOTHING_NEW + timedelta(days=1), ["has brought nothing new since"]),
    ],
)
def test_a_site_that_fell_silent_is_a_warning(
    folder_store: Store, answered: timedelta, new: timedelta, told: list[str]
) -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    append_outcomes(folder_store, [outcome("a", SiteResult.OK, now - new, new=3)], "a", "00")
    append_outcomes(folder_store, [outcome("b", SiteResult.UNCHANGED, now - answered)], "b", "00")
    append_outcomes(folder_store, [outcome("c", SiteResult.ERROR, now - timedelta(hours=1))], "c", "00")
    found = looked_at(folder_store, now=now)
    assert [one.detail[: len(words)] for one, words in zip(found.warnings, told, strict=True)] == told
    assert all(one.remedy.startswith(f"cppcc sites check {SITE}") for one in found.warnings)
    require_whole(found.to_json()["problems"])


def test_a_site_that_never_answered_is_a_warning(folder_store: Store) -> None:
    append_outcomes(folder_store, [outcome("a", SiteResult.ERROR, FIRST_NIGHT)], "a", "00")
    (warning,) = looked_at(folder_store, now=FIRST_NIGHT + NO_ANSWER + timedelta(days=1)).warnings
    assert warning.detail == "has not answered ever"


def test_sites_that_are_not_crawled_are_not_missed(folder_store: Store) -> None:
    append_outcomes(folder_store, [outcome("a", SiteResult.OK, FIRST_NIGHT)], "a", "00")
    retired = Registry((Site(id=SITE, name="青河县政协", base_url=BASE, status=SiteStatus.RETIRED),))
    assert audit(folder_store, retired, now=FIRST_NIGHT + timedelta(days=900)).warnings == []


def test_pages_that_lost_their_text_in_a_redesign_are_a_warning(folder_store: Store) -> None:
    pages = {f"/art/2025/2/1/art_1_{number}.html": article("通知", f"会议{number}改期。") for number in range(8)}
    nights = Nights(folder_store)
    nights.crawl(pages)
    append_outcomes(folder_store, [outcome("a", SiteResult.OK, LATER, new=8)], "a", "00")
    build_year(folder_store, 2025, registry=registry())
    assert query(folder_store, f"FROM {CRAWL_OUTCOMES.name}").num_rows == 1
    assert [one.kind for one in looked_at(folder_store).warnings] == ["drift"]
    long = article("通知", "会议定于下周在县政协会议室召开，请各位委员准时参加，不得缺席。")
    nights.crawl({path: long.replace(b"title>", f"title>{path}".encode(), 1) for path in list(pages)[:5]})
    build_year(folder_store, 2025, registry=registry())
    assert looked_at(folder_store).warnings == []


def test_captures_from_the_future_are_found(store: Store) -> None:
    found = looked_at(built(store), now=FIRST_NIGHT - timedelta(days=30))
    clock = [one for one in found.problems if one.kind == "clock"]
    assert clock and all("clock" in one.detail and "set that machine's clock" in one.remedy for one in clock)
    assert not [one for one in looked_at(store).problems if one.kind == "clock"]


def test_a_list_whose_end_no_night_came_to_is_a_warning(folder_store: Store) -> None:
    for cut, told in ((LONG_OPEN - 1, []), (LONG_OPEN, ["unfinished"])):
        night = outcome(f"run-{cut}", SiteResult.PARTIAL, FIRST_NIGHT + timedelta(days=cut), new=1)
        night.progress = tuple(Progress({"a": WalkState(f"{BASE}/list/", is_open=True, cut=cut)}))
        append_outcomes(folder_store, [night], f"run-{cut}", "00")
        warnings = looked_at(folder_store, now=FIRST_NIGHT + timedelta(days=cut + 1)).warnings
        assert [one.kind for one in warnings] == told
    assert f"14 nights: {BASE}/list/" in warnings[0].detail
