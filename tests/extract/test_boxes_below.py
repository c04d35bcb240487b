"""Boxes around the text that say what they are: other sections under their head, comments, a machine's digest, and the
buttons and labels of offers."""

# ruff: noqa: E501 - a line of markup is read best in one piece
from __future__ import annotations

from datetime import date

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.layouts import Context, Row, newest
from cppcc_archive.extract.layouts.learn import SitePage, learn
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, day, lines, paragraphs, read

LOOSE = [frame for frame in FRAMES if frame not in ("editor", "zoom")]
CARD = "<div class=li><h4><a href=/{0}.html>一件提案修好{0}里渠</a></h4><p>县政协委员走访{0}户人家，听取意见...<a href=/{0}.html>[详细]</a></p></div>"
SECTIONS = (
    "<div class=more><div class=mt>同栏目文章</div>{cards}</div>",
    "<div class=rel><h2>精彩图集</h2><figure><img src=/1.jpg><figcaption>渠水到田头</figcaption></figure></div>",
    "<div class=ask><p>你可能想问</p><p>这条渠由哪个部门管？</p><p>什么时候再修？</p></div>",
    "<div class=rp><h3>相关</h3><div class=jp><h4>渠水到田头</h4><span>2025-03-02</span></div><div class=jp><h4>一件提案修好一里渠</h4><span>2025-03-09</span></div></div>",
)


@pytest.mark.parametrize("frame", LOOSE)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_box_that_ends_the_text_goes_with_its_head(section: str, frame: str) -> None:
    box = section.format(cards="".join(map(CARD.format, (3, 5, 7))))
    assert lines(read(frame, end=box)) == WANTED


def test_so_does_one_of_links_at_the_end_of_an_editors_own_container() -> None:
    box = SECTIONS[0].format(cards="".join(map(CARD.format, (3, 5, 7))))
    assert lines(read("editor", text=paragraphs(*PROSE) + box)) == WANTED


@pytest.mark.parametrize("words", ["精彩图集", "同栏目文章", "你可能想问"])
@pytest.mark.parametrize("frame", FRAMES)
def test_but_not_what_is_typed_like_a_paragraph(words: str, frame: str) -> None:
    text = paragraphs(PROSE[0], words, *PROSE[1:])
    assert lines(read(frame, text=text)) == [WANTED[0], words, *WANTED[1:]]


DIGESTS = (
    "<div class=ai><div><b>AI摘要</b><span>由政务大模型生成，仅供参考</span></div><p>本文主要讲述：{0}</p><ul><li>要点1：{1}</li></ul></div>",
    "<div class=ai><div>AI摘要 · 内容由系统自动生成</div><div>本文介绍了渠的事，全文约900字。</div></div>",
    "<section><p>智能速览</p><p>{0}</p><p>以上内容由人工智能生成</p></section>",
)


@pytest.mark.parametrize("frame", LOOSE)
@pytest.mark.parametrize("digest", DIGESTS)
def test_a_machines_digest_says_at_its_head_or_end_what_it_is(digest: str, frame: str) -> None:
    assert lines(read(frame, top=digest.format(PROSE[0][:20], PROSE[1][:20]))) == WANTED


INFOS = (
    ("日期 Date：2024-05-10　　来源 Source：松溪日报　　浏览 Views：224", "松溪日报"),
    ("<i>2024-05-10</i><i>松溪日报</i><i>共339人看过</i>", "松溪日报"),
    ("2024.05.10<i>|</i>提案委员会<i>|</i><span>▶ 听全文 3分38秒</span>", "提案委员会"),
    ("发布时间：2024-05-10 13:29　文章来源：　<a>打印</a>　<a>【字体：大 中 小】</a>", None),
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("info", "source"), INFOS)
def test_info_lines_in_more_words(info: str, source: str | None, frame: str) -> None:
    found = read(frame, info=info)
    assert (found.title, day(found), found.source, lines(found)) == (TITLE, "2024-05-10", source, WANTED)


