"""Pages that an application draws: a title below a bar, nothing named so that it tells anything, what else there is to
read in rows with their days, and boxes between the paragraphs that offer something."""

from __future__ import annotations

import pytest

from tests.extract.kit import PROSE, TITLE, WANTED, called, day, lines, of_site, paragraphs

OTHERS = ("关于召开主席会议的通知", "一件提案修好六里渠", "县政协委员走访养殖大户")
ROWS = (
    "<div class=r9k><div>{title}</div><div>{day}</div></div>",
    "<div><div>{title}</div><div>{day}</div></div>",
    "<div class=r9k><p>{title}</p><p><span>{day}</span></p></div>",
    "<li><b>{title}</b><br><i>{day}</i></li>",
)
DAYS = (
    ("3天前", "5天前", "12天前"),
    ("2024-05-08", "2024-05-06", "2024-04-30"),
    ("2024年5月8日", "2024年5月6日", "4月30日"),
)
BARS = ("<i>‹</i><span>政协要闻</span><i>···</i>", "<span>←</span><b>政协要闻</b>", "<div>政协要闻</div>")
INFO = "<div class=i7q><span>来源：松溪日报</span><span>发布：2024-05-10 15:32</span></div>"


def rows(row: str, days: tuple[str, ...], others: tuple[str, ...] = OTHERS) -> str:
    return "".join(row.format(title=title, day=when) for title, when in zip(others, days, strict=True))


@pytest.mark.parametrize("bar", BARS)
@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("row", ROWS)
def test_rows_with_their_days_are_no_titles(row: str, days: tuple[str, ...], bar: str) -> None:
    app = (
        f"<div id=app><div class=b2x>{bar}</div><div class=t5w>{TITLE}</div><div class=c3m>{paragraphs(*PROSE)}</div>"
        f"{INFO}<div class=m8v><div>大家在读</div>{rows(row, days)}</div></div>"
    )
    found = of_site(app)
    assert (found.title, day(found), found.source) == (TITLE, "2024-05-10", "松溪日报")
    assert lines(found) == WANTED


@pytest.mark.parametrize("row", ROWS)
def test_nor_are_they_above_the_article(row: str) -> None:
    column = f"<div class=s4n><div>热文榜</div>{rows(row, DAYS[1])}</div>"
    found = of_site(f"{column}<div class=m8v><div class=t5w>{TITLE}</div>{INFO}<div>{paragraphs(*PROSE)}</div></div>")
    assert (found.title, lines(found)) == (TITLE, WANTED)


@pytest.mark.parametrize("speaker", ["县政协副主席　何远山", "一、怎样修的"])
def test_what_is_printed_large_in_the_text_is_not_the_title_above_it(speaker: str) -> None:
    app = f"<div class=b2x>‹ 讲话 ···</div><div class=t5w>{TITLE}</div><div><p><b>{speaker}</b></p>"
    found = of_site(f"<div id=app>{app}{paragraphs(*PROSE)}</div>{INFO}</div>")
    assert (found.title, lines(found)) == (TITLE, ["".join(speaker.split()), *WANTED])


OFFERS = (
    "广告 · 农信社贴息贷款",
    "推广｜松溪银行惠农卡",
    "广告位招租",
    "点击收听本文音频",
    "打开APP阅读全文",
    "打开松溪客户端，阅读更流畅",
    "下载“松溪政协”小程序",
)


@pytest.mark.parametrize("box", ["<div class=q6z><span>{}</span></div>", "<div class=q6z>{}</div>"])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
@pytest.mark.parametrize("words", OFFERS)
def test_boxes_that_offer_something_are_none_of_the_text(words: str, at: int, box: str) -> None:
    text = paragraphs(*PROSE[:at]) + box.format(words) + paragraphs(*PROSE[at:], "谢谢大家！")
    boxed = (
        f"<div class=t5w>{TITLE}</div>{INFO}<div class=c3m>{text}</div><div class=q6z><span>{OFFERS[0]}</span></div>"
    )
    assert lines(called(TITLE, boxed)) == [*WANTED, "谢谢大家！"]


@pytest.mark.parametrize("words", ["打开松溪客户端，点“提案”填报", "广告牌占了人行道", "点击收听的人多了"])
def test_but_a_line_that_is_typed_like_the_others_is(words: str) -> None:
    text = f"<div class=t5w>{TITLE}</div>{INFO}<div class=c3m>{paragraphs(PROSE[0], words, *PROSE[1:])}</div>"
    assert lines(called(TITLE, text)) == [WANTED[0], words, *WANTED[1:]]


CELL = "<td><p style='text-align:center'><span>{}</span></p></td>"


@pytest.mark.parametrize("frame", ["<h1>{}</h1>", "<div class=t5w>{}</div>", "<center><b>{}</b></center>"])
@pytest.mark.parametrize("calls", ["案由", "题目", "标题"])
def test_a_title_that_a_table_of_the_text_repeats_stands_above_it(calls: str, frame: str) -> None:
    title = "关于修缮北干渠的建议"
    table = ((calls, title), ("提案人", "何远山", "界别", "农业"), ("承办单位", "水利局", "会办单位", "财政局"))
    cells = "".join(f"<tr>{''.join(map(CELL.format, row))}</tr>" for row in table)
    text = f"{INFO}<div class=c3m><table border=1>{cells}</table>{paragraphs(*PROSE)}</div>"
    found = called(title, f"<div class=m8v>{frame.format(title)}{text}</div>")
    assert found.title == title
    assert lines(found) == ["".join(row) for row in table] + WANTED
