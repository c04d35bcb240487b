"""What stands beside an article in its own box: captions of forms about it, offers, links up the page; sources that
stand below the text, days without a year or with a short one."""

from __future__ import annotations

from html import escape

import pytest

from tests.extract.kit import (
    FRAMES,
    INFO,
    PLACES,
    PROSE,
    TITLE,
    WANTED,
    called,
    day,
    lines,
    of_site,
    page,
    paragraphs,
    read,
)

CAPTIONS = ("文章信息", "基本信息", "信息详情", "文章属性", "稿件资料", "关于本文")
FORMS = (
    "<table><tr><th>发布日期</th><td>2024年5月10日</td></tr><tr><th>来源</th><td>松溪日报</td></tr></table>",
    "<dl><dt>发布日期</dt><dd>2024-05-10</dd><dt>来源</dt><dd>松溪日报</dd><dt>阅读</dt><dd>31</dd></dl>",
    "<p><span>发布日期</span><span>2024/5/10</span></p><p><span>来源</span><span>松溪日报</span></p>",
)


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["<div class=panel-heading>{}</div>", "<h4>{}</h4>", "<h3 class=panel-title>{}</h3>"])
@pytest.mark.parametrize("broken", ["<br>", ""])
def test_the_caption_of_a_form_about_the_article_is_no_title(caption: str, form: str, head: str, broken: str) -> None:
    title = f"<h3>松溪县政协召开提案交办会{broken}集中交办提案九十六件</h3>"
    side = f"<div class=side>{head.format(caption)}{form}</div>"
    found = of_site(f"<div class=row>{side}<div class=main>{title}<div>{paragraphs(*PROSE)}</div></div></div>")
    assert (found.title, day(found)) == ("松溪县政协召开提案交办会集中交办提案九十六件", "2024-05-10")
    assert (found.source, lines(found)) == ("松溪日报", WANTED)


@pytest.mark.parametrize("form", FORMS[:2])
def test_nor_is_one_of_words_that_nobody_knows(form: str) -> None:
    side = f"<div class=side><h4>本文一览</h4>{form}</div>"
    found = of_site(f"{side}<div class=main><h3>{TITLE}</h3><div>{paragraphs(*PROSE)}</div></div>")
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


@pytest.mark.parametrize("title", ["机关概况", "渠边春雨", "委员风采"])
def test_but_a_short_title_above_a_form_is_one(title: str) -> None:
    for form in FORMS:
        assert of_site(f"<h1>{title}</h1><div>{form}</div><div>{paragraphs(*PROSE)}</div>").title == title, form


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "info",
    [
        "时间：24-5-9　浏览：45",
        "发布时间：24/5/9",
        "日期：24.5.9 来源：松溪日报",
        "发布日期：24年5月9日",
        "时间：[24-05-9]　作者：何远山",
    ],
)
def test_a_short_year_beside_a_label_needs_no_noughts(info: str, frame: str) -> None:
    found = read(frame, info=info)
    assert (day(found), lines(found)) == ("2024-05-09", WANTED)


@pytest.mark.parametrize("words", ["办公时间：8.30-11.30", "时间：19:30:00", "版本日期：3.4.5.6", "时间：24/5"])
def test_but_figures_that_are_no_day_are_none(words: str) -> None:
    assert day(read("divs", info=f"{words}　浏览：3")) is None


BELOW = (
    "信息来源：松溪日报&nbsp;&nbsp;&nbsp;&nbsp;责任编辑：何远山",
    "来源：松溪日报",
    "<span>稿源：松溪日报</span><span>编辑：何远山</span>",
    "文章来源：松溪日报 | 审核：何远山 | 浏览：31",
)


@pytest.mark.parametrize("frame", [name for name in FRAMES if name != "editor"])
@pytest.mark.parametrize("place", ["end", "below"])
@pytest.mark.parametrize("words", BELOW)
def test_a_source_below_the_text_counts_where_none_stands_above(words: str, place: str, frame: str) -> None:
    parts = {place: f"<div class=tail><div>{words}</div><div><a href='javascript:print()'>打印</a></div></div>"}
    found = read(frame, info="发布时间：2024-05-10　浏览：31", **parts)
    assert (found.source, day(found), lines(found)) == ("松溪日报", "2024-05-10", WANTED)
    assert read(frame, info=INFO.replace("松溪日报", "北干渠报"), **parts).source == "北干渠报"


