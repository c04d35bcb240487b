"""How each CMS family lays out its pages: from a site's content to the routes a simulator serves.

Markup and addresses are written after the families' own habits (see ``docs/adding-a-site.md``), names are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from tests.sim.content import SimArticle, SimSite
from tests.sim.server import Reply, SimRequest

PER_PAGE = 5
NEWEST = 2
"""Articles of each column that the home page shows."""

NAMES = {"lingdao": "领导讲话", "baogao": "工作报告", "tian": "提案工作", "huiyi": "重要会议", "wenjian": "政协文件"}


def build(
    family: str,
    columns: dict[str, Sequence[SimArticle]],
    *,
    name: str = "云山区政协",
    per_page: int = PER_PAGE,
    robots: str | None = "User-agent: *\nDisallow: /private/\n",
) -> SimSite:
    """A site of ``family`` with these columns (folder name to articles, newest first)."""
    site = SimSite(family, name, {key: list(value) for key, value in columns.items()})
    if robots is not None:
        site.routes["/robots.txt"] = Reply(robots.encode(), content_type="text/plain", validators=False)
    rebuild(site, per_page)
    return site


def rebuild(site: SimSite, per_page: int = PER_PAGE) -> None:
    """Lay the site out again after its columns changed; routes of articles that are gone stay until deleted."""
    BUILDERS[site.family](site, per_page)
    links = "".join(f'<li><a href="{path}">{NAMES.get(key, key)}</a></li>' for key, path in site.column_paths.items())
    newest = _rows(site, [item for articles in site.columns.values() for item in articles[:NEWEST]])
    site.routes["/"] = Reply(_page(site.name, f"<ul class='nav'>{links}</ul><ul class='news'>{newest}</ul>", site))


def _page(title: str, body: str, site: SimSite, metas: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta name='SiteName' content='{site.name}'>{metas}</head><body>"
        f"<div class='head'><a href='/'>首页</a> {site.name}</div>{body}"
        f"<div class='foot'>主办：{site.name}办公室　技术支持：云山区大数据中心</div></body></html>"
    ).encode()


def _article(site: SimSite, article: SimArticle, body_tag: str = "<div id='zoom'>") -> Reply:
    metas = (
        f"<meta name='ArticleTitle' content='{article.title}'>"
        f"<meta name='PubDate' content='{article.day.isoformat()} 09:30'>"
    )
    close = "</" + body_tag[1:].split(" ")[0].rstrip(">") + ">"
    body = (
        f"<h1>{article.title}</h1><div class='info'>发布日期：{article.day.isoformat()}　来源：{site.name}</div>"
        f"{body_tag}{article.html}{close}"
    )
    return Reply(_page(article.title, body, site, metas))


def _rows(site: SimSite, articles: Sequence[SimArticle]) -> str:
    return "".join(
        f"<li><a href='{site.article_paths[item.number]}' title='{item.title}'>{item.title[:18]}…</a>"
        f"<span>{item.day.isoformat()}</span></li>"
        for item in articles
    )


def _slices(articles: Sequence[SimArticle], size: int) -> list[Sequence[SimArticle]]:
    return [articles[start : start + size] for start in range(0, len(articles), size)] or [()]


def _place(site: SimSite, path_of: Callable[[str, SimArticle], str], body_tag: str = "<div id='zoom'>") -> None:
    for column, articles in site.columns.items():
        for item in articles:
            site.article_paths[item.number] = path_of(column, item)
            site.routes[site.article_paths[item.number]] = _article(site, item, body_tag)


def _numbered(
    site: SimSite,
    per_page: int,
    page_path: Callable[[str, int, int], str],
    pager: Callable[[str, int, int], str],
) -> None:
    """Listings of static pages; both callables take column, page from 0, and the number of pages."""
    for column, articles in site.columns.items():
        slices = _slices(articles, per_page)
        site.column_paths[column] = page_path(column, 0, len(slices))
        for index, part in enumerate(slices):
            name = NAMES.get(column, column)
            body = f"<h2>{name}</h2><ul class='list'>{_rows(site, part)}</ul>{pager(column, index, len(slices))}"
            site.routes[page_path(column, index, len(slices))] = Reply(_page(f"{name}-{site.name}", body, site))


def _next_link(page_path: Callable[[str, int, int], str]) -> Callable[[str, int, int], str]:
    def pager(column: str, index: int, count: int) -> str:
        links = "".join(f"<a href='{page_path(column, other, count)}'>{other + 1}</a> " for other in range(count))
        if index + 1 < count:
            links += f"<a href='{page_path(column, index + 1, count)}'>下一页</a>"
        return f"<div class='page'>共{count}页 {links}</div>"

    return pager


def _generic(site: SimSite, per_page: int) -> None:
    _place(site, lambda column, item: f"/{column}/{item.day:%Y%m%d}/{item.number}.html", "<div class='content'>")

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/list.html" if index == 0 else f"/{column}/list_{index + 1}.html"

    _numbered(site, per_page, path, _next_link(path))


def _empirecms(site: SimSite, per_page: int) -> None:
    _place(site, lambda column, item: f"/{column}/{item.day.isoformat()}/{item.number}.html", "<div id='p_content'>")

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/" if index == 0 else f"/{column}/index_{index + 1}.html"

    _numbered(site, per_page, path, _next_link(path))


def _trs(site: SimSite, per_page: int) -> None:
    _place(
        site,
        lambda column, item: f"/{column}/{item.day:%Y%m}/t{item.day:%Y%m%d}_{item.number}.html",
        "<div class='TRS_Editor'>",
    )

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/" if index == 0 else f"/{column}/index_{index}.html"

    def pager(_: str, index: int, count: int) -> str:
        return f"<script>createPageHTML({count}, {index}, 'index', 'html');</script>"

    _numbered(site, per_page, path, pager)


def _ucap(site: SimSite, per_page: int) -> None:
    _place(
        site,
        lambda column, item: f"/{column}/c10{item.number % 9}/{item.day:%Y%m}/{item.number:032x}.shtml",
        "<ucapcontent>",
    )

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/list.shtml" if index == 0 else f"/{column}/list_{index + 1}.shtml"

    def pager(column: str, index: int, count: int) -> str:
        records = len(site.columns[column])
        return f"<div id='p'></div><script>createPageHTML('p',{count},{index + 1},'list','shtml',{records});</script>"

    _numbered(site, per_page, path, pager)


def _vsb(site: SimSite, per_page: int) -> None:
    _place(site, lambda column, item: f"/info/10{len(column)}/{item.number}.htm", "<div class='v_news_content'>")

    def path(column: str, index: int, count: int) -> str:
        return f"/{column}.htm" if index == 0 else f"/{column}/{count - index}.htm"

    _numbered(site, per_page, path, _next_link(path))


def _webplus(site: SimSite, per_page: int) -> None:
    _place(
        site,
        lambda column, item: f"/{item.day:%Y}/{item.day:%m%d}/c12{len(column)}a{item.number}/page.htm",
        "<div class='wp_articlecontent'>",
    )

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/list.htm" if index == 0 else f"/{column}/list{index + 1}.htm"

    _numbered(site, per_page, path, _next_link(path))


def _siteserver(site: SimSite, per_page: int) -> None:
    numbers = _column_numbers(site)
    _place(site, lambda column, item: f"/contents/{numbers[column]}/{item.number}.html", "<div class='content'>")

    def path(column: str, index: int, _: int) -> str:
        return f"/channels/{numbers[column]}.html" if index == 0 else f"/channels/{numbers[column]}_{index + 1}.html"

    _numbered(site, per_page, path, _next_link(path))


def _gkmlpt(site: SimSite, per_page: int) -> None:
    _place(site, lambda column, item: f"/{column}/content/post_{item.number}.html", "<div class='zw'>")

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/index.html" if index == 0 else f"/{column}/index_{index + 1}.html"

    _numbered(site, per_page, path, _next_link(path))


def _founder(site: SimSite, per_page: int) -> None:
    numbers = _column_numbers(site)
    _place(site, lambda column, item: f"/staticpages/{item.day:%Y%m%d}/{item.number:012x}-1.shtml")

    def path(column: str, index: int, _: int) -> str:
        return f"/staticmores/{numbers[column]}/{numbers[column]}-{index + 1}.shtml"

    _numbered(site, per_page, path, _next_link(path))


def _anhui(site: SimSite, per_page: int) -> None:
    """No date in any address but the Unix time in the first eight digits of the article's."""
    numbers = _column_numbers(site)

    def article(column: str, item: SimArticle) -> str:
        created = int(datetime(item.day.year, item.day.month, item.day.day, 9, tzinfo=UTC).timestamp())
        return f"/content/detail/{created:08x}{item.number:016x}.html"

    _place(site, article)

    def path(column: str, index: int, _: int) -> str:
        return f"/content/channel/{numbers[column]:024x}/" + (f"?page={index + 1}" if index else "")

    _numbered(site, per_page, path, _next_link(path))


