"""Columns found on pages that name them in any way, best first."""

from __future__ import annotations

from cppcc_archive.cms.base import ColumnLink
from cppcc_archive.cms.listing.columns import score_name
from cppcc_archive.cms.registry import family
from cppcc_archive.markup.page import Page

HOME = "http://www.shiqiaozx.gov.cn/"


def columns(body: str, url: str = HOME) -> list[ColumnLink]:
    return family("generic").columns(Page(url, f"<meta charset=utf-8>{body}".encode()))


def names(body: str, url: str = HOME) -> list[str]:
    return [column.name for column in columns(body, url)]


def test_columns_that_hold_reports_come_first() -> None:
    body = "".join(
        f"<a href='/c{number}/'>{name}</a>"
        for number, name in enumerate(
            ["政协概况", "委员风采", "通知公告", "领导讲话", "工作报告", "文史天地", "提案工作"]
        )
    )
    assert names(body)[:4] == ["工作报告", "领导讲话", "提案工作", "通知公告"]


def test_scores_carry_their_reasons() -> None:
    best = columns("<a href='/bg/'>常委会工作报告</a>")[0]
    assert best.reasons[0] == "name holds 工作报告"
    assert "name holds 常委会" in best.reasons
    assert score_name("联系方式") == (0.0, ())
    assert score_name("政协常委会工作报告")[0] > score_name("工作报告")[0] > score_name("工作动态")[0]


def test_service_pages_articles_files_and_pagers_are_no_columns() -> None:
    assert (
        names(
            "<a href='/login/'>登录</a><a href='/'>首页</a><a href='/2024/0105/9001.html'>县政协会议报告</a>"
            "<a href='/a.doc'>提案表下载</a><a href='/gg/index_2.html'>下一页</a><a href='index_3.html'>3</a>"
            "<a href='http://www.cppcc.gov.cn/'>全国政协</a><a href='javascript:;'>提案</a>"
        )
        == []
    )


def test_names_come_from_titles_pictures_maps_scripts_and_block_headings() -> None:
    body = """
    <div><h3>会议报告</h3><a href="/hybg/">更多&gt;&gt;</a></div>
    <div><div class="tit"><span>建言资政</span><a href="/jyzz/" class="more"></a></div></div>
    <a href="/tagz/"><img src="a.gif" alt="提案工作"></a><a href="/ldjh/" title="领导讲话">领导…讲话</a>
    <map><area href="/sqmy/" alt="社情民意"></map>
    <script>var name='民主监督';document.write('<a href="/mzjd/" class="x">'+name+'</a>');</script>
    <script>document.write("<li><a href=\\"/wyzj/index.html\\">委员之家</a></li>")</script>
    """
    found = {column.name: column.url for column in columns(body)}
    assert {"会议报告", "建言资政", "提案工作", "社情民意", "民主监督", "委员之家"} <= found.keys()
    assert found["民主监督"] == "http://www.shiqiaozx.gov.cn/mzjd/"


def test_one_column_counts_once_under_its_best_name() -> None:
    found = columns(
        "<a href='/bg/'>栏目</a><a href='/bg/index.html'>工作报告</a><a href='https://www.shiqiaozx.gov.cn/bg'>更多报告</a>"
    )
    assert [column.name for column in found] == ["工作报告"]


def test_a_committees_section_keeps_to_its_folder() -> None:
    body = "<a href='/zfgzbg/'>政府工作报告</a><a href='bg/'>工作报告</a><a href='/zx/ta/'>提案</a>"
    section = "http://www.shiqiao.gov.cn/zx/index.html"
    assert names(body, section) == ["工作报告", "提案"]
    assert "政府工作报告" in names(body, "http://www.shiqiao.gov.cn/")


def test_a_home_in_a_folder_of_its_own_finds_columns_elsewhere() -> None:
    body = "<a href='/bg/'>工作报告</a><a href='/ta/'>提案</a><a href='/jh/'>讲话</a>"
    assert names(body, "http://www.shiqiaozx.gov.cn/home/index.html") == ["工作报告", "提案", "讲话"]
