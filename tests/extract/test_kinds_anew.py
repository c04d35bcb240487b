"""Kinds that a fourth set of pages showed: lines that read like furniture and are text, lines beside a title that are
none, what info lines tell in other words, and articles in parts."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, day, lines, of_site, paragraphs, read

SENTENCES = (
    "上一篇写的是修渠，这一篇写的是管水。",
    "下一条渠在哪里动工，委员们已有了主意。",
    "上一页账目刚翻过去，村里又开了新的一页。",
    "扫码报修、上门查看、当日回复，管水员老何说，有了这块小牌子，渠上出了毛病再不用跑镇里。",
    "温馨提示：委员可登录本网站查看修渠的图纸，也可到水利站索取。",
    "扫一扫渠边的小牌子就能看到每日放水的时辰，下游两个村的人再也不用半夜起来守水、抢水了。",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_begins_like_furniture_is_text(sentence: str, frame: str) -> None:
    for text in ((sentence, *PROSE), (*PROSE, sentence)):
        assert lines(read(frame, text=paragraphs(*text))) == ["".join(one.split()) for one in text]


BELOW = (
    "上一篇：委员走进协商室　听民声",
    "下一篇 县政协走访老委员，送上新春祝福",
    "以上内容来自松溪县政协网，如需转载请注明出处。",
    "本文来自松溪县政协，欢迎转载。",
    "温馨提示：本网站信息仅供参考，办事请以正式文件为准。",
    "（本文编辑：何远山）",
    "稿件编辑：何远山",
    "分享 微信 微博 空间",
)


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
@pytest.mark.parametrize("words", BELOW)
def test_but_what_a_site_says_below_is_not(words: str, frame: str) -> None:
    assert lines(read(frame, below=f"<div class='q7'>{words}</div>")) == WANTED


INFOS = (
    "甲辰年四月初三 ｜ 公历2024年5月10日 ｜ 看过的人：31",
    "松溪日报·2024-05-10·约2分钟读完",
    "2024-05-10 松溪日报 全文约1200字",
    "松溪日报 | 2024年5月10日 | 预计阅读3分钟",
    "2024-05-10 08:30 松溪日报 播放：2310次",
    "2024-05-10 松溪日报 观看 31",
    "2024-05-10 · 3 min read",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("markup", ["{}", "<span>{}</span>", "<small><em>{}</em></small>"])
@pytest.mark.parametrize("info", INFOS)
def test_an_info_line_in_other_words(info: str, markup: str, frame: str) -> None:
    found = read(frame, info=markup.format(info))
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


def test_the_time_of_printing_is_not_the_publications() -> None:
    page = f"<p>打印时间：2024-06-01 11:40</p><h2>{TITLE}</h2><p>日期：2024-05-10 15:22</p>{paragraphs(*PROSE)}"
    assert day(of_site(page)) == "2024-05-10"


BYLINES = (
    "本报记者 何远山 通讯员 李一山",
    "记者　何远山",
    "通讯员 何远山 李一山",
    "何远山口述　李一山整理",
    "何远山口述 李一山 整理",
    "特约记者 何远山",
)
LOOKS = ("<p align='center'>{}</p>", "<div style='text-align:center'>{}</div>", "<center>{}</center>")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("byline", BYLINES)
def test_who_reports_or_tells_is_no_title(byline: str, look: str) -> None:
    found = of_site(f"{look.format(TITLE)}{look.format(byline)}<div>{paragraphs(*PROSE)}</div>")
    assert found.title == TITLE
    assert lines(found)[-3:] == WANTED


@pytest.mark.parametrize("label", ["标题：", "主题: ", "【题目】：", "文章标题：", "帖子主题："])
@pytest.mark.parametrize(
    "markup", ["<p>{}<b>{}</b></p>", "<h2>{}{}</h2>", "<div class='title'>{}<span>{}</span></div>"]
)
def test_a_label_is_no_part_of_a_title(label: str, markup: str) -> None:
    found = of_site(f"{markup.format(label, TITLE)}<p>日期：2024-05-10</p><div>{paragraphs(*PROSE)}</div>")
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


@pytest.mark.parametrize("kind", ["[手记]", "[提案追踪]", "[<a href='/s/'>手记</a>]"])
def test_nor_is_the_kind_that_title_does_not_name(kind: str) -> None:
    for frame in FRAMES:
        found = read(frame, title=f"{kind} {TITLE}")
        assert (found.title, lines(found)) == (TITLE, WANTED), frame


@pytest.mark.parametrize("name", ["公　告", "通 知", "启事", "讣告", "喜 报"])
def test_a_page_of_one_paper_is_called_what_it_is(name: str) -> None:
    text = paragraphs("各位委员：", "原定于8月6日召开的座谈会推迟至8月9日上午9时，地点不变。")
    for markup in (
        "<p align='center' style='font-size:30px'>{}</p>",
        "<h2 align='center'>{}</h2>",
        "<center><b>{}</b></center>",
    ):
        found = of_site(f"{markup.format(name)}{text}<p align='right'>松溪县政协办公室</p>")
        assert "".join((found.title or "").split()) == "".join(name.split()), markup


@pytest.mark.parametrize("number", ["第37期（总第412期）", "2024年第3期", "第十二辑"])
def test_an_issues_number_is_no_title(number: str) -> None:
    head = '<meta charset="utf-8"><title>政协简报</title>'
    body = f"<p align='center'><font size=7>政协简报</font></p><p align='center'>{number}</p><p>2024年5月10日</p>"
    found = extract(f"{head}{body}<h4>【常委会】</h4>{paragraphs(*PROSE)}".encode(), "http://a.example/jb/1.html")
    assert (found.title, day(found)) == ("政协简报", "2024-05-10")


@pytest.mark.parametrize("series", ["优秀提案选登（三）", "优秀提案选登(12)", "优秀提案选登之二"])
def test_nor_is_one_of_a_series_above_it(series: str) -> None:
    head = '<meta charset="utf-8"><title>优秀提案选登</title>'
    body = f"<div align='center'><div>{series}</div><div><b>{TITLE}</b></div></div><p>发布：2024-05-10 热度：31</p>"
    found = extract(f"{head}{body}<div>{paragraphs(*PROSE)}</div>".encode(), "http://a.example/jb/1.html")
    assert (found.title, lines(found)) == (TITLE, WANTED)


FIELDS = ("第一提案人：何远山", "附议人：李一山、赵建", "主办单位：县水利局", "协办单位：县财政局")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div>{}</div>", "<p><b>{}</b></p>"])
@pytest.mark.parametrize("fields", [FIELDS, FIELDS[:3], (FIELDS[2], FIELDS[0]), ("提案人：何远山", FIELDS[2])])
def test_a_proposals_fields_below_its_title_are_text(fields: tuple[str, ...], markup: str, frame: str) -> None:
    found = read(frame, text="".join(markup.format(field) for field in fields) + paragraphs(*PROSE))
    assert lines(found) == [*fields, *WANTED]


INSERTS = (
    "<div class='ins'><h3>相关新闻</h3><ul><li><a href='/1.html'>县政协召开读书分享会</a></li>"
    "<li><a href='/2.html'>县政协走访民营企业</a></li></ul></div>",
    "<div class='tj'><div>大家都在看</div><a href='/1.html'>县政协召开读书分享会</a>"
    "<a href='/2.html'>县政协走访民营企业</a></div>",
    "<div class='rec'><b>推荐阅读</b><ul><li><a href='/1.html'><img src='/1.jpg'><strong>县政协召开读书分享会</strong>"
    "<p>会上，委员们谈了读书的心得。</p></a></li></ul></div>",
)


@pytest.mark.parametrize("insert", INSERTS)
def test_an_article_goes_on_below_a_box_of_headlines(insert: str) -> None:
    more = ("渠长八公里，衬砌全部完工。", "两个村的人都说，这水来得正是时候。")
    parts = [f"<div class='part'>{paragraphs(*PROSE)}</div>", insert, f"<div class='part'>{paragraphs(*more)}</div>"]
    for wrap in ("<div>{}</div>", "<article>{}</article>", "{}"):
        assert lines(read("bare", text=wrap.format("".join(parts)))) == [*WANTED, *more], wrap
        assert lines(read("bare", text=wrap.format(insert + paragraphs(*PROSE)))) == WANTED, wrap


PAGERS = (
    "<a href='javascript:showPage(1)'>第1页</a> <a href='javascript:showPage(2)'>第2页</a>",
    "<span onclick='go(1)'>1</span> <span onclick='go(2)'>2</span> <a href='#'>下一页</a>",
    "<a href='#'>上一页</a> <b>[1]</b> <a href='#'>[2]</a>",
    "共2页：<a href='javascript:;'>1</a> <a href='javascript:;'>2</a>",
)


def turned(pager: str, second: str = "<p>　　渠长八公里，衬砌全部完工。</p>") -> Document:
    text = f"<div id='page1'>{paragraphs(*PROSE)}</div><div id='page2' style='display:none'>{second}</div>"
    return read("divs", text=f"<div>{text}</div><div class='pg'>{pager}</div>")


@pytest.mark.parametrize("pager", PAGERS)
def test_pages_that_a_script_turns_to_are_the_articles(pager: str) -> None:
    assert lines(turned(pager)) == [*WANTED, "渠长八公里，衬砌全部完工。"]


@pytest.mark.parametrize("pager", ["", "<a href='/yw/78.html'>下一页</a>", "<a>图文版</a> <a>文字版</a>"])
def test_but_what_is_hidden_without_a_pager_stays_hidden(pager: str) -> None:
    assert "渠长八公里，衬砌全部完工。" not in lines(turned(pager))


def test_a_name_and_a_post_above_a_life() -> None:
    head = '<meta charset="utf-8"><title>何远山 主席 - 松溪县政协领导之窗</title>'
    menu = "<h5>县政协领导</h5><a href='1.html'>何远山</a><a href='2.html'>李一山</a><a href='3.html'>赵　建</a>"
    body = (
        f"<div>{menu}</div><div><h1>何远山</h1><p>县政协主席</p></div><div><h4>个人简历</h4>{paragraphs(*PROSE)}</div>"
    )
    found = extract(f"{head}<body>{body}</body>".encode(), "http://a.example/ld/1.html")
    assert (found.title, lines(found)) == ("何远山", ["县政协主席", "个人简历", *WANTED])
