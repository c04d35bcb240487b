"""One invented work report, and programs that write it as every kind of file."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SAMPLES = Path(__file__).parent / "samples"
TITLE = "中国人民政治协商会议第十届青溪县委员会常务委员会工作报告"
HEAD = "青溪县政协十届四次会议文件"
FONT = "STSong-Light"


class Part(NamedTuple):
    """A paragraph (``kind``: title, centred, plain, lead, heading) or a table of the report."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def report() -> list[Part]:
    """The report, part by part."""
    parts = [
        Part("title", "中国人民政治协商会议第十届青溪县委员会"),
        Part("title", "常务委员会工作报告"),
        Part("centred", "（2025年1月8日在政协青溪县第十届委员会第四次会议上）"),
        Part("centred", "李 青 山"),
        Part("lead", "各位委员："),
        Part("plain", "我代表政协青溪县第十届委员会常务委员会，向大会报告工作，请予审议。"),
        Part("heading", "一、2024年工作回顾"),
        Part(
            "plain",
            "2024年，在中共青溪县委的坚强领导下，县政协常委会坚持团结和民主两大主题，围绕中心、服务大局，较好完成了全年各项任务。"
            "一年来，共召开常委会会议5次、主席会议12次，组织视察调研21次，形成调研报告14篇。",
        ),
        Part("heading", "（一）提案工作提质增效。"),
        Part(
            "plain",
            "十届三次会议以来，共收到提案186件，经审查立案158件，其中集体提案32件、委员提案126件。所有提案均已办复，办复率100%，"
            "委员满意率98.5%。收集反映社情民意信息312篇，被省政协采用17篇。",
        ),
        Part(
            "table",
            rows=(
                ("类别", "件数", "立案", "办复率"),
                ("经济建设", "68", "60", "100%"),
                ("社会民生", "82", "70", "100%"),
                ("文化生态", "36", "28", "100%"),
            ),
        ),
    ]
    for number, name in enumerate("二三四五六七", start=1):
        parts.append(Part("heading", f"（{name}）协商议政走深走实。"))
        parts.append(
            Part(
                "plain",
                f"围绕乡村振兴、营商环境、教育医疗等课题开展专题协商，提出意见建议{40 + number}条，"
                f"县委、县政府主要领导作出批示{6 + number}次，有关部门采纳落实{30 + number}条，"
                "推动解决了一批群众急难愁盼问题，专门协商机构作用进一步彰显。",
            )
        )
    parts.append(Part("heading", "二、2025年工作安排"))
    parts.append(
        Part("plain", "2025年，县政协将紧扣县委部署，计划开展重点协商议题6项、民主监督3次，努力展现政协担当。")
    )
    return parts


def text_of(parts: Iterable[Part]) -> str:
    """The report's characters, a line a part, as any of its files should give them."""
    lines = ["\n".join("\t".join(row) for row in part.rows) if part.rows else part.text for part in parts]
    return "\n".join(lines)


def letters(text: str) -> str:
    """A text without blanks and breaks."""
    return "".join(text.split())


def as_html(parts: Sequence[Part]) -> bytes:
    """The report as a page of a site."""
    body = []
    for part in parts:
        if part.kind == "title":
            continue
        if part.rows:
            rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in part.rows)
            body.append(f"<table border=1>{rows}</table>")
        else:
            align = ' align="center"' if part.kind == "centred" else ""
            body.append(f"<p{align}>{html.escape(part.text)}</p>")
    return page(TITLE, "".join(body)).encode()


