"""Divisions: codes and names as the lists have them, and no guessing where a name has several meanings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.sites.divisions import (
    Division,
    by_code,
    committee_name,
    find_in,
    full_name,
    is_within,
    iter_divisions,
    lookup,
    path_of,
    short_name,
)

ALL = list(iter_divisions())


def _code(division: Division | None) -> str | None:
    return division.code if division else None


class TestTheData:
    def test_counts_what_stands_today_as_the_ministry_does(self) -> None:
        assert Counter(row.level for row in ALL if row.stands) == {"province": 34, "city": 333, "county": 2846}

    def test_every_row_but_a_province_has_a_parent_that_stood_with_it(self) -> None:
        orphans = [row for row in ALL if row.level != "province" and len(path_of(row)) < 2]
        assert orphans == []

    def test_every_row_ends_in_a_kind_of_division(self) -> None:
        assert [row.name for row in ALL if row.name[-1] not in "省市区县旗州盟"] == []

    def test_a_code_never_has_two_names_on_one_day(self) -> None:
        spans: dict[str, list[Division]] = {}
        for row in ALL:
            spans.setdefault(row.code, []).append(row)
        for rows in spans.values():
            for earlier, later in pairwise(rows):
                assert earlier.valid_to is not None
                assert later.valid_from is not None
                assert earlier.valid_to <= later.valid_from

    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("370103", "山东省济南市市中区"),
            ("110108", "北京市海淀区"),
            ("340422", "安徽省淮南市寿县"),
            ("419001", "河南省济源市"),
            ("469007", "海南省东方市"),
            ("522601", "贵州省黔东南苗族侗族自治州凯里市"),
            ("659001", "新疆维吾尔自治区石河子市"),
        ],
    )
    def test_full_names(self, code: str, name: str) -> None:
        assert full_name(code) == name

    def test_a_city_that_became_a_district_has_both_names_with_their_times(self) -> None:
        old, new = by_code("370181"), by_code("370114")
        assert old is not None and new is not None
        assert (old.name, new.name) == ("章丘市", "章丘区")
        assert old.valid_to == new.valid_from == date(2017, 10, 31)
        assert not old.stands and new.stands

    def test_a_code_can_be_asked_for_on_a_day(self) -> None:
        assert full_name("341521", on=date(2010, 1, 1)) == "安徽省六安市寿县"
        assert full_name("000000") is None


class TestCommitteeNames:
    @pytest.mark.parametrize(
        ("code", "short"),
        [
            ("370103", "济南市市中区"),
            ("110108", "北京市海淀区"),
            ("500229", "重庆市城口县"),
            ("340123", "肥西县"),
            ("320281", "江阴市"),
            ("370100", "济南市"),
            ("420000", "湖北省"),
            ("150724", "鄂温克族自治旗"),
            ("429021", "神农架林区"),
        ],
    )
    def test_districts_carry_their_city_and_counties_stand_alone(self, code: str, short: str) -> None:
        assert short_name(code) == short
        assert committee_name(code) == f"中国人民政治协商会议{short}委员会"

    def test_an_unknown_code_has_no_committee(self) -> None:
        assert committee_name("999999") is None


class TestLookup:
    def test_a_name_that_four_cities_share_means_nothing_alone(self) -> None:
        assert lookup("市中区") is None
        assert lookup("普陀区") is None

    def test_within_a_city_it_is_clear(self) -> None:
        assert _code(lookup("市中区", within="370100")) == "370103"
        assert _code(lookup("市中区", within="511100")) == "511102"
        assert lookup("市中区", within="110000") is None

    def test_near_a_district_its_own_name_comes_first_then_its_city(self) -> None:
        assert _code(lookup("市中区", near="370103")) == "370103"
        assert _code(lookup("市中区", near="370104")) == "370103"
        assert _code(lookup("鼓楼区", near="320104")) == "320106"

    @pytest.mark.parametrize(
        "name", ["济南市市中区", "山东省济南市市中区", "山东济南市中区", "济南市中区", "济南 市中区"]
    )
    def test_chains_with_and_without_kinds(self, name: str) -> None:
        assert _code(lookup(name)) == "370103"

    @pytest.mark.parametrize(
        ("stem", "code"),
        [
            ("海淀", "110108"),
            ("内蒙古", "150000"),
            ("黔东南", "522600"),
            ("延边州", "222400"),
            ("吉林", None),
            ("新", None),
        ],
    )
    def test_stems_where_they_are_clear(self, stem: str, code: str | None) -> None:
        assert _code(lookup(stem)) == code

    def test_what_stands_wins_unless_a_day_is_named(self) -> None:
        assert _code(lookup("寿县")) == "340422"
        assert _code(lookup("寿县", on=date(2010, 1, 1))) == "341521"

    def test_a_name_that_no_longer_stands_is_still_known(self) -> None:
        assert _code(lookup("章丘市")) == "370181"

    def test_every_full_name_leads_back_to_its_code(self) -> None:
        lost = [row for row in ALL if row.stands and _code(lookup(full_name(row.code) or "")) != row.code]
        assert lost == []

    def test_near_itself_every_name_means_itself(self) -> None:
        assert [row for row in ALL if row.stands and _code(lookup(row.name, near=row.code)) != row.code] == []

    @given(st.text(max_size=12))
    def test_any_text_is_answered(self, name: str) -> None:
        found = lookup(name)
        assert found is None or found in ALL

    def test_within_knows_every_level(self) -> None:
        assert is_within("370103", "370103")
        assert is_within("370103", "370100")
        assert is_within("370103", "370000")
        assert not is_within("370100", "370103")


def _found(text: str, near: str | None = None) -> list[tuple[str, str | None]]:
    return [(mention.text, _code(mention.division)) for mention in find_in(text, near=near)]


class TestFinding:
    def test_a_chain_is_one_mention_of_its_last_part(self) -> None:
        assert _found("中国人民政治协商会议济南市市中区第十届委员会") == [("济南市市中区", "370103")]
        assert _found("山东省济南市中区") == [("山东省济南市中区", "370103")]

    @pytest.mark.parametrize(
        "frame", ["中国人民政治协商会议{}第十届委员会", "政协{}第十届委员会", "日前，{}政协召开会议"]
    )
    def test_every_committees_name_is_found_and_means_its_division(self, frame: str) -> None:
        lost = []
        for row in ALL:
            if row.stands:
                [mention] = [found for found in find_in(frame.format(short_name(row.code))) if not found.generic]
                if mention.division != row:
                    lost.append(row)
        assert lost == []

    def test_an_ambiguous_name_lists_its_candidates(self) -> None:
        [mention] = find_in("会议在市中区召开")
        assert mention.division is None
        assert {"370103", "370402", "511102", "511002"} <= {row.code for row in mention.candidates}

    def test_the_place_of_the_text_decides(self) -> None:
        assert _found("市中区与槐荫区互访", "370103") == [("市中区", "370103"), ("槐荫区", "370104")]

    def test_a_unit_named_by_its_kind_is_the_place_of_the_text_or_above(self) -> None:
        assert _found("区政协邀请市政协领导，我区委员参加", "370103") == [
            ("区", "370103"),
            ("市", "370100"),
            ("区", "370103"),
        ]
        assert _found("县政协召开会议，全县委员", "340123") == [("县", "340123"), ("县", "340123")]
        assert _found("旗政协", "150724") == [("旗", "150724")]
        assert _found("政协区委员会第十届", "370103") == [("区", "370103")]

    def test_without_a_place_such_a_unit_stays_open(self) -> None:
        [mention] = find_in("区政协召开会议")
        assert mention.generic and mention.division is None

    @pytest.mark.parametrize(
        "text",
        [
            "各县市区政协",
            "区县政协联动",
            "社区委员会",
            "小区政府采购",
            "建成县级综合体",
            "东方市场",
            "和平区域合作",
            "主城区改造",
        ],
    )
    def test_words_that_only_look_like_divisions(self, text: str) -> None:
        assert _found(text, "370103") == []

    def test_a_common_noun_is_a_name_after_its_city_or_in_it(self) -> None:
        assert _found("晋城市城区政协") == [("晋城市城区", "140502")]
        assert _found("政协城区委员会", "140502") == [("城区", "140502")]
        assert _found("改造老城区与城区", "370103") == _found("主城区", "140502") == []

    def test_a_name_of_two_characters_is_not_cut_out_of_other_words(self) -> None:
        assert _found("县纪委和县委、形成县委、处理县委") == [("县", None)] * 4
        assert _found("到单县，政协成县委员会") == [("单县", "371722"), ("成县", "621221")]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("黔东南苗族侗族自治州凯里市政协", "522601"),
            ("鄂温克族自治旗政协", "150724"),
            ("长阳土家族自治县政协", "420528"),
            ("昆都仑区政协", "150203"),
            ("江阴市政协", "320281"),
            ("神农架林区政协", "429021"),
            ("和县政协", "340523"),
            ("恩施州政协", "422800"),
        ],
    )
    def test_every_kind_of_division(self, text: str, code: str) -> None:
        assert _found(text)[0][1] == code

    @given(st.text(alphabet="济南市中区山东省县海淀政协我全城郊州旗、 a", max_size=60))
    def test_mentions_cut_the_text_in_order_and_apart(self, text: str) -> None:
        end = 0
        for mention in find_in(text, near="370103"):
            assert mention.start >= end
            assert text[mention.start : mention.end] == mention.text
            end = mention.end