THEMES = ("体检", "换届", "视察", "征文", "座谈", "学习", "调研", "文史")


def _site(after: str, at_top: str = "") -> list[list[str]]:
    """What is read of a site's pages, whose container ends with (``at_top``: begins with) such a box."""
    pages = []
    for number, theme in enumerate(THEMES):
        text = f"<p>县政协组织{number + 3}0名委员开展{theme}，走访了{number + 2}个村，大家提出了不少意见。</p>"
        box, top = (one.format(theme=theme, number=number) for one in (after, at_top))
        html = (
            f"<meta charset=utf-8><title>{theme}见闻</title><h1>{theme}活动见闻</h1><div class=i>2024-05-{number + 10} 浏览 9</div>"
            f"<div class=body>{top}{text}{box}</div>"
        )
        row = Row(f"{theme}活动见闻", date(2024, 5, number + 10))
        pages.append(SitePage(html.encode(), f"http://h.example/{number}.html", None, row))
    layouts = newest(learn(pages))
    return [lines(extract(page.body, page.url, None, Context(page.row, layouts))) for page in pages]


@pytest.mark.parametrize(
    ("after", "top"),
    [
        (
            "<div id=comments><h2>《{theme}》上有{number}条评论</h2><ol><li><b>渠边人{number}</b><p>{theme}早该办了。</p></ol></div>",
            "",
        ),
        ("<div class=ask><p>你可能想问</p><p>由哪个部门负责？</p><p>{theme}有什么最新进展？</p></div>", ""),
        ("", "<div class=ai><div>AI摘要 由政务大模型生成</div><p>本文主要讲述：{theme}。</p></div>"),
    ],
)
def test_what_varies_in_such_boxes_goes_with_them_where_a_layout_is_known(after: str, top: str) -> None:
    assert [len(found) for found in _site(after, top)] == [1] * len(THEMES)


def test_a_table_of_a_proposal_in_a_box_like_its_texts_is_text() -> None:
    table = "<table border=1><tr><td>提案编号<td>21<td>类别<td>农业<tr><td>提案人<td>何远山<td>界别<td>农业</table>"
    sections = "".join(f"<section class=v><section>{text}</section></section>" for text in map(paragraphs, PROSE))
    for text in (
        f"<div class=k3><div class=b>{table}</div></div><div class=k3><div class=b>{paragraphs(*PROSE)}</div></div>",
        f"<section style='overflow-x:auto'>{table}</section><section class=o>{sections}</section>",
    ):
        found = called(TITLE, f"<h1>{TITLE}</h1><div>2024-05-10 浏览 31</div><div class=m>{text}</div>")
        assert lines(found) == ["提案编号21类别农业", "提案人何远山界别农业", *WANTED]


PAID = (
    "<div class=ad1><div>赞助内容</div><a rel='nofollow sponsored'><img src=/a.jpg><p>农信社惠农贷，最高三十万元</p></a><span>查看详情</span></div>",
    "<div class=ad2><div>驾校</div><a rel=sponsored><p>渠边驾校暑期班报名立减三百元</p></a><span>广告</span></div>",
    "<div><a>展开全文</a></div>",
    "<div style='position:fixed;right:6px;bottom:90px'><a>字号</a><a>夜间</a><a>朗读</a><a>回顶部</a></div>",
    "<div style='left:0;position: fixed'><dl><dt>在线客服</dt><dd>工作时间 8:30—17:30</dd><dd>提案咨询 8200000</dd></dl></div>",
    "<div class=more-box><span>延伸阅读</span><a href=/8.html>渠水到田头</a><p>县政协委员走访八户人家，听取意见。项目编号：8...</p></div>",
)


