"""Text that a script puts in its place is read from where the page keeps it; where there is none, there is no body."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote

import pytest

from cppcc_archive.extract import Document, extract

SENTENCES = [f"一年来，县政协围绕第{n}项课题开展调研，形成报告{n}篇，提出建议{n * 7}条。" for n in range(1, 5)]
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
SIDE = (
    "<h3>最新文章</h3><ul>" + "".join(f"<li><a href='/{n}.html'>召开第{n}次会议</a></li>" for n in range(8)) + "</ul>"
)


def read(body: str, side: str = SIDE, title: str = "<h1>县政协常委会工作报告</h1>") -> Document:
    head = f"<html><head><title>县政协</title></head><body>{title}<div>发布日期：2025-01-07</div>"
    page = f"{head}<div>{body}</div><div>{side}</div>"
    return extract(page.encode(), "http://www.qinghe.example/a/1.html", "utf-8")


def wide(text: str) -> str:
    return "".join(f"%u{ord(char):04x}" for char in text)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"<textarea style='display:none'>{PROSE}</textarea>", "a textarea"),
        (f"<textarea>{html.escape(PROSE)}</textarea>", "a textarea"),
        (f'<iframe srcdoc="{PROSE}"></iframe>', "a frame's srcdoc"),
        (f"<iframe width=1 srcdoc='{html.escape(PROSE)}'></iframe>", "a frame's srcdoc"),
        (f"<script type='text/html' id=t>{PROSE}</script>", "a script's template"),
        (f"<template>{PROSE}</template>", "a template"),
        (f"<object>{PROSE}</object>", "an object"),
        (f"<noscript>{PROSE}</noscript>", "noscript"),
        (f'<input type=hidden id=content value="{PROSE}">', "a hidden field"),
        (f'<div id=c data-content="{html.escape(PROSE)}"></div>', "an attribute"),
        (f"<script>var data={json.dumps({'content': PROSE})}</script>", "a script"),
        (f"<script>var data={json.dumps({'content': PROSE}, ensure_ascii=False)}</script>", "a script"),
        (f"<script>var data={json.dumps(SENTENCES)}</script>", "a script"),
        (f"<script type='application/ld+json'>{json.dumps({'body': chr(10).join(SENTENCES)})}</script>", "a script"),
        (f"<script>show(decodeURIComponent('{quote(PROSE)}'))</script>", "a script"),
        (f"<script>show(unescape('{wide(PROSE)}'))</script>", "a script"),
        (f"<script>show(atob('{base64.b64encode(PROSE.encode()).decode()}'))</script>", "a script"),
    ],
)  # fmt: skip
def test_concealed_prose_is_the_text_and_the_warning_says_where_it_was(body: str, place: str) -> None:
    found = read(body)
    assert found.text.split("\n") == SENTENCES
    assert found.title == "县政协常委会工作报告"
    assert found.warnings == (f"the text was not to be seen in the page: taken from {place}",)


@pytest.mark.parametrize("body", ["", "<script src=/load.js></script>", "<div id=content></div>"])
@pytest.mark.parametrize("side", [SIDE, SIDE.replace("h3", "div").replace("最新文章", "热点排行")])
def test_a_side_columns_heading_is_no_text(body: str, side: str) -> None:
    found = read(body, side)
    assert (found.text, found.warnings) == ("", ("no body found",))


def test_prose_that_is_to_be_seen_wins() -> None:
    found = read(f"{PROSE}<textarea>{PROSE}</textarea><script>var share='{SENTENCES[0]}{SENTENCES[1]}'</script>")
    assert (found.text.split("\n"), found.warnings) == (SENTENCES, ())


def test_a_short_notice_is_not_displaced_by_one_sentence_in_a_script() -> None:
    found = read("<p>请各位委员准时参加。</p><script>var tip = '请先登录。'</script>")
    assert (found.text, found.warnings) == ("请各位委员准时参加。", ())


def test_what_a_script_writes_in_plain_text_stands_where_it_is_written() -> None:
    title = "<h1><script>document.write('县政协' + '常委会');\ndocument.write(\"工作报告\");</script></h1>"
    found = read(PROSE, title=title)
    assert (found.title, found.warnings) == ("县政协常委会工作报告", ())
    assert read(PROSE, title="<h1><script>document.write(title + '报告')</script></h1>").title != "报告"
