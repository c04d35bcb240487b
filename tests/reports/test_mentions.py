"""Who is named: before an office and behind it, appointed, in a byline; and which words are nobody."""

from __future__ import annotations

import pytest

from cppcc_archive.reports.mentions import find_mentions
from cppcc_archive.reports.shadow import shadow


def persons(text: str) -> list[str]:
    return [item.text for item in find_mentions(shadow(text), text) if item.kind == "person"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("副主席乌兰图雅带队视察。", ["乌兰图雅"]),
        ("藏族委员扎西次仁提交的提案被列为重点。", ["扎西次仁"]),
        ("古丽娜·买买提委员提出三条建议。", ["古丽娜·买买提"]),
        ("会议任命孙悦明为县政协副秘书长，免去周立强的县政协办公室主任职务。", ["孙悦明", "周立强"]),
        ("会议审议了高建业主席代表常委会作的报告。", ["高建业"]),
        ("区政协常委罗晓静关于老旧小区的提案得到采纳。", ["罗晓静"]),
        ("市政协委员田大力返乡创办合作社。", ["田大力"]),
        ("（通讯员 宋佳怡 摄影 石磊）", ["宋佳怡", "石磊"]),
        ("文字：郑秀兰　图片：马骏", ["郑秀兰", "马骏"]),
        ("企业家委员提出建议，住区委员、医卫界委员主动报到。", []),
        ("会议同意区委的建议，任命了一批干部。", []),
        ("编辑：办公室", []),
        ("副主席高度重视，亲自督办。", []),
        ("居民李秀兰竖起大拇指：“办得好！”", ["李秀兰"]),
        ("县政协委员、养殖大户马成龙介绍，合作社已有社员六十户。", ["马成龙"]),
        ("议事室召集人周大勇说，商量的都是身边事。", ["周大勇"]),
        ("村民高兴地说，路修好了。居民代表提出意见，商户反映问题，职工说困难。", []),
        ("居民高度认可，负责人表示满意，业主方面提出建议。", []),
    ],
)
def test_persons_are_found_where_the_genre_names_them(text: str, names: list[str]) -> None:
    assert persons(text) == names


def test_an_office_and_a_meeting_say_whose_they_are() -> None:
    text = "县政协主席林某主持县政协十届三次会议，县委副书记王建国出席。"
    found = [(item.text, item.role) for item in find_mentions(shadow(text), text)]
    assert found == [("林某", "县政协主席"), ("县政协十届三次会议", None), ("王建国", "县委副书记")]


@pytest.mark.parametrize(
    ("text", "people"),
    (
        (
            "《关于改善老街照明的提案》（委员陶文静）、《关于整治黑车的建议》（委员邵永平、唐秀芝）。",
            "陶文静 邵永平 唐秀芝",
        ),
        ("孟庆山主持会议，沈志刚、吕秀英、潘卫国等在主席台就座。", "沈志刚 吕秀英 潘卫国"),
        ("钱学军、温丽华等5名委员先后发言。", "钱学军 温丽华"),
        ("温丽华等7名委员发言。田间等3名委员走访。", "温丽华"),
        ("县政协委员钱学军一年提交提案4件。", "钱学军"),
        ("县政协主席郏长林到9个村主持恳谈会。", "郏长林"),
        ("潘建华委员还向村小捐赠图书300册。", "潘建华"),
        ("秘书长何文生、社法委主任安泰走进车间。", "何文生 安泰"),
        ("县委书记白凤林到县政协调研2次，县政协主席陈民生主持会议。", "白凤林 陈民生"),
        ("每位常委年内须提交提案2件，党外委员全年提交提案80件。", ""),
        ("农业、教育、卫生等8名委员座谈，江苏、温州、金华等3名委员提议。", ""),
        ("主席高度重视提案工作，书记信箱收到来信40封，华侨委员还捐款20万元。", ""),
    ),
)
def test_people_are_told_by_lists_brackets_and_what_they_do(text: str, people: str) -> None:
    found = [item.text for item in find_mentions(text, text) if item.kind == "person"]
    assert found == people.split()
