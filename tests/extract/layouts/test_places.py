"""Where a layout's parts stand on a page: head inside the container, a line more in the head, replies and abstracts
around the text."""

# ruff: noqa: E501 - a line of markup is read best in one piece
from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.extract import Document, extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn

THEMES = ("体检", "换届", "视察", "征文", "座谈", "学习", "调研", "文史")
PAGES = range(len(THEMES))


def _text(number: int) -> tuple[str, str]:
    return (
        f"县政协组织{number + 3}0名委员开展{THEMES[number]}，走访了{number + 2}个村，大家提出了不少意见。",
        f"委员们说，{THEMES[number]}要办实，第{number + 1}件先办路灯。",
    )


def _read(template: str, listed: bool = True, **more: list[str]) -> list[Document]:
    """Pages of a template, each read with what is learned of all; ``more`` is for one page after the other."""
    pages = []
    for number in PAGES:
        own = {name: texts[number] for name, texts in more.items()}
        html = template.format(
            title=f"{THEMES[number]}活动见闻之一",
            day=f"2014-05-{number + 10}",
            text="".join(f"<p>　　{line}</p>" for line in _text(number)),
            number=number + 1,
            theme=THEMES[number],
            other=THEMES[-1 - number],
            **own,
        )
        row = Row(f"{THEMES[number]}活动见闻之一", date(2014, 5, number + 10) if listed else None)
        pages.append(SitePage(f"<meta charset=utf-8>{html}".encode(), f"http://h.example/{number}.html", None, row))
    layouts = newest(learn(pages))
    assert layouts, "nothing was learned"
    return [extract(page.body, page.url, None, Context(page.row, layouts)) for page in pages]


def _day(document: Document) -> str:
    return f"{document.published_at:%Y-%m-%d}" if document.published_at else ""


def _is_read(found: list[Document]) -> bool:
    return [tuple(one.text.replace("　　", "").split("\n")) for one in found] == [_text(number) for number in PAGES]


ABSTRACTS = (
    "<html><title>青沙县政协</title><div class=row><div class=c9><div class=pan><h1>{title}</h1><small>{day} 浏览 {number}1"
    "</small><div class=pb>{text}</div><div class=pf><ul><li><a>← {other}活动综述</a></li></ul></div></div></div>"
    "<div class=c3><div class=m><h5><a href=/a.html>{other}活动侧记</a></h5><p class=mu>{abstract}</p></div></div></div>"
)


def test_a_column_of_abstracts_that_one_page_takes_for_text_widens_no_container() -> None:
    abstracts = [
        f"昨日，县政协委员开展{THEMES[-number - 1]}活动，走访{number}户人家，问冷暖、听心声。" * 2 for number in PAGES
    ]
    assert _is_read(_read(ABSTRACTS, abstract=abstracts))


FORUM = (
    "<html><title>{title} - 青沙县政协 - Powered by Discuz!</title><div id=wp><div id=pt><a>论坛</a><em>»</em><a>要闻</a>"
    "<em>›</em><a>{title}</a></div><table><tr><td>查看: {number}7|回复: 2</td><td><h1>[<a>要闻</a>] <span>{title}</span></h1>"
    "</td></tr></table><div id=post_{number}><table><tr><td><a>办公室</a></td><td><em>发表于 {day} 10:00:00</em>"
    "<table><tr><td class=t_f id=postmessage_{number}>{text}</td></tr></table></td></tr></table></div>"
    "<div id=post_9{number}><table><tr><td><a>渠边{other}</a><p>积分 {number}30</p></td><td><em>发表于 {day} 12:00:00</em>"
    "<table><tr><td class=t_f>{reply}</td></tr></table></td></tr></table></div></div>"
)


def test_replies_to_a_post_whose_title_stands_behind_its_columns_name_are_no_text() -> None:
    replies = [f"好，{THEMES[number]}早该办了，{number}组的人都等着。" for number in PAGES]
    assert _is_read(_read(FORUM, reply=replies))


SHIFTED = (
    "<html><title>{title}</title><table width=90%><tr><td align=center><b>{title}</b></td></tr>{second}"
    "<tr><td align=center><span>[ {day} ]</span> <span>稿源：{theme}办公室</span> <span>[ 阅读次数：{number}9 ]</span></td></tr>"
    "<tr><td><hr size=1></td></tr><tr><td class=zw>{text}</td></tr></table>"
)