def _wuxi(site: SimSite, per_page: int) -> None:
    _place(site, lambda column, item: f"/doc/{item.day:%Y/%m/%d}/{item.number}.shtml")

    def path(column: str, index: int, _: int) -> str:
        return f"/{column}/index.shtml" if index == 0 else f"/{column}/index_{index + 1}.shtml"

    _numbered(site, per_page, path, _next_link(path))


def _epoint(site: SimSite, per_page: int) -> None:
    """Listing shells without a row: a search action answers JSON that holds JSON."""
    numbers = _column_numbers(site)
    action = "/EpointWebBuilder/XyxxSearchAction.action?cmd=getList"

    def article(column: str, item: SimArticle) -> str:
        return f"/{column}/{item.day:%Y%m%d}/{item.number:08x}-0000-4000-8000-{numbers[column]:012x}.html"

    _place(site, article)
    for column, articles in site.columns.items():
        name = NAMES.get(column, column)
        site.column_paths[column] = f"/{column}/moreinfo.html"
        script = (
            f"<input type='hidden' id='categorynum' value='{numbers[column]}'><script>var pageSize={per_page};"
            f"var total={len(articles)};$.ajax({{url:'{action}',data:{{categorynum:'{numbers[column]}'}}}});</script>"
        )
        site.routes[site.column_paths[column]] = Reply(_page(f"{name}-{site.name}", script, site))

    def search(request: SimRequest) -> Reply:
        asked = dict(parse_qsl(urlsplit(request.path).query)) | dict(parse_qsl(request.body.decode()))
        column = next((key for key, number in numbers.items() if str(number) in asked.values()), None)
        articles = site.columns[column] if column else []
        page, size = int(asked.get("pageIndex", 0)), int(asked.get("pageSize", per_page))
        table = [
            {"title": item.title, "infourl": site.article_paths[item.number], "infodate": item.day.isoformat()}
            for item in articles[page * size : (page + 1) * size]
        ]
        custom = json.dumps({"Table": table, "RowCount": len(articles)})
        return Reply(json.dumps({"custom": custom}).encode(), content_type="application/json; charset=utf-8")

    site.routes[action] = search
    site.routes[action.partition("?")[0] + "?*"] = search


