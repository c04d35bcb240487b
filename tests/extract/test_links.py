# ruff: noqa: E501 - markup is read best in one piece
"""Attachments: what a reader knows as one, whatever its address looks like."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract

URL = "http://www.qinghe.example/a/1.html"
PROSE = "<p>现将青河县政协2024年提案办理情况予以公布，请各单位遵照执行，认真抓好落实工作。</p>" * 3


def files(extra: str) -> dict[str, str]:
    page = f"<title>通知</title><h1>关于公布提案办理情况的通知</h1><div class=content>{PROSE}{extra}</div>"
    found = extract(page.encode(), URL, "utf-8")
    return {item.url.removeprefix("http://www.qinghe.example"): item.name for item in found.attachments}


def targets(extra: str) -> list[str]:
    return list(files(extra))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("<a href='/UploadFile/getfile.aspx?id=3'>附件1</a>", "/UploadFile/getfile.aspx?id=3"),
        ("<a href='/file/9f3a'>附件：2024年工作报告</a>", "/file/9f3a"),
        ("<a href='/file/9f3a'>附件2.提案统计表</a>", "/file/9f3a"),
        ("<a href='/x?uuid=1'>2024年工作报告（附件）</a>", "/x?uuid=1"),
        ("附件：<a href='/x/9f3a'>提案办理情况统计表</a>", "/x/9f3a"),
        ("<a href='/attachment/view?uuid=1'>统计表</a>", "/attachment/view?uuid=1"),
        ("<a href='/a/show.do?fileId=12'>统计表</a>", "/a/show.do?fileId=12"),
        ("<a href='javascript:void(0)' onclick=\"downFile('/f/1.docx')\">统计表</a>", "/f/1.docx"),
        ("<a href='#' onclick=\"return openAttach(this,'/f/view?id=1')\">附件1</a>", "/f/view?id=1"),
        ("<a href=\"javascript:download('/f/2.xls');\">统计表</a>", "/f/2.xls"),
        ("<a href='/down?fid=3'>点击下载</a>", "/down?fid=3"),
        ("<a href='javascript:;' data-url='/f/1.docx'>附件1</a>", "/f/1.docx"),
        ("<a href='/x.aspx?id=5' title='附件：名单.xls'>名单</a>", "/x.aspx?id=5"),
        ("<a href='/f/77' download='报告.doc'>报告</a>", "/f/77"),
        ("<span onclick=\"location.href='/f/1.doc'\">附件：一览表</span>", "/f/1.doc"),
        ("<form action='/f/1.doc'><input type=submit value=下载附件></form>", "/f/1.doc"),
        ("<script>var fileUrl='/f/1.pdf';showPdf(fileUrl)</script>", "/f/1.pdf"),
    ],
)
def test_links_shown_as_files_are_attachments(link: str, target: str) -> None:
    assert targets(f"<p>{link}</p>") == [target]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/a/2.html'>附近的社区</a>",
        "附件：<a href='/a/2.html'>关于做好提案工作的通知</a>",
        "<a href='/col/1/'>附件下载中心</a>",
        "<a href='javascript:void(0)' onclick=\"view('12')\">统计表</a>",
        "<a href='/a/3'>提案办理情况</a>",
        "<a href='/a/3' title='附近的社区'>提案办理情况</a>",
        "<span onclick=\"location.href='/a/3.html'\">提案办理情况</span>",
        "<form action='/search'><input name=q></form>",
        "<p>附件见后</p><a href='/a/3'>提案办理情况</a>",
    ],
)
def test_other_links_are_none(link: str) -> None:
    assert targets(f"<div>{link}</div>") == []


FORM, LIST = "/f/1.doc", "/f/2.doc"


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        (f"<p>附件：提案登记表 <a href='{FORM}'>点击下载</a></p>", ["提案登记表"]),
        (f"<p>附件1：提案登记表（2024）<a href='{FORM}'>[下载]</a><br>附件2：名单 <a href='{LIST}'>下载</a></p>", ["提案登记表（2024）", "名单"]),
        (f"<table><tr><td>提案登记表<td><a href='{FORM}'>下载</a><tr><td>名单<td><a href='{LIST}'>下载</a></table>", ["提案登记表", "名单"]),
        (f"<ul><li><span>提案登记表</span><div><a href='{FORM}'>点击下载附件</a></div></li></ul>", ["提案登记表"]),
        (f"<p><a href='{FORM}' title='提案登记表.doc'>点击下载</a></p>", ["提案登记表.doc"]),
        (f"<p><a href='{FORM}' download='提案登记表.doc' title='下载'>立即下载</a></p>", ["提案登记表.doc"]),
        (f"<p>提案登记表【<a href='{FORM}'>下载</a>】</p>", ["提案登记表"]),
        (f"<p><a href='{FORM}'>提案登记表下载</a></p>", ["提案登记表下载"]),
        (f"<p>提案登记表已上传到本站，请<a href='{FORM}'>点击下载</a>。</p>", ["点击下载"]),
        (f"<table><tr><td>提案登记表<td><a href='{FORM}'>下载</a><td><a href='{LIST}'>预览</a></table>", ["下载", "预览"]),
        (f"<p><a href='{FORM}'>点击下载</a></p>", ["点击下载"]),
    ],
)  # fmt: skip
def test_a_link_that_says_what_pressing_it_does_is_called_as_what_stands_beside_it(
    markup: str, names: list[str]
) -> None:
    assert list(files(markup).values()) == names
