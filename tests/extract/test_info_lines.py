"""What an info line is: all its parts are days, hits, names and labels. Each form stands between title and text, and
below a title where the text is none of it; what says more than that is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.extract import chrome, extract
from cppcc_archive.extract.chrome import is_info_line, told_names
from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, called, day, lines, paragraphs, read

OFFICE = "松溪县政协提案委"
LINES = (
    "{o} 提供 / 2024年5月10日 上传 / 浏览31次",
    "2024-05-10 {o} 评论(0)",
    "{o}　05-10 2024　<span>3.1k 阅读</span>",
    "<i>{o}</i><i>5月10日 2024</i>",
    "<i>2024-05-10</i><i>{o}</i><i>共31人看过</i>",
    "{o} | 2024-05-10 | 126次",
    "松政协办〔2024〕6号 | 2024-05-10 | {o} | 12人看过",
    "2024.05.10 · {o} · 阅读 1,203 · 在看 20",
    "〔{o}〕〔2024/5/10〕〔围观 3.2万〕",
    "2024 05-10 {o} 打印 收藏",
    "{o} 编 2024年5月10日 星期五",
    "5月10日, 2024 / {o} / 留言 [4]",
    "2024-05-10　{o}　第12期　第02版",
    "（2024-5-10 {o} 加入）",
    "（2024年5月10日　{o}）",
    "{o} 2024-05-10T08:30:00+08:00 点赞12 转发3",
    "〖24-05-10〗 {o}",
    "{o}〖24-05-10〗",
    "<span>{o}</span><span>[24-05-10]</span>",
    "[24-05-10 08:30] {o} 浏览31次",
    "来源：{o} 【24-05-10】",
    "来源：{o} 24-05-10 阅读 31",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("form", LINES)
def test_days_hits_names_and_labels_are_an_info_line(form: str, frame: str) -> None:
    found = read(frame, info=form.format(o=OFFICE))
    assert (day(found), found.source, lines(found)) == ("2024-05-10", OFFICE, WANTED)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "form", ["(2024-5-10 加入)", "[2024/05/10 录入] [12次]", "3天前 阅读 31", "昨天 21:15", "赞(12)"]
)
def test_without_a_name_too(form: str, frame: str) -> None:
    assert lines(read(frame, info=form)) == WANTED


@pytest.mark.parametrize("frame", [name for name in FRAMES if name != "editor"])
@pytest.mark.parametrize(
    "words",
    [
        "（2024年5月10日）",
        "（2024年5月10日　县政协主席　何远山）",
        "（2024年5月10日在全体会议上）",
        "——2024年5月10日在县政协座谈会上",
        "2024年5月10日至12日，委员分三路走访。",
        "2024年5月10日 我们在北干渠头集合出发",
        "委员12名 提案31件 落实28件",
        "各乡镇委员联络组 各专委会：",
    ],
)
def test_but_what_says_more_is_text(words: str, frame: str) -> None:
    found = read(frame, text=paragraphs(words, *PROSE))
    assert (day(found), lines(found)) == ("2024-05-10", ["".join(words.split()), *WANTED])


def test_the_names_are_what_is_left() -> None:
    assert told_names("何远山　2024-05-10　松溪报　阅读 31") == ("何远山", "松溪报")
    assert told_names("2024-05-10") == ()
    assert told_names("何远山 松溪报") is None
    assert is_info_line(f"{OFFICE} 供稿")
    assert not is_info_line(f"{OFFICE} 供稿", below_title=False)


@pytest.mark.parametrize(
    "caption", ["国画《渠边》 作者：何远山", "摄影作品《渠边》（作者：何远山）", "《渠边》 摄影：何远山"]
)
def test_what_a_picture_is_called_and_by_whom_is_no_info_line(caption: str) -> None:
    page = (
        "<meta charset=utf-8><title>委员笔下的水渠</title><h1>委员笔下的水渠</h1>"
        "<div>来源：县政协　发布时间：2024-05-10</div>"
        f"<div class=con><p align=center><img src=/a.jpg></p><p align=center><em>{caption}</em></p></div>"
    )
    found = extract(page.encode(), "http://h.example/1.html")
    assert (found.title, found.text, day(found)) == ("委员笔下的水渠", caption, "2024-05-10")


def test_a_label_spread_over_the_width_of_four_is_a_label() -> None:
    cells = "<td>类　别：要闻</td><td>发布单位：县政协办公室</td><td>日 期：2024-5-10</td><td>点 击：31</td>"
    head = f"<tr><td align=center><b>{TITLE}</b></td></tr><tr><td><table><tr>{cells}</tr></table></td></tr>"
    found = called(TITLE, f"<table>{head}<tr><td>{paragraphs(*PROSE)}</td></tr></table>")
    assert (day(found), found.source, lines(found)) == ("2024-05-10", "县政协办公室", WANTED)


def test_values_of_attributes_are_in_either_case() -> None:
    head = f"<CENTER><FONT SIZE=5>{TITLE}</FONT></CENTER><BR>各位委员：<BR><BR>"
    text = "<BR><BR>".join((*PROSE, "请于5月16日前报名，联系人：何远山，电话：5123456。", "附件：报名表"))
    close = "<DIV ALIGN=RIGHT>政协松溪县委员会办公室<BR>2024年5月10日</DIV>"
    foot = "<HR><CENTER>来源：县政协办公室　发布日期：2024.5.10　阅读：25</CENTER>"
    found = called(TITLE, f"<TABLE><TR><TD>{head}{text}<BR><BR>{close}</TD></TR></TABLE>{foot}")
    assert lines(found)[-2:] == ["政协松溪县委员会办公室", "2024年5月10日"]


def test_a_line_of_many_parts_takes_no_square() -> None:
    for part in ("2024-05-10 ", "松溪 ", "12 ", "阅读 ", "赞(", "第1期 ", "第 "):
        assert extract(f"<title>a</title><h1>松溪县政协</h1><p>{part * 5000}".encode(), "http://h.example/").url


@given(st.text("阅读浏览来源：作者发布PostedByA+-ZVies 　|（）〔〕第号年于在自青沙政协编.,听▶秒", max_size=24))
def test_what_a_line_without_a_digit_says_is_found_without_what_numbers_need(text: str) -> None:
    assert chrome._DIGIT.search(text) is None
    assert chrome._WITHOUT_NUMBERS.sub("|", text) == chrome._ASIDE.sub("|", text)
    assert not any(one["hits"] for one in chrome._ASIDE.finditer(text))