@pytest.mark.parametrize(
    "info",
    [
        "2024-5-10 10:11<span>|</span>发布者: <a href=/u>admin</a><span>|</span>评论: 0<span>|</span>来自: 县政协办",
        "来自：县政协办　2024-05-10",
        "2024-05-10 转自：县政协办",
        "摘自: 县政协办 时间：2024-05-10",
        "稿源：县政协办 2024-05-10",
        "供稿：县政协办 2024-05-10",
        "来源：县政协办 <time datetime=2024-05-10T07:00:00+08:00>5月10日 07:00</time>",
        "<span>来源：县政协办</span> <time datetime=2024-05-10>5-10 07:00</time>",
        "来源：县政协办 第3版 2024-05-10",
        "来源：县政协办 2024/5/10 A2版",
    ],
)
@pytest.mark.parametrize("frame", FRAMES)
def test_words_for_a_source_and_what_ends_its_name(info: str, frame: str) -> None:
    found = read(frame, info=info)
    assert (found.source, day(found), lines(found)) == ("县政协办", "2024-05-10", WANTED)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", ["来自：何家坪村的十二户代表，也坐在前排。", "转自：县水利站的抄告单，附后。"])
def test_but_prose_says_who_came_from_where(words: str, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(PROSE[0], words, *PROSE[1:]))) == [WANTED[0], words, *WANTED[1:]]


OFFERS = (
    "<section class=subscribe><p>订阅“松溪早报”，每天早晨获取最新资讯</p><button>立即订阅</button></section>",
    "<div class=app-download><img src=/qr.png><span>随时看新闻</span></div>",
    "<div class=x7><p>关注“松溪政协”公众号，了解更多资讯</p></div>",
    "<div><a href=/app>下载松溪融媒客户端，看本地新闻</a></div>",
    "<section><h5>打开松溪融APP</h5><p>阅读体验更佳</p></section>",
    "<div class='follow-box'><p>微信扫一扫</p></div>",
    "<aside><p>登录小程序，与委员面对面！</p></aside>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("box", OFFERS)
def test_a_box_that_offers_something_amid_the_text_is_none_of_it(box: str, at: int, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(*PROSE[:at]) + box + paragraphs(*PROSE[at:]))) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "line",
    [
        "订阅“松溪早报”，是老渠工何远山四十年的习惯，",
        "关注“松溪政协”公众号，即可查看办理进度",
        "下载客户端的村民有八百人。",
        "登录小程序提交社情民意的委员增加到四十人",
    ],
)
def test_but_a_paragraph_that_speaks_of_it_stays(line: str, frame: str) -> None:
    for tag in ("p", "div"):
        text = "".join(f"<{tag}>　　{one}</{tag}>" for one in (PROSE[0], line, *PROSE[1:]))
        assert lines(read(frame, text=text)) == [WANTED[0], line, *WANTED[1:]], tag


UP = (
    "<p align=right><a href='#top'>↑返回顶部</a></p>",
    "<a href='#'>返回顶部</a>",
    "<p><a>返回顶部</a></p>",
    "<div class=up><a href='javascript:scroll(0,0)'>回到顶部</a></div>",
    "<p><a href='#a0'>▲TOP</a></p>",
    "<p><a href='/yw/77.html#mulu'>【返回目录】</a></p>",
    "<h6><a href='#top'>Back to top ↑</a></h6>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("link", UP)
def test_a_link_up_the_page_is_no_text_wherever_it_stands(link: str, frame: str) -> None:
    between = link.join(paragraphs(text) for text in PROSE)
    assert lines(read(frame, text=between + link)) == WANTED
    behind = link.replace("<p", "<span").replace("</p", "</span").replace("div", "span").replace("h6", "span")
    assert lines(read(frame, text="".join(f"<p>　　{text}{behind}</p>" for text in PROSE))) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "words",
    [
        "返回顶部",
        "委员点了“返回顶部”，页面没有反应。",
        "<a href='#t1'>顶部水池的照片</a>由水利站提供。",
        "渠首在山顶，<a href='#n1'>[1]</a>水从上方来。",
    ],
)
def test_but_what_is_said_of_the_top_stays(words: str, frame: str) -> None:
    found = page(frame, text=paragraphs(PROSE[0], words, *PROSE[1:]))
    plain = "".join(part.rpartition(">")[2] for part in words.split("<"))
    assert escape(TITLE) in found
    assert lines(read(frame, text=paragraphs(PROSE[0], words, *PROSE[1:]))) == [WANTED[0], plain, *WANTED[1:]]


