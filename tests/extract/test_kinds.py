"""Kinds of furniture in many words and markups: each stands on an otherwise ordinary page, which is read without it."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from tests.extract.kit import FRAMES, INFO, PROSE, TITLE, WANTED, day, lines, page, paragraphs, read

BOXES = (
    "<div class='b9'>{}</div>",
    "<p class='b9'>{}</p>",
    "<div><span>{}</span></div>",
    "<ul class='b9'><li>{}</li></ul>",
)
VOICES = [
    "朗读本文 ▶ 播放 ⏸ 暂停 ■ 停止",
    "语音播报：开始 | 暂停 | 继续 | 取消",
    "点击收听全文",
    "听本文（约3分钟）",
    "AI朗读 倍速 1.0x 1.5x 2.0x",
    "为您朗读 语速：慢 正常 快",
    "一键朗读全文",
    "[播放新闻] [停止播放]",
    "智能语音 男声 女声 00:00 / 02:31",
    "收听 音量 静音 进度",
]
SHARES = [
    "手机扫描二维码浏览本页",
    "打开微信“扫一扫”，将网页分享至朋友圈",
    "请用手机浏览器扫码阅读此文",
    "使用微信扫一扫分享给好友",
    "扫码在手机上查看",
    "把本文转发到朋友圈",
    "一键分享到微信好友",
    "手机查看本页",
    "扫描左侧二维码，手机端继续阅读",
    "分享到新浪微博 微信 QQ空间",
]
FILES = [
    "附件：",
    "附件下载",
    "相关文件",
    "相关附件：",
    "【相关资料】",
    "政策解读",
    "文件下载：",
    "相关政策",
    "图文解读",
    "配套文件：",
]
ABSTRACTS = [
    "核心提示：北干渠修好以后，下游两个村今年不用抽井水了……",
    "【摘要】委员沿渠走了六公里，回头看一件提案怎样落地。",
    "导读：渠通了，水来了，提案人又来了...",
    "内容提要：提案落在渠里，委员回头去看。",
    "[导语] 委员沿渠走了六公里。",
    "本文摘要 | 回访北干渠修缮提案。",
    "阅读提示：一件水渠提案的后半篇文章。",
    "新闻导读：渠水流到下游村。",
    "文章简介：委员回访提案办理……",
    "摘 要：委员沿渠查看衬砌和闸门。",
]


@pytest.mark.parametrize("box", BOXES[:3])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("place", ["above", "top"])
@pytest.mark.parametrize("words", VOICES)
def test_a_bar_that_reads_aloud_is_no_text(words: str, place: str, frame: str, box: str) -> None:
    assert lines(read(frame, **{place: box.format(words)})) == WANTED


@pytest.mark.parametrize("box", ["<div class='b9'><img src='/q.png'><p>{}</p></div>", "<p class='b9'>{}</p>"])
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("place", ["end", "below"])
@pytest.mark.parametrize("words", SHARES)
def test_what_brings_a_page_to_a_phone_is_no_text(words: str, place: str, frame: str, box: str) -> None:
    assert lines(read(frame, **{place: box.format(words)})) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", SHARES)
def test_nor_in_an_editors_container(words: str, frame: str) -> None:
    text = paragraphs(*PROSE) + f"<div class='q'><img src='/q.png'><p>{words}</p></div>"
    assert lines(read(frame, text=text)) == WANTED


@pytest.mark.parametrize(
    "box", ["<p><strong>{}</strong></p>", "<div class='x'><h4>{}</h4></div>", "<h4>{}</h4><h4>相关解读</h4>"]
)
@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "editor"])
@pytest.mark.parametrize("place", ["end", "below"])
@pytest.mark.parametrize("words", FILES)
def test_a_label_with_nothing_below_is_no_text(words: str, place: str, frame: str, box: str) -> None:
    assert lines(read(frame, **{place: box.format(words)})) == WANTED


@pytest.mark.parametrize(
    "box", ["<div class='b9'>{}</div>", "<blockquote>{}</blockquote>", "<div class='b9'><p>{}</p></div>"]
)
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("place", ["above", "top"])
@pytest.mark.parametrize("words", ABSTRACTS)
def test_an_abstract_in_a_box_of_its_own_is_no_text(words: str, place: str, frame: str, box: str) -> None:
    assert lines(read(frame, **{place: box.format(words)})) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("words", ABSTRACTS[3:5])
def test_but_one_that_the_author_typed_is(words: str, frame: str) -> None:
    assert lines(read(frame, text=paragraphs(words, *PROSE)))[1:] == WANTED


PAGERS = [
    "第2页/共2页 首页 上一页 [1] [2] 下一页 尾页",
    "共 3 页 | 当前第 3 页 | 首页 上一页 下一页 末页 转到 页 GO",
    "‹ 上一页 1 2 3 下一页 ›",
    "共5页：上一页 1 2 3 4 5 下一页",
    "[1] [2] [3] 下一页",
    "首页 前一页 后一页 尾页 第 1 页",
    "每页 20 条 共 40 条 上页 下页",
    "« 1 2 »",
    "上一页 | 下一页 | 跳转到第 页 确定",
    "1/4 下一页 尾页",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "box", ["<div class='fy'>{}</div>", "<p align='center'>{}</p>", "<ul><li><a href='5_2.html'>{}</a></li></ul>"]
)
@pytest.mark.parametrize("text", ["&nbsp;<br>", '<p><img src="/a.jpg"></p><p><img src="/b.jpg"></p>'])
@pytest.mark.parametrize("words", [words for words in PAGERS if "页" in words or "[" in words])
def test_a_pager_is_never_the_text(words: str, text: str, box: str, frame: str) -> None:
    assert read(frame, text=text, below=box.format(words)).text == ""


ROWS = [
    ("稿源", "松溪报", "日期", "2024-05-10", "点击", "166"),
    ("来源", "松溪报", "时间", "2024-05-10 09:00", "浏览次数", "12"),
    ("日期：", "2024-05-10", "来源：", "松溪报", "阅读：", "9"),
    ("信息来源", "松溪报", "发布日期", "2024年05月10日"),
    ("发布时间", "2024-05-10", "信息来源", "松溪报", "字号", "大 中 小"),
    ("来源：", "松溪报", "发布日期：", "2024-05-10", "作者：", "何远山"),
    ("出处", "松溪报", "日期", "2024/5/10"),
    ("作者", "何远山", "来源", "松溪报", "时间", "2024-05-10"),
    ("分类", "政协要闻", "来源", "松溪报", "日期", "2024-05-10"),
]
ROW_BOXES = (
    ("<table><tr>", "<td>{}</td>", "</tr></table>"),
    ("<dl>", "<dd>{}</dd>", "</dl>"),
    ("<ul>", "<li>{}</li>", "</ul>"),
    ("<div>", "<div>{}</div>", "</div>"),
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("box", ROW_BOXES)
def test_an_info_line_in_cells_is_told_from_the_text(
    row: tuple[str, ...], box: tuple[str, str, str], frame: str
) -> None:
    found = read(frame, info=box[0] + "".join(box[1].format(cell) for cell in row) + box[2])
    assert (found.title, day(found), found.source, lines(found)) == (TITLE, "2024-05-10", "松溪报", WANTED)


BRACKETS = [
    ("［2024/5/10］　报送单位　松溪县水利局", "松溪县水利局"),
    ("〔2024-05-10〕供稿单位：松溪县水利局", "松溪县水利局"),
    ("【2024-05-10】【来源：松溪县水利局】", "松溪县水利局"),
    ("（2024-05-10）　供稿：松溪县水利局", "松溪县水利局"),
    ("（发布时间：2024-05-10　来源：松溪县水利局）", "松溪县水利局"),
    ("［发布日期：2024-05-10］［来源：松溪县水利局］", "松溪县水利局"),
    ("〖2024-05-10〗 来源：松溪县水利局", "松溪县水利局"),
    ("（2024-05-10 08:30:00）", None),
    ("［2024-05-10］", None),
    ("[2024.05.10] 松溪县水利局", "松溪县水利局"),
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("info", "source"), BRACKETS)
def test_an_info_line_in_brackets_is_read(info: str, source: str | None, frame: str) -> None:
    found = read(frame, info=info)
    assert (found.title, day(found), found.source, lines(found)) == (TITLE, "2024-05-10", source, WANTED)


EMPTY = [
    ("来源：  作者：  发布日期：2024-05-10", None, None),
    ("来源：&nbsp;&nbsp;作者：&nbsp;编辑：何远山&nbsp;&nbsp;时间：2024-05-10", None, None),
    ("作者：来源：松溪报 日期：2024-05-10", "松溪报", None),
    ("日期：2024-05-10 来源： 浏览次数：5", None, None),
    ("时间：2024-05-10 | 来源： | 作者： | 点击：4", None, None),
    ("发布日期：2024-05-10 信息来源： 访问次数：12 字号：大 中 小", None, None),
    ("作者： 录入：李一山 时间：2024-05-10 来源：松溪报", "松溪报", None),
    ("来源： 发布者：李一山 发布时间：2024-05-10", None, None),
    ("稿源： 责任编辑：李一山 2024-05-10 10:00", None, None),
    ("作者：本报通讯员　2024-05-10　点击：134", None, "本报通讯员"),
    ("来源：松溪报 记者：李一山 2024-05-10", "松溪报", "李一山"),
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("info", "source", "author"), EMPTY)
def test_the_next_label_is_no_value_of_an_empty_one(
    info: str, source: str | None, author: str | None, frame: str
) -> None:
    found = read(frame, info=info)
    assert (found.source, found.author, lines(found)) == (source, author, WANTED)


SPEECHES = [
    ["——2024年5月8日在政协第九届松溪", "县委员会第四次会议上", "何远山"],
    ["（2024年5月8日在政协松溪县第九届", "委员会第四次会议上）", "何远山"],
    ["——2024年5月8日在县政协九届四次会议上", "松溪县政协主席 何远山"],
    ["中国人民政治协商会议", "松溪县第九届委员会", "——2024年5月8日在县政协全会上"],
    ["2024年5月8日在政协松溪县第九届委员会第四次会议上", "何远山"],
    ["－－2024年5月8日在政协松溪县委员会", "全体会议上的讲话", "（摘要）"],
    ["（2024年5月8日）", "何远山"],
    ["何远山", "（2024年5月8日）"],
    ["（2024年5月8日政协第九届松溪县委员会常务委员会", "第十二次会议通过）"],
    ["—2024年5月8日在“渠水清”协商会上", "提案委员会主任 李一山"],
]
SPEECH = ("各位委员：", "我代表常务委员会报告一年来的工作，请予审议。", *PROSE, "谢谢大家！")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    "style", ["<p align='center'>{}</p>", "<p style='text-align:center'><span>{}</span></p>", "{}<br>"]
)
@pytest.mark.parametrize("head", SPEECHES)
@pytest.mark.parametrize("info", [INFO, "浏览：31"])
def test_the_lines_above_a_speech_stay(head: list[str], info: str, style: str, frame: str) -> None:
    text = "".join(style.format(line) for line in head) + paragraphs(*SPEECH)
    found = read(frame, info=info, text=text)
    wanted = ["".join(line.split()) for line in (*head, *SPEECH)]
    assert lines(found) == wanted
    assert day(found) == ("2024-05-10" if "2024" in info else None)


FEET = [
    "松溪县政协",
    "松溪县政协办公室 制作维护",
    "政协松溪县委员会 主办",
    "网站维护电话：0000-8800123",
    "Powered by 松溪网络",
    "松溪县融媒体中心承制",
    "松溪县政协 版权",
    "中国人民政治协商会议松溪县委员会",
    "松溪县政协主办 水利路8号",
    "管理维护：松溪县政协信息科",
]


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("end", ["", "<p align='right'>松溪县政协办公室</p><p align='right'>2024年5月10日</p>"])
def test_a_pages_foot_is_no_text(foot: str, frame: str, end: str) -> None:
    html = page(frame, text=paragraphs(*PROSE) + end)
    html = html[: html.index('<div class="bq">')] + f'<div class="bq">{foot}</div></body></html>'
    found = lines(extract(html.encode(), "http://www.songxi-cppcc.example/yw/77.html"))
    assert found == [*WANTED, *(["松溪县政协办公室", "2024年5月10日"] if end else [])]


SHORT = (
    "机构设置",
    "政协简介",
    "主席会议",
    "历届委员",
    "委员名录",
    "工作规则",
    "联系我们的委员",
    "内设机构",
    "界别设置",
    "大事记",
)


@pytest.mark.parametrize("title", SHORT)
@pytest.mark.parametrize(
    "heading",
    [
        "<h3>{}</h3>",
        "<h1>{}</h1>",
        "<h2 class='t'>{}</h2>",
        "<div class='title'>{}</div>",
        "<p align='center'><b>{}</b></p>",
    ],
)
@pytest.mark.parametrize("menu", [True, False])
def test_a_short_title_that_a_menu_has_too_is_the_title(title: str, heading: str, menu: bool) -> None:
    links = "".join(f'<a href="/{at}.html">{name}</a>' for at, name in enumerate(("政协章程", title, "专委会")))
    side = f'<div class="side">{links}</div>' if menu else ""
    html = (
        f'<html><head><meta charset="utf-8"><title>{title}-松溪县政协</title></head><body>'
        f'<div><a href="/">首页</a></div>{side}<div class="c">{heading.format(title)}{paragraphs(*PROSE)}</div>'
        '<div class="bq">松溪县政协主办　备案号：松ICP备00000001号</div></body></html>'
    )
    found = extract(html.encode(), "http://www.songxi-cppcc.example/gk/2.html")
    assert (found.title, lines(found)) == (title, WANTED)
