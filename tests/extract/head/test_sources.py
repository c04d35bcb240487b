"""Where an article is from: every way of labelling it, on every make of page; what stands empty stays unknown."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from tests.extract.kit import FRAMES, PROSE, WANTED, lines, paragraphs, read

FROM = "松溪县水利局"
LABELLED = (
    "2024-05-10　稿件来源：{o}　【大】【中】【小】",
    "2024-05-10　来　　源：{o}　语言：简体中文　等级：三星",
    "<small>时间：</small><span>2024-05-10</span><small>来　源：</small><span>{o}</span><small>级：</small><i>三</i>",
    "发布：2024-05-10　稿源：{o}　浏览 31",
    "2024-05-10　供稿单位：{o}　点击：31",
    "2024-05-10　供稿：{o}　点击：31",
    "日期：2024-05-10　来自：{o}　阅读：31 次",
    "<b>来源</b><i>{o}</i> <b>日期</b><i>2024-05-10</i>",
    "<ul><li><b>日期</b><em>2024-05-10</em></li><li><b>来源</b><em>{o}</em></li></ul>",
    "<dl><dt>发布日期</dt><dd>2024-05-10</dd><dt>稿件来源</dt><dd>{o}</dd></dl>",
    "2024-05-10　【来源】{o}　浏览：31",
    "来源丨{o}　2024-05-10 08:30",
    "2024-05-10　原载：{o}　浏览：31",
    "发布机构：松溪县人民政府　发布日期：2024-05-10　信息来源：{o}",
)


NAMED = ("本站原创", "本站", "《松溪文史》")
"""Sources that no office's name is: who handed a piece in is an office, or its author."""


@pytest.mark.parametrize(
    ("form", "name"),
    [(form, name) for form in LABELLED for name in (FROM, *NAMED) if name == FROM or "供稿：" not in form],
)
def test_a_label_says_where_it_is_from(form: str, name: str) -> None:
    wrong = {frame: found.source for frame in FRAMES if (found := read(frame, info=form.format(o=name))).source != name}
    assert wrong == {}


@pytest.mark.parametrize(
    "info",
    [
        "2024-05-10　稿件来源：　<a href='javascript:;'>【大】</a><a>【中】</a><a>【小】</a>",
        "<i>发布时间：2024-05-10</i><i>信息来源：</i><i>阅读次数：</i>",
        "2024-05-10　来源：佚名　浏览：31",
        "2024-05-10　来源：未知　浏览：31",
    ],
)
def test_an_empty_label_and_nobody_say_nothing(info: str) -> None:
    assert {frame: read(frame, info=info).source for frame in FRAMES} == dict.fromkeys(FRAMES)


FORM = (
    "<table border=1><tr><td>索引号：</td><td>0012/2024-7</td><td>发布机构：</td><td>松溪县人民政府</td></tr>"
    "<tr><td>名　　称：</td><td colspan=3>关于水渠的函</td></tr></table>"
)


@pytest.mark.parametrize(
    ("info", "source"), [(f"信息来源：{FROM}", FROM), ("信息来源：", None), ("", "松溪县人民政府")]
)
def test_who_published_it_is_its_source_where_no_label_of_that_stands(info: str, source: str | None) -> None:
    page = (
        f"<meta charset=utf-8><title>关于水渠的函</title>{FORM}<h1>关于水渠的函</h1><div><i>发布时间：2024-05-10</i>"
        f"<i>{info}</i></div><div class=con>{paragraphs(*PROSE)}</div>"
    )
    assert extract(page.encode(), "http://h.example/1.html").source == source


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("close", ["来源：{o}", "（稿源：{o}）", "信息来源：{o}　编辑：何云", "来源丨{o}"])
def test_a_label_that_ends_the_text_says_it(close: str, frame: str) -> None:
    text = paragraphs(*PROSE, close.format(o=FROM))
    assert read(frame, info="2024-05-10 松溪政协网", text=text).source == FROM


def test_an_office_that_handed_it_in_below_the_text_is_its_source_and_a_person_none() -> None:
    for name, source in (("提案委员会", "提案委员会"), ("何远山", None)):
        assert read("divs", info="2024-05-10", text=paragraphs(*PROSE, f"供稿：{name}")).source == source


@pytest.mark.parametrize(("name", "source"), [("经济委", "经济委"), ("提案委员会", "提案委员会"), ("何远山", None)])
def test_so_it_is_in_a_row_of_its_own_below_and_as_who_put_it_there(name: str, source: str | None) -> None:
    head, text = "<h1>关于水渠的函</h1>", f"<div class=con>{paragraphs(*PROSE)}</div>"
    below = f"<div><div>供稿：{name}</div><div>编辑：林云</div><div>发布日期：2024.05.10</div></div>"
    for page in (f"{head}{text}{below}", f"{head}<div>上传日期：2024年5月10日　上传者：{name}</div>{text}"):
        found = extract(f"<meta charset=utf-8><title>关于水渠的函</title>{page}".encode(), "http://h.example/1.html")
        assert found.source == source


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("发布者：松溪县政协　发布时间：2024-05-10　浏览次数：31", "松溪县政协"),
        ("发布人：何远山　发布时间：2024-05-10", None),
        ("<span>由<a href=/u/1>松溪县政协</a></span><span>发布于<a href=#>2024年5月10日</a></span>", "松溪县政协"),
        ("<span>由<a href=/u/1>admin</a></span><span>发布于<a href=#>2024年5月10日</a></span>", None),
        ("发布时间：2024-05-10　图片来源：松溪日报 <em>共5张图片</em>", "松溪日报"),
    ],
)
def test_an_office_that_published_it_is_its_source_and_how_many_pictures_there_are_none(
    told: str, source: str | None
) -> None:
    found = read("divs", info=told)
    assert (found.source, lines(found)) == (source, WANTED)


def test_an_association_of_photographers_is_called_by_its_whole_name() -> None:
    assert read("divs", info="供稿：松溪县摄影协会　2024-05-10").source == "松溪县摄影协会"


def test_a_sentence_that_ends_the_text_says_nothing_of_it() -> None:
    text = paragraphs(*PROSE, "资金来源：财政拨款，自筹一部分。")
    assert read("divs", info="2024-05-10", text=text).source is None


def test_the_account_it_stands_on_is_no_source() -> None:
    page = (
        "<meta charset=utf-8><title>委员话水渠</title><h1 id=activity-name>委员话水渠</h1><div><span>原创</span>"
        "<span class=rich_media_meta_nickname><a id=js_name>松溪发布</a></span><em>2024-05-10 08:42</em></div>"
        f"<div id=js_content>{paragraphs(*PROSE)}{{end}}</div>"
    )
    plain = extract(page.format(end="").encode(), "http://h.example/s/1")
    said = extract(page.format(end=f"<section><p>来源：{FROM}</p></section>").encode(), "http://h.example/s/1")
    assert (plain.source, said.source, lines(plain)) == (None, FROM, WANTED)


def test_who_signs_is_no_source_of_a_page_that_says_none() -> None:
    signed = f"{paragraphs(*PROSE)}<p align=right>松溪县政协提案委</p><p align=right>二〇二四年五月十日</p>"
    page = f"<meta charset=utf-8><title>关于水渠的通知</title><p align=center><b>关于水渠的通知</b></p>{signed}"
    assert extract(page.encode(), "http://h.example/1.html").source is None
