"""What readers of an office paper see, and what they do not: docx, doc, RTF, spreadsheets, web archives."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH

from cppcc_archive.extract.document import BlockKind
from cppcc_archive.files import Limits
from cppcc_archive.files.model import FileReading
from cppcc_archive.files.numbering import chinese, written
from cppcc_archive.files.reading import read_file
from tests.files import kit

URL = "http://zx.example.gov.cn/files/1.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(body: bytes) -> FileReading:
    return read_file(body, URL, Limits())


def word(body: str, **others: str) -> FileReading:
    """Read a docx whose body is this markup."""
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
    }
    return read(kit.zip_of(members | {f"word/{name}.xml": text.encode() for name, text in others.items()}))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param(
            p(run("收到"), "<w:ins>" + run("提案") + "</w:ins>", run("186件")), "收到提案186件", id="inserted"
        ),
        pytest.param(
            p(run("收到"), "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", run("186件")),
            "收到186件",
            id="deleted",
        ),
        pytest.param(
            p(run("立案"), "<w:smartTag>" + run("158") + "</w:smartTag>", run("件")), "立案158件", id="smart tag"
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" + p(run("目标任务")) + "</w:sdtContent></w:sdt>", "目标任务", id="content control"
        ),
        pytest.param(p("<w:hyperlink>" + run("网站") + "</w:hyperlink>"), "网站", id="link"),
        pytest.param(p(run("明"), run("暗", "<w:vanish/>")), "明", id="hidden"),
        pytest.param(p(run("明"), run("显", '<w:vanish w:val="0"/>')), "明显", id="hidden no more"),
        pytest.param(
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>',
                run("3"),
                run("页"),
            ),
            "3页",
            id="field",
        ),
        pytest.param(p("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>"), "上下", id="line break beside Chinese"),
        pytest.param(
            p(
                "<w:r><w:ruby><w:rt>"
                + run("zhèng")
                + "</w:rt><w:rubyBase>"
                + run("政")
                + "</w:rubyBase></w:ruby></w:r>"
            ),
            "政",
            id="ruby",
        ),
        pytest.param(p(run("甲")) + p(run(" ")) + p(run("乙")), "甲\n乙", id="empty paragraph"),
    ],
)
def test_a_paragraph_holds_what_is_seen(markup: str, text: str) -> None:
    assert word(markup).text == text


def test_a_text_box_stands_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + p(run("框中的话")) + "</w:txbxContent>"
    new, old = (
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>",
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>",
    )
    both = f"<w:r><mc:AlternateContent xmlns:mc='x'>{new}{old}</mc:AlternateContent></w:r>"
    assert word(p(run("正文"), both)).text == "正文\n框中的话"


def test_notes_stand_at_the_end() -> None:
    rule, note = f'<w:footnote w:type="separator">{p(run("x"))}</w:footnote>', p(run("注：含并案"))
    notes = f"<w:footnotes {W}>{rule}<w:footnote>{note}</w:footnote></w:footnotes>"
    assert word(p(run("正文")), footnotes=notes).text == "正文\n注：含并案"


def test_the_numbers_word_draws_are_printed() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(
            (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))
        )
    )
    kind = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
    used = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    numbering = f"<w:numbering {W}>{kind}{used}</w:numbering>"
    depths = ((0, "回顾"), (1, "提案"), (2, "征集"), (2, "办理"), (1, "调研"), (0, "安排"), (1, "学习"))
    body = "".join(
        p(run(text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="2"/></w:numPr>')
        for depth, text in depths
    )
    assert word(body, numbering=numbering).text.split("\n") == [
        "一、回顾",
        "（一）提案",
        "1.征集",
        "2.办理",
        "（二）调研",
        "二、安排",
        "（一）学习",
    ]


@pytest.mark.parametrize(
    ("count", "text"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")]
)
def test_chinese_numbers(count: int, text: str) -> None:
    assert chinese(count) == text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("decimalEnclosedCircle", "③"),
        ("decimalEnclosedParen", "⑶"),
        ("decimalEnclosedFullstop", "⒊"),
        ("decimalZero", "03"),
        ("taiwaneseCountingThousand", "三"),
        ("chineseLegalSimplified", "叁"),
        ("ideographTraditional", "丙"),
        ("ideographZodiac", "寅"),
        ("upperLetter", "C"),
        ("upperRoman", "III"),
        ("decimalFullWidth", "３"),
    ],
)
def test_other_ways_of_counting(style: str, text: str) -> None:
    assert written(3, style) == text


@pytest.mark.parametrize(
    ("style", "count", "text"),
    [("ideographDigital", 20, "二〇"), ("decimalEnclosedCircle", 36, "㊱"), ("lowerRoman", 94, "xciv")],
)
def test_high_numbers_in_other_ways_of_counting(style: str, count: int, text: str) -> None:
    assert written(count, style) == text


def test_a_list_that_says_so_begins_anew() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    kind = f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{more}</w:num>'
        for number, more in ((1, ""), (2, anew), (3, ""))
    )
    body = "".join(
        p(run("文"), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        for number in (1, 1, 2, 2, 3)
    )
    found = word(body, numbering=f"<w:numbering {W}>{kind}{used}</w:numbering>").text
    assert found.split("\n") == ["一、文", "二、文", "一、文", "二、文", "三、文"]


def test_cells_that_span_stand_in_every_place_and_are_printed_once() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(run(text))}</w:tc>"

    rows = (
        cell("类别", "<w:vMerge w:val='restart'/>") + cell("提案", "<w:gridSpan w:val='2'/>"),
        cell("", "<w:vMerge/>") + cell("收到") + cell("立案"),
        cell("经济") + cell("68") + cell("60"),
    )
    [piece] = word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>").pieces
    assert piece.block.rows == (("类别", "提案", "提案"), ("类别", "收到", "立案"), ("经济", "68", "60"))
    assert piece.block.text == "类别\t提案\n\t收到\t立案\n经济\t68\t60"


def test_a_frame_of_one_cell_is_text() -> None:
    found = word(f"<w:tbl><w:tr><w:tc>{p(run('一段话。'))}{p(run('又一段话。'))}</w:tc></w:tr></w:tbl>")
    assert [piece.block.kind for piece in found.pieces] == [BlockKind.PARAGRAPH] * 2


def test_headings_and_hints_of_layout() -> None:
    document = docx.Document()
    document.add_heading("工作回顾", 1)
    document.add_paragraph("工作报告").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run("（一）提案").bold = True
    out = io.BytesIO()
    document.save(out)
    heading, centred, bold = (piece.block for piece in read(out.getvalue()).pieces)
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 1)
    assert (centred.centred, bold.bold) == (True, True)


def test_flat_xml_of_word_2003_is_read() -> None:
    head = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    body = f"{head}<w:wordDocument {W}><w:body>{p(run('工作报告'))}</w:body></w:wordDocument>"
    assert read(body.encode()).text == "工作报告"


def test_a_page_and_a_web_archive_saved_as_doc_are_read() -> None:
    page = kit.page("工作报告", "<p>共收到提案186件，立案158件。</p>")
    archive = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        b"--b\nContent-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
        + page.replace("utf-8", "gb2312").encode("gb2312")
        + b"\n--b--\n"
    )
    for body in (page.encode(), archive):
        assert "共收到提案186件，立案158件。" in read(body).text


def test_rtf_of_chinese_code_pages_fields_and_tables() -> None:
    text = "政协工作报告".encode("gbk")
    escaped = "".join(f"\\'{byte:02x}" for byte in text)
    body = (
        r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}"
        + escaped
        + r"\par \trowd A\cell B\cell\row\pard \u25919?\u21327?\par}"
    )
    assert read(body.encode()).text == "政协工作报告\nA\tB\n政协"


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("提案目录")
    hidden = book.add_worksheet("底稿")
    hidden.write(0, 0, "不给人看")
    hidden.hide()
    for row, cells in enumerate((("序号", "案由", "收到"), (1, "关于教育", 98.5))):
        sheet.write_row(row + 2, 1, cells)
    sheet.write_datetime(3, 3, dt.datetime(2024, 3, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    sheet.merge_range(4, 1, 4, 2, "合计")
    sheet.write(4, 3, 158)
    book.close()
    return out.getvalue()


def test_a_spreadsheet_is_tables_of_its_visible_sheets() -> None:
    heading, table = (piece.block for piece in read(workbook()).pieces)
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "提案目录")
    assert table.rows == (("序号", "案由", "收到"), ("1", "关于教育", "2024-03-05"), ("合计", "合计", "158"))
    assert table.text.endswith("合计\t\t158")


def test_names_in_a_zip_are_read_as_chinese_programs_write_them() -> None:
    body = kit.zip_of({"AAAA.txt": "工作报告全文".encode()}).replace(b"AAAA", "报告".encode("gbk"))
    [piece] = read(body).pieces
    assert piece.member == "报告.txt"


def test_what_systems_leave_in_a_zip_is_no_file_of_it() -> None:
    body = kit.zip_of(
        {"__MACOSX/._a.txt": b"junk", "~$a.docx": b"junk", "Thumbs.db": b"junk", "a.txt": "报告".encode()}
    )
    assert read(body).text == "报告"


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next() -> None:
    joined = p(run("收到提案"), properties="<w:rPr><w:del/></w:rPr>") + p(run("186件"))
    assert word(joined + p(run("立案"))).text == "收到提案186件\n立案"
    cell = f"<w:tc>{p(run('甲'))}</w:tc>"
    before_a_table = p(run("如下"), properties="<w:rPr><w:del/></w:rPr>") + f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>"
    assert word(before_a_table).text == "如下\n甲\t甲\t甲"
    assert word(p(run("末"), properties="<w:rPr><w:del/></w:rPr>")).text == "末"


def test_what_a_style_hides_is_not_seen_unless_the_run_says_so() -> None:
    hides = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        f"<w:styles {W}><w:style w:styleId='h'>{hides}</w:style>"
        f"<w:style w:styleId='p'>{hides}</w:style><w:style w:styleId='n'><w:basedOn w:val='p'/></w:style></w:styles>"
    )
    hidden = p(run("明"), run("暗", "<w:rStyle w:val='h'/>"))
    assert word(hidden, styles=styles).text == "明"
    of_paragraph = p(run("暗"), run("显", "<w:vanish w:val='0'/>"), properties="<w:pStyle w:val='n'/>")
    assert word(of_paragraph, styles=styles).text == "显"


def test_a_document_that_is_a_part_of_another_name_is_read() -> None:
    relation = '<Relationship Type="http://x/relationships/officeDocument" Target="word/document2.xml"/>'
    members = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>".encode(),
        "word/document2.xml": f"<w:document {W}><w:body>{p(run('收到提案186件'))}</w:body></w:document>".encode(),
    }
    assert read(kit.zip_of(members)).text == "收到提案186件"


@pytest.mark.parametrize("form", ["page", "web archive"])
def test_a_web_page_that_is_a_part_of_a_document_is_read(form: str) -> None:
    page = kit.as_html(kit.report())
    if form == "web archive":
        head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        page = head + page
    relation = '<Relationship Id="c1" Type="http://x/relationships/aFChunk" Target="/word/part.mht"/>'
    body = f"{p(run('封面'))}<w:altChunk xmlns:r='x' r:id='c1'/>{p(run('封底'))}"
    members = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>".encode(),
        "word/part.mht": page,
    }
    text = read(kit.zip_of(members)).text
    assert text.startswith("封面") and text.endswith("封底")
    assert "共收到提案186件" in text
