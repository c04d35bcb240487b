"""Habits of small sites' templates, one at a time, each on an otherwise ordinary page without a known name."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document, extract
from tests.extract.kit import lines, paragraphs

TITLE = "市政协调研古树保护工作"
PROSE = (
    "6月12日，云岭市政协组织部分委员赴柳湾镇调研古树保护工作，市政协副主席周明月带队。",
    "调研组先后来到石桥村、大营村，实地查看古树挂牌和复壮情况，听取林业部门汇报，并与护林员座谈。",
    "周明月强调，古树是活着的历史，要落实管护责任，加大经费投入，让乡愁有处可寻。",
)
INFO = '<div class="sj">发布时间：2024-06-13　来源：云岭日报　浏览：<span>12</span></div>'
BODY = f'<div class="wb">{paragraphs(*PROSE)}</div>'


def read(
    body: str = BODY, head: str = f"<h2>{TITLE}</h2>", info: str = INFO, called: str = TITLE, metas: str = ""
) -> Document:
    html = (
        f'<!doctype html><html><head><meta charset="utf-8">{metas}<title>{called}-云岭市政协</title></head><body>'
        '<div class="menu"><a href="/">首页</a><a href="/yw/">政协要闻</a><a href="/tz/">通知公告</a></div>'
        '<div class="here">当前位置：<a href="/">首页</a> &gt; <a href="/yw/">政协要闻</a></div>'
        f'<div class="main">{head}{info}{body}</div><div class="bq">主办：云岭市政协办公室</div></body></html>'
    )
    return extract(html.encode(), "http://www.yunling-cppcc.example/yw/123.html")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<pre>　　{chr(10).join(PROSE)}</pre>", id="preformatted"),
        pytest.param(f"<textarea readonly>{chr(10).join(PROSE)}</textarea>", id="in a textarea"),
        pytest.param("<table>" + "".join(f"<tr><td>{p}</td></tr>" for p in PROSE) + "</table>", id="a row each"),
        pytest.param("<dl>" + "".join(f"<dd>{p}</dd>" for p in PROSE) + "</dl>", id="a definition list"),
        pytest.param(
            f"<article>{paragraphs(PROSE[0])}<aside><h3>延伸阅读</h3><p>2023年，市政协曾就同一主题开展民主监督。</p></aside>"
            f"{paragraphs(*PROSE[1:])}</article>",
            id="an aside in the middle",
        ),
        pytest.param(
            f"<div>{paragraphs(PROSE[0])}<details><summary>展开全文</summary>{paragraphs(*PROSE[1:])}</details></div>",
            id="details to be opened",
        ),
        pytest.param(
            f'<div>{paragraphs(PROSE[0])}<div style="display:none">{paragraphs(*PROSE[1:])}</div>'
            '<a href="javascript:;">查看更多内容</a></div>',
            id="the rest behind a button",
        ),
        pytest.param(
            f'<div><span class="on">正文</span><span>图解</span></div><div>{paragraphs(*PROSE)}</div>', id="tabs"
        ),
        pytest.param(f"<fieldset><legend>正文</legend>{paragraphs(*PROSE)}</fieldset>", id="a legend"),
    ],
)
def test_the_text_comes_out_whole_and_clean_however_it_is_kept(body: str) -> None:
    assert lines(read(body)) == list(PROSE)


@pytest.mark.parametrize(
    "furniture",
    [
        "<p>用微信“扫一扫”，将本页分享至朋友圈</p>",
        "<div>点赞 12　收藏 3　评论 0</div>",
        "<div>网站地图 | 联系我们 | 无障碍浏览</div>",
        '<div>您觉得这篇文章：<a href="#">满意</a> <a href="#">不满意</a></div>',
        "<div>共 0 条评论</div>",
        "<p>·上一篇：市政协召开党组会议</p>",
    ],
)
def test_what_stands_below_the_text_in_its_own_box_is_furniture(furniture: str) -> None:
    assert lines(read(f'<div class="wb">{paragraphs(*PROSE)}{furniture}</div>')) == list(PROSE)


@pytest.mark.parametrize(
    "furniture",
    [
        "<div><span>朗读全文</span> <span>00:00</span>/<span>03:12</span></div>",
        "<ul><li>索引号：0001/2024-1</li><li>公开方式：主动公开</li><li>文号：云协〔2024〕1号</li></ul>",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_what_stands_above_the_text_is_furniture(furniture: str, inside: bool) -> None:
    body = f'<div class="wb">{furniture}{paragraphs(*PROSE)}</div>' if inside else furniture + BODY
    assert lines(read(body)) == list(PROSE)


@pytest.mark.parametrize("name", ['id="zoom"', 'id="zoomcon"', 'id="vsb_content"'])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", '<p>·上一篇：<a href="1.html">市政协召开党组会议</a></p>'),
        ("", '<p>扫一扫在手机打开当前页</p><p><img src="qr.png"></p>'),
        ("", "<p>声明：本网转载稿件版权归原作者所有，如有侵权请联系我们。</p>"),
        ("", "<div><h3>网友评论</h3><p>写得真好，希望古树都能得到保护，为市政协点赞！</p></div>"),
        ("", "<div>编辑丨何小东</div><div>审核丨周明月</div>"),
        ("", '<ul><li><a href="3.html">市政协开展视察活动</a></li><li><a href="4.html">市政协开会</a></li></ul>'),
        ("<div>字体：[大 中 小]</div>", ""),
        ("<div>摘要：市政协组织部分委员赴柳湾镇调研古树保护工作…</div>", ""),
        ("<div><p>智能速览</p><p>调研古树保护。</p><p>以上内容由AI生成，仅供参考</p></div>", ""),
    ],
)
def test_a_systems_container_is_rid_of_what_its_template_put_there(name: str, above: str, below: str) -> None:
    assert lines(read(f"<div {name}>{above}{paragraphs(*PROSE)}{below}</div>")) == list(PROSE)


def test_an_author_may_end_with_a_list_of_files_in_a_systems_container() -> None:
    files = '<ul><li><a href="/f/1.doc">登记表.doc</a></li><li><a href="/f/2.doc">名单.doc</a></li></ul>'
    document = read(f'<div id="zoom">{paragraphs(*PROSE)}{files}</div>')
    assert lines(document) == [*PROSE, "登记表.doc", "名单.doc"]
    assert len(document.attachments) == 2


@pytest.mark.parametrize(
    "printed",
    [
        "二〇二四年六月十三日",
        "２０２４－０６－１３",
        "20240613",
        "24-06-13",
        "06/13/2024 9:05:00 AM",
        "June 13, 2024",
        "2024-06-13T09:05:11+08:00",
    ],
)
def test_a_labelled_date_is_read_as_it_is_printed(printed: str) -> None:
    document = read(info=f"<div>发布时间：{printed}　来源：云岭日报</div>")
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2024-06-13"
    assert document.source == "云岭日报"


@pytest.mark.parametrize(
    "info",
    [
        "<div><b>13</b><span>2024-06</span></div>",
        "<div><b>06-13</b><em>2024</em></div>",
        "<div>2024-06-13T09:05:11+08:00</div>",
        '<div><time datetime="2024-06-13T08:00:00+08:00">3天前</time></div>',
    ],
)
def test_an_info_line_that_is_only_a_date_is_no_text(info: str) -> None:
    document = read(info=info)
    assert document.published_at is not None
    assert document.published_at.date().isoformat() == "2024-06-13"
    assert lines(document) == list(PROSE)


@pytest.mark.parametrize("name", ["og:title", "twitter:title"])
def test_a_title_that_only_a_meta_tells_is_taken_where_the_page_is_called_by_its_site(name: str) -> None:
    document = read(
        head='<img src="t.jpg">', called="云岭市政协", metas=f'<meta property="{name}" content="{TITLE}-云岭市政协">'
    )
    assert document.title == TITLE


def test_when_and_where_a_report_was_given_stays_its_first_line() -> None:
    said = "——2024年1月9日在政协云岭市第八届委员会第三次会议上"
    document = read(f"<div><p>{said}</p><p>周明月</p>{paragraphs(*PROSE)}</div>", info="")
    assert lines(document) == [said, "周明月", *PROSE]
    assert document.published_at is None


def test_a_document_that_a_script_shows_is_a_file_of_the_article() -> None:
    document = read('<div><script>showPdf("/upload/1.pdf")</script></div>')
    assert [file.url for file in document.attachments] == ["http://www.yunling-cppcc.example/upload/1.pdf"]


@pytest.mark.parametrize("box", ["div", "p"])
def test_the_last_of_a_list_of_names_above_the_info_line_is_no_title(box: str) -> None:
    names = ["（按姓氏笔画排列）", "何小东　李一山　陈河", "孙立：主持全面工作", "周明月，49岁，柳湾镇人"]
    rows = "".join(f"<{box}>　　{name}</{box}>" for name in names)
    info = "<div>2024-06-13 10:47　云岭市融媒体中心</div>"
    document = read(f"<div>{rows}</div>{info}", '<div align="center">常务委员名单</div>', "", "文史资料")
    assert document.title == "常务委员名单"
    assert lines(document) == ["".join(name.split()) for name in names]


SCHOOL = "云岭市政协组织委员到柳湾镇中心小学开展读书分享活动的通知"


@pytest.mark.parametrize(
    "markup",
    [
        f"<h3>{SCHOOL[:14]}<br>{SCHOOL[14:]}</h3>",
        f"<div class=tt style='text-align:center;font-size:22px'>{SCHOOL[:14]}<br>{SCHOOL[14:]}</div>",
        f"<table><tr><td align=center><b>{SCHOOL[:14]}<br>{SCHOOL[14:]}</b></td></tr></table>",
    ],
)
@pytest.mark.parametrize("info", [INFO, ""])
def test_a_title_broken_over_lines_is_whole_though_nothing_else_tells_it(markup: str, info: str) -> None:
    found = read(head=markup, info=info, called="政协要闻")
    assert (found.title, lines(found)) == (SCHOOL, list(PROSE))


@pytest.mark.parametrize(
    "line",
    [
        *("二〇二四年六月十三日", "发布时间：二〇二四年六月十三日　来源：云岭日报", "20240613", "[24-06-13]"),
        *(
            "日期：20240613　来源：云岭日报",
            "发布时间：24-06-13　浏览：9",
            "云岭发布　2024-06-13",
            "稿源：云岭日报　2024-06-13",
        ),
        "2024-06-13 星期四　来源：云岭日报",
        *("24-06-13", "24-06-13 来源：云岭日报", "24-06-13 09:30", "二Ｏ二四年六月十三日", "2024.6.13"),
        *("云岭市政协 | 2024-06-13", "云岭市融媒体中心　2024-06-13"),
        "<table><tr><td>稿源：云岭日报</td><td>日期：2024-06-13</td><td>访问量：9</td></tr></table>",
        "<table><tr><td>作者：宣传股</td><td>点击数：9</td><td>更新时间：2024-06-13</td></tr></table>",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_day_in_any_writing_is_the_publications_and_no_text(line: str, place: str) -> None:
    written = f'<div class="sj">{line}</div>'
    found = read(info=written) if place == "above" else read(info="", body=BODY + written)
    assert (str(found.published_at)[:10], lines(found)) == ("2024-06-13", list(PROSE))


@pytest.mark.parametrize(
    "line",
    [
        *("信息审核：何远山", "作者：办公室 编辑：何远山", "上篇文章：<a href=/1.html>市政协召开主席会议</a>"),
        *("时间：2024/06/13　编辑：何远山", "4432人浏览", "阅：32次", "摘要：会议强调了几项工作……"),
    ],
)
def test_what_templates_print_below_is_no_text(line: str) -> None:
    assert lines(read(body=f'{BODY}<div class="x">{line}</div>')) == list(PROSE)


def test_an_abstract_with_its_name_before_an_article_that_begins_so_is_no_text() -> None:
    assert lines(read(body=f"<div><b>摘要：</b>{PROSE[0][:20]}……</div>{BODY}")) == list(PROSE)


def test_whom_a_letter_greets_and_who_speaks_hold_the_text_together() -> None:
    body = (
        f"<p>在座谈会上的发言提纲</p><div>　　周明月</div><p>各位委员：</p><div>　　{PROSE[0]}</div><p>{PROSE[1]}</p>"
    )
    assert lines(read(body=body)) == ["在座谈会上的发言提纲", "周明月", "各位委员：", *PROSE[:2]]


@pytest.mark.parametrize(
    "text", ["".join(f"　　{one}<br>" for one in PROSE), f"<section>{paragraphs(*PROSE)}</section>"]
)
def test_a_table_with_lines_below_the_text_is_text(text: str) -> None:
    table = "<table border=1><tr><td>单位</td><td>件数</td></tr><tr><td>教育局</td><td>3</td></tr></table>"
    assert read(body=f"{text}{table}").text.endswith("单位\t件数\n教育局\t3")


def test_a_pictures_caption_near_the_end_is_text() -> None:
    figure = "<figure><img src=/1.jpg><figcaption>调研现场</figcaption></figure>"
    body = f"<section><p>{PROSE[0]}</p></section>{figure}<section><p align=right>（周明月）</p></section>"
    assert lines(read(body=body)) == [PROSE[0], "调研现场", "（周明月）"]


SIGNED = '<p align="right">云岭市政协提案委</p>'


@pytest.mark.parametrize("day", ["2024年6月13日", "二〇二四年六月十三日", "2024.6.13"])
@pytest.mark.parametrize("box", ["<p>{}</p>", "<div>{}</div>"])
def test_the_day_below_who_signs_is_text_in_any_box(day: str, box: str) -> None:
    body = f"{paragraphs(*PROSE)}{SIGNED}{box.format(day)}"
    assert lines(read(body=body))[-2:] == ["云岭市政协提案委", day]


@pytest.mark.parametrize("day", ["2024.6.13", "二〇二四年六月十三日"])
def test_a_second_day_below_the_first_is_the_templates(day: str) -> None:
    body = f"{paragraphs(*PROSE)}{SIGNED}<p>2024年6月13日</p><div><span>{day}</span></div>"
    found = read(body=body, info="")
    assert (lines(found)[-1], str(found.published_at)[:10]) == ("2024年6月13日", "2024-06-13")


def test_a_file_that_the_system_names_again_is_named_once() -> None:
    file = "附件：<a href=/f/6.pdf>登记表.pdf</a>"
    body = f"<div class=wb>{paragraphs(*PROSE)}<p>{file}</p><div class=fj>{file}</div></div>"
    assert lines(read(body=body)).count("附件：登记表.pdf") == 1


VERSES = ("春风过处满山青，", "古渡新桥气象宏。", "灯火万家入梦迟，", "同心共筑幸福城。")


@pytest.mark.parametrize("head", ["<h2>政协要闻</h2><h2>诗二首</h2>", "<h3 align=center>诗二首</h3>"])
def test_a_poem_has_its_short_title_and_its_lines_though_nothing_else_tells_it(head: str) -> None:
    found = read(head=head, info="", body=f"<hr><div class=wb>{paragraphs(*VERSES)}</div>", called="政协要闻")
    assert (found.title, lines(found)) == ("诗二首", list(VERSES))


def test_an_office_in_the_form_above_a_text_is_no_title() -> None:
    form = "<table><tr><th>索引号</th><td>0042</td></tr><tr><th>发布机构</th><td>云岭发布</td></tr></table>"
    body = f"{form}<div class=wb><p align=center>老街的早晨</p>{paragraphs(*PROSE)}</div>"
    assert read(head="<h2>老街的早晨</h2>", info="", body=body, called="政协要闻").title == "老街的早晨"
