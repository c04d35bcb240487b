"""What the rules for furniture must leave alone: an author's lines that begin like a template's, forms that are texts,
pages that a script shows as a whole; and what they must not take for a title, a day or a way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cppcc_archive.extract import Document, extract
from tests.growth import grows_linearly

URL = "http://www.yunshan.gov.cn/zx/202501/t20250109_1.html"
PROSE = "".join(
    f"<p>区政协{topic}专题协商会听取了有关部门的情况介绍，委员们提出了意见建议，会议要求认真研究、抓好落实。</p>"
    for topic in ("教育", "交通", "养老", "河道", "文化")
)
SIDE = "<div class=side><p>本站声明，未经许可不得转载本站内容。</p><p>投稿请寄区政协办公室宣传科。</p></div>"
HEAD = "<h1>关于加强教育工作的提案</h1><div>发布时间：2025-01-09 来源：区政协提案委</div>"


def read(body: str, title: str = "关于加强教育工作的提案-云山政协网") -> Document:
    return extract(f"<html><head><meta charset=utf-8><title>{title}</title></head>{body}</html>".encode(), URL)


@pytest.mark.parametrize(
    "line",
    [
        "文明上网，人人有责。让我们携手共建清朗网络空间！",
        "前一位委员谈到了教育，我完全赞同。谢谢大家！",
        "下一位发言的是张三委员。",
        "验证码由区政协办公室统一发放，请妥善保管。",
        "仅供参考",
    ],
)
def test_a_last_paragraph_that_begins_like_furniture_stays(line: str) -> None:
    assert read(f"<body>{HEAD}<div class=abc>{PROSE}<p>{line}</p></div></body>").text.endswith(line)


@pytest.mark.parametrize(
    "line", ["发送至邮箱：ysqzx@163.com", "扫描二维码进入报名页面", "请用手机扫码登录掌上政协提交提案"]
)
def test_where_to_send_what_and_codes_to_do_something_by_are_the_authors(line: str) -> None:
    assert read(f"<body>{HEAD}<div class=TRS_Editor>{PROSE}<p>{line}</p></div>{SIDE}</body>").text.endswith(line)


def test_a_line_that_shares_the_page_takes_no_picture_above_it_along() -> None:
    last = "<p><img src=/huichang.jpg></p><p>扫一扫在手机打开当前页</p>"
    found = read(f"<body>{HEAD}<div class=TRS_Editor>{PROSE}{last}</div>{SIDE}</body>")
    assert [block.src for block in found.blocks if block.src] == ["http://www.yunshan.gov.cn/huichang.jpg"]
    assert "扫一扫" not in found.text


def test_an_empty_field_takes_no_line_of_the_text_as_its_value() -> None:
    form = "<p>索引号：</p><p>001</p><p>发布日期：</p><p>2025-01-09</p><p>主题词：</p>"
    assert read(f"<body>{HEAD}<div id=zoom>{form}<p>各位委员：</p>{PROSE}</div></body>").text.startswith("各位委员：")


def test_the_abstract_of_a_paper_stays_above_its_key_words() -> None:
    paper = "<div><p>摘要：本文就基层协商提出三点建议。</p></div><p>关键词：协商；民主</p>"
    assert read(f"<body>{HEAD}<div id=zoom>{paper}{PROSE}</div></body>").text.startswith("摘要：本文")


def test_a_source_ends_before_its_reporter() -> None:
    info = "<h1>关于加强教育工作的提案</h1><div>来源：人民政协报记者 张三 发布时间：2025-01-05</div>"
    assert read(f"<body>{info}<div id=zoom>{PROSE}</div></body>").source == "人民政协报"


def test_a_button_that_is_the_articles_own_box_hides_nothing() -> None:
    box = f"<div class=abc>{PROSE}<div style='display:none'><p>其余部分另行公布。</p></div>展开全文</div>"
    assert read(f"<body>{HEAD}{box}{SIDE}</body>").text.count("专题协商会") == 5


@pytest.mark.parametrize("container", ["class=abc", "id=zoom"])
def test_a_link_to_the_whole_text_is_no_button(container: str) -> None:
    popup = "<div style=display:none>请登录后再发表评论。没有账号请先注册。</div>"
    found = read(f"<body>{HEAD}<div {container}>{PROSE}<p><a href=/x.pdf>阅读全文</a></p>{popup}</div></body>")
    assert found.text.endswith("阅读全文")
    assert "请登录" not in found.text


def test_an_article_about_machines_is_no_machines_digest() -> None:
    first = "<p>智能总结会议记录系统近日在区政协机关投入使用，委员可以随时查看。</p>"
    last = "<p>据介绍，会议纪要由人工智能自动生成，经工作人员核对后发布。</p>"
    found = read(f"<body>{HEAD}<div class=abc>{first}{PROSE}{last}</div></body>")
    assert found.text.startswith("智能总结")
    assert found.text.count("专题协商会") == 5


def test_a_digest_in_the_editors_own_container_stays() -> None:
    note = "<p>以上摘要由大模型自动生成</p>"
    found = read(f"<body>{HEAD}<div id=zoom><div class=TRS_Editor><p>AI摘要</p>{note}{PROSE}</div></div></body>")
    assert found.text.startswith("AI摘要")


def test_a_list_of_documents_is_no_form() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>云政协〔2024〕{n}号</td><td>关于第{n}次会议的通知</td><td>2024-05-{n:02}</td></tr>"
        for n in range(1, 9)
    )
    head = "<tr><td>序号</td><td>文号</td><td>标题</td><td>发文日期</td></tr>"
    other = "<tr><td>文号</td><td>标题</td><td>发文日期</td><td>备注</td></tr>"
    for first in (head, other):
        found = read(
            f"<body>{HEAD}<div class=abc><table>{first}{rows}</table><p>以上文件可到办公室查阅。</p></div></body>"
        )
        assert "关于第8次会议的通知" in found.text
        assert "发文日期" in found.text


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "position:absolute;left:-9999px"])
def test_a_page_that_a_script_shows_as_a_whole_keeps_title_day_and_names(style: str) -> None:
    menu = "".join(f"<li><a href=/m{n}>栏目{n}</a></li>" for n in range(40))
    info = "<div>发布时间：2025-01-09 来源：区政协提案委 作者：张三</div>"
    body = f"<ul>{menu}</ul><h1>关于加强教育工作的提案</h1>{info}<div id=zoom>{PROSE}</div>"
    found = read(f"<body><div style='{style}'>{body}</div></body>", "云山政协网")
    assert (found.title, found.source, found.author) == ("关于加强教育工作的提案", "区政协提案委", "张三")
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2025-01-09"


def test_a_columns_heading_with_a_day_below_is_no_title() -> None:
    way = "<div>当前位置：<a href=/>首页</a> > <a href=/gz>工作动态</a></div>"
    day = "<h2>工作动态</h2><div>2025年1月9日 星期四</div>"
    body = f"<p>区政协召开主席会议</p><div>来源：区政协办 时间：2025-01-08</div><div id=zoom>{PROSE}</div>"
    found = read(f"<body>{way}{day}{body}</body>", "云山政协网")
    assert found.title != "工作动态"
    assert found.breadcrumb == ("首页", "工作动态")


def test_a_column_between_title_and_site_is_left_out() -> None:
    found = read(f"<body><div id=zoom>{PROSE}</div></body>", "关于加强教育的提案_政协提案_云山政协网")
    assert found.title == "关于加强教育的提案"


def test_a_day_told_of_the_site_is_not_the_articles() -> None:
    data = '<script type="application/ld+json">{"@type":"WebSite","datePublished":"2015-06-01"}</script>'
    info = "<div>更新时间：2025-01-07 浏览：3</div>"
    found = read(f"<body>{data}<h1>关于加强教育工作的提案</h1>{info}<div id=zoom>{PROSE}</div></body>")
    assert found.published_at is not None
    assert found.published_at.date().isoformat() == "2025-01-07"


def test_a_weather_box_is_no_way() -> None:
    weather = "<div>当前：<span>晴 12℃</span><a href=/w>天气</a></div>"
    way = "<div>您现在的位置：<a href=/>首页</a> > <a href=/gz>工作</a></div>"
    assert read(f"<body>{weather}{way}{HEAD}<div id=zoom>{PROSE}</div></body>").breadcrumb == ("首页", "工作")


def test_a_meeting_room_is_no_source() -> None:
    lines = "<div>2025-01-09</div><div>会议室</div>"
    found = read(f"<body><h1>关于加强教育工作的提案</h1>{lines}<div id=zoom>{PROSE}</div></body>")
    assert found.source is None


@pytest.mark.parametrize(
    "body",
    [
        lambda times: "<i hidden>a</i>" * times + "<i hidden>a</i>展开全文" * times,
        lambda times: "<title>x</title>" * 5 * times + "<p>区政协召开会议</p>" * times,
        lambda times: "<div class=position>" + "<span> \n </span>" * 2 * times + "首页</div><p>" + PROSE,
        lambda times: f"<div id=zoom>{PROSE}{'<div>打印本页</div>' * times}</div>",
        lambda times: f"<div class=TRS_Editor>{PROSE}{'<p><a href=/>返回列表</a></p>' * times}</div>",
        lambda times: f"<div id=zoom>{PROSE}<div>打印本页</div>{'<div>|</div>' * times}</div>",
        lambda times: f"<div id=zoom>{PROSE}{'<div>附件.doc</div>' * times}</div>",
        lambda times: f"{HEAD}<section><div>{'委员们逐段查看。<br>' * times}</div><div>完。</div></section>",
    ],
    ids=[
        "buttons",
        "titles",
        "way",
        "buttons below",
        "buttons in an editor's",
        "marks below",
        "files below",
        "lines of a division",
    ],
)
def test_what_is_made_to_take_time_does_not(body: Callable[[int], str]) -> None:
    assert grows_linearly(lambda times: read(f"<body>{body(times)}</body>"), 20_000)
