"""A page marked up: what is tinted as title, day, text and furniture."""

from __future__ import annotations

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts.marking import Part, marked_html, marked_lines
from cppcc_archive.markup.page import Page

_PAGE = (
    "<meta charset=utf-8><title>关于体检的通知</title><ul><li><a href=/>首页</a></ul><h1>关于体检的通知</h1>"
    "<p>发布时间：2025-01-07</p><div class=nr><p>请各位委员于周五前报名，过期不候。</p><p>县政协办公室</p></div>"
    "<div>上一篇：<a href=1>县政协召开会议</a></div><script>alert(1)</script>"
).encode()
_URL = "http://www.unknown.example/1.html"


def test_every_line_says_what_it_was_read_as() -> None:
    lines = marked_lines(Page(_URL, _PAGE), extract(_PAGE, _URL))
    assert [(line.part, line.text) for line in lines] == [
        (Part.FURNITURE, "首页"),
        (Part.TITLE, "关于体检的通知"),
        (Part.DATE, "发布时间：2025-01-07"),
        (Part.TEXT, "请各位委员于周五前报名，过期不候。"),
        (Part.TEXT, "县政协办公室"),
        (Part.FURNITURE, "上一篇：县政协召开会议"),
    ]


def test_the_copy_is_tinted_and_runs_nothing() -> None:
    html = marked_html(Page(_URL, _PAGE), extract(_PAGE, _URL))
    assert "alert(1)" not in html
    assert html.count("!important") == 6