DIGESTS = (
    "<section class=ai><div><i></i>AI速读</div><div>委员回访北干渠，沿渠走了六公里。</div>"
    "<div>内容由AI生成，仅供参考</div></section>",
    "<div class=card><p>智能总结</p><p>去年秋天动工，赶在春灌前放了水。</p><p>摘要由大模型生成</p></div>",
    "<div class=z><div>AI摘要：</div><div>县政协回访北干渠修缮情况。</div></div>",
)


@pytest.mark.parametrize("frame", [name for name in FRAMES if name != "editor"])
@pytest.mark.parametrize("box", DIGESTS)
def test_a_machines_digest_above_the_text_is_none_of_it(box: str, frame: str) -> None:
    assert lines(read(frame, above=box)) == WANTED


BARS = (
    "<div class=video><video src=/1.mp4></video><span>播放</span>"
    "<span>当前时间 0:00</span>/<span>时长 2:31</span><span>1x</span>"
    "<span>静音</span><span>全屏</span></div>",
    "<div class=pdf><span>第</span><input value=1><span>页 / 共 5 页</span><a>放大</a><a>缩小</a>"
    "<a>适合宽度</a><a>下载</a></div>",
    "<div class=tts><a>听全文</a><a>A-</a><a>A</a><a>A+</a><span>语速：</span><a>慢</a><a>正常</a><a>快</a></div>",
    "<div>【<a>发表评论</a>】【<a>告诉好友</a>】【<a>打印此文</a>】【<a>关闭窗口</a>】</div>",
)


@pytest.mark.parametrize("frame", [name for name in FRAMES if name not in ("editor", "zoom")])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bar", BARS)
def test_the_bars_of_players_and_viewers_are_no_text(bar: str, place: str, frame: str) -> None:
    assert lines(read(frame, **{place: bar})) == WANTED


CARDS = (
    "<div class=card><a href=/2.html><img src=/t.jpg>"
    "<div><span>相关阅读</span><span>渠水到田头的路有多远</span></div></a></div>",
    "<ul class=more><li><a href=/3.html>延伸阅读丨县政协去年办了这些实事</a></li></ul>",
    "<div class=ad-slot><span>广告</span><a href=/ad><img src=/ad.jpg></a></div>",
    "<div class=poll><h4>您家门前的渠修好了吗？</h4>"
    "<form><label><input type=radio>修好了</label><button>投票</button></form></div>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("card", CARDS)
def test_cards_amid_the_text_are_none_of_it(card: str, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(*PROSE[:2]) + card + paragraphs(*PROSE[2:]))) == WANTED


@pytest.mark.parametrize("mark", ["1/2", "<span>1</span>/<span>12</span>"])
def test_a_gallerys_count_is_no_text(mark: str) -> None:
    gallery = f"<div class=sw><div><img src=1.jpg></div><div><img src=2.jpg></div><div class=pg>{mark}</div></div>"
    assert lines(read("divs", top=gallery)) == WANTED


def test_a_table_of_contents_does_not_part_the_text_from_its_first_paragraph() -> None:
    heads = ("一、沿渠走访查看修缮进度", "二、与村民商定回访的办法")
    links = "".join(f"<li><a href='#a{number}'>{head}</a></li>" for number, head in enumerate(heads))
    text = f"<p>{PROSE[0]}</p><h3 id=a0>{heads[0]}</h3><p>{PROSE[1]}</p><h3 id=a1>{heads[1]}</h3><p>{PROSE[2]}</p>"
    found = lines(read("divs", above=f"<div class=toc><p>目录</p><ul>{links}</ul></div>", text=text))
    assert found[-5:] == [WANTED[0], heads[0], WANTED[1], heads[1], WANTED[2]]


