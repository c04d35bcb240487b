"""Hanweb JCMS, classic: listing rows hide in a ``<script type="text/xml">`` datastore, more come from dataproxy.jsp."""

from __future__ import annotations

from collections.abc import Mapping
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
            page = self._render("tombstone.html", title="提示信息") if article.tombstone else self._article(article)
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
        more = None
        if last < len(rows):
            more = f"/module/web/jpage/dataproxy.jsp?page={last // _GROUP + 1}&appid=1&webid=1&path=/&columnid="
            more += f"{_COLUMN_IDS[column]}&unitid={_unit(column)}&webname={self.committee.name}政协&permissiontype=0"
        return self._render(
            "datastore.xml", articles=rows[first:last], more=more, total=len(rows), pages=-(-len(rows) // _PER_PAGE)
        )

    def _column(self, column: Column) -> str:
        return self._render(
            "column.html",
            title=column.value,
            column=column,
            column_id=_COLUMN_IDS[column],
            unit=_unit(column),
            per_page=_PER_PAGE,
            group=_GROUP,
            datastore=self._datastore(column, 0, _GROUP),
        )

    def _article(self, article: Article) -> str:
        return self._render(
            "article.html",
            title=article.title,
            article=article,
            column=article.column,
            column_id=_COLUMN_IDS[article.column],
            text=pasted(article.paragraphs, self.committee.paste),
        )

    def _home(self) -> str:
        newest = [self.of(column)[:3] for column in self.columns]
        return self._render("home.html", title=f"{self.committee.name}政协", newest=newest, dead=_DEAD)

    def _render(self, template: str, **values: object) -> str:
        return self.render(f"hanweb/{template}", path_of=_path, file_path_of=_file_path, **values)


def _path(article: Article) -> str:
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{_COLUMN_IDS[article.column]}_{article.number}.html"


def _file_path(article: Article) -> str:
    return f"/module/download/attach/{article.published:%y%m%d}{article.number}.docx"


def _unit(column: Column) -> str:
    return str(30000 + _COLUMN_IDS[column])
