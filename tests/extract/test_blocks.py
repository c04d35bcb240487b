"""Characters to lines and blocks: white space, hidden text, headings, lists, tables, pictures, files."""

# Markup is read as it is written: no wrapped lines.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from cppcc_archive.extract import Attachment, Block, BlockKind, extract

URL = "http://zx.example/art/2025/1/7/art_1_2.html"


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a body."""
    return extract(f"<html><meta charset=utf-8><body><div id=zoom>{body}</div></body></html>".encode(), URL).blocks


def text(body: str) -> str:
    """The text of a body."""
    return "\n".join(block.text for block in blocks(body) if block.text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>第<span>十</span>届</p>", "第十届"),
        ("<p>2025<font>年</font>1<font>月</font>7日</p>", "2025年1月7日"),
        ("<p>政协\n  委员</p>", "政协委员"),
        ("<p>共238\n名，GDP\n增长</p>", "共238名，GDP增长"),
        ("<p>Wi-Fi\n  and\t5G</p>", "Wi-Fi and 5G"),
        ("<p>张 三  李四</p>", "张 三 李四"),
        ("<p>&nbsp;&nbsp;　　缩进&nbsp;不变　的</p>", "缩进\xa0不变　的"),
        ("<p>全角（２０１７）％</p>", "全角（２０１７）％"),
        ("甲<br>乙<br/><br>丙", "甲\n乙\n丙"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙"),
        ("<section>甲</section><section>乙</section>", "甲\n乙"),
        ("<pre>甲\n  乙\n\n丙</pre>", "甲\n乙\n丙"),
        ("<p>甲<b> </b>乙</p>", "甲 乙"),
        ("<p>a<b>\n</b>乙</p>", "a乙"),
        ("<p>水印<span style='DISPLAY : none'>藏</span>字<i hidden>藏</i></p>", "水印字"),
        ("<p>甲<script>x</script><style>y</style><textarea>z</textarea>乙</p>", "甲乙"),
        ("<p>甲<xml><w:View>Normal</w:View></xml>乙</p>", "甲乙"),
        ("<p>x<sup>2</sup>与H<sub>2</sub>O</p>", "x²与H₂O"),
        ("<p>＜&lt;&amp;&gt;＞</p>", "＜<&>＞"),
        ("<dl><dt>甲</dt><dd>乙</dd></dl>", "甲\n乙"),
        ("<p>甲<ucapcontent>乙</ucapcontent>丙</p>", "甲\n乙\n丙"),
    ],
)
def test_what_a_reader_sees_on_one_line_is_one_line(body: str, expected: str) -> None:
    assert text(f"{body}") == expected


def test_headings_bold_and_centred_lines_are_told() -> None:
    found = blocks(
        "<h2>一、回顾</h2><p align=center><b>会<span>议</span></b></p><p><b>一是</b>学习</p><b>全<i style='font-weight:normal'>文</i></b>"
    )
    assert [(one.kind, one.level, one.bold, one.centred) for one in found] == [
        (BlockKind.HEADING, 2, True, False),
        (BlockKind.PARAGRAPH, None, True, True),
        (BlockKind.PARAGRAPH, None, False, False),
        (BlockKind.PARAGRAPH, None, False, False),
    ]


def test_a_paragraph_in_a_heading_element_is_a_paragraph() -> None:
    assert blocks("<h1>会议指出，要抓好落实。</h1>")[0].kind is BlockKind.PARAGRAPH


def test_numbers_of_ordered_lists_stand_beside_the_text() -> None:
    found = blocks(
        "<ol start=3><li>甲</li><li value=7>乙</li><li><p>丙</p><p>丁</p></li></ol><ol type=a><li>戊</li></ol><ul><li>己</li></ul>"
    )
    assert [(one.marker, one.text) for one in found] == [
        ("3.", "甲"),
        ("7.", "乙"),
        ("8.", "丙"),
        (None, "丁"),
        (None, "戊"),
        (None, "己"),
    ]


def test_word_list_numbers_are_characters_and_stay() -> None:
    assert (
        text(
            "<p><!--[if !supportLists]--><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><!--[endif]-->甲</p>"
        )
        == "1.\xa0甲"
    )


def test_a_data_table_resolves_spans_and_prints_each_text_once() -> None:
    (table,) = blocks(
        "<table><tr><th rowspan=2>单位</th><th colspan=2>件数</th></tr><tr><td>主办</td><td>协<br>办</td></tr><tr><td>教育局</td><td>1</td><td></td></tr></table>"
    )
    assert table.rows == (("单位", "件数", "件数"), ("单位", "主办", "协办"), ("教育局", "1", ""))
    assert table.text == "单位\t件数\n\t主办\t协办\n教育局\t1"


def test_a_caption_is_read_before_its_table() -> None:
    found = blocks(
        "<table><caption>表1</caption><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert [one.text for one in found] == ["表1", "甲\t乙\n丙\t丁"]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td><p>甲</p></td></tr><tr><td><p>乙</p></td></tr></table>",
        "<table><tr><td>甲</td><td>乙</td></tr></table>",
        "<table><tr><td><table><tr><td>甲</td></tr></table></td><td></td></tr><tr><td>乙</td><td></td></tr></table>",
    ],
)
def test_a_layout_table_is_text(body: str) -> None:
    assert [(one.kind, one.text) for one in blocks(body)] == [(BlockKind.PARAGRAPH, "甲"), (BlockKind.PARAGRAPH, "乙")]


def test_pictures_and_files_have_absolute_addresses_and_names() -> None:
    page = (
        "<meta charset=utf-8><base href='http://files.example/x/'><div id=zoom><p>甲<img src='1.jpg' alt='会场'>乙</p>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td><img src='/2.png'></td><td>c</td></tr></table><p><a href='报告.docx'> 报告 </a>"
        "<a href='y.PDF?v=1'><img src=i.gif></a><a href='z.html'>z</a><a href='/module/download/downfile.jsp?filename=3'>丙</a></p></div>"
        "<div>附件：<a href='/k.xlsx'>表</a></div>"
    )
    found = extract(page.encode(), URL)
    assert found.text.split("\n")[0] == "甲乙"
    assert found.images[:2] == (
        Attachment("http://files.example/x/1.jpg", "会场"),
        Attachment("http://files.example/2.png", ""),
    )
    assert [one.name for one in found.attachments] == ["报告", "y.PDF", "丙", "表"]
    assert all(one.url.startswith("http://files.example/") for one in found.attachments)


LETTER = ("尊敬的领导：", "西街路口的灯坏了一个月。", "盼早日修好。")
ANSWER = ("何先生：", "您反映的问题收悉，已列入本周计划。", "感谢您的关心。")


@pytest.mark.parametrize("part", ["<p>{}</p>", "{}<br>", "<div>{}</div>"])
@pytest.mark.parametrize(
    ("asked", "told"), [("来信内容", "答复内容"), ("内　容：", "回复"), ("问题内容", "办理结果"), ("留言内容", "答复意见：")]
)  # fmt: skip
def test_a_forms_cell_that_holds_a_letter_keeps_its_paragraphs(asked: str, told: str, part: str) -> None:
    letter, answer = ("".join(map(part.format, texts)) for texts in (LETTER, ANSWER))
    rows = f"<tr><td>来信人<td>何远山<tr><td>{asked}<td>{letter}<tr><td>答复单位<td>县住建局<tr><td>{told}<td>{answer}"
    lines = text(f"<table border=1>{rows}</table>").split("\n")
    assert [line for line in lines if line in (*LETTER, *ANSWER)] == [*LETTER, *ANSWER]


def test_a_table_of_data_whose_cells_have_lines_stays_a_table() -> None:
    for row in (
        "<tr><td>内容<td><p>修渠</p><p>架桥</p>",
        "<tr><td>内容<td><p><br>路灯已修好，请放心。<br></p>",
        "<tr><td>答复意见<td><p>已办。</p><p>答复。</p><td>12",
    ):
        table = f"<table><tr><td>类别<td>水利{row}<tr><td><tr><td>件数<td>12</table>"
        assert [one.kind for one in blocks(table)] == [BlockKind.TABLE]


def test_what_a_form_calls_the_title_is_the_title() -> None:
    rows = f"<tr><td>来信标题<td>西街路灯何时修好<tr><td>来信时间<td>2025-01-07<tr><td>来信内容<td>{LETTER[1]}<p>{LETTER[2]}"
    page = f"<meta charset=utf-8><title>青沙县政协</title><h2>领导信箱</h2><table>{rows}</table>"
    assert extract(page.encode(), URL).title == "西街路灯何时修好"
