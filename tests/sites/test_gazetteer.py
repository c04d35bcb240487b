"""What the divisions table says of every division beside its code."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

import pytest

from cppcc_archive.sites.divisions import by_code
from cppcc_archive.sites.gazetteer import ENTRIES, SAID, english, gazetteer
from cppcc_archive.tables.rows import division_row

ALL = gazetteer()


def one(code: str, name: str) -> object:
    return next(entry for entry in ALL if entry.division.code == code and entry.division.name == name)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("370103", "Shizhong District"),
        ("150000", "Inner Mongolia"),
        ("610000", "Shaanxi"),
        ("140000", "Shanxi"),
        ("621222", "Wen County"),
        ("422800", "Enshi Autonomous Prefecture"),
        ("341500", "Lu'an City"),
        ("350200", "Xiamen City"),
        ("130726", "Yu County"),
    ],
)
def test_english_names_are_the_stem_in_pinyin_and_the_kind(code: str, name: str) -> None:
    division = by_code(code)
    assert division is not None
    assert english(division) == name


def test_what_the_table_says_has_the_number_by_which_builds_know_it() -> None:
    said = json.dumps([division_row(entry) for entry in ALL], ensure_ascii=False, default=str)
    number = int(hashlib.sha256(said.encode()).hexdigest()[:12], 16)
    assert (len(ALL), f"{number:#x}") == (ENTRIES, f"{SAID:#x}")


def test_every_name_has_pinyin_without_hanzi() -> None:
    for entry in ALL:
        assert re.fullmatch(r"[A-Z][a-zü']*( [A-Z][a-zü']*)*", entry.name_pinyin), entry
        assert entry.name_en.split(" ")[0].isascii() or "ü" in entry.name_en


def test_codes_above_lie_above() -> None:
    entry = one("370103", "市中区")
    assert (entry.province_code, entry.city_code, entry.full_name) == ("370000", "370100", "山东省济南市市中区")
    assert one("110101", "东城区").city_code is None
    assert one("370000", "山东省").city_code is None


@pytest.mark.parametrize(
    ("code", "name", "after"),
    [
        ("420600", "襄樊市", ("420600",)),  # renamed, the code stays
        ("220181", "九台市", ("220113",)),  # a county became a district
        ("410306", "吉利区", ()),  # merged into a neighbour of another name
    ],
)
def test_what_ended_names_what_came_after(code: str, name: str, after: tuple[str, ...]) -> None:
    entry = one(code, name)
    assert entry.successors == after
    assert entry.division.valid_to is not None and entry.division.valid_to > date(2003, 1, 1)


def test_what_stands_has_no_successor() -> None:
    assert all((entry.successors is None) == entry.division.stands for entry in ALL)
    codes = {entry.division.code for entry in ALL}
    assert all(code in codes for entry in ALL for code in entry.successors or ())
