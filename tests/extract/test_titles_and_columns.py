"""A ``<title>`` that names a column or a whole title with marks in it: which line is
the headline, and where the text is.

Each kind stands in several makes of page, none with a known id or class.
"""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.kit import PROSE, TITLE, WANTED, called, day, lines, of_site, paragraphs

HEADLINE = "一位乡村兽医的十年履职路"
COLUMNS = ("委员风采", "学习园地", "提案工作", "公示公告", "政协文史")
HEADS = ("{c}", "{c}-松溪县政协", "松溪县政协 &raquo; {c}", "松溪县政协门户网站--{c}", "松溪政协网_{c}_")
FRAMES = {
    "legend": "<fieldset><legend>{c}</legend><p align=center>{t}</p><p align=center><small>{i}</small></p>"
    "{x}</fieldset>",
    "rows": "<table><tr><td>{c}</td></tr><tr><td align=center>{t}</td></tr><tr><td align=center>{i}</td></tr>"
    "<tr><td>{x}</td></tr></table>",
    "row a paragraph": "<table><tr><td><table><tr><td>{c}</td><td>站内搜索：<input></td></tr></table></td></tr>"
    "<tr><td><table><tr><td align=center><span>{t}</span><br><span>——记县政协委员</span></td></tr>"
    "<tr><td align=center>{i}</td></tr>"
    "<tr><td><table>{r}</table></td></tr></table></td></tr></table>",
    "classes": "<div class=l1><p class=a1>{c}</p><p><a>界别活动</a></p><p><a>履职日记</a></p></div><div class=r1>"
    "<p class=b1><b>{c}</b><span>首页 / {c} / 履职日记</span></p><p class=b2>{t}</p><p class=b3>{i}</p>{y}"
    "<p class=b5><a>上一篇</a> <a>下一篇</a></p></div>",
    "side": "<table><tr><td class=q1><div>{c}</div></td><td class=q2><div class=q3>{t}</div><div class=q4>{i}</div>"
    "<div class=q5>{x}</div></td></tr></table>",
    "named": "<x-head site='松溪'></x-head><x-page><x-way>首页 | {c}</x-way><one-story><story-head>{t}</story-head>"
    "<story-facts>{i}</story-facts><story-text>{x}</story-text></one-story></x-page><x-end>松ICP备00000001号</x-end>",
}


def read(frame: str, title: str, headline: str, column: str, info: str) -> Document:
    rows = "".join(f"<tr><td>　　{text}</td></tr>" for text in PROSE)
    classed = "".join(f"<p class=b4>{text}</p>" for text in PROSE)
    body = FRAMES[frame].format(t=headline, c=column, i=info, x=paragraphs(*PROSE), y=classed, r=rows)
    return called(title, body)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_called_as_its_column_has_a_headline_of_its_own(frame: str, head: str, column: str) -> None:
    found = read(frame, head.format(c=column), HEADLINE, column, "松溪日报 2024-05-10 浏览31次")
    assert (found.title, day(found), lines(found)) == (HEADLINE, "2024-05-10", WANTED)


@pytest.mark.parametrize("frame", FRAMES)
def test_and_one_called_as_its_site(frame: str) -> None:
    found = read(frame, "松溪县政协", HEADLINE, "委员风采", "2024-05-10 来源：松溪日报")
    assert (found.title, day(found), lines(found)) == (HEADLINE, "2024-05-10", WANTED)


MARKED = (
    "渠水哗哗响 幸福节节高丨松溪县政协提案办理回访会",
    "委员说｜把议事桌搬到田埂上去办",
    "一线 | 松溪县政协机关学习会",
    "深读——松溪县政协的提案工作室",
)


@pytest.mark.parametrize("title", MARKED)
@pytest.mark.parametrize("site", ["", "_松溪政协网", "-松溪县政协"])
@pytest.mark.parametrize("frame", ["rows", "side", "named"])
def test_a_title_with_marks_in_it_is_whole_where_a_line_has_all_of_it(frame: str, site: str, title: str) -> None:
    assert read(frame, title + site, title, "政协要闻", "2024-05-10 来源：松溪日报").title == title


@pytest.mark.parametrize("second", ["——县政协一年工作回眸", "（县政协一年工作回眸）", "—县政协一年工作回眸"])
@pytest.mark.parametrize("first", ["渠水长流", "履职路上写担当", "春风化雨"])
def test_a_second_line_above_the_info_line_is_no_title(first: str, second: str) -> None:
    listed = f"<ul><li><a>会议闭幕</a></li><li><a>{first}</a></li></ul>"
    body = f"{listed}<h2>{first}</h2><p>{second}</p><p>松溪日报　2024年05月10日　版次：02</p>{paragraphs(*PROSE)}"
    page = f"<meta charset=utf-8><title>松溪日报数字报</title><body>{body}"
    found = extract(page.encode(), "http://h.example/s?n=7")
    assert (found.title, found.subtitles, day(found)) == (first, (second,), "2024-05-10")


