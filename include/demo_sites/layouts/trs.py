"""TRS WCM: relative links, ``createPageHTML`` paging, a redirect stub as parent column, a header that ends the HTML."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from demo_sites.articles import Article, Column
from demo_sites.layouts.base import HTML, Layout, Resource, attachment_bytes
from demo_sites.paste import pasted

_ROWS = 5


class Trs(Layout):
    """青岩县's site."""

    validators = frozenset({"etag", "last-modified"})
    columns: ClassVar = {
        Column.REPORTS: "/zxgz/hybg/",
        Column.PROPOSALS: "/zxgz/tagz/",
        Column.SPEECHES: "/zxgz/ldjh/",
        Column.NEWS: "/xwzx/zxyw/",
        Column.NOTICES: "/xwzx/tzgg/",
    }

    def build(self) -> dict[str, Resource]:
        found = {"/": _page(self._home()), "/index.html": _page(self._home())}
        for parent, child in (("/zxgz/", "./hybg/"), ("/xwzx/", "./zxyw/")):
            found[parent] = _page(_refresh(child))
        for column, path in self.columns.items():
            for number, page in enumerate(self._column(column)):
                found[path + _page_name(number)] = _page(page)
            found[path] = found[path + "index.html"]
            for article in self.of(column):
                if article.deleted:
                    continue
                place = path + _relative(article).removeprefix("./")
                found[place] = _page(self._article(article), article)
                if article.attachment:
                    data = attachment_bytes(self.committee, article, "pdf")
                    folder = place.rpartition("/")[0]
                    found[f"{folder}/{_file_name(article)}"] = Resource(data, "application/pdf", article.published)
        return found

    def _column(self, column: Column) -> list[str]:
        rows = self.of(column)
        count = max(1, -(-len(rows) // _ROWS))
        pages = []
        for number in range(count):
            shown = rows[number * _ROWS : (number + 1) * _ROWS]
            items = "\n".join(
                f'<li><span class="fr">[{article.published:%Y-%m-%d}]</span>'
                f'<a href="{_relative(article)}" title="{escape(article.title)}">{escape(article.title[:26])}</a></li>'
                for article in shown
            )
            paging = f"""<script>
var countPage = {count};//共多少页
// createPageHTML(25, 0, "index", "html");
createPageHTML({count}, {number}, "index", "html");
</script>"""
            pages.append(self._frame(column.value, f'{self._crumbs(column)}<ul class="list">{items}</ul>{paging}'))
        return pages

    def _article(self, article: Article) -> str:
        file = ""
        if article.attachment:
            file = f'<p>附件：<a href="./{_file_name(article)}">{article.attachment}.pdf</a></p>'
        body = f"""{self._crumbs(article.column)}
<div class="xl"><h1>{escape(article.title)}</h1>
<div class="xl_info">时间：{article.published:%Y-%m-%d %H:%M}　来源：{article.source}　【<a href="#">大</a>
<a href="#">中</a> <a href="#">小</a>】</div>
<div class="xl_con"><div class="TRS_Editor"><style type="text/css">
.TRS_Editor P{{line-height:2;font-family:宋体;font-size:12pt;}}</style><div class="TRS_PreAppend">
{pasted(article.paragraphs, self.committee.paste)}
{file}</div></div></div>
<div class="xl_foot"><a href="javascript:window.print()">【打印】</a><a href="javascript:window.close()">【关闭】</a>
</div></div>"""
        return self._frame(article.title, body)

    def _home(self) -> str:
        blocks = "".join(
            f'<div class="block"><h2><a href=".{path}">{column.value}</a></h2><ul>'
            + "".join(
                f'<li><a href=".{path}{_relative(article).removeprefix("./")}">{escape(article.title)}</a></li>'
                for article in self.of(column)[:4]
            )
            + "</ul></div>"
            for column, path in self.columns.items()
        )
        return self._frame(f"中国人民政治协商会议{self.committee.name}委员会", blocks)

    def _crumbs(self, column: Column) -> str:
        return (
            f'<div class="wz">您的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;'
            f'<a href="{self.columns[column]}">{column.value}</a></div>'
        )

    def _frame(self, title: str, body: str) -> str:
        nav = "".join(f'<a href="{path}">{column.value}</a>' for column, path in self.columns.items())
        # The included header is a whole document of its own: its </html> ends the page for parsers older than HTML5.
        return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{escape(title)}</title></head><body>
<div class="header">中国人民政治协商会议{self.committee.name}委员会</div>
<div class="menu"><a href="/">首页</a>{nav}</div>
</body></html>
<div class="main">
{body}
</div><div class="bottom">版权所有：政协{self.committee.name}委员会办公室　网站地图　联系我们</div></body></html>"""


def _page(html: str, article: Article | None = None) -> Resource:
    return Resource(html.encode(), HTML, article.modified if article else None)


def _refresh(target: str) -> str:
    return f'<html><head><meta http-equiv="Refresh" content="0; url={target}"></head><body></body></html>'


def _page_name(number: int) -> str:
    return "index.html" if number == 0 else f"index_{number}.html"


def _relative(article: Article) -> str:
    return f"./{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.number}.html"


def _file_name(article: Article) -> str:
    return f"P0{article.published:%Y%m%d}{article.number}.pdf"
