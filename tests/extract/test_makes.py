"""Makes of pages: grids with the article in a cell, forums, papers' pages, galleries, a day in brackets, last words
behind a rule, disclaimers. Each holds the same article, and an article of another make that must not be taken so."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, day, lines, page, paragraphs, read

TEXT = paragraphs(*PROSE)
FIELDS = (("标题", TITLE), ("发布日期", "2024-05-10"), ("来源", "松溪日报"), ("栏目", "提案工作"), ("发布人", "admin"))
GRIDS = {
    "rows": ("<table border=1>{}</table>", "<tr><td>{}</td><td>{}</td></tr>"),
    "colons": ("<table>{}</table>", "<tr><th align=right>{}：</th><td colspan=3>{}</td></tr>"),
    "spans": (
        "<table class=bk><tbody>{}</tbody></table>",
        "<tr><td class=l><b>{}</b></td><td><span>{}</span></td></tr>",
    ),
}


@pytest.mark.parametrize("last", [(("附件", "无"),), (("附件", "<a href=/1.doc>附件下载</a>"), ("点击", "31")), ()])
@pytest.mark.parametrize("source", ["松溪日报", ""])
@pytest.mark.parametrize("make", GRIDS)
def test_a_grid_tells_in_its_cells_what_pages_tell(make: str, source: str, last: tuple[tuple[str, str], ...]) -> None:
    table, row = GRIDS[make]
    fields = (*FIELDS[:2], ("来源", source), *FIELDS[3:], ("内容", TEXT), *last)
    found = called("信息查看", table.format("".join(row.format(*field) for field in fields)))
    assert (found.title, day(found), found.source, lines(found)) == (TITLE, "2024-05-10", source or None, WANTED)


def test_a_grids_text_may_stand_below_its_label() -> None:
    rows = f"<tr><td>标题</td><td>{TITLE}</td><td>日期</td><td>2024-05-10</td></tr><tr><td colspan=4>正文</td></tr>"
    found = called("查看", f"<table>{rows}<tr><td colspan=4>{TEXT}</td></tr></table>")
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


def test_but_a_proposals_form_is_text_as_a_whole() -> None:
    fields = (("案由", TITLE), ("提案者", "何远山"), ("内容", TEXT), ("办理单位", "水利局"))
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in fields)
    found = lines(called(TITLE, f"<table border=1>{rows}</table>"))
    assert {"提案者", "何远山", "办理单位", "水利局", *WANTED} <= set(found)


ANSWERS = ("顶一下，说得好", "支持委员的建议，希望早日落实！")
POST = (
    "<div class=post><div class=by><a>{who}</a> 发表于 {day} 10:24 | <a>只看该作者</a></div><div class=pc>{text}</div>"
    "<div class=pf><a>评分</a> <a>回复</a> <a>举报</a> <a>支持 3</a></div></div>"
)


def test_of_a_forums_thread_the_first_post_is_the_article() -> None:
    posts = [POST.format(who="政协办", day="2024-05-10", text=TEXT)]
    posts += [POST.format(who="网友", day="2024-05-11", text=text) for text in ANSWERS]
    bar = "<div><a>发新话题</a> <a>回复</a></div>"
    found = called(
        f"{TITLE} - 委员论坛 - 松溪县政协",
        "<div class=path><a href=/>松溪政协</a> » <a href=/f>委员论坛</a></div>"
        f"{bar}<h1>{TITLE}</h1>{''.join(posts)}{bar}",
    )
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


@pytest.mark.parametrize("number", ["第02版：政协之声", "A2版", "02版 要闻"])
@pytest.mark.parametrize("title", [TITLE, "渡口旧事"])
def test_a_papers_page_has_its_day_in_the_masthead(title: str, number: str) -> None:
    head = f"<div class=mast><img src=l.png><span>2024年05月10日 星期五</span><span>{number}</span></div>"
    tools = "<div><a>上一篇</a> <a>下一篇</a> <a>放大</a> <a>缩小</a> <a>默认</a></div>"
    found = called(
        f"{title} 松溪日报数字报",
        f"{head}<table><tr><td><a href=1.htm>上一版</a></td><td>{tools}"
        f"<p class=yt>委员履职进行时</p><p class=bt>{title}</p><div class=tx>{TEXT}</div></td></tr></table>",
    )
    assert (found.title, day(found), lines(found)) == (title, "2024-05-10", WANTED)


def test_but_the_day_at_the_top_of_a_site_is_todays() -> None:
    whole = page("divs", info="浏览：31").replace("<body>", "<body><div>2024年05月10日 星期五</div>")
    assert day(extract(whole.encode(), "http://www.songxi-cppcc.example/yw/77.html")) is None


CAPTIONS = ("委员查看闸门", "△ 水利站负责人介绍", "座谈会现场（何云 摄）", "渠边的合影")
MAKES = (
    "<p><img src=/{n}.jpg></p><p align=center>{c}</p>",
    "<table><tr><td><img src=/{n}.jpg></td></tr><tr><td align=center>{c}</td></tr></table>",
    "<figure><img src=/{n}.jpg><figcaption>{c}</figcaption></figure>",
    "<center><img src=/{n}.jpg></center><div>{c}</div>",
)


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("frame", FRAMES)
def test_a_gallerys_captions_are_its_text_however_each_is_made(frame: str, turn: int) -> None:
    made = "".join(MAKES[(n + turn) % 4].format(n=n, c=caption) for n, caption in enumerate(CAPTIONS))
    assert lines(read(frame, text=made)) == ["".join(caption.split()) for caption in CAPTIONS]


def bracketed(make: str, text: str, info: str = "") -> Document:
    shown = make.format(t=TITLE, d="（2024年5月10日）", i=info)
    return called(TITLE, f"{shown.partition('|')[0]}{text}{shown.partition('|')[2]}")


BRACKETED = (
    "<table><tr><td align=center><b>{t}</b></td></tr><tr><td align=center>{d}</td></tr>{i}<tr><td>|</td></tr></table>",
    "<div align=center><font size=4>{t}</font><br><font size=2>{d}</font></div>{i}<div class=x>|</div>",
    "<div class=t>{t}</div><div class=d>{d}</div>{i}<div class=x>|</div>",
)


@pytest.mark.parametrize("opens", [(), ("各专委会：",), ("何远山",)])
@pytest.mark.parametrize("make", BRACKETED)
def test_a_day_in_brackets_apart_from_the_text_is_the_pages(make: str, opens: tuple[str, ...]) -> None:
    found = bracketed(make, paragraphs(*opens, *PROSE))
    assert (day(found), lines(found)) == ("2024-05-10", [*opens, *WANTED])


@pytest.mark.parametrize("info", ["<p>发布时间：2024-05-12 来源：提案委</p>"])
def test_where_the_page_says_another_day_it_is_text(info: str) -> None:
    found = bracketed(BRACKETED[2], TEXT, info)
    assert (day(found), lines(found)) == ("2024-05-12", ["（2024年5月10日）", *WANTED])


DISCLAIMERS = (
    "本文内容由发布单位上传，不代表本平台观点。",
    "本文由松溪发布发布，转载请注明出处",
    "（本文由松溪政协办公室发布，转载请注明出处）",
    "以上内容由用户上传，如有侵权请联系管理员。",
    "内容来源于网络，仅供参考。",
    "本栏目文章仅代表作者本人观点。",
    "注：本文转自网络，如有侵权，请联系我们删除。",
)


@pytest.mark.parametrize("box", ["<p>{}</p>", "<div class=n>{}</div>", "<section><small>{}</small></section>"])
@pytest.mark.parametrize("words", DISCLAIMERS)
def test_a_disclaimer_is_no_text(words: str, box: str) -> None:
    for frame in ("divs", "table", "article", "bare"):
        assert lines(read(frame, end=box.format(words))) == WANTED, frame


@pytest.mark.parametrize("words", ["本次活动由水利局提供场地。", "以上建议供有关部门参考。", "文章见报后，渠修好了。"])
def test_but_a_sentence_that_begins_so_is(words: str) -> None:
    for frame in FRAMES:
        assert lines(read(frame, text=paragraphs(*PROSE, words))) == [*WANTED, words], frame


@pytest.mark.parametrize("close", ["松溪县政协 2001", "<a href=/>返回首页</a> <a href=#>返回顶部</a><br>松溪县政协"])
def test_behind_the_rule_that_ends_a_page_are_its_last_words(close: str) -> None:
    shown = f"<h3>{TITLE}</h3><small>2024-05-10 来源：松溪日报</small>{TEXT}<hr size=1>{close}"
    found = extract(f"<meta charset=utf-8><title>{TITLE}</title>{shown}".encode(), "http://h.example/1.htm")
    assert (day(found), found.source, lines(found)) == ("2024-05-10", "松溪日报", WANTED)


@pytest.mark.parametrize("close", ["<p>附件：回执表.doc</p>", "<p>县政协办公室</p><p>2024年5月8日</p>", TEXT])
def test_but_an_articles_own_rule_parts_its_text(close: str) -> None:
    shown = f"<h3>{TITLE}</h3><small>2024-05-10 来源：松溪日报</small><p>各联络组：</p>{TEXT}<hr>{close}"
    found = extract(f"<meta charset=utf-8><title>{TITLE}</title>{shown}".encode(), "http://h.example/1.htm")
    assert len(lines(found)) == 4 + close.count("<p>")


MINUTES = ("时　间：5月9日上午9:00", "地　点：政协三楼会议室", "主持人：何远山", "记　录：办公室")


@pytest.mark.parametrize("strange", ["<div class=q>2024/5/10 松溪云编 ～ 十三</div>", "<div class=q>渠边纪事</div>"])
def test_the_lines_above_the_first_prose_in_its_box_are_text(strange: str) -> None:
    text = paragraphs(*MINUTES, *PROSE)
    found = called(TITLE, f"<div class=w><h1>{TITLE}</h1>{strange}<div class=x>{text}</div></div>")
    assert lines(found)[-7:] == [*("".join(line.split()) for line in MINUTES), *WANTED]


@pytest.mark.parametrize(
    "info", ["2024/05/10 08:31　{o}　<a>字号+</a> <a>字号-</a>", "<em>{o}</em><time>2024-05-10</time>"]
)
@pytest.mark.parametrize("name", ["《松溪文史》", "本站原创", "松溪日报"])
def test_a_papers_name_beside_the_day_is_the_source(name: str, info: str) -> None:
    for frame in FRAMES:
        found = read(frame, info=info.format(o=name))
        assert (day(found), found.source, lines(found)) == ("2024-05-10", name, WANTED), frame


def test_an_empty_label_takes_no_value_from_another_line() -> None:
    found = read("divs", info="2024-05-10 来源：", text=paragraphs("一、会议时间：5月9日上午。", *PROSE))
    assert found.source is None
    assert read("divs", info="来源：", end="<div>松溪县政协办公室主办　地址：人民路1号</div>").source is None


VERSES = ("船来了", "船又走了", "只有那块青石板", "还在等一个没有回来的人")
STYLES = {
    "p": lambda texts: paragraphs(*texts),
    "br": lambda texts: "<br>".join(f"&emsp;&emsp;{text}" for text in texts),
    "div": lambda texts: "".join(f"<div>{text}</div>" for text in texts),
    "files": lambda texts: "<ul>" + "".join(f"<li><a href=/u/{text}>{text}.doc</a></li>" for text in texts) + "</ul>",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_first_post_without_prose_is_the_article_too(style: str) -> None:
    posts = [POST.format(who="政协办", day="2024-05-10", text=STYLES[style](VERSES))]
    posts += [POST.format(who="网友", day="2024-05-11", text=text) for text in ANSWERS]
    found = called(f"{TITLE} - 委员论坛", f"<h1>{TITLE}</h1>{''.join(posts)}")
    assert lines(found) == [f"{verse}.doc" if style == "files" else verse for verse in VERSES]


@pytest.mark.parametrize("texts", [PROSE, VERSES, ("政协机关5月1日至3日放假。",), ("（共4名）", *VERSES)])
@pytest.mark.parametrize("style", [style for style in STYLES if style != "files"])
def test_behind_a_small_info_line_the_text_begins_at_once(style: str, texts: tuple[str, ...]) -> None:
    shown = f"<h3>{TITLE}</h3><small>2024-05-10 来源：松溪日报</small>\n{STYLES[style](texts)}\n<hr><a href=/>首页</a>"
    found = extract(f"<meta charset=utf-8><title>{TITLE}</title>{shown}".encode(), "http://h.example/1.htm")
    assert (day(found), found.source) == ("2024-05-10", "松溪日报")
    assert lines(found) == ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("texts", [PROSE, VERSES, ("政协机关5月1日至3日放假。",), ("（共4名）", *VERSES)])
@pytest.mark.parametrize("style", [style for style in STYLES if style != "files"])
def test_a_second_copy_is_no_text(style: str, texts: tuple[str, ...]) -> None:
    text = STYLES[style](texts)
    sheet = "<style>.pc{display:none}</style>"
    copies = f"<div class=pc>{text}</div><div class=mo>{text}</div><div id=print style='display:none'>{text}</div>"
    found = called(TITLE, f"{sheet}<h1>{TITLE}</h1><div>时间：2024-05-10 来源：松溪日报</div>{copies}")
    assert lines(found) == ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("behind", ["-松溪县政协", "_政协要闻_松溪政协网", " - Powered by Discuz!"])
@pytest.mark.parametrize("title", ["把小事放心上——访县政协委员何远山", "政协委员何远山简介", "县政协2018年工作综述"])
def test_a_title_that_names_the_committee_is_no_sites_name(title: str, behind: str) -> None:
    found = called(f"{title}{behind}", f"<div class=w><div class=a1>{title}</div><div class=a3>{TEXT}</div></div>")
    assert (found.title, lines(found)) == (title, WANTED)


@pytest.mark.parametrize("title", ["渡口", "夜归", TITLE])
def test_a_grids_title_may_be_short(title: str) -> None:
    rows = f"<tr><td>标题：</td><td>{title}</td></tr><tr><td>日期：</td><td>2024-05-10</td></tr><tr><td>内容：</td><td>"
    found = called("信息查看", f"<table>{rows}{paragraphs(*VERSES)}</td></tr></table>")
    assert (found.title, lines(found)) == (title, list(VERSES))


def test_contact_lines_in_sections_of_their_own_are_text() -> None:
    contact = ("投稿邮箱：wenshi@songxi.example", "地址：松溪县人民路1号　邮编：353500", "截止时间另行通知")
    text = "".join(f"<section><span>{line}</span></section>" for line in (*PROSE, *contact))
    found = read("divs", text=f"<section>{text}</section>")
    assert lines(found) == [*WANTED, *("".join(line.split()) for line in contact)]