def test_a_short_title_above_a_speakers_name_stays_the_title() -> None:
    for name in ("何远山", "县政协委员　何远山"):
        body = f"<div>春天的提案</div><div>{name}</div><div>2024-05-10 来源：松溪日报</div>{paragraphs(*PROSE)}"
        page = f"<meta charset=utf-8><title>春天的提案</title><body>{body}"
        assert extract(page.encode(), "http://h.example/s?n=7").title == "春天的提案"


def test_fields_of_a_proposal_above_its_text_are_no_text() -> None:
    fields = (
        ("提案编号", "2024-035"),
        ("提 案 者", "九三学社松溪支社"),
        ("主办单位", "县教育局"),
        ("公开时间", "2024-05-10"),
    )
    form = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in fields)
    for tag in ("h3", "div"):
        body = f"<{tag}>关于修缮北干渠的提案</{tag}><table>{form}</table><div class=q>{paragraphs(*PROSE)}</div>"
        page = f"<meta charset=utf-8><title>提案公开-松溪县政协</title><body><div>提案公开平台</div>{body}"
        found = extract(page.encode(), "http://h.example/s?n=7")
        assert (found.title, day(found), lines(found)) == ("关于修缮北干渠的提案", "2024-05-10", WANTED), tag


def test_a_table_in_the_text_of_a_layouts_cell_is_the_articles() -> None:
    cells = (("名称", "地址", "日期"), ("橘园工作室", "柑橘所", "每月十日"), ("法韵工作室", "司法大厦", "每周三"))
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in cells)
    text = f"{paragraphs(PROSE[0])}<table border=1>{rows}</table>{paragraphs(PROSE[1])}"
    for frame in ("rows", "side", "named"):
        body = FRAMES[frame].format(
            t="松溪县委员工作室一览表", c="委员工作室", i="时间：2024/05/10 来源：县政协 阅读次数：31", x=text
        )
        page = f"<meta charset=utf-8><title>委员工作室一览</title><body>{body}"
        found = extract(page.encode(), "http://h.example/s?n=7")
        assert (found.title, day(found)) == ("松溪县委员工作室一览表", "2024-05-10"), frame
        assert [len(block.rows or ()) for block in found.blocks] == [0, 3, 0], frame


ABOVE = (
    "<ul><li>松溪政协网</li><li>2024-05-10</li></ul><p>{t}</p>",
    "<div>松溪日报</div><div>2024-05-10</div><div>{t}</div>",
    "<p>[ 2024-05-10 ]　[ 来源：松溪县融媒体中心 ]</p><p>{t}</p>",
    "<dl><dt>松溪发布</dt><dd>2024-05-10 阅读 31</dd></dl><div><b>{t}</b></div>",
    "<div><p>联系地址：松溪县政府大院</p></div><div>2024-05-10</div><div>{t}</div>",
)


@pytest.mark.parametrize("name", ["政协要闻", "松溪县政协"])
@pytest.mark.parametrize("above", ABOVE)
def test_what_is_said_above_a_title_is_none(above: str, name: str) -> None:
    menu = "<ul><li><a href=/>首页</a></li><li><a href=/y>政协要闻</a></li></ul><div>位置：首页 - 政协要闻</div>"
    body = f"{menu}<div>{above.format(t=HEADLINE)}<hr><div>[打印]</div>{paragraphs(*PROSE)}</div>"
    found = extract(f"<meta charset=utf-8><title>{name}</title><body>{body}".encode(), "http://h.example/s?n=7")
    assert (found.title, day(found), lines(found)) == (HEADLINE, "2024-05-10", WANTED)


@pytest.mark.parametrize("frame", ["rows", "side", "named"])
def test_what_stands_below_a_picture_in_its_table_ends_the_text(frame: str) -> None:
    photo = "<table align=center><tr><td><img src=/1.jpg></td></tr><tr><td align=center>回访现场</td></tr></table>"
    body = FRAMES[frame].format(
        t=HEADLINE, c="政协要闻", i="2024-05-10 来源：松溪日报", x=f"{paragraphs(*PROSE)}{photo}<h4>延伸阅读</h4>"
    )
    found = extract(f"<meta charset=utf-8><title>{HEADLINE}</title><body>{body}".encode(), "http://h.example/s?n=7")
    assert lines(found) == [*WANTED, "回访现场"]


@pytest.mark.parametrize("label", ["名　　称：", "标题:", "文章标题：", "主题："])
def test_a_titles_label_in_a_cell_of_its_own_is_no_title(label: str) -> None:
    form = f"<table><tr><td>索引号：</td><td>0012</td></tr><tr><td>{label}</td><td>{TITLE}</td></tr></table>"
    found = of_site(f"{form}<h3>{TITLE}</h3><div>{paragraphs(*PROSE)}</div>")
    assert (found.title, lines(found)) == (TITLE, WANTED)