def _querystring(site: SimSite, per_page: int) -> None:
    """Everything in the query: the pages of one script are told apart by it alone."""
    _place(site, lambda column, item: f"/show.aspx?CatalogID={len(column)}&newsId={item.number}")

    def path(column: str, index: int, _: int) -> str:
        return f"/list.aspx?CatalogID={column}" + (f"&page={index + 1}" if index else "")

    _numbered(site, per_page, path, _next_link(path))


def _hanweb(site: SimSite, per_page: int) -> None:
    """jpage by groups: the column page holds the first rows in a datastore, the data proxy's answers name the next."""
    _jpage(site, per_page, records=False)


def _hanweb_records(site: SimSite, per_page: int) -> None:
    """jpage by records: the rows after the first page come from the data proxy for a POST with record numbers."""
    _jpage(site, per_page, records=True)


def _jpage(site: SimSite, per_page: int, records: bool) -> None:
    numbers = _column_numbers(site)
    _place(
        site,
        lambda column, item: (
            f"/art/{item.day:%Y}/{item.day.month}/{item.day.day}/art_{numbers[column]}_{item.number}.html"
        ),
    )
    for column, articles in site.columns.items():
        number, name = numbers[column], NAMES.get(column, column)
        site.column_paths[column] = f"/col/col{number}/index.html"
        first = _datastore(site, articles[:per_page], articles, None if records else _group(number, 1))
        call = (
            f"$('#x').jpage({{totalRecord:{len(articles)},perPage:{per_page},proxyUrl:'{PROXY}',"
            f"ajaxParam:{{columnid:{number},unitid:'9{number}',appid:1,webid:7}}}});"
        )
        script = f"<script>{call}</script>" if records else ""
        body = f"<div id='x'><script type='text/xml'>{first}</script></div>{script}"
        site.routes[site.column_paths[column]] = Reply(_page(f"{name}-{site.name}", body, site))

    def proxy(request: SimRequest) -> Reply:
        asked = dict(parse_qsl(urlsplit(request.path).query)) | dict(parse_qsl(request.body.decode()))
        column = next(key for key, number in numbers.items() if number == int(asked["columnid"]))
        articles = site.columns[column]
        if records:
            if request.method != "POST":
                return Reply(b"<datastore></datastore>", content_type="text/xml")
            part = articles[int(asked["startrecord"]) - 1 : int(asked["endrecord"])]
            return Reply(_datastore(site, part, articles, None).encode(), content_type="text/xml; charset=utf-8")
        page = int(asked["page"])
        part = articles[page * per_page : (page + 1) * per_page]
        following = _group(numbers[column], page + 1) if (page + 1) * per_page < len(articles) else None
        return Reply(_datastore(site, part, articles, following).encode(), content_type="text/xml; charset=utf-8")

    site.routes[f"{PROXY}?*"] = proxy


