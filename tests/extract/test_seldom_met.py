"""Kinds that few pages show, and that cost the text, the title or the day of those that do."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import Document
from tests.extract.kit import PROSE, TITLE, WANTED, called, day, lines, paragraphs

HEAD = f"<h1>{TITLE}</h1><div>2024-05-10 来源：办公室</div>"
OTHERS = "".join(f"<p><a href=/{at}.html>{text}</a></p>" for at, text in enumerate(("委员走进社区", "委员视察公路")))


def boxed(text: str, name: str = "class=c", below: str = "") -> Document:
    return called(TITLE, f"{HEAD}<div {name}>{text}</div>{below}")


def test_the_heading_of_an_abstract_in_the_texts_own_box_takes_no_text_away() -> None:
    below = f"<div class=d>{paragraphs('文史资料征集工作长期进行。欢迎来稿。', '来稿请寄县政协。')}</div>"
    found = boxed(f"<p>内容摘要：</p>{paragraphs(*PROSE * 6)}", below=below)
    assert lines(found)[: 1 + 6 * len(WANTED)] == ["内容摘要：", *WANTED * 6]


def test_a_name_below_the_title_that_leads_somewhere_is_who_put_it_there() -> None:
    page = f"<h1>{TITLE}</h1><p><a href=/u/3.html>何远山</a></p><div>2024-05-10</div><div>{paragraphs(*PROSE)}</div>"
    assert lines(called(TITLE, page))[: len(WANTED)] == WANTED


@pytest.mark.parametrize("title", ["{}-松溪政协", "松溪政协-{}"])
def test_a_second_line_behind_a_dash_is_no_sites_name(title: str) -> None:
    own = "把群众的事放在心上——访县政协委员何远山"
    found = called(title.format(own), f"<div><b>{own}</b></div><div class=c>{paragraphs(*PROSE)}</div>")
    assert found.title == own


def test_a_day_in_a_long_line_below_the_text_is_not_its() -> None:
    below = f"<div>发布时间：2009-05-01 {'浏览：12 来源：县政协办公室 ' * 12}</div>"
    page = f"<h1>{TITLE}</h1><div class=c>{paragraphs(*PROSE)}</div>{below}"
    assert day(called(TITLE, page)) is None


def test_an_editors_name_goes_with_the_icon_in_its_line() -> None:
    close = "<div><span>责任编辑：何远山<img src=/i.png></span></div>"
    assert lines(boxed(paragraphs(*PROSE) + close, "id=zoom")) == WANTED


def test_what_an_info_line_tells_in_a_list_below_the_text_is_none() -> None:
    told = "".join(f"<li>{text}</li>" for text in ("作者：何远山", "来源：办公室", "2024-05-10"))
    page = f"<h1>{TITLE}</h1><div class=c>{paragraphs(*PROSE)}<ul>{told}</ul></div>"
    found = called(TITLE, page)
    assert (lines(found), day(found)) == (WANTED, "2024-05-10")


def test_of_a_list_that_begins_without_a_link_nothing_goes() -> None:
    items = "<ul><li>水经注</li><li><a href=/1.html>松溪渠志</a></li><li><a href=/2.html>北干渠记</a></li></ul>"
    assert lines(boxed(paragraphs(*PROSE) + items, "id=zoom")) == [*WANTED, "水经注", "松溪渠志", "北干渠记"]


def test_what_was_published_before_is_no_text_even_among_paragraphs() -> None:
    text = f"{paragraphs(*PROSE)}<p>往期精选</p>{OTHERS}<p>来稿请寄办公室</p>"
    assert lines(boxed(text, "id=zoom")) == [*WANTED, "来稿请寄办公室"]
