"""Still more kinds, as in ``test_kinds``: interviews, info lines and abstracts in the text's box, forms."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from tests.extract.kit import FRAMES, PROSE, WANTED, day, lines, page, paragraphs, read

QUESTIONS = (
    "记者：您提这件提案，是看到了什么？",
    "本报记者：请说说渠是怎么修好的。",
    "记者: 水放下来了，村里人高兴吗",
    "编辑：明年还提水渠的提案吗？",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<p><b>{}</b></p>", "<div>{}</div>"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_an_interviewer_asks_is_no_byline(question: str, markup: str, frame: str) -> None:
    answers = [paragraphs(f"委员：{text}") for text in PROSE]
    found = read(frame, text=markup.format(question) + answers[0] + markup.format(question) + "".join(answers[1:]))
    asked, (first, *rest) = "".join(question.split()), [f"委员：{text}" for text in WANTED]
    assert (lines(found), found.author) == ([asked, first, asked, *rest], None)


@pytest.mark.parametrize("name", ["何远山", "何远山 李一山", "何远山、李一山"])
def test_but_a_reporters_name_is(name: str) -> None:
    for frame in FRAMES:
        found = read(frame, info=f"记者：{name}　2024-05-10")
        assert (found.author, day(found), lines(found)) == (name, "2024-05-10", WANTED), frame


INSIDE = (
    "日期：2024-05-10　来源：松溪报　浏览次数：<span>-</span>　<a>大</a> <a>中</a> <a>小</a>",
    "发布时间：2024-05-10 08:30　信息来源：松溪报　字号：[大 中 小]",
    "来源：松溪报　发布日期：2024-05-10　点击：31",
    "文章来源：松溪报　更新时间：2024-05-10　阅读：31 次",
)


@pytest.mark.parametrize("box", ["<p class='rq'>{}</p>", "<div>{}</div>", "<div class='t'><span>{}</span></div>"])
@pytest.mark.parametrize("info", INSIDE)
def test_an_info_line_at_the_top_of_the_texts_box_is_read(info: str, box: str) -> None:
    found = read("zoom", info="", top=box.format(info))
    assert (day(found), found.source, lines(found)) == ("2024-05-10", "松溪报", WANTED)


BOXED = (
    "5月9日，松溪县政协组织提案人回访北干渠修缮情况，逐段查看衬砌和闸门",
    "松溪县政协组织提案人回访北干渠修缮情况。",
    "渠通了，水来了，委员又来了……",
    "5月9日，松溪县政协组织提案人回访北干渠修缮情况，沿渠走了六公里，逐段查看衬砌和闸门。水利站负责人说，去年秋天动工……",
)
ABSTRACT_BOXES = (
    "<div class='summary'>{}</div>",
    "<div class='intro'><p>{}</p></div>",
    "<p class='art-abstract'>{}</p>",
    "<div id='daodu'><div>{}</div></div>",
)


@pytest.mark.parametrize("box", ABSTRACT_BOXES)
@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("place", ["above", "top"])
@pytest.mark.parametrize("words", BOXED)
def test_an_abstract_without_a_label_is_told_by_its_box(words: str, place: str, frame: str, box: str) -> None:
    assert lines(read(frame, **{place: box.format(words)})) == WANTED


@pytest.mark.parametrize("frame", FRAMES)
def test_but_a_box_that_says_something_new_stays(frame: str) -> None:
    new = "县水利局派人一同查看，并带来了下一年的修缮计划。"
    assert lines(read(frame, text=f"<div class='intro'><p>{new}</p></div>{paragraphs(*PROSE)}")) == [new, *WANTED]


PAIRS = (
    "上一组：春灌掠影下一组：秋收掠影",
    "上一辑：春灌掠影　下一辑：没有了",
    "上一图集：春灌掠影 | 下一图集：秋收掠影",
    "上一幅：无 下一幅：秋收掠影",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("box", ["<div class='p9'>{}</div>", "<p>{}</p>", "<ul><li>{}</li></ul>"])
@pytest.mark.parametrize("text", [paragraphs(*PROSE), '<p><img src="/a.jpg"></p><p><img src="/b.jpg"></p>'])
@pytest.mark.parametrize("words", PAIRS)
def test_a_pair_of_the_last_and_the_next_is_a_pager(words: str, text: str, box: str, frame: str) -> None:
    assert lines(read(frame, text=text, below=box.format(words))) == (WANTED if "<img" not in text else [""])


ROWS = (
    ("政协会议", "松溪融媒", "2024-05-10 20:15", "862"),
    ("2024-05-10 20:15", "政协会议", "松溪融媒", "31"),
    ("松溪融媒", "2024-05-10 20:15:09", "1203"),
    ("常委会会议", "松溪融媒", "2024/05/10 08:00", "7"),
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("cell", ["<span>{}</span> ", "<i></i><em>{}</em>&nbsp;&nbsp;", "<a>{}</a> | "])
@pytest.mark.parametrize("row", ROWS)
def test_names_and_hits_around_a_date_are_an_info_line(row: tuple[str, ...], cell: str, frame: str) -> None:
    found = read(frame, info="".join(cell.format(one) for one in row))
    assert (day(found), found.source, lines(found)) == ("2024-05-10", "松溪融媒", WANTED)


@pytest.mark.parametrize("words", ["协商会定于2024年5月10日 15:00在政协会议室 201", "会议通过，2024-05-10 15:00 201"])
def test_but_what_says_when_and_where_is_text(words: str) -> None:
    for frame in FRAMES:
        assert lines(read(frame, text=paragraphs(words, *PROSE))) == ["".join(words.split()), *WANTED], frame


FORMS = (
    (("信息分类", "通知文件"), ("生成日期", "2024-05-10"), ("文号", "松协办〔2024〕6号")),
    (("索引号", "0012"), ("发布机构", "松溪县政协办公室"), ("发文日期", "2024-05-10")),
    (("发文机关", "松溪县政协办公室"), ("文号", "松协办〔2024〕6号"), ("生成日期", "2024年05月10日")),
    (("主题分类", "其他"), ("公开方式", "主动公开"), ("生成时间", "2024-05-10")),
)
FORM_MARKUPS = (
    ("<ul class='y9'>", "<li><b>{}：</b>{}</li>", "</ul>"),
    ("<dl>", "<dt>{}</dt><dd>{}</dd>", "</dl>"),
    ("<div>", "<p><span>{}：</span><span>{}</span></p>", "</div>"),
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("markup", FORM_MARKUPS)
@pytest.mark.parametrize("form", FORMS)
def test_a_form_in_lines_above_the_title_tells_the_day(
    form: tuple[tuple[str, str], ...], markup: tuple[str, str, str], frame: str
) -> None:
    html = markup[0] + "".join(markup[1].format(*field) for field in form) + markup[2]
    whole = page(frame, info="").replace("政协要闻</a></div>", f"政协要闻</a></div>{html}")
    found = extract(whole.encode(), "http://www.songxi-cppcc.example/yw/77.html")
    assert (day(found), lines(found)) == ("2024-05-10", WANTED)


PEOPLE = (
    ("何远山　主席", "主持县政协全面工作。"),
    ("李一山　副主席", "分管提案工作。"),
    ("赵建　秘书长", "协助主席工作。"),
)


def people(cell: str) -> str:
    """A table of pictures and what stands beside each."""
    rows = (f"<tr><td><img src='/{name[0]}.jpg'></td><td>{cell.format(name, does)}</td></tr>" for name, does in PEOPLE)
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.parametrize("frame", [frame for frame in FRAMES if frame != "table"])
@pytest.mark.parametrize(
    "cell", ["<p>{}</p><p>{}</p>", "<div><p>{}</p><p>{}</p></div>", "<p><b>{}</b></p>\n<p><span>{}</span></p>"]
)
def test_paragraphs_beside_pictures_stay_apart(cell: str, frame: str) -> None:
    wanted = ["".join(text.split()) for one in PEOPLE for text in one]
    assert lines(read(frame, text=people(cell))) == wanted


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>一季度</p><p>视察水渠。</p>", "一季度 视察水渠。"),
        ("<p>视察水渠。</p> <p>座谈</p>", "视察水渠。 座谈"),
        ("<p>合</p><p>计</p>", "合计"),
        ("合<br>计", "合计"),
    ],
)
def test_paragraphs_in_a_tables_cell_stay_apart_where_they_are_sentences(cell: str, text: str) -> None:
    table = f"<table border=1><tr><td>项目</td><td>数</td></tr><tr><td>{cell}</td><td>3</td></tr></table>"
    found = read("divs", text=paragraphs(*PROSE) + table)
    assert next(block.rows for block in found.blocks if block.rows) == (("项目", "数"), (text, "3"))
