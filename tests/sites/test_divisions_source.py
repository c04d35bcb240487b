"""How dated lists are folded into one table with validity."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.sites.divisions_source import Dated, Row, fold

Y1, Y2, Y3 = date(2015, 12, 31), date(2017, 10, 31), date(2020, 12, 31)
CITY = {"990000": "云省", "990100": "云山市"}


def _rows(lists: list[Dated], code: str) -> list[Row]:
    return [row for row in fold(lists) if row.code == code]


def test_a_name_stands_from_the_first_list_to_the_first_that_lacks_it() -> None:
    lists = [Dated(Y1, {**CITY, "990102": "青河县"}), Dated(Y2, {**CITY, "990102": "青河区"}), Dated(Y3, CITY)]
    assert _rows(lists, "990102") == [
        Row("990102", "青河县", "county", "990100", None, Y2),
        Row("990102", "青河区", "county", "990100", Y2, Y3),
    ]


def test_a_county_right_under_its_province_has_it_as_parent() -> None:
    assert _rows([Dated(Y1, {"990000": "云省", "999001": "临川市"})], "999001")[0].parent == "990000"


@pytest.mark.parametrize("name", ["市辖区", "县", "省直辖县级行政区划", "中沙群岛的岛礁及其海域"])
def test_headings_and_islands_are_no_divisions(name: str) -> None:
    assert _rows([Dated(Y1, {**CITY, "990102": name})], "990102") == []


def test_a_statistical_list_only_dates_what_an_authoritative_one_knows() -> None:
    renamed, zone = {"990102": "青河区"}, {"990171": "高新区"}
    lists = [
        Dated(Y1, {**CITY, "990102": "青河县"}),
        Dated(Y2, {**CITY, **renamed, **zone}, authoritative=False),
        Dated(Y3, {**CITY, **renamed}),
    ]
    assert [row.valid_from for row in _rows(lists, "990102")] == [None, Y2]
    assert _rows(lists, "990171") == []


def test_what_a_statistical_list_leaves_out_is_bridged() -> None:
    lists = [Dated(Y1, CITY), Dated(Y2, {"990000": "云省"}, authoritative=False), Dated(Y3, CITY)]
    assert _rows(lists, "990100") == [Row("990100", "云山市", "city", "990000", None, None)]