@pytest.mark.parametrize(
    ("info", "source"),
    [
        ("<div>松溪融媒</div><div>2024-05-10 10:20 · 安徽</div>", "松溪融媒"),
        ("<span>原创</span> <span>何远山</span> <a>松溪政协</a><div>2024年05月10日 08:30 福建</div>", "松溪政协"),
        ("松溪县政协办公室编　　2024年5月10日", "松溪县政协办公室"),
        ("作者：佚名　转贴自：松溪报　更新时间：2024-5-10", "松溪报"),
    ],
)
@pytest.mark.parametrize("frame", ["divs", "table", "article"])
def test_an_account_above_its_day_is_the_source(info: str, source: str, frame: str) -> None:
    found = read(frame, info=info)
    assert (found.source, day(found), lines(found)) == (source, "2024-05-10", WANTED)


@pytest.mark.parametrize(
    "beside", ["<small>2024-05-10</small>", "<span class=rq>[2024-05-10]</span>", "（2024-05-10）"]
)
@pytest.mark.parametrize("site", ["-松溪县政协", "_政协要闻"])
def test_a_day_in_the_titles_heading_is_none_of_it(beside: str, site: str) -> None:
    for tag in ("h1", "h2", "div"):
        found = called(f"{TITLE}{site}", f"<{tag}>{TITLE} {beside}</{tag}><div>{paragraphs(*PROSE)}</div>")
        assert (found.title, day(found), lines(found)[:3]) == (TITLE, "2024-05-10", WANTED), tag


@pytest.mark.parametrize(
    "head",
    [
        "<h2>{} <small>2024-05-10</small></h2>",
        "<table><tr><td align=center><b>{}</b> <font color=#999>[2024-05-10]</font></td></tr></table>",
        "<div class=t><span>{}</span><i>（2024-05-10）</i></div>",
    ],
)
def test_so_it_is_where_the_page_is_called_by_its_site(head: str) -> None:
    found = of_site(
        f"{head.format(TITLE)}<div>{paragraphs(*PROSE)}</div><p><b>相关新闻</b><br>· <a href=/7>渠水</a>(5-15)</p>"
    )
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


@pytest.mark.parametrize("office", ["松溪县政协提案委办公室", "松溪融媒体新闻中心", "中国人民政协网"])
def test_but_an_office_beside_its_day_is_no_title(office: str) -> None:
    info = f"<div><b>{office}</b> <i>2024-05-10</i></div>"
    assert of_site(f"<h3>{TITLE}</h3>{info}<div>{paragraphs(*PROSE)}</div>").title == TITLE


@pytest.mark.parametrize("frame", [name for name in FRAMES if name not in ("editor", "bare")])
def test_a_first_paragraph_that_a_box_above_repeats_is_said_once(frame: str) -> None:
    for box in (
        "<div class=q9><p>{}</p></div>",
        "<table><tr><td>{}</td></tr></table>",
        "<section><div>{}</div></section>",
    ):
        for words in (PROSE[0], f"{PROSE[0].partition('，')[0]}，松溪县政协组织提案人回访北干渠修缮情况。"):
            text = paragraphs(words, *PROSE[1:])
            assert lines(read(frame, above=box.format(words), text=text)) == ["".join(words.split()), *WANTED[1:]], box


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize("frame", FRAMES)
def test_but_what_an_author_says_twice_stays(tag: str, frame: str) -> None:
    text = "".join(f"<{tag}>　　{one}</{tag}>" for one in (PROSE[0], PROSE[0], *PROSE[1:]))
    assert lines(read(frame, text=text)) == [WANTED[0], *WANTED]


@pytest.mark.parametrize("box", ["<div><div>{}</div></div>", "<section><p>{}</p></section>"])
def test_nor_is_a_paragraph_in_a_box_like_the_others_an_abstract(box: str) -> None:
    text = "".join(map(box.format, (PROSE[0], f"{PROSE[0]}{PROSE[1]}", PROSE[2])))
    assert lines(read("divs", text=text)) == [WANTED[0], WANTED[0] + WANTED[1], WANTED[2]]


