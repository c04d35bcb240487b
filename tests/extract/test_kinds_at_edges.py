"""Kinds at the edges of a page's parts: titles drawn as pictures, labels above their values, buttons and codes at the
end, names of containers that mean something else here, and lines that look like one of these and are text."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from tests.extract.kit import FRAMES, INFO, PROSE, TITLE, WANTED, day, lines, of_site, page, paragraphs, read

LOOSE = [frame for frame in FRAMES if frame != "editor"]


@pytest.mark.parametrize("box", ["<h1>{}</h1>", "<div class='news-title'>{}</div>", "<h3><span>{}</span></h3>"])
@pytest.mark.parametrize("body", ["<div id='zoom'>{}</div>", "<div class='k3'>{}</div>"])
def test_a_title_that_is_a_picture_is_what_the_picture_is_called(body: str, box: str) -> None:
    picture = box.format(f"<img src='/t.jpg' alt='{TITLE}'>")
    found = of_site(f"{picture}<p>来源：松溪日报　2024-05-10</p>{body.format(paragraphs(*PROSE))}")
    assert (found.title, lines(found)) == (TITLE, WANTED)


@pytest.mark.parametrize(
    "picture",
    ["<a href='/'><img src='/l.png' alt='松溪县政协门户'></a>", "<div><img src='/b.jpg' alt='喜迎全会召开'></div>"],
)
def test_but_neither_a_logo_nor_a_banner_is_one(picture: str) -> None:
    found = of_site(f"{picture}<p>来源：松溪日报　2024-05-10</p><div id='zoom'>{paragraphs(*PROSE)}</div>")
    assert found.title == "松溪县政协"


def row(cell: str, *texts: str) -> str:
    return "<tr>" + "".join(f"<{cell}>{text}</{cell}>" for text in texts) + "</tr>"


@pytest.mark.parametrize("frame", ["divs", "zoom", "editor", "bare"])
@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (("来源", "发布日期", "点击"), ("松溪日报", "2024-05-10", "31")),
        (("发布时间：", "来源：", "作者："), ("2024-05-10", "松溪日报", "何远山")),
    ],
)
@pytest.mark.parametrize("cell", ["th", "td"])
def test_labels_that_stand_above_their_values_tell_the_same(
    cell: str, labels: tuple[str, ...], values: tuple[str, ...], frame: str
) -> None:
    found = read(frame, info=f"<table>{row(cell, *labels)}{row('td', *values)}</table>")
    assert (found.source, day(found), lines(found)) == ("松溪日报", "2024-05-10", WANTED)
    assert found.author == ("何远山" if "何远山" in values else None)


def test_who_answers_a_proposal_is_the_source_of_the_answer() -> None:
    info = "<table><tr><th>答复单位</th><td>县水利局</td><th>发布日期</th><td>2024-05-10</td></tr></table>"
    markup = f"<article><header><h2>{TITLE}</h2>{info}</header><section class='reply'>{{}}</section></article>"
    found = of_site(markup.format(paragraphs("何远山委员：", *PROSE)))
    assert (found.title, found.source, day(found)) == (TITLE, "县水利局", "2024-05-10")
    assert lines(found) == ["何远山委员：", *WANTED]


@pytest.mark.parametrize("box", ["related", "comments", "reply-list"])
@pytest.mark.parametrize(
    "own", ["<p>何远山　女　县医院医师</p><p>李一山　男　县中学教师</p>", "<p><img src='/1.jpg'></p>"]
)
def test_sentences_beside_names_or_pictures_are_not_the_article(own: str, box: str) -> None:
    beside = f"<div class='{box}'><p>写得好。很喜欢。</p><p>支持委员。加油。</p></div>"
    found = of_site(f"<h1>{TITLE}</h1><p>来源：松溪日报　2024-05-10</p><div class='k3'>{own}</div>{beside}")
    assert found.title == TITLE
    assert "喜欢" not in found.text


def test_labels_without_values_below_them_are_read_as_they_stand() -> None:
    labels = ("来源", "作者", "编辑", "审核", "点击", "浏览", "栏目", "分类", "字号", "字体", "摄影", "责编")
    found = read("zoom", info=f"<table>{row('td', *labels[:6])}{row('td', *labels[6:])}</table>")
    assert (found.title, lines(found)) == (TITLE, WANTED)


@pytest.mark.parametrize(
    ("info", "source", "author"),
    [
        ("2024-05-10 / 供稿人：民盟松溪支部 何远山 / 阅读：31", None, "民盟松溪支部 何远山"),
        ("2024-05-10 作者：本报记者 何远山 编辑：李一山", None, "本报记者 何远山"),
        ("2024-05-10 · 文：何远山", None, "何远山"),
        ("2024-05-10 来源：松溪发布 本站点击量：-", "松溪发布", None),
        ("<span>松溪县政协云</span><span>2024-05-10</span><span>作者：何远山</span>", "松溪县政协云", "何远山"),
    ],
)
def test_names_in_an_info_line_end_where_the_next_thing_begins(
    info: str, source: str | None, author: str | None
) -> None:
    found = read("divs", info=info)
    assert (found.source, found.author, day(found), lines(found)) == (source, author, "2024-05-10", WANTED)


@pytest.mark.parametrize("line", ["分享经验", "推荐人选", "评论员文章", "返回故里", "收藏记忆"])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_last_line_that_begins_as_a_button_does_stays(frame: str, line: str) -> None:
    assert lines(read(frame, text=paragraphs(*PROSE, line)))[-1] == line


@pytest.mark.parametrize("button", ["返回列表", "【返回列表】", "返回上一页", "关闭窗口", "打印本页"])
@pytest.mark.parametrize("box", ["<p>　　<a href='/yw/'>{}</a></p>", "<div><a href='javascript:void(0)'>{}</a></div>"])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_button_goes_that_leads_away_from_the_texts_own_box(frame: str, box: str, button: str) -> None:
    assert lines(read(frame, text=paragraphs(*PROSE) + box.format(button))) == WANTED


@pytest.mark.parametrize("words", ["长按识别二维码 关注我们", "扫描二维码，关注松溪政协公众号"])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_code_that_an_account_is_followed_by_goes(frame: str, words: str) -> None:
    code = f"<p align='center'><img src='/qr.jpg'></p><p align='center'><span>{words}</span></p>"
    assert lines(read(frame, text=paragraphs(*PROSE) + code)) == WANTED


@pytest.mark.parametrize("words", ["扫描二维码报名参加活动，关注后续通知。", "请扫描下方二维码填写问卷"])
def test_but_not_one_that_readers_are_asked_to_fill_in_a_form_by(words: str) -> None:
    assert lines(read("editor", text=paragraphs(*PROSE, words)))[-1] == words


PAPER = ("摘要：水渠修缮要有人管、有钱养。", "关键词：水渠；提案；管护", *PROSE)


@pytest.mark.parametrize("frame", ["divs", "bare", "zoom", "article"])
@pytest.mark.parametrize("box", ["<div class='p1'>{}</div>", "<div><p>{}</p></div>"])
def test_a_papers_abstract_and_key_words_are_its_own(box: str, frame: str) -> None:
    text = box.format(PAPER[0]) + paragraphs(*PAPER[1:])
    assert lines(read(frame, text=text)) == ["".join(line.split()) for line in PAPER]


def test_an_abstract_that_breaks_off_tells_no_day_and_lets_the_text_begin_as_it_does() -> None:
    facts = ("时间：2024年5月9日下午3时", "地点：北干渠管理所", *PROSE)
    above = "<div class='s'><div><strong>摘要</strong>: 时间：2024年5月9日下午3时 地点：北干渠管理...</div></div>"
    found = read("divs", info="2024-05-10 15:13 | 查看: 31", above=above, text=paragraphs(*facts))
    assert (day(found), lines(found)) == ("2024-05-10", ["".join(line.split()) for line in facts])


@pytest.mark.parametrize(
    "info", ["【信息来源：松溪日报】　【信息时间：2024-05-10】　【我要打印】", "发布日期：2024-05-10 来源：松溪日报"]
)
def test_a_container_that_begins_with_title_and_info_line_is_read_without_them(info: str) -> None:
    inside = f"<h3 class='t'>{TITLE}</h3><div>{info}</div><div><div>{paragraphs(*PROSE)}</div></div>"
    markup = f"<title>{TITLE}</title><meta charset='utf-8'><div class='infodetail'>{inside}</div>"
    found = extract(markup.encode(), "http://www.songxi-cppcc.example/yw/80.html")
    assert (found.title, found.source, day(found), lines(found)) == (TITLE, "松溪日报", "2024-05-10", WANTED)


@pytest.mark.parametrize("marks", ["//", "***", "——"])
def test_a_text_of_marks_alone_is_one(marks: str) -> None:
    assert of_site(f"<div id='zoom'><p>{marks}</p></div>").text == marks


def test_two_letters_are_a_title_where_the_page_is_called_so() -> None:
    markup = page("bare", title="讣 告").replace(f"<title>{TITLE}-松溪县政协", "<title>讣告")
    found = extract(markup.encode(), "http://www.songxi-cppcc.example/yw/79.html")
    assert (found.title, lines(found)) == ("讣 告", WANTED)


ROWS = (
    "<ul><li><a href='/1.html'>县政协召开党组会议传达</a></li><li><a href='/2.html'>县政协举办委员培训班</a></li></ul>"
)


@pytest.mark.parametrize("box", ["<div class=p>{}</div>", "<table><tr><td>{}</td></tr></table>"])
def test_the_last_paragraph_right_above_a_list_of_other_articles_is_text(box: str) -> None:
    text = "".join(box.format(one) for one in PROSE)
    assert lines(of_site(f"<h1>{TITLE}</h1><p>{INFO}</p>{text}{ROWS}")) == WANTED


def test_a_heading_and_the_links_below_it_are_no_article() -> None:
    rows = "".join(f"<li><a href='/{at}.html'>县政协召开第{at}次主席会议</a></li>" for at in range(6))
    found = of_site(f"<h1>松溪县政协要闻</h1><div><div class=hd><h3>最新动态</h3></div><ul>{rows}</ul></div>")
    assert found.text == ""


def test_a_sentence_below_a_field_that_stands_empty_is_no_value_of_it() -> None:
    sentence = "请于本月底前报送提案。"
    text = f"<p>索引号</p><p>发布日期</p><p>{sentence}</p><p>{PROSE[0]}</p>"
    assert lines(of_site(f"<h1>{TITLE}</h1><p>{INFO}</p><div id=zoom>{text}</div>")) == [sentence, WANTED[0]]


def test_one_field_above_the_text_is_none_of_it_and_nor_is_a_form_of_one_row() -> None:
    row = "<table border=1><tr><td>索引号</td><td>001/2024</td><td>发布日期</td><td>2024-05-10</td></tr></table>"
    for above in ("<p>文号：松协〔2024〕1号</p>", row):
        found = of_site(f"<h1>{TITLE}</h1><p>{INFO}</p><div id=zoom>{above}{paragraphs(*PROSE)}</div>")
        assert lines(found) == WANTED


def test_links_alone_in_a_body_are_its_text() -> None:
    items = ("何远山委员的提案答复全文", "林一平委员的提案答复全文")
    rows = "".join(f"<li><a href='/{at}.html'>{item}</a></li>" for at, item in enumerate(items))
    found = of_site(f"<h1>{TITLE}</h1><p>{INFO}</p><div id=zoom><p>名单如下</p><ul>{rows}</ul></div>")
    assert lines(found) == ["名单如下", *items]


def test_a_foot_of_several_lines_in_the_body_box_goes_whole() -> None:
    foot = "<p>版权所有：松溪县政协</p><p>地址：松溪县城关路1号 邮编：300000</p>"
    found = of_site(f"<h1>{TITLE}</h1><p>{INFO}</p><div id=zoom>{paragraphs(*PROSE)}{foot}</div>")
    assert lines(found) == WANTED


def test_a_short_text_amid_blanks_does_not_show_what_is_hidden_beside_it() -> None:
    blanks = (" " * 40 + "\n") * 60
    hidden = '<p style="display:none">草稿：不公开的一句话。</p>'
    found = of_site(
        f"<h1>{TITLE}</h1><p>{INFO}</p><div id=zoom>{blanks}<p>{PROSE[0]}</p>{blanks}{hidden}{blanks}</div>"
    )
    assert lines(found) == WANTED[:1]