@pytest.mark.parametrize("listed", [True, False])
def test_a_second_line_of_the_title_moves_the_info_line_and_no_more(listed: bool) -> None:
    seconds = [f"<tr><td align=center>——{theme}现场速写</td></tr>" * (at == 5) for at, theme in enumerate(THEMES)]
    found = _read(SHIFTED, listed, second=seconds)
    assert [one.source for one in found] == [f"{theme}办公室" for theme in THEMES]
    assert [_day(one) for one in found] == [f"2014-05-{number + 10}" for number in PAGES]
    assert not any("稿源" in one.text for one in found)


INSIDE = "<html><title>{title}</title><div class=vw><div class=h><h1>{title}</h1><p>{day} 11:09 | 查看: {number}2{source}</p></div>{text}</div>"


def test_the_info_line_inside_the_container_tells_the_source_where_few_pages_have_one() -> None:
    sources = [f" | 来自: {theme}日报" * (at in (1, 4)) for at, theme in enumerate(THEMES)]
    found = _read(INSIDE, source=sources)
    assert [one.source for one in found] == [
        f"{theme}日报" if at in (1, 4) else None for at, theme in enumerate(THEMES)
    ]
    assert _is_read(found)


BRACKETS = (
    "<html><title>青沙县政协</title><body><p align=center><img src=/t.gif><p align=center>[<a href=/>回主页</a>]<hr><p align=center><font size=5><b>{title}</b></font>"
    "<p align=center><font size=2>（{spoken}）</font><center><table><tr><td><div><div><pre>{text}</pre></div></div></td></tr></table></center><hr>"
)


@pytest.mark.parametrize("listed", [True, False])
def test_a_day_alone_below_the_title_is_the_publications_and_no_text(listed: bool) -> None:
    found = _read(BRACKETS, listed, spoken=[f"2014年5月{number + 10}日" for number in PAGES])
    assert _is_read(found)
    assert [_day(one) for one in found] == [f"2014-05-{number + 10}" for number in PAGES]


def test_a_day_that_the_text_begins_with_stays_where_an_info_line_tells_it_too() -> None:
    page = INSIDE.replace("{source}", "").replace("{text}", "{spoken}{text}")
    found = _read(page, spoken=["<p>（2014年5月13日）</p>" * (at == 3) for at in PAGES])
    assert [one.text.startswith("（2014年5月13日）") for one in found] == [at == 3 for at in PAGES]


FORM = (
    "<html><title>青沙县政协</title><table class=g border=1><tr><td>标　　题</td><td colspan=3>{title}</td></tr><tr><td>发布日期</td>"
    "<td>{day}</td><td>来　　源</td><td>{source}&nbsp;</td></tr><tr><td>栏　　目</td><td>要闻</td><td>发 布 人</td><td>何远山</td></tr>"
    "<tr><td>内　　容</td><td colspan=3>{text}</td></tr></table>"
)


PROPOSAL = (
    "<html><title>青沙县政协</title><table border=1><tr><td colspan=4 align=center><b>{title}</b></td></tr><tr><td>提交者：</td><td>何远山</td>"
    "<td>提交日期：</td><td>{day}</td></tr>{state}<tr><td colspan=4>{text}</td></tr></table>"
)


def test_of_two_places_on_one_page_the_text_stands_where_sentences_do() -> None:
    state = "<tr><td>办理状态</td><td colspan=3><font color=red>已办复</font></td></tr>"
    assert _is_read(_read(PROPOSAL, state=[state * (at % 2) for at in PAGES]))


FIGURE = (
    "<html><title>青沙县政协</title><h3>{title}</h3><div>{day} 来源：青沙日报</div>{picture}<pre class=wz>{text}</pre>"
)


def test_a_picture_above_the_container_brings_its_caption() -> None:
    shown = [f"<div class=tu><img src={at}.jpg><div>会场一角</div></div>" * (at == 3) for at in PAGES]
    found = _read(FIGURE, picture=shown)
    assert [one.text.startswith("会场一角") for one in found] == [at == 3 for at in PAGES]


def test_a_field_that_stands_empty_is_not_called_as_the_next_label() -> None:
    sources = [f"{theme}日报" * (at % 2) for at, theme in enumerate(THEMES)]
    assert [one.source or "" for one in _read(FORM, source=sources)] == sources
