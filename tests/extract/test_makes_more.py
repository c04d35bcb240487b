"""More makes of pages: marks of an end, a speech's day below the info line, who told a story, accounts' names in boxes
with the day, machines' digests, a paper's notices, grids of old systems, halves of an article around a box."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, day, lines, page, paragraphs, read

TEXT = paragraphs(*PROSE)


def test_a_grid_whose_labels_are_spread_is_one() -> None:
    fields = (("标　　题", f"<b>{TITLE}</b>"), ("发布日期", "2024-05-10"), ("栏　　目", "提案"), ("发 布 人", "何远山"))
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in fields)
    last = "<tr><td>附　　件</td><td>无</td></tr><tr><td>阅读情况</td><td>已阅 35 人，未阅 55 人</td></tr>"
    head = "<div><b>松溪县政协网上提案系统</b></div>"
    body = f"{head}<table>{rows}<tr><td>内　　容</td><td>{TEXT}</td></tr>{last}</table>"
    found = called("松溪县政协网上提案系统", body)
    assert (found.title, day(found), lines(found)) == (TITLE, "2024-05-10", WANTED)


@pytest.mark.parametrize("mark", ["—END—", "· end ·", "THE END"])
@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
def test_below_the_mark_of_an_end_short_lines_are_no_text(frame: str, mark: str) -> None:
    close = f"<p>{mark}</p><p>长按识别二维码，关注“松溪政协”</p>"
    close += "<p>投稿邮箱：zx@songxi.example</p><p>点个在看，传递好声音</p>"
    assert lines(read(frame, end=f"<section>{close}</section>")) == WANTED


SPEECH = ("2024年5月8日", "何远山", "各位委员，同志们：", *PROSE)


@pytest.mark.parametrize("style", ["<p align=center>{}</p>", "<p>{}</p>"])
def test_the_day_of_a_speech_below_the_info_line_is_text(style: str) -> None:
    text = "".join(style.format(line) for line in SPEECH[:2]) + paragraphs(*SPEECH[2:])
    head = f"<h1>{TITLE}<br><span>2024-05-10 09:18 来源：  评论：0 点击：31</span></h1>"
    found = called(f"{TITLE} - 讲话 - 松溪县政协", f"<div id=A>{head}<div class=content>{text}</div></div>")
    assert (day(found), lines(found)) == ("2024-05-10", [*SPEECH[:3], *WANTED])


@pytest.mark.parametrize("by", ["何远山口述　李一山整理", "作者：何远山"])
def test_who_told_a_story_and_who_wrote_it_down_is_text(by: str) -> None:
    info = "<div class=i>发布时间：2024-05-10 来源：文史委 浏览：31</div>"
    found = called(TITLE, f"<div class=w><h1>{TITLE}</h1>{info}<div class=x>{paragraphs(by, *PROSE)}</div></div>")
    assert (day(found), lines(found)) == ("2024-05-10", ["".join(by.split()), *WANTED])


def test_an_accounts_names_stand_in_one_box_with_the_day() -> None:
    names = "<div><img src=/a.png><div>松溪县政协</div><div>政务号</div><div>关注</div></div>"
    info = f"{names}<div><span>2024-05-10 08:14</span><span> · </span>"
    info += "<span>4554阅读</span><span> · </span><span>福建</span></div>"
    half = "<div class=g><div class=b>{}</div></div>"
    more = "<div class=y><div class=z>延伸阅读</div><div class=v><a href=/1.htm>致全县政协委员的倡议书</a></div></div>"
    text = half.format(paragraphs("5月8日，县政协开会。", "会议研究了水渠。")) + more + half.format(TEXT)
    head = f"<div class=e><div class=t>{TITLE}</div><div class=a>{info}</div></div>"
    found = called(TITLE, f"{head}<div class=d>{text}</div>")
    assert (found.title, day(found)) == (TITLE, "2024-05-10")
    assert lines(found) == ["5月8日，县政协开会。", "会议研究了水渠。", *WANTED]


def test_a_proposals_data_among_its_paragraphs_is_text() -> None:
    table = (
        "<table border=1><tr><td>提案编号</td><td>2024012</td><td>类别</td><td>农业</td></tr>"
        "<tr><td>提案人</td><td>何远山</td><td>界别</td><td>农业</td></tr></table>"
    )
    for frame in ("divs", "table", "zoom", "editor"):
        wanted = ["提案编号2024012类别农业", "提案人何远山界别农业", *WANTED]
        assert lines(read(frame, text=table + TEXT)) == wanted, frame
    rows = (("案　　号", "第21号"), ("提 案 者", "何远山"), ("界　　别", "农业界"), ("办理结果", "已采纳"))
    table = "".join(f"<tr><td><p>{name}</p></td><td><p>{value}</p></td></tr>" for name, value in rows)
    for frame in ("divs", "table", "zoom", "editor"):
        found = lines(read(frame, text=f"<table border=1>{table}</table>{TEXT}"))
        assert "".join(found[0].split()) == "案号第21号", frame
        assert found[4:] == WANTED, frame


def test_what_upkeep_costs_is_no_foot() -> None:
    text = paragraphs(*PROSE, "“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。")
    assert len(lines(read("divs", text=text))) == 4
    rows = "".join(f"<tr><td>　　{line}</td></tr>" for line in (*PROSE, "“三公”经费：指公务用车购置及运行维护费。"))
    assert len(lines(read("divs", text=f"<table>{rows}</table>"))) == 4


@pytest.mark.parametrize(
    "info", ["2024-05-10 09:15 {o} 2319 A- A+", "<div>2024.05.10</div><div>来源 {o}</div><div>31阅读</div>"]
)
@pytest.mark.parametrize("name", ["松溪县政协提案委", "本站"])
def test_sources_beside_buttons_and_in_boxes_of_their_own(name: str, info: str) -> None:
    found = called(
        TITLE, f"<div><h1>{TITLE}</h1><div class=i>{info.format(o=name)}</div><div class=x>{TEXT}</div></div>"
    )
    assert (day(found), found.source, lines(found)) == ("2024-05-10", name, WANTED)


@pytest.mark.parametrize(("by", "source"), [("供稿：提案委员会", "提案委员会"), ("供稿：", None)])
def test_who_handed_it_in_goes_before_who_published_it(by: str, source: str | None) -> None:
    for frame in FRAMES:
        info = f"[发布单位：松溪县政协办] [{by}] [发布时间：2024-05-10] [访问量：28]"
        assert read(frame, info=info).source == source, frame


def test_the_day_at_the_top_of_a_site_is_todays_whatever_stands_beside() -> None:
    top = "<body><div><span>2026年11月30日　星期一</span><a>繁体版</a>|<a>无障碍浏览</a>|<a>设为首页</a></div>"
    whole = page("zoom", info="发文日期：2024年5月10日").replace("<body>", top)
    assert day(extract(whole.encode(), "http://www.songxi-cppcc.example/yw/77.html")) == "2024-05-10"


def test_a_proposals_data_above_bare_lines_is_text() -> None:
    rows = "<tr><td>案由</td><td colspan=3>关于供水的建议</td></tr>"
    rows += "<tr><td>提案人</td><td>何远山</td><td>界别</td><td>农业</td></tr>"
    rows += "<tr><td>承办单位</td><td>县水利局</td><td>会办单位</td><td>县财政局</td></tr>"
    data = ["案由关于供水的建议", "提案人何远山界别农业", "承办单位县水利局会办单位县财政局"]
    for text in ("<br>".join(PROSE), "<span>" + "<br>".join(PROSE) + "</span>", TEXT):
        assert lines(read("divs", text=f"<table border=1>{rows}</table>{text}")) == [*data, *PROSE]