@pytest.mark.parametrize("frame", ["divs", "article", "bare"])
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("box", PAID)
def test_what_is_paid_for_floats_or_leads_on_amid_the_text_is_none_of_it(box: str, at: int, frame: str) -> None:
    text = paragraphs(*PROSE[:at]) + box + paragraphs(*PROSE[at:], "县政协办公室", "2024年5月10日")
    assert lines(read(frame, text=text)) == [*WANTED, "县政协办公室", "2024年5月10日"]


SLIDER = "<div class=sl><a>上一张</a><ul><li><img src=/t/0.jpg></li></ul><a>下一张</a><span>1/1</span><span>支持键盘 ← → 翻页</span></div>"


def test_a_week_of_meetings_below_a_gallery_is_text() -> None:
    days = ("5月9日　星期四", "全天　何远山参加现场会（北干渠）", "5月10日　星期五", "上午　李一山主持座谈会（机关）")
    text = "".join(f"<h3>{line}</h3>" if "星期" in line else f"<p>{line}</p>" for line in days)
    body = f"<div class=hd><h1>{TITLE}</h1><p>2024-05-12 10:19 | 来源：松溪日报</p></div>{SLIDER}<div class=tx>{text}</div>"
    assert lines(called(TITLE, body)) == ["".join(line.split()) for line in days]


@pytest.mark.parametrize("frame", ["divs", "table", "article", "bare"])
@pytest.mark.parametrize(
    "head",
    [
        ("人物：何远山，县政协委员，水利站站长", "采访时间：2024年5月6日"),
        ("受访者：何远山", "采访地点：北干渠"),
        ("内容提要：课题组走访两个村，形成本报告。", "关键词：水渠；协商"),
    ],
)
def test_fields_that_a_text_begins_with_are_its_own(head: tuple[str, str], frame: str) -> None:
    found = read(frame, text="".join(f"<section class=t><span>{line}</span></section>" for line in (*head, *PROSE)))
    assert (lines(found), day(found)) == ([*head, *WANTED], "2024-05-10")


def test_the_first_parts_heading_stays_below_the_note_of_who_passed_a_rule() -> None:
    note, heading = "（2024年5月9日第九届主席会议通过）", "第一章　总则"
    text = f"<p align=center>{note}</p><center>{heading}</center><p>　　第一条　{PROSE[0]}</p><p>　　第二条　{PROSE[1]}</p>"
    body = f"<table><tr><td align=center>{TITLE}</td></tr><tr><td>2024-05-10 浏览 3</td></tr><tr><td>{text}</td></tr></table>"
    assert lines(called(TITLE, body))[:2] == [note, "第一章总则"]


@pytest.mark.parametrize("lead", ["（2024年5月9日，何远山）", PROSE[0]])
def test_a_bare_division_alone_between_two_offers_is_a_paragraph(lead: str) -> None:
    offer = PAID[0].replace("ad1", "q{0}z")
    text = f"<div>　　{lead}</div>{offer.format(1)}<div>　　{PROSE[1]}</div>{offer.format(2)}" + "".join(
        f"<div>　　{line}</div>" for line in (PROSE[2], PROSE[0], "谢谢大家！")
    )
    body = f"<h2>{TITLE}</h2><div class=i><em>松溪日报</em> <em>2024/05/10 14:55</em></div><div class=z>{text}</div>"
    assert lines(called(TITLE, body)) == ["".join(lead.split()), WANTED[1], WANTED[2], WANTED[0], "谢谢大家！"]


def test_what_visitors_say_in_a_box_named_for_comments_ends_a_system_s_container_however_long_it_is() -> None:
    text = "<p>会议强调，要广泛凝聚共识，积极建言资政，服务发展大局。</p>" * 2
    said = (
        "<p>路修得好，希望把村口的灯也装上，夜里走路就不怕了。</p><p>支持，我们村也想修，等了好几年，谢谢委员们。</p>"
    )
    page = f"<meta charset=utf-8><h1>委员话水渠</h1><p>2024-05-10</p><div id=zoom>{text}<div class=comments>{said}</div></div>"
    assert len(extract(page.encode(), "http://h.example/1.html").blocks) == 2
