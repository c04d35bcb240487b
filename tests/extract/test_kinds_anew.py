"""Kinds that a fourth set of pages showed: lines that read like furniture and are text, lines beside a title that are
none, what info lines tell in other words, and articles in parts."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, day, lines, of_site, paragraphs, read

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


def test_a_first_paragraph_that_repeats_a_linked_headline_is_text() -> None:
    name = "县政协召开老委员座谈会"
    first = f"九九重阳，情暖老人。10月26日，{name}，邀请老委员代表18人共话发展。"
    found = called(
        f"{name}",
        f"<h1>松溪县政协</h1><div><h2><a href='/?p=1' rel=bookmark>{name}</a></h2><div>由 办公室 于 2024年10月27日"
        f"</div><div class=c>{paragraphs(first, *PROSE)}</div></div>",
    )
    assert found.title == name
    assert lines(found) == [first, *WANTED]


def test_a_heading_that_says_more_than_the_pages_title_is_the_whole_title() -> None:
    whole = "协商有准度 监督有力度——松溪县政协2024年履职回眸"
    found = called(
        "松溪县政协2024年履职回眸",
        f"<h1 class=t>{whole}</h1><p>发布日期：2024-05-10</p><div>{paragraphs(*PROSE)}</div>",
    )
    assert found.title == whole


def test_a_title_drawn_as_a_picture_stands_right_above_the_info_line() -> None:
    name = "永远跟党走——县政协诗歌朗诵会"
    found = of_site(
        f"<div><a href='/'><img src=l.png alt=松溪县政协></a></div><div><img src=t.png alt='{name}'></div>"
        f"<div>2024年5月10日 松溪县政协</div><div>{paragraphs(*PROSE)}</div>"
    )
    assert (found.title, lines(found)) == (name, WANTED)


def test_an_address_to_write_to_in_mid_text_ends_nothing() -> None:
    contact = "来稿请寄：县政协文化文史委，电子邮箱：ws@songxi.example。"
    texts = (PROSE[0], contact, "截稿日期：2024年8月31日。", "县政协文化文史委")
    body = "".join(f'<div class="tp">{text}</div>' for text in texts)
    found = of_site(f"<h2>关于征集亲历史料的启事</h2><p>2024-05-10 阅读：3</p><div>{body}</div>")
    assert lines(found) == list(texts)


def test_captions_between_the_buttons_of_a_gallery_are_text() -> None:
    shown = [f"{text}林一平 摄" for text in ("采茶女走进云雾缭绕的茶园。", "修葺一新的干渠清流潺潺。")]
    slides = "".join(
        f"<li><div><img src={at}.jpg></div><div class=txt>{text}</div></li>" for at, text in enumerate(shown)
    )
    found = of_site(
        f"<h1>图集：松溪的春天</h1><div>2024-05-10 15:00 来源：松溪日报</div><div>{PROSE[0]}</div>"
        f"<div class=s><a class=p>上一张</a><ul>{slides}</ul><a class=n>下一张</a></div>",
    )
    assert lines(found) == [WANTED[0], *("".join(text.split()) for text in shown)]


def test_captions_below_what_a_gallery_is_handled_by_are_text() -> None:
    shown = ("委员与渠边的村民交谈", "水利站的账本", "雨后的分水闸")
    pictures = "".join(f"<li><img src={at}.jpg><div class=i>{text}</div></li>" for at, text in enumerate(shown))
    found = of_site(
        "<h1>图片新闻：松溪的渠</h1><div>发布时间：2024-05-10　来源：松溪日报</div>"
        "<div><a>小图模式</a><a>幻灯播放</a><a>查看原图</a></div>"
        f"<div class=s><p>{PROSE[0]}</p></div><div><p class=t>鼠标点击图片左右侧可翻页</p><ul>{pictures}</ul></div>"
        "<div><a>上一图集</a><a>下一图集</a></div>",
    )
    assert lines(found) == [WANTED[0], *shown]


def test_a_ruled_table_that_word_centres_belongs_to_the_text_above() -> None:
    rows = (("序号", "姓名", "单位"), ("1", "何远山", "北干渠水管站"), ("2", "林云", "松溪县第二中学"))
    table = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    found = of_site(
        "<p align=center><b>松溪县政协优秀委员名单</b></p><p>　　经主席会议研究，评出优秀委员2名，现公布如下：</p>"
        f"<div align=center><table border=1>{table}</table></div><p align=right>政协松溪县委员会</p>"
        "<hr><p>【<a href=/>返回首页</a>】</p>",
    )
    assert [line for line in found.text.split("\n") if "\t" in line] == ["\t".join(row) for row in rows]


def test_a_title_in_a_row_of_its_own_among_fields_is_no_datum() -> None:
    found = of_site(
        "<table><tr><td>所属栏目：</td><td colspan=3>提案选登</td></tr>"
        "<tr><td colspan=4 align=center><b>关于修缮北干渠的建议</b></td></tr>"
        "<tr><td>提交者：</td><td>何远山</td><td>提交日期：</td><td>2024年5月10日</td></tr>"
        f"<tr><td colspan=4>{'<br>'.join(PROSE)}</td></tr></table>",
    )
    assert found.title == "关于修缮北干渠的建议"


def test_of_a_thread_the_first_post_is_the_article() -> None:
    answer = "我们小区电梯坏了一个多月没人修，物业说维修基金动不了，请问到底该找谁，希望委员帮忙问问。" * 5
    post = (
        "<div><em>发表于 2024-5-{day} 10:12:33</em> <a>只看该作者</a></div><table><tr><td id=postmessage_{day}>{text}"
    )
    first = f"<i>本帖最后由 县政协办公室 于 2024-5-15 09:02 编辑</i><br>{paragraphs(*PROSE)}"
    found = called(
        "委员值班日征集问题",
        f"<h1><span id=thread_subject>委员值班日征集问题</span></h1>{post.format(day=10, text=first)}</table>"
        f"{post.format(day=11, text=answer)}</table>",
    )
    assert (found.title, day(found), lines(found)) == ("委员值班日征集问题", "2024-05-10", WANTED)