def test_an_office_that_signs_above_its_day_is_no_title() -> None:
    signed = "<p align=right>中共松溪县委办公室</p><p align=right>2024年5月10日</p>"
    info = "<table><tr><td>发布日期：2024-05-10</td><td>信息来源：松溪日报</td></tr></table>"
    assert of_site(f"{info}<h4>{TITLE}</h4>{paragraphs(*PROSE)}{signed}").title == TITLE


def test_what_a_series_is_called_above_the_title_is_none() -> None:
    head = (
        f"<div>当前位置：<a href=/>首页</a> - <a href=/yw>政协要闻</a></div><div><div>两会关注</div><div>{TITLE}</div>"
    )
    info = "<div>区政协七届三次会议侧记</div><div>来源：松溪日报 2024/5/10 1版　浏览：31</div>"
    assert of_site(f"{head}{info}<div>{paragraphs(*PROSE)}</div></div>").title == TITLE


@pytest.mark.parametrize("number", ["松政协发〔2024〕5号", "青协办[2024]12号", "政协（2024）第3号"])
def test_a_documents_number_is_no_title(number: str) -> None:
    head = f"<p>索引号：0012</p><p>{number}</p><p>发布日期：2024-05-10</p><div><p>关于报送提案的通知</p></div>"
    assert of_site(f"{head}<div>{paragraphs(*PROSE)}</div>").title != number


@pytest.mark.parametrize("frame", ["divs", "article", "table"])
@pytest.mark.parametrize(
    "box",
    [
        "<div>您对本解读是否满意？</div><div><a>满意</a><a>基本满意</a><a>不满意</a></div>",
        "<div><a>点赞</a><a>收藏</a><span>已有12人点赞</span></div>",
        "<p>广告</p>",
        "<div>松溪县政协 All Rights Reserved</div>",
    ],
)
def test_votes_and_feet_below_the_text_are_none_of_it(box: str, frame: str) -> None:
    assert lines(read(frame, below=box)) == WANTED


def test_but_a_survey_in_a_table_is_text() -> None:
    rows = "<tr><td>项目</td><td>满意</td><td>不满意</td></tr><tr><td>供水</td><td>31</td><td>2</td></tr>"
    for table in (f"<table border=1>{rows}</table>", "<p>满意</p><p>基本满意</p><p>不满意</p>"):
        found = "".join(lines(read("divs", text=f"{paragraphs(*PROSE[:2])}{table}{paragraphs(*PROSE[2:])}")))
        assert "不满意" in found and found.endswith(WANTED[2]), table


@pytest.mark.parametrize("row", ["县政协举办读书分享会", "县政协召开提案办理协商会", "县政协开展委员活动日到村社"])
def test_a_headline_above_its_day_is_no_source(row: str) -> None:
    assert of_site(f"<h3>{TITLE}</h3><ul><li><a href=/8>{row}</a></li><li>2024-05-10</li></ul>").source is None
    assert read("divs", info=f"<div>{row}</div><div>2024-05-10 08:30 福建</div>").source is None


@pytest.mark.parametrize("frame", FRAMES)
def test_an_accounts_former_articles_are_no_text_even_typed_like_it(frame: str) -> None:
    links = "<p><a href=/s/1>县政协召开第十次主席会议</a></p><p><a href=/s/2>县政协走访慰问老党员活动</a></p>"
    for head in ("往期推荐", "往期精选", "往期回顾"):
        assert lines(read(frame, text=f"{paragraphs(*PROSE)}<p>{head}</p>{links}")) == WANTED
    words = "往期的提案，委员们也一并回访。"
    assert lines(read(frame, text=paragraphs(words, *PROSE))) == [words, *WANTED]


@pytest.mark.parametrize("beside", ["字体：大 中 小", "浏览次数：31", "责任编辑：何远山"])
def test_a_field_in_its_own_element_ends_the_name_before_it(beside: str) -> None:
    info = f"<span>2024-05-10</span><span>松溪县政协办公室</span><span>{beside}</span>"
    found = read("divs", info=info)
    assert (found.source, day(found), lines(found)) == ("松溪县政协办公室", "2024-05-10", WANTED)
