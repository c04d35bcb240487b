"""TRS WCM: relative links, ``createPageHTML`` paging, a redirect stub as parent column, a header that ends the HTML."""

from __future__ import annotations

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
            found[parent] = _page(self._render("refresh.html", target=child))
        for column, path in self.columns.items():
            for number, page in enumerate(self._column(column)):
                found[path + _page_name(number)] = _page(page)
            found[path] = found[path + "index.html"]
            for article in self.of(column):
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
        return [
            self._render(
                "column.html",
                title=column.value,
                column=column,
                articles=rows[number * _ROWS : (number + 1) * _ROWS],
                count=count,
                number=number,
            )
            for number in range(count)
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
        newest = [(column, path, self.of(column)[:4]) for column, path in self.columns.items()]
        return self._render("home.html", title=f"中国人民政治协商会议{self.committee.name}委员会", newest=newest)

    def _render(self, template: str, **values: object) -> str:
        return self.render(f"trs/{template}", path_of=_relative, file_name_of=_file_name, **values)


def _page(html: str, article: Article | None = None) -> Resource:
    return Resource(html.encode(), HTML, article.modified if article else None)


def _page_name(number: int) -> str:
    return "index.html" if number == 0 else f"index_{number}.html"


def _relative(article: Article) -> str:
    return f"./{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.number}.html"


def _file_name(article: Article) -> str:
    return f"P0{article.published:%Y%m%d}{article.number}.pdf"
