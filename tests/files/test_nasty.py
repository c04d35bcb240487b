"""What writers of reports do to a document, as a real office program writes it: nothing that is seen is lost, nothing
that is not seen is read (the sample: ``samples/nasty.fodt``)."""

from __future__ import annotations

from collections import Counter

import pytest

from cppcc_archive.files import Limits
from cppcc_archive.files.model import FileReading
from cppcc_archive.files.reading import read_file
from tests.files import kit

ITEM = (
    "第{}项工作：强化组织领导，完善工作机制，全年组织委员视察{}次，走访界别群众{}人次，反映社情民意信息{}条，"
    "为县域高质量发展贡献了智慧和力量。"
)
COLUMN = (
    "双栏第{}段：围绕城乡融合、文旅发展、教育医疗等课题开展调查研究，提出对策建议{}条，得到县委县政府重视采纳，"
    "推动一批问题得到解决。"
)
PARAGRAPHS = [
    "（2025年1月6日在政协岚溪县第十一届委员会第三次会议上）",
    "各位委员：",
    "框后的正文段落，继续叙述有关情况，说明协商成果转化的过程与成效，并列举若干例子加以说明。",
    *(COLUMN.format(n + 1, n + 11) for n in range(6)),
    *(2 * ITEM.format(n + 1, n + 3, 17 * n + 120, n + 41) for n in range(8)),
    "以上报告，请予审议。",
]
MORE = [
    "政协岚溪县第十一届委员会常务委员会工作报告",
    "过去一年工作回顾提案工作提质增效",
    "一年来，共收到提案218件，立案196件，办复率100%，插入的满意率九成七。面积达35平方千米2。",
    "委员𠮷田𬌗、王〇明㈠组到会，详见县政协网站。换行后的第二行文字。",
    "专题协商六次，形成建议三十四条民主监督四项，提出意见五十二条",
    "类别件数及占比经济建设七十三33.5%四十一18.8%民生内表甲内表乙表后文47.7%",
    "文本框里的重点：十大民生实事含联名提案四十一件。",
]
NUMBERS = "一、（一）"
BESIDE = {"docx": NUMBERS, "rtf": NUMBERS, "odt": NUMBERS, "fodt": NUMBERS, "doc": NUMBERS, "pdf": f"{NUMBERS}●●"}
"""What the program draws beside the text: numbers of lists, the marks of lists on paper."""


@pytest.fixture(scope="module", params=BESIDE)
def nasty(request: pytest.FixtureRequest) -> tuple[str, FileReading]:
    body = (kit.SAMPLES / f"nasty.{request.param}").read_bytes()
    return request.param, read_file(body, f"http://zx.example.gov.cn/files/1.{request.param}", Limits())


def test_every_character_is_there_and_no_other(nasty: tuple[str, FileReading]) -> None:
    form, reading = nasty
    assert (reading.problem, reading.warnings, reading.needs_ocr) == (None, (), False)
    want = Counter("".join([*PARAGRAPHS, *MORE, BESIDE[form]]))
    found = Counter(one for one in reading.text if not one.isspace())
    assert (found - want, want - found) == (Counter(), Counter())


def test_paragraphs_are_whole_and_in_order(nasty: tuple[str, FileReading]) -> None:
    _, reading = nasty
    found = [piece.block.text for piece in reading.pieces]
    places = [found.index(text) if text in found else -1 for text in PARAGRAPHS]
    assert [text for text, place in zip(PARAGRAPHS, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_merged_cells_are_a_table(nasty: tuple[str, FileReading]) -> None:
    _, reading = nasty
    rows = next(piece.block.text.splitlines() for piece in reading.pieces if piece.block.rows)
    cells = [tuple(filter(None, row.split("\t"))) for row in rows]
    assert cells[:3] == [("类别", "件数及占比"), ("经济建设", "七十三", "33.5%"), ("四十一", "18.8%")]
