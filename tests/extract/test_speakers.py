"""Who speaks or wrote, and when it was said, stands below a title, above the info line or below it: it is text."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document
from tests.extract.kit import PROSE, TITLE, WANTED, called, day, lines, paragraphs

INFO = "发布于 2024-05-10　阅读 31"
FRAMES = {
    "divs": "<div class=s><div class=t>{t}</div>{a}<div class=i>{i}</div>{b}<div class=c>{x}</div></div>",
    "rows": "<table><tr><td align=center><b>{t}</b></td></tr><tr><td>{a}</td></tr><tr><td>{i}</td></tr>"
    "<tr><td>{b}</td></tr><tr><td>{x}</td></tr></table>",
    "zoom": "<h1>{t}</h1>{a}<p>{i}</p>{b}<div id=zoom>{x}</div>",
    "editor": "<h2>{t}</h2>{a}<p>{i}</p>{b}<div class=TRS_Editor>{x}</div>",
    "article": "<article><header><h1>{t}</h1>{a}<p>{i}</p></header>{b}<section>{x}</section></article>",
}
SPOKEN = (
    ("县政协委员　何远山",),
    ("松溪县政协主席　何　山",),
    ("何远山", "（2024年5月8日）"),
    ("何　山",),
    ("九三学社松溪支社　何远山、李一山",),
    ("松溪县政协调研组",),
    ("——2024年5月8日在政协松溪县第九届委员会第三次会议上", "县政协主席　何远山"),
    ("(二〇二四年五月八日)",),
)


def read(frame: str, above: str = "", below: str = "", info: str = INFO) -> Document:
    menu = "<div><a href=/>首页</a><a href=/y>要闻</a><a href=/t>大会发言</a></div>"
    body = menu + FRAMES[frame].format(t=TITLE, a=above, i=info, b=below, x=paragraphs("各位委员：", *PROSE))
    return called(f"{TITLE}-松溪县政协", body)


@pytest.mark.parametrize("markup", ["<div>{}</div>", "<p class=f>{}</p>", "<p align=center><span>{}</span></p>"])
@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("said", SPOKEN)
def test_who_speaks_and_when_is_text(said: tuple[str, ...], frame: str, place: str, markup: str) -> None:
    found = read(frame, **{place: "".join(markup.format(line) for line in said)})
    wanted = ["".join(line.split()) for line in (*said, "各位委员：", *PROSE)]
    assert (found.title, day(found), lines(found), found.subtitles) == (TITLE, "2024-05-10", wanted, ())


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "line",
    ["——县政协水利界别回访记", "要闻", "<a href=/t>大会发言</a>", "语音朗读 听全文", "松溪政协网", "【打印】【关闭】"],
)
def test_but_a_second_line_a_column_or_a_button_is_none(line: str, frame: str) -> None:
    assert lines(read(frame, above=f"<div>{line}</div>")) == ["各位委员：", *WANTED]


@pytest.mark.parametrize("frame", FRAMES)
def test_nor_a_name_in_one_box_with_the_day(frame: str) -> None:
    found = read(frame, info="<ul><li>何远山</li><li>松溪日报</li><li>2024-05-10</li></ul>")
    assert (day(found), lines(found)) == ("2024-05-10", ["各位委员：", *WANTED])