PROXY = "/module/web/jpage/dataproxy.jsp"


def _column_numbers(site: SimSite) -> dict[str, int]:
    return {column: 1600 + index for index, column in enumerate(site.columns)}


def _group(column: int, page: int) -> str:
    return f"{PROXY}?page={page}&appid=1&webid=7&path=/&columnid={column}&unitid=9{column}"


def _datastore(site: SimSite, rows: Sequence[SimArticle], articles: Sequence[SimArticle], following: str | None) -> str:
    cells = "".join(
        f"<record><![CDATA[<li><a href='{site.article_paths[item.number]}' title='{item.title}'>"
        f"{item.title[:15]}</a><span>{item.day.isoformat()}</span></li>]]></record>"
        for item in rows
    )
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>' if following else ""
    return f"<datastore>{group}<recordset>{cells}</recordset><totalrecord>{len(articles)}</totalrecord></datastore>"


BUILDERS: dict[str, Callable[[SimSite, int], None]] = {
    "generic": _generic,
    "empirecms": _empirecms,
    "trs": _trs,
    "ucap": _ucap,
    "vsb": _vsb,
    "webplus": _webplus,
    "founder": _founder,
    "anhui": _anhui,
    "wuxi": _wuxi,
    "epoint": _epoint,
    "siteserver": _siteserver,
    "gkmlpt": _gkmlpt,
    "querystring": _querystring,
    "hanweb": _hanweb,
    "hanweb-records": _hanweb_records,
}
