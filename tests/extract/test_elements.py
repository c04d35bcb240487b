"""What a page draws so that nobody sees it is no part of its text: characters against copying, glosses, labels for
machines."""

from __future__ import annotations

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.elements import ALWAYS, unseen_names
from tests.growth import grows_linearly

SHEET = """<style>.no{display:none} /* .b{display:none} */ .jam , .k .l{font-size:0;color:#fff} #gone{visibility:hidden}
xx{opacity:0} @import url(a.css); .m{display:none}
@media print{.pr{display:none}} .menu:hover .h{display:none}</style>"""


def text_of(phrase: str) -> str:
    page = f"<title>报告</title>{SHEET}<h1>工作报告</h1><p>一年来，政协共征集提案，经审查立案{phrase}件。</p>"
    return extract(page.encode(), "http://a.example/1.html").blocks[-1].text.partition("立案")[2]


@pytest.mark.parametrize(
    "unseen",
    [
        "<ruby>1<rp>(</rp><rt>9</rt><rp>)</rp></ruby>51",
        "1<span style='font-size:0'>9</span>51",
        "1<font style='FONT-SIZE: 0.0pt;color:red'>9</font>51",
        "1<span style='font:0/0 a'>9</span>51",
        "1<span style='opacity:0'>9</span>51",
        "1<span style='color: rgba(0, 0, 0, 0)'>9</span>51",
        "1<span style='display:inline-block;text-indent:-9999px'>9</span>51",
        "1<span style='position:absolute;clip:rect(0 0 0 0)'>9</span>51",
        "1<span style='width:0;overflow:hidden;display:inline-block'>9</span>51",
        "1<i class='a no'>9</i>51",
        "1<span class=jam>9</span>51",
        "1<span id=gone>9</span>51",
        "1<xx>9</xx>51",
        "1<span class=m>9</span>51",
        "1<span class=sr-only>9</span>51",
        "1<meter>9</meter>51",
    ],
)
def test_what_nobody_sees_is_no_part_of_a_number(unseen: str) -> None:
    assert text_of(unseen) == "151件。"


@pytest.mark.parametrize(
    "seen",
    [
        "1<span aria-hidden=true>5</span>1",
        "<span style='font-size:0'><span style='font-size:16px'>151</span></span>",
        "<span style='font-size:0.9em'>151</span>",
        "<span style='opacity:0.85'>151</span>",
        "1<span class=pr>5</span>1",
        "1<span class=h>5</span>1",
        "1<span class=b>5</span>1",
        "1<span class=l>5</span>1",
        "1<span class=no style='display:inline'>5</span>1",
    ],
)
def test_what_is_seen_stays(seen: str) -> None:
    assert text_of(seen) == "151件。"


@pytest.mark.parametrize(
    ("sheet", "markup"),
    [
        ("<style media=print>.x{display:none}</style>", "<span class=x>151</span>"),
        ("<style media='(max-width:600px)'>.x{display:none}</style>", "<span class=x>151</span>"),
        ("<noscript><style>.x{display:none}</style></noscript>", "<span class=x>151</span>"),
        ("<style>.x{display:none}.x{display:inline}</style>", "<span class=x>151</span>"),
        ("<style>span{display:none}.x{display:inline}</style>", "<span class=x>151</span>"),
        ("<style>div.x{display:none}</style>", "<span class=x>151</span>"),
        ("<style>.x{font-size:0}.x b{font-size:16px}</style>", "<span class=x><b>151</b></span>"),
        ("<style>.x{-webkit-background-clip:text;color:transparent}</style>", "<span class=x>151</span>"),
        ("<style>.x{opacity:0;animation:in 1s forwards}</style>", "<span class=x>151</span>"),
        ("", "<span style='background-clip:text;color:transparent'>151</span>"),
    ],
)
def test_what_a_sheet_hides_elsewhere_or_shows_again_stays(sheet: str, markup: str) -> None:
    page = f"<title>报告</title>{sheet}<h1>工作报告</h1><p>一年来，政协共征集提案，经审查立案{markup}件。</p>"
    assert extract(page.encode(), "http://a.example/1.html").blocks[-1].text.endswith("立案151件。")


def test_a_rule_of_many_names_is_looked_at_once() -> None:
    def work(size: int) -> object:
        return unseen_names([f"a{size}," + "b," * size + "i{" + "opacity " * size + "}"])

    assert grows_linearly(work, 20_000)


def test_style_sheets_that_make_no_sense_hide_nothing() -> None:
    unseen = unseen_names(["}}{.a{display:none", "{{{}", "@media print", ".b{display:none}}.c{"])
    assert unseen.names == {".b", *(f".{name}" for name in ALWAYS)}


def test_a_sheet_that_hides_a_class_and_nothing_else_is_heard() -> None:
    sheet, text = "<style>.x{display:none}</style>", "<p>一年来，立案<span class=x>（暗）</span>151件。</p>"
    page = f"<title>报告</title>{sheet}<h1>工作报告</h1>{text}"
    assert extract(page.encode(), "http://a.example/1.html").blocks[-1].text == "一年来，立案151件。"
