# ruff: noqa: E501 - markup is read best in one piece
"""A page whose text is a record in a script: what the record is called, when and by whom it was published is read too."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.test_concealed import PROSE, SENTENCES, SIDE

TITLE = "县政协常委会工作报告"
RECORD = {
    "id": 3,
    "title": TITLE,
    "publishTime": "2025-01-07 08:30:00",
    "source": "松溪日报",
    "summary": SENTENCES[0],
    "content": PROSE,
}
OTHER = {"title": "委员视察河道", "publishTime": "2023-01-01", "content": "<p>视察组看了三处河道。</p>"}
TEXT = "\n".join(SENTENCES)


def read(body: str, title: str = "县政协") -> Document:
    head = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div id=app></div>"
    return extract(f"{head}{body}<div>{SIDE}</div>".encode(), "http://www.qinghe.example/a/1", "utf-8")


def said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


STATE = {"site": {"title": "县政协"}, "detail": {"article": RECORD, "related": [OTHER]}}
FLAT = [["Reactive", 1], {"data": 2}, {"d": 3}, {"title": 4, "content": 5, "date": 6}, TITLE, PROSE, "2025-01-07"]
NEWS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-01-07T08:30:00+08:00", "articleBody": TEXT}


@pytest.mark.parametrize(
    "body",
    [
        f"<script>window.__INITIAL_STATE__={said(STATE)};(function(){{}})()</script>",
        f"<script>window.__INITIAL_STATE__=JSON.parse({said(said(STATE))})</script>",
        f"<script id=__NEXT_DATA__ type='application/json'>{said({'props': {'pageProps': RECORD, 'more': [OTHER]}})}</script>",
        f"<script>window.__NUXT__={{layout:'default',data:[{{detail:{said(RECORD)}}}],state:{{}}}}</script>",
        f"<script>window.__NUXT__=(function(a,b,c){{return {{layout:a,data:[{{title:b,publishTime:'2025-01-07',content:{said(PROSE)},top:c,hot:!0}}]}}}}('default',{said(TITLE)},void 0))</script>",
        f"<script type='application/json' id=__NUXT_DATA__>{said(FLAT)}</script>",
        f"<script>self.__next_f.push([1,{said('5:' + said(RECORD))}])</script>",
        f"<script type='application/ld+json'>{said({'@graph': [{'@type': 'WebSite', 'name': '县政协'}, NEWS]})}</script>",
        f"<script>var detail={said({'newsTitle': TITLE, 'releaseDate': 1736208000000, 'body': {'html': PROSE}})}</script>",
        f"<script>var detail={said({'title': TITLE, 'createTime': '2025-01-06T17:30:00.000Z', 'content': PROSE})}</script>",
        f"<script>var detail={said({'title': TITLE, 'pubDate': '2025-01-07', 'blocks': [{'type': 'p', 'text': one} for one in SENTENCES]})}</script>",
        f"<div data-page='{html.escape(said({'props': {'news': RECORD}}))}'></div>",
    ],
)  # fmt: skip
def test_title_and_day_of_the_record_that_is_the_text(body: str) -> None:
    found = read(body)
    assert found.text == TEXT
    assert (found.title, str(found.published_at)[:10]) == (TITLE, "2025-01-07")
    assert found.warnings[0].startswith("the text was not to be seen in the page: taken from a")


def test_its_source_and_author_too() -> None:
    record = {**RECORD, "author": {"@type": "Person", "name": "何远山"}}
    found = read(f"<script>var article={said(record)}</script>")
    assert (found.source, found.author) == ("松溪日报", "何远山")


def test_what_the_page_says_of_itself_and_what_it_shows_goes_before() -> None:
    body = f"<h1>县政协常委会报告工作</h1><p>发布时间：2025-01-09</p><script>var article={said(RECORD)}</script>"
    found = read(f"<meta name=ArticleTitle content=县政协常委会报告工作>{body}")
    assert (found.title, str(found.published_at)[:10]) == ("县政协常委会报告工作", "2025-01-09")


def test_an_article_in_titled_parts_is_not_cut_to_one() -> None:
    parts = [{"title": f"第{n}部分", "text": f"<p>{sentence}</p>"} for n, sentence in enumerate(SENTENCES)]
    assert read(f"<script>var parts={said({'title': TITLE, 'parts': parts})}</script>").text == TEXT


def test_code_that_is_no_record_is_read_as_before() -> None:
    for code in ("var a = {b: f(1), c: [", "(function(a){return {title: a", "x({", '{"a":' * 5000, "JSON.parse('a\n"):
        assert read(f"<script>{code}; show({said(PROSE)})</script>").text == TEXT


@pytest.mark.parametrize(
    "when", ["2025-13-40T25:61Z", "9999-12-31T23:00Z", 10**17, 1e300, -1, 10**15, True, [], {"name": 3}]
)
def test_a_day_that_is_none_is_none(when: Any) -> None:
    found = read(f"<script>var article={said({'title': TITLE, 'pubDate': when, 'content': PROSE})}</script>")
    assert (found.title, found.published_at, found.text) == (TITLE, None, TEXT)
