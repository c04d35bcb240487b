"""What goes on from one sentence and paragraph to the next: since when, of which year."""

from __future__ import annotations

import pytest

from cppcc_archive.reports import parse_text
from tests.reports.figures.reading import HEAD, SITE, parsed

_NEWS = "青河县政协开展助学活动\n2020年9月10日\n"


def _periods(text: str) -> str:
    return " ".join(
        str(one.period) for one in parse_text(text, "http://www.example.gov.cn/1.htm", site=SITE).indicators
    )


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "自2017年开展“百名委员助百名学子圆梦”活动以来，资助学生286名。\n委员企业累计捐款120万元。\n今年8月，走访学生12名。",
            "cumulative cumulative reviewed",
        ),
        ("2015年以来，县政协每年送医下乡。\n先后义诊群众5600人次。\n2019年，义诊3次。", "cumulative prior_year"),
        (
            "自“委员爱心基金”启动以来，募集善款60万元。\n共救助家庭86户。近日，走访群众12户。",
            "cumulative cumulative reviewed",
        ),
        ("自2014年起，实施“暖冬行动”。\n截至目前，捐款260万元。", "cumulative"),
        (
            "2016年3月创办“委员书屋”以来，举办读书会40场。\n活动累计走进乡镇12个。\n本次活动捐书6册。",
            "cumulative cumulative reviewed",
        ),
        ("自2017年开展助学活动以来，资助学生286名。\n委员企业捐款120万元。", "cumulative reviewed"),
        (
            "自2013年8月建立文史室以来，已走过七年。从无到有，征集史料705篇；出刊11辑。每辑出刊后，寄给90个单位。今年，征集史料12篇。",
            "cumulative cumulative cumulative reviewed",
        ),
        ("近日，县政协走访委员。自2013年开展活动以来，委员热情很高。走访企业12家。", "reviewed"),
        ("自2013年开展活动以来，委员热情很高。近日，走访企业12家。", "reviewed"),
        ("2020年以来，县政协走访企业12家。\n累计捐款3万元。", "reviewed reviewed"),
    ],
)
def test_what_is_summed_up_below_a_beginning_is_since_then(text: str, periods: str) -> None:
    assert _periods(_NEWS + text) == periods


def test_in_a_report_of_a_year_a_sum_is_of_the_year() -> None:
    found = parsed(f"{HEAD}自2019年开展“委员助学”活动以来，资助学生286名。\n累计召开协商会12次。").indicators
    assert [str(one.period) for one in found] == ["cumulative", "reviewed"]
