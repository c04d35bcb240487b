"""Whose home page it is: told by title and signature, never by links to other committees."""

from __future__ import annotations

import pytest

from cppcc_archive.sites.model import Site
from cppcc_archive.sites.signature import named_on

FEIXI = Site(id="feixi", name="肥西县政协", division_code="340123", base_url="http://zx.feixi.example")
GULOU = Site(id="gulou", name="南京市鼓楼区政协", division_code="320106", base_url="http://zx.gulou.example")
YUNSHAN = Site(id="yunshan", name="云山区政协", base_url="http://zx.yunshan.example")


@pytest.mark.parametrize(
    ("site", "title"),
    [
        (FEIXI, "肥西政协网"),
        (FEIXI, "中国人民政治协商会议肥西县委员会"),
        (FEIXI, "政协肥西县委员会-首页"),
        (FEIXI, "欢迎访问肥西县政协"),
        (FEIXI, "肥西县政协_安徽省政协"),
        (GULOU, "南京市鼓楼区政协"),
        (GULOU, "鼓楼区政协"),
        (YUNSHAN, "云山政协"),
        (YUNSHAN, "政协云山区委员会"),
    ],
)
def test_a_title_may_call_the_committee_what_it_likes(site: Site, title: str) -> None:
    assert named_on(site, [title], "").title


@pytest.mark.parametrize(
    ("site", "title", "other"),
    [
        (FEIXI, "庐江县政协", "庐江县政协"),
        (FEIXI, "政协合肥市委员会", "合肥市政协"),
        (GULOU, "徐州市鼓楼区政协", "徐州市鼓楼区政协"),
        (YUNSHAN, "青河县政协", "青河县政协"),
    ],
)
def test_the_title_of_another_committee_is_told(site: Site, title: str, other: str) -> None:
    assert named_on(site, [title], f"友情链接 {site.name} 全国政协").others == (other,)


@pytest.mark.parametrize("title", ["书香政协", "肥西县人民政府", "", "首页", "数字政协平台"])
def test_a_title_that_names_no_committee_says_neither(title: str) -> None:
    found = named_on(FEIXI, [title], "")
    assert (found.own, found.others) == (False, ())


@pytest.mark.parametrize(
    "footer",
    [
        "主办：政协肥西县委员会办公室 皖ICP备1号",
        "主办单位：肥西县政协办公室",
        "Copyright © 2019 肥西县政协 All Rights Reserved",
        "肥西县政协 版权所有",
        "版权所有：中国人民政治协商会议肥西县委员会",
    ],
)
def test_the_signature_counts_where_the_title_is_silent(footer: str) -> None:
    assert named_on(FEIXI, ["首页"], "新闻 " * 400 + footer).footer


def test_links_to_the_committee_are_no_signature() -> None:
    assert not named_on(FEIXI, ["首页"], "友情链接：全国政协 肥西县政协 庐江县政协 主办：合肥市大数据局").own
