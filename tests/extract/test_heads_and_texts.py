"""Kinds that cross a page's frame with what an article is made of: where its head ends and its text begins."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.extract.kit import FRAMES, INFO, PROSE, TITLE, WANTED, called, day, lines, of_site, paragraphs, read

BAR = "<div class=l><span>语音播报</span><span>00:00</span></div>"
PICTURE = "<p align=center><img src=/1.jpg></p>"


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("first", ["一、项目名称：会议室音响", "1.项目名称：会议室音响", "（一）项目名称：会议室音响"])
def test_numbered_points_that_tell_a_day_are_no_info_line(frame: str, first: str) -> None:
    points = (first, "三、报价截止时间：2024年5月28日17:00", "五、联系人：老何")
    assert lines(read(frame, text=paragraphs(*points))) == list(points)


@pytest.mark.parametrize("credit", ["作者：何远山", "摄影：何远山", "国画　作者：何远山"])
@pytest.mark.parametrize(
    "picture", [PICTURE, "<figure><img src=/1.jpg></figure>", "<div class=s><a><img src=/1.jpg></a></div>"]
)
@pytest.mark.parametrize("below", ["", INFO])
def test_who_made_the_picture_above_is_its_caption(picture: str, credit: str, below: str) -> None:
    head = f"<h1>{TITLE}</h1>" + ("" if below else f"<div class=i>{INFO}</div>")
    found = called(TITLE, f"{head}<div class=c>{picture}<p align=center>{credit}</p></div><div class=i>{below}</div>")
    assert lines(found) == ["".join(credit.split())]
    assert len(found.images) == 1


@pytest.mark.parametrize(
    "text", [f"{PICTURE}<p>渠水进村</p>", "<p><a href=/f.pdf>附件：决算表.pdf</a></p>", "<p>渠水进村了。委员摄</p>"]
)
def test_what_no_second_line_of_a_title_is_is_text_though_the_info_line_stands_below(text: str) -> None:
    found = called(TITLE, f"<h1>{TITLE}</h1><div class=c>{text}</div><div class=i>{INFO}</div>")
    assert (found.title, len(lines(found))) == (TITLE, 1)
    assert lines(found)[0]


def test_a_captions_right_above_the_info_line_is_no_title() -> None:
    album = "".join(
        f"{PICTURE}<div align=center><b>{name}</b></div>" for name in ("渠首的闸门", "下游的水田", "村里的新渠")
    )
    found = of_site(
        f"<div>您的位置：首页 - 图片</div><h3 align=center>{TITLE}</h3><div class=c>{album}</div><div>{INFO}</div>"
    )
    assert (found.title, lines(found)) == (TITLE, ["渠首的闸门", "下游的水田", "村里的新渠"])


def test_a_greeting_in_two_sentences_is_no_title_though_it_is_signed_below() -> None:
    text = (
        paragraphs("老委员们：", "旧岁将辞，新春将至。谨向大家致以节日的问候！", "祝阖家幸福！")
        + "<p align=right>2024年5月10日</p>"
    )
    found = of_site(f"<b>新闻详情</b><h2>慰问信</h2><p>2024-05-10 12:00:00</p><div class=c>{text}</div>")
    assert (found.title, lines(found)[0]) == ("慰问信", "老委员们：")


CELLS = ("发布时间：", "2024-05-10", "来源：", "松溪日报", "浏览：")


def _in_cells(title: str, text: str, hits: int, sourced: bool = True) -> str:
    cells = "".join(f"<div>{cell}</div>" for cell in (*(CELLS if sourced else (*CELLS[:2], CELLS[4])), str(hits)))
    head = f"<div class=x2><div class=x3>{title}</div><div class=x4>{cells}</div></div>"
    return f"<meta charset=utf-8><title>详情</title><div class=x1>{head}<div class=x5>{text}</div></div>"


@pytest.mark.parametrize("title", ["停水通知", TITLE])
def test_labels_in_boxes_of_their_own_have_their_values_in_the_next(title: str) -> None:
    found = extract(_in_cells(title, paragraphs(*PROSE), 31).encode(), "http://h.example/s?n=7")
    assert (found.title, lines(found)) == (title, WANTED)


def test_and_so_they_have_where_a_layout_is_known() -> None:
    titles = [f"县政协第{number}次主席会议召开" for number in "一二三四五六七八"]
    texts = ["".join(f"<div>{title}：{line}</div>" for line in PROSE) for title in titles]
    pages = [
        _in_cells(title, text, at * 7, at % 3 > 0).encode()
        for at, (title, text) in enumerate(zip(titles, texts, strict=True))
    ]
    rows = [Row(title, None, None) for title in titles]
    layouts = newest(
        learn(SitePage(page, f"http://h.example/{row.title}", None, row) for page, row in zip(pages, rows, strict=True))
    )
    found = [
        extract(page, "http://h.example/s", None, Context(row, layouts)) for page, row in zip(pages, rows, strict=True)
    ]
    assert [lines(one) for one in found] == [[f"{title}：{line}" for line in WANTED] for title in titles]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("hours", ["接待时间：工作日上午8:30—11:30", "开放时间：周二至周日　9:00—16:30"])
def test_when_an_office_is_open_is_no_info_line(frame: str, hours: str) -> None:
    points = (hours, "地点：信访接待中心三号窗口", "来访人应遵守信访秩序。")
    assert lines(read(frame, text=paragraphs(*points))) == ["".join(line.split()) for line in points]


DUTY = "<table{}><tr><td>日期<td>带班<td>值班<tr><td>10月1日<td>何远山<td>小林<tr><td>10月2日<td>李一山<td>小何</table>"
ROWS = ["日期带班值班", "10月1日何远山小林", "10月2日李一山小何"]


@pytest.mark.parametrize("made", ["", " class=tb", " border=1"])
@pytest.mark.parametrize("wrapped", ["{}", "<div class=o>{}</div>", "<div><div align=center>{}</div></div>"])
@pytest.mark.parametrize("frame", FRAMES)
def test_data_are_one_with_the_text_around(frame: str, wrapped: str, made: str) -> None:
    table, last = wrapped.format(DUTY.format(made)), "值班电话：87654321"
    assert lines(read(frame, text=table + paragraphs(last))) == [*ROWS, last]
    text = paragraphs("各委员活动小组：", "现将值班安排通知如下：") + table
    assert lines(read(frame, text=text + paragraphs(PROSE[0])))[2:] == [*ROWS, WANTED[0]]
    assert lines(read(frame, text=paragraphs(*PROSE) + table)) == [*WANTED, *ROWS]


@pytest.mark.parametrize(
    "text", [paragraphs("1月：召开全会", "3月：视察渠道", "5月：民主评议"), DUTY.format(" class=tb")]
)
def test_short_lines_right_below_the_day_are_no_names_beside_it(text: str) -> None:
    found = called(
        TITLE, f"<h3>{TITLE}</h3><div class=b><div class=m><i></i> 2024-05-10 <i></i> 办公室 <b>7</b></div>{text}</div>"
    )
    assert len(lines(found)) == 3
    assert lines(found)[0][:2] in ("1月", "日期")


def test_a_poll_below_the_text_is_none_of_it() -> None:
    poll = "<div class=b5>网上调查：您对本网站的总体评价？<input type=radio>很好<input type=radio>一般</div>"
    found = called(
        TITLE, f"<div class=b2>{TITLE}</div><div class=b3>{INFO}</div><div class=b4>{paragraphs(*PROSE)}</div>{poll}"
    )
    assert lines(found) == WANTED
    kept = PROSE[1].replace("，", "<input type=hidden value=1>，", 1)
    found = called(
        TITLE, f"<div class=b2>{TITLE}</div><div class=b3>{INFO}</div><div class=b4>{paragraphs(PROSE[0], kept)}</div>"
    )
    assert lines(found) == WANTED[:2]


def test_a_short_title_stands_below_a_form_that_tells_it_too() -> None:
    form = "".join(
        f"<li><b>{name}：</b>{said}</li>"
        for name, said in (
            ("索引号", "33/2018-2"),
            ("发文机关", "县政协办"),
            ("成文日期", "2018-03-02"),
            ("标题", "谜语竞猜答案"),
            ("发文字号", "无"),
        )
    )
    text = paragraphs("千言万语（打一字）——够", "四面山溪虾戏水（打一字）——思")
    found = called(
        "谜语竞猜答案",
        f"<div>首页 &gt; 公开</div><div><ul>{form}</ul></div><div><h1>谜语竞猜答案</h1><div>{text}</div></div>",
    )
    assert (found.title, len(lines(found))) == ("谜语竞猜答案", 2)


def test_a_heading_below_a_sentence_is_not_below_the_info_line() -> None:
    text = (
        "<p>　　县政协成立于1984年4月，历经九届。</p><p><b>机构设置</b></p>"
        "<p>　　内设四个机构。</p><p><b>历任主席</b></p>" + DUTY.format("").replace("日期", "届次")
    )
    found = of_site(f"<dl class=s><dt>县政协简介</dt><dd>作者： 添加时间：2010-05-01 人气：25</dd><dd>{text}</dd></dl>")
    assert (found.title, lines(found)[0]) == ("县政协简介", "县政协成立于1984年4月，历经九届。")


@pytest.mark.parametrize("info", ["发表于 2022-03-01 10:20　|　只看该作者　|　1楼", "2022-03-01 10:20 收藏 分享"])
def test_buttons_amid_an_info_line_are_no_names(info: str) -> None:
    post = f"<div class=pt>喜报</div><div class=pi>{info}</div><div class=pc>{paragraphs(*PROSE)}</div>"
    found = called("喜报", f"<table><tr><td><b>何远山</b><br>积分：120<td>{post}</table>")
    assert (found.title, day(found), lines(found)) == ("喜报", "2022-03-01", WANTED)


@pytest.mark.parametrize("closing", [BAR, ""])
def test_icons_share_their_boxes_with_names_and_hits(closing: str) -> None:
    cells = "".join(f"<li><img src=/i.png><span>{said}</span></li>" for said in ("2024-05-10", "县政协办公室", "31"))
    head = f"<div class=t><span>{TITLE}</span></div><ul class=m>{cells}</ul>{closing}"
    below = "<div class=g><span>#政协</span><span>#履职</span></div>"
    for text in (paragraphs(*PROSE), paragraphs("渠首的石碑", "下游的水田"), DUTY.format("")):
        found = called(TITLE, f"<div class=w>{head}<div class=c>{text}</div>{below}</div>")
        assert (found.title, day(found), len(lines(found))) == (TITLE, "2024-05-10", 2 if "石碑" in text else 3)


@pytest.mark.parametrize("made", ["", " class=tb"])
def test_what_is_advertised_amid_parts_no_data_from_the_text(made: str) -> None:
    rows = "".join(f"<tr><td>{number}<td>何远山<td>女<td>文秘<td>84.32" for number in range(4))
    advert = "<div class=v><a href=/ad><img src=/a.png></a><span>广告</span></div>"
    text = f"{paragraphs(PROSE[0])}{advert}<table{made}>{rows}</table>{paragraphs('监督电话：87654321')}"
    found = called(TITLE, f"<h1>{TITLE}</h1><div class=i>{INFO}</div><div class=c>{text}</div>")
    assert lines(found) == [WANTED[0], *(f"{number}何远山女文秘84.32" for number in range(4)), "监督电话：87654321"]


@pytest.mark.parametrize(
    "box", ["<tr><td>　　{}</td></tr>", "<li>{}</li>", "<section><section><p>{}</p></section></section>"]
)
def test_an_address_in_a_box_like_the_lines_above_is_no_foot(box: str) -> None:
    said = ("地址：滨江路18号", "值班电话：87654321", "传真：87654322", "电子邮箱：bgs@h.example")
    outer = {"t": "table", "l": "ul", "s": "div"}[box[1]]
    text = f"<{outer} class=c>{''.join(map(box.format, said))}</{outer}>"
    assert lines(called("联系方式", f"<h1>联系方式</h1><div class=i>2024-05-10 浏览 31</div>{text}")) == list(said)


def test_a_short_text_that_repeats_its_title_is_no_title_broken_over_lines() -> None:
    text = f"　　{TITLE}<br>　　{PROSE[1]}<br>　　（图/文：小林）"
    found = called(
        TITLE, f"<div class=a>{TITLE}</div><div class=b>发表于 2024-05-10 10:20</div><div class=c>{text}</div>"
    )
    assert (found.title, lines(found)[-2:]) == (TITLE, [WANTED[1], "（图/文：小林）"])


def test_a_short_title_above_the_form_of_its_fields_is_no_caption() -> None:
    form = "<table><tr><td>发布部门<td>办公室<td>发布日期<td>2024-05-10</table>"
    end = "<div>相关附件：无</div><div>浏览次数：31 最后更新：2024-05-10</div>"
    found = called(
        "信息详情", f"<h3>喜报</h3>{form}<div class=c>{paragraphs('何远山同志获奖。', '特此报喜。')}</div>{end}"
    )
    assert (found.title, lines(found)) == ("喜报", ["何远山同志获奖。", "特此报喜。"])
