"""An old site laid out in tables, true GBK bytes under a ``gb2312`` label, as EmpireCMS made them."""

from __future__ import annotations

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
        pages = [(number, self.columns[column] + _page_name(number)) for number in range(1, count + 1)]
        return [
            self._render(
                "column.html",
                title=column.value,
                column=column,
                articles=rows[(number - 1) * _ROWS : number * _ROWS],
                total=len(rows),
                pages=pages,
                number=number,
            )
            for number, _ in pages
        ]

    def _article(self, article: Article) -> str:
        return self._render(
            "article.html",
            title=article.title,
            article=article,
            column=article.column,
            text=pasted(article.paragraphs, self.committee.paste),
        )

    def _home(self) -> str:
        newest = [(column, path, self.of(column)[:3]) for column, path in self.columns.items()]
        return self._render("home.html", title=f"{self.committee.name}政协网", column=None, newest=newest)

    def _path(self, article: Article) -> str:
        return f"{self.columns[article.column]}{article.published:%Y-%m-%d}/{article.number}.html"

    def _render(self, template: str, **values: object) -> str:
        return self.render(f"table/{template}", path_of=self._path, file_path_of=_file_path, **values)


def _page(html: str, article: Article | None = None) -> Resource:
    return Resource(html.encode("gbk"), HTML, article.modified if article else None)


def _page_name(number: int) -> str:
    return "index.html" if number == 1 else f"index_{number}.html"


def _file_path(article: Article) -> str:
    return f"/d/file/{article.published:%Y-%m-%d}/{article.number}.docx"
