"""Hanweb JCMS, classic: listing rows hide in a ``<script type="text/xml">`` datastore, more come from dataproxy.jsp."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import ClassVar

from demo_sites.articles import Article, Column
from demo_sites.layouts.base import DOCX, HTML, Layout, Resource, attachment_bytes
from demo_sites.paste import pasted

_PER_PAGE = 2
_GROUP = 3 * _PER_PAGE
_COLUMN_IDS = {
    Column.REPORTS: 1101,
    Column.PROPOSALS: 1102,
    Column.SPEECHES: 1103,
    Column.NEWS: 1104,
    Column.NOTICES: 1105,
}
_DEAD = 1109
_UTF8 = f"{HTML}; charset=utf-8"


class Hanweb(Layout):
    """云山区's site."""

    validators = frozenset({"last-modified"})
    columns: ClassVar = {column: f"/col/col{number}/index.html" for column, number in _COLUMN_IDS.items()}
    declared = (
        *((path, column.value) for column, path in columns.items()),
        (f"/col/col{_DEAD}/index.html", "专题专栏"),
    )

    def build(self) -> dict[str, Resource]:
        found = {"/": Resource(self._home().encode(), _UTF8), "/index.html": Resource(self._home().encode(), _UTF8)}
        for column, path in self.columns.items():
            found[path] = Resource(self._column(column).encode(), _UTF8)
        for article in self.articles:
            if article.deleted:
                continue
            page = self._tombstone() if article.tombstone else self._article(article)
            found[_path(article)] = Resource(page.encode(), _UTF8, None if article.tombstone else article.modified)
            if article.attachment:
                data = attachment_bytes(self.committee, article, "docx")
                found[_file_path(article)] = Resource(data, DOCX, article.published)
        return found

    def answer(self, path: str, query: Mapping[str, str], form: Mapping[str, str]) -> Resource | None:
        if path == "/module/web/jpage/dataproxy.jsp":
            return self._proxy({**query, **form})
        return super().answer(path, query, form)

    def robots(self) -> str:
        return "User-agent: *\nDisallow: /module/admin/\nDisallow: /jsearch/\n"

    def _proxy(self, asked: Mapping[str, str]) -> Resource | None:
        column = next((key for key, number in _COLUMN_IDS.items() if str(number) == asked.get("columnid")), None)
        if column is None:
            return None
        if "page" in asked:
            first = max(int(asked["page"]) - 1, 0) * _GROUP
            last = first + _GROUP
        else:
            first, last = int(asked.get("startrecord", 1)) - 1, int(asked.get("endrecord", _GROUP))
        return Resource(self._datastore(column, first, last).encode(), "text/xml; charset=utf-8")

    def _datastore(self, column: Column, first: int, last: int) -> str:
        rows = self.of(column)
        records = "".join(f"<record><![CDATA[{_row(article)}]]></record>" for article in rows[first:last])
        more = ""
        if last < len(rows):
            link = f"/module/web/jpage/dataproxy.jsp?page={last // _GROUP + 1}&appid=1&webid=1&path=/&columnid="
            link += f"{_COLUMN_IDS[column]}&unitid={_unit(column)}&webname={self.committee.name}政协&permissiontype=0"
            more = f'<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>'
        return (
            f"<datastore>{more}<totalrecord>{len(rows)}</totalrecord>"
            f"<totalpage>{-(-len(rows) // _PER_PAGE)}</totalpage><recordset>{records}</recordset></datastore>"
        )

    def _column(self, column: Column) -> str:
        script = f"""<div id="{_unit(column)}" class="default_pgContainer"></div>
<script type="text/xml"><?xml version="1.0" encoding="UTF-8"?>{self._datastore(column, 0, _GROUP)}</script>
<script type="text/javascript">var perpage={_PER_PAGE};$(function(){{$("#{_unit(column)}").jpage({{perpage:perpage,
proxyurl:"/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord={_GROUP}&perpage={_PER_PAGE}",
data:"col=1&appid=1&webid=1&path=%2F&columnid={_COLUMN_IDS[column]}&sourceContentType=1&unitid={_unit(column)}"
+"&webname={self.committee.name}%E6%94%BF%E5%8D%8F&permissiontype=0"}});}});</script>"""
        return self._frame(column.value, f'{self._crumbs(column)}<div class="list">{script}</div>')

    def _article(self, article: Article) -> str:
        column = article.column
        source = f"来源：{article.source}"
        file = ""
        if article.attachment:
            file = (
                f'<p><img src="/module/jslib/icons/word.png" alt="">'
                f'<a href="{_file_path(article)}" target="_blank">附件：{article.attachment}.docx</a></p>'
            )
        metas = {
            "SiteName": f"{self.committee.name}政协",
            "ColumnName": column.value,
            "ArticleTitle": article.title,
            "pubdate": f"{article.published:%Y-%m-%d %H:%M}",
            "ContentSource": article.source,
        }
        head = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in metas.items())
        body = f"""{self._crumbs(column)}
<table class="article"><tr><td class="title">
<!--<$[标题]>begin-->{escape(article.title)}<!--<$[标题]>end--></td></tr>
<tr><td class="info">发布日期：{article.published:%Y-%m-%d %H:%M} <span style="display:none">{source}</span> {source}
 访问次数：<script src="/module/visitcount/articlehits.jsp?colid={_COLUMN_IDS[column]}&artid={article.number}"></script>
 字号：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a>
 <a href="javascript:doZoom(14)">小</a> ]</td></tr>
<tr><td><meta name="ContentStart"><div id="zoom"><!--ZJEG_RSS.content.begin-->
{pasted(article.paragraphs, self.committee.paste)}
{file}<!--ZJEG_RSS.content.end--></div><meta name="ContentEnd"></td></tr>
<tr><td class="foot"><a href="javascript:window.print()">打印本页</a>
 <a href="javascript:window.close()">关闭窗口</a></td></tr></table>"""
        return self._frame(article.title, body, head)

    def _tombstone(self) -> str:
        body = '<div class="tip"><p>对不起，您访问的页面不存在或已被删除！</p><p><a href="/">返回首页</a></p></div>'
        return self._frame("提示信息", body)

    def _home(self) -> str:
        newest = "".join(f"<ul>{''.join(map(_row, self.of(column)[:3]))}</ul>" for column in self.columns)
        dead = f'<a href="/col/col{_DEAD}/index.html">专题专栏</a>'
        return self._frame(
            f"{self.committee.name}政协", f'<div class="news">{newest}</div><div class="side">{dead}</div>'
        )

    def _crumbs(self, column: Column) -> str:
        return (
            f'<div class="position">当前位置：<a href="/">首页</a> &gt; {self.committee.name}政协 &gt; '
            f'<a href="{self.columns[column]}">{column.value}</a></div>'
        )

    def _frame(self, title: str, body: str, head: str = "") -> str:
        nav = "".join(f'<li><a href="{path}">{column.value}</a></li>' for column, path in self.columns.items())
        return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(title)}</title>
{head}<script src="/script/jquery.js"></script><script src="/script/jpage.js"></script></head>
<body><div class="top"><img src="/images/logo.png" alt="{self.committee.name}政协"><ul class="nav">
<li><a href="/">首页</a></li>{nav}</ul></div>
{body}
<div class="footer">主办：政协{self.committee.name}委员会 技术支持：{self.committee.words["city"]}市信息中心
 ICP备00000000号</div></body></html>"""


def _row(article: Article) -> str:
    shown = article.title if len(article.title) <= 24 else article.title[:23] + "…"
    return (
        f'<li><a href="{_path(article)}" title="{escape(article.title)}" target="_blank">{escape(shown)}</a>'
        f"<span>{article.published:%Y-%m-%d}</span></li>"
    )


def _path(article: Article) -> str:
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{_COLUMN_IDS[article.column]}_{article.number}.html"


def _file_path(article: Article) -> str:
    return f"/module/download/attach/{article.published:%y%m%d}{article.number}.docx"


def _unit(column: Column) -> str:
    return str(30000 + _COLUMN_IDS[column])
