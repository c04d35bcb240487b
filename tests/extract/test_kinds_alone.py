"""Kinds of pages met on templates nobody knew: titles cut short, heads and buttons of templates, lists of files."""

from __future__ import annotations

import pytest

from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, lines, of_site, paragraphs, read

WORD = (
    "<div class=Section1><p class=MsoNormal align=center><b><span\nstyle='font-size:22pt'>{title}</span></b><span><o:p>"
    "</o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>{text}<p class=MsoNormal align=right><a href=i.htm>"
    "返回提案工作</a></p></div>"
)
LONG = "关于在北干渠沿线乡镇开展水渠修缮提案办理情况民主评议的通知"
OPENINGS = ("各乡镇联络组：", "——2024年5月10日在松溪县政协重点提案督办会上")


def typed(*texts: str) -> str:
    """Paragraphs as Word saves them, a line break of the source in each."""
    half = ((text[: len(text) // 2], text[len(text) // 2 :]) for text in texts)
    return "".join(f"<p class=MsoNormal style='text-indent:32pt'><span>{a}\n{b}</span></p>" for a, b in half)


@pytest.mark.parametrize("cut", [10, 14, 20, len(LONG)])
@pytest.mark.parametrize(
    "headline", [LONG, f"{LONG[:12]}\n{LONG[12:]}", f"{LONG[:12]}</span><span\nlang=x>{LONG[12:]}"]
)
def test_the_headline_of_a_page_from_word_is_whole(headline: str, cut: int) -> None:
    found = called(LONG[:cut], WORD.format(title=headline, text=typed(OPENINGS[0], *PROSE)))
    assert (found.title, lines(found)) == (LONG, [OPENINGS[0], *WANTED])


@pytest.mark.parametrize("cut", [9, 12, 17])
def test_a_line_that_has_what_the_title_says_amid_is_not_it(cut: int) -> None:
    title = "在松溪县政协重点提案督办会上的讲话"
    found = called(title[:cut], WORD.format(title=title, text=typed(OPENINGS[1], "何远山", *PROSE)))
    assert (found.title, lines(found)) == (title, [OPENINGS[1], "何远山", *WANTED])


@pytest.mark.parametrize("title", ["水渠二首", "渠歌"])
def test_a_short_title_stands_above_its_poems(title: str) -> None:
    verses = ["春水绕长堤，", "新渠接旧溪。", "一犁烟雨足，", "万亩稻苗齐。"]
    found = called(title, WORD.format(title=title, text=typed(*verses)))
    assert (found.title, lines(found)) == (title, verses)


@pytest.mark.parametrize("behind", [" - 委员风采 - 松溪县政协", "_委员风采_松溪政协网", " | 委员风采", " - 委员风采"])
def test_a_name_alone_is_the_title_where_the_column_is_told_by_the_way(behind: str) -> None:
    table = (
        "<table border=1><tr><td>姓名</td><td>何远</td><td>界别</td><td>农业</td></tr>"
        "<tr><td>单位</td><td colspan=3>水利站</td></tr></table>"
    )
    others = (
        "<div class=list><h5>延伸阅读：</h5><ul><li>·<a>水渠旧事</a><span>(2017-04-13)</span></li>"
        "<li>·<a>诗一首</a><span>(2012-10-17)</span></li></ul></div>"
        "<div>您的表情：<span>震惊 0</span><span>高兴 8</span></div>"
    )
    found = called(
        f"何远{behind}",
        "<div class=crumbs><a href=/>首页</a><span> &gt; </span><a href=/f/>委员风采</a> &gt; 正文</div>"
        "<div id=Article><h1>何远<br><span>2024-05-10 09:44 来源：提案委 点击：12</span></h1>"
        f"<div class=content>{table}{others}</div></div>",
    )
    assert (found.title, lines(found)) == ("何远", ["姓名何远界别农业", "单位水利站"])


HEADS = ("详细介绍", "详细内容：", "图文内容", "正文", "【内容介绍】")


@pytest.mark.parametrize("box", ["<div class=lt><strong>{}</strong></div>", "<div class=bt1>{}</div>"])
@pytest.mark.parametrize("head", HEADS)
def test_a_templates_head_above_the_text_is_none_of_it(head: str, box: str) -> None:
    for text in (f"<div class=con>{paragraphs(*PROSE)}</div>", f"<div class=con>{'<br>'.join(PROSE)}</div>"):
        for frame in ("divs", "table", "article", "bare"):
            assert lines(read(frame, top=box.format(head), text=text)) == WANTED, frame


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("head", [head for head in HEADS if head != "正文"])
def test_but_what_an_author_calls_a_part_stays(head: str, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(head, *PROSE))) == [head, *WANTED]


BUTTONS = (
    "<div class=sh><h3>共享此文章：</h3><ul><li>微博</li><li>微信</li></ul></div><div>喜欢 加载中……</div>",
    "<div class=sh>分享这篇文章：<a>微博</a></div>",
    "<section><p>长按识别二维码关注“松溪发布”</p><p>点分享　点收藏　点在看</p></section>",
    "<section><p>点个赞　点亮在看</p></section>",
    "<div class=m>您的表情：<span>震惊0</span><span>不解0</span><span>愤怒0</span><span>高兴8</span></div>",
    "<div class=m>心情投票 感动 3 难过 0 支持 12 路过 1</div>",
    "<div class=d>附件下载： <a href='#'>回执表.doc</a> <a href='#'>名单.pdf</a></div>",
    "<div class=d>附件列表：<a href='/a.doc'>回执表.doc</a></div>",
)


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
@pytest.mark.parametrize("buttons", BUTTONS)
def test_what_a_template_adds_below_is_no_text(buttons: str, frame: str) -> None:
    assert lines(read(frame, end=buttons)) == WANTED


TYPED = (
    "扫码填写回执，或致电提案委，电话610011。",
    "扫一扫会场门口的二维码签到。",
    "附件：回执表.doc",
    "分享给各村的经验",
    "共享水渠，共护水源",
    "高兴的是，渠修好了",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("line", TYPED)
def test_a_line_that_only_looks_so_stays(line: str, frame: str) -> None:
    wanted = [*WANTED[:2], line, WANTED[2]]
    assert lines(read(frame, text=paragraphs(*PROSE[:2], line, PROSE[2]))) == wanted
    assert lines(read(frame, text=paragraphs(*PROSE, line))) == [*WANTED, line]


FILES = ("委员登记表.rar", "提案目录（样表）.wps", "发言汇编.doc")


@pytest.mark.parametrize("items", ["<ul>{}</ul>", "{}", "<div>{}</div>"])
@pytest.mark.parametrize("lead", ["下列表格供下载<br>", ""])
def test_files_alone_are_an_article(lead: str, items: str) -> None:
    links = "".join(f"<li><a href='/u/{number}'>{name}</a></li>" for number, name in enumerate(FILES))
    found = of_site(
        f"<table><tr><td align=center><b>{TITLE}</b></td></tr>"
        "<tr><td align=center>来源：提案委　更新时间：2006-5-27</td></tr>"
        f"<tr><td>{lead}{items.format(links)}</td></tr><tr><td>上一篇文章：没有了</td></tr></table>"
    )
    assert lines(found) == [*([lead[:-4]] if lead else []), *FILES]
