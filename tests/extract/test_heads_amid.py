"""Kinds that whole sites showed: headlines that a form tells as well or that end in a short word, a day alone below
them, a side column above them, and captions of other articles typed into this one."""

from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.extract.kit import INFO, PROSE, TITLE, WANTED, called, day, lines, of_site, paragraphs


@pytest.mark.parametrize("label", ["名　　称：", "标题：", "信息名称:"])
@pytest.mark.parametrize("headline", ["<div class='bt-c'>{}</div>", "<p align=center>{}</p>", "<h2>{}</h2>"])
def test_a_headline_below_the_form_that_tells_it_too_is_no_text(headline: str, label: str) -> None:
    form = (
        "<table><tr><td>索引号：</td><td>11-2024-05</td><td>信息分类：</td><td>通知</td></tr>"
        "<tr><td>发布机构：</td><td>县政协办</td><td>发文日期：</td><td>2024年05月10日</td></tr>"
        f"<tr><td>{label}</td><td colspan=3>{TITLE}</td></tr><tr><td>文　　号：</td><td>无</td></tr></table>"
    )
    body = f"<div class='nr'><p align=center>松政协发〔2024〕1号</p>{paragraphs(*PROSE)}</div>"
    found = called(TITLE, f"<div class='con'>{form}{headline.format(TITLE)}{body}</div>")
    assert (found.title, day(found)) == (TITLE, "2024-05-10")
    assert lines(found) == ["松政协发〔2024〕1号", *WANTED]


@pytest.mark.parametrize("end", ["实施方案", "工作报告", "通知"])
def test_a_headline_broken_before_a_short_word_is_whole_where_a_layout_has_it(end: str) -> None:
    rows, pages = [], []
    for number in range(8):
        first = f"县政协关于第{'一二三四五六七八'[number]}批古树保护专项民主监督的"
        text = paragraphs(*(f"第{number}次：{line}" for line in PROSE))
        markup = f"<div class='w'><h1 id='ti'>{first}<br>{end}</h1><p>{INFO}</p><div class='k3'>{text}</div></div>"
        pages.append(f"<meta charset=utf-8><title>松溪县政协</title>{markup}".encode())
        rows.append(Row(first + end, None, None))
    urls = [f"http://h.example/{number}.html" for number in range(8)]
    layouts = newest(learn(SitePage(body, url, None, row) for body, url, row in zip(pages, urls, rows, strict=True)))
    found = [extract(body, url, None, Context(row, layouts)) for body, url, row in zip(pages, urls, rows, strict=True)]
    assert [one.title for one in found] == [row.title for row in rows]


@pytest.mark.parametrize("caption", ["延伸阅读", "相关阅读", "相关链接"])
@pytest.mark.parametrize("tag", ["p", "div", "div style='text-indent:2em'"])
def test_a_caption_above_prose_of_the_text_is_its_own(tag: str, caption: str) -> None:
    texts = [*PROSE, f"<b>{caption}</b>", *PROSE]
    typed = "".join(f"<{tag}>　　{text}</{tag.split()[0]}>" for text in texts)
    found = of_site(f"<div class='t'>{TITLE}</div><p>{INFO}</p><div class='k3'>{typed}</div>")
    assert lines(found) == [*WANTED, caption, *WANTED]


def test_but_links_below_such_a_caption_are_other_articles() -> None:
    links = "".join(f"<div><a href='/{number}.html'>县政协视察第{number}批乡村道路</a></div>" for number in range(4))
    typed = "".join(f"<div>　　{text}</div>" for text in PROSE)
    found = of_site(
        f"<div class='t'>{TITLE}</div><p>{INFO}</p><div class='k3'>{typed}<div><b>延伸阅读</b></div>{links}</div>"
    )
    assert lines(found) == WANTED


