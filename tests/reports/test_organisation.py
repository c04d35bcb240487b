"""Whose page it is where its title alone does not say: gazetteers, pages of a region, names that two cities have."""

from __future__ import annotations

import pytest

from cppcc_archive.reports.parser import parse_text

_URL = "http://www.example.gov.cn/1.htm"


@pytest.mark.parametrize(
    ("text", "code"),
    (
        (
            "县政协十届三次会议开幕\n县政协十届三次会议今天开幕。\n应到委员180人。\n大会由副主席主持。\n"
            "主席代表政协肥西县第十届委员会常务委员会作工作报告。",
            "340123",
        ),
        ("《肥西县志》\n第四节 视察\n县政协每年组织委员视察4次，到会委员120人。", "340123"),
        ("提案全部办复\n政协安徽省十二届一次会议以来立案的600件提案全部办复。", "340000"),
        ("省政协600件提案办复\n7日，安徽省政协十二届二次会议传出消息，省政协收到提案600件。", "340000"),
        ("鼓楼区政协召开主席会议\n徐州日报讯 昨日，鼓楼区政协召开主席会议。", "320302"),
        ("鼓楼区政协召开主席会议\n昨日，鼓楼区政协召开主席会议。", None),
        ("五年来肥西县政协提案全部办复\n五年来，县政协提案办复率100%。", "340123"),
        ("肥西年鉴2019 政协\n肥西年鉴2019\n县政协收到提案180件，经审查，立案160件。", "340123"),
        ("提案全部办复\n县政协提案办复率100%。\n文稿来源：肥西县融媒体中心 何静", "340123"),
        ("委员在行动\n县政协委员、肥西县红十字会会长何静捐款3万元。", "340123"),
        ("委员在行动\n县政协委员、肥西县工商联副主席何静和县政协委员、长丰县工商联会员马丽捐款3万元。", None),
        ("2020年肥西县政协提案办理落实情况\n县政府系统共办理政协提案22件，办复率100%。", None),
        ("肥西县委员工作室揭牌\n4月15日，合肥市政协副主席何静为工作室揭牌。", None),
        ("肥西文史：文史工作\n到目前为止，县政协征集稿件705篇。", "340123"),
        ("鼓楼区政协考察\n徐州、南京的客人来访，昨日，鼓楼区政协接待了考察团。", None),
        ("各地政协助力脱贫\n肥西县政协机关为村里争取资金20万元。", None),
        ("汇聚力量\n肥西县政协机关争取资金20万元。长丰县政协机关捐款3万元。", None),
        ("读书班开班\n县政协组织参加政协安徽省十二届委员会举办的读书班。", None),
    ),
)
def test_whose_page_it_is(text: str, code: str | None) -> None:
    report = parse_text(text, _URL)
    assert report.division_code == code
    assert (report.organisation is None) == (code is None)
