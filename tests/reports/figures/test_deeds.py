"""What committees do, whom they meet and what came of it, in less usual words: one sentence for each kind."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import HEAD, parsed

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
)


@pytest.mark.parametrize(("sentence", "codes"), CODED, ids=[sentence for sentence, _ in CODED])
def test_a_deed_is_told_in_less_usual_words(sentence: str, codes: tuple[str, ...]) -> None:
    found = parsed(HEAD + sentence).indicators
    assert tuple(one.code for one in found if one.start > len(HEAD) - 2) == codes