def page(title: str, body: str) -> str:
    """A plain article page."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f'<div class="info">发布时间：2025-01-09 来源：县政协办公室</div><div id="zoom">{body}</div></body></html>'
    )


def as_docx(parts: Sequence[Part]) -> bytes:
    """The report by python-docx: a head, page numbers in the foot, indents and a bordered table, as offices set it."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.header.paragraphs[0].text = HEAD
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for name, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if name else "w:instrText")
        if name:
            element.set(qn("w:fldCharType"), name)
        else:
            element.text = text
        foot.add_run()._r.append(element)
    foot.add_run(" —")
    for part in parts:
        if part.rows:
            table = document.add_table(len(part.rows), len(part.rows[0]))
            table.style = "Table Grid"
            for row, cells in enumerate(part.rows):
                for column, text in enumerate(cells):
                    table.cell(row, column).text = text
            continue
        paragraph = document.add_paragraph()
        run = paragraph.add_run(part.text)
        run.bold = part.kind in ("title", "heading")
        run.font.size = Pt(22 if part.kind == "title" else 16)
        run.font.name = "WenQuanYi Micro Hei"
        run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), "WenQuanYi Micro Hei")
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(28)
        if part.kind in ("title", "centred"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif part.kind != "lead":
            paragraph.paragraph_format.first_line_indent = Pt(32)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class Placed(NamedTuple):
    """A line of print on a page: points from the left and from the top."""

    text: str
    x: float
    y: float
    size: float = 16


def laid_out(parts: Sequence[Part], *, width: int = 26, lines: int = 22) -> list[list[Placed]]:
    """The report's lines page by page, ``width`` characters a line, with a running head and page numbers."""
    pages: list[list[Placed]] = [[]]
    left, top, leading, size = 90.0, 110.0, 28.0, 16.0
    count = 0

    def put(text: str, x: float, size: float = 16.0) -> None:
        nonlocal count
        if count == lines:
            pages.append([])
            count = 0
        pages[-1].append(Placed(text, x, top + count * leading, size))
        count += 1

    for part in parts:
        if part.rows:
            for row in part.rows:
                if count == lines:
                    pages.append([])
                    count = 0
                for column, cell in enumerate(row):
                    pages[-1].append(Placed(cell, left + 6 + column * 104, top + count * leading))
                count += 1
        elif part.kind in ("title", "centred"):
            em = 20.0 if part.kind == "title" else size
            ems = sum(0.5 if one.isascii() else 1.0 for one in part.text)
            put(part.text, left + (width * size - ems * em) / 2, em)
        else:
            indent = 0 if part.kind == "lead" else 2
            for at, text in enumerate(wrapped(part.text, width, indent)):
                put(text, left + (0 if at else indent * size))
    for number, found in enumerate(pages, start=1):
        found.append(Placed(HEAD, left, 50, 10.5))
        found.append(Placed(f"— {number} —", 280, 790, 14))
    return pages


def wrapped(text: str, width: int, indent: int) -> list[str]:
    """A paragraph in lines of at most ``width`` ems; Latin letters are half an em wide."""
    rows, room = [""], float(width - indent)
    for character in text:
        need = 0.5 if character.isascii() else 1.0
        if need > room and character not in "，。、；：）%":
            rows.append("")
            room = float(width)
        rows[-1] += character
        room -= need
    return rows


def grid_of(page_lines: Sequence[Placed]) -> list[tuple[float, float, float, float]]:
    """The borders around the table on a page: x0, y0, x1, y1 of each line, y from the top."""
    cells = [line for line in page_lines if (line.x - 96.0) % 104 == 0 and line.y > 60]
    if len(cells) < 8:
        return []
    first, last = min(line.y for line in cells) - 20, max(line.y for line in cells) + 8
    rows = round((last - first) / 28)
    flat = [(90.0, first + step * 28, 506.0, first + step * 28) for step in range(rows + 1)]
    upright = [(90.0 + step * 104, first, 90.0 + step * 104, first + rows * 28) for step in range(5)]
    return flat + upright


def as_pdf(parts: Sequence[Part]) -> bytes:
    """The report by reportlab, a line of print a text object."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for lines in laid_out(parts):
        draw(canvas, lines)
        for x0, y0, x1, y1 in grid_of(lines):
            canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def draw(canvas: Canvas, lines: Iterable[Placed]) -> None:
    """Print lines on a page."""
    for line in lines:
        canvas.setFont(FONT, line.size)
        canvas.drawString(line.x, A4[1] - line.y, line.text)


def pdf_of(pages: Iterable[Iterable[Placed]]) -> bytes:
    """A PDF of lines on pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for lines in pages:
        draw(canvas, lines)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def as_ofd(parts: Sequence[Part]) -> bytes:
    """The report as OFD: what the standard's smallest documents hold, places in millimetres."""
    members = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    }
    pages = laid_out(parts)
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    members["Doc_0/Document.xml"] = (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    for number, lines in enumerate(pages):
        objects = [_ofd_text(index, line) for index, line in enumerate(lines, start=100)]
        objects += [_ofd_line(index, *edge) for index, edge in enumerate(grid_of(lines), start=900)]
        members[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {_OFD}><ofd:Content><ofd:Layer ID="9">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return zip_of({name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in members.items()})


def _ofd_text(number: int, line: Placed) -> str:
    size = line.size * _MM
    steps = " ".join(f"{size * (0.5 if one.isascii() else 1):.3f}" for one in line.text[:-1])
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{line.x * _MM:.3f} {line.y * _MM - size:.3f} 180 {size * 1.3:.3f}" '
        f'Font="3" Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{html.escape(line.text)}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def _ofd_line(number: int, x0: float, y0: float, x1: float, y1: float) -> str:
    box = f"{x0 * _MM:.3f} {y0 * _MM:.3f} {max((x1 - x0) * _MM, 0.3):.3f} {max((y1 - y0) * _MM, 0.3):.3f}"
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{box}"><ofd:AbbreviatedData>M 0 0 L {(x1 - x0) * _MM:.3f} '
        f"{(y1 - y0) * _MM:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def as_fods(parts: Sequence[Part]) -> str:
    """The report written into a spreadsheet: a merged row a paragraph, numbers as numbers, shares as percentages."""
    names = {"office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle"}
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in names.items()
    )
    percent = (
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="0" '
        'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
        '<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>'
    )
    rows = []
    for part in parts:
        rows += ["".join(map(_ods_cell, row)) for row in part.rows]
        if not part.rows:
            merged = _ods_cell(part.text).replace(
                "<table:table-cell", '<table:table-cell table:number-columns-spanned="4"'
            )
            rows.append(f'{merged}<table:covered-table-cell table:number-columns-repeated="3"/>')
    listed = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{percent}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{listed}</table:table></office:spreadsheet></office:body></office:document>'
    )


def _ods_cell(text: str) -> str:
    kind = 'office:value-type="string"'
    if text.endswith("%"):
        kind = f'table:style-name="percent" office:value-type="percentage" office:value="{float(text[:-1]) / 100}"'
    elif text.isdigit():
        kind = f'office:value-type="float" office:value="{text}"'
    return f"<table:table-cell {kind}><text:p>{html.escape(text)}</text:p></table:table-cell>"


def zip_of(members: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()
