"""What a new entry is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.sites.divisions import iter_divisions, short_name
from cppcc_archive.sites.model import Site
from cppcc_archive.sites.naming import division_of, id_for, province_file, unlikely_place
from cppcc_archive.sites.registry import builtin_folder


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://www.jnszzx.gov.cn", "jnszzx"),
        ("https://zx.jiangyin.gov.cn/", "jiangyin"),
        ("https://zhengxie.bjtzh.gov.cn/index.html", "bjtzh"),
        ("http://www.hysgq.gov.cn/qzxwyh/", "hysgq-qzxwyh"),
        ("http://zx.gov.cn", "zx"),
        ("http://127.0.0.1:8080/", "127-0-0-1-8080"),
        ("http://政协.example/", "site"),
    ],
)
def test_an_id_comes_from_the_address(url: str, found: str) -> None:
    assert id_for(url, ()) == found


def test_a_taken_id_gets_a_number() -> None:
    assert id_for("http://zx.jiangyin.gov.cn", {"jiangyin", "jiangyin-2"}) == "jiangyin-3"


@given(st.text(max_size=30), st.text(max_size=90))
def test_every_address_gives_an_id_that_an_entry_may_have(host: str, path: str) -> None:
    try:
        url = f"http://{host}/{path}"
        site_id = id_for(url, ())
    except ValueError:  # no address at all
        return
    assert Site(id=site_id, name="某区政协", base_url="http://a.example").id == site_id


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["济南市市中区政协"], "370103"),
        (["中国人民政治协商会议江苏省江阴市委员会"], "320281"),
        (["政协北京市海淀区委员会 首页"], "110108"),
        (["海淀政协网"], "110108"),
        (["首页-肥西县政协"], "340123"),
        (["某某网", "肥西县政协"], "340123"),
        (["人民政协网"], None),
        (["普陀区政协"], None),
        ([], None),
    ],
)
def test_the_division_comes_from_the_sites_own_name(names: list[str], code: str | None) -> None:
    found = division_of(names)
    assert (found.code if found else None) == code


def test_a_shared_name_is_settled_by_the_only_city_the_page_speaks_of() -> None:
    found = division_of(["普陀区政协"], "地址：浙江省舟山市普陀区东港街道")
    assert found is not None and found.code == "330903"
    assert division_of(["普陀区政协"], "上海市与舟山市的两个普陀区") is None


def test_every_committees_own_name_leads_to_its_division() -> None:
    standing = [row for row in iter_divisions() if row.stands]
    lost = [row for row in standing if (found := division_of([f"{short_name(row.code)}政协"])) is None or found != row]
    assert lost == []


def test_the_file_is_the_provinces() -> None:
    assert province_file("370103") == "shandong.yaml"
    assert province_file(None) == province_file("990103") == "other.yaml"
    assert {province_file(row.code) for row in iter_divisions()} >= {file.name for file in builtin_folder().iterdir()}


def entry(host: str, **more: object) -> Site:
    return Site.model_validate({"id": "x", "name": "济南市市中区政协", "base_url": f"http://{host}/", **more})


@pytest.mark.parametrize("host", ["127.0.0.1:8471", "[::1]", "10.0.0.8", "zx.example", "zx.example.org", "localhost"])
def test_a_real_county_at_nobodys_address_is_warned_of(host: str) -> None:
    found = unlikely_place(entry(host))
    assert found is not None and "山东省济南市市中区" in found and "`invented: true`" in found
    assert unlikely_place(entry(host, name="某某政协", division_code="370103")) == found


@pytest.mark.parametrize(
    ("host", "more"),
    [
        ("zx.shizhong.gov.cn", {}),
        ("zx.example", {"invented": True}),
        ("zx.example", {"invented": False}),
        ("zx.example", {"division_code": "990101"}),
        ("zx.example", {"name": "云山区政协"}),
    ],
)
def test_a_real_address_and_what_the_entry_says_itself_are_no_warning(host: str, more: dict[str, object]) -> None:
    assert unlikely_place(entry(host, **more)) is None
