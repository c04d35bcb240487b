"""A build costs what is new, however large the archive is: rows loaded, files and bytes written, at two sizes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from bench.scale_archive import SITES, _append, _capture, crawl_changed, crawl_new, fill
from cppcc_archive.jobs.build import build_year
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables import scan
from cppcc_archive.tables.contract import CAPTURES
from cppcc_archive.tables.history import known_urls

SMALL, LARGE = 1000, 5000


@dataclass(frozen=True)
class Cost:
    """Rows that came out of tables, data files that were written, and their bytes."""

    rows: int
    files: int
    written: int


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, Cost]]:
    """By captures that were there before, and by step."""
    return {size: _measured(LocalStore(tmp_path_factory.mktemp("grown") / "store"), size) for size in (SMALL, LARGE)}


def _measured(store: LocalStore, size: int) -> dict[str, Cost]:
    fill(store, size, 60)
    _build(store)
    found = {"nothing new": _cost(store, _build)}
    crawl_new(store, 20, "night1")
    found["20 new"] = _cost(store, _build)
    crawl_changed(store, size, 5, 2, "night2")
    found["7 changed"] = _cost(store, _build)
    return found


def _build(store: LocalStore) -> None:
    build_year(store, 2026, registry=Registry(()))


def _cost(store: LocalStore, act: Any) -> Cost:
    rows = 0
    group = scan._group

    def counted(*arguments: Any) -> pa.Table | None:
        nonlocal rows
        found = group(*arguments)
        rows += found.num_rows if found is not None else 0
        return found

    before = _files(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_group", counted)
        act(store)
    new = _files(store).items() - before.items()
    return Cost(rows, len(new), sum(size for _, size in new))


def _files(store: LocalStore) -> dict[Path, int]:
    tables = Path(store.uri) / "tables"
    return {path: path.stat().st_size for path in tables.rglob("part-*.parquet")}


@pytest.mark.parametrize("step", ["nothing new", "20 new", "7 changed"])
def test_a_build_loads_and_writes_what_is_new(costs: dict[int, dict[str, Cost]], step: str) -> None:
    small, large = costs[SMALL][step], costs[LARGE][step]
    assert small.rows == large.rows
    assert small.files == large.files
    assert large.written <= 1.1 * small.written


def test_a_build_with_nothing_to_do_writes_nothing_and_loads_the_sites(costs: dict[int, dict[str, Cost]]) -> None:
    nothing = costs[LARGE]["nothing new"]
    assert (nothing.files, nothing.written) == (0, 0)
    assert nothing.rows == SITES


def test_a_changed_report_writes_a_row_and_its_text_and_no_other(costs: dict[int, dict[str, Cost]]) -> None:
    for found in costs.values():
        assert found["7 changed"].written / 7 < 10_000


def test_the_known_pages_of_a_shard_read_its_row_groups_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LocalStore(tmp_path / "store")
    _append(store, CAPTURES, (_capture(number, 0) for number in range(5 * CAPTURES.group_rows)))
    read: list[tuple[str, int]] = []
    group = scan._group

    def counted(parquet: Any, number: int, table: Any, file: Any, *rest: Any) -> pa.Table | None:
        read.append((file.key, number))
        return group(parquet, number, table, file, *rest)

    monkeypatch.setattr(scan, "_group", counted)
    sites = [f"county{number:04d}-zhengxie" for number in range(640, 704)]
    known = known_urls(store, sites)
    assert all(known.values())
    # Of five groups, in the order of sites, the one or two that hold this fiftieth of them.
    assert 1 <= len(read) == len(set(read)) <= 2
