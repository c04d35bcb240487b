"""Furniture amid the text and around: boxes of links under a head, what asks to follow an account, a bar's buttons."""

from __future__ import annotations

import pytest

from tests.extract.kit import FRAMES, PROSE, WANTED, lines, paragraphs, read

LINKED = "<a href=/8.html>委员夜话：渠水到田头</a>"
MORE = "<a href=/9.html>县政协出台提案督办办法</a>"
BOXES = (
    "<div class=in><a href=/8.html>延伸阅读：委员夜话：渠水到田头</a></div>",
    f"<div>相关链接：{LINKED}</div>",
    f"<table align=right><tr><td><b>新闻链接</b></td></tr><tr><td>{LINKED}</td></tr><tr><td>{MORE}</td></tr></table>",
    f"<div class=r><h4>相关阅读</h4><ul><li>{LINKED}</li><li>{MORE}</li></ul></div>",
    f"<aside><strong>推荐阅读</strong>{LINKED}</aside>",
    f"<section><div>延伸阅读：</div><div>{LINKED}</div></section>",
    f"<dl><dt>相关报道</dt><dd>{LINKED}</dd><dd>{MORE}</dd></dl>",
    f"<blockquote>更多阅读：{LINKED}</blockquote>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("box", BOXES)
def test_a_box_of_links_under_a_head_amid_the_text_is_none_of_it(box: str, at: int, frame: str) -> None:
    text = paragraphs(*PROSE[:at]) + box + paragraphs(*PROSE[at:])
    assert lines(read(frame, text=text)) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "line",
    [
        f"详见{LINKED}",
        f"相关链接：{LINKED}",
        "新闻链接：北干渠建于1958年，全长31公里。",
        "<b>知识链接</b>",
        "<b>相关阅读</b>",
    ],
)
def test_but_what_stands_there_like_a_paragraph_was_typed(line: str, frame: str) -> None:
    found = lines(read(frame, text=f"{paragraphs(PROSE[0])}<p>　　{line}</p>{paragraphs(*PROSE[1:])}"))
    assert (len(found), [found[0], *found[2:]]) == (4, WANTED)


FOLLOWS = (
    "点击上方蓝字关注我们",
    "↑↑↑ 点击上方“松溪政协”关注我们哦",
    "点击蓝字　关注我们",
    "戳上方名片，关注松溪政协公众号",
    "欢迎关注松溪政协微信公众号",
    "请关注我们！",
)


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
@pytest.mark.parametrize("place", ["above", "top", "end", "below"])
@pytest.mark.parametrize("words", FOLLOWS)
def test_what_asks_to_follow_an_account_is_no_text(words: str, place: str, frame: str) -> None:
    for box in ("<section style='text-align:center'><span>{}</span></section>", "<p>{}</p>"):
        assert lines(read(frame, **{place: box.format(words)})) == WANTED, box


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame not in ("editor", "zoom")])
@pytest.mark.parametrize("words", ["— END —", "———　end　———", "THE END", "- End -", "<b>END</b>"])
def test_nor_is_what_an_account_ends_with(words: str, frame: str) -> None:
    tail = f"<p>{words}</p><p>编辑：何远山　审核：李一山</p><img src=/qr.jpg><p>长按二维码关注“松溪政协”</p>"
    assert lines(read(frame, text=f"{paragraphs(*PROSE)}{tail}")) == WANTED


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
@pytest.mark.parametrize("place", ["end", "below"])
@pytest.mark.parametrize(
    "words", ["【收藏】【打印】【TOP】", "[Top]", "TOP | 打印 | 关闭", "返回顶部 TOP", "【大 中 小】【打印】【Top】"]
)
def test_nor_a_bar_that_leads_to_the_top(words: str, place: str, frame: str) -> None:
    for box in ("<div>{}</div>", "<p align=right><a>{}</a></p>"):
        assert lines(read(frame, **{place: box.format(words)})) == WANTED, box


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "words",
    [
        "请继续关注北干渠的水。",
        "我们将持续关注！",
        "点击关注的人多了，建议也多了。",
        "委员关注我们村的路",
        "送水工程的END阀门已换新。",
    ],
)
def test_but_who_pays_attention_is_the_articles(words: str, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(*PROSE, words))) == [*WANTED, words]


VOTES = (
    "赞同 31　我要反映",
    "我要留言 点赞 211 转发",
    "心情指数：支持(5) 感动(2) 无聊(0)",
    "鲜花(3) 鸡蛋(0)",
    "▲顶一下 ▼踩一下",
    "🔥320 💬4 ⭐收藏",
    "#老字号 #委员说",
    "--------分隔线--------------------",
    "本文共1页",
)


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame not in ("editor", "zoom")])
@pytest.mark.parametrize("words", VOTES)
def test_votes_tags_and_rules_are_told_by_their_words(words: str, frame: str) -> None:
    for place in ("end", "below"):
        assert lines(read(frame, **{place: f"<div>{words}</div>"})) == WANTED, place


@pytest.mark.parametrize(
    "words", ["支持", "感动了全村人的一件提案", "#1渠与#2渠在此汇合，水更大了。", "鲜花3束，送给了老渠工。"]
)
def test_but_words_among_prose_are_text(words: str) -> None:
    for frame in FRAMES:
        assert lines(read(frame, text=paragraphs(PROSE[0], words, *PROSE[1:]))) == [WANTED[0], words, *WANTED[1:]], (
            frame
        )


@pytest.mark.parametrize("frame", [name for name in FRAMES if name not in ("editor", "zoom")])
@pytest.mark.parametrize("at", [1, 2])
def test_a_menu_amid_the_text_is_left_out_however_long_and_nothing_above_it(at: int, frame: str) -> None:
    steps = "".join(f"<li><a>栏目{name}</a><ul><li>{LINKED}</li><li>{MORE}</li></ul></li>" for name in "甲乙丙丁戊己")
    menu = f"<div class=hang><ul>{steps}</ul><p>关注公众号</p><p>掌握第一手资讯</p></div>"
    assert lines(read(frame, text=paragraphs(*PROSE[:at]) + menu + paragraphs(*PROSE[at:]))) == WANTED
