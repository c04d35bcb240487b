# Markup is read as it is written: no wrapped lines.
# ruff: noqa: E501
"""Finding the body: known containers, copies, marks, scoring; and what is cut at its edges."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.chrome import is_toolbar

URL = "http://www.yunshanzx.example/a/b.html"
PROSE = "区政协召开主席会议，研究部署近期工作。"
MORE = "会议要求，要聚焦重点、狠抓落实，确保完成全年任务。"


def lines(body: str, head: str = "") -> list[str]:
    """The text lines extracted from a page with this body."""
    return extract(f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(), URL).text.split(
        "\n"
    )


def test_a_known_container_beats_longer_prose_elsewhere() -> None:
    side = f"<div>{MORE * 5}</div>"
    assert lines(f"{side}<div class=TRS_Editor><p>{PROSE}</p></div>{side}") == [PROSE]


def test_a_known_container_is_known_however_many_classes_it_has() -> None:
    side, classes = f"<div>{MORE * 5}</div>", "TRS_Editor " + " ".join(f"mt-{step}" for step in range(100))
    assert lines(f'{side}<div class="{classes}"><p>{PROSE}</p></div>{side}') == [PROSE]


def test_an_empty_known_container_is_passed_over() -> None:
    assert lines(f"<div id=zoom></div><h1>主席会议召开</h1><div><p>{PROSE}</p><p>{MORE}</p></div>") == [PROSE, MORE]


def test_a_repeated_paragraph_is_the_authors() -> None:
    assert lines(f"<div id=zoom><p>{PROSE}</p><p>{PROSE}</p></div>") == [PROSE, PROSE]


def test_two_copies_inside_one_container_are_read_once() -> None:
    copy = f"<p>{PROSE}</p><p>{MORE}</p>"
    assert lines(f"<div id=zoom><div class=pc>{copy}</div><div class=phone>{copy}</div></div>") == [PROSE, MORE]


def test_prose_beside_the_longest_part_of_an_unknown_body_is_not_left_out() -> None:
    parts = f"<section><p>{MORE}</p><p>{MORE}{MORE}</p></section>"
    body = f"<h1>主席会议召开</h1><div><p>{PROSE}</p>{parts}<p>特此通知</p></div>"
    assert lines(body, "<title>主席会议召开</title>") == [PROSE, MORE, MORE + MORE, "特此通知"]


def test_buttons_and_neighbours_below_an_unknown_body_go() -> None:
    below = "<p>上一篇：<a href=1.html>旧闻</a></p><p>下一篇：没有了</p><p>【打印】【关闭】</p>"
    assert lines(f"<div><h1>主席会议召开</h1><p>{PROSE}</p><p>{MORE}</p>{below}</div>") == [PROSE, MORE]


def test_a_telephone_number_at_the_end_is_no_pager() -> None:
    assert lines(f"<div><h1>主席会议召开</h1><p>{PROSE}</p><p>{MORE}</p><p>13900000000</p></div>")[-1] == "13900000000"


def test_a_page_that_is_not_there_yields_no_text_and_says_so() -> None:
    found = extract(b"<html><script>location.reload()</script></html>", URL)
    assert (found.text, found.warnings) == ("", ("no body found",))


def test_the_method_says_how_the_body_was_found() -> None:
    page = "<meta charset=utf-8><div id=zoom><p>政协</p></div>"
    assert extract(page.encode(), URL).method == "selector:#zoom"


def test_replacement_characters_are_reported_whoever_made_them() -> None:
    ours = extract(f"<div id=zoom><p>{PROSE * 3}</p></div>".encode() + b"<p>\xff</p>", URL)
    theirs = extract(f"<div id=zoom><p>第\ufffd届{PROSE}</p></div>".encode(), URL)
    assert "undecodable" in ours.warnings[0]
    assert theirs.warnings == ("the page itself holds 1 replacement characters (U+FFFD)",)


def test_font_size_buttons_called_zoom_are_no_body() -> None:
    page = f"<h1>主席会议召开</h1><div>2025-01-07 <span id=zoom>字号：大 中 小</span></div><div><p>{PROSE}</p><p>{MORE}</p></div>"
    assert lines(page, "<title>主席会议召开</title>") == [PROSE, MORE]


def test_a_template_authors_comment_encloses_more_than_the_body() -> None:
    page = f"<!-- content begin --><h1>主席会议召开</h1><p>时间：2025-01-07</p><div><p>{PROSE}</p><p>{MORE}</p></div><!-- content end -->"
    assert lines(page, "<title>主席会议召开</title>") == [PROSE, MORE]


def test_nothing_is_cut_from_the_editors_own_element_even_around_another() -> None:
    page = f"<div class=TRS_Editor><p>相关链接：</p><div id=TRS_AUTOADD_1><p>{PROSE}</p></div><p>上一篇：旧稿</p></div>"
    assert lines(page) == ["相关链接：", PROSE, "上一篇：旧稿"]


def test_a_row_of_buttons_is_read_in_one_way_only() -> None:
    assert is_toolbar("分享到" * 20)
    assert not is_toolbar("分享到" * 25 + "某")  # tried in every way this would take longer than anybody waits


def test_a_comment_in_the_only_heading_costs_no_paragraph() -> None:
    page = "<h1>关于某某工作的公告<!--x--></h1><p>第一段说明情况，请阅读。</p><p>第二段说明办法，请照办。</p>"
    assert extract(page.encode(), "http://zx.example/1.htm").text.startswith("第一段")


def test_what_a_reader_sees_beats_a_hidden_container_of_a_known_name() -> None:
    shown = "<p>区政协召开会议，研究提案工作，部署下一步任务。</p>" * 3
    page = f"<div id=zoom style='display:none'>别的文字别的文字</div><div id=artibody>{shown}</div>"
    assert extract(page.encode(), "http://zx.example/1.htm").text.startswith("区政协召开会议")


def test_a_page_centred_by_a_negative_margin_is_no_hidden_one() -> None:
    shown = "<p>区政协召开会议，研究提案工作，部署下一步任务。</p>" * 3
    page = f"<h1>某某会议召开</h1><div style='position:absolute;left:50%;margin-left:-500px'>{shown}</div>"
    assert extract(page.encode(), "http://zx.example/1.htm").text.startswith("区政协召开会议")


ROWS = (
    "<tr><td>{}</td></tr>",
    "<section class=part><p>{}</p></section>",
    "<div><div>{}</div></div>",
)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    "amid",
    ["<p>上一篇：<a href='/1.html'>政协召开座谈会</a></p>", "<div>【打印】【关闭】</div>", "<p>责任编辑：何远山</p>"],
)
def test_what_stands_below_a_pager_or_buttons_is_not_left_out_without_a_word(amid: str, row: str) -> None:
    article = "".join(map(row.format, (MORE, amid, PROSE, MORE)))
    page = f"<title>主席会议召开</title><h2>主席会议召开</h2><p>2025-01-07 来源：区政协办</p><table>{article}</table>"
    found = extract(f"<meta charset=utf-8>{page.replace('table', 'table' if 'tr' in row else 'div')}".encode(), URL)
    left = [text for text in (PROSE, MORE) if text not in found.text]
    assert not left or "are left out" in "".join(found.warnings)


def test_a_related_articles_prose_below_a_pager_is_nothing_left_out() -> None:
    below = f"<div>上一篇：<a href='/1.html'>政协召开座谈会</a></div><div>相关文章</div><div><a href='/2.html'>委员视察水利工程</a><p>{MORE * 3}</p></div>"
    page = f"<title>主席会议召开</title><h2>主席会议召开</h2><p>2025-01-07 来源：区政协办</p><div><p>{PROSE}</p></div>{below}"
    assert extract(f"<meta charset=utf-8>{page}".encode(), URL).warnings == ()
