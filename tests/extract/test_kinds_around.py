"""More kinds, as in ``test_kinds``: what stands around an article, who published it, and what is short and stays."""

from __future__ import annotations

from itertools import product

import pytest

from tests.extract.kit import FRAMES, PROSE, TITLE, WANTED, day, lines, paragraphs, read


def misread(words: str, boxes: tuple[str, ...], *places: str, frames: tuple[str, ...] = tuple(FRAMES)) -> list[str]:
    """In which frames, places and boxes these words change the text."""
    cases = product(frames, places, boxes)
    return [
        f"{frame}, {place}, {box}"
        for frame, place, box in cases
        if lines(read(frame, **{place: box.format(words)})) != WANTED
    ]


SOURCES = [
    ("来源：松溪发布 2024-05-10", "松溪发布"),
    ("来源：松溪发布发布时间：2024-05-10", "松溪发布"),
    ("2024-05-10 来源：发布厅", "发布厅"),
    ("2024-05-10 松溪融媒", "松溪融媒"),
    ("松溪新闻网 2024-05-10 10:20:30", "松溪新闻网"),
    ("政协要闻 2024-05-10 松溪传媒", "松溪传媒"),
    ("来源：网站管理员 时间：2024-05-10", None),
    ("来源：www.songxi.gov.cn 时间：2024-05-10", None),
    ("来源：本网 时间：2024-05-10", "本网"),
]


@pytest.mark.parametrize(("info", "source"), SOURCES)
def test_who_published_is_told_from_what_stands_beside(info: str, source: str | None) -> None:
    for frame in FRAMES:
        found = read(frame, info=info)
        assert (found.source, day(found), lines(found)) == (source, "2024-05-10", WANTED), frame


@pytest.mark.parametrize("name", ["系统管理员", "root", "test", "编辑", "匿名", "本网编辑", "www.songxi.gov.cn"])
def test_who_runs_the_site_is_no_author(name: str) -> None:
    info = f"作者：{name}　发布时间：2024-05-10　浏览：31"
    assert [frame for frame in FRAMES if read(frame, info=info).author is not None] == []


EDITORS = (
    "（责编：李一山） 网编：李一山 责任编辑/李一山"
    " 一审：李一山_二审：赵建_三审：何远山 （编辑_李一山） 编审：何远山_监制：赵建"
)


@pytest.mark.parametrize("words", EDITORS.split())
def test_who_edited_the_page_is_no_text(words: str) -> None:
    boxes = ("<div class='bj'>{}</div>", "<div align=right>{}</div>")
    assert misread(words.replace("_", " "), boxes, "end", "below") == []


NEIGHBOURS = (
    "◆上一篇：{} ←_上一篇_{} 前一篇：{} [上一条]_{} 上篇：{} 下一条：没有了"
    " 上一篇：无 上一主题：{} 上一信息：{} 上一个：{} «上一篇_{} 上条：{} 上一文章：{}"
)


@pytest.mark.parametrize("words", NEIGHBOURS.split())
def test_the_neighbours_are_no_text(words: str) -> None:
    filled = words.replace("_", " ").format("<a href='/yw/9.html'>县政协召开第十次主席会议</a>")
    boxes = ("<div class='sx'>{}</div>", "<p>{}</p>", "<ul><li>{}</li></ul>")
    assert misread(filled, boxes, "end", "below") == []


HEADS = "相关新闻 相关阅读： 延伸阅读 推荐阅读 热门推荐 猜你喜欢 更多新闻 往期回顾 最新文章 同类信息 本类热门 栏目推荐"
LINKS = (
    "<ul><li><a href='/yw/1.html'>县政协调研老旧小区改造工作</a></li>"
    "<li><a href='/yw/2.html'>委员读书班在城关镇开班</a></li></ul>"
)


@pytest.mark.parametrize("words", HEADS.split())
def test_a_list_of_other_articles_is_no_text(words: str) -> None:
    boxes = (f"<div class='xg'><h4>{{}}</h4>{LINKS}</div>", f"<h3>{{}}</h3>{LINKS}", f"<p><b>{{}}</b></p>{LINKS}")
    frames = tuple(frame for frame in FRAMES if frame != "editor")
    assert misread(words, boxes, "end", "below", frames=frames) == []