_OLD = """<table><tr><td><a href=a.htm>首页</a> <a href=b.htm>要闻</a> <a href=c.htm>提案工作</a></td></tr><tr>
<td><p align=center><b><font color=red>领导班子</font></b></p><p align=center>主席：何远山</p>
<p align=center><b>近期要闻</b></p><p>◆<a href=/1.htm>县政协视察乡村道路</a></p>
<p>◆<a href=/2.htm>县政协走访企业</a></p>
<p align=center><b>访问统计</b></p><p align=center>68256人次</p></td>
<td><h2 align=center>{title}</h2><p align=center>{day}</p>
<blockquote><div>{text}</div></blockquote></td></tr></table>"""


@pytest.mark.parametrize("shown", ["（2007年5月19日）", "(2007-5-19)"])
def test_a_day_alone_in_brackets_below_the_headline_is_the_day_where_nothing_else_is(shown: str) -> None:
    markup = _OLD.format(title=TITLE, day=shown, text="<br><br>".join(f"　　{line}" for line in PROSE))
    found = called("New Page 9", markup)
    assert (found.title, day(found)) == (TITLE, "2007-05-19")
    assert [line for line in lines(found) if line != shown] == WANTED


@pytest.mark.parametrize(("listed", "stays"), [(date(2007, 5, 19), False), (date(2007, 6, 1), True), (None, True)])
def test_where_the_listing_says_the_same_day_it_is_no_text(listed: date | None, stays: bool) -> None:
    text = f"<p align=center>（2007年5月19日）</p>{paragraphs(*PROSE)}"
    markup = f"<meta charset=utf-8><title>松溪县政协</title><h2>{TITLE}</h2><div class='k3'>{text}</div>"
    found = extract(markup.encode(), "http://h.example/7.html", None, Context(Row(TITLE, listed, None)))
    assert day(found) == "2007-05-19"
    assert lines(found) == [*(["（2007年5月19日）"] if stays else []), *WANTED]


def test_but_a_day_that_the_page_says_otherwise_wins() -> None:
    text = f"<p align=center>（2007年5月9日）</p>{paragraphs(*PROSE)}"
    found = of_site(f"<h2>{TITLE}</h2><p>发布时间：2007-05-19 来源：办公室</p><div class='k3'>{text}</div>")
    assert (day(found), lines(found)) == ("2007-05-19", ["（2007年5月9日）", *WANTED])


def test_a_side_lists_caption_is_no_title_beside_a_short_one() -> None:
    rows = "".join(
        f"<li><a href='/{n}.html'>县政协视察第{n}批乡村道路</a> <time>2023.10.{n}</time></li>" for n in (4, 6, 9)
    )
    side = (
        f"<aside><h5>文章信息</h5><dl><dt>发布日期</dt><dd>2024.05.10</dd></dl><h5>近期更新</h5><ol>{rows}</ol></aside>"
    )
    found = called("渡口旧事", f"<div>{side}<dl><dt>渡口旧事</dt><dd>{paragraphs(*PROSE)}</dd></dl></div>")
    assert (found.title, lines(found)) == ("渡口旧事", WANTED)


@pytest.mark.parametrize("name", ["第4版：要闻", "第03版", "A2版：综合新闻"])
def test_nor_a_papers_page(name: str) -> None:
    markup = f"<div><b>{name}</b></div><h1>{TITLE}</h1><div id='ozoom'>{paragraphs(*PROSE)}</div>"
    assert called(f"松溪日报{name}", markup).title == TITLE


@pytest.mark.parametrize("by", ["05月10日 10:12", "5-10 9:05", "松溪融媒十号台"])
def test_buttons_between_a_line_that_tells_little_and_the_text_do_not_end_it(by: str) -> None:
    spans = f"<div><span>{by}</span><span>松溪日报</span><span>全媒体记者 何远山</span></div>"
    buttons = "<div><a class='f-a'>A-</a><a class='f-b'>A+</a><a class='pl'>评论 <b>6</b></a></div>"
    body = f"<div class='x-con'>{paragraphs(*PROSE)}<p align=right>（松溪日报全媒体记者 何远山）</p></div>"
    found = called(
        f"{TITLE} - 松溪网", f"<div class='x'><h1>{TITLE}</h1><div class='x-info'>{spans}{buttons}</div>{body}</div>"
    )
    assert found.title == TITLE
    assert lines(found)[-4:] == [*WANTED, "（松溪日报全媒体记者何远山）"]
