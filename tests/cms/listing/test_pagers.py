"""Where a listing goes on, in every way pagers are written; and where it does not."""

from __future__ import annotations

import pytest

from cppcc_archive.cms.listing.pagers import next_link, page_of, total_rows
from cppcc_archive.cms.listing.scriptpagers import script_next, script_pager
from cppcc_archive.cms.listing.stubs import inline_frames, redirects
from cppcc_archive.markup.page import Page

URL = "http://www.shiqiao.gov.cn/zx/gg/index_2.html"


def page(body: str, url: str = URL) -> Page:
    return Page(url, f"<meta charset=utf-8><body>{body}".encode())


@pytest.mark.parametrize(
    "body",
    [
        "<a href='index_3.html'>下一页</a>",
        "<a href='index_3.html'>下 页</a>",
        "<a href='index_3.html'>[下一页]</a>",
        "<a href='index_3.html'>后一页 &gt;</a>",
        "<a href='index_3.html'>Next »</a>",
        "<a href='index_3.html' title='下一页'>&gt;</a>",
        "<a href='index_3.html' class='p-next next'>&gt;</a>",
        "<a href='index_3.html'><img alt='下一页' src=n.gif></a>",
        "<a href='javascript:void(0)' onclick=\"location.href='index_3.html'\">下一页</a>",
        "<link rel=next href='index_3.html'>",
        "<div><a href='index.html'>1</a> <b>2</b> <a href='index_3.html'>3</a></div>",
        "<div><a href='index.html'>1</a> 2 <a href='index_3.html'>3</a> <a href='index_4.html'>4</a></div>",
        "<ul><li><a href='index.html'>1</a></li><li class=active><a href=#>2</a></li>"
        "<li><a href='index_3.html'>3</a></li></ul>",
        "<div><a href='index.html'>[1]</a><a href='index_2.html'>[2]</a><a href='index_3.html'>[3]</a></div>",
        "<select><option value='index.html'>第1页<option selected value='index_2.html'>第2页"
        "<option value='index_3.html'>第3页</select>",
    ],
)
def test_next_page_is_found(body: str) -> None:
    assert next_link(page(body)) == "http://www.shiqiao.gov.cn/zx/gg/index_3.html"


@pytest.mark.parametrize(
    "body",
    [
        "<a href='index_2.html'>下一页</a>",
        "<a href='javascript:;'>下一页</a>",
        "<a href='http://www.people.com.cn/2.html'>下一页</a>",
        "<a href='9.html'>下一篇</a>",
        "<a href='index_9.html' class=Next>尾页</a>",
        "<a href='a.pdf'>下一页</a>",
        "<div><a href='index.html'>1</a></div>",
        "<table><tr><td><a href='?d=1'>1</a><td><a href='?d=2'>2</a><td><a href='?d=3'>3</a></table>",
        "<select><option value='http://www.yunshan.gov.cn/'>云山县<option value='http://x.gov.cn'>x</select>",
    ],
)
def test_other_links_are_not_taken_for_it(body: str) -> None:
    assert next_link(page(body)) is None


@pytest.mark.parametrize(
    ("code", "following"),
    [
        ('createPageHTML(4, 1, "index", "html")', "index_2.html"),
        ("createPageHTML(4,1,'index','shtml',60)", "index_2.shtml"),
        ('createPageHTML(4, 3, "index", "html")', None),
        ('createPageHTML(1, 0, "index", "html")', None),
        ("createPageHTML('page_div',4,2,'list','shtml',90)", "list_3.shtml"),
        ("createPageHTML('page_div',4,4,'list','shtml',90)", None),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}", None),
        ('//createPageHTML(9, 0, "index", "html");\nvar countPage = 3\nvar currentPage = 1;', "index_2.html"),
        ('/* createPageHTML(9, 0, "index", "html") */', None),
        ("<!--\ncreatePageHTML(9, 0, 'index', 'html')\n//-->", "index_1.html"),
        ("Pager({size:3, current:1, prefix:'index',suffix:'html'});", "index_2.html"),
        ('$p({pageSize:5,total:21});location.href="/zx/gg/index_"+(d.pageIndex+1)+".html"', "index_3.html"),
        ('$p({pageSize:5,total:10});location.href="/zx/gg/index_"+(d.pageIndex+1)+".html"', None),
        ('createPageHTML(4, 1, "javascript:x", "html")', None),
    ],
)
def test_pager_scripts_are_read_not_run(code: str, following: str | None) -> None:
    expected = following and f"http://www.shiqiao.gov.cn/zx/gg/{following}"
    assert script_next(page(f"<script>{code}</script>")) == expected


def test_the_record_count_of_a_script_pager() -> None:
    pager = script_pager(page("<script>createPageHTML('p',4,2,'list','shtml',90)</script>"))
    assert pager is not None
    assert (pager.count, pager.current, pager.records) == (4, 1, 90)
    assert [pager.address(index) for index in range(3)] == ["list.shtml", "list_2.shtml", "list_3.shtml"]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("共22条", 22),
        ("共 113 记录", 113),
        ("总数774", 774),
        ("共计：<em>8</em> 篇", 8),
        ("共26页", None),
        ("共和国", None),
    ],
)
def test_totals_count_rows_not_pages(text: str, total: int | None) -> None:
    assert total_rows(page(text)) == total


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("页次：2/39&nbsp;每页20", (2, 39)),
        ("共1183条&nbsp;2/60&nbsp;<a>首页</a>", (2, 60)),
        ("当前第2页&nbsp;&nbsp;共26页", (2, 26)),
        ("共26页 当前为第2页", (2, 26)),
        ("2024/05/06", None),
        ("3/2 页", None),
    ],
)
def test_page_positions(text: str, position: tuple[int, int] | None) -> None:
    assert page_of(page(text)) == position


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("<meta http-equiv=Refresh content='0;URL=./ywyw/'>", "ywyw/"),
        ("<meta http-equiv='refresh' content='3; url=\"ywyw/\"'>", "ywyw/"),
        ("<script>window.location.replace('ywyw/')</script>", "ywyw/"),
        ("<script>top.location='ywyw/'</script>", "ywyw/"),
        ("<meta http-equiv=refresh content='600'>", None),
        ("<meta http-equiv=refresh content='600;url=ywyw/'>", None),
        ("<meta http-equiv=refresh content='0;url=http://www.people.com.cn/'>", None),
        ("<script>function go(){location='ywyw/'}</script><p>一个有内容的页面</p>", None),
        ("<script>if(mobile)location.href='ywyw/'</script><a href='a/'>栏目</a>", None),
    ],
)
def test_stubs_send_on(body: str, target: str | None) -> None:
    expected = (f"http://www.shiqiao.gov.cn/zx/gg/{target}",) if target else ()
    assert redirects(Page(URL, f"<meta charset=utf-8>{body}".encode())) == expected


def test_a_shell_names_its_inline_list_but_no_banner_or_counter() -> None:
    small = b"<iframe src='/top.html' height=134></iframe><iframe src=x height=0></iframe>"
    shell = small + b"<iframe src='list.asp?c=3' height='100%'></iframe>"
    assert inline_frames(Page(URL, shell)) == ("http://www.shiqiao.gov.cn/zx/gg/list.asp?c=3",)
    assert redirects(Page(URL, shell)) == ()


def test_a_frameset_names_its_frames_the_content_first() -> None:
    frames = Page(URL, b"<frameset><frame src='top.asp'><frame src='http://x.cn/'><frame src='main.asp'></frameset>")
    assert [url.rsplit("/", 1)[1] for url in redirects(frames)] == ["main.asp", "top.asp"]
