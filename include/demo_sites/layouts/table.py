"""An old site laid out in tables, true GBK bytes under a ``gb2312`` label, as EmpireCMS made them."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from demo_sites.articles import Article, Column
from demo_sites.layouts.base import DOCX, HTML, Layout, Resource, attachment_bytes
from demo_sites.paste import pasted

_ROWS = 6


class Table(Layout):
    """临湖区's site."""

    validators = frozenset({"etag"})
    columns: ClassVar = {
        Column.REPORTS: "/gzbg/",
        Column.PROPOSALS: "/tagz/",
        Column.SPEECHES: "/ldjh/",
        Column.NEWS: "/zxyw/",
        Column.NOTICES: "/tzgg/",
    }
    declared = tuple((path, column.value) for column, path in columns.items())

    def build(self) -> dict[str, Resource]:
        found = {"/": _page(self._home()), "/index.html": _page(self._home())}
        for column, path in self.columns.items():
            for number, page in enumerate(self._column(column), start=1):
                found[path + _page_name(number)] = _page(page)
            found[path] = found[path + "index.html"]
        for article in self.articles:
            if article.deleted:
                continue
            found[self._path(article)] = _page(self._article(article), article)
            if article.attachment:
                data = attachment_bytes(self.committee, article, "docx")
                found[_file_path(article)] = Resource(data, DOCX, article.published)
        return found

    def _column(self, column: Column) -> list[str]:
        rows = self.of(column)
        count = max(1, -(-len(rows) // _ROWS))
        pages = []
        for number in range(1, count + 1):
            lines = "\r\n".join(
                f'<TR><TD width=20 align=center>·</TD><TD height=26><A href="{self._path(article)}" '
                f'title="{escape(article.title)}" target=_blank>{escape(article.title[:30])}</A></TD>'
                f"<TD width=90 align=right>[{article.published:%Y-%m-%d}]</TD></TR>"
                for article in rows[(number - 1) * _ROWS : number * _ROWS]
            )
            links = "".join(
                f"&nbsp;<b>{other}</b>" if other == number else f'&nbsp;<a href="{path}">{other}</a>'
                for other, path in ((other, self.columns[column] + _page_name(other)) for other in range(1, count + 1))
            )
            if number < count:
                links += f'&nbsp;<a href="{self.columns[column]}{_page_name(number + 1)}">下一页</a>'
            paging = f'<TR><TD colspan=3 align=center><a title="总数">&nbsp;<b>{len(rows)}</b></a>{links}</TD></TR>'
            pages.append(self._frame(column.value, f"<TABLE width=680>{lines}{paging}</TABLE>", column))
        return pages

    def _article(self, article: Article) -> str:
        file = ""
        if article.attachment:
            file = f'附件：<A href="{_file_path(article)}">{article.attachment}.docx</A><BR>'
        body = f"""<TABLE width=700 align=center border=0 cellspacing=0>
<TR><TD align=center height=50><span id="p_title">{escape(article.title)}</span></TD></TR>
<TR><TD align=center bgcolor=#f0f0f0>发布时间：<span id="p_publishtime">{article.published:%Y-%m-%d %H:%M:%S}</span>
&nbsp;来源：<span id="p_origin">{article.source}</span>
&nbsp;点击：<script src=/e/public/ViewClick/?classid=3&id={article.number}&addclick=1></script></TD></TR>
<TR><TD id="p_content" class="content">
{pasted(article.paragraphs, self.committee.paste)}
{file}</TD></TR>
<TR><TD align=right><a href="javascript:window.print()">打印本页</a>
<a href="javascript:self.close()">关闭窗口</a></TD></TR>
</TABLE>"""
        return self._frame(article.title, body, article.column)

    def _home(self) -> str:
        rows = "".join(
            f'<TR><TD bgcolor=#c00000><a href="{path}"><font color=white>{column.value}</font></a></TD></TR>'
            + "".join(
                f'<TR><TD><a href="{self._path(article)}">{escape(article.title)}</a></TD></TR>'
                for article in self.of(column)[:3]
            )
            for column, path in self.columns.items()
        )
        return self._frame(f"{self.committee.name}政协网", f"<TABLE width=680>{rows}</TABLE>", None)

    def _path(self, article: Article) -> str:
        return f"{self.columns[article.column]}{article.published:%Y-%m-%d}/{article.number}.html"

    def _frame(self, title: str, body: str, column: Column | None) -> str:
        menu = "".join(f'<TD><a href="{path}">{key.value}</a></TD>' for key, path in self.columns.items())
        here = f'&gt;&nbsp;<a href="{self.columns[column]}">{column.value}</a>' if column else ""
        return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{escape(title)}-{self.committee.name}政协网</TITLE></HEAD>
<BODY topmargin=0><TABLE width=980 align=center><TR><TD><a href="/">首页</a></TD>{menu}</TR></TABLE>
<TABLE width=980 align=center><TR><TD width=220 valign=top>站内公告<BR>今天是<script src=/js/date.js></script></TD>
<TD valign=top>您当前的位置：<a href="/">首页</a>&nbsp;{here}<BR>
{body}
</TD></TR></TABLE>
<TABLE width=980 align=center><TR><TD align=center>
政协{self.committee.words["city"]}市{self.committee.name}委员会办公室主办
&nbsp;地址：{self.committee.words["oldtown"]}1号</TD></TR></TABLE></BODY></HTML>"""


def _page(html: str, article: Article | None = None) -> Resource:
    return Resource(html.encode("gbk"), HTML, article.modified if article else None)


def _page_name(number: int) -> str:
    return "index.html" if number == 1 else f"index_{number}.html"


def _file_path(article: Article) -> str:
    return f"/d/file/{article.published:%Y-%m-%d}/{article.number}.docx"
