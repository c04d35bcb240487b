"""How print on pages becomes text: order, tables, paragraphs, and what is printed around it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cppcc_archive.files import Limits
from cppcc_archive.files.layout import read_sheets
from cppcc_archive.files.lines import Glyph, Sheet
from cppcc_archive.files.model import FileReading
from cppcc_archive.files.pdf import read_pdf
from tests.files.kit import FONT, Placed, pdf_of

PROSE = "围绕乡村振兴开展专题协商提出意见建议四十条有关部门采纳落实推动解决了一批群众急难愁盼问题"


def lines(*texts: str, x: float = 90, top: float = 120, size: float = 16) -> list[Placed]:
    return [Placed(text, x, top + 28 * number, size) for number, text in enumerate(texts)]


def texts(*pages: list[Placed]) -> list[str]:
    return [piece.block.text for piece in read_pdf(pdf_of(pages), Limits()).pieces]


def canvas_pdf(draw: object) -> FileReading:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setFont(FONT, 16)
    draw(canvas)  # type: ignore[operator]
    canvas.showPage()
    canvas.save()
    return read_pdf(out.getvalue(), Limits())


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "第{}页", "第 {} 页 共 3 页", "{}/3", "{}"])
def test_page_numbers_are_no_text(number: str) -> None:
    pages = [[*lines(PROSE[:26], PROSE[26:]), Placed(number.format(page), 280, 800, 12)] for page in (1, 2, 3)]
    assert texts(*pages) == [PROSE] * 3


def test_a_number_that_does_not_count_with_the_pages_is_text() -> None:
    pages = [[*lines(PROSE[:20]), Placed(number, 90, 800)] for number in ("158", "2024", "31")]
    assert "158" in texts(*pages)


def test_heads_and_feet_that_return_are_no_text_and_odd_and_even_pages_may_have_their_own() -> None:
    heads = ["青溪县政协公报", "2024年第6期", "青溪县政协公报", "2024年第6期"]
    pages = [[Placed(head, 240, 50, 10), *lines(PROSE[number:26], PROSE[26:])] for number, head in enumerate(heads)]
    assert not {"青溪县政协公报", "2024年第6期"} & set(texts(*pages))


def test_heads_that_name_the_part_of_a_paper_are_no_text() -> None:
    heads = ("一、工作回顾", "一、工作回顾与体会", "二、工作安排", "三、自身建设", "附：名词解释")
    pages = [[Placed(head, 240, 50, 10), *lines(PROSE[at:26], PROSE[26:])] for at, head in enumerate(heads)]
    assert not set(heads) & set(texts(*pages))
    assert set(heads) <= set(texts(*([head._replace(size=16), *rest] for head, *rest in pages)))


def test_a_line_at_the_top_that_stands_there_once_is_text() -> None:
    pages = [[Placed("附件1", 90, 60), *lines(PROSE[:26])], lines(PROSE[:26]), lines(PROSE[:26])]
    assert "附件1" in texts(*pages)


def test_print_down_the_margin_is_no_text() -> None:
    beside = [Placed(one, 40, 200 + 24 * number, 14) for number, one in enumerate("内部资料注意保存")]
    assert texts([*lines(PROSE[:26], PROSE[26:]), *beside]) == [PROSE]
    mixed = ["经审查立案158件，其中集体提案32件、委员提案126件", "办复率100%，委员满意率98.5%，收集信息312篇"]
    for shift in range(0, 28, 3):
        moved = [one._replace(y=one.y - shift) for one in beside]
        assert "".join(texts([*lines(*mixed * 4), *moved])) == "".join(mixed * 4)


def test_a_watermark_askew_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 700, PROSE[:20])
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "征求意见稿")
        canvas.restoreState()

    assert [piece.block.text for piece in canvas_pdf(draw).pieces] == [PROSE[:20]]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [PROSE[at : at + 10] for at in (0, 10, 20, 30)] + [PROSE[40:]]
    right = ["二" + row[1:] for row in left]
    head = Placed("青溪县政协公报二〇二四年第六期目录和正文", 150, 90)
    found = texts([head, *lines(*left, x=70), *lines(*right, x=330)])
    assert found == [head.text, "".join(left), "".join(right)]


@pytest.mark.parametrize("count", [2, 3])
def test_columns_of_few_lines_are_told_by_being_full(count: int) -> None:
    left = [PROSE[10 * at : 10 * at + 10 - 3 * (at == count - 1)] for at in range(count)]
    right = ["二" + row[1:] for row in left]
    found = texts([*lines(PROSE[:26], top=90), *lines(*left, x=70), *lines(*right, x=330)])
    assert found == [PROSE[:26], "".join(left), "".join(right)]


def test_cells_of_prose_that_end_anywhere_are_no_columns() -> None:
    left = ("关于加强城市停车管理的提案", "关于发展乡村旅游提案", "关于改善县城供水水质状况的提案")
    right = ("王小明委员提出并由住建局办", "李青山委员等七人提出联名", "县工商联提出")
    assert texts([*lines(*left, x=70), *lines(*right, x=330)]) == [
        "\n".join(f"{one}\t{two}" for one, two in zip(left, right, strict=True))
    ]


class TestMarksOfNotes:
    """A raised mark behind a number is no digit of it."""

    def page(self, mark: str, note: str = "", text: str = "立案196件，采纳意见建议四十条有关部门落实") -> list[str]:
        def draw(canvas: Canvas) -> None:
            head, _, tail = text.partition("件")
            canvas.drawString(90, 700, head)
            x = 90 + canvas.stringWidth(head, FONT, 16)
            canvas.setFont(FONT, 9)
            canvas.drawString(x, 707, mark)
            x += canvas.stringWidth(mark, FONT, 9)
            canvas.setFont(FONT, 16)
            canvas.drawString(x, 700, f"件{tail}")
            canvas.drawString(90, 672, PROSE[:22] + "。")
            canvas.setFont(FONT, 6)
            if note:
                canvas.drawString(90, 104, note[:1])
            canvas.setFont(FONT, 10.5)
            canvas.drawString(90 + canvas.stringWidth(note[:1], FONT, 6), 100, note[1:])

        return [piece.block.text for piece in canvas_pdf(draw).pieces]

    def test_a_mark_whose_note_is_on_the_page_goes_with_the_notes_own(self) -> None:
        found = self.page("1", "1含联名提案四十一件。")
        assert found[0].startswith("立案196件，采纳")
        assert found[-1] == "含联名提案四十一件。"
        assert self.page("①", "①含联名提案四十一件。")[0].startswith("立案196件")

    def test_a_mark_without_a_note_is_raised_and_no_digit(self) -> None:
        assert self.page("12")[0].startswith("立案196¹²件")

    def test_a_raised_digit_behind_a_word_is_what_it_is(self) -> None:
        assert self.page("2", text="面积三十五千米件，采纳意见建议四十条有关部门落实")[0].startswith(
            "面积三十五千米2件"
        )


def test_rows_of_short_cells_that_stand_in_line_are_a_table_without_rules() -> None:
    rows = [("序号", "提案人", "案由"), ("1", "王小明", "关于教育"), ("2", "李青山", "关于医疗")]
    page = [
        Placed(cell, 90 + 150 * column, 120 + 28 * row)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    ]
    [piece] = read_pdf(pdf_of([page]), Limits()).pieces
    assert piece.block.rows == tuple(rows)


def test_a_cell_that_spans_stands_in_every_place_and_is_printed_once() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (600, 640, 680):
            canvas.line(100, y, 400, y)
        for x in (100, 400):
            canvas.line(x, 600, x, 680)
        canvas.line(250, 600, 250, 640)
        canvas.drawString(110, 652, "合计")
        canvas.drawString(110, 612, "收到")
        canvas.drawString(260, 612, "立案")

    [piece] = canvas_pdf(draw).pieces
    assert piece.block.rows == (("合计", "合计"), ("收到", "立案"))
    assert piece.block.text == "合计\n收到\t立案"


def test_letters_printed_twice_to_look_bold_stand_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            canvas.drawString(90 + shift, 700, "共收到提案一百八十六件")

    assert [piece.block.text for piece in canvas_pdf(draw).pieces] == ["共收到提案一百八十六件"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_it_stands(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 420)
        canvas.rotate(angle)
        for number, text in enumerate((PROSE[:10], PROSE[10:20], "完。")):
            canvas.drawString(-80, 40 - 28 * number, text)

    assert "".join(piece.block.text for piece in canvas_pdf(draw).pieces) == PROSE[:20] + "完。"


def test_a_table_on_its_side_beside_upright_text_is_read_too() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(4):
            canvas.drawString(90, 780 - 28 * number, PROSE[:26])
        canvas.translate(300, 300)
        canvas.rotate(90)
        for number in range(4):
            canvas.drawString(-200, 40 - 28 * number, f"第{number + 1}类提案四十一件占比三成")

    found = "".join(piece.block.text for piece in canvas_pdf(draw).pieces)
    assert found.count(PROSE[:26]) == 4
    assert all(f"第{number}类提案四十一件占比三成" in found for number in (1, 2, 3))


def test_a_paragraph_goes_on_over_the_end_of_a_page_and_says_where_it_began() -> None:
    foot = [Placed(PROSE[:24], 122, 700), Placed(PROSE[24:] + PROSE[:4], 90, 728)]
    pages = [[*lines(PROSE[:26]), *foot], lines("接着上一页的话。", PROSE[:26], top=100)]
    pieces = read_pdf(pdf_of(pages), Limits()).pieces
    assert (PROSE + PROSE[:4] + "接着上一页的话。", 1) in [(piece.block.text, piece.page) for piece in pieces]


def test_a_page_that_ends_early_ends_its_paragraph() -> None:
    assert texts(lines(PROSE[:26]), lines(PROSE[:26])) == [PROSE[:26]] * 2


def test_a_number_broken_at_the_end_of_a_line_is_one_number() -> None:
    head = PROSE[:24] + "共计20"
    assert f"{head}24年" in "".join(texts(lines(head, "24年采纳落实推动解决了一批群众急难愁盼问题提出意见建议四十条")))


@pytest.mark.parametrize("points", [2, 4, 7])
def test_letterspaced_print_keeps_its_numbers_whole(points: int) -> None:
    text = "一年来共收到提案1286件，立案158件。"

    def draw(canvas: Canvas) -> None:
        line = canvas.beginText(60, 700)
        line.setCharSpace(points)
        line.textOut(text)
        canvas.drawText(line)

    assert canvas_pdf(draw).text == text


def test_text_that_nobody_sees_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(90, 700, PROSE[:20])
        text = canvas.beginText(90, 600)
        text.setFont(FONT, 16)
        text.setTextRenderMode(3)
        text.textOut("看不见的字看不见的字")
        canvas.drawText(text)

    assert [piece.block.text for piece in canvas_pdf(draw).pieces] == [PROSE[:20]]


_glyphs = st.lists(
    st.builds(
        lambda text, x, y, size: Glyph(text, x, y, x + size, y + size, size),
        st.sampled_from("政协提案1a—，"),
        st.floats(0, 590),
        st.floats(0, 840),
        st.floats(1, 40),
    ),
    max_size=60,
)


@given(_glyphs)
def test_no_scatter_of_glyphs_breaks_the_layout_or_makes_characters(glyphs: list[Glyph]) -> None:
    found = "".join(piece.block.text for piece in read_sheets([Sheet(1, 595, 842, glyphs)])).replace("¹", "1")
    left = [glyph.text for glyph in glyphs]
    for character in found:
        if not character.isspace():
            left.remove(character)
