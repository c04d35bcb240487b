"""An info line's fields end where elements end, whatever word follows, and a label in an element needs no colon."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.head.lines import parted
from cppcc_archive.extract.nodes import flatten
from cppcc_archive.markup.page import Page
from tests.extract.kit import FRAMES, PROSE, WANTED, called, day, lines, paragraphs, read

OFFICE = "松溪县政协提案委"
DAY = "2024-05-10"


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "form",
    [
        "<span>{d}</span> <span>来源：<a href='/'>{o}</a></span> 我要评论(",
        "<span>{d}</span><span>文章来源：{o}</span><span>已浏览：95次</span>",
        "{d} 来源：{o}　<a href='/bbs'>发表评论</a>",
        "<span>{d} 15:00</span><span>来源：{o}</span><span><b>1</b>/4</span>",
        "<label>发布日期</label>{d}<label>文章来源</label>{o}<label>作者</label>何远山<label>阅读量</label>219",
        "<i>来源 <b>{o}</b></i><i>发布 <b>{d}</b></i><i>点击 <b>77</b></i>",
        "来　　源：{o} 日期：{d}",
        "摘自：<span>{o}</span> 日期：{d} 阅读：1204次",
        "{d} ┊ {o} ┊ 记者：何远山",
        "{d} 17:08 | {o} | 责编：何远山 | 点击：[<span>612</span>]",
        "上传：{d} 出品：县政协宣传组 来源：{o} 播放：4102次",
        "<em>{o}</em><em>{d}</em><em>浏览 66</em>",
    ],
)
def test_a_field_ends_where_its_element_does(form: str, frame: str) -> None:
    found = read(frame, info=form.format(o=OFFICE, d=DAY))
    assert (found.source, day(found), lines(found)) == (OFFICE, DAY, WANTED)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("来源：<b>松溪</b><b>日报</b>", "来源：松溪日报"),
        ("<span>来源：</span><span>松溪日报</span>", "来源：松溪日报"),
        ("<span>来源：松溪日报</span>", "来源：松溪日报"),
        ("2024-05-10 08:30 <a href='/b'>松溪</a>日报", "2024-05-10 08:30 　　松溪日报"),
    ],
)
def test_and_nowhere_else(markup: str, text: str) -> None:
    nodes = flatten(Page("http://h.example/1.html", f"<meta charset=utf-8><p>{markup}</p>".encode(), None).tree)
    (line,) = nodes.all_lines
    assert parted(nodes, line) == text


def test_names_of_posts_and_boxes_of_a_phones_page_are_lines() -> None:
    found = called(
        "松溪县政协",
        f"<view class=t><text>委员会客厅开门迎客</text></view><view class=i><text>松溪政协发布</text><text>{DAY}</text>"
        "<text>浏览 66</text></view><view class=c><view>5月9日，首个委员会客厅启用，8名委员与居民围坐一起。</view>"
        "<view>据了解，今年全县将建成委员会客厅12个，每月第二个周六开放。</view></view>",
    )
    assert (found.title, found.source, day(found)) == ("委员会客厅开门迎客", "松溪政协发布", DAY)
    assert len(lines(found)) == 2


def test_a_meetings_minutes_begin_with_when_and_where() -> None:
    held = ("时间：2024年5月8日上午", "地点：县政协五楼会议室", "主持：何远山", "出席：林一平 周文", "记录：赵建")
    found = called(
        "县政协主席会议纪要（第3次）",
        f"<h2>县政协主席会议纪要（第3次）</h2><p class=x>{DAY} 17:30 361人看过</p><hr><div><div>"
        f"{paragraphs(*held[:4])}</div><ol><li>听取提案办理情况汇报，全年交办提案142件。</li>"
        f"<li>研究委员履职考核办法，修改后提请常委会会议审议。</li></ol><p>{held[4]}</p></div>",
    )
    assert day(found) == DAY
    assert [line for line in found.text.split("\n") if "：" in line] == list(held)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "form",
    [
        "提供单位：{o}&nbsp;&nbsp;反映人：何远山&nbsp;&nbsp;{d}",
        "<span>2024年5月10日</span><span>分类：协商</span><span>转自：{o}</span><span>0 条评论</span>",
        "选自：{o}　　上传：{d}",
        "（{d}　{o}　何远山）",
        "来稿单位：{o} {d}",
        "编印：{o}　　　2024年5月10日",
        "供稿：<a>{o}</a> {d}",
        "<span>{d} 15:12</span><span>{o}</span><span>作者 何远山</span>",
        "来源：[{o}] {d}",
        "<div>{o}</div><div>{d}</div><div>👁 1024</div>",
    ],
)
def test_whoever_is_said_to_have_given_it(form: str, frame: str) -> None:
    found = read(frame, info=form.format(o=OFFICE, d=DAY))
    assert (found.source, day(found), lines(found)) == (OFFICE, DAY, WANTED)


def test_below_the_foots_line_there_is_no_text_so_the_title_stands_further_up() -> None:
    found = extract(
        "<meta charset=utf-8><title>新建网页 1</title><center><marquee>欢迎光临松溪县政协网站！</marquee></center>"
        f"<p align=center><font size=4><b>县政协三次会议胜利闭幕</b></font>{paragraphs(*PROSE)}"
        f"<p>发布日期：{DAY}<p>返回首页<hr>"
        "<p align=center><font size=2>松溪县政协办公室制作</font>".encode(),
        "http://h.example/1.htm",
    )
    assert (found.title, lines(found)) == ("县政协三次会议胜利闭幕", WANTED)
