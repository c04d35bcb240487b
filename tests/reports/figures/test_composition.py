"""Of what kinds a committee's members are, in lists as gazetteers and news print them."""

from __future__ import annotations

import pytest

from tests.reports.figures.reading import HEAD, parsed

_KIND = ("members_group", "part")


def _told(text: str) -> list[tuple[str, str]]:
    return [(item.code, item.role.value if item.role else "") for item in parsed(f"{HEAD}{text}").indicators]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "第二届委员会由52名委员组成（中共党员19名；手工业界6名；商业界4名；县妇联3名；华侨1名；特邀5名）。",
            [("members_total", "total"), *[_KIND] * 6],
        ),
        (
            "应出席委员61人，其中新闻界、台胞、侨界各2人，文艺界3人，工会、共青团各4人，农林界7人，民盟9人。",
            [("members_total", "total"), *[_KIND] * 5],
        ),
        (
            "新一届委员总数为212名。其中，新提名的125名，占58.96%；继续提名的87名，占41.04%。女性63名，占29.72%。",
            [("members_total", "total"), *[_KIND, ("other", "part")] * 3],
        ),
        (
            "参加会议的委员88人，其中中共党员31人，非党群众12人。工商业者45人。",
            [("members_attending", "total"), *[_KIND] * 3],
        ),
        (
            "出席会议的委员137人，代表14个方面。其中，中国共产党（代表）13人，民主党派2人，归侨、侨眷、台属6人，科技界31人，特邀人5人。",
            [("members_attending", "total"), *[_KIND] * 5],
        ),
        (
            "委员由14个界别组成，其中：中国共产党12名，工会4名，少数民族5名，其他7名。",
            [("other", "total"), *[_KIND] * 4],
        ),
        (
            "出席委员67人。委员中，汉族22人，其他少数民族4人；中共党员25人，非中共人士42人。",
            [("members_attending", "total"), *[_KIND] * 4],
        ),
        ("52名委员中出席会议47名。", [("members_total", "total"), ("members_attending", "total")]),
        (
            "应到委员219人，实到205人，列席人员34人。",
            [("members_total", "total"), ("members_attending", "total"), ("participations", "total")],
        ),
        (
            "现有委员186名，联络员42名，驻县省政协委员3名。",
            [("members_total", "total"), ("other", "total"), ("other", "total")],
        ),
    ],
)
def test_a_list_of_kinds_goes_on_from_its_whole(text: str, told: list[tuple[str, str]]) -> None:
    assert _told(text) == told
