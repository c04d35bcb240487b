"""Lists that scripts fill: held in the page, written by it, asked for as data, or described in the site's entry."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, ClassVar

import pytest

from cppcc_archive.cms.base import Listing, PageRequest
from cppcc_archive.cms.listing.datarequests import described_request
from cppcc_archive.cms.listing.scripted import json_listing
from cppcc_archive.cms.registry import FAMILIES, listing
from cppcc_archive.cms.rowsource import RowSource
from cppcc_archive.errors import InputError
from cppcc_archive.markup.page import Page
from tests.growth import grows_linearly

HOME = "http://zx.shiqiao.gov.cn/zx/gg/"
TITLES = {1: "县政协召开常委会会议", 2: "县政协开展专题视察活动", 3: "县政协征集提案线索公告"}
RECORDS = [{"title": TITLES[n], "url": f"/gg/{n}.html", "date": f"2024-05-1{n}"} for n in TITLES]


def read(body: str, url: str = HOME, request: PageRequest | None = None) -> Listing:
    return listing(Page(url, body.encode(), "utf-8"), request, FAMILIES["generic"])


def scripted(code: str, rows: str = "") -> Listing:
    return read(f"<title>公告</title><ul id=l>{rows}</ul><script>{code}</script>")


def is_whole(found: Listing) -> bool:
    return [(link.title, link.listed_date) for link in found.links] == [
        (title, date(2024, 5, 10 + n)) for n, title in TITLES.items()
    ]


class TestHeldInThePage:
    @pytest.mark.parametrize(
        "code",
        [
            f"var data = {json.dumps(RECORDS)};",
            f"var menu = [{{name: '首页', url: '/'}}]; window.list = {{rows: {json.dumps(RECORDS)}}}",
            f"var list = JSON.parse('{json.dumps(RECORDS, ensure_ascii=False)}')",
        ],
    )
    def test_arrays_are_lists(self, code: str) -> None:
        assert is_whole(scripted(code))

    def test_json_in_a_script_of_its_own_is_one(self) -> None:
        assert is_whole(read(f"<script type='application/json'>{json.dumps({'list': RECORDS})}</script>"))

    def test_a_menu_is_none(self) -> None:
        assert scripted("var menu = [{name: '首页', url: '/'}, {name: '公告栏目', url: '/gg/'}]") == Listing()


class TestWritten:
    @pytest.mark.parametrize(
        "form",
        [
            "document.write(\"<li><a href='/gg/{n}.html'>{title}</a><span>2024-05-1{n}</span></li>\");",
            "document.write('<li><a href=\\'/gg/{n}.html\\'>' + '{title}' + '</a><span>2024-05-1{n}</span></li>');",
            "html += '<li><a href=/gg/{n}.html>{title}</a>'; html += '<span>2024-05-1{n}</span></li>';",
        ],
    )
    def test_markup_in_texts_is_read_as_it_would_stand_there(self, form: str) -> None:
        assert is_whole(scripted("\n".join(form.format(n=n, title=title) for n, title in TITLES.items())))


class TestOpened:
    @pytest.mark.parametrize(
        ("code", "row"),
        [
            ("function view(id){location.href='/gg/'+id+'.html'}", "<a href='#' onclick=\"view('{n}')\">{title}</a>"),
            (
                "var view = function(id, x){ window.open('/gg/' + id + '.html'); }",
                "<a href='javascript:view({n}, 1)'>{title}</a>",
            ),
            (
                "const view = id => { window.location.href = `/gg/${{id}}.html` }".replace("{{", "{").replace(
                    "}}", "}"
                ),
                "<a onclick='view({n})'>{title}</a>",
            ),
            ("function view(id){var u = '/gg/'+id+'.html'; window.open(u)}", "<p onclick=\"view('{n}')\">{title}</p>"),
            (
                "$('#l a').click(function(){ location.href = '/gg/' + $(this).attr('data-id') + '.html' })",
                "<a data-id='{n}'>{title}</a>",
            ),
            ("", "<a data-href='/gg/{n}.html'>{title}</a>"),
            ("", "<div onclick=\"location.href='/gg/{n}.html'\">{title}</div>"),
        ],
    )
    def test_a_click_leads_where_the_script_says(self, code: str, row: str) -> None:
        rows = "".join(
            f"<li>{row.format(n=n, title=title)}<span>2024-05-1{n}</span></li>" for n, title in TITLES.items()
        )
        found = scripted(code, rows)
        assert is_whole(found)
        assert [link.url for link in found.links] == [f"http://zx.shiqiao.gov.cn/gg/{n}.html" for n in TITLES]


class TestElsewhere:
    def test_rows_that_lead_off_the_site_are_named_and_not_fetched(self) -> None:
        rows = "".join(
            f"<li><a href='{'https://mp.weixin.qq.com/s/' if n < 3 else ''}{n}.html'>{title}</a>2024-05-1{n}</li>"
            for n, title in TITLES.items()
        )
        found = read(f"<ul>{rows}</ul><div><a href='http://www.gov.cn'>中国政府网</a></div>")
        assert [link.title for link in found.links] == [TITLES[3]]
        assert [link.url for link in found.elsewhere] == [
            "https://mp.weixin.qq.com/s/1.html",
            "https://mp.weixin.qq.com/s/2.html",
        ]

    def test_so_are_routes_of_a_script_application(self) -> None:
        rows = "".join(f"<li><a href='/#/detail?id={n}'>{title}</a>2024-05-1{n}</li>" for n, title in TITLES.items())
        found = read(f"<ul>{rows}</ul>")
        assert found.links == ()
        assert [link.url for link in found.elsewhere] == [f"{HOME}#/detail?id={n}" for n in TITLES]

    def test_friendly_links_are_no_rows(self) -> None:
        links = "".join(f"<li><a href='http://www.{n}.gov.cn/'>某某市人民政府{n}</a></li>" for n in range(20))
        assert read(f"<ul>{links}</ul>").elsewhere == ()


class TestAskedFor:
    @pytest.mark.parametrize(
        ("code", "url", "form"),
        [
            ("$.get('/api/list?page=1', show)", "/api/list?page=1", None),
            ("$.getJSON('/api/list', {channelId: 5, page: 1}, show)", "/api/list?channelId=5&page=1", None),
            ("fetch(`/api/list`).then(r => r.json())", "/api/list", None),
            ("$.post('/api/list', {channelId: '5', pageNo: 1}, show)", "/api/list", {"channelId": "5", "pageNo": "1"}),
            (
                "$.ajax({url: '/api/list', type: 'POST', data: {channelId: 5}, success: f})",
                "/api/list",
                {"channelId": "5"},
            ),
            (
                "var cid = 5; $.ajax({type: 'post', dataType: 'json', data: {id: cid}, url: '/api/list'})",
                "/api/list",
                {"id": "5"},
            ),
            (
                "$.ajax({url:'/api/list',type:'POST',contentType:'application/json',data:JSON.stringify({channelId:5,pageNo:1})})",
                "/api/list",
                '{"channelId": 5, "pageNo": 1}',
            ),
            ("fetch('/api/list', {method: 'POST', body: JSON.stringify({id: 5})})", "/api/list", '{"id": 5}'),
            ("axios.post('/api/list', {id: 5}).then(f)", "/api/list", '{"id": 5}'),
            ("var x = new XMLHttpRequest(); x.open('POST', '/api/list', true); x.send('id=5')", "/api/list", "id=5"),
            ("table.render({elem: '#t', url: '/api/list', where: {id: 5}})", "/api/list?id=5", None),
        ],
    )
    def test_what_a_script_asks_for_is_asked_for(self, code: str, url: str, form: Any) -> None:
        [request] = scripted(code).next
        assert (request.url, request.form) == (f"http://zx.shiqiao.gov.cn{url}", form)

    def test_lists_come_first_and_counters_not_at_all(self) -> None:
        code = "$.get('/stat/visit.do'); $.get('/weather'); $.get('/foo/bar'); $.get('/article/list')"
        assert [request.url.split("/", 3)[3] for request in scripted(code).next] == ["article/list", "foo/bar"]

    def test_the_answer_is_read_whatever_its_names_are(self) -> None:
        answer = {
            "code": 0,
            "data": {
                "list": [{"BT": t, "LinkUrl": f"/gg/{n}.html", "fbsj": f"2024/5/1{n}"} for n, t in TITLES.items()]
            },
        }
        assert is_whole(read(json.dumps(answer), f"{HOME}api/list"))

    def test_markup_inside_the_answer_too(self) -> None:
        rows = "".join(f'<li><a href="/gg/{n}.html">{t}</a><i>2024-05-1{n}</i></li>' for n, t in TITLES.items())
        assert is_whole(read(json.dumps({"data": {"html": f"<ul>{rows}</ul>"}}), f"{HOME}api/list"))

    def test_records_that_lead_off_the_site_are_named(self) -> None:
        records = [{"title": t, "url": f"https://mp.weixin.qq.com/s/{n}"} for n, t in TITLES.items()]
        assert len(read(json.dumps(records), f"{HOME}api/list").elsewhere) == 3

    @pytest.mark.parametrize(
        ("request_", "total", "following"),
        [
            (PageRequest(f"{HOME}api?page=1&pageSize=3"), 7, f"{HOME}api?page=2&pageSize=3"),
            (PageRequest(f"{HOME}api?page=3&pageSize=3"), 7, None),
            (PageRequest(f"{HOME}api?start=3&limit=3"), 7, f"{HOME}api?start=6&limit=3"),
            (PageRequest(f"{HOME}api?start=6&limit=3"), 9, None),
            (PageRequest(f"{HOME}api?id=9"), 7, None),
            (PageRequest(f"{HOME}api", {"pageNo": "1"}), None, {"pageNo": "2"}),
            (PageRequest(f"{HOME}api", '{"pageNo": 1, "id": 5}'), None, '{"pageNo": 2, "id": 5}'),
            (PageRequest(f"{HOME}api", "pageNo=1&id=5"), None, "pageNo=2&id=5"),
        ],
    )
    def test_the_page_after_is_the_same_request_moved_on(
        self, request_: PageRequest, total: int | None, following: Any
    ) -> None:
        answer = {"total": total, "rows": RECORDS} if total is not None else RECORDS
        steps = read(json.dumps(answer), request_.url, request_).next
        assert [step.form or step.url for step in steps] == ([following] if following else [])


class TestDescribed:
    SOURCE = RowSource.model_validate(
        {
            "url": "/api/list",
            "body": {"channelId": 5, "pageNo": "{page}", "key": "p{page}"},
            "path": "data.records",
            "fields": {"title": "doc.bt", "url": "/show.html?id={id}", "date": "doc.fbsj"},
        }
    )
    ANSWER: ClassVar = {
        "data": {"records": [{"id": n, "doc": {"bt": t, "fbsj": f"2024-05-1{n}"}} for n, t in TITLES.items()]}
    }

    def test_the_entry_says_what_to_ask_and_what_is_what(self) -> None:
        request = described_request(HOME, self.SOURCE)
        assert (request.url, request.form) == (
            "http://zx.shiqiao.gov.cn/api/list",
            '{"channelId": 5, "pageNo": 1, "key": "p1"}',
        )
        found = read(json.dumps(self.ANSWER), request.url, request)
        assert is_whole(found)
        assert found.links[0].url == "http://zx.shiqiao.gov.cn/show.html?id=1"
        assert [step.form for step in found.next] == ['{"channelId": 5, "pageNo": 2, "key": "p2"}']

    def test_a_page_without_rows_is_the_last(self) -> None:
        request = described_request(HOME, self.SOURCE, 9)
        assert read('{"data": {"records": []}}', request.url, request) == Listing()

    def test_another_answer_is_a_mistake_of_the_entry(self) -> None:
        request = described_request(HOME, self.SOURCE)
        with pytest.raises(InputError, match=r"no 'data\.records' \(it has: code, msg\); correct `path`"):
            read('{"code": 500, "msg": "x"}', request.url, request)
        with pytest.raises(InputError, match="answers no JSON"):
            read("<html>", request.url, request)


class TestOutsideThePage:
    """Lists in files of their own: scripts that hold them or ask for them, fragments, XML."""

    RECORDS = json.dumps(RECORDS, ensure_ascii=False)

    def test_the_sites_own_scripts_are_asked_for_and_no_library(self) -> None:
        scripts = ("/js/jquery.min.js", "/js/common.js", "/js/list.js", "/api/news.js?callback=cb", "/js/a_list.js")
        found = read("<ul id=l></ul>" + "".join(f"<script src={src}></script>" for src in scripts))
        assert [one.url.partition(".cn")[2] for one in found.next] == ["/js/list.js", "/api/news.js?callback=cb"]

    @pytest.mark.parametrize("body", [f"cb({RECORDS})", f"var data={RECORDS};", f"window.rows = {{list: {RECORDS}}}"])
    def test_a_script_that_holds_the_list_is_one(self, body: str) -> None:
        assert is_whole(read(body, HOME + "list.js"))

    def test_a_script_that_asks_for_the_list_leads_to_it(self) -> None:
        found = read("$.get('/api/list',function(d){})", HOME + "list.js")
        assert [one.url for one in found.next] == ["http://zx.shiqiao.gov.cn/api/list"]

    @pytest.mark.parametrize(
        "call",
        [
            "fetch(`/api/list?page=${page}&size=${size}`)",
            "$.get('/api/list?page=' + pageNo + '&size=' + n.size, f)",
            "$('#l').load('/api/list?page=1&size=20')",
        ],
    )
    def test_an_address_that_is_put_together_is_asked_for_with_its_first_page(self, call: str) -> None:
        assert [one.url.partition(".cn")[2] for one in scripted(call).next] == ["/api/list?page=1&size=20"]

    @pytest.mark.parametrize(
        "call", ["fetch(`/api/list?k=${key}`)", "$.get('/api/' + what, f)", "fetch(base + '/list')"]
    )
    def test_one_that_stays_open_is_not(self, call: str) -> None:
        assert scripted(call).next == ()

    @pytest.mark.parametrize("family", sorted(FAMILIES))
    @pytest.mark.parametrize(
        "prolog",
        [
            "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>",
            "<?xml version='1.0'?><!-- made -- by hand --><?xml-stylesheet href='a.css'?>\n",
            "\ufeff <?xml version='1.0'?>",
        ],
    )
    def test_a_page_of_xhtml_is_no_answer_of_records(self, family: str, prolog: str) -> None:
        row = "<li><a href='/gg/{n}.html'>{title}</a><span>2024-05-1{n}</span></li>"
        rows = "".join(row.format(n=n, title=title) for n, title in TITLES.items())
        body = f"{prolog}<html xmlns='x'><head><title>公告</title></head><body><ul>{rows}</ul></body></html>"
        assert is_whole(listing(Page(HOME, body.encode(), "utf-8"), None, FAMILIES[family]))

    @pytest.mark.parametrize("unit", ["<a><![CDATA[", "<a><![CDATA[x]]>", "<a>" + " " * 2000, "<!--", "<?x"])
    def test_xml_that_closes_nothing_is_read_in_linear_time(self, unit: str) -> None:
        def work(size: int) -> object:
            page = Page(HOME, b"<?xml version='1.0'?>" + (unit * (size // len(unit))).encode() + b" " * size, "utf-8")
            return json_listing(page, None, lambda _: False, lambda _: None)

        assert grows_linearly(work, 200_000)

    def test_xml_and_json_packed_in_json_are_read(self) -> None:
        rows = "".join(
            f"<row><title><![CDATA[{one['title']}]]></title><url>{one['url']}</url><date>{one['date']}</date></row>"
            for one in RECORDS
        )
        assert is_whole(read(f"<?xml version='1.0'?><rows>{rows}</rows>"))
        assert is_whole(read(json.dumps({"code": 0, "d": self.RECORDS})))

    def test_records_pushed_one_by_one_are_a_list(self) -> None:
        assert is_whole(scripted("var a=[];" + "".join(f"a.push({json.dumps(one)});" for one in RECORDS)))
