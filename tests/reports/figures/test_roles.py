"""Whether a figure is a whole or a part where 其中, a member's name or a system of bodies says so."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import HEAD, parsed, told

ROLES: tuple[tuple[str, str], ...] = (
    ("召开常委会会议5次，其中专题议政性常委会会议2次，主席会议14次。", "total part total"),
    ("召开主席会议14次，其中专题2次，常委会会议5次。", "total part total"),
    ("召开主席会议12次，其中协商会议6次，党组会议18次。", "total part total"),
    ("召开各类会议38次，其中常委会会议6次、主席会议12次。", "total part part"),
    ("交由县政府系统承办169件、县委系统承办12件。", "part part"),
    ("其中，农业界委员宋林引进的项目投资2600万元，带动就业180人。", "part part"),
    ("委员赵琳五年来报送信息96条，被采用35条。", "part part"),
    ("委员欧阳琳开展农技培训3期，培训农户140人。", "part part"),
    ("委员赵琳提交提案7件，立案6件。", "part part"),
    ("每件提案至少与提案人沟通2次。", "norm"),
    ("每名委员走访3户群众，为群众办1件实事。", "norm norm"),
    ("每位委员每年至少写1件提案，提2条建议，参加1次视察。", "norm norm norm"),
    ("提出建议12条，采纳7条。其中，关于蔬菜大棚的调研，深入9个乡镇，走访31家农户。", "total total total total"),
    ("履职积分平均86.4分，其中得分120分以上31名。", "total total part"),
    ("对首次答复不满意的2件提案重新办理。", "total"),
    ("委员对办理结果不满意的2件。", "part"),
    ("报送防汛类信息41条。", "part"),
    ("收到委员和信息员来稿243件。", "total"),
    ("报送社情民意信息389条。反映工业发展方面的133条，乡村治理方面的118条。", "total part part"),
    ("提案人表示满意的占91%，基本满意的占8%。", "total total"),
    ("县政协常委林建国为孤老捐资8000元。", "part"),
    ("看到乡亲的难处，县政协委员白桦拿出2600元现金。", "part"),
    ("金叶茶业公司总经理林芳委员向县红十字会捐款4.2万元，茶商周平委员向县红十字会捐款3万元。", "part part"),
    ("政协委员、青河药业董事长马力一次捐资六万余元，还救助了困难学子4名。", "part part"),
    ("县政协委员杨帆，发挥一技之长，开展果树修枝培训7次、培训农户210人次。", "part part"),
    ("县政协副主席林芳向慈善总会捐款3500元。", "part"),
    (
        "共受理提案286件，其中三届二次会议受理提案95件，立案87件；三届三次会议受理提案103件，立案94件。",
        "total part part part part",
    ),
    ("已经解决的192件，列入计划的31件，9件提案未被采纳。", "part part part"),
    ("引进项目12个，引资3亿元，其中招商专班引资8000万元，委员引进项目7个。", "total total part part"),
    ("全年收到社情民意信息210篇。专委会反映信息84篇，占全年总数的40%。", "total part part"),
    ("县政协常委、商会会长林建国捐款3万元；并为柳林村42户农户送化肥；慰问老党员26人。", "part part part"),
    ("林建国委员捐款3万元；全体委员捐款50万元。", "part total"),
    ("林建国委员捐款3万元；开展视察4次。", "part total"),
    ("县政协委员高峰带动60户农户种药材。", "part"),
    ("林建国委员捐赠消毒液300瓶，县中医院捐赠香囊150个。", "part total"),
    ("林建国委员捐款2万元，其公司捐款6万元。", "part part"),
    ("县政协委员林建国每年资助学生8000元。", "part"),
    ("委员周平说：“我先捐5000元。”现场筹款两万元。", "part total"),
    ("企业界委员为9名学生每人资助1200元。", "total total"),
    ("签约项目中，合同项目13个，总投资7亿元，协议项目8个，总投资4亿元。", "part part part part"),
    ("签约项目24个，其中10亿元以上1个，总投资36亿元。", "total total part total"),
    ("印发工作简报120则，其中林建国46则1.6万字，周平15则6000字。", "total part part part part"),
    ("服务范围包括7个村。", "total"),
    ("委员反馈满意的19件，占70%，基本满意的8件，占30%。", "part total part total"),
    ("收到代表建议52件，A类建议33件，正在解决的14件。", "total part part"),
    ("代表建议中B类转为A类的4件。", "total"),
    ("委员向灾区捐款50万元。", "total"),
    ("经济界委员捐款12万元。", "total"),
    ("县政协主席林芳带领委员走访企业30家。", "total"),
    ("常委会组织委员视察5次，形成报告4份。", "total total"),
    ("先后收到委员提案126件。", "total"),
    ("开展“四个一”活动，即：反映一条社情民意，撰写一篇调研报告。", "norm norm"),
)


@pytest.mark.parametrize(("sentence", "roles"), ROLES, ids=[sentence for sentence, _ in ROLES])
def test_a_role_is_told_by_what_leads_to_the_figure(sentence: str, roles: str) -> None:
    found = told(sentence)
    assert [str(one.role) for one in found] == roles.split()
    assert not any(one.warning for one in found)


def test_what_a_five_ones_is_made_of_is_a_norm_and_gifts_for_each_are_none() -> None:
    found = parsed(f"{HEAD}开展“五个一”活动。即：提一件高质量的提案，反映一条社情民意，参加一次视察。").indicators
    assert [(one.code, str(one.role)) for one in found] == [
        ("proposals_submitted", "norm"),
        ("opinions_submitted", "norm"),
        ("inspections", "norm"),
    ]
    found = parsed(f"{HEAD}向28名贫困大学生每人资助5000元，为每名学生发放助学金2000元。").indicators
    assert {str(one.role) for one in found} == {"total"}


def test_stages_of_sessions_told_behind_one_another_are_parts() -> None:
    sessions = "；".join(
        f"八届{at}次会议收到提案{90 + at}件，立案{80 + at}件，合并立案{70 + at}件" for at in range(2, 9)
    )
    found = parsed(f"{HEAD}2017年～2023年，收到提案900件，立案800件。其中{sessions}。").indicators
    assert {str(one.role) for one in found[2:]} == {"part"}


def test_what_a_year_adds_is_a_norm_and_no_whole() -> None:
    found = parsed(f"{HEAD}坚持每年编纂一辑文史资料，至今出版文史资料40本，其中《青河文史》33辑。").indicators
    assert [str(one.role) for one in found] == ["norm", "total", "part"]
    assert not [one for one in found if one.warning]
