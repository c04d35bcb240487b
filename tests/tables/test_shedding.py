"""Rows that nobody needs go, whatever the groups they are looked at in, and what is loaded is what came lately."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cppcc_archive.captures.model import Confirmation
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import maintenance, scan, shedding
from cppcc_archive.tables.arrow import rows_of
from cppcc_archive.tables.commits import append
from cppcc_archive.tables.contract import CONFIRMED, REPORTS
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.maintenance import maintain
from cppcc_archive.tables.publish import append_confirmed
from cppcc_archive.tables.shedding import drop_superseded, fold_confirmed, groups
from tests.archive_kit import BASE, FIRST_NIGHT
from tests.tables.samples import sample

REVISIONS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.integers(0, 4)), st.lists(st.integers(2024, 2026), max_size=4), max_size=8
)
"""By site and report, the year that each revision of it lies in."""


def report(site_id: str, report_id: str, revision: int = 0, year: int = 2026) -> dict[str, Any]:
    return sample(REPORTS, site_id=site_id, report_id=report_id, revision=revision, published_year=year)


def held(store: LocalStore) -> list[tuple[str, int]]:
    rows = scan.scan(Tables(store), REPORTS, ["report_id", "revision"]).to_pylist()
    return sorted((row["report_id"], row["revision"]) for row in rows)


@pytest.mark.parametrize("at_once", [1, 3, 2000])
@settings(max_examples=15, deadline=None)
@given(found=REVISIONS)
def test_of_every_report_the_newest_revision_stays(at_once: int, found: dict[tuple[str, int], list[int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(shedding, "REPORTS_AT_ONCE", at_once)
        store = LocalStore(Path(folder))
        rows = [
            report(site_id, f"{site_id}{number}", revision, year)
            for (site_id, number), years in found.items()
            for revision, year in enumerate(years)
        ]
        append(store, REPORTS, rows_of(REPORTS, rows))
        assert drop_superseded(Tables(store)) == sum(len(years) > 1 for years in found.values())
        newest = [(f"{site}{number}", len(years) - 1) for (site, number), years in found.items() if years]
        assert held(store) == sorted(newest)
        assert drop_superseded(Tables(store)) == 0


def test_a_care_loads_the_reports_that_were_revised_since_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LocalStore(tmp_path / "store")
    first = [report("a", f"a{number}", revision) for number in range(50) for revision in (0, 1)]
    append(store, REPORTS, rows_of(REPORTS, [*first, *(report("a", f"b{number}") for number in range(50))]))
    for _ in range(2):  # the second looks at what the first wrote anew
        maintain(store)
    append(store, REPORTS, rows_of(REPORTS, [report("a", "b7", 1), report("b", "c0")]))
    loaded = _loaded(monkeypatch)
    maintain(store)
    assert loaded == ["b7", "b7", "b7"], "the revised row that came, then both of its revisions: no other report"
    assert len(held(store)) == 101
    loaded.clear()
    maintain(store)
    assert set(loaded) == {f"a{number}" for number in range(50)}, "what the drop wrote anew is looked at once"
    loaded.clear()
    maintain(store)
    assert loaded == []


def _loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The reports of all rows that scans load from now on."""
    loaded: list[str] = []
    group = scan._group

    def counted(*arguments: Any) -> Any:
        rows = group(*arguments)
        if rows is not None and "report_id" in rows.schema.names:
            loaded.extend(rows["report_id"].to_pylist())
        return rows

    monkeypatch.setattr(scan, "_group", counted)
    return loaded


def test_a_care_opens_the_foot_of_a_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LocalStore(tmp_path / "store")
    for year in (2024, 2025):
        append(store, REPORTS, rows_of(REPORTS, [report("a", f"a{year}", year=year)]))
    opened: list[int] = []
    look = maintenance.pq.read_schema
    monkeypatch.setattr(maintenance.pq, "read_schema", lambda file: opened.append(1) or look(file))
    maintain(store)
    assert len(opened) == 2
    append(store, REPORTS, rows_of(REPORTS, [report("a", "later", year=2023)]))
    maintain(store)
    assert len(opened) == 3
    maintain(store)
    assert len(opened) == 3


@pytest.mark.parametrize(
    "note", [b"", b"[]", b'{"reports": 3}', b'{"reports": ["another table", 0]}', b'{"reports": ["{id}", 99]}']
)
def test_where_nobody_knows_what_was_looked_at_everything_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: bytes
) -> None:
    store = LocalStore(tmp_path / "store")
    append(store, REPORTS, rows_of(REPORTS, [report("a", "a"), report("a", "a", 1)]))
    delta = Tables(store).get(REPORTS)
    assert delta is not None
    store.put_tagged(maintenance.SEEN, note.replace(b"{id}", str(delta.metadata().id).encode()), None)
    maintain(store)
    assert held(store) == [("a", 1)]


def test_confirmations_fold_the_same_in_groups_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    for number, at_once in enumerate((1, 4, 1 << 20)):
        monkeypatch.setattr(shedding, "PAGES_AT_ONCE", at_once)
        store = LocalStore(tmp_path / str(number))
        for night in range(3):
            moment = FIRST_NIGHT + timedelta(days=night)
            pages = {site: [Confirmation(f"{BASE}/{site}{page}", moment, None) for page in range(2)] for site in "abc"}
            append_confirmed(store, pages, f"night{night}", "00")
        assert fold_confirmed(Tables(store), FIRST_NIGHT + timedelta(days=9)) == 6
        rows = scan.scan(Tables(store), CONFIRMED, ["site_id", "run_id", "pages"]).to_pylist()
        kept.append(sorted((row["site_id"], row["run_id"], row["pages"]) for row in rows))
    assert kept[0] == kept[1] == kept[2]
    assert [(site, run) for site, run, _ in kept[0]] == [("a", "night2"), ("b", "night2"), ("c", "night2")]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 9), max_size=20), st.integers(1, 12))
def test_groups_hold_every_site_once_in_order_and_no_more_than_fit(counts: dict[str, int], each: int) -> None:
    found = list(groups(counts, each))
    assert [site for group in found for site in group] == sorted(counts)
    assert all(len(group) == 1 or sum(counts[site] for site in group) <= each for group in found)
