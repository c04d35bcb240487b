"""What the items of a breakdown count, told by their names and by the figures beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.reports.figures.breakdown import recoded
from cppcc_archive.reports.figures.numbers import find_figures
from cppcc_archive.reports.shadow import shadow
from tests.growth import grows_linearly


def coded(sentence: str, known: dict[int, str] | None = None) -> list[str]:
    """The codes of a sentence's figures when the rules knew only ``known`` of them."""
    figures = find_figures(sentence, sentence)
    codes = [(known or {}).get(index, "other") for index in range(len(figures))]
    found = recoded(sentence, 0, len(sentence), figures, codes, {})
    return [found.get(index, code).removeprefix("proposals_") for index, code in enumerate(codes)]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("集体7件、个人61件、联名50件", ["collective", "individual", "joint"]),
        ("来自委员个人或联名的328件，来自民主党派和工商联的21件", ["individual", "collective"]),
        ("民主党派21件、专委会10件、界别小组41件", ["by_source", "by_source", "by_source"]),
        ("经济46件，教科文卫68件，生态、城建和社会管理91件", ["by_sector"] * 3),
        ("经济46件，民生78件", ["by_sector", "livelihood"]),
        ("已经解决的53件，正着手解决的19件，受条件所限暂难解决的7件", ["resolved", "planned", "deferred"]),
        ("另外207件列入解决计划", ["planned"]),
        ("已解决或列入计划的77件", ["resolved"]),
    ],
)
def test_an_item_is_told_by_its_name(sentence: str, codes: list[str]) -> None:
    assert coded(sentence) == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "委员提交的203件提案",  # all of them: no other source stands beside
        "由46个单位承办，群团组织8件",  # who answers proposals did not make them
        "主办12件，协办5件",
        "表示满意的151件",
        "收到来信12件",
    ],
)
def test_what_is_no_item_of_a_breakdown_stays_as_it_was(sentence: str) -> None:
    assert set(coded(sentence)) == {"other"}


def test_an_unknown_name_is_a_field_where_its_neighbours_are() -> None:
    assert coded("云山码头21件") == ["other"]
    assert coded("经济19件、旅游30件、云山码头21件") == ["by_sector"] * 3


def test_a_percentage_behind_a_count_is_its_share() -> None:
    assert coded("立案151件，占88%", {0: "proposals_filed"}) == ["filed", "share"]
    assert coded("经济46件（38%），文化20件（16.5%）") == ["by_sector", "share", "by_sector", "share"]
    assert coded("集体7件、个人61件，分别占6%、52%") == ["collective", "individual", "share", "share"]
    assert coded("企业30家，占60%") == ["other", "other"]


def test_joined_percentages_share_the_one_rate_that_is_named() -> None:
    assert coded("满意率分别为99.8%和98.5%", {0: "satisfaction_rate"})[1] == "satisfaction_rate"
    assert coded("办结率、面商率分别为100%和98%", {0: "reply_rate"})[1] == "other"


@given(st.text(alphabet="经济民生委员集体党派联名解决合计达到占有、，；（）的为共件%0123456789 ", max_size=120))
def test_any_sentence_is_recoded_without_an_error_and_only_where_a_figure_is(sentence: str) -> None:
    shade = shadow(sentence)
    figures = find_figures(shade, sentence)
    found = recoded(shade, 0, len(shade), figures, ["other"] * len(figures), {})
    assert set(found) <= set(range(len(figures)))


@pytest.mark.parametrize("item", ["经济5件，占5%", "民主党派5件", "合计5件", "委员个人5件", "5件谈经济"])
def test_a_long_list_takes_time_that_grows_with_its_length(item: str) -> None:
    def work(items: int) -> object:
        sentence = "、".join([item] * items)
        figures = find_figures(sentence, sentence)
        return recoded(sentence, 0, len(sentence), figures, ["other"] * len(figures), {})

    assert grows_linearly(work, 4000)