TOOLS = [
    "推荐给好友 加入收藏夹 保存为Word",
    "【打印】【收藏】【关闭】",
    "我要纠错 | 我要分享",
    "点赞 0 收藏 0",
    "[打印本稿] [关闭窗口]",
    "打印此文 导出PDF",
    "放大 缩小 还原",
    "评论(0) 顶(3) 踩(0)",
    "浏览次数：-",
    "阅读量 12",
]


@pytest.mark.parametrize("words", TOOLS)
def test_buttons_are_no_text(words: str) -> None:
    boxes = ("<div class='gj'>{}</div>", "<p class='gj' align=center>{}</p>")
    assert misread(words, boxes, "above", "end", "below") == []


FIELDS = (
    ("索引号", "SX-2024-00012"),
    ("发布机构", "松溪县政协办公室"),
    ("发布日期", "2024-05-10"),
    ("文号", "松协〔2024〕5号"),
    ("主题词", "水渠"),
)
FORMS = {
    "rows": ("<table>", "<tr><td>{}：</td><td>{}</td></tr>", "</table>"),
    "row": ("<table><tr>", "<th>{}</th><td>{}</td>", "</tr></table>"),
    "terms": ("<dl>", "<dt>{}</dt><dd>{}</dd>", "</dl>"),
    "items": ("<ul>", "<li><b>{}：</b>{}</li>", "</ul>"),
    "spans": ("<div>", "<p><span>{}：</span><span>{}</span></p>", "</div>"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_form_an_article_is_filed_in_is_no_text(form: str) -> None:
    start, field, end = FORMS[form]
    filled = start + "".join(field.format(*one) for one in FIELDS) + end
    assert misread(filled, ("{}",), "above", "top") == []
    for frame in FRAMES:
        found = read(frame, info=filled)
        wanted = (TITLE, "2024-05-10", "松溪县政协办公室", WANTED)
        assert (found.title, day(found), found.source, lines(found)) == wanted, frame


NOTICES = [
    ("报名截止5月20日。",),
    ("各联络组：", "请于5月20日前报名。", "县政协办公室", "2024年5月10日"),
    ("经研究，定于5月20日放假一天。", "特此通知。", "松溪县政协办公室"),
    ("联系电话：0000-8800123",),
    ("详见附件",),
    ("同意你组换届方案。", "此复。"),
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_of_a_line_is_whole(notice: tuple[str, ...]) -> None:
    for frame, style in product(FRAMES, ("<p>{}</p>", "{}<br>", "<div>{}</div>", "<font size=3>{}</font><br><br>")):
        assert lines(read(frame, text="".join(style.format(one) for one in notice))) == list(notice), (frame, style)


SIGNED = (
    "松溪县政协办公室|2024年5月10日 （松溪县政协办公室_供稿） （作者系松溪县政协委员）"
    " 附：名单 来源：松溪日报 注：数字截至4月底。"
)


@pytest.mark.parametrize("signed", SIGNED.split())
def test_what_ends_a_text_stays(signed: str) -> None:
    end = signed.replace("_", " ").split("|")
    for frame, style in product(FRAMES, ("<p>　　{}</p>", "<p align=right>{}</p>")):
        found = read(frame, text=paragraphs(*PROSE) + "".join(style.format(one) for one in end))
        assert lines(found) == [*WANTED, *("".join(one.split()) for one in end)], (frame, style)


TYPED = [
    "前期：摸清渠道底数",
    "后期：开展跟踪回访",
    "下一步，县政协将继续跟踪。",
    "提示：请携带身份证",
    "扫描二维码填写报名表",
    "请扫码报名，名额有限。",
    "书画展由县政协承办",
    "听取意见",
    "转发给各联络组",
    "相关单位",
    "关键词",
    "新闻发言人",
]


@pytest.mark.parametrize("line", TYPED)
def test_a_line_that_only_looks_so_stays(line: str) -> None:
    kept = "".join(line.split())
    for frame in FRAMES:
        assert lines(read(frame, text=paragraphs(*PROSE, line))) == [*WANTED, kept], frame
        assert lines(read(frame, text=paragraphs(line, *PROSE))) == [kept, *WANTED], frame
