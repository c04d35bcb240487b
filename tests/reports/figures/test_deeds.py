"""What committees do, whom they meet and what came of it, in less usual words: one sentence for each kind."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import parsed

HEAD = "政协青河县委员会常务委员会工作报告\n（2025年1月9日）\n各位委员：\n一、2024年工作回顾\n"

CODED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("接访企业14家，解答居民咨询320人次。", ("other", "people_aided")),
    ("86名委员注册为志愿者。", ("participations",)),
    ("承接4项重点调研任务，联合申报的3个协作调研课题结项。", ("surveys", "surveys")),
    ("捧回金奖2个。", ("honours",)),
    ("机关干部读原著6次，学党章3次。", ("study_sessions", "study_sessions")),
    ("以训代会4次，办研学营2期。", ("trainings", "activities")),
    ("组织委员义务植树3次、净滩2次、登山1次。", ("activities",) * 3),
    ("农科界委员送农技进村9次。", ("activities",)),
    ("举办好书分享8期，图书漂流2次。", ("reading_activities",) * 2),
    ("上门看望退休老委员17人，访困难群众26户。", ("visits", "visits")),
    ("组织民营企业家委员赴沿海地区考察联谊2次。", ("tours",)),
    ("常务委员会召开会议6次，全体委员会议1次。", ("standing_committee_meetings", "plenary_meetings")),
    ("会上，委员们献上锦囊妙计36条、高招12条。", ("suggestions_made", "suggestions_made")),
    ("视察续建项目7个、民生工程4处。", ("places_reached", "places_reached")),
    ("建成民情观察点9个，开设履职端2个。", ("platforms", "platforms")),
    ("委员企业走过17个村，走进4所中学、3家托育机构。", ("places_reached",) * 3),
    ("县领导签示报告8份。", ("opinions_commented",)),
    ("委员报到率97%。", ("attendance_rate",)),
    ("附议的委员86人次。", ("other",)),
    ("提交大会的发言材料31篇。", ("plenary_speeches",)),
    ("举办花木嫁接培训3期，参训学员95人。", ("trainings", "participations")),
    ("大会发言材料征集28篇，选用9篇。", ("plenary_speeches", "plenary_speeches")),
    ("请各界别报送大会发言材料，每个界别推荐2篇。", ("plenary_speeches",)),
    ("委员190人应参加会议，172人出席。", ("members_total", "members_attending")),
    ("促成6条建议落地生根，促成3个项目落地。", ("suggestions_adopted", "projects_attracted")),
    ("8项视察成果转化为部门举措，带动出台管理办法3个。", ("suggestions_adopted", "rules_made")),
    ("开展微协商19场，成果转化11件。", ("consultations", "suggestions_adopted")),
    ("草拟工作细则5项，梳理机关管理制度14项。", ("other", "rules_made")),
    ("委员带货6场，销售额19万元。", ("activities", "aid_value")),
    ("常委会会议协商议题4个，确定协商议题9个。", ("consultations", "other")),
    ("走访商会6次、宗教团体3次。", ("visits", "visits")),
    ("友好区政协回访2批。", ("guests_received",)),
    ("获省级表彰的机关干部4人次。", ("honours",)),
    ("委员宣讲小组为90名社区居民作了宣讲。", ("participations",)),
    ("主席会议上，6位常委围绕稳就业作专题发言。", ("other",)),
    ("部门负责人到常委会会议上汇报情况6人次。", ("other",)),
    ("深入企业调研5趟。", ("surveys",)),
    ("一间间书屋亮起灯来，全县已有26家。", ("platforms",)),
    ("界别协商每季一题，全年共开展4次。", ("consultations",)),
    ("广泛收集社情民意，共计120条。", ("opinions_submitted",)),
    ("委员们走进乡村宣讲政策，累计36场。", ("outreach",)),
    ("主席会议专题研究年度工作，先后召开15次。", ("chairmen_meetings",)),
    ("常委会召开了会议5次。", ("standing_committee_meetings",)),
    ("选定6个题目与有关部门面对面协商。", ("consultations",)),
    ("邀请商户代表9名、居民代表14名参加议事。", ("participations", "participations")),
    ("组织机关干部外出学习考察3批，共46人。", ("tours", "participations")),
    ("接待来访考察团12批，客人165人。", ("guests_received", "guests_received")),
    ("视察组到5所乡镇卫生院，实地查看药房。", ("places_reached",)),
    ("医卫界18名委员与县医院共建实验室。", ("members_group",)),
    ("26名少数民族委员、9名侨联界委员，情同手足。", ("members_group", "members_group")),
    ("教代会代表出席率97%，提案落实率91%。", ("other", "other")),
    ("举办乒乓球邀请赛2场、少年训练营1期。", ("activities", "activities")),
    ("建成“协商小院”17个。", ("platforms",)),
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_deed_is_told_in_less_usual_words(sentence: str, codes: tuple[str, ...]) -> None:
    found = parsed(HEAD + sentence).indicators
    assert tuple(one.code for one in found if one.start > len(HEAD) - 2) == codes
